"""The Fetcher: conditional, paced, robots-aware requests; hosts in parallel, requests to a host in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self

import httpx

from ..domain import Page, Request, RobotsFile, SentPage, Source, Validators
from ..errors import BlockedError, FetchError, StoppedError
from .challenge import find_challenge
from .guard import (
    HopelessError,
    Resolve,
    checked_addresses,
    host_of,
    refuse_private_name,
    system_resolve,
    trusted_hosts,
)
from .messages import (
    Answer,
    Call,
    CutError,
    decompress,
    describe_status,
    hash_of,
    make_call,
    make_page,
    redirected,
    shown_headers,
)
from .network import Bounds, Transports, Way
from .pacing import (
    MAX_BYTES,
    TRANSIENT_STATUSES,
    Host,
    Hosts,
    Limits,
    RobotsFiles,
    TransientError,
    make_retrying,
    obey,
    origin_of,
    parse_body,
    parse_retry_after,
    when_to_come_back,
)

#: Transport errors that the next attempt would meet again.
HOPELESS = (HopelessError, httpx.LocalProtocolError)


@dataclass(frozen=True, slots=True)
class Visit:
    """What all requests of one fetch have in common."""

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
    Once `stop` is set, every request and every pause ends with a StoppedError.
    """

    def __init__(  # noqa: PLR0913 - all but the first are seams with a default
        self,
        user_agent: str,
        *,
        robots: Iterable[RobotsFile] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        transport: httpx.BaseTransport | None = None,
        resolve: Resolve = system_resolve,
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._resolve = resolve
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._monotonic = monotonic
        self._robots = RobotsFiles(robots)
        self._hosts = Hosts()
        self._timeout = httpx.Timeout(limits.connect_s, read=limits.read_s).as_dict()
        self._transports = Transports(limits, transport, lambda: Bounds(self._stop, monotonic, resolve))
        self._retrying = make_retrying(limits, self._pause, lambda answer: answer.retry_after_s)

    def fetch(
        self, request: Request, source: Source, now: datetime, validators: Validators | None = None
    ) -> Page | None:
        """
        Return the page at an address; None when it has not changed since `validators` were taken.

        Raises:
            BlockedError: the site answered with a challenge or a block page.
            RobotsError: robots.txt forbids the address, or could not be had.
            FetchError: no usable answer.
            StoppedError: the service is told to stop.

        """
        return self._judged(self._answer(request, source, now, validators), validators)

    def receive(self, request: Request, source: Source, now: datetime) -> SentPage:
        """
        Return what the site answers, a challenge or an error page too.

        Raises:
            RobotsError: robots.txt forbids the address, or could not be had.
            FetchError: no answer.
            StoppedError: the service is told to stop.

        """
        answer = self._answer(request, source, now, None)
        return SentPage(make_page(answer, hash_of(answer.body)), answer.status, shown_headers(answer))

    def _answer(self, request: Request, source: Source, now: datetime, validators: Validators | None) -> Answer:
        visit = Visit(source.min_gap_s, source.proxy, source.legacy_tls, trusted_hosts(source), now)
        call = make_call(request, self._user_agent, validators)
        if request.prime:
            # Only the cookies of this page matter, not its status.
            self._follow(make_call(Request(request.prime), self._user_agent, None), visit)
        answer = self._follow(call, visit)
        if "set-cookie" in answer.headers and find_challenge(answer.status, answer.body):
            # Some firewalls let a client pass that sends their cookie back.
            return self._follow(call, visit)
        return answer

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
        self._transports.close()

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
        raise FetchError(str(call.url), f"more than {self._limits.max_redirects} redirects, the last to this address")

    def _checked(self, call: Call, visit: Visit) -> Call:
        """Return the call with the addresses that it may connect to; any, if the configuration names its host."""
        if host_of(call.url) in visit.trusted:
            return call
        if visit.proxy is not None:
            refuse_private_name(call.url)
            return call
        return replace(call, addresses=checked_addresses(call.url, self._resolve))

    def _obey_robots(self, url: httpx.URL, visit: Visit) -> None:
        origin = origin_of(url)
        approach = (visit.proxy, visit.legacy_tls)
        file = self._robots.current(origin, approach, visit.now, lambda: self._ask_robots(origin, visit))
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
        """Return the first answer that is not transient, else the answer to the last attempt."""
        try:
            answer: Answer = self._retrying(self._attempt, call, visit)
        except TransientError as exc:
            failure = FetchError(exc.url, f"{exc.message}; tried {self._limits.attempts} times")
            failure.unreachable = True
            raise failure from exc
        return answer

    def _attempt(self, call: Call, visit: Visit) -> Answer:
        host = self._hosts.get(host_of(call.url))
        with host.turn(visit.gap_s, self._monotonic, self._pause):
            if host.closed_until is not None and self._monotonic() < host.closed_until:
                raise FetchError(str(call.url), "the site asked earlier for fewer requests and a longer pause")
            answer = self._exchange(call, visit, host)
            asked = answer.header("retry-after") if answer.status in TRANSIENT_STATUSES else None
            seconds = None if asked is None else parse_retry_after(asked, visit.now)
            if seconds is None:
                return answer
            if seconds <= self._limits.retry_after_cap_s:
                return replace(answer, retry_after_s=seconds)
            if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                host.closed_until = self._monotonic() + min(seconds, self._limits.closed_cap_s)
        raise FetchError(str(call.url), f"status {answer.status}: {when_to_come_back(seconds, visit.now)}")

    def _pause(self, seconds: float) -> None:
        """Wait, or end at once when the service is told to stop."""
        self._sleep(seconds)
        if self._stop.is_set():
            raise StoppedError

    def _exchange(self, call: Call, visit: Visit, host: Host) -> Answer:
        """Send one request and read its answer."""
        url = call.url
        deadline = self._monotonic() + self._limits.deadline_s
        way = Way(url.scheme, host_of(url), visit.proxy, visit.legacy_tls, bool(call.addresses))
        try:
            with self._transports.lend(way) as transport:
                request = httpx.Request(
                    call.method,
                    url,
                    headers=call.headers,
                    content=call.body or None,
                    extensions={"timeout": self._timeout, "deadline": deadline, "addresses": call.addresses},
                )
                if host.cookies:
                    host.cookies.set_cookie_header(request)
                with closing(transport.handle_request(request)) as response:
                    host.cookies.keep(request, response)
                    body = self._read(call, response, deadline)
                return Answer(url, response.status_code, response.headers, body)
        except (httpx.TransportError, CutError) as exc:
            if self._monotonic() >= deadline:
                raise self._too_late(url) from exc
            failure = FetchError if isinstance(exc, HOPELESS) else TransientError
            raise failure(str(url), str(exc) or type(exc).__name__) from exc
        except (httpx.InvalidURL, ValueError) as exc:
            # httpx reads the Location of a redirect even where it is not to follow it.
            raise FetchError(str(url), f"a redirect leads to no usable address: {exc}") from exc

    def _read(self, call: Call, response: httpx.Response, deadline: float) -> bytes:
        """Return the decompressed body, within the deadline and the largest size."""
        encoding = response.headers.get("content-encoding", "")
        most = self._limits.max_bytes if call.cut_at is None else call.cut_at
        parts: list[bytes] = []
        size = 0
        stream = response.stream  # the bytes as they came; every other reader of httpx decompresses without bounds
        assert isinstance(stream, httpx.SyncByteStream)
        for chunk in stream:
            if self._monotonic() >= deadline:
                raise self._too_late(call.url)
            parts.append(chunk)
            size += len(chunk)
            if size > max(self._limits.max_bytes, most):
                raise self._too_large(call.url)
            if call.cut_at is not None and size > call.cut_at and not encoding:
                break
        body = decompress(b"".join(parts), encoding, most + 1, str(call.url))
        if len(body) > most and call.cut_at is None:
            raise self._too_large(call.url)
        return body[:most]

    def _too_large(self, url: httpx.URL) -> FetchError:
        return FetchError(str(url), f"the body has more than {self._limits.max_bytes} bytes")

    def _too_late(self, url: httpx.URL) -> FetchError:
        return FetchError(str(url), f"not complete after {self._limits.deadline_s:g} s")
