"""Targets and progress of a document: claims with their slots filled, restatements in headlines left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ..domain import Amount, Comparator, MetricKind, Period, Precision, Progress, Quote, Target, Topic
from .claims import read_sentence
from .confidence import QUALITATIVE, TABLE, confidence_of
from .context import Claim
from .document import Document, Sentence
from .genre import genre_of
from .inherit import as_of, dated_sentences, deadline
from .mood import Mood, mood_of
from .places import Places
from .qualitative import MAX_PER_DEADLINE, Wish, find_wishes
from .scope import Scope
from .strength import strength_of
from .tables import Cell, find_cells, is_row
from .tense import Tense

#: A headline stands right above the words that it repeats.
_HEADLINE_REACH = 400


def find_targets(document: Document, topics: tuple[Topic, ...] = ()) -> tuple[Target | Progress, ...]:
    """Return targets and progress in the order of the text, each with the topics that it speaks of."""
    genre = genre_of(document)
    moods: dict[int, Mood] = {}
    claims: list[Claim] = []
    wishes: list[Wish] = []
    has_rows = is_row(document.text)
    for sentence, dated in dated_sentences(document, genre):
        if has_rows and is_row(document.words(sentence)):
            continue
        # A line that holds neither dates nor amounts is in no mood that anything asks for.
        if sentence.line not in moods:
            moods[sentence.line] = mood_of(document, sentence.line, genre)
        mood = moods[sentence.line]
        before = claims[-1] if claims and claims[-1].sentence.line == sentence.line else None
        found = read_sentence(document, sentence, dated, mood, before)
        claims += found
        wishes += find_wishes(document, sentence, dated, mood, found)
    around = _Around(document, Places(document, genre), Scope(document, topics))
    records = [
        *(_record(around, claim) for claim in _without_restated(document, claims)),
        *(_wish(around, wish) for wish in _first_of_each(wishes)),
        *(_cell(around, cell) for cell in find_cells(document)),
    ]
    return tuple(sorted(records, key=lambda record: (record.quote.start, record.quote.end)))


@dataclass(frozen=True, slots=True)
class _Around:
    """What a finding's slots are filled from, besides its own words."""

    document: Document
    places: Places
    scope: Scope

    def quote(self, found: Claim | Wish | Cell, span: tuple[int, int], rule: str, confidence: float) -> Quote:
        """Quote a span of the source, with the topics that the finding speaks of."""
        spoken = self.scope.of(found.start, found.end, found.metric)
        words = self.document.clean.source[span[0] : span[1]]
        return Quote(words, *span, rule, confidence, bool(spoken), spoken)


def _first_of_each(wishes: list[Wish]) -> Iterator[Wish]:
    """Yield the first aims of each deadline mention: those that a reader would name."""
    seen: Counter[int] = Counter()
    for wish in wishes:
        key = wish.governing.mention.start
        seen[key] += 1
        if seen[key] <= MAX_PER_DEADLINE:
            yield wish


def _wish(around: _Around, wish: Wish) -> Target:
    document, places = around.document, around.places
    start, end = document.clean.span(wish.start, wish.end)
    span = start, start + len(document.clean.source[start:end].rstrip("。；，"))
    return Target(
        quote=around.quote(wish, span, f"target.qualitative+{wish.governing.basis}", QUALITATIVE),
        amount=Amount(metric=wish.metric, kind=MetricKind.QUALITATIVE),
        deadline=deadline(wish.governing, document.anchor),
        region=places.region_at(wish.sentence, wish.start, wish.end),
        issuer=places.issuer_at(wish.sentence, wish.end),
        strength=strength_of(
            document.text[wish.start : wish.end], document.text[wish.sentence.start : wish.start]
        ),
    )


def _without_restated(document: Document, claims: list[Claim]) -> list[Claim]:
    """Leave out what a headline says and the body says again."""
    kept = []
    for claim in claims:
        line = document.lines[claim.sentence.line]
        headline = claim.sentence.line == 0 and document.text[line.end - 1] not in "。！？；…”"
        if not (headline and len(document.lines) > 1):
            kept.append(claim)
    return kept


def _record(around: _Around, claim: Claim) -> Target | Progress:
    document, places = around.document, around.places
    aim = claim.tense is Tense.AIM
    quote = around.quote(claim, _quote_span(document, claim), _rule(claim), confidence_of(claim))
    unit = claim.quantity.unit
    amount = Amount(
        metric=claim.metric,
        kind=claim.kind,
        comparator=Comparator(claim.quantity.comparator),
        values=claim.values,
        unit=unit.name if unit else None,
        per=claim.per,
    )
    region = places.region_at(claim.sentence, claim.start, claim.quantity.end)
    issuer = places.issuer_at(claim.sentence, claim.quantity.start)
    if not aim:
        return Progress(
            quote=quote, amount=amount, as_of=as_of(claim.governing, document.anchor, quote.text),
            region=region, issuer=issuer,
        )  # fmt: skip
    text = document.text
    return Target(
        quote=quote,
        amount=amount,
        deadline=deadline(claim.governing, document.anchor),
        region=region,
        issuer=issuer,
        strength=strength_of(
            text[claim.start : claim.quantity.start],
            text[claim.sentence.start : claim.start],
            text[claim.quantity.end : claim.end],
        ),
    )


def _cell(around: _Around, cell: Cell) -> Target:
    document, places = around.document, around.places
    line = document.lines[document.line_at(cell.start)]
    row = Sentence(line.start, line.end, document.line_at(cell.start))
    unit = cell.quantity.unit
    return Target(
        quote=around.quote(cell, document.clean.span(cell.start, cell.end), "target.table", TABLE),
        amount=Amount(
            metric=cell.metric,
            kind=cell.kind,
            comparator=Comparator(cell.quantity.comparator),
            values=cell.quantity.values,
            unit=unit.name if unit else None,
        ),
        deadline=Period(
            cell.due.start, cell.due.end, Precision(cell.due.precision), cell.due_words, "table.column"
        ),
        region=places.region_at(row, cell.start, cell.end),
        issuer=places.issuer_at(row, cell.start),
        strength=cell.strength,
    )


def _quote_span(document: Document, claim: Claim) -> tuple[int, int]:
    """Quote the clause where the same words stand first: a headline often says them before the body."""
    start, end = document.clean.span(claim.start, claim.end)
    source = document.clean.source
    words = source[start:end].rstrip("。；，！")
    first = source.find(words, max(0, start - _HEADLINE_REACH), start)
    if first >= 0:
        return first, first + len(words)
    return start, start + len(words)


def _rule(claim: Claim) -> str:
    kind = "target" if claim.tense is Tense.AIM else "progress"
    dated = claim.governing.basis if claim.governing else "none"
    return f"{kind}.{claim.kind.value}.{claim.basis}+{dated}"
