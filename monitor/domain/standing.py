"""Where targets stand: what rules propose, what people decide, and which reminders are owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from .findings import Period


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far an observed amount fulfils a target."""

    #: 0 and up, 100 is the target itself; None where no share can be told.
    percent: Decimal | None
    #: None where the words leave it open: 近100 for 100.
    met: bool | None
    #: How it was judged, in the target's unit: `>= 70%`, `<= 1.25`, `>= 2.7亿元`.
    rule: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Progress toward a target against the time that has passed; both in percent."""

    way: Decimal
    time: Decimal

    @property
    def behind(self) -> bool:
        """Whether progress is behind the time that has passed."""
        return self.way < self.time


class Status(StrEnum):
    """Where a target stands."""

    OPEN = "open"
    DUE_SOON = "due_soon"  # derived: open, and the deadline is near
    OVERDUE = "overdue_no_evidence"  # derived: open, deadline and grace are over
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    REVERSED = "reversed"  # met once, a later figure fell short again
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class ProposalKind(StrEnum):
    """What a rule proposes."""

    LINK = "link"  # this progress belongs to this target
    PART = "part"  # this target is a part of that one
    SAME = "same"  # these two targets are one
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    REVERSED = "reversed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a rule would change, why, and how sure it is; settings or a person decide."""

    kind: ProposalKind
    #: `TrackedTarget.key`.
    target: str
    #: Fingerprint of the finding that speaks for it.
    evidence: str
    #: 0–1.
    score: float
    rule: str
    #: Day from which the change holds: that of the evidence.
    since: date

    @property
    def key(self) -> str:
        """Equal whenever the same is proposed again for the same reason."""
        return f"{self.kind}:{self.target}:{self.evidence}"


class DecisionKind(StrEnum):
    """What a person did."""

    ACCEPT = "accept"  # a proposal
    REJECT = "reject"  # a proposal
    LINK = "link"  # the finding belongs to the target or measure
    UNLINK = "unlink"  # it does not
    EDIT = "edit"  # a slot of the target
    CLOSE = "close"  # the target, with a status
    REOPEN = "reopen"  # rules may propose again


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. Neither reading pages again nor new rules undo it; a later decision may."""

    kind: DecisionKind
    #: Fingerprint of any statement of the target or measure.
    target: str
    by: str
    at: datetime
    reason: str = ""
    #: ACCEPT, REJECT: which proposal.
    proposal: ProposalKind | None = None
    #: ACCEPT, REJECT: its evidence. LINK, UNLINK: fingerprint of the finding.
    finding: str = ""
    #: EDIT: name of the slot and its new value as text; empty for "not stated".
    slot: str = ""
    value: str = ""
    #: CLOSE: with which status.
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The score from which proposals of each kind are accepted without a person; other kinds never are."""

    thresholds: tuple[tuple[ProposalKind, float], ...] = ((ProposalKind.LINK, 0.75), (ProposalKind.PART, 0.75))

    def accepts(self, proposal: Proposal) -> bool:
        """Tell whether settings accept a proposal without a person."""
        return self._accepts(proposal.kind, proposal.score)

    def accepts_link(self, score: float) -> bool:
        """Tell whether settings accept a link of progress to a target without a person."""
        return self._accepts(ProposalKind.LINK, score)

    def _accepts(self, kind: ProposalKind, score: float) -> bool:
        least = dict(self.thresholds).get(kind)
        return least is not None and score >= least


@dataclass(frozen=True, slots=True)
class Standing:
    """A target's status with its proof, and what is proposed but not accepted."""

    status: Status
    #: Day from which it holds; None for one that was open from the start.
    since: date | None = None
    #: A person's name, or `rule`.
    by: str = "rule"
    #: Fingerprint of the finding that proves it; empty without one.
    evidence: str = ""
    waiting: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """One change of a target or measure: who, when, what, from, to, why, with which evidence."""

    at: datetime
    #: A person's name, or `rule`.
    by: str
    #: Key of the target or measure.
    subject: str
    #: `status`, `stage`, `value`, `deadline`, `link`, …
    aspect: str
    old: str
    new: str
    why: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class MilestonePlan:
    """When people are reminded of a deadline."""

    #: Days before the deadline; 0 is the day itself.
    before: tuple[int, ...] = (180, 90, 30, 7, 1, 0)
    #: Days between two reminders after it; 0: none.
    after_every: int = 7
    #: Reminders after it at most.
    after_times: int = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A milestone that is owed now."""

    target: str
    deadline: Period
    #: Days from the milestone's day to the deadline; negative after it.
    days: int
    #: The milestone's own day.
    day: date
    #: Whether that day has passed.
    late: bool
    #: Milestones (as `days`) missed in the same outage, which this one stands for.
    missed: tuple[int, ...]

    @property
    def key(self) -> str:
        """Mark of this milestone, to be recorded as sent."""
        return milestone_key(self.deadline.end, self.days)

    @property
    def keys(self) -> tuple[str, ...]:
        """All marks to be recorded as sent, its own first."""
        return (self.key, *(milestone_key(self.deadline.end, days) for days in self.missed))


def milestone_key(deadline: date, days: int) -> str:
    """Return the mark of a milestone; a moved deadline has milestones of its own."""
    return f"{deadline.isoformat()}{-days:+d}"
