"""
CSS selectors on lxml elements.

BeautifulSoup reads a listing in 12 ms, lxml in 0.8 ms, and lxml's own CSS
needs one more dependency; so soupsieve, which BeautifulSoup brings, reads the
selector and this module applies it. Attributes, `:not`, `:is`, `:has` and the
`:nth-…` family are known; what else soupsieve accepts never matches here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice

import soupsieve
from soupsieve.css_types import Selector, SelectorAttribute, SelectorList, SelectorNth, SelectorNull

from .markup import HtmlElement


@lru_cache(maxsize=512)
def _compiled(css: str) -> SelectorList:
    return soupsieve.compile(css).selectors


def select(root: HtmlElement, css: str, reach: int | None = None) -> Iterator[HtmlElement]:
    """Yield those of the root and its descendants that the selector picks, in order; of the first `reach` only."""
    selectors = _compiled(css)
    return (element for element in islice(root.iter(), reach) if _matches_any(element, selectors))


def closest(element: HtmlElement, css: str) -> HtmlElement | None:
    """Return the element or its nearest ancestor that the selector picks."""
    selectors = _compiled(css)
    node: HtmlElement | None = element
    while node is not None and not _matches_any(node, selectors):
        node = node.getparent()
    return node


def are_inside(elements: Iterable[HtmlElement], css: str) -> list[bool]:
    """Say for each element whether it or an ancestor is picked; each ancestor is looked at once."""
    selectors = _compiled(css)
    known: dict[HtmlElement, bool] = {}
    answers = []
    for element in elements:
        path = []
        node: HtmlElement | None = element
        while node is not None and node not in known:
            path.append(node)
            if _matches_any(node, selectors):
                known[node] = True
                break
            node = node.getparent()
        answer = node is not None and known[node]
        known.update(dict.fromkeys(path, answer))
        answers.append(answer)
    return answers


def _matches_any(element: HtmlElement, selectors: SelectorList) -> bool:
    for selector in selectors:
        if _matches_one(element, selector):
            return not selectors.is_not
    return selectors.is_not


def _matches_one(element: HtmlElement, selector: Selector | SelectorNull) -> bool:
    if isinstance(selector, SelectorNull) or selector.flags or selector.contains or selector.lang:
        return False
    if selector.tag is not None and selector.tag.name.lower() not in {"*", element.tag}:
        return False
    return (
        (not selector.ids or element.get("id") in selector.ids)
        and (not selector.classes or set(selector.classes) <= set(element.get("class", "").split()))
        and all(_has_attribute(element, attribute) for attribute in selector.attributes)
        and all(_is_nth(element, nth) for nth in selector.nth)
        and all(_matches_any(element, inner) for inner in selector.selectors)
        and _stands_right(element, selector.relation)
    )


def _has_attribute(element: HtmlElement, wanted: SelectorAttribute) -> bool:
    # soupsieve 4 has these two fields; in 2, which Python before 3.11.5 gets, the pattern says it all.
    value = element.get(wanted.attribute.lower())
    if value is None:
        return getattr(wanted, "inverse", False)
    if getattr(wanted, "ignore_case", False):
        value = value.lower()
    return wanted.pattern is None or wanted.pattern.search(value) is not None


def _stands_right(element: HtmlElement, relation: SelectorList) -> bool:
    """Say whether some element stands in the given relation: `li > a`, `li:has(> a)`."""
    if not relation:
        return True
    related = _RELATED[getattr(relation[0], "rel_type", None) or " "]
    return any(_matches_any(other, relation) for other in related(element))


def _one(element: HtmlElement | None) -> tuple[HtmlElement, ...]:
    return () if element is None else (element,)


#: soupsieve's names of relations, and the elements that stand in them.
_RELATED: dict[str, Callable[[HtmlElement], Iterable[HtmlElement]]] = {
    " ": lambda element: element.iterancestors(),
    ">": lambda element: _one(element.getparent()),
    "~": lambda element: element.itersiblings(preceding=True),
    "+": lambda element: _one(element.getprevious()),
    ": ": lambda element: element.iterdescendants(),
    ":>": lambda element: element.iterchildren(),
    ":~": lambda element: element.itersiblings(),
    ":+": lambda element: _one(element.getnext()),
}


def _is_nth(element: HtmlElement, nth: SelectorNth) -> bool:
    position = 1
    for other in element.itersiblings(preceding=not nth.last):
        position += isinstance(other.tag, str) and (not nth.of_type or other.tag == element.tag)
        if not nth.n and position > nth.b:
            return False
    if not nth.n or not nth.a:
        return position == nth.b
    steps, rest = divmod(position - nth.b, nth.a)
    return rest == 0 and steps >= 0
