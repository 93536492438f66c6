"""RSS and Atom."""

import pickle
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest

from monitor.domain import Format, Link, Page, Source
from monitor.errors import BlockedError, BrokenFeedError, EmptyListingError, ParseError, ShapeError
from monitor.parse import parse_listing
from places import SHARED

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]
Read = Callable[..., tuple[Link, ...]]

RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>通知</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>{link}</link>{more}</item>"
URL = "https://www.yunling.example/feed.xml"


@pytest.fixture
def feed(make_source: MakeSource, make_page: MakePage) -> Read:
    return lambda text, **layout: parse_listing(make_page(text, URL), make_source(format=Format.FEED, **layout))


def item(more: str = "", link: str = "/t20260701_1.html", title: str = "关于&lt;b&gt;某事&lt;/b&gt;的通知") -> str:
    return ITEM.format(title=title, link=link, more=more)


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("<pubDate>Sat, 04 Jul 2026 20:00:00 GMT</pubDate>", date(2026, 7, 5)),
        ("<pubDate>Sun, 05 Jul 2026 08:00:00 +0800</pubDate>", date(2026, 7, 5)),
        ("<pubDate>2026-07-05 23:30:00</pubDate>", date(2026, 7, 5)),
        ("<pubDate>2026年7月5日</pubDate>", date(2026, 7, 5)),
        ("<pubDate></pubDate>", date(2026, 7, 1)),
        ("<pubDate>Sun, 05 Jul 2026</pubDate>", date(2026, 7, 5)),
        ("<pubDate>2026-99-99T00:00:00Z</pubDate>", date(2026, 7, 1)),
        ("<pubDate>Fri, 31 Dec 9999 23:00:00 GMT</pubDate>", date(2026, 7, 1)),
        ("", date(2026, 7, 1)),
    ],
)
def test_days_are_those_of_beijing(feed: Read, more: str, day: date) -> None:
    link = feed(RSS.format(encoding="utf-8", items=item(more)))[0]
    assert (link.url, link.title, link.published) == (
        "https://www.yunling.example/t20260701_1.html",
        "关于某事的通知",
        day,
    )


def test_a_feed_in_gb2312_is_read(feed: Read) -> None:
    text = RSS.format(encoding="gb2312", items=item()).encode("gb18030")
    assert feed(text)[0].title == "关于某事的通知"


def test_atom_is_read(feed: Read) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry><title>某事</title>'
        '<link href="https://www.yunling.example/t20260701_2.html"/><updated>2026-07-04T18:00:00Z</updated></entry></feed>'
    )
    assert [(link.title, link.published) for link in feed(atom)] == [("某事", date(2026, 7, 5))]


def test_entries_elsewhere_or_nowhere_are_left_out(feed: Read) -> None:
    items = item() + item(link="https://other.example/t20260701_3.html") + item(link="") + item(link="/zt/")
    assert len(feed(RSS.format(encoding="utf-8", items=items), hosts=("third.example",))) == 1
    assert len(feed(RSS.format(encoding="utf-8", items=items))) == 2


def test_a_feed_without_entries_is_an_error(feed: Read) -> None:
    with pytest.raises(EmptyListingError):
        feed(RSS.format(encoding="utf-8", items=""))


def test_a_feed_without_an_article_is_an_error(feed: Read) -> None:
    with pytest.raises(ShapeError, match="none of 1 entries"):
        feed(RSS.format(encoding="utf-8", items=item(link="/zt/")))


@pytest.mark.parametrize("text", ["", "<html><p>你好</p></html>", "{}", "http://127.0.0.1:9/feed.xml", "/etc/passwd"])
def test_what_is_no_feed_is_an_error(feed: Read, text: str) -> None:
    with pytest.raises(ParseError, match="not an RSS or Atom feed"):
        feed(text)


def test_a_block_page_instead_of_a_feed_is_blocked(feed: Read) -> None:
    with pytest.raises(BlockedError):
        feed("<html><p>安全验证</p></html>")


@pytest.mark.parametrize("half", ["&#xD800;", "&#XdFfF;", "&#55296;", "&#xD800"])
def test_half_a_character_in_a_title_costs_no_link(feed, half):
    (link,) = feed(RSS.format(encoding="utf-8", items=item(title=f"关于{half}&#26576;事的通知")))
    assert link.title == "关于\ufffd某事的通知"


def test_half_a_character_alone_is_no_feed(feed):
    with pytest.raises(ParseError):
        feed("<>&#xD800;")


@pytest.mark.parametrize(
    "number", ["&#1114112;", "&#x110000;", "&#0;", "&#99999999999999999999;", "&#" + "9" * 5000 + ";"]
)
def test_a_number_of_no_character_costs_no_entry(feed, number):
    items = item(title=f"某地{number}通知") + item(link="/t20260702_2.html")
    links = feed(RSS.format(encoding="utf-8", items=items))
    assert [link.title for link in links] == ["某地\ufffd通知", "关于某事的通知"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [\n<!ENTITY lj "D:\\data\\1">\n]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">',
        '<!doctype rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">] >',
        "<!DOCTYPE rss",
        "<!DOCTYPE rss [",
    ],
)
def test_a_document_type_is_not_read_and_costs_no_entry(feed, doctype):
    head, _, rest = RSS.format(encoding="utf-8", items=item()).partition("<rss")
    assert [link.title for link in feed(f"{head}{doctype}<rss{rest}")] == ["关于某事的通知"]


@pytest.mark.parametrize(
    "broken",
    [
        "<cloud domain='x'/><textInput>",
        "<item><link>http://[</link></item>",
        "<itunes:explicit>",
        "</textinput></image>",
    ],
)
def test_a_broken_feed_is_read_or_told_as_one(feed, broken):
    with suppress(ParseError):
        assert feed(RSS.format(encoding="utf-8", items=broken + item()))


#: An entry on which feedparser raises.
BROKEN = "<item><textInput><link>"


def test_what_feedparser_cannot_read_is_a_broken_feed(feed):
    with pytest.raises(BrokenFeedError, match="the feed is broken: ") as caught:
        feed(f'<rss version="2.0"><channel>{BROKEN}')
    assert caught.value.entries == ()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_readable_entries_of_a_broken_feed_are_kept(feed, place):
    items = [item(), item(link="/t20260702_2.html", title="某事")]
    items.insert(place, BROKEN)
    with pytest.raises(BrokenFeedError) as caught:
        feed(f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>')
    assert [link.title for link in caught.value.entries] == ["关于某事的通知", "某事"]
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.entries, str(again)) == (caught.value.entries, str(caught.value))


def test_the_entries_of_a_broken_feed_are_read_up_to_a_limit(feed):
    many = "".join(item(link=f"/t20260702_{number}.html") for number in range(700))
    with pytest.raises(BrokenFeedError) as caught:
        feed(f'<rss version="2.0"><channel>{many}{BROKEN}')
    assert len(caught.value.entries) == 500


def test_a_lack_of_memory_is_not_taken_for_a_broken_feed(feed, monkeypatch):
    def refuse(*_args: object, **_options: object) -> None:
        raise MemoryError

    monkeypatch.setattr("feedparser.parse", refuse)
    with pytest.raises(MemoryError):
        feed(RSS.format(encoding="utf-8", items=item()))


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "links"), [("control_gbk.xml", 2), ("bad_reference.xml", 2), ("doctype_backslash.xml", 1)]
)
def test_feeds_that_were_read_wrongly_once_are_read(file, links, make_source):
    page = Page("https://www.yunling.example/rss/", (SHARED / "cases" / "feeds" / file).read_bytes())
    found = parse_listing(page, make_source(format=Format.FEED))
    assert len(found) == links
    assert all("人工智能" in link.title for link in found)


def test_a_tag_with_thousands_of_attributes_is_refused_in_time(feed):
    attributes = " ".join(f"a{number}='1'" for number in range(100_000))
    with pytest.raises(ParseError, match="a tag with more than 1,000 attributes"):
        feed(f'<rss version="2.0"><channel><item {attributes}/></channel></rss>')
