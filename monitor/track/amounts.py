"""What stated amounts have in common: dimension, how they count, and their numbers in one unit."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..domain import Amount, Comparator, Flow, MetricKind, Progress, Target
from ..text.units import find_unit, to_canonical
from .metric_words import INCREMENT, RATES, SUMS
from .metrics import plain_metric

#: Unit of amounts whose text gives none, by kind; counts of unnamed things are pieces.
_BY_KIND: Final = {
    MetricKind.SHARE: "ratio",
    MetricKind.COVERAGE: "ratio",
    MetricKind.CHANGE_PCT: "ratio",
    MetricKind.CHANGE_PP: "points",
    MetricKind.MULTIPLE: "multiple",
    MetricKind.RANK: "rank",
    MetricKind.COUNT: "count",
    MetricKind.INCREMENT: "count",
    MetricKind.QUALITATIVE: "words",
    MetricKind.LEVEL: "number",
}
#: Verbs before a number that make it an increment: of adding (新型 and 新能源 are none), of doing away.
_ANEW = re.compile(
    r"(?:(?:再|新)(?:培育|制定|遴选|打造|建设|改造|组建|支持|评定|认定|推出|开工|建|增)|"
    r"淘汰|退出|压减|关停|改造|脱贫|发行|下达|发放|拨付|救助)[^，。；、]{0,10}$"
)
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百千两]+[个家项款座]")
#: What a metric counts, for numbers without a unit: 标准机架数超过900万.
_BY_NOUN: Final = (
    ("机架", "racks"),
    ("人", "people"),
    ("人次", "visits"),
    ("用户", "users"),
    ("家庭", "household"),
)
_CHANGES: Final = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP, MetricKind.MULTIPLE})
_UPPER: Final = frozenset({Comparator.AT_MOST, Comparator.BELOW})


def stated(finding: Target | Progress) -> Amount:
    """Return a finding's amount; 再培育100家 as the increment that its verb makes it."""
    amount = finding.amount
    before_number = _NUMBER.split(finding.quote.text, 1)[0]
    if amount.kind in {MetricKind.COUNT, MetricKind.LEVEL} and _ANEW.search(before_number):
        return replace(amount, kind=MetricKind.INCREMENT)
    return amount


@lru_cache(maxsize=20_000)
def dimension(amount: Amount) -> str:
    """Return what the number measures; amounts are comparable only within one dimension."""
    if amount.kind is MetricKind.RANK:
        return "rank"
    if amount.unit:
        found = find_unit(amount.unit, 0)
        return found[0].dimension if found and found[1] == len(amount.unit) else f"raw:{amount.unit}"
    if amount.kind in {MetricKind.COUNT, MetricKind.LEVEL, MetricKind.INCREMENT}:
        noun = amount.metric.removesuffix("数量").removesuffix("数")
        named = [name for word, name in _BY_NOUN if noun.endswith(word)]
        return named[-1] if named else _BY_KIND[amount.kind]
    return _BY_KIND[amount.kind]


def flow(amount: Amount) -> Flow:
    """Return how the amount counts; 新增100家 never matches 达到100家."""
    if amount.kind in _CHANGES:
        return Flow.CHANGE
    if amount.kind is MetricKind.INCREMENT:
        return Flow.INCREMENT
    # 新建数据中心PUE, a number without unit, counts nothing new.
    counted = amount.kind is MetricKind.COUNT or (amount.kind is MetricKind.LEVEL and amount.unit)
    return Flow.INCREMENT if counted and amount.metric.startswith(INCREMENT) else Flow.STOCK


@lru_cache(maxsize=20_000)
def adds_up(amount: Amount) -> bool:
    """Tell whether the amount belongs to a period and begins anew with the next: increments, growth, output."""
    if flow(amount) is not Flow.STOCK or amount.per is not None:
        return True
    words = RATES if dimension(amount) == "ratio" else SUMS
    return any(word in amount.metric for word in words)


def plain(amount: Amount, region: str | None) -> str:
    """Return the amount's metric in its one spelling."""
    return plain_metric(amount.metric, region or "", increment=flow(amount) is Flow.INCREMENT)


@lru_cache(maxsize=20_000)
def canonical(amount: Amount) -> tuple[Decimal, ...]:
    """Return the numbers in the dimension's own unit: 0.1 EFLOPS is 100 PFLOPS."""
    found = find_unit(amount.unit, 0) if amount.unit else None
    if found is None or found[1] != len(amount.unit or ""):
        return tuple(value.normalize() for value in amount.values)
    return tuple(to_canonical(value, found[0]).normalize() for value in amount.values)


def is_ceiling(amount: Amount) -> bool:
    """Tell whether the number bounds from above: 不超过, 降至."""
    return amount.comparator in _UPPER


def same_figure(one: Amount, other: Amount) -> bool:
    """Tell whether two amounts state one number: 超过70%, 70%以上 and 达到70% do."""
    return (
        canonical(one) == canonical(other)
        and dimension(one) == dimension(other)
        and is_ceiling(one) == is_ceiling(other)
        and one.per == other.per
    )
