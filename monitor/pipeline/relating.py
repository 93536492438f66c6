"""Relating: which targets are parts of others, which may be one, which fell with the plan that set them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..domain import (
    Acceptance,
    Audit,
    Decision,
    DecisionKind,
    Goal,
    Measure,
    MeasureLife,
    Proposal,
    ProposalKind,
    Stage,
    Statement,
)
from ..store import Following
from ..track import (
    RULE,
    candidate_keys,
    find_parts,
    find_repeal,
    find_same,
    gather_measures,
    part_keys,
    plan_keys,
    plan_names,
)
from .statements import of_kind, plan_key, wider

_ABOUT_TARGETS = frozenset({ProposalKind.PART, ProposalKind.SAME})


@dataclass(frozen=True, slots=True)
class Related:
    """What is proposed of a target and others: taken by rule or by a person, or waiting for one."""

    parts: tuple[Proposal, ...] = ()
    waiting: tuple[Proposal, ...] = ()
    #: Who made it a part: a person's name, or `rule`.
    by: str = RULE


def relate(
    following: Following, targets: Collection[str], acceptance: Acceptance, now: datetime
) -> tuple[Audit, ...]:
    """Work out of what targets are parts and with which they may be one; return what that changed."""
    return tuple(
        audit
        for goal in following.goals_named(targets)
        for audit in relate_one(following, goal, acceptance, now)
    )


def relate_one(following: Following, goal: Goal, acceptance: Acceptance, now: datetime) -> tuple[Audit, ...]:
    """Relate one target; return its change, if it became a part or ceased to be one."""
    around = wider(goal.region)
    near = [one for one in following.goals(candidate_keys(goal, around)) if one.key != goal.key]
    verdicts = verdicts_of(following, goal)
    related = related_of(goal, near, verdicts, acceptance)
    before = following.whole(goal.key)
    following.relate(goal.key, related.parts, related.waiting)
    after = following.whole(goal.key)
    if before == after:
        return ()
    why = related.parts[0].rule if related.parts else ""
    return (Audit(now, related.by, goal.key, "part of", before, after, why, after),)


def related_of(
    goal: Goal,
    near: Sequence[Goal],
    verdicts: dict[tuple[ProposalKind, str], Decision],
    acceptance: Acceptance,
) -> Related:
    """Return what rules propose of a target and those near it, less what people refused."""
    refused = {key for key, one in verdicts.items() if one.kind is DecisionKind.REJECT}
    parts = find_parts(
        goal, [one for one in near if (ProposalKind.PART, one.key) not in refused], wider(goal.region)
    )
    same = find_same(goal, [one for one in near if (ProposalKind.SAME, one.key) not in refused])
    taken = [one for one in parts if (one.kind, one.evidence) in verdicts or acceptance.accepts(one)]
    waiting = (*(one for one in parts if one not in taken), *same)
    people = [verdicts[one.kind, one.evidence].by for one in taken if (one.kind, one.evidence) in verdicts]
    return Related(tuple(taken), waiting, people[0] if people else RULE)


def verdicts_of(following: Following, goal: Goal) -> dict[tuple[ProposalKind, str], Decision]:
    """Return what people said last of proposals about a target and others, by kind and the other's present key."""
    decided, members = decided_of(following, goal)
    made = [one for one in decided if one.proposal in _ABOUT_TARGETS and one.target in members]
    lives = following.keys({one.finding for one in made})
    ordered = sorted(made, key=lambda one: one.at)
    return {(one.proposal, lives.get(one.finding, one.finding)): one for one in ordered if one.proposal}


def decided_of(following: Following, goal: Goal) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """Return what people decided of a target's statements, and the fingerprints of these; nothing where none did."""
    if not following.has_decisions():
        return (), frozenset()
    members = frozenset(one.fingerprint for one in following.named({goal.key}))
    return following.decisions(members), members


def touching(following: Following, goal: Goal) -> set[str]:
    """Return the keys of targets that a new or changed one may hold, or be one with: they are to be related anew."""
    parts = following.goals(part_keys(goal, [goal.region]), limit=None)
    beside = following.goals(candidate_keys(goal))
    alike = {one.key for one in beside if find_parts(one, [goal]) or find_same(one, [goal])}
    return ({one.key for one in parts} | alike) - {goal.key}


def fallen(following: Following, measures: Iterable[MeasureLife]) -> set[str]:
    """Return the keys of targets that a repealed measure may have set: they are to be judged anew."""
    names = [
        one.finding.name
        for life in measures
        if life.stage is Stage.REPEALED
        for one in life.statements
        if isinstance(one.finding, Measure)
    ]
    found = following.near({plan_key(name) for name in plan_names(names)}) if names else ()
    return set(following.keys({one.fingerprint for one in found}).values())


def repeal_of(following: Following, goal: Goal) -> tuple[Proposal, ...]:
    """Return the proposal that a target fell with its plan: none or one."""
    if not goal.plans:
        return ()
    found: tuple[Statement, ...] = following.repealed([f"measure:{key}" for key in plan_keys(goal)])
    if not found:
        return ()
    whole = of_kind(following.named({one.fingerprint for one in found}), Measure)
    decisions = following.decisions({one.fingerprint for one in whole})
    return find_repeal(goal, gather_measures(whole, decisions))
