"""What a site answers: resources, and the pure rules of conditional requests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http import HTTPStatus

#: Name of the session cookie that some interfaces want to see.
COOKIE = "jpaas_session"
#: Request headers that decide what is answered.
DECIDING = ("Cookie", "If-None-Match", "If-Modified-Since")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One address of a site and what stands there."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = HTTPStatus.OK
    #: `etag+date`, `etag`, `date` or `none`.
    validators: str = "none"
    #: Loading it opens the session that other addresses of the site ask for.
    opens_session: bool = False
    #: Answered instead of `body` when the request carries no session; None: no session needed.
    without_session: bytes | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A resource and the moment since which it has stood there like this."""

    resource: Resource
    #: Aware; whole seconds, as HTTP dates are.
    modified: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, ready to be sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def renew(
    standing: Mapping[str, Stored], resources: Mapping[str, Resource], now: datetime
) -> dict[str, Stored]:
    """Replace what stands on a site; what is equal keeps its moment."""
    return {
        path: old if (old := standing.get(path)) and old.resource == resource else Stored(resource, now)
        for path, resource in resources.items()
    }


def answer(stored: Stored, request_headers: Mapping[str, str]) -> Answer:
    """Answer a GET as an origin server must (RFC 9110, sections 13.1 and 13.2)."""
    resource = stored.resource
    if resource.without_session is not None and COOKIE not in request_headers.get("Cookie", ""):
        body = resource.without_session
        return Answer(HTTPStatus.OK, (("Content-Type", resource.content_type),), body)
    validators = _validators(stored)
    if _is_unmodified(dict(validators), request_headers):
        return Answer(HTTPStatus.NOT_MODIFIED, validators, b"")
    headers = (("Content-Type", resource.content_type), *validators)
    if resource.opens_session:
        headers += (("Set-Cookie", f"{COOKIE}=demo; Path=/; HttpOnly"),)
    return Answer(resource.status, headers, resource.body)


def _validators(stored: Stored) -> tuple[tuple[str, str], ...]:
    offered = stored.resource.validators
    digest = hashlib.sha256(stored.resource.body).hexdigest()[:16]
    pairs = (
        ("etag", "ETag", f'"{digest}"'),
        ("date", "Last-Modified", format_datetime(stored.modified, usegmt=True)),
    )
    return tuple((name, value) for kind, name, value in pairs if kind in offered)


def _is_unmodified(validators: Mapping[str, str], request_headers: Mapping[str, str]) -> bool:
    """
    Tell whether the client's copy is the one that stands here.

    Where the client sends an entity tag the date does not count (RFC 9110,
    section 13.2.2). Dates must be equal, as nginx wants them by default.
    """
    tags = request_headers.get("If-None-Match")
    if tags is not None:
        return "ETag" in validators and validators["ETag"] in [tag.strip() for tag in tags.split(",")]
    since = request_headers.get("If-Modified-Since")
    return since is not None and since == validators.get("Last-Modified")
