"""Aims without a number: the words that promise one, the words that rule it out, and the lines that open a section of goals."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from .rule import Rule, WordTable
from .tenses import Tense


class PromiseRule(StrEnum):
    """Ids of the words that promise what a clause says."""

    WANTS = "promise.wants"
    PLANS = "promise.plans"
    WILL = "promise.will"
    STRIVES = "promise.strives"
    EXPECTS = "promise.expects"


class NoGoalRule(StrEnum):
    """Ids of the words by which a clause states no aim."""

    DONE = "no_goal.done"
    FINISHED = "no_goal.finished"
    NOW = "no_goal.now"
    SAID = "no_goal.said"
    FIRST_YEAR = "no_goal.first_year"
    FOLLOWS = "no_goal.follows"
    EFFECT = "no_goal.effect"
    GOAL_ITSELF = "no_goal.goal_itself"
    COUNTED = "no_goal.counted"
    PRINCIPLE = "no_goal.principle"


class SectionRule(StrEnum):
    """Ids of the rules by which a line opens the section of goals of a document."""

    HEADING = "goal_section.heading"
    INLINE = "goal_section.inline"


class ClauseUse(StrEnum):
    """What a clause is that states no aim."""

    NO_AIM = "no aim"


PROMISES: Final = WordTable(
    Rule(
        id=PromiseRule.WANTS,
        verdict=Tense.AIM,
        pattern="要",
        before=("[主重需首摘纪次简必扼政]",),
        after=("[素求点么是义闻件地塞领道害约]",),
        like=("要形成合力",),
        unlike=("主要形成", "要素聚集"),
        zh="“要”作动词，表示要做",
        en="要 as a verb says what is to be done",
    ),
    Rule(
        id=PromiseRule.PLANS,
        verdict=Tense.AIM,
        pattern="拟|计划|预计",
        like=("计划形成合力",),
        unlike=("已形成合力",),
        zh="“拟”“计划”“预计”表示准备做",
        en="拟, 计划 and 预计 say what is planned",
    ),
    Rule(
        id=PromiseRule.WILL,
        verdict=Tense.AIM,
        pattern="将",
        after=("近",),
        like=("将形成合力",),
        unlike=("将近一年",),
        zh="“将”表示将来",
        en="将 says what will be",
    ),
    Rule(
        id=PromiseRule.STRIVES,
        verdict=Tense.AIM,
        pattern="力争|争取|确保",
        like=("力争形成合力",),
        unlike=("形成合力",),
        zh="“力争”“确保”表示努力做到",
        en="力争 and 确保 say what is striven for",
    ),
    Rule(
        id=PromiseRule.EXPECTS,
        verdict=Tense.AIM,
        pattern="预期目标|目标[是为：]",
        like=("主要预期目标是",),
        unlike=("目标明确",),
        zh="“预期目标”引出目标",
        en="预期目标 introduces a goal",
    ),
)
#: A clause with such words states no aim, or none of its deadline.
NO_GOALS: Final = WordTable(
    Rule(
        id=NoGoalRule.DONE,
        verdict=ClauseUse.NO_AIM,
        pattern="已",
        before=("[早业不]",),
        after=("知",),
        like=("已形成合力",),
        unlike=("不已",),
        zh="“已”表示已经实现",
        en="已 says that it was done",
    ),
    Rule(
        id=NoGoalRule.FINISHED,
        verdict=ClauseUse.NO_AIM,
        pattern="了",
        after=("解",),
        like=("形成了合力",),
        unlike=("了解情况",),
        zh="“了”表示已经完成",
        en="了 says that it was finished",
    ),
    Rule(
        id=NoGoalRule.NOW,
        verdict=ClauseUse.NO_AIM,
        pattern="目前|当前|正在(?!建)|过去|以来|同比|预测|届时|即将",
        like=("目前形成合力", "过去形成合力"),
        unlike=("正在建设",),
        zh="说的是现在或过去",
        en="the clause speaks of the present or the past",
    ),
    Rule(
        id=NoGoalRule.SAID,
        verdict=ClauseUse.NO_AIM,
        pattern="会议|指出|强调|表示|认为|介绍|意义|提供|部署|各地正|决定|作出",
        like=("会议强调",),
        unlike=("形成合力",),
        zh="说的是会议或讲话",
        en="the clause tells of a meeting or of what somebody said",
    ),
    Rule(
        id=NoGoalRule.FIRST_YEAR,
        verdict=ClauseUse.NO_AIM,
        pattern="今年是|[0-9]年是|第一年|开局之年|关键(?:一|之)年",
        like=("2026年是开局之年",),
        unlike=("2026年形成合力",),
        zh="说的是某一年的意义",
        en="the clause says what a year is",
    ),
    Rule(
        id=NoGoalRule.FOLLOWS,
        verdict=ClauseUse.NO_AIM,
        pattern="方面$|以下|如下",
        like=("如下措施", "在服务方面"),
        unlike=("方面形成合力",),
        zh="引出下文",
        en="the clause introduces what follows",
    ),
    Rule(
        id=NoGoalRule.EFFECT,
        verdict=ClauseUse.NO_AIM,
        pattern="(?:放大|带动|溢出|拉动)(?:效应|作用)",
        like=("放大效应将持续显现",),
        unlike=("效应将持续显现",),
        zh="说的是带动作用",
        en="the clause tells of side effects",
    ),
    Rule(
        id=NoGoalRule.GOAL_ITSELF,
        verdict=ClauseUse.NO_AIM,
        pattern="的?目标$",
        like=("提出如下的目标",),
        unlike=("目标明确",),
        zh="只提到目标",
        en="the clause only mentions a goal",
    ),
    Rule(
        id=NoGoalRule.COUNTED,
        verdict=ClauseUse.NO_AIM,
        pattern="[0-9][多余]?[个家项]",
        like=("50个平台",),
        unlike=("平台体系",),
        zh="带有数量",
        en="the clause counts something",
    ),
    Rule(
        id=NoGoalRule.PRINCIPLE,
        verdict=ClauseUse.NO_AIM,
        pattern="贯彻|坚持|遵循|以[^，。；]{2,30}为(?:指导|引领|主线|核心|导向|抓手|主路径)",
        like=("全面贯彻发展理念", "坚持创新引领", "以应用为导向"),
        unlike=("应用导向更加鲜明",),
        zh="说的是原则或指导思想",
        en="the clause states a principle",
    ),
)
#: A line that opens the section of goals; where a document has one, its aims without a number stand there.
GOAL_SECTIONS: Final = WordTable(
    Rule(
        id=SectionRule.HEADING,
        verdict=Tense.AIM,
        pattern="^[^，。；：]{0,18}(?:目标|愿景)(?:任务|要求|思路|和[^，。；：]{2,6})?(?:（[^（）]{2,16}）)?[。：]?$",
        like=("（三）主要目标", "一、发展思路及目标", "1.总体目标（2024—2026年）"),
        unlike=("围绕目标，抓好落实", "二、重点任务"),
        zh="标题是目标",
        en="the heading names goals",
    ),
    Rule(
        id=SectionRule.INLINE,
        verdict=Tense.AIM,
        pattern="^[^，。；：《》了]{0,12}目标(?:（[^（）]{2,16}）)?[。：]",
        like=("（三）发展目标。到2027年，", "主要目标：到2027年"),
        unlike=("围绕发展目标，抓好落实。", "《要点》明确了工作目标：到2027年"),
        zh="段落以“目标”开头",
        en="the paragraph begins with the word for goals",
    ),
)
#: The number that a clause of a list begins with, no part of the aim.
ENUMERATION: Final = re.compile(
    "(?:[一二三四五六七八九十]{1,2}(?:是|、|要)|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[.．、])"
)
