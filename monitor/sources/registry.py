"""The registry: every source and topic that a file and its defaults define."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from urllib.parse import urlsplit

from ..domain import Source, Topic
from ..errors import InputError
from .building import Values, build_source, build_topic, host_of, unregistered
from .families import GENERIC, Family, bundled_families
from .tables import Findings, RawTable, note_missing, read_table, read_toml, suggestion, tables_of
from .vocabulary import DEFAULTS, NEEDED_BY_SOURCE, NEEDED_BY_TOPIC, SOURCE, TOPIC

_PACKAGE = Path(__file__).resolve().parent.parent
_TABLES = ("extends", "defaults", "topic", "source")
#: The only file that another one can extend.
_DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class IssuerCoverage:
    """Who carries an issuer's news."""

    issuer: str
    #: Ids of enabled sources of the issuer's own.
    own: tuple[str, ...]
    #: Ids of enabled sources of others that name it in `covers`.
    others: tuple[str, ...]
    #: Ids of its own sources that are disabled.
    disabled: tuple[str, ...]

    @property
    def is_covered(self) -> bool:
        """Tell whether any enabled source carries it."""
        return bool(self.own or self.others)


@dataclass(frozen=True, slots=True)
class Registry:
    """What is watched: sources in the order of the file, and the topics."""

    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]

    def coverage(self, issuer: str) -> IssuerCoverage:
        """Return who carries an issuer, by its name as the sources write it."""
        own = [source for source in self.sources if source.issuer == issuer]
        return IssuerCoverage(
            issuer,
            own=tuple(source.id for source in own if source.enabled),
            others=tuple(
                s.id for s in self.sources if s.enabled and issuer in s.covers and s.issuer != issuer
            ),
            disabled=tuple(source.id for source in own if not source.enabled),
        )

    def issuers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return each issuer with the ids of what covers it, its own first; none: not covered."""
        names = dict.fromkeys(source.issuer for source in self.sources)
        names |= dict.fromkeys(name for source in self.sources for name in source.covers)
        found = [self.coverage(name) for name in names]
        return tuple((coverage.issuer, coverage.own + coverage.others) for coverage in found)

    def for_url(self, url: str) -> Source:
        """
        Return the source with such a listing or such articles, else `plain_source(url)`.

        Of several whose articles have such addresses, the one whose listing
        shares most folders; enabled ones go before disabled ones.
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
            key=lambda source: (_lists(source, url), _shared_folders(source, url), source.enabled),
        )

    def of_family(self, family: str, url: str) -> Source:
        """
        Return a source that reads an address by a family's preset alone.

        Raises:
            InputError: no family has the name.

        """
        families = bundled_families()
        if family not in families:
            raise InputError(f"no family is called {family!r}; {suggestion(family, families)}")
        return unregistered(url, families[family], families[GENERIC])


def plain_source(url: str) -> Source:
    """Return a source for an address that belongs to none: the generic layout, id `unregistered`."""
    generic = bundled_families()[GENERIC]
    return unregistered(url, generic, generic)


def default_path() -> Path:
    """Return the bundled sources.toml: package data when installed, the top folder in a checkout."""
    packaged = _PACKAGE / "data" / "sources.toml"
    return packaged if packaged.is_file() else _PACKAGE.parent / "sources.toml"


def load(path: Path) -> Registry:
    """
    Read a registry file.

    A file with `extends = "default"` changes the bundled one: its sources and
    topics replace keys of those with the same id, or are added. A file
    without topics gets the bundled topics.

    Raises:
        ConfigError: with every problem, each with file, key and remedy.

    """
    findings = Findings(str(path))
    raw = read_toml(path)
    for key in raw.keys() - set(_TABLES):
        findings.add(key, f"is unknown; {suggestion(key, _TABLES)}")
    base = _base(path, raw, findings)
    defaults = _read_defaults(base, findings) | _read_defaults(raw, findings)
    tables = _merged(base, raw, "source", findings)
    if not tables and not raw.get("source"):
        findings.add("source", 'there is none; add a [[source]] table, or extends = "default" at the top')
    families = bundled_families()
    sources = [_source(place, table, defaults, families, findings) for place, table in tables]
    topics = _topics(_merged(base, raw, "topic", findings) or _bundled_topics(path, findings), findings)
    findings.raise_any()
    return Registry(tuple(source for source in sources if source), topics)


def _base(path: Path, raw: RawTable, findings: Findings) -> RawTable:
    """Return the tables that the file extends; none when it stands alone."""
    extends = raw.get("extends")
    if extends is None:
        return {}
    if extends != _DEFAULT:
        findings.add("extends", f"must be {_DEFAULT!r} or absent: no other file can be extended")
        return {}
    if _is_default(path):
        findings.add("extends", "stands in the file that it names; remove it")
        return {}
    return read_toml(default_path())


def _is_default(path: Path) -> bool:
    return path.resolve() == default_path().resolve()


def _merged(base: RawTable, raw: RawTable, name: str, findings: Findings) -> list[tuple[str, RawTable]]:
    """Return the tables of a name with the place of each: the base's, changed by the file's own, then new ones."""
    merged = {str(table["id"]): table for table in tables_of(base, name, findings)}
    seen: set[str] = set()
    for number, table in enumerate(tables_of(raw, name, findings), 1):
        key = table.get("id")
        known = key if isinstance(key, str) else f"#{number}"
        if known in seen:
            findings.add(
                f"{name}[{known}].id", "is taken by an earlier table of this file; choose another one"
            )
            known = f"#{number}"
        seen.add(known)
        merged[known] = _changed(merged.get(known, {}), table)
    return [(f"{name}[{known}]", table) for known, table in merged.items()]


def _changed(before: RawTable, table: RawTable) -> RawTable:
    """Return a table with another's keys over it; what is enabled again needs no reason any more."""
    kept = {
        key: value for key, value in before.items() if key != "disabled_because" or not table.get("enabled")
    }
    return {**kept, **table}


def _read_defaults(raw: RawTable, findings: Findings) -> dict[str, object]:
    defaults = raw.get("defaults", {})
    if not isinstance(defaults, dict):
        findings.add("defaults", "must be written as a [defaults] table")
        return {}
    return read_table(defaults, DEFAULTS, "defaults", findings)


def _source(
    place: str, raw: RawTable, defaults: Values, families: Mapping[str, Family], findings: Findings
) -> Source | None:
    before = len(findings.problems)
    values = read_table(raw, SOURCE, place, findings)
    note_missing(raw, NEEDED_BY_SOURCE, place, findings)
    if any(key not in values for key in NEEDED_BY_SOURCE):
        return None
    # What was read is merged even when other keys are wrong, so that its own problems are told too.
    source = build_source(values, defaults, families, place, findings)
    return source if len(findings.problems) == before else None


def _topics(tables: list[tuple[str, RawTable]], findings: Findings) -> tuple[Topic, ...]:
    topics = []
    for place, raw in tables:
        before = len(findings.problems)
        values = read_table(raw, TOPIC, place, findings)
        note_missing(raw, NEEDED_BY_TOPIC, place, findings)
        if len(findings.problems) == before:
            topics.append(build_topic(values))
    return tuple(topics)


def _bundled_topics(path: Path, findings: Findings) -> list[tuple[str, RawTable]]:
    """Return the bundled file's topics, for a file that names none."""
    if _is_default(path):
        findings.add("topic", "there is none; add a [[topic]] table with id, name and terms")
        return []
    return _merged({}, read_toml(default_path()), "topic", findings)


def _host(url: str) -> str:
    return host_of(url).removeprefix("www.")


def _has_host(source: Source, host: str) -> bool:
    """Tell whether articles of the source lie on the host; `.sh.gov.cn` stands for all hosts below."""
    if any(_host(request.url) == host for request in source.listings):
        return True
    return any(
        host == h.removeprefix("www.") or (h[0] == "." and host.endswith(h)) for h in source.layout.hosts
    )


def _lists(source: Source, url: str) -> bool:
    return any(request.url == url for request in source.listings)


def _shared_folders(source: Source, url: str) -> int:
    """Return how many folders the address shares with the source's listings on its host."""
    host, folders = _host(url), _folders(url)
    listings = (_folders(request.url) for request in source.listings if _host(request.url) == host)
    shared = (
        takewhile(lambda pair: pair[0] == pair[1], zip(folders, other, strict=False)) for other in listings
    )
    return max((len(list(pairs)) for pairs in shared), default=0)


def _folders(url: str) -> list[str]:
    return urlsplit(url).path.split("/")[1:-1]
