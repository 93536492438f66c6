"""From sentences to claims: each amount with its metric, kind and date, and whether it is aimed at or reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ..domain import MetricKind
from ..text.quantities import Quantity, find_quantities
from ..text.sentences import Span
from .amount_kind import kind_of, per_of, values_of
from .cues import AIM, COMPARED, RESULT, RESULT_AFTER
from .document import Document, Sentence
from .inherit import Dated, Governing, governing, is_running, tense_of
from .lists import items, refers_back, runs, shares
from .metric import ACTION, GENERIC, Surroundings, find_metric, subject_of
from .refusals import Place, is_baseline, refused
from .tense import Evidence, Genre, Tense, decide

#: A sentence without any of these holds no amount.
MAY_HOLD_AMOUNT = re.compile(r"\d|[%‰]|分之|[一二三四五六七八九两数几上][十百千万亿成倍半番]|[两三四五六七八九十](?:[至到—~]|[个家项])|全覆盖|应[一-鿿]尽|全部|第[一二三四五六七八九十]|半数|过半|翻番|清零")
_GOAL_VERB = re.compile(rf"(?:^|[，、；：并]){ACTION}")
_LEFT_CAP = 160
#: A result whose metric cannot be told is no record; an aim is kept for a person to complete.
_MIN_METRIC = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """One amount as read; offsets count in the clean text."""

    start: int
    end: int
    quantity: Quantity
    metric: str
    kind: MetricKind
    values: tuple[Decimal, ...]
    per: str | None
    tense: Tense
    #: Which evidence decided the tense.
    basis: str
    governing: Governing | None
    sentence: Sentence
    #: False where the metric was taken from an earlier clause.
    named: bool


@dataclass(frozen=True, slots=True)
class Mood:
    """What holds for all sentences of a line."""

    genre: Genre
    heading: Tense | None
    paragraph: Tense | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause with the amounts in it."""

    span: Span
    words: str
    quantities: tuple[Quantity, ...]


def read_sentence(document: Document, sentence: Sentence, dated: Dated, mood: Mood) -> list[Claim]:
    """Return the claims of one sentence, in order."""
    text = document.text
    if not MAY_HOLD_AMOUNT.search(text, sentence.start, sentence.end):
        return []
    found = list(find_quantities(text, sentence.start, sentence.end, dated.taken))
    if not found:
        return []
    spans = document.clauses(sentence)
    starts = tuple(quantity.start for quantity in found)
    claims: list[Claim] = []
    for number, span in enumerate(spans):
        inside = tuple(quantity for quantity in found if span.start <= quantity.start < span.end)
        if not inside:
            continue
        clause = _Clause(span, text[span.start : span.end], inside)
        reader = _Reader(document, sentence, dated, mood, tuple(spans[:number]), starts)
        claims += reader.read(clause, tuple(claims))
    return claims


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a clause is read against."""

    document: Document
    sentence: Sentence
    dated: Dated
    mood: Mood
    earlier: tuple[Span, ...]
    amount_starts: tuple[int, ...]

    def read(self, clause: _Clause, before: tuple[Claim, ...]) -> list[Claim]:
        """Return the clause's claims; `before`: those of the sentence's earlier clauses."""
        claims: list[Claim] = []
        usable = [quantity for quantity in clause.quantities if self._is_usable(quantity, clause)]
        for run in runs(usable, self.document.text):
            unit = run[-1].unit
            for number, quantity in enumerate(run):
                own = quantity.unit if quantity.unit and quantity.unit.name != "个" else None
                shared = replace(quantity, unit=own or unit)
                claims += self._claims(shared, clause, (*before, *claims), (run, number))
        return claims

    def _is_usable(self, quantity: Quantity, clause: _Clause) -> bool:
        text = self.document.text
        left = text[clause.span.start : quantity.bound_start]
        right = text[quantity.end : clause.span.end]
        # A number without a unit may share the unit of the one right after it: 0.7、0.3个百分点.
        after = next((other for other in clause.quantities if other.start > quantity.start), None)
        joined = quantity.unit is None and after is not None and runs([quantity, after], text)[0][-1] is after
        place = Place(left[-_LEFT_CAP:], right, text[self.sentence.start : self.sentence.end])
        tense, _ = self._tense(quantity, clause, self._governing(quantity, clause))
        written = text[quantity.start : quantity.end]
        why = refused(quantity, place, written=written, aim=tense is Tense.AIM)
        return why is None or (joined and why == "no unit")

    def _governing(self, quantity: Quantity, clause: _Clause) -> Governing | None:
        return governing(self.dated, clause.span, quantity.start, self.amount_starts)

    def _claims(
        self, quantity: Quantity, clause: _Clause, before: tuple[Claim, ...], run: tuple[list[Quantity], int]
    ) -> Iterator[Claim]:
        found = self._governing(quantity, clause)
        tense, basis = self._tense(quantity, clause, found)
        if tense is None:
            return
        text = self.document.text
        first = run[0][0]
        metrics, named = self._metrics(quantity, clause, before, run)
        if tense is Tense.RESULT and len(metrics[0]) < _MIN_METRIC:
            return
        bound_left = text[max(clause.span.start, quantity.start - _LEFT_CAP) : quantity.start]
        run_left = text[max(clause.span.start, first.start - _LEFT_CAP) : first.start]
        right = text[run[0][-1].end : clause.span.end]
        verb_left = run_left if run[1] else bound_left
        kind = kind_of(quantity, verb_left, right)
        for metric in metrics:
            yield Claim(
                start=self._quote_start(clause, before, named=named),
                end=clause.span.end,
                quantity=quantity,
                metric=metric,
                kind=kind,
                values=values_of(quantity, kind, verb_left),
                per=per_of(text[clause.span.start : quantity.end]),
                tense=tense,
                basis=basis,
                governing=found,
                sentence=self.sentence,
                named=named,
            )

    def _quote_start(self, clause: _Clause, before: tuple[Claim, ...], *, named: bool) -> int:
        if named or not before:
            return clause.span.start if named or not self.earlier else self.earlier[-1].start
        return max(before[-1].start, self.sentence.start)

    def _metrics(
        self, quantity: Quantity, clause: _Clause, before: tuple[Claim, ...], run: tuple[list[Quantity], int]
    ) -> tuple[tuple[str, ...], bool]:
        """Return the metric, or several that share the number; False if none stands in this clause."""
        together, number = run
        text = self.document.text
        left = self._left(together[0], clause)
        right_end = next(
            (other.bound_start for other in clause.quantities if other.start > together[-1].start), clause.span.end
        )
        countable = quantity.unit is None or quantity.unit.dimension not in _NOT_COUNTED or quantity.shape == "share"
        classifier = quantity.unit is not None and quantity.unit.dimension == "count" and quantity.shape == "number"
        metric = find_metric(Surroundings(left, text[together[-1].end : right_end], countable, classifier))
        back = refers_back(text[clause.span.start : quantity.start])
        if back or (not metric and shares(left)):
            earlier = _distinct(before)[-(back or 9) :]
            if earlier:
                return tuple(earlier), False
        listed = items(metric) if metric else []
        if len(together) > 1:
            if len(listed) == len(together):
                return (listed[number],), True
            if not metric and len(before) >= len(together):
                # `增长6.5%、5.3%，分别加快0.7、0.3个百分点`: the metrics of the run before, in order.
                offset = number if before[-1].sentence == self.sentence else 0
                names = _distinct(before[: len(before) - number])[-len(together) :]
                return (names[min(offset, len(names) - 1)],), False
        if len(listed) > 1 and len(together) == 1 and shares(left):
            return tuple(listed), True
        if metric and metric not in GENERIC:
            return (metric,), True
        inherited = self._inherited_metric(before, clause, quantity)
        if metric in _OWN_HEADS:
            subject = self._subject_before(before)
            return (subject + metric if subject else metric,), not subject
        if metric in GENERIC and metric not in {"增量", "占比", "增速", "增幅", "比重", "其中", "增长", "增长率", "均值"}:
            return (metric,), True
        return (inherited or metric,), False

    def _inherited_metric(self, before: tuple[Claim, ...], clause: _Clause, quantity: Quantity) -> str:
        """Return the metric of the amount before, or the subject of an earlier clause."""
        near = self._subject_before(before)
        if near:
            return near
        text = self.document.text
        if before:
            of_whom = quantity.unit is not None and quantity.unit.dimension == "ratio"
            if of_whom and quantity.bound_start == clause.span.start:
                first = before[0]
                return subject_of(text[first.start : first.quantity.start]) or before[-1].metric
            return before[-1].metric
        for span in reversed(self.earlier):
            subject = subject_of(text[span.start : span.end])
            if len(subject) > 1:
                return subject
        return subject_of(clause.words) if clause.quantities[0].start != clause.span.start else ""

    def _subject_before(self, before: tuple[Claim, ...]) -> str:
        """Return the subject of the clause right before this one if no amount was read there."""
        if not self.earlier or (before and before[-1].end > self.earlier[-1].start):
            return ""
        span = self.earlier[-1]
        return subject_of(self.document.text[span.start : span.end])

    def _is_baseline(self, quantity: Quantity, clause: _Clause) -> bool:
        text = self.document.text
        return is_baseline(text[clause.span.start : quantity.bound_start], text[quantity.end : clause.span.end])

    def _left(self, quantity: Quantity, clause: _Clause) -> str:
        """Return the words before an amount, from the amount or date before it on."""
        text = self.document.text
        begin = clause.span.start
        for other in clause.quantities:
            if other.end <= quantity.bound_start and other.start < quantity.start and not self._is_baseline(other, clause):
                begin = max(begin, _past_counted(text, other.end, quantity.bound_start))
        stop = quantity.bound_start
        origin = _BASELINE.search(text, begin, stop)
        if origin is not None:
            stop = origin.start()
        for start, end in self.dated.taken:
            if begin <= start and end <= stop:
                after = text[end:stop]
                # A date between subject and verb is passed over: `销量今年达到`.
                begin, stop = (end, stop) if _has_noun(after) else (begin, start)
        return text[begin:stop]

    def _tense(
        self, quantity: Quantity, clause: _Clause, found: Governing | None
    ) -> tuple[Tense | None, str]:
        text = self.document.text
        left = text[clause.span.start : quantity.start]
        right = text[quantity.end : min(clause.span.end, quantity.end + 40)]
        carried = _nearest(text, self.sentence.start, clause.span.start, _REPORTED)
        own = _nearest(text, clause.span.start, quantity.start, RESULT)
        if own is None and carried is not Tense.AIM and (COMPARED.search(left) or RESULT_AFTER.search(right)):
            own = Tense.RESULT
        return decide(
            Evidence(
                clause=own,
                period=tense_of(found, self.document.published, self.mood.genre),
                sentence=carried,
                heading=self.mood.heading,
                paragraph=self.mood.paragraph,
                genre=self.mood.genre,
                running=is_running(found, self.document.published),
                goal_verb=_GOAL_VERB.search(left) is not None or quantity.comparator not in {"=", ""},
            )
        )


#: Heads that are read with the subject before them: 产量 of 工业机器人.
_OWN_HEADS = frozenset(
    ["产量", "销量", "产值", "收入", "利润", "规模", "数量", "总量", "总额", "增加值", "面积", "人数"]
)
_NOT_COUNTED = frozenset({"ratio", "points", "multiple"})
_JOINT = re.compile(r"[、，和与及的]")
#: `由14.1%`, `从9.6万公里` before the amount that a change leads to.
_BASELINE = re.compile(r"(?:由|从)[^，。；]{0,32}?(?:提高|提升|上升|增加|增长|增至|升至|扩大|降|下降|减少|压减|缩短|发展|跃升)?(?:到|至)?$")


def _past_counted(text: str, start: int, end: int) -> int:
    """Step over what the amount before counted: `10个平台、3家实验室`, `1000家运营商的8594座`."""
    joints = [found.end() for found in _JOINT.finditer(text, start, end)]
    return joints[-1] if joints else start


def _has_noun(words: str) -> bool:
    return find_metric(Surroundings(words, "", countable=False)) != ""


def _distinct(claims: tuple[Claim, ...]) -> list[str]:
    return list(dict.fromkeys(claim.metric for claim in claims))


#: Results that reach on to later clauses: those that open a report.
_REPORTED = re.compile(
    r"(?<![早业不])已(?!知|婚|然)|累计|截至|以来|年来|先后|实现了|数据显示|报告显示|公布|稳稳"
)


def _nearest(text: str, start: int, end: int, results: re.Pattern[str]) -> Tense | None:
    """Return what the cue nearest to the end says; lookaheads may see a little beyond it."""
    beyond = min(len(text), end + 20)
    aim = max((found.start() for found in AIM.finditer(text, start, beyond) if found.start() < end), default=-1)
    result = max((found.start() for found in results.finditer(text, start, beyond) if found.start() < end), default=-1)
    if aim < 0 and result < 0:
        return None
    return Tense.AIM if aim > result else Tense.RESULT
