"""Targets and progress of a document: claims with their slots filled, restatements in headlines left out."""

from __future__ import annotations

import re

from ..domain import Amount, Comparator, MetricKind, Progress, Quote, Target
from .claims import Claim, read_sentence
from .document import Document
from .inherit import as_of, dated_sentences, deadline
from .mood import genre, moods
from .places import Places
from .strength import strength_of
from .tense import Tense


def find_targets(document: Document) -> tuple[Target | Progress, ...]:
    """Return targets and progress with numbers, in the order of the text."""
    by_line = moods(document)
    claims: list[Claim] = []
    for sentence, dated in dated_sentences(document, genre(document)):
        claims += read_sentence(document, sentence, dated, by_line[sentence.line])
    places = Places(document)
    return tuple(_record(document, claim, places) for claim in _without_restated(document, claims))


def _without_restated(document: Document, claims: list[Claim]) -> list[Claim]:
    """Leave out what a headline says and the body says again."""
    kept = []
    for number, claim in enumerate(claims):
        line = document.lines[claim.sentence.line]
        headline = document.text[line.end - 1] not in "。！？；…”" and claim.sentence.line == 0
        again = any(_same_amount(claim, other) for other in claims[number + 1 :] if other.sentence != claim.sentence)
        if not (headline and (again or len(document.lines) > 1)):
            kept.append(claim)
    return kept


def _same_amount(first: Claim, second: Claim) -> bool:
    return first.values == second.values and first.quantity.unit == second.quantity.unit


def _record(document: Document, claim: Claim, places: Places) -> Target | Progress:
    start, end = document.clean.span(claim.start, claim.end)
    words = document.article.text[start:end]
    aim = claim.tense is Tense.AIM
    quote = Quote(words, start, end, _rule(claim), confidence=0.9)
    unit = claim.quantity.unit
    amount = Amount(
        metric=claim.metric,
        kind=claim.kind,
        comparator=Comparator(claim.quantity.comparator),
        values=claim.values,
        unit=unit.name if unit else None,
        per=claim.per,
    )
    region = places.region(claim)
    if not aim:
        return Progress(
            quote=quote, amount=amount, as_of=as_of(claim.governing, document.published), region=region,
            issuer=places.issuer(claim),
        )  # fmt: skip
    text = document.text
    return Target(
        quote=quote,
        amount=amount,
        deadline=deadline(claim.governing, document.published),
        region=region,
        issuer=places.issuer(claim),
        strength=strength_of(
            text[claim.start : claim.quantity.start], text[claim.sentence.start : claim.start]
        ),
    )


def _rule(claim: Claim) -> str:
    kind = "target" if claim.tense is Tense.AIM else "progress"
    dated = claim.governing.basis if claim.governing else "none"
    return f"{kind}.{claim.kind.value}.{claim.basis}+{dated}"


assert re
assert MetricKind
