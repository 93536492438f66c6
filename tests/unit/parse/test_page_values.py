"""Pages that say how to ask for their entries: the requests that the bundled sources make of them."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from monitor.domain import FollowUp, Page, PageValue, Request, Source
from monitor.errors import BlockedError, ParseError, ShapeError
from monitor.parse import follow_ups, parse_listing
from monitor.parse.page_values import MOST_REQUESTS
from monitor.sources import default_path, load
from places import ROOT

SOURCES = {source.id: source for source in load(default_path()).sources}
COLUMNS = ROOT / "tests" / "data" / "columns"
#: The page in whose shape each source's column is.
PAGES = {
    "miit_kjs": "jpaas.html",
    "miit_kjs_bz": "jpaas.html",
    "miit_zcjd_col": "jpaas.html",
    "mofcom_zwgk": "jpaas.html",
    "gd_gdii_gk": "gkmlpt.html",
    "gd_stc": "gkmlpt.html",
    "sz_stic_gk": "gkmlpt.html",
    "sd_gxt_tz": "hanweb.html",
    "nea_tz": "xinhua.html",
    "nea_gg": "xinhua.html",
    "cd_gov": "es_search.html",
    "gd_search": "token.html",
}


def asked(source: Source, html: str, request: Request | None = None) -> tuple[Request, ...]:
    request = request or source.listings[0]
    return follow_ups(Page(request.url, html.encode()), source, request)


def requests_of(source_id: str) -> tuple[Request, ...]:
    return asked(SOURCES[source_id], (COLUMNS / PAGES[source_id]).read_text(encoding="utf-8"))


def saying(url: str = "/api/{n}", **value: object) -> Source:
    """A source whose page says one value."""
    then = FollowUp(url, (PageValue("n", **value),))  # type: ignore[arg-type]
    source = SOURCES["nea_tz"]
    return replace(source, listings=(replace(source.listings[0], then=then),))


def test_every_bundled_source_that_asks_a_page_first_is_tried_here() -> None:
    assert {key for key, source in SOURCES.items() if any(request.then for request in source.listings)} == set(PAGES)


@pytest.mark.parametrize("source_id", sorted(PAGES))
def test_a_page_leads_to_requests_on_its_own_host_that_come_from_it(source_id: str) -> None:
    column = SOURCES[source_id].listings[0]
    for request in requests_of(source_id):
        assert urlsplit(request.url).netloc == urlsplit(column.url).netloc
        assert dict(request.headers)["Referer"] == column.url
        assert request.then is None
        assert "{" not in f"{request.url}{request.form}{request.headers}"


def test_the_query_of_the_unit_that_lists_is_sent_as_the_page_says_it() -> None:
    (request,) = requests_of("miit_kjs")
    assert urlsplit(request.url).path == "/api-gateway/jpaas-publish-server/front/page/build/unit"
    assert dict(parse_qsl(urlsplit(request.url).query)) == {
        "parseType": "bulidstatic", "webId": "aa11", "tplSetId": "bb22", "pageType": "column", "tagId": "右侧内容",
        "editType": "null", "pageId": "cc33",
    }  # fmt: skip


def test_each_category_of_documents_is_asked_for_and_one_that_stands_elsewhere_is_not() -> None:
    assert [request.url for request in requests_of("gd_gdii_gk")] == [
        "https://gdii.gd.gov.cn/gkmlpt/api/all/13?page=1&sid=777",
        "https://gdii.gd.gov.cn/gkmlpt/api/all/14?page=1&sid=777",
    ]


def test_numbers_tokens_and_names_of_files_come_from_scripts_and_attributes() -> None:
    (hanweb,) = requests_of("sd_gxt_tz")
    assert (hanweb.method, dict(hanweb.form)["unitid"], dict(hanweb.form)["columnid"]) == ("POST", "405001", "15201")
    assert requests_of("nea_tz")[0].url == "https://www.nea.gov.cn/policy/ds_0123456789abcdef0123456789abcdef.json"
    assert "/es-search/search/89abcdef0123456789abcdef01234567?" in requests_of("cd_gov")[0].url
    assert dict(requests_of("gd_search")[0].headers)["X-CSRF-TOKEN"] == "Zk3xQw8TrY0pLm5n"


def test_links_are_read_from_what_a_click_runs() -> None:
    source = SOURCES["most_service"]
    links = parse_listing(Page(source.listings[0].url, (COLUMNS / "onclick.html").read_bytes()), source)
    assert [(link.title, link.url, str(link.published)) for link in links] == [
        (
            "关于发布智能科学专项申报指南的通知",
            "https://service.most.gov.cn/kjjh_tztg_all/20260828/5864.html",
            "2026-08-28",
        ),
        (
            "关于组织项目中期检查的通知",
            "https://service.most.gov.cn/kjjh_tztg_all/20260815/5850.html",
            "2026-08-15",
        ),
    ]


def test_an_address_is_read_from_json_inside_the_json() -> None:
    source = SOURCES["jx_gxt"]
    links = parse_listing(Page(source.listings[0].url, (COLUMNS / "inner_json.json").read_bytes()), source)
    assert [(link.url.rpartition("_")[2], str(link.published)) for link in links] == [
        ("2084911550435762001.html", "2026-07-21"),
        ("2084911550435762002.html", "2026-07-02"),
    ]


def test_a_page_that_does_not_say_the_value_names_it() -> None:
    with pytest.raises(ShapeError, match="does not say 'n'; its layout changed"):
        asked(saying(select=("#showData0",), attribute="data"), "<p>改版了</p>")
    with pytest.raises(ShapeError, match=r"only a shell that leads to https://www\.nea\.gov\.cn/new/"):
        asked(saying(select=("#showData0",)), "<script>location.href = '/new/'</script>")
    with pytest.raises(ShapeError, match="does not say 'n'"):
        asked(saying(select=("#showData0",)), "")


def test_a_challenge_in_place_of_the_page_is_blocked() -> None:
    with pytest.raises(BlockedError):
        asked(saying(select=("#showData0",)), "<p>访问过于频繁，请稍后再试</p>")


def test_the_first_selector_that_finds_something_counts() -> None:
    source = saying(select=(".none", "i", "b"))
    assert asked(source, "<b>2</b><i>1</i>")[0].url == "https://www.nea.gov.cn/api/1"


def test_without_every_the_first_match_counts_and_with_it_each_once() -> None:
    html = "<b>7</b><b></b><b>8</b><b>7</b>"
    assert [request.url[-1] for request in asked(saying(select=("b",)), html)] == ["7"]
    assert [request.url[-1] for request in asked(saying(select=("b",), every=True), html)] == ["7", "8"]


def test_a_pattern_that_fits_too_often_is_refused() -> None:
    html = "".join(f"<b>{number}</b>" for number in range(MOST_REQUESTS + 1))
    with pytest.raises(ShapeError, match=f"says 'n' {MOST_REQUESTS + 1} times; narrow its pattern"):
        asked(saying(select=("b",), every=True), html)


def test_a_value_cannot_lead_to_another_host() -> None:
    for said in ("//evil.example/x", "https://evil.example/", "javascript:alert(1)"):
        with pytest.raises(ShapeError, match="leads to another site"):
            asked(saying("{n}", select=("b",)), f"<b>{said}</b>")


def test_a_value_is_percent_encoded_in_an_address_and_must_be_ascii_in_a_header() -> None:
    assert asked(saying(select=("b",)), "<b>算 力</b>")[0].url == "https://www.nea.gov.cn/api/%E7%AE%97%20%E5%8A%9B"
    column = SOURCES["gd_search"].listings[0]
    with pytest.raises(ShapeError, match="header X-CSRF-TOKEN is no ASCII"):
        asked(SOURCES["gd_search"], "<script>_CSRF = '算力算力算力算力算'</script>", column)


@pytest.mark.parametrize("said", ['{"a": "1", "b": [2]}', "{'a': '1', 'b': [2]}"])
def test_an_object_becomes_a_query(said: str) -> None:
    source = saying("/api?{n}", select=("i",), is_query=True)
    html = f"<i>{said.replace(chr(34), '&quot;')}</i>"
    assert asked(source, html)[0].url == "https://www.nea.gov.cn/api?a=1&b=%5B2%5D"


@pytest.mark.parametrize("said", ["[1]", "{a}", "x"])
def test_what_is_no_object_is_no_query(said: str) -> None:
    with pytest.raises(ParseError, match="are no object"):
        asked(saying("/api?{n}", select=("i",), is_query=True), f"<i>{said}</i>")


def test_own_headers_of_the_source_are_kept_and_its_referer_wins() -> None:
    source = saying(select=("b",))
    column = replace(source.listings[0], headers=(("Referer", "https://www.nea.gov.cn/"),))
    assert asked(source, "<b>1</b>", column)[0].headers == (("Referer", "https://www.nea.gov.cn/"),)
