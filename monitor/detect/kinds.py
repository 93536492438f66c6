"""Kinds of measures by the ends of their names. What ends otherwise (newspapers, books, reports) is none."""

from __future__ import annotations

import re

from ..text.openings import quickly

#: (end of a name, kind); the longest end that fits wins.
_ENDS = {
    "意见": "意见",
    "行动方案": "方案",
    "方案": "方案",
    "行动计划": "行动计划",
    "计划": "计划",
    "三年行动": "行动",
    "专项行动": "行动",
    "行动": "行动",
    "措施": "措施",
    "举措": "措施",
    "若干政策": "政策",
    "政策": "政策",
    "通知": "通知",
    "公告": "公告",
    "通告": "公告",
    "决定": "决定",
    "批复": "批复",
    "国家标准": "标准",
    "标准": "标准",
    "规范": "标准",
    "技术要求": "标准",
    "基本要求": "标准",
    "规划": "规划",
    "规划纲要": "规划",
    "纲要": "规划",
    "路线图": "规划",
    "办法": "办法",
    "规定": "规定",
    "规则": "规定",
    "规程": "规定",
    "准则": "规定",
    "制度": "规定",
    "基准": "规定",
    "细则": "细则",
    "条例": "条例",
    "指南": "指南",
    "指引": "指南",
    "导则": "指南",
    "工作要点": "要点",
    "重点任务": "要点",
    "工作安排": "要点",
    "任务分工": "要点",
    "目录": "目录",
    "清单": "目录",
    "名单": "名单",
    "框架": "框架",
    "工程": "工程",
    "试点": "试点",
    "法": "法律",
    "修正案": "法律",
}
_LENGTHS = sorted({len(end) for end in _ENDS}, reverse=True)
#: A name's last part when it says edition, period or state: （试行）, （2025—2027年）, 2.0版, （第一批）.
_TAIL = re.compile(
    quickly(r"（[^（）]{1,40}）|[0-9](?:\.[0-9])?版|[a-zA-Z.0-9]{1,6}|(?:20[0-9][0-9]年)?第[0-9]{1,5}号")
    + "$"
)
#: Ends that look like a kind and are none.
_NO_KIND = ("看法", "想法", "说法", "做法", "写法", "算法", "方法", "魔法", "书法", "历史规划", "征求意见")
_LAW = re.compile(r"(?:共和国|管理|促进|保护|安全|保障|教育|经济|网络|发展).{0,8}法$")
_DRAFT = re.compile(
    r"（[^（）]{0,12}(?:征求意见稿|公开征求意见|意见征集稿)[^（）]{0,6}）|(?:公开)?征求意见稿$"
)
_BILL = re.compile(r"（[^（）]{0,8}草案[^（）]{0,8}）|草案$")


def kind_of(name: str) -> str:
    """Return the kind that a name ends in, edition and period aside; empty when it shows none."""
    bare = name
    while (shorter := _TAIL.sub("", bare)) != bare:
        bare = shorter
    if bare.endswith(_NO_KIND):
        return ""
    for length in _LENGTHS:
        end = bare[-length:]
        if end in _ENDS and (end != "法" or _LAW.search(bare)):
            return _ENDS[end]
    return ""


def without_draft(name: str) -> str:
    """Return the name without `（征求意见稿）` or `（草案）`."""
    return _BILL.sub("", _DRAFT.sub("", name))


def is_consulted(name: str) -> bool:
    """Tell whether the name itself says that comments are asked for."""
    return _DRAFT.search(name) is not None


def is_bill(name: str) -> bool:
    """Tell whether the name itself says that it is a draft before a legislature."""
    return _BILL.search(name) is not None
