"""The HTTP server of one replicated site: quiet, with a port of its own, closed without a trace."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Lock, Thread
from typing import Any, Self

from .resources import DECIDING, Answer, Stored, answer

#: Seconds until a server notices that it shall stop.
POLL_S = 0.02
#: Path whose resource answers every address that has none of its own.
ANY = "*"

_NOT_FOUND = Answer(HTTPStatus.NOT_FOUND, (("Content-Type", "text/plain; charset=utf-8"),), b"not found\n")


class SiteServer(ThreadingHTTPServer):
    """
    Serves the resources of one site from threads of its own while it is entered.

    Every site has its own port, so that clients count it as a host of its own
    (other addresses of 127.0.0.0/8 answer on Linux only).
    """

    #: Threads are joined when the server closes: none outlives the replica.
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, host: str) -> None:
        self._lock = Lock()
        self._open: set[socket.socket] = set()
        self._resources: Mapping[str, Stored] = {}
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
        """Stop answering and close every connection, idle ones too."""
        self.shutdown()
        with self._lock:
            connections = tuple(self._open)
        for connection in connections:
            with suppress(OSError):  # the client was quicker
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def show(self, resources: Mapping[str, Stored]) -> None:
        """Replace everything that stands on the site at once."""
        self._resources = resources

    def respond(self, target: str, headers: Mapping[str, str]) -> Answer:
        """Answer a GET for `target` (path and query) and count it."""
        resources = self._resources
        found = resources.get(target) or resources.get(target.partition("?")[0]) or resources.get(ANY)
        given = answer(found, headers) if found else _NOT_FOUND
        with self._lock:
            self.answers[given.status] += 1
        return given

    def server_bind(self) -> None:
        """Bind without the look-up of the host's name, which can take seconds without a network."""
        TCPServer.server_bind(self)
        host, port = self.socket.getsockname()[:2]
        self.server_name, self.server_port = str(host), int(port)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that the exit can end it."""
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
    #: Headers and body leave in two packets; the second must not wait for the first's acknowledgement.
    disable_nagle_algorithm = True
    server: SiteServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # the client went away: nobody is left to tell
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
