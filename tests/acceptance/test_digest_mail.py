"""The digest of the demonstration as its readers see it."""

import html
import re
from datetime import date

import icalendar
import pytest

import browser
import demo_digest
from monitor.domain import Coverage
from monitor.notify.channels.letter import letter
from monitor.notify.content.message import Content, Language, SectionKind
from monitor.notify.content.phrases import in_order

#: Together in one process: the demonstration takes twenty seconds.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("digest")]


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Content:
    return demo_digest.made(tmp_path_factory.mktemp("demo"))


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("language", Language)
def test_the_first_screen_tells_the_coverage_the_counts_and_the_first_target(content, width, language, tmp_path):
    part = letter(content, language, "key", "watch.example")
    scroll, client, first = browser.first_screen(part.html, width, tmp_path)
    assert scroll <= client <= width
    section = in_order(content.sections)[0]
    item = section.items[0]
    assert ("7 of 9" in first) or ("9 个来源中 7 个" in first)
    assert f"{section.total} {section.heading.text(language)}" in first
    who, what, when = (words.text(language) for words in item.headline)
    assert f"{who} · {what} · {when}" in first
    assert re.search(r"[0-9]+(%|个|EFLOPS)", what)
    assert re.search(r"20[0-9]{2}-12-31", when)
    assert f"“{item.quote}”" in first


@pytest.mark.parametrize("language", Language)
def test_every_figure_is_followed_by_its_quote_and_its_official_page(content, language):
    part = letter(content, language, "key", "watch.example")
    told = 0
    for section in content.sections:
        for item in section.items:
            if not item.quote:
                assert section.kind in {SectionKind.SOURCES, SectionKind.BASELINES}
                continue
            told += 1
            block = next(one for one in part.body.split("\n\n") if f"“{item.quote}”" in one and item.link in one)
            assert block.index(item.headline[-1].text(language)) < block.index(item.quote) < block.index(item.link)
            assert html.escape(item.quote) in part.html
    assert told >= 12
    assert part.title.startswith({Language.EN: "AI+ daily 2026-11-2"}.get(language, "人工智能+ 日报 2026-11-2"))
    assert len(part.title) <= 60


def test_the_deadlines_of_the_demonstration_are_in_the_calendar(content):
    dates = [
        event["DTSTART"].dt
        for event in icalendar.Calendar.from_ical(letter(content, Language.ZH, "k", "w.example").calendar).walk(
            "VEVENT"
        )
    ]
    assert dates == sorted(dates)
    assert set(dates) == {date(2026, 12, 31), date(2027, 12, 31)}


def test_the_demonstrations_coverage_names_what_is_broken(content):
    assert isinstance(content.coverage, Coverage)
    assert [name for name, _, _ in content.coverage.broken] == [
        "国家统计监测局 统计公报",
        "澜江市工业和信息化局 政策文件",
    ]
