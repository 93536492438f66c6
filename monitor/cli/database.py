"""`monitor db`."""

from __future__ import annotations

import typer

from . import assembly

app = typer.Typer(help="The database.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keep `upgrade` a subcommand, though it is the only one."""


@app.command()
def upgrade() -> None:
    """Create the database or bring its schema up to date; `run`, `check` and `demo` do it by themselves."""
    from ..store import upgrade as upgrade_schema

    settings = assembly.read_settings()
    before, after = upgrade_schema(settings.database_url.get_secret_value())
    typer.echo(f"schema {after}: up to date" if before == after else f"schema {before or 'new'} → {after}")
