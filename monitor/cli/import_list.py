"""A hand-kept CSV list of targets, as people and their spreadsheets write it; loaded only when a list is read."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..detect.bodies import NATIONAL, full_name
from ..domain import Amount, Comparator, MetricKind, Period, Quote, Target
from ..errors import InputError
from ..pipeline import ImportedTarget
from ..text.decoding import decode
from ..text.units import UNITS
from ..track import SCALES, read_comparator, read_deadline, read_number, read_per
from . import streams

#: Columns of a list, in the order of docs/import.md; the first two must be there.
COLUMNS = (
    "metric", "value", "unit", "comparator", "kind", "per", "deadline", "region", "issuer",
    "quote", "published", "title", "url",
)  # fmt: skip
REQUIRED = ("metric", "value")
#: Separators between cells; spreadsheets choose by country and by file format.
DELIMITERS = ",;\t"
WANTED = "a CSV file (in a spreadsheet: save as CSV, best as “CSV UTF-8”)"
#: Rule name of findings that come from a list.
BY_LIST = "import"
#: Columns in which full-width characters mean the same as narrow ones.
_NARROW = ("value", "unit", "comparator", "kind", "per", "deadline", "published")
#: Larger than any figure of policy, in any unit.
_LARGEST = Decimal(10) ** 18
_SIGNS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "≈": "approx"}
_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:万亿|亿|万)?"
_NUMBERS = re.compile(rf"(?P<low>{_NUMBER})(?:[-–—~至](?P<high>{_NUMBER}))?")
#: A number that the spreadsheet abbreviated because its cell was narrow: 2.7E+08.
_SHORTENED = re.compile(r"[\d.]+[Ee]\+?\d+")


@dataclass(frozen=True, slots=True)
class TargetList:
    """The targets of a list without problems."""

    rows: tuple[ImportedTarget, ...]
    #: Values that no text is likely to match, each as `line 3: …`.
    doubts: tuple[str, ...]


def read_list(path: Path) -> TargetList:
    """
    Return the targets of a list.

    Raises:
        InputError: the file, its columns or some rows cannot be read; the message names every bad row.

    """
    text = decode(streams.read_bytes(str(path), WANTED), None).removeprefix("\ufeff")
    rows: list[ImportedTarget] = []
    problems: list[str] = []
    notes: list[str] = []
    for line, row in split_rows(path, text):
        wrong = (row,) if isinstance(row, str) else faults(tidy(row))
        problems += [f"line {line}: {fault}" for fault in wrong]
        if not isinstance(row, str) and not wrong:
            rows.append(build_target(row))
            notes += [f"line {line}: {doubt}" for doubt in doubts(tidy(row))]
    if problems:
        listed = "\n  ".join(problems)
        raise InputError(f"{path}: {len(problems)} problem(s), nothing was imported\n  {listed}")
    if not rows:
        raise InputError(f"{path} has no rows")
    return TargetList(tuple(rows), tuple(notes))


def split_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield the line number and the cells of each row that is not empty; a problem in words if it has too many cells."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [name.strip().lower() for name in cells]
                check_columns(path, columns)
                continue
            yield begins, name_cells(columns, cells)
    except csv.Error as exc:
        raise InputError(f"{path}: line {line}: {exc}; is a quotation mark missing?") from exc


def name_cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str] | str:
    """Return a row's cells by column name; a problem in words if it has more cells than there are columns."""
    given = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
    if any(cell.strip() for cell in cells[len(columns) :]) or given.get(""):
        return f"more cells than columns: {cells[-1].strip()!r}; put quotation marks around text with a comma"
    return {name: given.get(name, "") for name in COLUMNS}


def check_columns(path: Path, names: Sequence[str]) -> None:
    """Refuse missing, unknown and repeated columns: the cells of a misspelt column would be lost in silence."""
    wrong = {
        "missing": [name for name in REQUIRED if name not in names],
        "unknown": [name for name in names if name and name not in COLUMNS],
        "twice": sorted({name for name in names if name and names.count(name) > 1}),
    }
    listed = "; ".join(f"{what}: {', '.join(columns)}" for what, columns in wrong.items() if columns)
    if listed:
        raise InputError(f"{path}: columns {listed}; the columns are {', '.join(COLUMNS)}")


def build_target(written: Mapping[str, str]) -> ImportedTarget:
    """Return the target of a row that has no faults."""
    cells = tidy(written)
    slots: dict[str, Any] = {name: read(cells[name]) for name, read in READERS.items()}
    scale, unit = split_scale(cells["unit"])
    kind = slots["kind"] or (MetricKind.SHARE if unit == "%" else MetricKind.LEVEL)
    words = written["quote"] or " ".join(
        written[name] for name in ("deadline", "region", "metric", "comparator", "value") if written[name]
    )
    words += "" if written["quote"] else written["unit"]
    target = Target(
        quote=Quote(words, 0, len(words), BY_LIST, in_scope=True),
        amount=Amount(
            metric=cells["metric"],
            kind=kind,
            comparator=slots["comparator"],
            values=tuple(number * scale for number in slots["value"]),
            unit=unit,
            per=slots["per"],
        ),
        deadline=slots["deadline"],
        region=region(cells["region"]) or cells["region"] or None,
        issuer=cells["issuer"] or None,
    )
    return ImportedTarget(target=target, published=slots["published"], title=cells["title"], url=cells["url"])


def tidy(cells: Mapping[str, str]) -> dict[str, str]:
    """Return the cells with full-width signs made narrow and `70%` split into number and unit."""
    plain = {name: unicodedata.normalize("NFKC", text).strip() for name, text in cells.items()}
    # Names stay as written: （PUE） is a part of one.
    tidied = {**cells, **{name: plain[name] for name in _NARROW}}
    if tidied["value"].endswith("%") and tidied["unit"] in {"", "%"}:
        tidied |= {"value": tidied["value"].removesuffix("%").strip(), "unit": "%"}
    return tidied


def metric(text: str) -> str:
    """Return the name of what is counted or measured."""
    if not text:
        raise ValueError("it cannot be empty")
    return text


def value(text: str) -> tuple[Decimal, ...]:
    """Read `70`, `-3`, `2.7亿`, `3-5` or nothing (a target without a number)."""
    if not text:
        return ()
    digits = re.sub(r"[,\s]", "", text)
    if _SHORTENED.fullmatch(digits):
        raise ValueError("the spreadsheet has shortened it; write the number in full, or with 万 or 亿")
    found = _NUMBERS.fullmatch(digits)
    if found is None:
        raise ValueError("give one number, or a range as 3-5; >= and the like go into the column comparator")
    numbers = tuple(read_number(part) for part in found.groups() if part)
    if any(abs(number) >= _LARGEST for number in numbers):
        raise ValueError("no figure is as large as that")
    return tuple(sorted(numbers))


def split_scale(unit: str) -> tuple[Decimal, str | None]:
    """Return the factor in a unit and the rest of it: 亿元 gives 10⁸ and 元."""
    for word, times in SCALES.items():
        if unit.startswith(word) and unit not in UNITS:
            return times, unit.removeprefix(word) or None
    return Decimal(1), unit or None


def comparator(text: str) -> Comparator:
    """Read the comparator; an empty cell means "at least"."""
    return read_comparator(_SIGNS.get(text, text)) if text else Comparator.AT_LEAST


def kind(text: str) -> MetricKind | None:
    """Read the kind of amount."""
    if text and text not in list(MetricKind):
        raise ValueError(f"choose one of {', '.join(MetricKind)}")
    return MetricKind(text) if text else None


def deadline(text: str) -> Period | None:
    """Read the day, month or year by which the target is due."""
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
    """Return the problems of a row, in the order of its columns."""
    found = []
    for name, read in READERS.items():
        try:
            read(cells[name])
        except ValueError as exc:
            found.append(f"{name} {cells[name]!r}: {exc}")
    return tuple(found)


def region(text: str) -> str | None:
    """Return the full name of a place (上海 → 上海市), None if it is unknown."""
    return NATIONAL if text == NATIONAL else full_name(text)


def doubts(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of a row that can be recorded but that no text is likely to match."""
    found = []
    if cells["region"] and region(cells["region"]) is None:
        found.append(f"region {cells['region']!r}: no place of that name is known; figures name 全国 or 上海市")
    unit = split_scale(cells["unit"])[1]
    if unit and unit not in UNITS:
        found.append(f"unit {cells['unit']!r}: no unit that is read in texts")
    return tuple(found)
