from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakeweb import NOW
from monitor.fetch.pacing import parse_retry_after, when_to_come_back


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 5 ", 5),
        ("Tue, 24 Nov 2026 08:00:30 GMT", 30),
        ("Tue, 24 Nov 2026 16:01:00 +0800", 60),
        ("Tuesday, 24-Nov-26 08:00:10 GMT", 10),
        ("Tue Nov 24 08:00:07 2026", 7),
        ("Tue, 24 Nov 2026 07:00:00 GMT", 0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value, seconds):
    assert parse_retry_after(value, NOW) == seconds


@pytest.mark.parametrize("value", ["", "soon", "-1", "1.5", "1e3", "9" * 5000, "٣", "Tue, 99 Nov 2026 08:00:30 GMT"])
def test_an_unreadable_retry_after_is_none(value):
    assert parse_retry_after(value, NOW) is None


@given(st.text(max_size=60))
def test_no_retry_after_breaks_the_reader(value):
    seconds = parse_retry_after(value, NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(0, 10**9 - 1))
def test_any_number_of_seconds_is_itself(seconds):
    assert parse_retry_after(str(seconds), NOW) == seconds


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - bounds are naive by Hypothesis's rule
def test_a_date_means_the_time_until_it_and_never_less_than_nothing(moment):
    moment = moment.replace(microsecond=0)
    expected = max(0.0, (moment - NOW).total_seconds())
    assert parse_retry_after(format_datetime(moment, usegmt=True), NOW) == expected


@given(st.floats(0, 1e12))
def test_words_for_any_pause_can_be_made(seconds):
    assert "the site asks to come back in" in when_to_come_back(seconds, NOW)


def test_the_words_name_the_moment():
    assert when_to_come_back(3600, NOW) == "the site asks to come back in 3600 s, after 2026-11-24 09:00 UTC"
    assert NOW + timedelta(hours=1) == datetime(2026, 11, 24, 9, tzinfo=UTC)
