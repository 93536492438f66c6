"""Contents: how alerts, deadlines and questions become items under headings."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

import contents
import make
from monitor.domain import AlertKind, Attachment, Coverage, Target
from monitor.notify import Bilingual, Edition, Language, Reference, SectionKind, deadline_section, digest_content
from monitor.notify.content.compose import (
    ALL_WELL,
    ATTACHMENTS_SHOWN,
    DEADLINES_SHOWN,
    NOT_ALL_WELL,
    days_left,
    edition_title,
    item_of,
    list_section,
    merge,
    question_item,
    restarted,
    sections,
    since,
)
from monitor.notify.content.message import in_both

TODAY = date(2025, 4, 2)
WELL = Coverage(total=3, fresh=3)


@dataclass(frozen=True)
class Row:
    """A tracked target as a digest reads it."""

    in_force: Target
    key: str = "k"
    attainment: Decimal | None = None
    article_title: str = "行动方案"
    article_url: str = "https://www.example.gov.cn/a.html"
    published: date | None = date(2025, 1, 1)


def due_in(days, **changes):
    return Row(make.target(deadline=make.period(TODAY + timedelta(days=days), "届时")), **changes)


def files(count):
    return tuple(Attachment(url=f"https://www.example.gov.cn/{n}.pdf", title=f"附件{n}") for n in range(count))


def test_sections_follow_the_order_of_their_kinds_and_alerts_the_order_they_came_in():
    alerts = [
        make.alert("c", kind=AlertKind.SOURCE_BROKEN, finding=None, article_url=""),
        make.alert("a", kind=AlertKind.NEW_TARGET, article_title="甲"),
        make.alert("m", kind=AlertKind.NEW_MEASURE, finding=make.measure()),
        make.alert("b", kind=AlertKind.NEW_TARGET, article_title="乙", article_url="https://x.example/2"),
    ]
    found = sections(alerts)
    assert [section.kind for section in found] == [SectionKind.MEASURES, SectionKind.TARGETS, SectionKind.SOURCES]
    assert [item.title for item in found[1].items] == ["甲", "乙"]


def test_only_the_first_item_of_an_article_warns_of_its_attachments():
    alerts = [make.alert(key, unread=files(1)) for key in ("a", "b")]
    alerts.append(make.alert("c", unread=files(1), article_url="https://x.example/other"))
    (section,) = sections(alerts)
    assert [bool(item.notes) for item in section.items] == [True, False, True]
    assert [len(item.references) for item in section.items] == [1, 0, 1]


def test_an_item_names_a_few_attachments_and_counts_the_rest():
    item = item_of(make.alert(unread=files(ATTACHMENTS_SHOWN + 2)))
    assert len(item.references) == ATTACHMENTS_SHOWN
    assert [note.zh for note in item.notes] == ["注意：7 个附件未读，目标可能在其中", "… +2"]


def test_an_attachment_without_a_title_goes_by_its_file():
    item = item_of(make.alert(unread=(Attachment(url="https://x.example/files/plan.pdf", title=""),)))
    assert item.references == (Reference("plan.pdf", "https://x.example/files/plan.pdf"),)


@pytest.mark.parametrize(
    ("kind", "key", "due"),
    [
        (AlertKind.NEW_TARGET, "abc", date(2025, 12, 31)),
        (AlertKind.MILESTONE, "abc", date(2025, 12, 31)),
        (AlertKind.STATUS_PROPOSAL, "", None),
        (AlertKind.NEW_PROGRESS, "", None),
    ],
)
def test_only_alerts_about_a_target_ask_for_a_calendar_entry(kind, key, due):
    item = item_of(make.alert("finding:abc", kind=kind))
    assert (item.key, item.due) == (key, due)


def test_an_alert_without_a_finding_is_about_its_source():
    alert = make.alert(
        kind=AlertKind.SOURCE_BROKEN, finding=None, since=make.NOW, message="status 403, access denied: look"
    )
    item = item_of(alert)
    assert [words.zh for words in item.headline] == ["来源 example", "自 2025-04-02 12:00"]
    assert (item.quote, item.source) == ("", "")
    assert item.details[0].zh == "状态 403，拒绝访问"
    assert since(replace(alert, since=None)) == ()


def test_text_of_pages_loses_control_characters_on_its_way_into_an_item():
    item = item_of(make.alert(article_title="行动\x1b[31m方案\u2067\u2069", details=(("甲\r\n乙", "a\x07b"),)))
    assert item.title == "行动[31m方案"
    assert item.details == (Bilingual("甲 乙", "ab"),)


@pytest.mark.parametrize(
    ("zh", "en", "both"),
    [
        ("数值：5 → 6", "value: 5 → 6", "数值 value：5 → 6"),
        ("阶段：印发", "stage: issued", "阶段：印发 stage: issued"),
        ("今日到期", "due today", "今日到期 due today"),
    ],
)
def test_readers_of_both_languages_see_an_equal_value_once(zh, en, both):
    assert in_both(zh, en).text(Language.BOTH) == both


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [(12, "还有 12 天", "12 days left"), (0, "今日到期", "due today"), (-3, "已过 3 天", "3 days ago")],
)
def test_a_deadline_is_told_in_days(days, zh, en):
    assert days_left(due_in(days).in_force, TODAY) == (Bilingual(zh, en),)


def test_a_target_without_a_deadline_has_no_days():
    assert days_left(make.target(deadline=None), TODAY) == ()


def test_the_deadlines_nearest_to_today_come_first_and_the_rest_is_counted():
    ahead = [due_in(days, key=str(days)) for days in range(1, DEADLINES_SHOWN + 4)]
    past = [due_in(-days, key=str(days)) for days in range(DEADLINES_SHOWN + 3, 0, -1)]
    for kind, rows in ((SectionKind.DUE, ahead), (SectionKind.OVERDUE, past)):
        section = deadline_section(kind, rows, TODAY)
        assert [item.key for item in section.items] == [str(n) for n in range(1, DEADLINES_SHOWN + 1)]
        assert (section.left_out, section.total) == (3, DEADLINES_SHOWN + 3)


def test_a_list_leaves_out_what_an_alert_says_already():
    item, other = contents.item(1), contents.item(2, headline=contents.item(2).headline[:2])
    news = (contents.section(items=(item,), kind=SectionKind.DUE),)
    (section,) = merge(news, (list_section(SectionKind.DUE, (item, other), 2),))
    assert section.items == (item, other)


def test_an_empty_list_makes_no_section_unless_it_counts_more():
    assert merge((), (list_section(SectionKind.DUE, (), 0),)) == ()
    (section,) = merge((), (list_section(SectionKind.DUE, (), 4),))
    assert section.total == 4


@pytest.mark.parametrize(("coverage", "notice"), [(WELL, ALL_WELL), (contents.COVERAGE, NOT_ALL_WELL)])
def test_a_digest_without_news_says_whether_all_sources_are_well(coverage, notice):
    edition = Edition("daily", edition_title(Bilingual("日报", "daily"), TODAY), make.NOW)
    content = digest_content(edition, (), (), coverage, (Bilingual("另", "more"),))
    assert content.notices == (notice, Bilingual("另", "more"))
    assert content.title == Bilingual("人工智能+ 日报 2025-04-02", "AI+ daily 2025-04-02")
    assert not content.late
    assert digest_content(edition, (make.alert(),), (), coverage).notices == ()


def test_a_question_shows_the_evidence_its_page_and_how_to_decide():
    page = Reference("进展\u2067", "https://www.example.gov.cn/p.html")
    item = question_item((("目标：甲", "target: a"),), make.progress(), page, date(2025, 7, 1))
    assert item.label.zh == "待审建议"
    assert item.quote == "截至6月底，智能算力规模达到82EFLOPS"
    assert (item.title, item.link, item.published) == ("进展", page.url, date(2025, 7, 1))
    assert item.details[0].zh == "目标：甲"


def test_a_restart_says_how_long_nothing_was_checked():
    alert = restarted(make.NOW - timedelta(hours=7, minutes=30), make.NOW)
    assert alert.kind is AlertKind.SERVICE_RESTARTED
    assert "7.5 小时" in alert.details[0][0]
    assert "7.5 hours" in alert.details[0][1]
