"""From sentences to claims: each amount with its metric, kind and date, and whether it is aimed at or reached."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, islice, pairwise

from msgspec.structs import replace

from ...text.quantities import Quantity, find_quantities
from ..document import Document, Sentence
from ..vocabulary import Rule
from ..vocabulary.modes import Genre
from ..vocabulary.refusal_decisions import DECISIONS, DecisionRule
from ..vocabulary.refusals import Refusal
from ..vocabulary.slots import COMPARED, FORECAST_OF_OURS
from ..vocabulary.tenses import Tense
from .context import (
    AmountRun,
    Claim,
    Clause,
    Context,
    DatedTense,
    RefusedQuantity,
    SentenceFigures,
    Surroundings,
    kind_of,
    per_of,
    refused_by_unit,
    refused_by_words,
    values_of,
)
from .governing import DateSource, GoverningDate, SentenceDates
from .metric import SPENDING
from .naming import MetricNames, name_metrics
from .resolution import dated_tense, tense_under
from .tense import UNTOLD, Basis, Mood, SentenceCues

_LEFT_CAP = 160
_RIGHT_CAP = 40
#: A condition's consequence stands so near after it: …的，给予补助.
_NEXT = 60
#: A sentence with more amounts is a run-together table or junk: nothing in it can be told apart.
_MAX_AMOUNTS = 40
#: A result with a shorter metric is refused; an aim is kept, because a person can complete it.
_MIN_METRIC = 2
#: Things of one character that are counted.
_PLACES = frozenset("省市县区镇乡村")
#: What joins amounts side by side: `6.5%、5.3%`, `5%和近8%`.
_JOIN = re.compile(r"[、，]?(?:和|与|及|以及|或)?(?:约|近|超|超过|达|达到)?$")
#: `分别` stands so near before the first of the amounts that it gives in order.
_RESPECTIVELY_REACH = 8
_AND = frozenset({"、", "和", "与", "及"})


def read_sentence(
    document: Document, sentence: Sentence, dates: SentenceDates, mood: Mood, previous: Claim | None = None
) -> SentenceFigures:
    """Return what the sentence's amounts come to; `previous`: the claim before it in its paragraph."""
    text = document.text
    amounts = find_quantities(text, sentence.start, sentence.end, dates.taken) if dates.has_amounts else ()
    found = list(islice(amounts, _MAX_AMOUNTS + 1))
    if len(found) > _MAX_AMOUNTS:
        too_many = DECISIONS[DecisionRule.TOO_MANY]
        every = find_quantities(text, sentence.start, sentence.end, dates.taken)
        refused = tuple([RefusedQuantity(quantity, too_many) for quantity in every])
        return SentenceFigures(sentence, dates, mood, refused=refused)
    if not found:
        return SentenceFigures(sentence, dates, mood)
    starts = tuple([quantity.start for quantity in found])
    cues = SentenceCues(text, sentence.start, sentence.end)
    context = Context(document, text, sentence, dates, mood, starts, cues, previous)
    return _read(context, found)


def _read(context: Context, found: list[Quantity]) -> SentenceFigures:
    spans = context.document.clauses(context.sentence)
    ends = [span.end for span in spans]
    claims: list[Claim] = []
    refused: list[RefusedQuantity] = []
    for number, inside in groupby(found, key=lambda quantity: bisect_right(ends, quantity.start)):
        clause = Clause(spans[number], tuple(inside), tuple(spans[:number]))
        for result in _read_clause(context, clause, tuple(claims)):
            if isinstance(result, Claim):
                claims.append(result)
            else:
                refused.append(result)
    return SentenceFigures(context.sentence, context.dates, context.mood, tuple(claims), tuple(refused))


def _read_clause(context: Context, clause: Clause, before: tuple[Claim, ...]) -> Iterator[Claim | RefusedQuantity]:
    """Yield a claim or a refusal for each amount of a clause, several claims where metrics share it."""
    tenses: dict[int, DatedTense] = {}
    usable: list[Quantity] = []
    for quantity in clause.quantities:
        around = _surroundings(context, clause, quantity)
        # An amount that its unit refuses needs no tense.
        rule = refused_by_unit(quantity, around, context.text[quantity.start : quantity.end])
        if rule is None or (rule.id is DecisionRule.NO_UNIT and _shares_unit(context, clause, quantity)):
            tenses[quantity.start] = dated_tense(context, clause, quantity)
            rule = _refusal(context, clause, quantity, around, tenses[quantity.start])
        if rule is None:
            usable.append(quantity)
        else:
            yield RefusedQuantity(quantity, rule)
    claims: list[Claim] = []
    for group in runs(usable, context.text):
        together = tuple([_completed(quantity, group[0], group[-1]) for quantity in group])
        for number, quantity in enumerate(together):
            bounded = quantity.comparator != group[number].comparator
            tense = dated_tense(context, clause, quantity) if bounded else tenses[quantity.start]
            for result in _claims(context, clause, AmountRun(together, number), tense, (*before, *claims)):
                if isinstance(result, Claim):
                    claims.append(result)
                yield result


def runs(quantities: list[Quantity], text: str) -> list[list[Quantity]]:
    """Group amounts that stand side by side (`6.5%、5.3%`, `5%和8%`); others are groups of one."""
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        before = groups[-1][-1] if groups else None
        if before is not None and _side_by_side(before, quantity, text):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _side_by_side(first: Quantity, second: Quantity, text: str) -> bool:
    between = text[first.end : second.start]
    if not between or not _JOIN.fullmatch(between):
        return False
    before = text[max(0, first.bound_start - _RESPECTIVELY_REACH) : first.start]
    if first.unit is None or "分别" in before:
        return True
    return second.unit is not None and (
        first.unit == second.unit
        or first.unit.dimension in {"ratio", "multiple"}
        or (first.unit.name == "个" and second.unit.dimension == "points")
    )


def _completed(quantity: Quantity, first: Quantity, last: Quantity) -> Quantity:
    """Return a number with the unit and the bound that its neighbours share: 0.7、0.3个百分点, 分别达到50和20."""
    if first is last:
        return quantity
    own = quantity.unit if quantity.unit and quantity.unit.name != "个" else None
    bounded = quantity.comparator != "=" or first.bound_start == first.start
    return replace(quantity, unit=own or last.unit, comparator=quantity.comparator if bounded else first.comparator)


def _surroundings(context: Context, clause: Clause, quantity: Quantity) -> Surroundings:
    text, span = context.text, clause.span
    return Surroundings(
        text[span.start : quantity.bound_start][-_LEFT_CAP:],
        text[quantity.end : span.end],
        text[context.sentence.start : span.start],
        text[span.end : min(context.sentence.end, span.end + _NEXT)],
    )


def _refusal(
    context: Context, clause: Clause, quantity: Quantity, around: Surroundings, tense: DatedTense
) -> Rule[Refusal] | None:
    """Return why an amount that its unit does not rule out is no record; None if it may be one."""
    found = tense.governing
    looks_ahead = FORECAST_OF_OURS.stands_in(context.text[clause.span.start : quantity.bound_start])
    past = tense.period is not None and tense.period.verdict is Tense.RESULT
    over = past and found is not None and found.mention.bound != "now" and not looks_ahead
    return refused_by_words(
        quantity,
        around,
        context.text[quantity.start : quantity.end],
        aim=tense.decision.tense is Tense.AIM,
        expected=context.mood.genre is Genre.NEWS and not over,
    )


def _shares_unit(context: Context, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether a number without a unit stands beside one that has it."""
    after = next((other for other in clause.quantities if other.start > quantity.start), None)
    return after is not None and len(runs([quantity, after], context.text)) == 1


def _zipped_date(context: Context, run: AmountRun) -> GoverningDate | None:
    """Return the date that is an amount's own in `2025年、2026年分别新增5EFLOPS、10EFLOPS`."""
    first, count = run.quantities[0], len(run.quantities)
    near = max(context.sentence.start, first.start - _RIGHT_CAP)
    if count == 1 or "分别" not in context.text[near : first.start]:
        return None
    listed = [mention for mention in context.dates.mentions if mention.end <= first.start][-count:]
    if len(listed) < count or "分别" not in context.text[listed[-1].end : first.start]:
        return None
    gaps = (context.text[left.end : right.start] for left, right in pairwise(listed))
    return GoverningDate(listed[run.number], DateSource.CLAUSE) if all(gap in _AND for gap in gaps) else None


def _claims(
    context: Context, clause: Clause, run: AmountRun, tense: DatedTense, before: tuple[Claim, ...]
) -> Iterator[Claim | RefusedQuantity]:
    """Yield the claims of an amount, one for each metric that shares it; else why there is none."""
    quantity, text = run.quantity, context.text
    compared = len(run.quantities) == 1 and _is_compared(text, quantity, before)
    told_before = before and (compared or _is_part(text, clause, tense))
    tense = _told_with(context, clause, run, tense, before[-1] if told_before else None)
    decision = tense.decision
    if decision.tense is None:
        # The verdict is no tense, so the rule is one of refusal.
        yield RefusedQuantity(quantity, DECISIONS[decision.rule.id])
        return
    named = MetricNames((before[-1].metric,), here=False) if compared else name_metrics(context, clause, run, before)
    if decision.tense is Tense.RESULT and _names_nothing(named.metrics[0]):
        yield RefusedQuantity(quantity, DECISIONS[DecisionRule.NO_METRIC])
        return
    # Amounts side by side share the verb before the first of them.
    first = run.quantities[0]
    left = text[max(clause.span.start, first.start - _LEFT_CAP) : first.start]
    kind = kind_of(quantity, left, text[run.quantities[-1].end : clause.span.end])
    for metric in named.metrics:
        yield Claim(
            start=_quote_start(context, clause, named, before),
            end=clause.span.end,
            quantity=quantity,
            metric=metric,
            kind=kind,
            values=values_of(quantity, kind, left),
            per=per_of(text[clause.span.start : quantity.end]),
            tense=decision.tense,
            decision=decision,
            governing=tense.governing or (context.dates.told if decision.tense is Tense.RESULT else None),
            sentence=context.sentence,
            named=named.here,
        )


def _names_nothing(metric: str) -> bool:
    return (len(metric) < _MIN_METRIC and metric not in _PLACES) or metric in SPENDING


def _told_with(
    context: Context, clause: Clause, run: AmountRun, tense: DatedTense, compared: Claim | None
) -> DatedTense:
    """Return the tense of an amount, that of another claim where it is told with that one."""
    zipped = _zipped_date(context, run)
    if zipped is not None:
        tense = tense_under(context, clause, run.quantity, zipped)
    other = compared or _listed_under(context, tense.decision.basis)
    return tense if other is None else DatedTense(other.governing, other.decision)


def _is_compared(text: str, quantity: Quantity, before: tuple[Claim, ...]) -> bool:
    """Tell whether an amount only compares the one before it: `支出28.5万亿元、比上年增加1.1万亿元`."""
    between = text[before[-1].quantity.end : quantity.bound_start] if before else ""
    return COMPARED.stands_in(between)


def _is_part(text: str, clause: Clause, tense: DatedTense) -> bool:
    """Tell whether an amount without a tense of its own is a part of the one before: `60个，其中省级15个`."""
    return tense.decision.tense is None and text.startswith("其中", clause.span.start)


def _listed_under(context: Context, basis: Basis) -> Claim | None:
    """Return the claim whose parts a sentence lists (其中，…) where its own words say no tense."""
    own = context.dates.mentions or basis not in UNTOLD
    lists = context.text.startswith("其中", context.sentence.start)
    return context.previous if lists and not own else None


def _quote_start(context: Context, clause: Clause, named: MetricNames, before: tuple[Claim, ...]) -> int:
    """Return where the quote begins: at the clause that names the metric."""
    if named.here:
        return clause.span.start
    if before:
        return max(before[-1].start, context.sentence.start)
    return clause.earlier[-1].start if clause.earlier else clause.span.start
