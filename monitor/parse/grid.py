"""Tables as grids: which tables hold data, and which words stand in which column when cells span rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bs4.element import Tag

from ..domain import Block, BlockKind

#: Left, top, right and bottom of a place on a page.
Box: TypeAlias = tuple[float, float, float, float]

#: Rows and columns at most that a cell spans: more is a mistake of the page.
MAX_SPAN = 100
_SPAN_DIGITS = 5
#: A cell that is an amount and no year: ≥60%, 1500亿元, 50左右.
_AMOUNT = re.compile(
    r"[约≥≤＞＜><±+\-—]?\s?(?!(?:19|20)\d\d\s?年?$)\d[\d.,，]{0,20}\s?[%％万亿]{0,2}[A-Za-z\u4e00-\u9fff]{0,7}"
)
#: Characters of a cell above which its table only places things on the page.
_CELL_LENGTH = 1500
_ROW_CELLS = 2


@dataclass(frozen=True, slots=True)
class SpannedCell:
    """A cell of a table and how many rows and columns it spans."""

    text: str
    rows: int = 1
    columns: int = 1


def grid_row(
    cells: Sequence[SpannedCell], above: Mapping[int, SpannedCell]
) -> tuple[list[str], dict[int, SpannedCell]]:
    """
    Return the words of a row by column, and what it spans into the next row.

    Words stand in every row and column that their cell spans, as a reader sees them. An amount
    stands once, so that no figure is stated twice. A cell that is a whole row stands once too.
    """
    if len(cells) == 1 and cells[0].columns > 1 and not above:
        return [cells[0].text], {}
    row: list[str] = []
    below: dict[int, SpannedCell] = {}
    waiting = list(reversed(cells))
    while waiting or len(row) in above:
        spans_down = len(row) in above
        cell = above[len(row)] if spans_down else waiting.pop()
        for column in range(1 if spans_down else min(cell.columns, MAX_SPAN)):
            if cell.rows > 1:
                below[len(row)] = SpannedCell(cell.text, cell.rows - 1)
            row.append("" if (spans_down or column) and _AMOUNT.fullmatch(cell.text) else cell.text)
    return row, below


def table_blocks(rows: Sequence[Sequence[SpannedCell]], page: int | None = None) -> list[Block]:
    """
    Return the rows of a document's table as blocks; a table that only places things gives paragraphs.

    A row lists the cells that begin in it; what spans down from a row above is left out, as in HTML.
    """
    cells = [cell for row in rows for cell in row if cell.text]
    widest = max((sum(bool(cell.text) for cell in row) for row in rows), default=0)
    if widest < _ROW_CELLS or any(len(cell.text) > _CELL_LENGTH for cell in cells):
        return [Block(cell.text, page=page) for cell in cells]
    blocks = []
    above: dict[int, SpannedCell] = {}
    for row in rows:
        words, above = grid_row(row, above)
        if any(words):
            blocks.append(Block("\t".join(words), BlockKind.TABLE_ROW, page=page))
    return blocks


def drawn_rows(cells: Mapping[Box, str], snap: float) -> tuple[tuple[SpannedCell, ...], ...]:
    """
    Return the rows of a table drawn with lines: its cells as boxes (left, top, right, bottom) and their words.

    Edges within `snap` of each other are one. A place without a cell is an empty one.
    """
    columns = _edges([edge for cell in cells for edge in (cell[0], cell[2])], snap)
    rows = _edges([edge for cell in cells for edge in (cell[1], cell[3])], snap)
    found = {}
    free = {(row, column) for row in range(len(rows) - 1) for column in range(len(columns) - 1)}
    for (left, top, right, bottom), text in cells.items():
        first, last = _nearest(rows, top), _nearest(rows, bottom)
        begin, end = _nearest(columns, left), _nearest(columns, right)
        found[first, begin] = SpannedCell(text, max(1, last - first), max(1, end - begin))
        free -= {(row, column) for row in range(first, last) for column in range(begin, end)}
    placed = sorted((found | dict.fromkeys(free, SpannedCell(""))).items())
    return tuple(tuple(cell for (top, _), cell in placed if top == row) for row in range(len(rows) - 1))


def _edges(places: Iterable[float], snap: float) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > snap:
            edges.append(place)
    return edges


def _nearest(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


def span_of(tag: Tag, name: str) -> int:
    """Return how many rows or columns a cell spans; 1 where the page says nothing or nonsense."""
    words = str(tag.get(name) or "1").strip()
    return max(1, min(int(words), MAX_SPAN)) if words.isdecimal() and len(words) < _SPAN_DIGITS else 1


def is_data(table: Tag) -> bool:
    """Say whether a table shows data in columns; old pages use tables to place things on the page."""
    if table.find("table") is not None:
        return False
    widest = 0
    for row in table.find_all("tr"):
        lengths = [len(cell.get_text(strip=True)) for cell in row.find_all(["td", "th"])]
        if max(lengths, default=0) > _CELL_LENGTH:
            return False
        widest = max(widest, sum(length > 0 for length in lengths))
    return widest >= _ROW_CELLS
