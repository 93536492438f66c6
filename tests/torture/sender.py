"""
The process that is killed: the whole service on replica sites, telling real sinks.

Python and its libraries are loaded once; each number of rounds read from
standard input is a process forked from there, whose id is told, and then its
end. So kills meet work, not imports.

The clock runs ahead, so that leases of processes killed before are over and
sources are due again; it begins where the
last sign of life was.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from threading import Event

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import make
import world as worlds
from monitor import scheduler
from monitor.detect import read
from monitor.domain import Source
from monitor.fetch import Fetcher
from monitor.notify import Route, Throttle, open_channel
from monitor.notify.channels import Recipient
from monitor.notify.routes import Cadence, Frequency
from monitor.pipeline import Service
from monitor.reader import PageReader
from monitor.scheduler import Watch
from monitor.store import Store

#: The sites, in the order of their addresses: a good one, one that drips, one with a poison page.
SOURCES = ("ministry", "drip", "poison")
#: Virtual time of one round: longer than every lease.
ROUND = timedelta(minutes=30)
NEVER = timedelta(days=36500)
#: Seconds between two looks of the service at what is due: kills shall meet work, not pauses.
LOOK_S = 0.2


class Ahead:
    """A clock that runs as real time does, from a moment given."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def forward(self, by: timedelta) -> None:
        self._ahead += by


def routes(recipients: list[str]) -> tuple[Route, ...]:
    """Return the first recipient's daily digest, and everything at once for the others."""
    return (
        Route(id="daily", channels=(recipients[0],), cadence=Cadence(Frequency.DAILY, time(8)), nothing_new=False),
        Route(id="now", channels=tuple(recipients[1:]), max_per_hour=1000),
    )


def sources(origins: list[str]) -> tuple[Source, ...]:
    """Return a source for each site, the good one first."""
    return tuple(
        replace(make.source(name, f"{origin}/zcfb/"), jitter=timedelta(0), every=timedelta(minutes=15))
        for name, origin in zip(SOURCES, origins, strict=True)
    )


@contextmanager
def watching(url: str, origins: list[str], addresses: list[str], lives: Path) -> Iterator[Watch]:
    """Yield the service; note by how much its clock runs ahead."""
    recipients = [Recipient(f"sink{number}", address) for number, address in enumerate(addresses)]
    stop = Event()
    with (
        Store.open(url) as store,
        Fetcher("Mozilla/5.0 (compatible; torture)", stop=stop) as fetcher,
        PageReader(processes=2, stop=stop) as reader,
    ):
        clock = Ahead(max(datetime.now(UTC), (store.checks.last_tick() or make.NOW) + ROUND))
        with lives.open("a", encoding="utf-8") as file:
            file.write(f"{clock().timestamp()} {datetime.now(UTC).timestamp()}\n")
        service = Service(
            fetcher=fetcher,
            reader=reader,
            stop=stop,
            store=store,
            topics=(worlds.TOPIC,),
            routes=routes([recipient.id for recipient in recipients]),
            clock=clock,
            threads=4,
            chance=random.Random(1),
            throttle=Throttle(sleep=lambda _seconds: None),
            dead_after=NEVER,
        )
        yield Watch(
            sources=sources(origins),
            service=service,
            channels=[open_channel(recipient, print, lambda: datetime.now(UTC)) for recipient in recipients],
            on_round=lambda *_: None,
            every=timedelta(seconds=1),
            gap=NEVER,
        )


def run(url: str, origins: list[str], addresses: list[str], lives: Path, rounds: int) -> None:
    """Run so many rounds, each to its end; 0: serve until killed."""
    scheduler.COLLECT_S = scheduler.SEND_S = LOOK_S
    with watching(url, origins, addresses, lives) as watch:
        if not rounds:
            scheduler.serve(watch, Event())
        for _ in range(rounds):
            watch.tick()
            watch.service.clock.forward(ROUND)


def main(url: str, lives: str, *addresses: str) -> None:
    """Fork a process for each line of standard input."""
    for part in ("apprise", "monitor.parse", "monitor.notify.channels.apprise_channel"):
        import_module(part)
    read(make.article(), (worlds.TOPIC,), today=make.NOW.date())  # rules are compiled by their first use
    origins, sinks = list(addresses[: len(SOURCES)]), list(addresses[len(SOURCES) :])
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run(url, origins, sinks, Path(lives), int(line))
            os._exit(0)
        say(child)
        _, status = os.waitpid(child, 0)
        say(status)


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
