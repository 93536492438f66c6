"""Results and states of checks, robots files, ticks and leases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import make
from monitor.domain import Failure, Health, KnownListing, Outcome, RobotsFile, SourceState, Validators
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
    store.checks.finish(items)


def test_states_come_back_as_they_were_saved(store):
    fresh = SourceState(source_id="fresh")
    finish(store, STATE, fresh)
    assert store.checks.states() == {"example": STATE, "fresh": fresh}


def test_the_newest_state_replaces_the_older_one(store):
    finish(store, STATE)
    recovered = SourceState(source_id="example", health=Health.OK)
    finish(store, recovered)
    assert store.checks.states() == {"example": recovered}


def test_finishing_no_checks_is_nothing(store):
    finish(store)
    assert store.checks.states() == {}


def test_a_result_is_written_once(store):
    finish(store, STATE)
    finish(store, STATE)
    assert store.checks.prune(NOW + MINUTE) == 1


def test_results_with_failures_are_written_and_forgotten_when_old(store):
    result = make.result(Outcome.PARTIAL, failures=(Failure("http://127.0.0.1/1", "HTTP 404"),), links=20)
    store.checks.finish([(result, STATE)])
    finish(store, replace(STATE, source_id="b"), started_at=NOW + MINUTE)
    assert store.checks.prune(NOW) == 0
    assert store.checks.prune(NOW + MINUTE) == 1
    assert store.checks.prune(NOW + 2 * MINUTE) == 1
    assert set(store.checks.states()) == {"example", "b"}


def test_robots_files_come_back_by_origin_and_are_replaced(store):
    first = RobotsFile("https://b.example", 200, "User-agent: *\nDisallow: /", NOW)
    other = RobotsFile("https://a.example", 0, "", NOW)
    store.checks.save_robots([first, other])
    newer = replace(first, status=404, body="", fetched_at=NOW + MINUTE)
    store.checks.save_robots([newer])
    store.checks.save_robots([])
    assert store.checks.robots() == (other, newer)


def test_the_last_tick_is_remembered(store):
    assert store.checks.last_tick() is None
    store.checks.tick(NOW)
    store.checks.tick(NOW + MINUTE)
    assert store.checks.last_tick() == NOW + MINUTE


def acquire(store: Store, owner: str, now=NOW, name: str = "scheduler") -> bool:
    return bool(store.checks.acquire_leases([name], owner, now, MINUTE))


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
    store.checks.release_leases("b", ["scheduler"])
    assert not acquire(store, "b")
    store.checks.release_leases("a", ["scheduler"])
    assert acquire(store, "b", NOW + timedelta(seconds=1))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_way_a_check_can_end_is_recorded(store, outcome):
    failures = tuple(Failure(f"http://127.0.0.1/{number}", "HTTP 404") for number in range(3))
    result = make.result(outcome, links=3, new_articles=2, pending=1, baseline=True, failures=failures)
    store.checks.finish([(result, STATE)])
    assert store.checks.prune(NOW + MINUTE) == 1


def test_the_states_of_sources_that_were_not_checked_stay(store):
    finish(store, STATE, replace(STATE, source_id="b"))
    finish(store, replace(STATE, health=Health.OK), started_at=NOW + MINUTE)
    states = store.checks.states()
    assert (states["example"].health, states["b"]) == (Health.OK, replace(STATE, source_id="b"))


def test_many_checks_are_written_at_once(store):
    states = [replace(STATE, source_id=f"source {number}") for number in range(1200)]
    finish(store, *states)
    assert store.checks.states() == {state.source_id: state for state in states}
    assert store.checks.prune(NOW + MINUTE) == 1200


def test_pruning_keeps_what_is_younger(store):
    for number in range(5):
        finish(store, STATE, started_at=NOW + number * MINUTE)
    assert store.checks.prune(NOW + 3 * MINUTE) == 3
    assert store.checks.prune(NOW + 3 * MINUTE) == 0
    assert store.checks.states() == {"example": STATE}, "states are never pruned"


@pytest.mark.parametrize("body", ["", "User-agent: *\nDisallow: /", "乱码\ufffd" * 5000])
def test_a_robots_file_of_any_length_is_kept(store, body):
    file = RobotsFile("https://a.example", 200, body, NOW)
    store.checks.save_robots([file])
    assert store.checks.robots() == (file,)


def test_a_lease_ends_at_its_moment_and_not_before(store):
    acquire(store, "a")
    assert not acquire(store, "b", NOW + MINUTE - timedelta(microseconds=1))
    assert acquire(store, "b", NOW + MINUTE)


def test_a_lease_given_back_is_free_at_once(store):
    acquire(store, "a")
    store.checks.release_leases("a", ["scheduler"])
    assert acquire(store, "b")
    store.checks.release_leases("nobody", ["scheduler"])
    store.checks.release_leases("b", ["unknown"])
    assert not acquire(store, "a")


def test_a_clock_that_goes_back_a_little_does_not_take_a_lease_away(store):
    acquire(store, "a")
    assert not acquire(store, "b", NOW - timedelta(seconds=59))
    assert acquire(store, "a", NOW - timedelta(seconds=59)), "its owner may prolong it at any time"


def test_no_lease_lasts_longer_than_its_time_when_the_clock_is_set_back(store):
    acquire(store, "a")
    assert acquire(store, "b", NOW - timedelta(hours=8)), "else nobody would work for eight hours"


def test_the_roles_that_are_free_are_taken_and_the_others_left(store):
    acquire(store, "a", name="host:a.example")
    hosts = [f"host:{name}.example" for name in "cab"]
    assert store.checks.acquire_leases(hosts, "b", NOW, MINUTE) == {"host:b.example", "host:c.example"}
    assert store.checks.acquire_leases([], "b", NOW, MINUTE) == frozenset()


def test_all_leases_of_an_owner_are_renewed_and_given_back_at_once(store):
    names = [f"host:{number}" for number in range(1200)]
    assert store.checks.acquire_leases(names, "a", NOW, MINUTE) == frozenset(names)
    acquire(store, "b")
    assert store.checks.renew_leases("a", NOW + MINUTE / 2, MINUTE) == frozenset(names)
    assert not acquire(store, "b", NOW + MINUTE, "host:7")
    store.checks.release_leases("a", names[:600])
    assert len(store.checks.renew_leases("a", NOW + MINUTE, MINUTE)) == 600
    store.checks.release_leases("a")
    assert store.checks.renew_leases("a", NOW + MINUTE, MINUTE) == frozenset()
    assert store.checks.renew_leases("b", NOW + MINUTE, MINUTE) == {"scheduler"}


def test_a_lease_that_another_owner_took_is_not_renewed(store):
    acquire(store, "a")
    acquire(store, "b", NOW + MINUTE)
    assert store.checks.renew_leases("a", NOW + MINUTE, MINUTE) == frozenset()


def test_a_listing_remembers_when_it_was_compared_and_until_when_it_is_doubted(store):
    store.links.note("a", "list", (), Validators(etag="1"), NOW)
    store.checks.compared("a", "list", NOW + MINUTE, NOW + 2 * MINUTE)
    remembered = KnownListing(Validators(etag="1"), NOW + MINUTE, NOW + 2 * MINUTE)
    assert store.checks.listings() == {("a", "list"): remembered}
    store.links.note("a", "list", (), Validators(etag="2"), NOW, doubted_until=NOW + 2 * MINUTE)
    assert store.checks.listings()["a", "list"].doubted_until == NOW + 2 * MINUTE


def test_a_source_is_quiet_until_it_is_not_found_so_or_brings_an_article(store):
    finish(store, STATE, SourceState(source_id="fresh"))
    found = {"example": (NOW.date(), "silent for 30 days"), "fresh": (NOW.date(), "silent too")}
    store.checks.note_quiet(found)
    assert store.checks.states() == {
        "example": replace(STATE, quiet="silent for 30 days"),
        "fresh": SourceState(source_id="fresh", quiet="silent too"),
    }
    store.checks.note_quiet({"example": found["example"]})
    assert store.checks.states()["fresh"].quiet == ""
    finish(store, replace(STATE, quiet="silent for 30 days"))
    assert store.checks.states()["example"].quiet == "silent for 30 days", "a check without news changes nothing"
    store.checks.finish([(make.result(started_at=NOW + MINUTE, new_articles=1), STATE)])
    assert store.checks.states()["example"].quiet == ""


def test_a_daily_task_remembers_when_it_was_done(store):
    assert store.checks.last_done("quiet") is None
    store.checks.done("quiet", NOW)
    store.checks.done("quiet", NOW + MINUTE)
    assert store.checks.last_done("quiet") == NOW + MINUTE
