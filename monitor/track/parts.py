"""Targets about other targets: parts of a whole, and targets that a later one or a repeal has ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..domain import Goal, MeasureLife, Proposal, ProposalKind, Stage
from .amounts import canonical, dimension, flow, plain
from .bodies import same_issuer
from .measure_names import measure_name
from .metrics import metric_key

#: How sure a part is: same deadline, another deadline, a narrower thing in the same region.
_SAME_DAY, _OTHER_DAY, _SUBSET = 0.9, 0.75, 0.6
_ENDED_BY_NEW: Final = 0.6
_ENDED_BY_REPEAL: Final = 0.7


def find_parts(goal: Goal, goals: Iterable[Goal], wider: Sequence[str] = ()) -> tuple[Proposal, ...]:
    """
    Return the target that this one is a part of, as a proposal about `goal`: none or one.

    The whole has the same metric in a region around (`wider`, nearest first), or a wider metric in
    the same region: 新建大型数据中心PUE under 数据中心PUE. Its evidence is the whole's key.
    """
    wholes = [
        (score, other) for other in goals if other.key != goal.key and (score := _holds(goal, other, wider))
    ]
    best = min(wholes, key=lambda one: (_rank(one[1], wider), -one[0], one[1].key), default=None)
    if best is None:
        return ()
    score, whole = best
    rule = "narrower region" if whole.region != goal.region else "narrower metric"
    return (Proposal(ProposalKind.PART, goal.key, whole.key, score, rule, goal.published),)


def _rank(whole: Goal, wider: Sequence[str]) -> int:
    """Sort wholes: in the same region, then by how near the region around is."""
    return wider.index(whole.region) + 1 if whole.region in wider else 0


def _holds(goal: Goal, whole: Goal, wider: Sequence[str]) -> float:
    """Return how surely `whole` holds `goal`; 0 if it does not."""
    ours, theirs = goal.amount, whole.amount
    if (dimension(ours), flow(ours), ours.per) != (dimension(theirs), flow(theirs), theirs.per):
        return 0.0
    narrow, wide = plain(ours, goal.region), plain(theirs, whole.region)
    same_day = goal.deadline and whole.deadline and goal.deadline.end == whole.deadline.end
    if metric_key(narrow) == metric_key(wide):
        around = whole.region is not None and whole.region in wider
        return (_SAME_DAY if same_day else _OTHER_DAY) if around else 0.0
    inside = goal.region == whole.region and len(wide) > 1 and narrow.endswith(wide)
    return _SUBSET if inside and same_issuer(goal.issuer, whole.issuer) else 0.0


def find_successor(goal: Goal, goals: Iterable[Goal]) -> tuple[Proposal, ...]:
    """
    Return the proposal that a later target has overtaken this one: none or one.

    It is of the same series and issuer, set later, due no later, and asks for another figure. (The
    same day with another figure is a revision already; see `targets`.)
    """
    if goal.deadline is None:
        return ()
    later = [
        other
        for other in goals
        if other.series == goal.series
        and other.published > goal.published
        and other.deadline is not None
        and goal.published < other.deadline.end < goal.deadline.end
        and canonical(other.amount) > canonical(goal.amount)
        and same_issuer(goal.issuer, other.issuer)
    ]
    first = min(later, key=lambda other: (other.published, other.key), default=None)
    if first is None:
        return ()
    rule = "a later target asks for more, sooner"
    return (Proposal(ProposalKind.SUPERSEDED, goal.key, first.key, _ENDED_BY_NEW, rule, first.published),)


def find_repeal(goal: Goal, measures: Iterable[MeasureLife]) -> tuple[Proposal, ...]:
    """Return the proposal that a target fell with the plan that set it: none or one."""
    plans = {measure_name(plan) for plan in goal.plans}
    repeals = [
        step
        for life in measures
        if measure_name(life.name) in plans
        for step in life.steps
        if step.stage is Stage.REPEALED and step.since >= goal.published
    ]
    first = min(repeals, key=lambda step: (step.since, step.statement.fingerprint), default=None)
    if first is None:
        return ()
    evidence, rule = first.statement.fingerprint, "the plan that set it was repealed"
    return (Proposal(ProposalKind.WITHDRAWN, goal.key, evidence, _ENDED_BY_REPEAL, rule, first.since),)
