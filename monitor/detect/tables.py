"""Targets in tables of the body: one per cell under a column whose head names a year to come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..domain import MetricKind, Strength
from ..text.dates import Anchor, find_dates
from ..text.periods import Interval
from ..text.quantities import Quantity, find_quantities
from .amount_kind import kind_of
from .document import Document, DocumentLine

_METRIC_HEAD = re.compile(r"指标|名称|项目|内容|任务")
_UNIT_HEAD = re.compile(r"单位")
_STRENGTH_HEAD = re.compile(r"属性|性质|类型")
_UNIT_IN_NAME = re.compile(r"（(?P<unit>[^（）0-9]{1,10})）$")
_LAST_NUMBER = re.compile(r"[0-9][0-9.,]{0,15}[万亿]{0,2}(?=\D{0,700}$)")
_NUMBER = re.compile(r"[0-9≥≤＞＜><]|以上|以下|左右|超过|不低于|达到")
_STRENGTHS = {"约束性": Strength.BINDING, "预期性": Strength.EXPECTED}
_MIN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A target stated in a table; offsets of its row count in the clean text."""

    start: int
    end: int
    metric: str
    quantity: Quantity
    kind: MetricKind
    due: Interval
    #: The column's head.
    due_words: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class _Columns:
    metric: int
    unit: int | None
    strength: int | None
    #: (column, head, interval) of the years that lie ahead.
    years: tuple[tuple[int, str, Interval], ...]


def is_row(words: str) -> bool:
    """Tell a table row: cells joined by tabs."""
    return words.count("\t") >= _MIN_COLUMNS - 1


def find_cells(document: Document) -> Iterator[Cell]:
    """Yield the targets of all tables whose heads name years to come."""
    if not is_row(document.text):
        return
    rows = groupby(document.lines, key=lambda line: is_row(document.words(line)))
    for in_table, group in rows:
        if in_table:
            yield from _read(document, list(group))


def _read(document: Document, rows: list[DocumentLine]) -> Iterator[Cell]:
    columns: _Columns | None = None
    for row in rows:
        cells = [cell.strip() for cell in document.words(row).split("\t")]
        heads = _columns(cells, document.anchor)
        if heads is not None:
            columns = heads
        elif columns is not None:
            yield from _targets(row, cells, columns)


def _columns(cells: list[str], published: date) -> _Columns | None:
    """Return what the columns hold if the row is a table's head."""
    years = []
    for column, head in enumerate(cells):
        named = next(find_dates(head), None)
        if named is None or not named.named("year"):
            continue
        interval = named.resolve(Anchor(published, forward=True))
        if interval is not None and interval.end >= published:
            years.append((column, head, interval))
    if not years:
        return None
    return _Columns(
        metric=_first(cells, _METRIC_HEAD) or 0,
        unit=_first(cells, _UNIT_HEAD),
        strength=_first(cells, _STRENGTH_HEAD),
        years=tuple(years),
    )


def _first(cells: list[str], head: re.Pattern[str]) -> int | None:
    return next((column for column, cell in enumerate(cells) if head.search(cell)), None)


def _targets(row: DocumentLine, cells: list[str], columns: _Columns) -> Iterator[Cell]:
    metric = _at(cells, columns.metric)
    unit = _at(cells, columns.unit)
    named = _UNIT_IN_NAME.search(metric)
    if named and not unit:
        unit = named["unit"]
    metric = _UNIT_IN_NAME.sub("", metric)
    for column, head, due in columns.years:
        words = _at(cells, column)
        stated = words if unit in words else _LAST_NUMBER.sub(lambda number: number.group() + unit, words)
        quantity = next(find_quantities(stated, 0, len(stated)), None)
        if quantity is None or not metric or not _NUMBER.search(words):
            continue
        yield Cell(
            row.start,
            row.end,
            metric,
            quantity,
            kind_of(quantity, metric, ""),
            due,
            head,
            _STRENGTHS.get(_at(cells, columns.strength)[:3], Strength.STATED),
        )


def _at(cells: list[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""
