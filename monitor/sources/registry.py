"""The registry: the sources and topics that a registry file defines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlsplit

from ..domain import Source, Topic
from ..errors import InputError
from ..toml import Problems, RawTable, note_missing, read_table, read_toml, suggestion, tables_of
from .families import GENERIC, Family, Values, build_source, bundled_families, host_of, unregistered
from .keys import DEFAULTS, NEEDED_BY_SOURCE, NEEDED_BY_TOPIC, SOURCE, TOPIC
from .packs import Pack, by_packs, check_packs, read_packs

_PACKAGE = Path(__file__).resolve().parent.parent
_TABLES = ("extends", "packs", "defaults", "pack", "topic", "source")
#: The only value of `extends`: it names the bundled file.
_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class IssuerCoverage:
    """Which sources carry an issuer's news."""

    issuer: str
    #: Ids of the issuer's own enabled sources.
    own: tuple[str, ...]
    #: Ids of enabled sources of other issuers that name the issuer in `covers`.
    others: tuple[str, ...]
    #: Ids of the issuer's own disabled sources.
    disabled: tuple[str, ...]

    @property
    def is_covered(self) -> bool:
        """Tell whether any enabled source carries the issuer's news."""
        return bool(self.own or self.others)


@dataclass(frozen=True, slots=True)
class Registry:
    """The sources, in the order of the file, the topics and the packs."""

    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    packs: tuple[Pack, ...] = ()

    def coverage(self, issuer: str) -> IssuerCoverage:
        """Return the coverage of an issuer; its name is spelled as in the sources."""
        own = [source for source in self.sources if source.issuer == issuer]
        return IssuerCoverage(
            issuer,
            own=tuple(source.id for source in own if source.enabled),
            others=tuple(s.id for s in self.sources if s.enabled and issuer in s.covers and s.issuer != issuer),
            disabled=tuple(source.id for source in own if not source.enabled),
        )

    def issuers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each issuer with the ids of the sources that carry it, its own first; an empty tuple means none."""
        names = dict.fromkeys(source.issuer for source in self.sources)
        names |= dict.fromkeys(name for source in self.sources for name in source.covers)
        found = [self.coverage(name) for name in names]
        return tuple((coverage.issuer, coverage.own + coverage.others) for coverage in found)

    def for_url(self, url: str) -> Source:
        """
        Return the source that has this listing or such articles, else `plain_source(url)`.

        If the articles of several sources have such addresses, a source with a
        listing on the host wins; among these the one whose listing shares most
        folders with the address; of equal sources an enabled one.
        """
        host = _host(url)
        fitting = [
            source
            for source in self.sources
            if _has_host(source, host) and (source.layout.link_pattern.search(url) or _lists(source, url))
        ]
        if not fitting:
            return plain_source(url)
        return max(
            fitting,
            key=lambda source: (
                _lists(source, url),
                _has_own_host(source, host),
                _shared_folders(source, url),
                source.enabled,
            ),
        )

    def of_family(self, family: str, url: str) -> Source:
        """
        Return a source that reads the address with the layout of a family.

        Raises:
            InputError: no family has the name.

        """
        families = bundled_families()
        if family not in families:
            raise InputError(f"no family is called {family!r}; {suggestion(family, families)}")
        return unregistered(url, families[family], families[GENERIC])


def plain_source(url: str) -> Source:
    """Return a source for an address that no source has: generic layout, id `unregistered`."""
    generic = bundled_families()[GENERIC]
    return unregistered(url, generic, generic)


def default_path() -> Path:
    """Return the path of the bundled sources.toml: package data if installed, else the top folder of the checkout."""
    packaged = _PACKAGE / "data" / "sources.toml"
    return packaged if packaged.is_file() else _PACKAGE.parent / "sources.toml"


def load(path: Path) -> Registry:
    """
    Read a registry file.

    A file with `extends = "default"` changes the bundled file: a source or
    topic with a known id replaces the keys that it sets, a new one is added.
    A file without topics gets the bundled topics.

    Raises:
        ConfigError: with every problem, each with file, key and remedy.

    """
    problems = Problems(str(path))
    raw = read_toml(path)
    for key in raw.keys() - set(_TABLES):
        problems.add(key, f"is unknown; {suggestion(key, _TABLES)}")
    base = _base(path, raw, problems)
    defaults = _read_defaults(base, problems) | _read_defaults(raw, problems)
    tables = _merged(base, raw, "source", problems)
    if not tables and not raw.get("source"):
        problems.add("source", 'there is none; add a [[source]] table, or extends = "default" at the top')
    families = bundled_families()
    sources = [_source(place, table, defaults, families, problems) for place, table in tables]
    topics = _topics(_merged(base, raw, "topic", problems) or _bundled_topics(path, problems), problems)
    packs = read_packs(_merged(base, raw, "pack", problems), {**base, **raw}.get("packs", []), problems)
    read = [source for source in sources if source]
    check_packs(read, packs, problems)
    problems.raise_any()
    asked_for = {str(table.get("id")) for table in tables_of(raw, "source", problems) if table.get("enabled")}
    return Registry(tuple(by_packs(source, packs, asked_for) for source in read), topics, packs)


def _base(path: Path, raw: RawTable, problems: Problems) -> RawTable:
    """Return the tables of the bundled file if the file extends it, else none."""
    extends = raw.get("extends")
    if extends is None:
        return {}
    if extends != _DEFAULT:
        problems.add("extends", f"must be {_DEFAULT!r} or absent: no other file can be extended")
        return {}
    if _is_default(path):
        problems.add("extends", "stands in the file that it names; remove it")
        return {}
    return read_toml(default_path())


def _is_default(path: Path) -> bool:
    return path.resolve() == default_path().resolve()


def _merged(base: RawTable, raw: RawTable, name: str, problems: Problems) -> list[tuple[str, RawTable]]:
    """
    Return the tables of a name, each with its place for messages.

    First the tables of `base`, with the file's keys over them, then the file's new tables.
    """
    merged = {str(table["id"]): table for table in tables_of(base, name, problems)}
    seen: set[str] = set()
    for number, table in enumerate(tables_of(raw, name, problems), 1):
        key = table.get("id")
        known = key if isinstance(key, str) else f"#{number}"
        if known in seen:
            problems.add(f"{name}[{known}].id", "is taken by an earlier table of this file; choose another one")
            known = f"#{number}"
        seen.add(known)
        merged[known] = _changed(merged.get(known, {}), table)
    return [(f"{name}[{known}]", table) for known, table in merged.items()]


def _changed(before: RawTable, table: RawTable) -> RawTable:
    """Return a table with another's keys over it; a source that is enabled again loses its reason."""
    kept = {key: value for key, value in before.items() if key != "disabled_because" or not table.get("enabled")}
    return {**kept, **table}


def _read_defaults(raw: RawTable, problems: Problems) -> dict[str, object]:
    defaults = raw.get("defaults", {})
    if not isinstance(defaults, dict):
        problems.add("defaults", "must be written as a [defaults] table")
        return {}
    return read_table(defaults, DEFAULTS, "defaults", problems)


def _source(
    place: str, raw: RawTable, defaults: Values, families: Mapping[str, Family], problems: Problems
) -> Source | None:
    known_problems = len(problems)
    values = read_table(raw, SOURCE, place, problems)
    note_missing(raw, NEEDED_BY_SOURCE, place, problems)
    if any(key not in values for key in NEEDED_BY_SOURCE):
        return None
    # Build the source even if some keys are wrong, so that the problems of the other keys are told too.
    source = build_source(values, defaults, families, place, problems)
    return source if len(problems) == known_problems else None


def _topics(tables: list[tuple[str, RawTable]], problems: Problems) -> tuple[Topic, ...]:
    topics = []
    for place, raw in tables:
        known_problems = len(problems)
        values = read_table(raw, TOPIC, place, problems)
        note_missing(raw, NEEDED_BY_TOPIC, place, problems)
        if len(problems) == known_problems:
            topics.append(Topic(**values))
    return tuple(topics)


def _bundled_topics(path: Path, problems: Problems) -> list[tuple[str, RawTable]]:
    """Return the topics of the bundled file, for a file without topics."""
    if _is_default(path):
        problems.add("topic", "there is none; add a [[topic]] table with id, name and terms")
        return []
    return _merged({}, read_toml(default_path()), "topic", problems)


def _host(url: str) -> str:
    return host_of(url).removeprefix("www.")


def _has_host(source: Source, host: str) -> bool:
    """Tell whether the source has articles on the host; `.sh.gov.cn` stands for all hosts below it."""
    return _has_own_host(source, host) or any(
        host == own.removeprefix("www.") or (own[0] == "." and host.endswith(own)) for own in source.layout.hosts
    )


def _has_own_host(source: Source, host: str) -> bool:
    """Tell whether a listing of the source is on the host."""
    return any(_host(request.url) == host for request in source.listings)


def _lists(source: Source, url: str) -> bool:
    return any(request.url == url for request in source.listings)


def _shared_folders(source: Source, url: str) -> int:
    """Return how many folders the address shares with the nearest listing of the source on its host."""
    host, folders = _host(url), _folders(url)
    listings = (_folders(request.url) for request in source.listings if _host(request.url) == host)
    shared = (takewhile(lambda pair: pair[0] == pair[1], zip(folders, other, strict=False)) for other in listings)
    return max((len(list(pairs)) for pairs in shared), default=0)


def _folders(url: str) -> list[str]:
    return urlsplit(url).path.split("/")[1:-1]
