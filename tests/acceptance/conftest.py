"""The command line in-process, on replica sites and a fresh database."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.demo import Replica


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Ran]]:
    """Run `monitor` with arguments as the shell would, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MONITOR_CONTACT", "test@example.org")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["monitor", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0, said.out, said.err)

    yield run
    root.handlers, root.level = handlers, level


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Replica]:
    """Replica sites that MONITOR_SOURCES points to."""
    with Replica(date.today()) as sites:  # noqa: DTZ011  the real clock of `monitor check` reads them
        registry = tmp_path / "replica.toml"
        registry.write_text(sites.sources_toml(), encoding="utf-8")
        monkeypatch.setenv("MONITOR_SOURCES", str(registry))
        yield sites
