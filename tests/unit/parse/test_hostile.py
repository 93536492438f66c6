"""Pages that nobody meant: whatever comes, only our own errors, and in time linear in the size."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from make import source
from monitor.domain import FollowUp, Format, Page, PageValue, Paging, PagingKind, Request, Source
from monitor.errors import MonitorError, ParseError
from monitor.parse import follow_ups, next_request, parse_article, parse_listing
from monitor.parse.markup import LARGEST_PAGE_BYTES, MOST_TAGS, MOST_VALUES
from monitor.sources import plain_source
from places import ENVIRONMENT

pytestmark = pytest.mark.slow

URL = "https://www.yunling.example/tz/index.html"
#: For other processes, which need the tests' helpers too.
PIECES = [
    *(
        "<div>",
        "</div>",
        "<ul><li>",
        "</li>",
        "<a href='t20260701_1.html'>",
        "<a href='http://['>",
        "</a>",
        "<table><tr><td>",
    ),
    *(
        "</table>",
        "<p style='display:none'>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<![CDATA[",
        "]]>",
        "<record>",
        "2026-07-05",
    ),
    *(
        "标题",
        "一、总体要求",
        "文号：",
        "发布日期：",
        "\0",
        "\ud7ff",
        "&#xD800;",
        "&#0;",
        '{"list":[',
        '"title":',
        "null",
        "1e999",
    ),
    *(
        "<meta name=PubDate content=",
        "<base href=",
        "<rss><item>",
        "<title>",
        "<br>",
        "\x1b",
        '"',
        "'",
        "=",
        "<",
        ">",
        "\ufeff",
    ),
]
TAG_SOUP = st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: "".join(parts).encode("utf-8"))
BODIES = st.one_of(st.binary(max_size=300), TAG_SOUP)


def reader(form: Format) -> Source:
    layout = replace(
        source().layout,
        format=form,
        drop=(".x",),
        item="li",
        date="span",
        body_script="a.b.c",
        json_items="list[]",
        json_title="title",
        json_link="url",
        fragment="data.html",
    )
    return source(layout=layout)


@settings(max_examples=150, deadline=None)
@given(body=BODIES, form=st.sampled_from(list(Format)))
def test_any_bytes_give_links_or_one_of_our_errors(body: bytes, form: Format) -> None:
    try:
        links = parse_listing(Page(URL, body), reader(form))
    except MonitorError:
        return
    assert links
    assert len({link.url for link in links}) == len(links)


@settings(max_examples=150, deadline=None)
@given(body=BODIES)
def test_any_bytes_give_links_or_one_of_our_errors_in_the_general_reading(body: bytes) -> None:
    try:
        links = parse_listing(Page(URL, body), plain_source(URL))
    except MonitorError:
        return
    assert len({link.url for link in links}) == len(links) > 0


@settings(max_examples=150, deadline=None)
@given(body=BODIES)
def test_any_bytes_lead_to_requests_on_the_same_host_or_one_of_our_errors(body: bytes) -> None:
    values = (PageValue("a", ("script", "a"), "href", every=True), PageValue("b", pattern=re.compile("(标题|[0-9]+)")))
    column = Request(URL, then=FollowUp("{a}?{b}", values))
    with suppress(MonitorError):
        requests = follow_ups(Page(URL, body), reader(Format.HTML), column)
        assert requests
        assert {urlsplit(request.url).hostname for request in requests} == {"www.yunling.example"}


@settings(max_examples=150, deadline=None)
@given(body=BODIES, charset=st.sampled_from([None, "utf-8", "gb2312", "nonsense"]))
def test_any_bytes_give_an_article_or_one_of_our_errors(body: bytes, charset: str | None) -> None:
    try:
        article = parse_article(Page(URL, body, charset), reader(Format.HTML))
    except MonitorError:
        return
    assert article.blocks or article.attachments
    assert all(block.text == block.text.strip() != "" for block in article.blocks)
    assert article.content_hash
    article.text.encode("utf-8")


@settings(max_examples=80, deadline=None)
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["list", "title", "url", "data", "groupData", "contentType", "linkUrls", "pubtime"]),
                inner,
            )
        ),
    )
)
def test_any_json_gives_links_or_one_of_our_errors(value: object) -> None:
    for read_as in (reader(Format.JSON), reader(Format.JSON_HTML), plain_source(URL)):
        try:
            links = parse_listing(Page(URL, json.dumps(value).encode()), read_as)
        except MonitorError:
            continue
        assert links


@settings(max_examples=60, deadline=None)
@given(body=BODIES, kind=st.sampled_from(list(PagingKind)), number=st.integers(2, 99))
def test_any_bytes_give_a_request_or_none(body: bytes, kind: PagingKind, number: int) -> None:
    layout = replace(source().layout, paging=Paging(kind, "index_{page0}.html", "page"))
    found = next_request(Page(URL, body), source(layout=layout), Request(URL), number)
    assert found is None or found.url.startswith("https://www.yunling.example/")


MARGIN = MOST_TAGS // 2 + 1
#: Small answers that would become large trees.
BOMBS = {
    "tags": (Format.HTML, "<br>" * (MOST_TAGS + 1), "tags; at most 100,000 are read"),
    "elements": (Format.HTML, "<p></p>" * MARGIN, "tags; at most 100,000 are read"),
    "comments": (Format.HTML, "<!---->" * (MOST_TAGS + 1), "tags; at most 100,000 are read"),
    "bytes": (Format.HTML, "文" * (LARGEST_PAGE_BYTES // 3 + 1), "the page has 8.0 MB; at most 8 MB are read"),
    "records": (Format.CDATA, "<record><![CDATA[<p></p>]]></record>" * MARGIN, "tags; at most 100,000 are read"),
    "entries": (Format.FEED, "<rss><channel>" + "<item/>" * (MOST_TAGS + 1), "tags; at most 100,000 are read"),
    "lists": (Format.JSON, "[" + "[]," * MOST_VALUES + "[]]", "values; at most 500,000 are read"),
    "numbers": (Format.JSON, "[" + "1," * MOST_VALUES + "1]", "values; at most 500,000 are read"),
    "tags in JSON": (
        Format.JSON_HTML,
        json.dumps({"data": {"html": "<br>" * (MOST_TAGS + 1)}}).replace("<", "\\u003c"),
        "tags; at most 100,000 are read",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_before_a_tree_is_built_and_its_limit_is_told(name: str) -> None:
    form, body, told = BOMBS[name]
    started = time.process_time()
    with pytest.raises(ParseError, match=told) as caught:
        parse_listing(Page(URL, body.encode()), reader(form))
    assert caught.value.url == URL
    assert time.process_time() - started < 2
    if form is Format.HTML:
        with pytest.raises(ParseError, match=told):
            parse_article(Page(URL, body.encode()), reader(form))


def test_a_bomb_inside_a_script_of_an_article_is_refused() -> None:
    html_bomb = json.dumps({"c": "<br>" * (MOST_TAGS + 1)}).replace("<", "\\u003c")
    json_bomb = '{"c": [' + "[]," * MOST_VALUES + "[]]}"
    for value, told in ((html_bomb, "tags"), (json_bomb, "values")):
        page = Page(URL, f"<script>var a = {{b: {value}}}</script>".encode())
        with pytest.raises(ParseError, match=told):
            parse_article(page, reader(Format.HTML))


def test_the_largest_page_that_is_read_fits_into_a_small_container() -> None:
    code = f"""
import resource
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from make import source
from monitor.domain import Page
from monitor.parse import parse_article
body = b"<div class='TRS_Editor'>" + b"<br>" * {MOST_TAGS - 1} + "文".encode()
print([block.text for block in parse_article(Page({URL!r}, body), source()).blocks])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    assert done.stdout.strip() == "['文']", done.stderr


def test_a_link_with_an_endless_address_leads_nowhere() -> None:
    rows = "".join(f"<li><a href='{'x' * length}/t20260701_1.html'>标题</a></li>" for length in (10, 30_000))
    (link,) = parse_listing(Page(URL, f"<ul>{rows}</ul>".encode()), reader(Format.HTML))
    assert len(link.url) < 100


DEEP = {
    "nested divs": "<div>" * 100_000 + "<a href='t20260701_1.html'>x</a>",
    "nested lists": "<ul><li>" * 50_000 + "x",
    "nested tables": "<table><tr><td>" * 30_000 + "x",
    "nested fonts": "<font><b>" * 50_000 + "x",
    "containers in each other": '<div class="TRS_Editor" id="zoom">' * 50_000 + "x",
}


@pytest.mark.parametrize("name", DEEP)
def test_absurd_nesting_is_refused_or_read_in_time(name: str) -> None:
    page = Page(URL, DEEP[name].encode())
    started = time.process_time()
    for parse in (parse_listing, parse_article):
        try:
            parse(page, reader(Format.HTML))
        except MonitorError:
            continue
    assert time.process_time() - started < 10


#: What stands once, and what is repeated after it.
WIDE = {
    "links": ("", "<li><a href='t20260701_{n}.html'>标题{n}</a><span>2026-07-05</span></li>"),
    "links without rows": ("", "<a href='t20260701_{n}.html'>标题{n}</a> 2026-07-05<br>"),
    "links in one row": ("<ul><li>", "<a href='t20260701_{n}.html'>标题{n}</a><i>{n}</i>"),
    "paragraphs": ("", "<p>第{n}段，文号：发布日期：来源：今年完成{n}项。</p>"),
    "tables": ("", "<table><tr><td>指标{n}</td><td>{n}</td></tr></table>"),
    "rows": ("<table>", "<tr><td>指标{n}</td><td>{n}</td></tr>"),
    "records": ("", "<record><![CDATA[<li><a href='t20260701_{n}.html'>标题{n}</a></li>]]></record>"),
    "open comments": ("", "<!-- {n} "),
    "open cdata": ("", "<record><![CDATA[ {n} "),
    "open scripts": ("", "<script> location.href= {n} "),
    "open tags": ("", "<a href='{n} "),
    "labels": ("", "<div>文号：</div>"),
    "labels in one cell": ("<table><tr><td>", "<div>文号：{n}</div>"),
    "labels in one text": ("<p>", "文号：{n} "),
    "digits": ("", "{n}9999999999"),
    "brackets": ("", "（〔[（{n}"),
    "files": ("", "<a href='{n}.pdf'>附件{n}</a>"),
}


def cost(parse: Callable[..., object], body: bytes, read_as: Source) -> float:
    started = time.process_time()
    with suppress(MonitorError):  # refused or read: what counts is what either costs
        parse(Page(URL, body), read_as)
    return time.process_time() - started


@pytest.mark.parametrize("name", WIDE)
def test_time_grows_with_the_size_of_the_page_and_not_with_its_square(name: str) -> None:
    once, repeated = WIDE[name]
    small, large = (
        ('<div class="TRS_Editor">' + once + "".join(repeated.format(n=n) for n in range(count))).encode()
        for count in (250, 4_000)
    )
    html, cdata = reader(Format.HTML), reader(Format.CDATA)
    ways = ((parse_listing, html), (parse_listing, cdata), (parse_listing, plain_source(URL)), (parse_article, html))
    for parse, read_as in ways:
        # A busy machine may disturb a try; what grows with the square fails all of them.
        tries = ((cost(parse, small, read_as), cost(parse, large, read_as)) for _ in range(3))
        assert any(much < 0.2 + 16 * 3 * little for little, much in tries)


def test_endless_addresses_in_unknown_json_cost_time_in_proportion() -> None:
    def costs(digits: int) -> float:
        rows = [{"title": "关于事项的通知公告", "url": f"/{'1' * digits}/"}] * 100
        return cost(parse_listing, json.dumps({"rows": rows}).encode(), plain_source(URL))

    assert any(costs(16_000) < 0.2 + 16 * 3 * costs(1_000) for _ in range(3))
