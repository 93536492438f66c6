"""
The service: one APScheduler job that looks every tick for what is due.

Jobs are not persisted: what must survive a restart (`next_due_at`, pending
links, queued alerts) is rows in our database. One process at a time holds the
lease; a second one waits for it. Due times are `SourceState.next_due_at`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from .digest import make_owed
from .domain import SHANGHAI, CheckResult, Health, Outcome, Source
from .notify import Channel, postings, restarted
from .pipeline import Service, check_all, deliver, remind
from .track import coverage, due

logger = logging.getLogger(__name__)

#: A process that has not renewed the lease for this long is taken for dead.
LEASE = timedelta(minutes=5)
LEASE_NAME = "scheduler"
#: Finished checks are kept this long.
KEEP_CHECKS = timedelta(days=90)
#: While a long round runs, the heartbeat and the lease are renewed this often.
HEARTBEAT = timedelta(seconds=20)


@dataclass(slots=True)
class Watch:
    """The running service: what it works with and when it last gave a sign of life."""

    sources: Sequence[Source]
    service: Service
    channels: Sequence[Channel]
    #: Identity of this process in the lease.
    owner: str
    on_result: Callable[[Source, CheckResult], None]
    on_round: Callable[[Sequence[CheckResult]], None]
    #: Without a sign of life for so long, the service was away: people are told.
    gap: timedelta = timedelta(minutes=15)
    beat_at: datetime | None = None

    def tick(self) -> tuple[CheckResult, ...]:
        """
        Check what is due, send what is queued, and leave a sign of life.

        Does nothing while another process holds the lease.
        """
        now = self.service.clock()
        if not self.service.store.acquire_lease(LEASE_NAME, self.owner, now, LEASE):
            logger.info("another process is the scheduler; waiting", extra={"action": "lease_held"})
            return ()
        self.note_gap(now)
        self.beat(now)
        states = self.service.store.states()
        results: tuple[CheckResult, ...] = ()
        if waiting := due(self.sources, states, now):
            results = check_all(waiting, self.service, self.report)
        remind(self.service.store, self.service.routes, self.service.clock(), self.service.milestones)
        self.send()
        self.service.store.prune_checks(now - KEEP_CHECKS)
        self.beat(self.service.clock())
        if results:
            self.on_round(results)
        return results

    def note_gap(self, now: datetime) -> None:
        """Tell people that nothing was watched since the last sign of life, if that is long ago."""
        last = self.service.store.last_tick()
        if last is not None and now - last > self.gap:
            self.service.store.post(postings([restarted(last, now)], self.service.routes, now), now)

    def send(self) -> None:
        """Make the digests that are owed and deliver what is queued, under the present coverage line."""
        store, now = self.service.store, self.service.clock()
        shown = coverage(self.sources, store.states(), now)
        make_owed(store, self.service.routes, shown, now)
        for refusal in deliver(self.service, self.channels, shown, self.stay_alive).refusals:
            logger.warning("message refused", extra={"action": "message_refused", "reason": refusal})

    def report(self, source: Source, result: CheckResult) -> None:
        """Log one line for a finished check, louder at the first failure than at the next."""
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
        logger.log(self.level(source, result), "source checked", extra=extra)
        self.on_result(source, result)
        self.stay_alive()

    def level(self, source: Source, result: CheckResult) -> int:
        """Return WARNING at the first failure of a source, DEBUG while it lasts, else INFO."""
        if result.outcome not in {Outcome.FAILED, Outcome.BLOCKED}:
            return logging.INFO
        state = self.service.store.states().get(source.id)
        first = state is None or state.failures <= 1 or state.health is Health.OK
        return logging.WARNING if first else logging.DEBUG

    def stay_alive(self) -> None:
        """Leave a sign of life in the middle of a long round, if the last one is not of just now."""
        now = self.service.clock()
        if self.beat_at is None or now - self.beat_at >= HEARTBEAT:
            self.beat(now)

    def beat(self, now: datetime) -> None:
        """Leave a sign of life and renew the lease."""
        self.service.store.acquire_lease(LEASE_NAME, self.owner, now, LEASE)
        self.service.store.tick(now)
        self.beat_at = now


def serve(watch: Watch, every: timedelta, stop: Event) -> None:
    """
    Tick until `stop` is set; then finish the article at hand and give the lease back.

    A late tick is made up once, however many were missed (`coalesce`), and never
    dropped for being late (`misfire_grace_time=None`).
    """
    scheduler = BackgroundScheduler(timezone=SHANGHAI)
    scheduler.add_job(
        watch.tick,
        IntervalTrigger(seconds=int(every.total_seconds()), timezone=SHANGHAI),
        id="tick",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=watch.service.clock().astimezone(SHANGHAI),
    )
    scheduler.start()
    stop.wait()
    watch.service.stop.set()
    scheduler.shutdown(wait=True)
    watch.service.store.release_lease(LEASE_NAME, watch.owner)
