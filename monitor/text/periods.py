"""Closed intervals of days: years, halves, quarters, months, five-year plans, and steps from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from msgspec import Struct

#: 十三五 is the 13th plan; each takes five years, the third began in 1966.
_THIRD_PLAN = 3
_THIRD_PLAN_START = 1966
_PLAN_YEARS = 5
_MONTHS = 12


class Interval(Struct, frozen=True, gc=False):
    """A closed interval of days; `precision` is a value of `domain.Precision`."""

    start: date | None
    end: date
    precision: str


def year(number: int) -> Interval:
    """Return the whole year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def month(number: int, at: int) -> Interval:
    """Return the whole month."""
    return Interval(date(number, at, 1), _last(number, at), "month")


def months(number: int, first: int, last: int, precision: str) -> Interval:
    """Return the months of a year from the first to the last, both whole."""
    return Interval(date(number, first, 1), _last(number, last), precision)


def quarter(number: int, which: int) -> Interval:
    """Return the quarter, 1 to 4."""
    return months(number, which * 3 - 2, which * 3, "quarter")


def half(number: int, which: int) -> Interval:
    """Return the half year, 1 or 2."""
    return months(number, which * 6 - 5, which * 6, "half")


def plan(which: int) -> Interval:
    """Return the years of a five-year plan: 13 is 2016–2020."""
    start = _THIRD_PLAN_START + _PLAN_YEARS * (which - _THIRD_PLAN)
    return Interval(date(start, 1, 1), date(start + _PLAN_YEARS - 1, 12, 31), "plan")


def last_day(interval: Interval) -> Interval:
    """Return the interval's last day, precision kept."""
    return Interval(interval.end, interval.end, interval.precision)


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """Return the same day so much later, clamped to the month's end; never beyond year 9999."""
    total = day.year * _MONTHS + day.month - 1 + years * _MONTHS + months
    total = max(_MONTHS, min(total, 9999 * _MONTHS + _MONTHS - 1))
    number, index = divmod(total, _MONTHS)
    return date(number, index + 1, min(day.day, monthrange(number, index + 1)[1]))


def _last(number: int, at: int) -> date:
    return date(number, at, monthrange(number, at)[1])
