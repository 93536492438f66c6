"""One run of one command: what it cost, and what the server saw of it."""

from __future__ import annotations

import os
import subprocess
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from server import AccessLog

#: Seconds for the server to write its last log lines.
SETTLING_S = 0.3


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, where, and with which variables; nothing else is passed on from this process."""

    arguments: Sequence[str]
    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8", **self.variables}


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children used."""

    wall_s: float
    #: User and system time.
    cpu_s: float
    #: Peak resident memory; never less than this program's own, which a child begins as a copy of.
    rss_mb: float


@dataclass(frozen=True, slots=True)
class Run:
    """One measured run."""

    cost: Cost
    #: The server's answers by status, without those to robots.txt.
    answers: Counter[int]
    robots: Counter[int]


class FailedError(Exception):
    """A command ended with an error, or did not do its work."""


def cost_of(command: Command) -> Cost:
    """Run a command to its end; its output goes to `output.txt` in its folder."""
    with (command.folder / "output.txt").open("wb") as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            cwd=command.folder,
            env=command.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = (command.folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-1500:]
        raise FailedError(f"{' '.join(command.arguments)} ended with {process.returncode}:\n{tail}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def run(command: Command, home: Path) -> Run:
    """Run a command against the server whose files are below `home`."""
    log = AccessLog(home)
    cost = cost_of(command)
    time.sleep(SETTLING_S)
    return Run(cost, log.statuses(), log.statuses(robots=True))
