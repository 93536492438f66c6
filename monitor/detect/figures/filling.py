"""From claims and cells of tables to findings: targets and progress with all their slots filled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ...domain import Amount, Comparator, MetricKind, Period, Precision, Progress, Quote, Target
from ...text.quantities import Quantity
from ..bodies import Attribution
from ..document import Document, Sentence
from ..topics import Scope
from ..vocabulary.tenses import Tense, TenseRule
from .context import Claim, strength_of
from .governing import DateSource
from .resolution import as_of, deadline
from .tables import Cell
from .tense import Basis

#: A headline stands right above the words that it repeats.
_HEADLINE_REACH = 400
#: How likely a record is right in type, number, unit and date: shares of right records among those that each kind of
#: evidence produced, on the labelled passages, rounded down for text that nobody has seen.
_CONFIDENCE = {
    Basis.CLAUSE: 0.93,
    Basis.PERIOD: 0.93,
    Basis.SENTENCE: 0.88,
    Basis.HEADING: 0.85,
    Basis.PARAGRAPH: 0.75,
    Basis.NEWS: 0.85,
    Basis.PLAN: 0.7,
    Basis.YEAR: 0.75,
}
#: A plan's task that a period governs: most of them were right in plans that nobody had studied.
_DATED_TASK = 0.9
_CELL_CONFIDENCE = 0.9
#: What a doubtful slot leaves of it.
_METRIC_FROM_BEFORE = 0.95
_NO_UNIT = 0.85
_VAGUE = 0.9
_FAR_DATE = {DateSource.PARAGRAPH: 0.95, DateSource.LIST_HEAD: 0.95, DateSource.SECTION: 0.95, DateSource.TITLE: 0.95}


@dataclass(frozen=True, slots=True)
class Slots:
    """What a finding's slots are filled from, besides its own words."""

    document: Document
    places: Attribution
    scope: Scope

    def quote(self, place: tuple[int, int], metric: str, span: tuple[int, int], rule: str, confidence: float) -> Quote:
        """Quote a span of the source; `place`: where the finding stands in the clean text, for its topics."""
        topics = self.scope.of(*place, metric)
        words = self.document.clean.source[span[0] : span[1]]
        return Quote(words, *span, rule, confidence, bool(topics), topics)


def confidence_of(claim: Claim) -> float:
    """Return how likely a claim is right: a share between 0 and 1, two digits."""
    dated = claim.basis is Basis.PLAN and claim.governing is not None
    share = _DATED_TASK if dated else _CONFIDENCE[claim.basis]
    if not claim.named:
        share *= _METRIC_FROM_BEFORE
    if claim.quantity.unit is None:
        share *= _NO_UNIT
    if claim.quantity.is_vague:
        share *= _VAGUE
    if claim.governing is not None:
        share *= _FAR_DATE.get(claim.governing.source, 1.0)
    return round(share, 2)


def is_headline(document: Document, claim: Claim) -> bool:
    """Tell whether a claim stands in a headline, so that the body says it again."""
    line = document.lines[claim.sentence.line]
    return claim.sentence.line == 0 and len(document.lines) > 1 and document.text[line.end - 1] not in "。！？；…”"


def record_of(slots: Slots, claim: Claim) -> Target | Progress:
    """Return the finding that a claim makes."""
    document, places = slots.document, slots.places
    quote = slots.quote(
        (claim.start, claim.end),
        claim.metric,
        _quote_span(document, claim),
        claim.decision.rule.id.value,
        confidence_of(claim),
    )
    amount = _amount(claim.metric, claim.kind, claim.quantity, claim.values, claim.per)
    region = places.region_at(claim.sentence, claim.start, claim.quantity.end)
    issuer = places.issuer_at(claim.sentence, claim.quantity.start)
    if claim.tense is Tense.RESULT:
        held = as_of(claim.governing, document.anchor, quote.text)
        return Progress(quote=quote, amount=amount, as_of=held, region=region, issuer=issuer)
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


def target_of(slots: Slots, cell: Cell) -> Target:
    """Return the target that a cell of a table states."""
    document, places = slots.document, slots.places
    line = document.line_at(cell.start)
    row = Sentence(cell.start, cell.end, line)
    due, quantity = cell.due, cell.quantity
    return Target(
        quote=slots.quote(
            (cell.start, cell.end),
            cell.metric,
            document.clean.span(cell.start, cell.end),
            TenseRule.CELL.value,
            _CELL_CONFIDENCE,
        ),
        amount=_amount(cell.metric, cell.kind, quantity, quantity.values, None)
        if quantity
        else Amount(metric=cell.metric, kind=cell.kind),
        deadline=Period(due.start, due.end, Precision(due.precision), cell.due_words, "table.column"),
        region=places.region_at(row, cell.start, cell.end),
        issuer=places.issuer_at(row, cell.start),
        strength=cell.strength,
    )


def _amount(metric: str, kind: MetricKind, quantity: Quantity, values: tuple[Decimal, ...], per: str | None) -> Amount:
    return Amount(
        metric=metric,
        kind=kind,
        comparator=Comparator(quantity.comparator),
        values=values,
        unit=quantity.unit.name if quantity.unit else None,
        per=per,
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
