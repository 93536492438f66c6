"""What kind of text an article is, by its title and its first words."""

from __future__ import annotations

import re
from typing import Final

from .document import Document
from .tense import Genre
from .wording import listed

_REPORT: Final = re.compile("政府工作报告")
_ABROAD: Final = re.compile(
    listed("""
meetings    会见 会谈 共见记者 峰会 合作论坛 同[一-鿿]{2,8}(?:举行|会)
messages    通电话 致电 贺信 贺电
travel      访问 出访 国事
who         元首 总统 首相
columns     国际联播 国际快讯 命运与共
""")
)
_RULES: Final = re.compile(
    listed("""
rules       办法 规定 细则 条例 规则 规范 守则 章程 处罚 标准(?!化|体系) 指南(?!》)
calls       申请 申领 入学 招生 须知 问答 申报 遴选 征集 推荐 揭榜 大赛 报名 考试 招聘 招标 采购
choices     关于公布 名单 评审 评选 认定 备案 公示
""")
)
#: Titles of plans that are drawn up under rules: 标准化行动方案.
_PLAN_NAME: Final = re.compile("规划|行动方案|行动计划|实施方案|实施意见|指导意见")
_PLAN: Final = re.compile(
    listed("""
plans       规划 方案 行动计划 计划 纲要 要点 工作安排
orders      意见 措施 决定 目标 任务 部署 政策 十条 若干
""")
)
#: A document's title, not a headline that speaks of one.
_TITLE: Final = re.compile("关于|印发|》|的通知|的意见|(?:方案|计划|规划|意见|措施|纲要|要点)(?:（|\\(|$)")
_ARTICLES: Final = re.compile(r"第(?:(?<=\n第)|(?<=^第))[一二三四五六七八九十百]{1,5}条")
_MIN_ARTICLES: Final = 2


def genre_of(document: Document) -> Genre:
    """Return the kind of text; a news headline with a verb counts as news."""
    title = document.title
    if _REPORT.search(title):
        return Genre.REPORT
    if _ABROAD.search(title):
        return Genre.ABROAD
    if len(_ARTICLES.findall(document.text)) >= _MIN_ARTICLES:
        return Genre.RULES
    if _RULES.search(title) and not _PLAN_NAME.search(title):
        return Genre.RULES
    if _PLAN.search(title) and _TITLE.search(title):
        return Genre.PLAN
    return Genre.NEWS
