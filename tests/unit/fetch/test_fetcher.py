"""What one fetch does, on a fake web."""

import gzip
from threading import Event

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakeweb import NOW, USER_AGENT, make_source
from monitor.domain import Request, Validators
from monitor.errors import BlockedError, FetchError, RobotsError, StoppedError
from monitor.fetch import Fetcher, Limits
from monitor.fetch.guard import is_public
from monitor.fetch.pacing import TransientError

URL = "http://a.example/list/"
PAGE = b"<html><body><ul><li>page</li></ul></body></html>"


def moved(location, status=302, **headers):
    return httpx.Response(status, headers={"Location": location, **headers})


def refuse(request):
    raise httpx.ConnectError("Connection refused", request=request)


# --- conditional requests ---


def test_a_page_carries_body_address_and_validators(bench):
    headers = {
        "ETag": 'W/"1"',
        "Last-Modified": "Mon, 23 Nov 2026 00:00:00 GMT",
        "Content-Type": "text/html; charset=gbk",
    }
    bench.site.add(URL, httpx.Response(200, content=PAGE, headers=headers))
    page = bench.page(URL)
    assert (page.url, page.body, page.charset, page.content_type) == (URL, PAGE, "gbk", "text/html")
    assert page.validators.etag == 'W/"1"'
    assert page.validators.last_modified == "Mon, 23 Nov 2026 00:00:00 GMT"
    assert len(page.validators.body_hash) == 64


def test_a_304_is_no_page(bench):
    bench.site.add(URL, httpx.Response(304))
    assert bench.fetch(URL, validators=Validators(etag='"1"')) is None
    assert bench.site.requests[-1].headers["if-none-match"] == '"1"'


def test_an_unchanged_body_is_no_page_even_when_the_validators_changed(bench):
    bench.site.add(URL, httpx.Response(200, content=PAGE, headers={"ETag": '"2"'}))
    first = bench.page(URL)
    assert bench.fetch(URL, validators=Validators('"1"', None, first.validators.body_hash)) is None


def test_a_changed_body_is_a_page(bench):
    bench.site.add(URL, httpx.Response(200, content=PAGE))
    page = bench.fetch(URL, validators=Validators(None, None, "0" * 64))
    assert page is not None
    assert page.body == PAGE


def test_an_error_page_with_the_same_body_is_still_an_error(bench):
    bench.site.add(URL, httpx.Response(200, content=PAGE), httpx.Response(500, content=PAGE))
    first = bench.page(URL)
    with pytest.raises(FetchError, match="status 500"):
        bench.fetch(URL, validators=first.validators)


def test_a_304_that_nobody_asked_for_is_an_error(bench):
    bench.site.add(URL, httpx.Response(304))
    with pytest.raises(FetchError, match="status 304"):
        bench.fetch(URL)


def test_validators_travel_along_a_redirect(bench):
    bench.site.add(URL, moved("/new/"))
    bench.site.add("http://a.example/new/", httpx.Response(304))
    assert bench.fetch(URL, validators=Validators(etag='"1"')) is None


# --- requests ---


def test_a_form_is_posted_and_its_answer_compared_by_hash(bench):
    request = Request(URL, "POST", form=(("page", "1"),), headers=(("X-Requested-With", "XMLHttpRequest"),))
    bench.site.add(URL, httpx.Response(200, content=b'{"rows": []}'))
    page = bench.page(request)
    sent = bench.site.requests[-1]
    assert (sent.method, sent.content, sent.headers["content-length"]) == ("POST", b"page=1", "6")
    assert sent.headers["x-requested-with"] == "XMLHttpRequest"
    assert sent.headers["user-agent"] == USER_AGENT
    assert bench.fetch(request, validators=page.validators) is None


def test_priming_loads_the_page_first_and_keeps_its_cookie(bench):
    bench.site.add("http://a.example/column", httpx.Response(404, headers={"Set-Cookie": "session=1; Path=/"}))
    bench.site.add("http://a.example/api", httpx.Response(200, content=b"{}"))
    bench.page(Request("http://a.example/api", prime="http://a.example/column"))
    assert bench.site.asked == ["http://a.example/column", "http://a.example/api"]
    primed, api = bench.site.requests[-2:]
    assert "referer" not in primed.headers
    assert api.headers["referer"] == "http://a.example/column"
    assert api.headers["cookie"] == "session=1"


def test_cookies_stay_with_their_host(bench):
    bench.site.add(URL, httpx.Response(200, content=PAGE, headers={"Set-Cookie": "a=1; Path=/"}))
    bench.site.add("http://b.example/", httpx.Response(200, content=PAGE))
    bench.page(URL)
    bench.page("http://b.example/")
    assert "cookie" not in bench.site.requests[-1].headers
    bench.page(URL)
    assert bench.site.requests[-1].headers["cookie"] == "a=1"


def test_an_address_that_is_none_is_a_fetch_error(bench):
    with pytest.raises(FetchError, match="only http and https"):
        bench.fetch(Request("gopher://a.example/"), make_source(URL))


def test_a_compressed_page_is_read(bench):
    response = httpx.Response(200, content=gzip.compress(PAGE), headers={"Content-Encoding": "gzip"})
    bench.site.add(URL, response)
    assert bench.page(URL).body == PAGE


# --- redirects ---


def test_the_page_has_the_address_at_the_end_of_the_redirects(bench):
    bench.site.add(URL, moved("https://b.example/"))
    bench.site.add("https://b.example/", httpx.Response(200, content=PAGE))
    assert bench.page(URL).url == "https://b.example/"


def test_five_redirects_are_followed_and_a_sixth_is_not(bench):
    for number in range(6):
        bench.site.add(f"http://a.example/{number}", moved(f"/{number + 1}"))
    bench.site.add("http://a.example/5", httpx.Response(200, content=PAGE))
    assert bench.page("http://a.example/0").url == "http://a.example/5"
    bench.site.add("http://a.example/5", moved("/6"))
    with pytest.raises(FetchError, match="more than 5 redirects"):
        bench.fetch("http://a.example/0")


def test_a_redirect_to_itself_that_sets_a_cookie_is_passed(bench):
    def gate(request):
        if "pass=1" in request.headers.get("cookie", ""):
            return httpx.Response(200, content=PAGE)
        return moved(URL, **{"Set-Cookie": "pass=1; Path=/"})

    bench.site.add(URL, gate)
    assert bench.page(URL).body == PAGE


def test_each_hop_obeys_the_robots_txt_of_its_host(bench):
    bench.site.add(URL, moved("http://b.example/page"))
    bench.site.add("http://b.example/robots.txt", httpx.Response(200, content=b"User-agent: *\nDisallow: /"))
    with pytest.raises(RobotsError, match=r"http://b\.example/robots\.txt forbids"):
        bench.fetch(URL)
    assert bench.site.asked == [URL]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
def test_a_redirect_into_our_network_is_refused_before_anything_is_asked(bench, address):
    bench.addresses["inside.example"] = address
    bench.site.add(URL, moved("http://inside.example/admin"))
    with pytest.raises(FetchError, match=r"refused: inside\.example is .* inside a private network") as caught:
        bench.fetch(URL)
    assert not isinstance(caught.value, RobotsError)
    assert {request.url.host for request in bench.site.requests} == {"a.example"}


def test_an_article_inside_our_network_is_refused_but_a_listing_may_be_there(bench):
    bench.addresses |= {"a.example": "10.0.0.1", "b.example": "10.0.0.2"}
    bench.site.add(URL, httpx.Response(200, content=PAGE))
    source = make_source(URL)
    assert bench.page(URL, source).body == PAGE
    with pytest.raises(FetchError, match=r"refused: b\.example"):
        bench.fetch("http://b.example/t1.html", source)


def test_behind_a_proxy_names_are_not_looked_up_but_private_ones_are_refused(bench):
    source = make_source(URL, proxy="http://proxy.example:3128")
    bench.addresses["b.example"] = "10.0.0.2"
    bench.site.add("http://b.example/", httpx.Response(200, content=PAGE))
    assert bench.page("http://b.example/", source).body == PAGE
    with pytest.raises(FetchError, match="inside a private network"):
        bench.fetch("http://127.1/", source)


HOSTS = st.sampled_from(
    [
        "a.example",
        "b.example",
        "inside.example",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "[::1]",
        "localhost",
        "a.example@inside.example",
    ]
)
LOCATIONS = st.one_of(
    st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40),
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["http://", "HTTPS://", "//", "ftp://", "http:", "", "http:\\\\"]),
        HOSTS,
        st.sampled_from(["", ":80", ":0", ":99999", ":x"]),
        st.sampled_from(["", "/", "/a b", "/?q=%", "#x"]),
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(LOCATIONS)
def test_no_redirect_leads_into_our_network_or_to_a_foreign_exception(make_bench, location):
    addresses = {
        "inside.example": "192.168.1.1",
        "127.0.0.1": "127.0.0.1",
        "127.1": "127.0.0.1",
        "2130706433": "127.0.0.1",
    }
    bench = make_bench()
    bench.addresses |= {**addresses, "::1": "::1", "localhost": "127.0.0.1"}
    bench.site.add(URL, httpx.Response(302, headers=[(b"location", location.encode("latin-1"))]))
    try:
        page = bench.fetch(URL)
    except FetchError:
        page = None
    assert page is None
    asked = {request.url.host for request in bench.site.requests}
    assert all(is_public(bench.addresses.get(host, "8.8.8.8")) for host in asked)


# --- retries ---


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_transient_answer_is_tried_again(bench, status):
    bench.site.add(URL, httpx.Response(status), httpx.Response(status), httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE
    assert bench.time.sleeps == [1.0, 2.0]


def test_a_transport_error_is_tried_again(bench):
    bench.site.add(URL, refuse, httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE


def test_a_listing_post_is_a_query_and_is_tried_again(bench):
    bench.site.add(URL, httpx.Response(503), httpx.Response(200, content=b"{}"))
    assert bench.page(Request(URL, "POST", json="{}")).body == b"{}"
    assert [request.content for request in bench.site.requests[1:]] == [b"{}", b"{}"]


def test_backoff_doubles_up_to_its_cap(make_bench):
    bench = make_bench(limits=Limits(attempts=8, backoff_s=1.0, backoff_cap_s=10.0))
    bench.site.add(URL, httpx.Response(503))
    with pytest.raises(FetchError, match=r"status 503 \(Service Unavailable\), tried 8 times"):
        bench.fetch(URL)
    assert bench.time.sleeps == [1, 2, 4, 8, 10, 10, 10]


def test_a_transport_error_that_stays_is_a_fetch_error_with_its_cause(bench):
    bench.site.add(URL, refuse)
    with pytest.raises(FetchError, match="Connection refused; tried 3 times") as caught:
        bench.fetch(URL)
    assert type(caught.value) is FetchError
    assert isinstance(caught.value.__cause__, TransientError)
    assert isinstance(caught.value.__cause__.__cause__, httpx.ConnectError)
    assert len(bench.site.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 410, 500, 501, 505])
def test_other_errors_are_not_tried_again(bench, status):
    bench.site.add(URL, httpx.Response(status))
    with pytest.raises(FetchError, match=f"status {status}"):
        bench.fetch(URL)
    assert bench.site.asked == [URL]


@pytest.mark.parametrize("value", ["20", "Tue, 24 Nov 2026 08:00:20 GMT"])
def test_retry_after_is_waited_for(bench, value):
    bench.site.add(URL, httpx.Response(503, headers={"Retry-After": value}), httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE
    assert bench.time.sleeps == [20.0]


def test_an_unreadable_retry_after_means_the_usual_pause(bench):
    bench.site.add(URL, httpx.Response(503, headers={"Retry-After": "soon"}), httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE
    assert bench.time.sleeps == [1.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_longer_retry_after_is_left_to_the_next_check(bench, status):
    bench.site.add(URL, httpx.Response(status, headers={"Retry-After": "3600"}))
    with pytest.raises(FetchError, match=f"status {status}: .*after 2026-11-24 09:00 UTC"):
        bench.fetch(URL)
    assert bench.site.asked == [URL]
    assert bench.time.sleeps == []


def test_a_host_that_asked_for_fewer_requests_is_left_alone_until_then(bench):
    bench.site.add(URL, httpx.Response(429, headers={"Retry-After": "3600"}), httpx.Response(200, content=PAGE))
    for _ in range(3):
        with pytest.raises(FetchError):
            bench.fetch(URL)
    assert bench.site.asked == [URL]
    bench.time.advance(3600)
    assert bench.page(URL).body == PAGE


@pytest.mark.parametrize("value", ["315360000", "999999999", "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_host_is_left_alone_for_longer_than_a_day(bench, value):
    bench.site.add(URL, httpx.Response(429, headers={"Retry-After": value}), httpx.Response(200, content=PAGE))
    with pytest.raises(FetchError, match="asks to come back"):
        bench.fetch(URL)
    bench.time.advance(86_400)
    assert bench.page(URL).body == PAGE


@pytest.mark.parametrize("value", ["1e20", "99999999999999999999", "-5", "Sat, 99 Foo 99999 25:61:61 GMT", "9" * 5000])
def test_a_retry_after_beyond_all_measure_means_the_usual_pause(bench, value):
    bench.site.add(URL, httpx.Response(429, headers={"Retry-After": value}), httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE
    assert bench.time.sleeps == [1.0]


def test_a_retry_after_for_one_service_does_not_close_the_host(bench):
    bench.site.add(URL, httpx.Response(503, headers={"Retry-After": "3600"}))
    bench.site.add("http://a.example/other", httpx.Response(200, content=PAGE))
    with pytest.raises(FetchError):
        bench.fetch(URL)
    assert bench.page("http://a.example/other").body == PAGE


def test_a_body_cut_short_is_tried_again(bench):
    cut = httpx.Response(200, content=gzip.compress(PAGE * 50)[:-9], headers={"Content-Encoding": "gzip"})
    bench.site.add(URL, cut, httpx.Response(200, content=PAGE))
    assert bench.page(URL).body == PAGE


def test_a_request_that_cannot_be_sent_is_not_tried_again(bench):
    def fail(request):
        raise httpx.LocalProtocolError("Illegal header value", request=request)

    bench.site.add(URL, fail)
    with pytest.raises(FetchError, match="Illegal header value") as caught:
        bench.fetch(URL)
    assert "tried" not in caught.value.message
    assert bench.site.asked == [URL]


def test_an_error_without_words_is_named_by_its_kind(bench):
    def fail(request):
        raise httpx.ReadError("", request=request)

    bench.site.add(URL, fail)
    with pytest.raises(FetchError, match="ReadError; tried 3 times"):
        bench.fetch(URL)


# --- bounds ---


class Drip(httpx.SyncByteStream):
    """A body that comes a byte a second, for ever."""

    def __init__(self, time):
        self.time = time
        self.closed = False

    def __iter__(self):
        while True:
            self.time.advance(1.0)
            yield b"x"

    def close(self):
        self.closed = True


def test_a_slow_drip_ends_at_the_deadline(make_bench):
    bench = make_bench(limits=Limits(deadline_s=30.0))
    drip = Drip(bench.time)
    bench.site.add(URL, httpx.Response(200, stream=drip))
    before = bench.time.monotonic()
    with pytest.raises(FetchError, match="not complete after 30 s"):
        bench.fetch(URL)
    assert bench.time.monotonic() - before == 30
    assert drip.closed
    assert bench.site.asked == [URL]


def test_a_transport_error_at_the_deadline_is_told_as_the_deadline(make_bench):
    bench = make_bench(limits=Limits(deadline_s=30.0))

    def fail(request):
        bench.time.advance(31)
        raise httpx.ReadTimeout("late", request=request)

    bench.site.add(URL, fail)
    with pytest.raises(FetchError, match="not complete after 30 s"):
        bench.fetch(URL)
    assert bench.site.asked == [URL]


def test_a_body_may_have_the_largest_size_and_not_one_byte_more(make_bench):
    bench = make_bench(limits=Limits(max_bytes=1000))
    bench.site.add(URL, httpx.Response(200, content=b"x" * 1000), httpx.Response(200, content=b"x" * 1001))
    assert len(bench.page(URL).body) == 1000
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        bench.fetch(URL)


def test_a_gzip_bomb_ends_at_the_largest_size(make_bench):
    bench = make_bench(limits=Limits(max_bytes=1_000_000))
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 100_000
    bench.site.add(URL, httpx.Response(200, content=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="more than 1000000 bytes"):
        bench.fetch(URL)


# --- challenges ---


@pytest.mark.parametrize("status", [403, 405, 412, 418, 512, 521])
def test_a_block_status_is_a_blocked_error_with_advice(bench, status):
    bench.site.add(URL, httpx.Response(status))
    with pytest.raises(BlockedError, match=f"status {status}, .*: ") as caught:
        bench.fetch(URL)
    assert caught.value.url == URL
    assert bench.site.asked == [URL]


def test_too_many_requests_is_blocked_after_the_last_attempt(bench):
    bench.site.add(URL, httpx.Response(429))
    with pytest.raises(BlockedError, match="min_gap_s"):
        bench.fetch(URL)
    assert len(bench.site.asked) == 3


def test_a_challenge_page_is_not_an_article(bench):
    bench.site.add(URL, httpx.Response(200, content=b"<script>document.cookie='__jsl_clearance=1'</script>"))
    with pytest.raises(BlockedError, match="加速乐"):
        bench.fetch(URL)


def test_a_missing_page_that_says_200_is_blocked(bench):
    bench.site.add(URL, httpx.Response(200, content="<html><body>您访问的页面不存在</body></html>".encode("gb18030")))
    with pytest.raises(BlockedError, match="页面不存在"):
        bench.fetch(URL)


def test_a_firewall_that_only_wants_its_cookie_again_gets_it_once(bench):
    def gate(request):
        if "wzws=1" in request.headers.get("cookie", ""):
            return httpx.Response(200, content=PAGE)
        return httpx.Response(403, headers={"Set-Cookie": "wzws=1"})

    bench.site.add(URL, gate)
    assert bench.page(URL).body == PAGE
    bench.site.add("http://b.example/", httpx.Response(521, headers={"Set-Cookie": "__jsluid_s=1"}))
    with pytest.raises(BlockedError):
        bench.fetch("http://b.example/")
    assert bench.site.asked == [URL, URL, "http://b.example/", "http://b.example/"]


# --- stopping ---


def stopping(after, answer):
    """Return a fetcher whose service is told to stop during its pause number `after`, and its pauses."""
    stop, pauses = Event(), []

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == after:
            stop.set()

    return Fetcher(USER_AGENT, transport=httpx.MockTransport(answer), resolve=public, stop=stop, sleep=sleep), pauses


def public(_host, _port):
    return ["8.8.8.8"]


def test_a_pause_before_the_next_attempt_ends_when_the_service_stops():
    fetcher, pauses = stopping(2, lambda request: httpx.Response(404 if "robots" in request.url.path else 503))
    with fetcher, pytest.raises(StoppedError):
        fetcher.fetch(Request(URL), make_source(URL), NOW)
    assert pauses == [1.0, 2.0]


def test_a_gap_ends_when_the_service_stops_and_the_host_is_free_again():
    fetcher, pauses = stopping(1, lambda _request: httpx.Response(404))
    with fetcher:
        for _ in range(2):
            with pytest.raises(StoppedError):
                fetcher.fetch(Request(URL), make_source(URL, min_gap_s=1000.0), NOW)
    assert len(pauses) == 2


def test_a_pause_without_a_clock_of_its_own_waits_for_the_stop_flag():
    stop = Event()
    stop.set()
    transport = httpx.MockTransport(lambda _request: httpx.Response(503))
    with Fetcher(USER_AGENT, transport=transport, resolve=public, stop=stop) as fetcher, pytest.raises(StoppedError):
        fetcher.fetch(Request(URL), make_source(URL), NOW)


# --- lifetime ---


def test_a_transport_that_was_given_is_left_to_its_owner():
    class Owned(httpx.MockTransport):
        closed = False

        def close(self):
            self.closed = True

    transport = Owned(lambda _request: httpx.Response(404))
    with Fetcher(USER_AGENT, transport=transport) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(Request(URL), make_source(URL), NOW)
    assert not transport.closed
