"""
PDF: the text layer by pypdfium2, and the cells of ruled tables by pdfplumber.

pdfplumber takes twenty times as long, so it is asked for pages with ruled lines alone, and only where the cells are: the
words of a cell are pypdfium2's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cached_property
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw

from ...domain import AttachmentFormat, AttachmentLimits, AttachmentOutcome, AttachmentText
from ...errors import AttachmentError
from ..grid import Box
from ..markup import unwrapped
from .page_layout import page_blocks
from .page_lines import LaidPage, TextLine, drawn_table, inside, ruled_cells, typeset, unread_pages

#: Drawn shapes of a page at least for a table, and at most for one that a person reads.
_TABLE_SHAPES = 4
_MOST_SHAPES = 20_000
#: In heights of a line: a gap that parts columns, or a label from its value.
_GAP = 1.5
#: Points within which two edges of cells are one.
_EDGE = 3.0
#: Characters that a font gives which does not say what it draws, and the share of them that makes a text unreadable.
_NAMELESS = re.compile("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08\x0e-\x1f]")
_NAMELESS_SHARE = 0.3


def read_pdf(content: bytes, limits: AttachmentLimits) -> AttachmentText:
    """Return the text with its pages. Raises AttachmentError for a file without readable text."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise AttachmentError(AttachmentOutcome.ENCRYPTED, "the file needs a password") from error
        raise
    with closing(document), closing(_Ruler(content)) as ruler:
        count = len(document)
        pages = [_page(document, ruler, index) for index in range(min(count, limits.pages))]
    missing = unread_pages(pages, count)
    text = "".join(line.text for page in pages for line in page.lines)
    if len(_NAMELESS.findall(text)) > _NAMELESS_SHARE * len(text):
        reason = "its fonts do not say which characters they draw"
        raise AttachmentError(AttachmentOutcome.DAMAGED, reason)
    outcome = AttachmentOutcome.PARTIAL if missing else AttachmentOutcome.READ
    return AttachmentText(AttachmentFormat.PDF, outcome, missing, page_blocks(pages), count)


def _page(document: Any, ruler: _Ruler, index: int) -> LaidPage:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return LaidPage(index + 1, 1, 1)
    with closing(page), closing(page.get_textpage()) as words:
        view = _View(page)
        shapes, images = _objects(page)
        lines = tuple(_lines(words, view))
        if lines and _TABLE_SHAPES <= shapes <= _MOST_SHAPES:
            tables = tuple(_tables(ruler, index, words, view))
            lines = (*(line for line in lines if not any(inside(line, table.box) for table in tables)), *tables)
    return LaidPage(index + 1, view.width, view.height, lines, shapes, images)


def _objects(page: Any) -> tuple[int, int]:
    """Return how many shapes and pictures a page draws; a form may hold either, and counts as a table's shapes."""
    shapes = images = 0
    for index in range(raw.FPDFPage_CountObjects(page)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index))
        shapes += _TABLE_SHAPES if kind == raw.FPDF_PAGEOBJ_FORM else kind == raw.FPDF_PAGEOBJ_PATH
        images += kind == raw.FPDF_PAGEOBJ_IMAGE
    return shapes, images


class _View:
    """A page as it is shown: turned, and counted from its top left."""

    def __init__(self, page: Any) -> None:
        self._turn: int = page.get_rotation()
        left, bottom, right, top = map(float, page.get_mediabox())
        self._box: Box = min(left, right), min(bottom, top), max(left, right), max(bottom, top)

    @cached_property
    def width(self) -> float:
        return self._box[2] - self._box[0] if self._turn in {0, 180} else self._box[3] - self._box[1]

    @cached_property
    def height(self) -> float:
        return self._box[3] - self._box[1] if self._turn in {0, 180} else self._box[2] - self._box[0]

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page's own space is shown."""
        left, bottom, right, top = self._box
        match self._turn:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
        return x - left, top - y

    def own(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the page's own space that is shown at a place."""
        left, bottom, right, top = self._box
        match self._turn:
            case 90:
                return left + y, bottom + x
            case 180:
                return right - x, bottom + y
            case 270:
                return right - y, top - x
        return left + x, top - y

    def box(self, first: tuple[float, float], second: tuple[float, float]) -> Box:
        return (min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1]))


# ------------------------------------------------------------------- lines


def _lines(words: Any, view: _View) -> Iterator[TextLine]:
    """Yield the lines of a page; one with a wide gap is two."""
    text, position = _text(words), 0
    for line in text.split("\r\n"):
        if line.strip():
            yield from _placed(words, view, line, position)
        position += len(line) + 2


def _text(words: Any) -> str:
    """Return the characters of a page at the indexes that pypdfium2 counts by."""
    count = words.count_chars()
    text: str = words.get_text_range() if count else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(words, index) for index in range(count))
    return "".join(map(chr, codes))


def _placed(words: Any, view: _View, line: str, position: int) -> Iterator[TextLine]:
    boxes = [words.get_rect(index) for index in range(words.count_rects(position, len(line)))]
    shown = [view.box(view.shown(*box[:2]), view.shown(*box[2:])) for box in boxes]
    if not shown:
        return
    height = max(box[3] - box[1] for box in shown)
    cuts = [index for index, (one, two) in enumerate(pairwise(shown), 1) if two[0] - one[2] > _GAP * height]
    for start, end in pairwise([0, *cuts, len(shown)]):
        piece = shown[start:end]
        text = line if not cuts else _bounded(words, view, _around(piece))
        if text := typeset(text):
            yield TextLine(text, *_around(piece))


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _bounded(words: Any, view: _View, box: Box, inset: float = 0.0) -> str:
    """Return the words within a box of the shown page."""
    left, bottom, right, top = view.box(
        view.own(box[0] + inset, box[1] + inset), view.own(box[2] - inset, box[3] - inset)
    )
    return str(words.get_text_bounded(left, bottom, right, top))


# ------------------------------------------------------------------- tables


class _Ruler:
    """The same file as pdfplumber opens it, once a page with ruled lines comes."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._opened: Any = None

    def tables(self, index: int) -> list[list[Box]]:
        """Return the tables of a page as the places of their cells."""
        import pdfplumber  # noqa: PLC0415 -- heavy; only a process that meets a ruled table needs it

        self._opened = self._opened or pdfplumber.open(BytesIO(self._content))
        page = self._opened.pages[index]
        long = [edge for edge in page.edges if max(edge["width"], edge["height"]) > _EDGE]
        page.close()
        return ruled_cells(long, _EDGE)

    def close(self) -> None:
        """Forget the file."""
        if self._opened is not None:
            self._opened.close()


def _tables(ruler: _Ruler, index: int, words: Any, view: _View) -> Iterator[TextLine]:
    for table in ruler.tables(index):
        cells = {box: typeset(unwrapped(_bounded(words, view, box, inset=1.0))) for box in table}
        yield from drawn_table(cells, _EDGE)
