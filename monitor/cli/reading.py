"""Bytes from a file, an address or stdin as a page; nothing is recorded."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from . import assembly

if TYPE_CHECKING:
    from ..domain import Article, Page, Source
    from ..settings import Settings

#: No article page or policy text comes near this; a larger file is a mistake.
LARGEST = 20 * 1024 * 1024
#: A page has one of these tags near its beginning; a plain text has none.
MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|div|p|table|article|ul|li|a|script|record|rss|feed)\b", re.IGNORECASE
)
#: Beginnings of files that are no text, by their first bytes.
BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP, DOCX or XLSX",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a gzip file",
}


def is_address(target: str) -> bool:
    """Tell whether an argument is a web address and not a file."""
    return target.startswith(("http://", "https://"))


def read_bytes(target: str, wanted: str = "an HTML page or plain text") -> bytes:
    """
    Return what a file or stdin (`-`) holds; `wanted` is what to give instead of what is none.

    Raises:
        InputError: missing, a folder, empty, too large, or no text.

    """
    if target == "-":
        body = sys.stdin.buffer.read(LARGEST + 1)
    else:
        path = Path(target)
        if path.is_dir():
            raise InputError(f"{target} is a folder; give one file")
        try:
            with path.open("rb") as file:
                body = file.read(LARGEST + 1)
        except OSError as exc:
            raise InputError(
                f"{target} cannot be read: {exc.strerror}; give a file, an address or -"
            ) from exc
    return judged(target, body, wanted)


def judged(target: str, body: bytes, wanted: str) -> bytes:
    """Return the body if it can be a page or a text; raise InputError saying why not."""
    if not body.strip():
        raise InputError(f"{target} is empty")
    if len(body) > LARGEST:
        raise InputError(f"{target} is larger than {LARGEST // 2**20} MB; give one page or text")
    for magic, what in BINARY.items():
        if body.startswith(magic):
            raise InputError(f"{target} is {what}; give {wanted}")
    if b"\0" in body[:8192]:
        raise InputError(f"{target} is a binary file; give {wanted}")
    return body


def fetch_page(address: str, source: Source, settings: Settings) -> Page:
    """Fetch an address as a check would, robots.txt and pacing included."""
    from ..domain import Request
    from ..fetch import Fetcher

    with Fetcher(settings.user_agent) as fetcher:
        page = fetcher.fetch(Request(address), source, assembly.clock())
    assert page is not None  # an unconditional request is never "not modified"
    return page


def page_of(target: str, address: str | None, source: Source, settings: Settings) -> Page:
    """Return the page at an address, or a saved one with the address it is given."""
    from ..domain import Page

    if is_address(target):
        return fetch_page(target, source, settings)
    return Page(address or Path(target).absolute().as_uri(), read_bytes(target))


def article_of(page: Page, source: Source) -> Article:
    """Return the article of a page; a plain text is an article whose lines are its blocks."""
    from ..domain import Article, Block
    from ..parse import parse_article
    from ..text.decoding import decode

    text = decode(page.body, page.charset)
    if MARKUP.search(text[:65536]):
        return parse_article(page, source)
    blocks = tuple(Block(line.strip()) for line in text.splitlines() if line.strip())
    return Article(url=page.url, title="", blocks=blocks)
