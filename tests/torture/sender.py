"""
The process that is killed: the real service on a replica site, telling real sinks.

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
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import make
import world as worlds
from monitor.detect import read
from monitor.fetch import Fetcher
from monitor.notify import Route, Throttle, open_channel
from monitor.notify.letters import Recipient
from monitor.notify.routing import Cadence, Pace
from monitor.pipeline import Service
from monitor.scheduler import Watch
from monitor.store import Store

#: Virtual time of one round: longer than every lease.
ROUND = timedelta(minutes=30)
NEVER = timedelta(days=36500)


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
        Route(id="daily", channels=(recipients[0],), cadence=Cadence(Pace.DAILY, time(8)), nothing_new=False),
        Route(id="now", channels=tuple(recipients[1:]), max_per_hour=1000),
    )


def serve(url: str, origin: str, addresses: list[str], rounds: int) -> None:
    """Run so many rounds; 0: until killed."""
    source = replace(
        make.source("ministry", f"{origin}/zcfb/"), jitter=timedelta(0), every=timedelta(minutes=15)
    )
    recipients = [Recipient(f"sink{number}", address) for number, address in enumerate(addresses)]
    channels = [open_channel(recipient, print) for recipient in recipients]
    with Store.open(url) as store, Fetcher("Mozilla/5.0 (compatible; torture)") as fetcher:
        clock = Ahead(max(datetime.now(UTC), (store.last_tick() or make.NOW) + ROUND))
        service = Service(
            fetcher=fetcher,
            store=store,
            topics=(worlds.TOPIC,),
            routes=routes([recipient.id for recipient in recipients]),
            clock=clock,
            threads=2,
            chance=random.Random(1),
            throttle=Throttle(sleep=lambda _seconds: None),
            dead_after=NEVER,
        )
        watch = Watch(
            sources=(source,),
            service=service,
            channels=channels,
            owner=str(clock()),
            on_result=lambda *_: None,
            on_round=lambda *_: None,
            gap=NEVER,
        )
        done = 0
        while not rounds or done < rounds:
            watch.tick()
            clock.forward(ROUND)
            done += 1


def main(url: str, origin: str, *addresses: str) -> None:
    """Fork a process for each line of standard input."""
    for part in ("apprise", "monitor.parse", "monitor.notify.plugins"):
        import_module(part)
    read(make.article(), (worlds.TOPIC,), today=make.NOW.date())  # rules are compiled by their first use
    for line in sys.stdin:
        child = os.fork()
        if not child:
            serve(url, origin, list(addresses), int(line))
            os._exit(0)
        say(child)
        _, status = os.waitpid(child, 0)
        say(status)


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
