"""
Tracked targets and measures: what many statements, over years, say about the same thing.

They are derived from statements and from people's decisions, and are never the source of
anything themselves. The key of a tracked target or measure is the fingerprint of its first
statement. It changes when an earlier statement turns up, so whatever must last (a decision, a
reminder sent) names the fingerprint of any of its statements and is found through that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .findings import Amount, Finding, Measure, Period, Progress, Stage, Target
from .pages import LinkKind


class Flow(StrEnum):
    """How an amount counts: what stands at a day, what a period adds, how much something changes."""

    STOCK = "stock"
    INCREMENT = "increment"
    CHANGE = "change"


#: Identity of a statement: its fingerprint and its address.
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a page said in a statement's place before it was edited."""

    fingerprint: str
    finding: Finding
    #: Day of the article as it stood then.
    published: date
    #: When the page was found to say otherwise.
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A finding with where and when it was stated: what targets and measures are gathered from."""

    #: `track.fingerprint` of the finding.
    fingerprint: str
    finding: Finding
    url: str
    #: Day of the article; the day it was found if the page shows none.
    published: date
    #: When this program first recorded it.
    seen_at: datetime
    title: str = ""
    #: 发文机关 that the page names, else the body whose site it is; None on sites of the press.
    page_issuer: str | None = None
    kind: LinkKind = LinkKind.ARTICLE
    #: Regions that contain the finding's, nearest first: 广东省, 全国 for 深圳市.
    wider: tuple[str, ...] = ()
    #: Names of documents in 《》 that the passage or the title gives.
    plans: tuple[str, ...] = ()
    #: What the page said in its place before, in the order of reading.
    past: tuple[Wording, ...] = ()
    #: When the page was found to state it no more; None while it does.
    vanished_at: datetime | None = None

    @property
    def mark(self) -> Mark:
        """Return the identity of the statement: the same claim on another page is another statement."""
        return (self.fingerprint, self.url)

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Sort by first publication; ties are broken by address and place, never by when we came to see it."""
        return (self.first_published, self.url, self.finding.quote.start, self.fingerprint)

    @property
    def first_published(self) -> date:
        """Return the day of the article when it first said something in this place."""
        return self.past[0].published if self.past else self.published

    @property
    def line(self) -> tuple[Mark, ...]:
        """Return its own identity and those of the wordings before it, the newest first."""
        return (self.mark, *((wording.fingerprint, self.url) for wording in reversed(self.past)))


@dataclass(frozen=True, slots=True)
class StageStep:
    """A stage that a measure reached, and the statement that said so."""

    stage: Stage
    since: date
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedMeasure:
    """One measure: all pages that announce, carry, explain or mention it."""

    #: Fingerprint of the first statement.
    key: str
    #: In order of publication.
    statements: tuple[Statement, ...]
    #: The statement of the issuer's own page; the first one where there is none.
    canonical: Statement
    name: str
    document_number: str | None
    #: First the leading one.
    issuers: tuple[str, ...]
    #: Stages reached, each higher than the one before; the last is the present one.
    steps: tuple[StageStep, ...]

    @property
    def stage(self) -> Stage:
        """The present stage."""
        return self.steps[-1].stage

    @property
    def measure(self) -> Measure:
        """The measure as its canonical page states it."""
        assert isinstance(self.canonical.finding, Measure)
        return self.canonical.finding


@dataclass(frozen=True, slots=True)
class TargetVersion:
    """What a target asked for from a day on; `statement` said so first."""

    amount: Amount
    deadline: Period | None
    since: date
    statement: Statement
    #: Whether it came about because a page that had been read was edited.
    by_edit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedTarget:
    """One target: where it is stated, and how it was revised."""

    #: Fingerprint of the first statement.
    key: str
    #: Steps of one series (70% by 2027, 90% by 2030) share it.
    series: str
    #: In order of publication.
    statements: tuple[Statement, ...]
    #: The last is in force; all before it are revised.
    versions: tuple[TargetVersion, ...]
    #: Day since which no page states it any more; None while one does.
    withdrawn: date | None = None

    @property
    def target(self) -> Target:
        """The target as the statement in force says it."""
        finding = self.versions[-1].statement.finding
        assert isinstance(finding, Target)
        return finding

    @property
    def published(self) -> date:
        """Day it was first stated."""
        return self.statements[0].first_published

    @property
    def known_since(self) -> datetime:
        """When we first knew the deadline in force: nothing before it is ever announced."""
        deadline = self.versions[-1].deadline
        same = [s.seen_at for s in self.statements if deadline and _ends(s.finding) == deadline.end]
        return min(same or [s.seen_at for s in self.statements])

    @property
    def members(self) -> frozenset[str]:
        """Fingerprints of all its statements."""
        return frozenset(statement.fingerprint for statement in self.statements)


def _ends(finding: Finding) -> date | None:
    return finding.deadline.end if isinstance(finding, Target) and finding.deadline else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a target asks for now: everything that matching and judging need to know about it."""

    #: `TrackedTarget.key`.
    key: str
    series: str
    amount: Amount
    deadline: Period | None
    region: str | None
    issuer: str | None
    #: Day it was first stated.
    published: date
    plans: tuple[str, ...] = ()
    #: Day since which no page states it any more; None while one does.
    withdrawn: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that progress may belong to, with the parts of its score; all from 0 to 1."""

    target: str
    score: float
    metric: float
    issuer: float
    region: float
    plan: float


@dataclass(frozen=True, slots=True)
class Match:
    """Where progress belongs; `target` is None when we abstain, and `why` says why."""

    progress: str
    target: str | None
    #: Best first, also those not chosen.
    candidates: tuple[Candidate, ...] = ()
    #: Later steps of the same series: the same figure counts there too.
    also: tuple[str, ...] = ()
    why: str = ""
    #: Targets set only after the figure's day: it is no evidence, it shows where their way begins.
    begins: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """Score of the best candidate; 0 without one."""
        return self.candidates[0].score if self.candidates else 0.0


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure reported for a target, with the figures for the same day that it replaced."""

    statement: Statement
    as_of: date
    #: Statements of an earlier article with another figure for the same day, oldest first.
    corrected: tuple[Statement, ...] = ()
    #: Further statements of the same figure.
    mentions: tuple[Statement, ...] = ()

    @property
    def progress(self) -> Progress:
        """The progress as stated."""
        assert isinstance(self.statement.finding, Progress)
        return self.statement.finding
