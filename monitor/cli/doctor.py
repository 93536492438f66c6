"""`monitor sources doctor`: what a source's site really answers, which family fits, what the registry should say."""

from __future__ import annotations

import json as jsonlib
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from .. import __version__
from ..errors import EmptyListingError, InputError, SourceError
from . import assembly, streams
from .listing_trial import Fit, fits

if TYPE_CHECKING:
    from datetime import date, datetime

    from ..domain import Link, Page, Request, SentPage, Source
    from ..fetch import Fetcher
    from ..sources import Registry

logger = logging.getLogger(__name__)

#: Headers that say who answers, in what form, and whether conditional requests work. No cookie is among them.
HEADERS = (
    "server", "via", "date", "content-type", "content-encoding", "etag", "last-modified", "cache-control",
    "retry-after",
)  # fmt: skip
#: Links that are shown, and families that fit a listing.
LINKS_SHOWN, FAMILIES_SHOWN = 5, 3
#: Keys of a source that its row repeats.
KEPT = ("id", "name", "issuer", "region", "level", "kind")
#: Days without a publication after which the newest article is called old.
OLD_AFTER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and what came back."""

    url: str
    #: The address that answered, after redirects; empty without an answer.
    answered_by: str = ""
    #: 0 without an answer.
    status: int = 0
    #: With robots.txt, pauses and repeats.
    seconds: float = 0.0
    size: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    #: Why the page cannot be used; empty if it can.
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingReport:
    """What one listing of a source holds."""

    exchange: Exchange
    #: Of the page that says how to ask for the listing; None where its address is known.
    column: Exchange | None = None
    links: int = 0
    dated: int = 0
    #: Rows that lead to other hosts, or to addresses of another shape.
    elsewhere: int = 0
    newest: date | None = None
    #: Title, day and address of each.
    first: tuple[tuple[str, str, str], ...] = ()
    #: Best first.
    fits: tuple[Fit, ...] = ()

    @property
    def registered(self) -> Exchange:
        """The request that the registry names."""
        return self.column or self.exchange


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """What the newest article of a source holds."""

    exchange: Exchange
    title: str = ""
    published: date | None = None
    characters: int = 0
    attachments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """Everything that the doctor found out about one source."""

    id: str
    name: str
    family: str
    enabled: bool
    listings: tuple[ListingReport, ...] = ()
    article: ArticleReport | None = None
    #: What is not as the registry says.
    differs: tuple[str, ...] = ()
    #: A table for `sources.toml`.
    row: str = ""


def examine_sources(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Sources to look at.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every source, those not watched too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one report that can be sent on.")] = False,
) -> None:
    """Ask sites anew and say what they answer, which family fits, and what differs from the registry."""
    import platform

    from ..fetch import Fetcher

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if bool(ids) == everything:
        raise InputError("name the sources to look at, or give --all")
    chosen = registry.sources if everything else assembly.choose_sources(registry, ids or ())
    with Fetcher(settings.user_agent) as fetcher:
        doctor = Doctor(registry, fetcher, assembly.clock)
        reports = examine_all(chosen, doctor.examine, settings.threads)
    if json:
        # No setting, cookie or password is in it.
        about = {"program": f"aiplus-monitor {__version__}", "python": platform.python_version()}
        typer.echo(streams.as_json(about | {"made_at": assembly.clock(), "sources": reports}))
    for report in () if json else reports:
        print_report(report)
    raise typer.Exit(int(any(report.differs for report in reports)))


def examine_all(
    sources: Sequence[Source], examine: Callable[[Source], SourceReport], threads: int
) -> tuple[SourceReport, ...]:
    """Return a report on each source, in their order; hosts are asked at the same time, the sources of one in turn."""
    from concurrent.futures import ThreadPoolExecutor

    hosts: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        hosts[urlsplit(source.listings[0].url).netloc].append(source)
    with ThreadPoolExecutor(threads, thread_name_prefix="doctor") as pool:
        made = pool.map(lambda own: [examine(source) for source in own], hosts.values())
        by_id = {report.id: report for reports in made for report in reports}
    return tuple(by_id[source.id] for source in sources)


@dataclass(frozen=True, slots=True)
class Doctor:
    """Looks at sources, with what that needs."""

    registry: Registry
    fetcher: Fetcher
    clock: Callable[[], datetime]

    def examine(self, source: Source) -> SourceReport:
        """Look at a source's listings and its newest article; nothing that goes wrong ends the report on the others."""
        about = SourceReport(id=source.id, name=source.name, family=source.family, enabled=source.enabled)
        try:
            found = [listing for request in source.listings for listing in self.examine_listing(source, request)]
            links = [link for _, several in found for link in several]
            newest = max(links, key=lambda link: str(link.published or ""), default=None)
            article = self.examine_article(source, newest) if newest else None
        except Exception as exc:
            # The boundary of one source: its surprise must not keep people from the report on the others.
            logger.exception("examination failed", extra={"action": "doctor_crashed", "source": source.id})
            return replace(about, differs=(f"internal error: {type(exc).__name__}: {exc}",))
        listings = tuple(listing for listing, _ in found)
        differs, row = differences(source, listings, article, self.clock()), toml_row(source, listings)
        return replace(about, listings=listings, article=article, differs=differs, row=row)

    def examine_listing(self, source: Source, request: Request) -> list[tuple[ListingReport, tuple[Link, ...]]]:
        """Ask for a listing, or for those that its page names, and read each."""
        from ..parse import follow_ups

        if request.then is None:
            return [self.read_listing(source, request)]
        column, page = self.ask(source, request)
        if page is None:
            return [(ListingReport(exchange=column), ())]
        try:
            requests = follow_ups(page, source, request)
        except SourceError as exc:
            return [(ListingReport(exchange=replace(column, error=exc.message)), ())]
        return [self.read_listing(source, found, column, may_be_empty=len(requests) > 1) for found in requests]

    def read_listing(
        self, source: Source, request: Request, column: Exchange | None = None, *, may_be_empty: bool = False
    ) -> tuple[ListingReport, tuple[Link, ...]]:
        """Ask for a listing and read it as its source's and as every family's."""
        from ..parse import read_listing

        exchange, page = self.ask(source, request)
        if page is None:
            return ListingReport(exchange=exchange, column=column), ()
        links: tuple[Link, ...] = ()
        elsewhere: tuple[Link, ...] = ()
        try:
            listing = read_listing(page, source)
            links, elsewhere = listing.links, listing.elsewhere
        except SourceError as exc:
            if not (may_be_empty and isinstance(exc, EmptyListingError)):
                exchange = replace(exchange, error=exc.message)
        days = [link.published for link in links if link.published]
        report = ListingReport(
            exchange=exchange,
            column=column,
            links=len(links),
            dated=len(days),
            elsewhere=len(elsewhere),
            newest=max(days, default=None),
            first=tuple((link.title, str(link.published or ""), link.url) for link in links[:LINKS_SHOWN]),
            fits=fits(page, self.registry)[:FAMILIES_SHOWN],
        )
        return report, links

    def examine_article(self, source: Source, link: Link) -> ArticleReport:
        """Ask for an article and read it."""
        from ..domain import Request
        from ..parse import parse_article

        exchange, page = self.ask(source, Request(link.url))
        if page is None:
            return ArticleReport(exchange)
        try:
            article = parse_article(page, source, link)
        except SourceError as exc:
            return ArticleReport(replace(exchange, error=exc.message))
        files = len(article.attachments)
        return ArticleReport(exchange, article.title, article.published, len(article.text), files)

    def ask(self, source: Source, request: Request) -> tuple[Exchange, Page | None]:
        """Return what came of a request, and the page if it is one."""
        started = time.monotonic()
        try:
            sent = self.fetcher.receive(request, source, self.clock())
        except SourceError as exc:
            return Exchange(url=request.url, seconds=since(started), error=exc.message), None
        exchange = Exchange(
            url=request.url,
            answered_by=sent.page.url,
            status=sent.status,
            seconds=since(started),
            size=len(sent.page.body),
            headers=tuple((name, value) for name, value in sent.headers if name.lower() in HEADERS),
            error=refusal_of(sent),
        )
        return exchange, None if exchange.error else sent.page


def since(started: float) -> float:
    """Return the seconds since a moment of the monotonic clock."""
    return round(time.monotonic() - started, 2)


def refusal_of(sent: SentPage) -> str:
    """Return why an answer is no page; empty if it is one."""
    from ..fetch import find_challenge

    challenge = find_challenge(sent.status, sent.page.body)
    if challenge:
        return f"status {sent.status}, {challenge}"
    return "" if 200 <= sent.status < 300 else f"status {sent.status}"  # noqa: PLR2004 -- the class of success


def differences(
    source: Source, listings: Sequence[ListingReport], article: ArticleReport | None, now: datetime
) -> tuple[str, ...]:
    """Return what is not as the registry says, in words."""
    found = [
        f"{page.exchange.url}: {page.exchange.error}"
        for page in (*listings, *((article,) if article else ()))
        if page.exchange.error
    ]
    for listing in listings:
        exchange, asked = listing.exchange, listing.registered
        if is_elsewhere(asked):
            found.append(f"{asked.url} leads to {asked.answered_by}")
        if listing.fits and not listing.links:
            best = listing.fits[0]
            found.append(f"{exchange.url}: {source.family} finds no link, {best.family} {best.links}")
        if listing.newest and (now.date() - listing.newest).days > OLD_AFTER:
            found.append(f"{exchange.url}: the newest link is of {listing.newest}")
    if listings and not found and not any(listing.links for listing in listings):
        found.append(f"{listings[0].registered.url}: none of the {len(listings)} listings has a link")
    if article and not article.exchange.error and article.published is None:
        found.append(f"{article.exchange.url}: the article shows no day of publication")
    return tuple(dict.fromkeys(found))


def is_elsewhere(exchange: Exchange) -> bool:
    """Tell whether a redirect led to another host or folder, not only from http to https."""
    if not exchange.answered_by:
        return False
    asked, came = urlsplit(exchange.url), urlsplit(exchange.answered_by)
    return (asked.netloc, asked.path.rpartition("/")[0]) != (came.netloc, came.path.rpartition("/")[0])


def toml_row(source: Source, listings: Sequence[ListingReport]) -> str:
    """Return the source's table for `sources.toml`, with the family that fits and the address that answers."""
    first = listings[0]
    finds_none = first.fits and not first.links
    moved = is_elsewhere(first.registered) and first.fits
    values: dict[str, str] = {key: getattr(source, key) for key in KEPT} | {
        "family": first.fits[0].family if finds_none else source.family,
        "url": first.registered.answered_by if moved else first.registered.url,
    }
    rows = [f"{key} = {jsonlib.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(("[[source]]", *rows))


def print_report(report: SourceReport) -> None:
    """Print what was found of one source."""
    show(f"\n{report.id} {report.name} ({report.family})", bold=True)
    for listing in report.listings:
        if listing.column:
            print_exchange("column", listing.column)
        print_exchange("listing", listing.exchange)
        counts = f"{listing.links}, {listing.dated} with a day, {listing.elsewhere} rows lead elsewhere"
        show(f"  links: {counts}, newest {listing.newest or 'unknown'}")
        for title, day, url in listing.first:
            show(f"    {day or '          '}  {title}  {url}")
        fits = ", ".join(f"{fit.family} {fit.links} links ({fit.dated} with a day)" for fit in listing.fits)
        show(f"  families: {fits or 'none fits'}")
    if article := report.article:
        print_exchange("article", article.exchange)
        held = f"{article.characters} characters, {article.attachments} attachments"
        show(f"  {article.title}: {article.published or 'no day'}, {held}")
    for words in report.differs:
        show(f"  differs: {words}")
    for line in report.row.splitlines():
        show(f"  {line}")


def print_exchange(what: str, exchange: Exchange) -> None:
    """Print a request and its answer."""
    answer = exchange.error or f"status {exchange.status}"
    show(f"  {what}: {exchange.url}: {answer}, {exchange.size} bytes, {exchange.seconds} s")
    show("    " + "; ".join(f"{name}: {value}" for name, value in exchange.headers))


def show(line: str, *, bold: bool = False) -> None:
    """Print a line; what pages and headers write into it moves no cursor and turns no text around."""
    streams.echo("".join(char for char in line if char.isprintable()), bold=bold)
