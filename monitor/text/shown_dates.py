"""Dates as pages show them in listings, metadata and signatures. Dates inside prose are read elsewhere."""

from __future__ import annotations

import re
from datetime import date

#: Nothing that these sites publish is dated outside; what is, was damaged.
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

    A time of day after it, brackets around it and blanks inside it (also
    no-break and ideographic ones) do not matter. Only real days of the years
    1949–2100 count: `2018525` and `2026-13-01` are damage, not dates.
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
    """Return the value of 一 … 三十一; 0 for what is no such number, as 一二."""
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
