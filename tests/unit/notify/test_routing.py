"""Who is told what, and when."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from monitor.domain import AlertKind, Destination, is_announced, is_worked
from monitor.notify.content.message import Severity
from monitor.notify.routes import (
    Cadence,
    Frequency,
    QuietHours,
    Route,
    destinations,
    due_at,
    last_period,
    moments,
    next_period,
    next_worked,
    periods,
    postings,
    unannounced,
    wants,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
NIGHT = QuietHours(time(22), time(7))
MORNING = Cadence(Frequency.DAILY, time(8, 30))
MONDAYS = Cadence(Frequency.WEEKLY, time(8, 30), 0)


def route(**changes):
    return Route(**{"id": "r", "channels": ("mail",)} | changes)


def china(*moment):
    return datetime(*moment, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("filters", "alert", "wanted"),
    [
        ({}, make.alert(), True),
        ({"kinds": frozenset({AlertKind.NEW_TARGET})}, make.alert(), True),
        ({"kinds": frozenset({AlertKind.BASELINE})}, make.alert(), False),
        ({"sources": ("example",)}, make.alert(), True),
        ({"sources": ("other",)}, make.alert(), False),
        ({"sources": ("other",)}, make.alert(source_id="", finding=None), True),
        ({"issuers": ("人民政府",)}, make.alert(), True),
        ({"issuers": ("委员会", "上海市")}, make.alert(), True),
        ({"issuers": ("委员会",)}, make.alert(), False),
        ({"issuers": ("委员会",)}, make.alert(finding=make.target(issuer=None)), False),
        ({"issuers": ("示例市",)}, make.alert(finding=make.measure()), True),
        ({"issuers": ("示例市",)}, make.alert(finding=make.measure(issuers=())), False),
        ({"regions": ("上海市",)}, make.alert(finding=make.target(region="上海市浦东新区")), True),
        ({"regions": ("北京市",)}, make.alert(), False),
        ({"regions": ("北京市",)}, make.alert(finding=make.target(region=None)), False),
        ({"themes": ("data",)}, make.alert(finding=make.measure()), True),
        ({"themes": ("data",)}, make.alert(), False),
        ({"themes": ("ai_plus",)}, make.alert(), True),
        ({"min_confidence": 0.9}, make.alert(), True),
        ({"min_confidence": 0.91}, make.alert(), False),
        ({"issuers": ("委员会",), "min_confidence": 1.0}, make.alert(finding=None), True),
    ],
)
def test_a_route_takes_what_passes_all_its_filters(filters, alert, wanted):
    assert wants(route(**filters), alert) is wanted


def test_an_alert_waits_once_for_each_recipient_and_once_for_each_digest():
    routes = [
        route(id="now", channels=("mail", "chat")),
        route(id="also", channels=("chat", "phone")),
        route(id="daily", channels=("mail",), cadence=MORNING),
        route(id="nothing", kinds=frozenset({AlertKind.BASELINE})),
    ]
    assert destinations(make.alert(), routes, make.NOW) == (
        Destination("mail", "now", make.NOW),
        Destination("chat", "now", make.NOW),
        Destination("phone", "also", make.NOW),
        Destination("digest:daily", "daily", make.NOW),
    )
    (posting,) = postings([make.alert()], routes, make.NOW)
    assert posting.alert == make.alert()


@pytest.mark.parametrize(
    ("quiet", "at", "due"),
    [
        (NIGHT, (2025, 4, 2, 21, 59), (2025, 4, 2, 21, 59)),
        (NIGHT, (2025, 4, 2, 22), (2025, 4, 3, 7)),
        (NIGHT, (2025, 4, 3, 6, 59), (2025, 4, 3, 7)),
        (NIGHT, (2025, 4, 3, 7), (2025, 4, 3, 7)),
        (QuietHours(time(12), time(14)), (2025, 4, 2, 11, 59), (2025, 4, 2, 11, 59)),
        (QuietHours(time(12), time(14)), (2025, 4, 2, 12), (2025, 4, 2, 14)),
        (QuietHours(time(12), time(14)), (2025, 4, 2, 14), (2025, 4, 2, 14)),
    ],
)
def test_quiet_hours_hold_back_until_they_end(quiet, at, due):
    assert due_at(route(quiet=quiet), china(*at)) == china(*due)


@pytest.mark.parametrize(
    ("threshold", "severity", "held"),
    [(None, Severity.HIGH, True), (Severity.HIGH, Severity.NORMAL, True), (Severity.HIGH, Severity.HIGH, False)],
)
def test_only_what_is_severe_enough_breaks_through_quiet_hours(threshold, severity, held):
    now = china(2025, 4, 2, 23)
    due = due_at(route(quiet=NIGHT, break_through=threshold), now, severity)
    assert (due > now) is held


def test_days_off_hold_back_until_the_next_working_day_and_its_quiet_hours():
    national_day = china(2025, 10, 1, 12)
    assert due_at(route(working_days=True), national_day) == china(2025, 10, 9)
    assert due_at(route(working_days=True, quiet=NIGHT), national_day) == china(2025, 10, 9, 7)
    friday_night = china(2025, 4, 18, 23)
    assert due_at(route(working_days=True, quiet=NIGHT), friday_night) == china(2025, 4, 21, 7)


def test_a_digest_has_a_time_of_its_own_and_is_not_held_back():
    now = china(2025, 10, 1, 23)
    assert due_at(route(cadence=MORNING, quiet=NIGHT, working_days=True), now) == now


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 -- hypothesis adds no zone
    st.sampled_from([SHANGHAI, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]),
    st.times(),
    st.times(),
    st.booleans(),
)
def test_deferring_never_drops_goes_back_or_ends_within_quiet_hours(moment, zone, start, end, working):
    now = moment.replace(tzinfo=UTC)
    silent = route(zone=zone, quiet=QuietHours(start, end) if start != end else None, working_days=working)
    due = due_at(silent, now)
    assert now <= due < now + 40 * DAY
    assert due_at(silent, due) == due
    if working:
        assert is_worked(due.astimezone(zone).date())


@given(
    st.sampled_from(
        [
            (BERLIN, datetime(2025, 10, 26, 1, tzinfo=UTC)),
            (BERLIN, datetime(2025, 3, 30, 1, tzinfo=UTC)),
            (ZoneInfo("America/New_York"), datetime(2025, 11, 2, 6, tzinfo=UTC)),
            (ZoneInfo("Australia/Lord_Howe"), datetime(2025, 4, 5, 15, tzinfo=UTC)),
            (ZoneInfo("America/Havana"), datetime(2025, 11, 2, 5, tzinfo=UTC)),
        ]
    ),
    st.integers(-180, 180),
    st.times(),
    st.integers(1, 1439),
)
def test_quiet_hours_around_a_change_of_the_clocks_end_later_than_now(change, minutes, start, length):
    zone, moment = change
    now = moment + minutes * timedelta(minutes=1)
    end = (datetime.combine(date(2025, 1, 1), start) + length * timedelta(minutes=1)).time()
    silent = route(zone=zone, quiet=QuietHours(start, end))
    due = due_at(silent, now)
    assert now <= due < now + 26 * timedelta(hours=1)
    assert due_at(silent, due) == due


def test_in_an_hour_that_comes_twice_quiet_hours_end_after_now():
    silent = route(zone=BERLIN, quiet=QuietHours(time(2), time(2, 30)))
    again = datetime(2025, 10, 26, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    assert due_at(silent, again) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@given(
    st.sets(st.integers(0, 60), max_size=40),
    st.integers(0, 6),
    st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]),
    st.times(),
    st.sampled_from([SHANGHAI, BERLIN, ZoneInfo("Australia/Lord_Howe")]),
)
def test_whatever_days_are_off_digests_come_at_most_once_a_day_and_in_order(days, weekday, pace, at, zone):
    first = date(2025, 3, 1)
    off = {first + number * DAY for number in days}
    silent = route(cadence=Cadence(pace, at, weekday), zone=zone, working_days=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("monitor.notify.routes.is_worked", lambda day: day not in off)
        found = list(moments(silent, china(2025, 3, 2), china(2025, 4, 25)))
    local = [moment.astimezone(zone).date() for moment in found]
    assert found == sorted(set(found))
    assert local == sorted(set(local))


@pytest.mark.parametrize(
    ("cadence", "after", "now", "expected"),
    [
        (MORNING, (2025, 4, 1, 8, 30), (2025, 4, 2, 8, 29), []),
        (MORNING, (2025, 4, 1, 8, 30), (2025, 4, 2, 8, 30), [(2025, 4, 2, 8, 30)]),
        (MORNING, (2025, 4, 1, 8, 30), (2025, 4, 3, 9), [(2025, 4, 2, 8, 30), (2025, 4, 3, 8, 30)]),
        (MONDAYS, (2025, 3, 24, 8, 30), (2025, 4, 2, 9), [(2025, 3, 31, 8, 30)]),
        (MONDAYS, (2025, 3, 31, 8, 30), (2025, 4, 2, 9), []),
    ],
)
def test_the_periods_since_the_last_are_owed(cadence, after, now, expected):
    owed = periods(route(cadence=cadence), china(*after), china(*now))
    assert list(owed) == [china(*moment) for moment in expected]


def test_periods_of_more_than_a_week_ago_are_not_made_up():
    owed = periods(route(cadence=MORNING), china(2025, 3, 1), china(2025, 4, 2, 9))
    assert owed[0] == china(2025, 3, 27, 8, 30)
    assert len(owed) == 7


def test_the_last_and_the_next_period_lie_around_now():
    daily = route(cadence=MORNING)
    assert last_period(daily, china(2025, 4, 2, 8)) == china(2025, 4, 1, 8, 30)
    assert last_period(daily, china(2025, 4, 2, 8, 30)) == china(2025, 4, 2, 8, 30)
    assert next_period(daily, china(2025, 4, 2, 8, 30)) == china(2025, 4, 3, 8, 30)
    assert next_period(route(cadence=MONDAYS), china(2025, 4, 2)) == china(2025, 4, 7, 8, 30)


def test_a_daily_digest_leaves_days_off_out_and_a_weekly_one_moves_to_a_working_day():
    daily = route(cadence=MORNING, working_days=True)
    before, after = china(2025, 9, 30, 9), china(2025, 10, 10, 9)
    assert periods(daily, before, after) == (china(2025, 10, 9, 8, 30), china(2025, 10, 10, 8, 30))
    weekly = route(cadence=MONDAYS, working_days=True)
    assert periods(weekly, before, after) == (china(2025, 10, 9, 8, 30),)
    wednesdays = route(cadence=Cadence(Frequency.WEEKLY, time(8, 30), 2), working_days=True)
    assert periods(wednesdays, before, after) == (china(2025, 10, 9, 8, 30),)


def test_two_weekly_digests_never_fall_on_one_day(monkeypatch):
    holidays = {date(2025, 4, 7) + number * DAY for number in range(8)}
    monkeypatch.setattr("monitor.notify.routes.is_worked", lambda day: day not in holidays)
    weekly = route(cadence=MONDAYS, working_days=True)
    found = list(moments(weekly, china(2025, 4, 3), china(2025, 4, 20)))
    assert found == [china(2025, 4, 15, 8, 30)]


def test_where_no_day_is_worked_the_next_one_counts(monkeypatch):
    monkeypatch.setattr("monitor.notify.routes.is_worked", lambda _day: False)
    assert next_worked(date(2025, 4, 2)) == date(2025, 4, 3)
    never = route(cadence=MORNING, working_days=True)
    now = china(2025, 4, 2)
    assert next_period(never, now) == now + 30 * DAY
    assert last_period(never, now) == now - 14 * DAY
    assert now < due_at(route(working_days=True), now) <= now + 31 * DAY


def test_a_time_that_the_clocks_skip_or_repeat_comes_once_a_day():
    daily = route(cadence=Cadence(Frequency.DAILY, time(2, 30)), zone=BERLIN)
    found = list(moments(daily, datetime(2025, 3, 29, tzinfo=UTC), datetime(2025, 3, 31, 12, tzinfo=UTC)))
    assert [moment.date() for moment in found[-3:]] == [date(2025, 3, 29), date(2025, 3, 30), date(2025, 3, 31)]
    assert found[-2] == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


def test_make_up_days_are_worked_and_public_holidays_are_not():
    assert is_worked(date(2025, 9, 28))  # a Sunday
    assert not is_worked(date(2025, 10, 1))


def test_beyond_the_announced_years_monday_to_friday_count_and_that_is_said():
    assert is_announced(date(2025, 1, 1))
    assert not is_announced(date(2103, 1, 1))
    assert is_worked(date(2103, 10, 1))  # a Monday
    assert not is_worked(date(2103, 10, 6))  # a Saturday
    assert "2103" in unannounced(date(2103, 10, 1)).zh
