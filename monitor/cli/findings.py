"""`monitor measures`, `monitor targets` and `monitor progress`: what is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly

if TYPE_CHECKING:
    from ..domain import Finding, Measure, Progress, Target
    from ..store import Filter, RecordedFinding, Store

    Row = RecordedFinding[Measure] | RecordedFinding[Target] | RecordedFinding[Progress]

Region = Annotated[str | None, typer.Option(help="Only this region, by full name (上海市).")]
Issuer = Annotated[str | None, typer.Option(help="Only issuers whose name contains this.")]
Everything = Annotated[bool, typer.Option("--all", help="Also what is off the topics.")]
Limit = Annotated[int, typer.Option(min=1, max=100_000, help="Rows at most, newest first.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def measures(
    region: Region = None,
    issuer: Issuer = None,
    everything: Everything = False,
    limit: Limit = 50,
    json: Json = False,
) -> None:
    """List recorded measures, newest first."""
    show("measures", (region, issuer, everything, limit), as_json=json)


def targets(
    region: Region = None,
    issuer: Issuer = None,
    everything: Everything = False,
    limit: Limit = 50,
    json: Json = False,
) -> None:
    """List recorded targets with their quotes and links, newest first."""
    show("targets", (region, issuer, everything, limit), as_json=json)


def progress(
    region: Region = None,
    issuer: Issuer = None,
    everything: Everything = False,
    limit: Limit = 50,
    json: Json = False,
) -> None:
    """List recorded progress reports, newest first."""
    show("progress", (region, issuer, everything, limit), as_json=json)


def show(what: str, choice: tuple[str | None, str | None, bool, int], *, as_json: bool) -> None:
    """Print the rows of one kind of finding."""
    region, issuer, everything, limit = choice
    from ..store import Filter

    settings = assembly.read_settings()
    wanted = Filter(issuer=issuer, region=region, in_scope=None if everything else True)
    with assembly.open_store(settings) as store:
        rows = recorded(store, what, wanted, limit)
    if as_json:
        from .output import as_json as to_json

        typer.echo(to_json(rows))
    else:
        print_rows(rows)


def recorded(store: Store, what: str, wanted: Filter, limit: int) -> Sequence[Row]:
    """Return the recorded findings of one kind."""
    match what:
        case "measures":
            return store.measures(wanted, limit)
        case "targets":
            return store.targets(wanted, limit)
        case _:
            return store.progress(wanted, limit)


def print_rows(rows: Sequence[Row]) -> None:
    """Print each finding as its claim, its quote and its source; every figure stands beside its quote."""
    if not rows:
        typer.echo(
            "nothing recorded yet; `monitor check` reads the sources, `monitor demo` shows how it looks"
        )
    for row in rows:
        typer.secho(claim_of(row.finding), bold=True)
        typer.echo(f"  “{row.finding.quote.text}”")
        published = f" · {row.published.isoformat()}" if row.published else ""
        typer.echo(f"  {row.article_title}{published}\n  {row.article_url}")


def claim_of(finding: Finding) -> str:
    """Return the line of who, what, how much, by when."""
    from ..notify import claim

    return claim(finding)
