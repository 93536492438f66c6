"""
Where a target stands: rules propose steps on the ladder, settings or a person accept them.

    open ──► met ──► reversed ──► met, met late      (by figures, in the order of their days)
      ├────► met late     ▲
      ├────► missed ──► met late
      └────► superseded, withdrawn                   (from any status)

Due soon and overdue are no steps: an open target is so by the calendar alone. Nor is it a step that an
open target is withdrawn because no page states it any more: it is open again when one does.
Steps follow the days that figures hold for, never the order in which they came
to be known. Once a person has closed, reopened or accepted, rules go on
proposing, but nothing more happens by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from ..domain import (
    Acceptance,
    Commitment,
    Decision,
    DecisionKind,
    Flow,
    MilestonePlan,
    Observation,
    Proposal,
    ProposalKind,
    Reminder,
    Standing,
    Status,
    day_in_china,
    milestone_key,
)
from .amounts import adds_up, dimension, flow, is_ceiling
from .attainment import attainment_of

#: Steps that lead on from each status.
STEPS: Final[dict[Status, frozenset[ProposalKind]]] = {
    Status.OPEN: frozenset({ProposalKind.MET, ProposalKind.MET_LATE, ProposalKind.MISSED}),
    Status.MET: frozenset({ProposalKind.REVERSED}),
    Status.MET_LATE: frozenset({ProposalKind.REVERSED}),
    Status.MISSED: frozenset({ProposalKind.MET_LATE}),
    Status.REVERSED: frozenset({ProposalKind.MET, ProposalKind.MET_LATE}),
    Status.SUPERSEDED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}
_FROM_ANY: Final = frozenset({ProposalKind.SUPERSEDED, ProposalKind.WITHDRAWN})
#: Proposals about a status; the others are about links.
OF_STATUS: Final = frozenset(kind for kinds in STEPS.values() for kind in kinds) | _FROM_ANY

#: Rule of a step that only a person speaks for.
BY_PERSON: Final = "accepted by a person"

#: How sure a step is by what kind of proof it has, to be multiplied with the figure's confidence.
_PLAIN, _FELL_BACK, _AFTER_THE_DAY = 1.0, 0.8, 0.85


@dataclass(frozen=True, slots=True)
class Ladder:
    """When an open target counts as due soon and as overdue."""

    due_soon: timedelta = timedelta(days=90)
    #: Time that reports need to appear after a deadline.
    grace: timedelta = timedelta(days=90)

    def due_from(self, commitment: Commitment) -> date | None:
        """Return the day from which an open target is due soon; None without a deadline."""
        return commitment.deadline.end - self.due_soon if commitment.deadline else None

    def overdue_from(self, commitment: Commitment) -> date | None:
        """Return the day from which an open target is overdue without evidence; None without a deadline."""
        return commitment.deadline.end + self.grace + timedelta(days=1) if commitment.deadline else None


def propose(commitment: Commitment, observations: Sequence[Observation]) -> tuple[Proposal, ...]:
    """
    Return the steps that a target's figures speak for, in the order of their days.

    Never "missed" before the deadline, and never from silence. Growth, rates and ceilings that
    a period adds up to are judged when it is over. Whether a step leads on from where the target
    stands is for `standing` to say: it depends on what was accepted.
    """
    counted = [seen for seen in observations if seen.as_of >= commitment.published]
    return tuple(_proposal(commitment, seen, kind) for seen in counted for kind in _kinds(commitment, seen))


def _kinds(commitment: Commitment, seen: Observation) -> tuple[ProposalKind, ...]:
    """Return the steps that one figure can make."""
    end = commitment.deadline.end if commitment.deadline else date.max
    met = attainment_of(commitment, seen.progress).met
    if met is None or (_needs_the_end(commitment) and commitment.deadline and seen.as_of < end):
        return ()
    if met:
        return (ProposalKind.MET_LATE,) if seen.as_of > end else (ProposalKind.MET,)
    fell_back = () if adds_up(commitment.amount) else (ProposalKind.REVERSED,)
    return (*fell_back, ProposalKind.MISSED) if seen.as_of >= end else fell_back


def _needs_the_end(commitment: Commitment) -> bool:
    """Tell whether a figure before the deadline settles nothing: growth, rates, ceilings of sums."""
    amount = commitment.amount
    if not adds_up(amount):
        return False
    return flow(amount) is Flow.CHANGE or dimension(amount) == "ratio" or is_ceiling(amount)


def _proposal(commitment: Commitment, seen: Observation, kind: ProposalKind) -> Proposal:
    late = commitment.deadline is not None and seen.as_of > commitment.deadline.end
    share = _FELL_BACK if kind is ProposalKind.REVERSED else _AFTER_THE_DAY if late else _PLAIN
    return Proposal(
        kind=kind,
        target=commitment.key,
        evidence=seen.statement.fingerprint,
        score=round(share * seen.progress.quote.confidence, 4),
        rule=attainment_of(commitment, seen.progress).rule,
        since=seen.as_of,
    )


@dataclass(slots=True)
class _Climb:
    """Where a target stands after the proposals read so far."""

    acceptance: Acceptance
    #: (kind, evidence) to what a person said of it.
    verdicts: dict[tuple[ProposalKind | None, str], Decision]
    #: A person has spoken: nothing more is accepted by settings.
    by_person: bool
    status: Status = Status.OPEN
    since: date | None = None
    by: str = "rule"
    evidence: str = ""
    #: The status there would be if all that waits were accepted.
    supposed: Status = Status.OPEN
    waiting: list[Proposal] = field(default_factory=list)

    def meet(self, step: Proposal) -> None:
        """Take a step, leave it waiting, or pass it by."""
        verdict = self.verdicts.get((step.kind, step.evidence))
        if verdict is None and self.acceptance.accepts(step) and not self.by_person:
            if leads_on(self.status, step.kind):
                self._take(step, "rule")
        elif verdict is None and leads_on(self.supposed, step.kind):
            self.waiting.append(step)
            self.supposed = Status(step.kind)
        elif verdict is not None and verdict.kind is DecisionKind.ACCEPT:
            self.by_person = True
            self._take(step, verdict.by)

    def _take(self, step: Proposal, by: str) -> None:
        self.status = self.supposed = Status(step.kind)
        self.since, self.by, self.evidence = step.since, by, step.evidence


def leads_on(status: Status, kind: ProposalKind) -> bool:
    """Tell whether a step leads on from a status; nothing does from superseded and withdrawn."""
    return kind in STEPS[status] or (kind in _FROM_ANY and bool(STEPS[status]))


def standing(
    commitment: Commitment,
    proposals: Iterable[Proposal],
    decisions: Iterable[Decision],
    acceptance: Acceptance,
    today: date,
    ladder: Ladder = Ladder(),
) -> Standing:
    """
    Return where a target stands today, with what is proposed and not decided.

    `decisions` are resolved: their `target` is the commitment's key (others are ignored).
    """
    made = sorted(
        (decision for decision in decisions if decision.target == commitment.key), key=lambda decision: decision.at
    )
    word = next((decision for decision in reversed(made) if decision.kind in _LAST_WORDS), None)
    reopened = word is not None and word.kind is DecisionKind.REOPEN
    # Reopening takes back what was accepted before; what was rejected stays rejected.
    counted = [
        decision
        for decision in made
        if decision.kind is DecisionKind.REJECT
        or (decision.kind is DecisionKind.ACCEPT and not (reopened and word and decision.at <= word.at))
    ]
    verdicts = {(observation.proposal, observation.finding): observation for observation in counted}
    climb = _Climb(acceptance, verdicts, word is not None)
    steps = [proposal for proposal in proposals if proposal.kind in OF_STATUS]
    for step in sorted(
        (*steps, *_kept(commitment, steps, verdicts.values())), key=lambda proposal: (proposal.since, proposal.key)
    ):
        climb.meet(step)
    waiting = tuple(climb.waiting)
    if word is not None and not reopened:
        return Standing(word.status or Status.WITHDRAWN, day_in_china(word.at), word.by, word.finding, waiting)
    if commitment.withdrawn and climb.status is Status.OPEN and not climb.by_person:
        return Standing(Status.WITHDRAWN, commitment.withdrawn)
    status = _by_calendar(commitment, climb.status, today, ladder)
    return Standing(status, climb.since, climb.by, climb.evidence, waiting)


def _kept(commitment: Commitment, steps: Sequence[Proposal], verdicts: Iterable[Decision]) -> Iterator[Proposal]:
    """
    Yield the steps that a person accepted and that rules propose no more.

    Their proof counts no more: it was corrected, or the target is read or written otherwise now. What
    a person said holds until a person takes it back, from the day on which it was said.
    """
    proposed = {(step.kind, step.evidence) for step in steps}
    for verdict in verdicts:
        kind = verdict.proposal
        if verdict.kind is not DecisionKind.ACCEPT or kind is None or kind not in OF_STATUS:
            continue
        if (kind, verdict.finding) not in proposed:
            yield Proposal(kind, commitment.key, verdict.finding, 1.0, BY_PERSON, day_in_china(verdict.at))


_LAST_WORDS: Final = frozenset({DecisionKind.CLOSE, DecisionKind.REOPEN})


def _by_calendar(commitment: Commitment, status: Status, today: date, ladder: Ladder) -> Status:
    due, overdue = ladder.due_from(commitment), ladder.overdue_from(commitment)
    if status is not Status.OPEN or due is None or overdue is None or today < due:
        return status
    return Status.OVERDUE if today >= overdue else Status.DUE_SOON


def settled(status: Status) -> Status:
    """Return the status without what the calendar adds: due soon and overdue are open."""
    return Status.OPEN if status in {Status.DUE_SOON, Status.OVERDUE} else status


def owed(
    commitment: Commitment,
    known_since: datetime,
    sent: Collection[str],
    now: datetime,
    plan: MilestonePlan = MilestonePlan(),  # noqa: B008 - frozen
    *,
    settled_until: date = date.min,
) -> tuple[Reminder, ...]:
    """
    Return the reminder that is owed now, if any: at most one for a target.

    A milestone is owed once its day has come in China, if that day lies after the one on which the
    deadline became known (`known_since`) and it is not among `sent` (`Reminder.keys` of
    those before). Of several the one nearest the deadline stands for all. Nothing is owed for a
    deadline that was over when it became known. Whether the target is still open the caller knows.

    `settled_until` is the day on which this was last asked of all targets: what was not owed then
    (another plan, a target closed at the time) is not owed afterwards either.
    """
    known, today = day_in_china(known_since), day_in_china(now)
    if commitment.deadline is None or commitment.deadline.end < known:
        return ()
    end = commitment.deadline.end
    after = max(known, settled_until)
    due = [days for days in _milestones(plan, end, today) if after < end - timedelta(days=days) <= today]
    left = sorted((days for days in due if milestone_key(end, days) not in sent), key=_nearness)
    if not left:
        return ()
    nearest, *missed = left
    day = end - timedelta(days=nearest)
    return (
        Reminder(
            target=commitment.key,
            deadline=commitment.deadline,
            days=nearest,
            day=day,
            late=day < today,
            missed=tuple(sorted(missed, reverse=True)),
        ),
    )


def next_day(commitment: Commitment, known_since: datetime, now: datetime, plan: MilestonePlan) -> date | None:
    """Return the next day on which a reminder will be owed; None when none will."""
    if commitment.deadline is None or commitment.deadline.end < day_in_china(known_since):
        return None
    end, today = commitment.deadline.end, day_in_china(now)
    last = end + timedelta(days=max(plan.after_every, 0) * plan.after_times)
    days = [end - timedelta(days=days) for days in _milestones(plan, end, last)]
    return min((day for day in days if day > max(today, day_in_china(known_since))), default=None)


def _nearness(days: int) -> tuple[int, int]:
    """Sort by distance from the deadline; of two as far, the one after it."""
    return (abs(days), days)


def _milestones(plan: MilestonePlan, end: date, until: date) -> tuple[int, ...]:
    """Return the plan's milestones as days before the deadline; those after it up to a day."""
    if plan.after_every <= 0:
        return tuple(set(plan.before))
    weeks = min(max((until - end).days, 0) // plan.after_every, plan.after_times)
    return tuple({*plan.before, *(-plan.after_every * number for number in range(1, weeks + 1))})
