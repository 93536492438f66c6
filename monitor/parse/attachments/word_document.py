"""
DOCX: paragraphs, headings, lists with the numbers that Word shows, and tables with their spans.

python-docx opens the package and knows its parts; its own texts leave out list numbers, content controls and inserted
text, so the body is walked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import takewhile
from typing import Any, TypeAlias

from ...domain import Block, BlockKind
from ..blocks import shaped_level
from ..grid import SpannedCell, table_blocks
from ..markup import one_line, unwrapped

Element: TypeAlias = Any  # lxml carries no types
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Elements whose content is not the text of the paragraph around them: deleted, moved away, code of fields, boxes.
_SKIPPED_NAMES = "del moveFrom pPr rPr instrText delText txbxContent sectPr tblPr tcPr trPr"
_SKIPPED = {f"{_W}{name}" for name in _SKIPPED_NAMES.split()} | {f"{_COMPATIBLE}Fallback"}
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
#: Names of heading styles, as programs in both languages write them.
_HEADING = re.compile(r"(?:heading|标题)\s?([1-9])")
_CONTENTS = re.compile(r"toc\s?\d|目录\s?\d")
_TITLES = frozenset({"title", "标题"})
_HEADING_LENGTH = 120
_LEVELS = 9
#: Values of a switch such as `w:b` that is off or not there.
_OFF = frozenset({"0", "false", "none", None})
_HAN = "零一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")


def read_docx(content: bytes) -> tuple[Block, ...]:
    """Return the body's blocks. Raises whatever python-docx and lxml raise for damaged files."""
    import docx  # noqa: PLC0415 -- heavy; only a process that meets a DOCX needs it

    part = docx.Document(BytesIO(content)).part
    parts = {name: _related(part, name) for name in ("styles", "numbering")}
    return tuple(_Body(_Styles.of(parts["styles"]), _Numbering.of(parts["numbering"])).blocks(part.element.body))


def _related(part: Any, name: str) -> Element | None:
    """Return the root of a part that the document leads to, None if it has none."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _value(element: Element | None, path: str) -> str | None:
    """Return the `w:val` at a path of child elements, None if there is no such element."""
    for name in path.split("/"):
        if element is None:
            return None
        element = element.find(f"{_W}{name}")
    return None if element is None else element.get(f"{_W}val", "")


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < _LEVELS else default


@dataclass(slots=True)
class _Styles:
    """What styles say of their paragraphs; a style says what its ancestors say, unless it says otherwise."""

    elements: Mapping[str, Element]
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> _Styles:
        found = root.iterfind(f"{_W}style") if root is not None else ()
        return cls({style.get(f"{_W}styleId", ""): style for style in found})

    def value(self, style: str, path: str) -> str | None:
        """Return the `w:val` at a path, None if neither the style nor an ancestor has it."""
        key = style, path
        if key not in self.known:
            values = (_value(element, path) for element in self._line(style))
            self.known[key] = next((value for value in values if value is not None), None)
        return self.known[key]

    def level(self, style: str) -> int:
        """Return the level of the headings that have this style, 0 if it is no heading's."""
        for element in self._line(style):
            name = (_value(element, "name") or "").lower()
            if name in _TITLES:
                return 1
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
        outline = _number(self.value(style, "pPr/outlineLvl"), _LEVELS)
        return outline + 1 if outline < _LEVELS else 0

    def _line(self, style: str) -> Iterator[Element]:
        for _ in range(_LEVELS):
            element = self.elements.get(style)
            if element is None:
                return
            yield element
            style = _value(element, "basedOn") or ""


@dataclass(slots=True)
class _Level:
    kind: str
    pattern: str
    start: int


@dataclass(slots=True)
class _Numbering:
    """The number lists of a document, and how far each has counted."""

    #: Abstract list and levels of each list.
    lists: dict[str, tuple[str, dict[int, _Level]]]
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> _Numbering:
        if root is None:
            return cls({})
        abstract = {
            found.get(f"{_W}abstractNumId", ""): dict(map(_level, found.iterfind(f"{_W}lvl")))
            for found in root.iterfind(f"{_W}abstractNum")
        }
        lists = {}
        for found in root.iterfind(f"{_W}num"):
            kind, name = _value(found, "abstractNumId") or "", found.get(f"{_W}numId", "")
            own = {
                _number(override.get(f"{_W}ilvl"), 0): _number(_value(override, "startOverride"), 1)
                for override in found.iterfind(f"{_W}lvlOverride")
            }
            levels = {
                depth: _Level(level.kind, level.pattern, own.get(depth, level.start))
                for depth, level in abstract.get(kind, {}).items()
            }
            # A list that starts anew counts for itself.
            lists[name] = (f"{kind} {name}" if own else kind, levels)
        return cls(lists)

    def next(self, name: str, depth: int) -> str:
        """Count one item of a list on; return its number as Word shows it, empty for bullets."""
        kind, levels = self.lists.get(name, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(kind, [None] * _LEVELS)
        now = counts[depth]
        counts[depth] = level.start if now is None else now + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        if level.kind in {"bullet", "none"}:
            return ""

        def shown(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            its = levels.get(index)
            count = counts[index] if counts[index] is not None else its.start if its else 1
            return _numeral(count or 0, its.kind if its else "decimal")

        return _PLACE.sub(shown, level.pattern)


def _level(element: Element) -> tuple[int, _Level]:
    depth = min(_number(element.get(f"{_W}ilvl"), 0), _LEVELS - 1)
    kind = _value(element, "numFmt") or "decimal"
    return depth, _Level(kind, _value(element, "lvlText") or "", _number(_value(element, "start"), 1))


def _numeral(count: int, kind: str) -> str:
    if kind.startswith(("chinese", "japanese", "taiwanese", "korean", "ideographDigital")):
        return _han(count)
    if kind.startswith("decimalEnclosedCircle") and 0 < count <= 20:  # noqa: PLR2004 -- ① to ⑳
        return chr(ord("①") + count - 1)
    if kind in {"upperLetter", "lowerLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _han(count: int) -> str:
    if not 0 < count < 100:  # noqa: PLR2004 -- no list of a plan has a hundred items
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")  # noqa: PLR2004


@dataclass(slots=True)
class _Body:
    styles: _Styles
    numbering: _Numbering

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks below an element in order, text boxes after the paragraph that they hang on."""
        for child in parent.iterchildren(tag="*"):
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
                for box in _boxes(child):
                    yield from self.blocks(box)
            elif child.tag == f"{_W}tbl":
                yield from table_blocks(list(self._rows(child)))
            elif child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        style = _value(paragraph, "pPr/pStyle") or ""
        label, depth = self._label(paragraph, style)
        if _CONTENTS.fullmatch((self.styles.value(style, "name") or "").lower()):
            return
        text = label + "".join(_words(paragraph))
        level = self.styles.level(style) if len(text) <= _HEADING_LENGTH else 0
        centre = _value(paragraph, "pPr/jc") or self.styles.value(style, "pPr/jc")
        is_bold, is_centred = self._is_bold(paragraph, style), centre == "center"
        # A break in a line ends a paragraph as it does on pages, but a heading in several lines is one.
        for line in map(one_line, [unwrapped(text)] if level else text.split("\n")):
            if line and line != label:
                rank = level or shaped_level(line, is_bold=is_bold, is_centred=is_centred)
                kind = BlockKind.HEADING if rank else BlockKind.LIST_ITEM if depth else BlockKind.PARAGRAPH
                yield Block(line, kind, rank or depth)

    def _is_bold(self, paragraph: Element, style: str) -> bool:
        runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
        marks = (_value(run, "rPr/b") for run in runs)
        own = self.styles.value(style, "rPr/b")
        return bool(runs) and all((own if mark is None else mark) not in _OFF for mark in marks)

    def _label(self, paragraph: Element, style: str) -> tuple[str, int]:
        """Return the automatic number of a paragraph and its depth in the list, from 1; 0 outside lists."""
        name = _value(paragraph, "pPr/numPr/numId") or self.styles.value(style, "pPr/numPr/numId")
        if name is None or name == "0":
            return "", 0
        own = _value(paragraph, "pPr/numPr/ilvl") or self.styles.value(style, "pPr/numPr/ilvl")
        depth = min(_number(own, 0), _LEVELS - 1)
        return self.numbering.next(name, depth), depth + 1

    def _rows(self, table: Element) -> Iterator[list[SpannedCell]]:
        """Yield the cells that begin in each row, with the rows and columns that they span."""
        rows = [list(_placed(row)) for row in _inner(table, "tr")]
        merged = [{column for column, _, merge, _ in row if merge == "continue"} for row in rows]
        for index, row in enumerate(rows, 1):
            yield [
                SpannedCell(self._cell(cell), 1 + _leading(column, merged[index:]), width)
                for column, width, merge, cell in row
                if merge != "continue"
            ]

    def _cell(self, cell: Element | None) -> str:
        return "" if cell is None else " ".join(block.text.replace("\t", " ") for block in self.blocks(cell))


def _leading(column: int, merged: list[set[int]]) -> int:
    """Return over how many rows a cell goes on below its own."""
    return len(list(takewhile(lambda columns: column in columns, merged)))


def _inner(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too."""
    for child in element.iterchildren(tag="*"):
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in _SKIPPED and child.tag != f"{_W}tc":
            yield from _inner(child, name)


def _placed(row: Element) -> Iterator[tuple[int, int, str, Element | None]]:
    """Yield each cell of a row with its column, width, and part in a span of rows: restart, continue or empty."""
    column = _number(_value(row, "trPr/gridBefore"), 0)
    if column:
        yield 0, column, "", None
    for cell in _inner(row, "tc"):
        width = max(1, _number(_value(cell, "tcPr/gridSpan"), 1))
        merge = _value(cell, "tcPr/vMerge")
        yield column, width, "" if merge is None else merge or "continue", cell
        column += width


def _words(element: Element) -> Iterator[str]:
    for child in element.iterchildren(tag="*"):
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _words(child)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes of a paragraph; a box in an old and a new form is one."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        if next(box.iterancestors(f"{_COMPATIBLE}Fallback"), None) is None:
            yield box
