"""What people write into a target's slots, by hand or in a spreadsheet; texts are read elsewhere."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Final

from ..domain import Comparator, Period, Precision

#: Scales behind a number or before a unit, longest first.
SCALES: Final = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_NUMBER: Final = re.compile(r"(?P<digits>[+-]?\d{1,40}(?:\.\d{1,40})?)(?P<scale>万亿|亿|万)?")
#: Dates as people and spreadsheets write them: 2027, 2027年底, 2027-06, 2027年6月, 2027/6/30, 2027-06-30 00:00:00.
_DATE: Final = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?:年?[底末]?|[-/.年](?P<month>\d{1,2})(?:月?[底末]?|[-/.月](?P<day>\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?))"
)


def read_number(text: str) -> Decimal:
    """Read `70`, `-3` or `2.7亿`; raise ValueError if it is no number."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError("not a number")
    return Decimal(found["digits"]) * SCALES.get(found["scale"], Decimal(1))


def read_comparator(text: str) -> Comparator:
    """Read how a number bounds what is measured, by the comparator's own sign; raise ValueError for another."""
    if text not in list(Comparator):
        raise ValueError(f"choose one of {', '.join(Comparator)}")
    return Comparator(text)


def read_per(text: str) -> str | None:
    """Read whether an amount recurs: `year`, `month` or nothing; raise ValueError for other words."""
    if text not in {"", "year", "month"}:
        raise ValueError("write year, month or nothing")
    return text or None


def read_deadline(text: str, rule: str) -> Period:
    """
    Return the day, month or year that a person gave as a deadline, as exact as it was given.

    `rule` says where it was given (`how_dated`).

    Raises:
        ValueError: it is no date.

    """
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValueError("write 2027, 2027-06 or 2027-06-30")
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    assert year is not None  # the pattern has it
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, text, rule)
    first = date(year, month, 1)
    if day is None:
        last = first.replace(day=calendar.monthrange(year, month)[1])
        return Period(first, last, Precision.MONTH, text, rule)
    return Period(date(year, month, day), date(year, month, day), Precision.DAY, text, rule)
