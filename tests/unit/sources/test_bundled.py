"""The registry and the presets that ship with the program."""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import parse_qsl, urljoin, urlsplit

import cssselect
import pytest
import soupsieve

from monitor.domain import Evidence, Format, Layout, Level, LinkKind, Page, PagingKind, Source
from monitor.parse import next_request, parse_listing
from monitor.parse.hyperlinks import canonical, date_in_address
from monitor.sources import Registry, bundled_families, default_path, load, plain_source, with_packs
from places import CORPUS
from unit.sources.addresses import QUOTED, SHAPED

BUNDLED = load(default_path())


def with_all_packs() -> Registry:
    """Return the bundled registry with every pack switched on."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sources.toml"
        path.write_text(with_packs("", [pack.id for pack in BUNDLED.packs]), encoding="utf-8")
        return load(path)


REGISTRY = with_all_packs()
SOURCES = {source.id: source for source in REGISTRY.sources}
ENABLED = [source.id for source in REGISTRY.sources if source.enabled]
ARTICLES = QUOTED | SHAPED
PROVINCES = [
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
]
#: Cities of the national pilot zones of AI application (工业和信息化部, 2019-2022) and of AI innovation (科学技术部, 2019-2021).
PILOT_CITIES = [
    "深圳市",
    "济南市",
    "青岛市",
    "杭州市",
    "广州市",
    "成都市",
    "武汉市",
    "南京市",
    "长沙市",
    "合肥市",
    "德清县",
    "西安市",
    "苏州市",
    "郑州市",
    "沈阳市",
    "哈尔滨市",
]
#: Formats that read a page's links; the others walk JSON.
PAGES = {Format.HTML, Format.CDATA}
#: The issuers that the product promises, by the names that the sources give them.
PROMISED = [
    "中国政府网",
    "国家发展和改革委员会",
    "国家数据局",
    "工业和信息化部",
    "商务部",
    "国务院国有资产监督管理委员会",
    "国务院新闻办公室",
    "科学技术部",
    "国家互联网信息办公室",
    "教育部",
    "国家能源局",
    "国家市场监督管理总局",
    "新华网",
    "人民网",
    "上海市人民政府",
    "上海市经济和信息化委员会",
    "北京市人民政府",
    "北京市经济和信息化局",
    "广东省人民政府",
    "广东省工业和信息化厅",
    "深圳市人民政府",
    "深圳市工业和信息化局",
    "山东省人民政府",
    "山东省工业和信息化厅",
    "安徽省人民政府",
    "安徽省工业和信息化厅",
    "浙江省人民政府",
    "浙江省经济和信息化厅",
    "江苏省人民政府",
    "江苏省工业和信息化厅",
    "湖北省人民政府",
    "湖北省经济和信息化厅",
]
FAMILIES = [
    "trs_static",
    "govcn_json",
    "hanweb_jpage",
    "jpaas_unit",
    "jpaas_search",
    "gkmlpt",
    "nfcms",
    "xinhua_ds",
    "shanghai_nw",
    "nnode_ccontent",
    "cac_jsonlist",
    "longsoft_public",
    "common_list_shtml",
    "fjdzapp",
    "people_gb",
    "sichuan_shtml",
    "hebei_columns",
    "liaoning_folder",
    "postmeta",
    "json_custom",
]


def selectors(layout: Layout) -> list[str]:
    single = [selector for selector in (layout.item, layout.title, layout.date) if selector]
    return [*single, *layout.drop, *layout.body, *layout.article_title, *layout.article_date]


def columns(source: Source) -> set[str]:
    """The source's own column pages, older ones included."""
    first = {request.url for request in source.listings} | {r.prime for r in source.listings if r.prime}
    second = {
        following.url
        for request in source.listings
        if (following := next_request(Page(request.url, b""), source, request, 2))
    }
    return first | second | {urljoin(url, "index.html") for url in first}


def test_there_are_at_least_120_enabled_sources_and_the_default_packs_watch_more_than_a_hundred() -> None:
    assert len(ENABLED) >= 120
    assert sum(source.enabled for source in BUNDLED.sources) >= 100


@pytest.mark.parametrize("place", [*PROVINCES, *PILOT_CITIES])
def test_every_province_and_pilot_city_has_a_source_of_its_own_or_a_reason_and_a_fallback(place: str) -> None:
    own = [source for source in BUNDLED.sources if source.region == place]
    assert own
    assert any(source.enabled for source in own) or all(
        source.disabled_because and BUNDLED.coverage(source.issuer).others for source in own
    )


def test_every_issuer_is_watched_by_the_default_packs_too() -> None:
    assert [issuer for issuer, covering in BUNDLED.issuers() if not covering] == []


def test_every_bundled_source_is_in_the_pack_of_its_level_and_packs_are_described() -> None:
    level = {Level.NATIONAL: "national", Level.PROVINCE: "provinces", Level.CITY: "cities"}
    assert all(level[source.level] in source.packs for source in REGISTRY.sources)
    assert all(pack.name and pack.name_en.isascii() for pack in REGISTRY.packs)
    assert [pack.id for pack in BUNDLED.packs if pack.on] == ["core"]


@pytest.mark.parametrize("issuer", PROMISED)
def test_every_promised_issuer_is_covered(issuer: str) -> None:
    assert REGISTRY.coverage(issuer).is_covered


def test_no_issuer_of_the_registry_is_left_uncovered() -> None:
    assert [issuer for issuer, covering in REGISTRY.issuers() if not covering] == []


def test_every_disabled_source_says_why_and_its_issuer_is_covered_by_another() -> None:
    disabled = [source for source in REGISTRY.sources if not source.enabled]
    assert {source.id for source in disabled} >= {"scio_gxb", "hb_gov", "ah_gov", "zj_policy"}
    assert all(source.disabled_because for source in disabled)
    assert all(REGISTRY.coverage(source.issuer).is_covered for source in disabled)


def test_every_enabled_source_has_an_article_address_to_be_tried_on() -> None:
    assert set(ENABLED) == set(ARTICLES)


@pytest.mark.parametrize("source_id", ENABLED)
def test_a_link_pattern_accepts_an_article_and_rejects_the_columns(source_id: str) -> None:
    source = SOURCES[source_id]
    article = canonical(ARTICLES[source_id], source.layout)
    assert source.layout.link_pattern.search(article)
    assert [url for url in columns(source) if source.layout.link_pattern.search(url)] == []


@pytest.mark.parametrize("source_id", ENABLED)
def test_a_date_in_an_article_address_is_read_or_there_is_none(source_id: str) -> None:
    source, article = SOURCES[source_id], ARTICLES[source_id]
    dated = date_in_address(article, source.layout.link_pattern)
    groups = source.layout.link_pattern.groups
    assert (dated is not None) == (groups > 0)
    assert groups == 0 or f"{dated:%Y}" in article


@pytest.mark.parametrize("source_id", ENABLED)
def test_an_address_leads_back_to_a_source_of_its_issuer(source_id: str) -> None:
    assert REGISTRY.for_url(ARTICLES[source_id]).issuer == SOURCES[source_id].issuer


@pytest.mark.parametrize("source_id", [key for key in ENABLED if SOURCES[key].layout.format in PAGES])
def test_a_listing_of_plain_links_is_read_with_the_layout_of_every_html_source(source_id: str) -> None:
    source, article = SOURCES[source_id], ARTICLES[source_id]
    column = source.listings[0].url
    page = f'<ul><li><a href="{article}" title="关于示例的通知">关于示例…</a></li><li><a href="{column}">首页</a></li></ul>'
    links = parse_listing(Page(column, page.encode()), source)
    assert [(link.title, link.url) for link in links] == [("关于示例的通知", canonical(article, source.layout))]


def test_all_twenty_families_are_there_and_one_layout_for_the_rest() -> None:
    assert list(bundled_families()) == [*FAMILIES, "generic"]


def test_families_with_real_pages_say_so_and_the_others_do_not() -> None:
    real = {family.name for family in bundled_families().values() if family.evidence is Evidence.REAL_PAGE}
    assert real == {"trs_static", "govcn_json", "gkmlpt", "nfcms", "xinhua_ds"}
    assert all(SOURCES[s].evidence is bundled_families()[SOURCES[s].family].evidence for s in SOURCES)


def test_every_selector_is_known_to_the_readers_of_listings_and_of_articles() -> None:
    layouts = [*(source.layout for source in REGISTRY.sources), plain_source("https://www.example.gov.cn/").layout]
    used = {selector for layout in layouts for selector in selectors(layout)}
    assert len(used) > 50
    for selector in used:
        cssselect.HTMLTranslator().css_to_xpath(selector)
        soupsieve.compile(selector)


def test_loading_the_registry_imports_no_html_library() -> None:
    code = (
        "import sys; from monitor.sources import *; load(default_path());"
        "print(sorted({'bs4', 'soupsieve', 'lxml', 'httpx', 'pydantic'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_source_pretends_to_be_a_browser() -> None:
    names = {name.lower() for s in REGISTRY.sources for r in s.listings for name, _ in r.headers}
    assert names <= {"referer", "x-requested-with"}


def test_hosts_without_usable_https_are_asked_by_http() -> None:
    for source_id in ("sz_gov", "sz_gxj", "sd_gov", "sd_gxt", "sasac_yqlb", "moe_zcwj", "gd_gkmlpt"):
        assert {urlsplit(request.url).scheme for request in SOURCES[source_id].listings} == {"http"}


def test_sources_with_several_columns_read_all_of_them() -> None:
    assert len(SOURCES["sh_gov"].listings) == 4
    assert len(SOURCES["tc260"].listings) == 3
    assert len({request.key for s in REGISTRY.sources for request in s.listings}) == sum(
        len(s.listings) for s in REGISTRY.sources
    )


def test_parameters_stand_in_the_address_percent_encoded() -> None:
    url = SOURCES["miit_tz"].listings[0].url
    assert url.isascii()
    assert ("tagId", "右侧内容") in parse_qsl(urlsplit(url).query)
    assert SOURCES["miit_tz"].listings[0].prime == "https://www.miit.gov.cn/zwgk/zcwj/wjfb/tz/index.html"


def test_posted_listings_carry_their_body() -> None:
    cac, shanghai = SOURCES["cac_wxfb"].listings[0], SOURCES["sh_gwk"].listings[0]
    assert (cac.method, dict(cac.form)["channelCode"]) == ("POST", "A093702")
    assert (shanghai.method, shanghai.json) == ("POST", '{"current":1,"size":10}')


def test_defaults_of_the_file_reach_every_source() -> None:
    for source in REGISTRY.sources:
        assert (source.every, source.overlap) == (timedelta(hours=4), timedelta(days=7))
        assert (source.jitter, source.min_gap_s) == (timedelta(minutes=10), 1.0)


@pytest.mark.parametrize(
    ("source_id", "second"),
    [
        ("ndrc_tz", "https://www.ndrc.gov.cn/xxgk/zcfb/tz/index_1.html"),
        ("nda_zcfb", "https://www.nda.gov.cn/sjj/zwgk/zcfb/list/index_pc_2.html"),
        ("gd_wjk", "http://www.gd.gov.cn/zwgk/wjk/qbwj/index_2.html"),
        ("people_gb", "http://www.people.com.cn/GB/59476/index2.html"),
        ("wuhan_ai", "https://www.wuhan.gov.cn/ztzl/25zt/rgzncy/zcwj_94757/index_1.shtml"),
        ("gd_gkmlpt", "http://www.gd.gov.cn/gkmlpt/api/all/5?page=2&sid=2"),
    ],
)
def test_older_pages_have_the_address_that_the_site_gives_them(source_id: str, second: str) -> None:
    source = SOURCES[source_id]
    request = next_request(Page(source.listings[0].url, b""), source, source.listings[0], 2)
    assert request is not None
    assert request.url == second


def test_paging_by_parameter_changes_a_parameter_that_is_there() -> None:
    for source in REGISTRY.sources:
        paging = source.layout.paging
        for request in source.listings if paging.kind is PagingKind.PARAM else ():
            second = next_request(Page(request.url, b""), source, request, 2)
            assert second is not None
            assert second.key != request.key


def test_twins_of_articles_become_the_main_page() -> None:
    ndrc, nda = SOURCES["ndrc_tz"].layout, SOURCES["nda_zcfb"].layout
    assert canonical("https://www.ndrc.gov.cn/a/t20250826_1_ext.html", ndrc).endswith("/t20250826_1.html")
    assert canonical("https://www.nda.gov.cn/a/0826/20250826101112_mobile.html", nda).endswith("12_pc.html")


def test_interpretations_among_notices_are_known_by_their_path() -> None:
    source = SOURCES["ndrc_tz"]
    page = '<ul class="u-list"><li><a href="../../jd/jd/202508/t20250826_1.html">示例</a></li></ul>'
    (link,) = parse_listing(Page(source.listings[0].url, page.encode()), source)
    assert (link.kind, link.url) == (
        LinkKind.INTERPRETATION,
        "https://www.ndrc.gov.cn/xxgk/jd/jd/202508/t20250826_1.html",
    )


def test_the_default_topic_is_ai_plus_with_strong_and_weak_terms() -> None:
    (topic,) = REGISTRY.topics
    terms = dict(topic.terms)
    assert (topic.id, topic.name) == ("ai_plus", "人工智能+")
    assert {"人工智能+", "AI+", "人工智能", "算力", "大模型", "东数西算", "智能制造"} <= terms.keys()
    assert terms["人工智能+"] >= topic.threshold > terms["智能制造"]


def test_ids_and_names_are_short_and_regions_full() -> None:
    assert all(len(source.id) <= 15 and re.fullmatch(r"[a-z0-9_]+", source.id) for source in REGISTRY.sources)
    assert all(source.region == "全国" or source.region[-1] in "省市区县" for source in REGISTRY.sources)
    assert all(source.name_en.isascii() for source in REGISTRY.sources)


def test_the_file_is_found_in_the_checkout() -> None:
    assert default_path().name == "sources.toml"
    assert isinstance(REGISTRY, Registry)


@pytest.mark.corpus
def test_addresses_of_real_articles_lead_to_sources_of_their_issuer() -> None:
    rows = (CORPUS / "text" / "miit_cac_pages.jsonl").read_text(encoding="utf-8").splitlines()
    urls = [json.loads(row)["url"] for row in rows]
    found = Counter(REGISTRY.for_url(url).issuer for url in urls if "tc260" not in url)
    assert found == {"工业和信息化部": 109, "国家互联网信息办公室": 52}
