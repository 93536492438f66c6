"""How well real pages are read: titles, dates, numbers, issuers, bodies, and the links of four listings."""

import csv
import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest
from lxml import html

from monitor.domain import Article, Link, Page
from monitor.parse import parse_article, parse_listing
from monitor.sources import Registry, load
from monitor.sources.registry import default_path
from places import CORPUS

pytestmark = pytest.mark.corpus

#: Words around an article; none may get into its body.
CHROME = (*("当前位置", "打印", "分享到", "扫一扫", "上一篇", "下一篇"), *("版权所有", "ICP备", "网站地图", "相关链接"))
#: Where the text stands on the official pages, as a person found it in their source.
TEXT_AT = (
    "//*[@id='UCAP-CONTENT']",
    "//*[@id='zoomcon']",
    "//*[@id='detailCon']",
    "//*[@id='info_cont']",
    "//div[@class='article-content']",
    "//article[@class='content_article']",
    "//*[contains(@class,'conNews')]",
    "//*[@class='TRS_Editor']",
)
SENTENCE = re.compile(r"[^。！？]{4,}[。！？]")


@cache
def registry() -> Registry:
    return load(default_path())


def labels(file: str) -> list[dict[str, Any]]:
    lines = (CORPUS / "gold" / file).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def articles() -> tuple[tuple[dict[str, Any], Article], ...]:
    rows = labels("articles.jsonl")
    return tuple((row, read(row["path"], row["url"] or address_of(row["path"]))) for row in rows)


@cache
def manifest() -> tuple[dict[str, str], ...]:
    with (CORPUS / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def host_of(row: dict[str, str]) -> str:
    """The manifest's host without scheme and remark: `www.gov.cn (2007 layout)`."""
    return row["host"].removeprefix("http://").split(" ")[0]


def official_articles() -> list[dict[str, str]]:
    """The official article pages: those of kind `article` on a host under gov.cn."""
    return [row for row in manifest() if row["kind"] == "article" and host_of(row).endswith(".gov.cn")]


def address_of(path: str) -> str:
    row = next(row for row in manifest() if row["path"] == path)
    return row["url"] or f"http://{host_of(row)}/content/post_1.html"


def read(path: str, url: str) -> Article:
    return parse_article(Page(url, (CORPUS / path).read_bytes()), registry().for_url(url))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def sentences(path: str) -> list[str]:
    """The sentences of the text that a person pointed at, read without the product."""
    root = html.fromstring((CORPUS / path).read_bytes().decode("utf-8"))
    holder = next(max(found, key=lambda e: len(e.text_content())) for place in TEXT_AT if (found := root.xpath(place)))
    for silent in holder.xpath(".//script|.//style|.//comment()"):
        silent.drop_tree()
    for block in holder.xpath(".//p|.//div|.//br|.//td|.//h1|.//h2|.//li"):
        block.tail = "\n" + (block.tail or "")
    found = [sentence for line in holder.text_content().split("\n") for sentence in SENTENCE.findall(squeezed(line))]
    return [found[0], found[-1]]


def given(field: str) -> list[tuple[dict[str, Any], Article]]:
    return [(row, article) for row, article in articles() if row.get(field) is not None]


def test_titles_of_labelled_articles_are_right() -> None:
    wrong = [row["title"] for row, article in articles() if article.title != row["title"]]
    assert len(articles()) == 52
    assert len(wrong) <= 1, wrong


def test_every_labelled_day_of_publication_is_right() -> None:
    dated = given("published")
    assert len(dated) == 22
    assert [
        (row["title"], article.published) for row, article in dated if str(article.published) != row["published"]
    ] == []


@pytest.mark.parametrize(("field", "labelled"), [("document_number", 30), ("issuer", 30)])
def test_every_labelled_number_and_issuer_is_right(field: str, labelled: int) -> None:
    rows = given(field)
    assert len(rows) == labelled
    assert [row["title"] for row, article in rows if getattr(article, field) != row[field]] == []


def test_outlets_are_read_from_the_pages_that_name_one() -> None:
    rows = given("content_source")
    assert len(rows) == 22
    assert [row["title"] for row, a in rows if squeezed(a.source or "") != squeezed(row["content_source"])] == []


@pytest.mark.slow
def test_bodies_hold_the_first_and_last_sentence_and_no_chrome() -> None:
    pages = official_articles()
    failed: dict[str, str] = {}
    for row in pages:
        body = squeezed(read(row["path"], address_of(row["path"])).text)
        lost = [sentence for sentence in sentences(row["path"]) if sentence not in body]
        chrome = [word for word in CHROME if word in body]
        if lost or chrome:
            failed[row["path"]] = f"lost {lost}, chrome {chrome}"
    assert len(pages) == 55
    assert len(failed) <= 0.05 * len(pages), failed


def labelled(row: dict[str, Any]) -> list[tuple[str, str, str | None, str]]:
    return [
        (item["title"], item["url"], item["published"], item.get("kind", "article"))
        for item in row["items"]
        if not item.get("other_host")
    ]


def shown(link: Link) -> tuple[str, str, str | None, str]:
    """A link as a reader of the page sees it: with the date that is shown, not the address's own."""
    day: date | None = None if link.dated_by_address else link.published
    return link.title, link.url, day and day.isoformat(), str(link.kind)


LISTS = ("ndrc_list", "hebei_zrzy_list", "gz_zrzyt_list", "nea_list")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("by_family", [True, False], ids=["by family", "by address"])
def test_the_links_of_a_real_listing_are_the_labelled_ones(name: str, *, by_family: bool) -> None:
    row = next(row for row in labels("lists.jsonl") if name in row["page"])
    url, family = row["base"], row["family"]
    source = registry().of_family(family, url) if by_family and family else registry().for_url(url)
    links = parse_listing(Page(url, (CORPUS / row["page"]).read_bytes()), source)
    assert [shown(link) for link in links] == labelled(row)


@pytest.mark.slow
def test_every_article_page_of_the_corpus_gives_a_title_and_text() -> None:
    rows = [row for row in manifest() if row["kind"] == "article"]
    read_whole = [a for row in rows if (a := read(row["path"], address_of(row["path"]))).title and len(a.text) > 100]
    assert len(rows) == 97
    assert len(read_whole) >= 95
