"""Requests and answers inside the room: headers, redirects, and what an answer becomes."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import quote, urlencode

import httpx

from ..domain import Page, Request, Validators
from ..errors import FetchError
from .guard import host_of, parse_url
from .pacing import TRANSIENT_STATUSES

#: Redirects that are followed; 300 and 304 name no address to go to.
REDIRECTS = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)
#: Of these, the ones that repeat the request with its method and body (RFC 9110, section 15.4).
SAME_METHOD = frozenset({HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT})

#: Compressions that we read. One may lie over the other: servers with a compressing proxy in front do that.
ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})
MAX_ENCODINGS = 2
#: zlib's window size, with gzip and zlib headers recognised by themselves.
EITHER_HEADER = zlib.MAX_WBITS | 32
#: Raw deflate, which some servers send under the name of `deflate`.
NO_HEADER = -zlib.MAX_WBITS
#: Low four bits of a zlib stream's first byte (RFC 1950): the method, 8 for deflate.
ZLIB_METHOD = 8
#: First byte of every gzip member (RFC 1952).
GZIP_MAGIC = b"\x1f"

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_STATUSES = frozenset(HTTPStatus)

Headers = tuple[tuple[bytes, bytes], ...]

#: What we send unless a source's own headers say otherwise. Only encodings that `decompress` can read.
DEFAULT_HEADERS: Headers = (
    (b"Accept", b"text/html,application/xhtml+xml,application/json,application/xml;q=0.9,*/*;q=0.8"),
    (b"Accept-Language", b"zh-CN,zh;q=0.9,en;q=0.5"),
    (b"Accept-Encoding", b"gzip, deflate"),
)
#: Headers that a redirect to another host does not get.
PRIVATE_HEADERS = frozenset({b"authorization", b"cookie"})

#: `text/html; charset="gb2312"`; not `text/html`.
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it goes out."""

    url: httpx.URL
    method: str = "GET"
    headers: Headers = ()
    body: bytes = b""
    #: IP addresses to connect to; empty: look the name up.
    addresses: tuple[str, ...] = ()
    #: Bytes of the answer's body that are of interest; None: all, and too many are an error.
    cut_at: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, its body read and decompressed."""

    url: httpx.URL
    status: int
    headers: httpx.Headers
    body: bytes
    #: Seconds that Retry-After asks for.
    retry_after_s: float | None = None

    def header(self, name: str) -> str | None:
        """Return a header exactly as it came (latin-1, so that it can be sent back unchanged)."""
        wanted = name.encode()
        return next((v.decode("latin-1") for k, v in self.headers.raw if k.lower() == wanted), None)


def make_call(request: Request, user_agent: str, validators: Validators | None) -> Call:
    """Return the outgoing form of a request; validators go with GET only (RFC 9110, section 13.1.2)."""
    headers = {key.lower(): (key, value) for key, value in own_headers(request, user_agent, validators)}
    return Call(parse_url(request.url), request.method.upper(), tuple(headers.values()), body_of(request))


def own_headers(request: Request, user_agent: str, validators: Validators | None) -> Iterable[tuple[bytes, bytes]]:
    """Yield headers in rising order of precedence."""
    yield from DEFAULT_HEADERS
    if request.prime:
        yield b"Referer", request.prime.encode()
    if request.json is not None:
        yield b"Content-Type", b"application/json"
    elif request.form:
        yield b"Content-Type", b"application/x-www-form-urlencoded"
    for name, value in request.headers:
        yield name.encode(), value.encode()
    if validators is not None and request.method.upper() == "GET":
        if validators.etag:
            yield b"If-None-Match", validators.etag.encode("latin-1", "replace")
        if validators.last_modified:
            yield b"If-Modified-Since", validators.last_modified.encode("latin-1", "replace")
    yield b"User-Agent", user_agent.encode()


def body_of(request: Request) -> bytes:
    """Return the body that a request sends, as its source describes it."""
    if request.json is not None:
        return request.json.encode()
    return urlencode(request.form).encode()


def redirected(call: Call, answer: Answer) -> Call | None:
    """
    Return the request that a redirect asks for; None when the answer is no redirect.

    Raises:
        FetchError: the redirect leads to no http(s) address.

    """
    if answer.status not in REDIRECTS:
        return None
    location = answer.header("location")
    if not location:
        return None
    url = parse_url(escaped(location), answer.url)
    following = replace(call, url=url)
    if answer.status not in SAME_METHOD:
        following = replace(following, method="GET", body=b"", headers=_without(call.headers, {b"content-type"}))
    if host_of(url) != host_of(call.url):
        following = replace(following, headers=_without(following.headers, PRIVATE_HEADERS))
    return following


def escaped(location: str) -> str:
    r"""
    Return a Location whose raw bytes are percent-encoded as they are.

    Some servers send UTF-8 or GBK there; reading them as one charset would break the other.

    >>> escaped("/a/\xd6\xd0.htm?x=%20y")
    '/a/%D6%D0.htm?x=%20y'
    """
    return quote(location.strip().encode("latin-1"), safe="%/:=&?~#+!$,;'@()*[]|")


def _without(headers: Headers, names: Collection[bytes]) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() not in names)


def make_page(answer: Answer, body_hash: str) -> Page:
    """Return the page that an answer brings."""
    content_type = answer.header("content-type") or ""
    charset = _CHARSET.search(content_type)
    return Page(
        url=str(answer.url),
        body=answer.body,
        charset=charset[1].lower() if charset else None,
        content_type=content_type.partition(";")[0].strip().lower(),
        validators=Validators(answer.header("etag"), answer.header("last-modified"), body_hash),
    )


def shown_headers(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return the headers of an answer for people; a cookie shows its name only, since its value may open a session."""
    return tuple(
        (name, value.partition("=")[0] if name == "set-cookie" else value)
        for name, value in answer.headers.multi_items()
    )


def describe_status(answer: Answer, attempts: int) -> str:
    """Return what an error status means and what to do, in words."""
    phrase = HTTPStatus(answer.status).phrase if answer.status in _STATUSES else "no known status"
    if answer.status in TRANSIENT_STATUSES:
        return f"status {answer.status} ({phrase}), tried {attempts} times"
    if answer.status in GONE:
        return f"status {answer.status} ({phrase}): look up the new address on the site"
    if answer.status in REDIRECTS:
        return f"status {answer.status} ({phrase}) without the address to go to"
    return f"status {answer.status} ({phrase})"


class CutError(Exception):
    """A compressed body ended too early, or is not what its header says."""


def decompress(body: bytes, encoding: str, max_bytes: int, url: str) -> bytes:
    """
    Return a body as it was before its Content-Encoding, cut where it has more than `max_bytes`.

    httpx has decoders too, but they make up to a thousand bytes of each byte
    before anybody can count them, and take a body that was cut for a whole one.

    Raises:
        CutError: the body is damaged or incomplete.
        FetchError: an encoding that was not asked for.

    """
    names = [name for name in map(str.strip, encoding.lower().split(",")) if name not in ("", "identity")]
    for name in reversed(names):
        if name not in ENCODINGS or len(names) > MAX_ENCODINGS:
            raise FetchError(url, f"the body is compressed with {encoding[:80]}, which was not asked for")
        try:
            body = inflate(body, max_bytes)
        except zlib.error as exc:
            raise CutError(f"the compressed body is damaged: {exc}") from exc
    return body


def inflate(data: bytes, max_bytes: int) -> bytes:
    """Return what a gzip, zlib or raw deflate stream holds; a gzip stream may have several members."""
    parts: list[bytes] = []
    left = max_bytes
    while data and left > 0 and (not parts or data[:1] == GZIP_MAGIC):  # else padding after the end
        has_header = data[0] & 0x0F == ZLIB_METHOD or data[:1] == GZIP_MAGIC
        stream = zlib.decompressobj(EITHER_HEADER if has_header else NO_HEADER)
        parts.append(stream.decompress(data, left))
        left -= len(parts[-1])
        if not stream.eof and left > 0:
            raise CutError("the compressed body ended too early")
        data = stream.unused_data
    return b"".join(parts)


def hash_of(body: bytes) -> str:
    """Return the hex digest that tells whether a body changed."""
    return hashlib.sha256(body).hexdigest()


#: Seconds that a watchdog may take to answer.
_PING_S = 10.0


def ping(url: str, user_agent: str) -> str:
    """Ask an address of the settings, outside all pacing; return why that failed, without the address; empty if it did not."""
    try:
        with (
            httpx.Client(timeout=_PING_S, trust_env=False, headers={"User-Agent": user_agent}) as client,
            client.stream("GET", url, follow_redirects=True) as answer,  # the body says nothing
        ):
            return "" if answer.is_success else f"status {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        return type(exc).__name__
