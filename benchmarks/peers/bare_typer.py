"""The least that a typer program can be: what `monitor --help` is compared with."""

from typing import Annotated

import typer

app = typer.Typer(add_completion=False)


@app.command()
def greet(name: Annotated[str, typer.Option(help="Whom to greet.")] = "world") -> None:
    """Greet someone."""
    typer.echo(f"Hello, {name}")


@app.command()
def part() -> None:
    """Say goodbye."""


if __name__ == "__main__":
    app()
