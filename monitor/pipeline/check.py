"""
The flow, from the first verb to the last; decisions live in the rooms below.

    source → fetch → listing → article → detect → compare → record → notify

Every link of a listing is written down in the transaction that saves the
listing's validators; so "not modified" can never hide an article that was not
recorded: it is a pending row, and pending rows are worked off at every check.
"""

from __future__ import annotations

import logging
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from threading import Event
from urllib.parse import urlsplit

from ..domain import (
    Alert,
    CheckResult,
    Failure,
    Link,
    MilestonePlan,
    Outcome,
    Request,
    Source,
    SourceState,
    Topic,
    Validators,
    day_in_china,
)
from ..errors import BlockedError, SourceError
from ..fetch import Fetcher
from ..notify import Route, Throttle, postings
from ..store import Novelty, Recorded, Store
from ..track import after_check, baseline_alert, health_alert
from .following import Rules
from .hosts import in_turn
from .reading import parse_article, parse_listing
from .recording import ReadArticle, Recorder, record_article

logger = logging.getLogger(__name__)

#: An article is read again once in this time while it is younger than the source's overlap.
RECHECK_EVERY = timedelta(hours=24)
#: Articles read again in one check at most.
RECHECKS_AT_ONCE = 20
#: Articles in a row that may fail before the rest is left for the next check.
FAILURES_IN_A_ROW = 3
#: Results of unchanged sources are saved in groups: a transaction each would cost more than the check.
SAVE_EVERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The concrete rooms that a check works with, built by the command line."""

    fetcher: Fetcher
    store: Store
    topics: tuple[Topic, ...]
    #: Who is told of new alerts.
    routes: tuple[Route, ...]
    clock: Callable[[], datetime]
    threads: int = 16
    chance: random.Random = field(default_factory=random.Random)
    #: Keeps the gaps that channels ask for.
    throttle: Throttle = field(default_factory=Throttle)
    #: Messages not sent for this long are given up.
    dead_after: timedelta = timedelta(days=7)
    #: What settings say of following targets, and of reminders.
    rules: Rules = field(default_factory=Rules)
    milestones: MilestonePlan = field(default_factory=MilestonePlan)
    #: Set to end early: no further article or message is begun, and nothing is lost.
    stop: Event = field(default_factory=Event)

    @property
    def recorder(self) -> Recorder:
        """What recording an article works with."""
        return Recorder(store=self.store, topics=self.topics, routes=self.routes, rules=self.rules)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knew at the start of a round, read in a few queries for all sources."""

    states: Mapping[str, SourceState]
    validators: Mapping[tuple[str, str], Validators]
    #: Sources with links to fetch or articles to read again.
    backlog: frozenset[str]

    def state(self, source: Source) -> SourceState:
        """Return what is remembered of a source; a fresh state for a new one."""
        return self.states.get(source.id) or SourceState(source_id=source.id)


@dataclass(slots=True)
class Tally:
    """What a check has done so far; lives for one check of one source."""

    #: None until a listing turns out to have changed.
    links: int | None = None
    new_links: int = 0
    recorded: list[Recorded] = field(default_factory=list)
    listing_failures: list[SourceError] = field(default_factory=list)
    article_failures: list[SourceError] = field(default_factory=list)
    pending: int = 0


def check_all(
    sources: Sequence[Source],
    service: Service,
    on_result: Callable[[Source, CheckResult], None] = lambda _source, _result: None,
) -> tuple[CheckResult, ...]:
    """
    Check sources, hosts in parallel, and record how each check went; results in order of finishing.

    `on_result` is called in the calling thread as soon as a source is done.
    """
    known = what_is_known(sources, service)
    unsaved: list[tuple[Source, CheckResult]] = []
    results: list[CheckResult] = []
    for source, result in checks(sources, service, known):
        results.append(result)
        unsaved.append((source, result))
        if len(unsaved) >= SAVE_EVERY or result.outcome is not Outcome.UNCHANGED:
            save(unsaved, known, service)
            unsaved = []
        on_result(source, result)
    save(unsaved, known, service)
    return tuple(results)


def what_is_known(sources: Sequence[Source], service: Service) -> Known:
    """Read what a round needs from the store."""
    now = service.clock()
    longest = max((source.overlap for source in sources), default=timedelta())
    waiting = {source_id for source_id, backlog in service.store.backlog(now).items() if backlog.due}
    editable = service.store.recheck_sources(since=now - longest, before=now - RECHECK_EVERY)
    return Known(service.store.states(), service.store.validators(), frozenset(waiting | editable))


def checks(sources: Sequence[Source], service: Service, known: Known) -> Iterator[tuple[Source, CheckResult]]:
    """Yield each source with its result; the sources of one host are checked one after another."""
    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[urlsplit(source.listings[0].url).netloc].append(source)
    return in_turn(
        hosts.values(), lambda source: check_safely(source, service, known), service.threads, service.stop
    )


def check_safely(source: Source, service: Service, known: Known) -> CheckResult:
    """Check a source; a defect of our own is logged whole and fails this source alone."""
    started = service.clock()
    try:
        return check_source(source, service, known)
    except Exception as exc:
        # The job boundary: the one place where anything may be caught, so that one
        # source's surprise does not keep the others from being checked.
        logger.exception("check failed unexpectedly", extra={"action": "check_crashed", "source": source.id})
        return CheckResult(
            source_id=source.id,
            started_at=started,
            finished_at=service.clock(),
            outcome=Outcome.FAILED,
            failures=(Failure(source.listings[0].url, f"internal error: {type(exc).__name__}: {exc}"),),
        )


def check_source(source: Source, service: Service, known: Known) -> CheckResult:
    """
    Read a source's listings, then every article that is pending or due to be read again.

    Each article is recorded in a transaction of its own with its alerts: a
    crash repeats at most one article and loses none. An article that cannot be
    read is reported and tried again later; it does not hide the others.
    """
    started = service.clock()
    state = known.state(source)
    tally = Tally()
    read_listings(source, service, known, tally)
    if tally.new_links or source.id in known.backlog:
        work = chain(pending(source, service), to_read_again(source, service))
        read_articles(source, work, service, tally, silent=not state.baseline_done)
        tally.pending = service.store.count_pending(source.id)
    if robots := service.fetcher.learned():
        service.store.save_robots(robots)
    return result_of(source, state, tally, started, service.clock())


def read_listings(source: Source, service: Service, known: Known, tally: Tally) -> None:
    """Fetch the listings that changed and write down their links; one failure does not hide the others."""
    trusted = known.state(source).fingerprint == source.fingerprint
    for request in source.listings:
        now = service.clock()
        before = known.validators.get((source.id, request.key))
        try:
            page = service.fetcher.fetch(request, source, now, before if trusted else None)
            if page is not None:
                # A listing never read before is read back by the overlap only.
                old = None if before else day_in_china(now - source.overlap)
                links = parse_listing(page, source)
                tally.new_links += service.store.note_links(
                    source.id, request.key, links, page.validators, now, old_before=old
                )
                tally.links = (tally.links or 0) + len(links)
        except SourceError as exc:
            tally.listing_failures.append(exc)


def pending(source: Source, service: Service) -> Iterator[tuple[Link, Validators | None]]:
    """Yield links never read, oldest first."""
    for link in service.store.pending(source.id, source.max_articles, service.clock()):
        yield link, None


def to_read_again(source: Source, service: Service) -> Iterator[tuple[Link, Validators | None]]:
    """Yield recorded articles young enough to be edited yet, not read for a day."""
    now = service.clock()
    yield from service.store.rechecks(
        source.id, since=now - source.overlap, before=now - RECHECK_EVERY, limit=RECHECKS_AT_ONCE
    )


def read_articles(
    source: Source,
    work: Iterator[tuple[Link, Validators | None]],
    service: Service,
    tally: Tally,
    *,
    silent: bool,
) -> None:
    """Read and record articles until the work ends, the site refuses us, or too many fail in a row."""
    in_a_row = 0
    for link, before in work:
        if service.stop.is_set():
            return
        try:
            read_one(source, link, before, service, tally, silent=silent)
            in_a_row = 0
        except SourceError as exc:
            tally.article_failures.append(exc)
            postpone(source, link, before, exc, service)
            in_a_row += 1
            if isinstance(exc, BlockedError) or in_a_row == FAILURES_IN_A_ROW:
                return


def postpone(
    source: Source, link: Link, before: Validators | None, error: SourceError, service: Service
) -> None:
    """Leave an article for later: one never read backs off, one to be read again waits for tomorrow."""
    now = service.clock()
    if before is not None:
        service.store.article_unchanged(source.id, link.url, before, now)
    elif service.store.link_failed(source.id, link.url, error.message, now):
        extra = {"action": "article_given_up", "source": source.id, "url": link.url, "reason": error.message}
        logger.warning("article given up after many tries", extra=extra)


def read_one(
    source: Source, link: Link, before: Validators | None, service: Service, tally: Tally, *, silent: bool
) -> None:
    """
    Fetch one article, read it, and record it with what is new in it and the alerts that makes.

    Raises:
        SourceError: the article could not be fetched or read; nothing was recorded.

    """
    now = service.clock()
    page = service.fetcher.fetch(Request(link.url), source, now, before)
    if page is None:
        service.store.article_unchanged(source.id, link.url, before or Validators(), now)
        return
    came = ReadArticle(
        source=source,
        article=parse_article(page, source, link),
        validators=page.validators,
        link_url=link.url,
        silent=silent,
    )
    recorded, _alerts = record_article(service.recorder, came, now)
    tally.recorded.append(recorded)


def result_of(
    source: Source, state: SourceState, tally: Tally, started: datetime, finished: datetime
) -> CheckResult:
    """Return what a check did, as it is recorded and shown."""
    failures = (*tally.listing_failures, *tally.article_failures)
    return CheckResult(
        source_id=source.id,
        started_at=started,
        finished_at=finished,
        outcome=outcome_of(tally),
        links=tally.links or 0,
        new_articles=sum(article.outcome is Novelty.NEW for article in tally.recorded),
        new_versions=sum(article.outcome is Novelty.NEW_VERSION for article in tally.recorded),
        new_measures=sum(article.new_measures for article in tally.recorded),
        new_targets=sum(article.new_targets for article in tally.recorded),
        new_progress=sum(article.new_progress for article in tally.recorded),
        pending=tally.pending,
        baseline=not state.baseline_done,
        failures=tuple(Failure(exc.url, exc.message) for exc in failures),
    )


def outcome_of(tally: Tally) -> Outcome:
    """
    Return how a check ended.

    A listing that failed fails the check, whatever else went well: its silence
    would look like "no news". So do articles that fail one after another while
    none succeeds: then the article layout has changed, or the site refuses us.
    """
    failures = tally.listing_failures
    if not failures and not tally.recorded and len(tally.article_failures) >= FAILURES_IN_A_ROW:
        failures = tally.article_failures
    if any(isinstance(exc, BlockedError) for exc in failures):
        return Outcome.BLOCKED
    if failures:
        return Outcome.FAILED
    if tally.article_failures:
        return Outcome.PARTIAL
    return Outcome.UNCHANGED if tally.links is None and not tally.recorded else Outcome.OK


def save(finished: Sequence[tuple[Source, CheckResult]], known: Known, service: Service) -> None:
    """Record how checks went, with the source alerts that follow, in one transaction."""
    if not finished:
        return
    items: list[tuple[CheckResult, SourceState]] = []
    alerts: list[Alert] = []
    for source, result in finished:
        before = known.state(source)
        after, kind = after_check(before, result, source, service.chance)
        items.append((result, after))
        if kind:
            alerts.append(health_alert(source, before, kind, result))
        if after.baseline_done and not before.baseline_done:
            alerts.append(baseline_alert(source, result))
    now = service.clock()
    service.store.finish_checks(items, postings(alerts, service.routes, now), now)
