"""Listings: from a page to its links, by its format, and to requests for older pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ..domain import Format, Layout, Link, Listing, Page, PagingKind, Request, Source
from ..errors import BrokenFeedError, EmptyListingError, ParseError, ShapeError
from .html_listing import html_drafts
from .hyperlinks import LinkDraft, finished_links
from .json_shape import json_layout
from .markup import read_text
from .records import Json, feed_drafts, json_drafts, read_json, refuse_answer, walk

#: Characters of a text among which its first visible one is searched.
_BEGINNING = 400
#: Ends of addresses that serve HTML.
_HTML_FILES = (".htm", ".html", ".shtml", ".shtm", "/")
#: Roots of feeds, and the characters among which they stand.
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_FEED_BEGINNING = 2000
_JSON_FORMATS = frozenset({Format.JSON, Format.JSON_HTML})

_OPEN, _CLOSE, _RECORD = "<![CDATA[", "]]>", "<record>"
#: Characters before a CDATA in which its element begins.
_NEAR = 40

#: `createPageHTML(9, 0, "index", "html")`: nine pages in all.
_PAGE_COUNT = re.compile(r"createPage(?:HTML)?\s{0,8}\(\s{0,8}[\"']?(\d{1,6})")
#: nnode sites: `var maxPageNum = 12;`, and `<td class="pages" id="pag_1234567">` or `pagID`.
_MAX_PAGE = re.compile(r"maxPageNum\s{0,8}=\s{0,8}[\"']?(\d{1,6})")
_PAGE_ID = (
    re.compile(r"\bpagID\s{0,8}=\s{0,8}[\"']?(\w{1,40})"),
    re.compile(
        r"<td\b(?=[^<>]{0,400}\bclass\s{0,8}=\s{0,8}[\"']?pages\b)[^<>]{0,400}\bid\s{0,8}=\s{0,8}[\"']?[\w-]{0,40}_(\d{1,20})"
    ),
)


# ------------------------------------------------------------------- links


def parse_listing(page: Page, source: Source) -> tuple[Link, ...]:
    """Return the links to articles, as `read_listing` does."""
    return read_listing(page, source).links


def read_listing(page: Page, source: Source) -> Listing:
    """
    Return the links to articles, in the page's order, each address once, and the rows that lead to hosts nobody named.

    Raises EmptyListingError if there is no link, ShapeError if no
    link has the family's shape, BlockedError for a challenge or soft 404,
    BrokenFeedError with the links of a broken feed that can be read,
    ParseError if the page does not have the expected format.
    """
    text = read_text(page, source.layout)
    layout = _recognised(text, page.url, source.layout)
    try:
        drafts = _READERS[_format(text, page.url, layout)](text, page.url, layout)
    except BrokenFeedError as exc:
        raise BrokenFeedError(exc.url, exc.message, finished_links(exc.entries, source)) from exc
    links = finished_links([draft for draft in drafts if not draft.is_elsewhere], source)
    if not links:
        raise ShapeError(
            page.url, f"all {len(drafts)} entries lead to hosts that `hosts` does not name: {drafts[0].url}"
        )
    elsewhere = finished_links([draft for draft in drafts if draft.is_elsewhere], source)
    return Listing(links, elsewhere)


def recognised_layout(page: Page, source: Source) -> Layout:
    """Return the layout by which `read_listing` reads a page: for the general reading that of the page's format."""
    return _recognised(read_text(page, source.layout), page.url, source.layout)


def _recognised(text: str, url: str, layout: Layout) -> Layout:
    """
    Return the layout by which the text is read: for the general reading that of its format.

    Raises ParseError for JSON where the layout expects HTML.
    """
    start = text[:_BEGINNING].lstrip("\ufeff \t\r\n")
    is_json = start.startswith(("{", "["))
    if not layout.is_general:
        if is_json and layout.format is Format.HTML:
            raise ParseError(
                url, "the listing is JSON, and its layout expects HTML: set format, json_items, json_title, json_link"
            )
        return layout
    if is_json:
        return json_layout(read_json(text, url), url, layout)
    if start.startswith(("<?xml", "<rss", "<feed", "<rdf")) and _FEED.search(text[:_FEED_BEGINNING]):
        return replace(layout, format=Format.FEED, link_pattern=re.compile("^https?://"))
    return replace(layout, format=Format.CDATA) if next(_records(text), None) else layout


def _format(text: str, url: str, layout: Layout) -> Format:
    """
    Return the format to read: HTML for the column page of a JSON family, which lists the same links.

    HTML at the address of the JSON itself is an error: it is a challenge, or
    the home page to which a dead address leads.
    """
    is_column_page = (
        layout.format in _JSON_FORMATS
        and urlsplit(url).path.lower().endswith(_HTML_FILES)
        and text[:_BEGINNING].lstrip("\ufeff \t\r\n").startswith("<")
    )
    return Format.HTML if is_column_page else layout.format


def cdata_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """
    Return the links of Hanweb's records, one for each row; without records, those of the page itself.

    The records stand in a `<script type="text/xml">` of the column page, or
    come alone from dataproxy.jsp. Some sites write the same list as plain HTML.
    """
    records = list(_records(text))
    return html_drafts("\n".join(records) if records else text, url, layout)


def json_html_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """Return the links of the HTML fragment at `layout.fragment`, one for each row."""
    value = read_json(text, url)
    found = next(walk(value, layout.fragment), None)
    if not isinstance(found, str):
        refuse_answer(value, url)
        raise ParseError(url, f"the JSON has no HTML at {layout.fragment}")
    if not found.strip():
        raise EmptyListingError(url, "the HTML in the JSON is empty: the column page must be loaded first")
    return html_drafts(found, url, layout)


def _records(text: str) -> Iterator[str]:
    """Yield the CDATA of each record; CDATA elsewhere (`nextgroup`) holds addresses of more pages."""
    position = text.find(_OPEN)
    while position >= 0:
        end = text.find(_CLOSE, position)
        if end < 0:
            return
        if text[max(position - _NEAR, 0) : position].rstrip().endswith(_RECORD):
            yield text[position + len(_OPEN) : end]
        position = text.find(_OPEN, end)


_READERS: dict[Format, Callable[[str, str, Layout], list[LinkDraft]]] = {
    Format.HTML: html_drafts,
    Format.JSON: json_drafts,
    Format.JSON_HTML: json_html_drafts,
    Format.CDATA: cdata_drafts,
    Format.FEED: feed_drafts,
}


# ------------------------------------------------------------------- older pages


def next_request(page: Page, source: Source, request: Request, number: int) -> Request | None:
    """
    Return the request for page `number` (2 is the first older page); None if there is no such page.

    `request` and `page` are those of the listing's first page. The page count
    in the site's scripts is the limit. Without a count, the caller stops when
    links repeat or the site answers that there is no such page.
    """
    paging = source.layout.paging
    match paging.kind:
        case PagingKind.PATH:
            count = _PAGE_COUNT.search(read_text(page, source.layout))
            if count and number > int(count[1]):
                return None
            file = paging.template.replace("{page}", str(number)).replace("{page0}", str(number - 1))
            return replace(request, url=urljoin(request.url, file))
        case PagingKind.PARAM:
            return _counted(request, paging.param.split("."), number)
        case PagingKind.COUNTDOWN:
            return _counted_down(page, source, request, number)
        case _:
            return None


def _counted_down(page: Page, source: Source, request: Request, number: int) -> Request | None:
    text = read_text(page, source.layout)
    last = _MAX_PAGE.search(text)
    page_id = next((match[1] for pattern in _PAGE_ID if (match := pattern.search(text))), None)
    if last is None or page_id is None or number > int(last[1]):
        return None
    return replace(request, url=urljoin(request.url, f"index_{page_id}_{int(last[1]) - number + 1}.html"))


def _counted(request: Request, path: list[str], number: int) -> Request:
    """Return the request with the page's number in its JSON body, its form or its query."""
    if request.json is not None:
        return replace(request, json=_dumped(_with_number(json.loads(request.json), path, number)))
    names = [name for name, _ in request.form]
    if path[0] in names:
        return replace(request, form=_set(request.form, path, number))
    parts = urlsplit(request.url)
    query = tuple(parse_qsl(parts.query, keep_blank_values=True))
    changed = urlencode(_set(query, path, number), quote_via=quote)
    return replace(request, url=urlunsplit(parts._replace(query=changed)))


def _set(fields: tuple[tuple[str, str], ...], path: list[str], number: int) -> tuple[tuple[str, str], ...]:
    """Return the fields with the page's number; a missing field is added at the end."""
    name, inner = path[0], path[1:]
    before = dict(fields).get(name)
    after = _dumped(_with_number(json.loads(before or "{}"), inner, number)) if inner else _next(before, number)
    if before is None:
        return (*fields, (name, after))
    return tuple((key, after if key == name else value) for key, value in fields)


def _with_number(value: Json, path: list[str], number: int) -> Json:
    if not isinstance(value, dict):
        return value
    first, rest = path[0], path[1:]
    if rest:
        return value | {first: _with_number(value.get(first, {}), rest, number)}
    before = value.get(first, 1)
    after = _next(str(before), number)
    return value | {first: after if isinstance(before, str) else int(after)}


def _next(first: str | None, number: int) -> str:
    """Return the value for page `number`, given that of the first page: some sites count from 0."""
    return str(number - 1 if first == "0" else number)


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
