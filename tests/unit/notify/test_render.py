"""Alerts as contents, and contents as plain text."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contents
import make
from monitor.domain import AlertKind, Attachment, Comparator, Coverage, MetricKind, ProposalKind
from monitor.notify import (
    Language,
    alerts_content,
    amount_words,
    claim,
    coverage_line,
    from_document,
    period_words,
    plain,
    restarted,
    to_document,
    visible,
)
from monitor.notify.channels.chat_layout import text_bar
from monitor.notify.content.message import (
    HEADINGS,
    LABELS,
    SECTIONS,
    SEVERITIES,
    Bilingual,
    ContentKind,
    SectionKind,
    Severity,
    same,
)
from monitor.notify.content.wording import PROPOSED, amount

COVERAGE = Coverage(total=3, fresh=3)
URL = "http://127.0.0.1/list/t20250401_1.html"


def content(*alerts, coverage=COVERAGE):
    return alerts_content(alerts, "default", coverage, make.NOW)


def text(*alerts, language=Language.BOTH):
    return plain(content(*alerts), language)


def growth(*values):
    return make.amount(
        kind=MetricKind.CHANGE_PCT,
        comparator=Comparator.EQUAL,
        values=tuple(Decimal(value) for value in values),
        unit="%",
    )


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (make.amount(), "> 100EFLOPS"),
        (make.amount(comparator=Comparator.AT_LEAST, values=(Decimal("60.0"),), unit="%"), "≥ 60%"),
        (make.amount(comparator=Comparator.RANGE, values=(Decimal(3), Decimal(5)), unit="个"), "3–5个"),
        (make.amount(comparator=Comparator.EQUAL, values=(Decimal(1500000000),), unit="元"), "15亿元"),
        (make.amount(comparator=Comparator.ABOUT, values=(Decimal(25000),), unit="家"), "≈ 2.5万家"),
        (make.amount(comparator=Comparator.AT_MOST, values=(Decimal("1.25"),), unit=None), "≤ 1.25"),
        (make.amount(comparator=Comparator.BELOW, values=(Decimal(1),), unit="年"), "< 1年"),
        (make.amount(values=(Decimal(10),), unit="家", per="year"), "> 10家/年 (a year)"),
        (growth(41), "+41%"),
        (growth("-2.5"), "-2.5%"),
        (growth(3, 5), "+3–+5%"),
        (make.amount(kind=MetricKind.INCREMENT, values=(Decimal(20000),), unit="个"), "> +2万个"),
        (make.amount(kind=MetricKind.QUALITATIVE, values=()), ""),
    ],
)
def test_an_amount_reads_as_in_chinese_texts(stated, words):
    assert amount_words(stated) == words


def test_readers_of_english_get_whole_numbers():
    assert amount(make.amount(values=(Decimal(1500000000),), unit="元", per="month")).en == (
        "> 1,500,000,000元 a month"
    )


def test_a_claim_says_who_what_how_much_and_by_when():
    assert claim(make.target()) == "上海市人民政府 · 智能算力规模 > 100EFLOPS · 期限 by 2025-12-31（到2025年底）"
    assert claim(make.progress()).endswith("≥ 82EFLOPS · 截至 as of 2025-06-30（截至6月底）")
    assert claim(make.measure()) == "示例市人民政府 · 印发 issued · 《示例市“人工智能+”行动方案》〔示府发〔2025〕3号〕"


def test_what_the_text_does_not_say_is_said_to_be_missing():
    bare = make.target(issuer=None, region=None, deadline=None)
    assert claim(bare) == "— · 智能算力规模 > 100EFLOPS · 期限 by 未说明 not stated"
    assert claim(make.progress(issuer=None)).startswith("上海市 · ")
    assert (
        claim(make.measure(issuers=(), document_number=None)) == "示例市 · 印发 issued · 《示例市“人工智能+”行动方案》"
    )
    assert claim(make.measure(issuers=(), region=None)).startswith("— · ")
    assert period_words(None) == "未说明 not stated"


def test_every_alert_shows_its_quote_and_link_and_the_message_ends_with_the_coverage_line():
    message = text(make.alert())
    assert message.title == "人工智能+：1 新目标"
    lines = message.body.splitlines()
    assert lines[0].startswith("■ 新目标 New target · "), "one is not counted twice"
    assert f"  “{make.target().quote.text}”" in lines
    assert f"  {URL}" in lines
    assert "  示例市印发行动方案 · 来源 example · 2025-04-01" in lines
    assert lines[-1] == coverage_line(COVERAGE)


@pytest.mark.parametrize(
    ("language", "title", "label", "when"),
    [
        (Language.ZH, "人工智能+：1 新目标", "■ 新目标 · ", " · 期限 2025-12-31（到2025年底）"),
        (Language.EN, "AI+: 1 new target", "■ New target · ", " · by 2025-12-31（到2025年底）"),
    ],
)
def test_readers_of_one_language_see_no_other_besides_the_quote(language, title, label, when):
    message = text(make.alert(), language=language)
    (line,) = [line for line in message.body.splitlines() if line.startswith("■")]
    assert message.title == title
    assert (line[: len(label)], line[-len(when) :]) == (label, when)


def test_targets_come_before_measures_and_source_news_after_findings():
    alerts = [
        make.alert("3", kind=AlertKind.SOURCE_BROKEN, finding=None, message="HTTP 503", since=make.NOW),
        make.alert("2"),
        make.alert("1", kind=AlertKind.NEW_MEASURE, finding=make.measure(), published=None),
        make.alert("4", kind=AlertKind.BASELINE, finding=None, message="20 篇文章", source_name="丙"),
    ]
    message = text(*alerts)
    order = [message.body.index(word) for word in ("■ 新目标 ", "■ 新措施 ", "■ 来源故障 ", "■ 首次读取 ")]
    assert order == sorted(order)
    assert "自 since 2025-04-02 12:00\n  HTTP 503" in message.body
    assert message.title == "人工智能+：1 新目标，1 新措施，1 来源状态，1 首次读取"


def test_attachments_that_were_not_read_are_named_once_an_article_with_their_links():
    unread = tuple(Attachment(f"http://127.0.0.1/{n}.pdf", "" if n else "方案.pdf") for n in range(7))
    message = text(make.alert("1", unread=unread), make.alert("2", unread=unread))
    assert message.body.count("7 attachments not read, targets may be there") == 1
    assert "方案.pdf http://127.0.0.1/0.pdf" in message.body
    assert "    4.pdf http://127.0.0.1/4.pdf\n" in message.body
    assert "… +2" in message.body
    one = text(make.alert(unread=unread[:1]))
    assert "1 attachment not read" in one.body
    assert "… +" not in one.body


def test_details_and_attainment_stand_under_the_claim():
    revised = make.alert(
        kind=AlertKind.TARGET_REVISED, details=(("原为 50\u202e", "was 50"),), attainment=Decimal("82.50")
    )
    lines = text(revised).body.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("■"))
    assert lines[at + 1 : at + 3] == ["  ▰▰▰▰▰▰▰▰▱▱ 82.5%", "  原为 50 was 50"]


@pytest.mark.parametrize(("percent", "cells"), [(-5, 0), (0, 0), (9, 0), (10, 1), (100, 10), (250, 10)])
def test_a_bar_is_never_fuller_than_the_truth_nor_longer_than_ten_cells(percent, cells):
    assert text_bar(Decimal(percent)) == "▰" * cells + "▱" * (10 - cells)


def test_readers_of_both_languages_are_not_told_the_same_twice():
    same_end = ("目标：算力 > 1（全国）", "target abc: 算力 > 1（全国）")
    alert = make.alert(details=(same_end, ("原为：50", "was: 40"), ("甲", "a")))
    lines = text(alert).body.splitlines()
    assert "  目标 target abc：算力 > 1（全国）" in lines
    assert "  原为：50 was: 40" in lines
    assert "  甲 a" in lines


def test_a_reason_in_the_coverage_line_is_short():
    line = coverage_line(Coverage(1, 0, (("甲", make.NOW, "x" * 200 + ": do this"),)))
    assert f"({'x' * 49}…)" in line


def test_a_restart_says_how_long_nothing_was_watched():
    told = restarted(make.NOW - 90 * make.MINUTE, make.NOW)
    assert told.kind is AlertKind.SERVICE_RESTARTED
    assert "服务中断 1.5 小时" in text(told).body
    assert told.key == restarted(make.NOW - 90 * make.MINUTE, make.NOW + make.MINUTE).key


def test_every_kind_of_alert_has_words_a_place_and_a_severity():
    assert set(LABELS) == set(SEVERITIES) == set(SECTIONS) == set(AlertKind)
    assert set(PROPOSED) == set(ProposalKind)
    assert set(HEADINGS) == set(SECTIONS.values()) == set(SectionKind)
    assert min(SEVERITIES.values()) is Severity.LOW


def test_a_content_comes_out_of_the_ledger_as_it_went_in():
    broken = Coverage(2, 1, (("甲", make.NOW, "HTTP 503"),), ("乙",))
    unread = (Attachment("http://127.0.0.1/a.pdf", ""),)
    made = content(make.alert(unread=unread, attainment=Decimal("12.50")), coverage=broken)
    assert from_document(to_document(made)) == made


def test_what_is_late_and_what_is_left_out_is_said():
    made = content(make.alert())
    section = replace(made.sections[0], left_out=4)
    late = replace(made, late=True, sections=(section,), notices=(Bilingual("注意", "Note"),))
    message = plain(late, Language.EN)
    assert message.title == "AI+ (late): 5 new targets"
    assert "… +4 new targets" in message.body
    assert message.body.startswith("Note\n")
    assert plain(late, Language.ZH).title == "人工智能+（补发）：5 新目标"


def test_the_coverage_line_names_what_is_broken_since_when_and_what_is_stale():
    line = coverage_line(
        Coverage(total=5, fresh=3, broken=(("国家能源局", make.NOW, "HTTP 503: the site is busy"),), stale=("某省",))
    )
    assert "3 of 5 sources checked" in line
    assert "国家能源局 自 since 2025-04-02 (HTTP 503)" in line
    assert line.endswith("not checked lately: 某省")


def test_the_coverage_line_stays_a_line_when_everything_fails():
    names = tuple(f"来源{n}" for n in range(20))
    broken = tuple((name, make.NOW, "HTTP 503") for name in names)
    line = coverage_line(Coverage(total=40, fresh=0, broken=broken, stale=names))
    assert line.count("HTTP 503") == 6
    assert line.count("+14 (monitor status)") == 2


def test_a_period_shows_its_last_day_and_the_words_it_was_read_from():
    assert period_words(make.period(date(2027, 12, 31), "到2027年")) == "2027-12-31（到2027年）"
    assert period_words(make.period(date(2027, 12, 31), "")) == "2027-12-31"


@given(st.text())
def test_scraped_text_is_one_line_without_control_or_bidirectional_characters(words):
    shown = visible(words + "\u202e\u0000\u2028b")
    assert shown.isprintable()
    assert "\u202e" not in shown
    assert visible(shown) == shown


def test_a_test_message_counts_nothing():
    made = replace(content(), kind=ContentKind.TEST, title=Bilingual("测试", "test"))
    assert plain(made, Language.ZH).title == "测试"


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mred\x1b[0m", "\u202egpj.exe", "a\x00b\x07c", "https://evil.example/", "很" * 1024 * 1024],
    ids=["colour", "turned", "control", "address", "a megabyte"],
)
def test_no_text_of_a_page_reaches_a_terminal_as_it_stands(text):
    item = contents.item(1, headline=(same(text),), quote=text, title=text, source=text, link=text)
    made = contents.content(sections=(contents.section(items=(item,)),), notices=(same(text),))
    body = plain(made, Language.BOTH).body
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]|://", body.replace("https://evil", ""))
    assert len(body) < 5000
