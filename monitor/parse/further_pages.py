"""
Further pages of an article: long documents are cut into `…_1.html`, `…_2.html`, reached by numbers, 下一页 or a script.

Only an address with the article's own name and a number leads to a further page: links under an article also lead to its
neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bs4 import BeautifulSoup

from ..domain import Article, Attachment
from .hyperlinks import PageAddress

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
    return replace(article, blocks=(*article.blocks, *blocks), attachments=(*files.values(), *missing), continues=())
