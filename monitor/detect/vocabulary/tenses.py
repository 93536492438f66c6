"""
Words that tell an aim from a result. Chinese verbs have no tense, so the words around an amount must tell.

`AIMS` and `RESULTS` are looked for before the amount, in its clause and in earlier ones of its sentence; the nearest
counts. The other tables hold in one place each, named beside them. How all evidence is weighed, `figures.tense` says.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .rule import ACTION, CodeTable, Rule, WordTable


class Tense(StrEnum):
    """What a stated amount is: still to come, or reached."""

    AIM = "aim"
    RESULT = "result"


class AimRule(StrEnum):
    """Ids of the words that tell an aim."""

    WANTS = "aim.wants"
    WILL = "aim.will"
    PLANS = "aim.plans"
    MEANS_TO = "aim.means_to"
    LAYS_OUT = "aim.lays_out"
    LAID_OUT = "aim.laid_out"
    ONCE_RUNNING = "aim.once_running"
    STRIVES = "aim.strives"
    ENSURES = "aim.ensures"
    GOAL = "aim.goal"
    SETS_ASIDE = "aim.sets_aside"
    HOPES = "aim.hopes"
    BUDGET = "aim.budget"
    NEXT_STEP = "aim.next_step"
    EXERTS = "aim.exerts"
    WILL_AFTER = "aim.will_after"


class ResultRule(StrEnum):
    """Ids of the words that tell a result."""

    ALREADY = "result.already"
    DONE = "result.done"
    APPROVED = "result.approved"
    AS_OF = "result.as_of"
    NOW = "result.now"
    SINCE = "result.since"
    FIRST_TIME = "result.first_time"
    RANKS = "result.ranks"
    FULFILLED = "result.fulfilled"
    BENEFITS = "result.benefits"
    DATA_SHOW = "result.data_show"
    HAS = "result.has"
    LAST_YEAR = "result.last_year"
    TOTALS = "result.totals"
    BUILT = "result.built"
    YEAR_ON_YEAR = "result.year_on_year"
    SIGNED = "result.signed"
    DRAWN_UP = "result.drawn_up"
    COMPARED = "result.compared"
    DONE_AFTER = "result.done_after"
    SETTLED_AFTER = "result.settled_after"
    TOOK_PART_AFTER = "result.took_part_after"
    IS_SO_AFTER = "result.is_so_after"
    LATELY_AFTER = "result.lately_after"
    IS_OURS_NEXT = "result.is_ours_next"
    REPORTED_ALREADY = "result.reported_already"
    REPORTED_TOTAL = "result.reported_total"
    REPORTED_DATA = "result.reported_data"


class TenseRule(StrEnum):
    """Ids of what decides where no word of the sentence does."""

    PERIOD_AHEAD = "tense.period_ahead"
    PERIOD_OVER = "tense.period_over"
    PARAGRAPH = "tense.paragraph"
    PART_REVIEW = "tense.part_review"
    PART_AHEAD = "tense.part_ahead"
    YEAR_AHEAD = "tense.year_ahead"
    PLAN = "tense.plan"
    NEWS = "tense.news"
    CELL = "tense.cell"


#: What shows that 计划 is a noun: what a plan is for or how long it lasts.
_KINDS_OF_PLAN: Final = (
    *("行动", "攻坚", "发展", "建设", "改善", "培育", "培养", "保障", "提升", "支持"),
    *("人才", "年度", "专项", "面积", "产量", "任务", "[三五]年", "[的》”]"),
    *("引才", "科技", "研发", "研究", "倍增"),
)

# fmt: off
#: 要 as a verb, not in 主要, 要素, 要求.
_WANTS: Final = Rule(
    id=AimRule.WANTS, verdict=Tense.AIM, pattern="要",
    before=("[主重需首摘纪次简必扼政]",), after=("[素求点么是义闻件地塞领道害约]",),
    like=("要建设50个平台",), unlike=("主要平台50个", "要素市场"),
    zh="“要”提出任务", en="要 sets a task",
)
AIMS: Final = WordTable(
    _WANTS,
    Rule(
        id=AimRule.WILL, verdict=Tense.AIM, pattern="将", before=("即",),
        # 将 also moves an object before its verb: 将50家企业列入名单.
        after=("[近军士领0-9]", "[^，。；从由]{2,24}(?:[纳列引融]入|[作列化级]为|化作|[变制做]成|用于)", "[^，。；从由]{1,16}[0-9][0-9.]{0,6}[%万亿元]{0,3}投入", "(?!进一步|逐步|继续|全面)[^，。；从由]{3,24}(?:推至|推到|[缩提][短升]至)"),
        like=("将新建50个平台",), unlike=("将50个平台纳入名单", "将良品率提升至50%", "将近50个", "即将开学"),
        zh="“将”说的是今后", en="将 speaks of what is to come",
    ),
    Rule(
        id=AimRule.PLANS, verdict=Tense.AIM, pattern="计划(?=[一-鿿0-9])",
        before=_KINDS_OF_PLAN,
        after=("[的内外书表和与]", "面积", "产量", "进度", "单列", "生育", "经济", "指标", "目标", "提出", "明确", "实施以来"),
        like=("今年计划培育50家",), unlike=("行动计划培育50家", "计划单列市"),
        zh="“计划”作动词，表示准备做", en="计划 as a verb says what is planned",
    ),
    Rule(
        id=AimRule.MEANS_TO, verdict=Tense.AIM, pattern="拟", before=("[虚模比草]",), after=("[人合真态]",),
        like=("拟建设50个平台",), unlike=("虚拟电厂50个",),
        zh="“拟”表示打算做", en="拟 says what somebody means to do",
    ),
    Rule(
        id=AimRule.LAYS_OUT, verdict=Tense.AIM, pattern=f"规划(?={ACTION})",
        like=("规划建设50个平台",), unlike=("规划了50个平台",),
        zh="“规划”后接动词，表示准备做", en="规划 before a verb says what is laid out",
    ),
    Rule(
        id=AimRule.LAID_OUT, verdict=Tense.AIM, pattern="(?<=项目|工程|基地|总体|一期|二期)规划(?:总|新能源|新增)?(?=装机|产能|容量|建筑面积|用地|投资|规模)",
        like=("项目规划装机50万千瓦",), unlike=("城市规划面积50平方公里",),
        zh="项目的规划规模尚待建成", en="what a project is laid out for is still to be built",
    ),
    Rule(
        id=AimRule.ONCE_RUNNING, verdict=Tense.AIM, pattern="(?:投运|投产|达产|投用|建成)后(?=[^，。；]{0,6}(?:每年|年)[^，。；]{0,4}(?:可|能|将|新增))",
        like=("投运后每年可输送电量50亿千瓦时",), unlike=("投运后已输送电量50亿千瓦时",),
        zh="“投运后每年可”说的是建成以后", en="投运后每年可 tells what a work is to yield once it runs",
    ),
    Rule(
        id=AimRule.STRIVES, verdict=Tense.AIM, pattern="力争|争取(?!到|了|有|工作|[，。；、]|[^，。；]{0,24}(?:资金|国债|债券?[0-9项]|额度|[用指][地水]?指标|预算内|转移支付|补助))|争创|努力(?=实现|达到|使)",
        like=("力争达到50家", "争取达到50家"), unlike=("经过努力建成50家", "争取上级资金5亿元"),
        zh="力争、争取说的是努力方向", en="力争 and 争取 say what is striven for",
    ),
    Rule(
        id=AimRule.ENSURES, verdict=Tense.AIM, pattern="确保|务必|必须|须(?=达)",
        like=("确保建成50个",), unlike=("确认建成50个",),
        zh="确保、必须提出要求", en="确保 and 必须 demand it",
    ),
    Rule(
        id=AimRule.GOAL, verdict=Tense.AIM, pattern="预期目标|目标(?=[是为：])",
        like=("预期目标为增长5%",), unlike=("目标任务完成50个",),
        zh="这里说的就是目标", en="the text calls it the goal",
    ),
    Rule(
        id=AimRule.SETS_ASIDE, verdict=Tense.AIM, pattern="安排(?=[^，。；]{0,8}[0-9])",
        before=("统筹", "紧急", "已", "已经", "共", "累计"),
        like=("安排资金50亿元",), unlike=("紧急安排50亿元",),
        zh="“安排”的资金或项目尚待执行", en="what is set aside (安排) is still to be spent or done",
    ),
    Rule(
        id=AimRule.HOPES, verdict=Tense.AIM, pattern="有望|预计到",
        like=("有望达到50家",), unlike=("没有达到50家",),
        zh="有望、预计到说的是今后", en="有望 and 预计到 speak of what is to come",
    ),
    Rule(
        id=AimRule.BUDGET, verdict=Tense.AIM, pattern="预算(?=[达为是]|安排[^，。；、]{0,8}[0-9])",
        like=("经费预算达50亿元",), unlike=("预算执行50亿元", "通过预算安排、债务置换化解债务50亿元"),
        zh="预算是准备使用的数额", en="a budget (预算) is still to be spent",
    ),
    Rule(
        id=AimRule.NEXT_STEP, verdict=Tense.AIM, pattern="下一步|(?:再|继续)(?=开工|新[建增])",
        like=("下一步建设50个平台",), unlike=("第一步建设50个平台",),
        zh="下一步、再建说的是今后", en="下一步 and 再 before a verb speak of what is to come",
    ),
    Rule(
        id=AimRule.EXERTS, verdict=Tense.AIM, pattern="着力(?=打造|培育|构建|建设)",
        like=("着力打造50个平台",), unlike=("着力点50个",),
        zh="“着力打造”是要做的事", en="着力 before a verb says what is worked on",
    ),
)
RESULTS: Final = WordTable(
    Rule(
        id=ResultRule.ALREADY, verdict=Tense.RESULT, pattern="已",
        before=("[早业不]",), after=("[知婚然]", "[一-鿿]{1,4}的"),
        like=("已建成50个",), unlike=("已建平台的50个站点", "不已"),
        zh="“已”表示已经实现", en="已 says that it was done",
    ),
    Rule(
        id=ResultRule.DONE, verdict=Tense.RESULT, pattern="了", before=("规划",), after=("[解结望然得却]",),
        like=("建成了50个",), unlike=("了解50家企业",),
        zh="“了”表示已经完成", en="了 says that it was done",
    ),
    Rule(
        id=ResultRule.APPROVED, verdict=Tense.RESULT, pattern="批准", after=("的",),
        like=("批准50项标准",), unlike=("批准的50项标准",),
        zh="“批准”的事已经发生", en="what was approved (批准) has happened",
    ),
    Rule(
        id=ResultRule.AS_OF, verdict=Tense.RESULT, pattern="截至|截止",
        like=("截至6月底达50家",), unlike=("到6月底达50家",),
        zh="“截至”报告到某日的实际数", en="截至 reports what was so by a day",
    ),
    Rule(
        id=ResultRule.NOW, verdict=Tense.RESULT, pattern="目前|当前|眼下", before=("[由从]",),
        like=("目前有50家",), unlike=("由目前50家",),
        zh="“目前”说的是现状", en="目前 tells how things are now",
    ),
    Rule(
        id=ResultRule.SINCE, verdict=Tense.RESULT, pattern="以来|[近多几来0-9十五]年来(?!华)",
        like=("今年以来建成50家", "近年来增长5%"), unlike=("未来3年来华留学生50人",),
        zh="“以来”说的是过去一段时间", en="以来 tells of the time until now",
    ),
    Rule(
        id=ResultRule.FIRST_TIME, verdict=Tense.RESULT, pattern="首次|新高|先后|成功(?!率)|仍",
        like=("先后建成50家",), unlike=("成功率达50%",),
        zh="首次、先后等词说的是发生过的事", en="首次, 先后 and the like tell what happened",
    ),
    Rule(
        id=ResultRule.FULFILLED, verdict=Tense.RESULT, pattern="如期|圆满|超额|提前完成|完成率",
        like=("如期完成50个",), unlike=("按期建设50个",),
        zh="如期、超额完成是结果", en="如期 and 超额 tell that it was fulfilled",
    ),
    Rule(
        id=ResultRule.BENEFITS, verdict=Tense.RESULT, pattern="受益|惠及",
        like=("惠及50万人",), unlike=("服务50万人",),
        zh="惠及、受益说的是已得到好处的人", en="惠及 and 受益 count who already benefits",
    ),
    Rule(
        id=ResultRule.DATA_SHOW, verdict=Tense.RESULT, pattern="数据显示|统计显示",
        like=("数据显示，增长5%",), unlike=("数据共享，增长5%",),
        zh="“数据显示”引出实际数", en="数据显示 reports what was counted",
    ),
    Rule(
        id=ResultRule.HAS, verdict=Tense.RESULT, pattern="有(?=[0-9超近约上])|现有", before=("[拥将会拟]",),
        like=("有50家企业",), unlike=("拥有50家企业", "将有50家企业"),
        zh="“有”说的是现有的数", en="有 tells how many there are",
    ),
    Rule(
        id=ResultRule.LAST_YEAR, verdict=Tense.RESULT, pattern="去年|上年|过去[一二三四五0-9]年|不久前|前不久|连续(?:多|数|几|[一二两三四五六七八九十0-9]{1,2})年(?=[居位列保稳])", before=("[比较]",),
        like=("去年新增50家", "不久前建成50个", "总量连续多年居世界首位"), unlike=("比去年增加50家", "不久将建成50个", "连续三年开展评估"),
        zh="去年、过去几年、不久前、连续多年居于说的是过去", en="去年, 过去几年, 不久前 and 连续多年居 tell of the past",
    ),
)
YEAR_ON_YEAR: Final = Rule(
    id=ResultRule.YEAR_ON_YEAR, verdict=Tense.RESULT, pattern="同比|环比",
    like=("同比增长5%",), unlike=("年均增长5%",),
    zh="同比、环比只用于已有的数据", en="同比 and 环比 compare what was measured",
)
#: Looked for in rules, calls and lists, before the amount in its clause: what was chosen is a result.
DRAWN_UP: Final = Rule(
    id=ResultRule.DRAWN_UP, verdict=Tense.RESULT,
    pattern="(?:认定|确定|遴选出|评选出|选出|评定出?|核定|授予|公布)(?!标准|条件|程序|办法|机构)(?=[^，。；]{0,60}$)",
    like=("经评审，认定示例公司等", "我厅遴选出"), unlike=("认定条件为人数达到", "申报企业"),
    zh="名单中“认定、确定”的个数是结果", en="a list that was drawn up (认定, 遴选出) counts what was chosen",
)
#: Results where no aim governs: an aim is compared with the year before, too (今年安排…，比去年增加…).
WEAK_RESULTS: Final = WordTable(
    Rule(
        id=ResultRule.RANKS, verdict=Tense.RESULT, pattern="(?:位|稳|跃|排)居|位列|居[一-鿿]{0,4}(?=第|前)",
        like=("稳居全国第5位",), unlike=("居民人均住房",),
        zh="“位居”说的是现有名次", en="位居 tells the present rank",
    ),
    Rule(
        id=ResultRule.TOTALS, verdict=Tense.RESULT, pattern="累计",
        like=("累计培育50家",), unlike=("计划培育50家",),
        zh="“累计”是到目前的总数", en="累计 sums up what was done until now",
    ),
    Rule(
        id=ResultRule.BUILT, verdict=Tense.RESULT, pattern="建成(?=[^，。；]{0,6}[0-9个家座])",
        like=("建成50家",), unlike=("建成后将服务各类企业50家",),
        zh="“建成”后接数量，是已完成的数", en="建成 before a number counts what was built",
    ),
    YEAR_ON_YEAR,
    Rule(
        id=ResultRule.SIGNED, verdict=Tense.RESULT, pattern="签署了?$",
        like=("双方签署",), unlike=("双方签署后建设",),
        zh="签署的协议已经成立", en="what was signed (签署) has happened",
    ),
    Rule(
        id=ResultRule.COMPARED, verdict=Tense.RESULT,
        pattern="[比较](?=上年|去年|上月|上季|上届|同期|前年|20[0-9][0-9]|“|改革开放|[五十]年前)",
        like=("比上年增长5%",), unlike=("比重达5%",),
        zh="与上年或同期比较的是实际数", en="what is compared with an earlier period was measured",
    ),
)
RESULTS_OF_LISTS: Final = WordTable(DRAWN_UP)
#: In rules these make results of bounded numbers too; 累计10万人以上 and 首次突破10亿元 are conditions there.
COUNTED_BY_NOW: Final = frozenset({ResultRule.AS_OF, ResultRule.NOW, ResultRule.DONE, ResultRule.DRAWN_UP, ResultRule.DATA_SHOW})
#: Looked for after the amount in its clause.
RESULTS_AFTER: Final = WordTable(
    Rule(
        id=ResultRule.DONE_AFTER, verdict=Tense.RESULT, pattern="完成|成功|已",
        like=("93款完成备案",), unlike=("93款产品",),
        zh="后面的“完成、已”表示已经实现", en="完成 or 已 after it says that it was done",
    ),
    Rule(
        id=ResultRule.SETTLED_AFTER, verdict=Tense.RESULT, pattern="落户|落地|接入|上线|投产|投运|开工",
        like=("50个项目落地",), unlike=("50个项目储备",),
        zh="后面的“落地、开工”等表示已经发生", en="落地, 开工 and the like after it tell what happened",
    ),
    Rule(
        id=ResultRule.TOOK_PART_AFTER, verdict=Tense.RESULT, pattern="参加|参与|入选|获批|受益",
        like=("50家企业参加",), unlike=("50家企业名额",),
        zh="后面的“参加、入选”等表示已经发生", en="参加, 入选 and the like after it tell what happened",
    ),
    Rule(
        id=ResultRule.IS_SO_AFTER, verdict=Tense.RESULT, pattern="来自|处于|进入|成为|正在",
        like=("六成处于领先水平",), unlike=("六成以上",),
        zh="后面的“处于、来自”等说的是现状", en="处于, 来自 and the like after it tell how things are",
    ),
    Rule(
        id=ResultRule.LATELY_AFTER, verdict=Tense.RESULT, pattern="不久前|日前|近日",
        like=("50家机构日前启动合作",), unlike=("50家机构今后合作",),
        zh="后面的“日前、近日”说的是刚发生的事", en="日前 or 近日 after it tells what happened lately",
    ),
)
#: Matched right after the amount, on into the next clause.
RESULTS_NEXT: Final = WordTable(
    Rule(
        id=ResultRule.IS_OURS_NEXT, verdict=Tense.RESULT, pattern="[^。；，]{0,40}，是(?:我们|我国|全国|全球|世界)",
        like=("名人才，是我们的优势",), unlike=("名人才，是今年的任务",),
        zh="下一句“是我们的……”说的是现状", en="the next clause (是我们的…) tells how things are",
    ),
)
#: Matched right after the amount: `6所高校将开设…`.
AIMS_AFTER: Final = WordTable(
    Rule(
        id=AimRule.WILL_AFTER, verdict=Tense.AIM,
        pattern="[^，。；将]{0,20}(?<!即)将(?:在[^，。；]{1,8}?)?(?=[开建新举展发推设达]|完成)",
        like=("所高校将开设",), unlike=("所高校即将开学",),
        zh="后面的“将”说的是今后", en="将 after it speaks of what is to come",
    ),
)
#: Results that reach on to later clauses of their sentence: words that open a report.
REPORTS: Final = WordTable(
    Rule(
        id=ResultRule.REPORTED_ALREADY, verdict=Tense.RESULT, pattern="已", before=("[早业不]",), after=("[知婚然]",),
        like=("平台已建成",), unlike=("不已",),
        zh="前面的“已”说明整句在报告结果", en="已 earlier in the sentence opens a report",
    ),
    Rule(
        id=ResultRule.REPORTED_TOTAL, verdict=Tense.RESULT, pattern="累计|截至|以来|先后|实现了",
        like=("截至6月底",), unlike=("到6月底",),
        zh="前面的“截至、累计”说明整句在报告结果", en="截至 or 累计 earlier in the sentence opens a report",
    ),
    Rule(
        id=ResultRule.REPORTED_DATA, verdict=Tense.RESULT, pattern="数据显示|报告显示|公布",
        like=("数据显示",), unlike=("数据共享",),
        zh="前面的“数据显示”说明整句在报告结果", en="数据显示 earlier in the sentence opens a report",
    ),
)
#: Decided in `figures.tense` where no word of the sentence decides.
TENSES: Final = CodeTable(
    Rule(
        id=TenseRule.PERIOD_AHEAD, verdict=Tense.AIM,
        like=("到2027年，算力规模|50EFLOPS|。",), unlike=("2024年，算力规模|50EFLOPS|。",),
        zh="所属的期限在发布日之后", en="the date that governs it lies after the day of publication",
    ),
    Rule(
        id=TenseRule.PERIOD_OVER, verdict=Tense.RESULT,
        like=("2024年，算力规模|50EFLOPS|。",), unlike=("到2027年，算力规模|50EFLOPS|。",),
        zh="所属的时期在发布日之前", en="the date that governs it lies before the day of publication",
    ),
    Rule(
        id=TenseRule.PARAGRAPH, verdict=Tense.AIM,
        like=("某市政府工作报告\n继续推进产业发展，培育企业|50家|。",), unlike=("某市政府工作报告\n培育企业|50家|。",),
        zh="整段说的是要做的事", en="its paragraph as a whole is about what is to be done",
    ),
    Rule(
        id=TenseRule.PART_REVIEW, verdict=Tense.RESULT, like=("某市政府工作报告\n" + "一年来，改革不断深化。" * 20 + "\n今年，全市企业|50家|。",), unlike=("某市政府工作报告\n全市企业|50家|。",),
        zh="工作报告的这一部分回顾上一年", en="this part of a work report looks back on the past year",
    ),
    Rule(
        id=TenseRule.PART_AHEAD, verdict=Tense.AIM, like=("某市政府工作报告\n" + "做好今年的工作，必须实干。" * 20 + "\n全市企业|50家|。",), unlike=("某市政府工作报告\n培育企业|50家|。",),
        zh="工作报告的这一部分说的是今年要做的事", en="this part of a work report says what the year is to bring",
    ),
    Rule(
        id=TenseRule.YEAR_AHEAD, verdict=Tense.AIM, like=("今年，实现村庄快递|全覆盖|。",), unlike=("今年，快递进村的村庄达|50个|。",),
        zh="年初说的是今年要做到的事", en="it is of the present year, and the text tells what the year is to bring",
    ),
    Rule(
        id=TenseRule.PLAN, verdict=Tense.AIM, like=("某市行动方案（征求意见稿）\n培育企业|50家|。",), unlike=("某市行动方案（征求意见稿）\n产业规模|50亿元|。",),
        zh="规划文件中以动词开头的条目", en="a plan says it, and its clause opens with what is to be done",
    ),
    Rule(
        id=TenseRule.NEWS, verdict=Tense.RESULT, like=("平台新增企业|50家|。",), unlike=("平台计划新增企业|50家|。",),
        zh="没有词语说的是今后，新闻报道的是现状", en="nothing near it speaks of the future, and news report what is",
    ),
    Rule(
        id=TenseRule.CELL, verdict=Tense.AIM,
        like=("\n指标\t2027年\n平台\t|50个|",), unlike=("\n指标\t数量\n平台\t|50个|",),
        zh="表格中今后年份下的数", en="a cell of a table under a year to come",
    ),
)
# fmt: on
