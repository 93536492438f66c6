"""The running service: hosts, recipients and the lease never wait for one another."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from apscheduler.schedulers.background import BackgroundScheduler

import make
import world as worlds
from databases import lease_end, sqlite_database
from fakesite import A_WHILE, SlowSite, until
from monitor import scheduler
from monitor.domain import Request
from monitor.errors import StoreUnusableError
from monitor.notify import Route
from monitor.pipeline import LEASE
from monitor.scheduler import LEASE_NAME, Every, Watch, begin_term, guarded, hurry, serve, serve_when_free
from recipients import Recipient

SLOW, QUICK = "slow.example", "quick.example"


@pytest.fixture
def site():
    return SlowSite()


@pytest.fixture
def world(tmp_path, site):
    with worlds.world(sqlite_database(tmp_path), site) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made
        for held in site.held.values():
            held.set()


@pytest.fixture
def watch(world):
    recipients = tuple(Recipient(name) for name in ("first", "second"))
    route = Route(id="now", channels=tuple(recipient.id for recipient in recipients))
    return Watch(
        sources=tuple(
            replace(worlds.SOURCE, id=host.partition(".")[0], listings=(Request(f"http://{host}/zcfb/"),))
            for host in (SLOW, QUICK)
        ),
        service=replace(world.service, routes=(route,)),
        channels=recipients,
        on_round=lambda *_: None,
        every=timedelta(seconds=1),
    )


@pytest.fixture
def serving(watch, monkeypatch):
    """Return a block in which the service runs and renews its lease all the time."""
    monkeypatch.setattr(scheduler, "RENEW_S", 0.05)

    @contextmanager
    def run():
        stop = Event()
        with ThreadPoolExecutor(1) as pool:
            served = pool.submit(serve, watch, stop)
            try:
                yield stop
            finally:
                stop.set()
                assert served.result(A_WHILE), "every thread ended in time"

    return run


def told(recipient):
    """Return an event that is set when something reaches a recipient."""
    arrived = Event()
    recipient.before_answer = lambda _part: arrived.set()
    return arrived


def test_while_a_site_drips_alerts_of_other_sources_go_out_and_the_lease_is_renewed(world, watch, site, serving):
    site.held[SLOW] = Event()
    arrived = [told(recipient) for recipient in watch.channels]
    with serving():
        assert site.asked_held.wait(A_WHILE)
        assert all(event.wait(A_WHILE) for event in arrived), "the first reading of the quick site"
        world.clock.forward(minutes=30)
        until(lambda: world.store.checks.last_tick() == world.clock())
        assert lease_end(world.store, LEASE_NAME) == world.clock() + LEASE
        site.held[SLOW].set()


def test_while_a_recipient_is_slow_the_others_get_their_messages(watch, serving):
    slow, quick = watch.channels
    let_go, asked, arrived = Event(), Event(), told(quick)

    def wait(_part):
        asked.set()
        let_go.wait(A_WHILE)

    slow.before_answer = wait
    with serving():
        assert asked.wait(A_WHILE)
        assert arrived.wait(A_WHILE)
        let_go.set()
    assert len(quick.parts_seen) >= 1


def test_the_lease_and_the_hosts_are_given_back_when_the_service_is_told_to_stop(world, watch, serving):
    arrived = told(watch.channels[0])
    with serving():
        assert arrived.wait(A_WHILE)
    names = [LEASE_NAME, f"host:{SLOW}", f"host:{QUICK}"]
    assert world.store.checks.acquire_leases(names, "other", world.clock(), LEASE) == set(names)


class Said(logging.Handler):
    """Sets an event when the log says something."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words, self.event = words, Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.event.set()


def test_a_service_that_loses_its_lease_ends_its_work_and_waits_for_the_lease(world, watch, site, serving, caplog):
    caplog.set_level(logging.INFO, "monitor")
    waits = Said("another process is the scheduler; waiting")
    logging.getLogger("monitor.scheduler").addHandler(waits)
    site.held[SLOW] = Event()
    with serving():
        assert site.asked_held.wait(A_WHILE)
        site.held[SLOW].set()
        world.store.checks.release_leases(watch.service.owner)
        world.store.checks.acquire_leases([LEASE_NAME], "other", world.clock(), LEASE)
        assert waits.event.wait(A_WHILE)
    logging.getLogger("monitor.scheduler").removeHandler(waits)
    assert "another process took the lease over" in caplog.text
    assert not world.store.checks.acquire_leases([LEASE_NAME], "third", world.clock(), LEASE)


def test_a_service_that_does_not_end_in_time_says_so(watch, monkeypatch, site):
    monkeypatch.setattr(scheduler, "GRACE_S", 0.01)
    site.held[SLOW] = Event()
    stop = Event()
    with ThreadPoolExecutor(1) as pool:
        served = pool.submit(serve, watch, stop)
        assert site.asked_held.wait(A_WHILE)
        stop.set()
        assert served.result(A_WHILE) is False
    site.held[SLOW].set()


def test_an_unexpected_error_ends_the_service_with_that_error(watch, monkeypatch):
    def fail(_watch):
        raise RuntimeError("a defect")

    monkeypatch.setattr(Watch, "take_lease", fail)
    with pytest.raises(RuntimeError, match="a defect"):
        serve(watch, Event())


def test_a_database_out_of_reach_is_waited_for(watch, monkeypatch, caplog):
    stop = Event()
    monkeypatch.setattr(scheduler, "RENEW_S", 0.001)

    def fail(_watch):
        if len(caplog.records) == 3:
            stop.set()
        raise StoreUnusableError("the database x cannot be used")

    monkeypatch.setattr(Watch, "take_lease", fail)
    serve_when_free(watch, stop)
    assert {record.message for record in caplog.records} == {"the database cannot be used; trying again"}


def test_the_lease_lasts_as_long_as_its_time_while_the_database_is_out_of_reach(world, watch, monkeypatch):
    moment = 100.0
    watch.monotonic = lambda: moment
    assert watch.take_lease()

    def fail(*_):
        raise StoreUnusableError("the database x cannot be used")

    monkeypatch.setattr(type(world.store.checks), "renew_leases", fail)
    moment += LEASE.total_seconds() - 1
    assert watch.beat()
    moment += 1
    assert not watch.beat(), "another process may have taken it over"


def test_a_service_whose_checks_hang_gives_no_sign_of_life(watch):
    moment = 100.0
    watch.monotonic = lambda: moment
    with begin_term(watch) as term:
        term.check()
        assert not term.is_stuck
        moment += scheduler.STUCK_S + 1
        assert term.is_stuck


def test_after_a_step_back_of_the_clock_nothing_waits_for_the_old_time(world, watch, caplog):
    watch.tick()
    for recipient in watch.channels:
        recipient.parts_seen.clear()
    site_path = world.site.publish(2, "示例市智能算力规划", worlds.TARGET)
    assert site_path
    world.clock.forward(hours=5)
    worlds.check_all(watch.sources, watch.service)
    world.store.checks.tick(world.clock())
    world.clock.forward(hours=-8)
    assert len(watch.tick()) == len(watch.sources), "none waits longer than its interval"
    assert "the clock was set back" in caplog.text
    assert {record.seconds for record in caplog.records if hasattr(record, "seconds")} >= {8 * 3600}
    assert all(recipient.parts_seen for recipient in watch.channels), "alerts do not wait for eight hours"
    assert world.store.checks.last_tick() == world.clock()


@pytest.fixture
def jobs():
    made = BackgroundScheduler(timezone=UTC)
    made.start(paused=True)
    yield made
    made.shutdown()


def test_after_a_step_back_a_job_that_waits_longer_than_its_interval_runs_at_once(jobs):
    for name, ahead in (("late", timedelta(hours=8)), ("usual", timedelta(seconds=1))):
        jobs.add_job(print, Every(2), id=name, next_run_time=make.NOW + ahead)
    hurry(jobs, make.NOW)
    assert jobs.get_job("late").next_run_time == make.NOW
    assert jobs.get_job("usual").next_run_time == make.NOW + timedelta(seconds=1)


def test_after_a_step_ahead_of_years_a_job_runs_once_and_then_after_its_interval(jobs):
    """A machine without a battery begins in 1970 and learns the time when it has a network."""
    job = jobs.add_job(print, Every(1), next_run_time=datetime(1970, 1, 1, tzinfo=UTC))
    assert job._get_run_times(make.NOW) == [datetime(1970, 1, 1, tzinfo=UTC)]
    assert job.trigger.get_next_fire_time(None, make.NOW) == make.NOW + timedelta(seconds=1)


def test_a_job_that_fails_is_logged_whole_and_ends_no_thread(caplog):
    def job():
        raise RuntimeError("a defect")

    guarded(job)()
    assert "a job failed unexpectedly" in caplog.text
    assert "RuntimeError: a defect" in caplog.text
