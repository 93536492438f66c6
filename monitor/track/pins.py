"""Statements in their one order, and which of them people put together or kept apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from ..domain import Decision, DecisionKind, ProposalKind, Statement


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of fingerprints; of a finding, and of any statement of the life it was put to."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    def separates(self, statement: Statement, chain: Collection[Statement]) -> bool:
        """Tell whether a person said that the statement is not of this life."""
        members = {one.fingerprint for one in chain}
        mark = statement.fingerprint
        return any(
            (mark == finding and target in members) or (mark == target and finding in members)
            for finding, target in self.apart
        )

    def sets_off(self, chain: Collection[Statement]) -> bool:
        """Tell whether the life began with a finding that a person took out of another."""
        return any(one.fingerprint == finding for one in chain for finding, _ in self.apart)


def pins_of(decisions: Iterable[Decision]) -> Pins:
    """Return what the last decision on each pair says; accepting that two targets are the same links them."""
    last: dict[tuple[str, str], bool] = {}
    for decision in sorted(decisions, key=lambda one: one.at):
        same = decision.kind is DecisionKind.ACCEPT and decision.proposal is ProposalKind.SAME
        if same or decision.kind in {DecisionKind.LINK, DecisionKind.UNLINK}:
            last[decision.finding, decision.target] = decision.kind is not DecisionKind.UNLINK
    together = tuple(pair for pair, linked in last.items() if linked)
    return Pins(together, tuple(pair for pair, linked in last.items() if not linked))


def merged(chains: Sequence[list[Statement]], pins: Pins) -> list[list[Statement]]:
    """Return the chains with those joined that a person put together, statements in order."""
    left = list(chains)
    for finding, target in pins.together:
        chosen = [chain for chain in left if {finding, target} & {one.fingerprint for one in chain}]
        if {finding, target} <= {one.fingerprint for chain in chosen for one in chain}:
            whole = sorted((one for chain in chosen for one in chain), key=lambda one: one.order)
            left = [*(chain for chain in left if chain not in chosen), whole]
    return left


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements by day of publication, each once: of one claim in one text the first place."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda one: one.order):
        first.setdefault((statement.fingerprint, statement.url), statement)
    return tuple(first.values())
