"""
A day of the service on a virtual clock: does it keep its memory, threads, descriptors and due times?

    python benchmarks/soak.py                    # 2,000 sources, 24 hours
    python benchmarks/soak.py 200 6              # fewer sources, fewer hours

Each source has a host of its own in memory. Every hour some of them publish an article. Real are the database (SQLite), the reading
process and the rounds of the service; memory is that of the service's own process.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import threading
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import world as worlds
from fakesite import Site
from monitor.domain import CheckResult, Request, Source
from monitor.scheduler import Watch
from recipients import Recipient

SOURCES, HOURS, PUBLISHING = 2000, 24, 20
TICK = timedelta(minutes=5)
PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024


class Sites(Site):
    """A site for each host, made when it is first asked."""

    def __init__(self) -> None:
        super().__init__()
        self.hosts: dict[str, Site] = {}

    def answer(self, request: httpx.Request) -> httpx.Response:
        return self.of(request.url.host).answer(request)

    def of(self, host: str) -> Site:
        if host not in self.hosts:
            self.hosts[host] = Site()
            # Too old to be read: the first reading costs the listing alone.
            self.hosts[host].publish(1, "示例市推动人工智能发展", worlds.FILLER, day="20240102")
        return self.hosts[host]


@dataclass(slots=True)
class Sample:
    """What the process takes at a moment."""

    resident_kb: int = field(default_factory=lambda: int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_KB)
    threads: int = field(default_factory=threading.active_count)
    descriptors: int = field(default_factory=lambda: len(list(Path("/proc/self/fd").iterdir())))


def host(number: int) -> str:
    return f"h{number}.example"


def source(number: int) -> Source:
    listing = Request(f"http://{host(number)}/zcfb/")
    return replace(worlds.SOURCE, id=f"s{number}", listings=(listing,), jitter=timedelta(minutes=10))


def main(count: int = SOURCES, hours: int = HOURS) -> None:
    sites, samples, late, checks, failed = Sites(), [], 0, 0, 0
    with (
        tempfile.TemporaryDirectory() as folder,
        worlds.world(f"sqlite:///{folder}/monitor.db", sites) as world,
    ):
        ended: list[CheckResult] = []
        watch = Watch(
            sources=tuple(source(number) for number in range(count)),
            service=world.service,
            channels=(Recipient(),),
            on_round=ended.extend,
        )
        for step in range(hours * 12):
            if step and step % 12 == 0:
                for number in range(step, step + PUBLISHING):
                    day = f"{world.clock.now:%Y%m%d}"
                    sites.of(host(number % count)).publish(1000 + step, "示例市人工智能", worlds.TARGET, day=day)
            watch.tick()
            checks, failed = checks + len(ended), failed + sum(bool(result.failures) for result in ended)
            ended.clear()
            states = world.store.checks.states().values()
            late += sum(state.next_due_at is None or state.next_due_at <= world.clock.now for state in states)
            world.clock.forward(seconds=TICK.total_seconds())
            watch.channels[0].__init__()  # type: ignore[misc] # what a recipient keeps is the bench's
            gc.collect()
            samples.append(Sample())
    report(samples, checks, failed, late)


def report(samples: list[Sample], checks: int, failed: int, late: int) -> None:
    quarter = len(samples) // 4
    first, last = samples[:quarter], samples[-quarter:]
    for name in ("resident_kb", "threads", "descriptors"):
        before, after = (statistics.mean(getattr(sample, name) for sample in part) for part in (first, last))
        print(f"{name:12} first quarter {before:10.1f}  last quarter {after:10.1f}  ratio {after / before:.3f}")
    print(f"checks {checks}, with failures {failed}, due times missed {late}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
