import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakeweb import USER_AGENT
from monitor.domain import Request, Validators
from monitor.errors import FetchError
from monitor.fetch.messages import Answer, Call, describe_status, escaped, make_call, make_page, redirected


def answer(status=200, body=b"", url="http://a.example/list/", **headers):
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Answer(httpx.URL(url), status, httpx.Headers(raw), body)


def sent(request, validators=None):
    return {
        name.decode().lower(): value.decode("latin-1")
        for name, value in make_call(request, USER_AGENT, validators).headers
    }


def test_a_plain_request_says_who_asks_and_what_we_can_read():
    headers = sent(Request("http://a.example/"))
    assert headers["user-agent"] == USER_AGENT
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["accept-language"].startswith("zh-CN")
    assert set(headers) == {"user-agent", "accept", "accept-encoding", "accept-language"}


def test_validators_are_sent_back_exactly_as_they_came():
    headers = sent(Request("http://a.example/"), Validators('W/"5f-é"', "tue, 24 nov 2026 8:00 gmt", "00"))
    assert headers["if-none-match"] == 'W/"5f-é"'
    assert headers["if-modified-since"] == "tue, 24 nov 2026 8:00 gmt"


def test_only_validators_that_were_given_are_sent():
    assert "if-none-match" not in sent(Request("http://a.example/"), Validators(last_modified="x"))
    assert "if-modified-since" not in sent(Request("http://a.example/"), Validators(etag="x"))


def test_a_post_is_never_conditional():
    headers = sent(Request("http://a.example/", method="POST"), Validators('"a"', "b", "c"))
    assert not {"if-none-match", "if-modified-since"} & set(headers)


def test_a_source_may_replace_headers_but_not_our_name():
    headers = sent(
        Request("http://a.example/", headers=(("ACCEPT", "application/json"), ("user-agent", "Chrome"), ("X-A", "是")))
    )
    assert headers["accept"] == "application/json"
    assert headers["user-agent"] == USER_AGENT
    assert headers["x-a"].encode("latin-1").decode() == "是"


def test_a_primed_request_comes_from_the_page_loaded_first():
    request = Request("http://a.example/api", prime="http://a.example/column")
    assert sent(request)["referer"] == "http://a.example/column"
    own = Request("http://a.example/api", prime="http://a.example/column", headers=(("referer", "http://a.example/"),))
    assert sent(own)["referer"] == "http://a.example/"


def test_a_form_is_sent_in_order_and_a_json_body_as_it_is():
    form = make_call(
        Request("http://a.example/", "POST", form=(("q", "人工智能"), ("p", "1"), ("a", "&"))), USER_AGENT, None
    )
    assert form.body == b"q=%E4%BA%BA%E5%B7%A5%E6%99%BA%E8%83%BD&p=1&a=%26"
    assert (b"Content-Type", b"application/x-www-form-urlencoded") in form.headers
    json = make_call(Request("http://a.example/", "post", json='{"页": 1}'), USER_AGENT, None)
    assert json.body.decode() == '{"页": 1}'
    assert json.method == "POST"
    assert (b"Content-Type", b"application/json") in json.headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_relative_to_where_they_stand(status):
    call = Call(httpx.URL("http://a.example/list/"))
    following = redirected(call, answer(status, location="../new/#top"))
    assert following is not None
    assert str(following.url) == "http://a.example/new/"


@pytest.mark.parametrize("status", [200, 300, 304, 305, 404])
def test_other_statuses_are_no_redirects(status):
    assert redirected(Call(httpx.URL("http://a.example/")), answer(status, location="/b")) is None


def test_a_redirect_without_an_address_leads_nowhere():
    assert redirected(Call(httpx.URL("http://a.example/")), answer(302)) is None


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_post_stays_one_only_where_the_redirect_says_so(status, method):
    call = Call(httpx.URL("http://a.example/"), "POST", ((b"Content-Type", b"x"), (b"A", b"b")), b"body")
    following = redirected(call, answer(status, location="/b"))
    assert following is not None
    assert following.method == method
    assert (following.body, len(following.headers)) == ((b"body", 2) if method == "POST" else (b"", 1))


def test_secrets_are_not_sent_on_to_another_host():
    call = Call(
        httpx.URL("http://a.example/"), headers=((b"Authorization", b"x"), (b"cookie", b"y"), (b"Accept", b"z"))
    )
    away = redirected(call, answer(302, location="//b.example/"))
    stay = redirected(call, answer(302, location="/b"))
    assert away is not None
    assert away.headers == ((b"Accept", b"z"),)
    assert stay is not None
    assert stay.headers == call.headers


def test_a_location_in_raw_bytes_keeps_its_bytes():
    assert escaped("/通知.htm".encode("gb18030").decode("latin-1")) == "/%CD%A8%D6%AA.htm"
    assert escaped(" /a?b=1&c=%20#d ") == "/a?b=1&c=%20#d"


@pytest.mark.parametrize(
    "location", ["ftp://a.example/", "http://[::1", "http://a.example:x/", "https://", "data:text/html,x"]
)
def test_a_redirect_to_what_is_no_web_address_is_an_error(location):
    with pytest.raises(FetchError):
        redirected(Call(httpx.URL("http://a.example/")), answer(302, location=location))


@given(st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60))
def test_any_location_leads_to_a_web_address_or_a_fetch_error(location):
    try:
        following = redirected(Call(httpx.URL("http://a.example/")), answer(302, location=location))
    except FetchError:
        return
    assert following is None or (following.url.scheme in ("http", "https") and following.url.host)


def test_a_page_carries_what_the_next_request_needs():
    page = make_page(
        answer(body=b"abc", etag='"é"', last_modified="now", content_type="Text/HTML; Charset='GB2312'"), "00"
    )
    assert page.validators == Validators('"é"', "now", "00")
    assert (page.url, page.body, page.charset, page.content_type) == (
        "http://a.example/list/",
        b"abc",
        "gb2312",
        "text/html",
    )


def test_a_page_without_headers_says_nothing_of_them():
    page = make_page(answer(), "00")
    assert (page.charset, page.content_type, page.validators.etag, page.validators.last_modified) == (
        None,
        "",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "status 404 (Not Found): look up the new address on the site"),
        (503, "status 503 (Service Unavailable), tried 3 times"),
        (302, "status 302 (Found) without the address to go to"),
        (500, "status 500 (Internal Server Error)"),
        (567, "status 567 (no known status)"),
    ],
)
def test_a_status_is_named_with_its_meaning(status, message):
    assert describe_status(answer(status), 3) == message
