"""
What goes into a digest, and which digests are owed.

A digest is owed, not matched to a date: each route remembers the last period
that is done, and every period since then, up to a week back, is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .domain import Alert, Coverage, Target
from .notify import (
    DIGEST_QUEUE,
    Content,
    Route,
    Section,
    SectionKind,
    Words,
    deadline_section,
    digest_content,
    last_period,
    next_period,
    periods,
    to_document,
    wants_finding,
)
from .store import DeadChannel, Filter, RecordedFinding, Store

#: Deadlines up to so far ahead are listed.
AHEAD = timedelta(days=90)
#: Deadlines that passed up to so long ago are listed.
PASSED = timedelta(days=30)
ONE_DAY = timedelta(days=1)
#: A digest made so long after its time is marked late.
LATE_AFTER = timedelta(hours=2)
#: Targets asked for at most, before routes choose theirs.
TARGETS_ASKED = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest says besides the alerts that waited for it."""

    coverage: Coverage
    due: Sequence[RecordedFinding[Target]] = ()
    passed: Sequence[RecordedFinding[Target]] = ()
    dead: Sequence[DeadChannel] = ()


def make_owed(store: Store, routes: Sequence[Route], coverage: Coverage, now: datetime) -> int:
    """Write the digests that are owed now, oldest first; return how many have something to say."""
    made = 0
    for route in routes:
        if route.is_digest:
            for period in owed(store, route, now):
                made += make(store, route, period, coverage, now)
    return made


def owed(store: Store, route: Route, now: datetime) -> tuple[datetime, ...]:
    """Return the periods of a route that are over and not done; a new route begins with the next one."""
    done = store.last_period(route.id)
    if done is None:
        store.begin_digests(route.id, last_period(route, now), now)
        return ()
    return periods(route, done, now)


def make(store: Store, route: Route, period: datetime, coverage: Coverage, now: datetime) -> bool:
    """Write one digest; return whether it has something to say."""
    facts = gather(store, route, coverage, now)

    def compose(_route: str, alerts: Sequence[Alert]) -> dict[str, Any] | None:
        content = select(route, alerts, facts, period, now)
        return None if content is None else to_document(content)

    return store.make_digest(route.id, period, now, route.channels, compose)


def preview(store: Store, route: Route, coverage: Coverage, now: datetime) -> Content | None:
    """Return what a route's next digest would say if it were made now; nothing is recorded."""
    alerts = store.waiting(DIGEST_QUEUE + route.id)
    return select(route, alerts, gather(store, route, coverage, now), next_period(route, now), now)


def gather(store: Store, route: Route, coverage: Coverage, now: datetime) -> Facts:
    """Ask the store for what a digest says besides the alerts."""
    today = now.astimezone(route.zone).date()
    return Facts(
        coverage,
        due=due_between(store, route, today, today + AHEAD),
        passed=due_between(store, route, today - PASSED, today - ONE_DAY),
        dead=store.dead_since_last(route.id),
    )


def due_between(store: Store, route: Route, first: date, last: date) -> tuple[RecordedFinding[Target], ...]:
    """Return the targets of a route's readers with deadlines in a span of days, nearest first."""
    wanted = Filter(in_scope=True, deadline_from=first, deadline_to=last)
    found = store.targets(wanted, TARGETS_ASKED)
    return tuple(
        row
        for row in found
        if wants_finding(route, row.finding) and (not route.sources or row.source_id in route.sources)
    )


def select(
    route: Route, alerts: Sequence[Alert], facts: Facts, period: datetime, now: datetime
) -> Content | None:
    """
    Return a digest; None if it would say nothing.

    One that is made up says only what waited for it: what is due and what is
    well is said by the present one, and nobody looked in the meantime.
    """
    late = now - period > LATE_AFTER
    if not alerts and (late or not route.nothing_new):
        return None
    lists: tuple[Section, ...] = ()
    if not late:
        lists = (
            deadline_section(SectionKind.OVERDUE, facts.passed),
            deadline_section(SectionKind.DUE, facts.due),
        )
    dead = tuple(undelivered(one) for one in facts.dead)
    return digest_content(route, alerts, lists, facts.coverage, (period, now), notices=dead, late=late)


def undelivered(one: DeadChannel) -> Words:
    """Return what readers are told of messages that could not be delivered."""
    return Words(
        f"{one.messages} 条消息未能送达 {one.channel}：{one.error}（monitor alerts retry 可重发）",
        f"{one.messages} message(s) could not be delivered to {one.channel}: {one.error}"
        " (`monitor alerts retry` sends them again)",
    )
