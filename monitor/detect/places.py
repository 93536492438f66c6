"""Whose amount it is: the place it holds for and the body that set or reported it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from .document import Document, Sentence
from .genre import genre_of
from .issuers import find_issuer, region_of
from .place_words import ELSEWHERE, EVENT, SITE, WHOLE_COUNTRY
from .regions import NATIONAL, find_regions, province_of
from .tense import Genre

_ANNOUNCES = re.compile(r"[也还则又日前近天今已]{0,4}(?:发布|印发|出台|公布|制定|提出|明确|计划|将|要)")
#: A title begins with who signs it: 广州市卫生健康委等4部门关于….
_SIGNATURE = 12
#: So far back in its paragraph a claim's place or speaker is looked for.
_REACH = 500
#: The speaker's own province, city or county, wherever that is.
_OWN_PLACE = re.compile(r"[全我本](?:省|市|县|州|自治区)(?!场|级)")
#: 北京、上海等10个省市: the places are examples; 北京非首都功能 is not in 北京.
_NOT_MEANT = re.compile(
    r"(?:、[^，。；、]{1,8})*等(?:[^，。；]{0,8}(?:[省市区县]|城市|地区|国家)|[^，。；]{0,6}$)|非首都"
)
#: Places of so many provinces before an amount that names none: it is of all of them.
_SEVERAL = 3


@dataclass
class Places:
    """Places and bodies that a document names around its claims."""

    document: Document

    @cached_property
    def home(self) -> str:
        """The region of the document's issuer; national where it is unknown."""
        issuer = self.document.article.issuer
        named = region_of(issuer) if issuer else None
        if named is None and not self._goes_on:
            # A document whose page names no issuer is of the place that signs its title.
            signed = next(iter(find_regions(self.document.title[:_SIGNATURE])), None)
            named = signed.name if signed else None
        return named or NATIONAL

    @cached_property
    def _goes_on(self) -> bool:
        """Whether a place named once is meant in the sentences after it: in news, not in documents."""
        return genre_of(self.document) in {Genre.NEWS, Genre.ABROAD}

    def region_at(self, sentence: Sentence, start: int, end: int) -> str | None:
        """
        Return the place that the clause, else the sentence, else the paragraph names.

        None for what holds for one enterprise, work or fair, and where the place is not known.
        """
        text = self.document.text
        line = self.document.lines[sentence.line]
        before = text[max(line.start, sentence.start - _REACH) : sentence.start] if self._goes_on else ""
        found = _last_place(text[start:end])
        if found:
            return found
        if SITE.search(text, sentence.start, end):
            return None
        found = _last_place(text[sentence.start : start])
        if found:
            return found
        if ELSEWHERE.search(text, sentence.start, end) or EVENT.search(before + text[sentence.start : end]):
            return None
        return self._around(before) or self._at_home(line.start, end)

    def _around(self, before: str) -> str | None:
        """Return the place that the paragraph named last; none of several that it went through."""
        provinces = {province_of(mention.name) for mention in find_regions(before)}
        return NATIONAL if len(provinces) >= _SEVERAL else _last_place(before)

    def _at_home(self, start: int, end: int) -> str | None:
        unknown = self.home == NATIONAL and _OWN_PLACE.search(self.document.text, start, end)
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
    places = [
        (mention.start, mention.name)
        for mention in find_regions(words)
        if not _NOT_MEANT.match(words, mention.end)
    ]
    places += [(word.start(), NATIONAL) for word in WHOLE_COUNTRY.finditer(words)]
    return max(places)[1] if places else None
