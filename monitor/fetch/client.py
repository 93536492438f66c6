"""The Fetcher: one conditional, paced, robots-aware request at a time to each host, hosts in parallel."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from ..domain import Page, Request, RobotsFile, Source, Validators
from ..errors import BlockedError, FetchError
from .body import CutError, decoded, read_body
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
from .messages import Answer, Call, hash_of, make_call, make_page, redirected
from .pacing import Host, Hosts
from .retries import TRANSIENT_STATUSES, TransientError, make_retrying, parse_retry_after
from .robots import MAX_BYTES, RobotsFiles, obey, origin_of, parse_body
from .sockets import HopelessError
from .transport import LineKey, Lines


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
        if answer.status == HTTPStatus.NOT_MODIFIED and validators is not None:
            return None
        if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            body_hash = hash_of(answer.body)
            if validators is not None and body_hash == validators.body_hash:
                return None
            refuse_challenge(answer)
            return make_page(answer, body_hash)
        refuse_challenge(answer)
        raise FetchError(str(answer.url), describe_status(answer, self._limits.attempts))

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
            self._obey_robots(call.url, visit)
            answer = self._settle(call, visit)
            following = redirected(call, answer)
            if following is None:
                return answer
            call = following
        raise FetchError(
            str(call.url), f"more than {self._limits.max_redirects} redirects, the last to this address"
        )

    def _obey_robots(self, url: httpx.URL, visit: Visit) -> None:
        origin = origin_of(url)
        file = self._robots.current(origin, visit.now, lambda: self._ask_robots(origin, visit))
        delay = obey(file, self._robots.rules(file), str(url))
        if delay:
            self._hosts.get(host_of(url)).crawl_delay_s = min(delay, self._limits.crawl_delay_cap_s)

    def _ask_robots(self, origin: str, visit: Visit) -> RobotsFile:
        call = make_call(Request(f"{origin}/robots.txt"), self._user_agent, None)
        try:
            for _ in range(self._limits.max_redirects + 1):
                answer = self._settle(call, visit, cut_at=MAX_BYTES)
                following = redirected(call, answer)
                if following is None:
                    break
                call = following
        except FetchError as exc:
            return RobotsFile(origin, 0, exc.message, visit.now)
        return RobotsFile(origin, answer.status, parse_body(answer.body), visit.now)

    def _settle(self, call: Call, visit: Visit, cut_at: int | None = None) -> Answer:
        """Return an answer that is not transient, or the last of several that are."""
        addresses = self._checked(call.url, visit)
        try:
            answer: Answer = self._retrying(self._attempt, call, visit, addresses, cut_at)
        except TransientError as exc:
            times = f"{self._limits.attempts} times" if self._limits.attempts > 1 else "once"
            raise FetchError(exc.url, f"{exc.message}; tried {times}") from exc
        return answer

    def _checked(self, url: httpx.URL, visit: Visit) -> tuple[str, ...]:
        """Return the addresses to connect to; empty for a host that may be anywhere."""
        if host_of(url) in visit.trusted:
            return ()
        if visit.proxy is not None:
            refuse_private_name(url)
            return ()
        return checked_addresses(url, self._resolve)

    def _attempt(self, call: Call, visit: Visit, addresses: tuple[str, ...], cut_at: int | None) -> Answer:
        host = self._hosts.get(host_of(call.url))
        with host.turn(visit.gap_s, self._monotonic, self._sleep):
            answer = self._exchange(call, visit, host, addresses, cut_at)
        asked = answer.header("retry-after") if answer.status in TRANSIENT_STATUSES else None
        if asked is None:
            return answer
        seconds = parse_retry_after(asked, visit.now)
        if seconds is not None and seconds > self._limits.retry_after_cap_s:
            back = visit.now + timedelta(seconds=seconds)
            raise FetchError(
                str(call.url),
                f"status {answer.status}: the site asks to come back in {seconds:.0f} s, "
                f"after {back:%Y-%m-%d %H:%M} UTC",
            )
        return replace(answer, retry_after_s=seconds)

    def _exchange(
        self, call: Call, visit: Visit, host: Host, addresses: tuple[str, ...], cut_at: int | None
    ) -> Answer:
        """Send one request and read its answer."""
        url = call.url
        deadline = self._monotonic() + self._limits.deadline_s
        request = httpx.Request(
            call.method,
            url,
            headers=call.headers,
            content=call.body or None,
            extensions={"timeout": self._timeouts, "deadline": deadline, "addresses": addresses},
        )
        if host.cookies is not None:
            host.cookies.set_cookie_header(request)
        key = LineKey(
            url.scheme, url.raw_host.decode(), url.port, visit.proxy, visit.legacy_tls, bool(addresses)
        )
        try:
            with self._lines.line(key) as line:
                response = line.handle_request(request)
                try:
                    return self._read(response, request, host, deadline, cut_at)
                finally:
                    response.close()
        except (httpx.TransportError, CutError) as exc:
            if self._monotonic() >= deadline:
                raise self._too_late(url) from exc
            failure = (
                FetchError if isinstance(exc, (HopelessError, httpx.LocalProtocolError)) else TransientError
            )
            raise failure(str(url), str(exc) or type(exc).__name__) from exc

    def _read(
        self,
        response: httpx.Response,
        request: httpx.Request,
        host: Host,
        deadline: float,
        cut_at: int | None,
    ) -> Answer:
        if "set-cookie" in response.headers:
            host.cookies = host.cookies or httpx.Cookies()
            response.request = request
            host.cookies.extract_cookies(response)

        def check_time() -> None:
            if self._monotonic() >= deadline:
                raise self._too_late(request.url)

        max_bytes = self._limits.max_bytes

        def too_large() -> FetchError:
            return FetchError(str(request.url), f"the body has more than {max_bytes} bytes")

        chunks = response.stream
        assert isinstance(chunks, httpx.SyncByteStream)
        body = read_body(
            decoded(chunks, response.headers.get("content-encoding", ""), str(request.url)),
            cut_at or max_bytes,
            check_time,
            too_large=None if cut_at else too_large,
        )
        return Answer(request.url, response.status_code, response.headers, body)

    def _too_late(self, url: httpx.URL) -> FetchError:
        return FetchError(str(url), f"not complete after {self._limits.deadline_s:g} s")


def refuse_challenge(answer: Answer) -> None:
    """
    Pass content and ordinary errors.

    Raises:
        BlockedError: the answer is a challenge or a block page.

    """
    challenge = find_challenge(answer.status, answer.body)
    if challenge is not None:
        raise BlockedError(str(answer.url), f"status {answer.status}, {challenge}")


def describe_status(answer: Answer, attempts: int) -> str:
    """Return what an answer that is no page means."""
    if answer.status in TRANSIENT_STATUSES:
        return f"status {answer.status}, tried {attempts} times"
    return f"status {answer.status}"
