"""
What stands on a page: lines of words and tables, pages without text, running heads and page numbers.

Lengths are in the unit of the page, counted from its top left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from ...domain import AttachmentOutcome
from ...errors import AttachmentError
from ..grid import Box, SpannedCell, drawn_rows
from ..markup import compact, one_line

#: A drawn line, in pdfplumber's own form.
Edge: TypeAlias = dict[str, Any]

#: Share of the page's height at its head and foot in which running heads and page numbers stand.
_MARGIN = 0.13
#: Rows at most of a head or foot.
_MARGIN_ROWS = 2
#: The second row may be the text's own: only a short line is a part of the head.
_HEAD_WIDTH = 0.3
#: Letters half as wide as Chinese ones.
_LATIN = re.compile("[\x20-\u02ff]")
_DIGITS = re.compile(r"\d+")
#: A head is repeated on so many pages, and on such a share of them: left and right pages may have different ones.
_REPEATED = 2
_REPEATED_SHARE = 0.3
_PAGE_NUMBER = re.compile(
    r"[-—–―·•.\s]{0,8}第?\s?(?:\d{1,4}|[ivxIVX]{1,6})\s?页?(?:\s?[/／,，、共]\s?共?\s?\d{1,4}\s?页?)?[-—–―·•.\s]{0,8}"
)
#: An entry of a table of contents: its dots lead to a page number.
_CONTENTS = re.compile(r".{0,80}[.…·．]{4,}\s?[-—]?\s?\d{1,4}\s?[-—]?")
#: Rows and columns at least of a table.
_LEAST_CELLS = 2
#: Shapes of a page without text from which its letters are drawn.
_OUTLINES = 30
#: Pages without text that are named.
_SHOWN_PAGES = 5
#: A blank that typesetting puts between Chinese and Latin letters or digits, and after marks.
_TYPESET = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[0-9A-Za-z≥≤<>%])|(?<=[0-9A-Za-z%]) (?=[\u3000-\u9fff\uff00-\uffef])"
    r"|(?<=[。，；、！？]) "
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words in one row of a page, or a table with its rows."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    rows: tuple[tuple[SpannedCell, ...], ...] = ()

    @property
    def box(self) -> Box:
        """Where it stands."""
        return self.left, self.top, self.right, self.bottom

    @property
    def height(self) -> float:
        """Distance of its edges."""
        return self.bottom - self.top

    @property
    def letter(self) -> float:
        """Width of a Chinese letter; a Latin one is about half as wide."""
        wide = len(self.text) - len(_LATIN.findall(self.text)) / 2 or 1.0
        return min((self.right - self.left) / wide, 2 * self.height)

    @property
    def middle(self) -> float:
        """Place down the page."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class LaidPage:
    """The lines and tables of a page, in any order."""

    #: From 1.
    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...] = ()
    #: Shapes and pictures that it draws.
    shapes: int = 0
    images: int = 0


def same_row(first: TextLine, second: TextLine) -> bool:
    """Say whether two pieces of text stand beside each other."""
    return abs(first.middle - second.middle) < min(first.height, second.height) / 2


def drawn_table(cells: Mapping[Box, str], snap: float) -> Iterator[TextLine]:
    """Yield a table drawn with lines, unless it has one row or one column: then it only frames text."""
    rows = drawn_rows(cells, snap)
    if len(rows) >= _LEAST_CELLS and max(map(len, rows)) >= _LEAST_CELLS:
        lefts, tops, rights, bottoms = zip(*cells, strict=True)
        yield TextLine("", min(lefts), min(tops), max(rights), max(bottoms), rows)


def ruled_cells(edges: Iterable[Edge], snap: float) -> list[list[Box]]:
    """Return the cells that level and upright lines enclose, by table; lines within `snap` of each other are one."""
    from pdfplumber import table  # noqa: PLC0415 -- heavy; only a process that meets a ruled table needs it

    drawn = table.merge_edges(list(edges), *[snap] * 4)
    closed = table.merge_edges([*drawn, *_sides(drawn, snap)], *[snap] * 4)
    cells = table.intersections_to_cells(table.edges_to_intersections(closed, snap, snap))
    tables: list[list[Box]] = table.cells_to_tables(cells)
    return tables


def _sides(edges: Sequence[Edge], snap: float) -> Iterator[Edge]:
    """Yield the sides of tables that are drawn without: between level lines of one width that an upright line parts."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    spans: dict[tuple[int, int], list[Edge]] = {}
    for edge in edges:
        if edge["orientation"] == "h":
            spans.setdefault((round(edge["x0"] / snap), round(edge["x1"] / snap)), []).append(edge)
    for level in spans.values():
        for above, below in pairwise(sorted(level, key=lambda edge: float(edge["top"]))):
            left, right, top, bottom = above["x0"], above["x1"], above["top"], below["top"]
            if any(
                left + snap < edge["x0"] < right - snap and edge["top"] < top + snap and edge["bottom"] > bottom - snap
                for edge in upright
            ):
                for place in (left, right):
                    yield edge_of(place, top, place, bottom)


def edge_of(left: float, top: float, right: float, bottom: float) -> Edge:
    """Return a line as pdfplumber takes it, level or upright by its longer extent."""
    across, down = right - left, bottom - top
    return {
        "orientation": "h" if across > down else "v",
        "object_type": "line",
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": across,
        "height": down,
    }


def inside(line: TextLine, box: Box) -> bool:
    """Say whether words stand in a cell or a table."""
    left, top, right, bottom = box
    return left <= (line.left + line.right) / 2 <= right and top <= line.middle <= bottom


def typeset(text: str) -> str:
    """Return the text of a line without the blanks that only part Chinese from Latin letters."""
    return _TYPESET.sub("", one_line(text))


def rows_of(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines in rows from the top, each row from the left."""
    row: list[TextLine] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.left)):
        if row and not same_row(row[-1], line):
            yield sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    if row:
        yield sorted(row, key=lambda line: line.left)


# ------------------------------------------------------------------- pages without text


def unread_pages(pages: Sequence[LaidPage], count: int) -> str:
    """
    Return which of `count` pages are not read and why, empty if all are.

    Raises AttachmentError if no page has text.
    """
    if not any(page.lines for page in pages):
        raise _without_text(pages)
    reasons = []
    if numbers := [str(page.number) for page in pages if page.images and not page.lines]:
        more = f" and {len(numbers) - _SHOWN_PAGES} more" if len(numbers) > _SHOWN_PAGES else ""
        reasons.append(f"pages that are pictures are not read: {', '.join(numbers[:_SHOWN_PAGES])}{more}")
    if count > len(pages):
        reasons.append(f"only the first {len(pages):,} of {count:,} pages are read")
    return "; ".join(reasons)


def _without_text(pages: Sequence[LaidPage]) -> AttachmentError:
    if any(page.images for page in pages):
        return AttachmentError(AttachmentOutcome.IMAGE_ONLY, "its pages are pictures of text")
    if any(page.shapes >= _OUTLINES for page in pages):
        return AttachmentError(AttachmentOutcome.OUTLINED, "its letters are drawn as shapes")
    return AttachmentError(AttachmentOutcome.EMPTY, "the file has no text")


# ------------------------------------------------------------------- heads and feet


def without_margins(pages: Sequence[LaidPage]) -> Iterator[LaidPage]:
    """Yield the pages without running heads, page numbers and entries of a table of contents."""
    margins = [dict(_margin_lines(page)) for page in pages]
    counts = Counter(key for lines in margins for key in set(lines.values()))
    least = max(_REPEATED, _REPEATED_SHARE * len(pages))
    for page, lines in zip(pages, margins, strict=True):
        dropped = {line for line, key in lines.items() if counts[key] >= least or _PAGE_NUMBER.fullmatch(line.text)}
        kept = (line for line in page.lines if line not in dropped and not _CONTENTS.fullmatch(line.text))
        yield replace(page, lines=tuple(kept))


def _margin_lines(page: LaidPage) -> Iterator[tuple[TextLine, str]]:
    """Yield the lines of the outermost rows at the head and the foot of a page, with what they say on every page."""
    rows = list(rows_of(line for line in page.lines if not line.rows))
    for edge in (rows[:_MARGIN_ROWS], rows[: -_MARGIN_ROWS - 1 : -1]):
        for index, line in ((index, line) for index, row in enumerate(edge) for line in row):
            words = compact(line.text)
            if _MARGIN * page.height < line.middle < (1 - _MARGIN) * page.height:
                continue
            if index == 0:
                yield line, _DIGITS.sub("#", words)
            elif line.right - line.left < _HEAD_WIDTH * page.width:
                yield line, words
