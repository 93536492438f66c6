"""A content as email: HTML, equal plain text, deadlines as a calendar, headers that keep a series together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ...domain import SHANGHAI
from ..content import (
    Bilingual,
    Content,
    ContentKind,
    Item,
    Language,
    Section,
    Severity,
    coverage_words,
    each_count,
    heading,
    in_order,
    the_only,
    title,
)
from ..content.wording import (
    FIELD_SHOWN,
    HEADLINE_SHOWN,
    LINES_SHOWN,
    QUOTE_SHOWN,
    TITLE_SHOWN,
    address,
    host_of,
    shown,
)
from .channel import REPEAT_MARK, Dialect, Part
from .chat_layout import ATTACHED, BAR, FULL, READ_AT, bar, blocks

if TYPE_CHECKING:
    from icalendar import Event
    from jinja2 import Environment

#: The plain text of email: nobody is called by `@` there.
LETTER_DIALECT = Dialect("letter", strong="【{}】", bullet="● ")
FOOTER = Bilingual(
    "由 aiplus-monitor 自动发送；数字以所引原文为准。", "Sent by aiplus-monitor; the quoted source is what counts."
)
NAME = "aiplus-monitor"
CALENDAR_NAME = "deadlines.ics"
#: A headline of so many parts or more begins with who promises.
WITH_WHO = 3
#: Days before a deadline on which the calendar reminds.
REMIND_BEFORE = timedelta(days=30)
PRODUCT = "-//aiplus-monitor//deadlines//ZH"
#: How many contents to keep in their form: a digest goes to many recipients one after another.
KEPT = 4


def letter(content: Content, language: Language, key: str, domain: str) -> Part:
    """Return a content as one email; `domain` is the sender's, for the ids of messages and of the series."""
    subject, text, html, dates = _form(content, language)
    return Part(subject, text, html, thread(content, key, domain), dates)


@lru_cache(maxsize=KEPT)
def _form(content: Content, language: Language) -> tuple[str, str, str, str]:
    """Return what is equal for all recipients: subject, plain text, HTML, calendar."""
    subject = title(content, language)
    text = "\n\n".join([subject, *blocks(content, language, LETTER_DIALECT), f"-- \n{FOOTER.text(language)}"]) + "\n"
    return (subject, text, html_of(content, language, subject), calendar(deadlines(content), content.created_at))


def thread(content: Content, key: str, domain: str) -> dict[str, str]:
    """
    Return the header fields by which mail programs group a series (RFC 5322, 2919, 3834).

    All messages of a series reply to one root that was never sent; programs thread by it all the same.
    """
    series = _digest(content.series)
    root = f"<{series}.root@{domain}>"
    return {
        "Message-ID": f"<{_digest(key)}.{series}@{domain}>",
        "In-Reply-To": root,
        "References": root,
        "Date": format_datetime(content.created_at.astimezone(SHANGHAI)),
        "List-Id": f"{NAME} <{series}.monitor.{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",  # Exchange's word for the line above
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:24]


def deadlines(content: Content) -> tuple[CalendarEntry, ...]:
    """Return the deadlines that are not past when the message is made, each target once, soonest first."""
    today = content.created_at.astimezone(SHANGHAI).date()
    found = {
        item.key: CalendarEntry(item.key, item.due, _what(item), item.quote, item.link)
        for section in content.sections
        for item in section.items
        if item.key and item.due is not None and item.due >= today
    }
    return tuple(sorted(found.values(), key=lambda deadline: (deadline.on, deadline.key)))


def _what(item: Item) -> str:
    """Return who, what and how much, equal for readers of all languages; the entry's own date is the deadline."""
    return " · ".join(shown(words.zh or words.en) for words in item.headline[:-1])


@cache
def _environment() -> Environment:
    # Imported here because a check that sends no letter does not need it.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- see above

    return Environment(
        loader=PackageLoader("monitor.notify.channels", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def html_of(content: Content, language: Language, subject: str) -> str:
    """Return the HTML: inline styles, no tables, nothing that a program loads from elsewhere."""
    return (
        _environment()
        .get_template("mail.html.j2")
        .render(
            lang="en" if language is Language.EN else "zh-CN",
            subject=subject,
            title=shown(content.title.en if language is Language.EN else content.title.zh),
            notices=[shown(words.text(language), QUOTE_SHOWN) for words in content.notices],
            coverage=coverage_words(content.coverage).text(language),
            # Readers of a digest look first whether all sources were checked, readers of an alert at its news.
            first=content.kind is not ContentKind.ALERTS,
            failing=bool(content.coverage.broken or content.coverage.stale),
            counts=() if the_only(content) else each_count(content, language),
            sections=[_section(section, language) for section in in_order(content.sections)],
            read_at=READ_AT.text(language),
            attached=ATTACHED.text(language),
            footer=FOOTER.text(language),
        )
    )


def _section(section: Section, language: Language) -> dict[str, Any]:
    more = Bilingual(f"另有 {section.left_out} 项", f"{section.left_out} more").text(language)
    return {
        "heading": heading(section, language),
        "entries": [_entry(item, language, section.heading) for item in section.items],
        "more": f"… {more}" if section.left_out else "",
    }


def _entry(item: Item, language: Language, label: Bilingual) -> dict[str, Any]:
    link = address(item.link)
    about = (shown(item.title, TITLE_SHOWN), shown(item.source))
    percent = item.attainment
    parts = [shown(words.text(language)) for words in item.headline[:HEADLINE_SHOWN]]
    return {
        "high": item.severity is Severity.HIGH,
        # The heading may give the label already.
        "label": "" if item.label.zh == label.zh else shown(item.label.text(language)),
        # Readers look for what is promised, how much and by when; who promises stands apart.
        "who": parts[0] if len(parts) >= WITH_WHO else "",
        "headline": parts[1:] if len(parts) >= WITH_WHO else parts,
        "details": [shown(words.text(language)) for words in item.details[:LINES_SHOWN]],
        "bar": "" if percent is None else bar(percent)[BAR + 1 :],
        "width": 0 if percent is None else int(min(FULL, max(Decimal(0), percent))),
        "quote": shown(item.quote, QUOTE_SHOWN) if item.quote else "",
        "about": " · ".join(part for part in about if part),
        "published": str(item.published or ""),
        "link": link,
        "host": host_of(link),
        "notes": [shown(words.text(language)) for words in item.notes[:LINES_SHOWN]],
        "references": [
            {"title": shown(page.title), "link": (safe := address(page.url)), "host": host_of(safe)}
            for page in item.references[:LINES_SHOWN]
        ],
    }


def message(part: Part, sender: tuple[str, str], recipient: tuple[str, str], reply_to: str = "") -> bytes:
    """Return a part as bytes of a message; sender and recipient are (name, address)."""
    made = EmailMessage(policy=SMTP)
    made["From"] = formataddr(sender)
    made["To"] = formataddr(recipient)
    made["Subject"] = part.title
    if reply_to:
        made["Reply-To"] = reply_to
    for name, value in part.headers.items():
        made[name] = value
    head = made.as_bytes()  # ends with an empty line, but the fields of the entity belong before it
    return head.removesuffix(b"\r\n") + _entity(part.body, part.html, part.calendar)


@lru_cache(maxsize=KEPT)
def _entity(text: str, html: str, dates: str) -> bytes:
    """Return the MIME entity, which is equal for all recipients."""
    made = EmailMessage(policy=SMTP)
    made.set_content(text)
    if html:
        made.add_alternative(html, subtype="html")
    if dates:
        made.add_attachment(
            dates.encode(),
            maintype="text",
            subtype="calendar",
            filename=CALENDAR_NAME,
            params={"method": "PUBLISH", "charset": "utf-8"},
        )
    return made.as_bytes()


def as_repeat(part: Part) -> Part:
    """Return the email with a subject that says that it may be a repeat; its Message-ID stays."""
    return Part(f"{REPEAT_MARK} {part.title}", part.body, part.html, part.headers, part.calendar)


# ------------------------------------------------------------------- the calendar


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A deadline, as a whole day in China."""

    #: Equal in all messages: a calendar replaces the entry of this key.
    key: str
    on: date
    #: Who, what, how much.
    summary: str
    quote: str = ""
    link: str = ""


def calendar(deadlines: Sequence[CalendarEntry], stamp: datetime) -> str:
    """Return an iCalendar file (RFC 5545) of whole days; empty without deadlines."""
    if not deadlines:
        return ""
    # Imported here because a check that sends no letter does not need it.
    from icalendar import Calendar  # noqa: PLC0415 -- see above

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("uid", _uid("".join(sorted(deadline.key for deadline in deadlines))))
    for deadline in deadlines:
        made.add_component(_event(deadline, stamp))
    written: bytes = made.to_ical()
    return written.decode()


def _uid(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32] + "@aiplus-monitor"


def _event(deadline: CalendarEntry, stamp: datetime) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415 -- loaded by `calendar`

    event = Event()
    event.add("uid", _uid(deadline.key))
    event.add("dtstamp", stamp)
    # A deadline may move: of two messages with one entry the later counts (RFC 5546, 2.1.5).
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))  # exclusive, RFC 5545, 3.6.1
    event.add("summary", shown(deadline.summary, 2 * FIELD_SHOWN))
    link = address(deadline.link)
    quote = f"“{shown(deadline.quote, 600)}”" if deadline.quote else ""
    if description := "\n".join(part for part in (quote, link) if part):
        event.add("description", description)
    if link:
        event.add("url", link)
    event.add("transp", "TRANSPARENT")  # a deadline makes nobody busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", shown(deadline.summary, 2 * FIELD_SHOWN))
    alarm.add("trigger", -REMIND_BEFORE)
    event.add_component(alarm)
    return event
