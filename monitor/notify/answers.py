"""What came of a message, told in one way for all services."""

from __future__ import annotations

from datetime import timedelta

from ..domain import Answer, Verdict
from .claims import visible

SENT = Answer(Verdict.SENT)
#: Characters of a service's own words that are kept.
REASON_SHOWN = 300
#: A service that asks us to wait longer is asked again after this all the same.
LONGEST_WAIT = timedelta(days=1)


def said(body: bytes) -> str:
    """Return an answer's words on one line, cut."""
    return visible(body[: 4 * REASON_SHOWN].decode(errors="replace"))[:REASON_SHOWN]


def failed(reason: str, wait_s: float | None = None) -> Answer:
    """Return that nothing arrived, and how many seconds the service asked us to wait."""
    wait = None if wait_s is None else min(timedelta(seconds=max(0.0, wait_s)), LONGEST_WAIT)
    return Answer(Verdict.FAILED, reason, wait)


def refused(reason: str) -> Answer:
    """Return that the service said no."""
    return Answer(Verdict.REFUSED, reason)


def unknown(reason: str) -> Answer:
    """Return that the message may have arrived."""
    return Answer(Verdict.UNKNOWN, reason)
