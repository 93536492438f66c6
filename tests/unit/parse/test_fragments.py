"""HTML inside CDATA records and inside JSON."""

import json
from collections.abc import Callable

import pytest

from monitor.domain import Format, Link, Page, Source
from monitor.errors import BlockedError, EmptyListingError, ParseError, ShapeError
from monitor.parse import parse_listing
from places import ROOT

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]
Read = Callable[..., tuple[Link, ...]]

ROW = '<li><a href="/tz/t20260701_{0}.html">第{0}条</a><b>2026-07-0{0}</b></li>'
RECORD = f"<record><![CDATA[{ROW}]]></record>"


@pytest.fixture
def cdata(make_source: MakeSource, make_page: MakePage) -> Read:
    return lambda text: parse_listing(make_page(text), make_source(format=Format.CDATA))


@pytest.fixture
def unit(make_source: MakeSource, make_page: MakePage) -> Read:
    source = make_source(format=Format.JSON_HTML, fragment="data.html")
    return lambda value: parse_listing(
        make_page(value if isinstance(value, str) else json.dumps(value)), source
    )


def test_records_inside_a_page_are_read(cdata: Read) -> None:
    html = f'<html><script type="text/xml"><recordset>{RECORD.format(1)}\n{RECORD.format(2)}</recordset></script></html>'
    assert [link.title for link in cdata(html)] == ["第1条", "第2条"]


def test_records_come_alone_from_dataproxy(make_source: MakeSource, make_page: MakePage) -> None:
    body = (ROOT / "tests" / "data" / "hanweb_jpage" / "dataproxy.xml").read_bytes()
    source = make_source(format=Format.CDATA, link_pattern=r"/art/(\d+)/(\d+)/(\d+)/art_\d+_\d+\.html$")
    link = parse_listing(make_page(body, "http://x.example/module/web/jpage/dataproxy.jsp"), source)[0]
    assert (link.url, link.title) == (
        "http://x.example/art/2026/7/3/art_202_55001.html",
        "关于公布第二批智能制造示范车间的通知",
    )


def test_the_address_of_the_next_group_is_no_record(cdata: Read) -> None:
    text = '<nextgroup><![CDATA[<a href="/t20260709_9.html">下一组</a>]]></nextgroup>' + RECORD.format(1)
    assert [link.title for link in cdata(text)] == ["第1条"]


def test_a_page_without_records_is_read_as_it_is(cdata: Read) -> None:
    assert [link.title for link in cdata(f"<ul>{ROW.format(1)}</ul>")] == ["第1条"]


def test_an_unfinished_record_is_left_out(cdata: Read) -> None:
    assert [link.title for link in cdata(RECORD.format(1) + f"<record><![CDATA[{ROW.format(2)}")] == ["第1条"]


def test_records_without_an_article_are_an_error(cdata: Read) -> None:
    with pytest.raises(ShapeError):
        cdata('<record><![CDATA[<a href="/x.html">某</a>]]></record>')
    with pytest.raises(EmptyListingError):
        cdata("<datastore><recordset></recordset></datastore>")


def test_a_fragment_inside_json_is_read(unit: Read) -> None:
    assert [link.title for link in unit({"data": {"html": f"<ul>{ROW.format(3)}</ul>"}})] == ["第3条"]


def test_an_empty_fragment_asks_for_the_column_page(unit: Read) -> None:
    with pytest.raises(EmptyListingError, match="column page must be loaded first"):
        unit({"data": {"html": " "}})


@pytest.mark.parametrize("value", [{"data": None}, {"data": {"html": 5}}, []])
def test_json_without_the_fragment_is_an_error(unit: Read, value: object) -> None:
    with pytest.raises(ParseError, match=r"no HTML at data\.html"):
        unit(value)


def test_a_refusal_inside_json_is_blocked(unit: Read) -> None:
    with pytest.raises(BlockedError):
        unit({"success": False, "message": "访问频繁"})
