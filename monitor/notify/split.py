"""Cutting a long text into parts that a service accepts, at the best place there is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

#: How a service measures a text.
Size = Callable[[str], int]

#: Places to cut, best first: between items, between lines, after a sentence, after a word; and
#: whether only the second half is searched, so that parts are not needlessly small. A line is
#: left whole at any price: half of one may be half of a link.
BORDERS = (("\n\n", True), ("\n", False), ("。", True), ("；", True), (" ", True))
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
    return _whole(text, longest)


def _whole(text: str, longest: int) -> int:
    """
    Return the end of the last whole character that fits, as people see characters (UAX 29).

    That of a character longer than the limit where there is no other: marks may be heaped without end.
    """
    # 14 ms of import for what hardly ever happens: items are cut short before they come here.
    import regex  # noqa: PLC0415 -- see above

    # Whether a character ends at `longest` is seen from the one after it.
    ends = (found.end() for found in regex.finditer(r"\X", text[: longest + 1]))
    return max((end for end in ends if end <= longest), default=longest)


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
