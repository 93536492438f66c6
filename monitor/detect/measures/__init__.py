"""
Measures: documents and programmes that an article reports, and the document that the article itself is.

Takes a document and the configured topics; gives `Measure` findings in the order of their quotes. The words that
decide are in `vocabulary.measure_rules`, `measure_kinds` and `news_rules`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ...domain import Measure, Quote, Stage, Topic
from ...text.lexicon import find_document_number
from ..bodies import find_issuers, from_document_number, known_issuers, place_at_start, region_of
from ..document import Document, Sentence
from ..topics import spoken_of
from ..vocabulary.measure_kinds import is_bill, is_consulted, themes_of, without_draft
from ..vocabulary.measure_rules import MeasureRule
from ..vocabulary.news_rules import EXPLAINS_NEW, LOOKS_BACK, WINNERS
from .document_names import (
    CONGRESS,
    LAW,
    MAY_NAME,
    MAY_START,
    Name,
    agents,
    announced_name,
    explained_name,
    is_one,
    key_of,
    masked,
    name_groups,
    plain_documents,
)
from .own_page import own_measures
from .signatures import signing_bodies
from .stages import PLAIN, StageCue, is_by_others, is_news, is_past, issues, read_cue, starts

#: How sure a measure is that only the title reports; calibrated on labelled texts.
_TITLE_CONFIDENCE: Final = 0.9
#: A shorter name stands for a document that was named before: 《办法》 after 以下简称.
_SHORT_NAME = 5
_NUMBER_AFTER = 60
#: News are told in so many first characters of a page, and where a line begins.
_LEAD = 120
#: 通过了修订后的数据法.
_REVISED = ("修订后的", "修订的")
_TITLE = re.compile("《[^《》]{0,120}》")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A measure as a sentence gives it; offsets count in the sentence."""

    name: Name
    cue: StageCue
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document that is read for measures, with what its title already told."""

    document: Document
    topics: tuple[Topic, ...]
    #: Names of the measures that the title reports, as `key_of` gives them.
    told: tuple[str, ...] = ()

    @property
    def looks_back(self) -> bool:
        """Whether the title is that of a report, a speech or a survey."""
        return LOOKS_BACK.first(self.document.title) is not None

    def reports(self, words: str, reading: _Reading, sentence: Sentence | None) -> bool:
        """Tell whether a sentence, or the title where `sentence` is None, says a reading as news of the day."""
        cue = reading.cue
        # The day from which a measure is in force may lie months ahead, so it does not date the news.
        end = cue.start if cue.stage is Stage.IN_FORCE or cue.rule in PLAIN else cue.end
        leads = sentence is None or self._leads(reading, sentence)
        looks_back = sentence is not None and self.looks_back
        return is_news(cue, masked(words[:end]), self.document.published, leads=leads, looks_back=looks_back)

    def _leads(self, reading: _Reading, sentence: Sentence) -> bool:
        """
        Tell whether a sentence that names no day may tell news: it says who acts, or begins the page or a line.

        A page whose title tells of a document tells of no other; a report or a speech looks back.
        """
        if self.told or self.looks_back:
            return any(is_one(key_of(reading.name.text), told) for told in self.told)
        begins = sentence.start < _LEAD or sentence.start == self.document.lines[sentence.line].start
        return begins or bool(reading.issuers)


def find_measures(document: Document, topics: tuple[Topic, ...] = ()) -> tuple[Measure, ...]:
    """
    Return the measures that the article reports, in the order of their quotes.

    An article that is itself a document, or issues several, gives these, and from its
    body only what it repeals. A document that is merely cited is no measure. A measure is in
    scope if its name, or what its sentence says of it, speaks of a topic.
    """
    own = own_measures(document, topics)
    titled = [] if own else _read_title(_Page(document, topics))
    page = _Page(document, topics, tuple(key_of(measure.name) for measure in titled))
    found = [*own]
    for index in document.holding(MAY_NAME):
        found += _read(page, document.sentences[index], is_document=bool(own))
    keys = [key_of(measure.name) for measure in found]
    found += [measure for measure in titled if not any(is_one(key_of(measure.name), key) for key in keys)]
    return _merged(found)


def _read(page: _Page, sentence: Sentence, *, is_document: bool) -> list[Measure]:
    document = page.document
    words = document.words(sentence)
    found = _quoted(document, words)
    if is_document:
        found = [reading for reading in found if reading.cue.stage is Stage.REPEALED]
    else:
        found += [*_plain(document, words), *_programmes(document, words)]
    found = [reading for reading in found if page.reports(words, reading, sentence)]
    if not found:
        return []
    start, end = document.clean.span(sentence.start, sentence.end)
    return [_measure(document, words, reading, (start, end), page.topics) for reading in found]


def _read_title(page: _Page) -> list[Measure]:
    """Read the title as a sentence; the first sentence of the text is the quote."""
    document = page.document
    words = document.title
    if WINNERS.first(words):
        return []
    found = [*_quoted(document, words), *_plain(document, words)]
    found = [reading for reading in found if page.reports(words, reading, None)] or _announced(document, words)
    rule = MeasureRule.TITLE
    if not found and EXPLAINS_NEW.first(words):
        found, rule = _explained(document, words), MeasureRule.EXPLAINED
    first = document.sentences[:1]
    span = document.clean.span(first[0].start, first[0].end) if first else (0, 0)
    titled = [
        replace(
            reading,
            cue=replace(reading.cue, rule=rule, confidence=_TITLE_CONFIDENCE),
            issuers=reading.issuers or _named_in(words) or signing_bodies(document, "", None),
        )
        for reading in found
    ]
    return [_measure(document, words, reading, span, page.topics) for reading in titled]


def _announced(document: Document, title: str) -> list[_Reading]:
    """Return the document that a headline says is out: 某市算力管理办法公布."""
    name = announced_name(title)
    if name is None:
        return []
    cue = StageCue(Stage.ISSUED, name.start, name.end, MeasureRule.TITLE, _TITLE_CONFIDENCE)
    return [_Reading(name, cue, agents(title, name.start, _home(document, name.text)))]


def _explained(document: Document, title: str) -> list[_Reading]:
    """Return the new document that a page explains; none whose issuing its text dates far back."""
    name = explained_name(title)
    if name is None or len(name.text) < _SHORT_NAME or _is_long_past(document, name):
        return []
    cue = StageCue(Stage.ISSUED, name.start, name.end, MeasureRule.EXPLAINED, _TITLE_CONFIDENCE)
    return [_Reading(name, cue, ())]


def _is_long_past(document: Document, name: Name) -> bool:
    """Tell whether the first sentence that names the document dates it too far back to be news."""
    first = next((words for words in map(document.words, document.sentences) if name.text in words), "")
    return is_past(masked(first[: first.find(name.text)]), document.published)


def _quoted(document: Document, words: str) -> list[_Reading]:
    """Read the names in 《》; names in one list share what is said of the list."""
    found = []
    for group in name_groups(words):
        cue = read_cue(words, group[0].start, group[-1].end, bill=is_bill(group[0].text))
        if cue is None:
            continue
        who = agents(words, cue.start, _home(document, group[0].text))
        if not who and is_by_others(masked(words[: cue.start])):
            continue
        who = who or tuple(mention.name for mention in find_issuers(masked(words[group[-1].end : cue.end])))
        found += [
            _Reading(name, cue, who) for name in group if name.kind and len(without_draft(name.text)) >= _SHORT_NAME
        ]
    return found


def _plain(document: Document, words: str) -> list[_Reading]:
    """Read documents named without 《》; only those whose issuer the sentence names."""
    found = []
    for cue in issues(masked(words)):
        for name in plain_documents(words, cue.end):
            who = agents(words, cue.start, _home(document, name.text))
            if who or (name.kind == LAW and CONGRESS.search(words + document.title)):
                stage = Stage.REVISED if words.endswith(_REVISED, 0, name.start) else cue.stage
                found.append(_Reading(name, replace(cue, stage=stage, end=name.end), who))
    return found


def _programmes(document: Document, words: str) -> list[_Reading]:
    """Read actions, projects and trials that a named body starts."""
    if not MAY_START.search(words):
        return []
    hidden = _TITLE.sub(lambda title: " " * len(title.group()), words)
    return [
        _Reading(name, cue, who)
        for name, cue in starts(hidden)
        if (who := agents(words, cue.start, _home(document, name.text)))
    ]


def _home(document: Document, name: str) -> str | None:
    """Return the place that 市政府 belongs to: that of the page's issuer, else the one that the name begins with."""
    issuers = known_issuers(document.article.issuer)
    if issuers:
        return region_of(issuers[0])
    place = place_at_start(name)
    return place.name if place else None


def _measure(
    document: Document, words: str, reading: _Reading, span: tuple[int, int], topics: tuple[Topic, ...]
) -> Measure:
    name, cue = reading.name, reading.cue
    number = find_document_number(words[name.end : name.end + _NUMBER_AFTER])
    said = reading.issuers or from_document_number(number or "")
    issuers = said or _named_in(document.title) or known_issuers(document.article.issuer)
    spoken = spoken_of((name.text, words[name.end :].partition("《")[0]), topics)
    return Measure(
        quote=Quote(
            text=document.article.text[span[0] : span[1]],
            start=span[0],
            end=span[1],
            rule=cue.rule.value,
            confidence=cue.confidence,
            in_scope=bool(spoken),
            topics=spoken,
        ),
        name=without_draft(name.text),
        kind=name.kind,
        stage=_stage(name.text, cue.stage),
        document_number=number,
        issuers=issuers,
        region=region_of(issuers[0]) if issuers else None,
        themes=themes_of(name.text, words),
    )


def _stage(name: str, said: Stage) -> Stage:
    """Return the stage that a draft's name gives, whatever its sentence says; else what the sentence says."""
    if is_consulted(name) and said in {Stage.ISSUED, Stage.DRAFTING, Stage.REVISED}:
        return Stage.CONSULTATION
    if is_bill(name) and said is not Stage.CONSULTATION:
        return Stage.DRAFTING
    return said


def _named_in(title: str) -> tuple[str, ...]:
    """Return the first body that a title names outside the names of documents."""
    return tuple(body.name for body in find_issuers(masked(title))[:1])


#: If an article says several things of a measure, the first in this order is the news.
_RANK: Final = (
    Stage.REPEALED,
    Stage.CONSULTATION,
    Stage.REVISED,
    Stage.ISSUED,
    Stage.LAUNCHED,
    Stage.IN_FORCE,
    Stage.DRAFTING,
)


def _merged(measures: list[Measure]) -> tuple[Measure, ...]:
    """Return one measure per name, its most important reading completed from the others, in order of quotes."""
    by_name: dict[str, Measure] = {}
    for measure in measures:
        key = key_of(measure.name)
        known = by_name.get(key)
        if known is None:
            by_name[key] = measure
            continue
        first, other = sorted((known, measure), key=lambda reported: _RANK.index(reported.stage))
        by_name[key] = replace(
            first,
            name=max(known.name, measure.name, key=len),
            document_number=first.document_number or other.document_number,
            issuers=first.issuers or other.issuers,
            region=first.region or other.region,
        )
    return tuple(sorted(by_name.values(), key=lambda found: (found.quote.start, found.quote.end, found.name)))
