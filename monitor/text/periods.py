"""Periods: intervals of days, and the days that pages show."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from msgspec import Struct

#: 十三五 is the 13th plan; each takes five years, the third began in 1966.
_THIRD_PLAN = 3
_THIRD_PLAN_START = 1966
_PLAN_YEARS = 5
_MONTHS = 12
#: Month and day of the festivals of the lunar calendar from 2015 on: 春节, 端午, 中秋.
_LUNAR_FROM = 2015
_LUNAR = {
    "春节": "0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 0123 0211 0131 0219 0208"
    " 0128 0215 0204 0124 0212 0201 0122 0210 0130 0217 0206 0126 0214 0202 0123",
    "端午": "0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605 0624 0612 0601 0620 0610"
    " 0530 0618 0607 0527 0614 0603 0622 0611 0531 0619 0608 0529 0615 0604 0623",
    "中秋": "0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912 1001 0919 0908 0927 0916"
    " 1004 0924 0913 1002 0920 0910 0928 0917 1005 0925 0915 1004 0922 0911 0930",
}
#: Festivals of the sun: month and day.
_SOLAR = {"元旦": "0101", "五一": "0501", "劳动": "0501", "国庆": "1001", "十一": "1001"}


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


def festival(number: int, name: str) -> date | None:
    """
    Return the day of a festival in a year, by the first two characters of its name.

    None for the lunar festivals of a year that the table does not have. 清明 follows the sun: the 4th or 5th of April.
    """
    if name == "清明":
        return date(number, 4, 5 if number % 4 > 1 else 4)
    days = _LUNAR.get(name, "").split()
    index = number - _LUNAR_FROM
    if days and not 0 <= index < len(days):
        return None
    found = days[index] if days else _SOLAR[name]
    return date(number, int(found[:2]), int(found[2:]))


def last_day(interval: Interval) -> Interval:
    """Return the interval's last day, precision kept."""
    return Interval(interval.end, interval.end, interval.precision)


def later(day: date, *, years: int = 0, months: int = 0) -> date:
    """Return the same day so many years and months later, clamped to the month's end and to year 9999."""
    total = day.year * _MONTHS + day.month - 1 + years * _MONTHS + months
    total = max(_MONTHS, min(total, 9999 * _MONTHS + _MONTHS - 1))
    number, index = divmod(total, _MONTHS)
    return date(number, index + 1, min(day.day, monthrange(number, index + 1)[1]))


def _last(number: int, at: int) -> date:
    return date(number, at, monthrange(number, at)[1])


#: Official sites publish nothing that is dated outside these years.
_YEARS = range(1949, 2101)
_SPACE = r"\s{0,8}"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
#: `2026-07-31`, `2026/7/31`, `2026.7.31`, `2026年7月31日`, `2026-03-172026-03-17` (the first);
#: not `2018525`, `2026-07/31`, `12026-07-31`, `2026-07-311`.
_SEPARATED = re.compile(
    rf"(?<!\d)(\d{{4}}){_SPACE}(?:"
    rf"([-/.]){_SPACE}(\d{{1,2}}){_SPACE}\2{_SPACE}(\d{{1,2}})(?=\d{{4}}{_SPACE}\2|\D|$)"
    rf"|年{_SPACE}(\d{{1,2}}){_SPACE}月{_SPACE}(\d{{1,2}}){_SPACE}[日号])"
)
#: `20260731`, `20260731093000`; not `2026073`, `202607311`.
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:\d{4}|\d{6})?(?!\d)")
_HAN_DIGITS = "〇零一二三四五六七八九"
_HAN_VALUES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
#: `二〇二六年七月三十一日` under a document; not `二十六年七月`.
_HAN = re.compile(
    rf"([○{_HAN_DIGITS}]{{4}}){_SPACE}年{_SPACE}([一二三四五六七八九十]{{1,2}}){_SPACE}月"
    rf"{_SPACE}([一二三四五六七八九十]{{1,3}}){_SPACE}日"
)


def find_date(text: str) -> date | None:
    """
    Return the first whole date that the text shows; None when there is none.

    A time of day after it, brackets around it and blanks inside it do not matter.
    Only real days of the years 1949–2100 count: `2018525` and `2026-13-01` are
    damaged, and no dates.
    """
    folded = text.translate(_FULL_WIDTH)
    for pattern, read in ((_SEPARATED, _separated), (_HAN, _han), (_COMPACT, _compact)):
        for match in pattern.finditer(folded):
            if (found := read(match)) is not None:
                return found
    return None


def _separated(match: re.Match[str]) -> date | None:
    year, _, month, day, han_month, han_day = match.groups()
    return _day(int(year), int(month or han_month), int(day or han_day))


def _compact(match: re.Match[str]) -> date | None:
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _han(match: re.Match[str]) -> date | None:
    return _day(int(match[1].translate(_HAN_VALUES)), _han_number(match[2]), _han_number(match[3]))


def _han_number(digits: str) -> int:
    """Return the value of 一 … 三十一; 0 for other words, such as 一二."""
    tens, ten, units = digits.rpartition("十")
    if len(tens) > 1 or len(units) > 1:
        return 0
    factor = _HAN_DIGITS.find(tens) - 1 if tens else 1
    return (factor * 10 if ten else 0) + (_HAN_DIGITS.find(units) - 1 if units else 0)


def _day(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
