"""Targets about other targets: parts of a whole, perhaps the same one, ended by a later one or a repeal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..domain import Amount, Flow, Goal, Measure, MeasureLife, Proposal, ProposalKind, Stage
from .amounts import canonical, dimension, flow, is_ceiling, plain, same_figure
from .bodies import body, same_issuer
from .measure_names import is_telling, measure_name
from .metrics import is_nameless, metric_key, similarity

#: How sure a part is: same deadline, another deadline, a narrower thing in the same region.
_SAME_DAY, _OTHER_DAY, _SUBSET = 0.9, 0.75, 0.6
_UNKNOWN_ISSUER: Final = 0.5
#: How alike the names of two targets with one figure are at least to be worth a person's time.
_ALIKE: Final = 0.5
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
    if not goal.deadline or not whole.deadline or is_nameless(ours.metric) or not _is_less(ours, theirs):
        return 0.0
    narrow, wide = plain(ours, goal.region), plain(theirs, whole.region)
    same_day = goal.deadline.end == whole.deadline.end
    if goal.published > whole.deadline.end or whole.published > goal.deadline.end:
        return 0.0  # the one was over before the other was set
    if metric_key(narrow) == metric_key(wide):
        around = whole.region is not None and whole.region in wider
        return (_SAME_DAY if same_day else _OTHER_DAY) if around else 0.0
    inside = same_day and goal.region == whole.region and len(wide) > 1 and narrow.endswith(wide)
    return _SUBSET if inside and same_issuer(goal.issuer, whole.issuer) else 0.0


def _is_less(part: Amount, whole: Amount) -> bool:
    """
    Tell whether the amount is less than the whole, where amounts add up over places.

    Shares and growth do not; there an equal figure is more likely the whole's own with its place misread.
    """
    ours, theirs = canonical(part), canonical(whole)
    if not ours or not theirs:
        return True
    if dimension(part) == "ratio" or flow(part) is Flow.CHANGE or is_ceiling(part):
        return ours != theirs
    return ours[0] < theirs[-1]


def find_same(goal: Goal, goals: Iterable[Goal]) -> tuple[Proposal, ...]:
    """
    Return the target that this one may be another statement of, as a proposal: none or one.

    Rules keep them apart because the issuer is unknown (another figure for the same day: perhaps a
    revision) or the words differ (the same figure and day). Only the later one proposes.
    """
    pairs = [
        (score, other)
        for other in goals
        if (other.published, other.key) < (goal.published, goal.key) and (score := _may_be_same(goal, other))
    ]
    best = min(pairs, key=lambda one: (-one[0], one[1].published, one[1].key), default=None)
    if best is None:
        return ()
    score, other = best
    rule = (
        "another figure, issuer unknown" if other.series == goal.series else "the same figure in other words"
    )
    return (Proposal(ProposalKind.SAME, goal.key, other.key, round(score, 4), rule, goal.published),)


def _may_be_same(goal: Goal, other: Goal) -> float:
    """Return how surely two targets that rules keep apart are one; 0 if they are not."""
    ours, theirs = goal.amount, other.amount
    if goal.region != other.region or not goal.deadline or not other.deadline or not ours.values:
        return 0.0
    if goal.deadline.end != other.deadline.end or flow(ours) is not flow(theirs):
        return 0.0
    if goal.series == other.series:
        return _UNKNOWN_ISSUER if goal.issuer is None or other.issuer is None else 0.0
    alike = (
        similarity(plain(ours, goal.region), plain(theirs, other.region))
        if same_figure(ours, theirs)
        else 0.0
    )
    return alike if alike >= _ALIKE else 0.0


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
    repeals = [
        step
        for life in measures
        if _set_it(life, goal)
        for step in life.steps
        if step.stage is Stage.REPEALED and step.since >= goal.published
    ]
    first = min(repeals, key=lambda step: (step.since, step.statement.fingerprint), default=None)
    if first is None:
        return ()
    evidence, rule = first.statement.fingerprint, "the plan that set it was repealed"
    return (Proposal(ProposalKind.WITHDRAWN, goal.key, evidence, _ENDED_BY_REPEAL, rule, first.since),)


def _set_it(life: MeasureLife, goal: Goal) -> bool:
    """Tell whether a measure is a plan that the target's texts name; 管理办法 is anybody's but its issuer's."""
    plans = {measure_name(plan) for plan in goal.plans}
    names = {measure_name(one.finding.name) for one in life.statements if isinstance(one.finding, Measure)}
    issued = any(same_issuer(goal.issuer, issuer) for issuer in life.issuers)
    return any(issued or is_telling(name) for name in plans & names)


def plan_keys(goal: Goal) -> tuple[str, ...]:
    """Return the keys (as `measure_keys` gives them) of the plans that a target's texts name."""
    names = sorted({measure_name(plan) for plan in goal.plans})
    issuer = body(goal.issuer or "")
    return tuple(f"name:{name}" if is_telling(name) else f"name:{name}|{issuer}" for name in names)


def plan_names(plans: Iterable[str]) -> tuple[str, ...]:
    """Return the names of plans in their one spelling: what the targets in them are filed under."""
    return tuple(sorted({measure_name(plan) for plan in plans}))
