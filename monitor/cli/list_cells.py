"""What the cells of a hand-kept list say, as people and their spreadsheets write them; loaded when a list is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from ..detect.regions import NATIONAL, full_name
from ..domain import Comparator, MetricKind, Period
from ..text.units import UNITS
from ..track import SCALES, read_comparator, read_deadline, read_number, read_per

#: Rule name of what a list says.
BY_LIST = "import"
#: Cells of which nothing but narrow signs is read.
_NARROW = ("value", "unit", "comparator", "kind", "per", "deadline", "published")
#: What no figure of policy reaches, in any unit.
_LARGEST = Decimal(10) ** 18
_SIGNS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "≈": "approx"}
_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:万亿|亿|万)?"
_NUMBERS = re.compile(rf"(?P<low>{_NUMBER})(?:[-–—~至](?P<high>{_NUMBER}))?")
#: Spreadsheets shorten what does not fit a cell: 2.7E+08.
_SHORTENED = re.compile(r"[\d.]+[Ee]\+?\d+")


def tidied(cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as they are read: full-width signs made narrow, and `70%` parted into number and unit."""
    plain = {name: unicodedata.normalize("NFKC", text).strip() for name, text in cells.items()}
    # Words stay as they are written: （PUE） is a part of a name.
    tidy = {**cells, **{name: plain[name] for name in _NARROW}}
    if tidy["value"].endswith("%") and tidy["unit"] in {"", "%"}:
        tidy |= {"value": tidy["value"].removesuffix("%").strip(), "unit": "%"}
    return tidy


def metric(text: str) -> str:
    """Return the name of what is counted or measured."""
    if not text:
        raise ValueError("it cannot be empty")
    return text


def value(text: str) -> tuple[Decimal, ...]:
    """Read `70`, `-3`, `2.7亿`, `3-5` or nothing (a target without a number)."""
    if not text:
        return ()
    words = re.sub(r"[,\s]", "", text)
    if _SHORTENED.fullmatch(words):
        raise ValueError("the spreadsheet has shortened it; write the number in full, or with 万 or 亿")
    found = _NUMBERS.fullmatch(words)
    if found is None:
        raise ValueError("give one number, or a range as 3-5; >= and the like go into the column comparator")
    numbers = tuple(read_number(part) for part in found.groups() if part)
    if any(abs(one) >= _LARGEST for one in numbers):
        raise ValueError("no figure is as large as that")
    return tuple(sorted(numbers))


def scaled(unit: str) -> tuple[Decimal, str | None]:
    """Return what a unit multiplies by, and the unit itself: 亿元 is 10⁸ and 元."""
    for word, times in SCALES.items():
        if unit.startswith(word) and unit not in UNITS:
            return times, unit.removeprefix(word) or None
    return Decimal(1), unit or None


def comparator(text: str) -> Comparator:
    """Read how the number bounds the metric; at least, if nothing is said."""
    return read_comparator(_SIGNS.get(text, text)) if text else Comparator.AT_LEAST


def kind(text: str) -> MetricKind | None:
    """Read the kind of amount."""
    if text and text not in list(MetricKind):
        raise ValueError(f"choose one of {', '.join(MetricKind)}")
    return MetricKind(text) if text else None


def deadline(text: str) -> Period | None:
    """Read the day, month or year by which it is due."""
    return read_deadline(text, BY_LIST) if text else None


def published(text: str) -> date | None:
    """Read the day on which the target was published."""
    found = deadline(text)
    if found is not None and found.start != found.end:
        raise ValueError("write the day: 2025-03-01")
    return found.end if found else None


READERS: Mapping[str, Callable[[str], object]] = {
    "metric": metric,
    "value": value,
    "comparator": comparator,
    "kind": kind,
    "per": read_per,
    "deadline": deadline,
    "published": published,
}


def faults(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is wrong with a row, in order of its columns."""
    found = []
    for name, read in READERS.items():
        try:
            read(cells[name])
        except ValueError as exc:
            found.append(f"{name} {cells[name]!r}: {exc}")
    return tuple(found)


def region(text: str) -> str | None:
    """Return the place's whole name (上海 → 上海市), None if nothing is known of such a place."""
    return NATIONAL if text == NATIONAL else full_name(text)


def doubts(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return what can be recorded but will hardly be found in any text, or compared with it."""
    found = []
    if cells["region"] and region(cells["region"]) is None:
        found.append(
            f"region {cells['region']!r}: no place of that name is known; figures name 全国 or 上海市"
        )
    unit = scaled(cells["unit"])[1]
    if unit and unit not in UNITS:
        found.append(f"unit {cells['unit']!r}: no unit that is read in texts")
    return tuple(found)
