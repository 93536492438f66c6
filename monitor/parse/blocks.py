"""An article's body to blocks: paragraphs, headings, list items, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4.element import NavigableString, Tag

from ..domain import Block, BlockKind
from .chrome import is_chrome_element, is_chrome_line, is_info_line, opens_tail
from .headings import shaped_level
from .metadata import is_label
from .whitespace import compact, unwrapped

#: Elements that begin and end a paragraph.
_PARAGRAPHS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "aside",
        "blockquote",
        "pre",
        "center",
        "figure",
        "address",
    }
    | {
        "figcaption",
        "form",
        "fieldset",
        "legend",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
    }
    | {"tfoot", "tr", "td", "th", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "body", "details", "summary"}
    | {"br", "hr"}
)
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s{0,4}:\s{0,4}(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED_STYLE = re.compile(r"text-align\s{0,4}:\s{0,4}center", re.IGNORECASE)
#: Share of a paragraph's characters in bold from which it counts as bold.
_MOSTLY = 0.9
#: Characters of a heading element from which it is text that somebody wanted large.
_HEADING_LENGTH = 120
#: Characters of a cell from which its table only places things on the page.
_CELL_LENGTH = 1500
_ROW_CELLS = 2
#: Cells of a row of labels and values.
_LABELLED_CELLS = frozenset({2, 4})
#: Characters of an entry in the list of other pages at the end.
_TAIL_LENGTH = 80
#: Blocks at the head among which an info line may stand.
_HEAD = 4


def read_blocks(body: Tag) -> tuple[Block, ...]:
    """Return the body's blocks in order, chrome left out; empty when there is no text."""
    builder = _Builder()
    for event, node in _events(body):
        if event == "text":
            builder.add(str(node))
        elif isinstance(node, Tag):
            builder.turn(node, 1 if event == "open" else -1)
    builder.end_paragraph()
    return _core(builder.blocks)


def with_whole_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return the blocks with the title as one block where the page breaks it into lines."""
    wanted = compact(title)
    for start in range(min(_HEAD, len(blocks))):
        joined = ""
        for end in range(start + 1, min(start + _HEAD, len(blocks)) + 1):
            joined += compact(blocks[end - 1].text)
            if wanted and joined == wanted:
                return (*blocks[:start], replace(blocks[start], text=title), *blocks[end:])
            if not wanted.startswith(joined):
                break
    return blocks


def _events(root: Tag) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Yield the tree's openings, texts and closings in order, without recursion: pages nest deep."""
    stack = [(root, iter(root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if tag is not root:
                yield "close", tag
        elif isinstance(child, Tag):
            if not is_chrome_element(child):
                yield "open", child
                stack.append((child, iter(child.contents)))
        elif type(child) is NavigableString:  # comments, scripts and ruby are its subclasses
            yield "text", child


@dataclass(slots=True)
class _Builder:
    """Blocks so far, and what is open around the next text."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _bold_length: int = 0
    _centred_paragraph: bool = False
    # How many elements of each sort are open.
    _bold: int = 0
    _centred: int = 0
    _lists: int = 0
    _items: int = 0
    _heading: int = 0
    #: For each open table, whether its rows are data.
    _tables: list[bool] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _cell: list[str] | None = None

    def add(self, text: str) -> None:
        """Put text into the open paragraph."""
        self._parts.append(text)
        if length := len(text.strip()):
            self._length += length
            self._bold_length += length if self._bold else 0
            self._centred_paragraph = self._centred_paragraph or self._centred > 0

    def turn(self, tag: Tag, step: int) -> None:
        """Note that an element opens (1) or closes (-1)."""
        name = tag.name
        if name in _PARAGRAPHS:
            self.end_paragraph()
        style = str(tag.get("style") or "")
        if name in _BOLD_TAGS or _BOLD_STYLE.search(style):
            self._bold += step
        if name == "center" or tag.get("align") == "center" or _CENTRED_STYLE.search(style):
            self._centred += step
        if name in _LISTS:
            self._lists += step
        elif name == "li":
            self._items += step
        elif name in _HEADINGS:
            self._heading = _HEADINGS[name] if step > 0 else 0
        elif name == "table":
            self._turn_table(tag, step)
        elif self._tables and self._tables[-1]:
            self._turn_part_of_table(name, step)

    def _turn_table(self, tag: Tag, step: int) -> None:
        if step > 0:
            self._tables.append(_is_data(tag))
        else:
            self._end_row()
            self._tables.pop()

    def _turn_part_of_table(self, name: str, step: int) -> None:
        if name == "tr":
            self._end_row()
        elif name in _CELLS:
            if step > 0:
                self._cell = []
            elif self._cell is not None:
                self._cells.append(" ".join(self._cell))
                self._cell = None

    def _end_row(self) -> None:
        text = "\t".join(self._cells).strip()
        # A row of the 公开信息 table tells about the document and is read elsewhere.
        is_about = len(self._cells) in _LABELLED_CELLS and all(map(is_label, self._cells[::2]))
        self._cells.clear()
        if text and not is_about:
            self.blocks.append(Block(text, BlockKind.TABLE_ROW))

    def end_paragraph(self) -> None:
        """Make a block, or a part of a table's cell, of the open text."""
        text = unwrapped("".join(self._parts))
        is_bold = self._bold_length > _MOSTLY * self._length
        is_centred = self._centred_paragraph
        self._parts.clear()
        self._length = self._bold_length = 0
        self._centred_paragraph = False
        if not text or is_chrome_line(text):
            return
        if self._cell is not None:
            self._cell.append(text)
        else:
            self.blocks.append(self._block(text, is_bold=is_bold, is_centred=is_centred))

    def _block(self, text: str, *, is_bold: bool, is_centred: bool) -> Block:
        if self._heading and len(text) <= _HEADING_LENGTH:
            return Block(text, BlockKind.HEADING, self._heading)
        if self._items > 0:
            return Block(text, BlockKind.LIST_ITEM, max(self._lists, 1))
        if level := shaped_level(text, is_bold=is_bold, is_centred=is_centred):
            return Block(text, BlockKind.HEADING, level)
        return Block(text)


def _is_data(table: Tag) -> bool:
    """Say whether a table shows data in columns; old pages use tables to place things."""
    if table.find("table") is not None:
        return False
    widest = 0
    for row in table.find_all("tr"):
        lengths = [len(cell.get_text(strip=True)) for cell in row.find_all(["td", "th"])]
        if max(lengths, default=0) > _CELL_LENGTH:
            return False
        widest = max(widest, sum(length > 0 for length in lengths))
    return widest >= _ROW_CELLS


def _core(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks without info lines near the head and the list of other pages (相关链接) at the end."""
    end = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        if opens_tail(blocks[index].text):
            end = index
        if len(blocks[index].text) > _TAIL_LENGTH:
            break
    head = [block for block in blocks[: min(_HEAD, end)] if not is_info_line(block.text)]
    return (*head, *blocks[_HEAD:end])
