"""Listings: from a page to its links, in HTML by the shape of their addresses, and to requests for older pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from ..domain import Format, Layout, Link, Page, PagingKind, Request, Source
from ..errors import BrokenFeedError, EmptyListingError, ParseError, ShapeError
from .hyperlinks import LinkDraft, PageAddress, TitleQuality, article_url, finished_links, title_quality
from .markup import HtmlElement, inside, one_line, picked, read_text, read_tree, refuse_notices, shell_target
from .publication_dates import RowDates, text_without_dates
from .records import Json, feed_drafts, json_drafts, read_json, refuse_answer, walk

#: What the `title` attribute says of a link instead of the article's title.
_HINTS = frozenset({"详情", "查看", "查看详情", "点击查看", "查看更多", "更多", "阅读全文", "新窗口打开", "打开新窗口"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EXAMPLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class ArticleAnchor:
    """An `<a>` whose address has the shape of an article of the family."""

    element: HtmlElement
    url: str


def html_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """
    Return the links of a listing page or fragment at `url`, one for each row.

    Raises EmptyListingError if there is no link at all, ShapeError if none has
    the family's shape, BlockedError for a block page.
    """
    root = read_tree(text, url)
    if root is None:
        raise EmptyListingError(url, "the listing is empty")
    hrefs = list(_addresses(root, layout.onclick))
    anchors = _refined(list(_shaped(hrefs, _base(root, url), layout)), root, layout)
    if not anchors:
        _refuse(text, url, [href for _, href in hrefs])
    dates = RowDates.of_page(root, ((anchor.element, anchor.url) for anchor in anchors), layout)
    titles = picked(root, layout.title)
    return [_draft(anchor, titles, dates) for anchor in anchors]


def _addresses(root: HtmlElement, onclick: re.Pattern[str] | None) -> Iterator[tuple[HtmlElement, str]]:
    """Yield elements that lead somewhere with the address, in the page's order."""
    for element in root.iter() if onclick else root.iter("a"):
        if element.tag == "a" and (href := element.get("href")):
            yield element, href
        if onclick and (found := onclick.search(element.get("onclick") or "")):
            yield element, found[1]


def _base(root: HtmlElement, url: str) -> PageAddress:
    """Return the address to which links are joined: that of `<base>`, else that of the page."""
    page = PageAddress(url)
    bases = (page.join(element.get("href") or "") for element in root.iter("base"))
    base = next((base for base in bases if base), None)
    return PageAddress(base) if base else page


def _shaped(hrefs: list[tuple[HtmlElement, str]], base: PageAddress, layout: Layout) -> Iterator[ArticleAnchor]:
    for element, href in hrefs:
        if url := article_url(href, base, layout, any_host=False):
            yield ArticleAnchor(element, url)


def _refined(anchors: list[ArticleAnchor], root: HtmlElement, layout: Layout) -> list[ArticleAnchor]:
    """Leave out dropped parts of the page; keep to the layout's rows unless a redesign left none of them."""
    for selector in layout.drop:
        dropped = inside(root, selector)
        anchors = [anchor for anchor in anchors if anchor.element not in dropped]
    rows = inside(root, layout.item) if layout.item else ()
    return [anchor for anchor in anchors if anchor.element in rows] or anchors


def _refuse(text: str, url: str, hrefs: list[str]) -> None:
    """Raise the error that says why a listing has no link to an article."""
    refuse_notices(text, url)
    if target := shell_target(text, url):
        raise EmptyListingError(url, f"the listing is only a shell that leads to {target}")
    if not hrefs:
        raise EmptyListingError(url, "the listing has no link at all")
    example = one_line(hrefs[-1])[:_EXAMPLE_LENGTH]
    raise ShapeError(
        url, f"none of {len(hrefs)} links has the shape of an article of this family, for example {example}"
    )


def _draft(anchor: ArticleAnchor, titles: frozenset[HtmlElement], dates: RowDates) -> LinkDraft:
    title, quality = _title(anchor.element, titles)
    return LinkDraft(anchor.url, title, quality, dates.date_of(anchor.element))


def _title(link: HtmlElement, titles: frozenset[HtmlElement]) -> tuple[str, TitleQuality]:
    text = one_line(_text(link, titles))
    attribute = one_line(link.get("title") or "")
    is_usable = attribute and attribute not in _HINTS
    is_fuller = len(attribute) >= len(text) or title_quality(text) is not TitleQuality.WHOLE
    # The attribute is whole where the text is cut. Where the text starts with it, a summary follows in the text.
    if (is_usable and is_fuller) or (attribute and text.startswith(attribute)):
        text = attribute
    if text:
        return text, title_quality(text)
    for picture in link.iter("img"):
        if alternative := one_line(picture.get("alt") or picture.get("title") or ""):
            return alternative, TitleQuality.PICTURE
    return "", TitleQuality.NOTHING


def _text(link: HtmlElement, titles: frozenset[HtmlElement]) -> str:
    """Return the title's text inside a link that may also wrap a date and a summary."""
    title = next((element for element in link.iter() if element in titles), None) if titles else None
    if title is None:
        title = next(link.iter(*_HEADINGS), None)
    if title is not None:
        return "".join(title.itertext())
    return text_without_dates(link) if len(link) else link.text or ""


#: Characters of a text among which its first visible one is searched.
_BEGINNING = 400
#: Ends of addresses that serve HTML.
_HTML_FILES = (".htm", ".html", ".shtml", ".shtm", "/")
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
    """
    Return the links to articles, in the page's order, each address once.

    Never empty. Raises EmptyListingError if there is no link, ShapeError if no
    link has the family's shape, BlockedError for a challenge or soft 404,
    BrokenFeedError with the links of a broken feed that can be read,
    ParseError if the page does not have the expected format.
    """
    layout = source.layout
    text = read_text(page, layout)
    try:
        drafts = _READERS[_format(text, page.url, layout)](text, page.url, layout)
    except BrokenFeedError as exc:
        raise BrokenFeedError(exc.url, exc.message, finished_links(exc.entries, source)) from exc
    return finished_links(drafts, source)


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
