"""What kind of text an article is, by its title and its first words."""

from __future__ import annotations

import re

from .document import Document
from .tense import Genre

_RULES = re.compile(
    r"关于公布|办法|规定|细则|条例|规则|规范|守则|章程|申报|遴选|征集|推荐|揭榜|名单|大赛|招聘|招标|采购|评审|评选|认定|备案|公示|报名|考试|处罚|标准(?!化|体系)|指南(?!》)"
)
_PLAN = re.compile(r"规划|方案|行动计划|计划|意见|要点|措施|纲要|工作安排|决定|目标|任务|部署|政策|十条|若干")
_REPORT = re.compile(r"政府工作报告")
_ABROAD = re.compile(
    r"会见|会谈|通电话|致电|访问|贺信|贺电|共见记者|元首|总统|首相|峰会|命运与共|国事|国际联播|国际快讯|合作论坛|出访|同[一-鿿]{2,8}(?:举行|会)"
)
_ARTICLES = re.compile(r"(?:^|\n)第[一二三四五六七八九十百]{1,5}条")
_MIN_ARTICLES = 2


def genre_of(document: Document) -> Genre:
    """Return the kind of text; a news headline with a verb counts as news."""
    title = document.title
    if _REPORT.search(title):
        return Genre.REPORT
    if _ABROAD.search(title):
        return Genre.ABROAD
    if len(_ARTICLES.findall(document.text)) >= _MIN_ARTICLES:
        return Genre.RULES
    if _RULES.search(title) and not re.search(r"规划|行动方案|行动计划|实施方案|实施意见|指导意见", title):
        return Genre.RULES
    if _PLAN.search(title) and re.search(
        r"关于|印发|》|的通知|的意见|(?:方案|计划|规划|意见|措施|纲要|要点)(?:（|\(|$)", title
    ):
        return Genre.PLAN
    return Genre.NEWS
