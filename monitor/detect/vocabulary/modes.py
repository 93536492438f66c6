"""What a whole text, a heading, a paragraph or a column of a table is about, and how firmly an aim is promised."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ...domain import Strength
from .rule import ACTION, Rule, WordTable
from .tenses import Tense


class Genre(StrEnum):
    """What kind of text an article is; it decides where the words of a sentence say nothing."""

    NEWS = "news"
    #: A government's yearly work report: results of the past year, then aims of the present one.
    REPORT = "report"
    PLAN = "plan"
    #: Management rules, calls for applications, lists: their numbers are conditions.
    RULES = "rules"
    #: Dealings with other states and news from abroad: figures of others, and courtesies.
    ABROAD = "abroad"


class GenreRule(StrEnum):
    """Ids of the words that tell the kind of text."""

    REPORT = "genre.report"
    ABROAD = "genre.abroad"
    RULES = "genre.rules"
    ARTICLES = "genre.articles"
    LIST = "genre.list"
    PLAN_NAME = "genre.plan_name"
    PLAN = "genre.plan"
    TITLE = "genre.title"


class HeadingRule(StrEnum):
    """Ids of the words that tell what stands below a heading."""

    GOALS = "heading.goals"
    TASKS = "heading.tasks"
    REVIEW = "heading.review"


class ParagraphRule(StrEnum):
    """Ids of the words that are counted in a paragraph."""

    WANTS = "paragraph.wants"
    STRIVES = "paragraph.strives"
    ENSURES = "paragraph.ensures"
    THIS_YEAR = "paragraph.this_year"
    GOES_ON = "paragraph.goes_on"
    WILL = "paragraph.will"
    DONE = "paragraph.done"
    ALREADY = "paragraph.already"
    SO_FAR = "paragraph.so_far"
    ACHIEVED = "paragraph.achieved"
    TASK = "paragraph.task"
    LOOKS_BACK = "paragraph.looks_back"


class Column(StrEnum):
    """What a column of a table holds."""

    METRIC = "the metric"
    UNIT = "the unit"
    STRENGTH = "whether the target binds"
    AIM = "the aim of the whole document"
    YEAR = "the years of the rows"
    LIMIT = "the time limit of a task"
    BACKGROUND = "what is reached already, or another series"


class ColumnRule(StrEnum):
    """Ids of the words that tell what a column holds."""

    METRIC = "column.metric"
    UNIT = "column.unit"
    STRENGTH = "column.strength"
    AIM = "column.aim"
    YEAR = "column.year"
    LIMIT = "column.limit"
    BACKGROUND = "column.background"


class StrengthRule(StrEnum):
    """Ids of the words that tell how firmly an aim is promised."""

    BINDING = "strength.binding"
    NOT_ALLOWED = "strength.not_allowed"
    ASPIRES = "strength.aspires"
    EXPECTS = "strength.expects"
    PLANS = "strength.plans"
    MEANS_TO = "strength.means_to"
    LAYS_OUT = "strength.lays_out"
    WILL = "strength.will"
    BUDGETS = "strength.budgets"


# fmt: off
REPORT: Final = Rule(
    id=GenreRule.REPORT, verdict=Genre.REPORT, pattern="政府工作报告",
    like=("2025年政府工作报告",), unlike=("政府工作会议",),
    zh="标题是政府工作报告", en="the title calls it a work report of a government",
)
ABROAD: Final = Rule(
    id=GenreRule.ABROAD, verdict=Genre.ABROAD,
    pattern="会见|会谈|共见记者|峰会|合作论坛|同[一-鿿]{2,8}(?:举行|会)|通电话|致电|贺信|贺电|访问|出访|国事|元首|总统|首相|国际联播|国际快讯|命运与共",
    like=("国家元首同外国总统会谈",), unlike=("市长调研企业",),
    zh="标题说的是外事或国际新闻", en="the title tells of dealings with other states or of news from abroad",
)
RULES_OR_CALL: Final = Rule(
    id=GenreRule.RULES, verdict=Genre.RULES,
    pattern="办法|规定|细则|条例|规则|规范|守则|章程|处罚|标准(?!化|体系(?!(?:框架)?$))|指南(?!》(?!的))|(?:审评|评价|审查)要点|申请|申领|入学|招生|须知|问答|申报|遴选|征集|推荐|揭榜|大赛|报名|考试"
    "|招聘|招标|采购|关于公布|名单|评审|评选|认定|备案|公示",
    like=("某市专项资金管理办法", "关于组织申报试点的通知", "示例行业标准体系"), unlike=("某市发展规划", "推进标准体系建设"),
    zh="标题是办法、申报通知或名单，其中的数多是条件", en="the title names rules, a call or a list, whose numbers are conditions",
)
#: Looked for in the body: two articles make a text of rules.
ARTICLES: Final = Rule(
    id=GenreRule.ARTICLES, verdict=Genre.RULES, pattern=r"第(?:(?<=\n第)|(?<=^第))[一二三四五六七八九十百]{1,5}条",
    like=("总则\n第一条 为了规范管理",), unlike=("依照第一条的规定",),
    zh="正文分条，是规章", en="the text is divided into articles (第一条), as rules are",
)
#: Titles of plans that are drawn up under rules: 标准化行动方案.
PLAN_NAME: Final = Rule(
    id=GenreRule.PLAN_NAME, verdict=Genre.PLAN, pattern="规划|行动方案|行动计划|实施方案|实施意见|指导意见",
    like=("认定管理行动方案",), unlike=("认定管理办法",),
    zh="标题虽有“认定、标准”等词，仍是规划", en="the title names a plan although it speaks of rules",
)
PLAN: Final = Rule(
    id=GenreRule.PLAN, verdict=Genre.PLAN, pattern="规划|方案|行动计划|计划|纲要|要点|工作安排|意见|措施|决定|目标|任务|部署|政策|十条|若干|(?:推进|加强|做好|促进|加快|深化|实施|支持|推动|落实)[^，。]{2,60}的通知",
    like=("关于加快发展的若干意见", "关于进一步推进智能审核工作的通知"), unlike=("全市企业增长5%",),
    zh="标题是规划、意见一类文件", en="the title names a plan, opinions or measures",
)
#: A document's title, not a headline that speaks of one.
TITLE: Final = Rule(
    id=GenreRule.TITLE, verdict=Genre.PLAN, pattern=r"关于|印发|》|的通知|的意见|(?:方案|计划|规划|意见|措施|纲要|要点|政策|举措|任务分工|工作安排|决定)(?:（|\(|$)",
    like=("某市行动方案（2025—2027年）", "某区支持创新发展若干政策"), unlike=("某市规划引领产业发展",),
    zh="标题是文件名，不是新闻标题", en="the title is that of a document, not a headline about it",
)
#: Titles of lists that were drawn up, unlike calls to apply.
LIST_TITLE: Final = Rule(
    id=GenreRule.LIST, verdict=Genre.RULES, pattern="公布|名单|公示|(?:评审|评选|认定|遴选)结果",
    like=("关于公布示范企业名单的通知",), unlike=("关于组织申报试点的通知",),
    zh="标题说的是已评出的名单", en="the title names a list that was drawn up",
)
GENRES: Final = WordTable(REPORT, ABROAD, RULES_OR_CALL, ARTICLES, LIST_TITLE, PLAN_NAME, PLAN, TITLE)

GOALS: Final = Rule(
    id=HeadingRule.GOALS, verdict=Tense.AIM, pattern="目标|愿景",
    like=("主要目标",), unlike=("主要内容",),
    zh="上级标题是目标", en="the heading above it announces goals",
)
#: Headings that put all below them under one mode.
HEADINGS_OF_AIMS: Final = WordTable(
    GOALS,
    Rule(
        id=HeadingRule.TASKS, verdict=Tense.AIM, pattern="总体(?:要求|思路)|工作(?:任务|重点|安排|计划)|重点(?:任务|工作)",
        like=("重点任务",), unlike=("重点企业",),
        zh="上级标题是任务或要求", en="the heading above it announces tasks",
    ),
)
HEADINGS_OF_RESULTS: Final = WordTable(
    Rule(
        id=HeadingRule.REVIEW, verdict=Tense.RESULT, pattern="回顾|成就|成效|现状|完成情况|进展情况|工作总结|取得的",
        like=("2024年工作回顾",), unlike=("2025年工作安排",),
        zh="上级标题是回顾或成效", en="the heading above it announces what was done",
    ),
)
#: Counted in a paragraph against the words that report.
PLANNING: Final = WordTable(
    Rule(
        id=ParagraphRule.WANTS, verdict=Tense.AIM, pattern="要",
        before=("[主重需首摘纪次简必扼政]",), after=("[素求点么是义闻件地塞领道害约]",),
        like=("要建设50个平台",), unlike=("主要平台50个",),
        zh="段中的“要”说的是任务", en="要 in a paragraph sets tasks",
    ),
    Rule(
        id=ParagraphRule.STRIVES, verdict=Tense.AIM, pattern="力争|务必|必须|努力(?=实现)|年内|下一步",
        like=("必须达到50%",), unlike=("已经达到50%",),
        zh="段中的“力争、下一步”等说的是今后", en="力争, 下一步 and the like in a paragraph speak of what is to come",
    ),
    Rule(
        id=ParagraphRule.ENSURES, verdict=Tense.AIM, pattern="确保", after=("了",),
        like=("确保增长",), unlike=("确保了增长",),
        zh="段中的“确保”提出要求", en="确保 in a paragraph demands",
    ),
    Rule(
        id=ParagraphRule.THIS_YEAR, verdict=Tense.AIM, pattern="今年(?=[要将拟再]|重点|安排|计划)",
        like=("今年拟新建",), unlike=("今年新建",),
        zh="段中说今年要做什么", en="the paragraph tells what this year is to bring",
    ),
    Rule(
        id=ParagraphRule.GOES_ON, verdict=Tense.AIM, pattern="继续(?=提高|实施|推进|加强)",
        like=("继续提高标准",), unlike=("继续领先",),
        zh="段中说要继续做什么", en="the paragraph tells what is to go on",
    ),
    Rule(
        id=ParagraphRule.WILL, verdict=Tense.AIM, pattern="将(?=[^，。；]{0,8}(?:加快|推动|实施|继续|进一步|持续))",
        like=("将进一步加快建设",), unlike=("将近五成",),
        zh="段中的“将”说的是今后", en="将 in a paragraph speaks of what is to come",
    ),
)
REPORTING: Final = WordTable(
    Rule(
        id=ParagraphRule.DONE, verdict=Tense.RESULT, pattern="了", after=("[解结望然得却]",),
        like=("建成了",), unlike=("了解",),
        zh="段中的“了”说的是已完成的事", en="了 in a paragraph tells what was done",
    ),
    Rule(
        id=ParagraphRule.ALREADY, verdict=Tense.RESULT, pattern="已", before=("[早业不]",),
        like=("已建成",), unlike=("不已",),
        zh="段中的“已”说的是已完成的事", en="已 in a paragraph tells what was done",
    ),
    Rule(
        id=ParagraphRule.SO_FAR, verdict=Tense.RESULT, pattern="累计|截至|目前|同比|过去|以来",
        like=("截至6月底",), unlike=("到6月底",),
        zh="段中的“截至、目前”等说的是现状", en="截至, 目前 and the like in a paragraph tell how things are",
    ),
    Rule(
        id=ParagraphRule.ACHIEVED, verdict=Tense.RESULT, pattern="取得|成效|进展|成功|超额",
        like=("取得成效",), unlike=("提高成色",),
        zh="段中说的是成效", en="the paragraph tells what was achieved",
    ),
)
#: Counted in a paragraph of a work report: clauses that open with what is to be done.
TASK: Final = Rule(
    id=ParagraphRule.TASK, verdict=Tense.AIM,
    pattern="(?:(?<=[，。；：])|^)(?:(?:继续|深入|大力|扎实|积极|全面|持续|加快|着力|稳步|有序|进一步|更好)(?=[一-鿿]{2}))?"
    f"(?:加强|强化|深化|完善|健全|支持|鼓励|促进|优化|扩大|巩固|探索|落实|做好|抓好|发展|改善|保障|加大|加快|改革|壮大|提高|推动|推进|实行|实施|引导|启动|建立|建设|放宽|培育|防止|严禁|着眼|规范|{ACTION})(?!了|[^，。；]{{0,12}}[已了])",
    like=("深入推进改革，", "，完善保险制度"), unlike=("经济稳中有进", "建立了保险制度"),
    zh="分句以动词开头，说的是任务", en="clauses that open with a verb set tasks",
)
#: Words of a paragraph that looks back, besides those that report.
LOOKS_BACK: Final = Rule(
    id=ParagraphRule.LOOKS_BACK, verdict=Tense.RESULT,
    pattern="[一二三四五六七八九十]年来|一年里|[了已]|取得|明显|显著|突破(?:性|[0-9])|重大进展|世界第一|上升到|下降到|提高到[0-9.]+%|再创|稳步|连续|超过|达到|位居|得到|实现[^，。；]{0,10}(?:突破|增长)|增长(?:了|近|约|超过?)?[0-9.]+%",
    like=("五年来，", "改革取得重大进展", "出口增长5%"), unlike=("深入推进改革", "完善保险制度"),
    zh="段中的词语说的是已有的成绩", en="words of the paragraph tell what was achieved",
)
#: Looked for in the head row of a table.
METRIC_COLUMN: Final = Rule(
    id=ColumnRule.METRIC, verdict=Column.METRIC, pattern="指标|名称|项目|内容|任务",
    like=("指标名称",), unlike=("单位",),
    zh="这一列是指标", en="the column names the metrics",
)
UNIT_COLUMN: Final = Rule(
    id=ColumnRule.UNIT, verdict=Column.UNIT, pattern="单位",
    like=("计量单位",), unlike=("指标",),
    zh="这一列是单位", en="the column gives the units",
)
STRENGTH_COLUMN: Final = Rule(
    id=ColumnRule.STRENGTH, verdict=Column.STRENGTH, pattern="属性|性质|类型",
    like=("指标属性",), unlike=("指标名称",),
    zh="这一列说明是约束性还是预期性", en="the column tells whether a target binds or is expected",
)
AIM_COLUMN: Final = Rule(
    id=ColumnRule.AIM, verdict=Column.AIM, pattern="目标值|目标$|规划值|预期值|指标值",
    like=("目标值", "发展目标"), unlike=("目标任务", "指标"),
    zh="这一列是整个规划期的目标值", en="the column holds the aims of the whole period",
)
YEAR_COLUMN: Final = Rule(
    id=ColumnRule.YEAR, verdict=Column.YEAR, pattern="年份|年度$",
    like=("年份", "年度"), unlike=("2027年", "年度目标"),
    zh="这一列是各行的年份", en="the column names the year of each row",
)
LIMIT_COLUMN: Final = Rule(
    id=ColumnRule.LIMIT, verdict=Column.LIMIT, pattern="时限|完成时间|完成期限|时间节点|时间要求|计划完成时间",
    like=("完成时限", "时间节点"), unlike=("时间", "完成情况"),
    zh="这一列是任务的完成时限", en="the column gives the time limits of tasks",
)
BACKGROUND_COLUMN: Final = Rule(
    id=ColumnRule.BACKGROUND, verdict=Column.BACKGROUND,
    pattern="基期|基准|基础值|现状|现值|实际|完成情况|完成值|已完成|预计完成|年均|增速|增幅|增长率|备注|说明|责任|牵头",
    like=("2025年基期值", "年均增速"), unlike=("2027年", "目标值"),
    zh="这一列是基期、现状或另一个数列", en="the column holds a base, what is reached already, or another series",
)
COLUMNS: Final = WordTable(METRIC_COLUMN, UNIT_COLUMN, STRENGTH_COLUMN, AIM_COLUMN, YEAR_COLUMN, LIMIT_COLUMN, BACKGROUND_COLUMN)
TASKS_OF_REPORTS: Final = WordTable(TASK, LOOKS_BACK)

#: The last of these before a number tells; of two that begin at one place the first counts.
STRENGTHS: Final = WordTable(
    Rule(
        id=StrengthRule.BINDING, verdict=Strength.BINDING, pattern="约束性|必须|务必|坚决|确保|红线|严格控制在|考核",
        like=("必须达到50%", "确保粮食产量稳定在50万吨"), unlike=("可以达到50%",),
        zh="必须、确保、考核等词表示有约束力", en="words such as 必须, 确保 and 考核 bind",
    ),
    Rule(
        id=StrengthRule.NOT_ALLOWED, verdict=Strength.BINDING, pattern="不得(?=低于|高于|少于|超过)",
        like=("不得低于50%",), unlike=("不得转让",),
        zh="“不得低于”一类的限制有约束力", en="a limit that must not be passed (不得低于) binds",
    ),
    Rule(
        id=StrengthRule.ASPIRES, verdict=Strength.ASPIRATIONAL, pattern="力争|争取|争创|努力|力求|有望|鼓励|探索",
        like=("力争达到50%",), unlike=("已达到50%",),
        zh="力争、争取等词表示努力方向", en="words such as 力争 and 争取 say what is striven for",
    ),
    Rule(
        id=StrengthRule.EXPECTS, verdict=Strength.EXPECTED, pattern="预期(?!寿命)|预计",
        like=("预期增长5%",), unlike=("计划增长5%", "预期寿命达到80岁"),
        zh="预期、预计表示预期性", en="预期 and 预计 say what is expected",
    ),
    Rule(
        id=StrengthRule.PLANS, verdict=Strength.PLANNED, pattern="计划", after=("单列", "经济", "生育"),
        like=("计划培育50家",), unlike=("计划单列市",),
        zh="“计划”表示已有安排", en="计划 says what is planned",
    ),
    Rule(
        id=StrengthRule.MEANS_TO, verdict=Strength.PLANNED, pattern="拟", before=("[虚模比草]",), after=("[人合真态]",),
        like=("拟建设50个平台",), unlike=("虚拟电厂50个",),
        zh="“拟”表示打算做", en="拟 says what somebody means to do",
    ),
    Rule(
        id=StrengthRule.LAYS_OUT, verdict=Strength.PLANNED, pattern=f"规划(?={ACTION})",
        like=("规划建设50个平台",), unlike=("规划目标",),
        zh="“规划”后接动词，表示已有布局", en="规划 before a verb says what is laid out",
    ),
    Rule(
        id=StrengthRule.WILL, verdict=Strength.PLANNED, pattern="将", before=("即",), after=("[近军士领0-9]", "[^，。；]{2,24}(?:提高|降低|压缩|缩短|提升|控制|压减)[到至在]"),
        like=("将新建50个",), unlike=("将近50个", "即将开学", "将物流成本降低到13%"),
        zh="“将”表示今后要做", en="将 says what will be done",
    ),
    Rule(
        id=StrengthRule.BUDGETS, verdict=Strength.PLANNED, pattern="安排|部署|启动|预算(?!收入|支出)",
        like=("安排资金50亿元",), unlike=("拨付资金50亿元", "公共预算收入增长5%"),
        zh="安排、部署、预算等词表示已列入计划", en="words such as 安排, 部署 and 预算 put it on a plan",
    ),
)
# fmt: on
