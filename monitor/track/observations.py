"""The figures reported for one target: one for each day, corrections kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..domain import Amount, Decision, Observation, Progress, Statement
from .amounts import adds_up, same_figure, stated
from .pins import in_order
from .timing import day_of, since


def observe(statements: Iterable[Statement]) -> tuple[Observation, ...]:
    """
    Return the figures by the day they hold for, the newest last; whatever the order they are given in.

    Another figure for the same day, published later, corrects the first; one that was stated before
    is a mention, even after its correction. Of amounts that add up, the one over the longest time
    comes last among those of a day.
    """
    series: dict[tuple[date, int], list[Statement]] = defaultdict(list)
    for statement in in_order(statements):
        covers = -since(statement).toordinal() if adds_up(_amount(statement)) else 0
        series[day_of(statement), covers].append(statement)
    return tuple(_observation(key[0], series[key]) for key in sorted(series))


def about_the_same(
    decisions: Iterable[Decision], observations: Iterable[Observation]
) -> tuple[Decision, ...]:
    """Return decisions with the statement that now stands for a figure, where they name another of the same figure."""
    stands = {same.fingerprint: one.statement.fingerprint for one in observations for same in one.mentions}
    return tuple(
        replace(one, finding=stands[one.finding]) if one.proposal and one.finding in stands else one
        for one in decisions
    )


def _observation(day: date, stated: Sequence[Statement]) -> Observation:
    figures: list[list[Statement]] = []
    for statement in stated:
        same = [group for group in figures if same_figure(_amount(group[0]), _amount(statement))]
        if same:
            same[0].append(statement)
        else:
            figures.append([statement])
    *wrong, (holds, *mentions) = figures
    return Observation(holds, day, tuple(one for group in wrong for one in group), tuple(mentions))


def _amount(statement: Statement) -> Amount:
    assert isinstance(statement.finding, Progress)
    return stated(statement.finding)
