"""A whole pipeline for tests: a site in memory, a real database, a clock that tests move."""

from __future__ import annotations

import atexit
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import make
from fakesite import LISTING, Site
from monitor.domain import CheckResult, Source, Topic
from monitor.fetch import Fetcher
from monitor.notify import default_alerting
from monitor.pipeline import Service, check_all
from monitor.reader import PageReader
from monitor.store import Store

TOPIC = Topic("ai_plus", "人工智能+", (("人工智能", 1.0), ("算力", 1.0)))
SOURCE = replace(make.source("ministry", LISTING), jitter=timedelta(0))
#: Everything at once to the terminal.
ROUTES = default_alerting(()).routes
#: A sentence of ours with one target, in scope.
TARGET = "到2026年底，全市智能算力规模突破100EFLOPS。"
FILLER = "各有关单位要加强组织领导，抓好贯彻落实，推动人工智能产业健康发展。"
#: Starting a process takes a second, so that all tests of a process share the reader.
READER = PageReader(processes=1)
atexit.register(READER.close)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = make.NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


class World:
    """What a test acts on."""

    def __init__(self, site: Site, service: Service, clock: Clock) -> None:
        self.site = site
        self.service = service
        self.clock = clock
        self.store = service.store
        self.sources: tuple[Source, ...] = (SOURCE,)

    def check(self) -> CheckResult:
        """Check the one source and return its result."""
        (result,) = check_all(self.sources, self.service)
        return result

    def first_reading(self) -> None:
        """Read what stands on the site as the baseline, then let an interval pass."""
        self.check()
        self.clock.forward(hours=5)


@contextmanager
def world(url: str, site: Site | None = None, clock: Clock | None = None) -> Iterator[World]:
    site, clock = site or Site(), clock or Clock()
    fetcher = Fetcher(
        "Mozilla/5.0 (compatible; aiplus-monitor/0; +test)",
        transport=site.transport,
        resolve=lambda _host: ("93.184.216.34",),
        sleep=lambda _seconds: None,
    )
    with Store.open(url) as store, fetcher:
        service = Service(
            fetcher=fetcher,
            reader=READER,
            store=store,
            topics=(TOPIC,),
            routes=ROUTES,
            clock=clock,
            threads=4,
            chance=random.Random(1),
        )
        yield World(site, service, clock)
