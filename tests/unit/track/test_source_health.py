"""Health of sources."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

import make
from monitor.domain import AlertKind, Failure, Health, Outcome, SourceState
from monitor.track import Vitals, after_check, ailments, coverage, due, health_at, silence

NOW = make.NOW
TODAY = NOW.date()
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


@pytest.mark.parametrize(("outcome", "health"), [(Outcome.FAILED, Health.BROKEN), (Outcome.BLOCKED, Health.BLOCKED)])
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


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.PARTIAL, Outcome.FAILED])
def test_the_first_reading_ends_with_the_check_that_tried_its_last_article(outcome):
    state, _ = run(make.result(outcome, baseline=True, pending=3))
    assert not state.baseline_done
    state, _ = run(make.result(outcome, baseline=True, baseline_ends=True, pending=3), state=state)
    assert state.baseline_done
    state, _ = run(make.result(outcome, baseline=False, pending=9), state=state)
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
    sources = [make.source(name) for name in ("soon", "long", "later", "new")] + [make.source("off", enabled=False)]
    states = {
        "soon": SourceState(source_id="soon", next_due_at=make.NOW),
        "long": SourceState(source_id="long", next_due_at=make.NOW - timedelta(hours=1)),
        "later": SourceState(source_id="later", next_due_at=make.NOW + timedelta(seconds=1)),
    }
    assert [source.id for source in due(sources, states, make.NOW)] == ["new", "long", "soon"]


def test_the_first_success_after_an_outage_is_a_recovery_and_the_next_is_ok():
    state, _ = run(*[FAILED] * 3, make.result())
    assert state.health is Health.RECOVERED
    state, _ = run(make.result(), state=state)
    assert state.health is Health.OK


def test_a_source_that_recovers_with_unread_articles_is_degraded():
    state, told = run(*[FAILED] * 3, make.result(Outcome.PARTIAL))
    assert (state.health, told[-1]) == (Health.DEGRADED, AlertKind.SOURCE_RECOVERED)


def test_a_source_without_a_success_for_two_intervals_is_stale_unless_it_fails():
    checked, _ = run(make.result())
    failing, _ = run(make.result(), FAILED)
    soon, late = NOW + 2 * SOURCE.every, NOW + 2 * SOURCE.every + timedelta(hours=1)
    assert health_at(SOURCE, checked, soon) is Health.OK
    assert health_at(SOURCE, checked, late) is Health.STALE
    assert health_at(SOURCE, failing, late) is Health.DEGRADED
    assert health_at(SOURCE, None, late) is Health.NEW


def well(**changes):
    """Return the vitals of a service that is well, with some changed."""
    state, _ = run(make.result())
    found = Vitals(beat=NOW, sources=(SOURCE,), states={SOURCE.id: state}, waiting=None)
    return replace(found, **changes)


def told_of(vitals, now=NOW):
    return ailments(vitals, now, max_age=timedelta(minutes=5), max_wait=timedelta(hours=6))


def test_a_service_that_beats_reaches_a_source_and_sends_is_well():
    assert told_of(well()) == ()
    assert told_of(well(beat=NOW + timedelta(seconds=3)), NOW) == (), "two clocks differ a little"


@pytest.mark.parametrize(
    ("beat", "reason"),
    [
        (None, "the service never gave a sign of life"),
        (NOW - timedelta(minutes=6), "the last sign of life is 360 s old"),
        (NOW + timedelta(hours=8), "the last sign of life is 8 h ahead: the clock was set back"),
    ],
)
def test_a_heartbeat_that_is_missing_old_or_ahead_is_unhealthy(beat, reason):
    assert told_of(well(beat=beat)) == (reason,)


def test_a_service_that_reaches_no_source_is_unhealthy_however_well_it_beats():
    later = NOW + timedelta(days=3)
    assert told_of(well(beat=later), later) == ("no source of 1 was reached lately, the last one 2 days ago",)
    assert told_of(well(states={})) == ("no source of 1 was reached lately, none ever was",)
    assert told_of(well(sources=())) == ("no source is enabled",)


def test_one_source_that_is_reached_is_enough():
    assert told_of(well(sources=(make.source("other"), SOURCE))) == ()


def test_a_message_that_waits_too_long_is_unhealthy():
    waiting = ("team", NOW - timedelta(hours=7))
    assert told_of(well(waiting=waiting)) == ("a message to team has waited for 7 h",)
    assert told_of(well(waiting=("team", NOW - timedelta(hours=6)))) == ()


def test_a_source_whose_moment_is_farther_ahead_than_any_wait_is_due_now():
    """The clock was set back eight hours, or the source is to be checked more often than before."""
    source = replace(make.source("a"), every=timedelta(hours=4), jitter=timedelta(minutes=10))
    usual = SourceState(source_id="a", next_due_at=make.NOW + timedelta(hours=4, minutes=10))
    ahead = replace(usual, next_due_at=make.NOW + timedelta(hours=4, minutes=11))
    failing = replace(ahead, failures=3)
    assert due([source], {"a": usual}, make.NOW) == ()
    assert due([source], {"a": ahead}, make.NOW) == (source,)
    assert due([source], {"a": failing}, make.NOW) == (), "one that fails may wait for a day"
    assert due([source], {"a": failing}, make.NOW - timedelta(days=1)) == (source,)
    assert due([source], {"a": SourceState(source_id="a")}, make.NOW) == (source,)


def every(step, count, newest=TODAY):
    """Return `count` days, `step` days apart, the last of them `newest`."""
    return [newest - timedelta(days=step * number) for number in range(count)]


def test_a_daily_source_is_quiet_after_ten_days():
    days = every(1, 60)
    assert silence(days, TODAY + timedelta(days=10)) is None
    since, reason = silence(days, TODAY + timedelta(days=11))
    assert since == TODAY
    assert reason == (
        "nothing new since 2025-04-02, for 11 days: it published on 60 days of the year before, "
        "19 of 20 times within 1 days"
    )


def test_a_source_that_publishes_rarely_may_be_silent_for_twice_its_gap():
    days = every(21, 12)
    assert silence(days, TODAY + timedelta(days=42)) is None
    assert silence(days, TODAY + timedelta(days=43)) is not None


def test_a_holiday_in_the_past_does_not_stretch_what_is_usual():
    days = every(1, 40) + every(1, 40, TODAY - timedelta(days=60))
    assert silence(days, TODAY + timedelta(days=11)) is not None


def test_a_source_with_few_days_old_days_or_days_ahead_has_no_rhythm():
    assert silence((), TODAY) is None
    assert silence(every(1, 7), TODAY + timedelta(days=100)) is None
    assert silence([TODAY, *every(1, 60, TODAY - timedelta(days=400))], TODAY + timedelta(days=100)) is None
    assert silence([*every(1, 60), TODAY + timedelta(days=90)], TODAY + timedelta(days=11)) is not None


def test_quiet_is_a_state_of_its_own_behind_failures_and_staleness():
    good, _ = run(make.result())
    failed, _ = run(make.result(), FAILED)
    quiet = replace(good, quiet="silent")
    assert health_at(SOURCE, quiet, NOW) is Health.QUIET
    assert health_at(SOURCE, replace(failed, quiet="silent"), NOW) is Health.DEGRADED
    assert health_at(SOURCE, quiet, NOW + timedelta(days=2)) is Health.STALE
    assert coverage([SOURCE], {SOURCE.id: quiet}, NOW).quiet == (SOURCE.name,)
    assert coverage([SOURCE], {SOURCE.id: quiet}, NOW).fresh == 1, "it was read in time"


def test_where_the_network_fails_people_are_told_after_the_quick_retries():
    failure = Failure("http://127.0.0.1/", "no route to host", unreachable=True)
    unreached = make.result(Outcome.FAILED, failures=(failure,))
    state, told = run(*[unreached] * 8)
    assert told == [None] * 5 + [AlertKind.SOURCE_BROKEN, None, None]
    state, told = run(unreached, unreached, FAILED, unreached)
    assert told == [None, None, AlertKind.SOURCE_BROKEN, None]
    assert state.health is Health.BROKEN
