"""From sentences to claims: each amount with its metric, kind and date, and whether it is aimed at or reached."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import groupby, islice, pairwise

from msgspec.structs import replace

from ..text.quantities import Quantity, find_quantities
from .amount_kind import kind_of, per_of, values_of
from .context import Claim, Clause, Context, Cued, Run, Told
from .cues import AIM, AIM_AFTER, REPORTED, RESULT, RESULT_AFTER, RESULT_NEXT, WEAK_RESULT
from .document import Document, Sentence
from .inherit import NEW_YEAR, Dated, Governing, governing, is_running, is_this_year, tense_of
from .lists import runs
from .metric import SPENDING
from .mood import Mood
from .naming import Named, name_metrics
from .refusals import NO_UNIT, Place, refused, refused_by_unit
from .tense import Evidence, Genre, Tense, decide
from .verbs import ACTION

_OPENS_WITH_VERB = re.compile(rf"(?:^|[，、；：并]|每年|年均|分别){ACTION}")
_ENDS_WITH_VERB = re.compile(rf"{ACTION}(?:约|近|超过|超)?$")
_LEFT_CAP = 160
_RIGHT_CAP = 40
#: A condition's consequence stands so near after it: …的，给予补助.
_NEXT = 60
#: Cues may look so far beyond the number: 将…纳入.
_BEYOND = 20
#: A sentence with more amounts is a run-together table or junk: nothing in it can be told apart.
_MAX_AMOUNTS = 40
#: A result whose metric cannot be told is no record; an aim is kept for a person to complete.
_MIN_METRIC = 2
_OURS = re.compile(r"(?:中方|中国|我国|我们)(?:也|还|愿|决定|已)?将")
_MERE_DUTY = ("确保", "务必", "必须", "要")
#: An amount beside another and what it is compared with: 、比上年增加.
_COMPARED = re.compile(
    r"(?:安排)?[，、](?:比|较)(?:上一?年|去年|前一?年|20[0-9][0-9]年|上一?届)[^，。；、0-9]{0,10}"
    r"(?:增|减|提|降|升|扩|多|少|高|低|加|涨)?[^，。；、0-9]{0,4}"
)
_AND = frozenset({"、", "和", "与", "及"})
_BASE = re.compile(r"[比较]20[0-9][0-9]年(?!同期)[^，。；]{0,8}$")
#: Evidence that says nothing of the clause itself.
_UNTOLD = frozenset({"news", "plan", "paragraph"})


def read_sentence(
    document: Document, sentence: Sentence, dated: Dated, mood: Mood, previous: Claim | None = None
) -> list[Claim]:
    """Return the claims of one sentence, in order; `previous`: the claim before it in its paragraph."""
    if not dated.has_amounts:
        return []
    text = document.text
    amounts = find_quantities(text, sentence.start, sentence.end, dated.taken)
    found = list(islice(amounts, _MAX_AMOUNTS + 1))
    if not 0 < len(found) <= _MAX_AMOUNTS:
        return []
    starts = tuple(quantity.start for quantity in found)
    context = Context(document, text, sentence, dated, mood, starts, _cued(text, sentence), previous)
    spans = document.clauses(sentence)
    ends = [span.end for span in spans]
    claims: list[Claim] = []
    for number, inside in groupby(found, key=lambda quantity: bisect_right(ends, quantity.start)):
        clause = Clause(spans[number], tuple(inside), tuple(spans[:number]))
        claims += _read_clause(context, clause, tuple(claims))
    return claims


def _read_clause(context: Context, clause: Clause, before: tuple[Claim, ...]) -> list[Claim]:
    claims: list[Claim] = []
    told: dict[int, Told] = {}
    usable: list[Quantity] = []
    for quantity in clause.quantities:
        place = _place(context, clause, quantity)
        # What the unit rules out needs no tense, and is a third of all amounts.
        why = refused_by_unit(quantity, place, context.text[quantity.start : quantity.end])
        if why is None or (why == NO_UNIT and _shares_unit(context, clause, quantity)):
            told[quantity.start] = _told(context, clause, quantity)
            if _is_usable(context, clause, quantity, place, told[quantity.start]):
                usable.append(quantity)
    for group in runs(usable, context.text):
        together = tuple(_completed(quantity, group[0], group[-1]) for quantity in group)
        for number, quantity in enumerate(together):
            bounded = quantity.comparator != group[number].comparator
            said = _told(context, clause, quantity) if bounded else told[quantity.start]
            claims += _claims(context, clause, Run(together, number), said, (*before, *claims))
    return claims


def _completed(quantity: Quantity, first: Quantity, last: Quantity) -> Quantity:
    """Give a number what its neighbours share: 0.7、0.3个百分点 the unit, 分别达到50和20 the bound."""
    if first is last:
        return quantity
    own = quantity.unit if quantity.unit and quantity.unit.name != "个" else None
    bounded = quantity.comparator != "=" or first.bound_start == first.start
    return replace(
        quantity,
        unit=own or last.unit,
        comparator=quantity.comparator if bounded else first.comparator,
    )


def _place(context: Context, clause: Clause, quantity: Quantity) -> Place:
    text, span = context.text, clause.span
    return Place(
        text[span.start : quantity.bound_start][-_LEFT_CAP:],
        text[quantity.end : span.end],
        text[context.sentence.start : span.start],
        text[span.end : min(context.sentence.end, span.end + _NEXT)],
    )


def _is_usable(context: Context, clause: Clause, quantity: Quantity, place: Place, told: Told) -> bool:
    """Tell whether an amount that its unit does not rule out may be a record."""
    text, found = context.text, told.governing
    forecast = text.find("预计将", clause.span.start, quantity.bound_start) >= 0
    over = told.period is Tense.RESULT and found is not None and found.mention.bound != "now" and not forecast
    reason = refused(
        quantity,
        place,
        written=text[quantity.start : quantity.end],
        aim=told.tense is Tense.AIM,
        expected=context.mood.genre is Genre.NEWS and not over,
    )
    return reason is None


def _shares_unit(context: Context, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether a number without a unit stands beside one that has it."""
    after = next((other for other in clause.quantities if other.start > quantity.start), None)
    return after is not None and len(runs([quantity, after], context.text)) == 1


def _zipped_date(context: Context, run: Run) -> Governing | None:
    """Return the date that is an amount's own in `2025年、2026年分别新增5EFLOPS、10EFLOPS`."""
    first, count = run.quantities[0], len(run.quantities)
    if (
        count == 1
        or "分别" not in context.text[max(context.sentence.start, first.start - _RIGHT_CAP) : first.start]
    ):
        return None
    listed = [mention for mention in context.dated.mentions if mention.end <= first.start][-count:]
    if len(listed) < count or "分别" not in context.text[listed[-1].end : first.start]:
        return None
    gaps = (context.text[one.end : other.start] for one, other in pairwise(listed))
    return Governing(listed[run.number], "clause") if all(gap in _AND for gap in gaps) else None


def _claims(
    context: Context, clause: Clause, run: Run, told: Told, before: tuple[Claim, ...]
) -> Iterator[Claim]:
    quantity, text = run.quantity, context.text
    zipped = _zipped_date(context, run)
    if zipped is not None:
        told = _decided(context, clause, quantity, zipped)
    compared = len(run.quantities) == 1 and _is_compared(text, quantity, before)
    told_with = before[-1] if compared else _listed_under(context, told.basis)
    if told_with is not None:
        told = Told(told_with.governing, told_with.tense, told_with.basis)
    tense = told.tense
    if tense is None:
        return
    named = (
        Named((before[-1].metric,), here=False) if compared else name_metrics(context, clause, run, before)
    )
    if tense is Tense.RESULT and (len(named.metrics[0]) < _MIN_METRIC or named.metrics[0] in SPENDING):
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
            tense=tense,
            basis=told.basis,
            governing=told.governing,
            sentence=context.sentence,
            named=named.here,
        )


def _is_compared(text: str, quantity: Quantity, before: tuple[Claim, ...]) -> bool:
    """Tell whether an amount only compares the one before it: `支出28.5万亿元、比上年增加1.1万亿元`."""
    return (
        bool(before) and _COMPARED.fullmatch(text, before[-1].quantity.end, quantity.bound_start) is not None
    )


def _listed_under(context: Context, basis: str) -> Claim | None:
    """Return the claim whose parts a sentence lists (其中，…) where its own words say no tense."""
    own = context.dated.mentions or basis not in _UNTOLD
    lists = context.text.startswith("其中", context.sentence.start)
    return context.previous if lists and not own else None


def _quote_start(context: Context, clause: Clause, named: Named, before: tuple[Claim, ...]) -> int:
    """Begin the quote where its metric stands."""
    if named.here:
        return clause.span.start
    if before:
        return max(before[-1].start, context.sentence.start)
    return clause.earlier[-1].start if clause.earlier else clause.span.start


def _told(context: Context, clause: Clause, quantity: Quantity) -> Told:
    found = governing(context.dated, clause.span, quantity.start, context.amounts)
    return _decided(context, clause, quantity, found)


def _decided(context: Context, clause: Clause, quantity: Quantity, found: Governing | None) -> Told:
    evidence = _evidence(context, clause, quantity, found)
    return Told(found, *decide(evidence), evidence.period)


def _evidence(context: Context, clause: Clause, quantity: Quantity, found: Governing | None) -> Evidence:
    """Gather what tells the tense; what costs a look and decides nothing in this place is not looked for."""
    text, published, mood = context.text, context.document.anchor, context.mood
    running = is_running(found, published)
    carried = _carried(context, clause, running=running)
    period = tense_of(found, published, mood.genre)
    own = _nearest(context.cued.aims, context.cued.results, clause.span.start, quantity.start)
    if own is None and AIM_AFTER.match(text, quantity.end, clause.span.end):
        own = Tense.AIM
    if own is None and Tense.AIM not in {carried, period} and _is_finished(context, clause, quantity):
        own = Tense.RESULT
    new_year = published.month <= NEW_YEAR and is_this_year(found)
    return Evidence(
        clause=own,
        period=period,
        sentence=carried,
        heading=mood.heading,
        paragraph=None if own or period or carried or mood.heading else mood.paragraph,
        genre=mood.genre,
        running=running,
        new_year=new_year,
        whole=quantity.shape == "coverage",
        ours=mood.genre is Genre.ABROAD and bool(_OURS.search(text, context.sentence.start, quantity.start)),
        goal_verb=(new_year or mood.genre is Genre.PLAN) and _has_goal_verb(text, clause, quantity),
    )


def _is_finished(context: Context, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether words before the amount or after it say that it was reached."""
    text, start, at, end = context.text, clause.span.start, quantity.start, quantity.end
    # A plan measures its aims against a year: 较2020年下降13.5%.
    baseline = context.mood.genre is Genre.PLAN and _BASE.search(text, start, at)
    if not baseline and WEAK_RESULT.search(text, start, at):
        return True
    after = RESULT_AFTER.search(text, end, min(clause.span.end, end + _RIGHT_CAP))
    return bool(after or RESULT_NEXT.match(text, end, context.sentence.end))


def _has_goal_verb(text: str, clause: Clause, quantity: Quantity) -> bool:
    left = text[clause.span.start : quantity.start]
    return quantity.comparator != "=" or bool(_OPENS_WITH_VERB.search(left) or _ENDS_WITH_VERB.search(left))


def _carried(context: Context, clause: Clause, *, running: bool) -> Tense | None:
    """Return what the sentence's earlier clauses say of this one."""
    start, end, aims = context.sentence.start, clause.span.start, context.cued.aims
    said = _nearest(aims, context.cued.reported, start, end)
    if said is Tense.AIM and context.mood.genre is Genre.NEWS and not running:
        # 确保… in news tells what something is for; without a date it promises nothing further on.
        return None if context.text.startswith(_MERE_DUTY, _last(aims, start, end)) else said
    return said


def _cued(text: str, sentence: Sentence) -> Cued:
    """Find the sentence's cues; their lookaheads may see a little beyond its end."""
    end = min(len(text), sentence.end + _BEYOND)
    aims, results, reported = [
        tuple([match.start() for match in cues.finditer(text, sentence.start, end)])
        for cues in (AIM, RESULT, REPORTED)
    ]
    return Cued(aims, results, reported)


def _nearest(aims: tuple[int, ...], results: tuple[int, ...], start: int, end: int) -> Tense | None:
    """Return what the cue nearest to the end says."""
    aim, result = _last(aims, start, end), _last(results, start, end)
    if aim == result:
        return None
    return Tense.AIM if aim > result else Tense.RESULT


def _last(cues: tuple[int, ...], start: int, end: int) -> int:
    """Return where the last cue in the span starts; -1 if there is none."""
    number = bisect_left(cues, end)
    return cues[number - 1] if number and cues[number - 1] >= start else -1
