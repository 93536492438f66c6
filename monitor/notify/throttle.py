"""Gaps between requests to one service, so that it does not turn us away."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock


class Throttle:
    """Waits until a channel may be used again; threads may share it, processes keep their own."""

    def __init__(
        self,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, channel: str, gap_s: float) -> None:
        """Wait until the gap since the last use is over, and begin the next."""
        with self._lock:
            now = self._monotonic()
            begin = max(now, self._free.get(channel, now))
            self._free[channel] = begin + gap_s
        if begin > now:
            self._sleep(begin - now)
