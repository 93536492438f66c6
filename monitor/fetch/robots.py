"""What robots.txt says (RFC 9309), remembered for a day."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http import HTTPStatus

import httpx
from protego import Protego

from ..domain import RobotsFile
from ..errors import RobotsError

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
            url,
            f"{why}: no answer for {file.origin}/robots.txt, and without it nothing is read there now",
        )
        failure.unreachable = not file.status
        raise failure
    if rules is None:
        return 0.0
    if not rules.can_fetch(url, TOKEN):
        raise RobotsError(url, f"{file.origin}/robots.txt forbids this address to {TOKEN}")
    return rules.crawl_delay(TOKEN) or 0.0
