"""
The network under the requests: httpx transports that connect only where they may, and that end in time.

Each way to a host has a transport of its own: httpx searches a pool of many
connections anew for every request, which costs more than the requests. An
`httpx.Client` above it would only follow redirects and keep cookies, and both
are decided here, in `fetcher`. The transports share their TLS contexts, because
loading the trusted roots costs more than a whole check.
"""

from __future__ import annotations

import math
import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import httpcore
import httpx

from ..errors import StoppedError
from .guard import HopelessError, Resolve, is_numeric, read_proxy
from .pacing import Limits

#: Seconds after which an idle connection is not used again: servers close theirs from 15 s on.
KEEPALIVE_S = 15.0
#: Seconds between two looks at the stop flag while a server is silent.
LOOK_S = 0.5
#: Bytes of a request that are written between two looks at the deadline.
PIECE = 16 * 1024
#: Bytes before the head of the answer is complete. This also ends an endless row of `100 Continue`.
MAX_HEAD = 128 * 1024
#: Named `ssl.OP_LEGACY_SERVER_CONNECT` from Python 3.12 on: servers without RFC 5746.
LEGACY_SERVER_CONNECT = 0x4


class Bounds:
    """What the request under way may do: until when, to which addresses, with how long a head."""

    def __init__(self, stop: threading.Event, monotonic: Callable[[], float], resolve: Resolve) -> None:
        self._stop = stop
        self._monotonic = monotonic
        self.resolve = resolve
        #: Addresses that were checked; empty: look the name up.
        self.addresses: tuple[str, ...] = ()
        self._deadline = 0.0
        self._head_left: float = 0

    def begin(self, deadline: float, addresses: tuple[str, ...]) -> None:
        """Set deadline (on the monotonic clock) and allowed addresses of the next request."""
        self._deadline = deadline
        self.addresses = addresses
        self._head_left = MAX_HEAD

    def end_head(self) -> None:
        """Stop counting: the head of the answer is complete."""
        self._head_left = math.inf

    def count(self, size: int) -> None:
        """Count bytes that came; raise when they are too many for the head of an answer."""
        self._head_left -= size
        if self._head_left < 0:
            raise httpcore.RemoteProtocolError(f"no answer within its first {MAX_HEAD // 1024} KiB")

    def end_of(self, timeout: float | None) -> float:
        """Return when a step that begins now must end."""
        return min(self._deadline, self._monotonic() + (math.inf if timeout is None else timeout))

    def seconds_until(self, end: float) -> float:
        """
        Return how long a step may still take; not above 0 when it is too late.

        Raises:
            StoppedError: the service is told to stop.

        """
        if self._stop.is_set():
            raise StoppedError
        return end - self._monotonic()


class BoundedStream(httpcore.NetworkStream):
    """A connection whose every read and write looks at the bounds of its request."""

    def __init__(self, stream: httpcore.NetworkStream, bounds: Bounds) -> None:
        self._stream = stream
        self._bounds = bounds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes; empty at the end."""
        end = self._bounds.end_of(timeout)
        while (seconds := self._bounds.seconds_until(end)) > 0:
            try:
                data = self._stream.read(max_bytes, min(seconds, LOOK_S))
            except httpcore.ReadTimeout:
                continue  # look at the stop flag, then wait on until `end`
            self._bounds.count(len(data))
            return data
        raise httpcore.ReadTimeout(silence(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""
        for start in range(0, len(buffer), PIECE):
            seconds = self._bounds.seconds_until(self._bounds.end_of(timeout))
            if seconds <= 0:
                raise httpcore.WriteTimeout(silence(timeout))
            self._stream.write(buffer[start : start + PIECE], seconds)

    def close(self) -> None:
        """Close the socket."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS, the certificate and host name verified."""
        try:
            seconds = self._bounds.seconds_until(self._bounds.end_of(timeout))
            stream = self._stream.start_tls(ssl_context, server_hostname, max(seconds, 0.001))
        except httpcore.ConnectTimeout as exc:
            raise httpcore.ConnectTimeout(silence(timeout)) from exc
        except httpcore.ConnectError as exc:
            raise tls_failure(exc) from exc
        except BaseException:
            # httpcore does not know the connection yet, so it is closed here.
            self.close()
            raise
        return BoundedStream(stream, self._bounds)

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks for, such as whether the server closed an idle connection."""
        return self._stream.get_extra_info(info)


def silence(timeout: float | None) -> str:
    """Return the words for a server that did not answer in time."""
    return "no answer in time" if timeout is None else f"no answer for {timeout:.3g} s"


def tls_failure(error: httpcore.ConnectError) -> Exception:
    """Return the error that a failed handshake is told by; the same certificate fails again."""
    match error.__cause__:
        case ssl.SSLCertVerificationError() as cause:
            return HopelessError(f"its certificate was refused: {cause.verify_message}")
        case ssl.SSLEOFError():
            return httpcore.ConnectError("the connection was cut")
        case ssl.SSLError() as cause:
            return HopelessError(f"TLS failed: {cause.reason or cause}")
    return error


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to the addresses that the request was checked for, and to no others."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        failure: Exception = HopelessError(f"the host name {host} has no address")
        for address in self._bounds.addresses or self._look_up(host, port):
            seconds = self._bounds.seconds_until(self._bounds.end_of(timeout))
            if seconds <= 0:
                raise httpcore.ConnectTimeout(silence(timeout))
            try:
                stream = self._sockets.connect_tcp(address, port, seconds, local_address, socket_options)
            except httpcore.ConnectError as exc:
                failure = exc
            except httpcore.ConnectTimeout:
                failure = httpcore.ConnectTimeout(silence(timeout))
            else:
                return BoundedStream(stream, self._bounds)
        raise failure

    def _look_up(self, host: str, port: int) -> Iterable[str]:
        if is_numeric(host):
            return (host,)
        try:
            return self._bounds.resolve(host, port)
        except (OSError, UnicodeError) as exc:
            # Not tried again: resolvers repeat their questions themselves.
            raise HopelessError(f"the host name {host} cannot be resolved: {exc}") from exc


class BoundedTransport(httpx.HTTPTransport):
    """httpx's transport over a `CheckedBackend`; `deadline` and `addresses` are extensions of the request."""

    def __init__(self, bounds: Bounds, context: ssl.SSLContext, proxy: httpx.Proxy | None) -> None:
        super().__init__(verify=context, trust_env=False)
        self._bounds = bounds
        # httpx has no argument for the network backend, so the pool that it made is replaced.
        self._pool = make_pool(CheckedBackend(bounds), context, proxy)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its answer, the body still to be read."""
        self._bounds.begin(request.extensions["deadline"], request.extensions["addresses"])
        response = super().handle_request(request)
        self._bounds.end_head()
        return response


def make_pool(backend: CheckedBackend, context: ssl.SSLContext, proxy: httpx.Proxy | None) -> httpcore.ConnectionPool:
    """Return a pool of one connection: a host is asked one request at a time."""
    if proxy is None:
        return httpcore.ConnectionPool(
            context, max_connections=1, keepalive_expiry=KEEPALIVE_S, network_backend=backend
        )
    return httpcore.HTTPProxy(
        str(proxy.url.copy_with(path="/")),
        proxy.raw_auth,
        ssl_context=context,
        max_connections=1,
        keepalive_expiry=KEEPALIVE_S,
        network_backend=backend,
    )


class Contexts:
    """TLS contexts, each made when first needed and then shared by all transports; all of them verify."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: dict[int | None, ssl.SSLContext] = {}
        #: For plain HTTP: it trusts nobody, and loads no roots.
        self.empty = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def get(self, level: int | None) -> ssl.SSLContext:
        """Return the context for an OpenSSL security level (1 or 0), or the normal one for None."""
        with self._lock:
            context = self._made.get(level)
            if context is None:
                context = self._made[level] = create_context(level)
            return context


def create_context(level: int | None) -> ssl.SSLContext:
    """
    Return a context that verifies certificates and host names.

    Level 1 accepts weak keys and SHA-1, level 0 TLS 1.0 and 1.1 too; both
    accept servers without secure renegotiation. Trusted roots are those of
    `SSL_CERT_FILE` or `SSL_CERT_DIR` where set, else certifi's.
    """
    context = httpx.create_ssl_context()
    if level is not None:
        context.options |= LEGACY_SERVER_CONNECT
        context.set_ciphers(f"DEFAULT@SECLEVEL={level}")
        if level == 0:
            # Naming TLSv1 itself warns of deprecation; SSL 3 stays off by its own option.
            context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    return context


class Way(NamedTuple):
    """What makes two requests fit for the same transport."""

    scheme: str
    host: str
    proxy: str | None
    legacy_tls: int | None
    #: The connection goes to an address that was checked before.
    checked: bool


class Transports:
    """Opens transports, and keeps those used last, with their connections, for a next request."""

    def __init__(
        self, limits: Limits, transport: httpx.BaseTransport | None, make_bounds: Callable[[], Bounds]
    ) -> None:
        self._limits = limits
        self._transport = transport
        self._make_bounds = make_bounds
        self._contexts = Contexts()
        self._lock = threading.Lock()
        self._idle: OrderedDict[Way, httpx.BaseTransport] = OrderedDict()
        self._closed = False

    @contextmanager
    def lend(self, way: Way) -> Iterator[httpx.BaseTransport]:
        """Lend the transport of a way; it must not be asked for twice at a time."""
        with self._lock:
            transport = self._idle.pop(way, None)
        transport = transport or self._open(way)
        try:
            yield transport
        finally:
            self._take_back(way, transport)

    def _take_back(self, way: Way, transport: httpx.BaseTransport) -> None:
        with self._lock:
            self._idle[way] = transport
            surplus = []
            while len(self._idle) > (0 if self._closed else self._limits.idle_connections):
                surplus.append(self._idle.popitem(last=False)[1])
        self._close(surplus)

    def _open(self, way: Way) -> httpx.BaseTransport:
        return self._transport or BoundedTransport(
            self._make_bounds(),
            self._contexts.get(way.legacy_tls) if way.scheme == "https" else self._contexts.empty,
            None if way.proxy is None else read_proxy(way.proxy),
        )

    def close(self) -> None:
        """Close the idle transports now, and those in use when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, OrderedDict()
        self._close(idle.values())

    def _close(self, transports: Iterable[httpx.BaseTransport]) -> None:
        for transport in transports:
            # A transport that was given belongs to whoever gave it.
            if self._transport is None:
                transport.close()
