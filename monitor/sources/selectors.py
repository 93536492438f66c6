"""
Whether a CSS selector can be used.

soupsieve decides, but importing it and compiling a first selector costs some
200 ms of CPU, and a check that finds nothing new never needs it. Selectors of
the plain shapes that sites need are therefore recognised here; soupsieve is
asked only about the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = r"-?[A-Za-z_][\w-]{0,60}"
_VALUE = rf"(?:\"[^\"\\\[\]\n]{{0,120}}\"|{_NAME})"
#: Fits `li`, `ul.list#a`, `a[href*="/art/"]`, `li:first-child`; not `li:hover`, not `a[href`.
_COMPOUND = re.compile(
    rf"(?=.)(?:{_NAME}|\*)?(?:[.#]{_NAME}|\[{_NAME}(?:[~|^$*]?={_VALUE})?\]|:(?:first|last|only)-child){{0,8}}",
    re.ASCII,
)
#: Fits `:has(> a)`, `:not([style])`; not `:not(:has(a))`.
_INSIDE = re.compile(r":(?:has\(\s{0,3}[>+~]?|(?:not|is)\()([^()]{1,120})\)")
#: Between compounds: `ul > li`, `ul li`.
_JOIN = re.compile(r"\s{0,3}[>+~]\s{0,3}|\s{1,3}")


def is_plain(selector: str) -> bool:
    """Tell whether the selector has one of the plain shapes, all of which soupsieve accepts."""
    inside = _INSIDE.findall(selector)
    return all(_is_flat(part) for part in (_INSIDE.sub(".x", selector), *inside))


@lru_cache(maxsize=2048)
def selector_problem(selector: str) -> str:
    """Return why the selector cannot be used; empty when it can."""
    if is_plain(selector):
        return ""
    import soupsieve  # noqa: PLC0415 - 200 ms that only unusual selectors need

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError) as exc:
        return str(exc).splitlines()[0]
    return ""


def _is_flat(selector: str) -> bool:
    """Tell whether the selector is a list of plain chains without functions."""
    return all(
        _COMPOUND.fullmatch(compound)
        for chain in selector.split(",")
        for compound in _JOIN.split(chain.strip())
    )
