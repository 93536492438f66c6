"""
Pages as text, as trees, and as elements that a selector picks; and pages that are none: shells, block pages, soft 404s.

Listings are read with lxml, which is many times quicker on pages that change every hour; articles with BeautifulSoup.
Neither is ever given bytes. Nobody else in the program imports them to parse.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

import soupsieve
from bs4 import BeautifulSoup
from bs4.element import Tag
from cssselect import HTMLTranslator
from lxml import etree  # type: ignore[import-untyped]  # lxml carries no types

from ..domain import Layout, Page
from ..errors import BlockedError, ParseError
from ..text.decoding import decode
from .hyperlinks import PageAddress

#: An element of a listing; `lxml.html` with its own element classes is slower.
HtmlElement: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it
#: Bytes of a page. The largest real pages and lists have about 1 MB.
LARGEST_PAGE_BYTES = 8 * 1024 * 1024
#: Tags of a page, counted as `<`; a tree takes about 0.5 KB for each. Real pages have up to 10,000.
MOST_TAGS = 100_000
#: Values of a JSON document, counted as `,`, `[` and `{`. Real lists have up to 50,000.
MOST_VALUES = 500_000
#: Levels of nesting. Real pages have up to 25; selectors cost depth times size.
_MAX_DEPTH = 1000
#: First bytes of PDF, ZIP (docx, ofd), old Office and RAR files, to which listings sometimes link directly.
_FILES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!")
_MARKUP = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
#: Control characters, zero-width marks and lone surrogates, which no reader sees.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]")
#: A line break of the page's source between two Chinese characters or marks: it stands for no blank.
_WRAP = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e])[ \t]{0,400}[\r\n]\s{0,400}(?=[\u3001-\u9fff\uff01-\uff5e])")
#: A selector of tags, ids, classes and descendant steps: `#zoom .TRS_Editor p, h1`; not `a[href]`.
_PLAIN_SELECTOR = re.compile(r"[\w\s.#,-]+", re.ASCII)
#: The tag, id or class at the end of an alternative: `.TRS_Editor` of `#zoom div.TRS_Editor`.
_LAST_NAME = re.compile(r"[.#]?[\w-]+\s*\Z", re.ASCII)


# ------------------------------------------------------------------- text


def read_text(page: Page, layout: Layout) -> str:
    """Return the decoded page without NUL, at which libxml2 would stop. Raises ParseError if it is too large."""
    if len(page.body) > LARGEST_PAGE_BYTES:
        size = len(page.body) / 2**20
        raise ParseError(page.url, f"the page has {size:.1f} MB; at most {LARGEST_PAGE_BYTES // 2**20} MB are read")
    return decode(page.body, page.charset, layout.encoding).replace("\0", "")


def is_file(page: Page) -> bool:
    """Say whether the body is a document or an archive, whatever its Content-Type claims."""
    return page.body.startswith(_FILES)


def without_markup(text: str) -> str:
    """Return the text of a JSON title: some carry `<em>` around search hits or a whole `<a>`."""
    return html.unescape(_MARKUP.sub("", text)) if "<" in text or "&" in text else text


def one_line(text: str) -> str:
    """Return the text on one line: a run of any blanks becomes one blank, none stays at the edges."""
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(_UNSEEN.sub("", line).split())


def unwrapped(text: str) -> str:
    """Return the text on one line, joined without a blank where Chinese text was wrapped."""
    return one_line(_WRAP.sub("", text))


def compact(text: str) -> str:
    """Return the text without any blank, for comparing labels (`索 引 号`)."""
    return "".join(one_line(text).split())


# ------------------------------------------------------------------- limits


def refuse_bomb(text: str, url: str) -> None:
    """Raise ParseError if the tree of the markup would take more memory than any real page's."""
    if (count := text.count("<")) > MOST_TAGS:
        raise ParseError(url, f"the page has {count:,} tags; at most {MOST_TAGS:,} are read")


def refuse_json_bomb(text: str, url: str) -> None:
    """Raise ParseError if the values of the JSON would take more memory than any real list's."""
    if (count := sum(map(text.count, ",[{"))) > MOST_VALUES:
        raise ParseError(url, f"the JSON has {count:,} values; at most {MOST_VALUES:,} are read")


# ------------------------------------------------------------------- listings: lxml


def read_tree(text: str, url: str) -> HtmlElement | None:
    """Return the root element without comments; None if there is no markup. Raises ParseError for a bomb."""
    refuse_bomb(text, url)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    root: HtmlElement | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ParseError(url, "the page nests its elements so deep that its end cannot be read")
    return root


@lru_cache(maxsize=512)
def _xpath(selector: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))


def picked(root: HtmlElement, selector: str) -> frozenset[HtmlElement]:
    """Return the elements of the page that the selector picks; none for an empty selector."""
    return frozenset(_xpath(selector)(root)) if selector else frozenset()


def picked_in_order(root: HtmlElement, selectors: tuple[str, ...]) -> list[HtmlElement]:
    """Return the elements that the first selector picks that picks any, in document order."""
    return next((found for selector in selectors if (found := _xpath(selector)(root))), [])


def inside(root: HtmlElement, selector: str) -> set[HtmlElement]:
    """Return the elements that the selector picks and all elements inside them."""
    found: set[HtmlElement] = set()
    for element in _xpath(selector)(root):  # in document order: outer elements come before inner ones
        if element not in found:
            found.update(element.iter())
    return found


# ------------------------------------------------------------------- articles: BeautifulSoup


def read_soup(text: str, url: str) -> BeautifulSoup:
    """Return the page's tree. Raises ParseError if it is larger or deeper than any real page's."""
    refuse_bomb(text, url)
    soup = BeautifulSoup(text, "lxml")
    level: list[Tag] = [soup]
    for _ in range(_MAX_DEPTH):
        level = [child for parent in level for child in parent.contents if isinstance(child, Tag)]
        if not level:
            return soup
    raise ParseError(url, f"the page nests its elements more than {_MAX_DEPTH} levels deep")


class ElementIndex:
    """
    Elements of an article's page by selector.

    BeautifulSoup tries every selector on every element, and an article is read
    with a dozen selectors. The index notes once where each tag, id and class
    stands, so that only the elements with the selector's last name are tried.
    """

    def __init__(self, soup: BeautifulSoup) -> None:
        self._soup = soup
        self._by_name: dict[str, list[tuple[int, Tag]]] = defaultdict(list)
        for position, tag in enumerate(soup.find_all(name=True)):
            classes = (f".{name}" for name in tag.get_attribute_list("class", ""))
            for name in {tag.name, f"#{tag.get('id')}", *classes}:
                self._by_name[name].append((position, tag))

    def select(self, selector: str, limit: int = 0) -> list[Tag]:
        """Return the elements that the selector picks, in document order; at most `limit` unless 0."""
        if not _PLAIN_SELECTOR.fullmatch(selector):
            return list(self._soup.select(selector, limit=limit))
        matcher = soupsieve.compile(selector)
        near = dict(entry for name in _last_names(selector) for entry in self._by_name.get(name, ()))
        fitting = (
            near[position]
            for position in sorted(near)
            if not near[position].decomposed and matcher.match(near[position])
        )
        return list(islice(fitting, limit or None))


def _last_names(selector: str) -> list[str]:
    """Return the tag, id or class that ends each alternative of a plain selector."""
    names = [found[0].strip() for part in selector.split(",") if (found := _LAST_NAME.search(part))]
    return [name if name[0] in ".#" else name.lower() for name in names]


#: Words of block pages and soft 404s that come with status 200.
_NOTICES = re.compile(
    "访问频繁|访问过于频繁|安全验证|验证码|请求被拒绝|访问被拒绝|访问被拦截|系统繁忙|页面不存在|页面找不到|"
    "您访问的(?:页面|网页|内容|文章)(?:不存在|已删除|找不到|出错|已下线)|网站防火墙|开启\\s?JavaScript|启用\\s?JavaScript|"
    "enable JavaScript|Access Denied|Request Rejected|404 Not Found|403 Forbidden|405 Not Allowed"
)
#: Scripts of known challenges.
_CHALLENGES = re.compile(r"__jsl_clearance|__jsluid|wzws_|\$_ts\s?=|HMF_CI|C3VK=|acw_sc__v2|WAF_VISIT")
#: Characters of visible text up to which such words make a page a notice; a longer page is an article about them.
_NOTICE_LENGTH = 600
_HIDDEN = re.compile(r"<(script|style|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: Characters of a page that are searched: shells and challenges are short.
_REACH = 60_000
_SHELLS = (
    # <script>window.location.href = './index.html'</script>, location.replace("…")
    re.compile(r"""location(?:\.href)?\s{0,8}(?:=|\.(?:replace|assign)\s{0,8}\()\s{0,8}["']([^"'\s<>]{1,400})["']"""),
    # <meta http-equiv="refresh" content="0; url=./index.html">
    re.compile(
        r"""<meta\b[^>]{0,200}?refresh[^>]{0,100}?url\s{0,8}=\s{0,8}["']?\s{0,8}([^"'>\s]{1,400})""", re.IGNORECASE
    ),
    re.compile(r"""<i?frame\b[^>]{0,400}?\bsrc\s{0,8}=\s{0,8}["']?([^"'>\s]{1,400})""", re.IGNORECASE),
)


def shell_target(text: str, url: str) -> str | None:
    """Return the address to which a page without content sends its reader; None if there is none."""
    page = PageAddress(url)
    for pattern in _SHELLS:
        for match in pattern.finditer(text[:_REACH]):
            target = page.join(html.unescape(match[1]))
            if target and target != url:
                return target
    return None


def refuse_notices(text: str, url: str) -> None:
    """Raise BlockedError if the page is a challenge, a block page or a soft 404."""
    if found := notice(text):
        raise BlockedError(url, f"the site answered with a block or error page that says “{found}”")


def notice(text: str) -> str | None:
    """Return the words that show a short page to be a challenge or a soft 404; None for other pages."""
    shown = visible_text(text[:_REACH])
    if len(shown) > _NOTICE_LENGTH:
        return None
    found = _NOTICES.search(shown) or _CHALLENGES.search(text[:_REACH])
    return found[0] if found else None


def visible_text(text: str) -> str:
    """Return roughly the text between the tags, on one line; no tree is built for it."""
    parts: list[str] = []
    position, lower = 0, text.lower()
    while hidden := _HIDDEN.search(text, position):
        parts.append(text[position : hidden.start()])
        end = lower.find(f"</{hidden[1].lower()}", hidden.end())
        position = len(text) if end < 0 else end
    parts.append(text[position:])
    return one_line(html.unescape(_TAG.sub(" ", " ".join(parts))))
