"""What `monitor --help` costs beside the least typer program there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from measure import Command, Cost, cost_of

HELP, BARE = "monitor --help", "a bare typer program --help"


def compete(repetitions: int, home: Path) -> Iterator[tuple[str, Cost]]:
    """Yield costs in turns, after one start of each that warms the caches."""
    folder = home / "work" / "startup"
    folder.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).resolve().parent / "peers" / "bare_typer.py"
    commands = {
        HELP: [str(home / "monitor/bin/monitor"), "--help"],
        BARE: [str(home / "monitor/bin/python"), str(script), "--help"],
    }
    for number in range(repetitions + 1):
        for name, arguments in commands.items():
            cost = cost_of(Command(arguments, folder))
            if number:
                yield name, cost
