"""Whose amount it is: the place it holds for and the body that set or reported it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .document import Document, Sentence
from .issuers import find_issuer, region_of
from .regions import NATIONAL, find_regions

_ANNOUNCES = re.compile(r"[也还则又日前近天今已]{0,4}(?:发布|印发|出台|公布|制定|提出|明确|计划|将|要)")
#: So far back in its paragraph a claim's place or speaker is looked for.
_REACH = 500
_NATIONAL_WORDS = ("全国", "我国", "中国", "全社会")
#: The speaker's own province, city or county, wherever that is.
_OWN_PLACE = re.compile(r"[全我本](?:省|市|县|州|自治区)(?!场|级)")


@dataclass
class Places:
    """Places and bodies that a document names around its claims."""

    document: Document

    @cached_property
    def home(self) -> str:
        """The region of the document's issuer; national where it is unknown."""
        issuer = self.document.article.issuer
        return (region_of(issuer) if issuer else None) or NATIONAL

    def region_at(self, sentence: Sentence, start: int, end: int) -> str | None:
        """Return the place that the clause, else the sentence, else the paragraph names."""
        text = self.document.text
        line = self.document.lines[sentence.line]
        before = max(line.start, sentence.start - _REACH)
        for words in (text[start:end], text[sentence.start : start], text[before : sentence.start]):
            found = _last_place(words)
            if found:
                return found
        unknown = self.home == NATIONAL and _OWN_PLACE.search(text, line.start, end)
        return None if unknown else self.home

    def issuer_at(self, sentence: Sentence, start: int) -> str | None:
        """Return the body that the sentence names as speaking, else the paragraph, else the document's."""
        text = self.document.text
        line = self.document.lines[sentence.line]
        before = max(line.start, sentence.start - _REACH)
        for words in (text[sentence.start : start], text[before : sentence.start]):
            found = _speaker(words) or find_issuer(words, self.home)
            if found:
                return found
        return self.document.article.issuer


def _speaker(words: str) -> str | None:
    """Return the place that announces something: `上海市发布…提出`."""
    place = next(iter(find_regions(words)), None)
    return place.name if place and _ANNOUNCES.match(words, place.end) else None


def _last_place(words: str) -> str | None:
    places = [(mention.start, mention.name) for mention in find_regions(words)]
    places += [(at, NATIONAL) for word in _NATIONAL_WORDS if (at := words.rfind(word)) >= 0]
    return max(places)[1] if places else None
