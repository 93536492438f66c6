"""From a listing's page to its links."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from ..domain import Format, Layout, Link, Page, Source
from .anchors import html_drafts
from .drafts import Draft, joined, link_of
from .feeds import feed_drafts
from .fragments import cdata_drafts, json_html_drafts
from .markup import read_text
from .records import json_drafts

#: Characters in which the first that is no blank is looked for.
_BEGINNING = 400
#: Ends of addresses that serve HTML.
_HTML_FILES = (".htm", ".html", ".shtml", ".shtm", "/")
_JSON_FORMATS = frozenset({Format.JSON, Format.JSON_HTML})

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
    text = read_text(page, layout)
    drafts = _READERS[_format(text, page.url, layout)](text, page.url, layout)
    return tuple(link_of(draft, source) for draft in joined(drafts))


def _format(text: str, url: str, layout: Layout) -> Format:
    """
    Return the format to read: the column page of a JSON family is HTML and lists the same links.

    Where the JSON itself is asked for, HTML stays an error: it is a challenge,
    or the home page to which a dead address leads.
    """
    is_column_page = (
        layout.format in _JSON_FORMATS
        and urlsplit(url).path.lower().endswith(_HTML_FILES)
        and text[:_BEGINNING].lstrip("\ufeff \t\r\n").startswith("<")
    )
    return Format.HTML if is_column_page else layout.format
