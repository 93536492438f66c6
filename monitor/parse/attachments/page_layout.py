"""
Lines as they stand on pages, to blocks: columns in order, lines joined to paragraphs.

PDF and OFD know where words stand and nothing of paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median

from ...domain import Block, BlockKind
from ..blocks import shaped_level
from ..grid import SpannedCell, table_blocks
from .page_lines import LaidPage, TextLine, rows_of, typeset, without_margins

#: Lines at least of a column, and the share of its width that they fill: what is narrower is a table without rules.
_COLUMN_LINES = 6
_COLUMN_FILL = 0.5
#: Share of lines that may cross the space between columns.
_CROSSING = 0.3
#: Share of the page's width by which its right margin may be wider than its left.
_UNEVEN = 0.03
#: In letters: how far a paragraph's first line stands in, and a centred one; how far its last line ends before the margin,
#: and one that ends no sentence: a bracket makes a line shorter by two.
_INDENT = 1.2
_INSET = 2.6
_SHORT = 1.8
_SHORT_OPEN = 2.8
#: Distance of lines, in usual distances, above which a paragraph ends; difference of heights that makes another paragraph.
_GAP = 1.3
_RESIZED = 1.2
#: In heights of a line: a gap in a row that stands for a blank.
_BLANK = 0.35
_ENDS = "。！？；：!?;:"
_ITEM = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,5}[章节条篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|——|[①-⑳])"
)
_WORD = re.compile(r"[A-Za-z0-9.,%]{1,20}")
#: The letters beside a line break that stands for a blank; between digits it stands for nothing.
_PARTED = re.compile(r"[A-Za-z][A-Za-z0-9]|[A-Za-z0-9,.;:)][A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Flow:
    """Lines that follow each other down a page or a column, and the margins that they keep."""

    page: int
    left: float
    right: float
    lines: tuple[TextLine, ...]


def page_blocks(pages: Sequence[LaidPage]) -> tuple[Block, ...]:
    """Return the text of pages in reading order; a block that runs over pages knows where each begins."""
    flows = list(_with_whole_tables(flow for page in without_margins(pages) for flow in _flows(page)))
    heights = [line.height for flow in flows for line in flow.lines if not line.rows]
    return tuple(_joined(flows, median(heights))) if heights else tuple(_joined(flows, 1.0))


# ------------------------------------------------------------------- rows and columns


def _flows(page: LaidPage) -> Iterator[_Flow]:
    if not page.lines:
        return
    left, right = min(line.left for line in page.lines), max(line.right for line in page.lines)
    middle = (left + right) / 2
    if not _has_columns(page.lines, middle):
        # A page of short lines does not show its right margin, which is about as wide as the left.
        right = max(right, page.width - left - _UNEVEN * page.width)
        yield _Flow(page.number, left, right, tuple(map(_whole, rows_of(page.lines))))
        return
    section: list[TextLine] = []
    for row in rows_of(page.lines):
        if any(_crosses(line, middle) for line in row):
            yield from _columns(page.number, section, middle)
            section = []
            yield _Flow(page.number, left, right, (_whole(row),))
        else:
            section += row
    yield from _columns(page.number, section, middle)


def _columns(page: int, lines: list[TextLine], middle: float) -> Iterator[_Flow]:
    for column in (
        [line for line in lines if line.right <= middle + line.height],
        [line for line in lines if line.right > middle + line.height],
    ):
        if column:
            left, right = min(line.left for line in column), max(line.right for line in column)
            yield _Flow(page, left, right, tuple(map(_whole, rows_of(column))))


def _crosses(line: TextLine, middle: float) -> bool:
    return line.left < middle - line.height and line.right > middle + line.height


def _has_columns(lines: Sequence[TextLine], middle: float) -> bool:
    """Say whether two columns of text stand beside each other."""
    crossing = sum(_crosses(line, middle) for line in lines)
    sides = (
        [line for line in lines if line.right <= middle + line.height],
        [line for line in lines if line.left >= middle - line.height],
    )
    return crossing <= _CROSSING * len(lines) and all(
        len(side) >= _COLUMN_LINES
        and median(line.right - line.left for line in side)
        > _COLUMN_FILL * (max(line.right for line in side) - min(line.left for line in side))
        for side in sides
    )


def _whole(row: list[TextLine]) -> TextLine:
    """Return the pieces of a row as one line."""
    if len(row) == 1:
        return row[0]
    gaps = ["", *("" if after.left - before.right < _BLANK * after.height else " " for before, after in pairwise(row))]
    text = typeset("".join(gap + line.text for gap, line in zip(gaps, row, strict=True)))
    return TextLine(text, row[0].left, min(line.top for line in row), row[-1].right, max(line.bottom for line in row))


# ------------------------------------------------------------------- tables over pages


def _with_whole_tables(flows: Iterable[_Flow]) -> Iterator[_Flow]:
    """Yield the flows; where a table goes on, what spans from the page above stands in its first row again."""
    above: TextLine | None = None
    for flow in flows:
        first, *more = flow.lines
        if above and first.rows and _columns_of(first.rows[0]) == _columns_of(above.rows[0]):
            first = replace(first, rows=_carried(above.rows, first.rows))
        yield replace(flow, lines=(first, *more))
        last = more[-1] if more else first
        above = last if last.rows else None


def _columns_of(row: Sequence[SpannedCell]) -> int:
    return sum(cell.columns for cell in row)


def _carried(
    above: Sequence[Sequence[SpannedCell]], rows: tuple[tuple[SpannedCell, ...], ...]
) -> tuple[tuple[SpannedCell, ...], ...]:
    """Return the rows with the words of the last row above in the empty cells that the first of them begins with."""
    words = table_blocks(above)[-1].text.split("\t")
    head = [cell.text for cell in above[0]]
    at = 1 if len(rows) > 1 and [cell.text for cell in rows[0]] == head else 0
    empty = len(list(takewhile(lambda cell: not cell.text, rows[at])))
    if empty == len(rows[at]) or any(cell.columns > 1 for cell in rows[at][:empty]):
        return rows
    carried = [replace(cell, text=text) for cell, text in zip(rows[at][:empty], words, strict=False)]
    return (*rows[:at], (*carried, *rows[at][empty:]), *rows[at + 1 :])


# ------------------------------------------------------------------- paragraphs


@dataclass(slots=True)
class _Paragraph:
    text: str
    page: int
    line: TextLine
    flow: _Flow
    turns: tuple[int, ...] = ()
    is_centred: bool = False

    def add(self, line: TextLine, flow: _Flow) -> None:
        if _PARTED.fullmatch(self.text[-1] + line.text[0]):
            self.text += " "
        self.turns += (len(self.text),) * (flow.page - self.page - len(self.turns))
        self.text += line.text
        self.line, self.flow = line, flow

    def block(self) -> Block:
        level = shaped_level(self.text, is_bold=False, is_centred=self.is_centred)
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        return Block(self.text, kind, level, self.page, self.turns)


def _joined(flows: Sequence[_Flow], height: float) -> Iterator[Block]:
    gap = _usual_gap(flows)
    open_: _Paragraph | None = None
    for flow in flows:
        for line in flow.lines:
            if open_ and not line.rows and not _ends(open_, line, flow, gap):
                open_.add(line, flow)
                continue
            if open_:
                yield open_.block()
            open_ = None
            if line.rows:
                yield from table_blocks(line.rows, flow.page)
            elif line.text:
                is_centred = _is_centred(line, flow, height)
                open_ = _Paragraph(line.text, flow.page, line, flow, is_centred=is_centred)
    if open_:
        yield open_.block()


def _usual_gap(flows: Sequence[_Flow]) -> float:
    """Return the usual distance of the middles of two lines that follow each other."""
    gaps = [
        after.middle - before.middle
        for flow in flows
        for before, after in pairwise(flow.lines)
        if not before.rows and not after.rows
    ]
    return median(gaps) if gaps else float("inf")


def _is_indented(line: TextLine, flow: _Flow) -> bool:
    return line.left - flow.left > _INDENT * line.letter


def _is_centred(line: TextLine, flow: _Flow, height: float) -> bool:
    before, after = line.left - flow.left, flow.right - line.right
    return min(before, after) > _INSET * height and abs(before - after) < height


def _first_word(text: str) -> float:
    """Return how wide the number or Latin word is that a line begins with, in Chinese letters: it is not broken."""
    word = _WORD.match(text)
    return len(word[0]) / 2 if word else 0.0


def _ends(open_: _Paragraph, line: TextLine, flow: _Flow, gap: float) -> bool:
    """Say whether the paragraph ends before a line."""
    before = open_.line
    tall, low = max(before.height, line.height), min(before.height, line.height)
    if tall > _RESIZED * low:
        return True
    if open_.is_centred:
        return not _is_centred(line, flow, low) or line.middle - before.middle > _GAP * gap or before.text[-1] in _ENDS
    ended = before.text[-1] in _ENDS
    room = (open_.flow.right - before.right) / before.letter
    if room > (_SHORT if ended else _SHORT_OPEN) + _first_word(line.text):
        return True
    if _is_indented(line, flow) or (flow is open_.flow and line.middle - before.middle > _GAP * gap):
        return True
    return ended and (bool(_ITEM.match(line.text)) or _is_centred(line, flow, line.letter))
