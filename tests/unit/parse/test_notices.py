"""Pages without content: block pages, soft 404s and shells."""

import pytest

from monitor.errors import BlockedError
from monitor.parse.markup import notice, refuse_notices, shell_target, visible_text

URL = "https://www.yunling.example/tz/"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><body><h1>安全验证</h1></body></html>", "安全验证"),
        ("<p>您访问的页面不存在</p>", "您访问的页面不存在"),
        ("<title>403 Forbidden</title>", "403 Forbidden"),
        ("<script>document.cookie='__jsl_clearance=1'</script>", "__jsl_clearance"),
        ("<noscript>请开启JavaScript</noscript><p>请开启JavaScript</p>", "开启JavaScript"),
        ('{"code": 1, "msg": "访问过于频繁"}', "访问过于频繁"),
    ],
)
def test_a_notice_is_known_by_its_words(text: str, words: str) -> None:
    assert notice(text) == words
    with pytest.raises(BlockedError, match=f"a block or error page that says “{words}”"):
        refuse_notices(text, URL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>关于印发行动方案的通知</p>",
        "<script>var tip = '验证码'</script><p>通知</p>",
        "<p>关于防范验证码诈骗的提示。</p>" + "<p>各单位要加强宣传，提高群众防范意识，守护财产安全。</p>" * 30,
    ],
)
def test_other_pages_and_long_pages_about_such_words_are_no_notices(text: str) -> None:
    assert notice(text) is None
    refuse_notices(text, URL)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("<script>window.location.href = './index.html'</script>", URL + "index.html"),
        ('<script>location.replace("/zwgk/")</script>', "https://www.yunling.example/zwgk/"),
        ('<meta http-equiv="refresh" content="0; url=list.html?a=1&amp;b=2">', URL + "list.html?a=1&b=2"),
        ("<frameset><frame src='main.html'></frameset>", URL + "main.html"),
        ("<iframe width=1 src=inner.html></iframe>", URL + "inner.html"),
        ("<script>location.href = './'</script><iframe src='a.html'></iframe>", URL + "a.html"),
        ("<script>location.href = 'javascript:void(0)'</script>", None),
        ("<p>通知</p>", None),
    ],
)
def test_a_shell_leads_somewhere_else(text: str, target: str | None) -> None:
    assert shell_target(text, URL) == target


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("<p>一</p><p>二</p>", "一 二"),
        ("<style>p{color:red}</style>一<script>二", "一"),
        ("a &lt; b", "a < b"),
        ("一<SCRIPT>x</SCRIPT>二", "一 二"),
    ],
)
def test_the_visible_text_is_that_between_the_tags(text: str, visible: str) -> None:
    assert visible_text(text) == visible
