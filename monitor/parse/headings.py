"""Headings that pages show by shape only: bold, centred or numbered lines."""

from __future__ import annotations

import re

from ..text.document_numbers import find_document_number
from ..text.shown_dates import find_date

#: Characters up to which a line standing alone may be a heading.
_LONGEST = 45
_LONGEST_TITLE = 80
#: `（三）工作目标。` is a heading in spite of its full stop; a longer line that ends so is a sentence.
_LONGEST_ENDED = 14
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
#: A line that ends so is a sentence or goes on.
_SENTENCE_ENDS = "。；;，,！!？?、"
_BOLD_LEVEL = 3
_TITLE_LEVEL = 1
#: What stands centred or bold without heading anything: notes in brackets, signatures.
_NOTE = re.compile(r"[（(【\[].{0,200}[）)】\]]|.{0,20}[:：].{8,}")


def shaped_level(line: str, *, is_bold: bool, is_centred: bool) -> int:
    """
    Return the level of a heading, 1 for the highest; 0 for a line that is none.

    `一、总体要求` is one; `一、总体要求。到2027年，……` is a paragraph, since its text
    runs on behind the heading.
    """
    if len(line) > _LONGEST_TITLE:
        return 0
    is_emphasised = is_bold or is_centred
    if len(line) > _LONGEST and not is_emphasised:
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
    """Say whether a numbered line can be a heading by its end: one with a figure is a sentence."""
    if line[-1] not in _SENTENCE_ENDS:
        return True
    return level <= _HAN_LEVEL and len(line) <= _LONGEST_ENDED and not any(map(str.isdigit, line))


def _is_note(line: str) -> bool:
    """Say whether an emphasised line is a document number, a date, or a note in brackets."""
    return (
        bool(_NOTE.fullmatch(line)) or find_document_number(line) is not None or find_date(line) is not None
    )
