"""Which reminders of a deadline are owed: states, not dates, so that an outage loses none."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from ..domain import Goal, MilestonePlan, Reminder, day_in_china, milestone_key


def owed(
    goal: Goal,
    known_since: datetime,
    sent: Collection[str],
    now: datetime,
    plan: MilestonePlan = MilestonePlan(),  # noqa: B008 - frozen
    *,
    settled_until: date = date.min,
) -> tuple[Reminder, ...]:
    """
    Return the reminder that is owed now, if any: at most one for a target.

    A milestone is owed once its day has come in China, if that day lies after the one on which the
    deadline became known (`known_since`) and it is not among `sent` (`Reminder.keys` of
    those before). Of several the one nearest the deadline stands for all. Nothing is owed for a
    deadline that was over when it became known. Whether the target is still open the caller knows.

    `settled_until` is the day on which this was last asked of all targets: what was not owed then
    (another plan, a target closed at the time) is not owed afterwards either.
    """
    known, today = day_in_china(known_since), day_in_china(now)
    if goal.deadline is None or goal.deadline.end < known:
        return ()
    end = goal.deadline.end
    after = max(known, settled_until)
    due = [days for days in _milestones(plan, end, today) if after < end - timedelta(days=days) <= today]
    left = sorted((days for days in due if milestone_key(end, days) not in sent), key=_nearness)
    if not left:
        return ()
    nearest, *missed = left
    day = end - timedelta(days=nearest)
    return (
        Reminder(
            target=goal.key,
            deadline=goal.deadline,
            days=nearest,
            day=day,
            late=day < today,
            missed=tuple(sorted(missed, reverse=True)),
        ),
    )


def next_day(goal: Goal, known_since: datetime, now: datetime, plan: MilestonePlan) -> date | None:
    """Return the next day on which a reminder will be owed; None when none will."""
    if goal.deadline is None or goal.deadline.end < day_in_china(known_since):
        return None
    end, today = goal.deadline.end, day_in_china(now)
    last = end + timedelta(days=max(plan.after_every, 0) * plan.after_times)
    days = [end - timedelta(days=days) for days in _milestones(plan, end, last)]
    return min((day for day in days if day > max(today, day_in_china(known_since))), default=None)


def _nearness(days: int) -> tuple[int, int]:
    """Sort by distance from the deadline; of two as far, the one after it."""
    return (abs(days), days)


def _milestones(plan: MilestonePlan, end: date, until: date) -> tuple[int, ...]:
    """Return the plan's milestones as days before the deadline; those after it up to a day."""
    if plan.after_every <= 0:
        return tuple(set(plan.before))
    weeks = min(max((until - end).days, 0) // plan.after_every, plan.after_times)
    return tuple({*plan.before, *(-plan.after_every * number for number in range(1, weeks + 1))})
