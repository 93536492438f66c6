"""
Aims without a number: the forms of clause that state one.

The last group of a form's pattern is what the aim is about.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from .rule import Rule, WordTable, one_of, read_tables
from .tenses import Tense


class GoalRule(StrEnum):
    """Ids of the forms in which a clause states an aim without a number."""

    TURNS_INTO = "goal.turns_into"
    NAMED_GOAL = "goal.named_goal"
    MAKES_SOME = "goal.makes_some"
    MAKES = "goal.makes"
    STANDS = "goal.stands"
    LEVEL = "goal.level"
    KEPT_WITHIN = "goal.kept_within"
    REACHES = "goal.reaches"
    STANDS_OUT = "goal.stands_out"
    BECOMES_ENGINE = "goal.becomes_engine"
    MEETS_NEEDS = "goal.meets_needs"
    BECOMES = "goal.becomes"
    STAYS = "goal.stays"
    HAPPENS = "goal.happens"
    OPENS = "goal.opens"


_WORDS: Final = {table: one_of(words) for table, words in read_tables("aim_words").items()}
_RANKS: Final = "(?:国际|世界|全国|国内|全球)"

#: Tried in this order; a clause takes the first form that fits.
FORMS: Final = WordTable(
    Rule(
        id=GoalRule.TURNS_INTO,
        verdict=Tense.AIM,
        pattern="(?:建设|打造|培育|发展|建)成(?![效果就绩本熟长员立分])为?(?!并)([^，。；]{4,40})$",
        like=("将本市建设成为智能制造高地",),
        unlike=("建设智能制造高地", "平台建设成效日益凸显"),
        zh="建设成为什么",
        en="the clause says what a place is to be made into",
    ),
    Rule(
        id=GoalRule.NAMED_GOAL,
        verdict=Tense.AIM,
        pattern="实现([^，。；]{4,40}?)的目标$",
        like=("实现村村通快递的目标",),
        unlike=("提出如下的目标",),
        zh="实现某某的目标",
        en="the clause names a goal that is to be reached",
    ),
    Rule(
        id=GoalRule.MAKES_SOME,
        verdict=Tense.AIM,
        pattern=rf"(?:^|[，、要将力争年]|领域|方面){_WORDS['makes_some']}(?:了)?一批([^，。；]{{4,60}})$",
        like=("力争取得一批原创性成果",),
        unlike=("力争取得原创性成果",),
        zh="取得或打造一批什么",
        en="the clause says what some of are to be made",
    ),
    Rule(
        id=GoalRule.REACHES,
        verdict=Tense.AIM,
        pattern=(
            "^((?!支持|引导|加快|加速|通过|努力|力争|基本|全面|率先|初步|同步|[^，。；]{0,8}(?:推动|推进|促进))[^，。；]{3,40}?[^，。；年底末内要将])"
            "(?:基本|全面|率先|初步|整体){0,2}实现[^，。；0-9]{3,40}$"
        ),
        like=("关键零部件全面实现自主可控",),
        unlike=("推动零部件实现自主可控", "实现自主可控"),
        zh="某方面实现某种状态",
        en="the clause says what something is to attain",
    ),
    Rule(
        id=GoalRule.MAKES,
        verdict=Tense.AIM,
        pattern=rf"{_WORDS['before_verb']}({_WORDS['makes']})(?:一批|起|出|若干|了)?(?!并)([^，。；]{{4,60}})$",
        like=("将建立先进的标准体系", "年底前，出台数据产权登记办法"),
        unlike=("有序推进各项工作",),
        zh="建成、形成或出台什么",
        en="the clause says what is to be built, formed or issued",
    ),
    Rule(
        id=GoalRule.STANDS,
        verdict=Tense.AIM,
        pattern=rf"(?:{_WORDS['before_verb']}|(?:推动|促进|助力|带动)[^，。；]{{1,16}}?)成为([^，。；]{{3,40}}{_WORDS['standing']})$",
        like=("努力成为全国人工智能创新高地", "推动本市成为机器人产业高地"),
        unlike=("成为体验生活的新方式",),
        zh="成为高地、中心一类",
        en="the clause says what kind of centre a place is to become",
    ),
    Rule(
        id=GoalRule.LEVEL,
        verdict=Tense.AIM,
        pattern=rf"([^，。；]{{3,60}}?){_WORDS['stands']}{_RANKS}[^，。；0-9]{{0,12}}$",
        like=("整机产品性能达到国际先进水平",),
        unlike=("整机产品性能达到50分",),
        zh="达到国际、国内某种水平",
        en="the clause says what level is to be reached among others",
    ),
    Rule(
        id=GoalRule.KEPT_WITHIN,
        verdict=Tense.AIM,
        pattern="([^，。；]{3,40}?)(?:严格)?(?:控制|保持|稳定)在[^，。；0-9]{2,30}(?:以内|之内|范围内|区间|水平)$",
        like=("单位产值能耗控制在规定范围内",),
        unlike=("单位产值能耗控制在50以内", "数据保存在境内"),
        zh="控制在某一范围内",
        en="the clause says within what bounds something is to be kept",
    ),
    Rule(
        id=GoalRule.BECOMES_ENGINE,
        verdict=Tense.AIM,
        pattern="^([^，。；]{3,20}?)(?:逐步|真正)?成为[^，。；0-9]{0,40}(?:引擎|支柱|增长极|动能)$",
        like=("智能经济成为重要增长极",),
        unlike=("露营成为新方式",),
        zh="成为支柱或增长极",
        en="the clause says what is to become an engine of growth",
    ),
    Rule(
        id=GoalRule.MEETS_NEEDS,
        verdict=Tense.AIM,
        pattern="([^，。；]{3,40}?)(?:基本|更好|有效|充分|能够|可){0,4}满足[^，。；]{2,30}(?:需求|需要)$",
        like=("算力供给能力满足产业发展需求",),
        unlike=("产业发展需求旺盛",),
        zh="满足某种需求",
        en="the clause says what needs are to be met",
    ),
    Rule(
        id=GoalRule.BECOMES,
        verdict=Tense.AIM,
        pattern=(
            r"(?:^|，)((?!推动|推进|促进|谋划|引导|支持|加速|加快|持续推动)[^，。；]{3,60}?)"
            rf"{_WORDS['changes']}{{1,8}}[^，。；0-9]{{0,3}}?{_WORDS['results']}[^，。；0-9]{{0,6}}$"
        ),
        like=("产业结构持续优化", "关键技术取得突破"),
        unlike=("推动产业结构持续优化", "产业结构优化", "加速产业深度融合"),
        zh="某方面持续提升或取得突破",
        en="the clause says how something is to become better",
    ),
    Rule(
        id=GoalRule.STANDS_OUT,
        verdict=Tense.AIM,
        pattern=(
            "^((?!推动|推进|促进|支持|引导|形成|建成|打造|具有|具备)[^，。；]{4,40}?)(?:更加|较为|基本|特别)?"
            "(?:发展壮大|丰富|明显|显著|鲜明|凸显|突出|有力|繁荣|活跃|完备|先进|可控|领先|充足|顺畅|可靠)$"
        ),
        like=("智能产品供给丰富", "应用成效显著"),
        unlike=("打造特色鲜明", "产品供给减少"),
        zh="某方面丰富、显著或领先",
        en="the clause says in what something is to stand out",
    ),
    Rule(
        id=GoalRule.STAYS,
        verdict=Tense.AIM,
        pattern=(
            r"(?:^|[，、])((?!保持|推进|推动|进一步)[^，。；]{2,30}?)"
            rf"(?:(?:保持|总体|基本|稳中|回稳|保稳){{1,8}}{_WORDS['states']}|同步)$"
        ),
        like=("国际收支保持基本平衡",),
        unlike=("保持社会稳定",),
        zh="某方面保持稳定",
        en="the clause says what is to stay even",
    ),
    Rule(
        id=GoalRule.HAPPENS,
        verdict=Tense.AIM,
        pattern=rf"([^，。；]{{2,40}}?)(?:将|圆满|全面|如期|初步|基本)?{_WORDS['opens']}$",
        like=("环城高速建成通车",),
        unlike=("环城高速开工",),
        zh="工程将建成或投用",
        en="the clause says what work is to be opened",
    ),
)
#: A clause that begins so says only what happens; an earlier clause names what it happens to.
OPENS_WITH_EVENT: Final = WordTable(
    Rule(
        id=GoalRule.OPENS,
        verdict=Tense.AIM,
        pattern="^(?:将|正式|全面|全线){0,8}(?:开通|投入使用|建成|投产|通车|竣工|投运)",
        like=("将投入使用，服务周边居民",),
        unlike=("大楼将投入使用",),
        zh="前文的工程将建成或投用",
        en="a work that an earlier clause names is to be opened",
    )
)
#: Verbs of `MAKES` that promise something even by a period without an end: 今年启动.
STARTING: Final = frozenset({"启动", "建成", "实现", "形成", "完成", "开通", "出台", "组建"})
#: Cut off the left end of what an aim is about.
LEADING: Final = re.compile(f"^{_WORDS['leading']}{{1,24}}")
