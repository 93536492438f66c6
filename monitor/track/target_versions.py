"""
What a target asked for, version after version.

Each statement is a claim; a page that is edited claims something else from the day of the edit on, and a page that
drops a statement takes its claim back. In the order of these turns:

- a figure that was stated before is a mention, even after a revision: the press goes on quoting old figures;
- what an edited page says otherwise is a version, also where it is said for the second time;
- a version that no page claims any more gives way to the last one that a page still claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from ..domain import (
    Amount,
    Commitment,
    Mark,
    Period,
    Statement,
    Target,
    TargetVersion,
    TrackedTarget,
    day_in_china,
)
from .amounts import canonical, dimension, flow, is_ceiling, plain, stated
from .metric_names import metric_key

_BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)
_AFTER_ALL: Final = datetime.max.replace(tzinfo=UTC)


def series_of(target: Target | Commitment) -> str:
    """Return what the steps of one series have in common: all of a target but figure and deadline."""
    amount = stated(target) if isinstance(target, Target) else target.amount
    key = metric_key(plain(amount, target.region))
    return f"{dimension(amount)}|{flow(amount)}|{amount.per or ''}|{target.region or ''}|{key}"


def figure_of(target: Target) -> str:
    """Return what two wordings of one target have in common: all but the metric's name."""
    amount, end = stated(target), target.deadline.end.isoformat() if target.deadline else ""
    numbers = ",".join(f"{value:f}" for value in canonical(amount))
    bound = "<" if is_ceiling(amount) else ">"
    return f"{dimension(amount)}|{flow(amount)}|{amount.per or ''}|{target.region or ''}|{bound}{numbers}|{end}"


def target_keys(target: Target) -> tuple[str, ...]:
    """
    Return the keys that statements of one target share at least one of.

    To gather a new statement, load all that share a key with it, then all that share a key with
    those, until none is added; there are few.
    """
    keys = (f"series:{series_of(target)}", f"figure:{figure_of(target)}")
    return keys if target.amount.values else keys[:1]


def last_day(deadline: Period | None) -> date | None:
    """Return the day a deadline ends on; None without one."""
    return deadline.end if deadline else None


def may_be_one_day(ours: Period | None, theirs: Period | None) -> bool:
    """Tell whether two deadlines agree; one that is not stated agrees with any."""
    return ours is None or theirs is None or ours.end == theirs.end


@dataclass(frozen=True, slots=True)
class TargetClaim:
    """A wording of a statement with what is compared of it, worked out once; or that its page dropped it."""

    #: As it was worded in this turn.
    statement: Statement
    #: Identity of the statement as it is worded now: people's decisions name it.
    name: Mark
    target: Target
    amount: Amount
    #: Equal for amounts that `same_figure` takes for one number.
    figure: Hashable
    series: str
    keys: tuple[str, ...]
    issuer: str | None
    #: Day from which the page says so: of publication, of an edit the day on which it was read.
    day: date
    #: How often the page had been edited here before.
    turn: int
    #: When it was read after an edit, and when it was read otherwise.
    since: datetime
    until: datetime
    is_dropped: bool = False

    @property
    def ends(self) -> date | None:
        """The last day of the deadline."""
        return last_day(self.target.deadline)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort by the day; edits follow what was published that day, in the order of reading."""
        statement = self.statement
        return (self.day, self.since, statement.url, self.turn, statement.finding.quote.start, statement.fingerprint)

    def is_beside(self, other: TargetClaim) -> bool:
        """Tell whether both stood on their page at one time."""
        return self.since < other.until and other.since < self.until


def claims_in_turn(statements: Iterable[Statement]) -> list[TargetClaim]:
    """Return what statements claim, with their earlier wordings, in the order in which it came to be claimed."""
    claims = (claim for statement in statements for claim in _claims(statement))
    return sorted(claims, key=lambda claim: claim.order)


def _claims(statement: Statement) -> Iterator[TargetClaim]:
    """Yield a statement's wordings, and at last that its page dropped it."""
    day, since = statement.first_published, _BEFORE_ALL
    for turn, wording in enumerate(statement.past):
        said = replace(
            statement,
            fingerprint=wording.fingerprint,
            finding=wording.finding,
            published=day,
            past=(),
            vanished_at=None,
        )
        yield _claim(said, statement.mark, (day, turn, since, wording.until))
        day, since = max(day, day_in_china(wording.until)), wording.until
    turn, gone = len(statement.past), statement.vanished_at
    last = _claim(statement, statement.mark, (day, turn, since, gone or _AFTER_ALL))
    yield last
    if gone:
        yield replace(last, day=max(day, day_in_china(gone)), since=gone, turn=turn + 1, is_dropped=True)


def _claim(statement: Statement, name: Mark, when: tuple[date, int, datetime, datetime]) -> TargetClaim:
    target = statement.finding
    assert isinstance(target, Target)
    amount = stated(target)
    return TargetClaim(
        statement,
        name,
        target,
        amount,
        (canonical(amount), dimension(amount), is_ceiling(amount), amount.per),
        series_of(target),
        target_keys(target),
        target.issuer or statement.page_issuer,
        *when,
    )


class Chain:
    """The claims that make one target so far, with its versions."""

    def __init__(self) -> None:
        self.claims: list[TargetClaim] = []
        #: Of all wordings; of the statements as they are worded now.
        self.fingerprints: set[str] = set()
        self.names: set[str] = set()
        self.versions: list[TargetVersion] = []
        self.withdrawn: date | None = None
        #: The claim that each version was stated by first, and the versions of each figure.
        self._stating: list[TargetClaim] = []
        self._by_figure: dict[Hashable, list[int]] = defaultdict(list)
        #: What each statement claims now; dropped ones are absent.
        self._standing: dict[Mark, TargetClaim] = {}

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Chain:
        """Return the chain of statements that are known to be one target."""
        chain = cls()
        for claim in claims_in_turn(statements):
            chain.add(claim)
        return chain

    @property
    def now(self) -> TargetVersion:
        """The version in force."""
        return self.versions[-1]

    @property
    def in_force(self) -> TargetClaim:
        """The claim that stated the present version first."""
        return self._stating[-1]

    def stating(self, at: int) -> TargetClaim:
        """Return the claim that stated a version first."""
        return self._stating[at]

    def fitting(self, claim: TargetClaim) -> list[int]:
        """Return the places of the versions with the claim's figure and no other deadline."""
        return [
            at
            for at in self._by_figure.get(claim.figure, ())
            if may_be_one_day(self.versions[at].deadline, claim.target.deadline)
        ]

    def add(self, claim: TargetClaim) -> None:
        """Add a claim, or take it back."""
        if claim.is_dropped:
            del self._standing[claim.name]
        else:
            self.claims.append(claim)
            self.fingerprints.add(claim.statement.fingerprint)
            self.names.add(claim.name[0])
            self._standing[claim.name] = claim
            self._state(claim)
        self._settle(claim.day)

    def _state(self, claim: TargetClaim) -> None:
        """Make a claim's version; a figure that was stated before makes none, unless its page was edited."""
        fits = self.fitting(claim)
        deadline = claim.target.deadline
        if claim.turn:
            if not self._is_in_force(claim):
                self._begin(claim, claim.day, by_edit=True)
        elif not fits:
            self._begin(claim, claim.day, by_edit=False)
        elif deadline and all(self.versions[at].deadline is None for at in fits):
            # A text that names the day completes the one that did not.
            self.versions[fits[-1]] = replace(self.versions[fits[-1]], deadline=deadline, statement=claim.statement)
            self._stating[fits[-1]] = claim

    def _begin(self, claim: TargetClaim, day: date, *, by_edit: bool) -> None:
        self._by_figure[claim.figure].append(len(self.versions))
        self.versions.append(TargetVersion(claim.amount, claim.target.deadline, day, claim.statement, by_edit))
        self._stating.append(claim)

    def _is_in_force(self, claim: TargetClaim) -> bool:
        """Tell whether an edited page says what is in force, with the same bound and the same day."""
        in_force, now = self.in_force, self.now
        same_bound = claim.amount.comparator == now.amount.comparator
        return claim.figure == in_force.figure and same_bound and claim.ends == last_day(now.deadline)

    def _settle(self, day: date) -> None:
        """See that a page still claims the version in force, or put the last one that is claimed in its place."""
        standing = self._standing.values()
        self.withdrawn = None if standing else self.withdrawn or day
        if not standing or self._standing.get(self.in_force.name) is self.in_force:
            return
        last = len(self.versions) - 1
        held = [(self.fitting(claim)[-1], -number, claim) for number, claim in enumerate(standing)]
        place, _, claim = max(held, key=lambda each_held: each_held[:2])
        if place == last:
            self.versions[last] = replace(self.now, statement=claim.statement)
            self._stating[last] = claim
        else:
            self._begin(claim, day, by_edit=True)


def tracked_target(statements: Iterable[Statement]) -> TrackedTarget:
    """Return the target that statements make, in order."""
    ordered = tuple(statements)
    chain = Chain.of(ordered)
    return TrackedTarget(
        key=ordered[0].fingerprint,
        series=chain.claims[0].series,
        statements=ordered,
        versions=tuple(chain.versions),
        withdrawn=chain.withdrawn,
    )
