"""When a source is due."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from monitor.domain import SHANGHAI, SourceState
from monitor.track.schedule import LONGEST_WAIT, History, is_active, is_stale, latest_due, next_due

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
#: Jitter is tried apart.
PLAIN = make.source(jitter=timedelta(0))
DAYTIME = replace(PLAIN, active_hours=(time(8), time(18)))
WORKDAYS = replace(DAYTIME, working_days=True)
CRON = replace(PLAIN, cron="30 8,14 * * mon-fri")
UNREACHED = [History(failures=failures, is_unreachable=True) for failures in range(1, 5)]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("source", "history", "now", "due"),
    [
        (PLAIN, History(), "2025-09-24 10:00", "2025-09-24 14:00"),
        (PLAIN, UNREACHED[0], "2025-09-24 10:00", "2025-09-24 10:01"),
        (PLAIN, UNREACHED[1], "2025-09-24 10:00", "2025-09-24 10:05"),
        (PLAIN, UNREACHED[2], "2025-09-24 10:00", "2025-09-24 10:15"),
        (PLAIN, UNREACHED[3], "2025-09-24 10:00", "2025-09-25 10:00"),
        (replace(PLAIN, every=MINUTE / 2), UNREACHED[2], "2025-09-24 10:00", "2025-09-24 10:00:30"),
        (PLAIN, History(failures=1), "2025-09-24 10:00", "2025-09-24 14:00"),
        (PLAIN, History(failures=2), "2025-09-24 10:00", "2025-09-24 18:00"),
        (PLAIN, History(failures=9999), "2025-09-24 10:00", "2025-09-25 10:00"),
        (replace(PLAIN, every=50 * HOUR), History(failures=9), "2025-09-24 10:00", "2025-09-26 12:00"),
        (PLAIN, History(is_hit=True), "2025-09-24 10:00", "2025-09-24 14:00"),
        (replace(PLAIN, after_hit=HOUR), History(is_hit=True), "2025-09-24 10:00", "2025-09-24 11:00"),
        (replace(PLAIN, after_hit=9 * HOUR), History(is_hit=True), "2025-09-24 10:00", "2025-09-24 14:00"),
        (PLAIN, History(is_quiet=True), "2025-09-24 10:00", "2025-09-24 18:00"),
        (DAYTIME, History(), "2025-09-24 10:00", "2025-09-24 14:00"),
        (DAYTIME, History(), "2025-09-24 16:00", "2025-09-25 04:00"),
        (DAYTIME, History(), "2025-09-24 23:00", "2025-09-25 08:00"),
        (DAYTIME, History(), "2025-09-25 05:00", "2025-09-25 09:00"),
        # National Day and Mid-Autumn 2025: 1 to 8 October; 28 September, a Sunday, is worked.
        (WORKDAYS, History(), "2025-09-28 09:00", "2025-09-28 13:00"),
        (WORKDAYS, History(), "2025-10-02 09:00", "2025-10-02 21:00"),
        (WORKDAYS, History(), "2025-10-08 21:00", "2025-10-09 08:00"),
        # Nobody knows the holidays of 2103: 1 October is a Monday.
        (WORKDAYS, History(), "2103-10-01 09:00", "2103-10-01 13:00"),
        (WORKDAYS, History(), "2103-10-06 09:00", "2103-10-06 21:00"),
        (CRON, History(), "2025-09-24 08:29", "2025-09-24 08:30"),
        (CRON, History(), "2025-09-24 08:30", "2025-09-24 14:30"),
        (CRON, History(), "2025-09-26 15:00", "2025-09-29 08:30"),
        (CRON, History(failures=3), "2025-09-24 08:30", "2025-09-25 08:30"),
        (CRON, UNREACHED[0], "2025-09-24 08:30", "2025-09-24 08:31"),
        (replace(PLAIN, cron="0 0 30 2 *"), History(), "2025-09-24 10:00", "2025-09-25 10:00:01"),
    ],
)
def test_the_decision_table(source, history, now, due):
    found = next_due(at(now), source, history)
    if due.endswith(":01"):
        assert found <= at(due)
    else:
        assert found == at(due)


def test_jitter_comes_on_top_of_the_wait_and_is_no_part_of_a_quick_retry():
    source = make.source(jitter=timedelta(minutes=10))
    assert next_due(make.NOW, source, History(chance=0.5)) - make.NOW == source.every + 5 * MINUTE
    quick = replace(UNREACHED[0], chance=1.0)
    assert next_due(make.NOW, source, quick) - make.NOW == MINUTE


spans = st.timedeltas(timedelta(seconds=1), timedelta(days=20))
times = st.times().map(lambda moment: moment.replace(microsecond=0))
sources = st.builds(
    make.source,
    every=spans,
    jitter=st.timedeltas(timedelta(0), HOUR),
    active_hours=st.none() | st.tuples(times, times).map(sorted).map(tuple),
    working_days=st.booleans(),
    off_hours_every=spans,
    after_hit=st.none() | spans,
    cron=st.sampled_from(["", "", "30 8,14 * * mon-fri", "*/5 * * * *"]),
)
histories = st.builds(
    History,
    failures=st.integers(0, 5000),
    is_unreachable=st.booleans(),
    is_hit=st.booleans(),
    is_quiet=st.booleans(),
    chance=st.floats(0, 1),
)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2104, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis adds it


@given(sources, histories, moments)
def test_every_source_is_due_again_later_and_within_its_longest_wait(source, history, now):
    due = next_due(now, source, history)
    longest = max(LONGEST_WAIT, source.every) + source.off_hours_every + source.jitter
    # A crontab line is late by the rest of a weekend at most.
    assert now < due <= now + longest + (timedelta(days=4) if source.cron else timedelta(0))


@given(sources, moments)
def test_without_failures_nothing_waits_longer_than_every_or_off_hours_every(source, now):
    source = replace(source, cron="")
    due = next_due(now, source, History())
    assert due - now >= source.every
    if due - now > source.every:
        assert not is_active(source, now + source.every)
        assert due - now <= source.off_hours_every


@given(sources, sources, histories, moments, st.timedeltas(timedelta(0), timedelta(days=2)))
def test_a_stored_moment_never_exceeds_the_present_keys(before, after, history, now, later):
    state = SourceState(source_id="example", last_checked_at=now, next_due_at=next_due(now, before, history))
    due = latest_due(after, state, now + later)
    assert due <= max(next_due(now, after, History(chance=1.0)), now + later)
    assert due <= state.next_due_at


def test_a_source_that_is_to_be_checked_more_often_is_due_by_its_present_keys():
    state = SourceState(source_id="example", last_checked_at=make.NOW, next_due_at=make.NOW + 24 * HOUR)
    hourly = replace(PLAIN, every=HOUR)
    assert latest_due(hourly, state, make.NOW + MINUTE) == make.NOW + HOUR


def test_a_source_checked_in_the_future_is_due_now():
    state = SourceState(source_id="example", last_checked_at=make.NOW, next_due_at=make.NOW + 4 * HOUR)
    earlier = make.NOW - 8 * HOUR
    assert latest_due(PLAIN, state, earlier) == earlier
    assert latest_due(PLAIN, replace(state, last_checked_at=None), earlier) == earlier
    assert latest_due(PLAIN, replace(state, last_checked_at=None), make.NOW) == make.NOW + 4 * HOUR


def test_a_source_is_stale_once_two_moments_of_its_crontab_line_passed():
    friday = at("2025-09-26 14:31")
    state = SourceState(source_id="example", last_success_at=friday)
    assert not is_stale(CRON, state, at("2025-09-29 14:30"))
    assert is_stale(CRON, state, at("2025-09-29 14:31"))
    assert is_stale(CRON, None, friday)
