"""Which days a target is due and a result holds for, counted from a page of 12 September 2025."""

from datetime import date

import pytest

from monitor.domain import Period, Progress, Target
from unit.detect.articles import amounts_in


def dated(found: Target | Progress) -> str:
    """Write type, interval, precision and rule of a finding's date in one line."""
    kind, period = ("target", found.deadline) if isinstance(found, Target) else ("progress", found.as_of)
    if period is None:
        return f"{kind} None"
    return f"{kind} {period.start or '…'} – {period.end} {period.precision.value} {period.rule}"


@pytest.mark.parametrize(
    ("text", "date_of_it"),
    [
        ("到2027年，平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1+sentence"),
        ("到2027年底，平台达到50个。", "target 2027-12-31 – 2027-12-31 year D4.part+sentence"),
        ("2027年底前，平台达到50个。", "target 2027-12-31 – 2027-12-31 year D4.part+sentence"),
        ("今年，新建平台50个。", "progress 2025-01-01 – 2025-09-12 day D1+running"),
        ("今年底前，新建平台50个。", "target 2025-12-31 – 2025-12-31 year D4.part+sentence"),
        ("年内新建平台50个。", "target 2025-09-12 – 2025-12-31 year D4.part"),
        ("明年新建平台50个。", "target 2026-01-01 – 2026-12-31 year D1"),
        ("三年内新建平台50个。", "target 2025-09-12 – 2028-09-12 duration D10"),
        ("未来三年新建平台50个。", "target 2025-09-12 – 2028-09-12 duration D10.next"),
        ("“十五五”期间，新建平台50个。", "target 2026-01-01 – 2030-12-31 plan D8+sentence"),
        ("到“十五五”末，平台达到50个。", "target 2030-12-31 – 2030-12-31 plan D8+sentence"),
        ("到本世纪中叶，平台达到50个。", "target … – 2050-12-31 century D9+sentence"),
        ("2026—2028年，新建平台50个。", "target 2026-01-01 – 2028-12-31 year D11.years+sentence"),
        ("2026年6月底前，新建平台50个。", "target 2026-06-30 – 2026-06-30 month D2.month+sentence"),
        ("2026年一季度，新建平台50个。", "target 2026-01-01 – 2026-03-31 quarter D6.quarter+sentence"),
        ("2026年上半年，新建平台50个。", "target 2026-01-01 – 2026-06-30 half D6.half+sentence"),
        ("9月底前，新建平台50个。", "target 2025-09-30 – 2025-09-30 month D2.month+sentence"),
        ("10月15日前，新建平台50个。", "target 2025-10-15 – 2025-10-15 day D2.day+sentence"),
        ("2024年，平台达到50个。", "progress 2024-01-01 – 2024-12-31 year D1+sentence"),
        ("去年，平台达到50个。", "progress 2024-01-01 – 2024-12-31 year D1+sentence"),
        ("上半年，平台达到50个。", "progress 2025-01-01 – 2025-06-30 half D6.half+sentence"),
        ("一季度，平台增长5%。", "progress 2025-01-01 – 2025-03-31 quarter D6.quarter+sentence"),
        ("1—8月，平台增长5%。", "progress 2025-01-01 – 2025-08-31 month D11.months+sentence"),
        ("8月，平台增长5%。", "progress 2025-08-01 – 2025-08-31 month D2.month+sentence"),
        ("截至8月底，平台达到50个。", "progress … – 2025-08-31 month D2.month+sentence"),
        ("截至2024年底，平台达到50个。", "progress … – 2024-12-31 year D4.part+sentence"),
        ("截至目前，平台达到50个。", "progress … – 2025-09-12 day none"),
        ("今年以来，平台达到50个。", "progress … – 2025-09-12 day none"),
        ("今年，平台已达到50个。", "progress 2025-01-01 – 2025-09-12 day D1+running"),
        ("“十四五”期间，平台已达到50个。", "progress 2021-01-01 – 2025-09-12 day D8+running"),
        ("平台达到50个。", "progress … – 2025-09-12 day none"),
        ("当年，平台达到50个。", "progress 2025-01-01 – 2025-09-12 day D1+running"),
        ("2023年开局，当年平台达到50个。", "progress 2023-01-01 – 2023-12-31 year D1"),
        ("2023年开局，次年平台达到50个。", "progress 2024-01-01 – 2024-12-31 year D1"),
        ("平台增长到2024年的50个。", "progress 2024-01-01 – 2024-12-31 year D1"),
        ("平台在2020年的基础上增长50%。", "progress … – 2025-09-12 day none"),
        ("根据“十五五”规划，平台新增50个。", "progress … – 2025-09-12 day none"),
        ("2024年，产值增长5%，年末企业50家。", "progress 2024-12-31 – 2024-12-31 year D4.part"),
        ("企业50家，2027年底前建成。", "target 2027-12-31 – 2027-12-31 year D4.part"),
        ("平台计划建设50个在2027年底前完成", "target 2027-12-31 – 2027-12-31 year D4.part"),
    ],
)
def test_a_date_means_these_days(text: str, date_of_it: str) -> None:
    assert dated(amounts_in(text)[-1]) == date_of_it


@pytest.mark.parametrize(
    ("title", "text", "date_of_it"),
    [
        ("", "到2027年，平台达到50个。企业达到60家。", "target 2027-01-01 – 2027-12-31 year D1+paragraph"),
        ("", "企业增加60家。到2027年，平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1+sentence"),
        ("", "到2027年，平台达到50个，企业达到60家。", "target 2027-01-01 – 2027-12-31 year D1+sentence"),
        ("", "到2027年，平台达到50个，企业2026年达到60家。", "target 2026-01-01 – 2026-12-31 year D1"),
        ("", "（一）到2027年的目标\n平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1+section"),
        ("", "一、到2027年的目标\n（一）产业\n平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1+section"),
        ("", "到2027年的目标如下：\n（一）平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1+list_head"),
        ("", "到2027年的目标如下：\n平台达到50个。\n其他事项。\n企业达到60家。", "progress … – 2025-09-12 day none"),
        ("某市行动方案（2025—2027年）", "平台达到50个。", "target 2025-01-01 – 2027-12-31 year D11.years+title"),
        ("某市行动方案（2025—2027年）", "三年内平台达到50个。", "target 2025-01-01 – 2027-12-31 year D11.years+title"),
        ("某市举行2027年大会", "平台达到50个。", "progress … – 2025-09-12 day none"),
        ("", "贵州今年新建平台50个。", "progress 2025-01-01 – 2025-09-12 day D1+running"),
        ("", "方案提出，到2027年平台达到50个。", "target 2027-01-01 – 2027-12-31 year D1"),
        ("", "方案提出，力争到2027年平台达到50个，企业达到60家。", "target 2027-01-01 – 2027-12-31 year D1+sentence"),
        ("", "2027年，产业发展，企业达到60家。", "target 2027-01-01 – 2027-12-31 year D1+sentence"),
        ("", "2025年、2026年分别新增平台5个、10个。", "target 2026-01-01 – 2026-12-31 year D1"),
        ("", "2025年和2026年，分别新增平台5个和10个。", "target 2026-01-01 – 2026-12-31 year D1"),
        ("", "2026年、2027年平台、企业分别达到5个、10家。", "target 2027-01-01 – 2027-12-31 year D1"),
    ],
)
def test_a_date_is_inherited_from_the_nearest_place_above(title: str, text: str, date_of_it: str) -> None:
    assert dated(amounts_in(text, title=title)[-1]) == date_of_it


def as_of(text: str, published: date) -> Period | None:
    [found] = amounts_in(text, published=published)
    assert isinstance(found, Progress)
    return found.as_of


def test_the_whole_year_is_the_last_one_while_it_is_being_reported() -> None:
    last_year = as_of("全年工业增加值增长5%。", date(2025, 2, 1))
    this_year = as_of("全年工业增加值增长5%。", date(2025, 6, 1))

    assert last_year == Period(date(2024, 1, 1), date(2024, 12, 31), last_year.precision, "全年", "D1")
    assert this_year is not None
    assert this_year.end == date(2025, 6, 1)


def test_a_date_counts_from_the_day_a_document_was_signed() -> None:
    [found] = amounts_in("三年内新建平台50个。", made_on=date(2025, 1, 10))

    assert isinstance(found, Target)
    assert found.deadline is not None
    assert found.deadline.end == date(2028, 1, 10)


def test_early_in_a_year_its_news_tell_what_it_is_to_bring() -> None:
    early = amounts_in("今年，新建平台50个。", published=date(2025, 2, 10))
    late = amounts_in("今年，新建平台50个。", published=date(2025, 9, 10))

    assert [type(found) for found in (*early, *late)] == [Target, Progress]
    assert early[0].quote.rule == "tense.year_ahead"


def test_a_term_in_rules_is_no_aim() -> None:
    assert amounts_in("三年内获奖不少于50个。", title="某市评选办法") == []
