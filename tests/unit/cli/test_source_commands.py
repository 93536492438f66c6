"""`monitor sources`: the registry listed and checked, a saved listing tried."""

import json
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

import make
from monitor.cli import app, listing_trial, source_commands
from monitor.domain import Link
from monitor.errors import ConfigError, InputError
from monitor.sources import Registry, default_path, load
from servers import running

REGISTRY = load(default_path())
LISTING = (
    '<ul><li><a href="./202603/t20260301_1.html" title="示例市行动方案">示例…</a><span>2026-03-01</span></li>'
    '<li><a href="/about.html">关于我们</a></li></ul>'
)


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "list.html").write_text(LISTING, encoding="utf-8")

    def run(*arguments):
        done = CliRunner().invoke(app, ["sources", *arguments])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    return run


def test_the_list_shows_every_source_and_what_covers_each_issuer(run):
    shown = run("list")
    for source in REGISTRY.sources:
        assert source.id in shown
    assert "0 not covered" in shown
    assert f"{len(REGISTRY.sources)} sources" in shown


def test_the_list_as_json_holds_what_people_ask_for(run):
    shown = json.loads(run("list", "--json"))
    assert [row["id"] for row in shown["sources"]] == [source.id for source in REGISTRY.sources]
    row = shown["sources"][0]
    assert set(row) == {*source_commands.SHOWN_FIELDS, "listings"}
    assert row["listings"] == [request.url for request in REGISTRY.sources[0].listings]
    assert shown["issuers"]


def test_a_good_registry_is_fine(run):
    enabled = sum(source.enabled for source in REGISTRY.sources)
    assert f"{len(REGISTRY.sources)} sources, {enabled} enabled, 1 topic(s): fine" in run("check")


def test_every_mistake_of_a_registry_is_told(run, tmp_path):
    (tmp_path / "sources.toml").write_text(
        'extends = "default"\n[[source]]\nid = "ndrc_tz"\nevery = "4 hours"\nlnk = 1\n', encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        run("check")
    assert {problem.key for problem in caught.value.problems} == {"source[ndrc_tz].every", "source[ndrc_tz].lnk"}


def test_a_saved_listing_is_read_by_its_family(run):
    shown = run("try", "list.html", "--family", "trs_static", "--base", "http://www.example.gov.cn/zcfb/")
    assert shown.splitlines() == [
        "2026-03-01  示例市行动方案  http://www.example.gov.cn/zcfb/202603/t20260301_1.html",
        "1 links, read as trs_static",
    ]


def test_links_are_printed_as_json(run):
    (row,) = json.loads(
        run("try", "list.html", "--family", "trs_static", "--base", "http://www.example.gov.cn/zcfb/", "--json")
    )
    assert row == {
        "title": "示例市行动方案",
        "url": "http://www.example.gov.cn/zcfb/202603/t20260301_1.html",
        "published": "2026-03-01",
        "kind": "article",
    }


def test_a_day_that_only_the_address_tells_is_not_shown_as_the_listings():
    link = Link("http://127.0.0.1/t20260301_1.html", "通知", date(2026, 3, 1), dated_by_address=True)
    assert source_commands.link_row(link)["published"] is None


def test_a_listing_is_read_as_a_named_source_else_a_family_else_what_its_address_suggests():
    registry = Registry(sources=(make.source("mine", "http://127.0.0.1/list/"),), topics=())
    address = "http://127.0.0.1/other/"
    assert source_commands.source_for(registry, address, "mine", "gkmlpt").id == "mine"
    assert source_commands.source_for(registry, address, None, "gkmlpt").family == "gkmlpt"
    assert source_commands.source_for(registry, "http://127.0.0.1/list/", None, None).id == "mine"


def test_an_unknown_family_is_refused_by_name(run):
    with pytest.raises(InputError, match="zzzz"):
        run("try", "list.html", "--family", "zzzz", "--base", "http://www.example.gov.cn/")


def test_a_page_counts_as_its_own_listing():
    hosted = source_commands.hosted_at(make.source(), "http://www.example.gov.cn/zcfb/")
    assert [request.url for request in hosted.listings] == ["http://www.example.gov.cn/zcfb/"]


OWN = """
[[source]]
id = "mine"
name = "示例"
issuer = "示例市"
region = "示例市"
level = "city"
kind = "policy"
family = "trs_static"
url = "http://127.0.0.1:{port}/zcfb/"
min_gap_s = 0.0
"""
ARTICLE = "<h1>示例市行动方案</h1>"


class Site(ThreadingHTTPServer):
    """A site with a listing and an article; other addresses are challenges."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.pages = {"/zcfb/": LISTING, "/zcfb/202603/t20260301_1.html": ARTICLE}


class Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        body = self.server.pages.get(self.path, "<script>challenge()</script>").encode()
        self.send_response(200 if self.path in self.server.pages else 404)
        self.send_header("Set-Cookie", "session=secret; Path=/")
        self.send_header("X-Cache", "HIT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path) -> Iterator[Site]:
    with running(Site()) as server:
        (tmp_path / "sources.toml").write_text(OWN.format(port=server.server_port), encoding="utf-8")
        yield server


def test_a_recording_holds_what_the_site_sent_and_no_cookie(run, site, tmp_path):
    run("record", "mine", "seen/today")
    folder = tmp_path / "seen" / "today"
    assert (folder / "listing.body").read_text(encoding="utf-8") == LISTING
    assert (folder / "article.body").read_text(encoding="utf-8") == ARTICLE
    address, status, *headers = (folder / "article.head").read_text(encoding="utf-8").splitlines()
    assert address == f"http://127.0.0.1:{site.server_port}/zcfb/202603/t20260301_1.html"
    assert status == "200"
    assert {"x-cache: HIT", "set-cookie: session"} <= set(headers)


def test_a_page_without_links_is_recorded_and_the_missing_article_told(run, site, tmp_path):
    site.pages["/zcfb/"] = "<p>系统维护</p>"
    assert "no article is saved" in run("record", "mine", "seen")
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == ["listing.body", "listing.head"]


def test_an_error_page_is_recorded_as_it_is(run, site, tmp_path):
    del site.pages["/zcfb/"]
    run("record", "mine", "seen")
    assert (tmp_path / "seen" / "listing.body").read_text(encoding="utf-8") == "<script>challenge()</script>"
    assert "404" in (tmp_path / "seen" / "listing.head").read_text(encoding="utf-8").splitlines()


def test_packs_are_shown_and_switched_in_a_file_of_ones_own(run, tmp_path):
    assert "off  data" in run("packs")
    shown = run("packs", "--on", "data", "--off", "core")
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == 'extends = "default"\npacks = ["data"]\n'
    assert "on   data" in shown
    watched = [row for row in json.loads(run("list", "--json"))["sources"] if row["enabled"]]
    assert watched
    assert all("data" in row["packs"] for row in watched)


def test_switching_makes_the_file_that_the_settings_name(run, monkeypatch, tmp_path):
    monkeypatch.setenv("MONITOR_SOURCES", str(tmp_path / "own.toml"))
    assert "on   data" in run("packs", "--on", "data")
    assert (tmp_path / "own.toml").read_text(encoding="utf-8") == 'extends = "default"\npacks = ["core", "data"]\n'


def test_the_bundled_file_is_not_switched(run, monkeypatch):
    monkeypatch.setenv("MONITOR_SOURCES", str(default_path()))
    with pytest.raises(InputError, match="set MONITOR_SOURCES"):
        run("packs", "--on", "data")


DATED = (
    '<html><head><meta name="PubDate" content="2026-03-01"></head><body><h1>示例市行动方案</h1>'
    '<div class="TRS_Editor"><p>到2027年底，全市智能算力规模突破100EFLOPS。</p></div></body></html>'
)


def test_every_family_is_tried_and_the_newest_article_is_shown(run, site):
    site.pages["/zcfb/202603/t20260301_1.html"] = DATED
    site.pages["/other/"] = LISTING.replace("./", "/zcfb/")
    shown = run("try", f"http://127.0.0.1:{site.server_port}/other/")
    for words in (
        "trs_static            1 links,    1 with a day  (real-page)",
        "best: trs_static: TRS WCM; articles",
        f'family = "trs_static"\nurl = "http://127.0.0.1:{site.server_port}/other/"',
        "1 links, read as trs_static",
        f"newest article: http://127.0.0.1:{site.server_port}/zcfb/202603/t20260301_1.html\n示例市行动方案",
        "published: 2026-03-01",
        "target: — · 智能算力规模 > 100EFLOPS",
    ):
        assert words in shown


def test_a_listing_of_the_registry_is_read_as_its_source(run, site):
    shown = run("try", f"http://127.0.0.1:{site.server_port}/zcfb/")
    assert "newest article: " in shown
    assert "示例市行动方案" in shown


def test_a_newest_article_that_cannot_be_had_is_told(run, site):
    del site.pages["/zcfb/202603/t20260301_1.html"]
    shown = run("try", f"http://127.0.0.1:{site.server_port}/zcfb/")
    assert "newest article: 示例市行动方案: " in shown
    assert "404" in shown


def test_rows_that_lead_elsewhere_are_shown(run, tmp_path):
    foreign = '<li><a href="https://other.example/a">转载的通知公告</a><span>2026-03-02</span></li>'
    second = LISTING.replace("t20260301_1", "t20260302_2").replace("<ul>", "").replace("</ul>", "")
    text = LISTING.replace("</ul>", second + foreign + "</ul>")
    (tmp_path / "list.html").write_text(text, encoding="utf-8")
    shown = run("try", "list.html", "--family", "trs_static", "--base", "http://www.example.gov.cn/zcfb/")
    assert "elsewhere   转载的通知公告  https://other.example/a" in shown
    assert "1 rows lead elsewhere and are not read: name other hosts in hosts" in shown


def test_a_saved_listing_without_an_address_asks_for_it(run):
    with pytest.raises(InputError, match="Give it with --base"):
        run("try", "list.html")
    with pytest.raises(InputError, match=r"none\.html cannot be read"):
        run("try", "none.html")
    with pytest.raises(InputError, match="-: which address"):
        run("try", "-")
    with pytest.raises(InputError, match="which address"):
        run("try", "list.html", "--base", "www.example.gov.cn")


@pytest.mark.parametrize(
    "mark",
    [
        "<!-- saved from url=(0032)http://www.example.gov.cn/zcfb/ -->",
        '<base target="_blank" href="http://www.example.gov.cn/zcfb/">',
        '<link href="http://www.example.gov.cn/zcfb/" rel="canonical">',
    ],
)
def test_a_saved_listing_may_say_itself_where_it_comes_from(run, tmp_path, mark):
    (tmp_path / "list.html").write_text(mark + LISTING, encoding="utf-8")
    assert "http://www.example.gov.cn/zcfb/202603/t20260301_1.html" in run("try", "list.html")


def test_a_recorded_listing_has_its_address_beside_it(run, tmp_path):
    (tmp_path / "listing.body").write_text(LISTING, encoding="utf-8")
    (tmp_path / "listing.head").write_text("http://www.example.gov.cn/zcfb/\n200\n", encoding="utf-8")
    assert "http://www.example.gov.cn/zcfb/202603/t20260301_1.html" in run("try", "listing.body")


def test_a_saved_listing_of_a_source_has_its_address(run, site):
    shown = run("try", "list.html", "--source", "mine")
    assert f"http://127.0.0.1:{site.server_port}/zcfb/202603/t20260301_1.html" in shown


def test_json_is_recognised(run, tmp_path):
    rows = [{"bt": "关于算力券的通知", "lj": f"/a/{n}", "sj": "2026-03-01"} for n in range(3)]
    (tmp_path / "list.json").write_text(json.dumps({"rows": rows}), encoding="utf-8")
    shown = run("try", "list.json", "--base", "http://www.example.gov.cn/api")
    assert "3 links, read as generic" in shown
    assert "best: generic: any site" in shown
    keys = (
        'family = "generic"\nurl = "http://www.example.gov.cn/api"\nformat = "json"\njson_items = "rows[]"\n'
        'json_title = "bt"\njson_link = "lj"\njson_date = "sj"\nlink_pattern = \'/a/\\d{1,20}$\''
    )
    assert keys in shown


@pytest.mark.parametrize(
    ("urls", "pattern"),
    [
        (["http://a.cn/x/detail/7.html", "http://a.cn/y/detail/12.html"], r"/detail/\d{1,20}\.html$"),
        (["http://a.cn/x/show.jsp?id=5", "http://a.cn/x/show.jsp?id=77"], r"/x/show\.jsp\?id=\d{1,20}$"),
        ([f"http://a.cn/7/{'0a' * 16}/c.html"], r"/[0-9a-f]{32}/c\.html$"),
        (["http://a.cn/a1.html", "http://a.cn/b1.html"], ""),
        (["http://a.cn/list7"], ""),
        (["http://a.cn/7/t20260301_1.html", "http://a.cn/8/t20260302_12.html"], r"/t\d{1,20}_\d{1,20}\.html$"),
    ],
)
def test_a_pattern_is_made_of_addresses_of_one_shape_that_the_listing_has_not(urls, pattern):
    assert listing_trial.pattern_of(urls, "http://a.cn/list9") == pattern


def test_links_of_several_shapes_leave_the_pattern_to_the_person(run, tmp_path):
    text = "".join(f'<li><a href="/{name}/20260301.html">关于算力券的通知</a><i>2026-03-01</i></li>' for name in "ab")
    (tmp_path / "list.html").write_text(text.replace("/b/2", "/b/c2"), encoding="utf-8")
    shown = run("try", "list.html", "--base", "http://www.example.gov.cn/tz/")
    assert "# link_pattern: the addresses have no shape in common" in shown
    assert "format = " not in shown


THEN = """
[source.then]
url = "{kind}/"
[source.then.values]
kind = { select = "b" }
"""


def test_a_listing_whose_address_stands_in_a_page_is_recorded_with_that_page(run, site, tmp_path):
    with (tmp_path / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(THEN)
    site.pages |= {"/zcfb/": "<b>tz</b>", "/zcfb/tz/": LISTING, "/zcfb/tz/202603/t20260301_1.html": ARTICLE}
    run("record", "mine", "seen")
    folder = tmp_path / "seen"
    assert (folder / "column.body").read_text(encoding="utf-8") == "<b>tz</b>"
    assert (folder / "listing.body").read_text(encoding="utf-8") == LISTING
    assert (folder / "article.body").read_text(encoding="utf-8") == ARTICLE


def test_a_column_page_that_says_nothing_is_recorded_and_told(run, site, tmp_path):
    with (tmp_path / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(THEN)
    site.pages["/zcfb/"] = "<p>改版</p>"
    assert "no article is saved: " in run("record", "mine", "seen")
    assert sorted(path.name for path in (tmp_path / "seen").iterdir()) == ["column.body", "column.head"]


def test_a_listing_whose_address_stands_in_a_page_can_be_tried(run, site, tmp_path):
    with (tmp_path / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(THEN)
    site.pages |= {"/zcfb/": "<b>tz</b>", "/zcfb/tz/": LISTING, "/zcfb/tz/202603/t20260301_1.html": DATED}
    shown = run("try", f"http://127.0.0.1:{site.server_port}/zcfb/")
    assert f"http://127.0.0.1:{site.server_port}/zcfb/tz/202603/t20260301_1.html" in shown
