"""Values of `alerts.toml`, read one by one; each refusal says what to write instead."""

from __future__ import annotations

import re
from datetime import time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..domain import AlertKind
from .content import Language, Severity
from .routing import Cadence, Pace, Quiet

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}\Z")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\Z")
_SPAN = re.compile(r"(\d{1,4})([hd])\Z")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


class BadValueError(Exception):
    """A value is not what its key needs; the text says what is."""


def words(value: object) -> str:
    """Read a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise BadValueError('must be a text: "…"')
    return value


def an_id(value: object) -> str:
    """Read an id that records may refer to."""
    if not isinstance(value, str) or not _ID.match(value):
        raise BadValueError(f"{value!r} is no id; use small letters, digits, _ and -, up to 40")
    return value


def some_words(value: object) -> tuple[str, ...]:
    """Read a list of texts; a single one needs no brackets."""
    return entries(value, 'must be a list of texts: ["…", "…"]; leave the key out to let all through')


def some_names(value: object) -> tuple[str, ...]:
    """Read a list of ids; a single one needs no brackets."""
    return entries(value, 'must be a list of ids of channels: ["…", "…"]')


def entries(value: object, needed: str) -> tuple[str, ...]:
    """Read a list of texts that is not empty; `needed` is said of anything else."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not found:
        raise BadValueError(needed)
    return tuple(words(entry) for entry in found)


def kinds(value: object) -> frozenset[AlertKind]:
    """Read kinds of alerts."""
    known = {str(kind): kind for kind in AlertKind}
    unknown = [entry for entry in some_words(value) if entry not in known]
    if unknown:
        said = ", ".join(map(repr, unknown)) + (" are no kinds" if len(unknown) > 1 else " is no kind")
        raise BadValueError(f"{said} of alert; known are {', '.join(known)}")
    return frozenset(known[entry] for entry in some_words(value))


def share(value: object) -> float:
    """Read a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadValueError(f"{value!r} is not from 0 to 1; write 0.7")
    return float(value)


def truth(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise BadValueError("must be true or false, without quotes")
    return value


def whole_number(value: object) -> int:
    """Read a number of messages."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:  # noqa: PLR2004 -- said below
        raise BadValueError(f"{value!r} is not a whole number from 1 to 1000")
    return value


def a_cadence(value: object) -> Cadence:
    """Read `immediate`, `daily HH:MM` or `weekly DAY HH:MM`."""
    match value.split() if isinstance(value, str) else []:
        case ["immediate"]:
            return Cadence()
        case ["daily", at] if _TIME.match(at):
            return Cadence(Pace.DAILY, a_time(at))
        case ["weekly", day, at] if day.lower() in WEEKDAYS and _TIME.match(at):
            return Cadence(Pace.WEEKLY, a_time(at), WEEKDAYS.index(day.lower()))
    raise BadValueError(
        f'{value!r} is no cadence; write "immediate", "daily 08:30" or "weekly mon 08:30" ({", ".join(WEEKDAYS)})'
    )


def a_time(text: str) -> time:
    """Read `HH:MM`."""
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def quiet_hours(value: object) -> Quiet:
    """Read `HH:MM-HH:MM`, which may span midnight."""
    start, _, end = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not _TIME.match(start) or not _TIME.match(end) or start == end:
        raise BadValueError(f'{value!r} are no hours; write "22:00-07:00"')
    return Quiet(a_time(start), a_time(end))


def a_zone(value: object) -> ZoneInfo:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(words(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise BadValueError(f'{value!r} is no time zone; write "Asia/Shanghai" or "Europe/Berlin"') from exc


def a_severity(value: object) -> Severity:
    """Read a severity."""
    known = {severity.name.lower(): severity for severity in Severity}
    if not isinstance(value, str) or value not in known:
        raise BadValueError(f"{value!r} is no severity; known are {', '.join(known)}")
    return known[value]


def a_language(value: object) -> Language:
    """Read a language."""
    if not isinstance(value, str) or value not in set(Language):
        raise BadValueError(f"{value!r} is no language; known are {', '.join(Language)}")
    return Language(value)


def a_span(value: object) -> timedelta:
    """Read hours or days."""
    match = _SPAN.match(value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        raise BadValueError(f'{value!r} is no span of time; write "12h" or "7d"')
    return int(match[1]) * _UNITS[match[2]]
