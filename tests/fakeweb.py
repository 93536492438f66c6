"""A web for tests: a fake clock, sources, a fake site that answers in memory, real servers on loopback."""

import re
import socket
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from monitor.domain import Evidence, Format, Layout, Level, Page, Request, RobotsFile, Source, SourceKind, Validators
from monitor.fetch import Fetcher

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
USER_AGENT = "Mozilla/5.0 (compatible; aiplus-monitor/0.1; +mailto:desk@example.org)"
PUBLIC_ADDRESS = "93.184.216.34"


class FakeTime:
    """A clock that moves when someone sleeps, and at no other time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 1000.0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        with self._lock:
            return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.sleeps.append(seconds)
            self._now += seconds

    def advance(self, seconds: float) -> None:
        with self._lock:
            self._now += seconds


def make_source(*listings: str | Request, **changes: object) -> Source:
    """Return a source with these listings and no gap."""
    source = Source(
        id="example",
        name="示例",
        name_en="Example",
        issuer="示例部门",
        region="全国",
        level=Level.NATIONAL,
        kind=SourceKind.POLICY,
        family="example",
        evidence=Evidence.DESCRIBED,
        listings=tuple(Request(item) if isinstance(item, str) else item for item in listings),
        layout=Layout(format=Format.HTML, link_pattern=re.compile("t")),
        min_gap_s=0.0,
    )
    return replace(source, **changes)  # type: ignore[arg-type] # the test's own fields


Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


class Site:
    """A fake web: what each address answers, in order, the last for ever; unknown robots.txt are 404."""

    def __init__(self) -> None:
        self._answers: dict[str, list[Answer]] = {}
        self.requests: list[httpx.Request] = []

    def add(self, url: str, *answers: Answer) -> None:
        self._answers[url] = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answers = self._answers.get(str(request.url))
        if answers is None:
            return httpx.Response(404)
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, httpx.Response):
            return answer
        return answer(request)

    @property
    def asked(self) -> list[str]:
        """Addresses asked for, without robots.txt."""
        return [str(r.url) for r in self.requests if r.url.path != "/robots.txt"]


@dataclass
class Bench:
    """A Fetcher on a fake web and a fake clock."""

    site: Site
    time: FakeTime
    addresses: dict[str, str]
    fetcher: Fetcher
    robots: tuple[RobotsFile, ...] = ()

    def fetch(
        self, request: str | Request, source: Source | None = None, validators: Validators | None = None
    ) -> Page | None:
        request = Request(request) if isinstance(request, str) else request
        return self.fetcher.fetch(request, source or make_source(request), NOW, validators)

    def page(self, request: str | Request, source: Source | None = None) -> Page:
        page = self.fetch(request, source)
        assert page is not None
        return page


@dataclass
class Connection:
    """One request that reached a loopback server."""

    sock: socket.socket
    head: bytes
    #: Set when the test is over: handlers that hang wait for it.
    over: threading.Event
    #: How many requests came on this connection before.
    number: int = 0

    @property
    def path(self) -> str:
        return self.head.split(b" ", 2)[1].decode()

    def send(self, data: bytes) -> None:
        with suppress(OSError):  # the client may be gone, as many tests want
            self.sock.sendall(data)

    def reply(self, body: bytes, status: str = "200 OK", headers: str = "") -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
        self.send(head.encode() + body)


Handler = Callable[[Connection], None]


@dataclass
class Server:
    """A server on loopback whose handler writes raw bytes; robots.txt is 404."""

    handler: Handler
    context: object = None
    host: str = "127.0.0.1"
    connections: int = 0
    heads: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._listener = socket.create_server((self.host, 0), backlog=64)
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def url(self, path: str = "/", host: str = "", scheme: str = "http") -> str:
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def _accept(self) -> None:
        with suppress(OSError):  # already closed
            while True:
                sock, _ = self._listener.accept()
                self.connections += 1
                self._open.append(sock)
                thread = threading.Thread(target=self._serve, args=(sock,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError), ExitStack() as stack:  # the client may be gone, as many tests want
            stack.callback(sock.close)
            if self.context is not None:
                sock = self.context.wrap_socket(sock, server_side=True)  # type: ignore[attr-defined] # SSLContext
                stack.callback(sock.close)
            number = 0
            while head := self._read_head(sock):
                self.heads.append(head)
                connection = Connection(sock, head, self._over, number)
                number += 1
                if connection.path == "/robots.txt":
                    connection.reply(b"", "404 Not Found")
                else:
                    self.handler(connection)

    @staticmethod
    def _read_head(sock: socket.socket) -> bytes:
        head = b""
        while b"\r\n\r\n" not in head:
            data = sock.recv(65536)
            if not data:
                return b""
            head += data
        return head

    def close(self) -> None:
        self._over.set()
        with suppress(OSError):  # already closed
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._open:
            with suppress(OSError):  # closed by its client
                sock.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)


def make_certificate(folder: Path, *key: str) -> Path:
    path = folder / "certificate.pem"
    names = "subjectAltName=IP:127.0.0.1,DNS:site.example"
    command = ["openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=loopback", "-addext", names]
    command += ["-newkey", *key, "-keyout", str(folder / "key.pem"), "-out", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + (folder / "key.pem").read_bytes())
    return path
