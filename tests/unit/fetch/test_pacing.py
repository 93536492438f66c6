import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import httpx
import pytest

from fakeweb import NOW, PUBLIC_ADDRESS, USER_AGENT, FakeTime, make_source
from monitor.domain import RobotsFile
from monitor.fetch import Fetcher
from monitor.fetch.pacing import Host, Hosts

DURATION_S = 0.3


class PacedSite:
    """Answers after `DURATION_S` of the fake clock, and notes when each request began and ended."""

    def __init__(self, time):
        self.time = time
        self.spans = []
        self.at_once = 0
        self._active = 0
        self._lock = threading.Lock()

    def __call__(self, request):
        if request.url.path == "/robots.txt":
            self.time.advance(DURATION_S)
            return httpx.Response(404)
        with self._lock:
            self._active += 1
            self.at_once = max(self.at_once, self._active)
        began = self.time.monotonic()
        self.time.advance(DURATION_S)
        with self._lock:
            self._active -= 1
        self.spans.append((began, self.time.monotonic(), request.url.host))
        return httpx.Response(200, content=str(request.url).encode())


def gaps(spans):
    ordered = sorted(spans)
    return [start - end for (_, end, _), (start, _, _) in pairwise(ordered)]


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def site(time):
    return PacedSite(time)


@pytest.fixture
def make(time, site):
    fetchers = []

    def make(handler=site, **options):
        fetchers.append(
            Fetcher(
                USER_AGENT,
                transport=httpx.MockTransport(handler),
                resolve=lambda _host, _port: [PUBLIC_ADDRESS],
                sleep=time.sleep,
                monotonic=time.monotonic,
                **options,
            )
        )
        return fetchers[-1]

    yield make
    for fetcher in fetchers:
        fetcher.close()


def run(fetcher, sources, times=1):
    def work(source):
        for _ in range(times):
            assert fetcher.fetch(source.listings[0], source, NOW) is not None

    with ThreadPoolExecutor(len(sources)) as pool:
        for done in [pool.submit(work, source) for source in sources]:
            done.result()


def test_two_sources_on_one_host_never_overlap_and_keep_the_gap(make, site):
    sources = [make_source(f"http://a.example/{name}", id=name, min_gap_s=2.0) for name in "ab"]
    run(make(), sources, times=4)
    assert site.at_once == 1
    assert len(site.spans) == 8
    assert min(gaps(site.spans)) >= 2.0 - 1e-9


def test_the_stricter_gap_of_two_sources_holds_on_both_sides(make, site):
    fetcher = make()
    slow = make_source("http://a.example/slow", min_gap_s=5.0)
    quick = make_source("http://a.example/quick", min_gap_s=1.0)
    for source in (quick, slow, quick, quick):
        fetcher.fetch(source.listings[0], source, NOW)
    assert gaps(site.spans) == pytest.approx([5.0, 5.0, 1.0])


def test_ports_and_schemes_of_a_host_share_its_gap(make, site):
    fetcher = make()
    for address in ("http://a.example/", "http://a.example:8080/", "https://A.example./"):
        source = make_source(address, min_gap_s=2.0)
        fetcher.fetch(source.listings[0], source, NOW)
    assert min(gaps(site.spans)) >= 2.0 - 1e-9


def test_a_gap_that_has_passed_anyway_is_not_waited_for(make, time):
    fetcher = make()
    source = make_source("http://a.example/", min_gap_s=2.0)
    fetcher.fetch(source.listings[0], source, NOW)
    time.advance(10)
    before = list(time.sleeps)
    fetcher.fetch(source.listings[0], source, NOW)
    assert time.sleeps == before


def test_the_robots_request_keeps_the_gap_too(make, time):
    source = make_source("http://a.example/", min_gap_s=2.0)
    make().fetch(source.listings[0], source, NOW)
    assert time.sleeps == pytest.approx([2.0])


@pytest.mark.parametrize(("delay", "expected"), [("7", 7.0), ("0.5", 1.0), ("3600", 30.0), ("soon", 1.0)])
def test_a_crawl_delay_longer_than_the_gap_is_kept_up_to_its_cap(make, site, delay, expected):
    robots = RobotsFile("http://a.example", 200, f"User-agent: *\nCrawl-delay: {delay}\n", NOW)
    fetcher = make(robots=[robots])
    source = make_source("http://a.example/", min_gap_s=1.0)
    for _ in range(3):
        fetcher.fetch(source.listings[0], source, NOW)
    assert gaps(site.spans) == pytest.approx([expected, expected])


def test_redirects_retries_and_priming_keep_the_gap(make, time):
    spans = []
    answers = {
        "/robots.txt": [httpx.Response(404)],
        "/a": [httpx.Response(503), httpx.Response(302, headers={"Location": "/b"})],
        "/b": [httpx.Response(200, content=b"page")],
    }

    def handler(request):
        spans.append(time.monotonic())
        waiting = answers[request.url.path]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    source = make_source("http://a.example/a", min_gap_s=4.0)
    assert make(handler).fetch(source.listings[0], source, NOW) is not None
    assert [later - earlier for earlier, later in pairwise(spans)] == pytest.approx([4.0, 4.0, 4.0])


def test_twenty_hosts_are_asked_at_the_same_time(make):
    together = threading.Barrier(20)

    def handler(request):
        if request.url.path != "/robots.txt":
            together.wait(30)
        return httpx.Response(200, content=b"page")

    sources = [make_source(f"http://h{number}.example/", min_gap_s=1.0) for number in range(20)]
    run(make(handler), sources)
    assert not together.broken


def test_a_host_is_free_again_after_a_failure(time):
    host = Host()
    with pytest.raises(ZeroDivisionError), host.turn(1.0, time.monotonic, time.sleep):
        raise ZeroDivisionError
    with host.turn(1.0, time.monotonic, time.sleep):
        assert time.sleeps == [1.0]


def test_a_clock_that_wakes_us_early_does_not_shorten_the_gap(time):
    host = Host()
    slept = []

    def short_sleep(seconds):
        slept.append(seconds)
        time.sleep(seconds / 2 if len(slept) == 1 else seconds)

    with host.turn(4.0, time.monotonic, short_sleep):
        pass
    with host.turn(4.0, time.monotonic, short_sleep):
        assert slept == pytest.approx([4.0, 2.0])


def test_a_host_has_one_record_for_all_threads():
    hosts = Hosts()
    with ThreadPoolExecutor(8) as pool:
        assert len({id(host) for host in pool.map(hosts.get, ["a.example"] * 200)}) == 1
    assert hosts.get("b.example") is not hosts.get("a.example")
