"""Addresses of links, and rows of one article merged."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.hyperlinks import PageAddress, bare_host

BASES = ["https://www.a.example/x/y/z.html", "http://a.example:8080/", "https://a.example", "http://a.example/x//y/"]
PARTS = st.lists(st.sampled_from(["..", ".", "a", "b-1", "t_1.html", "", "c.d", "%20"]), max_size=6)


@pytest.mark.parametrize("base", BASES)
@given(parts=PARTS, root=st.sampled_from(["", "/"]))
def test_relative_links_are_joined_as_the_standard_says(base: str, parts: list[str], root: str) -> None:
    href = root + "/".join(parts)
    joined = PageAddress(base).join(href)
    if joined is not None:
        assert joined == urljoin(base, href)


@given(href=st.text(max_size=40))
def test_any_text_is_joined_to_an_address_or_nothing(href: str) -> None:
    joined = PageAddress(BASES[0]).join(href)
    assert joined is None or bare_host(joined)


def test_an_address_too_long_to_be_recorded_is_seen_and_one_without_end_is_not() -> None:
    assert PageAddress(BASES[0]).join(f"/{'a' * 3000}.html") == f"https://www.a.example/{'a' * 3000}.html"
    assert PageAddress(BASES[0]).join(f"/{'a' * 20_000}.html") is None


@pytest.mark.parametrize("base", ["", "file:///home/x/page.html", "http://[", "nonsense"])
def test_a_page_without_a_web_address_has_only_absolute_links(base: str) -> None:
    assert PageAddress(base).join("a/b.html") is None
    assert PageAddress(base).join("/a/b.html") is None
    assert PageAddress(base).join("https://a.example/b.html") in {"https://a.example/b.html", None}
    assert PageAddress(base).host == ""
