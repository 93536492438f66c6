"""Results and states of checks, robots files, ticks and leases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import make
from monitor.domain import Failure, Health, Outcome, RobotsFile, SourceState
from monitor.store import Store

NOW = make.NOW
MINUTE = make.MINUTE
STATE = SourceState(
    source_id="example",
    health=Health.BROKEN,
    last_checked_at=NOW,
    last_success_at=NOW - MINUTE,
    failures=3,
    failing_since=NOW - MINUTE,
    reason="HTTP 503",
    next_due_at=NOW + MINUTE,
    baseline_done=True,
    fingerprint="f00",
)


def finish(store: Store, *states: SourceState, started_at=NOW) -> None:
    items = [(make.result(source_id=state.source_id, started_at=started_at), state) for state in states]
    store.finish_checks(items, (), NOW)


def test_states_come_back_as_they_were_saved(store):
    fresh = SourceState(source_id="fresh")
    finish(store, STATE, fresh)
    assert store.states() == {"example": STATE, "fresh": fresh}


def test_the_newest_state_replaces_the_older_one(store):
    finish(store, STATE)
    recovered = SourceState(source_id="example", health=Health.OK)
    finish(store, recovered)
    assert store.states() == {"example": recovered}


def test_finishing_no_checks_is_nothing(store):
    finish(store)
    assert store.states() == {}


def test_a_result_is_written_once(store):
    finish(store, STATE)
    finish(store, STATE)
    assert store.prune_checks(NOW + MINUTE) == 1


def test_results_with_failures_are_written_and_forgotten_when_old(store):
    result = make.result(Outcome.PARTIAL, failures=(Failure("http://127.0.0.1/1", "HTTP 404"),), links=20)
    store.finish_checks([(result, STATE)], (), NOW)
    finish(store, replace(STATE, source_id="b"), started_at=NOW + MINUTE)
    assert store.prune_checks(NOW) == 0
    assert store.prune_checks(NOW + MINUTE) == 1
    assert store.prune_checks(NOW + 2 * MINUTE) == 1
    assert set(store.states()) == {"example", "b"}


def test_robots_files_come_back_by_origin_and_are_replaced(store):
    first = RobotsFile("https://b.example", 200, "User-agent: *\nDisallow: /", NOW)
    other = RobotsFile("https://a.example", 0, "", NOW)
    store.save_robots([first, other])
    newer = replace(first, status=404, body="", fetched_at=NOW + MINUTE)
    store.save_robots([newer])
    store.save_robots([])
    assert store.robots() == (other, newer)


def test_the_last_tick_is_remembered(store):
    assert store.last_tick() is None
    store.tick(NOW)
    store.tick(NOW + MINUTE)
    assert store.last_tick() == NOW + MINUTE


def acquire(store: Store, owner: str, now=NOW, name: str = "scheduler") -> bool:
    return store.acquire_lease(name, owner, now, MINUTE)


def test_a_lease_is_held_by_one_owner_who_may_prolong_it(store):
    assert acquire(store, "a")
    assert not acquire(store, "b")
    assert acquire(store, "a", NOW + MINUTE / 2)
    assert not acquire(store, "b", NOW + MINUTE)
    assert acquire(store, "b", name="other")


def test_a_lease_that_ended_is_anyones(store):
    acquire(store, "a")
    assert acquire(store, "b", NOW + MINUTE)
    assert not acquire(store, "a", NOW + MINUTE)


def test_only_the_owner_gives_a_lease_back(store):
    acquire(store, "a")
    store.release_lease("scheduler", "b")
    assert not acquire(store, "b")
    store.release_lease("scheduler", "a")
    assert acquire(store, "b", NOW + timedelta(seconds=1))
