"""What people decided, applied over what rules derive: pins, edits, verdicts. A later decision wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from ..domain import Amount, Decision, DecisionKind, Goal, Period
from ..errors import InputError
from ..text.units import UNITS
from .written import SCALES, read_comparator, read_deadline, read_number, read_per

#: Rule name of a deadline that a person gave.
BY_HAND: Final = "person"


def resolved(decisions: Iterable[Decision], lives: Mapping[str, str]) -> tuple[Decision, ...]:
    """
    Return the decisions with the present key of the life that each is about, in order of time.

    `lives` maps the fingerprint of every statement to its life's key. A decision about what is no
    longer there is left out; it comes back with the statement.
    """
    known = sorted((one for one in decisions if one.target in lives), key=lambda one: one.at)
    return tuple(replace(one, target=lives[one.target]) for one in known)


def edited(goal: Goal, decisions: Iterable[Decision]) -> Goal:
    """Return the goal as people corrected it; `decisions` are resolved, other goals' are ignored."""
    for decision in sorted(decisions, key=lambda one: one.at):
        if decision.kind is DecisionKind.EDIT and decision.target == goal.key:
            goal = edit(goal, decision.slot, decision.value)
    return goal


def edit(goal: Goal, slot: str, value: str) -> Goal:
    """
    Return the goal with one slot set from text; an empty text empties it where that has a meaning.

    Raises:
        InputError: there is no such slot, or the text does not fit it.

    """
    if slot not in _SLOTS:
        raise InputError(f"no slot {slot!r}: choose one of {', '.join(_SLOTS)}")
    try:
        return _SLOTS[slot](goal, value.strip())
    except ValueError as exc:
        raise InputError(f"{value!r} does not fit {slot}: {exc}") from exc


def slot_text(goal: Goal, slot: str) -> str:
    """Return what a slot holds, as `edit` would read it; empty for what is not stated."""
    if slot == "deadline":
        return _deadline_text(goal.deadline) if goal.deadline else ""
    if slot == "values":
        return ",".join(f"{value:f}" for value in goal.amount.values)
    held = getattr(goal if slot in {"region", "issuer"} else goal.amount, slot)
    return "" if held is None else str(held)


def _deadline_text(deadline: Period) -> str:
    """Return a deadline as `read_deadline` reads it; what it has no words for (a quarter) by its last day."""
    day = deadline.end.isoformat()
    for short in (day[:4], day[:7]):
        again = read_deadline(short, BY_HAND)
        if (again.end, again.precision) == (deadline.end, deadline.precision):
            return short
    return day


def _amount(**changes: Callable[[str], object]) -> Callable[[Goal, str], Goal]:
    """Return how to set slots of the amount from text."""

    def change(goal: Goal, value: str) -> Goal:
        made: Amount = replace(goal.amount, **{slot: read(value) for slot, read in changes.items()})  # type: ignore[arg-type]  # slots are named in the table below
        return replace(goal, amount=made)

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


def _deadline(goal: Goal, value: str) -> Goal:
    if not value:
        return replace(goal, deadline=None)
    return replace(goal, deadline=read_deadline(value, BY_HAND))


_SLOTS: Final[dict[str, Callable[[Goal, str], Goal]]] = {
    "metric": _amount(metric=_required),
    "comparator": _amount(comparator=read_comparator),
    "values": _amount(values=_numbers),
    "unit": _amount(unit=_unit),
    "per": _amount(per=read_per),
    "deadline": _deadline,
    "region": lambda goal, value: replace(goal, region=value or None),
    "issuer": lambda goal, value: replace(goal, issuer=value or None),
}
#: What a person can edit.
SLOTS: Final = tuple(_SLOTS)
