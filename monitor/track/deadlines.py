"""Deadlines in words: how exactly the text names them, and how the day was worked out."""

from __future__ import annotations

from typing import Final

from ..domain import Period, Precision

#: What each date rule of the reader does, by the first part of a period's rule.
RULES: Final = {
    "D1": "a year: its last day",
    "D2": "a day or the end of a month",
    "D3": "before a year: its last day",
    "D4": "a part of a year, counted from the year of publication",
    "D6": "a half, a quarter or months of a year",
    "D8": "a five-year plan: the last day of its years",
    "D9": "a date of the century",
    "D10": "a span of time, counted from the day of publication",
    "D11": "a range: its last day",
    "D16": "the day of publication",
    "table": "the year at the head of the table's column",
    "none": "no date is named: the day of publication",
    "person": "given by a person",
    "import": "given in an imported list",
}
#: Where the words stand if not beside the figure, and what else was done to the days.
PLACES: Final = {
    "sentence": "in the same sentence",
    "paragraph": "in the same paragraph",
    "list_head": "at the head of the list",
    "section": "in the heading",
    "title": "in the title",
    "published": "by the day of publication",
    "running": "not over yet: up to the day of publication",
}
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
    said = RULES.get(rule.partition(".")[0], rule)
    words = [f"“{deadline.text}”" if deadline.text else "", said, *(PLACES.get(one, one) for one in places)]
    return ", ".join(word for word in words if word) + f" → {deadline.end.isoformat()}"
