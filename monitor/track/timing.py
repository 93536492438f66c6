"""Whether a figure is from a target's time: after it was set, and in the period that it speaks of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ..domain import Flow, Goal, Precision, Progress, Statement
from .amounts import adds_up, flow

#: A stock reported so long after the deadline still tells that the target was met, if only late.
LATE: Final = timedelta(days=731)
#: A stock reported so long before the target was set shows where the way began.
EARLY: Final = timedelta(days=731)


def day_of(progress: Statement) -> date:
    """Return the day a figure holds for: its last day, the day of publication if the text names none."""
    finding = progress.finding
    assert isinstance(finding, Progress)
    return finding.as_of.end if finding.as_of else progress.published


def belongs(progress: Statement, goal: Goal) -> bool:
    """Tell whether the figure can be evidence for the target."""
    day = day_of(progress)
    if not adds_up(goal.amount):
        return goal.published <= day and (goal.deadline is None or day <= goal.deadline.end + LATE)
    if goal.deadline and day > goal.deadline.end:
        return False
    begins = period_start(goal)
    return begins <= day and begins <= since(progress)


def is_baseline(progress: Statement, goal: Goal) -> bool:
    """Tell whether the figure shows where the way to the target began: a stock shortly before it was set."""
    return not adds_up(goal.amount) and goal.published - EARLY <= day_of(progress) < goal.published


def period_start(goal: Goal) -> date:
    """Return the day from which amounts that add up count for the target."""
    deadline, set_in = goal.deadline, goal.published.replace(month=1, day=1)
    if deadline is None or deadline.start is None or deadline.start >= deadline.end:
        return set_in
    if deadline.precision is not Precision.YEAR:
        return deadline.start
    # 年内 begins on the day it was said, but what it speaks of is the year.
    named = deadline.start.replace(month=1, day=1)
    # 到2027年新增100家, said in 2025, counts from then on; growth in 2027 is growth in 2027.
    return named if flow(goal.amount) is Flow.CHANGE else min(named, set_in)


def since(progress: Statement) -> date:
    """Return the day from which the figure was added up; the day it holds for if the text does not say."""
    as_of = progress.finding.as_of if isinstance(progress.finding, Progress) else None
    return as_of.start if as_of and as_of.start else day_of(progress)
