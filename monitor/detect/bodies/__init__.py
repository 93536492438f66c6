"""
Bodies and places: who issues what, and for which place it holds.

Takes words of a text, a document number or a document; gives names in their one form (工信部 → 工业和信息化部, 深圳 →
深圳市) with where they stand. Bodies and places are rows of `bodies.toml` and `divisions.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from ...text.lexicon import Mention
from ..document import Document, Sentence
from ..vocabulary.place_rules import ELSEWHERE, EVENT, NATIONAL_PRESS, NATIONAL_TEXT, SITE, WHOLE_COUNTRY
from .issuers import canonical, end_of_body, find_issuer, find_issuers, from_document_number, known_issuers, region_of
from .regions import NATIONAL, find_regions, full_name, lies_in, place_at_start, province_of

__all__ = [
    "NATIONAL",
    "Attribution",
    "canonical",
    "end_of_body",
    "find_issuers",
    "find_regions",
    "from_document_number",
    "full_name",
    "known_issuers",
    "place_at_start",
    "province_of",
    "region_of",
]

_ANNOUNCES = re.compile(r"[也还则又日前近天今已]{0,4}(?:发布|印发|出台|公布|制定|提出|明确|计划|将|要)")
#: The signature at the beginning of a title: 广州市卫生健康委等4部门关于….
_SIGNATURE = 12
#: A body that signs a title stands within so many characters.
_TITLE_REACH = 60
#: A signature stands in so many last lines, above its date.
_FOOT = 30
_DAY_ALONE = re.compile(r"\s{0,8}20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日\s{0,8}")
#: The place and the speaker of a claim stand within so many characters before it in its paragraph.
_REACH = 500
#: The speaker's own province, city or county, wherever that is.
_OWN_PLACE = re.compile(r"[全我本](?:省|市|县|州|自治区)(?!场|级)")
#: 北京、上海等10个省市: the places are examples.
_NOT_MEANT = re.compile(
    r"(?:、[^，。；、]{1,8}){0,60}等(?:[^，。；]{0,8}(?:[省市区县]|城市|地区|国家)|[^，。；]{0,6}$)"
)
#: An amount without a place after places of so many provinces holds for the whole country.
_SEVERAL = 3


@dataclass
class Attribution:
    """Places and bodies that a document names around its claims."""

    document: Document
    #: In news a place named once is meant in the sentences after it; in a document only in its own.
    is_news: bool
    #: Region of the source that the document comes from; None where it is not known.
    source_region: str | None = None
    #: Caches by line: its places, its bodies, where its first 全市 ends.
    _regions_of_lines: dict[int, tuple[Mention, ...]] = field(default_factory=dict, init=False)
    _issuers_of_lines: dict[int, tuple[Mention, ...]] = field(default_factory=dict, init=False)
    _own_places: dict[int, int] = field(default_factory=dict, init=False)
    #: Caches by the start of a sentence: the place and the body that its paragraph names before it.
    _regions_before: dict[int, str | None] = field(default_factory=dict, init=False)
    _issuers_before: dict[int, str | None] = field(default_factory=dict, init=False)

    @cached_property
    def home(self) -> str | None:
        """
        The region of the document's issuer, of whom its title, its foot or its address names, else of its source.

        None where nothing says it: the whole country is no guess.
        """
        article = self.document.article
        signs = (article.issuer, self._signs_title(), self._signs_foot())
        named = (region_of(name) for name in signs if name)
        return next(filter(None, named), None) or self._outlet_region() or self.source_region

    def _signs_title(self) -> str | None:
        """Return the body that the title begins with; of a document, the place that it begins with, too."""
        title = self.document.title
        body = next((body.name for body in find_issuers(title[:_TITLE_REACH]) if body.start == 0), None)
        if body or self.is_news:
            return body
        return next((place.name for place in find_regions(title[:_SIGNATURE])), None)

    def _signs_foot(self) -> str | None:
        """Return the body that stands alone above the last date at a document's foot."""
        foot = () if self.is_news else self.document.lines[-_FOOT:]
        for above, line in reversed(tuple(pairwise(map(self.document.words, foot)))):
            body = next(iter(find_issuers(above[:_TITLE_REACH])), None)
            if body and _DAY_ALONE.fullmatch(line) and not (above[: body.start] + above[body.end :]).strip():
                return body.name
        return None

    def _outlet_region(self) -> str | None:
        """Return the whole country for the national press, and for a document for all provinces or of 我国."""
        article = self.document.article
        if any(NATIONAL_PRESS.first(name) for name in (article.issuer, article.source) if name):
            return NATIONAL
        text = self.document.text
        speaks = not self.is_news and NATIONAL_TEXT.pattern.search(text)
        return NATIONAL if speaks and not _OWN_PLACE.search(text) else None

    def region_at(self, sentence: Sentence, start: int, end: int) -> str | None:
        """
        Return the place that the clause, else the sentence, else the paragraph names.

        None for what holds for one enterprise, work or fair, and where the place is not known.
        """
        text = self.document.text
        found = self._last(start, end)
        if found:
            return self._of_home(found)
        if SITE.pattern.search(text, sentence.start, end):
            return None
        found = self._last(sentence.start, start)
        if found:
            return self._of_home(found)
        before = self._before(sentence) if self.is_news else ""
        if ELSEWHERE.pattern.search(text, sentence.start, end) or EVENT.pattern.search(
            text, sentence.start - len(before), end
        ):
            return None
        around = self._around(sentence, before) if before else None
        return around or self._at_home(sentence.line, end)

    def _of_home(self, place: str) -> str:
        """Return the place if a document of a place may speak for it; its own place where it names one beside it."""
        home = self.home
        if self.is_news or home is None or home == NATIONAL or lies_in(place, home):
            return place
        return home

    def _last(self, start: int, end: int) -> str | None:
        words = self.document.text[start:end]
        return _last_place(words, find_regions(words))

    def _around(self, sentence: Sentence, before: str) -> str | None:
        """Return the place that the paragraph named last; the whole country if it named places of several provinces."""
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
        """Return the body that speaks in the sentence, else in the paragraph, else the document's issuer."""
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
        return NATIONAL if WHOLE_COUNTRY.pattern.search(words) else None
    places = [(mention.start, mention.name) for mention in regions if not _NOT_MEANT.match(words, mention.end)]
    places += [(word.start(), NATIONAL) for word in WHOLE_COUNTRY.pattern.finditer(words)]
    return max(places)[1] if places else None
