"""Bytes of a page to text. Parsers get `str` only: given bytes, they drop or cut pages without a word."""

from __future__ import annotations

import codecs
import re

#: `<meta charset="gb2312">`, `content="text/html; charset=gb2312"`; not `charset` without a value.
_META = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w-]{1,40})""", re.IGNORECASE)
#: A declaration counts only near the top of the page.
_META_REACH = 4096
_UTF8 = frozenset({"utf-8", "utf8", "utf-8-sig", "unicode-1-1-utf-8"})
#: Declarations worth believing. The GB family is tried anyway, as its superset; Latin-1 and its
#: kin are server defaults and never true of a Chinese page; every other name is unknown here.
_BELIEVED = {
    "big5": "big5hkscs",
    "big-5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "cp950",
    "x-windows-950": "cp950",
}
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOST = "\N{REPLACEMENT CHARACTER}"
#: In a decoding that is right but for bad bytes, readable characters are at least so many times
#: the lost ones. GB text read as UTF-8 reaches about 0.1.
_READABLE_PER_LOST = 2


def decode(body: bytes, charset: str | None, fallback: str | None = None) -> str:
    """
    Return the page's text; each byte that cannot be read becomes U+FFFD.

    `charset` comes from the Content-Type header, `fallback` from what is known
    of the site; neither is believed against the bytes. Valid UTF-8 wins over
    any declaration, because pages that declare gb2312 are often UTF-8; GB
    pages are read as GB18030, which knows the rare characters in names.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    names = _declared(body, charset, fallback)
    believed = [_BELIEVED[name] for name in names if name in _BELIEVED]
    for encoding in ("utf-8-sig", *believed, "gb18030"):
        text = body.decode(encoding, "replace")
        if _is_readable(text):
            return text
    return body.decode("utf-8-sig" if _UTF8.intersection(names) else "gb18030", "replace")


def _declared(body: bytes, charset: str | None, fallback: str | None) -> list[str]:
    """Return the names that header, page and site knowledge give, in this order, lower case."""
    meta = _META.search(body[:_META_REACH])
    names = (charset, meta and meta[1].decode("ascii", "replace"), fallback)
    return [name.strip().lower() for name in names if name]


def _is_readable(text: str) -> bool:
    lost = text.count(_LOST)
    if not lost:
        return True
    readable = sum(character > "\x7f" for character in text) - lost
    return readable >= _READABLE_PER_LOST * lost
