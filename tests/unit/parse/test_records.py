"""JSON listings: paths, addresses, titles and dates of entries."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from monitor.domain import Format, Link, Page, Source
from monitor.errors import BlockedError, EmptyListingError, ParseError, ShapeError
from monitor.parse import parse_listing
from monitor.parse.records import walk

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]
Read = Callable[..., tuple[Link, ...]]

API = "https://www.yunling.example/api/list"
ENTRY = {"title": "关于某事的通知", "url": "/tz/t20260701_1.html", "date": "2026-07-05"}


@pytest.fixture
def links(make_source: MakeSource, make_page: MakePage) -> Read:
    def read(value: object, url: str = API, **layout: Any) -> tuple[Link, ...]:
        fields = {"json_items": "list[]", "json_title": "title", "json_link": "url", "json_date": "date"} | layout
        text = value if isinstance(value, str) else json.dumps(value)
        return parse_listing(make_page(text, url), make_source(format=Format.JSON, **fields))

    return read


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$", [{"a": {"b": [1, 2]}, "c": None}]),
        ("a.b[]", [1, 2]),
        ("a.b", [1, 2]),
        ("$.a.b[1]", [2]),
        ("a.b[7]", []),
        ("a[]", []),
        ("a[0]", []),
        ("c", []),
        ("x.y[]", []),
        ("a.b.c", []),
        ("a]b", []),
    ],
)
def test_a_path_walks_objects_and_lists(path: str, found: list[object]) -> None:
    assert list(walk({"a": {"b": [1, 2]}, "c": None}, path)) == found


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"list": [ENTRY]}, "list[]"),
        ({"list": [ENTRY]}, "list"),
        ([ENTRY], "$"),
        ([ENTRY], ""),
        ({"data": {"rows": [{"data": ENTRY}]}}, "data.rows[].data"),
        ({"rows": [{"groupData": [{"data": ENTRY}, {"data": {}}]}]}, "rows[].data"),
        ({"rows": [{"data": None, "groupData": [{"data": ENTRY}]}]}, "rows[].data"),
    ],
)
def test_entries_are_found_at_the_layouts_path(links: Read, value: object, path: str) -> None:
    link = links(value, json_items=path)[0]
    assert (link.title, link.url) == (ENTRY["title"], "https://www.yunling.example/tz/t20260701_1.html")


def test_jsonp_is_unwrapped(links: Read) -> None:
    assert len(links(f"callback_1({json.dumps({'list': [ENTRY]})});")) == 1


def test_a_byte_order_mark_does_not_matter(links: Read) -> None:
    assert len(links("\ufeff " + json.dumps({"list": [ENTRY]}))) == 1


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({"title": "关于<em>某事</em>的&nbsp;通知&amp;说明"}, "关于某事的 通知&说明"),
        ({"title": "<a href='t20260701_1.html' target=_blank>关于某事的通知</a>"}, "关于某事的通知"),
        ({"title": "产值<100亿，>50亿"}, "产值<100亿，>50亿"),
        ({"title": None, "showTitle": "展示标题"}, "展示标题"),
        ({"title": "<i></i>", "topic": "主题"}, "主题"),
        ({"title": "坏\ud800字\u200b符\u0007"}, "坏字符"),
        ({"title": ""}, ""),
    ],
)
def test_titles_lose_their_markup(links: Read, changes: dict[str, object], title: str) -> None:
    assert links({"list": [ENTRY | changes]})[0].title == title


@pytest.mark.parametrize(
    ("changes", "url"),
    [
        ({"url": "//other.example/t20260701_1.html"}, "https://other.example/t20260701_1.html"),
        ({"url": "http://yunling.example/t20260701_1.html"}, "http://yunling.example/t20260701_1.html"),
        ({"url": "", "URL": "/t20260701_2.html"}, "https://www.yunling.example/t20260701_2.html"),
        (
            {"url": None, "title": '<a href="/t20260701_3.html">某事</a>'},
            "https://www.yunling.example/t20260701_3.html",
        ),
        ({"url": "javascript:x", "publishUrl": "/t20260701_4.html"}, "https://www.yunling.example/t20260701_4.html"),
        ({"contentType": "Link", "linkUrls": "/t20260701_5.html"}, "https://www.yunling.example/t20260701_5.html"),
        ({"contentType": "Link", "linkUrls": ["/t20260701_6.html"]}, "https://www.yunling.example/t20260701_6.html"),
        (
            {"contentType": "Link", "linkUrls": [{"n": 1, "linkUrl": "/t20260701_7.html"}]},
            "https://www.yunling.example/t20260701_7.html",
        ),
        ({"contentType": "Link", "linkUrls": [5]}, "https://www.yunling.example/tz/t20260701_1.html"),
    ],
)
def test_the_address_is_taken_from_where_the_system_keeps_it(links: Read, changes: dict[str, object], url: str) -> None:
    assert links({"list": [ENTRY | changes]})[0].url == url


def test_hosts_restrict_entries_when_the_layout_names_some(links: Read) -> None:
    foreign = ENTRY | {"url": "https://other.example/t20260701_2.html"}
    assert len(links({"list": [ENTRY, foreign]})) == 2
    assert len(links({"list": [ENTRY, foreign]}, hosts=("third.example",))) == 1


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("2026-07-05 10:00:00", date(2026, 7, 5)),
        ("2026.07.05", date(2026, 7, 5)),
        (1783180800000, date(2026, 7, 5)),
        (1783180800, date(2026, 7, 5)),
        ("1783180800000", date(2026, 7, 5)),
        (1783180800000.0, date(2026, 7, 5)),
        (20260705, date(2026, 7, 5)),
        ("05/07/2026", date(2026, 7, 5)),
        (None, None),
        (True, None),
        (float("inf"), None),
        (1e300, None),
        (10**4000, None),
        (-5, None),
        ([], None),
        ({"a": 1}, None),
    ],
)
def test_dates_come_as_text_or_epoch(links: Read, shown: object, day: date | None) -> None:
    link = links({"list": [ENTRY | {"date": shown}]}, link_pattern=r"/t\d+_1\.html$", date_formats=("%d/%m/%Y",))[0]
    assert link.published == day


def test_a_null_date_falls_back_to_the_systems_other_fields_and_then_to_the_address(links: Read) -> None:
    entry = ENTRY | {"date": None}
    assert links({"list": [entry | {"ptime": 1783180800000}]})[0].published == date(2026, 7, 5)
    link = links({"list": [entry]})[0]
    assert (link.published, link.dated_by_address) == (date(2026, 7, 1), True)


def test_document_number_and_issuer_are_taken_over(links: Read) -> None:
    entry = ENTRY | {"no": " 云府发 [2026] 3号", "by": " <b>云岭省</b> "}
    link = links({"list": [entry]}, json_document_number="no", json_issuer="by")[0]
    assert (link.document_number, link.issuer) == ("云府发〔2026〕3号", "云岭省")
    link = links({"list": [ENTRY | {"no": "", "by": 5}]}, json_document_number="no", json_issuer="by")[0]
    assert (link.document_number, link.issuer) == (None, None)


def test_entries_of_another_shape_are_left_out(links: Read) -> None:
    assert len(links({"list": [ENTRY, {"title": "专题", "url": "/zt/index.html"}, "text", None]})) == 1


@pytest.mark.parametrize("value", [{"list": []}, {"list": None}, {}, [], 5, {"list": ["a"]}])
def test_a_list_without_entries_is_an_error(links: Read, value: object) -> None:
    with pytest.raises(EmptyListingError, match=r"no entry at list\[\]"):
        links(value)


def test_entries_none_of_which_is_an_article_are_an_error_with_an_example(links: Read) -> None:
    with pytest.raises(ShapeError, match=r"none of 1 entries .*专题"):
        links({"list": [{"title": "专题", "url": "/zt/"}]})


@pytest.mark.parametrize("text", ["", "{", "<html><p>你好</p></html>", "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_json_is_an_error(links: Read, text: str) -> None:
    with pytest.raises(ParseError, match="not the JSON"):
        links(text)


@pytest.mark.parametrize("text", ["<h1>请求被拒绝</h1>", '{"code": 500, "msg": "系统繁忙，请稍后"}'])
def test_a_block_page_instead_of_json_is_blocked(links: Read, text: str) -> None:
    with pytest.raises(BlockedError):
        links(text)


def test_the_html_column_page_of_a_json_family_is_read_by_link_shape(links: Read) -> None:
    html = '\n<ul><li><a href="/tz/t20260701_1.html">关于某事的通知</a><i>2026-07-05</i></li></ul>'
    link = links(html, "https://www.yunling.example/tz/index.htm")[0]
    assert (link.title, link.published) == ("关于某事的通知", date(2026, 7, 5))
