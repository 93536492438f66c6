"""
The benchmark: `make bench`, or `python benchmarks/run.py --quick` for a look at small sizes.

`python benchmarks/run.py --goals` races only the unchanged rounds that have a goal, ours against urlwatch's. It prints the ratio of each
pair of neighbouring runs and writes nothing: minutes instead of an hour, and as good on a busy machine.

Everything that is made lies in `.bench/`; the page is docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import environment
import races
import report
import results
import startup
from contestants import MONITOR, URLWATCH
from server import Nginx, make_certificates

ROOT = environment.ROOT
HOME = ROOT / ".bench"
PAGE = ROOT / "docs" / "benchmarks.md"
#: `--help` is over in a tenth of a second, so it is measured more often.
STARTS = 4


def main() -> None:
    options = _options()
    sizes = races.QUICK if options.quick else races.FULL
    saved = HOME / ("quick.json" if options.quick else "results.json")
    HOME.mkdir(exist_ok=True)
    if options.goals:
        _race_for_goals(races.FULL.usual, options.reps)
        return
    _prepare(sizes.large)
    got = results.Results(_facts(sizes, options.reps))
    if options.only and saved.exists():
        got = results.load(saved)
    _measure(got, sizes, options)
    got.save(saved)
    page = report.document(got)
    if options.quick:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")
        print(f"written: {PAGE}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reps", type=int, default=5, help="repetitions of each round")
    parser.add_argument("--quick", action="store_true", help="small sizes; print the page, write nothing")
    parser.add_argument("--goals", action="store_true", help="the unchanged rounds with goals; print ratios")
    parser.add_argument("--only", nargs="+", metavar="RACE", help="measure these again, keep the rest")
    return parser.parse_args()


def _prepare(sites: int) -> None:
    environment.need_packages()
    environment.install_peers(HOME)
    environment.install_monitor(HOME)
    races.write_files("write", HOME, sites)


def _race_for_goals(sites: int, repetitions: int) -> None:
    """Print our CPU ÷ urlwatch's of neighbouring runs, which a disturbance of the machine meets alike."""
    _prepare(sites)
    roots = make_certificates(HOME, sites)
    with Nginx(HOME):
        for race in races.goals(sites):
            cpu: dict[str, list[float]] = defaultdict(list)
            for name, state, run in races.compete(race, repetitions, HOME, roots):
                _tell(race.name, name, state, run.cost.wall_s, run.cost.cpu_s, run.cost.rss_mb)
                cpu[name].append(run.cost.cpu_s)
            pairs = zip(cpu[MONITOR.name], cpu[URLWATCH.name], strict=True)
            ratios = sorted(ours / theirs for ours, theirs in pairs)
            print(f"{race.name}: {median(ratios):.3f} × urlwatch ({ratios[0]:.3f}–{ratios[-1]:.3f})")


def _measure(got: results.Results, sizes: races.Sizes, options: argparse.Namespace) -> None:
    chosen = [race for race in races.races(sizes) if not options.only or race.name in options.only]
    roots = make_certificates(HOME, sizes.usual)
    with Nginx(HOME):
        for race in chosen:
            got.forget(race.name)
            for name, state, run in races.compete(race, options.reps, HOME, roots):
                got.add((race.name, name, state), run.cost, run.answers)
                _tell(race.name, name, state, run.cost.wall_s, run.cost.cpu_s, run.cost.rss_mb)
            got.save(HOME / "partial.json")
    if not options.only or "startup" in options.only:
        got.forget("startup")
        for name, cost in startup.compete(STARTS * options.reps, HOME):
            got.add(("startup", name, "help"), cost, Counter())


def _tell(race: str, name: str, state: str, *values: float) -> None:
    wall, cpu, rss = values
    print(f"{race:10} {name:15} {state:10} wall {wall:7.2f}  cpu {cpu:7.2f}  {rss:5.0f} MB", flush=True)


def _facts(sizes: races.Sizes, repetitions: int) -> dict[str, object]:
    return {
        "day": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": _machine(),
        "versions": _versions(),
        "repetitions": repetitions,
        "sizes": asdict(sizes) | {"threads": races.MANY_THREADS},
    }


def _machine() -> str:
    cpu = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    names = [line.partition(":")[2].strip() for line in cpu.splitlines() if line.startswith("model name")]
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{len(names)} × {names[0]}, {system}, Linux {platform.release()}"


def _versions() -> str:
    peers = _said(f"{HOME}/peers/bin/python", "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check")
    wanted = ("urlwatch", "pycurl", "aiohttp", "selectolax")
    of_peers = [line.replace("==", " ") for line in peers.split() if line.startswith(wanted)]
    ours = _said(f"{HOME}/monitor/bin/monitor", "--version").strip()
    nginx = _said("nginx", "-v").strip().rpartition("/")[2]
    curl = _said("curl", "--version").split()[1]
    return ", ".join([ours, f"Python {platform.python_version()}", *of_peers, f"curl {curl}", f"nginx {nginx}"])


def _said(*command: str) -> str:
    done = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout


if __name__ == "__main__":
    main()
