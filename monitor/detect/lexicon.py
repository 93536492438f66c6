"""Find the words of a table in a text: longest match first, in time linear in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Words are looked up by so many of their first characters; none may be shorter.
_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, in its full form, with the span of what stands there."""

    name: str
    start: int
    end: int


class Lexicon:
    """A set of words, each of at least two characters."""

    def __init__(self, words: Iterable[str]) -> None:
        table: dict[str, list[str]] = {}
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            if len(word) < _PREFIX:
                message = f"too short for a lexicon: {word!r}"
                raise ValueError(message)
            table.setdefault(word[:_PREFIX], []).append(word)
        self._by_prefix = table

    def at(self, text: str, position: int) -> str | None:
        """Return the longest word that starts at the position; None if there is none."""
        for word in self._by_prefix.get(text[position : position + _PREFIX], ()):
            if text.startswith(word, position):
                return word
        return None

    def find_all(self, text: str) -> Iterator[Mention]:
        """Yield words from left to right; of overlapping ones the first, then the longest."""
        by_prefix, position = self._by_prefix, 0
        for start in range(len(text) - _PREFIX + 1):
            if start >= position and text[start : start + _PREFIX] in by_prefix:
                word = self.at(text, start)
                if word is not None:
                    position = start + len(word)
                    yield Mention(word, start, position)
