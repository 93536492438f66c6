"""`monitor sources`: what is watched, in which packs, and what a site really sends."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import assembly, listing_trial, streams

if TYPE_CHECKING:
    from ..domain import Link, Page, Request, SentPage, Source
    from ..settings import Settings
    from ..sources import Registry

#: Fields of a source that `sources list --json` prints as they are.
SHOWN_FIELDS = (
    "id", "name", "issuer", "region", "level", "family", "evidence", "packs", "enabled", "disabled_because", "covers",
)  # fmt: skip

app = typer.Typer(help="The registry of sources.", no_args_is_help=True)


@app.command("list")
def list_sources(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show every source with its family and evidence, then what covers each issuer."""
    from rich.console import Console
    from rich.table import Table

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if json:
        rows = [
            {name: getattr(source, name) for name in SHOWN_FIELDS}
            | {"listings": [listing.url for listing in source.listings]}
            for source in registry.sources
        ]
        typer.echo(streams.as_json({"sources": rows, "issuers": dict(registry.issuers())}))
        return
    console = Console()
    table = Table("id", "name", "family", "packs", "state")
    for source in registry.sources:
        state = "watched" if source.enabled else f"not watched: {source.disabled_because}"
        table.add_row(source.id, source.name, source.family, " ".join(source.packs), state)
    console.print(table)
    issuers = Table("issuer", "own sources", "carried by others", "evidence")
    for issuer, _covering in registry.issuers():
        coverage = registry.coverage(issuer)
        evidence = sorted({str(s.evidence) for s in registry.sources if s.id in coverage.own})
        issuers.add_row(
            issuer, " ".join(coverage.own) or "-", " ".join(coverage.others) or "-", ", ".join(evidence) or "-"
        )
    console.print(issuers)
    streams.echo(counts(registry))


def counts(registry: Registry) -> str:
    """Return how many sources and issuers there are, and how many issuers are watched at an address of their own."""
    found = [registry.coverage(issuer) for issuer, _covering in registry.issuers()]
    own = sum(bool(coverage.own) for coverage in found)
    others = sum(bool(coverage.others) and not coverage.own for coverage in found)
    watched = sum(source.enabled for source in registry.sources)
    return (
        f"{len(registry.sources)} sources, {watched} watched; {len(found)} issuers: "
        f"{own} at their own address, {others} only through others, {len(found) - own - others} not covered"
    )


@app.command("packs")
def switch_packs(
    on: Annotated[list[str] | None, typer.Option("--on", metavar="PACK", help="Switch it on.")] = None,
    off: Annotated[list[str] | None, typer.Option("--off", metavar="PACK", help="Switch it off.")] = None,
) -> None:
    """Show the packs of sources, or switch some on or off in your registry file."""
    from ..sources import default_path, load, switched, with_packs

    settings = assembly.read_settings()
    path = settings.sources or Path("sources.toml")
    # A file of one's own that is not there yet begins as the bundled one.
    registry = assembly.read_registry(settings) if path.exists() else load(default_path())
    if on or off:
        if path.resolve() == default_path().resolve():
            raise InputError(
                f"{path} is the bundled registry; set MONITOR_SOURCES to the path of a file of your own, which may not exist yet"
            )
        ids = switched(registry.packs, on or (), off or ())
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(with_packs(text, ids), encoding="utf-8")
        streams.echo(f"{path}: packs = {', '.join(ids) or 'none'}")
        registry = assembly.read_registry(settings)
    for pack in registry.packs:
        held = sum(pack.id in source.packs for source in registry.sources)
        state = "on" if pack.on else "off"
        streams.echo(f"{state:<3}  {pack.id:<10} {held:>4} sources  {pack.name} / {pack.name_en}")
    streams.echo(counts(registry))


@app.command("check")
def check_sources() -> None:
    """Validate the registry without any request; all errors at once, exit 2 if there are any."""
    settings = assembly.read_settings()
    path = assembly.registry_path(settings)
    registry = assembly.read_registry(settings)
    enabled = sum(source.enabled for source in registry.sources)
    typer.echo(f"{path}: {len(registry.sources)} sources, {enabled} enabled, {len(registry.topics)} topic(s): fine")


@app.command("try")
def try_source(
    target: Annotated[str, typer.Argument(metavar="URL|FILE", help="A listing's address or a saved listing.")],
    source_id: Annotated[str | None, typer.Option("--source", help="Read it as this source's listing.")] = None,
    family: Annotated[str | None, typer.Option(help="Read it as a listing of this family.")] = None,
    base: Annotated[str | None, typer.Option(help="Address that a saved listing came from.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print [{title, url, published}].")] = False,
) -> None:
    """
    Print the links found on a listing and what its newest article says; nothing is recorded.

    Unless a source or family is named, or a source has the address, every family and the general reading are tried.
    """
    from ..domain import day_in_china
    from ..parse import read_listing

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    named = assembly.choose_sources(registry, [source_id])[0] if source_id else None
    if family:
        registry.of_family(family, "")  # a wrong name is told before anything else is asked for
    address = listing_trial.address_of(target, base, named)
    source = source_for(registry, address, source_id, family)
    with site(settings) as fetch:
        if streams.is_address(target):
            page = listing_trial.listing_page(lambda request: fetch(request, source), source, address)
        else:
            page = streams.read_page(target, address, source, settings, assembly.clock())
        found = () if source_id or family else listing_trial.fits(page, registry)
        if found and not is_listing_of(source, address):
            source = registry.of_family(found[0].family, page.url)
        listing = read_listing(page, hosted_at(source, page.url))
        if json:
            typer.echo(streams.as_json([link_row(link) for link in listing.links]))
            return
        listing_trial.show_listing(listing)
        if found:
            listing_trial.show_fits(found, page, source, listing.links)
        streams.echo(f"{len(listing.links)} links, read as {source.family}")
        if streams.is_address(target):
            today = day_in_china(assembly.clock())
            listing_trial.show_newest(
                listing.links, lambda request: fetch(request, source), source, registry.topics, today
            )


@contextmanager
def site(settings: Settings) -> Iterator[Callable[[Request, Source], Page]]:
    """Give what asks for pages as a check does, robots.txt and pacing included."""
    from ..fetch import Fetcher

    def fetch(request: Request, source: Source) -> Page:
        page = fetcher.fetch(request, source, assembly.clock())
        assert page is not None  # an unconditional request is never answered "not modified"
        return page

    with Fetcher(settings.user_agent) as fetcher:
        yield fetch


def is_listing_of(source: Source, address: str) -> bool:
    """Tell whether the address is a listing that the registry names."""
    from ..sources.families import UNREGISTERED

    return source.id != UNREGISTERED and any(request.url == address for request in source.listings)


def link_row(link: Link) -> dict[str, object]:
    """Return a link as JSON prints it; `published` is None if the date comes from the address, not the listing."""
    published = None if link.dated_by_address else link.published
    return {"title": link.title, "url": link.url, "published": published, "kind": link.kind}


def source_for(registry: Registry, address: str, source_id: str | None, family: str | None) -> Source:
    """Return the source to read a listing as: the named source, else the family, else the one that fits the address."""
    if source_id:
        return assembly.choose_sources(registry, [source_id])[0]
    return registry.of_family(family, address) if family else registry.for_url(address)


def hosted_at(source: Source, url: str) -> Source:
    """Return the source with this address as its listing: links to the page's own host then count as its articles."""
    from ..domain import Request

    return dataclasses.replace(source, listings=(Request(url),))


@app.command("record")
def record_source(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="A source of the registry.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go; made if it is not there.")],
) -> None:
    """
    Save a source's first listing and its newest article as the site sends them, with their headers.

    Where the listing's address stands in a page, that page is saved too, as `column`.
    """
    from ..domain import Request
    from ..errors import BlockedError, ParseError
    from ..fetch import Fetcher
    from ..parse import follow_ups, parse_listing

    settings = assembly.read_settings()
    (source,) = assembly.choose_sources(assembly.read_registry(settings), [source_id])
    now = assembly.clock()
    folder.mkdir(parents=True, exist_ok=True)
    request = source.listings[0]
    with Fetcher(settings.user_agent) as fetcher:
        try:
            if request.then:
                column = save_page(folder, "column", fetcher.receive(request, source, now))
                request = follow_ups(column, source, request)[0]
            links = parse_listing(save_page(folder, "listing", fetcher.receive(request, source, now)), source)
        except (ParseError, BlockedError) as exc:  # what the pages say; a request without an answer ends the command
            streams.echo(f"no article is saved: {exc}")
            return
        newest = max(links, key=lambda link: link.published.isoformat() if link.published else "")
        save_page(folder, "article", fetcher.receive(Request(newest.url), source, now))


def save_page(folder: Path, name: str, sent: SentPage) -> Page:
    """Write `NAME.body`, the body as sent, and `NAME.head`, its address, status and headers; return the page."""
    lines = [sent.page.url, str(sent.status), *(f"{key}: {value}" for key, value in sent.headers)]
    (folder / f"{name}.head").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / f"{name}.body").write_bytes(sent.page.body)
    streams.echo(f"{folder / name}.body: {len(sent.page.body)} bytes, status {sent.status}, {sent.page.url}")
    return sent.page
