"""Email by SMTP: one message to one recipient, each answer of the server judged."""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ..domain import Answer
from .answers import REASON_SHOWN, SENT, failed, refused, said, unknown

_DOT = re.compile(rb"^\.", re.MULTILINE)
#: A server that greylists accepts after some minutes (RFC 6647, 2.1).
GREYLISTED = {450: 300.0, 451: 300.0}
#: "Start mail input" (RFC 5321, 4.3.2).
GO_ON = 354


@dataclass(frozen=True, slots=True)
class Server:
    """How a mail server is reached; `mode` is Apprise's `insecure`, `starttls` or `ssl`."""

    host: str
    port: int
    mode: str = "insecure"
    user: str = ""
    password: str = ""
    timeout_s: float = 30.0
    verify: bool = True


def deliver(server: Server, sender: str, recipient: str, body: bytes) -> Answer:
    """Send one message, its lines ended by CRLF; unknown once all of it was written without an answer."""
    written = False
    try:
        with _session(server) as smtp:
            for code, words in (smtp.mail(sender), smtp.rcpt(recipient)):
                if not 200 <= code < 300:  # noqa: PLR2004  # 2yz is success
                    return judged(code, words)
            code, words = smtp.docmd("DATA")
            if code != GO_ON:
                answer = judged(code, words)
                return failed(f"SMTP {code} in place of {GO_ON}") if answer == SENT else answer
            written = True
            smtp.send(_DOT.sub(b"..", body) + b".\r\n")
            return judged(*smtp.getreply())
    except smtplib.SMTPResponseException as exc:
        words = exc.smtp_error if isinstance(exc.smtp_error, bytes) else str(exc.smtp_error).encode()
        return judged(exc.smtp_code, words)
    except smtplib.SMTPNotSupportedError as exc:
        return refused(f"the server cannot do it: {exc}")
    except (smtplib.SMTPException, OSError) as exc:
        name = type(exc).__name__
        return unknown(f"no answer to the message: {name}") if written else failed(f"no connection: {name}")


def judged(code: int, words: bytes) -> Answer:
    """Return what a reply means (RFC 5321, 4.2.1): 2yz yes, 4yz not now, 5yz no."""
    reason = f"SMTP {code}: {said(words)}"[:REASON_SHOWN]
    match code // 100:
        case 2:
            return SENT
        case 4:
            return failed(reason, GREYLISTED.get(code))
        case 5:
            return refused(reason)
    return failed(reason)  # no reply that RFC 5321 knows here: nothing was accepted


@contextlib.contextmanager
def _session(server: Server) -> Iterator[smtplib.SMTP]:
    """Yield a connection after greeting, encryption and login; what the server says to our farewell counts nothing."""
    name = _own_name()
    if server.mode == "ssl":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, name, timeout=server.timeout_s, context=_context(server.verify)
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, name, timeout=server.timeout_s)
    try:
        if server.mode == "starttls":
            smtp.starttls(context=_context(server.verify))
        smtp.ehlo_or_helo_if_needed()
        if server.user and server.password:
            smtp.login(server.user, server.password)
        yield smtp
    finally:
        # Taking leave is courtesy: what was sent is sent, and what failed is already on its way up.
        with contextlib.suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


@cache
def _own_name() -> str:
    """Return the name that we greet with; asking the resolver for it may take long."""
    return socket.getfqdn()


@lru_cache(maxsize=2)
def _context(verify: bool) -> ssl.SSLContext:  # noqa: FBT001  # the key of a cache
    """Return the rules of encryption; reading all certificate authorities takes 30 ms."""
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
