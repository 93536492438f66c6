"""
One replicated site: its resources, its answers to conditional requests, and its HTTP server.

The server is quiet, has a port of its own, and leaves no thread or connection
when it closes.
"""

from __future__ import annotations

import hashlib
import socket
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock, Thread
from typing import Any, Self

#: Name of the session cookie that some interfaces ask for.
COOKIE = "jpaas_session"
#: Request headers that decide the answer.
DECIDING = ("Cookie", "If-None-Match", "If-Modified-Since")
#: Seconds at most until a server notices that it has to stop.
POLL_S = 0.02
#: Path of the resource that answers every address without a resource of its own.
ANY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What a site has at one address."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = HTTPStatus.OK
    #: `etag+date`, `etag`, `date` or `none`.
    validators: str = "none"
    #: Whether loading it opens the session that other addresses of the site ask for.
    opens_session: bool = False
    #: The answer to a request without a session, instead of `body`; None if no session is needed.
    without_session: bytes | None = None


@dataclass(frozen=True, slots=True)
class DatedResource:
    """A resource and the moment of its last change."""

    resource: Resource
    #: Aware; whole seconds, as HTTP dates are.
    modified: datetime


@dataclass(frozen=True, slots=True)
class SiteResponse:
    """A response that is ready to be sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(dated: DatedResource, request_headers: Mapping[str, str]) -> SiteResponse:
    """Answer a GET as an origin server must (RFC 9110, sections 13.1 and 13.2)."""
    resource = dated.resource
    if resource.without_session is not None and COOKIE not in request_headers.get("Cookie", ""):
        body = resource.without_session
        return SiteResponse(HTTPStatus.OK, (("Content-Type", resource.content_type),), body)
    validators = _validators(dated)
    if _is_unmodified(dict(validators), request_headers):
        return SiteResponse(HTTPStatus.NOT_MODIFIED, validators, b"")
    headers = (("Content-Type", resource.content_type), *validators)
    if resource.opens_session:
        headers += (("Set-Cookie", f"{COOKIE}=demo; Path=/; HttpOnly"),)
    return SiteResponse(resource.status, headers, resource.body)


def _validators(dated: DatedResource) -> tuple[tuple[str, str], ...]:
    offered = dated.resource.validators
    digest = hashlib.sha256(dated.resource.body).hexdigest()[:16]
    pairs = (("etag", "ETag", f'"{digest}"'), ("date", "Last-Modified", format_datetime(dated.modified, usegmt=True)))
    return tuple((name, value) for kind, name, value in pairs if kind in offered)


def _is_unmodified(validators: Mapping[str, str], request_headers: Mapping[str, str]) -> bool:
    """
    Tell whether the client has a copy of the present version.

    If the client sends an entity tag, the date does not count (RFC 9110,
    section 13.2.2). Dates must be equal, which is the default of nginx.
    """
    tags = request_headers.get("If-None-Match")
    if tags is not None:
        return "ETag" in validators and validators["ETag"] in [tag.strip() for tag in tags.split(",")]
    since = request_headers.get("If-Modified-Since")
    return since is not None and since == validators.get("Last-Modified")


_NOT_FOUND = SiteResponse(HTTPStatus.NOT_FOUND, (("Content-Type", "text/plain; charset=utf-8"),), b"not found\n")


class SiteServer(ThreadingHTTPServer):
    """
    Serves the resources of one site, from threads of its own, while the context is entered.

    Every site has its own port, so that clients take it for a host of its own;
    other addresses of 127.0.0.0/8 answer on Linux only.
    """

    #: The server joins its threads when it closes, so that none outlives the replica.
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, host: str) -> None:
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._resources: Mapping[str, DatedResource] = {}
        #: Answers given so far, by status.
        self.answers: Counter[int] = Counter()
        super().__init__((host, 0), _Handler)
        self._thread = Thread(target=self.serve_forever, args=(POLL_S,))

    @property
    def origin(self) -> str:
        """`http://host:port`."""
        return f"http://{self.server_name}:{self.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop answering and close every connection, idle connections too."""
        self.shutdown()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):  # the client closed it first
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def publish(self, resources: Mapping[str, Resource], now: datetime) -> None:
        """Replace all resources of the site at once; a resource that did not change keeps its moment."""
        before = self._resources
        self._resources = {
            path: old if (old := before.get(path)) and old.resource == resource else DatedResource(resource, now)
            for path, resource in resources.items()
        }

    def respond(self, target: str, headers: Mapping[str, str]) -> SiteResponse:
        """Answer a GET for `target` (path and query) and count it."""
        resources = self._resources
        found = resources.get(target) or resources.get(target.partition("?")[0]) or resources.get(ANY)
        given = answer(found, headers) if found else _NOT_FOUND
        with self._lock:
            self.answers[given.status] += 1
        return given

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds without a network."""
        TCPServer.server_bind(self)
        host, port = self.socket.getsockname()[:2]
        self.server_name, self.server_port = str(host), int(port)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that the exit can close it."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection when it ends."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    #: Headers and body are two packets; the second must not wait until the first is acknowledged.
    disable_nagle_algorithm = True
    server: SiteServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client is gone
            super().handle()

    def do_GET(self) -> None:
        headers = {name: self.headers[name] for name in DECIDING if name in self.headers}
        given = self.server.respond(self.path, headers)
        self.send_response(given.status)
        for name, value in given.headers:
            self.send_header(name, value)
        if given.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(given.body)))
        self.end_headers()
        self.wfile.write(given.body)

    def log_message(self, *_: object) -> None:
        """Keep the terminal clean."""
