"""
One check of one source, from its listings to its recorded articles; decisions live in the rooms below.

    source → fetch → listing → article → detect → compare → record → notify

The links of a listing are written down in the transaction that saves the
listing's validators. So "not modified" can never hide an article that was not
recorded: its link is pending, and every check works off the pending links.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from threading import Event
from uuid import uuid4

from .. import pipeline
from ..domain import (
    Acceptance,
    CheckResult,
    Failure,
    KnownListing,
    Link,
    Listing,
    MilestonePlan,
    Notice,
    Outcome,
    Request,
    Source,
    SourceState,
    Topic,
    Validators,
    day_in_china,
)
from ..errors import BlockedError, BrokenFeedError, SourceError, StoppedError, StoreUnusableError
from ..fetch import Fetcher
from ..notify import Route, Throttle
from ..reader import PageReader
from ..store import Novelty, Recorded, Store
from .site_pages import Look, failures_of, look_at, read_whole, requests_of
from .telling import denied_notice, elsewhere_notices, left_out_notice

logger = logging.getLogger(__name__)

#: An article is read again once in this time while it is younger than the source's overlap.
RECHECK_EVERY = timedelta(hours=24)
#: How long a site that said so falsely is asked without conditions.
DOUBT_FOR = timedelta(days=30)
#: A check reads no more recorded articles again than this.
RECHECKS_AT_ONCE = 20
#: After this many failed articles in a row the rest is left for the next check.
FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The concrete rooms that a check works with, built by the command line."""

    fetcher: Fetcher
    reader: PageReader
    store: Store
    topics: tuple[Topic, ...]
    #: Who is told of new alerts.
    routes: tuple[Route, ...]
    clock: Callable[[], datetime]
    threads: int = 16
    chance: random.Random = field(default_factory=random.Random)
    #: Names this process in leases; random, since another one may have had the same id on the same machine.
    owner: str = field(default_factory=lambda: uuid4().hex)
    #: Keeps the gaps that channels ask for.
    throttle: Throttle = field(default_factory=Throttle)
    #: Messages not sent for this long are given up.
    dead_after: timedelta = timedelta(days=7)
    #: What settings say of following targets, and of reminders.
    acceptance: Acceptance = field(default_factory=Acceptance)
    milestones: MilestonePlan = field(default_factory=MilestonePlan)
    #: Set to end early: no further article or message is begun, and nothing is lost.
    stop: Event = field(default_factory=Event)

    @property
    def recorder(self) -> pipeline.Recorder:
        """What recording an article works with."""
        rules = pipeline.Rules(self.acceptance)
        return pipeline.Recorder(store=self.store, topics=self.topics, routes=self.routes, rules=rules)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knew at the start of a round, read in a few queries for all sources."""

    states: Mapping[str, SourceState]
    listings: Mapping[tuple[str, str], KnownListing]
    #: Sources with links to fetch or articles to read again.
    backlog: frozenset[str]

    def state(self, source: Source) -> SourceState:
        """Return what is remembered of a source; an empty state for a new source."""
        return self.states.get(source.id) or SourceState(source_id=source.id)


@dataclass(slots=True)
class Tally:
    """Counts and failures of a check that is under way."""

    #: None until a listing turns out to have changed.
    links: int | None = None
    #: No listing is left that was never read.
    all_read: bool = True
    baseline_ends: bool = False
    new_links: int = 0
    recorded: list[Recorded] = field(default_factory=list)
    listing_failures: list[SourceError] = field(default_factory=list)
    article_failures: list[SourceError] = field(default_factory=list)
    pending: int = 0
    notices: list[Notice] = field(default_factory=list)


def check_source(source: Source, service: Service, known: Known) -> CheckResult:
    """
    Read a source's listings, then every article that is pending or due to be read again.

    Each article is recorded in a transaction of its own with its alerts: a
    crash repeats at most one article and loses none. An article that cannot be
    read is reported and tried again later; it does not hide the others.

    Raises:
        StoppedError: the service was told to stop before all listings were read.

    """
    started = service.clock()
    state = known.state(source)
    tally = Tally()
    read_listings(source, service, known, tally)
    if tally.new_links or source.id in known.backlog:
        work = chain(pending(source, service), to_read_again(source, service))
        read_articles(source, work, service, tally, silent=service.store.links.silent(source.id))
        tally.pending = service.store.links.count_pending(source.id)
    tally.baseline_ends = not state.baseline_done and tally.all_read and each_was_tried(source, service)
    if robots := service.fetcher.learned():
        service.store.checks.save_robots(robots)
    return result_of(source, state, tally, started, service.clock())


def each_was_tried(source: Source, service: Service) -> bool:
    """Tell whether no article of the first reading is left that was never asked for."""
    return all(service.store.links.silent(source.id).values())


def read_listings(source: Source, service: Service, known: Known, tally: Tally) -> None:
    """
    Fetch the listings that changed and write down their links; one failure does not hide the others.

    What stands on a new source's listing when that is first read is recorded
    silently, and only that: whatever appears there later is told, even while
    other listings or articles of the first reading still fail.
    """
    for listing in source.listings:
        try:
            requests = requests_of(listing, source, service)
        except SourceError as exc:
            tally.listing_failures.append(exc)
            tally.all_read = False
            continue
        found = [(request, read_listing(request, source, service, known, tally)) for request in requests]
        for request, error in failures_of(found):
            tally.listing_failures.append(error)
            tally.all_read = tally.all_read and (source.id, request.key) in known.listings


def read_listing(request: Request, source: Source, service: Service, known: Known, tally: Tally) -> SourceError | None:
    """Fetch a listing if it changed and write down its links; return why it could not be read."""
    state = known.state(source)
    trusted = state.fingerprint == source.fingerprint
    before = known.listings.get((source.id, request.key))
    silent = before is None and not state.baseline_done
    try:
        look = look_at(request, source, service, before if trusted else None)
        if look.page is not None:
            note_links(look, source, before, service, tally, silent=silent)
    except SourceError as exc:
        return exc
    return None


def note_links(
    look: Look, source: Source, before: KnownListing | None, service: Service, tally: Tally, *, silent: bool
) -> None:
    """
    Write down the links of a listing that changed; tell of what is not as it should be.

    Raises BrokenFeedError after the entries that can be read are written down, without validators: the broken feed is
    asked for again, not taken for unchanged.
    """
    assert look.page is not None
    now = service.clock()
    broken, validators = None, look.page.validators
    try:
        listing = service.reader.listing(look.page, source)
    except BrokenFeedError as exc:
        broken, validators, listing = exc, Validators(), Listing(exc.entries)
    links = listing.links
    new = service.store.links.note(
        source.id,
        look.request.key,
        [link for link in links if not link.is_too_long],
        validators,
        now,
        # A listing never read before is read back by the overlap only.
        old_before=None if before else day_in_china(now - source.overlap),
        silent=silent,
        doubted_until=before.doubted_until if before else None,
    )
    if look.denied and new:
        service.store.checks.compared(source.id, look.request.key, now, now + DOUBT_FOR)
        tally.notices.append(denied_notice(look.request.url, new, now, DOUBT_FOR))
    tally.notices += [left_out_notice(link) for link in links if link.is_too_long]
    tally.notices += elsewhere_notices(listing.elsewhere, look.page.url)
    tally.new_links += new
    tally.links = (tally.links or 0) + len(links)
    if broken:
        raise broken


def pending(source: Source, service: Service) -> Iterator[tuple[Link, Validators | None]]:
    """Yield links never read, oldest first."""
    for link in service.store.links.pending(source.id, source.max_articles, service.clock()):
        yield link, None


def to_read_again(source: Source, service: Service) -> Iterator[tuple[Link, Validators | None]]:
    """Yield recorded articles young enough to be edited yet, not read for a day."""
    now = service.clock()
    yield from service.store.articles.rechecks(
        source.id, since=now - source.overlap, before=now - RECHECK_EVERY, limit=RECHECKS_AT_ONCE
    )


def read_articles(
    source: Source,
    work: Iterator[tuple[Link, Validators | None]],
    service: Service,
    tally: Tally,
    *,
    silent: Collection[str],
) -> None:
    """
    Read and record articles until the work ends, the service stops, the site refuses us, or too many fail in a row.

    No alert is made for the links at the addresses in `silent`.
    """
    in_a_row = 0
    for link, before in work:
        if service.stop.is_set():
            return
        try:
            read_safely(source, link, before, service, tally, silent=link.url in silent)
            in_a_row = 0
        except StoppedError:
            service.store.links.give_back(source.id, link.url)
            return
        except StoreUnusableError:
            with suppress(StoreUnusableError):
                service.store.links.give_back(source.id, link.url)
            raise
        except SourceError as exc:
            tally.article_failures.append(exc)
            postpone(source, link, before, exc, service)
            in_a_row += 1
            if isinstance(exc, BlockedError) or in_a_row == FAILURES_IN_A_ROW:
                return


def postpone(source: Source, link: Link, before: Validators | None, error: SourceError, service: Service) -> None:
    """Leave an article for later: a new article waits longer after each failure, a recorded article for a day."""
    now = service.clock()
    if before is not None:
        service.store.articles.unchanged(source.id, link.url, before, now)
    elif service.store.links.failed(source.id, link.url, error.message, now):
        extra = {"action": "article_given_up", "source": source.id, "url": link.url, "reason": error.message}
        logger.warning("article given up after many tries", extra=extra)


def read_safely(
    source: Source, link: Link, before: Validators | None, service: Service, tally: Tally, *, silent: bool
) -> None:
    """
    Read and record one article; a defect of our own is logged whole and fails this article alone.

    Raises:
        SourceError: the article could not be fetched, read or recorded; nothing was recorded.
        StoppedError: the service was told to stop while the article was fetched.
        StoreUnusableError: the database can take no article now, which is not the article's fault.

    """
    try:
        read_one(source, link, before, service, tally, silent=silent)
    except (SourceError, StoppedError, StoreUnusableError):
        raise
    except Exception as exc:
        # The boundary of an article's work, as `check_safely` is that of a source's.
        extra = {"action": "article_crashed", "source": source.id, "url": link.url}
        logger.exception("article failed unexpectedly", extra=extra)
        raise SourceError(link.url, f"internal error: {type(exc).__name__}: {exc}") from exc


def read_one(
    source: Source, link: Link, before: Validators | None, service: Service, tally: Tally, *, silent: bool
) -> None:
    """
    Fetch one article, read it, and record it with what is new in it and the alerts that makes.

    Raises:
        SourceError: the article could not be fetched or read; nothing was recorded.
        StoppedError: the service was told to stop while the article was fetched.

    """
    now = service.clock()
    if before is None and not service.store.links.begin(source.id, link.url, now):
        raise SourceError(link.url, "the service ended each time it read this article")
    page = service.fetcher.fetch(Request(link.url), source, now, before)
    if before is not None:
        # Before it is read: where reading ends the service, it is read again in a day, not at once.
        service.store.articles.unchanged(source.id, link.url, before, now)
    if page is None:
        return
    article, reading, validators = read_whole(page, source, link, service, day_in_china(now))
    came = pipeline.ReadArticle(
        source=source, article=article, reading=reading, validators=validators, link_url=link.url, silent=silent
    )
    recorded, _alerts = pipeline.record_article(service.recorder, came, now)
    tally.recorded.append(recorded)


def result_of(source: Source, state: SourceState, tally: Tally, started: datetime, finished: datetime) -> CheckResult:
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
        baseline_ends=tally.baseline_ends,
        failures=tuple(Failure(exc.url, exc.message, exc.unreachable) for exc in failures),
        notices=tuple(tally.notices),
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
