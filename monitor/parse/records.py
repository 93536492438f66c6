"""Links of listings that are no HTML: JSON, with values at dotted paths of it, and RSS and Atom feeds."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice, pairwise
from time import struct_time
from typing import Any

from ..domain import Layout
from ..errors import BrokenFeedError, EmptyListingError, ParseError, ShapeError
from ..text.lexicon import normalise_document_number
from ..text.periods import find_date
from .hyperlinks import LinkDraft, PageAddress, article_url, is_host_of, title_quality
from .markup import one_line, refuse_bomb, refuse_json_bomb, refuse_notices, without_markup
from .publication_dates import BEIJING, record_date

#: `callback(` before the answer of a JSONP service: `callback({…});`.
_PADDING = re.compile(r"\s{0,99}[\w.$]{1,99}\s{0,9}\((?=\s{0,9}[\[{])")
_STEP = re.compile(r"([^\[\]]{0,200})(?:\[(\d{0,4})\])?\Z")
_HREF = re.compile(r"""<a\b[^>]{0,400}?\bhref\s{0,8}=\s{0,8}["']?([^"'>\s]{1,400})""", re.IGNORECASE)
#: Other keys in which known systems keep a value; they are tried where the layout's key holds none.
_TITLES = ("title", "showTitle", "TITLE", "topic", "doctitle")
_DATES = ("pubtimeStr", "pubtime", "ptime", "publishTime", "jsearch_date", "deploytime", "cdate", "publishDate")
_LINKS = ("url", "URL", "publishUrl")
_EXAMPLE_LENGTH = 120

Json = object


def read_json(text: str, url: str) -> Json:
    """Return the value. Raises ParseError for a bomb and for text that is not JSON, BlockedError for a block page."""
    refuse_json_bomb(text, url)
    padding = _PADDING.match(text)
    body = text[padding.end() : max(text.rfind(")"), padding.end())] if padding else text.strip().lstrip("\ufeff")
    try:
        value: Json = json.loads(body)
    except (ValueError, RecursionError) as error:
        refuse_notices(text, url)
        raise ParseError(url, f"the listing is not the JSON that its layout expects: {error}") from error
    return value


def refuse_answer(value: Json, url: str) -> None:
    """Raise BlockedError if a JSON answer without entries is a refusal: `{"msg": "访问频繁"}`."""
    refuse_notices(json.dumps(value, ensure_ascii=False), url)


def json_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """
    Return the links of a JSON listing, one for each entry.

    Articles on every host count unless the layout names hosts. Raises
    EmptyListingError, ShapeError, ParseError, BlockedError.
    """
    value = read_json(text, url)
    entries = [entry for entry in walk(value, layout.json_items or "$") if isinstance(entry, dict)]
    if not entries:
        refuse_answer(value, url)
        raise EmptyListingError(url, f"the JSON has no entry at {layout.json_items or '$'}")
    page = PageAddress(url)
    drafts = [draft for entry in entries if (draft := _draft(entry, page, layout))]
    if not drafts:
        example = one_line(json.dumps(entries[0], ensure_ascii=False))[:_EXAMPLE_LENGTH]
        raise ShapeError(
            url, f"none of {len(entries)} entries leads to an article of this family, for example {example}"
        )
    return drafts


def walk(value: Json, path: str) -> Iterator[Json]:
    """Yield what stands at a dotted path: `$`, `data.list[]`, `groupData[0].data`; of a list, its entries."""
    found: list[Json] = [value]
    for step in path.removeprefix("$").strip(".").split("."):
        match = _STEP.match(step)
        if step:
            found = [inner for outer in found for inner in _step(outer, match[1], match[2])] if match else []
    for inner in found:
        yield from inner if isinstance(inner, list) else (inner,)


def _step(value: Json, name: str, index: str | None) -> list[Json]:
    if name:
        value = _opened(value)
        if not isinstance(value, dict):
            return []
        inner = value.get(name)
        if inner is None and name == "data" and "groupData" in value:
            # jpaas search with grouping on: dataResults[].groupData[0].data
            return list(walk(value, "groupData[0].data"))
        value = inner
    if index is None:
        return [] if value is None else [value]
    if not isinstance(value, list):
        return []
    return value[int(index) :][:1] if index else value


def _opened(value: Json) -> Json:
    """Return what an object written as a text inside the JSON says; other values as they are."""
    if not isinstance(value, str) or not value.lstrip().startswith("{"):
        return value
    try:
        opened: Json = json.loads(value)
    except (ValueError, RecursionError):
        return value
    return opened


def _draft(entry: dict[str, Json], page: PageAddress, layout: Layout) -> LinkDraft | None:
    titles = [str(title) for key in (layout.json_title, *_TITLES) if (title := value_at(entry, key))]
    addresses = [one_line(address) for address in _addresses(entry, titles, layout)]
    url = next((url for address in addresses if (url := article_url(address, page, layout, any_host=True))), None)
    is_elsewhere = url is None
    if url is None and layout.hosts:
        joined = (found for address in addresses if (found := page.join(address)))
        url = next((found for found in joined if not is_host_of(found, page, layout.hosts)), None)
    if url is None:
        return None
    title = next((line for title in titles if (line := one_line(without_markup(title)))), "")
    days = (record_date(value_at(entry, key), layout.date_formats) for key in (layout.json_date, *_DATES))
    number = text_at(entry, layout.json_document_number)
    return LinkDraft(
        url=url,
        title=title,
        quality=title_quality(title),
        published=next((day for day in days if day), None),
        document_number=normalise_document_number(number) if number else None,
        issuer=text_at(entry, layout.json_issuer),
        is_elsewhere=is_elsewhere,
    )


def _addresses(entry: dict[str, Json], titles: list[str], layout: Layout) -> Iterator[str]:
    """Yield what may be the entry's address, the likeliest first."""
    if entry.get("contentType") == "Link":  # Xinhua: the entry leads to another site's page
        for target in walk(entry, "linkUrls"):
            values = target.values() if isinstance(target, dict) else (target,)
            yield from (value for value in values if isinstance(value, str))
    for key in (layout.json_link, *_LINKS):
        if isinstance(address := value_at(entry, key), str) and address:
            yield address
    for title in titles:
        yield from (match[1] for match in _HREF.finditer(title))


def value_at(record: dict[str, Json], path: str) -> Json:
    """Return what stands at a dotted path; None if nothing does or the path is empty."""
    return next(walk(record, path), None) if path else None


def text_at(record: dict[str, Json], path: str) -> str | None:
    """Return the text at a dotted path, without markup, on one line; None if there is none."""
    value = value_at(record, path)
    return one_line(without_markup(value)) or None if isinstance(value, str) else None


#: The declaration names the charset of bytes, but feedparser gets decoded text.
_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^<>]{0,400}\?>")
#: A document type; the entities that it declares are not read.
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[\]]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
#: `&#xD800;`, `&#20013;`: a character by its number.
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
#: Digits of the largest number of a character.
_NUMBER_DIGITS = 7
#: Numbers of the characters of XML (1.0, section 2.2); feedparser fails on others.
_CHARACTERS = (range(0x9, 0xB), range(0xD, 0xE), range(0x20, 0xD800), range(0xE000, 0xFFFE), range(0x10000, 0x110000))
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
#: Attributes of one tag; feedparser's time grows with the square of their number.
_MOST_ATTRIBUTES = 1000
#: Where an entry of RSS or Atom begins.
_ENTRY = re.compile(r"<(?:item|entry)[\s>]", re.IGNORECASE)
#: Entries of a broken feed that are read one by one; real feeds have up to 100.
_MOST_ENTRIES = 500
#: `2026-07-31T20:00:00Z`, `…+08:00`, `Fri, 31 Jul 2026 20:00:00 GMT`; not `2026-07-31 20:00`.
_ZONED = re.compile(r"(?:[Zz]|GMT|UTC|[+-]\d\d:?\d\d)\s{0,9}\Z")


def feed_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """
    Return the links of a feed, one for each entry.

    Articles on every host count unless the layout names hosts. Raises
    BrokenFeedError, EmptyListingError, ShapeError, ParseError, BlockedError.
    """
    clean = _readable(text, url)
    feed, fault = _parsed(clean)
    if fault:
        drafts = _drafts(_entries_apart(clean), url, layout)
        raise BrokenFeedError(url, f"the feed is broken: {fault}", tuple(drafts))
    if not feed.entries:
        refuse_notices(text, url)
        if not feed.get("version"):
            raise ParseError(url, "the listing is not an RSS or Atom feed")
        raise EmptyListingError(url, "the feed has no entry")
    drafts = _drafts(feed.entries, url, layout)
    if not drafts:
        raise ShapeError(url, f"none of {len(feed.entries)} entries leads to an article of this family")
    return drafts


def _drafts(entries: Iterable[Any], url: str, layout: Layout) -> list[LinkDraft]:
    page = PageAddress(url)
    return [draft for entry in entries if (draft := _entry_draft(entry, page, layout))]


def _readable(text: str, url: str) -> str:
    """Return the feed without what feedparser fails on. Raises ParseError if it is too large."""
    refuse_bomb(text, url)
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _TAG.finditer(text)):
        raise ParseError(url, f"the feed has a tag with more than {_MOST_ATTRIBUTES:,} attributes")
    return _NUMBERED.sub(_xml_character, _without_doctype(_DECLARATION.sub("", text)))


def _parsed(text: str) -> tuple[Any, str]:
    """Return what feedparser reads and an empty text, or nothing and why it fails."""
    import feedparser  # noqa: PLC0415 - heavy; only a process with a feed among its sources needs it

    body = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        feed = feedparser.parse(body, response_headers={"content-type": "application/xml; charset=utf-8"})
    except MemoryError:
        raise
    except Exception as exc:  # noqa: BLE001 -- it raises whatever its own parsers meet in a broken feed
        return None, f"{type(exc).__name__}: {exc}"
    return feed, ""


def _entries_apart(text: str) -> Iterator[Any]:
    """Yield the entries that can be read when each is a feed of its own."""
    starts = (found.start() for found in _ENTRY.finditer(text))
    for start, end in islice(pairwise((*starts, len(text))), _MOST_ENTRIES):
        feed, fault = _parsed(f'<rss version="2.0"><channel>{text[start:end]}')
        yield from () if fault else feed.entries


def _without_doctype(text: str) -> str:
    start = text.find("<!DOCTYPE")
    found = _DOCTYPE.match(text, start) if start >= 0 else None
    return text[:start] + text[found.end() :] if found else text


def _xml_character(found: re.Match[str]) -> str:
    """Return the character reference as it is; U+FFFD if XML has no such character."""
    digits, base = (found[1], 16) if found[1] else (found[2], 10)
    digits = digits.lstrip("0") or "0"
    is_known = len(digits) <= _NUMBER_DIGITS and any(int(digits, base) in part for part in _CHARACTERS)
    return found[0] if is_known else "\ufffd"


def _entry_draft(entry: Any, page: PageAddress, layout: Layout) -> LinkDraft | None:
    url = article_url(entry.get("link") or "", page, layout, any_host=True)
    if url is None:
        return None
    title = one_line(without_markup(entry.get("title") or ""))
    # Where an entry has no `updated`, its own `get` answers with `published` and a warning.
    shown = entry.get("published") or dict.get(entry, "updated") or ""
    moment = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    return LinkDraft(url, title, title_quality(title), _day(shown, moment))


def _day(shown: str, moment: struct_time | None) -> date | None:
    """Return the day in Beijing; a time without a zone is Beijing time."""
    day = find_date(shown)
    if moment is None or (day and not _ZONED.search(shown)):
        return day
    if day is None and shown[:4].isdigit():
        return None  # 2026-99-99, which feedparser takes for some day
    try:
        return datetime(*moment[:6], tzinfo=UTC).astimezone(BEIJING).date()
    except (ValueError, OverflowError):  # a leap second, or the last day of year 9999
        return None
