"""Recorded metrics that no row of `metrics.toml` names, and the row that would name each."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain import Amount, Flow, MetricKind, MetricUse
from ..metrics import Metric, Nature
from ..text.units import TABLE
from .amounts import adds_up, dimension, flow
from .metric_names import is_nameless, known_metric, plain_metric

_SHARES: Final = frozenset({MetricKind.SHARE, MetricKind.COVERAGE})


@dataclass(frozen=True, slots=True)
class UnnamedMetric:
    """A recorded metric without a name of its own, in all the forms in which texts write it."""

    #: Names as texts write them, the most frequent first.
    names: tuple[str, ...]
    #: Targets and reported figures of it.
    count: int
    #: The row to paste; its English name is the Chinese one until a person translates it.
    row: Metric


def unnamed(uses: Iterable[MetricUse]) -> tuple[UnnamedMetric, ...]:
    """
    Return the recorded metrics that no row names, the most frequent first.

    Names that are levelled to one spelling are one metric. What names nothing by itself (活动) is left out.
    """
    forms: dict[str, list[MetricUse]] = defaultdict(list)
    for use in uses:
        if _known(use) is None and not is_nameless(use.metric):
            forms[plain_metric(use.metric, use.region or "", increment=_is_increment(use))].append(use)
    found = [_unnamed(written) for written in forms.values()]
    return tuple(sorted(found, key=lambda metric: (-metric.count, metric.names)))


def named_uses(uses: Iterable[MetricUse]) -> Mapping[str, int]:
    """Return how often each metric with a name is recorded, by its id."""
    counted: Counter[str] = Counter()
    for use in uses:
        if metric := _known(use):
            counted[metric.id] += use.count
    return counted


def _unnamed(written: list[MetricUse]) -> UnnamedMetric:
    counts: Counter[str] = Counter()
    for use in written:
        counts[use.metric] += use.count
    names = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
    most = max(written, key=lambda use: (use.count, use.metric, use.kind))
    mark = hashlib.sha256(names[0].encode()).hexdigest()[:8]
    measured = dimension(_amount(most))
    row = Metric(
        id=f"m_{mark}",
        zh=names[0],
        en=names[0],
        aliases=names[1:],
        dimension=(measured if measured in TABLE.dimensions else "count",),
        kind=_nature(most),
    )
    return UnnamedMetric(names, counts.total(), row)


def _nature(use: MetricUse) -> Nature:
    amount = _amount(use)
    if use.kind in _SHARES:
        return Nature.SHARE
    if flow(amount) is Flow.CHANGE:  # growth of something: whether that adds up, the name may tell
        amount = Amount(metric=use.metric, kind=MetricKind.LEVEL, unit="元")
    return Nature.FLOW if adds_up(amount) else Nature.STOCK


def _known(use: MetricUse) -> Metric | None:
    return known_metric(use.metric, use.region or "", increment=_is_increment(use))


def _is_increment(use: MetricUse) -> bool:
    return flow(_amount(use)) is Flow.INCREMENT


def _amount(use: MetricUse) -> Amount:
    return Amount(metric=use.metric, kind=use.kind, unit=use.unit)
