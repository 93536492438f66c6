"""
One target, many statements: which statements make a target, and in which versions.

- A statement restates a target if metric, region, dimension, flow, figure and deadline are the same
  and it does not come from another level of government.
- It revises the target if the same issuer gives, in a later text, another figure for the same
  deadline, or another deadline for the same figure.
- If both differ it is a further step of the series. So is another year's growth or output, which
  belongs to its year.
- Two figures in one text are two targets.
- A figure that was stated before is a mention, even after a revision: the press goes on quoting
  old figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from ..domain import Amount, Commitment, Decision, DecisionKind, Period, Statement, Target, TargetVersion, TrackedTarget
from .amounts import adds_up, canonical, dimension, flow, is_ceiling, plain, stated
from .identity import place, same_issuer
from .metric_names import metric_key, similarity
from .person_decisions import Pins, edited, in_order, merged, pins_of

#: How alike two metrics must be at least where figure, deadline, region and dimension are one.
ALIKE: Final = 0.55


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


def gather_targets(statements: Iterable[Statement], decisions: Iterable[Decision] = ()) -> tuple[TrackedTarget, ...]:
    """
    Return the targets that the statements speak of, by key; whatever the order they are given in.

    `decisions` are not resolved: they name fingerprints. LINK puts a statement to another's
    target, UNLINK keeps it apart.
    """
    pins = pins_of(decisions)
    claims = [_Claim.of(statement) for statement in in_order(statements)]
    book = _Chains(claims, pins)
    for claim in claims:
        book.add(claim)
    stated_by = [[claim.statement for claim in chain.claims] for chain in book.chains]
    chains = merged(stated_by, pins)
    return tuple(sorted((_tracked(chain) for chain in chains), key=lambda tracked: tracked.key))


def commitment_of(tracked: TrackedTarget, decisions: Iterable[Decision] = ()) -> Commitment:
    """Return what a target asks for now: its last version, as people corrected it."""
    now = tracked.versions[-1]
    stating = [statement.finding for statement in tracked.statements]
    issuers = (finding.issuer for finding in (tracked.target, *stating) if isinstance(finding, Target))
    commitment = Commitment(
        key=tracked.key,
        series=tracked.series,
        amount=now.amount,
        deadline=now.deadline,
        region=tracked.target.region,
        issuer=next((issuer for issuer in issuers if issuer), None) or now.statement.page_issuer,
        published=tracked.published,
        plans=tuple(dict.fromkeys(plan for statement in tracked.statements for plan in statement.plans)),
    )
    about_it = (replace(decision, target=tracked.key) for decision in decisions if decision.target in tracked.members)
    return edited(commitment, about_it)


def known_since(tracked: TrackedTarget, decisions: Iterable[Decision] = ()) -> datetime:
    """Return when the deadline in force became known: stated first, or given by a person who moved it."""
    about_it = [decision for decision in decisions if decision.target in tracked.members]
    moved = [decision.at for decision in about_it if decision.kind is DecisionKind.EDIT and decision.slot == "deadline"]
    if not moved or _ends(commitment_of(tracked, about_it).deadline) == _ends(tracked.versions[-1].deadline):
        return tracked.known_since
    return max(tracked.known_since, *moved)


def _ends(deadline: Period | None) -> date | None:
    return deadline.end if deadline else None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement with what is compared of it, worked out once."""

    statement: Statement
    target: Target
    amount: Amount
    #: Equal for amounts that `same_figure` takes for one number.
    figure: Hashable
    series: str
    keys: tuple[str, ...]
    issuer: str | None

    @classmethod
    def of(cls, statement: Statement) -> _Claim:
        target = statement.finding
        assert isinstance(target, Target)
        amount = stated(target)
        return cls(
            statement=statement,
            target=target,
            amount=amount,
            figure=(canonical(amount), dimension(amount), is_ceiling(amount), amount.per),
            series=series_of(target),
            keys=target_keys(target),
            issuer=target.issuer or statement.page_issuer,
        )

    @property
    def ends(self) -> date | None:
        return _ends(self.target.deadline)


class _Chain:
    """The claims that make one target so far, with its versions."""

    def __init__(self) -> None:
        self.claims: list[_Claim] = []
        self.fingerprints: set[str] = set()
        self.versions: list[TargetVersion] = []
        #: The claim that each version was stated by first, and the versions of each figure.
        self._stating: list[_Claim] = []
        self._by_figure: dict[Hashable, list[int]] = defaultdict(list)

    @property
    def now(self) -> TargetVersion:
        return self.versions[-1]

    @property
    def in_force(self) -> _Claim:
        """The claim that stated the present version first."""
        return self._stating[-1]

    def add(self, claim: _Claim) -> None:
        """Add a claim; a figure that was stated before makes no new version."""
        self.claims.append(claim)
        self.fingerprints.add(claim.statement.fingerprint)
        deadline, statement = claim.target.deadline, claim.statement
        fits = self.fitting(claim)
        if not fits:
            self._by_figure[claim.figure].append(len(self.versions))
            self.versions.append(TargetVersion(claim.amount, deadline, statement.published, statement))
            self._stating.append(claim)
        elif deadline and all(self.versions[at].deadline is None for at in fits):
            # A text that names the day completes the one that did not.
            known = self.versions[fits[-1]]
            self.versions[fits[-1]] = TargetVersion(known.amount, deadline, known.since, statement)
            self._stating[fits[-1]] = claim

    def fitting(self, claim: _Claim) -> list[int]:
        """Return the places of the versions with the claim's figure and no other deadline."""
        return [
            at
            for at in self._by_figure.get(claim.figure, ())
            if _may_be_one_day(self.versions[at].deadline, claim.target.deadline)
        ]

    def stating(self, at: int) -> _Claim:
        """Return the claim that stated a version first."""
        return self._stating[at]


class _Chains:
    """Targets as far as they are gathered; each claim is compared with those only that it may belong to."""

    def __init__(self, claims: Sequence[_Claim], pins: Pins) -> None:
        self._pins = pins
        self.chains: list[_Chain] = []
        #: By key: the chains with a claim of that key, in the order in which they came by it.
        self._filed: dict[str, dict[int, int]] = defaultdict(dict)
        self._by_fingerprint: dict[str, set[int]] = defaultdict(set)
        self._by_figure: dict[Hashable, set[int]] = defaultdict(set)
        #: By series and last day of the version in force, and by the day since when it is.
        self._due: dict[tuple[str, date | None], dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
        #: What each text claims of each series.
        self._beside: dict[tuple[str, str], list[_Claim]] = defaultdict(list)
        for claim in claims:
            self._beside[claim.statement.url, claim.series].append(claim)

    def add(self, claim: _Claim) -> None:
        """Put a claim to the target that it restates or revises, else to a new one."""
        number = self._home(claim)
        if number is None:
            number = len(self.chains)
            self.chains.append(_Chain())
        chain = self.chains[number]
        if chain.claims:
            self._due[self._place(chain)][chain.now.since].discard(number)
        chain.add(claim)
        self._due[self._place(chain)][chain.now.since].add(number)
        self._by_fingerprint[claim.statement.fingerprint].add(number)
        self._by_figure[claim.figure].add(number)
        for key in claim.keys:
            self._filed[key].setdefault(number, len(self._filed[key]))

    @staticmethod
    def _place(chain: _Chain) -> tuple[str, date | None]:
        return (chain.in_force.series, _ends(chain.now.deadline))

    def _home(self, claim: _Claim) -> int | None:
        """Return the target that a claim belongs to; None if it is the first of its own."""
        same = self._by_fingerprint[claim.statement.fingerprint] | self._by_figure[claim.figure]
        restated = [
            (_restates(claim, self.chains[at]), not self._sets_off(self.chains[at]), -at, at)
            for at in self._near(claim, same)
        ]
        best = max(restated, default=(0.0, False, 0, 0))
        if best[0]:
            return best[-1]
        if not (claim.target.deadline and claim.amount.values) or self._has_rival(claim):
            return None
        older = {
            at
            for since, several in self._due[claim.series, claim.ends].items()
            if since < claim.statement.published
            for at in several
        }
        near = self._near(claim, older | self._by_figure[claim.figure])
        return next((at for at in near if self._revises(claim, self.chains[at])), None)

    def _near(self, claim: _Claim, numbers: Iterable[int]) -> list[int]:
        """Return those of the chains that share a key with a claim and from which no person keeps it apart."""
        ranks = {
            at: (rank, filed[at])
            for rank, filed in reversed([*enumerate(self._filed[key] for key in claim.keys)])
            for at in numbers
            if at in filed
        }
        return [at for at in sorted(ranks, key=ranks.__getitem__) if not self._separates(claim, at)]

    def _separates(self, claim: _Claim, at: int) -> bool:
        return self._pins.separates(claim.statement.fingerprint, self.chains[at].fingerprints)

    def _sets_off(self, chain: _Chain) -> bool:
        return self._pins.sets_off(chain.fingerprints)

    def _has_rival(self, claim: _Claim) -> bool:
        """Tell whether the same text gives yet another figure for the metric and the day."""
        return any(
            other.figure != claim.figure and _may_be_one_day(other.target.deadline, claim.target.deadline)
            for other in self._beside[claim.statement.url, claim.series]
        )

    def _revises(self, claim: _Claim, chain: _Chain) -> bool:
        """Tell whether a claim changes the target's figure or its deadline, and not both."""
        now, stating = chain.now, chain.in_force
        if now.deadline is None or claim.target.deadline is None or stating.series != claim.series:
            return False
        if now.since >= claim.statement.published or not same_issuer(claim.issuer, stating.issuer):
            return False
        if any(
            other is not claim
            and other.figure == stating.figure
            and _may_be_one_day(other.target.deadline, now.deadline)
            for other in self._beside[claim.statement.url, claim.series]
        ):
            return False  # the text gives the present figure beside the other
        same_day = claim.target.deadline.end == now.deadline.end
        same_number = claim.figure == stating.figure
        return not same_number if same_day else same_number and not adds_up(now.amount)


def _restates(claim: _Claim, chain: _Chain) -> float:
    """Return how surely a claim says again what some version of a target says; 0 if it does not."""
    if claim.statement.fingerprint in chain.fingerprints:
        return 2.0
    if not _is_of_one_level(claim, chain.claims[0]):
        return 0.0
    alike = [_likeness(claim, chain.stating(at)) for at in chain.fitting(claim)]
    best = max(alike, default=0.0)
    return best if best >= ALIKE else 0.0


def _likeness(claim: _Claim, other: _Claim) -> float:
    """Return how alike two metrics are; in one text different words are different things."""
    ours, theirs = claim.target, other.target
    if claim.series == other.series:
        return 1.0
    # Rows of one imported list differ by what follows the #: a person told them apart.
    if (
        claim.statement.url.partition("#")[0] == other.statement.url.partition("#")[0]
        or not ours.amount.values
        or (ours.region or "") != (theirs.region or "")
    ):
        return 0.0
    return similarity(plain(claim.amount, ours.region), plain(other.amount, theirs.region), ours.quote.text)


def _may_be_one_day(ours: Period | None, theirs: Period | None) -> bool:
    """Tell whether two deadlines agree; one that is not stated agrees with any."""
    return ours is None or theirs is None or ours.end == theirs.end


def _is_of_one_level(claim: _Claim, other: _Claim) -> bool:
    return not claim.issuer or not other.issuer or place(claim.issuer) == place(other.issuer)


def _tracked(chain: Sequence[Statement]) -> TrackedTarget:
    whole = _Chain()
    for statement in chain:
        whole.add(_Claim.of(statement))
    return TrackedTarget(
        key=chain[0].fingerprint, series=whole.claims[0].series, statements=tuple(chain), versions=tuple(whole.versions)
    )
