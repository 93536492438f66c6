"""What a whole line says about the tense of its sentences: headings above it, and its own cues counted."""

from __future__ import annotations

from .context import Mood
from .cues import AIM_HEADING, RESULT_HEADING
from .document import Document
from .tense import Genre, Tense


def mood_of(document: Document, line: int, genre: Genre) -> Mood:
    """Return the mood of a line; `genre`: the document's."""
    return Mood(genre, _heading(document, line), document.words(document.lines[line]))


def _heading(document: Document, line: int) -> Tense | None:
    for words in document.heading_words(line):
        if RESULT_HEADING.search(words):
            return Tense.RESULT
        if AIM_HEADING.search(words):
            return Tense.AIM
    head = document.lines[line].list_head
    if head is not None and AIM_HEADING.search(document.words(document.lines[head])):
        return Tense.AIM
    return None
