"""One HTTP request to a chat service, and what its answer means for the message."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError
from urllib3.exceptions import SSLError as TlsError

from ..domain import Answer
from .answers import failed, refused, said, unknown

#: Bytes of an answer that are read; the services need a few hundred.
ANSWER_READ = 64 * 1024
#: Seconds in which the body of an answer has come.
ANSWER_S = 30.0
#: Answers after which the service behind the one that answered may have taken the message.
_UNCERTAIN = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
#: Refusals of the moment, not of the message.
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True, slots=True)
class Post:
    """A request that carries a message."""

    url: str
    body: bytes
    #: Seconds to connect, and between two bytes of the answer.
    timeouts: tuple[float, float]
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    params: Mapping[str, str] = field(default_factory=dict)
    auth: tuple[str, str] | None = None
    verify: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete answer with a status of success."""

    body: bytes

    @property
    def text(self) -> str:
        """The answer's own words, short."""
        return said(self.body)

    def json(self) -> dict[str, Any]:
        """Return the object in the body; empty for anything else."""
        return _object(self.body)


def json_body(value: object) -> bytes:
    """Return a value as JSON in UTF-8; what cannot be encoded becomes a question mark."""
    return json.dumps(value, ensure_ascii=False).encode(errors="replace")


def send(post: Post, now: datetime, monotonic: Callable[[], float] = time.monotonic) -> Reply | Answer:
    """
    Send once, without redirects and retries; return a success to be judged, or what happened instead.

    The reasons never hold the address: chat services carry their secrets in it.
    """
    try:
        with requests.request(
            post.method,
            post.url,
            data=post.body,
            params=dict(post.params),
            headers={"User-Agent": "aiplus-monitor", **post.headers},
            auth=post.auth,
            timeout=post.timeouts,
            verify=post.verify,
            allow_redirects=False,
            stream=True,
        ) as response:
            status, headers = response.status_code, response.headers
            body = _read(response, monotonic)
    except requests.RequestException as exc:
        return _unanswered(exc)
    except (HTTPError, OSError) as exc:  # the stream's own: a head came, its body did not
        return unknown(f"the answer broke off: {type(exc).__name__}")
    if status // 100 == 2:  # noqa: PLR2004  # the class of success, RFC 9110, 15.3
        return Reply(body)
    return _rejected(status, headers, body, now)


def _read(response: requests.Response, monotonic: Callable[[], float]) -> bytes:
    """Return the beginning of the body; a server that drips is not waited for."""
    body = b""
    until = monotonic() + ANSWER_S
    while len(body) < ANSWER_READ:
        got = response.raw.read1(ANSWER_READ, decode_content=True)
        if not got:
            break
        body += got
        if monotonic() > until:
            raise TimeoutError
    return body


def _unanswered(exc: requests.RequestException) -> Answer:
    """Return failed where no connection came about, else unknown: the request may have been read."""
    cause: object = exc.args[0] if exc.args else exc
    while isinstance(cause, MaxRetryError):
        cause = cause.reason
    if isinstance(exc, requests.ConnectTimeout) or isinstance(cause, ConnectTimeoutError):
        return failed("no connection: timeout")
    if isinstance(cause, NewConnectionError) or isinstance(exc, requests.exceptions.ProxyError):
        return failed(f"no connection: {type(cause).__name__}")
    if isinstance(cause, TlsError) and isinstance(cause.args[0], ssl.SSLCertVerificationError):
        return failed("no connection: its certificate is not valid")
    if isinstance(exc, requests.Timeout):
        return unknown("no answer in time")
    if isinstance(exc, requests.ConnectionError):
        return unknown(f"the connection broke before the answer: {type(cause).__name__}")
    return refused(f"the request cannot be made: {type(exc).__name__}")  # a malformed address


def _rejected(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Answer:
    reason = f"HTTP {status}: {said(body)}".rstrip(": ")
    wait = retry_after(headers.get("Retry-After", ""), now)
    if status in _UNCERTAIN:
        return unknown(reason)
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return failed(reason, _wait_in(body) if wait is None else wait)
    return refused(reason)


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After field asks for, as a number or a date (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


def _wait_in(body: bytes) -> float | None:
    """Return the seconds that the bodies of Telegram, Discord (`retry_after`) and Matrix (`retry_after_ms`) ask for."""
    document = _object(body)
    parameters = document.get("parameters")
    said = parameters if isinstance(parameters, dict) else document
    for name, unit in (("retry_after", 1), ("retry_after_ms", 1000)):
        if isinstance(wait := said.get(name), int | float):
            return float(wait) / unit
    return None


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
