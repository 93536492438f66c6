"""
The command line: parse, call, print.

The only place that builds concrete objects from settings. Results go to
stdout, diagnostics to stderr. Exit codes: 0 all well; 1 some source failed, or
the service is not healthy; 2 wrong usage, configuration, input or database.
"""

from __future__ import annotations

import gc
import sys
from typing import Annotated

import typer

from .. import __version__
from ..errors import ConfigError, MonitorError
from . import (
    alerts,
    check,
    database,
    demo,
    extract,
    importing,
    lives,
    replaying,
    review,
    service,
    sources,
    target,
)

app = typer.Typer(
    name="monitor",
    help="Read official Chinese sites for AI+ measures, targets and progress; alert people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # locals and settings may hold secrets
)

for command in (
    check.check,
    service.run,
    service.status,
    service.health,
    extract.extract,
    lives.measures,
    lives.targets,
    lives.progress,
    lives.deadlines,
    lives.changes,
    review.review,
    replaying.replay,
    check.backfill,
    demo.demo,
):
    app.command()(command)
app.command("import")(importing.import_list)
app.add_typer(target.app, name="target")
app.add_typer(sources.app, name="sources")
app.add_typer(alerts.app, name="alerts")
app.add_typer(database.app, name="db")


def show_version(value: bool) -> None:
    """Print the version and end."""
    if value:
        typer.echo(f"aiplus-monitor {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read official Chinese sites for AI+ measures, targets and progress; alert people."""


#: Objects made before the garbage collector looks for cycles among them, in place of 700: most of what a
#: command makes stays (modules, the registry), and looking through it costs a twelfth of a check's CPU.
COLLECT_AFTER = 100_000


def main() -> None:
    """Run a command; show an error of ours as words, with exit code 2."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        app()
    except ConfigError as exc:
        typer.echo(f"{len(exc.problems)} problem(s) in the configuration:", err=True)
        for problem in exc.problems:
            typer.echo(f"  {problem}", err=True)
        sys.exit(2)
    except MonitorError as exc:
        typer.echo(f"error: {exc}", err=True)
        sys.exit(2)
    finally:
        # Else the interpreter looks through all that is loaded for cycles, several times, on its way out: 0.2 s.
        gc.freeze()
