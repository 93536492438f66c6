"""Where the text of an article stands on its page."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from bs4.element import Tag

from ..domain import Block, Layout
from ..errors import BlockedError, ParseError
from .blocks import read_blocks
from .markup import ElementIndex, notice, read_soup, refuse_json_bomb, refuse_notices, shell_target
from .records import Json

#: Containers of the systems that most government sites run, for pages on which none of the source's selectors fits.
KNOWN_BODIES = (
    "#UCAP-CONTENT",
    "#zoomcon, #zoom, #Zoom, #info_cont, #mainText, #detailContent, #rm_txt_zw, #ivs_content, #BodyLabel, #con_con",
    ".TRS_Editor, .TRS_UEDITOR, .trs_editor_view",
    ".article-content, .content_article, .article_con, .artile_zw, .Article_content, .rm_txt_con, .zsy_comain",
    ".wzcon, .j-fontContent, .pages_content, .news_cont_d_wrap, .art-con, .show_text, .info_cont",
)
#: Matches of one selector that are read; the match with the most text counts.
_MATCHES = 5
#: Characters of a text that can be the notice of a soft 404 and nothing else.
_NOTICE_LENGTH = 120


#: Characters up to which trafilatura is asked: its time grows faster than the size of the page.
_LONGEST = 2_000_000
_JSON_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """The element that holds the text (None if a library or a script gave the text), and the blocks."""

    element: Tag | None
    blocks: tuple[Block, ...]


def find_body(index: ElementIndex, text: str, url: str, layout: Layout) -> ArticleBody:
    """
    Return the body by the layout's selectors, then by well-known ones, then by a readable-text library.

    The blocks may be empty although an element was found: a page can carry
    attachments only. Raises BlockedError for block pages and soft 404s,
    ParseError for shells.
    """
    empty: Tag | None = None
    for selector in (*layout.body, *KNOWN_BODIES):
        elements = index.select(selector, limit=_MATCHES)
        bodies = [ArticleBody(element, read_blocks(element)) for element in elements]
        best = max(bodies, key=_length, default=None)
        if best is not None and best.blocks:
            return _checked(best, url)
        empty = empty or (elements[0] if elements else None)
    refuse_notices(text, url)
    blocks = () if empty is not None else _readable_blocks(text, url)
    if not blocks and empty is None and (target := shell_target(text, url)):
        raise ParseError(url, f"the page is only a shell that leads to {target}")
    return _checked(ArticleBody(empty, blocks), url)


def body_of(content: str, url: str) -> ArticleBody:
    """Return the body of an article whose HTML an inline script carries."""
    soup = read_soup(content, url)
    return ArticleBody(soup, read_blocks(soup))


def script_object(text: str, path: str, url: str) -> dict[str, Json]:
    """
    Return the object of an inline script that holds the last name of a dotted path; empty if there is none.

    Some systems write the article as a JavaScript object. For
    `window._CONFIG.DETAIL.content` the result is DETAIL. The outer object is a
    JavaScript literal with bare keys; the inner object must be JSON. Raises
    ParseError for a bomb.
    """
    *outer, _ = path.split(".")
    position = 0
    for name in outer:
        if name == "window":
            continue
        key = re.compile(rf"""\b{re.escape(name)}["']?\s{{0,9}}[:=]\s{{0,9}}(?=\{{)""")
        match = key.search(text, position)
        if match is None:
            return {}
        position = match.end()
    refuse_json_bomb(text, url)
    try:
        value, _ = _JSON_DECODER.raw_decode(text, position)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _readable_blocks(text: str, url: str) -> tuple[Block, ...]:
    """Return the blocks that trafilatura takes for the article; empty if it finds none."""
    if len(text) > _LONGEST:
        return ()
    import trafilatura  # noqa: PLC0415 - heavy; only a process that meets an unknown layout needs it

    found = trafilatura.extract(text, output_format="html", include_comments=False, include_tables=True)
    return read_blocks(read_soup(found, url)) if found else ()


def _length(body: ArticleBody) -> int:
    return sum(len(block.text) for block in body.blocks)


def _checked(body: ArticleBody, url: str) -> ArticleBody:
    """Return the body. Raises BlockedError if all its text is a notice."""
    if _length(body) <= _NOTICE_LENGTH and (found := notice(" ".join(block.text for block in body.blocks))):
        raise BlockedError(url, f"the site answered with a block or error page that says “{found}”")
    return body
