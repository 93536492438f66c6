"""Email: as it reads, as it threads, as it looks."""

import email
import email.policy
import html
import re
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

import browser
import contents
import make
from monitor.domain import AlertKind, Coverage
from monitor.errors import NotifyError
from monitor.notify import alerts_content
from monitor.notify.channels.letter import CalendarEntry, as_repeat, calendar, deadlines, html_of, letter, message
from monitor.notify.content.message import Bilingual, Language, same
from monitor.notify.content.phrases import subject
from recipients import channel_of

DOMAIN = "watch.example"
SENDER, READER = ("aiplus-monitor", "monitor@watch.example"), ("读者", "reader@office.example")


def read(part, **more):
    return email.message_from_bytes(message(part, SENDER, READER, **more), policy=email.policy.default)


def test_headers_say_who_when_and_that_a_machine_wrote_it():
    made = read(letter(contents.content(), Language.ZH, "key-1", DOMAIN), reply_to="desk@office.example")
    assert made["From"] == "aiplus-monitor <monitor@watch.example>"
    assert made["To"] == "读者 <reader@office.example>"
    assert made["Reply-To"] == "desk@office.example"
    assert made["Subject"] == "人工智能+ 日报 2025-04-02：3 新目标"
    assert made["Date"].datetime == make.NOW
    assert made["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(r"aiplus-monitor <[0-9a-f]{24}\.monitor\.watch\.example>", made["List-Id"])


def test_a_series_is_one_thread_and_each_message_has_an_id_of_its_own():
    first, second = (letter(contents.content(), Language.ZH, key, DOMAIN).headers for key in ("a", "b"))
    other = letter(contents.content(series="weekly"), Language.ZH, "a", DOMAIN).headers
    assert first["References"] == first["In-Reply-To"] == second["References"] != other["References"]
    assert len({first["Message-ID"], second["Message-ID"], other["Message-ID"]}) == 3
    assert first["List-Id"] == second["List-Id"] != other["List-Id"]
    assert letter(contents.content(), Language.ZH, "a", DOMAIN).headers == first


def test_a_repeat_keeps_its_id_and_says_so():
    part = letter(contents.content(), Language.ZH, "key", DOMAIN)
    again = as_repeat(part)
    assert again.title == "（可能重复） (may be a repeat) " + part.title
    assert replace(again, title=part.title) == part


@pytest.mark.parametrize("language", Language)
def test_both_forms_say_the_same_in_the_same_order(language):
    part = letter(contents.digest(), language, "key", DOMAIN)
    seen = html.unescape(re.sub(r"<[^>]*>", "\n", part.html[part.html.index("<body") :]))
    for line in (line.strip() for line in seen.splitlines() if line.strip()):
        words = re.sub(r"^(原文|附件)?( ?(Source|Attachment))? (?=www\.)", "", line)
        assert words in part.body
    for item in (item for section in contents.digest().sections for item in section.items):
        for form in (part.body, part.html):
            headline = [
                html.escape(words.text(language)) if form is part.html else words.text(language)
                for words in item.headline
            ]
            places = [form.index(words) for words in headline]
            assert places == sorted(places)
            assert item.quote in form
            assert form.index(item.quote) < form.rindex(item.link)


def test_the_lines_of_the_plain_form_survive_the_way():
    part = letter(contents.digest(), Language.BOTH, "key", DOMAIN)
    made = read(part)
    assert made.get_body(("plain",)).get_content().splitlines() == part.body.splitlines()
    assert made.get_body(("html",)).get_content().split() == part.html.split()
    assert all(len(line) <= 998 for line in message(part, SENDER, READER).split(b"\r\n"))


def test_the_html_needs_nothing_but_itself():
    made = html_of(contents.digest(), Language.BOTH, "t")
    assert not re.search(r"<(table|script|link|img|iframe|form)\b", made)
    assert not re.search(r"url\(|@import", made)
    assert made.count("<style>") == made.count("@media") == 1
    head, _, rest = made.partition("</style>")
    light = re.sub(r"@media \(prefers-color-scheme: dark\) \{.*\n\}\n", "", head, flags=re.DOTALL)
    assert light.endswith(":root { color-scheme: light dark; supported-color-schemes: light dark }\n"), (
        "it only darkens"
    )
    named = set(re.findall(r"^\.([a-z]+) \{", head, flags=re.MULTILINE))
    used = {name for names in re.findall(r'class="([a-z ]+)"', rest) for name in names.split()}
    assert used <= named
    assert len(made.encode()) < 102_000  # Gmail cuts longer ones


def test_deadlines_come_as_a_calendar_soonest_first_each_once():
    content = contents.digest()
    part = letter(content, Language.ZH, "key", DOMAIN)
    (file,) = list(read(part).iter_attachments())
    assert file.get_filename() == "deadlines.ics"
    assert file.get_content_type() == "text/calendar"
    assert file["Content-Type"].params["method"] == "PUBLISH"
    assert file["Content-Type"].params["charset"] == "utf-8", "RFC 5545, 3.1.4"
    assert file.get_content().replace("\n", "\r\n").replace("\r\r", "\r") == part.calendar
    events = icalendar.Calendar.from_ical(part.calendar).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [date(2027, 12, 31)] * 4
    assert len({event["UID"] for event in events}) == 4
    assert events[0]["SUMMARY"] == "示例市人民政府 · 智能算力规模 > 100EFLOPS"
    assert "全市智能算力规模突破100EFLOPS" in events[0]["DESCRIPTION"]
    assert events[0]["URL"].startswith("https://www.example.gov.cn/")
    assert letter(content, Language.EN, "other", DOMAIN).calendar == part.calendar


def test_what_is_past_or_has_no_deadline_is_no_entry():
    items = (
        contents.item(1, due=date(2025, 4, 1)),
        contents.item(2, due=None),
        contents.item(3, key=""),
        contents.item(4, due=date(2025, 4, 2)),
        contents.item(5),
        contents.item(5),
    )
    content = contents.content(sections=(contents.section(items=items),))
    assert [(entry.key, entry.on) for entry in deadlines(content)] == [
        ("target4", date(2025, 4, 2)),
        ("target5", date(2027, 12, 31)),
    ]
    assert letter(contents.content(sections=()), Language.ZH, "k", DOMAIN).calendar == ""
    assert list(read(letter(contents.content(sections=()), Language.ZH, "k", DOMAIN)).iter_attachments()) == []


def test_one_target_is_one_entry_in_all_messages_whatever_they_say_of_it():
    told = make.target(deadline=make.period(date(2026, 6, 30), "到2026年6月底"))
    moved = make.target(deadline=make.period(date(2026, 9, 30), "到2026年9月底"))
    contents_of = [
        alerts_content((make.alert(key, kind=kind, finding=finding),), "r", contents.COVERAGE, make.NOW)
        for key, kind, finding in (
            ("finding:abc", AlertKind.NEW_TARGET, told),
            ("changed:abc:deadline:def", AlertKind.TARGET_REVISED, moved),
            ("milestone:abc:2026-09-30:30", AlertKind.MILESTONE, moved),
        )
    ]
    entries = [
        icalendar.Calendar.from_ical(letter(one, Language.ZH, "k", DOMAIN).calendar).walk("VEVENT")
        for one in contents_of
    ]
    assert [len(events) for events in entries] == [1, 1, 1]
    assert len({events[0]["UID"] for events in entries}) == 1
    days = [events[0]["DTSTART"].dt for events in entries]
    assert days == [date(2026, 6, 30), date(2026, 9, 30), date(2026, 9, 30)]
    assert entries[0][0]["SUMMARY"] == "上海市人民政府 · 智能算力规模 > 100EFLOPS"


@pytest.mark.parametrize(
    ("key", "kind", "finding"),
    [
        ("proposal:met:abc:def", AlertKind.STATUS_PROPOSAL, make.target()),
        ("finding:abc", AlertKind.NEW_PROGRESS, make.progress()),
        ("finding:abc", AlertKind.NEW_MEASURE, make.measure()),
        ("finding:abc", AlertKind.NEW_TARGET, make.target(deadline=None)),
        ("baseline:x", AlertKind.BASELINE, None),
    ],
)
def test_what_asks_for_nothing_by_a_day_is_no_entry(key, kind, finding):
    content = alerts_content((make.alert(key, kind=kind, finding=finding),), "r", contents.COVERAGE, make.NOW)
    assert deadlines(content) == ()


def test_a_calendar_entry_is_a_whole_day_with_a_reminder_and_a_lasting_id():
    made = calendar((CalendarEntry("k", date(2026, 6, 30), "甲 · 乙", "引文", "javascript:x"),), make.NOW)
    again = calendar((CalendarEntry("k", date(2026, 9, 30), "甲 · 乙"),), make.NOW + timedelta(days=9))
    (event,), (moved,) = (icalendar.Calendar.from_ical(file).walk("VEVENT") for file in (made, again))
    assert event["UID"] == moved["UID"]
    assert event["SEQUENCE"] < moved["SEQUENCE"], "the later message holds"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-30)
    assert "URL" not in event
    assert event["DESCRIPTION"] == "“引文”"
    assert "DESCRIPTION" not in moved


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mailto://u:secret77@h.example?to=a@x.example,b@x.example", "several recipients"),
        ("mailto://u:secret77@h.example?to=a@x.example&cc=b@x.example", "several recipients"),
        ("mailto://u:secret77@h.example?to=a@x.example&pgp=encrypt", "pgp"),
        ("tgram://123456789:abcdefg_hijklmnop/1/2", "several recipients"),
        ("tgram://123456789:abcdefg_hijklmnop/", "name its recipient"),
        ("ntfy://127.0.0.1/a/b", "several recipients"),
        ("matrix://secret77@127.0.0.1/%23a:b/%23c:d", "several recipients"),
        ("matrix://secret77@127.0.0.1/@someone:b", "name its recipient"),
        ("matrix://127.0.0.1/%23a:b", "a token"),
        ("matrix://secret77@127.0.0.1/?mode=slack", "webhook"),
        ("slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/%23a/%23b", "several recipients"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/12345678?mode=workflow", "workflow"),
    ],
)
def test_an_address_that_is_not_one_recipient_is_refused_by_name_without_its_secret(address, words):
    with pytest.raises(NotifyError) as caught:
        channel_of(address, "team")
    assert words in str(caught.value)
    assert "secret77" not in str(caught.value)
    assert "abcdefg" not in str(caught.value)


@pytest.mark.chromium
@pytest.mark.parametrize("width", [360, 1200])
@pytest.mark.parametrize("language", Language)
def test_a_digest_fits_its_window_and_the_first_screen_tells_the_most(width, language, tmp_path):
    page = html_of(contents.digest(), language, "t")
    scroll, client, first = browser.first_screen(page, width, tmp_path)
    assert scroll <= client <= width
    assert ("38 of 41" in first) or ("41 个来源中 38 个" in first)
    counted = Bilingual("1 新措施", "1 new measure", "1 新措施 new measure").text(language)
    assert counted in first
    assert "示例市人民政府 · " in first  # who
    assert "100EFLOPS" in first.replace(" EFLOPS", "EFLOPS")  # what and how much
    assert "2027-12-31" in first  # by when
    assert "到2027年底，全市智能算力规模突破100EFLOPS。" in first


#: The least contrast of a text with what it stands on (WCAG 2, 1.4.3), by the browser's own colours.
CONTRAST = """
const light = colour => {
  const [r, g, b] = colour.match(/[0-9.]+/g).map(Number).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const under = e => {
  const own = getComputedStyle(e).backgroundColor;
  return own !== "rgba(0, 0, 0, 0)" ? own : under(e.parentElement);
};
const contrast = e => {
  const [a, b] = [light(getComputedStyle(e).color), light(under(e))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};
const texts = [...document.querySelectorAll("h1,h2,p,span,strong,blockquote,a")].filter(e => e.innerText.trim());
const page = getComputedStyle(document.body).backgroundColor;
document.body.innerHTML = `<pre id="seen">${JSON.stringify([page, texts.length, Math.min(...texts.map(contrast))])}</pre>`;
"""


@pytest.mark.chromium
@pytest.mark.parametrize(("scheme", "page"), [(1, "rgb(255, 255, 255)"), (0, "rgb(20, 23, 26)")])
@pytest.mark.parametrize("well", [True, False])
def test_a_digest_can_be_read_by_day_and_in_the_dark(scheme, page, well, tmp_path):
    coverage = Coverage(total=9, fresh=9) if well else contents.COVERAGE
    mail = html_of(replace(contents.digest(), coverage=coverage), Language.BOTH, "t")
    seen = browser.seen(
        mail.replace("</body>", f"<script>{CONTRAST}</script></body>"),
        tmp_path,
        f"--blink-settings=preferredColorScheme={scheme}",
    )
    background, texts, least = seen
    assert background == page
    assert texts > 20
    assert least >= 4.5


@pytest.mark.chromium
def test_words_without_an_end_do_not_widen_the_page(tmp_path):
    item = contents.item(
        1, headline=(same("W" * 500),), title="W" * 500, quote="W" * 900, link="https://w.example/" + "w" * 900
    )
    page = html_of(contents.content(sections=(contents.section(items=(item,)),)), Language.BOTH, "t")
    scroll, client, _ = browser.first_screen(page, 360, tmp_path)
    assert scroll <= client


def test_the_subject_of_the_letter_is_that_of_the_content():
    assert letter(contents.digest(), Language.EN, "k", DOMAIN).title == subject(contents.digest(), Language.EN)
