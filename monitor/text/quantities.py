"""
Stated amounts: a number with its scale, its unit and the words on both sides that bound it.

What an amount measures, and whether it is aimed at or reached, is decided in `detect`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from .lexicon import Row, masked, read_vocabulary
from .number_shapes import ANY_SHAPE, StatedNumber, read_number, value_of
from .units import HAN_DIGIT, UNITS, Unit, find_unit, parse_number, plain

#: Longest words before a number are some 12 characters: 力争提高到不低于.
_WINDOW = 14


class ComparatorRow(Row, frozen=True):
    """Words that bound a number in one way."""

    comparator: Literal["=", ">=", "<=", ">", "<", "approx"]
    words: str
    like: tuple[str, ...]
    unlike: tuple[str, ...]


class ComparatorTable(Row, frozen=True):
    """The whole file."""

    before: tuple[ComparatorRow, ...]
    after: tuple[ComparatorRow, ...]
    between: str


TABLE: Final = read_vocabulary(Path(__file__).with_name("comparators.toml"), ComparatorTable)
_BEFORE = tuple(
    (row.comparator, re.compile(rf"(?:{row.words})(?:了|到了|到|至|有|为|是)?[：:]? ?$")) for row in TABLE.before
)
_AFTER = tuple((row.comparator, re.compile(rf"(?:（含(?:本数)?）)?(?:及|或)?(?:{row.words})")) for row in TABLE.after)
_BETWEEN = re.compile(f"(?:{TABLE.between})$")


class Bound(Struct, frozen=True, gc=False):
    """How a number is bounded."""

    #: Empty where no words say it.
    comparator: str
    #: Where the bounding words before the number begin.
    start: int
    #: Where the bounding words after the unit end.
    end: int


def read_bound(text: str, floor: int, start: int, end: int, stop: int, tail: str) -> Bound:
    """Return how `text[start:end]` is bounded; `tail`: 余, 多 or + inside it; `floor`, `stop`: the sentence."""
    before, begin = _read_before(text, floor, start)
    after, finish = _read_after(text, end, stop)
    if after == "approx":
        # 不低于3%左右 keeps its bound.
        return Bound(before or "approx", begin, finish)
    if after in {">=", "<="}:
        return Bound(after, begin, finish)
    if tail and tail != "半":
        return Bound(">=" if tail == "+" else ">", begin, finish)
    return Bound(before, begin, finish)


def _read_before(text: str, floor: int, start: int) -> tuple[str, int]:
    """Return the comparator of the words before a number and where they begin."""
    left = text[max(floor, start - _WINDOW) : start]
    base = start - len(left)
    for _ in range(2):
        found = _bounding(left)
        if found is not None:
            comparator, begin = found
            # 达到近50: the word next to the number decides; 提高到不低于50 as well.
            outer = _bounding(left[:begin])
            return comparator, base + (outer[1] if outer else begin)
        between = _BETWEEN.search(left)
        if between is None:
            break
        left = left[: between.start()]
    return "", start


def _bounding(left: str) -> tuple[str, int] | None:
    """Return the comparator of the words that end a text and where they begin; None if none does."""
    for comparator, words in _BEFORE:
        if found := words.search(left):
            return comparator, found.start()
    return None


def _read_after(text: str, end: int, stop: int) -> tuple[str, int]:
    """Return the comparator of the words after a number and where they end."""
    for comparator, words in _AFTER:
        if found := words.match(text, end, stop):
            return comparator, found.end()
    return "", end


#: A sentence without any of these holds no amount.
AMOUNT_SIGNS = re.compile(rf"[0-9{HAN_DIGIT}十拾百佰千仟万亿]|首位|[至到]半|半数|全覆盖|应[一-鿿]尽|全部|过半|翻|清零")
#: 4个多小时
_HOURS = re.compile(r"[多半](?P<unit>小时|月)")
#: The minutes of 3小时53分.
_MINUTES = re.compile(r"零?(?P<minutes>[0-9]{1,2})分钟?")
#: 突破50项技术 breaks through them; 突破50亿元 passes a bound.
_BROKEN_THROUGH = re.compile("(?:余|多)?[项个][^，。；]{0,24}?(?:技术|难题|瓶颈|短板|装备|工艺|产品)")
_BASE_YEAR = re.compile("20[0-9]{2}年(?:水平|全年|同期)?的$")
_TAIL = re.compile(r"[余多]|来(?=[个家项])|\+")
_SCALE_APART = r"(?!百亿亿次|千万亿次|亿亿次)[十百千]?[万亿]{1,2}"
#: What may follow a number: a scale of its own, a tail, and that it is a size class (千亿级, 万卡级, 百万量级).
_MORE = re.compile(
    rf"(?P<scale>{_SCALE_APART})?(?:(?P<tail>{_TAIL.pattern})(?P<scale_after_tail>{_SCALE_APART})?)?"
    r"(?P<size_class>(?:元|卡)?(?:量)?级)?"
)


class Quantity(Struct, frozen=True, gc=False):
    """An amount in a text; `[start, end)` covers number, unit and what stands right after them."""

    start: int
    end: int
    #: One value, two for a range; percent as 0–100, 万 and 亿 multiplied out.
    values: tuple[Decimal, ...]
    unit: Unit | None
    comparator: str
    #: Whether the words name a scale and no number: 数十家, 两位数.
    is_vague: bool
    #: `number`, `coverage`, `rank`, `share` (fractions), `multiple`, `class` (千亿级).
    shape: str
    #: Whether the number is written in Han digits without a scale (三个): often part of a name.
    small_han: bool = False
    #: Where the words before the number that bound it begin (超过, 达到); `start` if there are none.
    bound_start: int = -1


def find_quantities(text: str, start: int, end: int, taken: tuple[tuple[int, int], ...] = ()) -> Iterator[Quantity]:
    """Yield the amounts of a sentence from left to right; `taken` spans (dates) are no amounts."""
    dates, names = _Spans(taken), _Spans(masked(text, start, end))
    at = start
    while found := ANY_SHAPE.search(text, at, end):
        hit = dates.overlapped(found) or names.overlapped(found)
        if hit is not None:
            at = max(hit[1], found.start() + 1)
            continue
        at = found.end()
        number = read_number(found)
        quantity = _complete(text, number, start, end) if number else None
        if quantity is not None:
            at = max(at, quantity.end)
            yield quantity


class _Spans:
    """Spans in order, compared with matches that come in order too."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = iter(spans)
        # An empty span before all others: the first question moves on from it.
        self._next: tuple[int, int] | None = (0, 0)

    def overlapped(self, found: re.Match[str]) -> tuple[int, int] | None:
        """Return the first of the spans that a match reaches into."""
        start, end = found.span()
        while self._next and self._next[1] <= start:
            self._next = next(self._spans, None)
        return self._next if self._next and self._next[0] < end else None


def _complete(text: str, number: StatedNumber, start: int, end: int) -> Quantity | None:
    """Add scale, unit and bounds to a number."""
    at, unit, tail = number.end, number.unit, ""
    if number.is_open:
        more = _MORE.match(text, at, end)
        # Every part of the pattern may be missing.
        assert more is not None
        if more.end() > at:
            at, tail = more.end(), more["tail"] or ""
            number = _scaled_after_tail(text, _scaled(number, more["scale"]), more["scale_after_tail"])
            if more["size_class"]:
                return Quantity(number.start, at, number.values, None, ">=", is_vague=True, shape="class")
        unit, at, tail = _unit_after(text, at, end, tail)
        number, unit, at = _with_minutes(text, _with_half(number, tail), unit, at, end)
    if unit is None and number.small_han:
        return None
    # 提升至2025年的3倍: the base year stands between the bound and the multiple.
    base = _BASE_YEAR.search(text, max(start, number.start - _WINDOW), number.start)
    multiplies = base is not None and unit is not None and unit.dimension == "multiple"
    bound = read_bound(text, start, base.start() if base and multiplies else number.start, at, end, tail)
    through = bound.comparator == ">" and not tail and text.endswith("突破", start, number.start)
    if through and _BROKEN_THROUGH.match(text, number.end, end):
        bound = replace(bound, comparator="")
    return _bounded(number, unit, bound, at)


def _with_half(number: StatedNumber, tail: str) -> StatedNumber:
    """Add the half of 1个半小时."""
    if tail != "半":
        return number
    return replace(number, values=tuple(value + Decimal("0.5") for value in number.values))


def _with_minutes(
    text: str, number: StatedNumber, unit: Unit | None, at: int, end: int
) -> tuple[StatedNumber, Unit | None, int]:
    """Add the minutes that follow hours: 3小时53分 is one amount of 233 minutes."""
    minutes = _MINUTES.match(text, at, end) if unit and unit.dimension == "hours" else None
    if minutes is None:
        return number, unit, at
    whole = tuple(value * 60 + int(minutes["minutes"]) for value in number.values)
    return replace(number, values=whole), UNITS["分钟"], minutes.end()


def _scaled(number: StatedNumber, scale: str | None) -> StatedNumber:
    """Multiply by a scale that stands apart from the number: `上百万`, `三五百亿`, `5000多亿`."""
    if not scale:
        return number
    factor = value_of("一" + scale)
    return replace(number, values=tuple(plain(value * factor) for value in number.values), small_han=False)


def _scaled_after_tail(text: str, number: StatedNumber, scale: str | None) -> StatedNumber:
    """Multiply by the scale after 多 or 余, which counts for the last place alone: 1亿3千多万 is 130 million."""
    whole = parse_number(text[number.start : number.end] + scale) if scale else None
    if whole is None or len(number.values) > 1 or number.shape != "number":
        return _scaled(number, scale)
    return replace(number, values=(whole,), small_han=False)


def _unit_after(text: str, at: int, end: int, tail: str) -> tuple[Unit | None, int, str]:
    """Return the unit at a place, where it ends with its tail, and the tail (余, 多, +) before, in or after it."""
    found = find_unit(text, at)
    unit = None
    if found is not None and found[1] <= end:
        unit, at = found
        if unit.name == "个" and (hours := _HOURS.match(text, at, end)):
            return UNITS[{"小时": "小时", "月": "个月"}[hours["unit"]]], hours.end(), hours.group()[0]
    after = None if tail else _TAIL.match(text, at, end)
    if after is None:
        return unit, at, tail
    return unit, at if after.group() == "来" else after.end(), after.group()


def _bounded(number: StatedNumber, unit: Unit | None, bound: Bound, at: int) -> Quantity:
    unit, values = _recorded(unit, number.values)
    comparator = bound.comparator or number.comparator or "="
    if number.shape == "rank":
        # 升至第6位 is the sixth place; no better one is meant.
        comparator = number.comparator or "="
    if number.comparator == "range" or (number.comparator and not bound.comparator):
        comparator = number.comparator
    return Quantity(
        start=number.start,
        end=max(at, bound.end),
        values=values,
        unit=unit,
        comparator=comparator,
        is_vague=number.is_vague,
        shape=number.shape,
        small_han=number.small_han,
        bound_start=bound.start,
    )


def _recorded(unit: Unit | None, values: tuple[Decimal, ...]) -> tuple[Unit | None, tuple[Decimal, ...]]:
    """Return the unit that an amount is stored in, and the values in that unit: 六成 is 60%."""
    if unit is None or not unit.recorded_as:
        return unit, values
    stored = UNITS[unit.recorded_as]
    return stored, tuple(plain(value * unit.factor / stored.factor) for value in values)
