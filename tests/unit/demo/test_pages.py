"""The replica's pages, read by the real registry and the real parsers."""

import http.client
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.demo import Replica
from monitor.demo.script import DemoArticle, articles_on, load
from monitor.domain import Article, Page, Source
from monitor.errors import ParseError
from monitor.parse import next_request, parse_article, parse_listing
from monitor.sources import load as load_sources

TODAY = date(2026, 11, 20)
#: Words of the frames that are no part of any article.
CHROME = ("当前位置", "打印", "分享", "扫一扫", "版权所有", "网站地图", "友情链接", "纠错", "责任编辑", "责编", "虚构")
OPEN_SITES = [site.key for site in load().sites if site.family != "challenge"]


class Visitor:
    """Fetches pages of the replica like the service does, with a session."""

    def __init__(self, folder: Path) -> None:
        self.replica = Replica(TODAY)
        self._folder = folder

    def sources(self) -> dict[str, Source]:
        path = self._folder / "sources.toml"
        path.write_text(self.replica.sources_toml(), encoding="utf-8")
        return {source.id.removeprefix("demo_"): source for source in load_sources(path).sources}

    def page(self, url: str, cookie: str = "") -> Page:
        parts = urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        connection.request("GET", target, headers={"Cookie": cookie})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        content_type = response.headers.get_content_type()
        return Page(url, body, charset=response.headers.get_content_charset(), content_type=content_type)

    def listing(self, source: Source) -> Page:
        return self.page(source.listings[0].url, "jpaas_session=demo" if source.listings[0].prime else "")

    def articles(self, source: Source) -> list[Article]:
        links = parse_listing(self.listing(source), source)
        return [parse_article(self.page(link.url), source, link) for link in links]

    def standing(self, site: str, steps: int) -> tuple[DemoArticle, ...]:
        return articles_on(load(), site, [TODAY] * (steps + 1))


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    visitor = Visitor(tmp_path)
    with visitor.replica:
        yield visitor


@pytest.fixture
def at_the_end(visitor: Visitor) -> Visitor:
    while visitor.replica.steps_left:
        visitor.replica.step()
    return visitor


def test_the_registry_holds_every_site_under_the_script_s_names(visitor: Visitor) -> None:
    sources = visitor.sources()
    assert {key: (source.name, source.issuer) for key, source in sources.items()} == {
        site.key: (site.name, site.issuer) for site in load().sites
    }
    assert all(source.min_gap_s == 0.05 for source in sources.values())


def test_the_sites_show_at_least_seven_families(visitor: Visitor) -> None:
    families = {source.family for key, source in visitor.sources().items() if key in OPEN_SITES}
    assert len(families) == len(OPEN_SITES) == 8


@pytest.mark.parametrize("site", OPEN_SITES)
def test_a_listing_shows_the_titles_and_dates_of_what_stands_there(visitor: Visitor, site: str) -> None:
    source = visitor.sources()[site]
    links = parse_listing(visitor.listing(source), source)
    standing = visitor.standing(site, 0)[: len(links)]
    assert [(link.title, link.published) for link in links] == [(p.title, p.published) for p in standing]


@pytest.mark.parametrize("site", OPEN_SITES)
def test_an_article_is_read_as_it_was_written(at_the_end: Visitor, site: str) -> None:
    articles = at_the_end.articles(at_the_end.sources()[site])
    standing = at_the_end.standing(site, 8)
    assert articles
    for article, posting in zip(articles, standing, strict=False):
        lines = [line.lstrip("# ") for line in posting.body.splitlines()]
        assert [line for line in lines if line not in article.text] == []
        assert (article.title, article.published) == (posting.title, posting.published)


@pytest.mark.parametrize("site", OPEN_SITES)
def test_no_frame_of_a_page_gets_into_an_article(at_the_end: Visitor, site: str) -> None:
    articles = at_the_end.articles(at_the_end.sources()[site])
    assert [word for article in articles for word in CHROME if word in article.text] == []


@pytest.mark.parametrize("site", ["ministry", "portal", "lanjiang", "commerce", "city", "harbour"])
def test_document_numbers_are_found_where_pages_show_them(at_the_end: Visitor, site: str) -> None:
    articles = at_the_end.articles(at_the_end.sources()[site])
    wanted = [posting.document_number or None for posting in at_the_end.standing(site, 8)]
    assert [article.document_number for article in articles] == wanted[: len(articles)]


@pytest.mark.parametrize("site", ["ministry", "portal", "lanjiang", "city"])
def test_the_day_of_signing_is_not_the_day_of_publication(visitor: Visitor, site: str) -> None:
    for article in visitor.articles(visitor.sources()[site]):
        assert article.published
        assert article.made_on == article.published - timedelta(days=1)


def test_attachments_are_named_with_their_addresses(at_the_end: Visitor) -> None:
    source = at_the_end.sources()["portal"]
    notice = at_the_end.articles(source)[0]
    assert [attachment.title for attachment in notice.attachments] == [
        "附件1：人工智能赋能公共服务工作方案.pdf",
        "附件2：重点任务分工表.pdf",
    ]
    assert [at_the_end.page(attachment.url).content_type for attachment in notice.attachments] == [
        "application/pdf",
        "application/pdf",
    ]


def test_the_rare_character_survives(at_the_end: Visitor) -> None:
    texts = [article.text for article in at_the_end.articles(at_the_end.sources()["paper"])]
    assert "记者李䶮在" in texts[0]


def test_the_redesigned_listing_is_an_error_and_then_none(visitor: Visitor) -> None:
    source = visitor.sources()["lanjiang"]
    outcomes = []
    for _ in range(visitor.replica.steps_left + 1):
        try:
            outcomes.append(len(parse_listing(visitor.listing(source), source)))
        except ParseError:
            outcomes.append(None)
        visitor.replica.step()
    assert outcomes == [2, 2, None, None, None, None, None, 3, 3]


def test_the_interface_without_its_session_is_an_empty_listing(visitor: Visitor) -> None:
    source = visitor.sources()["commerce"]
    with pytest.raises(ParseError):
        parse_listing(visitor.page(source.listings[0].url), source)


def test_older_articles_are_reached_over_the_second_page(visitor: Visitor) -> None:
    source = visitor.sources()["ministry"]
    first = visitor.listing(source)
    second = next_request(first, source, source.listings[0], 2)
    assert second
    links = [*parse_listing(first, source), *parse_listing(visitor.page(second.url), source)]
    assert [link.title for link in links] == [posting.title for posting in visitor.standing("ministry", 0)]
    assert next_request(first, source, source.listings[0], 3) is None
