"""From a listing's page to its links."""

from __future__ import annotations

from collections.abc import Callable

from ..domain import Format, Layout, Link, Page, Source
from .anchors import html_drafts
from .drafts import Draft, joined, link_of
from .feeds import feed_drafts
from .fragments import cdata_drafts, json_html_drafts
from .markup import read_text
from .records import json_drafts

_READERS: dict[Format, Callable[[str, str, Layout], list[Draft]]] = {
    Format.HTML: html_drafts,
    Format.JSON: json_drafts,
    Format.JSON_HTML: json_html_drafts,
    Format.CDATA: cdata_drafts,
    Format.FEED: feed_drafts,
}


def parse_listing(page: Page, source: Source) -> tuple[Link, ...]:
    """
    Return the links to articles, in the page's order, each address once.

    Never empty. Raises EmptyListingError when there is no link, ShapeError
    when there are links but none of the family's shape, BlockedError for a
    challenge or soft 404, ParseError for what is not the expected format.
    """
    layout = source.layout
    drafts = _READERS[layout.format](read_text(page, layout), page.url, layout)
    return tuple(link_of(draft, source) for draft in joined(drafts))
