"""
Part a clean text into lines, sentences and clauses, and tell a line's rank by its shape.

All offsets count in the clean text. Every piece is bounded in length, so that rules
that read a sentence cost linear time over any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

#: A longer sentence is cut at a comma, or anywhere if it has none; official texts stay below that.
MAX_SENTENCE = 700
_MAX_HEADING = 40
_STOPPED = re.compile("[。！？?；，：]")

_STOP = re.compile(r"[。！？?\n](?:(?<=\n)|[。！？?]{0,7}[”’》）]{0,3})")
#: A question mark ends a sentence only after such words; elsewhere it may stand for a lost byte.
_QUESTION = re.compile(r"吗|呢|什么|如何|怎[么样]|为何|何[时以处]|哪|谁|几[个年]|多少|是否|有没有|能否|可否")
_CLAUSE_STOPS = frozenset({"，", "；", "：", "——"})
_BRACKETS = {"（": "）", "“": "”", "《": "》", "‘": "’", "[": "]", "【": "】"}
_CLAUSE_SIGN = re.compile(r"[，；：（“《‘\[【）”》’\]】—](?:(?<!—)|—)")
_EXCLAIMED_NUMBER = re.compile(r"[^。！？，]{0,6}[0-9][0-9.]{0,12}[^。！？，]{0,8}！")

#: List markers by rank, highest first: `第一章`, `一、`, `（一）`, `1.`, `（1）`, `①`, `一是`, `——`.
_MARKERS = (
    r"第[一二三四五六七八九十百零]{1,5}[章节部篇]",
    r"[一二三四五六七八九十]{1,3}、",
    r"（[一二三四五六七八九十]{1,3}）",
    r"[0-9]{1,2}[.．、](?![0-9])",
    r"（[0-9]{1,2}）|[0-9]{1,2}）",
    r"[①-⑳]",
    r"(?:第)?[一二三四五六七八九十]{1,3}(?:是|要)|第[一二三四五六七八九十]{1,3}，|首先，|其次，",
    r"——|—|[•·◆●■▪★☆◎○]",
)
_MARKER = re.compile("|".join(f"({marker})" for marker in _MARKERS))
_LIST_RANK = 6
#: A line with a full stop and an amount is a statement, not a heading: `（一）建设平台10个。`
_AMOUNT = re.compile(r"[0-9][0-9.]{0,12}[^0-9年月日、.．）]")


# `gc=False` here and elsewhere: these structs never hold themselves, so the garbage collector need not visit them.
class Span(Struct, frozen=True, gc=False):
    """A piece of the clean text, `[start, end)`."""

    start: int
    end: int


class Line(Struct, frozen=True, gc=False):
    """A line, trimmed, never empty, with its rank by shape."""

    start: int
    end: int
    #: 1 is the highest marker, 0: no marker.
    rank: int
    heading: bool


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold something, in order."""
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words[0])
            rank, body = _marker(words)
            yield Line(start, start + len(words), rank, _is_heading(words, rank, body))
        at += len(raw) + 1


def rank_of(line: str) -> int:
    """Return the rank of the line's list marker, 1 highest; 0 if it has none."""
    return _marker(line)[0]


def marker_length(line: str) -> int:
    """Return how many characters the line's list marker takes."""
    return _marker(line)[1]


def _marker(line: str) -> tuple[int, int]:
    found = _MARKER.match(line)
    return (found.lastindex or 0, found.end()) if found else (0, 0)


def is_heading(line: str) -> bool:
    """Tell whether a line has the shape of a heading: short, no stop inside or at the end, no mere list item."""
    return _is_heading(line, *_marker(line))


def _is_heading(line: str, rank: int, body: int) -> bool:
    """`rank`: of its marker; `body`: where its words begin after the marker."""
    if len(line) > _MAX_HEADING or "\t" in line:
        return False
    closed = line[-1] == "。"
    if closed and _AMOUNT.search(line):
        return False
    return not _STOPPED.search(line, body, len(line) - (closed and 0 < rank < _LIST_RANK))


def is_question(words: str) -> bool:
    """Tell whether words that end before a question mark ask something."""
    return _QUESTION.search(words) is not None


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of one line start and end, closing quotes included."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        mark = stop.group()
        if mark[0] in "?？" and not is_question(text[max(at, stop.start() - 60) : stop.start()]):
            continue
        if mark == "！" and _EXCLAIMED_NUMBER.fullmatch(text, at, stop.end()):
            continue
        yield from _bounded(text, at, stop.end())
        at = stop.end()
    if at < end:
        yield from _bounded(text, at, end)


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > MAX_SENTENCE:
        window = text[start : start + MAX_SENTENCE]
        comma = max(window.rfind("；"), window.rfind("，")) + 1
        cut = start + (comma or MAX_SENTENCE)
        found.append((start, cut))
        start = cut
    if start < end and not text[start:end].isspace():
        found.append((start, end))
    return found


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Return the clauses of a sentence, which commas, semicolons and colons outside brackets and quotes part."""
    found = []
    closers: list[str] = []
    at = start
    for sign in _CLAUSE_SIGN.finditer(text, start, end):
        mark = sign.group()
        if mark in _BRACKETS:
            closers.append(_BRACKETS[mark])
        elif mark in closers:
            del closers[closers.index(mark) :]
        elif mark in _CLAUSE_STOPS and not closers:
            if at < sign.start():
                found.append(Span(at, sign.start()))
            at = sign.end()
    if at < end:
        found.append(Span(at, end))
    return found
