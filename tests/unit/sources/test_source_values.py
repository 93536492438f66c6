"""Single values: what is read, and what a person is told about the rest."""

import re
from datetime import date, timedelta

import pytest
import soupsieve
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain import Paging, PagingKind
from monitor.sources import source_values as values
from monitor.toml import BadValueError, Reader


@pytest.mark.parametrize(
    ("reader", "raw", "read"),
    [
        (values.duration, "0s", timedelta(0)),
        (values.duration, "90s", timedelta(seconds=90)),
        (values.duration, "1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
        (values.interval, "4h", timedelta(hours=4)),
        (values.days, 7, timedelta(days=7)),
        (values.days, 0, timedelta(0)),
        (values.method, "POST", "POST"),
        (values.security_level, 0, 0),
        (values.security_level, 1, 1),
        (values.encoding, "gb18030", "gb18030"),
        (values.address, "http://127.0.0.1:8080/a?b=c", "http://127.0.0.1:8080/a?b=c"),
        (values.address, "https://www.gov.cn/检索/", "https://www.gov.cn/检索/"),
        (values.addresses, ["http://a.cn/", "http://b.cn/"], ("http://a.cn/", "http://b.cn/")),
        (values.hosts, ["WWW.gov.cn", ".sh.gov.cn"], ("www.gov.cn", ".sh.gov.cn")),
        (values.pairs, {"page": 1, "q": ""}, (("page", "1"), ("q", ""))),
        (values.headers, {"Referer": "https://a.cn/"}, (("Referer", "https://a.cn/"),)),
        (values.json_body, {"size": 10, "词": [None, True]}, '{"size":10,"词":[null,true]}'),
        (values.json_path, "$", "$"),
        (values.json_path, "data.dataResults[].groupData[0].data", "data.dataResults[].groupData[0].data"),
        (values.selector, "ul > li", "ul > li"),
        (values.selectors, "#zoom", ("#zoom",)),
        (
            values.date_formats,
            ["%Y-%m-%d", "[%Y年%m月%d日]", "%G-W%V-%u", "epoch_ms"],
            ("%Y-%m-%d", "[%Y年%m月%d日]", "%G-W%V-%u", "epoch_ms"),
        ),
        (values.paging, {"kind": "none"}, Paging()),
        (values.paging, {"kind": "countdown"}, Paging(PagingKind.COUNTDOWN)),
        (
            values.paging,
            {"kind": "path", "template": "index_{page0}.html"},
            Paging(PagingKind.PATH, "index_{page0}.html"),
        ),
        (values.paging, {"kind": "param", "param": "p"}, Paging(PagingKind.PARAM, param="p")),
        (values.weights, {"算力": 1, "AI+": 0.5}, (("算力", 1.0), ("AI+", 0.5))),
    ],
)
def test_a_good_value_is_read(reader: Reader, raw: object, read: object) -> None:
    assert reader(raw) == read


@pytest.mark.parametrize(
    ("reader", "raw", "told"),
    [
        (values.duration, "4 hours", "write 90s, 30m, 4h, 1d or 1h30m"),
        (values.duration, "-4h", "is not a duration"),
        (values.duration, 4, "must be a string in quotes"),
        (values.interval, "0s", "must be longer than 0s"),
        (values.days, -1, "must be 0 to 366 days"),
        (values.days, 1000, "must be 0 to 366 days"),
        (values.days, "7", "must be a whole number of days"),
        (values.days, True, "must be a whole number of days"),
        (values.method, "PUT", 'must be "GET" or "POST"'),
        (values.security_level, 2, "must be 1 (old servers) or 0"),
        (values.security_level, True, "must be 1 (old servers) or 0"),
        (values.encoding, "gb99999", "for Chinese pages write 'gb18030'"),
        (values.address, "ftp://a.cn/", "is not an http or https address"),
        (values.address, "//a.cn/", "is not an http or https address"),
        (values.address, "https:///a", "is not an http or https address"),
        (values.address, "https://a.cn/{yyyy}", "has '{' in it"),
        (values.address, "https://a.cn/a b", "has ' ' in it"),
        (values.address, "https://a.cn:port/", "is not an address"),
        (values.address, "https://[a.cn/", "is not an address"),
        (values.address, "https://me:secret@a.cn/", "neither a user name nor a '#' part"),
        (values.address, "https://a.cn/#top", "neither a user name nor a '#' part"),
        (values.addresses, ["x"], "is not an http or https address"),
        (values.hosts, ["https://a.cn"], "is not a host name"),
        (values.pairs, ["a"], "must be a table"),
        (values.pairs, {"a": [1]}, "'a' must be a string or a whole number, not a list"),
        (values.pairs, {"a": True}, "'a' must be a string or a whole number, not true"),
        (values.headers, {"user-agent": "x"}, "one honest User-Agent"),
        (values.headers, {"Host": "x"}, "it follows from the address"),
        (values.headers, {"X-A": "a\nb"}, "printable ASCII"),
        (values.headers, {"X-A": "通知"}, "printable ASCII"),
        (values.headers, {"X A": "a"}, "printable ASCII"),
        (values.json_body, "x", "must be a table"),
        (values.json_body, {"day": date(2026, 1, 1)}, "has a value that JSON does not know"),
        (values.json_path, "data..list", "is not a path"),
        (values.json_path, "data list", "is not a path"),
        (values.selector, "a[href", "is not a CSS selector"),
        (values.selector, "a::attr(title)", "is not a CSS selector"),
        (values.selectors, ["#zoom", "li >"], "is not a CSS selector"),
        (values.pattern, "(a", "is not a regular expression"),
        (values.link_pattern, "(a)(b)(c)(d)", "has 4 groups"),
        (values.link_pattern, ".*", "fits every address"),
        (values.twins, {"a": "b"}, "must be a list of pairs"),
        (values.twins, [["a"]], "each entry is a pair of strings"),
        (values.twins, [["(a", "b"]], "is not a regular expression"),
        (values.twins, [["a", r"\1"]], "cannot replace 'a'"),
        (values.twins, [["a", r"\g<x>"]], "cannot replace 'a'"),
        (values.date_formats, ["%Y-%m"], "does not give a day"),
        (values.date_formats, ["%m月%d日"], "does not give a day"),
        (values.date_formats, ["%Q"], "does not give a day"),
        (values.date_formats, ["%Y-%Y-%m-%d"], "does not give a day"),
        (values.paging, "path", "must be a table"),
        (values.paging, {}, "is empty"),
        (values.paging, {"kind": "param", "parameter": "p"}, "does not know 'parameter'"),
        (values.paging, {"kind": "pages"}, "choose one of 'none', 'path', 'param', 'countdown'"),
        (values.paging, {"kind": "path", "template": "index.html"}, "needs a template with {page}"),
        (values.paging, {"kind": "param"}, "needs param"),
        (values.paging, {"kind": "none", "param": "p"}, "belongs to another kind"),
        (values.paging, {"kind": "param", "param": "p", "template": "{page}"}, "belongs to another kind"),
        (values.weights, {}, "with one term or more"),
        (values.weights, ["算力"], "must be a table of terms"),
        (values.weights, {"算力": "1"}, "'算力' must be a number"),
        (values.weights, {" ": 1}, "has an empty term"),
    ],
)
def test_a_bad_value_is_refused_with_the_remedy(reader: Reader, raw: object, told: str) -> None:
    with pytest.raises(BadValueError, match=re.escape(told)):
        reader(raw)


def test_twins_are_read_as_patterns_with_their_replacements() -> None:
    ((pattern, replacement),) = values.twins([[r"_ext(\.html)$", r"\1"]])
    assert pattern.sub(replacement, "t1_ext.html") == "t1.html"


def test_equal_patterns_are_compiled_once() -> None:
    assert values.pattern("/t\\d{8}_") is values.pattern("/t\\d{8}_")


@pytest.mark.parametrize(
    "selector",
    [
        *("li", "*", "#zoom", ".view.TRS_UEDITOR", "ul.u-list > li", "ul.u-list li, tr:has(a)"),
        *(".zsy_conlist li:not([style])", 'li:has(a[href*="content/post_"])', "li:has(> a):first-child"),
        *("[class^=jiathis]", "h1 + p ~ div", "li:nth-child(2n+1)", "a:not(:has(img))", "a[title='(1)']", "标题"),
        *("p:last-of-type", ":is(em, p)", "div:not(.a):not(.b)"),
    ],
)
def test_a_selector_that_is_accepted_can_be_used_on_listings_and_on_articles(selector: str) -> None:
    assert values.selector(selector) == selector
    soupsieve.compile(selector)


@pytest.mark.parametrize(
    "selector",
    [
        *("a[href", "li::text", "ul > > li", "li >", "> li", ", li", "a:not(> li)", "li:hover(", "a:has()"),
        *("#1a", "p:-soup-contains('文号')", "li:nth-child(x)", "a[b=]"),
    ],
)
def test_a_wrong_selector_is_refused_in_one_line(selector: str) -> None:
    with pytest.raises(BadValueError, match="is not a CSS selector: ") as caught:
        values.selector(selector)
    assert "\n" not in str(caught.value)


@given(
    st.lists(
        st.sampled_from(
            [*' ,>+~.#*[]=()"-:', "a", "b1", "7", ":not(", ":has(", ":is(", ":first-child", "^=", '"x"', ":hover"]
        ),
        max_size=14,
    )
)
def test_whatever_is_accepted_soupsieve_accepts_too(pieces: list[str]) -> None:
    selector = "x" + "".join(pieces)
    try:
        values.selector(selector)
    except BadValueError:
        return
    soupsieve.compile(selector)
