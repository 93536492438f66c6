"""The reader of `then`: how a listing's page says what to ask for its entries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..domain import FollowUp, PageValue
from ..toml import BadValueError, Reader, flag, identifier, shown, suggestion, text
from . import source_values as values

#: `{sid}` in an address, a field or a header.
PLACE = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")


def follow_up(value: object) -> FollowUp:
    """Return the request that a listing's page leads to."""
    read = _read(_table(value), FOLLOW_UP, "")
    for key in ("url", "values"):
        if key not in read:
            raise BadValueError(f"needs {key}; write it as in docs/sources.md")
    made = FollowUp(**read)
    _check_places(made)
    return made


def one_group(value: object) -> re.Pattern[str]:
    """Return a pattern whose only group is what is wanted."""
    pattern = values.pattern(value)
    if pattern.groups != 1:
        raise BadValueError(f"has {pattern.groups} groups; its one group (…) is what is wanted: write (?:…) for others")
    return pattern


def _named(value: object) -> tuple[PageValue, ...]:
    return tuple(_page_value(name, entry) for name, entry in _table(value).items())


def _page_value(name: str, value: object) -> PageValue:
    try:
        identifier(name)
    except BadValueError as exc:
        raise BadValueError(f"{name!r} {exc}") from exc
    read = _read(_table(value), PAGE_VALUE, f"{name}.")
    if "select" not in read and ("pattern" not in read or "attribute" in read):
        raise BadValueError(f"{name!r} needs select, the element that says it, or a pattern alone")
    return PageValue(name, is_query=bool(read.pop("as", "")), **read)


def _read(raw: Mapping[str, object], readers: Mapping[str, Reader], place: str) -> dict[str, Any]:
    """Return the values of a table inside a value; the first problem is raised with its place."""
    read = {}
    for key, value in raw.items():
        if key not in readers:
            raise BadValueError(f"has an unknown key {place}{key}; {suggestion(key, readers)}")
        try:
            read[key] = readers[key](value)
        except BadValueError as exc:
            raise BadValueError(f"{place}{key} {exc}") from exc
    return read


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict) or not value:
        raise BadValueError(f"must be a table that is not empty, not {shown(value)}")
    return value


def _query(value: object) -> str:
    if value != "query":
        raise BadValueError(f'must be "query", not {shown(value)}; without it the text is the value')
    return "query"


def _check_places(made: FollowUp) -> None:
    """Refuse a `{name}` that no value has, a value without a place, and several that each match makes a request of."""
    texts = (made.url, *(entry for pair in (*made.form, *made.headers) for entry in pair))
    used = {name for entry in texts for name in PLACE.findall(entry)}
    known = {value.name for value in made.values}
    for name in sorted(used - known):
        raise BadValueError(f"names {{{name}}}, and values has no {name!r}; add it, or correct the name")
    for name in sorted(known - used):
        raise BadValueError(f"never uses values.{name}; write {{{name}}} where it belongs, or remove it")
    if sum(value.every for value in made.values) > 1:
        raise BadValueError("has every = true at several values; one of them can make several requests")


PAGE_VALUE: Mapping[str, Reader] = {
    "select": values.selectors,
    "attribute": text,
    "pattern": one_group,
    "as": _query,
    "every": flag,
}

FOLLOW_UP: Mapping[str, Reader] = {
    "url": text,
    "form": values.pairs,
    "headers": values.headers,
    "values": _named,
}
