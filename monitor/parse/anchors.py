"""Links of HTML listings: by the shape of their addresses; class names only refine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress

from ..domain import Layout
from ..errors import EmptyListingError, ShapeError
from . import css, rows
from .addresses import Base, canonical, is_host_of
from .drafts import Draft, Wholeness, wholeness
from .markup import HtmlElement, read_tree
from .shells import refuse_notices, shell_target
from .whitespace import one_line

#: What `title` says of a link instead of the article's title.
_HINTS = frozenset(
    {"详情", "查看", "查看详情", "点击查看", "查看更多", "更多", "阅读全文", "新窗口打开", "打开新窗口"}
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EXAMPLE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Anchor:
    """An `<a>` whose address has the family's shape."""

    element: HtmlElement
    url: str


def html_drafts(text: str, url: str, layout: Layout) -> list[Draft]:
    """
    Return the links of a listing page or fragment at `url`, doubles included.

    Raises EmptyListingError when there is no link at all, ShapeError when none
    has the family's shape, BlockedError for a block page.
    """
    root = read_tree(text, url)
    if root is None:
        raise EmptyListingError(url, "the listing is empty")
    base = _base(root, url)
    hrefs = [(element, href) for element in root.iter("a") if (href := element.get("href"))]
    anchors = _refined(_shaped(hrefs, base, layout), layout)
    if not anchors:
        _refuse(text, url, [href for _, href in hrefs])
    holders = rows.holders((anchor.element, anchor.url) for anchor in anchors)
    return [_draft(anchor, layout, holders) for anchor in anchors]


def _base(root: HtmlElement, url: str) -> Base:
    base = Base(url)
    for element in root.iter("base"):
        if joined := base.join(element.get("href") or ""):
            return Base(joined)
    return base


def _shaped(hrefs: list[tuple[HtmlElement, str]], base: Base, layout: Layout) -> Iterator[Anchor]:
    for element, href in hrefs:
        url = base.join(href)
        if url is None:
            continue
        url = canonical(url, layout)
        if layout.link_pattern.search(url) and is_host_of(url, base, layout.hosts):
            yield Anchor(element, url)


def _refined(shaped: Iterator[Anchor], layout: Layout) -> list[Anchor]:
    """Leave out dropped subtrees; keep to the layout's rows unless a redesign left none of them."""
    anchors = list(shaped)
    for selector in layout.drop:
        dropped = css.are_inside((anchor.element for anchor in anchors), selector)
        anchors = [anchor for anchor, is_dropped in zip(anchors, dropped, strict=True) if not is_dropped]
    if not layout.item:
        return anchors
    inside = css.are_inside((anchor.element for anchor in anchors), layout.item)
    return list(compress(anchors, inside)) or anchors


def _refuse(text: str, url: str, hrefs: list[str]) -> None:
    """Say why a listing gave nothing. Always raises."""
    refuse_notices(text, url)
    if target := shell_target(text, url):
        raise EmptyListingError(url, f"the listing is only a shell that leads to {target}")
    if not hrefs:
        raise EmptyListingError(url, "the listing has no link at all")
    example = one_line(hrefs[-1])[:_EXAMPLE_LENGTH]
    raise ShapeError(
        url, f"none of {len(hrefs)} links has the shape of an article of this family, for example {example}"
    )


def _draft(anchor: Anchor, layout: Layout, holders: rows.Holders) -> Draft:
    title, whole = _title(anchor.element, layout)
    return Draft(
        url=anchor.url,
        title=title,
        wholeness=whole,
        published=rows.shown_near(anchor.element, layout, holders),
    )


def _title(element: HtmlElement, layout: Layout) -> tuple[str, Wholeness]:
    text = one_line(_text(element, layout))
    whole = one_line(element.get("title") or "")
    # The attribute is whole where the text is cut; a summary behind the text is no part of the title.
    if (
        whole and whole not in _HINTS and (len(whole) >= len(text) or wholeness(text) is not Wholeness.WHOLE)
    ) or (whole and text.startswith(whole)):
        text = whole
    if text:
        return text, wholeness(text)
    for picture in element.iter("img"):
        if alternative := one_line(picture.get("alt") or picture.get("title") or ""):
            return alternative, Wholeness.PICTURE
    return "", Wholeness.NOTHING


def _text(element: HtmlElement, layout: Layout) -> str:
    """Return the title's text inside a link that may also wrap a date and a summary."""
    if layout.title:
        picked = next(css.select(element, layout.title), None)
        if picked is not None:
            return "".join(picked.itertext())
    if len(element):
        for heading in element.iter(*_HEADINGS):
            return "".join(heading.itertext())
        return rows.text_without_dates(element)
    return element.text or ""
