"""What an article page says of itself, and where its text stands."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from monitor.domain import Article, Attachment, Link, LinkKind, Page, Source
from monitor.errors import BlockedError, ParseError
from monitor.parse import parse_article

MakeSource = Callable[..., Source]
MakePage = Callable[..., Page]
Read = Callable[..., Article]

URL = "https://www.yunling.example/zwgk/tz/202607/t20260701_1.html"
BODY = '<div class="TRS_Editor"><p>到2027年，建成100个平台。</p></div>'


@pytest.fixture
def read(make_source: MakeSource, make_page: MakePage) -> Read:
    def parse(html: str | bytes, link: Link | None = None, url: str = URL, **layout: Any) -> Article:
        return parse_article(make_page(html, url), make_source(**layout), link)

    return parse


def head(*metas: str, title: str = "") -> str:
    return f"<html><head>{''.join(metas)}<title>{title}</title></head><body>"


def meta(name: str, content: str, attribute: str = "name") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


# --------------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (head(meta("ArticleTitle", "甲"), title="乙") + "<h1>丙</h1>", "甲"),
        (head(meta("articletitle", "甲 &quot;一&quot;\n")), '甲 "一"'),
        (head(meta("ArticleTitle", ""), title="乙"), "乙"),
        (head(title="丙_云岭省人民政府") + "<h1>站名</h1><h1>丙</h1>", "丙"),
        (head(meta("SiteName", "站名"), title="别的") + "<h1>站名</h1><h1> 丁 </h1>", "丁"),
        (head(meta("SiteName", "站名")) + "<table><tr><td>标　　题：</td><td>戊</td></tr></table>", "戊"),
        (head(meta("og:title", "己", "property"), title="庚_站"), "己"),
        (head(title="关于某事的通知_国务院部门文件_中国政府网"), "关于某事的通知"),
        (head(title="关于某事的通知 - 云岭省人民政府门户网站"), "关于某事的通知"),
        (head(title="关于某事的通知-云岭省工业和信息化厅"), "关于某事的通知"),
        (head(title="AI-2027 行动"), "AI-2027 行动"),
        (head(), ""),
    ],
)
def test_the_title_is_taken_from_the_best_place(read: Read, html: str, title: str) -> None:
    assert read(html + BODY).title == title


def test_the_layouts_title_selectors_go_before_headings(read: Read) -> None:
    html = head() + "<h1>栏目</h1><div class='t'>关于某事的通知</div>" + BODY
    assert read(html, article_title=(".none", ".t")).title == "关于某事的通知"
    html = head(meta("dc.title", "关于别事的通知")) + BODY
    assert read(html, article_title=("meta[name='dc.title']",)).title == "关于别事的通知"
    assert read(html, meta_title=("DC.Title",)).title == "关于别事的通知"


def test_a_window_title_that_is_only_the_columns_gives_way_to_the_listings(read: Read) -> None:
    html = head(meta("ColumnName", "通知公告"), title="通知公告") + BODY
    assert read(html, Link(URL, "关于某事的通知")).title == "关于某事的通知"
    assert read(html).title == "通知公告"


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "html",
    [
        *(head(meta(name, "2026-07-05 09:30:00")) for name in ("PubDate", "pubdate", "publishdate")),
        head(meta("firstpublishedtime", "2026-07-05-09:30:00")),
        head(meta("PubDate", "2026-07-05&nbsp;09:30")),
        head(meta("PubDate", "2026/07/05")),
        head(meta("PubDate", "2026-07-05 09:302026-07-06 10:00")),
        head(meta("PubDate", ""), meta("PubDate", "2026-07-05")),
        head(meta("article:published_time", "2026-07-05T09:30:00+08:00", "property")),
        head() + "<p>发布日期：2026-07-05&nbsp;&nbsp;浏览次数：12</p>",
        head() + "<span>时间：</span><span>2026年07月05日</span>",
        head() + "<table><tr><td>公开日期</td><td>2026年7月5日</td></tr></table>",
        head() + "<li>【发布日期】：<b>2026-07-05</b></li>",
    ],
)
def test_the_day_of_publication_is_read(read: Read, html: str) -> None:
    assert read(html + BODY).published == date(2026, 7, 5)


def test_the_layouts_date_selectors_and_meta_names_are_used(read: Read) -> None:
    html = head(meta("dc.date", "2026-07-05")) + "<i id='t'>2026年07月06日 19:36</i>" + BODY
    assert read(html, article_date=("#t",)).published == date(2026, 7, 6)
    assert read(html, meta_date=("DC.Date",)).published == date(2026, 7, 5)


def test_without_a_date_on_the_page_the_listings_counts_and_then_the_addresss(read: Read) -> None:
    assert read(BODY, Link(URL, "某", date(2026, 7, 9))).published == date(2026, 7, 9)
    assert read(BODY).published == date(2026, 7, 1)
    assert read(BODY, link_pattern=r"/t\d+_\d+\.html$").published is None


@pytest.mark.parametrize(
    ("under", "day"),
    [
        ("<p>2026-07-05 09:30 云岭日报</p>", date(2026, 7, 5)),
        ("<i>作者</i><span>2026年7月5日</span>", date(2026, 7, 5)),
        ("<p>" + "导语。" * 20 + "2026年7月5日</p>", None),
        ("<br>".join(["某"] * 20) + "<p>2026-07-05</p>", None),
    ],
)
def test_an_unlabelled_date_under_the_title_is_the_last_resort(read: Read, under: str, day: date | None) -> None:
    html = head(title="甲") + f"<div>2020-01-01</div><h1>甲</h1>{under}{BODY}"
    assert read(html, link_pattern=r"/t\d+_\d+\.html$").published == day


def test_a_label_in_the_articles_own_text_is_not_the_pages(read: Read) -> None:
    html = '<div class="TRS_Editor"><p>时间：2026年8月1日</p><p>来源：统计局</p><p>名称：某项目</p></div>'
    article = read(html, link_pattern=r"/t\d+_\d+\.html$")
    assert (article.published, article.source, article.title) == (None, None, "")


def test_the_day_of_signature_is_not_the_day_of_publication(read: Read) -> None:
    html = head(meta("PubDate", "2026-07-05")) + "<table><tr><td>成文日期：</td><td>2026-06-20</td></tr></table>" + BODY
    article = read(html)
    assert (article.published, article.made_on) == (date(2026, 7, 5), date(2026, 6, 20))


def test_a_numbered_document_is_signed_where_a_date_stands_alone(read: Read) -> None:
    lines = "<p>云府发〔2026〕3号</p><p>正文，2026年1月1日起施行。</p><p>云岭省人民政府</p><p>二〇二六年 六月二十日</p>"
    assert read(f'<div class="TRS_Editor">{lines}</div>').made_on == date(2026, 6, 20)
    assert read(f'<div class="TRS_Editor">{lines[lines.index("</p>") :]}</div>').made_on is None


# --------------------------------------------------- numbers, issuers, outlets


@pytest.mark.parametrize(
    ("html", "number"),
    [
        (
            "<table><tr><td>文　　号：</td><td>云府发<i>[２０２６]</i> 3 号</td></tr></table>" + BODY,
            "云府发〔2026〕3号",
        ),
        (
            "<ul><li><b>发文字号：</b>云府发〔2026〕4号</li><li><b>有效性：</b>有效</li></ul>" + BODY,
            "云府发〔2026〕4号",
        ),
        ("<div>文号：云府发〔2026〕5号 成文日期：2026-06-20</div>" + BODY, "云府发〔2026〕5号"),
        ("<p>文号：</p><p>发布日期：2026-07-05</p>" + BODY, None),
        ("<table><tr><td>文号</td><td>无</td></tr></table>" + BODY, None),
        (head(meta("ArticleTitle", "关于某事的通知（云发改〔2026〕6号）")) + BODY, "云发改〔2026〕6号"),
        (head(meta("ArticleTitle", "关于废止云发改〔2019〕6号文件的通知")) + BODY, None),
        ('<div class="TRS_Editor"><p>标题</p><p>云府发〔2026〕7号</p><p>正文</p></div>', "云府发〔2026〕7号"),
        ('<div class="TRS_Editor"><p>根据云府发〔2019〕8号文件的要求，现就有关事项通知如下。</p></div>', None),
    ],
)
def test_the_document_number_is_read_and_normalised(read: Read, html: str, number: str | None) -> None:
    assert read(html).document_number == number


def test_number_and_issuer_of_the_listing_fill_gaps(read: Read) -> None:
    link = Link(URL, "某", document_number="云府发〔2026〕9号", issuer="云岭省人民政府")
    article = read(BODY, link)
    assert (article.document_number, article.issuer) == ("云府发〔2026〕9号", "云岭省人民政府")


@pytest.mark.parametrize("label", ["发文机关：", "发布机构", "制 发 机 关："])
def test_the_issuer_is_read_from_its_label(read: Read, label: str) -> None:
    html = f"<table><tr><th>{label}</th><td>云岭省人民政府</td></tr></table>" + BODY
    assert read(html).issuer == "云岭省人民政府"


@pytest.mark.parametrize(
    ("html", "outlet"),
    [
        (head(meta("ContentSource", "云岭日报")), "云岭日报"),
        (head(meta("ContenSource", "来源：云岭日报")), "云岭日报"),
        ("<div>来源：<a>云岭日报</a></div>", "云岭日报"),
        ("<div>2026-07-05 来源：云岭日报 | 字号：大</div>", "云岭日报"),
        ("<div>来源：</div><div>发布日期：2026-07-05</div>", None),
        ("<div>来源：</div>" + "<p>" + "很长的文字" * 100 + "</p>", None),
    ],
)
def test_the_outlet_is_not_the_issuer(read: Read, html: str, outlet: str | None) -> None:
    article = read(html + BODY)
    assert (article.source, article.issuer) == (outlet, None)


def test_an_overlong_cell_is_no_value(read: Read) -> None:
    html = f"<table><tr><td>发文机关：</td><td>{'长' * 500}</td></tr></table>" + BODY
    assert read(html).issuer is None


# ----------------------------------------------------------------------- body


def test_the_layouts_selectors_go_before_the_known_ones_and_empty_ones_are_skipped(read: Read) -> None:
    html = '<div id="empty"></div><div class="mine"><p>我的正文。</p></div>' + BODY
    assert read(html, body=("#empty", ".mine")).text == "我的正文。"
    assert read(html, body=("#empty",)).text == "到2027年，建成100个平台。"


def test_of_several_containers_the_fullest_counts(read: Read) -> None:
    html = '<div class="TRS_Editor">导语</div><div class="TRS_Editor"><p>正文很长。</p></div>'
    assert read(html).text == "正文很长。"


def test_dropped_subtrees_are_not_read(read: Read) -> None:
    html = '<div class="TRS_Editor"><p>正文。</p><p class="x">杂项</p></div>'
    assert read(html, drop=(".x", ".y")).text == "正文。"


def test_an_unknown_layout_is_read_by_a_library(read: Read) -> None:
    paragraphs = "".join(f"<p>第{n}段，说明云岭省今年建设算力平台的有关情况和下一步安排。</p>" for n in "一二三四五")
    article = read(
        f"<html><body><nav><a href='/'>首页</a></nav><main><div class='zq'>{paragraphs}</div></main></body></html>"
    )
    assert len(article.blocks) == 5
    assert article.blocks[0].text.startswith("第一段")


def test_a_page_of_absurd_size_in_an_unknown_layout_is_not_given_to_the_library(read: Read) -> None:
    with pytest.raises(ParseError, match="neither text nor attachments"):
        read("<p>" + "字" * 2_000_001)


def test_the_body_may_stand_in_a_script(read: Read) -> None:
    html = '<script>window._CONFIG = {SID: 1, DETAIL: {"title": "甲", "content": "<p>正文。</p>"}};</script>'
    article = read(html, body_script="window._CONFIG.DETAIL.content", json_title="title")
    assert (article.title, article.text) == ("甲", "正文。")


@pytest.mark.parametrize(
    "script",
    [
        "",
        "window._CONFIG = {SID: 1};",
        "window._CONFIG = {DETAIL: {bare: 1}};",
        'window._CONFIG = {DETAIL: {"content": ""}};',
        'window._CONFIG = {DETAIL: {"content": "<i></i>"}};',
        'window._CONFIG = {DETAIL: {"content": 5}};',
        "window._CONFIG = {DETAIL: {" + '"a":[' * 100_000,
    ],
)
def test_without_the_scripts_object_the_page_itself_is_read(read: Read, script: str) -> None:
    article = read(f"<script>{script}</script>{BODY}", body_script="window._CONFIG.DETAIL.content")
    assert article.text == "到2027年，建成100个平台。"


# ---------------------------------------------------------------- attachments


def test_attachments_in_and_beside_the_body_are_listed_once(read: Read) -> None:
    html = (
        '<div><div><div class="TRS_Editor"><p>见<a href="./P1.pdf">附件1</a>和<a href="P1.pdf#page=2">附件1</a></p>'
        '<p><a href="a.html">网页</a><a href="javascript:0">坏.pdf</a></p></div>'
        '<ul><li><a href="P2.DOCX" title="任务分工表">下载</a></li><li><a href="/down?file=表.xls&n=1">下载附件</a></li>'
        '<li><a href="/get/77">方案.ofd</a></li><li><iframe src="view.pdf"></iframe></li></ul></div></div>'
        '<div class="attachment"><a href="P3.zip">全部材料</a></div><header><a href="/app.rar">客户端</a></header>'
        '<div><div><div><a href="/annual.pdf">年度报告</a></div></div></div>'
    )
    folder = URL.rpartition("/")[0]
    assert read(html).attachments == (
        Attachment(f"{folder}/P1.pdf", "附件1"),
        Attachment(f"{folder}/P2.DOCX", "任务分工表"),
        Attachment("https://www.yunling.example/down?file=表.xls&n=1", "表.xls"),
        Attachment("https://www.yunling.example/get/77", "方案.ofd"),
        Attachment(f"{folder}/view.pdf", "view.pdf"),
        Attachment(f"{folder}/P3.zip", "全部材料"),
    )


def test_a_page_with_attachments_only_is_an_article(read: Read) -> None:
    article = read('<div class="TRS_Editor"><a href="/a%20%E8%A1%A8.pdf"><img src="x.png"></a></div>')
    assert (article.blocks, article.attachments) == (
        (),
        (Attachment("https://www.yunling.example/a%20%E8%A1%A8.pdf", "a 表.pdf"),),
    )


def test_the_base_element_moves_attachments(read: Read) -> None:
    html = '<base href="/files/"><div class="TRS_Editor"><a href="a.pdf">表</a></div>'
    assert read(html).attachments[0].url == "https://www.yunling.example/files/a.pdf"
    assert read(html.replace("/files/", "http://[")).attachments[0].url.endswith("/202607/a.pdf")


@pytest.mark.parametrize("magic", [b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1"])
def test_a_file_where_a_page_should_be_is_its_own_attachment(read: Read, magic: bytes) -> None:
    link = Link(URL, "某文件", date(2026, 7, 9), LinkKind.INTERPRETATION, "云府发〔2026〕9号", "云岭省")
    article = read(magic + b"\0\1", link, url="https://www.yunling.example/a.pdf")
    assert (article.url, article.title, article.published, article.blocks) == (URL, "某文件", date(2026, 7, 9), ())
    assert (article.kind, article.document_number, article.issuer) == (
        LinkKind.INTERPRETATION,
        "云府发〔2026〕9号",
        "云岭省",
    )
    assert article.attachments == (Attachment("https://www.yunling.example/a.pdf", "某文件"),)
    alone = read(magic)
    assert (alone.url, alone.title, alone.published) == (URL, "t20260701_1.html", date(2026, 7, 1))


# ------------------------------------------------------------ identity, errors


def test_an_article_keeps_the_address_and_kind_of_its_link(read: Read) -> None:
    link = Link("https://www.yunling.example/main.html", "某", kind=LinkKind.INTERPRETATION)
    article = read(BODY, link)
    assert (article.url, article.kind) == (link.url, LinkKind.INTERPRETATION)
    alone = read(head(meta("ArticleTitle", "某办法解读")) + BODY)
    assert (alone.url, alone.kind) == (URL, LinkKind.INTERPRETATION)


@pytest.mark.parametrize(
    "html",
    [
        "<h1>页面不存在</h1>",
        "<html><head><title>404</title></head><body><p>您访问的页面不存在或已删除，请返回首页</p></body></html>",
        "<script>$_ts = {};</script>",
        '<div class="TRS_Editor"><p>访问过于频繁，请稍后再试。</p></div>',
    ],
)
def test_block_pages_and_soft_404s_are_no_articles(read: Read, html: str) -> None:
    with pytest.raises(BlockedError):
        read(html)


def test_a_short_notice_about_captchas_with_more_text_is_an_article(read: Read) -> None:
    text = "关于防范冒充客服索要验证码的提醒。" * 10
    assert read(f'<div class="TRS_Editor"><p>{text}</p></div>').text == text


def test_a_shell_is_no_article(read: Read) -> None:
    with pytest.raises(ParseError, match=r"only a shell that leads to https://www\.yunling\.example/other\.html"):
        read("<script>location.href='/other.html'</script>")


@pytest.mark.parametrize("html", ["", "  ", "<p></p>", '<div class="TRS_Editor"></div>', "<!DOCTYPE html>"])
def test_a_page_with_nothing_is_an_error(read: Read, html: str) -> None:
    with pytest.raises(ParseError, match="neither text nor attachments"):
        read(html)
