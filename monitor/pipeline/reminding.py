"""Reminders of deadlines: states that are owed, worked out once a day and after every pause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ..domain import Alert, AlertKind, MilestonePlan, ProposalKind, Reminder, day_in_china
from ..notify import Route, postings
from ..store import OwedLife, Store
from ..track import deadline_words, how_dated, owed

#: Source of reminders, among the ids of sources.
DEADLINES = "deadlines"


def remind(store: Store, routes: Sequence[Route], now: datetime, plan: MilestonePlan) -> tuple[Alert, ...]:
    """
    Queue the reminders that are owed now; return their alerts.

    What was missed in an outage is owed until it is sent; what was sent is
    marked in the transaction that queues it. Between two days nothing can
    become owed: a deadline learnt today owes nothing before tomorrow.
    """
    today = day_in_china(now)
    before = store.milestones_day()
    if before == today:
        return ()
    # Those whose last reminder fell into the pause are still owed one.
    first = (before or today) - timedelta(days=plan.after_every * (plan.after_times + 1))
    last = today + timedelta(days=max(plan.before, default=0))
    marks: list[tuple[str, Sequence[str]]] = []
    alerts: list[Alert] = []
    for life in store.owing(first, last):
        for reminder in owed(
            life.goal, life.known_since, life.sent, now, plan, settled_until=before or date.min
        ):
            marks.append((reminder.target, reminder.keys))
            alerts.append(reminder_alert(life, reminder, now))
    store.send_milestones(marks, postings(alerts, routes, now), now)
    store.milestones_done(now)
    return tuple(alerts)


def reminder_alert(life: OwedLife, reminder: Reminder, now: datetime) -> Alert:
    """Return the alert of a reminder, with the target's quote and how its date was worked out."""
    statement, overdue = life.statement, reminder.days < 0
    return Alert(
        key=f"milestone:{reminder.target}:{reminder.key}",
        kind=AlertKind.OVERDUE if overdue else AlertKind.MILESTONE,
        created_at=now,
        source_id=DEADLINES,
        source_name=statement.page_issuer or life.goal.issuer or "",
        finding=statement.finding,
        article_title=statement.title,
        article_url=statement.url,
        published=statement.published,
        details=(
            when(reminder, overdue=overdue, is_met=bool(_MET.intersection(life.proposed))),
            *late_words(reminder),
            (how_dated(reminder.deadline), deadline_words(reminder.deadline)),
        ),
    )


#: Proposals that evidence of fulfilment waits for a person.
_MET = frozenset({ProposalKind.MET, ProposalKind.MET_LATE})


def when(reminder: Reminder, *, overdue: bool, is_met: bool = False) -> tuple[str, str]:
    """Return how far the deadline is, counted from the milestone's day."""
    days = abs(reminder.days)
    if overdue and is_met:
        return (
            f"期限已过{days}天，完成证据待人工确认",
            f"{days} days past the deadline, evidence that it is met waits for a person",
        )
    if overdue:
        return (f"期限已过{days}天，未见完成证据", f"{days} days past the deadline, no evidence")
    if days == 0:
        return ("今日到期", "due today")
    return (f"距期限{days}天", f"{days} days to the deadline")


def late_words(reminder: Reminder) -> tuple[tuple[str, str], ...]:
    """Return that a reminder is late, and the milestones that it stands for."""
    if not reminder.late:
        return ()
    missed = "、".join(f"{days:+d}" for days in reminder.missed)
    zh, en = f"迟发（应于{reminder.day}）", f"late (was due on {reminder.day})"
    return ((f"{zh}；一并代替：{missed}", f"{en}; stands also for {missed}") if missed else (zh, en),)
