"""Elements of an article's page by selector: the quick way picks what BeautifulSoup picks."""

import pytest

from monitor.parse.markup import read_soup
from monitor.parse.places import Places

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
        *(
            "#zoom .x",
            "#zoom p",
            "body #zoom .view p.y",
            ".nav .y",
            "#zoom #a",
            "div .TRS_UEDITOR",
            "#top div p",
        ),
        *("#zoom > p", "[class^=vi]", "p:first-child", "p:not(.x)", ".x + h1", "*", "[id]"),
    ],
)
@pytest.mark.parametrize("limit", [0, 2])
def test_a_selector_picks_the_same_elements_as_beautifulsoup(selector: str, limit: int) -> None:
    soup = read_soup(HTML, "https://x.example/")
    assert Places(soup).select(selector, limit) == list(soup.select(selector, limit=limit))


def test_removed_elements_are_not_found_any_more() -> None:
    places = Places(read_soup(HTML, "https://x.example/"))
    places.select("#zoom")[0].decompose()
    assert [tag.get_text() for tag in places.select(".x")] == ["1"]
