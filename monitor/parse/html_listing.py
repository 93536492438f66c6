"""
Listings in HTML: which links are articles, by the shape of their addresses and by the rows in which they stand.

Where most links show a day, those that show none are menus, footers and pagers, unless they stand in a row of such a
list. Rows beside articles that lead to hosts which nobody named are told apart, so that they can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..domain import Layout
from ..errors import EmptyListingError, ShapeError
from .hyperlinks import (
    LinkDraft,
    PageAddress,
    TitleQuality,
    any_date_in_address,
    canonical,
    is_host_of,
    title_quality,
)
from .listing_rows import ListRows
from .markup import HtmlElement, inside, one_line, picked, read_tree, refuse_notices, shell_target
from .publication_dates import RowDates, text_without_dates

#: What the `title` attribute says of a link instead of the article's title.
_HINTS = frozenset({"详情", "查看", "查看详情", "点击查看", "查看更多", "更多", "阅读全文", "新窗口打开", "打开新窗口"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EXAMPLE_LENGTH = 120


#: Characters of a title; shorter texts are 下载, 更多, numbers of pages.
_TITLE_LENGTH = 6
#: What leads to more of the list: 下一页, 更多>>, 12.
_PAGER = re.compile(r"(?:(?:首|上一|前一|下一|后一|尾|末)页|更多|\d{1,4}|第\d{1,4}页|[<>«»‹›.…\s]){0,9}")
#: Files, which are no articles.
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|jpe?g|png|gif|mp4)(?:$|[?#])", re.IGNORECASE)
_ROWS = ("li", "tr")
#: Links with a day that make a list.
_LEAST_DATED = 2


@dataclass(frozen=True, slots=True)
class ListingAnchor:
    """An element that leads to an address."""

    element: HtmlElement
    #: Absolute and canonical.
    url: str


def html_drafts(text: str, url: str, layout: Layout) -> list[LinkDraft]:
    """
    Return the links of a listing page or fragment at `url`, one for each row, then the rows that lead elsewhere.

    Raises EmptyListingError if there is no link at all, ShapeError if none has
    the family's shape, BlockedError for a block page.
    """
    root = read_tree(text, url)
    if root is None:
        raise EmptyListingError(url, "the listing is empty")
    base = _base(root, url)
    anchors = _undropped([*_anchors(root, base, layout)], root, layout)
    shaped = [anchor for anchor in anchors if _is_article(anchor.url, base, layout)]
    named = inside(root, layout.item) if layout.item else set()
    articles = [anchor for anchor in shaped if anchor.element in named]
    is_named = bool(articles)
    articles = articles or shaped
    if layout.is_general:
        articles += _of_dated_rows(root, base, anchors, articles, layout)
    if not articles:
        _refuse(text, url, anchors, base, layout)
    others = _elsewhere(anchors, articles, base, layout)
    dates = RowDates.of_page(root, _pairs((*articles, *(anchor for anchor, _ in others))), layout)
    titles = picked(root, layout.title)
    rows = [(anchor, _draft(anchor, titles, dates)) for anchor in articles]
    found = [draft for _, draft in rows] if is_named else _without_undated(rows)
    return found + _told(others, found, titles, dates)


def _anchors(root: HtmlElement, base: PageAddress, layout: Layout) -> Iterator[ListingAnchor]:
    for element, href in _addresses(root, layout.onclick):
        if url := base.join(href):
            yield ListingAnchor(element, canonical(url, layout))


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


def _is_article(url: str, base: PageAddress, layout: Layout) -> bool:
    return layout.link_pattern.search(url) is not None and is_host_of(url, base, layout.hosts)


def _undropped(anchors: list[ListingAnchor], root: HtmlElement, layout: Layout) -> list[ListingAnchor]:
    for selector in layout.drop:
        dropped = inside(root, selector)
        anchors = [anchor for anchor in anchors if anchor.element not in dropped]
    return anchors


# ------------------------------------------------------------------- rows


def _of_dated_rows(
    root: HtmlElement, base: PageAddress, anchors: list[ListingAnchor], shaped: list[ListingAnchor], layout: Layout
) -> list[ListingAnchor]:
    """Return further links of the page's own host that stand, each alone, in dated rows of a list, whatever their shape."""
    rows = {_row(anchor.element) for anchor in shaped}
    open_rows = [
        anchor
        for anchor in anchors
        if (row := _row(anchor.element)) is None or row not in rows
        if is_host_of(anchor.url, base, layout.hosts) and not _FILES.search(anchor.url) and _is_titled(anchor.element)
    ]
    known = {anchor.element for anchor in shaped}
    candidates = [anchor for anchor in open_rows if anchor.element not in known]
    dates = RowDates.of_page(root, _pairs((*shaped, *candidates)), layout)
    dated = [anchor for anchor in candidates if dates.date_of(anchor.element)]
    lists = ListRows(_pairs((*(anchor for anchor in shaped if dates.date_of(anchor.element)), *dated)))
    return [anchor for anchor in dated if lists.row_of(anchor.element) is not None]


def _without_undated(rows: list[tuple[ListingAnchor, LinkDraft]]) -> list[LinkDraft]:
    """
    Leave out links without a day where a longer list of links shows days: they are menus, pagers and footers.

    Where the page shows no days, those in the addresses count. Kept are titles in a row of such a list, as
    interpretations and pinned rows are, and links whose address tells a day that is not before the rows'. Where the
    links without a day are the longer list, that is the page's own.
    """
    days = _days(rows)
    if len(days) < _LEAST_DATED:
        return [draft for _, draft in rows]
    oldest = min(days.values())
    undated = [anchor for anchor, _ in rows if anchor.url not in days]
    lists = ListRows(_pairs(anchor for anchor, _ in rows if anchor.url in days))
    others = ListRows(_pairs(undated))
    are_most = len(days) > len({anchor.url for anchor in undated})
    return [
        draft
        for anchor, draft in rows
        if anchor.url in days
        or ((day := any_date_in_address(anchor.url)) and day >= oldest)
        or (lists.row_of(anchor.element) is not None and not _PAGER.fullmatch(draft.title))
        or not (are_most or others.length_at(anchor.element) < len(days))
    ]


def _days(rows: list[tuple[ListingAnchor, LinkDraft]]) -> dict[str, date]:
    """Return the days of the addresses that show one, by the page; where it shows hardly any, by the addresses."""
    shown = {anchor.url: draft.published for anchor, draft in rows if draft.published}
    if len(shown) >= _LEAST_DATED:
        return shown
    return {anchor.url: day for anchor, _ in rows if (day := any_date_in_address(anchor.url))}


def _elsewhere(
    anchors: list[ListingAnchor], articles: list[ListingAnchor], base: PageAddress, layout: Layout
) -> list[tuple[ListingAnchor, bool]]:
    """Return the links of rows beside the articles that hold no article, and whether each leads to another host."""
    lists = ListRows(_pairs(articles))
    known = {anchor.element for anchor in articles}
    return [
        (anchor, not is_host_of(anchor.url, base, layout.hosts))
        for anchor in anchors
        if anchor.element not in known
        and (row := lists.row_of(anchor.element)) is not None
        and not lists.holds(row)
        and _is_titled(anchor.element)
    ]


def _told(
    rows: list[tuple[ListingAnchor, bool]], found: list[LinkDraft], titles: frozenset[HtmlElement], dates: RowDates
) -> list[LinkDraft]:
    """
    Return the rows that lead elsewhere: to another host, or with a day to an address of another shape.

    Where most articles show a day, a row without one leads to no article.
    """
    are_dated = 2 * sum(draft.published is not None for draft in found) > len(found)
    return [
        replace(draft, is_elsewhere=True)
        for anchor, is_foreign in rows
        if (draft := _draft(anchor, titles, dates)).published or (is_foreign and not are_dated)
    ]


def _pairs(anchors: Iterable[ListingAnchor]) -> Iterator[tuple[HtmlElement, str]]:
    return ((anchor.element, anchor.url) for anchor in anchors)


def _row(element: HtmlElement) -> HtmlElement | None:
    return next(element.iterancestors(*_ROWS), None)


def _is_titled(element: HtmlElement) -> bool:
    return len(one_line(element.get("title") or "".join(element.itertext()))) >= _TITLE_LENGTH


# ------------------------------------------------------------------- refusals


def _refuse(text: str, url: str, anchors: list[ListingAnchor], base: PageAddress, layout: Layout) -> None:
    """Raise the error that says why a listing has no link to an article, with a link that misfits as an example."""
    refuse_notices(text, url)
    if target := shell_target(text, url):
        raise EmptyListingError(url, f"the listing is only a shell that leads to {target}")
    if not anchors:
        raise EmptyListingError(url, "the listing has no link at all")
    example = max(anchors, key=lambda anchor: len(one_line("".join(anchor.element.itertext()))))
    reason = ""
    if not is_host_of(example.url, base, layout.hosts):
        reason = ", which is on another host: name it in hosts if its pages are to be read"
    raise ShapeError(
        url,
        f"none of {len(anchors)} links has the shape of an article of this family,"
        f" for example {one_line(example.url)[:_EXAMPLE_LENGTH]}{reason}",
    )


# ------------------------------------------------------------------- titles


def _draft(anchor: ListingAnchor, titles: frozenset[HtmlElement], dates: RowDates) -> LinkDraft:
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
