from datetime import date

import pytest

from monitor.text import periods


def test_plans_take_five_years() -> None:
    assert periods.plan(14).start == date(2021, 1, 1)
    assert periods.plan(15).end == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("day", "step", "later"),
    [
        (date(2024, 2, 29), {"years": 1}, date(2025, 2, 28)),
        (date(2025, 10, 31), {"months": 4}, date(2026, 2, 28)),
        (date(9999, 1, 1), {"years": 5}, date(9999, 12, 1)),
    ],
)
def test_steps_clamp_to_the_months_end(day: date, step: dict[str, int], later: date) -> None:
    assert periods.later(day, **step) == later


def test_the_last_day_keeps_the_precision() -> None:
    assert periods.last_day(periods.quarter(2025, 2)) == periods.Interval(
        date(2025, 6, 30), date(2025, 6, 30), "quarter"
    )
