"""Email by SMTP: one message to one recipient of a `mailto(s)://` address, and what each reply means for it."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ...domain import SendResult
from .channel import REASON_SHOWN, SENT, Part, failed, refused, unknown, words_of
from .http_service import timeouts
from .letter import NAME, message
from .send_limit import BoundedReader, write_all

logger = logging.getLogger(__name__)

_DOT = re.compile(rb"^\.", re.MULTILINE)
#: Seconds to wait: a server that greylists accepts after some minutes (RFC 6647, 2.1).
GREYLISTED = {450: 300.0, 451: 300.0}
#: "Start mail input" (RFC 5321, 4.3.2).
GO_ON = 354


#: Bytes that a server may say in a session; real ones need a few hundred.
SAID_AT_MOST = 64 * 1024
#: The reply by which a server takes responsibility for a message (RFC 5321, 4.2.5 and 6.1).
ACCEPTED = 250


#: Seconds to wait for a reply, unless the address says otherwise by `?rto=`.
TIMEOUT_S = 30.0


class Mailbox:
    """
    One recipient of email.

    Apprise parses the address and knows the servers of large providers. Its own sending makes the MIME
    itself: one body, no Message-ID or References of ours, no inline calendar.
    """

    def __init__(self, plugin: Any, options: Mapping[str, str]) -> None:
        self._plugin = plugin
        self._timeouts = timeouts(plugin, options, (TIMEOUT_S, TIMEOUT_S))
        name, self.sender = plugin.from_addr[0], str(plugin.from_addr[1])
        self.sender_name = NAME if not name or name == plugin.app_id else str(name)

    @property
    def domain(self) -> str:
        """The sender's domain, for the ids of messages."""
        return self.sender.rpartition("@")[2]

    @property
    def problem(self) -> str:
        """An address must name its recipient; PGP is not supported."""
        if not self._plugin.targets:
            return "must name its recipient: ?to=name@example.org"
        return "" if self._plugin.pgp_mode == "no" else "asks for pgp, which is not supported"

    def deliver(self, part: Part) -> SendResult:
        """Send one message to the recipient."""
        plugin = self._plugin
        name, recipient = plugin.targets[0]
        server = MailServer(
            plugin.smtp_host,
            int(plugin.port),
            str(plugin.secure_mode),
            plugin.user or "",
            plugin.password or "",
            self._timeouts[1],
            plugin.verify_certificate,
        )
        reply_to = ", ".join(sorted(plugin.reply_to))
        body = message(part, (self.sender_name, self.sender), (name or "", recipient), reply_to)
        return deliver(server, self.sender, recipient, body)


@dataclass(frozen=True, slots=True)
class MailServer:
    """How to reach a mail server; `mode` is Apprise's `insecure`, `starttls` or `ssl`."""

    host: str
    port: int
    mode: str = "insecure"
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0
    verify: bool = True


def deliver(server: MailServer, sender: str, recipient: str, body: bytes) -> SendResult:
    """Send one message with CRLF line ends; it is sent only if a 250 answers its end, and unknown without an answer."""
    written = False
    try:
        with _session(server) as smtp:
            for code, words in (smtp.mail(sender), smtp.rcpt(recipient)):
                if not 200 <= code < 300:  # noqa: PLR2004  # 2yz is success
                    return not_accepted(code, words)
            code, words = smtp.docmd("DATA")
            if code != GO_ON:
                return not_accepted(code, words)
            written = True
            smtp.send(_DOT.sub(b"..", body) + b".\r\n")
            return judged(*smtp.getreply())
    except (smtplib.SMTPException, OSError, ValueError) as exc:
        return _no_reply(exc) if written else _not_begun(exc)


def judged(code: int, words: bytes) -> SendResult:
    """Return what the reply to a whole message means: 250 yes, 4yz not now, 5yz no, anything else nobody knows."""
    if code == ACCEPTED:
        return SENT
    if code // 100 in {4, 5}:
        return not_accepted(code, words)
    return unknown(f"SMTP {code} to the message: {words_of(words)}"[:REASON_SHOWN])


def not_accepted(code: int, words: bytes) -> SendResult:
    """Return what a reply means that ends a session before the message (RFC 5321, 4.2.1): 5yz no, the rest not now."""
    reason = f"SMTP {code}: {words_of(words)}"[:REASON_SHOWN]
    return refused(reason) if code // 100 == 5 else failed(reason, GREYLISTED.get(code))  # noqa: PLR2004  # 5yz


def _no_reply(exc: Exception) -> SendResult:
    return unknown(f"no answer to the message: {type(exc).__name__}")


def _not_begun(exc: Exception) -> SendResult:
    """Return why a session ended before the message."""
    match exc:
        case smtplib.SMTPResponseException():
            words = exc.smtp_error if isinstance(exc.smtp_error, bytes) else str(exc.smtp_error).encode()
            return not_accepted(exc.smtp_code, words)
        case smtplib.SMTPNotSupportedError():
            return refused(f"the server cannot do it: {exc}")
        case ValueError():  # a challenge that is no base64, an address that is not ASCII
            return refused(f"the message cannot be offered: {type(exc).__name__}")
    return failed(f"no connection: {type(exc).__name__}")


class _Session(smtplib.SMTP):
    """A session whose every read and write looks at the limit of the thread; `smtplib` bounds the wait for each byte."""

    def __init__(self, server: MailServer, **more: Any) -> None:
        self._timeout_s = server.timeout_s
        super().__init__(server.host, server.port, _own_name(), timeout=server.timeout_s, **more)

    def getreply(self) -> tuple[int, bytes]:
        """Return the next reply."""
        if self.file is None and self.sock is not None:  # a new connection, or a newly encrypted one
            self.file = io.BufferedReader(BoundedReader(self.sock, self._timeout_s, SAID_AT_MOST))
        return super().getreply()

    def send(self, s: Any) -> None:
        """Send text or bytes."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("please run connect() first")
        try:
            write_all(self.sock, s.encode(self.command_encoding) if isinstance(s, str) else s, self._timeout_s)
        except OSError as exc:
            self.close()
            raise smtplib.SMTPServerDisconnected("Server not connected") from exc


class _TlsSession(_Session, smtplib.SMTP_SSL):
    """A session that is encrypted from its first byte."""


@contextlib.contextmanager
def _session(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Yield a session after greeting, encryption and login; the server's reply to QUIT decides nothing."""
    smtp = _TlsSession(server, context=_context(server.verify)) if server.mode == "ssl" else _Session(server)
    try:
        if server.mode == "starttls":
            smtp.starttls(context=_context(server.verify))
        smtp.ehlo_or_helo_if_needed()
        if server.mode == "insecure" and smtp.has_extn("starttls"):
            _warn_of_clear_text(server.host, server.port)
        if server.user and server.password:
            smtp.login(server.user, server.password)
        yield smtp
    finally:
        # The message's fate is decided by now, and QUIT is a courtesy.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


@cache
def _warn_of_clear_text(host: str, port: int) -> None:
    """Warn once a process and server that mail goes unencrypted where it need not."""
    logger.warning(
        "mail goes out unencrypted although the server offers STARTTLS: write mailtos://…?mode=starttls",
        extra={"action": "mail_unencrypted", "host": host, "port": port},
    )


@cache
def _own_name() -> str:
    """Return the name for our greeting; kept, since the resolver may take long."""
    return socket.getfqdn()


@lru_cache(maxsize=2)
def _context(verify: bool) -> ssl.SSLContext:  # noqa: FBT001  # the key of a cache
    """Return the rules of encryption; kept, since it reads all certificate authorities."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
