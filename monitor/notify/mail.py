"""A content as email: HTML, plain text that reads as well, headers that keep a series together."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from ..domain import SHANGHAI
from . import phrases
from .calendars import Deadline, calendar
from .chat import ATTACHED, BAR, FULL, READ_AT, REPEAT, bar, blocks
from .content import Content, ContentKind, Item, Language, Section, Severity, Words
from .dialects import LETTER
from .harmless import HEADLINE_SHOWN, LINES_SHOWN, QUOTE_SHOWN, TITLE_SHOWN, address, host_of, shown
from .letters import Part
from .phrases import coverage_words, in_order, the_only

if TYPE_CHECKING:
    from jinja2 import Environment

FOOTER = Words(
    "由 aiplus-monitor 自动发送；数字以所引原文为准。",
    "Sent by aiplus-monitor; the quoted source is what counts.",
)
NAME = "aiplus-monitor"
CALENDAR_NAME = "deadlines.ics"
#: Parts of a headline from which on the first says who.
WITH_WHO = 3
#: Contents whose form is kept: a digest goes to many recipients one after another.
KEPT = 4


def letter(content: Content, language: Language, key: str, domain: str) -> Part:
    """Return a content as one email; `domain` is the sender's, for the ids of messages and lists."""
    title, text, html, dates = _form(content, language)
    return Part(title, text, html, thread(content, key, domain), dates)


@lru_cache(maxsize=KEPT)
def _form(content: Content, language: Language) -> tuple[str, str, str, str]:
    """Return what all recipients get: subject, plain text, HTML, calendar."""
    title = phrases.title(content, language)
    text = "\n\n".join([title, *blocks(content, language, LETTER), f"-- \n{FOOTER.said(language)}"]) + "\n"
    return title, text, html_of(content, language, title), calendar(deadlines(content), content.created_at)


def thread(content: Content, key: str, domain: str) -> dict[str, str]:
    """
    Return the header fields that tell mail programs what belongs together (RFC 5322, 2919, 3834).

    All messages of a series answer to one root that was never sent: programs thread by it all the same.
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


def deadlines(content: Content) -> tuple[Deadline, ...]:
    """Return what is due when the message is made or later, each target once, soonest first."""
    today = content.created_at.astimezone(SHANGHAI).date()
    found = {
        item.key: Deadline(item.key, item.due, _what(item), item.quote, item.link)
        for section in content.sections
        for item in section.items
        if item.key and item.due is not None and item.due >= today
    }
    return tuple(sorted(found.values(), key=lambda deadline: (deadline.on, deadline.key)))


def _what(item: Item) -> str:
    """Return who, what and how much; by when is said by the entry's day. One wording for readers of all languages."""
    return " · ".join(shown(words.zh or words.en) for words in item.headline[:-1])


@cache
def _environment() -> Environment:
    # Loaded for the first letter: a check that sends none need not pay for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 -- see above

    return Environment(
        loader=PackageLoader("monitor.notify", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def html_of(content: Content, language: Language, title: str) -> str:
    """Return the HTML form: inline styles, no tables, nothing that is loaded from elsewhere."""
    return (
        _environment()
        .get_template("mail.html.j2")
        .render(
            lang="en" if language is Language.EN else "zh-CN",
            subject=title,
            title=shown(content.title.en if language is Language.EN else content.title.zh),
            notices=[shown(words.said(language), QUOTE_SHOWN) for words in content.notices],
            coverage=coverage_words(content.coverage).said(language),
            # What readers open a digest for is whether all was looked at; an alert, what it tells.
            first=content.kind is not ContentKind.ALERTS,
            failing=bool(content.coverage.broken or content.coverage.stale),
            counts=() if the_only(content) else phrases.each_count(content, language),
            sections=[_section(section, language) for section in in_order(content.sections)],
            read_at=READ_AT.said(language),
            attached=ATTACHED.said(language),
            footer=FOOTER.said(language),
        )
    )


def _section(section: Section, language: Language) -> dict[str, Any]:
    more = Words(f"另有 {section.left_out} 项", f"{section.left_out} more").said(language)
    return {
        "heading": phrases.heading(section, language),
        "entries": [_entry(item, language, section.heading) for item in section.items],
        "more": f"… {more}" if section.left_out else "",
    }


def _entry(item: Item, language: Language, heading: Words) -> dict[str, Any]:
    link = address(item.link)
    about = (shown(item.title, TITLE_SHOWN), shown(item.source))
    percent = item.attainment
    said = [shown(words.said(language)) for words in item.headline[:HEADLINE_SHOWN]]
    return {
        "high": item.severity is Severity.HIGH,
        # Under a heading that says the same, the label is not repeated.
        "label": "" if item.label.zh == heading.zh else shown(item.label.said(language)),
        # Who promises is set off from what is promised, how much and by when: these are what eyes look for.
        "who": said[0] if len(said) >= WITH_WHO else "",
        "headline": said[1:] if len(said) >= WITH_WHO else said,
        "details": [shown(words.said(language)) for words in item.details[:LINES_SHOWN]],
        "bar": "" if percent is None else bar(percent)[BAR + 1 :],
        "width": 0 if percent is None else int(min(FULL, max(Decimal(0), percent))),
        "quote": shown(item.quote, QUOTE_SHOWN) if item.quote else "",
        "about": " · ".join(part for part in about if part),
        "published": str(item.published or ""),
        "link": link,
        "host": host_of(link),
        "notes": [shown(words.said(language)) for words in item.notes[:LINES_SHOWN]],
        "references": [
            {"title": shown(one.title), "link": (safe := address(one.url)), "host": host_of(safe)}
            for one in item.references[:LINES_SHOWN]
        ],
    }


def message(part: Part, sender: tuple[str, str], recipient: tuple[str, str], reply_to: str = "") -> bytes:
    """Return a part as it goes over the wire; sender and recipient are (name, address)."""
    made = EmailMessage(policy=SMTP)
    made["From"] = formataddr(sender)
    made["To"] = formataddr(recipient)
    made["Subject"] = part.title
    if reply_to:
        made["Reply-To"] = reply_to
    for name, value in part.headers.items():
        made[name] = value
    head = made.as_bytes()  # ends with the empty line that the entity's own fields come before
    return head.removesuffix(b"\r\n") + _entity(part.body, part.html, part.calendar)


@lru_cache(maxsize=KEPT)
def _entity(text: str, html: str, dates: str) -> bytes:
    """Return what all recipients get as MIME: 20 ms of work for a long digest."""
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


def marked(part: Part) -> Part:
    """Return the email with a subject that says that it may be a repeat; its Message-ID stays."""
    return Part(f"{REPEAT} {part.title}", part.body, part.html, part.headers, part.calendar)
