"""Which metric an amount belongs to: one of its own clause, one of a list, or one that was named before."""

from __future__ import annotations

import re

from msgspec import Struct

from ...text.quantities import Quantity
from ...text.units import Trait
from ..vocabulary.noun_phrases import EMPTY_HEADS, HEADS_OF_SUBJECT, HEADS_OF_TOTALS, SHARED_HEAD
from ..vocabulary.slots import ALL_ALIKE, MODIFIER, OF_THESE, PER_HEAD, REFERS_BACK, SHARE_OF
from .context import AmountRun, Claim, Clause, Context, is_baseline, sizes_each
from .metric import MetricSurroundings, find_metric, left_phrase, subject_of

_SHARE_REACH = 40
_SHARE_ENDS = ("比重", "比例", "比", "率", "份额")
#: 占地区生产总值的比重 is a share of what was named before.
_SHARES = ("比重", "比例", "比")
#: Where a bracket names a part: 500家（其中独角兽企业10家）.
_PART = re.compile("（(?=其中|含)")
_JOINT = re.compile(r"[、，和与及的]")
#: What parts the items of a list: `风电、太阳能`, `销量和产量`.
_ITEMS = re.compile(r"、|以及|(?<=[一-鿿]{2})(?:和|与|及)(?!以上|其|以下)(?=[一-鿿]{2})")
#: An item that ends so has a head of its own: 数控化率、普及率.
_OWN_HEAD = re.compile(rf"{SHARED_HEAD.pattern}|[率比值数次额]$")
#: Before 1000万用户 these name nothing: the users are what is counted.
_NO_USERS = frozenset({"", "服务", "覆盖"})
#: What sums up a list: `A、B等“新三样”产品`.
_AND_SO_ON = re.compile("等(?:“[^”]{1,12}”)?")
#: Where a rank is held, before it: 在全国168个重点城市排, 全省.
_FIELD = re.compile(
    r"(?:位?居|位列|名列|列|排名?|在)?(?:全(?:球|[国省市区州县])|世界|[东中西]部)(?:[0-9]{1,4}[个家])?"
    r"[^，。；、0-9]{0,10}(?:城市|地区|区县|县市?|市州|省份|开发区|高新区|经开区|园区)(?:中|里)?(?:排名?|位?居|位列|列)?$"
)
#: The sectors of the economy by their numbers: 一、二、三产增加值, 一二三产.
_SECTORS = re.compile(r"(?P<numbers>[一二三](?:、?[一二三]){1,2})(?=次?产)")
#: A level alone is one of what is named beside it: 省级 of 省级、市级示范基地.
_LEVEL = re.compile("(?:国家|自治区|[省市州县区])级(?:以上)?")
#: `、8家省级园区` after 国家级.
_LEVEL_FOLLOWS = re.compile(
    rf"{_LEVEL.pattern}[、和及][0-9]{{1,6}}[一-鿿]{{1,2}}?{_LEVEL.pattern}(?P<noun>[^，。；、0-9]{{2,20}})"
)
#: What each of a list did: 电力、交通建设分别完成投资.
_EACH = re.compile(r"(?P<list>.{2,40}?)分别(?:完成|实现|新增|达成|恢复)?(?P<head>[^，。；分别]{0,10})$")
#: The 由 or 从 nearest to the amount that a change began at.
_ORIGIN = re.compile(r"[由从](?=[^由从]{0,700}$)")


class MetricNames(Struct, frozen=True, gc=False):
    """The metric of an amount, or several that share it."""

    metrics: tuple[str, ...]
    #: Whether it stands in the amount's own clause.
    here: bool


def name_metrics(context: Context, clause: Clause, run: AmountRun, before: tuple[Claim, ...]) -> MetricNames:
    """Return what an amount measures; `before`: the claims read so far in its sentence."""
    named = _name(context, clause, run, before)
    unit = run.quantity.unit
    stop = run.quantities[0].bound_start
    share = SHARE_OF.regex.search(context.text, max(clause.span.start, stop - _SHARE_REACH), stop)
    if share is None or unit is None or unit.dimension != "ratio":
        return named
    return MetricNames(tuple(_as_share(metric, share["share"]) for metric in named.metrics), named.here)


def _as_share(metric: str, share: str) -> str:
    """Return the metric with the whole that it is a share of: 增加值占国内生产总值的比重."""
    return metric if not metric or "占" in metric or metric.endswith(_SHARE_ENDS) else metric + share


def _name(context: Context, clause: Clause, run: AmountRun, before: tuple[Claim, ...]) -> MetricNames:
    left = _left(context, clause, run.quantities[0])
    metric = _with_noun(context, clause, run, before, find_metric(_surroundings(context, clause, run, left)))
    named = _shared_or_zipped(context, clause, run, before, (left, metric))
    if named is not None:
        return named
    if metric in HEADS_OF_TOTALS and before:
        whole = before[-1].metric
        metric = whole if whole.endswith(metric[1:]) else whole + metric
        return MetricNames((metric,), here=False)
    if metric in HEADS_OF_SUBJECT:
        subject = _subject_before(context, clause, before)
        return MetricNames((subject + metric,), here=not subject)
    inherited = _inherited(context, clause, run.quantity, before)
    if PER_HEAD.stands_in(metric):
        return MetricNames((metric + inherited,), here=False)
    if metric.startswith("占") and metric.endswith(_SHARES) and metric not in EMPTY_HEADS:
        return MetricNames((inherited + metric,), here=False)
    here = bool(metric) and metric not in EMPTY_HEADS
    return MetricNames((metric if here else inherited or metric,), here=here)


def _with_noun(context: Context, clause: Clause, run: AmountRun, before: tuple[Claim, ...], metric: str) -> str:
    """
    Return a bare level with the noun that it leaves out: `2家国家级、8家省级园区`, `国家级园区2家、省级8家`.

    Of `服务1000万用户` the unit is the noun.
    """
    unit = run.quantity.unit
    if unit is not None and unit.name == "用户" and metric in _NO_USERS:
        return unit.name
    if not _LEVEL.fullmatch(metric):
        return metric
    follows = _LEVEL_FOLLOWS.match(context.text, run.quantities[-1].end, clause.span.end)
    if follows is not None:
        return metric + follows["noun"]
    whole = before[-1].metric if before else ""
    level = _LEVEL.match(whole)
    return metric + whole[level.end() if level else 0 :]


def _shared_or_zipped(
    context: Context, clause: Clause, run: AmountRun, before: tuple[Claim, ...], words: tuple[str, str]
) -> MetricNames | None:
    """Return the metrics of a list: each has its number (分别), or all share one (均, 这两项); None without a list."""
    left, metric = words
    back = refers_back(context.text[clause.span.start : run.quantity.start])
    earlier = list(dict.fromkeys(claim.metric for claim in before))
    if earlier and (back or (not metric and shares(left))):
        return MetricNames(tuple(earlier[-back:] if back else earlier), here=False)
    each = _EACH.fullmatch(metric)
    listed = [name + each["head"] for name in items(each["list"])] if each else items(metric) if metric else []
    together = len(run.quantities)
    if together == 1:
        alike = shares(left) or _share_one(metric, listed, context.text[run.quantity.start])
        return MetricNames(tuple(listed), here=True) if len(listed) > 1 and alike else None
    if len(listed) == together:
        return MetricNames((listed[run.number],), here=True)
    if (not metric or metric in EMPTY_HEADS) and len(before) - run.number >= together:
        # `增长6.5%、5.3%，分别加快0.7、0.3个百分点`: the metrics of the run before, in order.
        names = [claim.metric for claim in before[: len(before) - run.number]][-together:]
        return MetricNames((names[run.number],), here=False)
    return None


def _share_one(metric: str, listed: list[str], first_sign: str) -> bool:
    """Tell whether one number is of each item: all double (翻一番), or each has a head of its own or emits."""
    if first_sign == "翻":
        return True
    parts = [part.strip() for part in _ITEMS.split(metric)]
    heads = [SHARED_HEAD.search(part) for part in parts]
    whole = all(head and head.group() != part for head, part in zip(heads, parts, strict=True))
    return whole or all(name.endswith("排放量") for name in listed)


def _surroundings(context: Context, clause: Clause, run: AmountRun, left: str) -> MetricSurroundings:
    last, unit = run.quantities[-1], run.quantity.unit
    shape = run.quantity.shape
    end = next((other.bound_start for other in clause.quantities if other.start > last.start), clause.span.end)
    modifier = MODIFIER.regex.match(context.text, last.end, clause.span.end)
    return MetricSurroundings(
        left,
        context.text[modifier.end() : clause.span.end] if modifier else context.text[last.end : end],
        countable=unit is None or Trait.RELATIVE not in unit.traits or shape == "share",
        classifier=shape == "number" and (unit is None or Trait.CLASSIFIER in unit.traits),
    )


def _left(context: Context, clause: Clause, quantity: Quantity) -> str:
    """Return the words before an amount, from the amount or date before it on."""
    text = context.text
    begin, stop = clause.span.start, quantity.bound_start
    field = _FIELD.search(text, begin, stop) if quantity.shape == "rank" else None
    stop = field.start() if field else stop
    for other in clause.quantities:
        # 连续5年 and 五年累计 stand between subject and verb.
        lasts = text.endswith("连续", clause.span.start, other.start) or text.startswith("累计", other.end)
        # 5亿元（8000万美元） says the amount before again.
        again = text.endswith("（", clause.span.start, other.start) and text.startswith("）", other.end)
        if other.start >= quantity.start or other.end > stop or lasts or again:
            continue
        words = text[clause.span.start : other.bound_start]
        origin = _ORIGIN.search(words)
        if origin and is_baseline(words, text[other.end : clause.span.end]):
            # `比率由目前的14.1%降至13.5%`: the metric stands before 由.
            stop = min(stop, clause.span.start + origin.start())
        else:
            begin = max(
                begin,
                other.start
                if sizes_each(other, text[other.start : other.end], text[other.end : clause.span.end])
                else _past_counted(text, other.end, stop),
            )
    for start, end in context.dates.taken:
        if begin <= start and end <= stop:
            # A date between subject and verb is passed over: `销量今年达到`.
            named = left_phrase(text[end:stop], countable=True)
            begin, stop = (end, stop) if named and named not in EMPTY_HEADS else (begin, start)
    parts = [found.end() for found in _PART.finditer(text, begin, stop)]
    return text[max([begin, *parts]) : stop]


def _past_counted(text: str, start: int, end: int) -> int:
    """Return the place after the noun of the amount before: `10个平台、3家实验室`, `1000家运营商的8594座`."""
    joints = [found.end() for found in _JOINT.finditer(text, start, end)]
    return joints[-1] if joints else start


def _inherited(context: Context, clause: Clause, quantity: Quantity, before: tuple[Claim, ...]) -> str:
    """Return the metric of the amount before, or the subject of an earlier clause."""
    text = context.text
    group = OF_THESE.regex.search(text, *_last_span(clause)) if quantity.shape != "rank" else None
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


def items(phrase: str) -> list[str]:
    """Return the metrics that a list names, a head at its end given to each: 风电发电量, 太阳能发电量."""
    phrase = _without_summary(phrase)
    sectors = _SECTORS.match(phrase)
    if sectors:
        return [number + phrase[sectors.end() :] for number in sectors["numbers"] if number != "、"]
    parts = [part.strip() for part in _ITEMS.split(phrase) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one item is no list
        return [phrase]
    head = SHARED_HEAD.search(parts[-1])
    if all(_LEVEL.fullmatch(part) for part in parts[:-1]) and (own := _LEVEL.match(parts[-1])):
        return [part + parts[-1][own.end() :] for part in parts[:-1]] + parts[-1:]
    if head is None or head.group() == parts[-1]:
        return parts
    return [part if _OWN_HEAD.search(part) else part + head.group() for part in parts[:-1]] + parts[-1:]


def _without_summary(phrase: str) -> str:
    """`A、B等“新三样”产品产量` is a list of A, B with the head 产量."""
    found = _AND_SO_ON.search(phrase)
    if found is None or "、" not in phrase[: found.start()]:
        return phrase
    head = SHARED_HEAD.search(phrase)
    return phrase[: found.start()] + (head.group() if head and head.start() >= found.end() else "")


def shares(left: str) -> bool:
    """Tell whether one number holds for every metric named: 均, 都."""
    return ALL_ALIKE.stands_in(left[-8:])


def refers_back(left: str) -> int:
    """Return how many earlier metrics are meant by 这两项指标; 0 if none."""
    found = REFERS_BACK.regex.search(left)
    return "零一二三四".index(found["count"].replace("两", "二")) if found else 0
