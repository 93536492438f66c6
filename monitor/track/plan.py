"""Planning: where reported figures belong, and where targets stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ..domain import (
    Acceptance,
    Audit,
    Commitment,
    Decision,
    DecisionKind,
    LinkEvidence,
    LinkQuery,
    Mark,
    Measure,
    Observation,
    ProgressLink,
    Proposal,
    ProposalKind,
    StateEvidence,
    Statement,
    StateQuery,
    StoredStatement,
    TargetState,
    day_in_china,
)
from .attainment import attainment_of, pace
from .changes import link_changes, standing_changes
from .evidence import about_the_same, figure_of, is_baseline, observe
from .gathering import of_kind, progress_keys
from .matching import candidate_keys, concerns, figure_keys, held_back, match
from .person_decisions import resolved
from .relating import find_repeal, find_successor, plan_keys
from .status_ladder import Ladder, propose, settled, standing
from .tracked_measures import gather_measures


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure with its link, and what that changed."""

    link: ProgressLink
    audits: tuple[Audit, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """Return the keys of targets whose figures change."""
        return self.link.added | self.link.removed


def link_query(progress: StoredStatement) -> LinkQuery:
    """Return what must be known to find the target of a figure."""
    statement = progress.statement
    return LinkQuery(progress, candidate_keys(figure_of(statement), statement.wider))


def is_about_links(decision: Decision) -> bool:
    """Tell whether a person decided where a figure belongs; rejecting a status says nothing of that."""
    return decision.kind in {DecisionKind.LINK, DecisionKind.UNLINK} or decision.proposal is ProposalKind.LINK


def link(evidence: LinkEvidence, acceptance: Acceptance, at: datetime) -> Linked:
    """Return for which target a figure counts, by people's decisions first, then by rules and settings."""
    statement = evidence.progress.statement
    about_it = [decision for decision in evidence.decisions if is_about_links(decision)]
    decisions = resolved(about_it, evidence.present_keys)
    meant = {decision.target for decision in decisions}
    commitments = (*evidence.near, *(statement for statement in evidence.named if statement.key in meant))
    found = held_back(match(statement, commitments, decisions), acceptance)
    chosen = () if found.target is None else (found.target,)
    counts_for = frozenset((*chosen, *found.also, *found.begins))
    made = ProgressLink(evidence.progress, found, counts_for - evidence.counts_for, evidence.counts_for - counts_for)
    return Linked(made, link_changes(statement, found, made.added | made.removed, at))


def rematch_keys(commitments: Iterable[Commitment]) -> tuple[tuple[str, ...], ...]:
    """
    Return the sets of keys under which to look for progress that targets may concern.

    Progress that shares the exact keys is meant whatever else it says, so these are a set of their own.
    """
    keys = [figure_keys(commitment) for commitment in commitments]
    return tuple(progress_keys(half) for several in keys for half in (several.exact, several.pairs))


def to_match_again(near: Iterable[StoredStatement], commitments: Sequence[Commitment]) -> tuple[StoredStatement, ...]:
    """Return the progress near targets that one of them may concern, as it is or was."""
    return tuple(other for other in near if concerns(other.statement, commitments))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Where a target stands now, and what people may want to know of that."""

    commitment: Commitment
    state: TargetState
    audits: tuple[Audit, ...] = ()
    #: The percentage that each counted statement reaches; None where it cannot be said.
    reached: Mapping[Mark, Decimal | None] = field(default_factory=dict)
    #: Progress that says again what another page said.
    repeated: frozenset[Mark] = frozenset()
    #: Proposals that nobody has decided and that were not there before, each with its evidence if that is progress.
    proposed: tuple[tuple[Proposal, Statement | None], ...] = ()


def state_query(commitment: Commitment) -> StateQuery:
    """Return what must be known to judge a target."""
    return StateQuery(commitment, tuple(f"measure:{key}" for key in plan_keys(commitment)))


def judge(evidence: StateEvidence, acceptance: Acceptance, ladder: Ladder, now: datetime) -> Judgement:
    """Return where a target stands, without what only the calendar adds."""
    commitment = evidence.commitment
    stored = {statement.mark: statement for statement in evidence.observed}
    observations = observe(statement.statement for statement in evidence.observed)
    made = resolved(evidence.decisions, dict.fromkeys(evidence.members, commitment.key))
    decisions = about_the_same(made, observations)
    counted = [observation for observation in observations if not is_baseline(observation.statement, commitment)]
    proposals = (*propose(commitment, counted), *find_successor(commitment, evidence.series), *_repeals(evidence))
    after = standing(commitment, proposals, decisions, acceptance, day_in_china(now), ladder)
    after = replace(after, status=settled(after.status))
    newest = _newest(commitment, counted)
    state = TargetState(
        target=commitment.key,
        standing=after,
        due_from=ladder.due_from(commitment),
        overdue_from=ladder.overdue_from(commitment),
        observed=stored[newest.statement.mark] if newest else None,
        attainment=attainment_of(commitment, newest.progress).percent if newest else None,
        pace=pace(commitment, observations) if newest else None,
    )
    return Judgement(
        commitment=commitment,
        state=state,
        audits=standing_changes(commitment.key, evidence.before, after, now),
        reached=_reached(commitment, counted),
        repeated=frozenset(same.mark for observation in counted for same in observation.mentions),
        proposed=_proposed(evidence, after.waiting, counted),
    )


def _newest(commitment: Commitment, counted: Sequence[Observation]) -> Observation | None:
    """Return the newest figure that tells how much is reached; if none does, the newest of all."""
    telling = [seen for seen in counted if attainment_of(commitment, seen.progress).percent is not None]
    newest = (*counted[-1:], *telling[-1:])
    return newest[-1] if newest else None


def _repeals(evidence: StateEvidence) -> tuple[Proposal, ...]:
    """Return the proposal that a target fell with its plan: none or one."""
    statements = [statement.statement for statement in of_kind(evidence.repealed.statements, Measure)]
    if not statements:
        return ()
    return find_repeal(evidence.commitment, gather_measures(statements, evidence.repealed.decisions))


def _reached(commitment: Commitment, counted: Sequence[Observation]) -> dict[Mark, Decimal | None]:
    return {
        same.mark: attainment_of(commitment, figure_of(same)).percent
        for observation in counted
        for same in (observation.statement, *observation.mentions)
    }


def _proposed(
    evidence: StateEvidence, waiting: Sequence[Proposal], counted: Sequence[Observation]
) -> tuple[tuple[Proposal, Statement | None], ...]:
    """Return the proposals that are new, with the progress that speaks for them."""
    known = {proposal.key for proposal in evidence.before.waiting}
    figures = {observation.statement.fingerprint: observation.statement for observation in counted}
    return tuple((proposal, figures.get(proposal.evidence)) for proposal in waiting if proposal.key not in known)
