"""How firmly an aim is promised: the governing modal, nearest to the left."""

from __future__ import annotations

import re

from ..domain import Strength
from .cues import ANY_STRENGTH, STRENGTH


def strength_of(clause_left: str, sentence_left: str, clause_right: str = "") -> Strength:
    """Return the class of the nearest modal in the clause, else in the sentence, else after the number."""
    for words in (clause_left, sentence_left, clause_right):
        if ANY_STRENGTH.search(words):
            # Of two that begin at one place the first in the table counts.
            return max(STRENGTH, key=lambda row: _last(row[1], words))[0]
    return Strength.STATED


def _last(cues: re.Pattern[str], words: str) -> int:
    return max((found.start() for found in cues.finditer(words)), default=-1)
