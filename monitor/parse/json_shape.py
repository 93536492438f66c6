"""Which entries of an unknown JSON answer are a listing's, and where their titles, addresses and days stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from ..domain import Format, Layout
from ..errors import EmptyListingError
from .hyperlinks import PageAddress
from .markup import one_line, without_markup
from .publication_dates import record_date
from .records import Json, refuse_answer, value_at

#: Entries that are looked at, and levels of lists and objects.
_SAMPLE, _DEPTH = 20, 7
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|css|js|mp4|pdf|docx?)(?:$|[?#])", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|\.{0,2}/)\S{2,}\Z|[\w./-]{3,}\.s?html?(?:$|[?#])", re.IGNORECASE)
#: Addresses of articles have a number in their file or its folder; columns among the entries have none.
_NO_COLUMN = re.compile(r"/[^/\d]*+\d[^/]*+$|/[^/\d]*+\d[^/]*+/(?!index|list)[^/]++$")
_DAY_KEY = re.compile(r"date|time|day|rq|sj", re.IGNORECASE)
_TITLE_KEY = re.compile(r"title|topic|name|bt", re.IGNORECASE)
#: Days that a value under any key may be; ids look like days, too.
_SHOWN_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
#: An anchor in a text: the list is HTML.
_ANCHOR = re.compile(r"<a\b[^<>]{0,400}\bhref\s{0,8}=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryPaths:
    """Where the entries of a list say what they are."""

    items: str
    title: str
    link: str
    #: Empty: no entry shows a day.
    date: str
    #: Entries with a title and an address.
    count: int


def json_layout(value: Json, url: str, layout: Layout) -> Layout:
    """
    Return the layout of the best list in a JSON answer, or of the HTML in it.

    Raises EmptyListingError if nothing in it is a list of articles, BlockedError for a refusal.
    """
    found = [paths for path, entries in _lists(value, "") if (paths := _paths(path, entries, PageAddress(url)))]
    if found:
        best = max(found, key=lambda paths: (bool(paths.date) * paths.count, paths.count))
        return replace(
            layout,
            format=Format.JSON,
            json_items=best.items,
            json_title=best.title,
            json_link=best.link,
            json_date=best.date,
            link_pattern=_NO_COLUMN,
        )
    if fragment := next(_fragments(value, ""), None):
        return replace(layout, format=Format.JSON_HTML, fragment=fragment)
    refuse_answer(value, url)
    raise EmptyListingError(url, "the listing is JSON, and no list in it has entries with a title and an address")


def _lists(value: Json, path: str, depth: int = 0) -> Iterator[tuple[str, list[dict[str, Json]]]]:
    """Yield the lists of objects with their paths: `$`, `data.list[]`, `groups[0].data[]`."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        entries = [entry for entry in value[:_SAMPLE] if isinstance(entry, dict)]
        if entries:
            yield f"{path}[]" if path else "$", entries
        for number, entry in enumerate(value[:2]):
            if path:
                yield from _lists(entry, f"{path}[{number}]", depth + 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if _is_name(key):
                yield from _lists(inner, f"{path}.{key}" if path else key, depth + 1)


def _paths(path: str, entries: list[dict[str, Json]], page: PageAddress) -> EntryPaths | None:
    """Return where the entries say their titles and addresses; None if they say neither."""
    names = list(dict.fromkeys(name for entry in entries for name in _names(entry)))
    links = {name: sum(_is_address(value_at(entry, name), page) for entry in entries) for name in names}
    titles = {name: sum(_is_title(value_at(entry, name)) for entry in entries) for name in names}
    link = max(names, key=lambda name: links[name], default="")
    title = max(names, key=lambda name: (titles[name], bool(_TITLE_KEY.search(name)), -len(name)), default="")
    if not link or not links[link] or not titles[title]:
        return None
    dates = {name: sum(_is_day(name, value_at(entry, name)) for entry in entries) for name in names}
    date = max(names, key=lambda name: (dates[name], bool(re.search("pub|release", name, re.IGNORECASE))))
    count = sum(_is_address(value_at(e, link), page) and _is_title(value_at(e, title)) for e in entries)
    return EntryPaths(path, title, link, date if dates[date] else "", count) if count else None


def _names(entry: dict[str, Json]) -> Iterator[str]:
    """Yield the keys of an entry, and those one and two levels inside it as dotted paths."""
    for key, value in entry.items():
        if not _is_name(key):
            continue
        yield key
        if isinstance(value, dict):
            yield from (f"{key}.{inner}" for inner in islice(_names(value), _SAMPLE))


def _is_name(key: str) -> bool:
    return bool(re.fullmatch(r"[^.\s\[\]]{1,60}", key))


def _is_address(value: Json, page: PageAddress) -> bool:
    if not isinstance(value, str) or not _ADDRESS.match(value) or _FILE.search(value):
        return False
    return page.join(value) is not None


def _is_title(value: Json) -> bool:
    if not isinstance(value, str):
        return False
    text = one_line(without_markup(value))
    return 6 <= len(text) <= 200 and any("\u4e00" <= char <= "\u9fff" for char in text)  # noqa: PLR2004 -- lengths of titles


def _is_day(name: str, value: Json) -> bool:
    if _DAY_KEY.search(name.rpartition(".")[2]):
        return record_date(value) is not None
    return isinstance(value, str) and len(value) <= 40 and bool(_SHOWN_DAY.match(value))  # noqa: PLR2004 -- a date, not a text


def _fragments(value: Json, path: str, depth: int = 0) -> Iterator[str]:
    """Yield the paths of texts that hold HTML with links."""
    if isinstance(value, str) and path and _ANCHOR.search(value):
        yield path
    elif isinstance(value, dict) and depth < _DEPTH:
        for key, inner in value.items():
            if _is_name(key):
                yield from _fragments(inner, f"{path}.{key}" if path else key, depth + 1)
