"""
Where a target stands: rules propose steps on the ladder, settings or a person accept them.

    open ──► met ──► reversed ──► met, met late      (by figures, in the order of their days)
      ├────► met late     ▲
      ├────► missed ──► met late
      └────► superseded, withdrawn                   (from any status)

Due soon and overdue are no steps: an open target is so by the calendar alone.
Steps follow the days that figures hold for, never the order in which they came
to be known. Once a person has closed, reopened or accepted, rules go on
proposing, but nothing more happens by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ..domain import (
    Acceptance,
    Decision,
    DecisionKind,
    Flow,
    Goal,
    Observation,
    Proposal,
    ProposalKind,
    Standing,
    Status,
    day_in_china,
)
from .amounts import adds_up, dimension, flow, is_ceiling
from .attainment import attainment

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

    def due_from(self, goal: Goal) -> date | None:
        """Return the day from which an open target is due soon; None without a deadline."""
        return goal.deadline.end - self.due_soon if goal.deadline else None

    def overdue_from(self, goal: Goal) -> date | None:
        """Return the day from which an open target is overdue without evidence; None without a deadline."""
        return goal.deadline.end + self.grace + timedelta(days=1) if goal.deadline else None


def propose(goal: Goal, observations: Sequence[Observation]) -> tuple[Proposal, ...]:
    """
    Return the steps that a target's figures speak for, in the order of their days.

    Never "missed" before the deadline, and never from silence. Growth, rates and ceilings that
    a period adds up to are judged when it is over. Whether a step leads on from where the target
    stands is for `standing` to say: it depends on what was accepted.
    """
    counted = [seen for seen in observations if seen.as_of >= goal.published]
    return tuple(_proposal(goal, seen, kind) for seen in counted for kind in _kinds(goal, seen))


def _kinds(goal: Goal, seen: Observation) -> tuple[ProposalKind, ...]:
    """Return the steps that one figure can make."""
    end = goal.deadline.end if goal.deadline else date.max
    met = attainment(goal, seen.progress).met
    if met is None or (_needs_the_end(goal) and goal.deadline and seen.as_of < end):
        return ()
    if met:
        return (ProposalKind.MET_LATE,) if seen.as_of > end else (ProposalKind.MET,)
    fell_back = () if adds_up(goal.amount) else (ProposalKind.REVERSED,)
    return (*fell_back, ProposalKind.MISSED) if seen.as_of >= end else fell_back


def _needs_the_end(goal: Goal) -> bool:
    """Tell whether a figure before the deadline settles nothing: growth, rates, ceilings of sums."""
    amount = goal.amount
    if not adds_up(amount):
        return False
    return flow(amount) is Flow.CHANGE or dimension(amount) == "ratio" or is_ceiling(amount)


def _proposal(goal: Goal, seen: Observation, kind: ProposalKind) -> Proposal:
    late = goal.deadline is not None and seen.as_of > goal.deadline.end
    share = _FELL_BACK if kind is ProposalKind.REVERSED else _AFTER_THE_DAY if late else _PLAIN
    return Proposal(
        kind=kind,
        target=goal.key,
        evidence=seen.statement.fingerprint,
        score=round(share * seen.progress.quote.confidence, 4),
        rule=attainment(goal, seen.progress).rule,
        since=seen.as_of,
    )


@dataclass(slots=True)
class _Climb:
    """Where the fold over proposals has come to; lives for one call."""

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
    goal: Goal,
    proposals: Iterable[Proposal],
    decisions: Iterable[Decision],
    acceptance: Acceptance,
    today: date,
    ladder: Ladder = Ladder(),
) -> Standing:
    """
    Return where a target stands today, with what is proposed and not decided.

    `decisions` are resolved: their `target` is the goal's key (others are ignored).
    """
    made = sorted((one for one in decisions if one.target == goal.key), key=lambda one: one.at)
    word = next((one for one in reversed(made) if one.kind in _LAST_WORDS), None)
    reopened = word is not None and word.kind is DecisionKind.REOPEN
    # Reopening takes back what was accepted before; what was rejected stays rejected.
    counted = [
        one
        for one in made
        if one.kind is DecisionKind.REJECT
        or (one.kind is DecisionKind.ACCEPT and not (reopened and word and one.at <= word.at))
    ]
    verdicts = {(one.proposal, one.finding): one for one in counted}
    climb = _Climb(acceptance, verdicts, word is not None)
    steps = [one for one in proposals if one.kind in OF_STATUS]
    for step in sorted(
        (*steps, *_kept(goal, steps, verdicts.values())), key=lambda one: (one.since, one.key)
    ):
        climb.meet(step)
    waiting = tuple(climb.waiting)
    if word is not None and not reopened:
        return Standing(
            word.status or Status.WITHDRAWN, day_in_china(word.at), word.by, word.finding, waiting
        )
    status = _by_calendar(goal, climb.status, today, ladder)
    return Standing(status, climb.since, climb.by, climb.evidence, waiting)


def _kept(goal: Goal, steps: Sequence[Proposal], verdicts: Iterable[Decision]) -> Iterator[Proposal]:
    """
    Yield the steps that a person accepted and that rules propose no more.

    Their proof counts no more: it was corrected, or the target is read or written otherwise now. What
    a person said holds until a person takes it back, from the day on which it was said.
    """
    proposed = {(step.kind, step.evidence) for step in steps}
    for one in verdicts:
        kind = one.proposal
        if one.kind is not DecisionKind.ACCEPT or kind is None or kind not in OF_STATUS:
            continue
        if (kind, one.finding) not in proposed:
            yield Proposal(kind, goal.key, one.finding, 1.0, BY_PERSON, day_in_china(one.at))


_LAST_WORDS: Final = frozenset({DecisionKind.CLOSE, DecisionKind.REOPEN})


def _by_calendar(goal: Goal, status: Status, today: date, ladder: Ladder) -> Status:
    due, overdue = ladder.due_from(goal), ladder.overdue_from(goal)
    if status is not Status.OPEN or due is None or overdue is None or today < due:
        return status
    return Status.OVERDUE if today >= overdue else Status.DUE_SOON


def settled(status: Status) -> Status:
    """Return the status without what the calendar adds: due soon and overdue are open."""
    return Status.OPEN if status in {Status.DUE_SOON, Status.OVERDUE} else status
