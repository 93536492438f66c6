"""HTML of the benchmark's sites: listings and articles in the manner of a common government CMS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import wording

#: Links of a listing.
LINKS = 20
ARTICLE_CHARACTERS = 2000
#: Bytes of a listing.
SMALLEST, LARGEST = 36_000, 56_000
#: Every fifth site writes GB18030, and says so in its `<meta>` only, under the older name.
GB_EVERY = 5
_DECLARED = {"utf-8": "utf-8", "gb18030": "gb2312"}
#: Long past for every check: a first check writes such links down and does not read them.
_FIRST_DAY = date(2025, 1, 6)

_COLUMNS = [
    "首页",
    "组织机构",
    "领导之窗",
    "要闻动态",
    "通知公告",
    "政务公开",
    "法规文件",
    "规划计划",
    "统计数据",
    "财政资金",
    "人事任免",
    "应急管理",
    "办事大厅",
    "便民查询",
    "政民互动",
    "在线访谈",
    "民意征集",
    "专题回顾",
    "媒体关注",
    "无障碍浏览",
]
_STYLE = "".join(
    f"#box{n} .row{n}{{float:left;width:{60 + n}px;height:{20 + n}px;margin:{n % 5}px;"
    f"background:url(../images/icon{n}.gif) no-repeat {n}px 0;font:{12 + n % 4}px/1.8 SimSun}}\n"
    for n in range(45)
)
_SCRIPT = "".join(
    f"function tab{n}(k){{var e=document.getElementById('tab{n}_'+k);if(!e){{return false;}}"
    f"e.style.display=(e.style.display=='none')?'block':'none';return true;}}\n"
    for n in range(30)
)


@dataclass(frozen=True, slots=True)
class Article:
    """One entry of a listing; number 0 is the oldest."""

    number: int
    title: str
    published: date

    @property
    def path(self) -> str:
        """Where the article lies, seen from the listing."""
        return f"{self.published:%Y%m}/t{self.published:%Y%m%d}_{700_000 + self.number}.html"


def charset_of(site: int) -> str:
    return "gb18030" if site % GB_EVERY == GB_EVERY - 1 else "utf-8"


def articles(site: int, count: int) -> list[Article]:
    """Return a site's first articles, newest first; more of them leave the older ones as they are."""
    random = Random(f"articles {site}")
    made = []
    for number in range(count):
        day = _FIRST_DAY + timedelta(days=3 * number + random.randint(0, 2))
        made.append(Article(number, wording.title(random, wording.place(site)), day))
    return made[::-1]


def listing(site: int, shown: list[Article]) -> bytes:
    """Return a listing page; its size is drawn between SMALLEST and LARGEST."""
    random = Random(f"listing {site}")
    charset = charset_of(site)
    name = f"{wording.place(site)}{wording.BODIES[site % len(wording.BODIES)]}"
    top = _head(charset, f"要闻动态_{name}") + "<body>\n" + _navigation(random, children=3) + _place(name)
    rows = _LAYOUTS[site % len(_LAYOUTS)](shown, random)
    end = _paging() + "</div>\n" + _footer(random) + "</body>\n</html>\n"
    size = len((top + rows + end).encode(charset))
    wanted = random.randint(SMALLEST, LARGEST)
    aside: list[str] = []
    while size < wanted:
        aside.append(_aside(random, len(aside)))
        size += len(aside[-1].encode(charset))
    return (top + rows + "".join(aside) + end).encode(charset)


def article(site: int, entry: Article) -> bytes:
    """Return an article page of some ARTICLE_CHARACTERS characters, with the bloat of an office's editor."""
    random = Random(f"article {site} {entry.number}")
    city = wording.place(site)
    source = wording.issuer(random, city)
    texts = wording.paragraphs(random, ARTICLE_CHARACTERS, city)
    charset = charset_of(site)
    return laid_out(charset, entry, source, texts, random).encode(charset)


def laid_out(charset: str, entry: Article, source: str, texts: list[str], random: Random) -> str:
    """Return the page of an article with these paragraphs, which are HTML."""
    meta = (
        f'<meta name="ArticleTitle" content="{entry.title}">\n'
        f'<meta name="PubDate" content="{entry.published} 09:30">\n'
        f'<meta name="ContentSource" content="{source}">\n'
    )
    style = "margin: 0cm 0cm 8pt; line-height: 28pt; text-indent: 32pt; text-align: justify"
    font = "font-size: 16pt; font-family: 仿宋_GB2312, FangSong; color: #262626"
    body = "".join(f'<p style="{style}"><span style="{font}">{text}</span></p>\n' for text in texts)
    return "".join(
        (
            _head(charset, f"{entry.title}_{source}", meta),
            "<body>\n",
            _navigation(random, children=2),
            f'<div class="detail"><h1>{entry.title}</h1>\n<p class="info">来源：{source}　发布时间：{entry.published}</p>\n',
            f'<div class="TRS_Editor">\n{body}</div>\n</div>\n',
            _footer(random),
            "</body>\n</html>\n",
        )
    )


def _head(charset: str, title: str, meta: str = "") -> str:
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n'
        f'<meta http-equiv="Content-Type" content="text/html; charset={_DECLARED[charset]}">\n'
        f'<title>{title}</title>\n{meta}<link rel="stylesheet" href="../images/main.css">\n'
        f"<style>\n{_STYLE}</style>\n<script>\n{_SCRIPT}</script>\n</head>\n"
    )


def _navigation(random: Random, children: int) -> str:
    items = []
    for number, column in enumerate(_COLUMNS):
        below = "".join(
            f'<li><a href="/lm{number}/{child}/" title="{column}">{random.choice(wording.FIELDS)}{child}</a></li>'
            for child in range(children)
        )
        items.append(f'<li class="row{number}"><a href="/lm{number}/">{column}</a><ul>{below}</ul></li>\n')
    return f'<div class="top"><ul class="menu">\n{"".join(items)}</ul></div>\n'


def _place(name: str) -> str:
    return f'<div class="place">当前位置：<a href="/">{name}</a> &gt; <a href="./">要闻动态</a></div>\n<div class="wrap">\n'


def _as_list(shown: list[Article], _random: Random) -> str:
    rows = "".join(
        f'<li><a href="./{entry.path}" target="_blank">{entry.title}</a><span>{entry.published}</span></li>\n'
        for entry in shown
    )
    return f'<ul class="articles">\n{rows}</ul>\n'


def _as_table(shown: list[Article], _random: Random) -> str:
    rows = "".join(
        f'<tr><td><a href="./{entry.path}" title="{entry.title}">{entry.title[:24]}…</a></td>'
        f'<td align="right">[{entry.published:%Y/%m/%d}]</td></tr>\n'
        for entry in shown
    )
    return f'<table class="articles" border="0"><tbody>\n{rows}</tbody></table>\n'


def _with_summaries(shown: list[Article], random: Random) -> str:
    rows = "".join(
        f'<dl><dt><a href="./{entry.path}"><b>{entry.title}</b></a></dt>'
        f"<dd>{wording.sentence(random, wording.place(0))}<em>{entry.published:%Y年%m月%d日}</em></dd></dl>\n"
        for entry in shown
    )
    return f'<div class="articles">\n{rows}</div>\n'


_LAYOUTS = (_as_list, _as_table, _with_summaries)


def _paging() -> str:
    return (
        '<div class="pages"><a href="index.html">1</a><a href="index_1.html">2</a><a href="index_2.html">3</a></div>\n'
    )


def _aside(random: Random, number: int) -> str:
    links = "".join(
        f'<li><a href="/zt{number}/{k}.html" title="专题">{wording.sentence(random, wording.place(0))[:26]}</a></li>\n'
        for k in range(8)
    )
    return f'<div class="aside" id="box{number % 45}"><h3>{random.choice(wording.FIELDS)}专题</h3><ul>\n{links}</ul></div>\n'


def _footer(random: Random) -> str:
    friends = "".join(
        f'<li><a href="https://www.example{k}.gov.cn/" rel="nofollow">{wording.issuer(random, wording.place(k))}</a></li>\n'
        for k in range(70)
    )
    return (
        f'<div class="friends"><h3>网站导航</h3><ul>\n{friends}</ul></div>\n'
        '<div class="footer"><p>主办单位：示例单位　地址：示例市示例路1号　邮编：000000</p></div>\n'
    )
