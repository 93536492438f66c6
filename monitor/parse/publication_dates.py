"""
The day of publication as a page shows it: as text, in a record, or near a link of a listing.

All times on these sites are Beijing time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import islice
from typing import Self

from ..domain import Layout
from ..text.periods import find_date
from .markup import HtmlElement, one_line, picked

#: Beijing has had no summer time since 1991.
BEIJING = timezone(timedelta(hours=8))
#: Epochs as sites give them: seconds, or milliseconds (13 digits since 2001). In seconds: 2001–2100.
_EPOCHS = range(1_000_000_000, 4_102_444_800)
_MILLISECONDS = 1000
_LONGEST = 200
_BRACKETS = "[]()（）【】〔〕 \t\r\n\xa0\u3000"

_ROWS = frozenset({"li", "tr"})
_PAGE = frozenset({"body", "html"})
#: Elements whose text does not belong to the row around them.
_SKIPPED = _ROWS | {"script", "style", "noscript", "template"}
#: Elements between a link and the element that ends its row.
_LEVELS = 6
#: Texts of one row that are searched, and characters of a text that can be a date and nothing else.
_TEXTS = 40
_DATE_LENGTH = 30
#: Elements of a row among which the layout's date selector is searched.
_ELEMENTS = 100
#: Links in one `li` or `tr`, its popups' included, above which it holds a whole list.
_ROW_LINKS = 20
#: Levels of elements in a row, below which no date stands.
_DEPTH = 20
#: Elements beside a link in which its date may stand.
_NEIGHBOURS = 3
#: `[2026-07-31]`, `2026年7月`, `31`; not `7月31日发布`.
_DATE_ONLY = re.compile(r"[\d\s\-/.:：年月日()（）【】〔〕\[\]]{1,40}\Z")
_NUMBER = re.compile(r"\d{1,4}")
_YEAR_DIGITS = 4


# ------------------------------------------------------------------- dates as text and in records


@lru_cache(maxsize=4096)
def shown_date(text: str, formats: tuple[str, ...] = ()) -> date | None:
    """
    Return the day that the text shows; None if it shows none.

    The general reader knows every form that starts with the year; `formats`
    add forms that do not, and go before it.
    """
    text = text[:_LONGEST]
    bare = text.strip(_BRACKETS)
    if bare.isascii() and bare.isdecimal() and (day := _epoch_day(int(bare))):
        return day
    for form in formats:
        if not form.startswith("%Y") and (day := _by_format(bare, form)):
            return day
    return find_date(text)


def record_date(value: object, formats: tuple[str, ...] = ()) -> date | None:
    """Return the day of a JSON value: text, or an epoch in seconds or milliseconds; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        value = int(value) if abs(value) < _EPOCHS.stop * _MILLISECONDS else None
    if isinstance(value, int):
        return _epoch_day(value) or find_date(str(value)[:_LONGEST])
    return shown_date(value, formats) if isinstance(value, str) else None


def _epoch_day(number: int) -> date | None:
    seconds = number if number in _EPOCHS else number // _MILLISECONDS
    return datetime.fromtimestamp(seconds, UTC).astimezone(BEIJING).date() if seconds in _EPOCHS else None


def _by_format(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).replace(tzinfo=BEIJING).date()
    except ValueError:
        return None


# ------------------------------------------------------------------- dates near links


@dataclass(frozen=True, slots=True)
class RowDates:
    """Finds the date that belongs to a link of one listing page."""

    formats: tuple[str, ...]
    #: Elements that the layout's selectors pick as rows and as dates.
    rows: frozenset[HtmlElement]
    dates: frozenset[HtmlElement]
    #: Addresses of articles inside an element; only links and their nearest ancestors are keys.
    urls_in: dict[HtmlElement, set[str]]

    @classmethod
    def of_page(cls, root: HtmlElement, links: Iterable[tuple[HtmlElement, str]], layout: Layout) -> Self:
        """Return the finder for a page whose links to articles are known."""
        urls_in: dict[HtmlElement, set[str]] = {}
        for element, url in links:
            for holder in (element, *islice(element.iterancestors(), _LEVELS)):
                urls_in.setdefault(holder, set()).add(url)
        return cls(layout.date_formats, picked(root, layout.item), picked(root, layout.date), urls_in)

    def date_of(self, link: HtmlElement) -> date | None:
        """
        Return the date that the page shows for the link; None if it shows none.

        The row of a link is the nearest `li` or `tr`, without the rows inside
        it. Without such an element the row is the largest element around the
        link that holds no other link; the date may also stand beside it. The
        date of an outer row is not that of a link in an inner row: an
        interpretation in a popup is not as old as its policy.
        """
        own_texts = (piece for piece in _pieces(link) if is_date_only(piece)) if len(link) else ()
        return self._selected(link) or self._first_date(own_texts) or self._around(link)

    def _selected(self, link: HtmlElement) -> date | None:
        """Return the date at the layout's selector, in the link's row or in the element after the row."""
        ancestry = (link, *link.iterancestors()) if self.dates else ()
        row = next((node for node in ancestry if node in self.rows), None)
        if row is None:
            row = next((node for node in ancestry[1:] if node.tag in _ROWS), None)
        if row is None:
            return None
        following = row.getnext()
        for place in (row,) if following is None else (row, following):
            near = (element for element in islice(place.iter(), _ELEMENTS) if element in self.dates)
            for element in islice(near, _NEIGHBOURS):
                is_own = not any(node.tag in _ROWS for node in _ancestry_below(place, element))
                if is_own and (day := shown_date("".join(_pieces(element)), self.formats)):
                    return day
        return None

    def _around(self, link: HtmlElement) -> date | None:
        """Return the date in the link's row or beside it; look at ever larger elements around the link."""
        node, is_nearest_row = link, True
        for parent in islice(link.iterancestors(), _LEVELS):
            is_shared = len(self.urls_in[parent]) > 1
            is_row = parent.tag in _ROWS and len(self.urls_in[parent]) <= _ROW_LINKS
            if is_shared and not is_row:
                return self._beside(node, parent)
            if parent.tag in _PAGE:
                return None
            if (is_nearest_row or not is_row) and (day := self._first_date(_pieces(parent, link))):
                return day
            if is_shared:
                return None
            node, is_nearest_row = parent, is_nearest_row and not is_row
        return None

    def _beside(self, node: HtmlElement, parent: HtmlElement) -> date | None:
        """Return the date before or after the element, among other elements that hold links."""
        return self._first_date(self._before(node, parent) if self._dates_first(parent) else self._after(node))

    def _dates_first(self, parent: HtmlElement) -> bool:
        """Say whether a date opens the list and none closes it: then each date belongs to the link after it."""
        opening = [parent.text or ""]
        for child in islice(parent, _NEIGHBOURS):
            if child in self.urls_in:
                break
            opening += ["".join(islice(_pieces(child), _TEXTS)), child.tail or ""]
        if not self._first_date(opening):
            return False
        last = next((child for child in islice(reversed(parent), _NEIGHBOURS) if child in self.urls_in), None)
        return last is None or self._first_date(self._after(last)) is None

    def _after(self, node: HtmlElement) -> Iterator[str]:
        """Yield the texts after the element, up to the next link."""
        yield node.tail or ""
        for other in islice(node.itersiblings(), _NEIGHBOURS):
            if other in self.urls_in:
                return
            yield from islice(_pieces(other), _TEXTS)
            yield other.tail or ""

    def _before(self, node: HtmlElement, parent: HtmlElement) -> Iterator[str]:
        """Yield the texts before the element, the nearest first, back to the last link."""
        for other in islice(node.itersiblings(preceding=True), _NEIGHBOURS):
            yield other.tail or ""
            if other in self.urls_in:
                return
            yield from islice(_pieces(other), _TEXTS)
        yield parent.text or ""

    def _first_date(self, pieces: Iterable[str]) -> date | None:
        """Return the first date among short texts: a whole date, or one in parts such as 31 and 2026-07."""
        lines = [line for piece in islice(pieces, _TEXTS) if (line := one_line(piece))]
        lines = [line for line in lines if len(line) <= _DATE_LENGTH]
        for line in lines:
            if day := shown_date(line, self.formats):
                return day
        match _NUMBER.findall(" ".join(line for line in lines if is_date_only(line))):
            case [year, month, day_of] if len(year) == _YEAR_DIGITS:
                return shown_date(f"{year}-{month}-{day_of}")
            case [day_of, year, month] if len(year) == _YEAR_DIGITS:
                return shown_date(f"{year}-{month}-{day_of}")
            case _:
                return None


def text_without_dates(element: HtmlElement) -> str:
    """Return the element's text without the pieces that are a date and nothing else."""
    pieces = list(_pieces(element))
    return "".join(piece for piece in pieces if not is_date_only(piece)) or "".join(pieces)


def is_date_only(piece: str) -> bool:
    """Say whether a text is a date, or a part of a date, and nothing else."""
    return _DATE_ONLY.match(piece) is not None and not piece.isspace()


def _ancestry_below(top: HtmlElement, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element and its ancestors below `top`; nothing for `top` itself."""
    node = element
    while node is not top:
        yield node
        node = node.getparent()


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
