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

from .domain import Alert, Coverage, Finding, Status, Target
from .notify import (
    DIGEST_QUEUE,
    Content,
    Item,
    Reference,
    Route,
    Section,
    SectionKind,
    Words,
    deadline_section,
    digest_content,
    last_period,
    listed,
    next_period,
    periods,
    question_item,
    question_words,
    to_document,
    wants_finding,
)
from .store import DeadChannel, LifeFilter, LifeRecord, Sort, Store, Waiting

#: Deadlines up to so far ahead are listed.
AHEAD = timedelta(days=90)
#: Deadlines that passed up to so long ago are listed.
PASSED = timedelta(days=30)
ONE_DAY = timedelta(days=1)
#: A digest made so long after its time is marked late.
LATE_AFTER = timedelta(hours=2)
#: Targets and questions asked for at most, before routes choose theirs.
TARGETS_ASKED = 2000
QUESTIONS_ASKED = 500
#: Questions listed in one digest; the rest is counted.
QUESTIONS_SHOWN = 5
#: Targets that are settled ask for nothing any more.
UNSETTLED = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE}


@dataclass(frozen=True, slots=True)
class Facts:
    """What a digest says besides the alerts that waited for it."""

    coverage: Coverage
    due: Sequence[LifeRecord[Target]] = ()
    passed: Sequence[LifeRecord[Target]] = ()
    questions: Sequence[Item] = ()
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
        due=due_between(store, route, (today, today + AHEAD), today),
        passed=due_between(store, route, (today - PASSED, today - ONE_DAY), today),
        questions=questions(store, route, today),
        dead=store.dead_since_last(route.id),
    )


def due_between(
    store: Store, route: Route, days: tuple[date, date], today: date
) -> tuple[LifeRecord[Target], ...]:
    """Return the unsettled targets of a route's readers with deadlines in a span of days, nearest first."""
    wanted = LifeFilter(in_scope=True, due_from=days[0], due_until=days[1])
    found = store.lives("target", wanted, today=today, sort=Sort.DEADLINE, limit=TARGETS_ASKED)
    return tuple(
        row
        for row in of_sources(store, route, found)
        if row.status in UNSETTLED and wants_finding(route, row.in_force)
    )


def of_sources(
    store: Store, route: Route, found: Sequence[LifeRecord[Target]]
) -> Sequence[LifeRecord[Target]]:
    """Return the targets that pages of a route's sources state; all where it names none."""
    if not route.sources:
        return found
    carried = store.sources_of({row.article_url for row in found})
    return [row for row in found if carried.get(row.article_url) in route.sources]


def questions(store: Store, route: Route, today: date) -> tuple[Item, ...]:
    """Return what waits for a person and concerns a route's readers, oldest first."""
    asked = [one for one in store.review(today, QUESTIONS_ASKED) if wants_finding(route, meant(one))]
    return tuple(question(one) for one in asked)


def meant(one: Waiting) -> Finding:
    """Return the finding by which a question is routed: the target, else the figure."""
    if one.target is not None:
        target: Target = one.target.in_force
        return target
    assert one.evidence is not None  # a figure between targets is its own evidence
    return one.evidence.finding


def question(one: Waiting) -> Item:
    """Return a question with the words that speak for it, the target's own where there are no others."""
    asked = one.proposal or one.match
    assert asked is not None  # it is one or the other
    words = question_words(asked, one.target.goal if one.target else None)
    if one.evidence is None:
        assert one.target is not None  # a proposal has a target
        page = Reference(one.target.article_title, one.target.article_url)
        return question_item(words, meant(one), page, one.target.published)
    said = one.evidence
    return question_item(words, said.finding, Reference(said.title, said.url), said.published)


def select(
    route: Route, alerts: Sequence[Alert], facts: Facts, period: datetime, now: datetime
) -> Content | None:
    """
    Return a digest; None if it would say nothing.

    One that is made up says only what waited for it: what is due and what is
    well is said by the present one, and nobody looked in the meantime. What could
    not be delivered is something to say even where nothing else is.
    """
    late, today = now - period > LATE_AFTER, now.astimezone(route.zone).date()
    if not alerts and (late or not (route.nothing_new or facts.dead)):
        return None
    lists: tuple[Section, ...] = ()
    if not late:
        lists = (
            deadline_section(SectionKind.OVERDUE, facts.passed, today),
            deadline_section(SectionKind.DUE, facts.due, today),
            listed(SectionKind.PROPOSALS, facts.questions[:QUESTIONS_SHOWN], len(facts.questions)),
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
