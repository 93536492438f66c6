"""
A chat service over HTTP: one request for one part, and what the answer means for the part.

Apprise parses the addresses. Its own plugins call a message sent when WeCom, DingTalk, Feishu and Lark answer
200 with an error code, and never say whether a message may have arrived; so our own services send instead.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

from ...domain import SendResult
from .channel import LONGEST_WAIT, ChatForm, Part, failed, refused, unknown, words_of

if TYPE_CHECKING:
    import requests

#: Bytes of an answer that we read; the services need a few hundred.
ANSWER_READ = 64 * 1024
#: Statuses after which the server behind the one that answered may have taken the message.
_UNCERTAIN = {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT}
#: Statuses that refuse the moment, not the message.
_BUSY = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True, slots=True)
class HttpPost:
    """A request that carries a part of a message."""

    url: str
    body: bytes
    #: Seconds to connect, and to wait for the next byte of the answer.
    timeouts: tuple[float, float]
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    params: Mapping[str, str] = field(default_factory=dict)
    auth: tuple[str, str] | None = None
    verify: bool = True


@dataclass(frozen=True, slots=True)
class HttpReply:
    """A complete answer with a status of 2xx."""

    body: bytes

    @property
    def text(self) -> str:
        """The words of the answer, cut."""
        return words_of(self.body)

    def json(self) -> dict[str, Any]:
        """Return the object in the body; empty for anything else."""
        return _object(self.body)


def json_body(value: object) -> bytes:
    """Return a value as JSON in UTF-8; what cannot be encoded becomes a question mark."""
    return json.dumps(value, ensure_ascii=False).encode(errors="replace")


def send_once(post: HttpPost, now: datetime) -> HttpReply | SendResult:
    """
    Send once, without redirects and retries; return a 2xx answer for the service to judge, else the result.

    Reasons never hold the address, in which chat services carry their secrets.
    """
    # Imported here because a check without new alerts sends nothing.
    import requests  # noqa: PLC0415 -- see above
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 -- see above

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
            body = _read(response)
    except requests.RequestException as exc:
        return _unanswered(exc)
    except (HTTPError, OSError) as exc:  # of the stream: a head came, its body did not
        return unknown(f"the answer broke off: {type(exc).__name__}")
    if status // 100 == 2:  # noqa: PLR2004  # the class of success, RFC 9110, 15.3
        return HttpReply(body)
    return _rejected(status, headers, body, now)


def _read(response: requests.Response) -> bytes:
    """Return the beginning of the body."""
    body = b""
    while len(body) < ANSWER_READ:
        got = response.raw.read1(ANSWER_READ, decode_content=True)
        if not got:
            break
        body += got
    return body


def _unanswered(exc: requests.RequestException) -> SendResult:
    """Return failed where there was no connection, else unknown, since the server may have read the request."""
    import requests  # noqa: PLC0415 -- imported by `send_once`
    from urllib3 import exceptions  # noqa: PLC0415 -- imported by `send_once`

    cause: object = exc.args[0] if exc.args else exc
    while isinstance(cause, exceptions.MaxRetryError):
        cause = cause.reason
    if isinstance(exc, requests.ConnectTimeout) or isinstance(cause, exceptions.ConnectTimeoutError):
        return failed("no connection: timeout")
    if isinstance(cause, exceptions.NewConnectionError) or isinstance(exc, requests.exceptions.ProxyError):
        return failed(f"no connection: {type(cause).__name__}")
    if isinstance(cause, exceptions.SSLError) and isinstance(cause.args[0], ssl.SSLCertVerificationError):
        return failed("no connection: its certificate is not valid")
    if isinstance(exc, requests.Timeout):
        return unknown("no answer in time")
    if isinstance(exc, requests.ConnectionError):
        return unknown(f"the connection broke before the answer: {type(cause).__name__}")
    return refused(f"the request cannot be made: {type(exc).__name__}")  # a malformed address


def _rejected(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> SendResult:
    reason = f"HTTP {status}: {words_of(body)}".rstrip(": ")
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
    except (ValueError, OverflowError):  # no date, or none that Python can hold
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())


def _wait_in(body: bytes) -> float | None:
    """Return the seconds that a body asks for: Telegram and Discord in `retry_after`, Matrix in `retry_after_ms`."""
    document = _object(body)
    parameters = document.get("parameters")
    fields = parameters if isinstance(parameters, dict) else document
    for name, unit in (("retry_after", 1), ("retry_after_ms", 1000)):
        wait = fields.get(name)
        if isinstance(wait, int | float) and not isinstance(wait, bool):
            # An int may have more digits than a float can hold.
            return float(min(wait, LONGEST_WAIT.total_seconds() * unit)) / unit
    return None


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):  # no JSON, or brackets nested too deep
        return {}
    return value if isinstance(value, dict) else {}


class HttpService:
    """
    One recipient of a chat service; each service judges its own answers.

    `plugin` is Apprise's for the address, used for what it parsed; `options` are the parameters of the address.
    """

    #: What the service takes, and the seconds that it demands between two messages.
    form: ClassVar[ChatForm]
    gap_s: ClassVar[float] = 0.0

    def __init__(self, plugin: Any, options: Mapping[str, str]) -> None:
        self.plugin = plugin
        self.options = options

    @property
    def problem(self) -> str:
        """What keeps us from using an address that Apprise accepts; empty if nothing does."""
        return ""

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send one part once and judge the answer; `now` is for signatures and for dates until which to wait."""
        raise NotImplementedError

    def post(self, url: str, body: bytes, now: datetime, **more: Any) -> HttpReply | SendResult:
        """Post JSON to the service, or to the gateway that the address names."""
        headers = {"Content-Type": "application/json; charset=utf-8", **more.pop("headers", {})}
        post = HttpPost(
            through(self.options.get("gateway", ""), url),
            body,
            timeouts(self.plugin, self.options),
            headers=headers,
            verify=bool(self.plugin.verify_certificate),
            **more,
        )
        return send_once(post, now)

    @property
    def base(self) -> str:
        """Scheme, host and port of an address that names its host."""
        port = f":{self.plugin.port}" if self.plugin.port else ""
        return f"{'https' if self.plugin.secure else 'http'}://{self.plugin.host}{port}"


def timeouts(plugin: Any, options: Mapping[str, str], usual: tuple[float, float] = (10.0, 20.0)) -> tuple[float, float]:
    """Return the seconds to connect and to wait for an answer: those of `?cto=` and `?rto=`, else the usual ones."""
    connect = float(plugin.socket_connect_timeout) if "cto" in options else usual[0]
    read = float(plugin.socket_read_timeout) if "rto" in options else usual[1]
    return (connect, read)


def through(gateway: str, url: str) -> str:
    """Return a service's address moved to a gateway: a reverse proxy or a private installation."""
    if not gateway:
        return url
    parts, base = urlsplit(url), urlsplit(gateway)
    return urlunsplit((base.scheme, base.netloc, base.path.rstrip("/") + parts.path, parts.query, ""))
