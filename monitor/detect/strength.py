"""How firmly an aim is promised: the governing modal, nearest to the left."""

from __future__ import annotations

from ..domain import Strength
from .cues import STRENGTH


def strength_of(clause_left: str, sentence_left: str, clause_right: str = "") -> Strength:
    """Return the class of the nearest modal in the clause, else in the sentence, else after the number."""
    for words in (clause_left, sentence_left, clause_right):
        best, at = None, -1
        for strength, cues in STRENGTH:
            last = max((found.start() for found in cues.finditer(words)), default=-1)
            if last > at:
                best, at = strength, last
        if best is not None:
            return best
    return Strength.STATED
