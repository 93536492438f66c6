"""What a page says of its article in meta elements and labels."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from monitor.parse import metadata
from monitor.parse.metadata import ISSUER, MADE, NUMBER, PUBLISHED, SOURCE, TITLE


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def labels(html: str) -> dict[str, str]:
    page = soup(html)
    return metadata.labelled_values(page, page.select_one("#zoom"))


def test_meta_values_are_found_by_any_kind_of_name_and_the_first_with_a_value_counts() -> None:
    page = soup(
        '<meta name="PubDate" content=""><meta name="pubdate" content="2026-07-31">'
        '<meta property="og:title" content=" 通知 "><meta itemprop="datePublished" content="2026-08-01">'
        '<meta name="PUBDATE" content="2026-08-02"><meta content="无名">'
    )
    values = metadata.meta_values(page)
    assert values == {"pubdate": "2026-07-31", "og:title": "通知", "datepublished": "2026-08-01"}
    assert metadata.first_value(values, ("Missing", "OG:Title", "pubdate")) == "通知"
    assert metadata.first_value(values, ("missing",)) is None


@pytest.mark.parametrize(
    ("html", "values"),
    [
        ("<p>发文字号：云发〔2026〕3号</p>", {NUMBER: "云发〔2026〕3号"}),
        ("<p>文　　号：云发〔2026〕3号</p>", {NUMBER: "云发〔2026〕3号"}),
        ("<p>【发布日期】：2026-07-31 【浏览次数】：12</p>", {PUBLISHED: "2026-07-31"}),
        ("<span>发布机构:</span><span>云岭省发展改革委</span>", {ISSUER: "云岭省发展改革委"}),
        ("<table><tr><th>成文日期</th><td>2026年7月30日</td></tr></table>", {MADE: "2026年7月30日"}),
        ("<table><tr><td>成文日期：</td><td>2026年7月30日</td></tr></table>", {MADE: "2026年7月30日"}),
        ("<li><b>发布</b><b>日期：</b>2026-07-31</li>", {PUBLISHED: "2026-07-31"}),
        ("<li><b>来源：</b><a>云岭日报</a> 作者：张三</li>", {SOURCE: "云岭日报"}),
        ("<p>标题：某方案 来源：云岭日报</p>", {TITLE: "某方案", SOURCE: "云岭日报"}),
        ("<p>来源：甲报</p><p>来源：乙报</p>", {SOURCE: "甲报"}),
        ("<p>索引号：123</p>", {}),
        ("<p>没有标签的一行</p>", {}),
    ],
)
def test_labels_give_their_values(html: str, values: dict[str, str]) -> None:
    assert labels(html) == values


def test_a_label_without_a_value_takes_none_from_the_next_label() -> None:
    html = "<table><tr><td>发文字号：</td><td>发布日期：</td><td>2026-07-31</td></tr></table>"
    assert labels(html) == {PUBLISHED: "2026-07-31"}


def test_words_such_as_time_and_source_count_outside_the_text_only() -> None:
    html = "<p>时间：2026-07-31</p><div id=zoom><p>会议时间：8月1日</p><p>来源：统计局</p><p>文号：云发〔2026〕3号</p></div>"
    assert labels(html) == {PUBLISHED: "2026-07-31", NUMBER: "云发〔2026〕3号"}


@pytest.mark.parametrize(("text", "is_label"), [("文　　号：", True), ("【来源】", True), ("文号：3号", False)])
def test_a_cell_is_a_label_if_it_holds_nothing_else(text: str, is_label: bool) -> None:  # noqa: FBT001 - a table's column
    assert metadata.is_label(text) is is_label


@pytest.mark.parametrize(
    ("html", "day"),
    [
        ("<h1>某方案</h1><p>2026-07-31</p>", date(2026, 7, 31)),
        ("<h1>某 方 案</h1><div>云岭日报</div><div>2026年7月31日</div>", date(2026, 7, 31)),
        ("<p>2026-01-01</p><h1>某方案</h1>", None),
        ("<h1>另一方案</h1><p>2026-07-31</p>", None),
        ("<h1>某方案</h1>" + "<p>导航</p>" * 20 + "<p>2026-07-31</p>", None),
        (f"<h1>某方案</h1><p>自2026年7月31日起{'施行' * 30}</p>", None),
    ],
)
def test_a_date_soon_after_the_title_is_the_last_resort(html: str, day: date | None) -> None:
    page = soup(f"<head><title>某方案</title></head><body>{html}</body>")
    assert metadata.date_under(page, "某方案") == day
