"""
What differs between two texts, by words: Chinese by runs of characters, other scripts and numbers by whole words.

Lines that stayed are found first, so that only lines that changed are compared word by word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import Final

_WORD: Final = re.compile(r"[A-Za-zÀ-ɏ]{1,60}|\d{1,30}(?:[.,]\d{1,30}){0,9}[%％]?|\s|.", re.DOTALL)
#: What stayed between two changes and is no longer than this reads better as a part of the change.
_TOO_SHORT: Final = 1
#: Words of two passages, multiplied, above which they are not compared word by word.
_TOO_MUCH: Final = 4_000_000


class Side(StrEnum):
    """Which of two texts has a passage."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of one text, or of both."""

    side: Side
    text: str


#: What to make of passages that differ.
_Comparison = Callable[[Sequence[str], Sequence[str]], Iterator[Passage]]


def differences(old: str, new: str) -> tuple[Passage, ...]:
    """
    Return both texts in passages, in order: what is gone stands before what took its place.

    The passages of `old` and of both, joined, are the old text; those of `new` and of both the new one.
    """
    ours, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return _joined(_compared(ours, theirs, by_words))


def by_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Yield the passages of lines that changed, compared word by word."""
    ours, theirs = _WORD.findall("".join(old)), _WORD.findall("".join(new))
    if len(ours) * len(theirs) > _TOO_MUCH:
        yield from _replaced(ours, theirs)
    else:
        yield from _calm(tuple(_joined(_compared(ours, theirs, _replaced))))


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    yield Passage(Side.OLD, "".join(old))
    yield Passage(Side.NEW, "".join(new))


def _compared(old: Sequence[str], new: Sequence[str], changed: _Comparison) -> Iterator[Passage]:
    """Yield what both have; `changed` says what to make of the rest."""
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Passage(Side.BOTH, "".join(old[start:end]))
        else:
            yield from changed(old[start:end], new[begin:stop])


def _calm(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages with the short ones that stayed between two changes put to both changes."""
    for place, passage in enumerate(passages):
        inside = 0 < place < len(passages) - 1
        if inside and passage.side is Side.BOTH and len(passage.text) <= _TOO_SHORT and "\n" not in passage.text:
            yield from _replaced([passage.text], [passage.text])
        else:
            yield passage


def _joined(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages with neighbours of one side joined: between two that stayed one old and one new at most."""
    found: list[Passage] = []
    for stayed, group in groupby(passages, key=lambda passage: passage.side is Side.BOTH):
        run = tuple(group)
        sides = (Side.BOTH,) if stayed else (Side.OLD, Side.NEW)
        texts = [(side, "".join(passage.text for passage in run if passage.side is side)) for side in sides]
        found += [Passage(side, text) for side, text in texts if text]
    return tuple(found)
