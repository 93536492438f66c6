"""
The shapes that a stated number has: digits, shares, ranges, idioms, ranks, scales that stand alone.

Each shape is a row of `SHAPES`: its name, an example, its pattern, and the function that reads a match. Scale, unit
and the words that bound the number are read in `quantities`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from msgspec import Struct

from .units import ARABIC, HAN, NUMERAL, UNITS, Unit, parse_number, plain

PERCENT: Final = UNITS["%"]
_TO = r"[—~\-至到]{1,2}"
_ONE_TO_NINE = "一二三四五六七八九"
_PLACES = "十百千"
#: What such numbers as 三五 and 十几 count.
_COUNTERS = "[个家项名座所条支人户元种款场台套处位艘架辆间件篇部栋亩吨]|韩元|美元|公里"
#: Amounts in words: (words, values, unit, comparator).
_IDIOMS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("一半|半数", ("50",), "%", "="),
    ("过半", ("50",), "%", ">"),
    ("翻一番|翻了一番|翻番|翻了番", ("2",), "倍", "="),
    ("翻两番|翻了两番", ("4",), "倍", "="),
)
#: A scale that stands alone after 数 or 上: 数千亿.
_VAGUE_SCALE = "[十百千]?[万亿]|[十百千]"
#: 百校, 千企 are figures of speech; 超千万, 近百, 约万 are numbers.
_BARE_SCALE = re.compile(r"[十百千万亿]{1,3}")
_LEAD_IN = frozenset("超近约过逾达破于")
_COUNTED = re.compile("[个项款座条所种]|家(?!争|号|讲|乐|万户)")
#: 两位数 is a share where something grows or falls so near beside it.
_GROWTH = re.compile("[增涨降跌]")
_NEAR_GROWTH = 6
#: 一 is a number before these (一倍); elsewhere it is an article or part of a word.
_ONE = re.compile(r"倍|个百分点")
_OWN_SCALE = re.compile(r"[万亿]$")
#: 五百万 is five of 百万, so 三至五百万 begins at 三百万; 三十万 is thirty of 万.
_ONE_OF_SCALE = re.compile(rf"(?:{ARABIC}|[{_ONE_TO_NINE}两])(?P<scale>[百千]?[万亿]{{0,2}})")
_SMALL_SCALE = re.compile("[十百千]")
_NOT_SMALL = re.compile(r"[0-9百千万亿]")
#: Damaged numerals: two digits in one place (百一二三), a place twice (千千万, 3亿7亿, 三百五百).
_MALFORMED = re.compile(
    rf"[十百千万亿][{_ONE_TO_NINE}两]{{2}}|([十百千])\1|(?<!万)亿[^万亿]{{1,20}}亿|万[^万亿]{{1,20}}万|([百千])[^十百千万亿]{{1,20}}\2"
)
_ARABIC_DIGITS = frozenset("0123456789")
_LARGE_SCALE = re.compile(r"[万亿]{1,2}$")


class StatedNumber(Struct, frozen=True, gc=False):
    """A number as its shape states it; a scale and a unit may follow."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: Unit | None = None
    comparator: str = ""
    is_vague: bool = False
    shape: str = "number"
    small_han: bool = False
    #: Whether a scale or a unit may follow: none does after 翻一番.
    is_open: bool = True


class Shape(NamedTuple):
    """A way to state a number; `read` returns None for a match that states none."""

    name: str
    example: str
    pattern: str
    read: Callable[[re.Match[str]], StatedNumber | None]


def value_of(numeral: str) -> Decimal:
    """Return the value of words that a pattern of numerals matched."""
    value = parse_number(numeral)
    assert value is not None, numeral
    return value


def _percent(found: re.Match[str]) -> StatedNumber | None:
    values = tuple(value_of(found[name]) for name in ("percent_low", "percent_high") if found[name])
    shape = "range" if len(values) > 1 else ""
    return StatedNumber(found.start(), found.end(), values, PERCENT, shape, is_open=False)


def _permille(found: re.Match[str]) -> StatedNumber | None:
    value = value_of(found["permille_value"]) / (10 if found.group()[0] == "千" else 100)
    return StatedNumber(found.start(), found.end(), (plain(value),), PERCENT, is_open=False)


def _two_digits(found: re.Match[str]) -> StatedNumber | None:
    """Read 两位数: of a growth it is a share of 10% to 99.99%, else a count of 10 to 99."""
    start, end = found.span()
    near = found.string[max(0, start - _NEAR_GROWTH) : end + _NEAR_GROWTH]
    last, unit = (Decimal("99.99"), PERCENT) if _GROWTH.search(near) else (Decimal(99), None)
    return StatedNumber(start, end, (Decimal(10), last), unit, "range", is_vague=True, is_open=False)


def _idiom(found: re.Match[str]) -> StatedNumber | None:
    values, unit, comparator = next(row[1:] for row in _IDIOMS if found.group() in row[0].split("|"))
    numbers = tuple(Decimal(value) for value in values)
    is_vague = comparator == "range"
    shape = "multiple" if unit == "倍" else "number"
    return StatedNumber(
        found.start(), found.end(), numbers, UNITS[unit], comparator if comparator != "=" else "", is_vague, shape, is_open=False
    )  # fmt: skip


def _coverage(found: re.Match[str]) -> StatedNumber | None:
    value = Decimal(0 if found.group().endswith("清零") else 100)
    return StatedNumber(found.start(), found.end(), (value,), PERCENT, shape="coverage", is_open=False)


def _fraction(found: re.Match[str]) -> StatedNumber | None:
    if "/" in found.group():
        above, below = (value_of(part) for part in found.group().split("/"))
    else:
        below, above = (value_of(part) for part in found.group().split("分之"))
    if below == 0 or above > below:
        return None
    share = plain(round(above * 100 / below, 2))
    return StatedNumber(found.start(), found.end(), (share,), PERCENT, shape="share", is_open=False)


def _rank(found: re.Match[str]) -> StatedNumber | None:
    value = value_of(found.group()[1:] or "一")
    comparator = "<=" if found.group()[0] == "前" else ""
    return StatedNumber(found.start(), found.end(), (value,), None, comparator, shape="rank") if value else None


def _vague(found: re.Match[str]) -> StatedNumber | None:
    scale = value_of("一" + found["vague_scale"])
    if found.group()[0] == "上":
        return StatedNumber(found.start(), found.end(), (scale,), comparator=">=", is_vague=True)
    return StatedNumber(found.start(), found.end(), (scale, plain(scale * 10 - 1)), comparator="range", is_vague=True)


def _tail(found: re.Match[str]) -> StatedNumber | None:
    return StatedNumber(found.start(), found.end(), (value_of(found.group()),))


def _tenth(found: re.Match[str]) -> StatedNumber | None:
    """Read 六成, 六成半, 八成五 as percent, and 七八成 as a range."""
    stated, _, more = found.group().partition("成")
    if len(stated) == len("七八"):
        values = tuple(plain(value_of(digit) * 10) for digit in stated)
        return StatedNumber(found.start(), found.end(), values, PERCENT, "range", is_open=False)
    ones = 5 if more == "半" else value_of(more or "零")
    return StatedNumber(found.start(), found.end(), (plain(value_of(stated) * 10 + ones),), PERCENT, is_open=False)


def _half(found: re.Match[str]) -> StatedNumber:
    """Read half of a time that something is shortened to: 压缩至半天."""
    return StatedNumber(found.start(), found.end(), (Decimal("0.5"),))


def _range(found: re.Match[str]) -> StatedNumber | None:
    """Read `3～5`, `2—3万` (the scale counts for both), `2万—3万`, `3%—5%`."""
    low, high = found["range_low"], found["range_high"]
    first, last = value_of(low), value_of(high)
    if not found["range_unit"]:
        scaled = value_of(low + _shared_scale(low, high))
        first = scaled if scaled < last else first
    if first >= last:
        return None
    return StatedNumber(found.start(), found.end(), (first, last), comparator="range")


def _shared_scale(low: str, high: str) -> str:
    """Return what the lower end leaves out: 万 of `2—3万`, 百万 of `三至五百万`, 万 of `一千到两千万`."""
    if _OWN_SCALE.search(low):
        return ""
    one = _ONE_OF_SCALE.fullmatch(high)
    if one and not _SMALL_SCALE.search(low):
        return one["scale"]
    large = _LARGE_SCALE.search(high)
    return large.group() if large else ""


def _pair(found: re.Match[str]) -> StatedNumber | None:
    """Read two neighbouring digits as a range: 三五家, 七八个, 三四十家, 十七八名, 一百二三十家."""
    before, digits, scale = found["pair_before"] or "", found["pair_digits"], found["pair_scale"] or ""
    if value_of(digits[1]) - value_of(digits[0]) != 1 and digits != "三五":
        return None
    if before and scale and _PLACES.index(scale) >= _PLACES.index(before[-1]):
        return None
    values = tuple(value_of(before + digit + scale) for digit in digits)
    return StatedNumber(found.start(), found.end(), values, comparator="range", is_vague=True, small_han=True)


def _some_tens(found: re.Match[str]) -> StatedNumber:
    """Read 十几 as more than ten, 二十几 as more than twenty."""
    return StatedNumber(found.start(), found.end(), (value_of(found["tens_of_some"]),), comparator=">")


def _number(found: re.Match[str]) -> StatedNumber | None:
    numeral = found.group()
    if _MALFORMED.search(numeral):
        return None
    value = value_of(numeral)
    if numeral[0] in _ARABIC_DIGITS:
        return StatedNumber(found.start(), found.end(), (value,))
    small = not _NOT_SMALL.search(numeral)
    if _BARE_SCALE.fullmatch(numeral) and found.string[max(0, found.start() - 1) : found.start()] not in _LEAD_IN:
        # 建设十个示范区, 形成百项成果 count; they are read with the doubts of 三个.
        small = _COUNTED.match(found.string, found.end()) is not None
        if not small:
            return None
    if numeral == "一" and not _ONE.match(found.string, found.end()):
        return None
    return StatedNumber(found.start(), found.end(), (value,), small_han=small)


def _bare_scale(found: re.Match[str]) -> StatedNumber:
    """Read a scale that stands for one of it: 近万场, 超亿元."""
    return StatedNumber(found.start(), found.end(), (value_of("一" + found.group()),))


#: Of several that fit at one place the first counts.
SHAPES: Final = (
    Shape("percent", "百分之五十", rf"百分之(?P<percent_low>{ARABIC}|{HAN})(?:{_TO}(?:百分之)?(?P<percent_high>{ARABIC}|{HAN}))?", _percent),
    Shape("permille", "千分之三", rf"[千万]分之(?P<permille_value>{ARABIC}|{HAN})", _permille),
    Shape("two_digits", "两位数", "两位数", _two_digits),
    Shape("idiom", "翻一番", "|".join(words for words, *_ in _IDIOMS), _idiom),
    Shape(
        "coverage", "全覆盖",
        r"(?:基本|城乡|全面|全部|行政村|全市|全省|全国)?全覆盖(?!式|型)|应[一-鿿]尽[一-鿿](?!量)|(?:基本|全部|动态)清零|全部(?=[^，。；0-9]{2,24}均(?:应|要|须|需|可|能|实现|建成|开展|提供|完成))|全部(?=脱贫|摘帽|清零|消除|达标|实现|接入|纳入)(?![一-鿿]{2}后)",
        _coverage,
    ),
    Shape("fraction", "三分之二", rf"(?:{ARABIC}|{HAN})分之(?:{ARABIC}|{HAN})|(?<![0-9/A-Za-z.])[1-9]/(?:10|[2-9])(?![0-9/A-Za-z.月])", _fraction),
    Shape("rank", "第5位", rf"(?:第|前)(?:{ARABIC}|[一二三四五六七八九十百]{{1,4}})(?=位|名|[，。；！]|、第[0-9一二三四五六七八九十]{{1,3}}(?:位|名|[，、。；]|$)|$)|(?<![在为])首(?=位(?:[，。；、]|$))", _rank),
    Shape("vague", "数十万家", rf"(?:数|几|(?<!以)上|(?<![集形建构完达生合组变养])成|好几)(?P<vague_scale>{_VAGUE_SCALE})(?!家万户)", _vague),
    Shape("tail", "百余家", "(?<![0-9.])(?:[十百千]|[万亿])(?=[余多](?:[个家项名人户台套款条座所场种亿万元]))", _tail),
    Shape(
        "tenth", "六成以上",
        f"(?:一二|二三|两三|三四|四五|五六|六七|七八|八九|[{_ONE_TO_NINE}两](?:点[{_ONE_TO_NINE}])?)成[{_ONE_TO_NINE}半]?(?=以上|左右|以下|以内|的|[，。；、]|$|处于|来自|为|以|深耕|进入)",
        _tenth,
    ),
    Shape("half", "缩短到半天", "(?<=[至到])半(?=天|个?小时|个工作日)", _half),
    Shape("range", "3~5个", rf"(?P<range_low>{NUMERAL})(?P<range_unit>%|个百分点|[元个家项])?{_TO}(?P<range_high>{NUMERAL})", _range),
    Shape("some_tens", "十几家", rf"(?P<tens_of_some>[二三四五六七八九]?十)几(?=[万亿]?(?:{_COUNTERS}))", _some_tens),
    Shape("pair", "三五家", rf"(?P<pair_before>[{_ONE_TO_NINE}]?[十百千])?(?P<pair_digits>[{_ONE_TO_NINE}两]{{2}})(?P<pair_scale>[十百千])?(?=[万亿]?[余多]?(?:{_COUNTERS}))", _pair),
    Shape("number", "1.5万亿元", NUMERAL, _number),
    Shape("bare_scale", "近万场", r"(?<=[超近约过逾达破])[万亿]{1,2}(?=[一-鿿，。；、]|$)", _bare_scale),
)  # fmt: skip
#: Finds a number; the name of the group that fits is the shape's.
ANY_SHAPE: Final = re.compile("|".join(f"(?P<{shape.name}>{shape.pattern})" for shape in SHAPES))
_READ = {shape.name: shape.read for shape in SHAPES}


def read_number(found: re.Match[str]) -> StatedNumber | None:
    """Return the number that a match of `ANY_SHAPE` states; None where it states none."""
    assert found.lastgroup is not None
    return _READ[found.lastgroup](found)
