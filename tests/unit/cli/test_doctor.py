"""`monitor sources doctor`: what a site answers, which family fits, what the registry should say."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from typer.testing import CliRunner

import make
from monitor.cli import app, assembly, doctor
from monitor.errors import MonitorError
from servers import running

OWN = """
[[source]]
id = "mine"
name = "示例市发改委"
issuer = "示例市发展和改革委员会"
region = "示例市"
level = "city"
kind = "policy"
family = "{family}"
url = "http://127.0.0.1:{port}/zcfb/"
min_gap_s = 0.0
"""
LISTING = (
    '<ul><li><a href="./202503/t20250301_1.html" title="示例市行动方案">示例…</a><span>2025-03-01</span></li>'
    '<li><a href="./202503/t20250320_2.html" title="示例市算力通知">示例…</a><span>2025-03-20</span></li></ul>'
)
ARTICLE = (
    '<html><head><meta name="PubDate" content="2025-03-20 09:00"></head><body><h1>示例市算力通知</h1>'
    '<div class="TRS_Editor"><p>各有关单位要加强组织领导，抓好贯彻落实。</p></div></body></html>'
)


class Site(ThreadingHTTPServer):
    """A site with a listing and an article; `moved` addresses redirect, others are 404."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pages)
        self.pages = {"/zcfb/": LISTING, "/zcfb/202503/t20250320_2.html": ARTICLE}
        self.moved: dict[str, str] = {}


class Pages(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        body = self.server.pages.get(self.path, "").encode()
        moved = self.server.moved.get(self.path)
        self.send_response(302 if moved else 200 if self.path in self.server.pages else 404)
        if moved:
            self.send_header("Location", moved)
        self.send_header("Set-Cookie", "session=secret; Path=/")
        self.send_header("ETag", '"abc"')
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site()) as server:
        yield server


@pytest.fixture
def run(site, monkeypatch, tmp_path):
    """Run the doctor on a registry of one source of a family."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(assembly, "clock", lambda: make.NOW)

    def run(*arguments, family="trs_static", more=""):
        text = OWN.format(family=family, port=site.server_port) + more
        (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
        done = CliRunner().invoke(app, ["sources", "doctor", *arguments])
        if done.exception and not isinstance(done.exception, SystemExit | MonitorError):
            raise done.exception
        return done.exit_code, done.stdout

    return run


def report(run, **options):
    code, said = run("--all", "--json", **options)
    (found,) = json.loads(said)["sources"]
    return code, found


def test_a_source_that_is_as_the_registry_says_has_no_difference(run, site):
    code, found = report(run)
    assert (code, found["differs"]) == (0, [])
    (listing,) = found["listings"]
    assert (listing["links"], listing["dated"], listing["newest"]) == (2, 2, "2025-03-20")
    assert listing["first"][0][:2] == ["示例市行动方案", "2025-03-01"]
    assert listing["fits"][0] == {"family": listing["fits"][0]["family"], "links": 2, "dated": 2}
    assert listing["exchange"]["status"] == 200
    assert ["etag", '"abc"'] in [[name.lower(), value] for name, value in listing["exchange"]["headers"]]
    assert listing["exchange"]["size"] == len(LISTING.encode())
    assert found["article"]["title"] == "示例市算力通知", "the newest one, not the first"
    assert (found["article"]["published"], found["article"]["characters"]) == ("2025-03-20", 20)
    assert f'url = "http://127.0.0.1:{site.server_port}/zcfb/"' in found["row"]


def test_no_secret_is_in_the_report(run):
    _code, said = run("--all", "--json")
    assert '"status": 200' in said
    assert "secret" not in said, "a cookie of the site"


def test_a_family_that_finds_nothing_is_replaced_by_the_one_that_fits(run):
    code, found = report(run, family="shanghai_nw")
    assert code == 1
    shape, fits = found["differs"]
    assert "none of 2 links has the shape of an article" in shape
    best = found["listings"][0]["fits"][0]["family"]
    assert f"shanghai_nw finds no link, {best} 2" in fits
    assert f'family = "{best}"' in found["row"]


def test_a_listing_that_moved_is_told_with_its_new_address(run, site):
    site.pages["/new/"] = site.pages.pop("/zcfb/")
    site.pages["/new/202503/t20250320_2.html"] = ARTICLE
    site.moved["/zcfb/"] = "/new/"
    code, found = report(run)
    assert code == 1
    assert found["differs"] == [
        f"http://127.0.0.1:{site.server_port}/zcfb/ leads to http://127.0.0.1:{site.server_port}/new/"
    ]
    assert f'url = "http://127.0.0.1:{site.server_port}/new/"' in found["row"]


def test_a_dead_listing_a_dead_article_and_an_old_listing_are_told(run, site, monkeypatch):
    del site.pages["/zcfb/202503/t20250320_2.html"]
    _code, found = report(run)
    assert found["differs"] == [f"http://127.0.0.1:{site.server_port}/zcfb/202503/t20250320_2.html: status 404"]
    monkeypatch.setattr(assembly, "clock", lambda: make.NOW.replace(month=9))
    assert any("the newest link is of 2025-03-20" in words for words in report(run)[1]["differs"])
    del site.pages["/zcfb/"]
    _code, found = report(run)
    assert found["differs"] == [f"http://127.0.0.1:{site.server_port}/zcfb/: status 404"]
    assert found["article"] is None


def test_an_article_without_a_day_or_without_text_is_told(run, site):
    site.pages["/zcfb/202503/t20250320_2.html"] = "<html><body></body></html>"
    (said,) = report(run)[1]["differs"]
    assert "t20250320_2.html: " in said


def test_people_get_the_same_in_words_with_the_row_to_copy(run):
    code, said = run("mine")
    assert code == 0
    for words in (
        "links: 2, 2 with a day, 0 rows lead elsewhere, newest 2025-03-20",
        "etag",
        '[[source]]\n  id = "mine"',
        "families: ",
    ):
        assert words in said


def test_either_sources_or_all_are_asked_for(run):
    assert run()[0] != 0
    assert run("mine", "--all")[0] != 0


def test_a_surprise_in_one_source_does_not_hide_the_others(caplog):
    sources = [make.source("a", "http://a.example/"), make.source("b", "http://b.example/")]

    class Broken:
        def receive(self, _request, source, _now):
            raise RuntimeError(f"boom in {source.id}")

    caplog.set_level(logging.CRITICAL)
    found = doctor.examine_all(sources, doctor.Doctor(None, Broken(), lambda: make.NOW).examine, 2)
    assert [one.id for one in found] == ["a", "b"]
    assert found[0].differs == ("internal error: RuntimeError: boom in a",)


def test_a_page_without_a_day_is_told():
    exchange = doctor.Exchange(url="http://a.example/1", status=200)
    found = doctor.differences(make.source(), (), doctor.ArticleReport(exchange, "标题", None, 10, 0), make.NOW)
    assert found == ("http://a.example/1: the article shows no day of publication",)


def test_a_title_cannot_command_the_terminal(run, site):
    site.pages["/zcfb/"] = LISTING.replace("示例市行动方案", "示例\x1b[2J\u2066行动方案")
    _code, said = run("mine")
    assert "示例[2J行动方案" in said
    assert not {"\x1b", "\u2066"} & set(said)


THEN = """
[source.then]
url = "{kind}/"
[source.then.values]
kind = { select = "b", every = true }
"""


def test_categories_that_a_page_names_are_looked_at_and_the_row_keeps_the_page(run, site):
    site.pages |= {
        "/zcfb/": "<b>tz</b><b>gg</b>",
        "/zcfb/tz/": LISTING,
        "/zcfb/gg/": "<p>暂无数据</p>",
        "/zcfb/tz/202503/t20250320_2.html": ARTICLE,
    }
    code, found = report(run, more=THEN)
    assert (code, found["differs"]) == (0, [])
    assert [(listing["exchange"]["url"][-4:], listing["links"]) for listing in found["listings"]] == [
        ("/tz/", 2),
        ("/gg/", 0),
    ]
    assert found["article"]["title"] == "示例市算力通知"
    assert f'url = "http://127.0.0.1:{site.server_port}/zcfb/"' in found["row"]
    assert f"column: http://127.0.0.1:{site.server_port}/zcfb/: status 200" in run("mine", more=THEN)[1]


def test_a_page_that_says_nothing_leads_nowhere_or_to_empty_lists_is_told(run, site):
    site.pages["/zcfb/"] = "<p>改版</p>"
    code, found = report(run, more=THEN)
    assert code == 1
    assert "does not say 'kind'" in found["differs"][0]
    site.pages |= {"/zcfb/": "<b>tz</b><b>gg</b>", "/zcfb/gg/": "<p>暂无数据</p>", "/zcfb/tz/": "<p>暂无数据</p>"}
    (said,) = report(run, more=THEN)[1]["differs"]
    assert "none of the 2 listings has a link" in said
    del site.pages["/zcfb/tz/"]
    assert "/zcfb/tz/: status 404" in report(run, more=THEN)[1]["differs"][0]
    del site.pages["/zcfb/"]
    assert report(run, more=THEN)[1]["differs"] == [f"http://127.0.0.1:{site.server_port}/zcfb/: status 404"]
