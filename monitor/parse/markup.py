"""Text to trees: lxml for listings, BeautifulSoup for articles; neither is ever given bytes."""

from __future__ import annotations

import html
import re

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree  # type: ignore[import-untyped]  # lxml carries no types

# Not `lxml.html`: its own element classes cost a third more time.
from lxml.etree import _Element as HtmlElement  # type: ignore[import-untyped]  # lxml carries no types

from ..domain import Layout, Page
from ..errors import ParseError
from ..text.decoding import decode

__all__ = ["HtmlElement", "is_file", "read_soup", "read_text", "read_tree", "without_markup"]

#: Levels of nesting. Real pages have up to 25; selectors cost depth times size.
_MAX_DEPTH = 1000
#: First bytes of PDF, ZIP (docx, ofd) and old Office files, which listings sometimes link to directly.
_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")


def read_text(page: Page, layout: Layout) -> str:
    """Return the decoded page without NUL, at which libxml2 would stop reading."""
    return decode(page.body, page.charset, layout.encoding).replace("\0", "")


def is_file(page: Page) -> bool:
    """Say whether the body is a document or archive, whatever its Content-Type claims."""
    return page.body.startswith(_FILES)


def read_tree(text: str, url: str) -> HtmlElement | None:
    """Return the root element without comments; None when there is no markup. Raises ParseError."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root: HtmlElement | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ParseError(url, "the page nests its elements so deep that its end cannot be read")
    return root


def read_soup(text: str, url: str) -> BeautifulSoup:
    """Return the page for selectors. Raises ParseError when it nests deeper than any real page."""
    soup = BeautifulSoup(text, "lxml")
    level: list[Tag] = [soup]
    for _ in range(_MAX_DEPTH):
        level = [child for parent in level for child in parent.contents if isinstance(child, Tag)]
        if not level:
            return soup
    raise ParseError(url, f"the page nests its elements more than {_MAX_DEPTH} levels deep")


def without_markup(text: str) -> str:
    """Return a JSON title's text: some carry `<em>` around hits or a whole `<a>`."""
    return html.unescape(_MARKUP.sub("", text)) if "<" in text or "&" in text else text
