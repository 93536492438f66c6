"""The date that belongs to a link: in it, in its row, or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from ..domain import Layout
from . import css
from .markup import HtmlElement
from .shown import shown_date
from .whitespace import one_line

#: Addresses that stand inside an element; only links and their nearest ancestors are listed.
Holders = dict[HtmlElement, set[str]]

_ROWS = frozenset({"li", "tr"})
_PAGE = frozenset({"body", "html"})
#: Elements whose text is no part of the row around them.
_SKIPPED = _ROWS | {"script", "style", "noscript", "template"}
#: Elements between a link and the element that ends its row.
_LEVELS = 6
#: Texts looked at in one row, and characters of a text that can be nothing but a date.
_TEXTS = 40
_DATE_LENGTH = 30
#: Elements of a row in which the layout's date selector is looked for.
_ELEMENTS = 100
#: Links in one `li` or `tr`, its popups' included, from which it places a whole list on the page.
_ROW_LINKS = 20
#: Levels of elements in a row, below which no date stands.
_DEPTH = 20
#: Elements beside a link in which its date may stand.
_NEIGHBOURS = 3
#: `[2026-07-31]`, `2026年7月`, `31`; not `7月31日发布`.
_DATE_ONLY = re.compile(r"[\d\s\-/.:：年月日()（）【】〔〕\[\]]{1,40}\Z")
_NUMBER = re.compile(r"\d{1,4}")
_YEAR_DIGITS = 4


def holders(links: Iterable[tuple[HtmlElement, str]]) -> Holders:
    """Return which addresses stand in which of the elements near the links."""
    found: Holders = {}
    for element, url in links:
        found.setdefault(element, set()).add(url)
        for ancestor in islice(element.iterancestors(), _LEVELS):
            found.setdefault(ancestor, set()).add(url)
    return found


def shown_near(link: HtmlElement, layout: Layout, held: Holders) -> date | None:
    """
    Return the date that the page shows for the link; None when it shows none.

    The row is the nearest `li` or `tr`, without rows inside it; where there is
    none, the largest element around the link that holds no other link; else
    what stands beside that element. A date of an outer row is not the date of
    a link in an inner row: a popup's 解读 are not as old as their policy.
    """
    inner = (piece for piece in _pieces(link) if is_date_only(piece)) if len(link) else ()
    return (
        (_picked(link, layout) if layout.date else None)
        or _first_date(inner, layout)
        or _around(link, layout, held)
    )


def _around(link: HtmlElement, layout: Layout, held: Holders) -> date | None:
    """Return the date in the link's row or beside it, looking at ever larger elements around it."""
    node, is_nearest_row = link, True
    for parent in islice(link.iterancestors(), _LEVELS):
        is_shared = len(held[parent]) > 1
        is_row = parent.tag in _ROWS and len(held[parent]) <= _ROW_LINKS
        if is_shared and not is_row:
            return _beside(node, parent, layout, held)
        if parent.tag in _PAGE:
            return None
        if (is_nearest_row or not is_row) and (day := _first_date(_pieces(parent, link), layout)):
            return day
        if is_shared:
            return None
        node, is_nearest_row = parent, is_nearest_row and not is_row
    return None


def text_without_dates(element: HtmlElement) -> str:
    """Return the element's text but for pieces that are nothing but a date."""
    pieces = list(_pieces(element))
    return "".join(piece for piece in pieces if not is_date_only(piece)) or "".join(pieces)


def is_date_only(piece: str) -> bool:
    """Say whether a text is a date or a part of one and nothing else."""
    return _DATE_ONLY.match(piece) is not None and not piece.isspace()


def _picked(link: HtmlElement, layout: Layout) -> date | None:
    """Return the date at the layout's selector in the link's row, or in the element after it."""
    row = css.closest(link, layout.item) if layout.item else None
    if row is None:
        row = next((node for node in link.iterancestors() if node.tag in _ROWS), None)
    if row is None:
        return None
    following = row.getnext()
    for place in (row, *(() if following is None else (following,))):
        for element in islice(css.select(place, layout.date, _ELEMENTS), _NEIGHBOURS):
            is_own = not any(node.tag in _ROWS for node in _between(element, place))
            if is_own and (day := shown_date("".join(_pieces(element)), layout.date_formats)):
                return day
    return None


def _between(element: HtmlElement, row: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element and its ancestors below the row; nothing for the row itself."""
    node = element
    while node is not row:
        yield node
        node = node.getparent()


def _first_date(pieces: Iterable[str], layout: Layout) -> date | None:
    """Return the first date among short texts, one by one and then from parts: 31 and 2026-07."""
    lines = [line for piece in islice(pieces, _TEXTS) if (line := one_line(piece))]
    lines = [line for line in lines if len(line) <= _DATE_LENGTH]
    for line in lines:
        if day := shown_date(line, layout.date_formats):
            return day
    numbers = _NUMBER.findall(" ".join(line for line in lines if is_date_only(line)))
    match numbers:
        case [year, month, day_of] if len(year) == _YEAR_DIGITS:
            return shown_date(f"{year}-{month}-{day_of}")
        case [day_of, year, month] if len(year) == _YEAR_DIGITS:
            return shown_date(f"{year}-{month}-{day_of}")
        case _:
            return None


def _pieces(row: HtmlElement, link: HtmlElement | None = None, depth: int = 0) -> Iterator[str]:
    """Yield the texts of the element, without scripts, the link's own text and rows inside it."""
    if row.text:
        yield row.text
    for child in row:
        if child is not link and child.tag not in _SKIPPED:
            if len(child) and depth < _DEPTH:
                yield from _pieces(child, link, depth + 1)
            elif child.text:
                yield child.text
        if child.tail:
            yield child.tail


def _beside(node: HtmlElement, parent: HtmlElement, layout: Layout, held: Holders) -> date | None:
    """Return the date before or after the element, among others that hold links."""
    side = _before(node, parent, held) if _dates_first(parent, layout, held) else _after(node, held)
    return _first_date(side, layout)


def _dates_first(parent: HtmlElement, layout: Layout, held: Holders) -> bool:
    """Say whether a date opens the list and none closes it: then each belongs to the link after it."""
    opening = [parent.text or ""]
    for child in islice(parent, _NEIGHBOURS):
        if child in held:
            break
        opening += ["".join(islice(_pieces(child), _TEXTS)), child.tail or ""]
    if not _first_date(opening, layout):
        return False
    last = next((child for child in islice(reversed(parent), _NEIGHBOURS) if child in held), None)
    return last is None or _first_date(_after(last, held), layout) is None


def _after(node: HtmlElement, held: Holders) -> Iterator[str]:
    """Yield the texts after the element, up to the next link."""
    yield node.tail or ""
    for other in islice(node.itersiblings(), _NEIGHBOURS):
        if other in held:
            return
        yield from islice(_pieces(other), _TEXTS)
        yield other.tail or ""


def _before(node: HtmlElement, parent: HtmlElement, held: Holders) -> Iterator[str]:
    """Yield the texts before the element, the nearest first, back to the last link."""
    for other in islice(node.itersiblings(preceding=True), _NEIGHBOURS):
        yield other.tail or ""
        if other in held:
            return
        yield from islice(_pieces(other), _TEXTS)
    yield parent.text or ""
