"""When a request is tried again, and how long to wait before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import tenacity

from ..errors import FetchError
from .limits import Limits

#: Answers that mean "not now": too many requests, and a gateway or server that is down for a while.
TRANSIENT_STATUSES = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)

#: `Retry-After: 120`; not `-1`, not `1.5`, and nothing beyond some thirty years.
_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


class TransientError(FetchError):
    """A transport error that may be gone at the next attempt."""


def parse_retry_after(value: str, now: datetime) -> float | None:
    """
    Return the seconds that a Retry-After header asks to wait, never negative.

    RFC 9110, section 10.2.3: a number of seconds or an HTTP date. None when it is neither.

    >>> parse_retry_after("120", datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def when_to_come_back(seconds: float, now: datetime) -> str:
    """Return the words for a pause that is too long to wait for."""
    # A date beyond the calendar is cut at ten years.
    back = now + timedelta(seconds=min(seconds, 315_360_000))
    return f"the site asks to come back in {seconds:.0f} s, after {back:%Y-%m-%d %H:%M} UTC"


def make_retrying(
    limits: Limits, sleep: Callable[[float], None], retry_after: Callable[[Any], float | None]
) -> tenacity.Retrying:
    """
    Return a caller that repeats transient failures and transient answers.

    The last failure is raised and the last answer returned as they are: the
    caller of the caller judges them. `retry_after` gives the pause in seconds
    that an answer asks for, or None.
    """
    backoff = tenacity.wait_exponential(multiplier=limits.backoff_s, max=limits.backoff_cap_s)

    def wait(state: tenacity.RetryCallState) -> float:
        outcome = state.outcome
        asked = None if outcome is None or outcome.failed else retry_after(outcome.result())
        return backoff(state) if asked is None else asked

    def last(state: tenacity.RetryCallState) -> Any:
        return state.outcome.result() if state.outcome else None

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(limits.attempts),
        wait=wait,
        retry=tenacity.retry_if_exception_type(TransientError)
        | tenacity.retry_if_result(lambda answer: answer.status in TRANSIENT_STATUSES),
        sleep=sleep,
        retry_error_callback=last,
    )
