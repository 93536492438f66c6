"""Deadlines as a calendar file that mail programs open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from .harmless import FIELD_SHOWN, address, shown

if TYPE_CHECKING:
    from icalendar import Event

#: Days before a deadline on which the calendar reminds.
REMIND_BEFORE = timedelta(days=30)
PRODUCT = "-//aiplus-monitor//deadlines//ZH"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due on a day of China."""

    #: Stable: a calendar replaces the entry it knows by it.
    key: str
    on: date
    #: Who, what, how much.
    summary: str
    quote: str = ""
    link: str = ""


def calendar(deadlines: Sequence[Deadline], stamp: datetime) -> str:
    """Return an iCalendar file (RFC 5545) of whole days; empty without deadlines."""
    if not deadlines:
        return ""
    # Loaded for the first calendar: 90 ms of CPU that a check without letters need not pay.
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


def _event(deadline: Deadline, stamp: datetime) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415 -- loaded by `calendar`

    event = Event()
    event.add("uid", _uid(deadline.key))
    event.add("dtstamp", stamp)
    # Of two messages with one entry the later one holds (RFC 5546, 2.1.5): a deadline may be moved.
    event.add("sequence", int(stamp.timestamp()) // 60)
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))  # exclusive, RFC 5545, 3.6.1
    event.add("summary", shown(deadline.summary, 2 * FIELD_SHOWN))
    link = address(deadline.link)
    quote = f"“{shown(deadline.quote, 600)}”" if deadline.quote else ""
    if said := "\n".join(part for part in (quote, link) if part):
        event.add("description", said)
    if link:
        event.add("url", link)
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", shown(deadline.summary, 2 * FIELD_SHOWN))
    alarm.add("trigger", -REMIND_BEFORE)
    event.add_component(alarm)
    return event
