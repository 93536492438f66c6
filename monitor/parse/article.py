"""From an article's page to what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from bs4 import BeautifulSoup

from ..domain import Article, Attachment, Block, Layout, Link, Page, Source
from ..errors import ParseError
from ..text.document_numbers import find_document_number, normalise_document_number
from ..text.shown_dates import find_date
from . import metadata
from .addresses import Base, canonical, date_in_address
from .attachments import find_attachments
from .blocks import with_whole_title
from .bodies import Body, body_of, find_body
from .drafts import kind_of
from .markup import is_file, read_soup, read_text, without_markup
from .places import Places
from .records import walk
from .scripts import script_object
from .shown import record_date, shown_date
from .whitespace import compact, one_line

#: `标题_国务院部门文件_中国政府网`: the article's title ends at the first mark.
_TITLE_END = re.compile(
    r"_|\s[-|–—]\s|[-|–—](?=[^-|–—]{2,30}(?:网|网站|平台|门户|政府|局|厅|部|委|委员会)\Z)"
)
#: Blocks at the head of a document in which its number stands on a line of its own.
_HEAD_BLOCKS = 12
#: Share of such a line that is the number.
_NUMBER_SHARE = 0.5
#: `2018年10月27日`, `二〇一八年十月二十七日`, as the line that dates a signature.
_SIGNED_ON = re.compile(
    r"[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)

Json = object


@dataclass(frozen=True, slots=True)
class _Reading:
    """One page on the way to an article."""

    page: Page
    source: Source
    link: Link | None
    soup: BeautifulSoup
    places: Places
    body: Body
    #: Values of meta elements, of labels, and of an inline script's object.
    metas: dict[str, str]
    labels: dict[str, str]
    record: dict[str, Json]

    @property
    def layout(self) -> Layout:
        return self.source.layout


def parse_article(page: Page, source: Source, link: Link | None = None) -> Article:
    """
    Return what the page says; `link` fills in what only the listing knew.

    A page that is itself a file gives an article without text whose one
    attachment is the file. Raises BlockedError for challenges and soft 404s,
    ParseError for shells and for pages with neither text nor attachments.
    """
    if is_file(page):
        return _file_article(page, source, link)
    reading = _read(page, source, link)
    base = _base(reading.soup, page.url)
    attachments = find_attachments(reading.places, reading.body.element, base)
    if not reading.body.blocks and not attachments:
        raise ParseError(page.url, "the page has neither text nor attachments")
    return _article(reading, attachments)


def _read(page: Page, source: Source, link: Link | None) -> _Reading:
    layout = source.layout
    text = read_text(page, layout)
    soup = read_soup(text, page.url)
    places = Places(soup)
    for selector in layout.drop:
        for element in places.select(selector):
            element.decompose()
    record = script_object(text, layout.body_script) if layout.body_script else {}
    content = record.get(layout.body_script.rpartition(".")[2])
    body = body_of(content, page.url) if isinstance(content, str) and content.strip() else None
    if body is None or not body.blocks:
        body = find_body(places, text, page.url, layout)
    metas, labels = metadata.meta_values(soup), metadata.labelled_values(soup, body.element)
    return _Reading(page, source, link, soup, places, body, metas, labels, record)


def _article(reading: _Reading, attachments: tuple[Attachment, ...]) -> Article:
    link, layout = reading.link, reading.layout
    url = link.url if link else canonical(reading.page.url, layout)
    title = _title(reading)
    number = _document_number(reading, title)
    return Article(
        url=url,
        title=title,
        blocks=with_whole_title(reading.body.blocks, title),
        published=_published(reading, url, title),
        made_on=_made_on(reading, number),
        issuer=_field(reading, layout.json_issuer)
        or reading.labels.get(metadata.ISSUER)
        or (link.issuer if link else None),
        document_number=number,
        source=_outlet(reading),
        attachments=attachments,
        kind=link.kind if link else kind_of(url, title, reading.source),
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


def _base(soup: BeautifulSoup, url: str) -> Base:
    base = Base(url)
    for element in soup.find_all("base", href=True, limit=1):
        if joined := base.join(str(element["href"])):
            return Base(joined)
    return base


def _title(reading: _Reading) -> str:
    return next((title for title in _titles(reading) if title), "")


def _titles(reading: _Reading) -> Iterator[str]:
    """Yield what may be the title, the most trusted first; some are empty."""
    layout, soup, metas = reading.layout, reading.soup, reading.metas
    yield _field(reading, layout.json_title) or ""
    yield metadata.first_value(metas, (*layout.meta_title, metadata.META_TITLE[0])) or ""
    yield from _picked(reading.places, layout.article_title)
    yield reading.labels.get(metadata.TITLE, "")
    names = {metas.get("sitename"), metas.get("columnname")}
    window_title = one_line(soup.title.get_text()) if soup.title else ""
    headings = [one_line(heading.get_text()) for heading in soup.find_all("h1")]
    headings = [heading for heading in headings if heading and heading not in names]
    yield from (heading for heading in headings if heading in window_title)
    yield from headings
    yield metadata.first_value(metas, metadata.META_TITLE) or ""
    cut = _TITLE_END.split(window_title, maxsplit=1)[0].strip()
    yield "" if cut in names else cut
    yield reading.link.title if reading.link else ""
    yield cut or window_title


def _picked(places: Places, selectors: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts at the selectors; of a meta element, its content."""
    for selector in selectors:
        for element in places.select(selector, limit=3):
            yield one_line(
                str(element.get("content") or "") if element.name == "meta" else element.get_text()
            )


def _published(reading: _Reading, url: str, title: str) -> date | None:
    layout, link = reading.layout, reading.link
    shown = chain(
        (reading.metas.get(name.lower(), "") for name in (*layout.meta_date, *metadata.META_DATE)),
        _picked(reading.places, layout.article_date),
        (reading.labels.get(metadata.PUBLISHED, ""),),
    )
    return (
        record_date(_at(reading, layout.json_date))
        or next((day for text in shown if (day := shown_date(text, layout.date_formats))), None)
        or (link.published if link else None)
        or date_in_address(url, layout.link_pattern)
        or metadata.date_under(reading.soup, title)
    )


def _made_on(reading: _Reading, number: str | None) -> date | None:
    """Return the day of signature: by label, else the dated line under a numbered document."""
    if day := find_date(reading.labels.get(metadata.MADE, "")):
        return day
    lines = (compact(block.text) for block in reading.body.blocks) if number else ()
    return next((day for line in lines if _SIGNED_ON.fullmatch(line) and (day := find_date(line))), None)


def _document_number(reading: _Reading, title: str) -> str | None:
    labelled = _field(reading, reading.layout.json_document_number) or reading.labels.get(metadata.NUMBER)
    if labelled and any(character.isdigit() for character in labelled):
        return normalise_document_number(labelled)
    if reading.link and reading.link.document_number:
        return reading.link.document_number
    return _number_in_brackets(title) or _number_on_a_line(reading.body.blocks[:_HEAD_BLOCKS])


def _number_in_brackets(title: str) -> str | None:
    """Return the number that ends a title in brackets; one inside a title is another document's."""
    tail = re.search(r"[（(]([^（()）]{4,40}号)[)）]\s{0,4}\Z", title)
    return find_document_number(tail[1]) if tail else None


def _number_on_a_line(blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        number = find_document_number(block.text)
        if number and len(number) >= _NUMBER_SHARE * len(compact(block.text)):
            return number
    return None


def _outlet(reading: _Reading) -> str | None:
    names = (*reading.layout.meta_source, *metadata.META_SOURCE)
    shown = metadata.first_value(reading.metas, names) or reading.labels.get(metadata.SOURCE) or ""
    return re.sub(r"\A\s{0,4}(?:文章|信息|稿件)?来源\s{0,4}[:：]\s{0,4}", "", shown) or None


def _field(reading: _Reading, path: str) -> str | None:
    value = _at(reading, path)
    return one_line(without_markup(value)) or None if isinstance(value, str) else None


def _at(reading: _Reading, path: str) -> Json:
    """Return a value of the inline script's object, which has the fields of a listing's entry."""
    return next(walk(reading.record, path), None) if path and reading.record else None
