"""Which metric an amount belongs to: of its own clause, of a list in it, or of what was said before."""

from __future__ import annotations

import re

from msgspec import Struct

from ..text.quantities import Quantity
from .context import Claim, Clause, Context, Run
from .lists import items, refers_back, shares
from .metric import Surroundings, find_metric, left_phrase, subject_of
from .refusals import is_baseline

#: Heads that are read with the subject before them: 产量 of 工业机器人.
_OWN_HEADS = frozenset(
    ["产量", "销量", "产值", "收入", "利润", "规模", "数量", "总量", "总额", "增加值", "面积", "人数"]
)
#: Heads that say nothing alone: the metric before them is meant.
_EMPTY_HEADS = frozenset(
    ["增量", "占比", "增速", "增幅", "比重", "其中", "增长", "增长率", "均值", "平均", "涨幅", "降幅"]
)
#: What a number is for each of: 每万常住人口达到4名 is of what was named before.
_PER_HEAD = re.compile(
    r"每(?:[百千万亿]{0,2}|十万)[名个户]?(?:常住|户籍|就业)?(?:人口|人员|居民|人|户|名|学生|老人)"
)
#: The words that make an amount a share of what stands before them.
_SHARE_OF = re.compile(
    r"(?P<share>占(?:[^，。；占]{0,20}?(?:比重|比例)|比))(?:[为是已均]|持续|一直|稳定|[提上]升|提高){0,3}$"
)
_SHARE_REACH = 40
_SHARE_ENDS = ("比重", "比例", "比", "率", "份额")
#: 占地区生产总值的比重 is a share of what was named before.
_SHARES = ("比重", "比例", "比")
_NOT_COUNTED = frozenset({"ratio", "points", "multiple"})
_JOINT = re.compile(r"[、，和与及的]")
#: `102项重大工程中，超过96%已开工`: the group that the share is of.
_OF_THESE = re.compile(
    r"(?:[0-9][万亿余多]{0,3}[个家项名座台辆件款种类条所处支])?(?P<what>[^，。；、0-9]{2,24})中$"
)
#: `10个规模超千亿元的集群`: an amount inside what tells the things counted from others.
_MODIFIER = re.compile(r"[一-鿿]{2,4}(?:超过?|达到?|不低于)[0-9.千百十万亿]{1,8}[一-鿿]{1,2}(?:以上)?的")
_ORIGIN = re.compile(r"[由从](?=[^由从]{0,700}$)")


class Named(Struct, frozen=True, gc=False):
    """The metric of an amount, or several that share it."""

    metrics: tuple[str, ...]
    #: Whether it stands in the amount's own clause.
    here: bool


def name_metrics(context: Context, clause: Clause, run: Run, before: tuple[Claim, ...]) -> Named:
    """Return what an amount measures; `before`: the claims read so far in its sentence."""
    named = _name(context, clause, run, before)
    unit = run.quantity.unit
    stop = run.quantities[0].bound_start
    share = _SHARE_OF.search(context.text, max(clause.span.start, stop - _SHARE_REACH), stop)
    if share is None or unit is None or unit.dimension != "ratio":
        return named
    return Named(tuple(_as_share(metric, share["share"]) for metric in named.metrics), named.here)


def _as_share(metric: str, share: str) -> str:
    """Tell a share from the whole that it is of: 增加值占国内生产总值的比重."""
    return metric if not metric or "占" in metric or metric.endswith(_SHARE_ENDS) else metric + share


def _name(context: Context, clause: Clause, run: Run, before: tuple[Claim, ...]) -> Named:
    left = _left(context, clause, run.quantities[0])
    metric = find_metric(_surroundings(context, clause, run, left))
    named = _shared_or_zipped(context, clause, run, before, (left, metric))
    if named is not None:
        return named
    if metric in _OWN_HEADS:
        subject = _subject_before(context, clause, before)
        return Named((subject + metric,), here=not subject)
    if _PER_HEAD.fullmatch(metric):
        return Named((metric + _inherited(context, clause, run.quantity, before),), here=False)
    if metric.startswith("占") and metric.endswith(_SHARES) and metric not in _EMPTY_HEADS:
        return Named((_inherited(context, clause, run.quantity, before) + metric,), here=False)
    if metric and metric not in _EMPTY_HEADS:
        return Named((metric,), here=True)
    return Named((_inherited(context, clause, run.quantity, before) or metric,), here=False)


def _shared_or_zipped(
    context: Context, clause: Clause, run: Run, before: tuple[Claim, ...], words: tuple[str, str]
) -> Named | None:
    """Return the metrics of a list: each its own number (分别), or all the same one (均, 这两项)."""
    left, metric = words
    back = refers_back(context.text[clause.span.start : run.quantity.start])
    earlier = list(dict.fromkeys(claim.metric for claim in before))
    if earlier and (back or (not metric and shares(left))):
        return Named(tuple(earlier[-back:] if back else earlier), here=False)
    listed = items(metric) if metric else []
    together = len(run.quantities)
    if together == 1:
        return Named(tuple(listed), here=True) if len(listed) > 1 and shares(left) else None
    if len(listed) == together:
        return Named((listed[run.number],), here=True)
    if not metric and len(before) - run.number >= together:
        # `增长6.5%、5.3%，分别加快0.7、0.3个百分点`: the metrics of the run before, in order.
        names = [claim.metric for claim in before[: len(before) - run.number]][-together:]
        return Named((names[run.number],), here=False)
    return None


def _surroundings(context: Context, clause: Clause, run: Run, left: str) -> Surroundings:
    last, unit = run.quantities[-1], run.quantity.unit
    shape = run.quantity.shape
    end = next(
        (other.bound_start for other in clause.quantities if other.start > last.start), clause.span.end
    )
    modifier = _MODIFIER.match(context.text, last.end, clause.span.end)
    return Surroundings(
        left,
        context.text[modifier.end() : clause.span.end] if modifier else context.text[last.end : end],
        countable=unit is None or unit.dimension not in _NOT_COUNTED or shape == "share",
        classifier=shape == "number"
        and (unit is None or unit.dimension == "count" or unit.name in {"名", "位"}),
    )


def _left(context: Context, clause: Clause, quantity: Quantity) -> str:
    """Return the words before an amount, from the amount or date before it on."""
    text = context.text
    begin, stop = clause.span.start, quantity.bound_start
    for other in clause.quantities:
        if other.start >= quantity.start or other.end > stop:
            continue
        words = text[clause.span.start : other.bound_start]
        origin = _ORIGIN.search(words)
        if origin and is_baseline(words, text[other.end : clause.span.end]):
            # `比率由目前的14.1%降至13.5%`: the metric stands before 由.
            stop = min(stop, clause.span.start + origin.start())
        else:
            begin = max(begin, _past_counted(text, other.end, stop))
    for start, end in context.dated.taken:
        if begin <= start and end <= stop:
            # A date between subject and verb is passed over: `销量今年达到`.
            named = left_phrase(text[end:stop], countable=True)
            begin, stop = (end, stop) if named else (begin, start)
    return text[begin:stop]


def _past_counted(text: str, start: int, end: int) -> int:
    """Step over what the amount before counted: `10个平台、3家实验室`, `1000家运营商的8594座`."""
    joints = [found.end() for found in _JOINT.finditer(text, start, end)]
    return joints[-1] if joints else start


def _inherited(context: Context, clause: Clause, quantity: Quantity, before: tuple[Claim, ...]) -> str:
    """Return the metric of the amount before, or the subject of an earlier clause."""
    text = context.text
    group = _OF_THESE.search(text, *_last_span(clause)) if quantity.shape != "rank" else None
    if group:
        return group["what"]
    near = _subject_before(context, clause, before)
    if near:
        return near
    if before:
        first, last = before[0], before[-1]
        share = quantity.unit is not None and quantity.unit.dimension == "ratio"
        if share and quantity.bound_start == clause.span.start:
            # `企业平均投入超3000万元，超六成处于…`: six tenths of the enterprises.
            return subject_of(text[first.start : first.quantity.start]) or last.metric
        return last.metric
    for span in reversed(clause.earlier):
        subject = subject_of(text[span.start : span.end])
        if len(subject) > 1:
            return subject
    own = text[clause.span.start : quantity.bound_start]
    return subject_of(own) if own else ""


def _last_span(clause: Clause) -> tuple[int, int]:
    """Return the span of the clause before; an empty one if there is none."""
    last = clause.earlier[-1] if clause.earlier else clause.span
    return last.start, min(last.end, clause.span.start)


def _subject_before(context: Context, clause: Clause, before: tuple[Claim, ...]) -> str:
    """Return the subject of the clause right before if no amount was read there."""
    if not clause.earlier or (before and before[-1].end > clause.earlier[-1].start):
        return ""
    span = clause.earlier[-1]
    return subject_of(context.text[span.start : span.end])
