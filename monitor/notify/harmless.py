"""What web pages say, made harmless before any dialect sees it: one line, bounded, no tricks."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from .claims import visible

#: Characters of one part of a headline, of a detail or a note.
FIELD_SHOWN = 120
#: Characters of a page's title.
TITLE_SHOWN = 200
#: Characters of a quote; with every character escaped it still fits one message of any service.
QUOTE_SHOWN = 600
#: Parts of one headline that are shown.
HEADLINE_SHOWN = 6
#: Details, notes and references of one item that are shown.
LINES_SHOWN = 8
#: Characters of an address; a longer one is not shown, since half an address leads elsewhere.
ADDRESS_SHOWN = 1000
#: Marks over one letter; more than these cover the lines around it.
MARKS_SHOWN = 3

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HEAPED = re.compile(rf"([{_MARKS}]{{{MARKS_SHOWN}}})[{_MARKS}]+")
#: Endings of files that stand in titles of attachments; none is a top-level domain.
_FILES = "docx?|xlsx?|pptx?|pdf|ofd|wps|rar|txt|html?|jpe?g|png"
#: The dot of a bare host, `www.example.org`: chat clients and mail programs make a link of it.
_BARE = re.compile(rf"(?<=[A-Za-z0-9-])\.(?=(?!(?i:{_FILES})(?![A-Za-z0-9]))[A-Za-z]{{2}})")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\]")
#: Characters of an address that stay as they are; all that mean something in a dialect are encoded.
_PATH = "/%:@!$&+,;=~-._"
_QUERY = _PATH + "?"


def shown(text: str, limit: int = FIELD_SHOWN) -> str:
    """
    Return scraped text as it may be shown: one line of at most `limit` characters.

    An address in it is no link: its `://` becomes `：//`, the dots of a bare host
    `．`, so that clients do not make one of it. All links of a message are ours.
    """
    # Of 1 MB, only what may be shown is looked at; white space is the only thing that shrinks.
    seen = _HEAPED.sub(r"\1", visible(text[: limit * 8])).replace("://", "：//")
    if "." in seen:
        seen = _BARE.sub("．", seen)
    if len(seen) <= limit and len(text) <= limit * 8:
        return seen
    return seen[: limit - 1].rstrip() + "…"


def address(url: str) -> str:
    """
    Return an address that leads where it seems to lead, or an empty string.

    Only http and https; no user name before the host (`https://www.gov.cn@evil.example`);
    the host in ASCII, so that look-alike letters show; no character that ends a link in any dialect.
    """
    if len(url) > ADDRESS_SHOWN or "\\" in url or not url.isprintable() or " " in url:
        return ""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port
    except ValueError:
        return ""
    host = f"[{host}]" if ":" in host else host
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        return ""
    netloc = host if port is None else f"{host}:{port}"
    found = (
        quote(parts.path, safe=_PATH),
        quote(parts.query, safe=_QUERY),
        quote(parts.fragment, safe=_QUERY),
    )
    return urlunsplit((parts.scheme, netloc, *found))


def host_of(url: str) -> str:
    """Return the host of an address that `address` let through."""
    return urlsplit(url).netloc
