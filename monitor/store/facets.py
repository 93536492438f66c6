"""Facets: by which issuers, regions and themes lists are filtered, each found through an index."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.sql.elements import ColumnElement

from .life_tables import FACET
from .links import CHUNK, chunks
from .writing import add_new

#: Name and value.
Facet = tuple[str, str]
_OF_OWNERS = select(FACET).where(FACET.c.kind == bindparam("kind"), FACET.c.owner_id.in_(CHUNK))


def facets_of(issuers: Iterable[str | None], region: str | None, themes: Iterable[str]) -> frozenset[Facet]:
    """Return the facets that these words make."""
    named = (("issuer", issuer) for issuer in issuers if issuer)
    place = (("region", region),) if region else ()
    return frozenset((*named, *place, *(("theme", theme) for theme in themes)))


def write(connection: Connection, kind: str, facets: Mapping[int, frozenset[Facet]]) -> None:
    """Put facets in the place of those that their owners had."""
    before: dict[int, set[Facet]] = {number: set() for number in facets}
    for chunk in chunks(facets):
        for row in connection.execute(_OF_OWNERS, {"kind": kind, "chunk": chunk}):
            before[row.owner_id].add((row.name, row.value))
    drop(connection, (kind,), [number for number, now in facets.items() if before[number] - now])
    rows = [
        {"kind": kind, "name": name, "value": value, "owner_id": number}
        for number, now in facets.items()
        for name, value in sorted(now)
        if now != before[number]
    ]
    add_new(connection, FACET, rows)


def drop(connection: Connection, kinds: Collection[str], owners: Collection[int]) -> None:
    """Remove the facets of owners that are no more."""
    for chunk in chunks(owners):
        connection.execute(delete(FACET).where(FACET.c.kind.in_(kinds), FACET.c.owner_id.in_(chunk)))


def with_theme(owner: ColumnElement[int], kinds: Collection[str], theme: str) -> ColumnElement[bool]:
    """Tell in SQL whether an owner has a theme."""
    return _has(owner, kinds, "theme", FACET.c.value == theme)


def with_issuer(owner: ColumnElement[int], kinds: Collection[str], words: str) -> ColumnElement[bool]:
    """Tell in SQL whether the name of an owner's issuer contains words."""
    return _has(owner, kinds, "issuer", FACET.c.value.contains(words, autoescape=True))


def with_region(owner: ColumnElement[int], kinds: Collection[str], words: str) -> ColumnElement[bool]:
    """Tell in SQL whether the name of an owner's region begins with words."""
    return _has(owner, kinds, "region", FACET.c.value.startswith(words, autoescape=True))


def _has(
    owner: ColumnElement[int], kinds: Collection[str], name: str, condition: ColumnElement[bool]
) -> ColumnElement[bool]:
    found = select(FACET.c.owner_id).where(FACET.c.kind.in_(kinds), FACET.c.name == name, condition)
    return owner.in_(found)
