"""
What a page holds beside its article's text.

It says something of the article in meta elements and in the table of labels (公开信息); the rest is chrome: navigation,
sharing and printing, the line of day and outlet, the list of other pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ..text.periods import find_date
from .markup import compact, one_line

#: Names of meta elements, lower case. The guideline 国办发〔2017〕47号 prescribes the first name of each.
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
_NUMBER_LABELS = ("发文字号", "文号", "文件编号", "发文文号")
_ISSUER_LABELS = ("发文机关", "发布机构", "发文机构", "制发机关", "发文单位", "发布单位")
_MADE_LABELS = ("成文日期", "生成日期", "发文日期", "印发日期")
_PUBLISHED_LABELS = ("发布日期", "公开日期", "发布时间", "发表时间")
#: Labels of the 公开信息 table, without blanks.
_TABLE_LABELS = {
    **dict.fromkeys(_NUMBER_LABELS, NUMBER),
    **dict.fromkeys(_ISSUER_LABELS, ISSUER),
    **dict.fromkeys(_MADE_LABELS, MADE),
    **dict.fromkeys(_PUBLISHED_LABELS, PUBLISHED),
}
#: Labels that count outside the article's text only: inside, they are a meeting's time or a table's source.
_HEAD_LABELS = {
    **dict.fromkeys(("标题", "名称"), TITLE),
    **dict.fromkeys(("时间", "日期"), PUBLISHED),
    **dict.fromkeys(("来源", "信息来源", "文章来源", "稿件来源"), SOURCE),
}
_LABELS = _TABLE_LABELS | _HEAD_LABELS
#: Labels whose values are not wanted, but which end the value before them.
_OTHER_LABELS = (
    "索引号 信息索引 分类 主题分类 主题词 关键词 有效性 时效 时效性 效力状态 实施日期 失效日期 废止日期 体裁分类 组配分类 "
    "服务对象 公开方式 公开范围 浏览次数 浏览量 点击数 阅读次数 阅读量 作者 字号 字体 责任编辑 编辑 打印 分享 统一编号 "
    "文件状态 有效期 公开目录 信息类别"
)
_ALL_LABELS = (*_LABELS, *_OTHER_LABELS.split())
_LABEL_NAMES = frozenset(_ALL_LABELS)
#: A label with its colon; blanks or brackets may pad it (`文　　号：`, `【发布日期】：`).
_LABELLED = re.compile(
    r"(?<![\u4e00-\u9fff])[【\[]?\s{0,4}("
    + "|".join(r"\s{0,8}".join(label) for label in sorted(_ALL_LABELS, key=len, reverse=True))
    + r")\s{0,8}[】\]]?\s{0,8}[:：]"
)
#: Characters of a text or element that can be a line of labels and values.
_LINE_LENGTH = 400
#: Characters of such an element in the page's source, indentation included.
_LINE_SOURCE_LENGTH = 4000
#: Texts after a label among which its value stands, if they share no cell or line.
_NEAR = 4
#: Texts after a title among which its date stands, and characters at most of such a text.
_UNDER = 12
_DATE_LENGTH = 40
_VALUE_ENDS = "|｜ "
_CELLS = ("td", "th", "dt", "dd")
_LINES = (*_CELLS, "li", "p")


def meta_values(soup: BeautifulSoup) -> dict[str, str]:
    """Return the values of the meta elements by name in lower case; of equal names, the first value that is not empty."""
    values: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = one_line(str(meta.get("content") or ""))
        if name and content:
            values.setdefault(name, content)
    return values


def first_value(values: dict[str, str], names: Iterable[str]) -> str | None:
    """Return the value of the first name that has a value; the case of names does not matter."""
    return next((values[name.lower()] for name in names if name.lower() in values), None)


def is_label(text: str) -> bool:
    """Say whether a cell holds nothing but a label: `文　　号：`."""
    return compact(text).strip("：:【】[]") in _LABEL_NAMES


def labelled_values(soup: BeautifulSoup, body: Tag | None) -> dict[str, str]:
    """Return the values of the page's labels by TITLE, NUMBER, ISSUER, MADE, PUBLISHED, SOURCE; the first value counts."""
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
    """Return the date in a short text soon after the title, for pages without labels; None if there is none."""
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
    """Yield the labels in a text with their values, which follow in the text, the next cell or the next text."""
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
    """Return the text between a label and the next label in its cell or line, inner elements joined."""
    whole = _line_of(element)
    rest = whole.partition(label)[2]
    following = _LABELLED.search(rest)
    return rest[: following.start() if following else None].strip(_VALUE_ENDS)


def _line_of(element: Tag) -> str:
    """Return the element's text on one line; empty if it is too long for a line of labels and values."""
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


_SILENT_TAGS = (
    "script style noscript template select button input textarea nav footer iframe object embed svg canvas video "
    "audio map area link meta title head"
)
#: Elements that never hold text of the article.
SILENT_TAGS = frozenset(_SILENT_TAGS.split())
#: Words in the `id` or class of chrome: `share-box`, `bdsharebuttonbox`; not `printed`.
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:"
    r"share\w{0,20}|bdshare\w{0,20}|jiathis\w{0,20}|bshare\w{0,20}|social\w{0,10}|fenxiang\w{0,10}|fx|"
    r"print(?:er|btn|page)?|dayin|dy|closebtn|fontsize|zihao|zoom-?controls|zoom-?btn|"
    r"qr|qrcode\w{0,20}|qr_container|ewm\w{0,20}|erweima\w{0,20}|weixin\w{0,20}|wx|saoma|saoyisao|"
    r"prev(?:ious)?|prevnext|pre-?next|next|shangxia\w{0,10}|syp|pages?-?nav|"
    r"related\w{0,20}|xgwd|xglj|xgxx|xgyd|xgjd|relate[-_]?read\w{0,10}|recommend\w{0,20}|"
    r"breadcrumbs?|crumbs?|position|location|dqwz|mbx|weizhi|currentpos\w{0,10}|"
    r"copyright|footer\w{0,10}|friend-?link\w{0,10}|sitemap|toolbar\w{0,10}|editor-?info|zebian"
    r")(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden", re.IGNORECASE)

#: Lines that are chrome as a whole.
_CHROME_LINE = re.compile(
    r"(?:您?(?:的|现在的)?(?:当前|所在)的?位置|您?现在的位置)\s?[:：>].{0,200}"
    r"|[【\[（(]?\s?(?:打印|关闭|收藏|纠错|返回|顶部|分享)(?:本页|本文|窗口|页面|此页|顶部|列表)?\s?[】\])）]?(?:[\s|【】\[\]/]{0,5}(?:打印|关闭|收藏|纠错|返回|顶部|分享)?(?:本页|本文|窗口|页面|此页|顶部|列表)?){0,6}"
    r"|(?:【?字(?:号|体)(?:大小)?[:：]?\s?)?[\[【（(]?\s?大\s?[\]】]?\s?[\[【|]?\s?中\s?[\]】]?\s?[\[【|]?\s?小\s?[\]】）)]?.{0,20}"
    r"|字(?:号|体)(?:大小)?[:：].{0,20}"
    r"|(?:一键)?分享(?:到|至)\s?[:：]?.{0,60}"
    r"|.{0,10}扫一扫(?:[^。]{0,30}|.{0,10}二维码.{0,30})"
    r"|.{0,6}(?:微信|手机)?扫码.{0,20}(?:分享|浏览|阅读|查看|打开).{0,20}"
    r"|(?:<<|《|「)?\s?(?:上|下)一(?:篇|条)\s?[:：>》]?.{0,120}"
    r"|(?:版权所有|主办单位|主办|承办单位|承办|技术支持|网站标识码|联系我们|网站地图)\s?[:：©].{0,200}"
    r"|.{0,60}(?:ICP备|公网安备|网站标识码).{0,120}"
    r"|(?:网站地图|联系我们|版权所有|隐私声明|关于我们)(?:[\s|]{1,5}\S{2,10}){0,8}"
    r"|[（(【\[]?\s?(?:责任编辑|责编|编辑|校对|审核)\s?[:：].{0,40}"
    r"|【纠错】.{0,60}"
    r"|(?:浏览|阅读|点击)(?:次数|量|数)?\s?[:：]\s?[\d-]{0,12}(?:\s?次)?"
    r"|上一[页篇]|下一[页篇]|首页|末页|尾页"
)
#: Lines that head the list of other pages at the end.
_TAIL_LINE = re.compile(
    r"(?:相关|延伸)(?:链接|阅读|文章|新闻|稿件|报道|附件|文件|文件下载|附件下载|解读)\s?[:：]?|猜你喜欢|热点推荐|推荐阅读"
)
#: The line under a title: `发布日期：2026-07-31 来源：新华社 字体：大 中 小`.
_INFO_LINE = re.compile(
    r"(?:(?:发布|公开|发表|更新)(?:日期|时间)|浏览次数|字[体号])\s?[:：].{0,120}"
    r"|(?:日期|时间)\s?[:：].{0,60}(?:来源|浏览|作者|字[体号]).{0,60}"
    r"|(?:信息|文章|稿件)?来源\s?[:：].{0,60}"
)


def is_chrome_element(tag: Tag) -> bool:
    """Say whether the element is hidden or named as navigation, sharing, printing and the like."""
    if tag.name in SILENT_TAGS or tag.has_attr("hidden"):
        return True
    if _HIDDEN_STYLE.search(str(tag.get("style") or "")):
        return True
    names = " ".join([str(tag.get("id") or ""), *tag.get_attribute_list("class", "")])
    return bool(names.strip()) and _CHROME_NAME.search(names) is not None


def is_chrome_line(line: str) -> bool:
    """Say whether a line is chrome as a whole; a sentence that only mentions printing is not."""
    return _CHROME_LINE.fullmatch(line) is not None


def is_info_line(line: str) -> bool:
    """Say whether a line gives day and outlet, like the line under a title."""
    return _INFO_LINE.fullmatch(line) is not None


def opens_tail(line: str) -> bool:
    """Say whether a line heads the list of other pages at the end."""
    return _TAIL_LINE.fullmatch(line) is not None
