"""
Stated amounts: number or idiom, scale, unit, and the words on both sides that bound it.

What an amount measures, and whether it is aimed at or reached, is decided in `detect`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from .comparators import Bound, read_bound
from .names import masked
from .numbers import ARABIC, HAN, HAN_DIGIT, NUMERAL, parse_number, plain
from .openings import places_of
from .units import UNITS, Unit, find_unit

PERCENT = UNITS["%"]
_TO = r"[—~\-至到]{1,2}"
_ONE_TO_NINE = "一二三四五六七八九"
#: Amounts in words, with value(s), unit, comparator and kind of amount.
_IDIOMS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("两位数", ("10", "99.99"), "%", "range"),
    ("一半|半数", ("50",), "%", "="),
    ("过半", ("50",), "%", ">"),
    ("翻一番|翻了一番|翻番|翻了番", ("2",), "倍", "="),
    ("翻两番|翻了两番", ("4",), "倍", "="),
)
#: 千亿 as a scale alone, after 数 or 上: what a vague amount is of.
_VAGUE_SCALE = "[十百千]?[万亿]|[十百千]"
#: What a Han digit that counts is followed by: more of the numeral, a unit, or what makes a size class (三级, 三量级).
_AFTER_DIGIT = "".join(
    sorted(
        {re.escape(sign) for sign in f"{_ONE_TO_NINE}十百千万亿点零〇○两拾佰仟余多来+至到—~- 级量"}
        | {re.escape(name[0]) for name in UNITS}
    )
)
#: A Han digit alone is no amount where neither a unit nor more of a numeral follows; 一 counts only in 一倍.
_COUNTS = (
    rf"(?!一(?!倍|个百分点|[0-9{HAN_DIGIT}十拾百佰千仟点万亿])"
    rf"|[{HAN_DIGIT.replace('一', '')}](?![0-9{HAN_DIGIT}{_AFTER_DIGIT}]))"
)
#: (shape, an example, pattern), one reader each below; of several that fit at one place the first counts.
_SHAPES = (
    ("percent", "百分之五十", rf"百分之(?P<percent_low>{ARABIC}|{HAN})(?:{_TO}(?:百分之)?(?P<percent_high>{ARABIC}|{HAN}))?"),
    ("permille", "千分之三", rf"[千万]分之(?P<permille_value>{ARABIC}|{HAN})"),
    ("idiom", "翻一番", "|".join(words for words, *_ in _IDIOMS)),
    (
        "coverage", "全覆盖",
        r"(?:基本|城乡|全面|全部|行政村|全市|全省|全国)?全覆盖|应[一-鿿]尽[一-鿿](?!量)|(?:基本|全部|动态)清零|全部(?=[^，。；0-9]{2,24}均(?:应|要|须|需|可|能|实现|建成|开展|提供|完成))|全部(?=脱贫|摘帽|清零|达标|实现|接入|纳入)(?![一-鿿]{2}后)",
    ),
    ("fraction", "三分之二", rf"(?:{ARABIC}|{HAN})分之(?:{ARABIC}|{HAN})"),
    ("rank", "第5位", rf"(?:第|前)(?:{ARABIC}|[一二三四五六七八九十百]{{1,4}})(?=位|名|[，。；！]|$)"),
    ("vague", "数十万家", rf"(?:数|几|上|(?<![集形建构完达生合组变养])成|好几)(?P<vague_scale>{_VAGUE_SCALE})(?!家万户)"),
    ("tail", "百余家", "(?:[十百千]|[万亿])(?=[余多](?:[个家项名人户台套款亿万元]))"),
    (
        "tenth", "六成以上",
        "[一二三四五六七八九两](?:点[一二三四五六七八九])?成(?:半)?(?=以上|左右|以下|以内|的|[，。；、]|$|处于|来自|为|以|深耕|进入)",
    ),
    ("range", "3~5个", rf"(?P<range_low>{NUMERAL})(?P<range_unit>%|个百分点|[元个家项])?{_TO}(?P<range_high>{NUMERAL})"),
    ("pair", "三五家", rf"[{_ONE_TO_NINE}]{{2}}(?=[十百千万]?[万亿]?[余多]?(?:[个家项座所条支名人户元]|韩元|美元|公里))"),
    ("number", "1.5万亿元", _COUNTS + NUMERAL),
    ("bare_scale", "近万场", r"(?<=[超近约过逾达破])[万亿]{1,2}(?=[一-鿿，。；、]|$)"),
)  # fmt: skip
#: What an amount can begin with: most characters of a text are passed over by this alone.
_FIRST = (
    r"(?=[0-9零〇○一壹二两贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿第前数几上成好半过翻全基城行应动])"
)
#: A sentence without any of these holds no amount.
AMOUNT_SIGNS = re.compile(
    places_of(
        "|".join(
            (
                "[0-9零〇○壹贰叁肆伍陆柒捌玖拾佰仟]",
                rf"[二两三四五六七八九](?=[{_AFTER_DIGIT}])",
                # 一 is an article or part of a word unless more follows: 一百, 一点五, “一”倍.
                "一[^一-鿿]?[一二三四五六七八九十百千万亿点成半倍个]",
                # Scales alone are figures of speech: 百校, 千企.
                rf"[十百千万亿](?:[{_ONE_TO_NINE}两零余多点至到—~个项款座条所种-]|[十百千万亿]{{3}})",
                "[几数上成近超约过逾达破于][一十百千万亿]|[第前][一二三四五六七八九十百]",
                "分之|全覆盖|应[一-鿿]尽|全部|半数|过半|翻|清零|位数",
            )
        )
    )
)
_SCAN = re.compile(f"{_FIRST}(?:{'|'.join(f'(?P<{shape}>{pattern})' for shape, _, pattern in _SHAPES)})")
#: 百校, 千企 are figures of speech; 超千万, 近百, 约万 are numbers.
_BARE_SCALE = re.compile(r"[十百千万亿]{1,3}")
_LEAD_IN = frozenset("超近约过逾达破于")
_COUNTED = re.compile("[个项款座条所种]")
#: 一 is a number only so: 一倍; elsewhere it is an article or part of a word.
_ONE = re.compile(r"倍|个百分点")
#: 4个多小时
_HOURS = re.compile(r"[多半](?P<unit>小时|月)")
_TAIL = re.compile(r"[余多]|来(?=[个家项])|\+")
_SCALE_APART = r"(?!百亿亿次|千万亿次|亿亿次)[十百千]?[万亿]{1,2}"
#: What may follow a number: a scale of its own, a tail, and that it is a size class (千亿级, 万卡级, 百万量级).
_MORE = re.compile(
    rf"(?P<scale>{_SCALE_APART})?(?:(?P<tail>{_TAIL.pattern})(?P<scale_after_tail>{_SCALE_APART})?)?"
    r"(?P<size_class>(?:元|卡)?(?:量)?级)?"
)
_OWN_SCALE = re.compile(r"[万亿]$")
#: 五百万 is five of 百万, so 三至五百万 begins at 三百万; 三十万 is thirty of 万.
_ONE_OF_SCALE = re.compile(rf"(?:{ARABIC}|[{_ONE_TO_NINE}两])(?P<scale>[百千]?[万亿]{{0,2}})")
_SMALL_SCALE = re.compile("[十百千]")
_NOT_SMALL = re.compile(r"[0-9百千万亿]")
_ARABIC_DIGITS = frozenset("0123456789")
_LARGE_SCALE = re.compile(r"[万亿]{1,2}$")
#: Units by the first four characters of other names that they are written with.
_SPELLED = {"百亿亿次": "EFLOPS", "千万亿次": "PFLOPS", "元人民币": "元"}


class Quantity(Struct, frozen=True, gc=False):
    """An amount in a text; `[start, end)` covers number, unit and what stands right after them."""

    start: int
    end: int
    #: One value, two for a range; percent as 0–100, 万 and 亿 multiplied out.
    values: tuple[Decimal, ...]
    unit: Unit | None
    comparator: str
    #: `around`, `below_near`, `more_than_tail`, `vague`, or empty.
    hedge: str
    #: `number`, `coverage`, `rank`, `share` (fractions), `multiple`, `class` (千亿级).
    shape: str
    #: Whether the number is written in Han digits without a scale (三个): often part of a name.
    small_han: bool = False
    #: Where the words before the number that bound it begin (超过, 达到); `start` if there are none.
    bound_start: int = -1


class _Read(Struct, frozen=True, gc=False):
    """A number before its unit was looked for."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: Unit | None = None
    comparator: str = ""
    hedge: str = ""
    shape: str = "number"
    small_han: bool = False
    #: False where the number is read already with its unit.
    open: bool = True


def find_quantities(
    text: str, start: int, end: int, taken: tuple[tuple[int, int], ...] = ()
) -> Iterator[Quantity]:
    """Yield the amounts of a sentence from left to right; `taken` spans (dates) are no amounts."""
    dates, names = _Spans(taken), _Spans(masked(text, start, end))
    at = start
    while found := _SCAN.search(text, at, end):
        hit = dates.overlapped(found) or names.overlapped(found)
        if hit is not None:
            at = max(hit[1], found.start() + 1)
            continue
        at = found.end()
        read = _read(found)
        quantity = _complete(text, read, start, end) if read else None
        if quantity is not None:
            at = max(at, quantity.end)
            yield quantity


class _Spans:
    """Spans in order, gone through beside matches in order."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = iter(spans)
        # None is looked for before it is asked for.
        self._next: tuple[int, int] | None = (0, 0)

    def overlapped(self, found: re.Match[str]) -> tuple[int, int] | None:
        """Return the first of the spans that a match reaches into."""
        start, end = found.span()
        while self._next and self._next[1] <= start:
            self._next = next(self._spans, None)
        return self._next if self._next and self._next[0] < end else None


def _read(found: re.Match[str]) -> _Read | None:
    """Return the number that a match of `_SCAN` is; None for numerals that cannot be read."""
    assert found.lastgroup is not None
    return _READERS[found.lastgroup](found)


def _value(numeral: str) -> Decimal:
    value = parse_number(numeral)
    # The patterns of this module match numerals only.
    assert value is not None, numeral
    return value


def _percent(found: re.Match[str]) -> _Read | None:
    values = tuple(_value(found[name]) for name in ("percent_low", "percent_high") if found[name])
    shape = "range" if len(values) > 1 else ""
    return _Read(found.start(), found.end(), values, PERCENT, shape, open=False)


def _permille(found: re.Match[str]) -> _Read | None:
    value = _value(found["permille_value"]) / (10 if found.group()[0] == "千" else 100)
    return _Read(found.start(), found.end(), (plain(value),), PERCENT, open=False)


def _idiom(found: re.Match[str]) -> _Read | None:
    values, unit, comparator = next(row[1:] for row in _IDIOMS if found.group() in row[0].split("|"))
    numbers = tuple(Decimal(value) for value in values)
    hedge = "vague" if comparator == "range" else ""
    shape = "multiple" if unit == "倍" else "number"
    return _Read(
        found.start(), found.end(), numbers, UNITS[unit], comparator if comparator != "=" else "", hedge, shape, open=False
    )  # fmt: skip


def _coverage(found: re.Match[str]) -> _Read | None:
    value = Decimal(0 if found.group().endswith("清零") else 100)
    return _Read(found.start(), found.end(), (value,), PERCENT, shape="coverage", open=False)


def _fraction(found: re.Match[str]) -> _Read | None:
    below, above = (_value(part) for part in found.group().split("分之"))
    if below == 0 or above > below:
        return None
    share = plain(round(above * 100 / below, 2))
    return _Read(found.start(), found.end(), (share,), PERCENT, shape="share", open=False)


def _rank(found: re.Match[str]) -> _Read | None:
    value = _value(found.group()[1:])
    comparator = "<=" if found.group()[0] == "前" else ""
    return _Read(found.start(), found.end(), (value,), None, comparator, shape="rank") if value else None


def _vague(found: re.Match[str]) -> _Read | None:
    scale = _value("一" + found["vague_scale"])
    if found.group()[0] == "上":
        return _Read(found.start(), found.end(), (scale,), comparator=">=", hedge="vague")
    return _Read(
        found.start(), found.end(), (scale, plain(scale * 10 - 1)), comparator="range", hedge="vague"
    )


def _tail(found: re.Match[str]) -> _Read | None:
    return _Read(found.start(), found.end(), (_value(found.group()),))


def _tenth(found: re.Match[str]) -> _Read | None:
    half = found.group().endswith("半")
    value = _value(found.group().removesuffix("半")[:-1])
    return _Read(found.start(), found.end(), (plain(value * 10 + 5 * half),), PERCENT, open=False)


def _range(found: re.Match[str]) -> _Read | None:
    """Read `3～5`, `2—3万` (the scale counts for both), `2万—3万`, `3%—5%`."""
    low, high = found["range_low"], found["range_high"]
    first, last = _value(low), _value(high)
    if not found["range_unit"]:
        scaled = _value(low + _shared_scale(low, high))
        first = scaled if scaled < last else first
    if first >= last:
        return None
    return _Read(found.start(), found.end(), (first, last), comparator="range")


def _shared_scale(low: str, high: str) -> str:
    """Return what the lower end leaves out: 万 of `2—3万`, 百万 of `三至五百万`, 万 of `一千到两千万`."""
    if _OWN_SCALE.search(low):
        return ""
    one = _ONE_OF_SCALE.fullmatch(high)
    if one and not _SMALL_SCALE.search(low):
        return one["scale"]
    large = _LARGE_SCALE.search(high)
    return large.group() if large else ""


def _pair(found: re.Match[str]) -> _Read | None:
    """Read two neighbouring digits as a range: 三五家, 七八个."""
    first, last = (_value(digit) for digit in found.group())
    if first >= last:
        return None
    return _Read(found.start(), found.end(), (first, last), comparator="range", hedge="vague", small_han=True)


def _number(found: re.Match[str]) -> _Read | None:
    numeral = found.group()
    value = _value(numeral)
    if numeral[0] in _ARABIC_DIGITS:
        return _Read(found.start(), found.end(), (value,))
    small = not _NOT_SMALL.search(numeral)
    if (
        _BARE_SCALE.fullmatch(numeral)
        and found.string[max(0, found.start() - 1) : found.start()] not in _LEAD_IN
    ):
        # 建设十个示范区, 形成百项成果 count; they are read with the doubts of 三个.
        small = _COUNTED.match(found.string, found.end()) is not None
        if not small:
            return None
    if numeral == "一" and not _ONE.match(found.string, found.end()):
        return None
    return _Read(found.start(), found.end(), (value,), small_han=small)


def _bare_scale(found: re.Match[str]) -> _Read:
    """Read a scale that stands for one of it: 近万场, 超亿元."""
    return _Read(found.start(), found.end(), (_value("一" + found.group()),))


_READERS = {
    "percent": _percent,
    "permille": _permille,
    "idiom": _idiom,
    "coverage": _coverage,
    "fraction": _fraction,
    "rank": _rank,
    "vague": _vague,
    "tail": _tail,
    "tenth": _tenth,
    "range": _range,
    "pair": _pair,
    "number": _number,
    "bare_scale": _bare_scale,
}


def _complete(text: str, read: _Read, start: int, end: int) -> Quantity | None:
    """Add scale, unit and bounds to a number."""
    at, unit, tail = read.end, read.unit, ""
    if read.open:
        more = _MORE.match(text, at, end)
        # Every part of the pattern may be missing.
        assert more is not None
        if more.end() > at:
            at, tail = more.end(), more["tail"] or ""
            read = _scaled(_scaled(read, more["scale"]), more["scale_after_tail"])
            if more["size_class"]:
                return Quantity(read.start, at, read.values, None, ">=", "vague", "class")
        unit, at, tail = _unit_after(text, at, end, tail)
    if unit is None and read.small_han:
        return None
    return _bounded(read, unit, read_bound(text, start, read.start, at, end, tail), at)


def _scaled(read: _Read, scale: str | None) -> _Read:
    """Multiply by a scale that stands apart from the number: `上百万`, `三五百亿`, `5000多亿`."""
    if not scale:
        return read
    factor = _value("一" + scale)
    return replace(read, values=tuple(plain(value * factor) for value in read.values), small_han=False)


def _unit_after(text: str, at: int, end: int, tail: str) -> tuple[Unit | None, int, str]:
    """Return the unit at a place, where it and what belongs to it end, and the tail before it, in it or after it."""
    found = find_unit(text, at)
    unit = None
    if found is not None and found[1] <= end:
        unit, at = found
        if unit.name[:4] in _SPELLED:
            unit = UNITS[_SPELLED[unit.name[:4]]]
        if unit.name == "个" and (hours := _HOURS.match(text, at, end)):
            return UNITS[{"小时": "小时", "月": "个月"}[hours["unit"]]], hours.end(), hours.group()[0]
    after = None if tail else _TAIL.match(text, at, end)
    if after is None:
        return unit, at, tail
    return unit, at if after.group() == "来" else after.end(), after.group()


def _bounded(read: _Read, unit: Unit | None, bound: Bound, at: int) -> Quantity:
    factor = unit.factor if unit and unit.dimension == "ratio" and unit.name in {"成", "‰"} else None
    values = tuple(plain(value * factor) for value in read.values) if factor else read.values
    comparator = bound.comparator or read.comparator or "="
    if read.comparator == "range" or (read.comparator and not bound.comparator):
        comparator = read.comparator
    return Quantity(
        start=read.start,
        end=max(at, bound.end),
        values=values,
        unit=PERCENT if factor else unit,
        comparator=comparator,
        hedge=bound.hedge or read.hedge,
        shape=read.shape,
        small_han=read.small_han,
        bound_start=bound.start,
    )
