"""Where the text of an article stands on its page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.element import Tag

from ..domain import Article, Attachment, Block, Layout
from ..errors import BlockedError, ParseError
from .blocks import read_blocks
from .hyperlinks import PageAddress
from .markup import ElementIndex, notice, read_soup, refuse_json_bomb, refuse_notices, shell_target
from .records import Json

#: Pages of an article at most; more are a mistake of the page, or a list.
MOST_PAGES = 30
_NAME = re.compile(r"(?P<stem>[^?#]{1,2000}?)(?P<ending>\.s?html?)")
#: createPageHTML(3, 0, "t20261130_1002", "html"): the script of TRS that draws the numbers under the first of 3 pages.
_SCRIPT = re.compile(r"createPageHTML\(\s{0,9}(\d{1,4})\s{0,9},\s{0,9}0\s{0,9},\s{0,9}[\"']([^\"']{1,200})[\"']")


def find_further_pages(soup: BeautifulSoup, base: PageAddress, url: str) -> tuple[str, ...]:
    """
    Return the addresses of an article's pages after the first, in order.

    Where the numbers leave out some (1 2 3 … 9), the pages between are named too.
    """
    links = {found for tag in soup.find_all("a", href=True) if (found := base.join(str(tag["href"])))}
    name = _NAME.fullmatch(url)
    if name is None:
        return ()
    last = max({0, *_in_names(name, links), *_in_scripts(name, soup)})
    if last > MOST_PAGES:
        return ()
    return tuple(f"{name['stem']}_{number}{name['ending']}" for number in range(1, last + 1))


def _in_names(name: re.Match[str], links: set[str]) -> Iterator[int]:
    """Yield the numbers of links such as `t20261130_1002_2.html` on the page `t20261130_1002.html`."""
    shape = re.compile(rf"{re.escape(name['stem'])}_([1-9]\d{{0,2}}){re.escape(name['ending'])}")
    yield from (int(found[1]) for link in links if (found := shape.fullmatch(link)))


def _in_scripts(name: re.Match[str], soup: BeautifulSoup) -> Iterator[int]:
    """Yield the number of the last page that a script names."""
    for script in soup.find_all("script"):
        found = _SCRIPT.search(script.get_text())
        if found and name["stem"].endswith(f"/{found[2]}"):
            yield int(found[1]) - 1


def with_further_pages(article: Article, read: Sequence[Article], unread: Sequence[str]) -> Article:
    """
    Return the article with what its further pages say.

    `read` holds the pages that could be read, in order. Each address in `unread` becomes an attachment, so that
    people are told that a part of the article was not read.
    """
    title = article.title
    blocks = [block for page in read for block in page.blocks if block.text != title]
    files = {file.url: file for page in (article, *read) for file in page.attachments}
    missing = [Attachment(url, f"{title} {url.rpartition('/')[2]}") for url in unread]
    return replace(
        article, blocks=(*article.blocks, *blocks), attachments=(*files.values(), *missing), continues=tuple(unread)
    )


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
