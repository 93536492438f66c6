"""
Amounts that state neither an aim nor a result, told by more than the words beside them.

Some rules look at the whole sentence, some hold for aims or in news only, and the code rules are decided in
`figures` by the unit, the shape of the number, the tense or the place in the page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .refusals import Refusal
from .rule import CodeTable, Rule, SideTable, WordTable


class SentenceRule(StrEnum):
    """Ids of the rules that look at the words of a sentence."""

    IF = "refusal.if"
    ENTITLED_WHEN = "refusal.entitled_when"
    GIVEN_TO = "refusal.given_to"
    GIVEN_AT_MOST = "refusal.given_at_most"
    STANDARD_NUMBER = "refusal.standard_number"
    AFTER_COMPLETION = "refusal.after_completion"
    CONDITION_CLAUSE = "refusal.condition_clause"
    ANALYSTS = "refusal.analysts"
    AT_A_PLACE = "refusal.at_a_place"
    EXPECTED = "refusal.expected"
    COMES_ABOUT = "refusal.comes_about"


class Allowance(StrEnum):
    """What lets an amount be read that its unit or its shape would refuse."""

    TIME = "time is what is measured"
    RANKING = "a ranking"
    INDEX = "an index without a unit"
    MAKING = "things are made"
    CREATED = "something of a size is created"
    COUNTED_NOUN = "the noun that is counted stands before"
    HOPED_BY = "what is hoped for has a date"
    REACHED_CLASS = "a class of size is reached"


class AllowanceRule(StrEnum):
    """Ids of the rules that let an amount be read."""

    TIME = "allowed.time"
    RANKING = "allowed.ranking"
    INDEX = "allowed.index"
    MAKING = "allowed.making"
    CREATED = "allowed.created"
    COUNTED_NOUN = "allowed.counted_noun"
    HOPED_BY = "allowed.hoped_by"
    REACHED_CLASS = "allowed.reached_class"


class DecisionRule(StrEnum):
    """Ids of the rules that code decides."""

    NO_UNIT = "refusal.no_unit"
    SPAN_OF_TIME = "refusal.span_of_time"
    PARTS = "refusal.parts"
    ITEMS = "refusal.items"
    SIZE_OF_EACH = "refusal.size_of_each"
    NAMED_WORK = "refusal.named_work"
    SIZE_CLASS_BELOW = "refusal.size_class_below"
    YEAR = "refusal.year"
    LENGTH_OF_PLACE = "refusal.length_of_place"
    SIZE_CLASS = "refusal.size_class"
    SMALL_HAN_NUMBER = "refusal.small_han_number"
    WHOLE_AS_MODIFIER = "refusal.whole_as_modifier"
    VAGUE = "refusal.vague"
    ORDINAL = "refusal.ordinal"
    LIMIT_OF_RULES = "refusal.limit_of_rules"
    ABROAD = "refusal.abroad"
    PLAN_WITHOUT_DEED = "refusal.plan_without_deed"
    NO_METRIC = "refusal.no_metric"
    TOO_MANY = "refusal.too_many"
    HEADLINE = "refusal.headline"
    CELL = "refusal.cell"
    DAMAGED = "refusal.damaged"


_THINGS: Final = "标准|企业|项目|平台|技术|人才|产品|场景|应用|模型|实验室|中心|基地|试点|数据集|数据库|集群|园区|工厂|机构|课程|案例|装备"
#: Verbs of making or gaining what is then there.
_MAKE: Final = (
    "建设|建成|形成|新建|新增|新开|建立|打造|培育|培养|组建|创建|引进|引育|布局|制定|编制|开拓|拓展|开通|开设|设立|推出|发布|攻克|实施"
    "|推广|遴选|改造|训练|研发|开发|举办|组织|上线|汇聚|创办|选派"
)
#: What a body does, unlike what merely comes about: its 预计 is a plan.
_DEED: Final = (
    "建设|建成|新增|完成|改造|投入|发放|培育|推出|举办|开展|实施|算力|机架|装机|产能|基站|充电桩|里程|床位|学位"
)
#: The next thing told or promised ends a forecast.
_ANEW: Final = "截至|已|目前|去年|一直|始终|计划|拟|力争|确保|；"

# fmt: off
#: `left` is searched in all words of the sentence before the amount, `right` is matched over the words after it.
OF_SENTENCE: Final = SideTable(
    Rule(
        id=SentenceRule.IF, verdict=Refusal.CONDITION,
        left="(?:^|[，：])(?:若(?![干尔])|如果|一旦|假如|倘若)[^，。；]{0,40}(?:，[^，。；]{0,20})?$",
        like=("如果企业达到|50家|",), unlike=("建成若干平台，|50家|",),
        zh="这是假设的情况（如果、若）", en="it is a condition (如果, 若)",
    ),
    Rule(
        id=SentenceRule.ENTITLED_WHEN, verdict=Refusal.CONDITION,
        right="[^。；]{0,60}?的，[^，。；]{0,10}?(?:给予|奖励|补助|补贴|资助|减免|可申请|可申报|予以认定|予以支持|可享受|每满)",
        like=("达到|1000人次|的，给予一次性补贴",), unlike=("达到|1000人次|的规模，带动就业",),
        zh="这一类说的是获得支持须满足的条件（……的，给予……）", en="of the class of what must be reached to be given something (……的，给予……)",
    ),
    Rule(
        id=SentenceRule.GIVEN_TO, verdict=Refusal.CONDITION,
        left="(?:^|[，；。：）])(?:对于?|凡是?)[^，。；]{2,60}$", right="[^。；]{0,60}?(?:给予|奖励|补助|补贴|资助|奖补|扶持|予以)",
        like=("对收入首次突破|100亿元|的企业，给予奖励", "对总投资在|10亿元|以上的项目进行重点扶持"), unlike=("对企业加强服务，培育|50家|", "对|50家|企业开展诊断"),
        zh="这是可得支持的对象须达到的条件（对……的企业，给予……）", en="it tells who is given something (对……的企业，给予……)",
    ),
    Rule(
        id=SentenceRule.GIVEN_AT_MOST, verdict=Refusal.GRANT,
        left="(?:给予|予以)[^，。；]{0,16}，(?:单个|每[个家户项]|同一|总额|累计|合计|年度|最高|不超过|企业|项目|单位|奖补|补助|资金){0,5}$", right="$|[，。；）]",
        like=("按投入的30%给予补助，最高不超过|500万元|", "予以补贴，单个企业累计不超过|800万元|"), unlike=("给予补助，带动投资|50亿元|", "给予补助，|50家|企业受益"),
        zh="这是所给资助的上限", en="it limits what is given",
    ),
    Rule(
        id=SentenceRule.STANDARD_NUMBER, verdict=Refusal.DOCUMENT, left="(?:GB|GB/[TZ]|ISO|IEC|ISO/IEC|YD/T|DB[0-9]{2}/T) ?[0-9]",
        like=("通用要求 GB/T 50123—2020 已发布 第|5部分|",), unlike=("发布国家标准|50项|",),
        zh="这是标准编号一览表中的数", en="it stands in a list of standards with their numbers",
    ),
    Rule(
        id=SentenceRule.CONDITION_CLAUSE, verdict=Refusal.CONDITION, right="(?:以上|以下|以内)?的[，；。]",
        like=("处理的人数达到|10万人|的，应当备案", "中断超过|2小时|的，报告"), unlike=("吸引企业|50家|的同时",),
        zh="“……的，”说的是一个条件", en="a clause that ends in 的 states a condition",
    ),
    Rule(
        id=SentenceRule.AFTER_COMPLETION, verdict=Refusal.EFFECT,
        left="(?:^由此|(?:可以?|能够?)[让使])(?=[^。]{0,700}[，；])|(?:建成|完成|达产|竣工|通车|开通|投产|投运|投用|投入使用)(?:之)?后，",
        like=("铁路建成后，运行时间将缩短|50%|",), unlike=("铁路建成，运行时间缩短|50%|",),
        zh="这是某一工程带来的效果，不是承诺", en="one work brings it about; nobody promises it",
    ),
    Rule(
        id=SentenceRule.AT_A_PLACE, verdict=Refusal.WORDING,
        left="(?:^|[。；])(?:[^，。；：0-9]{0,8}(?:(?<![础会以身历史际])上|里|(?<![年月日天期时国省市区县境以之围])内|(?<![以之国境海])外|(?<![其期年程当作集])中|旁|边)"
        "|(?:走进|步入|来到|只见|记者[^，]{0,10}看到)[^，。；0-9]{0,12})，(?:一[一-鿿]{1,6})?$",
        like=("车间里，|60台|机械臂有序挥舞", "记者看到，|4条|生产线满负荷运转"), unlike=("园区内，建设|10个|平台", "五年内，|60家|企业上市"),
        zh="先说地点再数眼前之物，是场景描写", en="it counts what is seen at a place named first; that is a scene",
    ),
    Rule(
        id=SentenceRule.ANALYSTS, verdict=Refusal.FORECAST,
        left="研报|分析师|经济学家|券商|预计全球|市场规模(?:将|有望|预计)|(?:机构|专家|业内(?:人士)?|公司|集团|企业|据)(?:预计|预测|认为|测算)",
        like=("机构预测市场规模达|50亿元|",), unlike=("机构成交规模达|50亿元|",),
        zh="这是机构或企业的预测", en="analysts or firms expect it",
    ),
)
#: Holds in news, of a period that is not over: plans and work reports state their own 预计.
EXPECTED: Final = Rule(
    id=SentenceRule.EXPECTED, verdict=Refusal.FORECAST,
    left=f"(?:预计(?!到)|有望|或将|预测)(?!(?s:.{{0,700}}?)(?:{_DEED}|{_ANEW}))",
    like=("预计人流量达|50万人次|",), unlike=("预计新增平台|50个|", "预计到年底达|50个|"),
    zh="新闻中的“预计”是预测，不是承诺", en="what news merely expect (预计) nobody promises",
)
#: Holds of aims.
COMES_ABOUT: Final = Rule(
    id=SentenceRule.COMES_ABOUT, verdict=Refusal.FORECAST,
    left="客流|客运量|旅客吞吐量|车流|人流|人员流动|出行量|出游人[次数]|发送量|毕业生(?!留)|票房",
    like=("客运量将达|50万人次|",), unlike=("新建车站|50个|",),
    zh="客流、票房等由市场形成，不是谁的目标", en="passengers or box office come about whatever anyone plans",
)
OF_AIMS_AND_NEWS: Final = SideTable(EXPECTED, COMES_ABOUT)

TIME: Final = Rule(
    id=AllowanceRule.TIME, verdict=Allowance.TIME,
    pattern="时间|年限|寿命|时长|时延|周期|时限|天数|工期|年龄|延迟|间隔|响应|(?<=[一-鿿])(?:用时|耗时)|缩短|压缩|减少",
    like=("人均预期寿命提高",), unlike=("政策实施",),
    zh="时间本身就是指标（预期寿命、办理时间）", en="time itself is measured (预期寿命, 办理时间)",
)
RANKING: Final = Rule(
    id=AllowanceRule.RANKING, verdict=Allowance.RANKING, pattern="居|列|排|进入|跻身|迈入|升至|全[球国省市区州县]|世界|[省市区州]内|[东中西]部|三角|占比|总量|规模",
    like=("规模居全国", "增速全省"), unlike=("三等奖",),
    zh="这是排名，不是序数", en="it is a rank among others, no mere ordinal",
)
INDEX: Final = Rule(
    id=AllowanceRule.INDEX, verdict=Allowance.INDEX,
    pattern="(?:PUE|电能利用效率|能效比|指数|系数|得分|评分|倍差|收入比)(?:值|平均值)?[^，。；0-9]{0,8}$",
    like=("数据中心PUE降至",), unlike=("数据中心达到",),
    zh="指数、系数本来就没有单位", en="an index or a coefficient has no unit by nature",
)
MAKING: Final = Rule(
    id=AllowanceRule.MAKING, verdict=Allowance.MAKING,
    pattern=f"(?:{_MAKE})(?:好|起|成)?(?:[^，。；0-9]{{1,30}}[、和])?$",
    like=("力争建设", "打造两个集群、"), unlike=("力争依托",),
    zh="要建设的个数，用汉字写也是目标", en="so many are to be made, also where Han digits count them",
)
COUNTED_NOUN: Final = Rule(
    id=AllowanceRule.COUNTED_NOUN, verdict=Allowance.COUNTED_NOUN,
    left=f"(?:{_MAKE}|共?有|拥有|认定)[^，。；：0-9]{{2,40}}$", right="(?:以上|左右|（[^（）]{0,40}）)?(?:$|[，。；、）和])",
    like=("建成智算中心|十二个|。", "打造社区三十个、街区|五条|。"), unlike=("围绕|三个|方面，", "依托|三个|平台建设"),
    zh="数量放在名词之后，说的就是个数", en="a count behind its noun is meant as a number",
)
#: `left` ends at the amount, bounds left out. A count beside it is the amount instead: 3个规模超百亿元的集群.
CREATED: Final = Rule(
    id=AllowanceRule.CREATED, verdict=Allowance.CREATED,
    left="(?:设立|组建|发起|成立|打造|形成|建立|培育)(?:若干个?)?[^，。；、0-9]{0,10}(?:规模|产值|营收|收入)(?:超过?|过|达到?|近|约){0,2}$",
    right="(?:以上)?的[^，。；0-9]{2,40}(?:$|[，。；])",
    like=("设立总规模|100亿元|的产业基金。", "培育产值超|10亿元|的龙头企业，"), unlike=("培育3家产值超|10亿元|的龙头企业，", "总投资|10亿元|的项目开工"),
    zh="要设立或培育的事物，其规模就是目标", en="the size of what is to be created is the aim itself",
)
#: Looked for in the words of the sentence before the amount.
HOPED_BY: Final = Rule(
    id=AllowanceRule.HOPED_BY, verdict=Allowance.HOPED_BY, pattern="[到至]20[0-9]{2}年(?:底|末)?[^。；]{0,60}有望[^。；，]{0,12}$",
    like=("到2025年底，绿电占比有望超过",), unlike=("绿电占比有望超过", "到2025年，市场繁荣，有望带动消费，就业人数达"),
    zh="“到某年有望”有期限，是努力方向", en="到 a year with 有望 sets a date for what is striven for",
)
#: `left` ends before the words of bound, which must stand there: 达到, 突破.
REACHED_CLASS: Final = Rule(
    id=AllowanceRule.REACHED_CLASS, verdict=Allowance.REACHED_CLASS,
    left="(?:规模|产值|能级|收入|营收|总量|体量|增加值)(?:均|都|各)?$", right="$|[，。；、]",
    like=("数字产业规模均|7000亿级|，",), unlike=("已形成|1000亿级|产业集群",),
    zh="规模“达到……级”说的就是数量", en="an output that reaches a class of size (达到……级) is an amount",
)
ALLOWANCES: Final = WordTable(TIME, RANKING, INDEX, MAKING, HOPED_BY)
SIZES_ALLOWED: Final = SideTable(CREATED, COUNTED_NOUN, REACHED_CLASS)

#: Decided in `figures`.
DECISIONS: Final = CodeTable(
    Rule(
        id=DecisionRule.NO_UNIT, verdict=Refusal.UNIT,
        like=("培育企业|50|多。",), unlike=("培育企业|50家|。", "数据中心PUE降至|1.2|。"),
        zh="数字后没有单位，也不是指数", en="the number has no unit and is no index",
    ),
    Rule(
        id=DecisionRule.SPAN_OF_TIME, verdict=Refusal.UNIT,
        like=("政策已实施|6个月|。",), unlike=("办理时间压缩至|6个月|。",),
        zh="这是一段时间，时间不是指标", en="it is a span of time, and time is not what is measured",
    ),
    Rule(
        id=DecisionRule.PARTS, verdict=Refusal.DOCUMENT,
        right="(?![^，。；]{0,8}作为)[^，。；、0-9]{0,8}?(?:方面|领域|方向|环节|大类|层面|维度|阶段|举措|措施|(?<!攻关)(?<!建设)任务|要求|步骤|红线|原则)"
        f"(?![一-鿿]{{0,10}}(?:{_THINGS}))|(?:重点|具体|主要)?工作(?=$|[，。；、])",
        like=("方案提出|22项|举措。", "已抓好|9项|工作。"), unlike=("方案提出制定|22项|领域标准。",),
        zh="这是文件条目或工作方面的个数", en="it counts parts of a document or aspects of a work",
    ),
    Rule(
        id=DecisionRule.ITEMS, verdict=Refusal.DOCUMENT,
        left="(?:出台|发布|印发|制定|落实|推出)[^，。；0-9]{0,30}(?<![路线街河巷链意建])$|(?:出台|发布|印发)[^。；]{2,30}[0-9]{1,3}条、[^，。；0-9]{0,20}$|问题$", right="(?:$|[，。；、）”]|政策|措施|举措|意见|新政|落地|落实)",
        like=("今年已出台优化营商环境|10条|。",), unlike=("今年已开通航线|10条|。", "今年已发布地方标准|10项|。"),
        zh="“……N条”是文件的俗称，说的是条目数", en="N条 is how people call a document of so many items",
    ),
    Rule(
        id=DecisionRule.SIZE_OF_EACH, verdict=Refusal.ATTRIBUTE,
        right="(?:（[^（）]{1,16}）|）)?(?:及?以上)?(?!的)[^，。；、0-9]{0,16}?(?:项目|企业|工程|生产线|产线|装置|机组|码头|泊位|电厂)",
        like=("示例公司|10万吨|颗粒硅项目已投产。", "已签约|10亿元以上|产业项目。", "已签约|5亿元|（1亿美元）以上产业项目30个。"), unlike=("已形成产能|10万吨|。", "已完成投资|10亿元以上|。"),
        zh="这是单个项目的规模（10万吨项目、亿元以上项目）", en="it is the size of each work that is counted or told of",
    ),
    Rule(
        id=DecisionRule.NAMED_WORK, verdict=Refusal.ATTRIBUTE,
        right="[^，。；、0-9]{2,16}(?:[一二三四]期)?、[^。；]{1,240}?等(?:一批|重点|重大|[一-鿿]{2,6})?项目",
        like=("今年，建成示例公司|1万吨|电子级多晶硅、示例公司二期等项目。",), unlike=("今年，建成产能|1万吨|、新增产值2亿元。",),
        zh="所列项目的名称里带着产能", en="works that are listed by name have their capacity in it",
    ),
    Rule(
        id=DecisionRule.SIZE_CLASS_BELOW, verdict=Refusal.ATTRIBUTE,
        like=("已关停|30万千瓦以下|煤电机组。",), unlike=("已建成装机|30万千瓦|。",),
        zh="这是机组等的规格（30万千瓦以下）", en="it tells which size of things is meant",
    ),
    Rule(
        id=DecisionRule.YEAR, verdict=Refusal.UNIT,
        like=("已完成|2024省|重点项目。",), unlike=("已覆盖|24省|。",),
        zh="这是年份", en="it is a year",
    ),
    Rule(
        id=DecisionRule.LENGTH_OF_PLACE, verdict=Refusal.SIZE, right="[^，。；]{0,2}(?:范围|长|高|深|宽|外)",
        like=("已建成|50公里|长的管廊。",), unlike=("已建成管廊|50公里|。",),
        zh="这是单个地点或工程的长度", en="it is the length of one place or work",
    ),
    Rule(
        id=DecisionRule.SIZE_CLASS, verdict=Refusal.ATTRIBUTE,
        like=("已形成|1000亿级|产业集群。",), unlike=("已形成产值|1000亿元|。",),
        zh="“级”表示规模等级，不是数量", en="级 makes it a class of size",
    ),
    Rule(
        id=DecisionRule.SMALL_HAN_NUMBER, verdict=Refusal.WORDING,
        like=("已依托|三个|平台。",), unlike=("力争建设|三个|中心。",),
        zh="汉字小数目多是名称或说法的一部分", en="a small number in Han digits is mostly part of a name or phrase",
    ),
    Rule(
        id=DecisionRule.WHOLE_AS_MODIFIER, verdict=Refusal.ATTRIBUTE, right="(?:、[^，。；、]{2,8}){0,2}的(?!目标)[一-鿿]{2}",
        like=("到2027年，建立|全覆盖|的监管体系。",), unlike=("到2027年，实现监管|全覆盖|的目标。", "到2027年，监管|全覆盖|。"),
        zh="“全覆盖的”修饰后面的名词，不是100%", en="全覆盖的 describes a noun and is no 100%",
    ),
    Rule(
        id=DecisionRule.VAGUE, verdict=Refusal.WORDING,
        like=("已服务|数千家|企业。",), unlike=("已服务|上千家|企业。",),
        zh="“数千、几百”没有确定的数", en="数千 and 几百 state no number",
    ),
    Rule(
        id=DecisionRule.ORDINAL, verdict=Refusal.ORDINAL,
        like=("第|5位|，是浙江。",), unlike=("总量居全国第|5位|。",),
        zh="这是序数，没有说明在哪里排名", en="it is an ordinal: nothing says what is ranked",
    ),
    Rule(
        id=DecisionRule.LIMIT_OF_RULES, verdict=Refusal.NO_TENSE,
        like=("某市管理办法\n团队人数不少于|50人|。",), unlike=("某市管理办法\n已认定企业|50家|。",),
        zh="办法、申报通知中的数是条件，不是目标", en="a number in rules or calls is a condition, not an aim",
    ),
    Rule(
        id=DecisionRule.ABROAD, verdict=Refusal.NO_TENSE,
        like=("国家元首会谈\n双方愿意把贸易额提高到|50亿元|。",), unlike=("国家元首会谈\n双方贸易额已达|50亿元|。",),
        zh="外事报道中没有期限或“中方将”的数不记", en="news of other states count only with a date, a promise of ours or a result",
    ),
    Rule(
        id=DecisionRule.PLAN_WITHOUT_DEED, verdict=Refusal.NO_TENSE,
        like=("某市行动方案（征求意见稿）\n产业规模|50亿元|。",), unlike=("某市行动方案（征求意见稿）\n培育企业|50家|。",),
        zh="规划中没有期限也没有动词，看不出是目标", en="a plan states it without a date and without a verb of doing",
    ),
    Rule(
        id=DecisionRule.NO_METRIC, verdict=Refusal.NO_METRIC,
        like=("已达|50%|。",), unlike=("覆盖率已达|50%|。",),
        zh="看不出这个结果衡量的是什么", en="nothing tells what the result measures",
    ),
    Rule(
        id=DecisionRule.TOO_MANY, verdict=Refusal.UNREADABLE,
        like=("其中"+"5个、" * 41 + "|5个|。",), unlike=("培育企业|5家|。",),
        zh="一句话里数字过多，分不清各指什么", en="a sentence with so many amounts is a run-together table",
    ),
    Rule(
        id=DecisionRule.HEADLINE, verdict=Refusal.REPEATED,
        like=("\n某市已建成平台|50个|\n某市已建成平台50个。",), unlike=("\n某市已建成平台|50个|。",),
        zh="标题中的数，正文会再说", en="a headline says it, and the text says it again",
    ),
    Rule(
        id=DecisionRule.CELL, verdict=Refusal.TABLE,
        like=("\n指标\t数量\n平台\t|50个|",), unlike=("\n指标\t2027年\n平台\t|50个|",),
        zh="表格中的数，列头没有今后的年份", en="a cell of a table under no year to come",
    ),
    Rule(
        id=DecisionRule.DAMAGED, verdict=Refusal.UNREADABLE,
        like=("建成??平台|50个|。",), unlike=("建成平台|50个|。",),
        zh="这一句文字已损坏，其中的数不可信", en="the sentence is damaged, so no figure of it can be trusted",
    ),
)
# fmt: on
