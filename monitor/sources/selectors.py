"""
Whether a CSS selector can be used.

soupsieve decides, but importing it and compiling its first selector costs some
200 ms of CPU, and a check that finds nothing new never needs it. Selectors of
the plain shapes that sites need are therefore recognised by one expression;
soupsieve is asked only about the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = r"-?[A-Za-z_\u0080-\uffff][\w-]{0,60}"
_VALUE = rf"(?:\"[^\"\\\n]{{0,120}}\"|'[^'\\\n]{{0,120}}'|{_NAME})"
_ATTRIBUTE = rf"\[\s?{_NAME}\s?(?:[~|^$*]?=\s?{_VALUE}\s?)?\]"
_STATE = r":(?:first|last|only)-(?:child|of-type)"
_PART = rf"(?:[.#]{_NAME}|{_ATTRIBUTE}|{_STATE})"
_COMPOUND = rf"(?:(?:{_NAME}|\*){_PART}{{0,6}}|{_PART}{{1,6}})"
_JOIN = r"(?:\s{0,3}[>+~]\s{0,3}|\s{1,3})"
_INNER = rf"(?:[>+~]\s{{0,3}})?{_COMPOUND}(?:{_JOIN}{_COMPOUND}){{0,4}}"
_INSIDE = rf":(?:has\(\s?{_INNER}\s?\)|(?:not|is)\(\s?{_COMPOUND}\s?\))"
_FULL = rf"(?:(?:{_NAME}|\*)(?:{_PART}|{_INSIDE}){{0,8}}|(?:{_PART}|{_INSIDE}){{1,8}})"
_CHAIN = rf"{_FULL}(?:{_JOIN}{_FULL}){{0,8}}"
#: Fits `ul.list > li:has(a[href*="/art/"]), .TRS_Editor`; not `a[href`, not `li::text`.
_PLAIN = re.compile(rf"\s?{_CHAIN}(?:\s{{0,3}},\s{{0,3}}{_CHAIN}){{0,9}}\s?")


def is_plain(selector: str) -> bool:
    """Tell whether the selector has one of the plain shapes, all of which soupsieve accepts."""
    return _PLAIN.fullmatch(selector) is not None


@lru_cache(maxsize=2048)
def is_selector(selector: str) -> str:
    """Return why the selector cannot be used; empty when it can."""
    if is_plain(selector):
        return ""
    import soupsieve  # noqa: PLC0415 - 200 ms that only unusual selectors need

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, ValueError) as exc:
        return str(exc).splitlines()[0]
    return ""
