"""Text and trees of pages, and elements by selector."""

import pytest
from bs4 import BeautifulSoup

from monitor.parse import markup
from monitor.parse.markup import ElementIndex, read_soup, read_tree

HTML = """<html><body id="top"><div class="nav main"><p id="a" class="x">1</p></div><div id="zoom" class="word">
<div class="view TRS_UEDITOR"><p class="x y">2</p><h1>3</h1></div><P CLASS="x">4</P></div><p id="a">5</p>
<span class="TRS_UEDITOR">6</span></body></html>"""


@pytest.mark.parametrize(
    "selector",
    [
        *(
            "p",
            "#a",
            ".x",
            "p.x",
            "p#a.x",
            ".x.y",
            ".view.TRS_UEDITOR",
            "P.x",
            "h1, #zoom, .nav",
            ".gone",
            "#gone",
            "em",
        ),
        *("#zoom .x", "#zoom p", "body #zoom .view p.y", ".nav .y", "#zoom #a", "div .TRS_UEDITOR", "#top div p"),
        *("#zoom > p", "[class^=vi]", "p:first-child", "p:not(.x)", ".x + h1", "*", "[id]"),
    ],
)
@pytest.mark.parametrize("limit", [0, 2])
def test_the_index_picks_the_same_elements_as_beautifulsoup(selector: str, limit: int) -> None:
    soup = read_soup(HTML, "https://x.example/")
    assert ElementIndex(soup).select(selector, limit) == list(soup.select(selector, limit=limit))


def test_removed_elements_are_not_found_any_more() -> None:
    index = ElementIndex(read_soup(HTML, "https://x.example/"))
    index.select("#zoom")[0].decompose()
    assert [tag.get_text() for tag in index.select(".x")] == ["1"]


LISTING = """<html><body id="top"><div class="nav main"><a href="/art/1" title="x">1</a></div>
<UL class="list u-list"><li style="h"><a href="/art/2">2</a><span>a</span></li><li><p><a href="/b/3">3</a></p></li>
<li class="last x"><a HREF="/art/4.html" class="tit">4</a><em></em></li></UL><p>x</p><p class="tit">y</p><span>z</span><input type="text">
</body></html>"""


@pytest.mark.parametrize(
    "selector",
    [
        *("li", "*", "LI", ".list", "#top", "ul.list.u-list", "div, p", "body#top .nav > a", "li a", "ul > a"),
        *(
            "a[href]",
            "a[title='x']",
            "a[href^='/art']",
            "a[href$='.html']",
            "a[href*='rt/']",
            "[class~=x]",
            "a[title!=x]",
            "[class='TIT' i]",
        ),
        *("li:not([style])", "li:has(> a)", "li:has(a)", "li:has(+ .last)", "ul:has(~ p)", ":is(em, p)"),
        *("li:first-child", "li:last-child", "li:nth-child(2)", "li:nth-child(2n+1)", "li:nth-child(-n+2)"),
        *("p:first-of-type", "p:last-of-type", "p:nth-last-child(2)", "li:only-child", "a:nth-child(0n+1)"),
        *("li + li", "li ~ li", "p + span", "em:not(.x)", "li:not(:has(a))"),
    ],
)
def test_a_selector_picks_the_same_elements_of_a_listing_as_beautifulsoup(selector: str) -> None:
    root = read_tree(LISTING, "https://x.example/")
    expected = BeautifulSoup(LISTING, "lxml").select(selector)
    chosen = markup.picked(root, selector)
    assert [(e.tag, "".join(e.itertext())) for e in root.iter() if e in chosen] == [
        (e.name, e.get_text()) for e in expected
    ]


def test_an_empty_selector_picks_nothing() -> None:
    assert markup.picked(read_tree(LISTING, "https://x.example/"), "") == frozenset()


def test_what_stands_inside_a_picked_element_is_known_at_any_depth() -> None:
    tree = read_tree(LISTING, "https://x.example/")
    inner = markup.inside(tree, "ul, li")
    assert [e.get("href") for e in tree.iter("a") if e in inner] == ["/art/2", "/b/3", "/art/4.html"]
    assert [e.get("href") for e in tree.iter("a") if e not in inner] == ["/art/1"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("  a \n\t b\u3000c\xa0", "a b c"), ("标\u200b题\x00\ufeff", "标题"), ("\u200b", ""), ("一\x1b[31m", "一[31m")],
)
def test_a_line_has_single_blanks_and_nothing_unseen(text: str, line: str) -> None:
    assert markup.one_line(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("建设智能\n    算力中心", "建设智能算力中心"),
        ("目标：\r\n100 个", "目标： 100 个"),
        ("AI\nplus", "AI plus"),
        ("共 3\n个", "共 3 个"),
    ],
)
def test_chinese_text_is_joined_without_a_blank_where_the_source_wraps_it(text: str, line: str) -> None:
    assert markup.unwrapped(text) == line


def test_a_label_is_compared_without_blanks() -> None:
    assert markup.compact(" 索 引\u3000号\n：") == "索引号："


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<em>人工智能</em>+", "人工智能+"),
        ('<a href="/t1.html">通知</a>', "通知"),
        ("A &amp; B", "A & B"),
        ("3 < 5", "3 < 5"),
        ("无标记", "无标记"),
    ],
)
def test_a_title_loses_its_markup_and_nothing_else(title: str, text: str) -> None:
    assert markup.without_markup(title) == text
