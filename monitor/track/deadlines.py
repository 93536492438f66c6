"""Deadlines in words: how exactly the text names them, and how the day was worked out."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date
from typing import Final

from ..domain import Period, Precision

#: What each date rule of the reader does (docs/decisions.md).
_RULES: Final = {
    "D1": "a year: its last day",
    "D2": "a day or the end of a month",
    "D3": "before a year: its last day",
    "D4": "a part of a year, counted from the year of publication",
    "D6": "a half, quarter or months: the next to come",
    "D8": "a five-year plan: the last day of its years",
    "D9": "a date of the century",
    "D10": "a span of time, counted from the day of publication",
    "D11": "a range: its last day",
    "D16": "the day of publication",
    "person": "given by a person",
    "import": "given in an imported list",
}
#: Where the words stand if not beside the figure.
_PLACES: Final = {
    "sentence": "in the same sentence",
    "paragraph": "in the same paragraph",
    "list_head": "at the head of the list",
    "section": "in the heading",
    "title": "in the title",
    "published": "by the day of publication",
}
#: Dates as people and spreadsheets write them: 2027, 2027年底, 2027-06, 2027年6月, 2027/6/30, 2027-06-30 00:00:00.
_WRITTEN = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?:年?[底末]?|[-/.年](?P<month>\d{1,2})(?:月?[底末]?|[-/.月](?P<day>\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?))"
)
_QUARTER_MONTHS: Final = 3
_HALF_ENDS: Final = 6


def deadline_words(deadline: Period) -> str:
    """Return the deadline as exactly as the text has it: `by 2025-06-30`, `by the end of 2027`."""
    end = deadline.end
    half = "middle" if end.month == _HALF_ENDS else "end"
    words = {
        Precision.DAY: end.isoformat(),
        Precision.MONTH: f"the end of {end:%Y-%m}",
        Precision.QUARTER: f"the end of quarter {(end.month - 1) // _QUARTER_MONTHS + 1} of {end.year}",
        Precision.HALF: f"the {half} of {end.year}",
        Precision.YEAR: f"the end of {end.year}",
        Precision.PLAN: f"the end of the plan period, {end.year}",
        Precision.CENTURY: f"{end.year}",
        Precision.DURATION: f"about {end.isoformat()}",
    }
    return f"by {words[deadline.precision]}"


def how_dated(deadline: Period) -> str:
    """Return how the day was worked out: the words, the rule, and from where they were inherited."""
    rule, *places = deadline.rule.split("+")
    said = _RULES.get(rule.partition(".")[0], rule)
    words = [f"“{deadline.text}”" if deadline.text else "", said, *(_PLACES.get(one, one) for one in places)]
    return ", ".join(word for word in words if word) + f" → {deadline.end.isoformat()}"


def read_deadline(text: str, rule: str) -> Period:
    """
    Return the day, month or year that a person gave as a deadline, as exact as it was given.

    `rule` says where it was given (`how_dated`).

    Raises:
        ValueError: it is no date.

    """
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
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
