"""Selectors: the plain ones are known without soupsieve, which decides about the rest."""

import pytest
import soupsieve
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources.selectors import is_plain, selector_problem

PLAIN = [
    "li",
    "*",
    "#zoom",
    ".view.TRS_UEDITOR",
    "ul.u-list > li",
    "ul.u-list li, tr:has(a)",
    ".zsy_conlist li:not([style])",
    'li:has(a[href*="content/post_"])',
    "li:has(> a):first-child",
    "[class^=jiathis]",
    "h1 + p ~ div",
]
UNUSUAL = ["li:nth-child(2n+1)", "a:not(:has(img))", "a[title='(1)']", "p:-soup-contains('文号')", "标题"]
WRONG = [
    "a[href",
    "li::text",
    "ul > > li",
    "li >",
    "> li",
    ", li",
    "",
    "a:not(> li)",
    "li:hover(",
    "a:has()",
    "#1a",
]


@pytest.mark.parametrize("selector", PLAIN)
def test_a_plain_selector_is_known_at_once_and_soupsieve_agrees(selector: str) -> None:
    assert is_plain(selector)
    assert selector_problem(selector) == ""
    soupsieve.compile(selector)


@pytest.mark.parametrize("selector", UNUSUAL)
def test_an_unusual_selector_is_left_to_soupsieve(selector: str) -> None:
    assert not is_plain(selector)
    assert selector_problem(selector) == ""


@pytest.mark.parametrize("selector", WRONG)
def test_a_wrong_selector_is_refused_in_one_line(selector: str) -> None:
    problem = selector_problem(selector)
    assert problem
    assert "\n" not in problem


@given(
    st.lists(
        st.sampled_from(
            [*' ,>+~.#*[]=()"-', "a", "b1", ":not(", ":has(", ":is(", ":first-child", "^=", '"x"']
        ),
        max_size=14,
    )
)
def test_whatever_is_called_plain_soupsieve_accepts(pieces: list[str]) -> None:
    selector = "".join(pieces)
    if is_plain(selector):
        soupsieve.compile(selector)
