"""Reminders of deadlines: each once, none lost, whatever the service was doing."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.detect.figures.governing import DateSource
from monitor.domain import MilestonePlan, Period, Precision, day_in_china, milestone_key
from monitor.text import date_rules
from monitor.track import deadline_words, how_dated, next_day, owed, read_deadline
from monitor.track.amounts import PLACES, RULES
from statements import commitment, target

HOUR = timedelta(hours=1)
DEADLINE = date(2025, 12, 31)


def due(end=DEADLINE, precision=Precision.YEAR):
    return commitment(target("2025-01-10"), deadline=Period(end, end, precision, "到2025年底", "D4.part+list_head"))


def noon(day):
    """Noon in China."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def before(days):
    return noon(DEADLINE - timedelta(days))


LONG_AGO = noon(date(2025, 1, 10))


@pytest.mark.parametrize("days", [180, 90, 30, 7, 1, 0, -7, -14])
def test_each_milestone_is_owed_on_its_day(days):
    sent = {milestone_key(DEADLINE, other) for other in (180, 90, 30, 7, 1, 0, -7, -14) if other > days}
    (reminder,) = owed(due(), LONG_AGO, sent, before(days))
    assert (reminder.days, reminder.late, reminder.missed) == (days, False, ())
    assert (reminder.day, reminder.deadline, reminder.target) == (before(days).date(), due().deadline, due().key)
    assert owed(due(), LONG_AGO, sent | set(reminder.keys), before(days)) == ()


def test_between_milestones_nothing_is_owed():
    sent = {milestone_key(DEADLINE, 180)}
    assert owed(due(), LONG_AGO, sent, before(91)) == ()
    assert owed(due(), LONG_AGO, (), before(181)) == ()


def test_a_day_begins_at_midnight_in_china():
    eve = datetime(2025, 7, 3, 15, 59, tzinfo=UTC)
    assert owed(due(), LONG_AGO, (), eve) == ()
    assert owed(due(), LONG_AGO, (), eve + timedelta(minutes=1))[0].days == 180


def test_of_several_missed_the_one_nearest_the_deadline_is_sent_late_and_names_the_others():
    (reminder,) = owed(due(), LONG_AGO, (), before(5))
    assert (reminder.days, reminder.late, reminder.missed) == (7, True, (180, 90, 30))
    assert reminder.key == "2025-12-31-7"
    assert set(reminder.keys) == {milestone_key(DEADLINE, days) for days in (180, 90, 30, 7)}


def test_after_an_outage_over_the_deadline_the_day_itself_is_the_nearest():
    (reminder,) = owed(due(), LONG_AGO, {milestone_key(DEADLINE, 180)}, before(-8))
    assert (reminder.days, reminder.missed) == (0, (90, 30, 7, 1, -7))


def test_of_two_as_near_the_one_after_the_deadline_is_sent():
    sent = {milestone_key(DEADLINE, days) for days in (180, 90, 30, 1, 0)}
    (reminder,) = owed(due(), LONG_AGO, sent, before(-7))
    assert (reminder.days, reminder.missed) == (-7, (7,))


def test_a_milestone_is_owed_only_if_its_day_lies_after_the_target_became_known():
    assert owed(due(), before(90), (), before(90)) == ()
    assert owed(due(), before(91), (), before(90))[0].missed == ()
    assert owed(due(), before(60), (), before(20))[0].missed == ()


def test_a_deadline_that_was_over_when_it_became_known_is_never_announced():
    assert owed(due(), before(-1), (), before(-100)) == ()
    assert next_day(due(), before(-1), before(-1), MilestonePlan()) is None
    assert owed(due(), before(0), (), before(-7))[0].days == -7


def test_without_a_deadline_nothing_is_owed():
    timeless = commitment(target("2025-01-10", end=None))
    assert owed(timeless, LONG_AGO, (), before(0)) == ()
    assert next_day(timeless, LONG_AGO, before(0), MilestonePlan()) is None


def test_a_moved_deadline_has_milestones_of_its_own():
    moved = due(date(2026, 12, 31))
    sent = {milestone_key(DEADLINE, days) for days in (180, 90, 30, 7, 1, 0)}
    assert owed(moved, LONG_AGO, sent, noon(date(2026, 7, 4)))[0].days == 180


def test_the_plan_is_a_setting():
    plan = MilestonePlan(before=(10,), after_every=0)
    assert owed(due(), LONG_AGO, (), before(-100), plan)[0].days == 10
    thrice = MilestonePlan(before=(), after_every=30, after_times=3)
    assert owed(due(), LONG_AGO, (), before(-365), thrice)[0].missed == (-60, -90)


def test_what_was_not_owed_when_last_asked_is_not_owed_afterwards():
    more = MilestonePlan(before=(180, 60, 30, 7))
    asked = {"settled_until": before(40).date()}
    assert owed(due(), LONG_AGO, (), before(39), more, **asked) == ()
    (reminder,) = owed(due(), LONG_AGO, (), before(5), more, **asked)
    assert (reminder.days, reminder.missed) == (7, (30,))


def test_the_next_day_is_told_ahead():
    assert next_day(due(), LONG_AGO, before(200), MilestonePlan()) == before(180).date()
    assert next_day(due(), before(100), before(200), MilestonePlan()) == before(90).date()
    assert next_day(due(), LONG_AGO, before(0), MilestonePlan()) == before(-7).date()
    assert next_day(due(), LONG_AGO, before(-84), MilestonePlan()) is None
    assert next_day(due(), LONG_AGO, before(0), MilestonePlan(after_every=0)) is None


@given(
    end=st.integers(0, 420),
    known=st.integers(-60, 400),
    seed=st.integers(0, 10**9),
    outages=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60)), max_size=5),
)
@settings(max_examples=120, deadline=None)
def test_in_a_year_with_restarts_and_outages_each_milestone_is_told_once_and_none_is_lost(end, known, seed, outages):
    start = date(2025, 1, 1)
    last = start + timedelta(days=365)
    commitment_ = due(start + timedelta(days=end))
    known_since = noon(start + timedelta(days=known))
    chance = random.Random(seed)
    down = {start + timedelta(days=first + n) for first, length in outages for n in range(length)} - {last}
    sent, told, reminders = set(), [], []
    moment = datetime(2024, 12, 31, 16, tzinfo=UTC)
    while day_in_china(moment) <= last:
        today = day_in_china(moment)
        if today not in down and moment >= known_since:
            for reminder in owed(commitment_, known_since, frozenset(sent), moment):
                if chance.random() < 0.2:
                    continue  # the process died before the transaction ended: nothing was sent or written
                sent |= set(reminder.keys)
                told += [reminder.days, *reminder.missed]
                reminders.append((today, reminder))
        moment += HOUR * chance.choice([7, 11]) if chance.random() < 0.9 else 24 * HOUR
    for _ in range(2):
        for reminder in owed(commitment_, known_since, frozenset(sent), noon(last)):
            sent |= set(reminder.keys)
            told += [reminder.days, *reminder.missed]
            reminders.append((last, reminder))
    expected = promised(commitment_.deadline.end, day_in_china(known_since), last)
    assert sorted(told) == sorted(expected)
    assert len(told) == len(set(told))
    for today, reminder in reminders:
        assert reminder.late is (reminder.day < today)
        assert all(abs(reminder.days) <= abs(days) for days in reminder.missed)


def promised(end, known, last):
    """Return the milestones that must be told up to a day, counted without the product."""
    if end < known:
        return []
    days = [180, 90, 30, 7, 1, 0, *(-7 * week for week in range(1, 13))]
    return [number for number in days if known < end - timedelta(days=number) <= last]


@pytest.mark.parametrize(
    ("end", "precision", "words"),
    [
        ("2027-06-30", Precision.DAY, "by 2027-06-30"),
        ("2027-06-30", Precision.MONTH, "by the end of 2027-06"),
        ("2027-09-30", Precision.QUARTER, "by the end of quarter 3 of 2027"),
        ("2027-06-30", Precision.HALF, "by the middle of 2027"),
        ("2027-12-31", Precision.HALF, "by the end of 2027"),
        ("2027-12-31", Precision.YEAR, "by the end of 2027"),
        ("2030-12-31", Precision.PLAN, "by the end of the plan period, 2030"),
        ("2050-12-31", Precision.CENTURY, "by 2050"),
        ("2028-02-01", Precision.DURATION, "by about 2028-02-01"),
    ],
)
def test_a_deadline_is_told_as_exactly_as_the_text_has_it(end, precision, words):
    day = date.fromisoformat(end)
    assert deadline_words(Period(day, day, precision, "", "D1")) == words


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("2027年", "D1", "“2027年”, a year: its last day → 2027-12-31"),
        (
            "今年底",
            "D4.part+list_head",
            "“今年底”, a part of a year, counted from the year of publication, at the head of the list → 2027-12-31",
        ),
        ("三年内", "D10+somewhere", "“三年内”, a span of time, counted from the day of publication, somewhere → 2027-12-31"),
        ("", "person", "given by a person → 2027-12-31"),
        ("", "odd", "by the rule odd of an earlier version → 2027-12-31"),
    ],
)  # fmt: skip
def test_how_the_day_was_worked_out_is_told(text, rule, words):
    day = date(2027, 12, 31)
    assert how_dated(Period(day, day, Precision.YEAR, text, rule)) == words


@pytest.mark.parametrize(
    ("text", "end", "precision"),
    [
        ("2027", "2027-12-31", Precision.YEAR),
        ("２０２７年底", "2027-12-31", Precision.YEAR),
        ("2027-2", "2027-02-28", Precision.MONTH),
        ("2027年6月底", "2027-06-30", Precision.MONTH),
        ("2027/6/30", "2027-06-30", Precision.DAY),
        ("2027年6月30日", "2027-06-30", Precision.DAY),
        ("2027-06-30 00:00:00", "2027-06-30", Precision.DAY),
    ],
)
def test_a_deadline_is_read_as_people_and_spreadsheets_write_it(text, end, precision):
    found = read_deadline(text, "import")
    assert (found.end.isoformat(), found.precision) == (end, precision)


@pytest.mark.parametrize("text", ["", "soon", "27-06-30", "2027-13", "2027-02-30", "20270630", "2027-06-30 14:00"])
def test_what_is_no_date_is_no_deadline(text):
    with pytest.raises(ValueError, match=r"write 2027|month must be|day is out of range"):
        read_deadline(text, "import")


def test_every_rule_and_place_of_a_date_has_words():
    assert {rule.name.partition(".")[0] for rule in date_rules.RULES} <= set(RULES)
    assert set(DateSource) - {DateSource.CLAUSE} <= set(PLACES)
