"""
OFD (GB/T 33190), the page format of Chinese offices: its text objects as lines, its ruled lines as tables.

No kept library reads its text: those for Python draw the pages as pictures and need a drawing library each.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # lxml carries no types

from ...domain import AttachmentFormat, AttachmentLimits, AttachmentOutcome, AttachmentText
from ...errors import AttachmentError
from ..markup import one_line, unwrapped
from .page_layout import page_blocks
from .page_lines import Edge, LaidPage, TextLine, drawn_table, edge_of, inside, ruled_cells, typeset, unread_pages

Element: TypeAlias = Any  # lxml carries no types
#: A CTM: x' = a·x + c·y + e, y' = b·x + d·y + f.
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
#: Millimetres of A4, for a document that does not say its size.
_A4 = (0.0, 0.0, 210.0, 297.0)
#: In sizes of a letter: a gap that parts words, and one that parts columns or a label from its value.
_BLANK = 0.4
_GAP = 1.5
#: The first letter that is as wide as high, quotes and dashes among them, and the width of those before it.
_WIDE = "\u2010"
_NARROW = 0.6
#: Shapes of a page at least for a table, lines at most, and millimetres within which two lines are one.
_TABLE_SHAPES = 4
_MOST_EDGES = 5_000
_EDGE = 1.0
_STEP = re.compile(r"(?P<step>[MSL])\s+(?P<x>-?[\d.]+)\s+(?P<y>-?[\d.]+)")
#: Repetitions at most in a list of distances: `g 3 2.5` is 2.5 three times.
_MOST_REPEATED = 10_000
_REPEATED = 3


def read_ofd(content: bytes, limits: AttachmentLimits) -> AttachmentText:
    """Return the text with its pages. Raises AttachmentError for a file without text, KeyError and the like for a broken one."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        reader = _Package(package)
        places = [place for root in reader.documents() for place in reader.pages(root)]
        pages = [reader.page(place, number) for number, place in enumerate(places[: limits.pages], 1)]
    missing = unread_pages(pages, len(places))
    outcome = AttachmentOutcome.PARTIAL if missing else AttachmentOutcome.READ
    return AttachmentText(AttachmentFormat.OFD, outcome, missing, page_blocks(pages), len(places))


@dataclass(frozen=True, slots=True)
class _PagePlace:
    """Where a page's content is, its templates by id, and the size that the document gives."""

    path: str
    templates: dict[str, str]
    box: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a text object; `turn` is 1 where they run down the page, -1 where they run up, else 0."""

    line: TextLine
    turn: int


class _Package:
    """The XML parts of an OFD file. Names of elements count without their namespace: two are in use."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {name.lower(): name for name in package.namelist()}

    def _root(self, path: str) -> Element:
        """Return the root of a part. Raises KeyError for a missing one, AttachmentError for one that declares entities."""
        data = self._package.read(self._names[posixpath.normpath(path).lstrip("/").lower()])
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        if root.getroottree().docinfo.doctype:
            reason = f"{one_line(path)} declares XML entities, which no office program writes"
            raise AttachmentError(AttachmentOutcome.DAMAGED, reason)
        return root

    def documents(self) -> Iterator[str]:
        for root in _below(self._root("OFD.xml"), "DocRoot"):
            yield (root.text or "").strip()

    def pages(self, path: str) -> Iterator[_PagePlace]:
        document = self._root(path)
        folder = posixpath.dirname(path)
        templates = {
            template.get("ID", ""): _joined(folder, template.get("BaseLoc", ""))
            for template in _below(document, "TemplatePage")
        }
        common = next(_below(document, "CommonData"), document)
        box = _box(common) or _A4
        for pages in _children(document, "Pages"):
            for page in _children(pages, "Page"):
                yield _PagePlace(_joined(folder, page.get("BaseLoc", "")), templates, box)

    def page(self, place: _PagePlace, number: int) -> LaidPage:
        """Return a page with what its templates put on it; a missing page is empty."""
        try:
            root = self._root(place.path)
        except (KeyError, etree.XMLSyntaxError):
            return LaidPage(number, 1, 1)
        roots = [root]
        for template in _children(root, "Template"):
            path = place.templates.get(template.get("TemplateID", ""))
            if path:
                roots.append(self._root(path))
        runs = [run for part in roots for run in _texts(part)]
        box = _box(root) or place.box
        shapes = sum(1 for part in roots for _ in _below(part, "PathObject"))
        images = sum(1 for part in roots for _ in _below(part, "ImageObject"))
        laid = _upright(runs, box[2], box[3])
        tables = tuple(_tables(roots, laid.lines)) if shapes >= _TABLE_SHAPES else ()
        lines = tuple(line for line in laid.lines if not any(inside(line, table.box) for table in tables))
        return replace(laid, number=number, lines=lines + tables, shapes=shapes, images=images)


def _joined(folder: str, path: str) -> str:
    return path if path.startswith("/") else posixpath.join(folder, path)


def _children(element: Element, name: str) -> Iterator[Element]:
    yield from element.iterchildren(f"{{*}}{name}")


def _below(element: Element, name: str) -> Iterator[Element]:
    yield from element.iter(f"{{*}}{name}")


def _numbers(text: str | None) -> tuple[float, ...]:
    return tuple(map(float, (text or "").split()))


def _box(element: Element) -> tuple[float, ...] | None:
    found = next(_below(element, "PhysicalBox"), None)
    box = _numbers(found.text) if found is not None else ()
    return box if len(box) == len(_A4) else None


def _distances(text: str | None) -> list[float]:
    """Return the distances of a DeltaX: `g 3 2.5` stands for 2.5 three times."""
    words = (text or "").split()
    if "g" not in words:
        return list(map(float, words))
    found: list[float] = []
    index = 0
    while index < len(words):
        if words[index] == "g" and index + 2 < len(words):
            found += [float(words[index + 2])] * min(int(words[index + 1]), _MOST_REPEATED)
            index += _REPEATED
        else:
            found.append(float(words[index]))
            index += 1
    return found


def _texts(root: Element) -> Iterator[_Run]:
    for element in _below(root, "TextObject"):
        boundary, matrix = _numbers(element.get("Boundary")), _numbers(element.get("CTM"))
        if len(boundary) == len(_A4):
            for code in _children(element, "TextCode"):
                yield from _runs(element, code, boundary, matrix if len(matrix) == len(_UNIT) else _UNIT)


def _runs(element: Element, code: Element, boundary: tuple[float, ...], matrix: tuple[float, ...]) -> Iterator[_Run]:
    """Yield the words of a text code; one with a wide gap is several, and one that runs down is none of the text."""
    text = code.text or ""
    size = float(element.get("Size") or 1)
    width = size * float(element.get("HScale") or 1)
    x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
    steps = _distances(code.get("DeltaX"))
    if any(_distances(code.get("DeltaY"))) and not any(steps):
        return
    if len(steps) >= len(text) - 1 and all(0 < step <= width for step in steps):  # evenly set, as most text
        end = x + sum(steps[: len(text) - 1]) + (width if text[-1] >= _WIDE else _NARROW * width)
        yield _run(text, boundary, matrix, (x, end, y, size))
        return
    start = end = x
    words = ""
    for index, letter in enumerate(text):
        wide = width if letter >= _WIDE else _NARROW * width
        step = steps[index] if index < len(steps) else wide
        if words and x - end > _GAP * width:
            yield _run(words, boundary, matrix, (start, end, y, size))
            words, start = "", x
        elif words and x - end > _BLANK * width:
            words += " "
        words += letter
        end, x = x + min(step, wide) if step > 0 else x + wide, x + step
    yield _run(words, boundary, matrix, (start, end, y, size))


def _run(
    words: str, boundary: tuple[float, ...], matrix: tuple[float, ...], place: tuple[float, float, float, float]
) -> _Run:
    a, b, c, d, e, f = matrix
    start, end, y, size = place
    corners = [
        (boundary[0] + a * x + c * high + e, boundary[1] + b * x + d * high + f)
        for x in (start, end)
        for high in (y, y - size)
    ]
    lefts, tops = zip(*corners, strict=True)
    turn = 0 if abs(a) >= abs(b) else 1 if b > 0 else -1
    return _Run(TextLine(typeset(words), min(lefts), min(tops), max(lefts), max(tops)), turn)


def _upright(runs: list[_Run], width: float, height: float) -> LaidPage:
    """Return the page turned so that most of its words stand upright; the others, such as watermarks, are left out."""
    turns: Counter[int] = Counter()
    for run in runs:
        turns[run.turn] += len(run.line.text)
    turn = turns.most_common(1)[0][0] if turns else 0
    lines = [run.line for run in runs if run.turn == turn and run.line.text]
    if turn > 0:
        lines = [
            replace(line, left=line.top, right=line.bottom, top=width - line.right, bottom=width - line.left)
            for line in lines
        ]
    if turn < 0:
        lines = [
            replace(line, left=height - line.bottom, right=height - line.top, top=line.left, bottom=line.right)
            for line in lines
        ]
    return LaidPage(0, *((height, width) if turn else (width, height)), tuple(lines))


# ------------------------------------------------------------------- tables


def _tables(roots: list[Element], lines: tuple[TextLine, ...]) -> Iterator[TextLine]:
    """Yield the tables whose cells the straight lines of a page enclose, found as pdfplumber finds those of a PDF."""
    drawn = [edge for root in roots for path in _below(root, "PathObject") for edge in _drawn(path)]
    for boxes in ruled_cells(drawn[:_MOST_EDGES], _EDGE):
        yield from drawn_table({box: _words([line for line in lines if inside(line, box)]) for box in boxes}, _EDGE)


def _words(lines: list[TextLine]) -> str:
    ordered = sorted(lines, key=lambda line: (round(line.middle), line.left))
    return typeset(unwrapped("\n".join(line.text for line in ordered)))


def _drawn(path: Element) -> Iterator[Edge]:
    """Yield the level and upright lines of a path as pdfplumber takes them; curves are no lines of a table."""
    boundary = _numbers(path.get("Boundary"))
    matrix = _numbers(path.get("CTM")) or _UNIT
    data = next((child.text or "" for child in _children(path, "AbbreviatedData")), "")
    if len(boundary) != len(_A4) or len(matrix) != len(_UNIT):
        return
    a, b, c, d, e, f = matrix
    points = [
        (place["step"], boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f)
        for place in _STEP.finditer(data)
        for x, y in [(float(place["x"]), float(place["y"]))]
    ]
    for (_, left, top), (step, right, bottom) in pairwise(points):
        if step != "L":
            continue
        x0, x1 = sorted((left, right))
        y0, y1 = sorted((top, bottom))
        if min(x1 - x0, y1 - y0) < _EDGE < max(x1 - x0, y1 - y0):
            yield edge_of(x0, y0, x1, y1)
