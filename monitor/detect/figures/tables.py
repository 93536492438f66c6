"""
Tables: rows of cells under head rows, read as targets.

A table is a run of lines whose cells are separated by tabs; the reader of pages repeats what spans several rows or columns.
The head says what each column holds: a metric, its unit, a year, a time limit. A cell with one amount under a year to come is
a target of its row's metric; a cell of any other column is never a number of that metric.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from ...domain import BlockKind, MetricKind, Strength
from ...text.dates import Anchor, find_dates
from ...text.periods import Interval
from ...text.quantities import Quantity, find_quantities
from ...text.sentences import Span
from ..document import Document, DocumentLine
from ..vocabulary import Rule
from ..vocabulary.modes import (
    AIM_COLUMN,
    BACKGROUND_COLUMN,
    LIMIT_COLUMN,
    METRIC_COLUMN,
    STRENGTH_COLUMN,
    UNIT_COLUMN,
    YEAR_COLUMN,
    Column,
)
from .context import kind_of

#: A unit in brackets: 绿电占比（%）, 2027年（亿元）, 单位：万家.
_BRACKETS = re.compile(r"（(?P<unit>[^（）0-9]{1,10})）$")
_TABLE_UNIT = re.compile(r"单位\s?[：:]\s?(?P<unit>[^\s，。；）0-9]{1,8})")
#: Numbers before the name of a metric or task: 1. （1） 其中：
_ENUMERATOR = re.compile(
    r"^(?:其中[：:]?|[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?[.、．：]\s?|[（(][0-9一二三四五六七八九十]{1,3}[）)])"
)
#: A cumulative value stands in square brackets in the tables of five-year plans.
_CUMULATIVE = str.maketrans("", "", "[]［］【】")
#: The number of a cell that its unit is written after: 50 in 不低于50.
_LAST_NUMBER = re.compile(r"[0-9][0-9.,]{0,15}[万亿]{0,2}(?=\D{0,40}$)")
#: A cell with an amount: 50, ≥50, 五十以上; not 另行制定.
_NUMBER = re.compile(r"[0-9≥≤＞＜><]|以上|以下|左右|超过|不低于|达到")
#: A cell that is an amount from its beginning, so that its row is no head.
_VALUE = re.compile(
    r"[约≥≤＞＜><\[［（(±+-]{0,3}\s?(?!(?:19|20)[0-9]{2}\s?(?:年|[—–~-]|$))[0-9][0-9.,]{0,15}\s?(?:[%％万亿]|[^0-9A-Za-z]{0,6}$|[A-Za-z]{1,7}$)"
)
#: What cells of the strength column begin with.
_STRENGTHS = {"约束性": Strength.BINDING, "预期性": Strength.EXPECTED}
#: Characters of a head above which it is a sentence, and of a value above which the cell tells more than one amount.
_HEAD_LENGTH = 30
_VALUE_LENGTH = 24
#: Characters of a task's name that serve as its metric.
_TASK_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A target stated in a table; offsets of its row count in the clean text."""

    start: int
    end: int
    #: Where the cell itself stands.
    span: Span
    metric: str
    #: None: a task with a time limit, which has no number.
    quantity: Quantity | None
    kind: MetricKind
    due: Interval
    #: The words that tell by when: the column's head, the row's first cell, or the document's title.
    due_words: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table; `cells` are trimmed, `spans` are where they stand in the clean text."""

    start: int
    end: int
    cells: tuple[str, ...]
    spans: tuple[Span, ...]

    def at(self, column: int | None) -> str:
        """Return the words of a column; empty where the row is short or there is no such column."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class _Due:
    """By when the values of a column or of a row are promised."""

    words: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a table hold."""

    heads: tuple[str, ...]
    metric: int
    unit: int | None
    strength: int | None
    limit: int | None
    #: The columns of years to come, or of aims of the whole document.
    dues: tuple[tuple[int, _Due], ...]
    #: A unit named above the table for all its values.
    shared_unit: str


def is_row(words: str) -> bool:
    """Tell whether words are a row of a table with more than one cell."""
    return "\t" in words


def find_cells(document: Document) -> Iterator[Cell]:
    """Yield the targets of all tables, in order."""
    if not is_row(document.text):
        return
    above = ""
    for in_table, group in groupby(document.lines, key=lambda line: _is_in_table(document, line)):
        lines = list(group)
        if in_table:
            yield from _read(document, [_row(document, line) for line in lines], above)
        above = document.words(lines[-1])


def _is_in_table(document: Document, line: DocumentLine) -> bool:
    return line.kind is BlockKind.TABLE_ROW or is_row(document.words(line))


def _row(document: Document, line: DocumentLine) -> _Row:
    """Return the row of a line; tabs before the line's first word are empty cells."""
    before = "".join(takewhile(str.isspace, reversed(document.text[: line.start].rpartition("\n")[2])))
    start = line.start - len(before)
    spans = []
    for words in document.text[start : line.end].split("\t"):
        spans.append(Span(start, start + len(words)))
        start += len(words) + 1
    return _Row(line.start, line.end, tuple(document.words(span).strip() for span in spans), tuple(spans))


def _read(document: Document, rows: list[_Row], above: str) -> Iterator[Cell]:
    """Yield the targets of a table; `above` is the line before it."""
    heads: list[_Row] = []
    columns: _Columns | None = None
    labels = [above]
    for row in rows:
        if len(row.cells) == 1:
            labels.append(row.cells[0])
        elif _is_head(document, row, heads, columns):
            heads = [row] if columns else [*heads, row]
            columns = None
        elif heads:
            columns = columns or _columns(document, heads, labels)
            yield from _targets(document, row, columns)


def _is_head(document: Document, row: _Row, heads: Sequence[_Row], columns: _Columns | None) -> bool:
    """
    Tell whether a row is a head, or continues the head above it.

    Only a row that names years begins a new head below values: 项目 and 任务 stand in names of metrics too.
    """
    has_value = any(_VALUE.match(cell) for cell in row.cells[1:])  # the first may number the rows
    if has_value or any(LIMIT_COLUMN.stands_in(cell) for head in heads for cell in head.cells):
        return False
    if any(_year(document, cell) for cell in row.cells):
        return True
    if columns:
        return False
    if not heads:
        return any(rule.stands_in(cell) for cell in row.cells for rule in _HEADS)
    return any(cell and cell == over for cell, over in zip(row.cells, heads[-1].cells, strict=False))


_HEADS: tuple[Rule[Column], ...] = (METRIC_COLUMN, UNIT_COLUMN, AIM_COLUMN, YEAR_COLUMN, LIMIT_COLUMN)


def _year(document: Document, words: str) -> _Due | None:
    """Return the year that a short cell names; None if it names none."""
    if len(words) > _HEAD_LENGTH:
        return None
    named = next((date for date in find_dates(words) if date.named("year")), None)
    interval = named.resolve(Anchor(document.anchor, forward=True)) if named else None
    return _Due(words, interval) if interval else None


def _columns(document: Document, heads: Sequence[_Row], labels: Sequence[str]) -> _Columns:
    """Return what the columns hold; of a head of several rows each column's words are joined."""
    width = max(len(head.cells) for head in heads)
    joined = tuple(" ".join(dict.fromkeys(head.at(at) for head in heads)).strip() for at in range(width))
    years = {at: year for at, words in enumerate(joined) if (year := _year(document, words))}
    ahead = [
        (at, due)
        for at, due in years.items()
        if due.interval.end >= document.anchor and not BACKGROUND_COLUMN.stands_in(joined[at])
    ]
    unit, metric = _first(joined, UNIT_COLUMN), _first(joined, METRIC_COLUMN)
    first_value = min([at for at in (unit, *years) if at is not None], default=1)
    if metric is None:
        metric = max(0, first_value - 1)
    while metric + 1 < width and joined[metric + 1] == joined[metric]:
        metric += 1
    if not years:
        whole = _due_of_document(document, labels)
        aims = [at for at, words in enumerate(joined) if at != metric and AIM_COLUMN.stands_in(words)]
        ahead = [(at, whole) for at in aims if whole and not BACKGROUND_COLUMN.stands_in(joined[at])]
    shared = next((found["unit"] for label in reversed(labels) if (found := _TABLE_UNIT.search(label))), "")
    return _Columns(
        joined, metric, unit, _first(joined, STRENGTH_COLUMN), _first(joined, LIMIT_COLUMN), tuple(ahead), shared
    )


def _first(heads: Sequence[str], rule: Rule[Column]) -> int | None:
    return next((column for column, head in enumerate(heads) if rule.stands_in(head)), None)


def _due_of_document(document: Document, labels: Sequence[str]) -> _Due | None:
    """Return the last year to come that the label above a table or the document's title names."""
    for words in (*reversed(labels), document.title):
        for named in find_dates(words):
            interval = named.resolve(Anchor(document.anchor, forward=True)) if named.named("year") else None
            if interval and interval.end >= document.anchor:
                return _Due(words[named.start : named.end], interval)
    return None


def _targets(document: Document, row: _Row, columns: _Columns) -> Iterator[Cell]:
    """Yield the targets of a row."""
    if columns.limit is not None:
        yield from _task(document, row, columns)
    elif columns.dues:
        for column, due in columns.dues:
            yield from _target(row, column, row.at(columns.metric), columns, due)
    elif (year := _year(document, row.at(0))) and year.interval.end >= document.anchor:
        # A transposed table: a row for each year, a column for each metric.
        for column, head in enumerate(columns.heads[1:], 1):
            if not BACKGROUND_COLUMN.stands_in(head):
                yield from _target(row, column, head, columns, year)


def _target(row: _Row, column: int, name: str, columns: _Columns, due: _Due) -> Iterator[Cell]:
    """Yield the target of a cell whose metric has the name, if the cell holds one amount."""
    words = row.at(column).translate(_CUMULATIVE).strip()
    metric, own_unit = _named(name)
    unit = row.at(columns.unit) or own_unit or _named(columns.heads[column])[1] or columns.shared_unit
    if not metric or not words or len(words) > _VALUE_LENGTH or not _NUMBER.search(words):
        return
    stated = words if unit in words else _LAST_NUMBER.sub(lambda number: number.group() + unit, words)
    quantity, *more = [*find_quantities(stated, 0, len(stated)), None]
    if quantity is None or len(more) > 1:
        return
    strength = _STRENGTHS.get(row.at(columns.strength)[:3], Strength.STATED)
    kind = kind_of(quantity, metric, "")
    yield Cell(row.start, row.end, row.spans[column], metric, quantity, kind, due.interval, due.words, strength)


def _task(document: Document, row: _Row, columns: _Columns) -> Iterator[Cell]:
    """Yield the task of a row that names the time limit of a year."""
    due = _year(document, row.at(columns.limit))
    task = _ENUMERATOR.sub("", row.at(columns.metric))[:_TASK_LENGTH]
    if due and task and due.interval.end >= document.anchor:
        span = row.spans[columns.metric]
        yield Cell(
            row.start, row.end, span, task, None, MetricKind.QUALITATIVE, due.interval, due.words, Strength.PLANNED
        )


def _named(name: str) -> tuple[str, str]:
    """Return the name of a metric without its number and its unit in brackets, and the unit, empty if there is none."""
    name = _ENUMERATOR.sub("", name)
    found = _BRACKETS.search(name)
    if not found or not _is_unit(found["unit"]):
        return name, ""
    return name[: found.start()].strip(), found["unit"]


def _is_unit(words: str) -> bool:
    """Tell whether words are a unit of measure: （万家） is, （城区） is none."""
    quantity = next(find_quantities(f"1{words}", 0, len(words) + 1), None)
    return quantity is not None and quantity.unit is not None and quantity.end == len(words) + 1
