"""
Read numerals, Arabic and Han, as exact decimals, and units of Chinese policy text with their exact factors.

`units.toml` holds the units and says how to add one. Everything that a rule may ask of a unit is a `Trait` in its
row, so that no other list of units exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..errors import ConfigError, Problem
from .lexicon import Row, read_vocabulary

_DIGITS = {sign: value for value, signs in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_TEN_THOUSAND = Decimal(10_000)
_HUNDRED_MILLION = Decimal(100_000_000)
#: Han digits of every spelling.
HAN_DIGIT: Final = "".join(_DIGITS)
#: Arabic digits with grouping commas and a fraction. A run of more than 18 digits is an account or a serial
#: number: neither the run nor a part of it is a numeral.
ARABIC = r"(?<![0-9])(?<![0-9]\.)(?>[0-9]{1,18}(?![0-9])(?:,[0-9]{3}(?![0-9])){0,6}(?:\.[0-9]{1,12}(?![0-9]))?)"
#: Han digits and places, with a spoken fraction: 三千五百, 一点五.
HAN = rf"(?>[{HAN_DIGIT}十拾百佰千仟]{{1,24}}(?:点[{HAN_DIGIT}]{{1,12}})?)"
#: What may follow digits: 万, 亿, 万亿, 千万, 百亿; not the unit 百亿亿次.
SCALE = r"(?:(?!百亿亿次|千万亿次|亿亿次)(?:[十百千]?[万亿]{1,3}|[百千](?![瓦米克万亿分帕伏])))"
#: A numeral inside a text: digits and scale, then lower places (2万5千, 5万4千6百, 三万五; not 千亿一 of 千亿一批项目).
NUMERAL = rf"(?:{ARABIC}|{HAN}){SCALE}?(?:零?(?:[0-9]{{1,4}}|[{HAN_DIGIT}])(?!百亿亿次|千万亿次|亿亿次)(?:[十百千][万亿]?|[万亿])){{0,5}}(?:(?!一[轮批系些])[{HAN_DIGIT}])?"
_SIGNS = re.compile(rf"[0-9.,{HAN_DIGIT}十拾百佰千仟万亿点]{{1,60}}")
_TOKEN = re.compile(rf"(?P<arabic>{ARABIC})|点[{HAN_DIGIT}]{{1,12}}|.")


#: Texts repeat numerals: years, round amounts, parts of dates.
@lru_cache(maxsize=4096)
def parse_number(numeral: str) -> Decimal | None:
    """
    Return the value of a whole numeral: `1.5万亿`, `三万五千亿`, `1,200万`, `2万5千`, `一点五`, `二〇二五`.

    None if the words are no numeral.
    """
    if not _SIGNS.fullmatch(numeral):
        return None
    whole, _, fraction = numeral.partition("点")
    if len(whole) > 1 and all(sign in _DIGITS for sign in whole + fraction):
        return plain(Decimal("".join(str(_DIGITS[sign]) for sign in whole)) + _fraction(fraction or "零"))
    tokens = [match.group() for match in _TOKEN.finditer(numeral)]
    broken = any(part in {".", ",", "点"} for part in tokens)
    if broken or any(part[-1].isdigit() and after[0].isdigit() for part, after in pairwise(tokens)):
        return None
    return plain(_evaluate(tokens))


def plain(value: Decimal) -> Decimal:
    """Return the value without trailing zeros and without an exponent."""
    digits = format(value, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _evaluate(tokens: list[str]) -> Decimal:
    """Add up places; 万 and 亿 multiply what stands before them, and 万亿 is their product."""
    high = low = section = Decimal(0)
    pending: Decimal | None = None
    place = Decimal(1)
    previous = ""
    for part in tokens:
        if part in _SMALL:
            place = Decimal(_SMALL[part])
            # 十五 is 15: a place without a digit counts once.
            section += (Decimal(1) if pending is None else pending) * place
            pending = None
        elif part in "万亿":
            factor = _TEN_THOUSAND if part == "万" else _HUNDRED_MILLION
            # 万 and 亿 alone count once: 万亿; 亿亿 is their product.
            nothing = previous in {"", "亿"}
            before = low + section + (pending or 0)
            if part == "万":
                low = (1 if nothing else before) * factor
            elif nothing:
                high = (high if previous else 1) * factor
            else:
                high, low = high + before * factor, Decimal(0)
            section, pending, place = Decimal(0), None, factor
        elif part in "零〇○":
            place, pending = Decimal(10), None
        elif part in _DIGITS:
            pending = Decimal(_DIGITS[part])
        elif part[0] == "点":
            pending = (pending or 0) + _fraction(part[1:])
            place = Decimal(1)
        else:
            pending, place = Decimal(part.replace(",", "")), Decimal(1)
        previous = part
    # 两万五 is 25,000: a last Han digit right after a place counts in the next lower place.
    if pending is not None and tokens[-1] in _DIGITS and place > 10:  # noqa: PLR2004 - ten has no lower place
        pending *= place / 10
    return high + low + section + (pending or 0)


def _fraction(digits: str) -> Decimal:
    return Decimal("0." + "".join(str(_DIGITS[digit]) for digit in digits))


_FILE = Path(__file__).with_name("units.toml")


class Trait(StrEnum):
    """What rules ask about a unit."""

    #: A share, a change in points or a multiple: nothing that can be counted.
    RELATIVE = "relative"
    #: A small Han number with it is an amount, not part of a phrase: 三成, 两亿元.
    REAL = "real"
    #: Things, people or events, which can be counted.
    COUNTED = "counted"
    #: A span of time or an age.
    TIME = "time"
    #: Below a bound it tells machines or loads apart: 50千瓦以下机组.
    SIZE = "size"
    #: How long a place or a work is.
    EXTENT = "extent"
    #: Places and works: a few that are built count (建设三个中心).
    MADE = "made"
    #: Stands after a year as well: 2025届.
    AFTER_YEAR = "after_year"
    #: Stands before the noun that it counts: 50名学生.
    CLASSIFIER = "classifier"


class UnitRow(Row, frozen=True):
    """A unit as `units.toml` gives it."""

    name: str
    factor: Decimal = Decimal(1)
    recorded_as: str = ""
    not_before: str = ""
    like: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    with_ge: bool = False
    traits: frozenset[Trait] = frozenset()


class DimensionRow(Row, frozen=True):
    """Units that can be converted into each other, the canonical one first."""

    units: tuple[UnitRow, ...]
    traits: frozenset[Trait] = frozenset()
    nouns: tuple[str, ...] = ()


class UnitTable(Row, frozen=True):
    """The whole file."""

    per: tuple[str, ...]
    dimensions: dict[str, DimensionRow]

    def rows(self) -> Iterator[tuple[str, DimensionRow, UnitRow]]:
        """Yield each unit with its dimension, in the order of the file."""
        for name, dimension in self.dimensions.items():
            for row in dimension.units:
                yield name, dimension, row


class Unit(Struct, frozen=True, gc=False):
    """A unit as a text writes it, and what it measures."""

    #: The text's own word: stored and shown.
    name: str
    #: Amounts are comparable only within a dimension.
    dimension: str
    #: Multiply by this to get the dimension's canonical unit.
    factor: Decimal
    canonical: str
    traits: frozenset[Trait] = frozenset()
    #: Name of the unit that amounts are stored in, where it is not this one.
    recorded_as: str = ""

    def per(self, denominator: str) -> Unit:
        """Return the unit of so much per something: 吨标准煤 and `/万元`; it shares no trait with the unit alone."""
        return Unit(self.name + denominator, self.dimension + denominator, self.factor, self.canonical + denominator)


def units_of(table: UnitTable) -> dict[str, Unit]:
    """
    Return the units of a table by their names.

    Raises:
        ConfigError: a name has two rows, or a row says what must not follow it and gives no examples.

    """
    units: dict[str, Unit] = {}
    for dimension, whole, row in table.rows():
        if row.name in units:
            raise _problem(dimension, row, "the name is there twice; a unit has one row")
        if row.not_before and not (row.like and row.unlike):
            raise _problem(dimension, row, "add like and unlike: what is read in spite of not_before, and what is not")
        units[row.name] = Unit(
            row.name, dimension, row.factor, whole.units[0].name, whole.traits | row.traits, row.recorded_as
        )
    return units


def _problem(dimension: str, row: UnitRow, message: str) -> ConfigError:
    return ConfigError((Problem(_FILE.name, f"dimensions.{dimension}.{row.name}", message),))


TABLE: Final = read_vocabulary(_FILE, UnitTable)
UNITS: Final = units_of(TABLE)
#: What a metric counts where the text writes no unit, by the noun that the metric ends in.
NOUNS: Final = {noun: name for name, dimension in TABLE.dimensions.items() for noun in dimension.nouns}


@cache
def _unit() -> re.Pattern[str]:
    """Return what a unit right after a number looks like; compiled when first asked for, since few commands do."""
    rows = sorted((row for _, _, row in TABLE.rows()), key=lambda row: (-len(row.name), row.name))
    names = "|".join(re.escape(row.name) + (f"(?!{row.not_before})" if row.not_before else "") for row in rows)
    counted = "|".join(re.escape(row.name) for row in rows if row.with_ge)
    # Spaces only before Latin units.
    return re.compile(rf" ?(?:个(?={counted}))?(?P<unit>{names})(?P<per>/(?:{'|'.join(TABLE.per)}))?")


def find_unit(text: str, at: int) -> tuple[Unit, int] | None:
    """Return the unit that starts at a position and where it ends; None if there is none."""
    found = _unit().match(text, at)
    if found is None:
        return None
    unit = UNITS[found["unit"]]
    return unit.per(found["per"]) if found["per"] else unit, found.end()


def to_canonical(value: Decimal, unit: Unit) -> Decimal:
    """Return the value in the dimension's canonical unit."""
    return plain(value * unit.factor)
