"""Cutting a long text into parts that a service accepts, at the best place there is."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

#: How a service measures a text.
Size = Callable[[str], int]

#: Places to cut, best first: between items, between lines, after a sentence, after a word; and
#: whether only the second half is searched, so that parts are not needlessly small. A line is
#: left whole at any price: half of one may be half of a link.
BORDERS = (("\n\n", True), ("\n", False), ("。", True), ("；", True), (" ", True))
#: A character is at most this many code points; a longer run of marks is cut all the same.
LONGEST_CHARACTER = 16
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


def utf8_bytes(text: str) -> int:
    """Return how many bytes a text takes; lone surrogates count as the question mark that is sent."""
    return len(text.encode(errors="replace"))


def utf16_units(text: str) -> int:
    """Return how many UTF-16 code units a text takes, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def json_bytes(text: str) -> int:
    """Return how many bytes a text takes inside a JSON body in UTF-8, for limits on the whole request."""
    extra = sum(len(json.dumps(match[0])) - 3 for match in _ESCAPED.finditer(text))
    return utf8_bytes(text) + extra


def split(text: str, limit: int, size: Size = len) -> tuple[str, ...]:
    """
    Return parts of a text that are at most `limit` in size each; joined, they are the text.

    Cut at the end of an item where possible, else of a line, a sentence, a word,
    and never inside a character. Empty only for an empty text.
    """
    parts = []
    while size(text) > limit:
        cut = _cut(text, _longest(text, limit, size))
        parts.append(text[:cut])
        text = text[cut:]
    return (*parts, text) if text else tuple(parts)


def _longest(text: str, limit: int, size: Size) -> int:
    """Return the length of the longest beginning within the limit; at least one code point."""
    low, high = 1, min(len(text), limit)  # no measure counts a code point as less than one
    while low < high:
        middle = (low + high + 1) // 2
        if size(text[:middle]) <= limit:
            low = middle
        else:
            high = middle - 1
    return low


def _cut(text: str, longest: int) -> int:
    """Return where to cut: after the last border, else before a whole character."""
    for border, late in BORDERS:
        found = text.rfind(border, longest // 2 if late else 0, longest)
        if found >= 0:
            return found + len(border)
    return next((at for at in _backwards(longest) if not _inside(text, at)), longest)


def _backwards(longest: int) -> Iterator[int]:
    return iter(range(longest, max(0, longest - LONGEST_CHARACTER), -1))


def _inside(text: str, at: int) -> bool:
    """Return whether a cut before `text[at]` falls inside a character: a letter and its marks, an emoji."""
    return at < len(text) and (
        unicodedata.combining(text[at]) > 0 or text[at] in _JOINERS or text[at - 1] == "\u200d"
    )


def pack(blocks: Sequence[str], limit: int, size: Size = len, between: str = "\n\n") -> tuple[str, ...]:
    """Return parts of whole blocks, as many in each as fit; only a block that fits no part is cut."""
    parts: list[str] = []
    for block in blocks:
        joined = f"{parts[-1]}{between}{block}" if parts else block
        if size(joined) <= limit and parts:
            parts[-1] = joined
        else:
            parts += split(block, limit, size)
    return tuple(parts)


def numbering(number: int, count: int) -> str:
    """Return ` (2/3)`; empty where there is only one part."""
    return f" ({number}/{count})" if count > 1 else ""


def numbered(
    blocks: Sequence[str], limit: int, size: Size, head: Callable[[str], str], between: str = "\n\n"
) -> tuple[tuple[str, str], ...]:
    """
    Return (head, text) of each part; both together are at most `limit` in size.

    `head` makes what stands before a part from its numbering, the empty string for a single one.
    """
    digits = 1
    while True:
        widest = numbering(10**digits - 1, 10**digits - 1)
        parts = pack(blocks, max(1, limit - size(head(widest))), size, between)
        if len(parts) < 10**digits:
            return tuple((head(numbering(n, len(parts))), part) for n, part in enumerate(parts, 1))
        digits += 1
