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
    alert_commands,
    article_commands,
    check_commands,
    demo_command,
    doctor,
    extract_command,
    list_commands,
    metric_commands,
    probes,
    record_commands,
    rules_command,
    source_commands,
    target_commands,
)

app = typer.Typer(
    name="monitor",
    help="Read official Chinese sites for AI+ measures, targets and progress; alert people.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # locals and settings may hold secrets
)

for command in (
    check_commands.check,
    check_commands.run,
    check_commands.status,
    probes.health,
    extract_command.extract,
    list_commands.measures,
    list_commands.targets,
    list_commands.progress,
    list_commands.deadlines,
    list_commands.changes,
    metric_commands.metrics,
    target_commands.review,
    record_commands.replay,
    check_commands.backfill,
    demo_command.demo,
):
    app.command()(command)
app.command("rules")(rules_command.list_rules)
app.command("import")(record_commands.import_list)
app.add_typer(target_commands.app, name="target")
app.add_typer(article_commands.app, name="article")
source_commands.app.command("doctor")(doctor.examine_sources)
app.add_typer(source_commands.app, name="sources")
app.add_typer(alert_commands.app, name="alerts")
app.add_typer(record_commands.database, name="db")


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


#: New objects between two searches for reference cycles; Python's default is 700. Most objects of a command
#: live to its end (modules, the registry), so that frequent searches cost time and free nothing.
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
        # Otherwise the interpreter searches all loaded objects for cycles, several times, before it exits.
        gc.freeze()
