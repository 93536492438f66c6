import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakeweb import make_source
from monitor.domain import Format, Layout, Request
from monitor.errors import FetchError
from monitor.fetch.guard import (
    checked_addresses,
    host_of,
    is_public,
    parse_url,
    refuse_private_name,
    system_resolve,
    trusted_hosts,
)


@pytest.mark.parametrize("address", ["8.8.8.8", "39.156.66.10", "2408:8000::1", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # metadata service of clouds
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:a00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_addresses_inside_a_network_are_not_public_in_any_spelling(address):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_when_it_is_wrapped_in_ipv6(address):
    assert is_public(f"::ffff:{address}") == is_public(f"64:ff9b::{address}") == is_public(str(address))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ftp://a.example/x", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("/relative", "a relative address"),
        ("http://", "names no host"),
        ("http:///path", "names no host"),
        ("http://[::1", "not a usable address"),
        ("http://a.example:99999/", "not a usable address"),
        ("http://a.example/\x00", "not a usable address"),
        ("http://xn--\x80/", "not a usable address"),
    ],
)
def test_what_is_no_http_address_is_named_as_such(text, message):
    with pytest.raises(FetchError, match=message) as caught:
        parse_url(text)
    assert caught.value.url == text


def test_a_fragment_is_dropped_and_a_relative_address_joined():
    assert str(parse_url("../b.htm?x=1#top", parse_url("http://a.example/n/1/a.htm"))) == "http://a.example/n/b.htm?x=1"


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_a_fetch_error(text):
    try:
        url = parse_url(text)
    except FetchError:
        return
    assert url.scheme in ("http", "https")
    assert url.host


def test_hosts_are_compared_without_case_and_final_dot():
    assert host_of(httpx.URL("http://WWW.Example.CN.:8080/")) == "www.example.cn"


def test_a_source_trusts_the_hosts_that_its_configuration_names():
    source = make_source(
        "http://Intranet.example/list",
        Request("https://b.example/api", prime="https://c.example/column"),
        layout=Layout(format=Format.HTML, link_pattern=make_source().layout.link_pattern, hosts=("D.example",)),
    )
    assert trusted_hosts(source) == {"intranet.example", "b.example", "c.example", "d.example"}


def test_every_address_of_a_name_must_be_public():
    url = parse_url("https://mixed.example/")
    with pytest.raises(FetchError, match=r"refused: mixed\.example is 10\.0\.0\.1"):
        checked_addresses(url, lambda _host, _port: ["8.8.8.8", "10.0.0.1"])
    assert checked_addresses(url, lambda _host, _port: ["8.8.8.8", "1.1.1.1"]) == ("8.8.8.8", "1.1.1.1")


@pytest.mark.parametrize(
    ("text", "port"), [("http://a.example/", 80), ("https://a.example/", 443), ("http://a.example:81/", 81)]
)
def test_names_are_looked_up_with_the_port_of_the_address(text, port):
    asked = []

    def resolve(host, number):
        asked.append((host, number))
        return ["8.8.8.8"]

    checked_addresses(parse_url(text), resolve)
    assert asked == [("a.example", port)]


def test_a_chinese_name_is_looked_up_in_its_ascii_form():
    asked = []

    def resolve(host, _port):
        asked.append(host)
        return ["8.8.8.8"]

    checked_addresses(parse_url("http://政务.example./"), resolve)
    assert asked == ["xn--zfr164b.example"]


@pytest.mark.parametrize("error", [OSError("no such name"), UnicodeError("label too long")])
def test_an_unknown_name_is_a_fetch_error(error):
    def resolve(_host, _port):
        raise error

    with pytest.raises(FetchError, match=r"a\.example cannot be resolved") as caught:
        checked_addresses(parse_url("http://a.example/"), resolve)
    assert caught.value.__cause__ is error


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "10.0.0.9", "[::1]", "localhost", "x.LOCALHOST."]
)
def test_behind_a_proxy_plainly_private_hosts_are_refused(host):
    with pytest.raises(FetchError, match="inside a private network"):
        refuse_private_name(httpx.URL(f"http://{host}/"))


@pytest.mark.parametrize("host", ["www.gov.example", "8.8.8.8", "[2408:8000::1]"])
def test_behind_a_proxy_other_hosts_are_left_to_the_proxy(host):
    refuse_private_name(httpx.URL(f"http://{host}/"))


def test_the_system_resolver_reads_addresses():
    assert set(system_resolve("127.0.0.1", 80)) == {"127.0.0.1"}
