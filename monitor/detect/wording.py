"""Tables of words with the company that makes them mean something else; one pattern from each table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..text.openings import quickly


class Cue(NamedTuple):
    """
    A word that tells something, with words where it does and, if it has exceptions, where it does not.

    `word` may be a pattern; `before` and `after` list, divided by spaces, what
    must not stand right before and right after it (each item of `before` has a
    fixed width).
    """

    word: str
    like: str
    before: str = ""
    after: str = ""
    unlike: str = ""

    def source(self) -> str:
        """Return the pattern of this cue alone."""
        not_before = "".join(f"(?<!{words})" for words in self.before.split())
        not_after = f"(?!{'|'.join(self.after.split())})" if self.after else ""
        return f"{not_before}(?:{self.word}){not_after}"


def any_of(cues: Iterable[Cue]) -> re.Pattern[str]:
    """Return the pattern that finds any of the cues; of several at one place the first in the table."""
    return re.compile(quickly("|".join(cue.source() for cue in cues)))


def listed(table: str) -> str:
    """
    Return the words of a table as alternatives of a pattern.

    A line is a sense in its first twelve characters, then words that have it, divided by spaces.
    """
    return "|".join(word for line in table.strip().split("\n") for word in line[12:].split())
