"""What a page says of its article: meta elements and the table of labels (公开信息)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ..text.shown_dates import find_date
from .whitespace import compact, one_line

#: Names of meta elements, lower case; the state's guideline 国办发〔2017〕47号 prescribes the first of each.
META_TITLE = ("articletitle", "og:title")
META_DATE = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "article:published_time",
    "datepublished",
    "og:release_date",
)
META_SOURCE = ("contentsource", "contensource")

TITLE, NUMBER, ISSUER, MADE, PUBLISHED, SOURCE = "title", "number", "issuer", "made", "published", "source"
#: Labels of the 公开信息 table, without blanks.
_TABLE_LABELS = {
    "发文字号": NUMBER,
    "文号": NUMBER,
    "文件编号": NUMBER,
    "发文文号": NUMBER,
    "发文机关": ISSUER,
    "发布机构": ISSUER,
    "发文机构": ISSUER,
    "制发机关": ISSUER,
    "发文单位": ISSUER,
    "发布单位": ISSUER,
    "成文日期": MADE,
    "生成日期": MADE,
    "发文日期": MADE,
    "印发日期": MADE,
    "发布日期": PUBLISHED,
    "公开日期": PUBLISHED,
    "发布时间": PUBLISHED,
    "发表时间": PUBLISHED,
}
#: Labels that count outside the article's text only: inside, they are a meeting's time or a table's source.
_HEAD_LABELS = {
    "标题": TITLE,
    "名称": TITLE,
    "时间": PUBLISHED,
    "日期": PUBLISHED,
    "来源": SOURCE,
    "信息来源": SOURCE,
    "文章来源": SOURCE,
    "稿件来源": SOURCE,
}
_LABELS = _TABLE_LABELS | _HEAD_LABELS
#: Labels whose values are not wanted, but end the value before them.
_OTHER_LABELS = [
    "索引号",
    "信息索引",
    "分类",
    "主题分类",
    "主题词",
    "关键词",
    "有效性",
    "时效",
    "时效性",
    "效力状态",
    "实施日期",
    "失效日期",
    "废止日期",
    "体裁分类",
    "组配分类",
    "服务对象",
    "公开方式",
    "公开范围",
    "浏览次数",
    "浏览量",
    "点击数",
    "阅读次数",
    "阅读量",
    "作者",
    "字号",
    "字体",
    "责任编辑",
    "编辑",
    "打印",
    "分享",
    "统一编号",
    "文件状态",
    "有效期",
    "公开目录",
    "信息类别",
]
_LABEL_NAMES = frozenset([*_LABELS, *_OTHER_LABELS])
#: A label with its colon; blanks or brackets may pad it (`文　　号：`, `【发布日期】：`).
_LABELLED = re.compile(
    r"(?<![\u4e00-\u9fff])[【\[]?\s{0,4}("
    + "|".join(r"\s{0,8}".join(label) for label in sorted([*_LABELS, *_OTHER_LABELS], key=len, reverse=True))
    + r")\s{0,8}[】\]]?\s{0,8}[:：]"
)
#: Characters of a text or element that can be a line of labels and values.
_LINE_LENGTH = 400
#: The same in the page's source, where indentation counts.
_LINE_SOURCE_LENGTH = 4000
#: Texts after a label among which its value stands, when they share no cell or line.
_NEAR = 4
#: Texts after a title among which its date stands, and characters of a text that shows one.
_UNDER = 12
_DATE_LENGTH = 40
_VALUE_ENDS = "|｜ "
_CELLS = ("td", "th", "dt", "dd")
_LINES = (*_CELLS, "li", "p")


def meta_values(soup: BeautifulSoup) -> dict[str, str]:
    """Return the first value that is not empty of each meta element, by its name in lower case."""
    values: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = one_line(str(meta.get("content") or ""))
        if name and content:
            values.setdefault(name, content)
    return values


def first_value(values: dict[str, str], names: Iterable[str]) -> str | None:
    """Return the value of the first name that has one; names in any case."""
    return next((values[name.lower()] for name in names if name.lower() in values), None)


def is_label(text: str) -> bool:
    """Say whether a cell holds nothing but a label: `文　　号：`."""
    return compact(text).strip("：:【】[]") in _LABEL_NAMES


def labelled_values(soup: BeautifulSoup, body: Tag | None) -> dict[str, str]:
    """Return what the page's labels say, by TITLE, NUMBER, ISSUER, MADE, PUBLISHED, SOURCE; the first counts."""
    values: dict[str, str] = {}
    for text in soup.find_all(string=True):
        if type(text) is not NavigableString or not _may_label(text):
            continue
        for label, value in _pairs(text):
            is_own_text = label in _HEAD_LABELS and any(parent is body for parent in text.parents)
            if value and label in _LABELS and not is_own_text:
                values.setdefault(_LABELS[label], value)
    return values


def date_under(soup: BeautifulSoup, title: str) -> date | None:
    """Return the date that a page shows in a short text soon after its title; for pages without labels."""
    wanted = compact(title)
    left = 0
    for text in soup.find_all(string=True):
        line = compact(text[:_LINE_LENGTH]) if type(text) is NavigableString else ""
        if line and left and len(line) <= _DATE_LENGTH and (day := find_date(text)):
            return day
        if wanted and line == wanted and not any(parent.name == "head" for parent in text.parents):
            left = _UNDER
        elif line and left:
            left -= 1
    return None


def _may_label(text: str) -> bool:
    if len(text) > _LINE_LENGTH:
        return False
    return "：" in text or ":" in text or compact(text) in _LABELS


def _pairs(text: NavigableString) -> Iterator[tuple[str, str]]:
    """Yield the labels in a text with their values: behind them, in the next cell, or in the next text."""
    line = one_line(text)
    labels = list(_LABELLED.finditer(line))
    cell = text.find_parent(_LINES)
    if not labels:
        if (label := compact(line)) in _LABELS and cell is not None and cell.name in _CELLS:
            yield label, _next_cell(cell)
        return
    for match, following in zip(labels, [*labels[1:], None], strict=True):
        value = line[match.end() : following.start() if following else None].strip(_VALUE_ENDS)
        if not following and cell is not None:
            value = _rest_of(cell, match[0]) or value
        if not value and not following:
            value = (_next_cell(cell) if cell is not None and cell.name in _CELLS else "") or _next_text(text)
        yield compact(match[1]), value


def _rest_of(element: Tag, label: str) -> str:
    """Return what stands between a label and the next one in its cell or line, elements inside joined."""
    whole = _line_of(element)
    rest = whole.partition(label)[2]
    following = _LABELLED.search(rest)
    return rest[: following.start() if following else None].strip(_VALUE_ENDS)


def _line_of(element: Tag) -> str:
    """Return the element's text on one line; empty for one that is too long for a line of labels and values."""
    parts: list[str] = []
    length = 0
    for text in element.strings:
        parts.append(str(text))
        length += len(text)
        if length > _LINE_SOURCE_LENGTH:
            return ""
    line = one_line("".join(parts))
    return line if len(line) <= _LINE_LENGTH else ""


def _next_cell(cell: Tag) -> str:
    following = cell.find_next_sibling(_CELLS)
    value = _line_of(following) if isinstance(following, Tag) else ""
    return "" if _LABELLED.match(value) else value


def _next_text(text: NavigableString) -> str:
    for other in text.find_all_next(string=True, limit=_NEAR):
        if value := one_line(str(other)):
            return "" if _LABELLED.match(value) or len(value) > _LINE_LENGTH else value
    return ""
