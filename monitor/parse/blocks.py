"""
The body of an article as blocks: paragraphs, headings, list items, table rows.

Many pages show a heading by its shape only: a bold, centred or numbered line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4.element import NavigableString, Tag

from ..domain import Block, BlockKind
from ..text.lexicon import find_document_number
from ..text.periods import find_date
from .grid import SpannedCell, grid_row, is_data, span_of
from .markup import compact, unwrapped
from .metadata import is_chrome_element, is_chrome_line, is_info_line, is_label, opens_tail

_PARAGRAPH_TAGS = (
    "p div section article main header aside blockquote pre center figure address figcaption form fieldset legend "
    "dl dt dd ul ol li table tbody thead tfoot tr td th caption h1 h2 h3 h4 h5 h6 body details summary br hr"
)
#: Elements that begin and end a paragraph.
_PARAGRAPHS = frozenset(_PARAGRAPH_TAGS.split())
_LISTS = frozenset({"ul", "ol"})
_CELLS = frozenset({"td", "th"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s{0,4}:\s{0,4}(?:bold|[6-9]00)", re.IGNORECASE)
_CENTRED_STYLE = re.compile(r"text-align\s{0,4}:\s{0,4}center", re.IGNORECASE)
#: Share of bold characters above which a paragraph counts as bold.
_MOSTLY = 0.9
#: Characters of a heading element above which it is text that somebody wanted large.
_HEADING_LENGTH = 120
#: Cells of a row of labels and values.
_LABELLED_CELLS = frozenset({2, 4})
#: Characters at most of an entry in the list of other pages at the end.
_TAIL_LENGTH = 80
#: Blocks at the head among which a line with day and outlet may stand.
_HEAD = 4

#: Characters at most of a heading that is neither bold nor centred, and of any heading.
_LINE_LENGTH = 45
_TITLE_LENGTH = 80
#: `（三）工作目标。` is a heading in spite of its full stop; a longer line with a full stop is a sentence.
_ENDED_LENGTH = 14
#: Lowest level with Chinese numerals; `1.完成验收。` is a sentence.
_HAN_LEVEL = 3
_HAN = "一二三四五六七八九十百零〇"
#: Numbering in the order of official documents (GB/T 9704): 一、 then （一） then 1. then （1）.
_NUMBERED = (
    (re.compile(rf"第[{_HAN}\d]{{1,5}}(?:部分|编|篇|章)"), 1),
    (re.compile(rf"第[{_HAN}\d]{{1,5}}节|专栏\s?[{_HAN}\d]{{1,3}}"), 2),
    (re.compile(rf"[{_HAN}]{{1,3}}\s?[、．.]"), 2),
    (re.compile(rf"[（(]\s?[{_HAN}]{{1,3}}\s?[）)]"), 3),
    (re.compile(r"\d{1,2}\s?[.．、](?!\d)"), 4),
    (re.compile(r"[（(]\s?\d{1,2}\s?[）)]"), 5),
)
#: A line with such an end is a sentence, or continues.
_SENTENCE_ENDS = "。；;，,！!？?、"
_BOLD_LEVEL = 3
_TITLE_LEVEL = 1
#: Bold or centred lines that head nothing: notes in brackets, signatures.
_NOTE = re.compile(r"[（(【\[].{0,200}[）)】\]]|.{0,20}[:：].{8,}")


def read_blocks(body: Tag) -> tuple[Block, ...]:
    """Return the body's blocks in order, without chrome; empty if there is no text."""
    builder = _BlockBuilder()
    for event, node in _events(body):
        if event == "text":
            builder.add(str(node))
        elif isinstance(node, Tag):
            builder.turn(node, 1 if event == "open" else -1)
    builder.end_paragraph()
    return _core(builder.blocks)


def with_whole_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return the blocks; a title that the page breaks into several lines becomes one block."""
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
class _BlockBuilder:
    """The blocks so far, and the elements that are open around the next text."""

    blocks: list[Block] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _bold_length: int = 0
    _centred_paragraph: bool = False
    # Numbers of open elements of each kind.
    _bold: int = 0
    _centred: int = 0
    _lists: int = 0
    _items: int = 0
    _heading: int = 0
    #: For each open table, whether its rows are data.
    _tables: list[bool] = field(default_factory=list)
    _cells: list[SpannedCell] = field(default_factory=list)
    #: What cells of rows above span into the next row, by column.
    _above: dict[int, SpannedCell] = field(default_factory=dict)
    _cell: list[str] | None = None

    def add(self, text: str) -> None:
        """Add text to the open paragraph."""
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
            self._turn_part_of_table(tag, step)

    def _turn_table(self, tag: Tag, step: int) -> None:
        if step > 0:
            self._tables.append(is_data(tag))
        else:
            self._end_row()
            self._above.clear()
            self._tables.pop()

    def _turn_part_of_table(self, tag: Tag, step: int) -> None:
        if tag.name == "tr":
            self._end_row()
        elif tag.name in _CELLS:
            if step > 0:
                self._cell = []
            elif self._cell is not None:
                self._cells.append(
                    SpannedCell(" ".join(self._cell), rows=span_of(tag, "rowspan"), columns=span_of(tag, "colspan"))
                )
                self._cell = None

    def _end_row(self) -> None:
        if not self._cells:
            return
        # A row of the 公开信息 table describes the document; `metadata` reads it.
        labels = [cell.text for cell in self._cells[::2]]
        is_about = len(self._cells) in _LABELLED_CELLS and all(map(is_label, labels))
        row, self._above = grid_row(self._cells, self._above)
        self._cells.clear()
        text = "\t".join(row)
        if text.strip() and not is_about:
            self.blocks.append(Block(text, BlockKind.TABLE_ROW))

    def end_paragraph(self) -> None:
        """Turn the open text into a block, or into a part of a table's cell."""
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


def _core(blocks: list[Block]) -> tuple[Block, ...]:
    """Return the blocks without the line of day and outlet at the head and the list of other pages at the end."""
    end = len(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        if opens_tail(blocks[index].text):
            end = index
        if len(blocks[index].text) > _TAIL_LENGTH:
            break
    head = [block for block in blocks[: min(_HEAD, end)] if not is_info_line(block.text)]
    return (*head, *blocks[_HEAD:end])


# ------------------------------------------------------------------- headings without a heading element


def shaped_level(line: str, *, is_bold: bool, is_centred: bool) -> int:
    """
    Return the level of a heading, 1 for the highest; 0 if the line is not a heading.

    `一、总体要求` is a heading; `一、总体要求。到2027年，……` is a paragraph, since
    its text continues after the heading.
    """
    if len(line) > _TITLE_LENGTH:
        return 0
    is_emphasised = is_bold or is_centred
    if len(line) > _LINE_LENGTH and not is_emphasised:
        return 0
    for pattern, level in _NUMBERED:
        if pattern.match(line):
            return level if is_bold or _can_head(line, level) else 0
    if line[-1] in _SENTENCE_ENDS and not is_bold:
        return 0
    if not is_emphasised or _is_note(line):
        return 0
    return _TITLE_LEVEL if is_centred else _BOLD_LEVEL


def _can_head(line: str, level: int) -> bool:
    """Say whether the end of a numbered line is that of a heading; a line with a figure is a sentence."""
    if line[-1] not in _SENTENCE_ENDS:
        return True
    return level <= _HAN_LEVEL and len(line) <= _ENDED_LENGTH and not any(map(str.isdigit, line))


def _is_note(line: str) -> bool:
    """Say whether a bold or centred line is a document number, a date, or a note in brackets."""
    return bool(_NOTE.fullmatch(line)) or find_document_number(line) is not None or find_date(line) is not None
