"""The lists of a page: which links stand in rows beside others, so that a menu, a footer or a pager is none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from .markup import HtmlElement

#: Elements between a link and the list of its row.
_LEVELS = 8
#: Rows of one article each that make an element a list.
_LEAST_ROWS = 2
#: Links in a row without an article of its own; a block of links has more.
_ROW_LINKS = 3

#: Tag and class of a row.
RowShape = tuple[object, str | None]


class ListRows:
    """The lists that given links make: elements of which several children hold one article each."""

    def __init__(self, links: Iterable[tuple[HtmlElement, str]]) -> None:
        held: dict[HtmlElement, dict[HtmlElement, set[str]]] = {}
        for element, url in links:
            node = element
            for parent in islice(element.iterancestors(), _LEVELS):
                held.setdefault(parent, {}).setdefault(node, set()).add(url)
                node = parent
        rows = {
            parent: [child for child, urls in children.items() if len(urls) == 1] for parent, children in held.items()
        }
        self._rows = {parent: frozenset(children) for parent, children in rows.items() if len(children) >= _LEAST_ROWS}
        self._shapes = {parent: {_shape(child) for child in children} for parent, children in self._rows.items()}

    def row_of(self, element: HtmlElement) -> HtmlElement | None:
        """
        Return the row of a list in which the element stands; None if it stands in none.

        It is a row that holds one of the given articles, or a sibling of such rows with the same tag and class.
        """
        node = element
        for parent in islice(element.iterancestors(), _LEVELS):
            if node in self._rows.get(parent, ()):
                return node
            if parent in self._rows and _shape(node) in self._shapes[parent] and _has_few_links(node):
                return node
            node = parent
        return None

    def length_at(self, element: HtmlElement) -> int:
        """Return how many rows the list around the element has; 1 for an element in no list."""
        parents = islice(element.iterancestors(), _LEVELS)
        return next((len(self._rows[parent]) for parent in parents if parent in self._rows), 1)

    def holds(self, row: HtmlElement) -> bool:
        """Say whether the row holds one of the given articles."""
        parent = row.getparent()
        return parent is not None and row in self._rows.get(parent, ())


def _shape(node: HtmlElement) -> RowShape:
    return node.tag, node.get("class")


def _has_few_links(node: HtmlElement) -> bool:
    return len(list(islice(node.iter("a"), _ROW_LINKS + 1))) <= _ROW_LINKS
