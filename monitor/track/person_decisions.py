"""What people decided, applied over what rules derive: edits, and statements put together or kept apart."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ..domain import (
    Amount,
    Audit,
    Commitment,
    Comparator,
    Decision,
    DecisionKind,
    Period,
    Precision,
    ProposalKind,
    Statement,
)
from ..errors import InputError
from ..text.units import UNITS

#: Scales behind a number or before a unit, longest first.
SCALES: Final = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_NUMBER: Final = re.compile(r"(?P<digits>[+-]?\d{1,40}(?:\.\d{1,40})?)(?P<scale>万亿|亿|万)?")
#: Dates as people and spreadsheets write them: 2027, 2027年底, 2027-06, 2027年6月, 2027/6/30, 2027-06-30 00:00:00.
_DATE: Final = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?:年?[底末]?|[-/.年](?P<month>\d{1,2})(?:月?[底末]?|[-/.月](?P<day>\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?))"
)


def read_number(text: str) -> Decimal:
    """Read `70`, `-3` or `2.7亿`; raise ValueError if it is no number."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError("not a number")
    return Decimal(found["digits"]) * SCALES.get(found["scale"], Decimal(1))


def read_comparator(text: str) -> Comparator:
    """Read how a number bounds what is measured, by the comparator's own sign; raise ValueError for another."""
    if text not in list(Comparator):
        raise ValueError(f"choose one of {', '.join(Comparator)}")
    return Comparator(text)


def read_per(text: str) -> str | None:
    """Read whether an amount recurs: `year`, `month` or nothing; raise ValueError for other words."""
    if text not in {"", "year", "month"}:
        raise ValueError("write year, month or nothing")
    return text or None


def read_deadline(text: str, rule: str) -> Period:
    """
    Return the day, month or year that a person gave as a deadline, as exact as it was given.

    `rule` says where it was given (`how_dated`).

    Raises:
        ValueError: it is no date.

    """
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValueError("write 2027, 2027-06 or 2027-06-30")
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    assert year is not None  # the pattern has it
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, text, rule)
    first = date(year, month, 1)
    if day is None:
        last = first.replace(day=calendar.monthrange(year, month)[1])
        return Period(first, last, Precision.MONTH, text, rule)
    return Period(date(year, month, day), date(year, month, day), Precision.DAY, text, rule)


#: Rule name of a deadline that a person gave.
BY_HAND: Final = "person"


def resolved(decisions: Iterable[Decision], keys: Mapping[str, str]) -> tuple[Decision, ...]:
    """
    Return the decisions with the present key of the target or measure that each is about, oldest first.

    `keys` maps the fingerprint of every statement to the key of its target or measure. A decision about what is no
    longer there is left out; it comes back with the statement.
    """
    known = sorted((decision for decision in decisions if decision.target in keys), key=lambda decision: decision.at)
    return tuple(replace(decision, target=keys[decision.target]) for decision in known)


def edited(commitment: Commitment, decisions: Iterable[Decision]) -> Commitment:
    """Return the commitment as people corrected it; `decisions` are resolved, other commitments' are ignored."""
    for decision in sorted(decisions, key=lambda each_decision: each_decision.at):
        if decision.kind is DecisionKind.EDIT and decision.target == commitment.key:
            commitment = edit(commitment, decision.slot, decision.value)
    return commitment


def edit(commitment: Commitment, slot: str, value: str) -> Commitment:
    """
    Return the commitment with one slot set from text; an empty text empties it where that has a meaning.

    Raises:
        InputError: there is no such slot, or the text does not fit it.

    """
    if slot not in _SLOTS:
        raise InputError(f"no slot {slot!r}: choose one of {', '.join(_SLOTS)}")
    try:
        return _SLOTS[slot](commitment, value.strip())
    except ValueError as exc:
        raise InputError(f"{value!r} does not fit {slot}: {exc}") from exc


def slot_text(commitment: Commitment, slot: str) -> str:
    """Return what a slot holds, as `edit` would read it; empty for what is not stated."""
    if slot == "deadline":
        return _deadline_text(commitment.deadline) if commitment.deadline else ""
    if slot == "values":
        return ",".join(f"{value:f}" for value in commitment.amount.values)
    held = getattr(commitment if slot in {"region", "issuer"} else commitment.amount, slot)
    return "" if held is None else str(held)


def _deadline_text(deadline: Period) -> str:
    """Return a deadline as `read_deadline` reads it; what it has no words for (a quarter) by its last day."""
    day = deadline.end.isoformat()
    for short in (day[:4], day[:7]):
        again = read_deadline(short, BY_HAND)
        if (again.end, again.precision) == (deadline.end, deadline.precision):
            return short
    return day


def _amount(**changes: Callable[[str], object]) -> Callable[[Commitment, str], Commitment]:
    """Return how to set slots of the amount from text."""

    def change(commitment: Commitment, value: str) -> Commitment:
        made: Amount = replace(commitment.amount, **{slot: read(value) for slot, read in changes.items()})  # type: ignore[arg-type]  # slots are named in the table below
        return replace(commitment, amount=made)

    return change


def _required(value: str) -> str:
    if not value:
        raise ValueError("it cannot be empty")
    return value


def _numbers(value: str) -> tuple[Decimal, ...]:
    """Read `70`, `2.7亿` or `3,5`; lower end first."""
    numbers = tuple(read_number(part.strip()) for part in value.replace("，", ",").split(",") if part)
    if len(numbers) > 2:  # noqa: PLR2004 - a range has two ends
        raise ValueError("give one number, or two for a range")
    return tuple(sorted(numbers))


def _unit(value: str) -> str | None:
    """Read a unit; 亿元 would be compared with nothing, amounts are kept in 元."""
    if value not in UNITS and value.startswith(tuple(SCALES)):
        raise ValueError("write 万 and 亿 behind the number: values 2.7亿, unit 元")
    if value and value not in UNITS:
        raise ValueError("no unit that is read in texts; figures could not be compared with it")
    return value or None


def _deadline(commitment: Commitment, value: str) -> Commitment:
    if not value:
        return replace(commitment, deadline=None)
    return replace(commitment, deadline=read_deadline(value, BY_HAND))


_SLOTS: Final[dict[str, Callable[[Commitment, str], Commitment]]] = {
    "metric": _amount(metric=_required),
    "comparator": _amount(comparator=read_comparator),
    "values": _amount(values=_numbers),
    "unit": _amount(unit=_unit),
    "per": _amount(per=read_per),
    "deadline": _deadline,
    "region": lambda commitment, value: replace(commitment, region=value or None),
    "issuer": lambda commitment, value: replace(commitment, issuer=value or None),
}
#: What a person can edit.
SLOTS: Final = tuple(_SLOTS)


def decision_audit(decision: Decision, edited: Iterable[Commitment] = ()) -> Audit:
    """
    Return the audit row of a decision itself; what follows from it has rows of its own.

    `edited` is the target as it was before an edit.
    """
    before = [slot_text(commitment, decision.slot) for commitment in edited]
    return Audit(
        at=decision.at,
        by=decision.by,
        subject=decision.target,
        aspect=decision.kind if decision.slot == "" else f"{decision.kind} {decision.slot}",
        old=before[0] if before else "",
        new=decision.value or decision.status or decision.proposal or decision.finding,
        why=decision.reason,
        evidence=decision.finding,
    )


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of fingerprints; of a finding, and of any statement of the tracked thing it was put to."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()

    def separates(self, fingerprint: str, members: Collection[str]) -> bool:
        """Tell whether a person said that a finding does not belong to the tracked thing with these members."""
        return any(
            (fingerprint == finding and target in members) or (fingerprint == target and finding in members)
            for finding, target in self.apart
        )

    def sets_off(self, members: Collection[str]) -> bool:
        """Tell whether a tracked thing holds a finding that a person took out of another."""
        return any(finding in members for finding, _ in self.apart)


def pins_of(decisions: Iterable[Decision]) -> Pins:
    """Return what the last decision on each pair says; accepting that two targets are the same links them."""
    last: dict[tuple[str, str], bool] = {}
    for decision in sorted(decisions, key=lambda each_decision: each_decision.at):
        same = decision.kind is DecisionKind.ACCEPT and decision.proposal is ProposalKind.SAME
        if same or decision.kind in {DecisionKind.LINK, DecisionKind.UNLINK}:
            last[decision.finding, decision.target] = decision.kind is not DecisionKind.UNLINK
    together = tuple(pair for pair, linked in last.items() if linked)
    return Pins(together, tuple(pair for pair, linked in last.items() if not linked))


def merged(chains: Sequence[list[Statement]], pins: Pins) -> list[list[Statement]]:
    """Return the chains with those joined that a person put together, statements in order."""
    left = list(chains)
    for finding, target in pins.together:
        chosen = [chain for chain in left if {finding, target} & {member.fingerprint for member in chain}]
        if {finding, target} <= {member.fingerprint for chain in chosen for member in chain}:
            whole = sorted((member for chain in chosen for member in chain), key=lambda statement: statement.order)
            left = [*(chain for chain in left if chain not in chosen), whole]
    return left


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements by day of publication, each once: of one claim in one text the first place."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in sorted(statements, key=lambda each_statement: each_statement.order):
        first.setdefault((statement.fingerprint, statement.url), statement)
    return tuple(first.values())
