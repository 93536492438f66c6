"""Where an article's text stands on its page."""

from __future__ import annotations

from dataclasses import dataclass

from bs4.element import Tag

from ..domain import Block, Layout
from ..errors import BlockedError, ParseError
from .blocks import read_blocks
from .markup import read_soup
from .places import Places
from .readable import readable_blocks
from .shells import notice, refuse_notices, shell_target

#: Containers of the systems that most government sites run, for pages whose source names none that fits.
KNOWN_BODIES = (
    "#UCAP-CONTENT",
    "#zoomcon, #zoom, #Zoom, #info_cont, #mainText, #detailContent, #rm_txt_zw, #ivs_content, #BodyLabel, #con_con",
    ".TRS_Editor, .TRS_UEDITOR, .trs_editor_view",
    ".article-content, .content_article, .article_con, .artile_zw, .Article_content, .rm_txt_con, .zsy_comain",
    ".wzcon, .j-fontContent, .pages_content, .news_cont_d_wrap, .art-con, .show_text, .info_cont",
)
#: Matches of one selector that are looked at; the one with the most text counts.
_MATCHES = 5
#: Characters of a text that may be nothing but the notice of a soft 404.
_NOTICE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Body:
    """The element that holds the text, if one was found, and its blocks."""

    element: Tag | None
    blocks: tuple[Block, ...]


def find_body(places: Places, text: str, url: str, layout: Layout) -> Body:
    """
    Return the body by the layout's selectors, then by well-known ones, then by a readable-text library.

    The blocks may be empty where an element was found: a page that only carries
    attachments. Raises BlockedError for block pages and soft 404s, ParseError
    for shells.
    """
    empty: Tag | None = None
    for selector in (*layout.body, *KNOWN_BODIES):
        elements = places.select(selector, limit=_MATCHES)
        bodies = [Body(element, read_blocks(element)) for element in elements]
        best = max(bodies, key=_length, default=None)
        if best is not None and best.blocks:
            return _checked(best, url)
        empty = empty or (elements[0] if elements else None)
    refuse_notices(text, url)
    blocks = () if empty is not None else readable_blocks(text, url)
    if not blocks and empty is None and (target := shell_target(text, url)):
        raise ParseError(url, f"the page is only a shell that leads to {target}")
    return _checked(Body(empty, blocks), url)


def body_of(content: str, url: str) -> Body:
    """Return the body whose HTML an inline script carries."""
    soup = read_soup(content, url)
    return Body(soup, read_blocks(soup))


def _length(body: Body) -> int:
    return sum(len(block.text) for block in body.blocks)


def _checked(body: Body, url: str) -> Body:
    """Return the body unless all its text is a notice. Raises BlockedError."""
    if _length(body) <= _NOTICE_LENGTH and (found := notice(" ".join(block.text for block in body.blocks))):
        raise BlockedError(url, f"the site answered with a block or error page that says “{found}”")
    return body
