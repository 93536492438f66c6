"""
Connections: an httpx transport over httpcore whose sockets are ours.

One `Line` is one connection to one origin. Because a host is asked by one
thread at a time, a line needs no pool: httpx's own searches its connections
anew for each request and costs the more the more are open.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NamedTuple

import httpcore
import httpx

from .guard import Resolve
from .limits import Limits
from .sockets import HopelessError, Wire
from .tls import Contexts

#: Seconds after which an idle connection is not used again: servers close theirs from 15 s on.
KEEPALIVE_S = 15.0

TRANSPORT_ERRORS = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
)


class LineKey(NamedTuple):
    """What makes two requests fit for the same connection."""

    scheme: str
    host: str
    port: int | None
    proxy: str | None
    legacy_tls: int | None
    #: The connection goes to an address that was checked before.
    checked: bool


class Translated:
    """Turns httpcore's errors into httpx's; has no state, and is entered five times a request."""

    def __enter__(self) -> None:
        """Begin; nothing to do."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise what an error is called by httpx; leave others as they are."""
        if isinstance(error, httpcore.LocalProtocolError):
            raise httpx.LocalProtocolError(str(error)) from error
        if isinstance(error, TRANSPORT_ERRORS):
            raise httpx.TransportError(str(error) or type(error).__name__) from error


translated = Translated()


def read_proxy(text: str) -> httpx.Proxy:
    """
    Return a proxy's address and credentials.

    Raises:
        HopelessError: it is none that we can use; the message leaves its password out.

    """
    try:
        proxy = httpx.Proxy(text)
    except (httpx.InvalidURL, ValueError) as exc:
        raise HopelessError("the `proxy` of the source is no address") from exc
    if proxy.url.scheme != "http" or not proxy.url.host:
        raise HopelessError("the `proxy` of the source must be an http:// address")
    return proxy


class Line(httpx.BaseTransport):
    """One connection to one origin, opened anew when it was closed; used by one thread at a time."""

    def __init__(
        self, wire: Wire, baton: threading.Lock, connect: Callable[[], httpcore.ConnectionInterface]
    ) -> None:
        self._wire = wire
        self._baton = baton
        self._connect = connect
        self._connection = connect()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; `deadline` and `addresses` are read from its extensions."""
        self._wire.deadline = request.extensions["deadline"]
        self._wire.addresses = request.extensions["addresses"]
        url = request.url
        inner = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.content,
            extensions=request.extensions,
        )
        with self._baton, translated:
            answer = self._ready_connection().handle_request(inner)
        return httpx.Response(answer.status, headers=answer.headers, stream=LineStream(answer, self._baton))

    def _ready_connection(self) -> httpcore.ConnectionInterface:
        if self._connection.is_closed() or self._connection.has_expired():
            self._connection.close()
            self._connection = self._connect()
        return self._connection

    def close(self) -> None:
        """Close the connection; the next request opens a new one."""
        self._connection.close()


class LineStream(httpx.SyncByteStream):
    """The body of an answer, as it comes from the connection."""

    def __init__(self, answer: httpcore.Response, baton: threading.Lock) -> None:
        self._answer = answer
        self._baton = baton

    def __iter__(self) -> Iterator[bytes]:
        chunks = self._answer.iter_stream()
        while True:
            with self._baton, translated:
                chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk

    def close(self) -> None:
        """End the answer; the connection is kept only when the body was read to its end."""
        with self._baton, translated:
            self._answer.close()


class Lines:
    """Opens lines, and keeps the last used ones for a next request to their origins."""

    def __init__(
        self,
        limits: Limits,
        monotonic: Callable[[], float],
        resolve: Resolve,
        transport: httpx.BaseTransport | None,
    ) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._resolve = resolve
        self._transport = transport
        self._contexts = Contexts()
        self._baton = threading.Lock()
        self._lock = threading.Lock()
        self._idle: OrderedDict[LineKey, httpx.BaseTransport] = OrderedDict()
        self._closed = False

    @contextmanager
    def line(self, key: LineKey) -> Iterator[httpx.BaseTransport]:
        """Lend a line; it must not be asked for twice at a time."""
        if self._transport is not None:
            yield self._transport
            return
        with self._lock:
            line = self._idle.pop(key, None)
        line = line or self._open(key)
        try:
            yield line
        finally:
            self._take_back(key, line)

    def _take_back(self, key: LineKey, line: httpx.BaseTransport) -> None:
        with self._lock:
            self._idle[key] = line
            surplus = []
            while len(self._idle) > (0 if self._closed else self._limits.idle_connections):
                surplus.append(self._idle.popitem(last=False)[1])
        for old in surplus:
            old.close()

    def _open(self, key: LineKey) -> Line:
        wire = Wire(self._baton, self._monotonic, self._resolve)
        origin = httpcore.Origin(
            key.scheme.encode(), key.host.encode(), key.port or (443 if key.scheme == "https" else 80)
        )
        context = self._contexts.get(key.legacy_tls) if key.scheme == "https" else None
        if key.proxy is None:
            return Line(
                wire,
                self._baton,
                lambda: httpcore.HTTPConnection(
                    origin, ssl_context=context, keepalive_expiry=KEEPALIVE_S, network_backend=wire
                ),
            )
        proxy = read_proxy(key.proxy)
        pool = httpcore.HTTPProxy(
            proxy_url=str(proxy.url.copy_with(path="/")),
            proxy_auth=proxy.raw_auth,
            ssl_context=context,
            keepalive_expiry=KEEPALIVE_S,
            network_backend=wire,
        )
        return Line(wire, self._baton, lambda: pool.create_connection(origin))

    def close(self) -> None:
        """Close the idle lines now, and those in use when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, OrderedDict()
        for line in idle.values():
            line.close()
