import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.text.date_rules import RULES, DateRule
from monitor.text.dates import DATE_SIGNS, Anchor, DateMention, find_dates

PUBLISHED = date(2025, 7, 15)
AHEAD = Anchor(PUBLISHED, forward=True)
BACK = Anchor(PUBLISHED, forward=False)


def first(text: str) -> DateMention:
    return next(iter(find_dates(text)))


def span(text: str, anchor: Anchor = AHEAD) -> str:
    """The first expression's interval as `start..end`, a dash for an open start."""
    interval = first(text).resolve(anchor)
    if interval is None:
        return "none"
    return f"{interval.start or '-'}..{interval.end}"


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("到2027年", "2027-01-01..2027-12-31"),
        ("二〇二七年", "2027-01-01..2027-12-31"),
        ("2025年底", "2025-12-31..2025-12-31"),
        ("2026年三季度末", "2026-09-30..2026-09-30"),
        ("2026年上半年", "2026-01-01..2026-06-30"),
        ("2030年前", "2025-07-15..2030-12-31"),
        ("2020年以前", "2020-12-31..2020-12-31"),
        ("今年底", "2025-12-31..2025-12-31"),
        ("年内", "2025-07-15..2025-12-31"),
        ("年底前", "2025-12-31..2025-12-31"),
        ("明年初", "2026-01-01..2026-01-31"),
        ("明年年中", "2026-01-01..2026-06-30"),
        ("2026年中", "2026-01-01..2026-06-30"),
        ("明年", "2026-01-01..2026-12-31"),
        ("去年", "2024-01-01..2024-12-31"),
        ("去年内", "2024-01-01..2024-12-31"),
        ("明年内", "2026-01-01..2026-12-31"),
        ("上半年", "2026-01-01..2026-06-30"),
        ("下半年", "2025-07-01..2025-12-31"),
        ("四季度", "2025-10-01..2025-12-31"),
        ("首季度", "2026-01-01..2026-03-31"),
        ("前三季度", "2025-01-01..2025-09-30"),
        ("6月底前", "2026-06-30..2026-06-30"),
        ("9月30日前", "2025-09-30..2025-09-30"),
        ("2025年8月1日", "2025-08-01..2025-08-01"),
        ("2月30日前", "2026-02-28..2026-02-28"),
        ("“十四五”期间", "2021-01-01..2025-12-31"),
        ("“十五五”末", "2030-12-31..2030-12-31"),
        ("“十五五”中期", "2028-01-01..2028-12-31"),
        ("“十五五”初期", "2026-01-01..2026-12-31"),
        ("十五五时期", "2026-01-01..2030-12-31"),
        ("“十五”期间", "2001-01-01..2005-12-31"),
        ("本世纪中叶", "-..2050-12-31"),
        ("本世纪末", "-..2100-12-31"),
        ("建军一百年", "-..2027-08-01"),
        ("新中国成立一百年", "-..2049-10-01"),
        ("三年内", "2025-07-15..2028-07-15"),
        ("用3年左右时间", "2025-07-15..2028-07-15"),
        ("未来五年", "2025-07-15..2030-07-15"),
        ("6个月内", "2025-07-15..2026-01-15"),
        ("今后18个月", "2025-07-15..2027-01-15"),
        ("2025—2027年", "2025-01-01..2027-12-31"),
        ("2023年至2025年", "2023-01-01..2025-12-31"),
        ("2027年至2025年", "none"),
        ("1—6月", "2026-01-01..2026-06-30"),
        ("9—6月", "none"),
        ("9月10日至20日", "2025-09-10..2025-09-20"),
        ("2025年12月30日—2026年1月3日", "2025-12-30..2026-01-03"),
        ("9月20日至10日", "none"),
        ("八月十五日前", "2025-08-15..2025-08-15"),
        ("今年第一季度", "2025-01-01..2025-03-31"),
        ("2021年前两个季度", "2021-01-01..2021-06-30"),
        ("2007年与2009年之间", "2007-01-01..2009-12-31"),
        ("2025年4月至6月", "2025-04-01..2025-06-30"),
        ("2024年9月至2025年3月", "2024-09-01..2025-03-31"),
        ("前五个月", "2026-01-01..2026-05-31"),
        ("前20个月", "none"),
        ("99年内", "none"),
        ("2027-12-31前", "2027-12-31..2027-12-31"),
        ("到2027.9.30", "2027-09-30..2027-09-30"),
        ("2026/12/31前", "2026-12-31..2026-12-31"),
        ("到2027底", "2027-12-31..2027-12-31"),
        ("二0二七年", "2027-01-01..2027-12-31"),
        ("二O二七年", "2027-01-01..2027-12-31"),
        ("“十五五”前两年", "2026-01-01..2027-12-31"),
        ("“十五五”头三年", "2026-01-01..2028-12-31"),
        ("“十五五”后两年", "2029-01-01..2030-12-31"),
        ("“十五五”规划期末", "2030-12-31..2030-12-31"),
        ("“十五五”规划期间", "2026-01-01..2030-12-31"),
        ("今明两年", "2025-01-01..2026-12-31"),
        ("明后两年", "2026-01-01..2027-12-31"),
        ("去今两年", "2024-01-01..2025-12-31"),
        ("春节前", "2026-02-16..2026-02-16"),
        ("2027年春节前", "2027-02-05..2027-02-05"),
        ("国庆节前", "2025-09-30..2025-09-30"),
        ("“十一”前", "2025-09-30..2025-09-30"),
        ("“五一”前", "2026-04-30..2026-04-30"),
        ("五一国际劳动节前", "2026-04-30..2026-04-30"),
        ("2028年清明节前", "2028-04-03..2028-04-03"),
        ("2026年端午节前", "2026-06-18..2026-06-18"),
        ("中秋节前", "2025-10-05..2025-10-05"),
        ("2060年春节前", "none"),
        ("9月30日至10月2日", "2025-09-30..2025-10-02"),
    ],
)
def test_expressions_become_closed_intervals_ahead(text: str, interval: str) -> None:
    assert span(text) == interval


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("上半年", "2025-01-01..2025-06-30"),
        ("下半年", "2025-07-01..2025-12-31"),
        ("四季度", "2024-10-01..2024-12-31"),
        ("前三季度", "2025-01-01..2025-09-30"),
        ("1—5月份", "2025-01-01..2025-05-31"),
        ("9月30日", "2024-09-30..2024-09-30"),
        ("8月底", "2024-08-31..2024-08-31"),
        ("五年来", "-..2025-07-15"),
        ("春节前", "2025-01-28..2025-01-28"),
        ("端午节前", "2025-05-30..2025-05-30"),
        ("国庆节前", "2024-09-30..2024-09-30"),
        ("目前", "-..2025-07-15"),
        ("从2022年至今", "-..2025-07-15"),
        ("自2022年3月1日至今", "-..2025-07-15"),
        ("7月10日至20日", "2025-07-10..2025-07-20"),
        ("7月20日至22日", "2024-07-20..2024-07-22"),
        ("2024年12月30日至2025年1月3日", "2024-12-30..2025-01-03"),
        ("昨天（7月14日）", "2025-07-14..2025-07-14"),
        ("今天（7月15日）", "2025-07-15..2025-07-15"),
        ("昨日", "2025-07-14..2025-07-14"),
        ("前天", "2025-07-13..2025-07-13"),
    ],
)
def test_results_look_back(text: str, interval: str) -> None:
    assert span(text, BACK) == interval


@pytest.mark.parametrize(
    ("text", "end"), [("当年", date(2019, 12, 31)), ("次年", date(2020, 12, 31)), ("同年", date(2019, 12, 31))]
)
def test_a_year_told_by_another_follows_the_one_named_last(text: str, end: date) -> None:
    interval = first(text).resolve(Anchor(PUBLISHED, forward=False, last_year=2019))

    assert interval
    assert interval.end == end


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("到2027年，", "by"),
        ("2027年，", "within"),
        ("截至6月底，", "as_of"),
        ("今年以来，", "since"),
        ("“十四五”以来", "since"),
        ("五年来", "since"),
        ("目前，", "now"),
        ("截至今天，", "now"),
        ("今天的西部，", "now"),
        ("进入四季度，", "event"),
        ("3月31日，国新办举行发布会", "event"),
        ("3月5日在会议上", "event"),
        ("今天（4月21日）从部里", "event"),
        ("发布（4月21日）消息", "event"),
        ("今年2月召开了会议", "event"),
        ("5月30日前完成", "by"),
        ("于5月30日完成", "by"),
        ("在8月份迎来高峰", "within"),
    ],
)
def test_the_words_around_tell_how_a_date_bounds(text: str, bound: str) -> None:
    assert first(text).bound == bound


@pytest.mark.parametrize(
    "text", ["年均增长", "2025版标准", "年内蒙古", "三年级", "本年轻人", "长期发展", "第二十次会议"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [m.words for m in find_dates(text) if m.rule != "D4.part" or "内" not in m.words] == []


def test_parts_can_be_asked_for_by_name() -> None:
    mention = first("2025年底")

    assert (mention.named("year"), mention.named("part"), mention.named("month")) == ("2025", "底", None)


def test_an_impossible_quarter_resolves_to_nothing() -> None:
    mention = DateMention(0, 3, "D6.quarter", "五季度", "within", (("quarter", "五"),))

    assert mention.resolve(AHEAD) is None


def test_a_milestone_year_without_a_number_is_skipped() -> None:
    assert DateMention(0, 2, "D1", "零年", "within", (("year", "零"),)).resolve(AHEAD) is None
    assert DateMention(0, 2, "D2.month", "x月", "within", (("year", ""), ("month", "六"))).resolve(AHEAD)


@given(st.text(st.sampled_from("0123456789年月日底末前内到至—十五四三“”半季度目截今明去本世纪中叶来，"), max_size=60))
def test_no_text_raises_and_spans_are_in_order(text: str) -> None:
    at = 0
    for mention in find_dates(text):
        assert at <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        at = mention.end
        for anchor in (AHEAD, BACK):
            interval = mention.resolve(anchor)
            assert interval is None or interval.start is None or interval.start <= interval.end


#: What dates are made of, in small pieces.
PIECES = st.sampled_from(
    [
        *"0123456789一二三四五六七八九十两〇零年月个季度底末初内中前后去今明本上下当次同岁首头新未接近过最这到至截几",
        *"半期间时多余日号天—~-、与和“”",
        *("2027年", "2030", "季度", "世纪中叶", "十四五", "“十五五”", "期间", "收官之年", "以来", "目前", "当前", "眼下", "如今", "现在"),
        *("截至今天", "迄今", "现阶段", "现已", "新中国成立", "建军一百周年", "利用", "力争用"),
    ]
)  # fmt: skip


@settings(max_examples=1000)
@given(st.lists(PIECES, max_size=6).map("".join))
def test_no_date_is_in_a_sentence_that_is_passed_over_or_begins_where_none_is_looked_for(text: str) -> None:
    rules = "|".join(rule.pattern for rule in RULES)
    everywhere = re.compile(re.sub(r"\(\?P<[a-z_0-9]+>", "(?:", rules))
    found = [date.span() for date in everywhere.finditer(text)]

    assert found == [(mention.start, mention.end) for mention in find_dates(text)]
    assert DATE_SIGNS.search(text) or not found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_of_dates_reads_its_example(rule: DateRule) -> None:
    [mention] = find_dates(rule.example)

    assert (mention.rule, mention.words) == (rule.name, rule.example)
    assert mention.resolve(AHEAD)


@pytest.mark.parametrize(
    "text", ["春节前后", "春节前夕", "版本2.0.1", "192.168.1.1", "十一个", "2027.13.1", "12027-12-31"]
)
def test_what_only_looks_like_a_day_is_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


def test_a_day_in_digits_that_only_tells_when_a_page_was_published_is_an_event() -> None:
    assert first("发布时间：2026-03-10").bound == "event"
    assert first("2026-03-10前").bound == "by"


def test_no_festival_is_known_outside_the_table() -> None:
    before = Anchor(date(1990, 1, 5), forward=True)

    assert span("春节前", before) == "none"
    assert span("国庆节前", before) == "1990-09-30..1990-09-30"


def test_a_day_that_neither_this_month_nor_the_last_has_is_no_day() -> None:
    assert span("截至31日", Anchor(date(2025, 3, 1), forward=False)) == "none"
    assert span("截至28日", Anchor(date(2025, 3, 1), forward=False)) == "2025-02-28..2025-02-28"


def test_a_festival_just_over_is_still_the_one_that_is_meant() -> None:
    assert span("春节前", Anchor(date(2025, 2, 8), forward=True)) == "2025-01-28..2025-01-28"
    assert span("春节前", Anchor(date(2025, 4, 8), forward=True)) == "2026-02-16..2026-02-16"
