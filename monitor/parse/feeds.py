"""Links of RSS and Atom feeds."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from time import struct_time
from typing import Any

from ..domain import Layout
from ..errors import EmptyListingError, ParseError, ShapeError
from ..text.shown_dates import find_date
from .addresses import Base, canonical, is_host_of
from .drafts import Draft, wholeness
from .markup import without_markup
from .shells import refuse_notices
from .shown import BEIJING
from .whitespace import one_line

#: The declaration names the bytes' charset; we hand over text.
_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^<>]{0,400}\?>")
#: `&#xD800;`, `&#20013;`: a character by its number.
_NUMBERED = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,9})|([0-9]{1,9}));?")
#: Halves of UTF-16 pairs are no characters (XML 1.0, section 2.2); the library ends with an error at one.
_HALVES = range(0xD800, 0xE000)
#: `2026-07-31T20:00:00Z`, `…+08:00`, `Fri, 31 Jul 2026 20:00:00 GMT`; not `2026-07-31 20:00`.
_ZONED = re.compile(r"(?:[Zz]|GMT|UTC|[+-]\d\d:?\d\d)\s{0,9}\Z")


def feed_drafts(text: str, url: str, layout: Layout) -> list[Draft]:
    """Return the entries of a feed, doubles included. Raises as `json_drafts` does."""
    import feedparser  # noqa: PLC0415 - 40 ms that only a process with a feed among its sources pays

    whole = _NUMBERED.sub(_without_half, _DECLARATION.sub("", text))
    body = io.BytesIO(whole.encode("utf-8", "replace"))
    feed = feedparser.parse(body, response_headers={"content-type": "application/xml; charset=utf-8"})
    if not feed.entries:
        refuse_notices(text, url)
        if not feed.get("version"):
            raise ParseError(url, "the listing is no RSS or Atom feed")
        raise EmptyListingError(url, "the feed has no entry")
    base = Base(url)
    drafts = [draft for entry in feed.entries if (draft := _draft(entry, base, layout))]
    if not drafts:
        raise ShapeError(url, f"none of {len(feed.entries)} entries leads to an article of this family")
    return drafts


def _without_half(found: re.Match[str]) -> str:
    """Return a numbered character as it is, U+FFFD in place of half a pair."""
    number = int(found[1], 16) if found[1] else int(found[2])
    return "\ufffd" if number in _HALVES else found[0]


def _draft(entry: Any, base: Base, layout: Layout) -> Draft | None:
    url = base.join(entry.get("link") or "")
    if url is None:
        return None
    url = canonical(url, layout)
    if not layout.link_pattern.search(url) or (layout.hosts and not is_host_of(url, base, layout.hosts)):
        return None
    title = one_line(without_markup(entry.get("title") or ""))
    shown = entry.get("published") or entry.get("updated") or ""
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    return Draft(url=url, title=title, wholeness=wholeness(title), published=_day(shown, moment))


def _day(shown: str, moment: struct_time | None) -> date | None:
    """Return the day in Beijing; times without a zone are Beijing's already."""
    day = find_date(shown)
    if moment is None or (day and not _ZONED.search(shown)):
        return day
    if day is None and shown[:4].isdigit():
        return None  # 2026-99-99, of which the library makes some day
    try:
        return datetime(*moment[:6], tzinfo=UTC).astimezone(BEIJING).date()
    except (ValueError, OverflowError):  # a leap second, or the last day of year 9999
        return None
