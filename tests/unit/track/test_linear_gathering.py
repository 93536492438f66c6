"""Gathering compares a statement with few others, however many targets one body has set of one metric."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from types import FrameType

import pytest

from monitor.domain import Statement
from monitor.track import gather_targets
from statements import target

SHORT, LONG = 50, 200


def a_year_each(count: int) -> list[Statement]:
    """Each text sets another figure for another year."""
    return [
        target(f"{(date(2020, 1, 1) + timedelta(days=at)).isoformat()}", str(100 + at), f"{2027 + at}-12-31")
        for at in range(count)
    ]


def all_in_one_text(count: int) -> list[Statement]:
    """One text sets all figures for one day."""
    return [target("2025-01-01", str(100 + at), url="http://127.0.0.1/all") for at in range(count)]


def one_after_the_other(count: int) -> list[Statement]:
    """Each text revises the figure for the same day."""
    return [target(f"{(date(2020, 1, 1) + timedelta(days=at)).isoformat()}", str(100 + at)) for at in range(count)]


def again_and_again(count: int) -> list[Statement]:
    """Each text says the same."""
    return [target(f"{(date(2020, 1, 1) + timedelta(days=at)).isoformat()}") for at in range(count)]


def calls(statements: Sequence[Statement]) -> int:
    """Return how many functions gathering calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        gather_targets(statements)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("shape", "targets"), [(a_year_each, LONG), (all_in_one_text, LONG), (one_after_the_other, 1), (again_and_again, 1)]
)
def test_four_times_as_many_statements_cost_four_times_as_many_steps(
    shape: Callable[[int], list[Statement]], targets: int
) -> None:
    short, long = shape(SHORT), shape(LONG)
    gather_targets(long)  # what is kept of metrics and amounts is filled
    assert len(gather_targets(long)) == targets
    assert calls(long) <= 4.4 * calls(short)
