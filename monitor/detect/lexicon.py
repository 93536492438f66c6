"""Find the words of a table in a text: longest match first, in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_LATIN = "[0-9A-Za-z]"
_NOTHING = "(?!)"
#: So many first characters are tried one by one; `re` would try all of them in a row. A table with more is
#: asked by its first two characters before it is tried.
_CHUNK = 16


class Mention(Struct, frozen=True, gc=False):
    """A name found in a text, in its full form, with the span of what stands there."""

    name: str
    start: int
    end: int


class Lexicon:
    """A set of words; Latin ones are found as whole words only (AI, not AIDS)."""

    def __init__(self, words: Iterable[str]) -> None:
        listed = set(words) - {""}
        #: One pattern for all words, each in its first group: `re` passes over what begins none of them
        #: at the speed of C.
        self._pattern = re.compile(_places(listed) or f"({_tree(listed) if listed else _NOTHING})")

    def at(self, text: str, position: int) -> str | None:
        """Return the longest word that starts at the position; None if there is none."""
        found = self._pattern.match(text, position)
        return found[1] if found else None

    def find_all(self, text: str) -> list[Mention]:
        """Return words from left to right; of overlapping ones the first, then the longest."""
        mentions: list[Mention] = []
        after = 0
        for found in self._pattern.finditer(text):
            start, end = found.span(1)
            if start >= after:
                mentions.append(Mention(found[1], start, end))
                after = end
        return mentions


def _places(words: set[str]) -> str | None:
    """
    Return a pattern that finds the first characters of words; None for a table that is tried as fast as it is asked.

    `re` looks for a class of characters faster than for words, and tries words that
    may begin alike one after the other: two classes and bundles of words come before them.
    """
    firsts = sorted({word[:1] for word in words})
    if len(firsts) <= _CHUNK or min(map(len, words)) == 1 or any(map(str.isascii, firsts)):
        return None
    first, second = (_class({word[at] for word in words}) for at in (0, 1))
    bundles = [firsts[at : at + _CHUNK] for at in range(0, len(firsts), _CHUNK)]
    tries = "|".join(
        f"(?={_class(bundle)})(?:{_tree(word for word in words if word[0] in bundle)})" for bundle in bundles
    )
    return f"{first}(?={second})(?<=(?=({tries})){first})"


def _class(signs: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(signs)))}]"


def _tree(words: Iterable[str], before: str = "") -> str:
    """
    Return the pattern of what may follow `before` in a word: 算力, 算力网, 网络 → `算力(?:网|)` or `网络`.

    Words that begin alike are tried as one; those that go on come before those that end here.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None)
    branches = [f"{_first(sign, before)}{_tree(rest, sign)}" for sign, rest in rests.items()]
    if ends is not None:
        branches.append(f"(?!{_LATIN})" if _is_latin(before) else "")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _first(sign: str, before: str) -> str:
    """Return the pattern of one character; of a Latin one that begins a word also that none stands before it."""
    # Looked back at from behind the character: so each branch begins with one, by which `re` finds places.
    border = f"(?<!{_LATIN}{sign})" if not before and _is_latin(sign) else ""
    return re.escape(sign) + border


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
