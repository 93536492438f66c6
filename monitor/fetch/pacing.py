"""Politeness: requests to one host are made one at a time, with a pause between them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx


class Host:
    """One host: whose turn it is, when it was last asked, and the cookies it gave us."""

    def __init__(self) -> None:
        self.cookies: httpx.Cookies | None = None
        #: From robots.txt, already capped.
        self.crawl_delay_s = 0.0
        #: Set by a site that said "too many requests": when (monotonic) it may be asked again.
        self.closed_until: float | None = None
        self._lock = threading.Lock()
        self._ended_at: float | None = None
        #: Gap that the previous request asked for: the stricter of two sources wins on both sides.
        self._gap_s = 0.0

    @contextmanager
    def turn(
        self, gap_s: float, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> Iterator[None]:
        """Hold the host for one request, begun when the gap since the end of the last one is over."""
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
        """Return the one record of a host."""
        # `setdefault` is atomic; a lost extra record was never seen by anyone.
        return self._hosts.get(name) or self._hosts.setdefault(name, Host())
