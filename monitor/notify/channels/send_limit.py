"""
How long a thread may send: every read and write of its connections looks at a deadline and at the stop flag.

Time-outs of sockets bound the wait for a next byte, and start anew with each: a server that says a byte now and then
would hold a sender for ever.
"""

from __future__ import annotations

import http.client
import io
import math
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from threading import Event
from typing import Any

#: Seconds that one request, or one session with a mail server, may take in all; less than a claim lasts.
SEND_S = 90.0
#: Seconds between two looks at the stop flag while a server is silent.
LOOK_S = 0.5
#: Bytes of an answer that are read, its head included; this also ends an endless row of `100 Continue`.
HEARD_AT_MOST = 128 * 1024


@dataclass(frozen=True, slots=True)
class SendLimit:
    """Until when (monotonic) a thread may send."""

    until: float
    stop: Event

    def next_look(self, until: float) -> float:
        """
        Return for how many seconds a step that must end at a moment may wait before the next look.

        Raises:
            TimeoutError: the time is over, or the service is told to stop.

        """
        left = min(self.until, until) - time.monotonic()
        if left <= 0 or self.stop.is_set():
            raise TimeoutError
        return min(left, LOOK_S)


#: The limit of the present thread; a context variable, because Apprise's plugins take no argument for it.
LIMIT: ContextVar[SendLimit] = ContextVar("LIMIT", default=SendLimit(math.inf, Event()))  # noqa: B039 -- never set


@contextmanager
def limited(stop: Event, seconds: float = SEND_S) -> Iterator[None]:
    """Bound what this thread sends in the block; nothing is sent any more once `stop` is set."""
    bound_connections()
    token = LIMIT.set(SendLimit(time.monotonic() + seconds, stop))
    try:
        yield
    finally:
        LIMIT.reset(token)


class BoundedReader(io.RawIOBase):
    """What a server says, up to a number of bytes, within the limit of the thread."""

    def __init__(self, connection: socket.socket, silence_s: float, most: int) -> None:
        self._connection = connection
        # While a file of it is open, closing the connection leaves the rest of the answer readable.
        self._file = connection.makefile("rb", buffering=0)
        self._silence_s = silence_s
        self._left = most

    def readable(self) -> bool:
        """Tell `io.BufferedReader` that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read what comes next; empty at the end."""
        until = time.monotonic() + self._silence_s
        while self._left > 0:
            self._connection.settimeout(LIMIT.get().next_look(until))
            try:
                count = self._connection.recv_into(buffer, min(len(buffer), self._left))
            except TimeoutError:
                continue  # look at the limit, then wait on
            self._left -= count
            return count
        raise TimeoutError

    def close(self) -> None:
        """Let the connection go."""
        self._file.close()
        super().close()


def write_all(connection: socket.socket, data: bytes, silence_s: float) -> None:
    """Send all bytes, within the limit of the thread."""
    rest, until = memoryview(data), time.monotonic() + silence_s
    while rest:
        connection.settimeout(LIMIT.get().next_look(until))
        with suppress(TimeoutError):  # look at the limit, then wait on
            rest = rest[connection.send(rest) :]


@cache
def bound_connections() -> None:
    """
    Let all connections of urllib3 keep the limits of their threads.

    Its pools take their connections from an attribute of their class. Nothing narrower reaches the requests of
    Apprise's plugins; sites are not asked through urllib3.
    """
    from urllib3 import connection, connectionpool, exceptions  # noqa: PLC0415 -- only who sends needs it

    class BoundedAnswer(http.client.HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **more: Any) -> None:
            super().__init__(sock, *args, **more)
            self.fp.close()
            self.fp = io.BufferedReader(BoundedReader(sock, sock.gettimeout() or SEND_S, HEARD_AT_MOST))

    class Bounded:
        response_class = BoundedAnswer
        sock: Any
        timeout: Any

        def connect(self) -> None:
            try:
                LIMIT.get().next_look(math.inf)
            except TimeoutError as exc:
                raise exceptions.ConnectTimeoutError("no time is left") from exc
            left = LIMIT.get().until - time.monotonic()
            self.timeout = min(self.timeout or left, left)
            super().connect()  # type: ignore[misc] # of the connection that this is mixed into

        def send(self, data: bytes) -> None:
            if self.sock is None:
                self.connect()
            write_all(self.sock, data, self.timeout)

    connectionpool.HTTPConnectionPool.ConnectionCls = type("BoundedHttp", (Bounded, connection.HTTPConnection), {})
    connectionpool.HTTPSConnectionPool.ConnectionCls = type("BoundedHttps", (Bounded, connection.HTTPSConnection), {})
