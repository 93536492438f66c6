"""
One target, many statements: which statements make a target, and in which versions.

- A statement restates a target if metric, region, dimension, flow, figure and deadline are the same
  and it does not come from another level of government.
- It revises the target if the same issuer gives, in a later text, another figure for the same
  deadline, or another deadline for the same figure.
- If both differ it is a further step of the series. So is another year's growth or output, which
  belongs to its year.
- Two figures in one text are two targets.
- What an edited page says otherwise stays with the target that the page spoke of.
- Which versions that makes, `target_versions` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from ..domain import Commitment, Decision, DecisionKind, Mark, Statement, Target, TrackedTarget
from .amounts import adds_up, plain
from .identity import place, same_issuer
from .metric_names import similarity
from .person_decisions import Pins, edited, in_order, merged, pins_of
from .target_versions import Chain, TargetClaim, claims_in_turn, last_day, may_be_one_day, tracked_target

#: How alike two metrics must be at least where figure, deadline, region and dimension are one.
ALIKE: Final = 0.55


def gather_targets(statements: Iterable[Statement], decisions: Iterable[Decision] = ()) -> tuple[TrackedTarget, ...]:
    """
    Return the targets that the statements speak of, by key; whatever the order they are given in.

    `decisions` are not resolved: they name fingerprints. LINK puts a statement to another's
    target, UNLINK keeps it apart.
    """
    pins = pins_of(decisions)
    ordered = in_order(statements)
    claims = claims_in_turn(ordered)
    book = _Chains(claims, pins)
    for claim in claims:
        book.add(claim)
    chains = merged(book.members(ordered), pins)
    return tuple(sorted((tracked_target(chain) for chain in chains), key=lambda tracked: tracked.key))


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
        withdrawn=tracked.withdrawn,
    )
    about_it = (replace(decision, target=tracked.key) for decision in decisions if decision.target in tracked.members)
    return edited(commitment, about_it)


def known_since(tracked: TrackedTarget, decisions: Iterable[Decision] = ()) -> datetime:
    """Return when the deadline in force became known: stated first, or given by a person who moved it."""
    about_it = [decision for decision in decisions if decision.target in tracked.members]
    moved = [decision.at for decision in about_it if decision.kind is DecisionKind.EDIT and decision.slot == "deadline"]
    if not moved or last_day(commitment_of(tracked, about_it).deadline) == last_day(tracked.versions[-1].deadline):
        return tracked.known_since
    return max(tracked.known_since, *moved)


class _Chains:
    """Targets as far as they are gathered; each claim is compared with those only that it may belong to."""

    def __init__(self, claims: Sequence[TargetClaim], pins: Pins) -> None:
        self._pins = pins
        self.chains: list[Chain] = []
        #: The chain of each statement; its later wordings follow the first.
        self._homes: dict[Mark, int] = {}
        #: By key: the chains with a claim of that key, in the order in which they came by it.
        self._filed: dict[str, dict[int, int]] = defaultdict(dict)
        self._by_fingerprint: dict[str, set[int]] = defaultdict(set)
        self._by_figure: dict[Hashable, set[int]] = defaultdict(set)
        #: By series and last day of the version in force, and by the day since when it is.
        self._due: dict[tuple[str, date | None], dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
        #: What each text claims of each series.
        self._beside: dict[tuple[str, str], list[TargetClaim]] = defaultdict(list)
        for claim in claims:
            if not claim.is_dropped:
                self._beside[claim.statement.url, claim.series].append(claim)

    def members(self, statements: Iterable[Statement]) -> list[list[Statement]]:
        """Return the statements of each target, in their order."""
        found: list[list[Statement]] = [[] for _ in self.chains]
        for statement in statements:
            found[self._homes[statement.mark]].append(statement)
        return found

    def add(self, claim: TargetClaim) -> None:
        """Put a claim to the target that it restates or revises, else to a new one; an edit to its statement's."""
        number = self._homes.get(claim.name)
        if number is None:
            number = self._home(claim)
        if number is None:
            number = len(self.chains)
            self.chains.append(Chain())
        self._homes[claim.name] = number
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
    def _place(chain: Chain) -> tuple[str, date | None]:
        return (chain.in_force.series, last_day(chain.now.deadline))

    def _home(self, claim: TargetClaim) -> int | None:
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
            at for since, several in self._due[claim.series, claim.ends].items() if since < claim.day for at in several
        }
        near = self._near(claim, older | self._by_figure[claim.figure])
        return next((at for at in near if self._revises(claim, self.chains[at])), None)

    def _near(self, claim: TargetClaim, numbers: Iterable[int]) -> list[int]:
        """Return those of the chains that share a key with a claim and from which no person keeps it apart."""
        ranks = {
            at: (rank, filed[at])
            for rank, filed in reversed([*enumerate(self._filed[key] for key in claim.keys)])
            for at in numbers
            if at in filed
        }
        return [at for at in sorted(ranks, key=ranks.__getitem__) if not self._separates(claim, at)]

    def _separates(self, claim: TargetClaim, at: int) -> bool:
        return self._pins.separates(claim.name[0], self.chains[at].names)

    def _sets_off(self, chain: Chain) -> bool:
        return self._pins.sets_off(chain.names)

    def _has_rival(self, claim: TargetClaim) -> bool:
        """Tell whether the same text gives yet another figure for the metric and the day."""
        return any(
            other.figure != claim.figure and may_be_one_day(other.target.deadline, claim.target.deadline)
            for other in self._stated_beside(claim)
        )

    def _stated_beside(self, claim: TargetClaim) -> Iterator[TargetClaim]:
        """Yield what else the same text claims of the series at the same time."""
        for other in self._beside[claim.statement.url, claim.series]:
            if other is not claim and other.is_beside(claim):
                yield other

    def _revises(self, claim: TargetClaim, chain: Chain) -> bool:
        """Tell whether a claim changes the target's figure or its deadline, and not both."""
        now, stating = chain.now, chain.in_force
        if now.deadline is None or claim.target.deadline is None or stating.series != claim.series:
            return False
        if now.since >= claim.day or not same_issuer(claim.issuer, stating.issuer):
            return False
        if any(
            other.figure == stating.figure and may_be_one_day(other.target.deadline, now.deadline)
            for other in self._stated_beside(claim)
        ):
            return False  # the text gives the present figure beside the other
        same_day = claim.target.deadline.end == now.deadline.end
        same_number = claim.figure == stating.figure
        return not same_number if same_day else same_number and not adds_up(now.amount)


def _restates(claim: TargetClaim, chain: Chain) -> float:
    """Return how surely a claim says again what some version of a target says; 0 if it does not."""
    if claim.statement.fingerprint in chain.fingerprints:
        return 2.0
    if not _is_of_one_level(claim, chain.claims[0]):
        return 0.0
    alike = [_likeness(claim, chain.stating(at)) for at in chain.fitting(claim)]
    best = max(alike, default=0.0)
    return best if best >= ALIKE else 0.0


def _likeness(claim: TargetClaim, other: TargetClaim) -> float:
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


def _is_of_one_level(claim: TargetClaim, other: TargetClaim) -> bool:
    return not claim.issuer or not other.issuer or place(claim.issuer) == place(other.issuer)
