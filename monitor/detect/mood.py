"""What a whole line says about the tense of its sentences: headings above it, and its own cues counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .cues import AIM_HEADING, PLANNING, REPORTING, RESULT_HEADING
from .document import Document
from .tense import Genre, Tense


@dataclass(frozen=True)
class Mood:
    """What holds for all sentences of a line."""

    genre: Genre
    heading: Tense | None
    #: The line's words.
    words: str

    @cached_property
    def paragraph(self) -> Tense | None:
        """The tense that most cues of the line speak for; few amounts need to ask."""
        planning, reporting = (len(cues.findall(self.words)) for cues in (PLANNING, REPORTING))
        return Tense.AIM if planning > reporting else None


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
