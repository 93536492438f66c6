"""Listings: HTML inside CDATA records and inside JSON, and requests for older pages."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.domain import Format, Link, Page, Paging, PagingKind, Request, Source
from monitor.errors import BlockedError, EmptyListingError, ParseError, ShapeError
from monitor.parse import next_request, parse_listing
from places import ROOT

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]
Read = Callable[..., tuple[Link, ...]]
Ask = Callable[..., Request | None]

ROW = '<li><a href="/tz/t20260701_{0}.html">第{0}条</a><b>2026-07-0{0}</b></li>'
RECORD = f"<record><![CDATA[{ROW}]]></record>"
FIRST_PAGE = "https://www.yunling.example/zwgk/tz/index.html"


@pytest.fixture
def cdata(make_source: MakeSource, make_page: MakePage) -> Read:
    return lambda text: parse_listing(make_page(text), make_source(format=Format.CDATA))


@pytest.fixture
def unit(make_source: MakeSource, make_page: MakePage) -> Read:
    source = make_source(format=Format.JSON_HTML, fragment="data.html")
    return lambda value: parse_listing(make_page(value if isinstance(value, str) else json.dumps(value)), source)


def test_records_inside_a_page_are_read(cdata: Read) -> None:
    html = (
        f'<html><script type="text/xml"><recordset>{RECORD.format(1)}\n{RECORD.format(2)}</recordset></script></html>'
    )
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


# ------------------------------------------------------------------- older pages


@pytest.fixture
def ask(make_source: MakeSource, make_page: MakePage) -> Ask:
    def request_for(request: Request, number: int, html: str = "", **paging: object) -> Request | None:
        source = make_source(paging=Paging(**paging))
        return next_request(make_page(html, request.url), source, request, number)

    return request_for


def url_of(request: Request | None) -> str | None:
    return request and request.url


@pytest.mark.parametrize(
    ("url", "template", "number", "older"),
    [
        (FIRST_PAGE, "index_{page0}.html", 2, "https://www.yunling.example/zwgk/tz/index_1.html"),
        (
            "https://www.yunling.example/zwgk/tz/",
            "index_{page}.html",
            3,
            "https://www.yunling.example/zwgk/tz/index_3.html",
        ),
        (FIRST_PAGE, "index_pc_{page}.html", 10, "https://www.yunling.example/zwgk/tz/index_pc_10.html"),
    ],
)
def test_a_template_names_the_page_beside_the_listing(
    ask: Ask, url: str, template: str, number: int, older: str
) -> None:
    assert url_of(ask(Request(url), number, kind=PagingKind.PATH, template=template)) == older


def test_a_page_count_in_the_pages_script_ends_the_paging(ask: Ask) -> None:
    html = '<script>createPageHTML(9, 0, "index", "html");</script>'
    paging = {"kind": PagingKind.PATH, "template": "index_{page0}.html"}
    assert url_of(ask(Request(FIRST_PAGE), 9, html, **paging)) == "https://www.yunling.example/zwgk/tz/index_8.html"
    assert ask(Request(FIRST_PAGE), 10, html, **paging) is None


def test_headers_and_priming_are_kept(ask: Ask) -> None:
    request = Request(
        FIRST_PAGE, headers=(("Referer", "https://www.yunling.example/"),), prime="https://www.yunling.example/"
    )
    assert ask(request, 2, kind=PagingKind.PATH, template="b.html") == replace(
        request, url="https://www.yunling.example/zwgk/tz/b.html"
    )


@pytest.mark.parametrize(
    ("query", "param", "number", "older"),
    [
        ("page=1&sid=2", "page", 2, "page=2&sid=2"),
        ("p=0&q=", "p", 3, "p=2&q="),
        ("sid=2", "page", 2, "sid=2&page=2"),
        ("", "pageNum", 4, "pageNum=4"),
        (
            'a=1&paramJson={"pageNo":1,"pageSize":"20"}',
            "paramJson.pageNo",
            2,
            "a=1&paramJson=%7B%22pageNo%22%3A2%2C%22pageSize%22%3A%2220%22%7D",
        ),
        ("a=1", "paramJson.pageNo", 2, "a=1&paramJson=%7B%22pageNo%22%3A2%7D"),
        ("tagId=%E5%8F%B3%E4%BE%A7&page=1", "page", 2, "tagId=%E5%8F%B3%E4%BE%A7&page=2"),
    ],
)
def test_a_query_counts_pages(ask: Ask, query: str, param: str, number: int, older: str) -> None:
    request = Request(f"https://www.yunling.example/api?{query}")
    assert (
        url_of(ask(request, number, kind=PagingKind.PARAM, param=param)) == f"https://www.yunling.example/api?{older}"
    )


def test_a_form_counts_pages(ask: Ask) -> None:
    request = Request("https://www.yunling.example/api", "POST", form=(("channel", "A1"), ("pageno", "1")))
    older = ask(request, 3, kind=PagingKind.PARAM, param="pageno")
    assert older == replace(request, form=(("channel", "A1"), ("pageno", "3")))


@pytest.mark.parametrize(
    ("body", "param", "older"),
    [
        ({"current": 1, "size": 10}, "current", {"current": 2, "size": 10}),
        ({"current": "1"}, "current", {"current": "2"}),
        ({"page": 0}, "page", {"page": 1}),
        ({"q": {"no": 1}}, "q.no", {"q": {"no": 2}}),
        ({"size": 10}, "q.no", {"size": 10, "q": {"no": 2}}),
        ({"q": "text"}, "q.no", {"q": "text"}),
    ],
)
def test_a_json_body_counts_pages(ask: Ask, body: object, param: str, older: object) -> None:
    request = Request("https://www.yunling.example/api", "POST", json=json.dumps(body))
    found = ask(request, 2, kind=PagingKind.PARAM, param=param)
    assert found is not None
    assert found.json is not None
    assert json.loads(found.json) == older


@pytest.mark.parametrize(("number", "older"), [(2, "index_4360900_33.html"), (34, "index_4360900_1.html"), (35, None)])
def test_nnode_sites_count_down(ask: Ask, number: int, older: str | None) -> None:
    html = (ROOT / "tests" / "data" / "nnode_ccontent" / "listing.html").read_text("utf-8")
    url = "http://www.guoqi.example/n100/n200/index.html"
    found = url_of(ask(Request(url), number, html, kind=PagingKind.COUNTDOWN))
    assert found == (older and f"http://www.guoqi.example/n100/n200/{older}")


def test_the_page_id_may_stand_in_the_script(ask: Ask) -> None:
    html = "<script>var maxPageNum='5'; var pagID = '77';</script>"
    assert (
        url_of(ask(Request(FIRST_PAGE), 2, html, kind=PagingKind.COUNTDOWN))
        == "https://www.yunling.example/zwgk/tz/index_77_4.html"
    )


@pytest.mark.parametrize("html", ["", "<script>maxPageNum = 5</script>", '<td class="pages" id="p_7">'])
def test_without_the_counters_there_is_no_older_page(ask: Ask, html: str) -> None:
    assert ask(Request(FIRST_PAGE), 2, html, kind=PagingKind.COUNTDOWN) is None


def test_a_listing_without_paging_has_no_older_page(ask: Ask) -> None:
    assert ask(Request(FIRST_PAGE), 2) is None
