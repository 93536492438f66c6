"""What `monitor sources try` and the doctor ask of a listing: which family reads it best, and what its newest article says."""

from __future__ import annotations

import html
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, SourceError
from . import streams

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ..domain import Link, Listing, Page, Request, Source, Topic
    from ..sources import Registry

#: A family whose sources say themselves where everything stands.
UNFIT = "json_custom"
#: Share of the most dated links with which a family of the page's format goes before one of another format.
NEARLY = 0.8
#: Where a saved page says which address it came from: a browser's mark, `<base>`, the canonical link.
_OWN_ADDRESS = (
    re.compile(r"saved from url=\(\d+\)(https?://[^\s>]{4,400})"),
    re.compile(r"""<base\b[^>]{0,200}?\bhref\s{0,8}=\s{0,8}["']?(https?://[^"'>\s]{4,400})""", re.IGNORECASE),
    re.compile(
        r"""<link\b(?=[^>]{0,400}\bcanonical\b)[^>]{0,400}?\bhref\s{0,8}=\s{0,8}["']?(https?://[^"'>\s]{4,400})""",
        re.IGNORECASE,
    ),
)
_BEGINNING = 20_000
#: Digits of a long hexadecimal number in an address.
_HEX = 32


@dataclass(frozen=True, slots=True)
class Fit:
    """How a family reads a listing."""

    family: str
    links: int
    #: Links with a day of publication.
    dated: int


def fits(page: Page, registry: Registry) -> tuple[Fit, ...]:
    """
    Return the families that find links on a page, the general reading among them, the best first.

    The most links for which the listing shows a day come first; of equal ones a family before the general reading, the
    most links, and a family whose lists have the format of this page.
    """
    from ..domain import Format
    from ..parse import read_listing
    from ..sources.families import GENERIC, bundled_families

    found = []
    families = bundled_families()
    is_html = page.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    for number, family in enumerate(families.values()):
        if family.name == UNFIT:
            continue
        with suppress(SourceError):
            links = read_listing(page, registry.of_family(family.name, page.url)).links
            shown = sum(link.published is not None and not link.dated_by_address for link in links)
            fit = Fit(family.name, len(links), sum(link.published is not None for link in links))
            reads_html = family.layout["format"] in (Format.HTML, Format.CDATA)
            is_apt = reads_html is is_html or family.name == GENERIC
            found.append(((-shown, family.name == GENERIC, -len(links), not is_apt, number), is_apt, shown, fit))
    found.sort(key=lambda entry: entry[0])
    most = found[0][2] if found else 0
    near = [entry for entry in found if entry[1] and entry[3].family != GENERIC and entry[2] >= NEARLY * most]
    # A family whose lists are JSON reads the page of a column too, but is not the one that made it.
    first = near[:1] if found and not found[0][1] else []
    return tuple(dict.fromkeys(entry[3] for entry in (*first, *found)))


def address_of(target: str, base: str | None, source: Source | None) -> str:
    """
    Return the address that a listing came from: as given, as recorded beside it, as its source's, or as it says itself.

    Raises:
        InputError: a saved listing whose address nobody knows; its links would lead nowhere.

    """
    if streams.is_address(target):
        return target
    head = Path(target).with_suffix(".head")
    if base or source or not head.is_file():
        known = base or (source.listings[0].url if source else "") or own_address(target)
    else:
        known = head.read_text(encoding="utf-8").partition("\n")[0].strip()
    if not streams.is_address(known):
        raise InputError(f"{target}: which address did it come from? Give it with --base: links are joined to it")
    return known


def own_address(target: str) -> str:
    """Return the address that a saved page says it came from; empty if it says none. Raises InputError as `read_bytes`."""
    if target == "-":
        return ""
    text = streams.read_bytes(target)[:_BEGINNING].decode("utf-8", "replace")
    return next((html.unescape(found[1]) for pattern in _OWN_ADDRESS if (found := pattern.search(text))), "")


def listing_page(fetch: Callable[[Request], Page], source: Source, address: str) -> Page:
    """Return the page at an address, or the first that it leads to where its source says so with `then`."""
    from ..domain import Request
    from ..parse import follow_ups

    request = next((listing for listing in source.listings if listing.url == address), Request(address))
    page = fetch(request)
    return fetch(follow_ups(page, source, request)[0]) if request.then else page


def show_listing(listing: Listing) -> None:
    """Print the links, then the rows that lead elsewhere."""
    for link in listing.links:
        streams.echo(f"{link.published or '          '}  {link.title}  {link.url}")
    for row in listing.elsewhere:
        streams.echo(f"elsewhere   {row.title}  {row.url}")
    if listing.elsewhere:
        streams.echo(
            f"{len(listing.elsewhere)} rows lead elsewhere and are not read: name other hosts in hosts, or widen link_pattern"
        )


def show_fits(found: tuple[Fit, ...], page: Page, source: Source, links: tuple[Link, ...]) -> None:
    """Print how each family reads the page, and the keys for `sources.toml` by which `source` reads it."""
    from ..sources.families import bundled_families

    for fit in found:
        evidence = bundled_families()[fit.family].evidence
        streams.echo(f"{fit.family:<18} {fit.links:>4} links, {fit.dated:>4} with a day  ({evidence})")
    best = bundled_families()[source.family]
    streams.echo(f"best: {best.name}: {best.made_by}; {best.recognise}", bold=True)
    streams.echo("\n".join(keys_for(page, source, [link.url for link in links])))


def keys_for(page: Page, source: Source, urls: list[str]) -> list[str]:
    """Return lines for `sources.toml`; the general reading becomes a format, paths and a pattern that its links fit."""
    from ..parse import recognised_layout

    lines = [f'family = "{source.family}"', f'url = "{page.url}"']
    if not source.layout.is_general:
        return lines
    layout = recognised_layout(page, source)
    paths = ("json_items", "json_title", "json_link", "json_date", "fragment")
    given = [("format", str(layout.format)), *((key, getattr(layout, key)) for key in paths)]
    lines += [f'{key} = "{value}"' for key, value in given if value and (key, value) != ("format", "html")]
    pattern = pattern_of(urls, page.url)
    return [
        *lines,
        f"link_pattern = '{pattern}'" if pattern else "# link_pattern: the addresses have no shape in common",
    ]


def pattern_of(urls: list[str], listing: str) -> str:
    """Return a pattern that fits the ends of all addresses and not the listing's own; empty if they have several shapes."""
    shapes = {shape_of(url) for url in urls}
    pattern = f"{shapes.pop()}$" if len(shapes) == 1 else ""
    return "" if not pattern or re.search(pattern, listing) else pattern


def shape_of(url: str) -> str:
    """Return the last part of an address as a pattern: digits and long hexadecimal numbers stand for any others."""
    path, mark, query = url.partition("?")
    parts = path.split("/")
    is_telling = re.match(r"[^\W\d][^?]*\d", parts[-1])  # t20260301_1.html; neither 7.html nor content.html
    end = "/" + "/".join(parts[-1:] if is_telling else parts[-2:]) + mark + query
    pieces = re.split(r"([0-9a-f]{32}|\d+)", end)
    return "".join(
        re.escape(piece) if number % 2 == 0 else "[0-9a-f]{32}" if len(piece) == _HEX else r"\d{1,20}"
        for number, piece in enumerate(pieces)
    )


def show_newest(
    links: tuple[Link, ...], fetch: Callable[[Request], Page], source: Source, topics: tuple[Topic, ...], today: date
) -> None:
    """Print what would be read of the newest article of a listing."""
    from ..detect import read
    from ..domain import Request
    from .extract_command import print_reading

    newest = max(links, key=lambda link: str(link.published or ""))
    try:
        article = streams.parse_page(fetch(Request(newest.url)), source)
    except SourceError as exc:
        streams.echo(f"newest article: {newest.title}: {exc}")
        return
    streams.echo(f"newest article: {newest.url}", bold=True)
    print_reading(article, read(article, topics, today=article.published or newest.published or today), None)
