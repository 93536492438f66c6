"""What stands around and inside an article without being its text: tables of selectors and words."""

from __future__ import annotations

import re

from bs4.element import Tag

#: Elements that never hold text of the article.
SILENT_TAGS = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "select",
        "button",
        "input",
        "textarea",
        "nav",
        "footer",
        "iframe",
    }
    | {"object", "embed", "svg", "canvas", "video", "audio", "map", "area", "link", "meta", "title", "head"}
)
#: Words of which an `id` or a class of chrome is made: `share-box`, `bdsharebuttonbox`, `printArea`.
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
#: Words after which only lists of other pages follow.
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
    """Say whether a line tells day and outlet, as the one under a title does."""
    return _INFO_LINE.fullmatch(line) is not None


def opens_tail(line: str) -> bool:
    """Say whether a line heads the list of other pages at the end."""
    return _TAIL_LINE.fullmatch(line) is not None
