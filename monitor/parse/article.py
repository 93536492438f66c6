"""Articles: from a page to title, text, dates, issuer and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from ..domain import Article, Attachment, Block, Layout, Link, Page, Source
from ..errors import ParseError
from ..text.lexicon import find_document_number, normalise_document_number
from ..text.periods import find_date
from . import metadata
from .blocks import with_whole_title
from .body import ArticleBody, body_of, find_body, find_further_pages, script_object
from .hyperlinks import PageAddress, canonical, date_in_address, kind_of
from .markup import ElementIndex, compact, is_file, one_line, read_soup, read_text
from .publication_dates import record_date, shown_date
from .records import Json, text_at, value_at

#: Path, query or shown name of a file: `./P020260731.pdf`, `down.jsp?file=a.docx`; not `a.pdf.html`.
_FILE = re.compile(r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|dps|zip|rar|7z)(?=$|[&?#;,\s）)])", re.IGNORECASE)
#: Elements in which systems put attachments outside the text.
_CONTAINERS = ".attachment, .attachments, .filelist, .fj, .fujian, table.enclosure, .annex, .accessory, #appendix"
#: Levels around the body in which attachments may stand beside it.
_LEVELS = 2
#: Texts that name no file.
_HINTS = re.compile(r"(?:点击|点此|附件|文件|立即|在线)?(?:下载|查看|预览|打开|浏览)(?:附件|文件|全文|原文)?")


def find_attachments(index: ElementIndex, body: Tag | None, base: PageAddress) -> tuple[Attachment, ...]:
    """Return the files linked in or beside the body, in order, each address once."""
    found: dict[str, Attachment] = {}
    for tag in _candidates(index, body):
        address = str(tag.get("href") or tag.get("src") or tag.get("data") or "")
        url = base.join(address)
        if url is None or url in found:
            continue
        name = one_line(tag.get_text())
        if _is_file(url) or (tag.name == "a" and _FILE.search(name) and name != url):
            found[url] = Attachment(url, _file_title(tag, name, url))
    return tuple(found.values())


def _candidates(index: ElementIndex, body: Tag | None) -> Iterator[Tag]:
    around = index.select("body", limit=1) if body is None else [_surroundings(body)]
    for place in (*around, *index.select(_CONTAINERS)):
        for tag in place.find_all(["a", "iframe", "embed", "object"]):
            if not any(parent.name in {"nav", "footer", "header"} for parent in tag.parents):
                yield tag


def _surroundings(body: Tag) -> Tag:
    """Return the element around the body and its neighbours; the whole page only if it is the body's parent."""
    place = body
    for _ in range(_LEVELS):
        parent = place.parent
        if parent is None or (parent.name in {"body", "html", "[document]"} and place is not body):
            return place
        place = parent
    return place


def _is_file(url: str) -> bool:
    parts = urlsplit(url)
    return _FILE.search(parts.path) is not None or _FILE.search(unquote(parts.query)) is not None


def _file_title(tag: Tag, name: str, url: str) -> str:
    shown = (name, one_line(str(tag.get("title") or "")))
    names = (text for text in shown if text and not _HINTS.fullmatch(text))
    return next(names, "") or _file_name(url) or name


def _file_name(url: str) -> str:
    """Return the file's name from the path or the query; empty if neither has a name."""
    parts = urlsplit(url)
    names = [parts.path.rpartition("/")[2], *(field.partition("=")[2] for field in parts.query.split("&"))]
    return next((one_line(unquote(name)) for name in names if _FILE.search(unquote(name))), "")


#: `标题_国务院部门文件_中国政府网`: the article's title ends at the first separator.
_TITLE_END = re.compile(r"_|\s[-|–—]\s|[-|–—](?=[^-|–—]{2,30}(?:网|网站|平台|门户|政府|局|厅|部|委|委员会)\Z)")
#: Blocks at the head of a document in which its number stands on a line of its own.
_HEAD_BLOCKS = 12
#: Share of the line's characters that the number must have.
_NUMBER_SHARE = 0.5
#: `2018年10月27日`, `二〇一八年十月二十七日`: a line with the day of signature.
_SIGNED_ON = re.compile(
    r"[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)


@dataclass(frozen=True, slots=True)
class _PageContent:
    """What one page holds, before the article is made of it."""

    page: Page
    source: Source
    link: Link | None
    soup: BeautifulSoup
    index: ElementIndex
    body: ArticleBody
    #: Values of meta elements, of labels, and of the object in an inline script.
    metas: dict[str, str]
    labels: dict[str, str]
    record: dict[str, Json]

    @property
    def layout(self) -> Layout:
        return self.source.layout


def parse_article(page: Page, source: Source, link: Link | None = None) -> Article:
    """
    Return the article; `link` adds what only the listing shows.

    If the page is itself a file, the article has no text and the file is its
    only attachment. Raises BlockedError for challenges and soft 404s,
    ParseError for shells and for pages with neither text nor attachments.
    """
    if is_file(page):
        return _file_article(page, source, link)
    content = _read(page, source, link)
    base = _base(content.soup, page.url)
    attachments = find_attachments(content.index, content.body.element, base)
    if not content.body.blocks and not attachments:
        raise ParseError(page.url, "the page has neither text nor attachments")
    return _article(content, attachments)


def _read(page: Page, source: Source, link: Link | None) -> _PageContent:
    layout = source.layout
    text = read_text(page, layout)
    soup = read_soup(text, page.url)
    index = ElementIndex(soup)
    for selector in layout.drop:
        for element in index.select(selector):
            element.decompose()
    record = script_object(text, layout.body_script, page.url) if layout.body_script else {}
    content = record.get(layout.body_script.rpartition(".")[2])
    body = body_of(content, page.url) if isinstance(content, str) and content.strip() else None
    if body is None or not body.blocks:
        body = find_body(index, text, page.url, layout)
    metas, labels = metadata.meta_values(soup), metadata.labelled_values(soup, body.element)
    return _PageContent(page, source, link, soup, index, body, metas, labels, record)


def _article(content: _PageContent, attachments: tuple[Attachment, ...]) -> Article:
    link, layout = content.link, content.layout
    url = link.url if link else canonical(content.page.url, layout)
    title = _title(content)
    number = _document_number(content, title)
    return Article(
        url=url,
        title=title,
        blocks=with_whole_title(content.body.blocks, title),
        published=_published(content, url, title),
        made_on=_made_on(content, number),
        issuer=text_at(content.record, layout.json_issuer)
        or content.labels.get(metadata.ISSUER)
        or (link.issuer if link else None),
        document_number=number,
        source=_outlet(content),
        attachments=attachments,
        kind=link.kind if link else kind_of(url, title, content.source),
        continues=find_further_pages(content.soup, _base(content.soup, content.page.url), content.page.url),
    )


def _file_article(page: Page, source: Source, link: Link | None) -> Article:
    url = link.url if link else page.url
    title = (link.title if link else "") or url.rpartition("/")[2]
    return Article(
        url=url,
        title=title,
        blocks=(),
        published=link.published if link else date_in_address(url, source.layout.link_pattern),
        issuer=link.issuer if link else None,
        document_number=link.document_number if link else None,
        attachments=(Attachment(page.url, title),),
        kind=link.kind if link else kind_of(url, title, source),
    )


def _base(soup: BeautifulSoup, url: str) -> PageAddress:
    page = PageAddress(url)
    for element in soup.find_all("base", href=True, limit=1):
        if base := page.join(str(element["href"])):
            return PageAddress(base)
    return page


def _title(content: _PageContent) -> str:
    return next((title for title in _titles(content) if title), "")


def _titles(content: _PageContent) -> Iterator[str]:
    """Yield the candidates for the title, the most trusted first; some are empty."""
    layout, soup, metas = content.layout, content.soup, content.metas
    yield text_at(content.record, layout.json_title) or ""
    yield metadata.first_value(metas, (*layout.meta_title, metadata.META_TITLE[0])) or ""
    yield from _picked(content.index, layout.article_title)
    yield content.labels.get(metadata.TITLE, "")
    names = {metas.get("sitename"), metas.get("columnname")}
    window_title = one_line(soup.title.get_text()) if soup.title else ""
    headings = [one_line(heading.get_text()) for heading in soup.find_all("h1")]
    headings = [heading for heading in headings if heading and heading not in names]
    yield from (heading for heading in headings if heading in window_title)
    yield from headings
    yield metadata.first_value(metas, metadata.META_TITLE) or ""
    cut = _TITLE_END.split(window_title, maxsplit=1)[0].strip()
    yield "" if cut in names else cut
    yield content.link.title if content.link else ""
    yield cut or window_title


def _picked(index: ElementIndex, selectors: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of the elements at the selectors; of a meta element, its content."""
    for selector in selectors:
        for element in index.select(selector, limit=3):
            yield one_line(str(element.get("content") or "") if element.name == "meta" else element.get_text())


def _published(content: _PageContent, url: str, title: str) -> date | None:
    layout, link = content.layout, content.link
    shown = chain(
        (content.metas.get(name.lower(), "") for name in (*layout.meta_date, *metadata.META_DATE)),
        _picked(content.index, layout.article_date),
        (content.labels.get(metadata.PUBLISHED, ""),),
    )
    return (
        record_date(value_at(content.record, layout.json_date))
        or next((day for text in shown if (day := shown_date(text, layout.date_formats))), None)
        or (link.published if link else None)
        or date_in_address(url, layout.link_pattern)
        or metadata.date_under(content.soup, title)
    )


def _made_on(content: _PageContent, number: str | None) -> date | None:
    """Return the day of signature: that of a label, else the line with a day under a numbered document."""
    if day := find_date(content.labels.get(metadata.MADE, "")):
        return day
    lines = (compact(block.text) for block in content.body.blocks) if number else ()
    return next((day for line in lines if _SIGNED_ON.fullmatch(line) and (day := find_date(line))), None)


def _document_number(content: _PageContent, title: str) -> str | None:
    labelled = text_at(content.record, content.layout.json_document_number) or content.labels.get(metadata.NUMBER)
    if labelled and any(character.isdigit() for character in labelled):
        return normalise_document_number(labelled)
    if content.link and content.link.document_number:
        return content.link.document_number
    return _number_in_brackets(title) or _number_on_a_line(content.body.blocks[:_HEAD_BLOCKS])


def _number_in_brackets(title: str) -> str | None:
    """Return the number in brackets at the end of a title; a number inside a title is another document's."""
    tail = re.search(r"[（(]([^（()）]{4,40}号)[)）]\s{0,4}\Z", title)
    return find_document_number(tail[1]) if tail else None


def _number_on_a_line(blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        number = find_document_number(block.text)
        if number and len(number) >= _NUMBER_SHARE * len(compact(block.text)):
            return number
    return None


def _outlet(content: _PageContent) -> str | None:
    names = (*content.layout.meta_source, *metadata.META_SOURCE)
    shown = metadata.first_value(content.metas, names) or content.labels.get(metadata.SOURCE) or ""
    return re.sub(r"\A\s{0,4}(?:文章|信息|稿件)?来源\s{0,4}[:：]\s{0,4}", "", shown) or None
