"""
The layouts of content management systems (“families”), from families.toml, and the sources made of them.

A source is made of its own keys, its family's layout and the defaults of its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from ..domain import Evidence, Format, Layout, Level, Request, Source, SourceKind
from ..toml import Problems, RawTable, note_missing, read_table, read_toml, suggestion, tables_of
from .keys import FAMILY, LAYOUT, NEEDED_BY_FAMILY, NEEDED_BY_FORMAT

FAMILIES_FILE = Path(__file__).resolve().parent.parent / "families.toml"
#: The layout of addresses that belong to no source; the file has a table of this name for it.
GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Family:
    """How pages of one content management system, or of one operator's use of it, are laid out."""

    name: str
    #: Who makes or runs the system, in a few words.
    made_by: str
    #: How a person recognises its pages.
    recognise: str
    evidence: Evidence
    #: Which pages the evidence comes from.
    seen: str
    #: Values of the layout's keys that the family sets.
    layout: Mapping[str, object]


@cache
def bundled_families() -> Mapping[str, Family]:
    """Return the families by name, in the file's order; the generic layout comes last."""
    return read_families(FAMILIES_FILE)


def read_families(path: Path) -> Mapping[str, Family]:
    """
    Return the families of a file by name.

    Raises:
        ConfigError: the file cannot be read, or a table in it is wrong.

    """
    raw = read_toml(path)
    problems = Problems(str(path))
    tables = [*tables_of(raw, "family", problems), *_generic(raw, problems)]
    for key in raw.keys() - {"family", GENERIC}:
        problems.add(key, f"is unknown; there are [[family]] tables and one [{GENERIC}]")
    families = [_family(number, table, problems) for number, table in enumerate(tables, 1)]
    names = [family.name for family in families if family]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(f"family[{name}].name", "stands twice; give one of them another name")
    problems.raise_any()
    return {family.name: family for family in families if family}


def _generic(raw: RawTable, problems: Problems) -> list[RawTable]:
    table = raw.get(GENERIC)
    if not isinstance(table, dict):
        problems.add(GENERIC, f"is missing or no table; write [{GENERIC}]")
        return []
    return [{"name": GENERIC, **table}]


def _family(number: int, raw: RawTable, problems: Problems) -> Family | None:
    """Return the family; None when the table has a problem, which is noted."""
    place = f"family[{raw.get('name', f'#{number}')}]"
    known_problems = len(problems)
    values = read_table(raw, FAMILY, place, problems)
    note_missing(raw, NEEDED_BY_FAMILY, place, problems)
    if len(problems) > known_problems:
        return None
    layout = {key: value for key, value in values.items() if key in LAYOUT}
    return Family(**{key: value for key, value in values.items() if key not in LAYOUT}, layout=layout)


def family_table(sources: Sequence[Source]) -> str:
    """Return a Markdown table of the families: how to recognise each, its evidence, its sources."""
    lines = ["| family | made by | recognised by | evidence | sources (enabled) |", "|---|---|---|---|---|"]
    for family in bundled_families().values():
        if family.name == GENERIC:
            continue
        own = [source for source in sources if source.family == family.name]
        enabled = sum(source.enabled for source in own)
        known = f"{family.evidence}: {family.seen}"
        lines.append(f"| `{family.name}` | {family.made_by} | {family.recognise} | {known} | {len(own)} ({enabled}) |")
    return "\n".join(lines) + "\n"


#: Values of a table after their readers; each has the type of the field that it fills.
Values = Mapping[str, Any]
#: Id of a source that no registry has.
UNREGISTERED = "unregistered"
_SOURCE_FIELDS = {field.name for field in fields(Source)}


def build_source(
    own: Values, defaults: Values, families: Mapping[str, Family], place: str, problems: Problems
) -> Source | None:
    """
    Return the source; None if it has a problem, which is noted.

    The source's own keys override those of its family and the file's defaults.
    """
    known_problems = len(problems)
    family = families.get(own["family"])
    if family is None:
        problems.add(f"{place}.family", f"{own['family']!r} is unknown; {suggestion(own['family'], families)}")
        return None
    layout = merged_layout(family, own, place, problems)
    listings = requests(own, place, problems)
    _check_state(own, place, problems)
    if "cron" in own and "every" in own:
        problems.add(f"{place}.cron", "takes the place of every; remove one of the two")
    if layout is None or len(problems) > known_problems:
        return None
    values = {"name_en": own["name"], **defaults, **own}
    if "overlap_days" in values:
        values["overlap"] = values["overlap_days"]
    given = {key: value for key, value in values.items() if key in _SOURCE_FIELDS}
    return Source(**given, evidence=family.evidence, listings=listings, layout=layout)


def merged_layout(family: Family, own: Values, place: str, problems: Problems) -> Layout | None:
    """Return the family's layout with the source's own keys over it; None if a key is missing, which is noted."""
    values: dict[str, Any] = {**family.layout, **{key: own[key] for key in own.keys() & LAYOUT.keys()}}
    needed = ("link_pattern", *NEEDED_BY_FORMAT.get(values["format"], ()))
    missing = [key for key in needed if key not in values]
    for key in missing:
        problems.add(f"{place}.{key}", f"is missing; the family {family.name!r} does not set it, so add it here")
    return None if missing else Layout(**values)


def requests(own: Values, place: str, problems: Problems) -> tuple[Request, ...]:
    """
    Return the requests of a source's listings: for `url` first, then for each address in `more`.

    All of them share the method, the form or body, and the headers.
    """
    form: tuple[tuple[str, str], ...] = own.get("form", ())
    body: str | None = own.get("json")
    has_body = bool(form) or body is not None
    method = own.get("method", "POST" if has_body else "GET")
    if has_body and method == "GET":
        problems.add(f"{place}.method", 'is "GET", which carries neither form nor json; write "POST" or drop them')
    if form and body is not None:
        problems.add(f"{place}.json", "stands beside form; a request has one body: keep one of them")
    urls = [with_params(url, own.get("params", ())) for url in (own["url"], *own.get("more", ()))]
    listings = tuple(
        Request(url, method, form, body, own.get("headers", ()), own.get("prime"), own.get("then")) for url in urls
    )
    if len(set(urls)) < len(urls):
        problems.add(f"{place}.more", "names an address twice; remove one")
    return listings


def with_params(url: str, params: tuple[tuple[str, str], ...]) -> str:
    """Return the address with the parameters at the end of its query, percent-encoded as UTF-8."""
    if not params:
        return url
    joint = "&" if urlsplit(url).query else "?"
    return f"{url.removesuffix('?')}{joint}{urlencode(params, quote_via=quote)}"


def unregistered(url: str, family: Family, fallback: Family) -> Source:
    """
    Return a source outside the registry whose only listing is the address, with the family's layout.

    `fallback` gives the link pattern where the family has none.
    """
    values: dict[str, Any] = {"link_pattern": fallback.layout["link_pattern"], **family.layout}
    needed = NEEDED_BY_FORMAT.get(values["format"], ())
    if needed and (_is_page(url) or any(key not in values for key in needed)):
        values["format"] = Format.HTML
    values["is_general"] = family is fallback
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
    """Return the host of an address; empty if the text is not an address."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_page(url: str) -> bool:
    """Tell whether the address is that of an HTML page, not of the JSON list that the family reads."""
    return url.partition("?")[0].endswith(("/", ".htm", ".html", ".shtml"))


def _check_state(own: Values, place: str, problems: Problems) -> None:
    """Note a disabled source without a reason, and an enabled source with one."""
    enabled = own.get("enabled", True)
    if not enabled and "disabled_because" not in own:
        problems.add(f"{place}.disabled_because", "is missing; say why the source is not watched")
    if enabled and "disabled_because" in own:
        problems.add(f"{place}.disabled_because", "stands on an enabled source; set enabled = false or remove it")
