"""
The service: lanes that never wait for one another.

While a process holds the lease, APScheduler's jobs begin the checks that are due, give messages to the
recipients' threads, and tidy up; none of them waits for a site or a recipient. The thread that holds the lease
renews it. No job is persisted: what must survive a restart (`next_due_at`, pending links, queued alerts) is rows
in our database. A second process waits for the lease.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from .digest import make_owed
from .domain import SHANGHAI, CheckResult, Coverage, Source, SourceState
from .errors import StoreUnusableError
from .notify import Channel, postings, restarted
from .pipeline import LEASE, RENEW_S, HostPool, RecipientPool, Service, audit_daily, log_check, note_quiet, remind
from .track import coverage, due

logger = logging.getLogger(__name__)

LEASE_NAME = "scheduler"
#: Finished checks are kept this long.
KEEP_CHECKS = timedelta(days=90)
#: Seconds between two looks at what ended, and at what is to be sent.
COLLECT_S, SEND_S = 1.0, 2.0
#: Seconds without an end of `Term.check` after which the service counts as stuck: it waits for the database alone.
STUCK_S = 300.0
#: Seconds within which everything ends after a signal.
GRACE_S = 8.0


@dataclass(slots=True)
class Watch:
    """The running service: what it works with, and its signs of life."""

    sources: Sequence[Source]
    service: Service
    channels: Sequence[Channel]
    #: Gets the results since the last search for due sources.
    on_round: Callable[[Sequence[CheckResult]], None]
    #: Time between two searches for due sources, reminders and digests.
    every: timedelta = timedelta(minutes=1)
    #: After this long without a sign of life people are told that the service was away.
    gap: timedelta = timedelta(minutes=15)
    monotonic: Callable[[], float] = time.monotonic
    #: Called before each search for due sources; may give the service other sources, routes and channels.
    refresh: Callable[[Watch], None] = lambda _watch: None
    #: Set to search for due sources at once.
    look: Event = field(default_factory=Event)
    #: Results that `on_round` did not get yet.
    results: list[CheckResult] = field(default_factory=list)
    #: When (monotonic) the leases were renewed last.
    renewed_at: float = 0.0
    #: Another process held the lease when we last asked for it.
    waits: bool = False

    def tick(self) -> tuple[CheckResult, ...]:
        """Do once, to its end, what the service does all the time; nothing while another process holds the lease."""
        if not self.take_lease():
            return ()
        with begin_term(self) as term:
            term.begin_due()
            while term.hosts.busy:
                term.hosts.collect(COLLECT_S)
            term.tidy()
            term.send()
        self.beat()
        results = tuple(self.results)
        self.hand_over()
        return results

    def take_lease(self) -> bool:
        """Take the lease and leave a sign of life, unless another process holds it."""
        service = self.service
        if not service.store.checks.acquire_leases([LEASE_NAME], service.owner, service.clock(), LEASE):
            level = logging.DEBUG if self.waits else logging.INFO
            logger.log(level, "another process is the scheduler; waiting", extra={"action": "lease_held"})
            self.waits = True
            return False
        self.waits = False
        return self.beat()

    def beat(self) -> bool:
        """
        Renew all leases of this process and leave a sign of life; return whether the lease is still ours.

        A database that cannot be used for a while takes the lease away only when its time is over.
        """
        service, now = self.service, self.service.clock()
        try:
            if LEASE_NAME not in service.store.checks.renew_leases(service.owner, now, LEASE):
                logger.warning("another process took the lease over", extra={"action": "lease_lost"})
                return False
            self.note_clock(now)
            service.store.checks.tick(now)
        except StoreUnusableError as exc:
            report_unusable(exc)
            return self.monotonic() - self.renewed_at < LEASE.total_seconds()
        self.renewed_at = self.monotonic()
        return True

    def note_clock(self, now: datetime) -> None:
        """Tell people that nothing was watched for long; after the clock was set back, let nothing wait for the old time."""
        store = self.service.store
        last = store.checks.last_tick()
        if last is not None and now - last > self.gap:
            store.alerts.post(postings([restarted(last, now)], self.service.routes, now), now)
        if last is not None and last > now:
            seconds = round((last - now).total_seconds())
            logger.warning("the clock was set back", extra={"action": "clock_set_back", "seconds": seconds})
            store.outbox.bring_forward(now, last)

    def hand_over(self) -> None:
        """Hand over the results since the last time, if there are any."""
        if results := tuple(self.results):
            self.on_round(results)
            self.results.clear()

    def report(self, source: Source, before: SourceState, result: CheckResult) -> None:
        """Log a finished check, and keep its result for `on_round`."""
        log_check(source, before, result)
        self.results.append(result)


@dataclass(slots=True)
class Term:
    """The time for which this process holds the lease. No job of it waits for a site or for a recipient."""

    watch: Watch
    hosts: HostPool
    recipients: RecipientPool
    #: When (monotonic) `check` ended last, and when it searches next for what is due.
    checked_at: float
    next_search: float = 0.0

    @property
    def is_stuck(self) -> bool:
        """Whether the job that feeds the hosts ended too long ago."""
        return self.watch.monotonic() - self.checked_at > STUCK_S

    def check(self) -> None:
        """Record the checks that ended; from time to time begin those that are due."""
        self.hosts.collect()
        if self.watch.look.is_set() or self.watch.monotonic() >= self.next_search:
            self.watch.look.clear()
            self.next_search = self.watch.monotonic() + self.watch.every.total_seconds()
            self.watch.hand_over()
            self.begin_due()
        self.checked_at = self.watch.monotonic()

    def begin_due(self) -> None:
        """Begin the checks of due sources whose hosts are free."""
        self.watch.refresh(self.watch)
        service = self.hosts.service = self.recipients.service = self.watch.service
        self.recipients.channels = self.watch.channels
        waiting = due(self.watch.sources, service.store.checks.states(), service.clock())
        for source in self.hosts.begin(waiting):
            extra = {"action": "host_busy", "source": source.id}
            logger.info("another process reads its host; waiting", extra=extra)

    def tidy(self) -> None:
        """Make the reminders and digests that are owed, and forget old checks."""
        service, now = self.watch.service, self.watch.service.clock()
        remind(service.store, service.routes, now, service.milestones)
        note_quiet(self.watch.sources, service)
        audit_daily(self.watch.sources, service)
        make_owed(service.store, service.routes, self._coverage(), now)
        service.store.checks.prune(now - KEEP_CHECKS)

    def send(self) -> None:
        """Begin to send what waits."""
        self.recipients.begin(self._coverage)

    def _coverage(self) -> Coverage:
        service = self.watch.service
        return coverage(self.watch.sources, service.store.checks.states(), service.clock())


@contextmanager
def begin_term(watch: Watch) -> Iterator[Term]:
    """Yield a term; at its end wait for what is under way, and record it."""
    with HostPool(watch.service, watch.report) as hosts, RecipientPool(watch.service, watch.channels) as recipients:
        yield Term(watch, hosts, recipients, watch.monotonic())


def guarded(job: Callable[..., None]) -> Callable[..., None]:
    """Return a job of a thread that logs whatever goes wrong, so that it can be done again."""

    def run(*args: Any) -> None:
        try:
            job(*args)
        except StoreUnusableError as exc:
            report_unusable(exc)
        except Exception:
            # The boundary of a thread: nobody above it would ever see the error.
            extra = {"action": "job_crashed", "job": job.__name__}
            logger.exception("a job failed unexpectedly", extra=extra)

    return run


def report_unusable(exc: StoreUnusableError) -> None:
    """Log that the database is locked or out of reach, which is our own failure and passes."""
    extra = {"action": "database_unusable", "reason": str(exc)}
    logger.error("the database cannot be used; trying again", extra=extra)


def serve(watch: Watch, stop: Event) -> bool:
    """Serve until `stop` is set, then end what is under way; return whether all threads ended within `GRACE_S` seconds."""
    lease_thread = ThreadPoolExecutor(1, thread_name_prefix="lease")
    serving = lease_thread.submit(serve_when_free, watch, stop)
    serving.add_done_callback(lambda _future: stop.set())
    stop.wait()
    watch.service.stop.set()
    if not wait([serving], GRACE_S).done:
        return False
    serving.result()
    lease_thread.shutdown()
    return True


def serve_when_free(watch: Watch, stop: Event) -> None:
    """Hold the lease whenever it is free, until `stop` is set."""
    while not stop.is_set():
        try:
            if watch.take_lease():
                hold_lease(watch, stop)
        except StoreUnusableError as exc:
            report_unusable(exc)
        stop.wait(RENEW_S)


def hold_lease(watch: Watch, stop: Event) -> None:
    """Work until `stop` is set or the lease is lost, then give all leases back."""
    service = watch.service
    service.stop.clear()
    with begin_term(watch) as term:
        scheduler = make_scheduler(term)
        scheduler.start()
        try:
            while not stop.wait(RENEW_S) and not term.is_stuck and watch.beat():
                hurry(scheduler, service.clock())
        finally:
            service.stop.set()
            scheduler.shutdown()
    watch.hand_over()
    service.store.checks.release_leases(service.owner)


class Every(BaseTrigger):  # type: ignore[misc] # APScheduler has no types
    """Runs a job so long after its last run, whatever the clock did meanwhile; APScheduler's own makes up for years."""

    def __init__(self, seconds: float) -> None:
        self.interval = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Return the moment of the next run."""
        return now + self.interval


def make_scheduler(term: Term) -> BackgroundScheduler:
    """Return a scheduler that runs the jobs of a term again and again; a late run is not dropped."""
    scheduler = BackgroundScheduler(timezone=SHANGHAI)
    every = term.watch.every.total_seconds()
    for job, seconds in ((term.check, COLLECT_S), (term.send, SEND_S), (term.tidy, every)):
        scheduler.add_job(guarded(job), Every(seconds), misfire_grace_time=None)
    return scheduler


def hurry(scheduler: BackgroundScheduler, now: datetime) -> None:
    """Run jobs at once that wait longer than their interval: APScheduler waits by a clock that may be set back."""
    for job in scheduler.get_jobs():
        if job.next_run_time - now > job.trigger.interval:
            job.modify(next_run_time=now)
