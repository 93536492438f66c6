"""
The check of one source among others: what it needs to know, its boundary, how it is recorded.

`backfill` reads older pages of a source's listings, on demand and without alerts.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from urllib.parse import urlsplit

from ..domain import Alert, CheckResult, Failure, Notice, Outcome, Page, Request, Source, SourceState, day_in_china
from ..errors import BusyError, EmptyListingError, SourceError, StoppedError, StoreUnusableError
from ..notify import postings
from ..track import RHYTHM_OVER, after_check, baseline_alert, health_alert, notice_alert, silence
from .check import (
    FAILURES_IN_A_ROW,
    RECHECK_EVERY,
    Known,
    Service,
    Tally,
    check_source,
    pending,
    read_articles,
    result_of,
)
from .site_pages import requests_of

logger = logging.getLogger(__name__)

#: A process that has not renewed its leases for this long counts as dead.
LEASE = timedelta(seconds=40)
#: Seconds between two renewals.
RENEW_S = 10.0


def host_of(source: Source) -> str:
    """Return the host of a source's listings, with its port."""
    return urlsplit(source.listings[0].url).netloc


def lease_of(host: str) -> str:
    """Return the name of the lease of a host."""
    return f"host:{host}"


@contextmanager
def renewing(service: Service) -> Iterator[None]:
    """Renew all leases of this process while the block runs, then give them back."""
    ended = Event()

    def renew() -> None:
        while not ended.wait(RENEW_S):
            try:
                service.store.checks.renew_leases(service.owner, service.clock(), LEASE)
            except StoreUnusableError as exc:
                logger.warning("leases not renewed", extra={"action": "lease_failed", "reason": str(exc)})

    thread = Thread(target=renew, name="leases")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        service.store.checks.release_leases(service.owner)


def what_is_known(sources: Sequence[Source], service: Service) -> Known:
    """Read what a round needs from the store."""
    now = service.clock()
    longest = max((source.overlap for source in sources), default=timedelta())
    waiting = {source_id for source_id, backlog in service.store.links.backlog(now).items() if backlog.due}
    editable = service.store.articles.recheck_sources(since=now - longest, before=now - RECHECK_EVERY)
    return Known(service.store.checks.states(), service.store.checks.listings(), frozenset(waiting | editable))


def check_safely(source: Source, service: Service, known: Known) -> CheckResult | None:
    """
    Check a source; a defect of our own is logged whole and fails this source alone.

    None when the service was told to stop before the listings were read: then
    the check says nothing about the source, and is due again after the start.

    Raises:
        StoreUnusableError: the database is locked or out of reach, which is not the source's fault.

    """
    started = service.clock()
    try:
        return check_source(source, service, known)
    except StoppedError:
        return None
    except StoreUnusableError:
        raise
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


def save(finished: Sequence[tuple[Source, SourceState, CheckResult]], free: Collection[str], service: Service) -> None:
    """
    Record how checks went, with the source alerts that follow, and that hosts are free, in one transaction.

    Each result comes with the state that its check found.
    """
    if not finished and not free:
        return
    items: list[tuple[CheckResult, SourceState]] = []
    alerts: list[Alert] = []
    for source, before, result in finished:
        after, kind = after_check(before, result, source, service.chance)
        items.append((result, after))
        if kind:
            alerts.append(health_alert(source, before, kind, result))
        if after.baseline_done and not before.baseline_done:
            alerts.append(baseline_alert(source, result))
        alerts += [notice_alert(source, notice, result.finished_at) for notice in result.notices]
    now = service.clock()
    with service.store.write() as unit:
        unit.checks.finish(items)
        unit.alerts.post(postings(alerts, service.routes, now), now)
        unit.checks.release_leases(service.owner, [lease_of(host) for host in free])


def log_check(source: Source, before: SourceState, result: CheckResult) -> None:
    """Log a finished check in one line: a warning at the first failure of a source, then silently."""
    extra = {
        "action": "source_checked",
        "source": source.id,
        "outcome": str(result.outcome),
        "links": result.links,
        "new_articles": result.new_articles,
        "new_targets": result.new_targets,
        "seconds": round((result.finished_at - result.started_at).total_seconds(), 1),
    }
    if result.failures:
        extra["reason"] = result.failures[0].message
    level = logging.INFO
    if result.outcome in {Outcome.FAILED, Outcome.BLOCKED}:
        level = logging.DEBUG if before.failures else logging.WARNING
    logger.log(level, "source checked", extra=extra)


#: The task of looking for quiet sources, among those that are done once a day.
QUIET_TASK = "quiet"


def note_quiet(sources: Sequence[Source], service: Service) -> tuple[Alert, ...]:
    """Once a day, find the sources that are unusually silent, and queue an alert for each that became so."""
    now = service.clock()
    today, last = day_in_china(now), service.store.checks.last_done(QUIET_TASK)
    if last is not None and day_in_china(last) == today:
        return ()
    days = service.store.links.days(since=today - 2 * RHYTHM_OVER)
    found = {
        source: silent for source in sources if source.enabled and (silent := silence(days.get(source.id, ()), today))
    }
    alerts = tuple(
        notice_alert(source, Notice(f"quiet:{since}", reason), now) for source, (since, reason) in found.items()
    )
    with service.store.write() as unit:
        unit.checks.note_quiet({source.id: silent for source, silent in found.items()})
        unit.alerts.post(postings(alerts, service.routes, now), now)
        unit.checks.done(QUIET_TASK, now)
    return alerts


def backfill(source: Source, service: Service, pages: int) -> CheckResult:
    """
    Read the first `pages` pages of a source's listings and every article on them, silently.

    What was already recorded is left alone; articles that a first check left as
    too old are read now. No alert is made: this is history.

    Raises:
        BusyError: another process reads the source's host now.

    """
    with renewing(service):
        name = lease_of(host_of(source))
        if not service.store.checks.acquire_leases([name], service.owner, service.clock(), LEASE):
            raise BusyError(
                f"another process reads {host_of(source)} now: the service, or another command; try again later"
            )
        return read_back(source, service, pages)


def read_back(source: Source, service: Service, pages: int) -> CheckResult:
    """Read listing pages and articles, as `backfill` says, of a host that is ours."""
    started = service.clock()
    tally = Tally(links=0)
    for listing in source.listings:
        try:
            requests = requests_of(listing, source, service)
            for request in requests:
                read_pages_back(source, request, service, pages, tally, may_be_empty=len(requests) > 1)
        except SourceError as exc:
            tally.listing_failures.append(exc)
        except StoppedError:
            break
    while batch := list(pending(source, service)):
        before = len(tally.article_failures)
        urls = [link.url for link, _ in batch]
        read_articles(source, iter(batch), service, tally, silent=urls)
        if service.stop.is_set() or len(tally.article_failures) - before >= FAILURES_IN_A_ROW:
            break
    tally.pending = service.store.links.count_pending(source.id)
    service.store.checks.save_robots(service.fetcher.learned())
    return result_of(source, SourceState(source_id=source.id), tally, started, service.clock())


def read_pages_back(
    source: Source, listing: Request, service: Service, pages: int, tally: Tally, *, may_be_empty: bool
) -> None:
    """Write down the links of a listing's pages; a category without entries is no failure where there are others."""
    try:
        for page, request in listing_pages(source, listing, service, pages):
            links = [link for link in service.reader.links(page, source) if not link.is_too_long]
            tally.links = (tally.links or 0) + len(links)
            tally.new_links += service.store.links.note(
                source.id, request.key, links, page.validators, service.clock(), silent=True
            )
            service.store.links.reopen(source.id, [link.url for link in links])
    except SourceError as exc:
        if not (may_be_empty and isinstance(exc, EmptyListingError)):
            tally.listing_failures.append(exc)


def listing_pages(source: Source, listing: Request, service: Service, pages: int) -> Iterator[tuple[Page, Request]]:
    """Yield a listing's pages from the newest on, until the number asked for or the last there is."""
    request: Request | None = listing
    first: Page | None = None
    for number in range(2, pages + 2):
        if request is None or service.stop.is_set():
            return
        page = service.fetcher.fetch(request, source, service.clock())
        assert page is not None  # unconditional requests are never "not modified"
        first = first or page
        yield page, request
        request = service.reader.next_request(first, source, listing, number)
