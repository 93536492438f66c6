"""Targets and other targets: parts of a whole, the same in other words, ended by a later one or by a repeal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..domain import (
    Acceptance,
    Amount,
    Audit,
    Commitment,
    Decision,
    DecisionKind,
    Flow,
    Measure,
    Proposal,
    ProposalKind,
    RelationEvidence,
    RelationQuery,
    Stage,
    TargetRelations,
    TrackedMeasure,
)
from .amounts import canonical, dimension, flow, is_ceiling, plain, same_figure
from .changes import RULE
from .identity import body, is_telling, measure_name, same_issuer
from .matching import candidate_keys
from .metric_names import is_nameless, known_metric, metric_key, similarity

#: How sure a part is: same deadline, another deadline, a narrower thing in the same region.
_SAME_DAY, _OTHER_DAY, _SUBSET = 0.9, 0.75, 0.6
_UNKNOWN_ISSUER: Final = 0.5
#: How alike the names of two targets with one figure are at least to be worth a person's time.
_ALIKE: Final = 0.5
_ENDED_BY_NEW: Final = 0.6
_ENDED_BY_REPEAL: Final = 0.7


def find_parts(
    commitment: Commitment, commitments: Iterable[Commitment], wider: Sequence[str] = ()
) -> tuple[Proposal, ...]:
    """
    Return the target that this one is a part of, as a proposal about `commitment`: none or one.

    The whole has the same metric in a region around (`wider`, nearest first), or a wider metric in
    the same region: 新建大型数据中心PUE under 数据中心PUE. Its evidence is the whole's key.
    """
    wholes = [
        (score, other)
        for other in commitments
        if other.key != commitment.key and (score := _holds(commitment, other, wider))
    ]
    best = min(
        wholes, key=lambda each_whole: (_rank(each_whole[1], wider), -each_whole[0], each_whole[1].key), default=None
    )
    if best is None:
        return ()
    score, whole = best
    rule = "narrower region" if whole.region != commitment.region else "narrower metric"
    return (Proposal(ProposalKind.PART, commitment.key, whole.key, score, rule, commitment.published),)


def _rank(whole: Commitment, wider: Sequence[str]) -> int:
    """Sort wholes: in the same region, then by how near the region around is."""
    return wider.index(whole.region) + 1 if whole.region in wider else 0


def _holds(commitment: Commitment, whole: Commitment, wider: Sequence[str]) -> float:
    """Return how surely `whole` holds `commitment`; 0 if it does not."""
    ours, theirs = commitment.amount, whole.amount
    if (dimension(ours), flow(ours), ours.per) != (dimension(theirs), flow(theirs), theirs.per):
        return 0.0
    if not commitment.deadline or not whole.deadline or is_nameless(ours.metric) or not _is_less(ours, theirs):
        return 0.0
    narrow, wide = plain(ours, commitment.region), plain(theirs, whole.region)
    same_day = commitment.deadline.end == whole.deadline.end
    if commitment.published > whole.deadline.end or whole.published > commitment.deadline.end:
        return 0.0  # the one was over before the other was set
    if metric_key(narrow) == metric_key(wide):
        around = whole.region is not None and whole.region in wider
        return (_SAME_DAY if same_day else _OTHER_DAY) if around else 0.0
    inside = (len(wide) > 1 and narrow.endswith(wide)) or _is_named_part(ours, theirs)
    together = same_day and commitment.region == whole.region and same_issuer(commitment.issuer, whole.issuer)
    return _SUBSET if inside and together else 0.0


def _is_named_part(part: Amount, whole: Amount) -> bool:
    """Tell whether the row of the whole in `metrics.toml` names the part."""
    narrow, wide = known_metric(part.metric), known_metric(whole.metric)
    return bool(narrow and wide and narrow.id in wide.parts)


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


def find_same(commitment: Commitment, commitments: Iterable[Commitment]) -> tuple[Proposal, ...]:
    """
    Return the target that this one may be another statement of, as a proposal: none or one.

    Rules keep them apart because the issuer is unknown (another figure for the same day: perhaps a
    revision) or the words differ (the same figure and day). Only the later one proposes.
    """
    pairs = [
        (score, other)
        for other in commitments
        if (other.published, other.key) < (commitment.published, commitment.key)
        and (score := _may_be_same(commitment, other))
    ]
    best = min(pairs, key=lambda pair: (-pair[0], pair[1].published, pair[1].key), default=None)
    if best is None:
        return ()
    score, other = best
    rule = "another figure, issuer unknown" if other.series == commitment.series else "the same figure in other words"
    return (Proposal(ProposalKind.SAME, commitment.key, other.key, round(score, 4), rule, commitment.published),)


def _may_be_same(commitment: Commitment, other: Commitment) -> float:
    """Return how surely two targets that rules keep apart are one; 0 if they are not."""
    ours, theirs = commitment.amount, other.amount
    if commitment.region != other.region or not commitment.deadline or not other.deadline or not ours.values:
        return 0.0
    if commitment.deadline.end != other.deadline.end or flow(ours) is not flow(theirs):
        return 0.0
    if commitment.series == other.series:
        return _UNKNOWN_ISSUER if commitment.issuer is None or other.issuer is None else 0.0
    alike = (
        similarity(plain(ours, commitment.region), plain(theirs, other.region)) if same_figure(ours, theirs) else 0.0
    )
    return alike if alike >= _ALIKE else 0.0


def find_successor(commitment: Commitment, commitments: Iterable[Commitment]) -> tuple[Proposal, ...]:
    """
    Return the proposal that a later target has overtaken this one: none or one.

    It is of the same series and issuer, set later, due no later, and asks for another figure. (The
    same day with another figure is a revision already; see `targets`.)
    """
    if commitment.deadline is None:
        return ()
    later = [
        other
        for other in commitments
        if other.series == commitment.series
        and other.withdrawn is None
        and other.published > commitment.published
        and other.deadline is not None
        and commitment.published < other.deadline.end < commitment.deadline.end
        and canonical(other.amount) > canonical(commitment.amount)
        and same_issuer(commitment.issuer, other.issuer)
    ]
    first = min(later, key=lambda other: (other.published, other.key), default=None)
    if first is None:
        return ()
    rule = "a later target asks for more, sooner"
    return (Proposal(ProposalKind.SUPERSEDED, commitment.key, first.key, _ENDED_BY_NEW, rule, first.published),)


def overtaken(series: Iterable[Commitment], commitments: Sequence[Commitment]) -> frozenset[str]:
    """Return the keys of the targets that one of the commitments overtakes."""
    return frozenset(target.key for target in series if find_successor(target, commitments))


def find_repeal(commitment: Commitment, measures: Iterable[TrackedMeasure]) -> tuple[Proposal, ...]:
    """Return the proposal that a target fell with the plan that set it: none or one."""
    repeals = [
        step
        for tracked in measures
        if _set_it(tracked, commitment)
        for step in tracked.steps
        if step.stage is Stage.REPEALED and step.since >= commitment.published
    ]
    first = min(repeals, key=lambda step: (step.since, step.statement.fingerprint), default=None)
    if first is None:
        return ()
    evidence, rule = first.statement.fingerprint, "the plan that set it was repealed"
    return (Proposal(ProposalKind.WITHDRAWN, commitment.key, evidence, _ENDED_BY_REPEAL, rule, first.since),)


def _set_it(tracked: TrackedMeasure, commitment: Commitment) -> bool:
    """Tell whether a measure is a plan that the target's texts name; 管理办法 is anybody's but its issuer's."""
    plans = {measure_name(plan) for plan in commitment.plans}
    names = {
        measure_name(statement.finding.name)
        for statement in tracked.statements
        if isinstance(statement.finding, Measure)
    }
    issued = any(same_issuer(commitment.issuer, issuer) for issuer in tracked.issuers)
    return any(issued or is_telling(name) for name in plans & names)


def plan_keys(commitment: Commitment) -> tuple[str, ...]:
    """Return the keys (as `measure_keys` gives them) of the plans that a target's texts name."""
    names = sorted({measure_name(plan) for plan in commitment.plans})
    issuer = body(commitment.issuer or "")
    return tuple(f"name:{name}" if is_telling(name) else f"name:{name}|{issuer}" for name in names)


def plan_names(plans: Iterable[str]) -> tuple[str, ...]:
    """Return the names of plans in their one spelling: what the targets in them are filed under."""
    return tuple(sorted({measure_name(plan) for plan in plans}))


#: Returns the regions that contain a region, nearest first.
Regions = Callable[[str | None], Sequence[str]]
_ABOUT_TARGETS = frozenset({ProposalKind.PART, ProposalKind.SAME})
#: Kind of a proposal, and the present key of the other target.
Verdicts = Mapping[tuple[ProposalKind, str], Decision]


@dataclass(frozen=True, slots=True)
class Related:
    """What a target is a part of now, and what that changed."""

    relations: TargetRelations
    audits: tuple[Audit, ...] = ()


def relation_query(commitment: Commitment, wider: Regions) -> RelationQuery:
    """Return what must be known to relate a target to others."""
    return RelationQuery(commitment, candidate_keys(commitment, wider(commitment.region)))


def relate(evidence: RelationEvidence, acceptance: Acceptance, at: datetime, wider: Regions) -> Related:
    """Return of which target this one is a part, what is proposed of it and others, and the change in that."""
    commitment, verdicts = evidence.commitment, verdicts_of(evidence)
    refused = {key for key, one in verdicts.items() if one.kind is DecisionKind.REJECT}
    around = wider(commitment.region)
    parts = find_parts(commitment, _less(evidence.near, ProposalKind.PART, refused), around)
    same = find_same(commitment, _less(evidence.near, ProposalKind.SAME, refused))
    taken = tuple(part for part in parts if (part.kind, part.evidence) in verdicts or acceptance.accepts(part))
    waiting = (*(part for part in parts if part not in taken), *same)
    relations = TargetRelations(target=commitment.key, parts=taken, waiting=waiting)
    return Related(relations, _part_changes(evidence, taken, verdicts, at))


def _less(near: Iterable[Commitment], kind: ProposalKind, refused: set[tuple[ProposalKind, str]]) -> list[Commitment]:
    return [other for other in near if (kind, other.key) not in refused]


def _part_changes(
    evidence: RelationEvidence, parts: tuple[Proposal, ...], verdicts: Verdicts, at: datetime
) -> tuple[Audit, ...]:
    """Return the change of a target that became a part or ceased to be one."""
    after = parts[0].evidence if parts else ""
    if evidence.whole == after:
        return ()
    people = [verdicts[part.kind, part.evidence].by for part in parts if (part.kind, part.evidence) in verdicts]
    by, why = people[0] if people else RULE, parts[0].rule if parts else ""
    return (Audit(at, by, evidence.commitment.key, "part of", evidence.whole, after, why, after),)


def verdicts_of(evidence: RelationEvidence) -> Verdicts:
    """Return what people said last of proposals about a target and others, by kind and the other's present key."""
    made = [
        each_decision
        for each_decision in evidence.decisions
        if each_decision.proposal in _ABOUT_TARGETS and each_decision.target in evidence.members
    ]
    return {
        (each_decision.proposal, evidence.present_keys.get(each_decision.finding, each_decision.finding)): each_decision
        for each_decision in sorted(made, key=lambda decision: decision.at)
        if each_decision.proposal
    }


def touched_targets(
    commitment: Commitment, inside: Iterable[Commitment], beside: Iterable[Commitment]
) -> frozenset[str]:
    """
    Return the keys of targets that a new or changed target may hold, or be the same as.

    `inside` are those filed as its possible parts, `beside` those of an alike metric in its own region.
    """
    alike = {other.key for other in beside if find_parts(other, [commitment]) or find_same(other, [commitment])}
    return frozenset({other.key for other in inside} | alike) - {commitment.key}
