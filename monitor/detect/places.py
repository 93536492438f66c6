"""Whose amount it is: the place it holds for and the body that set or reported it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from .document import Document, Sentence
from .issuers import find_issuer, find_issuers, region_of
from .lexicon import Mention
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
    r"(?:、[^，。；、]{1,8}){0,60}等(?:[^，。；]{0,8}(?:[省市区县]|城市|地区|国家)|[^，。；]{0,6}$)|非首都"
)
#: Places of so many provinces before an amount that names none: it is of all of them.
_SEVERAL = 3


@dataclass
class Places:
    """Places and bodies that a document names around its claims."""

    document: Document
    genre: Genre
    #: By line, each for the lines that were asked for: the places and bodies in it, where its first 全市 ends.
    _regions_of_lines: dict[int, tuple[Mention, ...]] = field(default_factory=dict, init=False)
    _issuers_of_lines: dict[int, tuple[Mention, ...]] = field(default_factory=dict, init=False)
    _own_places: dict[int, int] = field(default_factory=dict, init=False)
    #: By where a sentence starts: the place and the body that its paragraph names before it.
    _regions_before: dict[int, str | None] = field(default_factory=dict, init=False)
    _issuers_before: dict[int, str | None] = field(default_factory=dict, init=False)

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
        return self.genre in {Genre.NEWS, Genre.ABROAD}

    def region_at(self, sentence: Sentence, start: int, end: int) -> str | None:
        """
        Return the place that the clause, else the sentence, else the paragraph names.

        None for what holds for one enterprise, work or fair, and where the place is not known.
        """
        text = self.document.text
        found = self._last(start, end)
        if found:
            return found
        if SITE.search(text, sentence.start, end):
            return None
        found = self._last(sentence.start, start)
        if found:
            return found
        before = self._before(sentence) if self._goes_on else ""
        if ELSEWHERE.search(text, sentence.start, end) or EVENT.search(
            text, sentence.start - len(before), end
        ):
            return None
        around = self._around(sentence, before) if before else None
        return around or self._at_home(sentence.line, end)

    def _last(self, start: int, end: int) -> str | None:
        words = self.document.text[start:end]
        return _last_place(words, find_regions(words))

    def _around(self, sentence: Sentence, before: str) -> str | None:
        """Return the place that the paragraph named last; none of several that it went through."""
        if sentence.start not in self._regions_before:
            regions = self._regions(sentence.line, before)
            provinces = {province_of(mention.name) for mention in regions}
            several = len(provinces) >= _SEVERAL
            self._regions_before[sentence.start] = NATIONAL if several else _last_place(before, regions)
        return self._regions_before[sentence.start]

    def _at_home(self, line: int, end: int) -> str | None:
        unknown = self.home == NATIONAL and self._own_place_of(line) <= end
        return None if unknown else self.home

    def _own_place_of(self, line: int) -> int:
        """Return where the first 全市 or 我省 of a line ends; past the text if it has none."""
        if line not in self._own_places:
            here = self.document.lines[line]
            found = _OWN_PLACE.search(self.document.text, here.start, here.end)
            self._own_places[line] = found.end() if found else len(self.document.text) + 1
        return self._own_places[line]

    def issuer_at(self, sentence: Sentence, start: int) -> str | None:
        """Return the body that the sentence names as speaking, else the paragraph, else the document's."""
        own = self.document.text[sentence.start : start]
        found = _speaker(own, find_regions(own)) or find_issuer(own, self.home)
        if found:
            return found
        if sentence.start not in self._issuers_before:
            before = self._before(sentence)
            self._issuers_before[sentence.start] = before and (
                _speaker(before, self._regions(sentence.line, before)) or self._issuer(sentence.line, before)
            )
        return self._issuers_before[sentence.start] or self.document.article.issuer

    def _before(self, sentence: Sentence) -> str:
        """Return the words of the paragraph before the sentence, the nearest `_REACH` of them."""
        line = self.document.lines[sentence.line]
        return self.document.text[max(line.start, sentence.start - _REACH) : sentence.start]

    def _regions(self, line: int, before: str) -> tuple[Mention, ...]:
        """Return the places in the words before a sentence of the line."""
        if len(before) >= _REACH:
            return find_regions(before)
        # The words begin where the line does: it is looked through once for all its sentences.
        if line not in self._regions_of_lines:
            self._regions_of_lines[line] = find_regions(self.document.words(self.document.lines[line]))
        return tuple(mention for mention in self._regions_of_lines[line] if mention.end <= len(before))

    def _issuer(self, line: int, before: str) -> str | None:
        """Return the first body in the words before a sentence of the line."""
        if len(before) >= _REACH:
            return find_issuer(before, self.home)
        if line not in self._issuers_of_lines:
            words = self.document.words(self.document.lines[line])
            self._issuers_of_lines[line] = find_issuers(words, self.home)
        return next((body.name for body in self._issuers_of_lines[line] if body.end <= len(before)), None)


def _speaker(words: str, regions: tuple[Mention, ...]) -> str | None:
    """Return the place that announces something: `上海市发布…提出`."""
    return regions[0].name if regions and _ANNOUNCES.match(words, regions[0].end) else None


def _last_place(words: str, regions: tuple[Mention, ...]) -> str | None:
    """Return the place that the words name last; `regions`: the places in them."""
    if not regions:
        return NATIONAL if WHOLE_COUNTRY.search(words) else None
    places = [
        (mention.start, mention.name) for mention in regions if not _NOT_MEANT.match(words, mention.end)
    ]
    places += [(word.start(), NATIONAL) for word in WHOLE_COUNTRY.finditer(words)]
    return max(places)[1] if places else None
