"""
Elements of an article's page by selector.

BeautifulSoup looks at every element for every selector: 0.3 s for the dozen
selectors of a 400 KB page. One pass notes where each id, class and tag stands;
selectors made of these and of descendant steps, which are nearly all, are
answered from there, and BeautifulSoup answers the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import Tag

_NAME = r"-?[A-Za-z_][\w-]{0,80}"
#: `div#zoom.word`, `.TRS_Editor`, `h1`; not `a[href]`, `li:first-child`.
_COMPOUND = re.compile(rf"({_NAME})?(?:#({_NAME}))?((?:\.{_NAME}){{0,6}})\Z", re.ASCII)

#: Tag, id and classes of one compound; None and empty where it has none.
_Compound = tuple[str | None, str | None, frozenset[str]]


class Places:
    """Where ids, classes and tags stand on one page; elements removed later are not found any more."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._order: dict[int, int] = {}
        self._by_id: dict[str, list[Tag]] = {}
        self._by_class: dict[str, list[Tag]] = {}
        self._by_tag: dict[str, list[Tag]] = {}
        for number, tag in enumerate(element for element in soup.descendants if isinstance(element, Tag)):
            self._order[id(tag)] = number
            self._by_tag.setdefault(tag.name, []).append(tag)
            if (identity := tag.get("id")) is not None:
                self._by_id.setdefault(str(identity), []).append(tag)
            for name in set(tag.get_attribute_list("class", "")):
                self._by_class.setdefault(str(name), []).append(tag)

    def select(self, css: str, limit: int = 0) -> list[Tag]:
        """Return the elements that the selector picks, in document order; at most `limit` unless 0."""
        chains = _chains(css)
        if chains is None:
            return list(self._soup.select(css, limit=limit))
        found = {id(tag): tag for chain in chains for tag in self._ending(chain)}
        ordered = sorted(found.values(), key=lambda tag: self._order[id(tag)])
        return list(islice(ordered, limit or None))

    def _ending(self, chain: tuple[_Compound, ...]) -> list[Tag]:
        """Return the elements that end a chain of descendant steps."""
        *outer, (tag_name, identity, classes) = chain
        if identity is not None:
            near = self._by_id.get(identity, [])
        elif classes:
            near = min((self._by_class.get(name, []) for name in classes), key=len)
        else:
            near = self._by_tag.get(tag_name or "", [])
        return [
            tag
            for tag in near
            if not tag.decomposed and _is(tag, chain[-1]) and _stands_in(tag, tuple(outer))
        ]


@lru_cache(maxsize=1024)
def _chains(css: str) -> tuple[tuple[_Compound, ...], ...] | None:
    """Return the selector's alternatives as chains of compounds; None when it needs more than these."""
    chains = []
    for part in css.split(","):
        matches = [_COMPOUND.match(step) for step in part.split()]
        if not matches or any(match is None for match in matches):
            return None
        chains.append(tuple(_compound(match) for match in matches if match))
    return tuple(chains)


def _compound(match: re.Match[str]) -> _Compound:
    tag_name = match[1].lower() if match[1] else None
    return tag_name, match[2], frozenset(filter(None, match[3].split(".")))


def _is(tag: Tag, compound: _Compound) -> bool:
    name, identity, classes = compound
    return (
        name in {None, tag.name}
        and identity in {None, tag.get("id")}
        and (not classes or classes <= set(tag.get_attribute_list("class", "")))
    )


def _stands_in(tag: Tag, outer: tuple[_Compound, ...]) -> bool:
    """Say whether ancestors fit the compounds, the last one nearest."""
    wanted = list(outer)
    for parent in tag.parents if wanted else ():
        if _is(parent, wanted[-1]):
            wanted.pop()
            if not wanted:
                return True
    return not wanted
