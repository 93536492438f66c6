"""Fetchers on a fake web and over real sockets."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from fakeweb import PUBLIC_ADDRESS, USER_AGENT, Bench, FakeTime, Handler, Server, Site, make_certificate
from monitor.domain import RobotsFile
from monitor.fetch import Fetcher, Limits

MakeBench = Callable[..., Bench]


@pytest.fixture
def make_bench() -> Iterator[MakeBench]:
    with ExitStack() as stack:

        def make(limits: Limits | None = None, robots: tuple[RobotsFile, ...] = ()) -> Bench:
            site, time, addresses = Site(), FakeTime(), dict[str, str]()
            fetcher = Fetcher(
                USER_AGENT,
                robots=robots,
                limits=limits or Limits(),
                transport=httpx.MockTransport(site),
                resolve=lambda host, _port: [addresses.get(host, PUBLIC_ADDRESS)],
                sleep=time.sleep,
                monotonic=time.monotonic,
            )
            return Bench(site, time, addresses, stack.enter_context(fetcher))

        yield make


@pytest.fixture
def bench(make_bench: MakeBench) -> Bench:
    return make_bench()


MakeServer = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[MakeServer]:
    with ExitStack() as stack:

        def make(handler: Handler, **options: Any) -> Server:
            server = Server(handler, **options)  # type: ignore[arg-type] # the dataclass's own fields
            stack.callback(server.close)
            return server

        yield make


MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
def make_fetcher() -> Iterator[MakeFetcher]:
    """Fetchers over real sockets; they pause on a fake clock and measure on the real one."""
    with ExitStack() as stack:

        def make(**options: Any) -> Fetcher:
            limits = Limits(**{"backoff_s": 0.0, **options.pop("limits", {})})
            options.setdefault("sleep", lambda _seconds: None)
            return stack.enter_context(Fetcher(USER_AGENT, limits=limits, **options))

        yield make


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for loopback and its key, in one file."""
    return make_certificate(tmp_path_factory.mktemp("tls"), "ec", "-pkeyopt", "ec_paramgen_curve:P-256")


@pytest.fixture(scope="session")
def weak_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with an RSA key too short for today's settings."""
    return make_certificate(tmp_path_factory.mktemp("weak"), "rsa:1024")
