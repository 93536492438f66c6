from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from fakeweb import NOW, make_source
from monitor.domain import Request, RobotsFile
from monitor.errors import RobotsError
from monitor.fetch import Limits
from monitor.fetch.pacing import MAX_BYTES, RobotsFiles

URL = "http://a.example/list/"
ROBOTS = "http://a.example/robots.txt"
FORBID_ALL = "User-agent: *\nDisallow: /\n"


def robots_asked(bench):
    return [str(r.url) for r in bench.site.requests if r.url.path == "/robots.txt"]


def fetch_at(bench, now, url=URL):
    return bench.fetcher.fetch(Request(url), make_source(url), now)


@pytest.fixture
def bench(make_bench):
    bench = make_bench()
    bench.site.add(URL, httpx.Response(200, content=b"page"))
    return bench


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        ("", True),
        (FORBID_ALL, False),
        ("User-agent: *\nDisallow: /private/\n", True),
        ("User-agent: aiplus-monitor\nDisallow: /list/\n", False),
        ("User-agent: AIplus-Monitor\nDisallow: /list/\nUser-agent: *\nAllow: /\n", False),
        ("User-agent: otherbot\nDisallow: /\n", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: aiplus-monitor\nAllow: /\n", True),
        ("User-agent: *\nDisallow: /*t/$\n", False),
        ("User-agent: *\nDisallow: /\nAllow: /list/\n", True),
        ("\ufeffUser-agent: *\nDisallow: /\n", False),
        ("<html>not found</html>", True),
    ],
)
def test_the_rules_for_our_token_are_obeyed(bench, body, allowed):
    bench.site.add(ROBOTS, httpx.Response(200, content=body.encode()))
    if allowed:
        assert bench.page(URL).body == b"page"
        return
    with pytest.raises(RobotsError, match="forbids this address to aiplus-monitor") as caught:
        bench.fetch(URL)
    assert caught.value.url == URL
    assert bench.site.asked == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 429, 451])
def test_4xx_means_that_there_are_no_rules(bench, status):
    bench.site.add(ROBOTS, httpx.Response(status, content=FORBID_ALL.encode()))
    assert bench.page(URL).body == b"page"


@pytest.mark.parametrize("status", [500, 502, 503, 521])
def test_5xx_means_not_now(bench, status):
    bench.site.add(ROBOTS, httpx.Response(status))
    with pytest.raises(RobotsError, match=rf"status {status}: no answer for http://a\.example/robots\.txt"):
        bench.fetch(URL)
    assert bench.site.asked == []
    assert bench.fetcher.learned() == ()


def test_no_answer_means_not_now_and_says_why(bench):
    def refuse(request):
        raise httpx.ConnectError("Connection refused", request=request)

    bench.site.add(ROBOTS, refuse)
    with pytest.raises(RobotsError, match="Connection refused; tried 3 times: no answer for"):
        bench.fetch(URL)
    assert len(robots_asked(bench)) == 3


def test_an_unanswered_robots_txt_is_asked_for_again_after_a_short_time(bench):
    bench.site.add(ROBOTS, httpx.Response(500), httpx.Response(200, content=b""))
    for minutes in (0, 9):
        with pytest.raises(RobotsError):
            fetch_at(bench, NOW + timedelta(minutes=minutes))
    assert len(robots_asked(bench)) == 1
    assert fetch_at(bench, NOW + timedelta(minutes=10)).body == b"page"
    assert [file.status for file in bench.fetcher.learned()] == [200]


def test_robots_txt_is_asked_for_once_a_day(bench):
    bench.site.add(ROBOTS, httpx.Response(200, content=b"User-agent: *\nDisallow: /x\n"))
    for hours in (0, 1, 23.9):
        fetch_at(bench, NOW + timedelta(hours=hours))
    assert len(robots_asked(bench)) == 1
    fetch_at(bench, NOW + timedelta(hours=24))
    assert len(robots_asked(bench)) == 2


def test_a_changed_robots_txt_is_obeyed_once_it_is_read(bench):
    bench.site.add(
        ROBOTS,
        httpx.Response(200, content=b"User-agent: *\nAllow: /\n"),
        httpx.Response(200, content=FORBID_ALL.encode()),
    )
    fetch_at(bench, NOW)
    with pytest.raises(RobotsError):
        fetch_at(bench, NOW + timedelta(days=1))


def test_an_old_robots_txt_holds_while_the_host_gives_no_new_one(make_bench):
    bench = make_bench(
        robots=(RobotsFile("http://a.example", 200, "User-agent: *\nDisallow: /no\n", NOW - timedelta(days=29)),)
    )
    bench.site.add(URL, httpx.Response(200, content=b"page"))
    bench.site.add(ROBOTS, httpx.Response(500))
    assert fetch_at(bench, NOW).body == b"page"
    with pytest.raises(RobotsError, match="forbids"):
        fetch_at(bench, NOW, "http://a.example/no")
    assert len(robots_asked(bench)) == 1
    with pytest.raises(RobotsError, match="status 500: no answer"):
        fetch_at(bench, NOW + timedelta(days=1))


def test_files_from_the_store_are_used_and_new_ones_handed_back_once(make_bench):
    bench = make_bench(robots=(RobotsFile("http://a.example", 404, "", NOW - timedelta(hours=23)),))
    for host in ("a", "b"):
        bench.site.add(f"http://{host}.example/list/", httpx.Response(200, content=b"page"))
        bench.page(f"http://{host}.example/list/")
    assert robots_asked(bench) == ["http://b.example/robots.txt"]
    assert bench.fetcher.learned() == (RobotsFile("http://b.example", 404, "", NOW),)
    assert bench.fetcher.learned() == ()


def test_each_origin_has_its_own_robots_txt(bench):
    for url in ("http://a.example/", "https://a.example/", "http://a.example:8080/"):
        bench.site.add(url, httpx.Response(200, content=b"page"))
        bench.page(url)
    assert robots_asked(bench) == [
        "http://a.example/robots.txt",
        "https://a.example/robots.txt",
        "http://a.example:8080/robots.txt",
    ]


def test_five_redirects_of_robots_txt_are_followed(bench):
    for number in range(5):
        target = "http://b.example/robots.txt" if number == 4 else f"/r{number}"
        bench.site.add(
            ROBOTS if number == 0 else f"http://a.example/r{number - 1}",
            httpx.Response(301, headers={"Location": target}),
        )
    bench.site.add("http://b.example/robots.txt", httpx.Response(200, content=FORBID_ALL.encode()))
    with pytest.raises(RobotsError, match=r"http://a\.example/robots\.txt forbids"):
        bench.fetch(URL)
    (file,) = bench.fetcher.learned()
    assert (file.origin, file.status, file.body) == ("http://a.example", 200, FORBID_ALL)


def test_endless_redirects_of_robots_txt_mean_that_there_are_no_rules(bench):
    bench.site.add(ROBOTS, httpx.Response(302, headers={"Location": "/robots.txt"}))
    assert bench.page(URL).body == b"page"
    assert len(robots_asked(bench)) == 6


def test_a_robots_txt_that_leads_into_our_network_is_no_answer(bench):
    bench.addresses["inside.example"] = "10.0.0.1"
    bench.site.add(ROBOTS, httpx.Response(302, headers={"Location": "http://inside.example/"}))
    with pytest.raises(RobotsError, match="inside a private network"):
        bench.fetch(URL)


def test_only_the_first_500_kib_are_read(bench):
    padding = b"# padding\n" * (MAX_BYTES // 10)
    bench.site.add(ROBOTS, httpx.Response(200, content=padding + b"User-agent: *\nDisallow: /\n"))
    assert bench.page(URL).body == b"page"
    (file,) = bench.fetcher.learned()
    assert len(file.body) == MAX_BYTES
    bench.site.add("http://b.example/robots.txt", httpx.Response(200, content=FORBID_ALL.encode() + padding))
    with pytest.raises(RobotsError):
        bench.fetch("http://b.example/")


def test_a_large_robots_txt_is_no_error_even_when_pages_must_be_smaller(make_bench):
    bench = make_bench(limits=Limits(max_bytes=1000))
    bench.site.add(ROBOTS, httpx.Response(200, content=b"#" * 5000))
    bench.site.add(URL, httpx.Response(200, content=b"page"))
    assert bench.page(URL).body == b"page"


def test_many_threads_ask_for_robots_txt_once(bench):
    source = make_source(URL)
    with ThreadPoolExecutor(16) as pool:
        pages = list(pool.map(lambda _: bench.fetcher.fetch(Request(URL), source, NOW), range(64)))
    assert all(page.body == b"page" for page in pages)
    assert len(robots_asked(bench)) == 1


def test_a_failure_by_one_proxy_does_not_speak_for_another(make_bench):
    bench = make_bench()
    bench.site.add(URL, httpx.Response(200, content=b"page"))
    bench.site.add(ROBOTS, httpx.Response(500), httpx.Response(404))
    with pytest.raises(RobotsError):
        bench.fetch(URL, make_source(URL, proxy="http://127.0.0.1:1"))
    assert bench.page(URL).body == b"page"


def test_a_file_is_parsed_once_and_anew_when_it_changed():
    files = RobotsFiles([])
    first = RobotsFile("http://a.example", 200, FORBID_ALL, NOW)
    rules = files.rules(first)
    assert rules is not None
    assert files.rules(first) is rules
    assert files.rules(RobotsFile("http://a.example", 200, FORBID_ALL, NOW)) is not rules
    assert files.rules(RobotsFile("http://a.example", 404, FORBID_ALL, NOW)) is None
    assert files.rules(RobotsFile("http://a.example", 200, "", NOW)) is None
