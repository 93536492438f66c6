"""Measures that a text reports: documents issued, consulted on, drafted, repealed; actions started."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from ..domain import Measure, Quote, Stage, Topic
from ..text.document_numbers import find_document_number
from .document import Document, Sentence
from .issuers import find_issuers, from_document_number, region_of
from .kinds import is_bill, is_consulted, without_draft
from .measure_agents import agents, masked
from .measure_cues import (
    MEETING_END,
    STARTED,
    Cue,
    is_fresh,
    is_past,
    is_past_programme,
    issues,
    launches,
    meetings,
    read_cue,
)
from .measure_names import MAY_NAME, MAY_START, Name, plain_document, plain_programme, quoted_names
from .own_measure import own_measure
from .scope import spoken_of
from .themes import themes_of

#: How sure a reading is; calibrated on the labelled texts.
_CONFIDENCE: Final = {
    "before": 0.95,
    "after": 0.9,
    "nominal": 0.85,
    "plain": 0.85,
    "programme": 0.75,
    "title": 0.9,
}
#: 《办法》 after 以下简称 stands for a document already named.
_SHORT_NAME = 5
_BETWEEN = re.compile(r"(?:[、，和及与\s]|以及|[0-9]\.[0-9]版|（[^（）]{0,60}）){0,6}")
_NUMBER_AFTER = 60
#: 大力实施“东数西算”工程，加快推进全国一体化算力网建设: two programmes in one breath.
_SECOND = re.compile(
    r"，(?:加快|加力|深入|持续|同步|统筹)?(?:推进|推动)(?P<name>[^，。；：《》“”]{4,20}?)建设(?=[，。；]|$)"
)
_BESIDE_NAME = re.compile(r"^关于|（[^（）]{1,40}）$|[^\w+]")
_TITLE = re.compile("《[^《》]{0,120}》")


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure as one sentence gives it; offsets count in the sentence."""

    name: Name
    cue: Cue
    issuers: tuple[str, ...]


def find_measures(document: Document, topics: tuple[Topic, ...] = ()) -> tuple[Measure, ...]:
    """
    Return the measures that the article reports, in the order of their quotes.

    An article that is itself the document yields it, and from its body only
    what it repeals. Documents that are merely cited yield nothing. A measure is
    in scope if its name, or what its sentence says of it, speaks of a topic.
    """
    own = own_measure(document, topics)
    found = [own] if own else []
    for index in document.holding(MAY_NAME):
        found += _read(document, document.sentences[index], topics, is_document=own is not None)
    if own is None and not found:
        found += _read_title(document, topics)
    return tuple(
        sorted(_merged(found), key=lambda measure: (measure.quote.start, measure.quote.end, measure.name))
    )


def _read(
    document: Document, sentence: Sentence, topics: tuple[Topic, ...], *, is_document: bool
) -> list[Measure]:
    words = document.words(sentence)
    found = _quoted(document, words)
    if is_document:
        found = [one for one in found if one.cue.stage is Stage.REPEALED]
    else:
        found += _plain(document, words)
        found += _programmes(document, words)
    if not found:
        return []
    start, end = document.clean.span(sentence.start, sentence.end)
    return [_in_scope(_measure(document, words, one, (start, end)), words, one, topics) for one in found]


def _read_title(document: Document, topics: tuple[Topic, ...]) -> list[Measure]:
    """Read the title as a sentence, for pages whose body does not repeat it; the first sentence is the quote."""
    words = document.title
    found = [*_quoted(document, words), *_plain(document, words)]
    first = document.sentences[:1]
    span = document.clean.span(first[0].start, first[0].end) if first else (0, 0)
    titled = [replace(one, cue=replace(one.cue, rule="title")) for one in found]
    return [_in_scope(_measure(document, words, one, span), words, one, topics) for one in titled]


def _quoted(document: Document, words: str) -> list[_Found]:
    """Read the names in 《》; names in one list share what is said of the list."""
    found = []
    for group in _groups(words, quoted_names(words)):
        cue = read_cue(words, group[0].start, group[-1].end, bill=is_bill(group[0].text))
        if cue is None or not _is_news(document, words, cue):
            continue
        who = agents(words, cue.start, _home(document))
        who = who or tuple(mention.name for mention in find_issuers(masked(words[group[-1].end : cue.end])))
        found += [_Found(name, cue, who) for name in group if name.kind and len(name.text) >= _SHORT_NAME]
    return found


def _groups(words: str, names: tuple[Name, ...]) -> list[list[Name]]:
    groups: list[list[Name]] = []
    for name in names:
        if groups and _BETWEEN.fullmatch(words, groups[-1][-1].end, name.start):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _is_news(document: Document, words: str, cue: Cue) -> bool:
    if cue.stage is Stage.REPEALED:
        return True
    # The day from which a measure is in force may lie months ahead: it does not date the news.
    left = masked(words[: cue.start if cue.stage is Stage.IN_FORCE else cue.end])
    if cue.rule == "nominal":
        return is_fresh(left, document.published) and not is_past(left, document.published)
    return not is_past(left, document.published)


def _plain(document: Document, words: str) -> list[_Found]:
    """Read documents named without 《》; only those whose issuer the sentence names."""
    found = []
    for start, end, stage in issues(masked(words)):
        name = plain_document(words, end)
        if name is None or is_past(masked(words[:start]), document.published):
            continue
        who = agents(words, start, _home(document))
        if who:
            found.append(_Found(name, Cue(stage, start, name.end, f"plain:{stage}"), who))
    return found


def _programmes(document: Document, words: str) -> list[_Found]:
    """Read actions, projects and trials that a named body starts."""
    if not MAY_START.search(words):
        return []
    hidden = _TITLE.sub(lambda title: " " * len(title.group()), words)
    found = []
    for start, end, stage in launches(hidden):
        name = plain_programme(hidden, end)
        if name:
            second = _SECOND.match(hidden, name.end)
            text = f"{name.text}、{second['name']}" if second else name.text
            found.append((replace(name, text=text), Cue(stage, start, name.end, f"programme:{stage}")))
    for start, end in meetings(hidden):
        name = plain_programme(hidden, end)
        if name and MEETING_END.match(hidden, name.end):
            found.append((name, Cue(Stage.LAUNCHED, start, name.end, "programme:meeting")))
    found += [
        (
            Name(started["name"], "行动", *started.span("name")),
            Cue(Stage.LAUNCHED, *started.span(), "programme:started"),
        )
        for started in STARTED.finditer(hidden)
    ]
    news = [
        (name, cue, agents(words, cue.start, _home(document)))
        for name, cue in found
        if not is_past_programme(masked(words[: cue.start]), document.published)
    ]
    return [_Found(name, cue, who) for name, cue, who in news if who]


def _home(document: Document) -> str | None:
    return region_of(document.issuers[0]) if document.issuers else None


def _measure(document: Document, words: str, found: _Found, span: tuple[int, int]) -> Measure:
    name, cue = found.name, found.cue
    number = find_document_number(words[name.end : name.end + _NUMBER_AFTER])
    issuers = found.issuers or from_document_number(number or "") or _issuers_around(document)
    stage = cue.stage
    if is_consulted(name.text) and stage in (Stage.ISSUED, Stage.DRAFTING, Stage.REVISED):
        stage = Stage.CONSULTATION
    if is_bill(name.text) and stage is not Stage.CONSULTATION:
        stage = Stage.DRAFTING
    return Measure(
        quote=Quote(
            text=document.article.text[span[0] : span[1]],
            start=span[0],
            end=span[1],
            rule=f"measure.{cue.rule}",
            confidence=_CONFIDENCE[cue.rule.partition(":")[0]],
        ),
        name=without_draft(name.text),
        kind=name.kind,
        stage=stage,
        document_number=number,
        issuers=issuers,
        region=region_of(issuers[0]) if issuers else None,
        themes=themes_of(name.text, words),
    )


def _in_scope(measure: Measure, words: str, found: _Found, topics: tuple[Topic, ...]) -> Measure:
    said = words[found.name.end :].partition("《")[0]
    spoken = spoken_of((found.name.text, said), topics)
    return replace(measure, quote=replace(measure.quote, in_scope=bool(spoken), topics=spoken))


def _issuers_around(document: Document) -> tuple[str, ...]:
    """Return who the page or its title names when the sentence names no one: 会议审议通过."""
    in_title = find_issuers(masked(document.title))
    return (in_title[0].name,) if in_title else document.issuers


def _key(measure: Measure) -> str:
    """Return what is left of a name when quotes, edition and period are taken off."""
    return _BESIDE_NAME.sub("", measure.name)


#: Of several things that an article says of one measure, the first in this order is the news.
_RANK: Final = (
    Stage.REPEALED,
    Stage.CONSULTATION,
    Stage.REVISED,
    Stage.ISSUED,
    Stage.LAUNCHED,
    Stage.IN_FORCE,
    Stage.DRAFTING,
)


def _merged(measures: list[Measure]) -> list[Measure]:
    """Return one measure per name: what matters most of it, completed from its other readings."""
    by_name: dict[str, Measure] = {}
    for measure in measures:
        key = _key(measure)
        known = by_name.get(key)
        if known is None:
            by_name[key] = measure
            continue
        first, other = sorted((known, measure), key=lambda one: _RANK.index(one.stage))
        by_name[key] = replace(
            first,
            name=max(known.name, measure.name, key=len),
            document_number=first.document_number or other.document_number,
            issuers=first.issuers or other.issuers,
            region=first.region or other.region,
        )
    return list(by_name.values())
