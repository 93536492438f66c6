"""`monitor sources`: what is watched, and whether a listing is read as it should be."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly

if TYPE_CHECKING:
    from ..domain import Link, Page, Source
    from ..sources import Registry

app = typer.Typer(help="The registry of sources.", no_args_is_help=True)


@app.command("list")
def list_sources(
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show every source with its family and evidence, then what covers each issuer."""
    from rich.console import Console
    from rich.table import Table

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if json:
        from .output import as_json

        rows = [
            {"id": s.id, "name": s.name, "issuer": s.issuer, "region": s.region, "family": s.family,
             "evidence": s.evidence, "enabled": s.enabled, "disabled_because": s.disabled_because,
             "covers": s.covers, "listings": [r.url for r in s.listings]}
            for s in registry.sources
        ]  # fmt: skip
        typer.echo(as_json({"sources": rows, "issuers": dict(registry.issuers())}))
        return
    table = Table("id", "name", "family", "evidence", "state")
    for source in registry.sources:
        state = "enabled" if source.enabled else f"disabled: {source.disabled_because}"
        table.add_row(source.id, source.name, source.family, str(source.evidence), state)
    console = Console()
    console.print(table)
    issuers = Table("issuer", "covered by")
    for issuer, covering in registry.issuers():
        issuers.add_row(issuer, ", ".join(covering) or "NOT COVERED")
    console.print(issuers)


@app.command("check")
def check_sources() -> None:
    """Validate the registry without any request; all errors at once, exit 2 if there are any."""
    settings = assembly.read_settings()
    path = assembly.registry_path(settings)
    registry = assembly.read_registry(settings)
    enabled = sum(source.enabled for source in registry.sources)
    typer.echo(
        f"{path}: {len(registry.sources)} sources, {enabled} enabled, {len(registry.topics)} topic(s): fine"
    )


@app.command("try")
def try_source(
    target: Annotated[
        str, typer.Argument(metavar="URL|FILE", help="A listing's address or a saved listing.")
    ],
    source_id: Annotated[
        str | None, typer.Option("--source", help="Read it as this source's listing.")
    ] = None,
    family: Annotated[str | None, typer.Option(help="Read it as a listing of this family.")] = None,
    base: Annotated[str | None, typer.Option(help="Address that a saved listing came from.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print [{title, url, published}].")] = False,
) -> None:
    """Print the links found on a listing page; nothing is recorded."""
    from ..parse import parse_listing
    from .reading import is_address, page_of

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    address = target if is_address(target) else base or ""
    source = reading_as(registry, address, source_id, family)
    page = page_of(target, base, source, settings)
    links = parse_listing(page, at_home(source, page))
    if json:
        from .output import as_json

        typer.echo(as_json([shown(link) for link in links]))
        return
    for link in links:
        typer.echo(f"{link.published or '          '}  {link.title}  {link.url}")
    typer.echo(f"{len(links)} links, read as {source.family}")


def shown(link: Link) -> dict[str, object]:
    """Return what a listing shows of a link; a date that only the address tells is not shown there."""
    published = None if link.dated_by_address else link.published
    return {"title": link.title, "url": link.url, "published": published, "kind": link.kind}


def reading_as(registry: Registry, address: str, source_id: str | None, family: str | None) -> Source:
    """Return how to read a listing: as a named source, a family, or what its address suggests."""
    if source_id:
        return assembly.choose(registry, [source_id])[0]
    return registry.of_family(family, address) if family else registry.for_url(address)


def at_home(source: Source, page: Page) -> Source:
    """Return the source with its listing at the page's address, so that the page's own host counts."""
    from ..domain import Request

    return dataclasses.replace(source, listings=(Request(page.url),))
