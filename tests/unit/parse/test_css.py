"""Selectors on lxml elements pick what BeautifulSoup picks."""

import pytest
from bs4 import BeautifulSoup

from monitor.parse import css
from monitor.parse.markup import read_tree

HTML = """<html><body id="top"><div class="nav main"><a href="/art/1" title="x">1</a></div>
<UL class="list u-list"><li style="h"><a href="/art/2">2</a><span>a</span></li><li><p><a href="/b/3">3</a></p></li>
<li class="last x"><a HREF="/art/4.html" class="tit">4</a><em></em></li></UL><p>x</p><p class="tit">y</p><span>z</span><input type="text">
</body></html>"""


@pytest.mark.parametrize(
    "selector",
    [
        *(
            "li",
            "*",
            "LI",
            ".list",
            "#top",
            "ul.list.u-list",
            "div, p",
            "body#top .nav > a",
            "li a",
            "ul > a",
        ),
        *(
            "a[href]",
            "a[title='x']",
            "a[href^='/art']",
            "a[href$='.html']",
            "a[href*='rt/']",
            "[class~=x]",
            "a[title!=x]",
            "[type=TEXT]",
            "[class='TIT' i]",
        ),
        *("li:not([style])", "li:has(> a)", "li:has(a)", "li:has(+ .last)", "ul:has(~ p)", ":is(em, p)"),
        *("li:first-child", "li:last-child", "li:nth-child(2)", "li:nth-child(2n+1)", "li:nth-child(-n+2)"),
        *("p:first-of-type", "p:last-of-type", "p:nth-last-child(2)", "li:only-child", "a:nth-child(0n+1)"),
        *("li + li", "li ~ li", "p + span", "em:not(.x)", "li:not(:has(a))"),
    ],
)
def test_a_selector_picks_the_same_elements_as_beautifulsoup(selector: str) -> None:
    root = read_tree(HTML, "https://x.example/")
    expected = BeautifulSoup(HTML, "lxml").select(selector)
    assert [(e.tag, "".join(e.itertext())) for e in css.select(root, selector)] == [
        (e.name, e.get_text()) for e in expected
    ]


@pytest.mark.parametrize(
    "selector", ["a:empty", ":root", "a:lang(zh)", "p:-soup-contains(x)", ":not(a:empty)"]
)
def test_what_needs_the_whole_page_matches_nothing(selector: str) -> None:
    root = read_tree(HTML, "https://x.example/")
    picked = [e.tag for e in css.select(root, selector)]
    assert picked == ([] if ":not" not in selector else [e.tag for e in root.iter()])


def test_the_closest_ancestor_is_found_and_may_be_missing() -> None:
    root = read_tree(HTML, "https://x.example/")
    link = next(css.select(root, "li.last a"))
    row = css.closest(link, "li")
    assert row is not None
    assert row.get("class") == "last x"
    assert css.closest(link, ".nav") is None
