"""Listings that no source has, read by the general reading and by every family: no false link, no lost one."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.cli.listing_trial import fits
from monitor.domain import Format, Link, Listing, Page
from monitor.errors import BlockedError, BrokenFeedError, EmptyListingError, MonitorError, ParseError, ShapeError
from monitor.parse import parse_listing, read_listing
from monitor.parse.hyperlinks import any_date_in_address
from monitor.sources import Registry, plain_source
from places import CORPUS, ROOT

DATA = ROOT / "tests" / "data" / "listings"
EXPECTED: dict[str, dict[str, Any]] = json.loads((DATA / "links.json").read_text(encoding="utf-8"))
REGISTRY = Registry(sources=(), topics=())
URL = "https://gxt.yunling.example/tz/"


def general(text: str, url: str = URL) -> Listing:
    return read_listing(Page(url, text.encode()), plain_source(url))


def shown(links: tuple[Link, ...]) -> list[list[str | None]]:
    return [[link.url, link.title, link.published.isoformat() if link.published else None] for link in links]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_general_reading_finds_every_article_and_nothing_else(name: str) -> None:
    expected = EXPECTED[name]
    found = read_listing(Page(expected["url"], (DATA / name).read_bytes()), plain_source(expected["url"]))
    assert shown(found.links) == expected["links"]
    assert [[row.url, row.title] for row in found.elsewhere] == expected["elsewhere"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_family_is_guessed_and_reads_the_same(name: str) -> None:
    expected = EXPECTED[name]
    page = Page(expected["url"], (DATA / name).read_bytes())
    best = fits(page, REGISTRY)[0]
    assert (best.family, best.links) == (expected["best"], len(expected["links"]))
    found = read_listing(page, REGISTRY.of_family(best.family, page.url))
    assert shown(found.links) == expected["links"]


#: Families whose listing in tests/data holds a dated row that only the general reading takes for an article, or that
#: have nothing in common.
UNGUESSED = {"common_list_shtml", "json_custom"}
FAMILIES = sorted(path.parent.name for path in DATA.parent.glob("*/expected.json"))


@pytest.mark.parametrize("family", [family for family in FAMILIES if family not in UNGUESSED])
def test_each_family_is_guessed_by_its_own_listing(family: str) -> None:
    listing = json.loads((DATA.parent / family / "expected.json").read_text(encoding="utf-8"))["listing"]
    page = Page(listing["url"], (DATA.parent / family / listing["file"]).read_bytes())
    assert fits(page, REGISTRY)[0].family == family


@pytest.mark.parametrize("family", FAMILIES)
def test_the_general_reading_loses_no_link_of_a_family(family: str) -> None:
    listing = json.loads((DATA.parent / family / "expected.json").read_text(encoding="utf-8"))["listing"]
    page = Page(listing["url"], (DATA.parent / family / listing["file"]).read_bytes())
    found = {link.url for link in read_listing(page, plain_source(listing["url"])).links}
    assert {row["url"] for row in listing["links"]} - found == set()


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("/202607/t20260731_1.html", "2026-07-31"),
        ("/2026080610153012345/index.shtml", "2026-08-06"),
        ("/2026-03/25/content_1.html", "2026-03-25"),
        ("/art/2026/7/4/art_1.html", "2026-07-04"),
        ("/n1/2026/0731/c1.html", "2026-07-31"),
        ("/columns/202607/30/a.html", "2026-07-30"),
        ("/20261399/1.html", "None"),
        ("/12026073199/1.html", "None"),
    ],
)
def test_days_in_addresses_of_any_shape_are_known(address: str, day: str) -> None:
    assert str(any_date_in_address(f"https://a.example{address}")) == day


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "url", "family", "count", "first"),
    [
        ("gz_zrzyt", "https://zrzyt.guizhou.gov.cn/a/", "trs_static", 8, "2026-07-24"),
        ("hebei_zrzy", "https://zrzy.hebei.gov.cn/heb/xinwen/stdt/index.html", "generic", 20, "2024-09-20"),
        ("ndrc", "https://www.ndrc.gov.cn/xxgk/zcfb/fzggwl/", "trs_static", 24, "2026-07-31"),
        ("nea", "https://www.nea.gov.cn/xwzx/", "xinhua_ds", 11, "2026-09-13"),
    ],
)
def test_real_listings_are_read_whole_and_their_family_is_guessed(
    file: str, url: str, family: str, count: int, first: str
) -> None:
    page = Page(url, Path(CORPUS / "html" / "white1star+KuangYeZIXUN" / f"{file}_list.html").read_bytes())
    assert (fits(page, REGISTRY)[0].family, fits(page, REGISTRY)[0].links) == (family, count)
    links = general(page.body.decode(), url).links
    assert (len(links), str(links[0].published)) == (count, first)
    assert all(link.published for link in links)


def rows(count: int, day: str = "<i>2026-07-01</i>") -> str:
    return (
        "<ul>"
        + "".join(f'<li><a href="/a/{n}000.html">关于事项{n}的通知</a>{day}</li>' for n in range(1, count + 1))
        + "</ul>"
    )


def test_undated_links_stay_where_they_are_the_longer_list() -> None:
    side = rows(2).replace("/a/", "/side/")
    main = rows(4, "").replace("<ul>", '<ul class="main">')
    assert len(general(side + main).links) == 6


def test_one_dated_link_is_no_list() -> None:
    assert len(general(rows(1) + '<p><a href="/b/2000.html">网站声明</a></p>').links) == 2


def test_an_undated_headline_stays_when_its_address_is_as_young_as_the_rows() -> None:
    head = '<h2><a href="/20260702/2000.html">头条</a></h2><p><a href="/20190702/3000.html">声明</a></p>'
    assert general(head + rows(3)).links[0].url.endswith("2000.html")
    assert len(general(head + rows(3)).links) == 4


def test_a_row_elsewhere_counts_where_dates_are_shown_only_with_one() -> None:
    foreign = '<li><a href="https://other.example/x">更多公告信息</a></li>'
    dated = foreign.replace("</li>", "<i>2026-07-02</i></li>")
    assert general(rows(3).replace("</ul>", foreign + "</ul>")).elsewhere == ()
    assert len(general(rows(3).replace("</ul>", dated + "</ul>")).elsewhere) == 1
    assert len(general(rows(3, "").replace("</ul>", foreign + "</ul>")).elsewhere) == 1


def test_a_named_host_is_read_and_not_told() -> None:
    source = plain_source(URL)
    source = replace(source, layout=replace(source.layout, hosts=("other.example",)))
    foreign = '<li><a href="https://other.example/x/2000.html">关于意见的通知</a><i>2026-07-02</i></li></ul>'
    found = read_listing(Page(URL, rows(3).replace("</ul>", foreign).encode()), source)
    assert (len(found.links), found.elsewhere) == (4, ())


def test_a_block_of_links_is_no_row() -> None:
    block = (
        "<li>"
        + "".join(f'<a href="https://f{n}.example/">友情链接网站</a>' for n in range(5))
        + "<i>2026-07-01</i></li></ul>"
    )
    assert general(rows(3).replace("</ul>", block)).elsewhere == ()


def test_an_error_cites_a_link_that_misfits_and_says_why() -> None:
    page = '<a href="/a">关于我们</a><a href="https://other.example/news">省政府关于人工智能的意见</a><a href="javascript:;">关闭</a>'
    with pytest.raises(ShapeError, match=r"none of 2 links .*https://other\.example/news, which is on another host"):
        general(page)


def test_entries_of_json_that_all_lead_to_unnamed_hosts_are_told() -> None:
    source = plain_source(URL)
    layout = replace(
        source.layout,
        is_general=False,
        format=Format.JSON,
        json_items="$",
        json_title="t",
        json_link="u",
        hosts=("a.example",),
    )
    source = replace(source, layout=layout)
    two = [
        {"t": "关于甲的通知", "u": "/a/2001.html"},
        {"t": "关于乙的通知", "u": "https://b.example/2002.html"},
        {"t": "无"},
    ]
    found = read_listing(Page(URL, json.dumps(two).encode()), source)
    assert (len(found.links), [row.url for row in found.elsewhere]) == (1, ["https://b.example/2002.html"])
    with pytest.raises(ShapeError, match=r"all 1 entries lead to hosts that `hosts` does not name: https://b\.example"):
        read_listing(Page(URL, json.dumps(two[1:]).encode()), source)


def test_json_where_html_is_expected_says_so() -> None:
    source = REGISTRY.of_family("trs_static", URL)
    with pytest.raises(ParseError, match="the listing is JSON, and its layout expects HTML"):
        parse_listing(Page(URL, b'{"a": 1}'), source)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"code": 1, "list": []}', EmptyListingError),
        ('{"list": [{"id": 5, "url": "/a.png", "name": "图片图片图片图片"}]}', EmptyListingError),
        ('{"list": [{"url": "/a/1.html", "name": "short"}], "a.b": [{"url": "/a"}]}', EmptyListingError),
        ('{"msg": "访问频繁"}', BlockedError),
        ("{broken", ParseError),
        ("<rss><channel>", MonitorError),
    ],
)
def test_json_without_a_list_is_an_error(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        general(text)


def test_a_broken_feed_is_recognised_as_a_feed() -> None:
    feed = '<?xml version="1.0"?><rss><channel><item><title>通知</title><link>https://a.example/1</link></item>'
    try:
        links = general(feed).links
    except BrokenFeedError as exc:
        links = exc.entries
    assert [link.url for link in links] == ["https://a.example/1"]


def test_entries_deep_in_json_are_found_with_their_paths() -> None:
    value = {
        "data": {
            "groups": [
                {
                    "rows": [
                        {"data": {"title": "关于甲事项的通知", "url": "./a/1.html", "cdate": 1785456000000, "a b": 1}}
                    ]
                },
                3,
            ]
        }
    }
    (link,) = general(json.dumps(value)).links
    assert (link.url, link.title, str(link.published)) == (f"{URL}a/1.html", "关于甲事项的通知", "2026-07-31")


def test_a_date_under_any_key_is_known_by_its_form() -> None:
    value = [
        {"bt": "关于甲事项的通知", "dz": "/a/1.html", "qt": "2026-07-31 10:00"},
        {"bt": "关于乙事项的通知", "dz": "/a/2.html", "qt": ""},
    ]
    first, second = general(json.dumps(value)).links
    assert (str(first.published), second.published) == ("2026-07-31", None)


def test_json_too_deep_is_not_followed() -> None:
    value: object = [{"title": "关于甲事项的通知", "url": "/a/1.html"}]
    for _ in range(9):
        value = {"x": value}
    with pytest.raises(EmptyListingError):
        general(json.dumps(value))
