"""Which conditions are measured, with whom, and how a race goes."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import files
from contestants import AIOHTTP, CURL, MONITOR, PYCURL, URLWATCH, Contestant, Round, Setting
from measure import FailedError, Run, run
from server import REMEMBERED_S, Port, Server

ALL_ROUNDS = (Round.COLD, Round.UNCHANGED, Round.CHANGED)
#: For rounds that only prepare: their hosts' pauses of a second run out ten times as fast.
MANY_THREADS = 100


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of sites."""

    small: int
    usual: int
    large: int


FULL = Sizes(100, 1000, 5000)
QUICK = Sizes(30, 100, 300)


@dataclass(frozen=True, slots=True)
class Race:
    """Contestants that take turns under one condition."""

    name: str
    port: Port
    sites: int
    contestants: tuple[Contestant, ...]
    rounds: tuple[Round, ...] = (Round.UNCHANGED,)
    threads: int | None = None
    #: Nothing is timed, so that once is enough.
    counts_only: bool = False


def races(sizes: Sizes) -> tuple[Race, ...]:
    some, slope = (MONITOR, URLWATCH, CURL), (MONITOR, URLWATCH, AIOHTTP, CURL)
    return (
        Race("plain", Port.PLAIN, sizes.usual, (MONITOR, URLWATCH, PYCURL, AIOHTTP, CURL), ALL_ROUNDS),
        Race("tls", Port.TLS, sizes.usual, (MONITOR, URLWATCH, PYCURL, CURL)),
        Race("small", Port.PLAIN, sizes.small, slope),
        Race("large", Port.PLAIN, sizes.large, slope),
        Race("always 200", Port.UNCONDITIONAL, sizes.usual, (MONITOR, URLWATCH, AIOHTTP, CURL)),
        Race("slow", Port.SLOW, sizes.usual, some, threads=MANY_THREADS),
        Race("default", Port.DEFAULT, sizes.usual, some, counts_only=True),
    )


def goals(sites: int) -> tuple[Race, ...]:
    """Return the unchanged rounds whose cost has a goal as a part of urlwatch's."""
    pair = (MONITOR, URLWATCH)
    return (Race("plain pair", Port.PLAIN, sites, pair), Race("tls pair", Port.TLS, sites, pair))


def compete(race: Race, repetitions: int, home: Path, roots: Path) -> Iterator[tuple[str, Round, Run]]:
    """
    Yield every measured run: contestant, round, run.

    All contestants go through a round before the next one begins, so that a disturbance
    of the machine meets neighbours; who begins changes with every repetition.
    """
    settings = {one.name: _setting(race, one, home, roots) for one in race.contestants}
    for number in range(1 if race.counts_only else repetitions):
        first = number % len(race.contestants)
        order = race.contestants[first:] + race.contestants[:first]
        if number == 0 or Round.COLD in race.rounds:
            yield from _begin(race, order, settings, home)
        for state in (Round.UNCHANGED, Round.CHANGED):
            if state in race.rounds:
                yield from _go(race, state, order, settings, home)


def _setting(race: Race, one: Contestant, home: Path, roots: Path) -> Setting:
    folder = home / "work" / race.name.replace(" ", "-") / one.name.replace(" ", "-")
    return Setting(Server(home, race.sites, race.port), folder, roots, home, race.threads)


def _begin(
    race: Race, order: tuple[Contestant, ...], settings: dict[str, Setting], home: Path
) -> Iterator[tuple[str, Round, Run]]:
    """Do the cold round in fresh folders; yield it if it counts."""
    for one in order:
        setting = settings[one.name]
        shutil.rmtree(setting.folder, ignore_errors=True)
        setting.folder.mkdir(parents=True)
        one.prepare(setting)
    counts = Round.COLD in race.rounds
    if not counts:
        settings = {name: replace(setting, threads=MANY_THREADS) for name, setting in settings.items()}
    for done in _go(race, Round.COLD, order, settings, home):
        if counts:
            yield done


def _go(
    race: Race, state: Round, order: tuple[Contestant, ...], settings: dict[str, Setting], home: Path
) -> Iterator[tuple[str, Round, Run]]:
    if state is Round.CHANGED:
        write_files("publish", home, race.sites)
    try:
        for one in order:
            done = run(one.command(settings[one.name], state), home)
            _refuse_idlers(race, state, one, done)
            if one is MONITOR and state is Round.CHANGED:
                _refuse_unread(settings[one.name])
            yield one.name, state, done
    finally:
        if state is Round.CHANGED:
            write_files("withdraw", home, race.sites)


def _refuse_idlers(race: Race, state: Round, one: Contestant, done: Run) -> None:
    """Raise FailedError unless the server saw exactly the requests that the round needs."""
    changed = len(range(race.sites)[3 :: files.CHANGED_EVERY])
    same = 200 if race.port is Port.UNCONDITIONAL else 304
    wanted = {
        Round.COLD: Counter({200: race.sites}),
        Round.UNCHANGED: Counter({same: race.sites}),
        Round.CHANGED: Counter({200: changed * (1 + one.reads_articles), 304: race.sites - changed}),
    }[state]
    # What nginx's default makes of everyone's requests is what that race counts.
    if done.answers != wanted and race.port is not Port.DEFAULT:
        raise FailedError(f"{race.name}, {one.name}, {state}: answers {dict(done.answers)}, not {dict(wanted)}")


def _refuse_unread(setting: Setting) -> None:
    """Raise FailedError unless every new article is in our database with what it says."""
    with closing(sqlite3.connect(f"file:{setting.folder}/monitor.db?mode=ro", uri=True)) as database:
        articles, findings = (
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("article", "finding")
        )
    if articles != len(range(setting.server.sites)[3 :: files.CHANGED_EVERY]) or findings < articles:
        raise FailedError(f"monitor recorded {articles} articles with {findings} findings")


def write_files(verb: str, home: Path, sites: int) -> None:
    """Change the served files in a process of its own, which lets this one stay small, and let the server see it."""
    script = Path(files.__file__)
    subprocess.run([sys.executable, str(script), verb, str(home / "site"), str(sites)], check=True)
    time.sleep(REMEMBERED_S + 0.5)
