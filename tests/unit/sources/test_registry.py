"""Questions to a registry: who covers an issuer, and how an address is read."""

from pathlib import Path

import pytest

from monitor.domain import Format, Page
from monitor.errors import ConfigError, InputError
from monitor.parse import parse_listing
from monitor.sources import IssuerCoverage, Registry, default_path, family_table, load, plain_source
from monitor.sources.families import bundled_families, read_families

HEAD = 'region = "全国"\nlevel = "national"\nkind = "policy"\nfamily = "trs_static"\n'
TEXT = f"""
[[source]]
id = "own"
name = "甲局 通知"
issuer = "甲局"
url = "https://www.a.gov.cn/xxgk/tz/"
more = ["https://www.a.gov.cn/xxgk/gg/"]
{HEAD}
[[source]]
id = "news"
name = "甲局 新闻"
issuer = "甲局"
url = "http://a.gov.cn/xwzx/"
enabled = false
disabled_because = "empty"
{HEAD}
[[source]]
id = "other"
name = "乙网"
issuer = "乙网"
url = "https://www.b.cn/"
covers = ["甲局", "乙网", "丙厅"]
hosts = [".b.cn", "www.c.cn"]
{HEAD}
[[source]]
id = "away"
name = "丁厅"
issuer = "丁厅"
url = "https://www.d.cn/"
enabled = false
disabled_because = "needs a browser"
{HEAD}
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    path = tmp_path_factory.mktemp("registry") / "sources.toml"
    path.write_text(TEXT, encoding="utf-8")
    return load(path)


def test_an_issuer_is_covered_by_its_own_sources_and_by_those_that_name_it(registry: Registry) -> None:
    assert registry.coverage("甲局") == IssuerCoverage("甲局", ("own",), ("other",), ("news",))
    assert registry.coverage("乙网") == IssuerCoverage("乙网", ("other",), (), ())
    assert registry.coverage("丙厅") == IssuerCoverage("丙厅", (), ("other",), ())
    assert all(registry.coverage(name).is_covered for name in ("甲局", "乙网", "丙厅"))


def test_a_disabled_source_covers_nothing(registry: Registry) -> None:
    assert registry.coverage("丁厅") == IssuerCoverage("丁厅", (), (), ("away",))
    assert not registry.coverage("丁厅").is_covered
    assert not registry.coverage("无此机关").is_covered


def test_issuers_are_listed_with_what_covers_them_own_sources_first(registry: Registry) -> None:
    assert registry.issuers() == (("甲局", ("own", "other")), ("乙网", ("other",)), ("丁厅", ()), ("丙厅", ("other",)))


@pytest.mark.parametrize(
    ("url", "source_id"),
    [
        ("https://www.a.gov.cn/xxgk/tz/202508/t20250826_1.html", "own"),
        ("https://www.a.gov.cn/xxgk/gg/202508/t20250826_1.html", "own"),
        ("https://a.gov.cn/xwzx/202508/t20250826_1.html", "news"),
        ("https://www.a.gov.cn/zt/202508/t20250826_1.html", "own"),
        ("https://www.a.gov.cn/xxgk/gg/", "own"),
        ("http://a.gov.cn/xwzx/", "news"),
        ("https://tech.b.cn/202508/t20250826_1.html", "other"),
        ("http://c.cn/202508/t20250826_1.html", "other"),
        ("https://www.a.gov.cn/xxgk/", "unregistered"),
        ("https://www.x.cn/202508/t20250826_1.html", "unregistered"),
        ("https://notb.cn/202508/t20250826_1.html", "unregistered"),
        ("https://[broken/t20250826_1.html", "unregistered"),
        ("", "unregistered"),
    ],
)
def test_an_address_is_read_as_the_nearest_source_reads_it(registry: Registry, url: str, source_id: str) -> None:
    assert registry.for_url(url).id == source_id


def test_a_plain_source_reads_any_page_by_the_generic_layout() -> None:
    source = plain_source("https://www.x.cn/zt/1.html")
    assert (source.family, source.name, source.layout.format) == ("generic", "www.x.cn", Format.HTML)
    assert source.listings[0].url == "https://www.x.cn/zt/1.html"
    assert plain_source("").name == "generic"


@pytest.mark.parametrize(
    "path",
    [
        "/xw/101034447238812680192.html",
        "/xw/202508/t20250826_1406815.shtml",
        "/zhengce/content_7033929.htm",
        "/20260913/9dc0d216f91b44ca8073a8ffe47a438c/c.html",
        "/n1/n2/c12/content.html",
        "/gwk/9dc0d216f91b44ca8073a8ffe47a438c.html",
        "/web/iteminfo.jsp?id=20418",
    ],
)
def test_the_generic_layout_takes_what_looks_like_an_article(path: str) -> None:
    assert plain_source("").layout.link_pattern.search(f"https://www.x.cn{path}")


@pytest.mark.parametrize(
    "path", ["/", "/xw/", "/xw/index.html", "/xw/index_12.html", "/A093702index_1.htm", "/nw12344/index.html", "/a.css"]
)
def test_the_generic_layout_leaves_columns_alone(path: str) -> None:
    assert not plain_source("").layout.link_pattern.search(f"https://www.x.cn{path}")


def test_a_family_reads_a_column_page_as_html_though_its_lists_are_json(registry: Registry) -> None:
    column = registry.of_family("xinhua_ds", "https://www.x.gov.cn/xwzx/index.htm")
    listing = registry.of_family("xinhua_ds", "https://www.x.gov.cn/xwzx/ds_1.json")
    assert (column.layout.format, listing.layout.format) == (Format.HTML, Format.JSON)
    page = '<li><a href="/20260913/9dc0d216f91b44ca8073a8ffe47a438c/c.html">示例</a>[2026-09-13]</li>'
    (link,) = parse_listing(Page(column.listings[0].url, page.encode()), column)
    assert f"{link.published}" == "2026-09-13"


def test_a_family_that_leaves_the_paths_to_its_sources_reads_links(registry: Registry) -> None:
    source = registry.of_family("json_custom", "https://www.x.gov.cn/api/list")
    assert source.layout.format is Format.HTML
    assert source.layout.link_pattern == plain_source("").layout.link_pattern


def test_a_family_of_embedded_records_stays_one_on_its_column_page(registry: Registry) -> None:
    assert registry.of_family("hanweb_jpage", "https://x.gov.cn/col/col1/index.html").layout.format is Format.CDATA


def test_an_unknown_family_is_told_with_the_nearest_one(registry: Registry) -> None:
    with pytest.raises(InputError, match="no family is called 'trs_statik'; did you mean 'trs_static'"):
        registry.of_family("trs_statik", "https://x.gov.cn/")


def test_package_data_go_before_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.sources.registry._PACKAGE", tmp_path / "monitor")
    assert default_path() == tmp_path / "sources.toml"
    (tmp_path / "monitor" / "data").mkdir(parents=True)
    (tmp_path / "monitor" / "data" / "sources.toml").touch()
    assert default_path() == tmp_path / "monitor" / "data" / "sources.toml"


def test_the_family_table_counts_sources_of_each_family(registry: Registry) -> None:
    table = family_table(registry.sources)
    assert table.count("\n") == 2 + len(bundled_families()) - 1
    assert "| `trs_static` | TRS WCM |" in table
    assert "| 4 (2) |" in table
    assert "generic" not in table


FAMILY = (
    '[[family]]\nname = "{0}"\nmade_by = "a"\nrecognise = "b"\nevidence = "described"\nseen = "c"\nformat = "html"\n'
)
GENERIC = '[generic]\nmade_by = "a"\nrecognise = "b"\nevidence = "described"\nseen = "c"\nformat = "html"\n'


def families_problems(path: Path, text: str) -> dict[str, str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_families(path)
    return {problem.key: problem.message for problem in caught.value.problems}


def test_a_broken_file_of_families_is_told_like_any_other(tmp_path: Path) -> None:
    text = FAMILY.format("one") + 'itm = "li"\n' + FAMILY.format("two") + FAMILY.format("two") + "[[family]]\n[famly]\n"
    found = families_problems(tmp_path / "families.toml", text)
    assert found["family[one].itm"] == "is unknown; did you mean 'item'?"
    assert "stands twice" in found["family[two].name"]
    assert found["family[#4].seen"] == "is missing; add it"
    assert "there are [[family]] tables" in found["famly"]
    assert "is missing or no table" in found["generic"]


def test_a_whole_file_of_families_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "families.toml"
    path.write_text(FAMILY.format("one") + 'item = "li"\n' + GENERIC, encoding="utf-8")
    families = read_families(path)
    assert list(families) == ["one", "generic"]
    assert families["one"].layout == {"format": Format.HTML, "item": "li"}
