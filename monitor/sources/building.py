"""From read tables to sources and topics: presets, defaults and the source's own keys, merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ..domain import Format, Layout, Level, Request, Source, SourceKind, Topic
from .families import Family
from .tables import Findings, suggestion
from .vocabulary import DEFAULTS, LAYOUT, NEEDED_BY_FORMAT

#: Values that a table's readers made; each is of the type that its field has.
Values = Mapping[str, Any]
#: Id of sources that stand in no registry.
UNREGISTERED = "unregistered"
_PACE = {field.name for field in fields(Source)} & DEFAULTS.keys()


def build_source(
    own: Values, defaults: Values, families: Mapping[str, Family], place: str, findings: Findings
) -> Source | None:
    """Return the source that its own keys make over its family and the defaults; None with problems."""
    before = len(findings.problems)
    family = families.get(own["family"])
    if family is None:
        findings.add(
            f"{place}.family", f"{own['family']!r} is unknown; {suggestion(own['family'], families)}"
        )
        return None
    layout = merged_layout(family, own, place, findings)
    listings = requests(own, place, findings)
    _check_state(own, place, findings)
    if layout is None or len(findings.problems) > before:
        return None
    pace = {key: value for key, value in {**defaults, **own}.items() if key in _PACE}
    overlap = own.get("overlap_days", defaults.get("overlap_days"))
    return Source(
        id=own["id"],
        name=own["name"],
        name_en=own.get("name_en", own["name"]),
        issuer=own["issuer"],
        region=own["region"],
        level=own["level"],
        kind=own["kind"],
        family=family.name,
        evidence=family.evidence,
        listings=listings,
        layout=layout,
        enabled=own.get("enabled", True),
        disabled_because=own.get("disabled_because", ""),
        covers=own.get("covers", ()),
        legacy_tls=own.get("legacy_tls"),
        note=own.get("note", ""),
        **pace,
        **({} if overlap is None else {"overlap": overlap}),
    )


def merged_layout(family: Family, own: Values, place: str, findings: Findings) -> Layout | None:
    """Return the family's layout with the source's keys over it, key by key; None with problems."""
    values: dict[str, Any] = {**family.layout, **{key: own[key] for key in own.keys() & LAYOUT.keys()}}
    needed = ("link_pattern", *NEEDED_BY_FORMAT.get(values["format"], ()))
    missing = [key for key in needed if key not in values]
    for key in missing:
        findings.add(
            f"{place}.{key}", f"is missing; the family {family.name!r} does not set it, so add it here"
        )
    return None if missing else Layout(**values)


def requests(own: Values, place: str, findings: Findings) -> tuple[Request, ...]:
    """Return the requests of a source's listings: `url` first, then `more`; all but the address is shared."""
    form: tuple[tuple[str, str], ...] = own.get("form", ())
    body: str | None = own.get("json")
    has_body = bool(form) or body is not None
    method = own.get("method", "POST" if has_body else "GET")
    if has_body and method == "GET":
        findings.add(
            f"{place}.method", 'is "GET", which carries neither form nor json; write "POST" or drop them'
        )
    if form and body is not None:
        findings.add(f"{place}.json", "stands beside form; a request has one body: keep one of them")
    urls = [with_params(url, own.get("params", ())) for url in (own["url"], *own.get("more", ()))]
    listings = tuple(
        Request(url, method, form, body, headers=own.get("headers", ()), prime=own.get("prime"))
        for url in urls
    )
    if len(set(urls)) < len(urls):
        findings.add(f"{place}.more", "names an address twice; remove one")
    return listings


def with_params(url: str, params: tuple[tuple[str, str], ...]) -> str:
    """Return the address with parameters behind its query, percent-encoded as UTF-8."""
    if not params:
        return url
    joint = "&" if urlsplit(url).query else "?"
    return f"{url.removesuffix('?')}{joint}{urlencode(params, quote_via=quote)}"


def build_topic(own: Values) -> Topic:
    """Return the topic of a table without problems."""
    return Topic(**own)


def unregistered(url: str, family: Family, fallback: Family) -> Source:
    """Return a source outside the registry with one listing: what a family makes of an address."""
    values: dict[str, Any] = {"link_pattern": fallback.layout["link_pattern"], **family.layout}
    needed = NEEDED_BY_FORMAT.get(values["format"], ())
    if needed and (_is_page(url) or any(key not in values for key in needed)):
        values["format"] = Format.HTML
    name = host_of(url) or family.name
    return Source(
        id=UNREGISTERED,
        name=name,
        name_en=name,
        issuer="",
        region="",
        level=Level.NATIONAL,
        kind=SourceKind.NEWS,
        family=family.name,
        evidence=family.evidence,
        listings=(Request(url),),
        layout=Layout(**values),
    )


def host_of(url: str) -> str:
    """Return the host of an address; empty for what is no address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_page(url: str) -> bool:
    """Tell whether an address is a column's page, though its family's lists are JSON elsewhere."""
    return url.partition("?")[0].endswith(("/", ".htm", ".html", ".shtml"))


def _check_state(own: Values, place: str, findings: Findings) -> None:
    """A disabled source says why; an enabled one has nothing to explain."""
    enabled = own.get("enabled", True)
    if not enabled and "disabled_because" not in own:
        findings.add(f"{place}.disabled_because", "is missing; say why the source is not watched")
    if enabled and "disabled_because" in own:
        findings.add(
            f"{place}.disabled_because", "stands on an enabled source; set enabled = false or remove it"
        )
