"""
Following: what articles and people say is carried between the record and the rules of `track`.

Each stage asks the record, lets `track` decide and writes what was decided, all in one transaction:

    gather measures → gather targets → relate targets → link progress → judge targets

Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from ..domain import (
    Acceptance,
    Audit,
    Changes,
    Commitment,
    Decision,
    DecisionKind,
    Finding,
    Mark,
    Measure,
    Progress,
    Proposal,
    Statement,
    StoredStatement,
    Target,
    TrackedMeasure,
    TrackedTarget,
)
from ..store import Store, UnitOfWork
from ..track import (
    Closure,
    Gathered,
    Judgement,
    Ladder,
    Linked,
    Revision,
    candidate_keys,
    decision_audit,
    gather_measure_statements,
    gather_target_statements,
    judge,
    keyed,
    left_alone,
    link,
    link_query,
    of_kind,
    overtaken,
    part_keys,
    relate,
    relation_query,
    rematch_keys,
    repealed_plan_keys,
    state_query,
    to_match_again,
    touched_targets,
)

#: Region of a statement about the whole country.
NATIONAL = "全国"


@dataclass(frozen=True, slots=True)
class Rules:
    """What settings say about following."""

    acceptance: Acceptance = field(default_factory=Acceptance)
    ladder: Ladder = field(default_factory=Ladder)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowResult:
    """What following one article or decision changed."""

    now: datetime
    #: Statements that were not known before.
    new: frozenset[Mark] = frozenset()
    measures: tuple[TrackedMeasure, ...] = ()
    targets: tuple[TrackedTarget, ...] = ()
    links: tuple[Linked, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    #: Proposals that nobody has decided and that were not there before, with what speaks for them.
    proposals: tuple[tuple[Commitment, Proposal, Finding], ...] = ()
    audits: tuple[Audit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowSession:
    """What the stages of following work with."""

    unit: UnitOfWork
    rules: Rules
    now: datetime


def follow_revision(session: FollowSession, url: str, revision: Revision) -> FollowResult:
    """File what an article states, retire what it states no more, and follow what that changes."""
    unit, retired = session.unit, revision.retired
    changed = revision.changed(unit.file(url, revision.stated))
    unit.apply(Changes(vanished=revision.vanished))
    if not retired:
        return follow(session, changed, before=revision.before)
    companions = unit.companions(retired)
    left, dropped = left_alone(companions, retired)
    orphans = unit.apply(Changes(retired=retired, heirs=revision.heirs, dropped=dropped))
    return follow(
        session,
        (*changed, *left, *orphans),
        before=revision.before,
        related=companions.relatives,
        gone=[asked for number, asked in companions.commitments.items() if number in dropped],
    )


def follow(
    session: FollowSession,
    statements: Sequence[StoredStatement],
    *,
    before: Mapping[Mark, Statement | None] = MappingProxyType({}),
    related: Collection[str] = (),
    gone: Sequence[Commitment] = (),
) -> FollowResult:
    """
    Gather statements with those near them, relate the targets that this concerns, link progress, and judge.

    `before` says what statements were before that are new or changed (`track.Revision`).
    `related` are keys of further targets to be related anew: what they were a part of may be gone.
    `gone` are targets that lost all their statements: what they had overtaken is judged anew.
    """
    unit = session.unit
    measures = gather_measures(session, statements, before)
    unit.apply(Changes(summaries=measures.summaries, dropped=measures.dropped))
    closure = closed(unit, Target, statements)
    targets = gather_target_statements(closure, seeds_of(statements), before, session.now, wider)
    relatives = unit.relatives(targets.homes)
    orphans = unit.apply(Changes(summaries=targets.summaries, dropped=targets.dropped))
    part_audits = relate_targets(session, targets.changed, {*related, *relatives})
    again = (*orphans, *matched_again(unit, targets))
    links = link_progress(session, (*of_kind(statements, Progress), *again))
    judgements = judge_targets(session, to_judge(unit, measures, targets, links, gone))
    audits = (
        *measures.audits,
        *targets.audits,
        *part_audits,
        *(audit for link in links for audit in link.audits),
        *(audit for judgement in judgements for audit in judgement.audits),
    )
    unit.apply(Changes(audits=audits))
    return FollowResult(
        now=session.now,
        new=frozenset(mark for mark, was in before.items() if was is None),
        measures=measures.tracked,
        targets=targets.tracked,
        links=links,
        judgements=judgements,
        proposals=with_evidence(unit, judgements),
        audits=audits,
    )


def seeds_of(statements: Iterable[StoredStatement]) -> frozenset[Mark]:
    """Return the identities of statements."""
    return frozenset(statement.mark for statement in statements)


def closed(unit: UnitOfWork, kind: type[Finding], statements: Iterable[StoredStatement]) -> Closure:
    """Return statements of a kind with all that they may be one with."""
    closure = Closure.of(kind, statements)
    while query := closure.query():
        closure = closure.joined(unit.neighbourhood(query))
    return closure


def gather_measures(
    session: FollowSession, statements: Sequence[StoredStatement], before: Mapping[Mark, Statement | None]
) -> Gathered[TrackedMeasure]:
    """Return the measures that statements belong to."""
    closure = closed(session.unit, Measure, statements)
    return gather_measure_statements(closure, seeds_of(statements), before, session.now)


def relate_targets(session: FollowSession, changed: Sequence[Commitment], others: Collection[str]) -> tuple[Audit, ...]:
    """Work out what changed targets, those that they touch and others are parts of."""
    unit = session.unit
    keys = {*others, *(each_commitment.key for each_commitment in changed)}
    for commitment in changed:
        inside = unit.commitments_near(part_keys(commitment, [commitment.region]), limit=None)
        keys |= touched_targets(commitment, inside, unit.commitments_near(candidate_keys(commitment)))
    queries = [relation_query(commitment, wider) for commitment in unit.commitments(keys)]
    found = [
        relate(evidence, session.rules.acceptance, session.now, wider) for evidence in unit.relation_evidence(queries)
    ]
    unit.apply(Changes(relations=tuple(related_target.relations for related_target in found)))
    return tuple(audit for related_target in found for audit in related_target.audits)


def matched_again(unit: UnitOfWork, targets: Gathered[TrackedTarget]) -> tuple[StoredStatement, ...]:
    """Return the progress that changed targets concern, as they are or were."""
    if not targets.changed:
        return ()
    commitments = (*targets.were, *targets.changed)
    near = unit.progress_near(rematch_keys(commitments))
    return (*unit.observed({commitment.key for commitment in commitments}), *to_match_again(near, commitments))


def link_progress(session: FollowSession, progress: Iterable[StoredStatement]) -> tuple[Linked, ...]:
    """Find the targets of reported figures; return each figure once."""
    queries = [link_query(figure) for figure in {figure.mark: figure for figure in progress}.values()]
    evidence = session.unit.link_evidence(queries)
    links = tuple(link(about, session.rules.acceptance, session.now) for about in evidence)
    session.unit.apply(Changes(links=tuple(each_link.link for each_link in links)))
    return links


def to_judge(
    unit: UnitOfWork,
    measures: Gathered[TrackedMeasure],
    targets: Gathered[TrackedTarget],
    links: Iterable[Linked],
    gone: Iterable[Commitment],
) -> frozenset[str]:
    """Return the keys of targets that may stand elsewhere now: with other figures, successors, a repealed plan."""
    moved = (*gone, *targets.were, *targets.changed)
    series = unit.series({commitment.series for commitment in moved})
    fallen = unit.targets_filed_under(repealed_plan_keys(measures.tracked))
    touched = {key for link in links for key in link.touched}
    gathered = {thing.key for thing in targets.tracked}
    return frozenset(gathered | overtaken(series, moved) | touched | fallen)


def judge_targets(session: FollowSession, keys: Collection[str]) -> tuple[Judgement, ...]:
    """Work out where targets stand now, and write it."""
    queries = [state_query(commitment) for commitment in session.unit.commitments(keys)]
    judgements = tuple(
        judge(evidence, session.rules.acceptance, session.rules.ladder, session.now)
        for evidence in session.unit.state_evidence(queries)
    )
    session.unit.apply(Changes(states=tuple(judgement.state for judgement in judgements)))
    return judgements


def with_evidence(
    unit: UnitOfWork, judgements: Iterable[Judgement]
) -> tuple[tuple[Commitment, Proposal, Finding], ...]:
    """Return new proposals with what speaks for them: a figure, a later target, a repeal."""
    return tuple(
        (judgement.commitment, proposal, (figure or unit.named({proposal.evidence})[-1]).finding)
        for judgement in judgements
        for proposal, figure in judgement.proposed
    )


def follow_again(store: Store, urls: Sequence[str], rules: Rules, now: datetime) -> None:
    """
    Gather, link and judge by the present rules what articles state, though they state what they stated.

    All are filed first: statements find each other by keys, and rules make the keys.
    """
    for url in urls:
        with store.recording(now) as unit:
            unit.file(url, [keyed(stored.statement) for stored in unit.stated(url)])
    for url in urls:
        with store.recording(now) as unit:
            follow(FollowSession(unit=unit, rules=rules, now=now), unit.stated(url))


def decide(store: Store, decision: Decision, rules: Rules) -> None:
    """Write down a decision with its audit row, and work out anew what it concerns."""
    with store.recording(decision.at) as unit:
        edited = unit.commitments({decision.target}) if decision.kind is DecisionKind.EDIT else ()
        unit.apply(Changes(decisions=(decision,), audits=(decision_audit(decision, edited),)))
        named = unit.named({name for name in (decision.target, decision.finding) if name})
        # What was accepted or refused of parts and doubles counts though no statement changed.
        related = unit.present_keys({stored.statement.fingerprint for stored in of_kind(named, Target)})
        follow(FollowSession(unit=unit, rules=rules, now=decision.at), named, related=set(related.values()))


def wider(region: str | None) -> tuple[str, ...]:
    """Return the regions that contain a region, nearest first; none for a site or the whole country."""
    from ..detect.bodies import province_of  # noqa: PLC0415 -- the rules of `detect` are slow to load

    if region is None or region == NATIONAL:
        return ()
    province = province_of(region)
    return (province, NATIONAL) if province and province != region else (NATIONAL,)
