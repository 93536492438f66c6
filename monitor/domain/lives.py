"""
Lives of measures and targets: what many statements, over years, say of one thing.

A life is derived from its statements and from what people decided; it is never
the source of anything itself. Its key is the fingerprint of its first
statement: it changes when an earlier one turns up, so what must last (a row, a
decision) names any of the life's statements and is found through them.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A finding with where and when it was stated: what lives are made of."""

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

    @property
    def order(self) -> tuple[date, str, int, str]:
        """Sort by publication; ties are broken by address and place, never by when we came to see it."""
        return (self.published, self.url, self.finding.quote.start, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a measure reached, and the statement that said so."""

    stage: Stage
    since: date
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLife:
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
    steps: tuple[Step, ...]

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
class Version:
    """What a target asked for from a day on; `statement` said so first."""

    amount: Amount
    deadline: Period | None
    since: date
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLife:
    """One target: where it is stated, and how it was revised."""

    #: Fingerprint of the first statement.
    key: str
    #: Steps of one series (70% by 2027, 90% by 2030) share it.
    series: str
    #: In order of publication.
    statements: tuple[Statement, ...]
    #: The last is in force; all before it are revised.
    versions: tuple[Version, ...]

    @property
    def target(self) -> Target:
        """The target as the statement in force says it."""
        finding = self.versions[-1].statement.finding
        assert isinstance(finding, Target)
        return finding

    @property
    def published(self) -> date:
        """Day it was first stated."""
        return self.statements[0].published

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
class Goal:
    """What a target asks for now: all that matching and judging need, cheap to keep in a row."""

    #: `TargetLife.key`.
    key: str
    series: str
    amount: Amount
    deadline: Period | None
    region: str | None
    issuer: str | None
    #: Day it was first stated.
    published: date
    plans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that progress may belong to, and what speaks for it: each part 0–1, the score too."""

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
