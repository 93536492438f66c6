"""
Amounts that are neither aims nor results: conditions, fees, durations, comparisons, places, forecasts.

What the words right before and after tell is in `refusal_table`; here is what the shape, the unit and
the whole sentence tell, by the words in `refusal_words`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ..text.quantities import Quantity
from .refusal_table import reason_of
from .refusal_words import (
    ANEW,
    BASELINE,
    BASELINE_AFTER,
    COMES_ABOUT,
    CONDITIONAL,
    CONSEQUENCE,
    DEED,
    EFFECT,
    EXPECTED,
    FORECAST,
    FOREIGN,
    INDEX,
    MAKER,
    PARTS,
    RANKS,
    TIME_METRIC,
)

#: The reason of an amount that may share the unit of the one after it.
NO_UNIT = "no unit"
_YEARS = range(1900, 2100)
_MADE_UNITS = frozenset("个座条所处")
#: From so many on, things made are counted in any unit: 形成百项成果.
_MANY = 100
_TIME_DIMENSIONS = frozenset({"years", "months", "days", "hours", "minutes", "seconds", "age"})
#: How far before its clause a condition is looked for.
_CONDITION_REACH = 64
#: 30万千瓦以下煤电机组: which of them, not how many.
_SIZES = frozenset({"power", "mass"})
_OF_PLACE = re.compile("[^，。；]{0,2}(?:范围|长|高|深|宽|外)")
_NOUN = re.compile(r"的?[一-鿿]{2}")
_LENGTH_DIMENSIONS = frozenset({"length"})


class Place(Struct, frozen=True, gc=False):
    """Where an amount stands: the words of its clause on both sides, and of its sentence around the clause."""

    left: str
    right: str
    earlier: str
    #: The words right after the clause.
    later: str = ""


def refused(quantity: Quantity, place: Place, *, written: str, aim: bool, expected: bool) -> str | None:
    """
    Return why an amount that its unit does not rule out is no record, None if it may be one.

    `written`: the number as it stands in the text; `aim`: whether an aim governs the clause;
    `expected`: whether 预计 may make a forecast here: in news, of no ended period.
    """
    return (
        _by_shape(quantity, place, written, aim=aim)
        or _by_words(place, expected=expected)
        or ("forecast" if aim and COMES_ABOUT.search(place.left) else None)
    )


def _by_shape(quantity: Quantity, place: Place, written: str, *, aim: bool) -> str | None:
    if quantity.shape == "class":
        return "size class"
    if quantity.small_han and not (_is_meant(quantity, aim=aim) or (aim and _is_made(quantity, place))):
        return "small Han number"
    if quantity.hedge == "vague" and len(quantity.values) > 1 and not aim and written[0] in "数几":
        return "vague"
    return "ordinal" if quantity.shape == "rank" and not RANKS.search(place.left) else None


def _by_words(place: Place, *, expected: bool) -> str | None:
    if is_baseline(place.left, place.right):
        return "baseline"
    row = reason_of(place.left, place.right)
    if row is not None:
        return row
    if FOREIGN.search(place.left) or CONDITIONAL.search(place.earlier[-_CONDITION_REACH:] + place.left):
        return "not ours"
    if CONSEQUENCE.match(place.right + place.later):
        return "condition"
    if EFFECT.search(place.earlier):
        return "effect"
    return "forecast" if _is_forecast(place, expected=expected) else None


def _is_forecast(place: Place, *, expected: bool) -> bool:
    """Tell whether the amount is expected to come about, by this clause or one that it goes on from."""
    words = place.earlier + place.left
    ends = [found.end() for found in EXPECTED.finditer(words)] if expected else []
    if ends and not ANEW.search(words, ends[-1]) and not DEED.search(words, ends[-1]):
        return True
    return FORECAST.search(words + place.right) is not None


def is_baseline(left: str, right: str) -> bool:
    """Tell whether an amount is where a change began: 由14.1%降至13.5%."""
    return bool(BASELINE.search(left) and BASELINE_AFTER.match(right))


def _is_meant(quantity: Quantity, *, aim: bool) -> bool:
    """A small Han number (三个) is part of a name or phrase unless it is aimed at or has a real unit."""
    assert quantity.unit is not None
    if quantity.unit.dimension in {"multiple", "ratio", "points", "CNY"}:
        return True
    return aim and (len(quantity.values) > 1 or quantity.unit.name == "家")


def _is_made(quantity: Quantity, place: Place) -> bool:
    """Tell whether so few are to be made: 建设三个中心, not 三个方面 or 三个平台."""
    assert quantity.unit is not None
    many = quantity.values[0] >= _MANY
    return (many or quantity.unit.name in _MADE_UNITS) and MAKER.search(place.left) is not None


def _without_unit(quantity: Quantity, place: Place, written: str) -> str | None:
    scaled = "万" in written or "亿" in written
    known = quantity.shape == "rank" or scaled or INDEX.search(place.left) is not None
    return None if known else NO_UNIT


def refused_by_unit(quantity: Quantity, place: Place, written: str) -> str | None:
    """Return why its unit alone, or having none, makes an amount no record; None if it may be one."""
    unit = quantity.unit
    if unit is None:
        return _without_unit(quantity, place, written)
    if unit.dimension in _TIME_DIMENSIONS and not TIME_METRIC.search(place.left):
        # 人均预期寿命提高1岁 and 平均时间为41分钟 are metrics, 实施6个月以上 is a span of time.
        return "span of time"
    if unit.dimension == "count" and PARTS.match(place.right):
        return "parts of a document"
    if unit.dimension in _SIZES and written.endswith("以下") and _NOUN.match(place.right):
        return "attribute"
    if unit.name in "国省市县届" and quantity.values[0] in _YEARS:
        return "a year"
    of_place = unit.dimension in _LENGTH_DIMENSIONS and _OF_PLACE.match(place.right)
    return "size of a place" if of_place else None
