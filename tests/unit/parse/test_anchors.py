"""HTML listings: which links count, and which title and date belong to each."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from monitor.domain import Link, LinkKind, Page, Source, SourceKind
from monitor.errors import BlockedError, EmptyListingError, ShapeError
from monitor.parse import parse_listing

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]

#: An address of the default shape, dated 1 July 2026, and others like it.
A, B, C = (f"202607/t2026070{n}_{n}.html" for n in (1, 2, 3))
FOLDER = "https://www.yunling.example/zwgk/tz/"


@pytest.fixture
def links(make_source: MakeSource, make_page: MakePage) -> Callable[..., tuple[Link, ...]]:
    def read(html: str, url: str = FOLDER, **layout: object) -> tuple[Link, ...]:
        return parse_listing(make_page(html, url), make_source(**layout))

    return read


def days(links: tuple[Link, ...]) -> list[date | None]:
    """The shown days; None where only the address has one."""
    return [None if link.dated_by_address else link.published for link in links]


# ------------------------------------------------------------------ addresses


@pytest.mark.parametrize(
    ("href", "url"),
    [
        (f"./{A}", FOLDER + A),
        (A, FOLDER + A),
        (f"/x/{A}", "https://www.yunling.example/x/" + A),
        (f"../gg/{A}", "https://www.yunling.example/zwgk/gg/" + A),
        (f"../../../../{A}", "https://www.yunling.example/" + A),
        (f"//www.yunling.example/{A}", "https://www.yunling.example/" + A),
        (f"http://yunling.example/{A}", "http://yunling.example/" + A),
        (f"HTTPS://www.yunling.example:8443/{A}", "https://www.yunling.example:8443/" + A),
        (f"..\\gg\\{A}", "https://www.yunling.example/zwgk/gg/" + A),
        (f" {A}#top ", FOLDER + A),
    ],
)
def test_a_link_is_joined_to_the_page(links: Callable[..., tuple[Link, ...]], href: str, url: str) -> None:
    assert [link.url for link in links(f'<a href="{href}">标题</a>')] == [url]


@pytest.mark.parametrize(
    "href",
    ["#", "", "  ", "javascript:go('t20260701_1.html')", "mailto:a@b.cn?t20260701_1.html", "http://[t20260701_1.html"],
)
def test_what_leads_nowhere_is_no_link(links: Callable[..., tuple[Link, ...]], href: str) -> None:
    found = links(f'<a href="{href}">坏</a><a href="{A}">好</a>')
    assert [link.title for link in found] == ["好"]


def test_the_base_element_moves_relative_links(links: Callable[..., tuple[Link, ...]]) -> None:
    found = links(f'<base href="/other/"><a href="{A}">标题</a>')
    assert found[0].url == "https://www.yunling.example/other/" + A


def test_a_broken_base_element_is_ignored(links: Callable[..., tuple[Link, ...]]) -> None:
    assert links(f'<base href="http://["><a href="{A}">标题</a>')[0].url == FOLDER + A


def test_links_to_other_hosts_count_only_when_the_layout_names_them(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<a href="{A}">一</a><a href="https://b.other.example/{B}">二</a><a href="https://third.example/{C}">三</a>'
    assert [link.title for link in links(html)] == ["一"]
    assert [link.title for link in links(html, hosts=(".other.example",))] == ["一", "二"]
    assert [link.title for link in links(html, hosts=("www.third.example",))] == ["一", "三"]


def test_twins_of_an_article_are_one_link(links: Callable[..., tuple[Link, ...]]) -> None:
    html = '<a href="t20260701_1_ext.html">短标题</a><a href="t20260701_1.html">短标题</a>'
    found = links(html, link_pattern=r"/t\d{8}_\d+(?:_ext)?\.html$", twins=((re.compile(r"_ext(\.html)$"), r"\1"),))
    assert [link.url for link in found] == [FOLDER + "t20260701_1.html"]


# --------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("anchor", "title"),
    [
        ('<a href="{}" title="关于某事的通知">关于某…</a>', "关于某事的通知"),
        ('<a href="{}" title="">　关于某事&nbsp; 的\n通知 </a>', "关于某事 的 通知"),
        ('<a href="{}" title="查看详情">关于某事的通知</a>', "关于某事的通知"),
        ('<a href="{}" title="某事">关于某事的通知</a>', "关于某事的通知"),
        ('<a href="{}" title="关于某事的通知"><h2>关于某事的通知</h2><p>摘要，很长。</p></a>', "关于某事的通知"),
        ('<a href="{}" title="关于某事的通知">关于某事的通知 摘要，很长，比标题长得多。</a>', "关于某事的通知"),
        ('<a href="{}"><h3>关于某事的通知</h3><span>2026-07-05</span><p>摘要。</p></a>', "关于某事的通知"),
        ('<a href="{}"><em>关于</em>某事的通知<span>[2026-07-05]</span></a>', "关于某事的通知"),
        ('<a href="{}"><span>2026-07-05</span></a>', "2026-07-05"),
        ('<a href="{}"><img src="a.jpg" alt="关于某事的通知"></a>', "关于某事的通知"),
        ('<a href="{}"><img src="a.jpg"></a>', ""),
    ],
)
def test_the_title_is_the_whole_title(links: Callable[..., tuple[Link, ...]], anchor: str, title: str) -> None:
    assert links(anchor.format(A))[0].title == title


def test_the_layouts_title_selector_picks_the_title(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<a href="{A}"><b>专题</b><span class="tit">关于某事的通知</span></a>'
    assert links(html, title="span.tit")[0].title == "关于某事的通知"
    assert links(html, title="span.gone")[0].title == "专题关于某事的通知"


def test_the_same_address_twice_is_one_link_with_the_better_title_and_the_date(
    links: Callable[..., tuple[Link, ...]],
) -> None:
    html = (
        f'<div><a href="{A}"><img alt="图片"></a></div><div><a href="{B}">另一条</a></div>'
        f'<ul><li><a href="{A}">关于某事的…</a></li><li><a href="{A}">关于某事的通知</a><i>2026-07-05</i></li></ul>'
    )
    found = links(html)
    assert [(link.url, link.title) for link in found] == [(FOLDER + A, "关于某事的通知"), (FOLDER + B, "另一条")]
    assert days(found) == [date(2026, 7, 5), None]


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "row",
    [
        '<ul><li><a href="{}">标题</a><span>[2026-07-05]</span></li></ul>',
        '<ul><li><span>2026/07/05</span><a href="{}">标题</a></li></ul>',
        '<ul><li><a href="{}">标题</a>&nbsp;2026年7月5日</li></ul>',
        '<ul><li><h4><a href="{}">标题</a></h4><p>摘要：2025-01-01前完成一二三四五六七八九十一二三四五六。</p><p>2026-07-05</p></li></ul>',
        '<table><tr><td>1</td><td><a href="{}">标题</a></td><td> 2026.07.05 </td></tr></table>',
        '<div class="row"><div><a href="{}">标题</a></div><div>2026-07-05</div></div>',
        '<ul><li><a href="{}"><h1>标题</h1><div><span>2026-07-05</span></div></a></li></ul>',
        '<ul><li><a href="{}"><b>05</b><i>2026-07</i><p>标题</p></a></li></ul>',
        '<ul><li><div><span>2026-07</span><em>05</em></div><a href="{}">标题</a></li></ul>',
        '<ul><li><a href="{}">2025年1月1日起施行的办法</a><span>2026-07-05</span></li></ul>',
        '<ul><li><script>var d="2020-01-01";</script><a href="{}">标题</a><span>2026-07-05</span></li></ul>',
    ],
)
def test_the_date_of_a_row_is_found(links: Callable[..., tuple[Link, ...]], row: str) -> None:
    assert days(links(row.format(A))) == [date(2026, 7, 5)]


def test_dates_beside_links_belong_to_the_link_before_them(links: Callable[..., tuple[Link, ...]]) -> None:
    html = (
        f'<div><a href="{A}">一</a><span>2026-07-05</span><a href="{B}">二</a> 2026-07-06<br><a href="{C}">三</a></div>'
    )
    assert days(links(html)) == [date(2026, 7, 5), date(2026, 7, 6), None]


def test_dates_beside_links_belong_to_the_link_after_them_when_a_date_comes_first(
    links: Callable[..., tuple[Link, ...]],
) -> None:
    html = f'<div>[2026-07-05] <a href="{A}">一</a><br>[2026-07-06] <a href="{B}">二</a></div>'
    assert days(links(html)) == [date(2026, 7, 5), date(2026, 7, 6)]
    html = f'<p><i>2026-07-05</i><a href="{A}">一</a><i>2026-07-06</i><a href="{B}">二</a></p>'
    assert days(links(html)) == [date(2026, 7, 5), date(2026, 7, 6)]


def test_a_date_that_heads_a_list_is_no_date_of_a_link(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<div>更新：2026-07-31 <a href="{A}">一</a><i>2026-07-05</i><a href="{B}">二</a><i>2026-07-06</i></div>'
    assert days(links(html)) == [date(2026, 7, 5), date(2026, 7, 6)]


def test_pairs_of_title_and_date_items_belong_together(links: Callable[..., tuple[Link, ...]]) -> None:
    html = (
        f'<ul><li class="t"><a href="{A}">一</a></li><li class="d">2026-07-05</li>'
        f'<li class="t"><a href="{B}">二</a></li><li class="d">2026-07-06</li></ul>'
    )
    assert days(links(html)) == [date(2026, 7, 5), date(2026, 7, 6)]
    assert days(links(html, item="li.t", date="li.d")) == [date(2026, 7, 5), date(2026, 7, 6)]


def test_links_of_a_popup_inside_a_row_do_not_take_its_date(links: Callable[..., tuple[Link, ...]]) -> None:
    html = (
        f'<ul><li><a href="{A}">办法</a><div class="pop"><ul><li><a href="{B}">解读</a></li></ul></div>'
        "<span>2026-07-05</span></li></ul>"
    )
    found = links(html)
    assert days(found) == [date(2026, 7, 5), None]
    assert found[1].published == date(2026, 7, 2)
    assert [link.kind for link in found] == [LinkKind.ARTICLE, LinkKind.INTERPRETATION]


def test_a_table_row_that_holds_a_whole_list_is_no_row_of_a_link(links: Callable[..., tuple[Link, ...]]) -> None:
    rows = "".join(f'<div><a href="t202607{n:02}_{n}.html">{n}</a></div>' for n in range(1, 31))
    html = f"<table><tr><td>2020-01-01</td><td>{rows}</td></tr></table>"
    assert set(days(links(html))) == {None}


def test_a_date_in_the_footer_is_no_date_of_the_only_link(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<body><div><p><a href="{A}">一</a></p></div><div>版权 2020-01-01</div></body>'
    assert links(html)[0].published == date(2026, 7, 1)


def test_a_lone_link_without_any_date_has_the_addresss(links: Callable[..., tuple[Link, ...]]) -> None:
    link = links(
        f"<section><div><div><div><div><div><div><a href='{A}'>一</a></div></div></div></div></div></div></section>"
    )[0]
    assert (link.published, link.dated_by_address) == (date(2026, 7, 1), True)


def test_the_layouts_date_selector_picks_among_several_dates(links: Callable[..., tuple[Link, ...]]) -> None:
    html = (
        f'<table><tr class="r"><td><a href="{A}">一</a></td><td>2020-01-01</td><td class="pub">2026-07-05</td></tr></table>'
        f'<p><a href="{B}">无行</a></p>'
    )
    assert days(links(html, date="td.pub")) == [date(2026, 7, 5), None]
    assert days(links(html, date="td.gone")) == [date(2020, 1, 1), None]


def test_a_date_format_that_only_the_layout_knows_is_read(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<ul><li><a href="{A}">一</a><i>05/07/2026</i></li></ul>'
    assert days(links(html, date_formats=("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"))) == [date(2026, 7, 5)]


@pytest.mark.parametrize(
    ("pattern", "href", "day"),
    [
        (r"/(\d{4})/(\d{1,2})/(\d{1,2})/a\.html$", "/2026/7/5/a.html", date(2026, 7, 5)),
        (r"/(\d{8})/a\.html$", "/20260705/a.html", date(2026, 7, 5)),
        (r"/(\d{4}-\d{2})/(\d{2})/a\.html$", "/2026-07/05/a.html", date(2026, 7, 5)),
        (r"/(\d{4})/a\.html$", "/2026/a.html", None),
        (r"/(\d{8})?/?a\.html$", "/a.html", None),
        (r"/(\d{4})(\d{2})(\d{2})/a\.html$", "/20261399/a.html", None),
    ],
)
def test_an_address_gives_the_date_that_its_groups_give(
    links: Callable[..., tuple[Link, ...]], pattern: str, href: str, day: date | None
) -> None:
    link = links(f'<a href="{href}">一</a>', link_pattern=pattern)[0]
    assert (link.published, link.dated_by_address) == (day, day is not None)


# ------------------------------------------------------- rows, drops and kinds


def test_the_layouts_rows_keep_other_links_out(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<ul class="list"><li><a href="{A}">一</a></li></ul><div class="hot"><a href="{B}">热</a></div>'
    assert [link.title for link in links(html, item="ul.list li")] == ["一"]


def test_when_a_redesign_left_none_of_the_rows_the_shape_alone_decides(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<ul class="new"><li><a href="{A}">一</a></li></ul>'
    assert [link.title for link in links(html, item="ul.list li")] == ["一"]


def test_dropped_subtrees_give_no_links(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<a href="{A}">一</a><div class="pop"><p><a href="{B}">二</a></p></div>'
    assert [link.title for link in links(html, drop=("#none", ".pop"))] == ["一"]


def test_links_in_comments_do_not_count(links: Callable[..., tuple[Link, ...]]) -> None:
    assert [link.title for link in links(f'<!-- <a href="{A}">旧</a> --><a href="{B}">新</a>')] == ["新"]


@pytest.mark.parametrize("title", ["某办法解读", "某负责人就某办法答记者问", "一图读懂某办法", "图解某办法"])
def test_titles_announce_interpretations(links: Callable[..., tuple[Link, ...]], title: str) -> None:
    assert links(f'<a href="{A}">{title}</a>')[0].kind is LinkKind.INTERPRETATION


def test_addresses_and_whole_sources_are_interpretations_too(links: Callable[..., tuple[Link, ...]]) -> None:
    html = f'<a href="/zcjd/{A}">某办法</a>'
    assert links(html)[0].kind is LinkKind.ARTICLE
    assert links(html, interpretation_pattern=re.compile("/zcjd/"))[0].kind is LinkKind.INTERPRETATION
    assert links(html, kind=SourceKind.INTERPRETATION)[0].kind is LinkKind.INTERPRETATION


# --------------------------------------------------------------------- errors


@pytest.mark.parametrize("html", ["", "   ", "<!-- nothing -->", "<p>暂无内容</p>", "<a name='x'>锚</a>"])
def test_a_listing_without_links_is_an_error(links: Callable[..., tuple[Link, ...]], html: str) -> None:
    with pytest.raises(EmptyListingError):
        links(html)


def test_a_listing_whose_links_have_another_shape_says_how_many_and_shows_one(
    links: Callable[..., tuple[Link, ...]],
) -> None:
    with pytest.raises(ShapeError, match=r"none of 2 links .*for example https://www\.yunling\.example/new/[12]\.html"):
        links('<a href="/new/1.html">一</a><a href="/new/2.html">二</a>')


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.location.href = './list/index.html'</script>",
        "<script>location.replace('list/index.html');</script>",
        '<meta http-equiv="refresh" content="0; url=./list/index.html">',
        '<iframe width="100%" src="list/index.html"></iframe>',
    ],
)
def test_a_shell_is_recognised_and_its_target_named(links: Callable[..., tuple[Link, ...]], html: str) -> None:
    with pytest.raises(EmptyListingError, match=re.escape(FOLDER + "list/index.html")):
        links(html + '<a href="/">首页</a>')


def test_a_page_that_reloads_itself_is_no_shell(links: Callable[..., tuple[Link, ...]]) -> None:
    with pytest.raises(EmptyListingError, match="no link at all"):
        links("<script>location.href='./'; location.href='javascript:0'</script>")


@pytest.mark.parametrize(
    "html",
    [
        "<h1>您的访问过于频繁，请稍后再试</h1>",
        "<html><title>安全验证</title><style>p{}</style><script>var a=1;</SCRIPT><p>请输入验证码</p></html>",
        "<script>document.cookie='__jsl_clearance_s=1'</script>",
        "<p>您访问的页面不存在</p><a href='/'>返回首页</a>",
    ],
)
def test_block_pages_and_soft_404s_are_blocked(links: Callable[..., tuple[Link, ...]], html: str) -> None:
    with pytest.raises(BlockedError, match="says"):
        links(html)


def test_a_long_page_that_mentions_a_captcha_is_not_blocked(links: Callable[..., tuple[Link, ...]]) -> None:
    with pytest.raises(EmptyListingError):
        links("<p>" + "关于短信验证码管理的规定。" * 80 + "</p>")
