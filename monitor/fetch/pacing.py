"""Politeness: limits, one request to a host at a time with pauses between them, and retries."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import httpx
import tenacity
from protego import Protego

from ..domain import RobotsFile
from ..errors import FetchError, RobotsError

#: How a host is reached: proxy and TLS level.
Approach = tuple[str | None, int | None]

#: Our product token: what a `User-agent:` line names us by.
TOKEN = "aiplus-monitor"  # noqa: S105 - a name, no secret

#: A file counts for 24 hours (RFC 9309, section 2.4) …
FRESH = timedelta(hours=24)
#: … and for 30 days while no newer file can be had (section 2.3.1.4).
STALE = timedelta(days=30)
#: A host that did not answer is asked for its robots.txt again after this.
UNANSWERED = timedelta(minutes=10)
#: … or after this, where the network gave no answer at all: that often passes soon.
UNREACHED = timedelta(minutes=1)
#: RFC 9309, section 2.5: parse at least 500 KiB; what follows is ignored.
MAX_BYTES = 500 * 1024


def origin_of(url: httpx.URL) -> str:
    """Return `scheme://host[:port]`, the scope of a robots.txt."""
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def is_answer(file: RobotsFile) -> bool:
    """Tell whether a robots.txt was read or is known not to exist; without an answer nothing is read from the host."""
    return 0 < file.status < HTTPStatus.INTERNAL_SERVER_ERROR


def parse_body(body: bytes) -> str:
    """Return the text of a robots.txt: UTF-8, without byte order mark."""
    return body[:MAX_BYTES].decode("utf-8-sig", "replace")


class RobotsFiles:
    """The robots.txt of every origin asked, and those learned since the store last took them."""

    def __init__(self, files: Iterable[RobotsFile]) -> None:
        self._lock = threading.Lock()
        #: The last answer of each origin.
        self._answers = {file.origin: file for file in files if is_answer(file)}
        #: The last failed request for the file, by origin and approach: another proxy may succeed.
        self._failures: dict[tuple[str, Approach], RobotsFile] = {}
        self._rules: dict[str, tuple[RobotsFile, Protego]] = {}
        self._learned: dict[str, RobotsFile] = {}
        self._asking: dict[str, threading.Lock] = {}

    def learned(self) -> tuple[RobotsFile, ...]:
        """Return the answers received since the last call; failures are not among them."""
        with self._lock:
            learned, self._learned = self._learned, {}
        return tuple(learned.values())

    def current(self, origin: str, approach: Approach, now: datetime, ask: Callable[[], RobotsFile]) -> RobotsFile:
        """Return the file that counts now; ask for it if no fresh one is known, one thread per origin at a time."""
        known = self._known(origin, approach, now)
        if known is not None:
            return known
        with self._lock:
            asking = self._asking.setdefault(origin, threading.Lock())
        with asking:
            # Another thread may have asked while this one waited.
            return self._known(origin, approach, now) or self._remember(ask(), approach, now)

    def _known(self, origin: str, approach: Approach, now: datetime) -> RobotsFile | None:
        answer = self._answers.get(origin)
        if answer is not None and now - answer.fetched_at < FRESH:
            return answer
        failure = self._failures.get((origin, approach))
        if failure is None or now - failure.fetched_at >= (UNANSWERED if failure.status else UNREACHED):
            return None
        return answer if answer is not None and now - answer.fetched_at < STALE else failure

    def _remember(self, file: RobotsFile, approach: Approach, now: datetime) -> RobotsFile:
        with self._lock:
            if is_answer(file):
                self._answers[file.origin] = self._learned[file.origin] = file
            else:
                self._failures[file.origin, approach] = file
        return self._known(file.origin, approach, now) or file

    def rules(self, file: RobotsFile) -> Protego | None:
        """Return the rules of a file, parsed once; None when it holds no rules."""
        if not (HTTPStatus.OK <= file.status < HTTPStatus.MULTIPLE_CHOICES and file.body):
            return None
        parsed = self._rules.get(file.origin)
        if parsed is None or parsed[0] is not file:
            # Two threads may parse the same file at once; their results are equal.
            parsed = self._rules[file.origin] = (file, Protego.parse(file.body))
        return parsed[1]


def obey(file: RobotsFile, rules: Protego | None, url: str) -> float:
    """
    Return the Crawl-delay in seconds that applies to us (0 when none is given).

    4xx means that there are no rules (RFC 9309, section 2.3.1.3), as do too many redirects.

    Raises:
        RobotsError: the address is forbidden, or the host did not say (section 2.3.1.4).

    """
    if not is_answer(file):
        why = f"status {file.status}" if file.status else file.body
        failure = RobotsError(
            url, f"{why}: no answer for {file.origin}/robots.txt, and without it nothing is read there now"
        )
        failure.unreachable = not file.status
        raise failure
    if rules is None:
        return 0.0
    if not rules.can_fetch(url, TOKEN):
        raise RobotsError(url, f"{file.origin}/robots.txt forbids this address to {TOKEN}")
    return rules.crawl_delay(TOKEN) or 0.0


MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one fetch; times in seconds."""

    #: For a TCP connection to one address, and for a piece of the request to be taken.
    connect_s: float = 10.0
    #: Between two pieces of an answer. Some list services need 15 s for the first.
    read_s: float = 30.0
    #: For one request as a whole, from the connection to the last byte of the body.
    deadline_s: float = 90.0
    #: Of a body, as it comes and after decompression. Long JSON listings have about 1 MB.
    max_bytes: int = 16 * MIB
    #: Per fetch, and per robots.txt (RFC 9309, section 2.3.1.2, asks for at least five).
    max_redirects: int = 5
    #: Requests for one address before it is given up, the first included.
    attempts: int = 3
    #: Wait before the second attempt; doubles up to `backoff_cap_s`.
    backoff_s: float = 1.0
    backoff_cap_s: float = 30.0
    #: A site that asks for a longer pause by Retry-After is left alone until the next check.
    retry_after_cap_s: float = 60.0
    #: A host that asks for fewer requests is left alone as long as it asks, but no longer than this.
    closed_cap_s: float = 86_400.0
    #: A Crawl-delay in robots.txt is honoured up to this.
    crawl_delay_cap_s: float = 30.0
    #: Transports kept with their connection for a next request to their hosts.
    idle_connections: int = 32


class HostCookies(httpx.Cookies):
    """The cookies of a host, sent and kept with each request to it."""

    def keep(self, request: httpx.Request, response: httpx.Response) -> None:
        """Keep the cookies that an answer sets."""
        if "set-cookie" in response.headers:
            response.request = request
            self.extract_cookies(response)


class Host:
    """A host: a lock for its one request at a time, when the last request ended, and its cookies."""

    def __init__(self) -> None:
        self.cookies = HostCookies()
        #: From robots.txt, already capped.
        self.crawl_delay_s = 0.0
        #: Set by a site that said "too many requests": when (monotonic) it may be asked again.
        self.closed_until: float | None = None
        self._lock = threading.Lock()
        self._ended_at: float | None = None
        #: Gap of the source of the previous request. The larger gap of two sources counts before and after.
        self._gap_s = 0.0

    @contextmanager
    def turn(self, gap_s: float, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> Iterator[None]:
        """Hold the host for one request, which begins when the gap after the request before is over."""
        with self._lock:
            if self._ended_at is not None:
                due = self._ended_at + max(gap_s, self._gap_s, self.crawl_delay_s)
                while (wait := due - monotonic()) > 0:
                    sleep(wait)
            try:
                yield
            finally:
                self._ended_at = monotonic()
                self._gap_s = gap_s


class Hosts:
    """All hosts that were asked, by name."""

    def __init__(self) -> None:
        self._hosts: dict[str, Host] = {}

    def get(self, name: str) -> Host:
        """Return the record of a host, the same for all threads."""
        # `setdefault` is atomic: of two records made at once only the first is used.
        return self._hosts.get(name) or self._hosts.setdefault(name, Host())


#: Answers that mean "not now": too many requests, and a gateway or server that is down for a while.
TRANSIENT_STATUSES = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
)

#: `Retry-After: 120`, up to some thirty years; not `-1` or `1.5`.
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
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def when_to_come_back(seconds: float, now: datetime) -> str:
    """Return the words for a pause that is too long to wait for."""
    # The date of an endless pause would be beyond the calendar: ten years is the most.
    back = now + timedelta(seconds=min(seconds, 315_360_000))
    return f"the site asks to come back in {seconds:.0f} s, after {back:%Y-%m-%d %H:%M} UTC"


def make_retrying(
    limits: Limits, sleep: Callable[[float], None], retry_after: Callable[[Any], float | None]
) -> tenacity.Retrying:
    """
    Return a caller that repeats transient failures and transient answers.

    The last failure is raised and the last answer returned as they are, for the
    Fetcher to judge. `retry_after` gives the pause in seconds that an answer
    asks for, or None.
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
