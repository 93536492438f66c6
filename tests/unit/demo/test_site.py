"""One site: its answers to conditional requests, and its server."""

import http.client
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

import pytest

from monitor.demo.site import ANY, COOKIE, Resource, SiteResponse, SiteServer

MONDAY = datetime(2026, 11, 9, 1, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def server() -> Iterator[SiteServer]:
    with SiteServer("127.0.0.1") as entered:
        yield entered


def page(text: str = "甲", validators: str = "etag+date", **more: object) -> Resource:
    return Resource(body=text.encode(), validators=validators, **more)  # type: ignore[arg-type]  # fields of a test


def ask(server: SiteServer, path: str = "/", headers: Mapping[str, str] | None = None) -> SiteResponse:
    return server.respond(path, headers or {})


def header(response: SiteResponse, name: str) -> str | None:
    return dict(response.headers).get(name)


def test_a_page_is_answered_with_its_type_and_validators(server: SiteServer) -> None:
    server.publish({"/": page()}, MONDAY)
    given = ask(server)
    assert (given.status, given.body.decode()) == (200, "甲")
    assert header(given, "Content-Type") == "text/html; charset=utf-8"
    assert header(given, "Last-Modified") == format_datetime(MONDAY, usegmt=True)
    assert header(given, "ETag")


@pytest.mark.parametrize(
    ("validators", "names"),
    [("etag+date", {"ETag", "Last-Modified"}), ("etag", {"ETag"}), ("date", {"Last-Modified"}), ("none", set())],
)
def test_a_site_sends_the_validators_that_it_honours(server: SiteServer, validators: str, names: set[str]) -> None:
    server.publish({"/": page(validators=validators)}, MONDAY)
    assert {name for name, _ in ask(server).headers} - {"Content-Type"} == names


def test_the_present_entity_tag_is_answered_without_a_body(server: SiteServer) -> None:
    server.publish({"/": page()}, MONDAY)
    tag = header(ask(server), "ETag")
    assert tag
    for sent in (tag, f'"other", {tag}', f"{tag} , W/x"):
        given = ask(server, headers={"If-None-Match": sent})
        assert (given.status, given.body) == (304, b"")
        assert header(given, "ETag") == tag


def test_the_present_date_is_answered_without_a_body_if_no_tag_is_sent(server: SiteServer) -> None:
    server.publish({"/": page()}, MONDAY)
    since = {"If-Modified-Since": format_datetime(MONDAY, usegmt=True)}
    assert ask(server, headers=since).status == 304
    assert ask(server, headers=since | {"If-None-Match": '"other"'}).status == 200
    assert ask(server, headers={"If-Modified-Since": format_datetime(TUESDAY, usegmt=True)}).status == 200


def test_validators_that_the_site_does_not_send_do_not_count(server: SiteServer) -> None:
    server.publish({"/": page(validators="etag+date")}, MONDAY)
    sent = {"If-None-Match": str(header(ask(server), "ETag"))}
    server.publish({"/": page(validators="date")}, MONDAY)
    assert ask(server, headers=sent).status == 200


def test_only_a_resource_that_changes_gets_a_new_moment(server: SiteServer) -> None:
    server.publish({"/a": page("甲"), "/b": page("乙")}, MONDAY)
    server.publish({"/a": page("甲"), "/b": page("丙")}, TUESDAY)
    moments = [header(ask(server, path), "Last-Modified") for path in ("/a", "/b")]
    assert moments == [format_datetime(moment, usegmt=True) for moment in (MONDAY, TUESDAY)]


def test_a_resource_that_is_left_out_is_gone(server: SiteServer) -> None:
    server.publish({"/a": page()}, MONDAY)
    server.publish({}, TUESDAY)
    assert ask(server, "/a").status == 404


def test_a_query_decides_only_where_the_site_has_an_answer_for_it(server: SiteServer) -> None:
    server.publish({"/api": page("all"), "/api?page=1": page("first")}, MONDAY)
    assert [ask(server, path).body for path in ("/api?page=1", "/api?page=2", "/api")] == [b"first", b"all", b"all"]


def test_one_resource_can_answer_every_address(server: SiteServer) -> None:
    server.publish({"/robots.txt": page("robots"), ANY: page("challenge", status=521)}, MONDAY)
    assert ask(server, "/robots.txt").body == b"robots"
    assert (ask(server, "/any/page.html").status, ask(server, "/any/page.html").body) == (521, b"challenge")


def test_an_interface_answers_empty_until_its_page_has_opened_the_session(server: SiteServer) -> None:
    interface = page("full", without_session=b"empty")
    server.publish({"/": page(opens_session=True), "/api": interface}, MONDAY)
    assert ask(server, "/api").body == b"empty"
    cookie = str(header(ask(server), "Set-Cookie")).partition(";")[0]
    assert cookie.startswith(COOKIE)
    assert ask(server, "/api", {"Cookie": cookie}).body == b"full"


def test_answers_are_counted_by_status(server: SiteServer) -> None:
    server.publish({"/": page()}, MONDAY)
    for path in ("/", "/", "/gone"):
        ask(server, path)
    assert dict(server.answers) == {200: 2, 404: 1}


def test_the_server_sends_what_the_site_answers(server: SiteServer) -> None:
    server.publish({"/": page("文件")}, MONDAY)
    connection = http.client.HTTPConnection(urlsplit(server.origin).netloc, timeout=10)
    connection.request("GET", "/")
    given = connection.getresponse()
    assert (given.status, given.read().decode(), given.headers["Content-Length"]) == (200, "文件", "6")
    connection.request("GET", "/", headers={"If-None-Match": given.headers["ETag"]})
    unchanged = connection.getresponse()
    assert (unchanged.status, unchanged.read(), unchanged.headers["Content-Length"]) == (304, b"", None)
    connection.close()
