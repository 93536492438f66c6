"""
The sockets under the HTTP connections: every wait for the network happens in `Wire.wait`.

There the deadline of the whole request is kept (timeouts of HTTP libraries
count from the last byte, so a server that drips would never end), and there
the baton is passed on. The baton is a lock that a thread holds while it works
on a request and gives up while it waits: with 16 threads whose answers are all
there at once, handing Python's own lock around at every system call costs as
much CPU as the requests themselves (measured: 0.85 against 0.5 ms a request).
"""

from __future__ import annotations

import os
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import httpcore
import httpx

from .guard import Resolve

T = TypeVar("T")


class HopelessError(httpx.TransportError):
    """A transport error that the next attempt would meet again: unknown name, refused certificate."""


def is_numeric(host: str) -> bool:
    """Tell whether a host is an IP address, so that there is nothing to look up."""
    try:
        socket.inet_pton(socket.AF_INET6 if ":" in host else socket.AF_INET, host)
    except OSError:
        return False
    return True


class Wire(httpcore.NetworkBackend):
    """Opens the sockets of one connection at a time; told before each request what is allowed."""

    def __init__(self, baton: threading.Lock, monotonic: Callable[[], float], resolve: Resolve) -> None:
        self._baton = baton
        self._monotonic = monotonic
        self._resolve = resolve
        #: On the monotonic clock.
        self.deadline = 0.0
        #: Addresses to connect to instead of looking the name up.
        self.addresses: tuple[str, ...] = ()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - httpcore's interface
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 - httpcore's interface
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers."""
        failure: Exception = HopelessError(f"the host name {host} has no address")
        for address in self.addresses or self._look_up(host, port):
            try:
                return Stream(self._connect(address, port, timeout), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                failure = exc
        raise failure

    def _look_up(self, host: str, port: int) -> Iterable[str]:
        if is_numeric(host):
            return (host,)
        self._baton.release()
        try:
            return self._resolve(host, port)
        except (OSError, UnicodeError) as exc:
            # Not tried again: resolvers repeat their questions themselves.
            raise HopelessError(f"the host name {host} cannot be resolved: {exc}") from exc
        finally:
            self._baton.acquire()

    def _connect(self, address: str, port: int, timeout: float | None) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(0)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                sock.connect((address, port))
            except BlockingIOError:
                self.wait(sock, select.POLLOUT, timeout, httpcore.ConnectTimeout)
                code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code:
                    raise OSError(code, os.strerror(code)) from None
        except OSError as exc:
            sock.close()
            raise httpcore.ConnectError(str(exc)) from exc
        except BaseException:
            # Whatever ends the attempt, a signal too, the socket is nobody's: closed, and told on.
            sock.close()
            raise
        return sock

    def wait(
        self, sock: socket.socket, event: int, timeout: float | None, late: type[httpcore.TimeoutException]
    ) -> None:
        """Let others work until the socket is ready; raise `late` at the timeout or the deadline."""
        left = self.deadline - self._monotonic()
        seconds = left if timeout is None else min(left, timeout)
        ready: list[tuple[int, int]] = []
        if seconds > 0:
            poller = select.poll()
            poller.register(sock, event)
            self._baton.release()
            try:
                ready = poller.poll(seconds * 1000)
            finally:
                self._baton.acquire()
        if not ready:
            raise late(f"no answer for {max(seconds, 0):.3g} s")


class Stream(httpcore.NetworkStream):
    """A connected socket that never blocks: it waits by its wire."""

    def __init__(self, sock: socket.socket, wire: Wire) -> None:
        self._sock = sock
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes; empty at the end."""
        return self._until_done(
            lambda: self._sock.recv(max_bytes),
            select.POLLIN,
            timeout,
            (httpcore.ReadError, httpcore.ReadTimeout),
        )

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all bytes."""
        while buffer:
            sent = self._until_done(
                lambda rest=buffer: self._sock.send(rest),  # type: ignore[misc] # bound at once
                select.POLLOUT,
                timeout,
                (httpcore.WriteError, httpcore.WriteTimeout),
            )
            buffer = buffer[sent:]

    def close(self) -> None:
        """Close the socket."""
        self._sock.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection under TLS, the certificate and host name verified."""
        try:
            sock = ssl_context.wrap_socket(
                self._sock, server_hostname=server_hostname, do_handshake_on_connect=False
            )
            self._sock = sock
            self._until_done(
                sock.do_handshake, select.POLLIN, timeout, (httpcore.ConnectError, httpcore.ConnectTimeout)
            )
        except BaseException:
            # As above: a stream that is half made has no owner to close it.
            self.close()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks for: the TLS object, and whether an idle connection was closed."""
        if info == "is_readable":
            poller = select.poll()
            poller.register(self._sock, select.POLLIN)
            return bool(poller.poll(0))
        if info == "ssl_object" and isinstance(self._sock, ssl.SSLSocket):
            return self._sock
        return None

    def _until_done(
        self,
        step: Callable[[], T],
        event: int,
        timeout: float | None,
        errors: tuple[type[httpcore.NetworkError], type[httpcore.TimeoutException]],
    ) -> T:
        failed, late = errors
        while True:
            try:
                return step()
            except ssl.SSLWantReadError:
                event = select.POLLIN
            except ssl.SSLWantWriteError:
                event = select.POLLOUT
            except BlockingIOError:
                pass
            except ssl.SSLCertVerificationError as exc:
                raise HopelessError(f"its certificate was refused: {exc.verify_message}") from exc
            except ssl.SSLEOFError as exc:
                raise failed("the connection was cut") from exc
            except ssl.SSLError as exc:
                raise HopelessError(f"TLS failed: {exc.reason or exc}") from exc
            except OSError as exc:
                raise failed(str(exc)) from exc
            self._wire.wait(self._sock, event, timeout, late)
