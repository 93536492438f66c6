"""Find the words of a table in a text: longest match first, in time linear in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Words are looked up by so many of their first characters.
_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, in its full form, with the span of what stands there."""

    name: str
    start: int
    end: int


class Lexicon:
    """A set of words; Latin ones are found as whole words only (AI, not AIDS)."""

    def __init__(self, words: Iterable[str]) -> None:
        table: dict[str, list[str]] = {}
        for word in sorted(set(words) - {""}, key=lambda word: (-len(word), word)):
            table.setdefault(word[:_PREFIX], []).append(word)
        self._by_prefix = table
        self._single = any(len(prefix) < _PREFIX for prefix in table)

    def at(self, text: str, position: int) -> str | None:
        """Return the longest word that starts at the position; None if there is none."""
        candidates = self._by_prefix.get(text[position : position + _PREFIX], [])
        if self._single:
            candidates = [*candidates, *self._by_prefix.get(text[position : position + 1], [])]
        for word in candidates:
            if text.startswith(word, position) and _is_whole(text, position, position + len(word)):
                return word
        return None

    def find_all(self, text: str) -> Iterator[Mention]:
        """Yield words from left to right; of overlapping ones the first, then the longest."""
        by_prefix, single, position = self._by_prefix, self._single, 0
        for start in range(len(text)):
            if start >= position and (single or text[start : start + _PREFIX] in by_prefix):
                word = self.at(text, start)
                if word is not None:
                    position = start + len(word)
                    yield Mention(word, start, position)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether no Latin word or number runs over the borders."""
    return not (_is_latin(text[start - 1 : start + 1]) or _is_latin(text[end - 1 : end + 1]))


def _is_latin(pair: str) -> bool:
    return len(pair) == _PREFIX and pair.isascii() and pair.isalnum()
