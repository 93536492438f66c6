"""Dates that rows and records show, in whatever form."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from ..text.shown_dates import find_date

#: All times on these sites are Beijing time, which has had no summer time since 1991.
BEIJING = timezone(timedelta(hours=8))
#: Epochs as sites give them: seconds, or milliseconds (13 digits since 2001). In seconds: 2001–2100.
_EPOCHS = range(1_000_000_000, 4_102_444_800)
_MILLISECONDS = 1000
_LONGEST = 200
_BRACKETS = "[]()（）【】〔〕 \t\r\n\xa0\u3000"


@lru_cache(maxsize=4096)
def shown_date(text: str, formats: tuple[str, ...] = ()) -> date | None:
    """
    Return the day that the text shows; None when it shows none.

    `formats` go before the general reader, which alone knows every form that
    starts with the year.
    """
    text = text[:_LONGEST]
    bare = text.strip(_BRACKETS)
    if bare.isascii() and bare.isdecimal() and (day := _epoch_day(int(bare))):
        return day
    for form in formats:
        if not form.startswith("%Y") and (day := _by_format(bare, form)):
            return day
    return find_date(text)


def record_date(value: object, formats: tuple[str, ...] = ()) -> date | None:
    """Return the day of a JSON value: text, epoch in seconds or milliseconds; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = int(value) if abs(value) < _EPOCHS.stop * _MILLISECONDS else None
    if isinstance(value, int):
        return _epoch_day(value) or find_date(str(value)[:_LONGEST])
    return shown_date(value, formats) if isinstance(value, str) else None


def _epoch_day(number: int) -> date | None:
    seconds = number if number in _EPOCHS else number // _MILLISECONDS
    return datetime.fromtimestamp(seconds, UTC).astimezone(BEIJING).date() if seconds in _EPOCHS else None


def _by_format(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=BEIJING).date()
    except ValueError:
        return None
