"""Whose amount it is: the place it holds for and the body that set or reported it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from .document import Document, Sentence
from .issuers import find_issuer, region_of
from .regions import NATIONAL, find_regions

_NATIONAL_WORDS = ("全国", "我国", "中国", "全社会")


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
        for words in (text[start:end], text[sentence.start : start], text[line.start : sentence.start]):
            found = _last_place(words)
            if found:
                return found
        return self.home

    def issuer_at(self, sentence: Sentence, start: int) -> str | None:
        """Return the body that the sentence names, else the document's."""
        text = self.document.text
        return find_issuer(text[sentence.start : start]) or self.document.article.issuer


def _last_place(words: str) -> str | None:
    places = [(mention.start, mention.name) for mention in find_regions(words)]
    places += [(at, NATIONAL) for word in _NATIONAL_WORDS if (at := words.rfind(word)) >= 0]
    return max(places)[1] if places else None
