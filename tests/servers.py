"""Local servers that behave like the real ones; tests talk to them over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Server = TypeVar("Server", bound=ThreadingHTTPServer)


class Sink(ThreadingHTTPServer):
    """A chat service: keeps what it was sent, answers as it was told."""

    daemon_threads = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.received: list[dict[str, object]] = []
        #: Set as soon as something was received.
        self.told = threading.Event()
        self.status = 200

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"


class Answering(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.received.append(json.loads(body))
            self.server.told.set()
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def sink() -> Iterator[Sink]:
    with running(Sink()) as server:
        yield server


class Forms(Sink):
    """A service that takes forms: Apprise's own plugin speaks to it."""

    def __init__(self) -> None:
        super().__init__()
        self.RequestHandlerClass = ReadingForms


class ReadingForms(Answering):
    def do_POST(self) -> None:
        self.server.received.append({"form": self.rfile.read(int(self.headers["Content-Length"])).decode()})
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def forms() -> Iterator[Forms]:
    with running(Forms()) as server:
        yield server


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Manner(StrEnum):
    """How a service treats one request."""

    ACCEPT = "accept"  # judges it as the real one does
    REFUSE = "refuse"  # says no, in a 200 where the real one does
    LIMIT = "limit"  # says that it was too fast, in a 200 where the real one does
    TOO_MANY = "429 with Retry-After in seconds"
    TOO_MANY_UNTIL = "429 with Retry-After as a date"
    BROKEN = "500"
    BUSY = "503"
    GATEWAY = "502"
    MOVED = "302"
    PORTAL = "a web page in place of an answer"
    HANG = "hang"  # the request is read, no answer comes
    RESET = "reset"  # the request is read, the connection is torn down
    BREAK = "break"  # an answer begins and breaks off
    LOSE = "lose"  # the message is accepted, its answer is lost on the way


#: Longer than our own first waits.
RETRY_AFTER_S = 420
#: The moment for those who are told a date.
NOW = datetime(2025, 4, 2, 4, tzinfo=UTC)
PLAIN_ANSWERS = {
    Manner.TOO_MANY: (429, b"slow down"),
    Manner.TOO_MANY_UNTIL: (429, b"slow down"),
    Manner.BROKEN: (500, b"internal error"),
    Manner.BUSY: (503, b"try later"),
    Manner.GATEWAY: (502, b"bad gateway"),
    Manner.MOVED: (302, b""),
    Manner.PORTAL: (200, b"<html>please log in</html>"),
}


@dataclass(frozen=True)
class Asked:
    """A request as a service reads it."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: dict[str, Any]


class Chat(ThreadingHTTPServer):
    """A service that speaks HTTP and JSON: judges what it is sent and keeps what it accepts."""

    daemon_threads = False
    #: What it says when it is told to refuse, and when it is told to limit.
    refusal: tuple[int, object] = (403, {"error": "forbidden"})
    limit: tuple[int, object] = (429, {"error": "too many"})

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listening)
        #: For the next requests, in order; `usual` when empty.
        self.manners: list[Manner] = []
        self.usual = Manner.ACCEPT
        #: How it treated the last request.
        self.last: Manner | None = None
        self.asked: list[Asked] = []
        self.accepted: list[Asked] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        """Return status and document; a status of 200 with `accepted` true is kept."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        self.asked.append(asked)
        manner = self.last = self.manners.pop(0) if self.manners else self.usual
        if manner in PLAIN_ANSWERS:
            return PLAIN_ANSWERS[manner]
        if manner is Manner.LOSE:
            self.judge(asked)
        if manner in {Manner.HANG, Manner.RESET, Manner.BREAK, Manner.LOSE}:
            raise Silence(manner)
        status, said = {
            Manner.ACCEPT: lambda: self.judge(asked),
            Manner.REFUSE: lambda: self.refusal,
            Manner.LIMIT: lambda: self.limit,
        }[manner]()
        return status, said.encode() if isinstance(said, str) else json.dumps(said).encode()


class Silence(Exception):  # noqa: N818 -- it is what the service does
    pass


class Listening(BaseHTTPRequestHandler):
    server: Chat

    def do_POST(self) -> None:
        read = self.rfile.read(int(self.headers["Content-Length"]))
        parts = urlsplit(self.path)
        asked = Asked(parts.path, dict(parse_qsl(parts.query)), dict(self.headers), json.loads(read))
        self.close_connection = True
        try:
            status, body = self.server.answer(asked)
        except Silence as silence:
            self._be_silent(Manner(silence.args[0]))
            return
        self.send_response(status)
        if status == 429:
            then = format_datetime(NOW + timedelta(seconds=RETRY_AFTER_S), usegmt=True)
            dated = self.server.last is Manner.TOO_MANY_UNTIL
            self.send_header("Retry-After", then if dated else str(RETRY_AFTER_S))
        if status == 302:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_PUT = do_POST  # noqa: N815 -- as http.server calls it

    def _be_silent(self, manner: Manner) -> None:
        if manner is Manner.HANG:
            self.server.released.wait(20)
        if manner is Manner.BREAK:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
            self.wfile.flush()
        # No time to linger: the connection is reset, not closed.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # the connection may be reset, as above
            super().finish()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def chat(kind: type[Chat]) -> Iterator[Any]:
    with running(kind()) as server:
        try:
            yield server
        finally:
            server.released.set()


class Post(Controller):
    """A mail server; recipients and contents are judged by what stands in them."""

    def __init__(self, password: str = "") -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        login = {"authenticator": self.authenticate, "auth_require_tls": False} if password else {}
        super().__init__(self, hostname="127.0.0.1", port=self.socket.getsockname()[1], **login)
        self.password = password
        self.letters: list[EmailMessage] = []
        self.envelopes: list[tuple[str, tuple[str, ...]]] = []
        #: For the next messages, in order; `usual` when empty.
        self.manners: list[Manner] = []
        self.usual = Manner.ACCEPT

    @property
    def address(self) -> str:
        return f"mailto://127.0.0.1:{self.port}?from=monitor@watch.example&to=reader@office.example"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        del server, session, envelope, mechanism
        return AuthResult(success=data.password == self.password.encode(), handled=False)

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.socket)

    async def handle_RCPT(  # noqa: N802 -- as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, recipient: str, options: list[str]
    ) -> str:
        del server, session, options
        if recipient.startswith("nobody@"):
            return "550 5.1.1 <nobody@office.example>: no such user"
        if recipient.startswith("grey@"):
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(recipient)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- the name that aiosmtpd calls
        del session
        manner = self.manners.pop(0) if self.manners else self.usual
        match manner:
            case Manner.REFUSE:
                return "554 5.7.1 message refused as spam"
            case Manner.BUSY:
                return "452 4.3.1 out of storage"
            case Manner.HANG:
                await asyncio.sleep(20)
            case Manner.RESET:
                server.transport.abort()
                return "421 gone"
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(email.message_from_bytes(content, EmailMessage, policy=email.policy.default))
        self.envelopes.append((envelope.mail_from or "", tuple(envelope.rcpt_tos)))
        if manner is Manner.LOSE:
            server.transport.abort()
        return "250 2.0.0 OK queued"

    def bodies(self) -> list[str]:
        return [letter["Subject"] + "\n" + letter.get_body(("plain",)).get_content() for letter in self.letters]


@contextmanager
def post(password: str = "") -> Iterator[Post]:
    server = Post(password)
    server.start()
    try:
        yield server
    finally:
        server.stop(no_assert=True)


@contextmanager
def script(*answers: bytes) -> Iterator[int]:
    """Yield the port of a server that says its lines whatever it is told, one to each of the client's, and hangs up."""

    def serve() -> None:
        with contextlib.suppress(OSError):  # the client may leave in the middle, as some tests want
            connection, _ = listening.accept()
            with connection, connection.makefile("rwb") as file:
                for answer in answers:
                    file.write(answer)
                    file.flush()
                    line = file.readline()
                    while answer.startswith(b"354") and line not in {b".\r\n", b""}:
                        line = file.readline()

    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.close()
            thread.join(10)


@contextmanager
def endless(
    line: bytes, first: bytes = b"", pause_s: float = 0.0, on_accept: Callable[[], None] = lambda: None
) -> Iterator[int]:
    """Yield the port of a server that says one line again and again until the client leaves or the test ends."""
    over = threading.Event()

    def serve() -> None:
        with contextlib.suppress(OSError):  # the client leaves in the middle, as the tests want
            connection, _ = listening.accept()
            with connection:
                on_accept()
                connection.sendall(first)
                while not over.wait(pause_s):
                    connection.sendall(line)

    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            listening.close()
            thread.join(10)


@contextmanager
def deaf() -> Iterator[int]:
    """Yield the port of a server to which clients connect, but which never reads a byte."""
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]
