"""
Words that fill the slots of a finding: the kind of its amount, its date, and the metrics it belongs to.

Each rule is asked for by name where its slot is filled, in `figures`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ...domain import MetricKind
from .rule import ACTION, Rule, SideTable, WordTable


class KindRule(StrEnum):
    """Ids of the words that tell the kind of an amount."""

    RISE = "kind.rise"
    FALL = "kind.fall"
    RATE = "kind.rate"
    DROP = "kind.drop"
    TO_LEVEL = "kind.to_level"
    CHANGE_AFTER = "kind.change_after"
    NEW = "kind.new"
    COVERS = "kind.covers"
    YEARLY = "kind.yearly"
    MONTHLY = "kind.monthly"


class Recurrence(StrEnum):
    """How often an amount recurs."""

    YEAR = "year"
    MONTH = "month"


class DateUse(StrEnum):
    """What a date in a sentence is for."""

    NAME = "part of a plan's name"
    BASELINE = "what is compared with"
    REACHED = "when the amount was reached"
    GOVERNS = "holds for what follows"
    LAST_YEAR = "the whole of last year"
    YEAR_OF_PLAN = "the year that a plan is for"


class ReportPart(StrEnum):
    """What a part of a yearly work report is about."""

    REVIEW = "the past year"
    AHEAD = "what this year is to bring"
    OPEN = "problems, or nothing tells"


class DateUseRule(StrEnum):
    """Ids of the words that tell what a date is for."""

    PLAN_NAME = "date.plan_name"
    BASELINE = "date.baseline"
    BASELINE_AFTER = "date.baseline_after"
    BASE_OF_MULTIPLE = "date.base_of_multiple"
    REACHED = "date.reached"
    LEADS = "date.leads"
    STANDS_ALONE = "date.stands_alone"
    WHOLE_YEAR = "date.whole_year"
    BARE_YEAR = "date.bare_year"
    TERM = "date.term"
    EVENT_NAME = "date.event_name"
    REVIEWS = "date.reviews"
    PREVIEWS = "date.previews"
    ADMITS = "date.admits"


class Telling(StrEnum):
    """What words tell of the amount beside them."""

    DEED = "something is to be done"
    OURS = "our own promise"
    COMPARED = "a comparison with the amount before"
    BASE_YEAR = "a base year of an aim"
    DUTY = "a mere duty"
    URGED = "something is still to be brought about"
    FORECAST_OF_OURS = "an expectation that is promised"
    ALL_ALIKE = "one number for all metrics named"
    REFERS_BACK = "the metrics named before"
    PER_HEAD = "an amount for each person"
    SHARE_OF = "a share of what is named before"
    OF_THESE = "a part of what is named before"
    MODIFIER = "an amount that tells which things are counted"


class TellingRule(StrEnum):
    """Ids of the rules about the amount beside the words."""

    OPENS_WITH_DEED = "amount.opens_with_deed"
    ENDS_WITH_DEED = "amount.ends_with_deed"
    OURS = "amount.ours"
    COMPARED = "amount.compared"
    BASE_YEAR = "amount.base_year"
    DUTY = "amount.duty"
    URGED = "amount.urged"
    FORECAST_OF_OURS = "amount.forecast_of_ours"
    ALL_ALIKE = "amount.all_alike"
    REFERS_BACK = "amount.refers_back"
    PER_HEAD = "amount.per_head"
    SHARE_OF = "amount.share_of"
    OF_THESE = "amount.of_these"
    MODIFIER = "amount.modifier"


#: What may stand between a verb of change and the number.
_FILLER: Final = (
    "(?:了|约|近|超过|超|突破|逾|至少|不低于|不少于|不超过|达到|达|保持在|稳定在|控制在|大约|将近|接近|均|分别|也|再|又|幅度|率|额"
    "|人民币|平均|全年|累计|预期|目标|为|有望|：){0,12}"
)
_UP: Final = "增长|增加|提高|提升|上升|上涨|上浮|扩大|加快|增多|增收|改善|攀升|回升|多增|涨|增|多了"
_DOWN: Final = "下降|降低|减少|压减|缩减|削减|缩短|回落|下滑|下跌|减轻|压缩|收窄|放缓|下调|减|降|少了"

# fmt: off
RISE: Final = Rule(
    id=KindRule.RISE, verdict=MetricKind.CHANGE_PCT, pattern=f"(?:{_UP}){_FILLER}$",
    like=("产值增长", "产值提高了约"), unlike=("产值达到",),
    zh="前面的“增长、提高”说明这是增加的幅度", en="a verb of rising before it (增长, 提高) makes it a change",
)
FALL: Final = Rule(
    id=KindRule.FALL, verdict=MetricKind.CHANGE_PCT, pattern=f"(?:{_DOWN}){_FILLER}$",
    like=("能耗下降", "能耗降低了约"), unlike=("能耗达到",),
    zh="前面的“下降、减少”说明这是减少的幅度，记为负数", en="a verb of falling before it (下降, 减少) makes it a negative change",
)
RATE: Final = Rule(
    id=KindRule.RATE, verdict=MetricKind.CHANGE_PCT, pattern="(?:增速|增幅|增长率|涨幅|降幅|同比|环比)[^，。；]{0,6}$",
    like=("产值增速达到",), unlike=("产值占比达到",),
    zh="增速、同比等说的是变化幅度", en="增速, 同比 and the like name a change",
)
DROP: Final = Rule(
    id=KindRule.DROP, verdict=MetricKind.CHANGE_PCT, pattern="降幅[^，]{0,4}$",
    like=("能耗降幅达到",), unlike=("能耗增幅达到",),
    zh="降幅记为负数", en="降幅 makes it a negative change",
)
TO_LEVEL: Final = Rule(
    id=KindRule.TO_LEVEL, verdict=MetricKind.LEVEL, pattern=f"(?:{_UP}|{_DOWN})(?:到|至|为)|[增升降减扩提](?:到|至)",
    like=("覆盖率提高到",), unlike=("覆盖率提高",),
    zh="“提高到”说的是达到的水平，不是变化幅度", en="到 or 至 after the verb makes it the level that is reached",
)
CHANGE_AFTER: Final = Rule(
    id=KindRule.CHANGE_AFTER, verdict=MetricKind.CHANGE_PCT,
    pattern="^(?:以上|左右)?的?(?:年均|年|高|快速|较快)?(?:增长|增幅|增速|降幅|下降)",
    like=("以上的增长",), unlike=("以上的企业",),
    zh="后面的“增长、增速”说明这是变化幅度", en="增长 or 增速 after it makes it a change",
)
NEW: Final = Rule(
    id=KindRule.NEW, verdict=MetricKind.INCREMENT,
    pattern="(?:再(?=建|培|改|开|新)|新增|新建|新设|新培育|新认定|新开(?![发区])|再开工|净增|增加(?!值)|多增|减轻|减少|降低|新引进|新改|新签)[^，。；]{0,14}$",
    like=("新增企业",), unlike=("现有企业",),
    zh="新增、新建说的是增量", en="新增, 新建 and the like count what is added",
)
COVERS: Final = Rule(
    id=KindRule.COVERS, verdict=MetricKind.COVERAGE, pattern=f"覆盖(?!率|面){_FILLER}$",
    like=("网络覆盖超过",), unlike=("网络覆盖率达到",),
    zh="“覆盖”后的比例是覆盖面", en="a share after 覆盖 is a coverage",
)
KINDS: Final = WordTable(RISE, FALL, RATE, DROP, TO_LEVEL, CHANGE_AFTER, NEW, COVERS)
YEARLY: Final = Rule(
    id=KindRule.YEARLY, verdict=Recurrence.YEAR, pattern="每年|年均|逐年|年产|(?<![全0-9一二三四五六七八九十])年新增|年处理|每人每年",
    like=("每年培育企业",), unlike=("今年培育企业",),
    zh="这个数每年一次", en="the amount recurs every year",
)
MONTHLY: Final = Rule(
    id=KindRule.MONTHLY, verdict=Recurrence.MONTH, pattern="每月|月均|逐月",
    like=("每月补贴",), unlike=("本月补贴",),
    zh="这个数每月一次", en="the amount recurs every month",
)
RECURRENCES: Final = WordTable(YEARLY, MONTHLY)

#: `left` ends at the date, `right` begins after it.
PLAN_NAME: Final = Rule(
    id=DateUseRule.PLAN_NAME, verdict=DateUse.NAME, right="(?:发展)?(?:规划|计划|纲要|目标|建议|期间编制)",
    like=("根据|“十五五”|规划",), unlike=("在|“十五五”|期间",),
    zh="“十五五”规划是文件名，不是期限", en="“十五五” is part of a plan's name here",
)
EVENT_NAME: Final = Rule(
    id=DateUseRule.EVENT_NAME, verdict=DateUse.NAME,
    right="(?:“[^”]{1,16}”|[一-鿿]{0,14}?)(?:博览会|大会|论坛|峰会|交易会|展览会|洽谈会|服贸会|进博会|消博会|年会|运动会|锦标赛|文化节|电影节)(?!期间将)",
    like=("|2024年|“示范之光”博览会开幕", "|2025年|世界示例大会"), unlike=("|2024年|，举办50场博览会", "|2025年|建设50个平台"),
    zh="年份是活动名称的一部分", en="the year is part of an event's name",
)
BASELINE_BEFORE: Final = Rule(
    id=DateUseRule.BASELINE, verdict=DateUse.BASELINE, left="(?:比|较|与|对比|相比|相对于|由|基数|在)[^，。；]{0,3}$",
    like=("比|2020年|增长5%",), unlike=("力争|2027年|增长5%",),
    zh="这是用来比较的时期", en="it is a time that something is compared with",
)
BASELINE_AFTER: Final = Rule(
    id=DateUseRule.BASELINE_AFTER, verdict=DateUse.BASELINE,
    right="(?:(?:确定|下达|部署)的|的?基础上|相比|(?:水平|全年)?的[0-9])|比(?=[^，]{0,6}[0-9])|同期|[一-鿿]{0,6}(?:届|版）)",
    like=("在|2020年|的基础上翻番", "|年初|确定的50项任务"), unlike=("到|2027年|翻番",),
    zh="后面的“基础上、同期”说明这是用来比较的时期", en="the words after it make it a time that something is compared with",
)
BASE_OF_MULTIPLE: Final = Rule(
    id=DateUseRule.BASE_OF_MULTIPLE, verdict=DateUse.BASELINE, right="(?:年?水平|同期)?的?(?:[0-9.]{1,8}|[一二两三四五六七八九十]{1,4})倍|(?:水平)?(?:再)?翻[一两几]?番",
    like=("提升至|2025年|的3倍", "比|2024年|翻一番"), unlike=("到|2027年|的40万亿元", "到|2027年|，翻一番"),
    zh="倍数以这一年为基数", en="a multiple is counted from that year",
)
REACHED: Final = Rule(
    id=DateUseRule.REACHED, verdict=DateUse.REACHED, left="(?:增加|增长|提高|提升|上升|扩大|下降|减少)[到至]$",
    right="(?!(?:水平)?的[0-9.两三四五六七八九十]{1,6}倍)",
    like=("增长到|2024年|的40万亿元",), unlike=("增长，|2024年|达40万亿元", "提升至|2025年|的3倍"),
    zh="“增长到某年的”数，时间是这一年", en="what an amount grew to is dated by that year",
)
LEADS: Final = Rule(
    id=DateUseRule.LEADS, verdict=DateUse.GOVERNS,
    left="^(?:[^，。；：]{0,12}(?:提出|明确|要求|指出|表示|显示|目标(?:是|为)?|记者|了解到|获悉|强调))?"
    r"(?:其中|同时|此外|另外|而|争取|力争|确保|计划|预计|力求|到|至|在|自|从|截至|截止|经过|刚刚过去的|今年|我国|全国|全市|全省|我省|我市|利?用|的|，|“|——|\s){0,24}$",
    like=("方案提出，力争到|2027年|培育50家",), unlike=("企业总数在全市占比于|2027年|达50%",),
    zh="句首的日期管到后面的内容", en="a date that opens a clause holds for what follows",
)
STANDS_ALONE: Final = Rule(
    id=DateUseRule.STANDS_ALONE, verdict=DateUse.GOVERNS, right="，|：|前，|，?在",
    like=("到|2027年|，培育50家",), unlike=("到|2027年|培育50家",),
    zh="单独成分句的日期管到后面各句", en="a date in a clause of its own holds for the sentences after it",
)
DATE_USES: Final = SideTable(PLAN_NAME, EVENT_NAME, BASE_OF_MULTIPLE, REACHED, BASELINE_AFTER, BASELINE_BEFORE, LEADS, STANDS_ALONE)
#: 全年规模以上工业增加值比上年增长5.8%, but 比上年全年加快0.4个百分点 and 占全年的85% tell of another year.
WHOLE_YEAR: Final = Rule(
    id=DateUseRule.WHOLE_YEAR, verdict=DateUse.LAST_YEAR, pattern="(?:^|[，。；：])全年", after=("目标", "任务", "计划", "预期"),
    like=("全年工业增加值增长5%",), unlike=("全年目标增长5%", "占全年的85%"),
    zh="年初说的“全年”指上一年", en="early in a year 全年 means the year before",
)
#: In a title; 数字示例2025行动方案 is dated as 数字示例2025年行动方案 is.
BARE_YEAR: Final = Rule(
    id=DateUseRule.BARE_YEAR, verdict=DateUse.YEAR_OF_PLAN, pattern="(?<![0-9A-Za-z-])20[0-9]{2}(?=行动|工作|实施|建设|发展|重点|提升)",
    like=("数字示例2025行动方案", "智慧示例2026工作要点"), unlike=("数字示例2025年行动方案", "关于印发GB2025标准的通知"),
    zh="标题里的年份就是计划的年份，没有“年”字也算", en="a year in a title is the plan's year, also without 年",
)
#: In the body of a plan.
TERM: Final = Rule(
    id=DateUseRule.TERM, verdict=DateUse.YEAR_OF_PLAN, pattern="(?:实施期|规划期|计划期|行动期|实施时间)(?:限)?(?:为|是|自|从|：)",
    like=("本方案实施期为2026年至2029年",), unlike=("有效期为2026年至2029年", "规划期末达到50家"),
    zh="方案写明的实施期就是各项任务的时间", en="the term that a plan states is that of its tasks",
)
#: Lines of a work report that tell which part begins with them.
PARTS_OF_REPORTS: Final = WordTable(
    Rule(
        id=DateUseRule.PREVIEWS, verdict=ReportPart.AHEAD,
        pattern="(?:今年|新的?一年|20[0-9]{2}年)[^，。；：]{0,16}(?:总体(?:要求|思路)|(?:预期|奋斗|发展|主要)目标)(?:建议)?(?:是|为|：|$)"
        "|(?:^|[。；，])(?:经济社会发展)?(?:主要)?预期目标(?:是|为|：)|(?:^|[。；])政府工作的?总体(?:要求|思路)(?:是|：)"
        "|做好(?:今年|新的?一年|20[0-9]{2}年)的?(?:政府|各项)?工作|(?:^|[。，])(?:今年|新的一年)，?是"
        "|(?:今年|新的?一年|20[0-9]{2}年)，?(?:我们|市政府|政府)?(?:将|要)(?:重点|着力|主要|全力)(?:做好|抓好|推进|抓|做)"
        "|^(?:[一二三四五]、|第[一二三四五]部分)?[^，。；]{0,30}(?:(?:工作|任务|总体)(?:安排|打算|要求|思路|任务|重点)|(?:重点|主要)(?:工作|任务|目标))(?:和[^，。；]{2,8})?(?:建议)?$"
        "|[二三四]、20[0-9]{2}年[^，。；0-9]{0,12}(?:工作|目标|任务)(?!回顾|完成)",
        like=("二、2025年工作安排", "今年全市经济社会发展的主要预期目标是：", "做好今年的政府工作，要坚持"),
        unlike=("一、2024年工作回顾", "过去一年，全市经济稳中有进", "圆满实现经济社会发展主要预期目标。"),
        zh="工作报告由此说到今后", en="from here on a work report looks ahead",
    ),
    Rule(
        id=DateUseRule.ADMITS, verdict=ReportPart.OPEN, pattern="清醒地?(?:认识|看|意识)到",
        like=("我们也清醒地认识到，发展还有不足",), unlike=("我们深刻认识到，必须坚持改革",),
        zh="工作报告由此说到问题，回顾到此为止", en="from here on a work report tells of problems, and the review ends",
    ),
    Rule(
        id=DateUseRule.REVIEWS, verdict=ReportPart.REVIEW,
        pattern="(?:^|[。，、])(?:回首|回顾|刚刚)?过去(?:的)?[一五]年(?!级)|(?:^|[。，])[一五]年来|(?:去年|上年|过去[一五]年|20[0-9]{2}年)(?:政府)?工作回顾",
        like=("过去一年，全市经济稳中有进", "一、2024年工作回顾", "五年来，我们迎难而上"),
        unlike=("未来五年，全市经济稳中有进", "2025年工作安排"),
        zh="工作报告由此回顾上一年", en="from here on a work report looks back on the past year",
    ),
)
YEARS: Final = WordTable(WHOLE_YEAR, BARE_YEAR, TERM)

OPENS_WITH_DEED: Final = Rule(
    id=TellingRule.OPENS_WITH_DEED, verdict=Telling.DEED, pattern=rf"(?:^(?:其中)?|[，、；：并]|每年|年均|分别)(?:[一二三四五]年|动态|持续|滚动|优先|重点|联合|累计){{0,2}}{ACTION}",
    like=("培育企业", "动态筛选企业"), unlike=("企业规模",),
    zh="以动词开头，说的是要做的事", en="a verb that opens the clause tells what is to be done",
)
ENDS_WITH_DEED: Final = Rule(
    id=TellingRule.ENDS_WITH_DEED, verdict=Telling.DEED, pattern=rf"{ACTION}(?:约|近|超过|超)?$",
    like=("全市培育",), unlike=("全市企业",),
    zh="数前的动词说的是要做的事", en="a verb right before the number tells what is to be done",
)
OURS: Final = Rule(
    id=TellingRule.OURS, verdict=Telling.OURS, pattern="(?:中方|中国|我国|我们)(?:也|还|愿|决定|已)?将",
    like=("中方将提供援助",), unlike=("外方将提供援助",),
    zh="“中方将”是我方的承诺", en="中方将 is a promise of our own",
)
#: Between two amounts: 支出28.5万亿元、比上年增加1.1万亿元.
COMPARED: Final = Rule(
    id=TellingRule.COMPARED, verdict=Telling.COMPARED,
    pattern="^(?:安排)?[，、](?:比|较)(?:上一?年|去年|前一?年|20[0-9][0-9]年|上一?届)[^，。；、0-9]{0,10}"
    "(?:增|减|提|降|升|扩|多|少|高|低|加|涨)?[^，。；、0-9]{0,4}$",
    like=("、比上年增加",), unlike=("、新增就业",),
    zh="这个数只是前一个数与上年的比较", en="it only compares the amount before it with an earlier year",
)
BASE_YEAR: Final = Rule(
    id=TellingRule.BASE_YEAR, verdict=Telling.BASE_YEAR, pattern="[比较]20[0-9][0-9]年(?!同期)[^，。；]{0,8}$",
    like=("较2020年下降",), unlike=("较2020年同期下降",),
    zh="规划的目标以某年为基数", en="a plan measures its aim against a year",
)
DUTY: Final = Rule(
    id=TellingRule.DUTY, verdict=Telling.DUTY, pattern="确保|务必|必须|要",
    like=("确保安全",), unlike=("力争完成",),
    zh="新闻里的“确保”说的是目的，不管后面的句子", en="in news 确保 tells what something is for and reaches no further",
)
URGED: Final = Rule(
    id=TellingRule.URGED, verdict=Telling.URGED,
    pattern="(?:^|[，；])(?:全面|加快|大力|积极|着力|持续|深入)?(?:推动|推进|促进|支持|引导|鼓励|力促|实现|完成)",
    like=("推动70项事项", "全面推进第二批"), unlike=("在推动下，70项", "已推动70项"),
    zh="“推动……落地”说的是要促成的事，不是已成的事", en="推动…落地 is what is to be brought about, not what was",
)
FORECAST_OF_OURS: Final = Rule(
    id=TellingRule.FORECAST_OF_OURS, verdict=Telling.FORECAST_OF_OURS, pattern="预计将",
    like=("预计将达到",), unlike=("预计达到",),
    zh="“预计将”说的是今后，即使时期已过", en="预计将 looks ahead even where its period is over",
)
ALL_ALIKE: Final = Rule(
    id=TellingRule.ALL_ALIKE, verdict=Telling.ALL_ALIKE, pattern="(?<![平人年月日])均|都(?!市)|各(?=增|提|降|下|上|占|新|达|有|为|$)|皆",
    like=("普及率、覆盖率均达到",), unlike=("人均收入达到", "都市圈"),
    zh="“均、都”说明各项指标共用一个数", en="均 or 都 gives one number to all that is named",
)
REFERS_BACK: Final = Rule(
    id=TellingRule.REFERS_BACK, verdict=Telling.REFERS_BACK, pattern="这(?P<count>[两二三四])(?:项|个|大|类)",
    like=("这两项指标",), unlike=("这项指标",),
    zh="“这两项”指前面的指标", en="这两项 means the metrics named before",
)
#: 每万常住人口达到4名 is of what was named before.
PER_HEAD: Final = Rule(
    id=TellingRule.PER_HEAD, verdict=Telling.PER_HEAD,
    pattern="^每(?:[百千万亿]{0,2}|十万)[名个户]?(?:常住|户籍|就业)?(?:人口|人员|居民|人|户|名|学生|老人)$",
    like=("每万人口",), unlike=("每万人口床位",),
    zh="“每万人口”后省略了前面的指标", en="每万人口 leaves out the metric named before",
)
#: `占地区生产总值的比重`: the words that make an amount a share of what stands before them.
SHARE_OF: Final = Rule(
    id=TellingRule.SHARE_OF, verdict=Telling.SHARE_OF,
    pattern="(?P<share>占(?:[^，。；占]{0,20}?(?:比重|比例)|比))(?:[为是已均]|持续|一直|稳定|[提上]升|提高|突破|超过?|达到?){0,3}$",
    like=("增加值占地区生产总值的比重",), unlike=("增加值比重",),
    zh="“占……比重”说明这是占比", en="占…比重 makes it a share of a whole",
)
#: `102项重大工程中，超过96%已开工`: the group that the share is of.
OF_THESE: Final = Rule(
    id=TellingRule.OF_THESE, verdict=Telling.OF_THESE,
    pattern="(?:[0-9][万亿余多]{0,3}[个家项名座台辆件款种类条所处支])?(?P<what>[^，。；、0-9]{2,24})中$",
    like=("102项重大工程中",), unlike=("102项重大工程",),
    zh="“……中”指明比例所属的总体", en="中 names the group that the share is of",
)
#: `10个规模超千亿元的集群`: an amount inside what tells the things counted from others.
MODIFIER: Final = Rule(
    id=TellingRule.MODIFIER, verdict=Telling.MODIFIER,
    pattern="[一-鿿]{2,4}(?:超过?|过|达到?|不低于)[0-9.千百十万亿]{1,8}[一-鿿]{1,2}(?:以上)?的",
    like=("规模超千亿元的集群",), unlike=("规模超过同行的集群",),
    zh="“规模超千亿元的”是限定语", en="an amount with 的 tells which things are counted",
)
TELLINGS: Final = WordTable(
    OPENS_WITH_DEED, ENDS_WITH_DEED, OURS, COMPARED, BASE_YEAR, DUTY, URGED, FORECAST_OF_OURS, ALL_ALIKE, REFERS_BACK,
    PER_HEAD, SHARE_OF, OF_THESE, MODIFIER,
)
# fmt: on
