"""Health of sources."""

import random
from datetime import timedelta

import pytest

import make
from monitor.domain import AlertKind, Failure, Health, Outcome, SourceState
from monitor.track import after_check, coverage, due

SOURCE = make.source()
NEW = SourceState(source_id="example")
FAILED = make.result(Outcome.FAILED, failures=(Failure("http://127.0.0.1/", "HTTP 503"),))


def run(*results, state=NEW):
    """Return the last state and every alert kind."""
    told = []
    for result in results:
        state, kind = after_check(state, result, SOURCE, random.Random(1))
        told.append(kind)
    return state, told


def test_a_good_check_makes_a_source_ok_and_due_after_its_interval_and_jitter():
    state, told = run(make.result())
    assert (state.health, told) == (Health.OK, [None])
    wait = state.next_due_at - make.result().finished_at
    assert SOURCE.every <= wait <= SOURCE.every + SOURCE.jitter
    assert state.fingerprint == SOURCE.fingerprint


def test_people_are_told_at_the_third_failure_in_a_row_and_once_on_recovery():
    state, told = run(*[FAILED] * 5, make.result(), make.result())
    assert told == [None, None, AlertKind.SOURCE_BROKEN, None, None, AlertKind.SOURCE_RECOVERED, None]
    assert (state.health, state.failures, state.failing_since, state.reason) == (Health.OK, 0, None, "")


def test_two_failures_and_a_success_tell_nobody():
    state, told = run(FAILED, FAILED, make.result())
    assert told == [None, None, None]
    assert state.health is Health.OK


def test_a_failing_source_keeps_its_last_success_its_reason_and_when_it_began():
    state, _ = run(make.result(), FAILED, FAILED)
    assert state.health is Health.DEGRADED
    assert state.last_success_at == make.result().finished_at
    assert (state.failures, state.reason, state.failing_since) == (2, "HTTP 503", FAILED.started_at)


@pytest.mark.parametrize(
    ("outcome", "health"), [(Outcome.FAILED, Health.BROKEN), (Outcome.BLOCKED, Health.BLOCKED)]
)
def test_three_failures_are_named_for_their_cause(outcome, health):
    state, _ = run(*[make.result(outcome)] * 3)
    assert state.health is health
    assert state.reason == ""


def test_the_wait_doubles_with_each_failure_and_ends_at_a_day():
    waits = []
    state = NEW
    for _ in range(20):
        state, _kind = after_check(state, FAILED, SOURCE, random.Random(1))
        waits.append(state.next_due_at - FAILED.finished_at)
    shortest = [wait // timedelta(hours=1) for wait in waits]
    assert shortest[:4] == [4, 8, 16, 24]
    assert max(waits) <= timedelta(days=1) + SOURCE.jitter


def test_unread_articles_degrade_a_source_that_was_read():
    state, _ = run(make.result(Outcome.PARTIAL, failures=(Failure("http://127.0.0.1/a", "HTTP 404"),)))
    assert (state.health, state.reason) == (Health.DEGRADED, "HTTP 404")
    assert state.last_success_at is not None


def test_the_first_reading_ends_when_nothing_is_pending():
    state, _ = run(make.result(baseline=True, pending=3))
    assert not state.baseline_done
    state, _ = run(make.result(baseline=True), state=state)
    assert state.baseline_done
    state, _ = run(make.result(baseline=False, pending=9), state=state)
    assert state.baseline_done


def test_coverage_counts_fresh_names_broken_longest_first_and_stale():
    sources = [make.source(name) for name in ("ok", "late", "never", "old", "older")]
    sources.append(make.source("off", enabled=False))
    now = make.NOW + timedelta(hours=9)
    states = {
        "ok": SourceState(source_id="ok", last_success_at=now - timedelta(hours=1)),
        "late": SourceState(source_id="late", last_success_at=now - timedelta(hours=9)),
        "old": SourceState(source_id="old", failures=1, failing_since=make.NOW, reason="HTTP 503"),
        "older": SourceState(
            source_id="older", failures=4, failing_since=make.NOW - timedelta(days=2), reason="blocked"
        ),
    }
    found = coverage(sources, states, now)
    assert (found.total, found.fresh) == (5, 1)
    assert [row[0] for row in found.broken] == ["来源 older", "来源 old"]
    assert found.stale == ("来源 late", "来源 never")


def test_what_is_due_comes_longest_waiting_first_and_new_sources_before_all():
    sources = [make.source(name) for name in ("soon", "long", "later", "new")] + [
        make.source("off", enabled=False)
    ]
    states = {
        "soon": SourceState(source_id="soon", next_due_at=make.NOW),
        "long": SourceState(source_id="long", next_due_at=make.NOW - timedelta(hours=1)),
        "later": SourceState(source_id="later", next_due_at=make.NOW + timedelta(seconds=1)),
    }
    assert [source.id for source in due(sources, states, make.NOW)] == ["new", "long", "soon"]
