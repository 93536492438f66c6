"""
What a digest contains, and which digests are due.

Each route remembers the last period whose digest was made. Every later period up to a week back gets its
digest, so that an outage skips none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .domain import Alert, Coverage, Finding, Status, Target, is_announced
from .notify import (
    DIGEST_QUEUE,
    Bilingual,
    Content,
    Edition,
    Frequency,
    Item,
    Reference,
    Route,
    Section,
    SectionKind,
    deadline_section,
    digest_content,
    edition_title,
    last_period,
    list_section,
    next_period,
    periods,
    question_item,
    question_words,
    to_document,
    unannounced,
    wants_finding,
    wants_list,
)
from .store import DeadChannel, ReviewItem, Sort, Store, TrackedFilter, TrackedRecord

#: How far ahead a digest lists deadlines.
AHEAD = timedelta(days=90)
#: How far back a digest lists deadlines that passed.
PASSED = timedelta(days=30)
ONE_DAY = timedelta(days=1)
#: A digest that is made so long after its time says that it is late.
LATE_AFTER = timedelta(hours=2)
#: How many targets and questions to read, before the filters of routes.
TARGETS_ASKED = 2000
QUESTIONS_ASKED = 500
#: How many questions a digest lists; it counts the rest.
QUESTIONS_SHOWN = 5
#: Only these targets still ask for something.
UNSETTLED = {Status.OPEN, Status.DUE_SOON, Status.OVERDUE}
NAMES = {Frequency.DAILY: Bilingual("日报", "daily"), Frequency.WEEKLY: Bilingual("周报", "weekly")}


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What a digest says besides its alerts."""

    coverage: Coverage
    due: Sequence[TrackedRecord[Target]] = ()
    passed: Sequence[TrackedRecord[Target]] = ()
    questions: Sequence[Item] = ()
    dead: Sequence[DeadChannel] = ()


def make_owed(store: Store, routes: Sequence[Route], coverage: Coverage, now: datetime) -> int:
    """Write the digests that are due now, oldest first; return how many have something to say."""
    made = 0
    for route in routes:
        if route.is_digest:
            for period in owed(store, route, now):
                made += make(store, route, period, coverage, now)
    return made


def owed(store: Store, route: Route, now: datetime) -> tuple[datetime, ...]:
    """Return the periods of a route without a digest; a new route begins with its next period."""
    done = store.digests.last_period(route.id)
    if done is None:
        store.digests.begin(route.id, last_period(route, now), now)
        return ()
    return periods(route, done, now)


def make(store: Store, route: Route, period: datetime, coverage: Coverage, now: datetime) -> bool:
    """Write one digest; return whether it has something to say."""
    facts = gather(store, route, coverage, now)

    def compose(_route: str, alerts: Sequence[Alert]) -> dict[str, Any] | None:
        content = select(route, alerts, facts, period, now)
        return None if content is None else to_document(content)

    return store.digests.make(route.id, period, now, route.channels, compose)


def preview(store: Store, route: Route, coverage: Coverage, now: datetime) -> Content | None:
    """Return what a route's next digest would say if it were made now, and record nothing."""
    alerts = store.alerts.waiting(DIGEST_QUEUE + route.id)
    return select(route, alerts, gather(store, route, coverage, now), next_period(route, now), now)


def gather(store: Store, route: Route, coverage: Coverage, now: datetime) -> DigestFacts:
    """Read what a digest says besides its alerts."""
    today = now.astimezone(route.zone).date()
    return DigestFacts(
        coverage,
        due=due_between(store, route, (today, today + AHEAD), today),
        passed=due_between(store, route, (today - PASSED, today - ONE_DAY), today),
        questions=questions(store, route, today),
        dead=store.digests.dead_since_last(route.id),
    )


def due_between(store: Store, route: Route, days: tuple[date, date], today: date) -> tuple[TrackedRecord[Target], ...]:
    """Return the unsettled targets that a route takes with deadlines in a span of days, earliest first."""
    wanted = TrackedFilter(in_scope=True, due_from=days[0], due_until=days[1])
    found = store.tracked.records("target", wanted, today=today, sort=Sort.DEADLINE, limit=TARGETS_ASKED)
    return tuple(
        row for row in of_sources(store, route, found) if row.status in UNSETTLED and wants_finding(route, row.in_force)
    )


def of_sources(store: Store, route: Route, found: Sequence[TrackedRecord[Target]]) -> Sequence[TrackedRecord[Target]]:
    """Return the targets that pages of a route's sources state; all targets where the route names no source."""
    if not route.sources:
        return found
    carried = store.articles.sources_of({row.article_url for row in found})
    return [row for row in found if carried.get(row.article_url) in route.sources]


def questions(store: Store, route: Route, today: date) -> tuple[Item, ...]:
    """Return the questions to people that a route takes, oldest first."""
    return tuple(
        question_of(review)
        for review in store.reviews.waiting(today, QUESTIONS_ASKED)
        if wants_finding(route, subject_of(review))
    )


def subject_of(review: ReviewItem) -> Finding:
    """Return the finding by which routes take a question: the target, else the figure."""
    if review.target is not None:
        target: Target = review.target.in_force
        return target
    assert review.evidence is not None  # a figure between targets is its own evidence
    return review.evidence.finding


def question_of(review: ReviewItem) -> Item:
    """Return a question as an item, with the evidence for it, else with the target itself."""
    question = review.proposal or review.match
    assert question is not None  # a review item holds the one or the other
    words = question_words(question, review.target.commitment if review.target else None)
    evidence = review.evidence
    if evidence is None:
        assert review.target is not None  # a proposal has a target
        page = Reference(review.target.article_title, review.target.article_url)
        return question_item(words, subject_of(review), page, review.target.published)
    return question_item(words, evidence.finding, Reference(evidence.title, evidence.url), evidence.published)


def select(
    route: Route, alerts: Sequence[Alert], facts: DigestFacts, period: datetime, now: datetime
) -> Content | None:
    """
    Return a digest; None if it has nothing to say.

    A digest of a past period holds only the alerts that waited for it: the present digest says what is due
    and whether all is well. Send an otherwise empty digest if a message was given up.
    """
    late, today = now - period > LATE_AFTER, now.astimezone(route.zone).date()
    if not alerts and (late or not (route.nothing_new or facts.dead)):
        return None
    lists: tuple[Section, ...] = ()
    if not late:
        lists = (
            deadline_section(SectionKind.OVERDUE, facts.passed, today),
            deadline_section(SectionKind.DUE, facts.due, today),
            list_section(SectionKind.PROPOSALS, facts.questions[:QUESTIONS_SHOWN], len(facts.questions)),
        )
    day = period.astimezone(route.zone).date()
    title = edition_title(NAMES[route.cadence.frequency], day)
    return digest_content(
        Edition(route.id, title, now, late),
        alerts,
        [section for section in lists if wants_list(route, section.kind)],
        facts.coverage,
        (*holiday_notice(route, day), *(undelivered(channel) for channel in facts.dead)),
    )


def holiday_notice(route: Route, day: date) -> tuple[Bilingual, ...]:
    """Return the remark that a year's holidays are not known, for routes that depend on them."""
    return (unannounced(day),) if route.working_days and not is_announced(day) else ()


def undelivered(channel: DeadChannel) -> Bilingual:
    """Return the remark that messages to a channel were given up."""
    return Bilingual(
        f"{channel.messages} 条消息未能送达 {channel.channel}：{channel.error}（monitor alerts retry 可重发）",
        f"{channel.messages} message(s) could not be delivered to {channel.channel}: {channel.error}"
        " (`monitor alerts retry` sends them again)",
    )
