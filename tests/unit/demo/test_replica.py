import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest

from monitor.demo import Replica

TODAY = date(2026, 11, 20)
ORIGIN_OF_PLAN = "/xxgk/zcfb/tz/202611/t20261120_1400019.html"


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(TODAY) as running:
        yield running


def get(origin: str, path: str, **headers: str) -> http.client.HTTPResponse:
    """Get an address; the body is at hand as `.read()` although the connection is closed."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    response.read = lambda: body
    return response


def text(origin: str, path: str) -> str:
    return get(origin, path).read().decode()


def finish(replica: Replica, until: int) -> None:
    for _ in range(until):
        replica.step()


def test_every_site_has_a_port_of_its_own(replica: Replica) -> None:
    assert len(set(replica.origins.values())) == len(replica.origins) == 9


def test_an_unchanged_page_answers_304_to_its_entity_tag(replica: Replica) -> None:
    origin = replica.origins["ministry"]
    first = get(origin, "/xxgk/zcfb/tz/")
    again = get(origin, "/xxgk/zcfb/tz/", If_None_Match=f'"other", {first.headers["ETag"]}')
    assert (again.status, again.read()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Content-Length"] is None


def test_a_date_counts_only_if_it_is_exact_and_no_tag_is_sent(replica: Replica) -> None:
    origin = replica.origins["ministry"]
    modified = get(origin, "/xxgk/zcfb/tz/").headers["Last-Modified"]
    assert get(origin, "/xxgk/zcfb/tz/", If_Modified_Since=modified).status == 304
    later = "Fri, 20 Nov 2026 23:00:00 GMT"
    assert get(origin, "/xxgk/zcfb/tz/", If_Modified_Since=later).status == 200
    both = get(origin, "/xxgk/zcfb/tz/", If_None_Match='"other"', If_Modified_Since=modified)
    assert both.status == 200


@pytest.mark.parametrize(
    ("site", "path", "tag", "dated"),
    [
        ("ministry", "/xxgk/zcfb/tz/index.html", True, True),
        ("portal", "/zhengce/zuixin/ZUIXINZHENGCE.json", True, False),
        ("paper", "/GB/59476/index.html", False, True),
        ("lanjiang", "/col/col80179/index.html", False, False),
    ],
)
def test_sites_differ_in_the_validators_they_send(
    replica: Replica, site: str, path: str, *, tag: bool, dated: bool
) -> None:
    headers = get(replica.origins[site], path).headers
    assert ("ETag" in headers, "Last-Modified" in headers) == (tag, dated)


def test_a_site_without_validators_never_answers_304(replica: Replica) -> None:
    headers = {"If_None_Match": "*", "If_Modified_Since": "Thu, 19 Nov 2026 16:00:00 GMT"}
    assert get(replica.origins["lanjiang"], "/col/col80179/", **headers).status == 200


def test_only_what_a_step_changes_gets_new_validators(replica: Replica) -> None:
    origin = replica.origins["ministry"]
    other = replica.origins["harbour"]
    before = [get(origin, "/xxgk/zcfb/tz/"), get(other, "/nw12344/")]
    replica.step()
    after = [get(origin, "/xxgk/zcfb/tz/"), get(other, "/nw12344/")]
    changed = [
        old.headers["Last-Modified"] != new.headers["Last-Modified"] for old, new in zip(before, after, strict=True)
    ]
    assert changed == [True, False]
    assert before[0].headers["ETag"] != after[0].headers["ETag"]
    assert before[1].headers["ETag"] == after[1].headers["ETag"]


def test_an_article_that_is_edited_keeps_its_address_and_its_listing(replica: Replica) -> None:
    origin = replica.origins["ministry"]
    finish(replica, 5)
    listing, before = text(origin, "/xxgk/zcfb/tz/"), text(origin, ORIGIN_OF_PLAN)
    replica.step()
    assert text(origin, "/xxgk/zcfb/tz/") == listing
    assert "30～50个" in before
    assert "50～80个" in text(origin, ORIGIN_OF_PLAN)


def test_old_articles_stand_on_a_second_page_of_the_listing(replica: Replica) -> None:
    origin = replica.origins["ministry"]
    first, second = text(origin, "/xxgk/zcfb/tz/index.html"), text(origin, "/xxgk/zcfb/tz/index_1.html")
    links = [re.findall(r'href="\./(\S+?)"', page) for page in (first, second)]
    assert [len(links[0]), len(links[1])] == [5, 1]
    assert not {*links[0]} & {*links[1]}
    assert "createPageHTML(2, 1," in second


def test_the_interface_of_a_column_is_empty_without_the_session_of_its_page(replica: Replica) -> None:
    origin = replica.origins["commerce"]
    path = "/api-gateway/jpaas-publish-server/front/page/build/unit?pageType=column&pageId=5f0c1d7e2b9a4e33"
    assert json.loads(text(origin, path))["data"]["html"].count("<li>") == 0
    cookie = get(origin, "/zwgk/zcwj/tz/index.html").headers["Set-Cookie"].partition(";")[0]
    assert json.loads(get(origin, path, Cookie=cookie).read())["data"]["html"].count("<li>") == 1


def test_one_site_sends_gb18030_under_the_name_of_gb2312(replica: Replica) -> None:
    finish(replica, 5)
    origin = replica.origins["paper"]
    listing = get(origin, "/GB/59476/index.html")
    assert b"charset=gb2312" in listing.read()
    assert listing.headers["Content-Type"] == "text/html"
    newest = re.search(r'href="(/n1/\S+?)"', listing.read().decode("gb18030"))
    assert newest
    body = get(origin, newest[1]).read()
    assert "李䶮" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_one_site_answers_every_address_with_a_challenge(replica: Replica) -> None:
    origin = replica.origins["gated"]
    assert {get(origin, path).status for path in ("/", "/sj/tjgb/", "/sj/tjgb/index_1.html?page=2")} == {521}
    assert "document.cookie" in text(origin, "/")


def test_the_redesigned_site_shows_no_article_until_it_is_mended(replica: Replica) -> None:
    origin = replica.origins["lanjiang"]
    shown = []
    for _ in range(replica.steps_left + 1):
        shown.append(text(origin, "/col/col80179/index.html").count("/art/"))
        replica.step()
    assert shown == [2, 2, 0, 0, 0, 0, 0, 3, 3]


def test_every_site_answers_for_its_robots_file_in_its_own_way(replica: Replica) -> None:
    answers = {site: get(origin, "/robots.txt") for site, origin in replica.origins.items()}
    refused = {site: answer.status for site, answer in answers.items() if answer.status != 200}
    assert refused == {"commerce": 404, "harbour": 403, "gated": 404}
    assert "Disallow: /admin/" in answers["ministry"].read().decode()


def test_unknown_addresses_are_not_found(replica: Replica) -> None:
    assert get(replica.origins["agency"], "/no/such/page.html").status == 404


def test_attachments_can_be_opened(replica: Replica) -> None:
    finish(replica, 2)
    origin = replica.origins["portal"]
    newest = json.loads(text(origin, "/zhengce/zuixin/ZUIXINZHENGCE.json"))[0]["URL"]
    page = text(origin, urlsplit(newest).path)
    links = re.findall(r'href="(\S+?\.pdf)"', page)
    assert len(links) == 2
    for link in links:
        answer = get(origin, link)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.read().startswith(b"%PDF-1.4")


def test_steps_say_what_they_change_until_there_are_none(replica: Replica) -> None:
    said = []
    while replica.steps_left:
        said.append(replica.step())
    assert len(said) == 8
    assert all(said)
    assert "《“人工智能+制造”提质行动实施方案》 (a new plan with four targets)" in said[0][0]
    assert any("its listing shows no article any more" in line for line in said[1])
    assert any("is edited in place" in line for line in said[5])
    assert any("the listing works again" in line for line in said[6])
    assert replica.step() == ()


def test_a_step_can_be_dated(replica: Replica) -> None:
    replica.step(date(2026, 12, 31))
    page = text(replica.origins["ministry"], "/xxgk/zcfb/tz/202612/t20261231_1400019.html")
    assert "到2027年，" in page
    assert "2026年12月30日" in page


def test_answers_are_counted_by_status(replica: Replica) -> None:
    origin = replica.origins["harbour"]
    tag = get(origin, "/nw12344/").headers["ETag"]
    get(origin, "/nw12344/", If_None_Match=tag)
    get(replica.origins["gated"], "/")
    assert replica.requests_of("harbour") == {200: 1, 304: 1}
    assert replica.requests == {200: 1, 304: 1, 521: 1}


def test_nothing_is_left_when_the_replica_ends(capfd: pytest.CaptureFixture[str]) -> None:
    threads = threading.active_count()
    with Replica(TODAY) as replica:
        address = urlsplit(replica.origins["ministry"])
        idle = http.client.HTTPConnection(address.netloc, timeout=10)
        idle.request("GET", "/xxgk/zcfb/tz/")
        idle.getresponse().read()
    assert threading.active_count() == threads
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((address.hostname, address.port), timeout=10)
    idle.close()
    assert capfd.readouterr() == ("", "")


def test_a_client_that_goes_away_is_no_event(replica: Replica, capfd: pytest.CaptureFixture[str]) -> None:
    address = urlsplit(replica.origins["ministry"])
    for _ in range(20):
        with socket.create_connection((address.hostname, address.port), timeout=10) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # close by reset
            client.sendall(b"GET /xxgk/zcfb/tz/ HTTP/1.1\r\nHost: x\r\n\r\n" * 50)
    assert get(replica.origins["ministry"], "/xxgk/zcfb/tz/").status == 200
    assert capfd.readouterr() == ("", "")
