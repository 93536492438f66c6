"""The Fetcher: one conditional, paced, robots-aware request at a time to each host, hosts in parallel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from ..domain import Page, Request, RobotsFile, Source, Validators
from ..errors import BlockedError, FetchError
from .body import CutError, decoded
from .challenge import find_challenge
from .guard import (
    Resolve,
    checked_addresses,
    host_of,
    refuse_private_name,
    system_resolve,
    trusted_hosts,
)
from .limits import Limits
from .messages import Answer, Call, describe_status, hash_of, make_call, make_page, redirected
from .pacing import Host, Hosts
from .retries import TRANSIENT_STATUSES, TransientError, make_retrying, parse_retry_after, when_to_come_back
from .robots import MAX_BYTES, RobotsFiles, obey, origin_of, parse_body
from .sockets import HopelessError
from .transport import LineKey, Lines

#: Transport errors that the next attempt would meet again.
HOPELESS = (HopelessError, httpx.LocalProtocolError)


@dataclass(frozen=True, slots=True)
class Visit:
    """What stays the same over all requests of one fetch."""

    gap_s: float
    proxy: str | None
    legacy_tls: int | None
    #: Hosts that the source's configuration names.
    trusted: frozenset[str]
    now: datetime


class Fetcher:
    """
    Reads addresses of sources, for any number of threads at once.

    Environment variables for proxies are not read: a proxy belongs to a source.
    A User-Agent among a source's headers is replaced by ours: we are a named client.
    """

    def __init__(  # noqa: PLR0913 - all but the first are seams with a default
        self,
        user_agent: str,
        *,
        robots: Iterable[RobotsFile] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        transport: httpx.BaseTransport | None = None,
        resolve: Resolve = system_resolve,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._resolve = resolve
        self._sleep = sleep
        self._monotonic = monotonic
        self._robots = RobotsFiles(robots)
        self._hosts = Hosts()
        self._lines = Lines(limits, monotonic, resolve, transport)
        self._retrying = make_retrying(limits, sleep, lambda answer: answer.retry_after_s)
        self._timeouts = {"connect": limits.connect_s, "read": limits.read_s, "write": limits.read_s}

    def fetch(
        self, request: Request, source: Source, now: datetime, validators: Validators | None = None
    ) -> Page | None:
        """
        Return the page at an address; None when it is the one that `validators` are from.

        Raises:
            BlockedError: the site answered with a challenge or a block page.
            RobotsError: robots.txt forbids the address, or could not be had.
            FetchError: no usable answer.

        """
        visit = Visit(source.min_gap_s, source.proxy, source.legacy_tls, trusted_hosts(source), now)
        call = make_call(request, self._user_agent, validators)
        if request.prime:
            # Only its cookies matter; a status of its own is no reason to give up.
            self._follow(make_call(Request(request.prime), self._user_agent, None), visit)
        answer = self._follow(call, visit)
        if "set-cookie" in answer.headers and find_challenge(answer.status, answer.body):
            # Some firewalls only want to see their cookie again.
            answer = self._follow(call, visit)
        return self._judged(answer, validators)

    def _judged(self, answer: Answer, validators: Validators | None) -> Page | None:
        if answer.status == HTTPStatus.NOT_MODIFIED and validators is not None:
            return None
        is_page = HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES
        body_hash = hash_of(answer.body)
        if is_page and validators is not None and body_hash == validators.body_hash:
            return None
        challenge = find_challenge(answer.status, answer.body)
        if challenge is not None:
            raise BlockedError(str(answer.url), f"status {answer.status}, {challenge}")
        if not is_page:
            raise FetchError(str(answer.url), describe_status(answer, self._limits.attempts))
        return make_page(answer, body_hash)

    def learned(self) -> tuple[RobotsFile, ...]:
        """Return the robots.txt files fetched since the last call, for the store."""
        return self._robots.learned()

    def close(self) -> None:
        """Close all connections; those in use are closed when their request ends."""
        self._lines.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _follow(self, call: Call, visit: Visit) -> Answer:
        """Return the answer at the end of the redirects, every hop checked anew."""
        for _ in range(self._limits.max_redirects + 1):
            checked = self._checked(call, visit)
            self._obey_robots(call.url, visit)
            answer = self._settle(checked, visit)
            following = redirected(call, answer)
            if following is None:
                return answer
            call = following
        raise FetchError(
            str(call.url), f"more than {self._limits.max_redirects} redirects, the last to this address"
        )

    def _checked(self, call: Call, visit: Visit) -> Call:
        """Return the call with the addresses that it may connect to, unless its host may be anywhere."""
        if host_of(call.url) in visit.trusted:
            return call
        if visit.proxy is not None:
            refuse_private_name(call.url)
            return call
        return replace(call, addresses=checked_addresses(call.url, self._resolve))

    def _obey_robots(self, url: httpx.URL, visit: Visit) -> None:
        origin = origin_of(url)
        route = (visit.proxy, visit.legacy_tls)
        file = self._robots.current(origin, route, visit.now, lambda: self._ask_robots(origin, visit))
        delay = obey(file, self._robots.rules(file), str(url))
        if delay:
            self._hosts.get(host_of(url)).crawl_delay_s = min(delay, self._limits.crawl_delay_cap_s)

    def _ask_robots(self, origin: str, visit: Visit) -> RobotsFile:
        call = make_call(Request(f"{origin}/robots.txt"), self._user_agent, None)
        call = replace(call, cut_at=MAX_BYTES)
        try:
            for _ in range(self._limits.max_redirects + 1):
                answer = self._settle(self._checked(call, visit), visit)
                following = redirected(call, answer)
                if following is None:
                    break
                call = following
        except FetchError as exc:
            return RobotsFile(origin, 0, exc.message, visit.now)
        return RobotsFile(origin, answer.status, parse_body(answer.body), visit.now)

    def _settle(self, call: Call, visit: Visit) -> Answer:
        """Return an answer that is not transient, or the last of several that are."""
        try:
            answer: Answer = self._retrying(self._attempt, call, visit)
        except TransientError as exc:
            raise FetchError(exc.url, f"{exc.message}; tried {self._limits.attempts} times") from exc
        return answer

    def _attempt(self, call: Call, visit: Visit) -> Answer:
        host = self._hosts.get(host_of(call.url))
        with host.turn(visit.gap_s, self._monotonic, self._sleep):
            if host.closed_until is not None and self._monotonic() < host.closed_until:
                raise FetchError(
                    str(call.url), "the site asked earlier for fewer requests and a longer pause"
                )
            answer = self._exchange(call, visit, host)
            asked = answer.header("retry-after") if answer.status in TRANSIENT_STATUSES else None
            seconds = None if asked is None else parse_retry_after(asked, visit.now)
            if seconds is None:
                return answer
            if seconds <= self._limits.retry_after_cap_s:
                return replace(answer, retry_after_s=seconds)
            if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                host.closed_until = self._monotonic() + seconds
        raise FetchError(str(call.url), f"status {answer.status}: {when_to_come_back(seconds, visit.now)}")

    def _exchange(self, call: Call, visit: Visit, host: Host) -> Answer:
        """Send one request and read its answer."""
        url = call.url
        deadline = self._monotonic() + self._limits.deadline_s
        extensions = {"timeout": self._timeouts, "deadline": deadline, "addresses": call.addresses}
        request = httpx.Request(
            call.method, url, headers=call.headers, content=call.body or None, extensions=extensions
        )
        if host.cookies is not None:
            host.cookies.set_cookie_header(request)
        key = LineKey(
            url.scheme, url.raw_host.decode(), url.port, visit.proxy, visit.legacy_tls, bool(call.addresses)
        )
        try:
            with self._lines.line(key) as line, closing(line.handle_request(request)) as response:
                keep_cookies(response, request, host)
                return Answer(
                    url, response.status_code, response.headers, self._read(call, response, deadline)
                )
        except (httpx.TransportError, CutError) as exc:
            if self._monotonic() >= deadline:
                raise self._too_late(url) from exc
            failure = FetchError if isinstance(exc, HOPELESS) else TransientError
            raise failure(str(url), str(exc) or type(exc).__name__) from exc

    def _read(self, call: Call, response: httpx.Response, deadline: float) -> bytes:
        """Return the decompressed body, within the deadline and the largest size."""
        chunks = response.stream
        assert isinstance(chunks, httpx.SyncByteStream)
        max_bytes = self._limits.max_bytes if call.cut_at is None else call.cut_at
        parts: list[bytes] = []
        size = 0
        for chunk in decoded(chunks, response.headers.get("content-encoding", ""), str(call.url)):
            if self._monotonic() >= deadline:
                raise self._too_late(call.url)
            parts.append(chunk)
            size += len(chunk)
            if size > max_bytes:
                if call.cut_at is None:
                    raise FetchError(str(call.url), f"the body has more than {max_bytes} bytes")
                break
        return b"".join(parts)[:max_bytes]

    def _too_late(self, url: httpx.URL) -> FetchError:
        return FetchError(str(url), f"not complete after {self._limits.deadline_s:g} s")


def keep_cookies(response: httpx.Response, request: httpx.Request, host: Host) -> None:
    """Remember cookies for the host, as long as the Fetcher lives."""
    if "set-cookie" not in response.headers:
        return
    host.cookies = httpx.Cookies() if host.cookies is None else host.cookies
    response.request = request
    host.cookies.extract_cookies(response)
