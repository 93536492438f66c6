"""
Amounts that state neither an aim nor a result, told by the words around them.

`left` is searched in the words before the amount (bounds such as 超过 left out), `right` is matched after its unit.
Rules that need more than words (a unit, a tense, a whole sentence) are in `refusal_decisions`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from .rule import Rule, SideTable


class Refusal(StrEnum):
    """Why an amount is not taken."""

    FINE = "fine"
    GRANT = "grant"
    COMPARISON = "comparison"
    SIZE = "size of one thing"
    ATTRIBUTE = "attribute of a thing"
    HARM = "harm"
    GROUP = "size of a group"
    MEANS = "what is drawn on"
    PEOPLE = "who takes part"
    PLACES = "in how many places"
    ILLUSTRATION = "illustration"
    DOCUMENT = "part of a document"
    CONDITION = "condition or limit of a rule"
    ORDINAL = "place in an order"
    NOT_OURS = "figure of others"
    FORECAST = "forecast"
    EFFECT = "effect of one work"
    BASELINE = "where a change began"
    UNIT = "no unit that can be a record"
    WORDING = "figure of speech"
    NO_TENSE = "nothing tells an aim or a result"
    NO_METRIC = "nothing tells what is measured"
    REPEATED = "said again elsewhere"
    TABLE = "cell of a table"
    UNREADABLE = "unreadable passage"


class RefusalRule(StrEnum):
    """Ids of the rules of this file."""

    FINE_BEFORE = "refusal.fine_before"
    FINE_AFTER = "refusal.fine_after"
    GRANT_BEFORE = "refusal.grant_before"
    GRANT_AFTER = "refusal.grant_after"
    COMPARISON = "refusal.comparison"
    SIZE_OF_PLACE = "refusal.size_of_place"
    SIZE_THAT_NAMES = "refusal.size_that_names"
    LIST_HEADING = "refusal.list_heading"
    SCENE = "refusal.scene"
    GUESTS = "refusal.guests"
    FORMERLY = "refusal.formerly"
    ON_TOP_OF = "refusal.on_top_of"
    COUNTED_BY_SIZE = "refusal.counted_by_size"
    CLASS_OF_VALUE = "refusal.class_of_value"
    BRACKET_OF_RULE = "refusal.bracket_of_rule"
    STANDARD_LIMIT = "refusal.standard_limit"
    RECEIVED = "refusal.received"
    BY_MEANS_OF = "refusal.by_means_of"
    OF_FIELDS = "refusal.of_fields"
    SOME_OF_THEM = "refusal.some_of_them"
    OUR_PEOPLE = "refusal.our_people"
    TEAMS = "refusal.teams"
    SIZE_OF_WORK = "refusal.size_of_work"
    DISTANCE = "refusal.distance"
    HARM_BEFORE = "refusal.harm_before"
    HARM_AFTER = "refusal.harm_after"
    INVESTED_IN = "refusal.invested_in"
    SIZE_OF_COUNTED = "refusal.size_of_counted"
    OUTPUT_OF_PLANT = "refusal.output_of_plant"
    FUND = "refusal.fund"
    GROUP_WITH_SHARE = "refusal.group_with_share"
    AMONG = "refusal.among"
    DRAWN_ON = "refusal.drawn_on"
    SPOKE = "refusal.spoke"
    WILL_ATTEND = "refusal.will_attend"
    ACROSS_PLACES = "refusal.across_places"
    PROVINCES = "refusal.provinces"
    GUESTS_FROM = "refusal.guests_from"
    WORLD_COUNTRIES = "refusal.world_countries"
    EVERY_SO_OFTEN = "refusal.every_so_often"
    EQUAL_TO = "refusal.equal_to"
    PARTIES = "refusal.parties"
    FIELDS = "refusal.fields"
    QUOTA = "refusal.quota"
    FULL_TERM = "refusal.full_term"
    PERMITTED = "refusal.permitted"
    RATE = "refusal.rate"
    RATE_OF_COST = "refusal.rate_of_cost"
    FORMULA = "refusal.formula"
    ENABLES = "refusal.enables"
    THRESHOLD = "refusal.threshold"
    FIRST_SO_MANY = "refusal.first_so_many"
    IN_PRINCIPLE = "refusal.in_principle"
    BASELINE = "refusal.baseline"
    FOREIGN = "refusal.foreign"


#: Words of bound that may stand between the words that tell and the number.
_ABOUT: Final = "(?:大?约|接?近|超过|超|达|为){0,6}$"
_NEAR: Final = "[^，。；]{0,16}$"

# fmt: off
#: Where a change began: 由14.1%降至13.5%; the metric of what it became stands before 由.
BASELINE: Final = Rule(
    id=RefusalRule.BASELINE, verdict=Refusal.BASELINE, left="(?:由|从)(?:[^，。；]{0,12}的|(?:[0-9]{4}年|[今明去上]年)?[^，。；0-9]{0,4})?(?:约|近|超过|不足|不到)?$|从[^，。；、0-9]{0,4}(?:[0-9]{4}年的)?[0-9.]{1,6}[%万亿元家个户]{0,3}[、和与]$", right="(?:左右|以上|以下)?(?:[、和与][0-9.]{1,6}[%万亿元家个户]{0,3})?(?:，)?(?:大幅|稳步|进一步|快速|逐步|持续|首次)?"
    "(?:提高|提升|提至|上升|升至|上调|增加|增长|增至|增|扩大|跃升|攀升|跃居|发展|拓展|扩展|延长|下降|降|减少|减至|减|压减|压缩|缩短|回落|下调|收窄|调整|转|到|变)",
    like=("由目前的|14.1%|降至13.5%", "从|40%|、60%提高到80%", "从40%、|60%|提高到80%", "从2017年的7000家、|1000家|增加到2万家", "从2020年的|31万亿元|增长到40万亿元"), unlike=("由市财政安排|50亿元|，支持企业",),
    zh="这是变化的起点（由……降至），不是结果", en="a change began there; what it became is read instead",
)
_FOREIGNERS: Final = "发达国家|美国|日本|韩国|英国|法国(?!家)|德国|印度|俄罗斯|欧盟|(?<!通达)(?<!抵达)(?<!直达)(?<!远销)欧洲|联合国(?!教科文)|世贸组织|国际货币基金组织|世界银行|国际上|国外|全球平均"

#: Tried in this order.
REFUSALS: Final = SideTable(
    BASELINE,
    Rule(
        id=RefusalRule.FINE_BEFORE, verdict=Refusal.FINE, left=f"(?:处以|并处|罚款){_NEAR}|(?<![^，])处$",
        like=("处以|50万元|",), unlike=("处理垃圾|50万吨|",),
        zh="这是罚款的数额", en="it is the amount of a fine",
    ),
    Rule(
        id=RefusalRule.FINE_AFTER, verdict=Refusal.FINE, right="[^，。；]{0,4}罚款",
        like=("|50万元|以下罚款",), unlike=("|50万元|用于建设",),
        zh="后面的“罚款”说明这是罚款的数额", en="罚款 after it makes it the amount of a fine",
    ),
    Rule(
        id=RefusalRule.GRANT_BEFORE, verdict=Refusal.GRANT, left="(?:给予(?:授信)?|可(?:兑付|授信)|贴息|(?<!兑现)(?<!兑付)(?<!发放)(?<!产业)奖补(?!资金)|最高(?:可|支持|不超过)|可(?:申请|享受|领取|获得))"
        f"{_NEAR}|^(?:(?!.*(?:发放|拨付|下达|兑现|到位|落实|争取|荣?获))|.*[向给对])[^。]*(?:奖励|补助|补贴|资助)(?!标准|水平|资金|从|由|人均){_NEAR}"
        "|(?:^|[，、])(?:(?:单个|每个|每家)(?:企业|项目|单位)[^，。；]{0,6})?(?:累计|合计)?最高(?:不超过)?$|(?:单个|每个|每家)(?:企业|项目|单位)(?:累计|合计)?不超过$"
        "|每[户人家个项名][^，。；]{0,8}(?:支持|资助|奖励|补助|奖|补)[^，。；]{0,8}$|每(?:新?(?:认定|引进|培育|获批|增加|增|建成?))$",
        like=("给予最高|50万元|", "奖励企业|50万元|", "可申请|15万元|贷款", "每户奖|50万元|", "每认定|1家|企业"),
        unlike=("最高产量达|50万吨|", "补助标准提高到|50元|", "可实现|15万元|收入", "每户增收|50万元|", "每年培育|50家|", "发放租赁补贴|2万户|", "账户5万户、授信|70亿元|"),
        zh="这是给予企业或个人的资助额度；补助标准的提高、发放的总数另算",
        en="it is what somebody is given or entitled to (给予, 奖励, 可申请), unlike a raised standard or a total that was paid out",
    ),
    Rule(
        id=RefusalRule.GRANT_AFTER, verdict=Refusal.GRANT, right="[^，。；]{0,4}(?:奖励|补助(?!资金)|(?<!消费)补贴(?!资金)|资助|的资金支持|奖补(?!资金)|安家费|算力券|(?:的)?服务费)|(?:以内|以下)?(?:给予|予以)|发放[^，。；]{0,8}(?:券|补)",
        like=("|50万元|奖励", "投资额的|10%|予以支持"), unlike=("|50家|企业参加",),
        zh="后面的“奖励、补助”说明这是资助额度", en="奖励 or 补助 after it makes it a grant",
    ),
    Rule(
        id=RefusalRule.COMPARISON, verdict=Refusal.COMPARISON, left="(?:快于|慢于|高于|低于|优于|好于|高出|领先(?!水平|地位)|超(?:过|出)?(?=[^，。；0-9]{0,24}(?:增[幅速]|水平|平均|目标|任务|进度|预期)))[^，。；]{1,30}$",
        like=("高于全国平均水平|5个百分点|", "超时序进度|5个百分点|"), unlike=("不低于|50个|", "对标领先水平建设|50个|"),
        zh="这是与他人比较的差距", en="it is a distance from others, as in 高于全国平均水平",
    ),
    Rule(
        id=RefusalRule.SIZE_THAT_NAMES, verdict=Refusal.SIZE, left=f"(?:(?<!总)面积|舱容|容积|排水量|载重量?|(?<![一-鿿])长|段长){_ABOUT}", right="的[一-鿿“]",
        like=("面积|5万平方公里|的平原", "总舱容|17万立方米|的货轮"), unlike=("绿化面积|5万平方公里|，", "长约|5公里|，"),
        zh="这是修饰后面名词的大小", en="it is a size that tells which thing is meant",
    ),
    Rule(
        id=RefusalRule.LIST_HEADING, verdict=Refusal.DOCUMENT, left="^(?:[0-9]{1,2}[.．、]|拟[一-鿿]{1,6}的)?$", right="(?![^，。；]{0,30}(?:入选|列入|纳入|上榜))[^，。；]{2,40}(?:一览表|汇总表|明细表|通知单|目录|名录|名单|清单|情况一览)(?:$|。|（)",
        like=("|46项|行业标准名称一览表", "2.|10项|标准外文版名单"), unlike=("发布|46项|行业标准", "|24家|企业入选绿色制造名单", "|46项|服务纳入清单管理后新增"),
        zh="这是一份清单的标题", en="it is the heading of a list",
    ),
    Rule(
        id=RefusalRule.SCENE, verdict=Refusal.WORDING, left="^$", right="[^，。；、]{0,14}(?:整齐|排列|日夜|昼夜|连夜|坚守|奋战|下沉到?(?:一线|社区)|活跃在|心手相牵|并肩|忙碌|轰鸣|严阵以待|赶制|加紧)",
        like=("|14台|塔吊整齐排列", "|5万名|党员干部下沉一线"), unlike=("|50家|企业入驻", "|300名|工程师参与研制"),
        zh="这是对场景的描写，不是统计", en="it pictures a scene; it is no statistic",
    ),
    Rule(
        id=RefusalRule.FORMERLY, verdict=Refusal.BASELINE, left=f"(?:(?<!在)(?:过去|曾经|原来|当时|那时|彼时)(?![一二三四五六七八九十0-9几]|的)[^，。；]{{0,10}}|(?:^|[，、])[^，。；]{{0,10}}(?:只|仅)有{_ABOUT})$",
        like=("过去分布着|5座|矿山", "民航只有|7条|航线"), unlike=("过去五年新增|50座|", "现有|50座|"),
        zh="这是从前的情形，不是现在的结果", en="it was so before (过去, 只有); it is no result of now",
    ),
    Rule(
        id=RefusalRule.ON_TOP_OF, verdict=Refusal.BASELINE, left="在[^，。；]{0,40}$", right="[^，。；0-9]{0,20}(?:基础|[高低]?基数)上",
        like=("在现有|60项|服务的基础上", "在总量超|60万亿元|的高基数上"), unlike=("在全市推广|60项|服务",),
        zh="“在……基础上”说的是起点", en="在…基础上 is where something begins",
    ),
    Rule(
        id=RefusalRule.COUNTED_BY_SIZE, verdict=Refusal.ATTRIBUTE, left=f"(?:[0-9][万余多]{{0,2}}(?:家|个|项|座|条|支)|人口)[^，。；0-9]{{0,6}}(?:产值|营收|收入|规模|投资|投资额|销售额|利润|估值|市值|面积)过?{_ABOUT}|人口{_ABOUT}", right="的[一-鿿“]",
        like=("培育5家年产值过|亿元|的供应商", "城区人口超|50万|的城市"), unlike=("打造总规模超|500亿元|的基金群", "年产值过|50亿元|，"),
        zh="这个数说明数的是哪些对象，个数在别处", en="it tells which things are counted; how many they are stands beside it",
    ),
    Rule(
        id=RefusalRule.BRACKET_OF_RULE, verdict=Refusal.CONDITION, left="", right="(?:以上)?、?(?:但)?不满[0-9]|(?:以上)?的(?:个人信息处理者|网络运营者|运营者|处理者)",
        like=("累计提供|10万人|以上、不满100万人信息", "数量达到|10万人|的个人信息处理者"), unlike=("累计服务|10万人|以上",),
        zh="这是规定划分对象的界限（以上、不满）", en="a rule draws its classes by it (以上、不满)",
    ),
    Rule(
        id=RefusalRule.STANDARD_LIMIT, verdict=Refusal.CONDITION, left="(?<![适反响供对相])应$|不(?:应|宜)(?:(?:超过|低于|少于|大于|小于|高于|多于)[^，。；0-9]{0,10})?$",
        like=("塑料的总质量不应超过整车质量|5%|", "安装终端的车辆应|100%|实现调度", "间距不宜小于材料|5毫米|"), unlike=("不低于|50%|", "占比超过|50%|"),
        zh="“不应、不宜”说的是标准里的限值", en="不应 and 不宜 state a limit of a standard",
    ),
    Rule(
        id=RefusalRule.RECEIVED, verdict=Refusal.GRANT, left="(?:获得|拿到|领到|申请到|享受到?)了?[^，。；]{0,6}$", right="的?(?:奖补|补助|补贴|奖励|贷款|授信|贴息|风投|天使投资|[A-E]轮)",
        like=("企业获得了|160万元|的奖补资金", "团队拿到|300万元|风投"), unlike=("全省发放|160亿元|贷款",),
        zh="这是某一方得到的资助", en="it is what somebody was given",
    ),
    Rule(
        id=RefusalRule.BY_MEANS_OF, verdict=Refusal.MEANS, left="(?:通过|借助|依据)(?:开展|实施|组织)?[^。；]{2,160}等$", right="(?:专项)?(?:行动|举措|措施|方式|手段|渠道|任务)",
        like=("通过开展稳定保障行动、拓展行动等|9个|专项行动",), unlike=("开展稳定保障等|9个|专项行动",),
        zh="这是采取的手段，不是结果", en="it counts the means of a work",
    ),
    Rule(
        id=RefusalRule.OF_FIELDS, verdict=Refusal.PLACES, left="等$", right="(?:重点)?(?:行业|领域|部门|门类|大类)(?:[0-9]|[^，。；、0-9]{2,16}[达共有为超近][0-9])",
        like=("对石化、电子等|9个|行业1700项标准", "石化、电子等|9个|重点行业示范企业达120家"), unlike=("石化、电子等|9个|行业增长",),
        zh="这是所属行业的个数，后面的数才是结果", en="it counts the fields of what is counted after it",
    ),
    Rule(
        id=RefusalRule.SOME_OF_THEM, verdict=Refusal.WORDING, left="(?:^|[，、])(?:不少|许多|很多|一些|有些|有的|个别|多数|部分)[一-鿿]{2,12}$",
        like=("不少企业估值超过|100亿元|", "有的产品价格降到|50元|"), unlike=("企业估值超过|100亿元|", "多所高校新设专业|50个|"),
        zh="“不少、有的”没有说明是哪些", en="不少 and 有的 do not tell of whom it is so",
    ),
    Rule(
        id=RefusalRule.OUR_PEOPLE, verdict=Refusal.WORDING, right="(?:中国人(?!口)|中国人民|人民|中华儿女|同胞|各族)(?!币)",
        like=("把|14亿|中国人的饭碗",), unlike=("|14亿|人口",),
        zh="“多少亿人民”是一种说法", en="so many million 人民 is a way of speaking",
    ),
    Rule(
        id=RefusalRule.TEAMS, verdict=Refusal.CONDITION, left="(?:遴选|选取|支持|确定)(?:不超过)?$", right="(?:攻关|揭榜|参赛|牵头)(?:团队|单位)",
        like=("工程遴选不超过|3支|攻关团队",), unlike=("培育|30支|创新团队",),
        zh="这是评选的名额", en="it limits how many are chosen",
    ),
    Rule(
        id=RefusalRule.SIZE_OF_PLACE, verdict=Refusal.SIZE, right="(?:空中接口|频[段率]|范围|半径|以外|开外|[长高深宽]的|之遥|的海[面域]|处(?:的|$)|[^，。；、]{1,8}的(?:[大中小古]?城市|县城|古[城都镇]|小[城镇岛]|村庄|岛屿|平原|草原|半岛)|的公司总部)",
        like=("|50公里|范围内", "|5GHz|频段", "拥有|80万人|口的县城"), unlike=("|50公里|道路",),
        zh="这是地点的范围、频段或大小", en="it is the size of a place or a band",
    ),
    Rule(
        id=RefusalRule.SIZE_OF_WORK, verdict=Refusal.SIZE, left=f"(?:总重|自重|全长|总长|线长|路长|桥长|长度|主跨|跨度|直径|深度|高度|海拔|深入|下潜|钻至|潜至){_ABOUT}|搭载了?[^，。；]{{0,40}}$",
        like=("全长|50公里|", "卫星搭载各类载荷共|9台|"), unlike=("新建道路|50公里|", "新增载荷|9台|"),
        zh="这是单个工程或物体的尺寸或载荷", en="it is the size or the load of one work",
    ),
    Rule(
        id=RefusalRule.HARM_BEFORE, verdict=Refusal.HARM, left="(?:导致|造成|波及|遇难|死亡(?!人数)|受伤|失踪|袭击)[^，。；]{0,12}$",
        like=("造成|50人|",), unlike=("培养|50人|", "事故死亡人数下降|5%|"),
        zh="这是灾害或事故的损失", en="it is the harm of an accident or a disaster",
    ),
    Rule(
        id=RefusalRule.HARM_AFTER, verdict=Refusal.HARM, right="[^，。；、]{0,6}(?:死亡(?!人数)|遇难|受伤|失踪|伤亡)",
        like=("|50人|死亡",), unlike=("|50人|参加",),
        zh="后面的“死亡、受伤”说明这是伤亡人数", en="死亡 or 受伤 after it counts victims",
    ),
    Rule(
        id=RefusalRule.INVESTED_IN, verdict=Refusal.ATTRIBUTE, left=f"(?:投资额?|投入|占地|总面积|建筑面积|规模|估值|市值|营收|营业收入|产值|销售额|销售收入|资产|注册资本)过?{_ABOUT}", right="的[一-鿿“]|[一-鿿]{0,6}(?:项目|企业|公司|园区|集群|工程|单位)",
        like=("总投资|50亿元|的项目", "估值过|百亿|企业10家", "投资|500万元|以上技改项目"), unlike=("总投资|50亿元|，", "产值突破|百亿|大关", "投资|500万元|支持"),
        zh="这是对某一事物的限定（总投资50亿元的项目）", en="it tells which thing is meant: 总投资50亿元的项目",
    ),
    Rule(
        id=RefusalRule.SIZE_OF_COUNTED, verdict=Refusal.ATTRIBUTE, left=f"(?:产值|销售收入|销售额?|营业?收入?|收入|交易额|利润|税收|纳税|产量)过?{_ABOUT}", right="(?:以上)?的?[一-鿿“”]{2,12}?(?:总数)?(?:达到?|有|共|增至)?[0-9]{1,5}[余多]?[个家户款种名]",
        like=("年销售收入超|亿元|龙头企业达130家", "销售超|亿元|大品种10个"), unlike=("产值|50亿元|，新增企业20家", "收入|50亿元|增长5%"),
        zh="这个数说明数的是哪些对象（销售收入超亿元企业130家）", en="it tells which things are counted after it",
    ),
    Rule(
        id=RefusalRule.OUTPUT_OF_PLANT, verdict=Refusal.ATTRIBUTE, left=f"年产{_ABOUT}", right="[^，。；]{1,8}等[0-9]",
        like=("年产|50万吨|乙烯等3套装置",), unlike=("年产|50万吨|乙烯",),
        zh="这是所列项目之一的产能", en="it is the capacity of one of the works that are listed",
    ),
    Rule(
        id=RefusalRule.GROUP_WITH_SHARE, verdict=Refusal.GROUP, right="[^，。；、的0-9]{2,20}(?:率|比例|占比|比重|水平|规模|产值|营收|收入|总额|总量|完成投资)(?:连续[0-9]{1,2}年)?(?:达到?|为|超过|超|均|都|近|约|平均|保持|稳定在){0,6}[0-9约近超]",
        like=("|50家|企业盈利比例达80%", "|42个|断面优良比例连续5年保持100%"), unlike=("|50家|企业盈利",),
        zh="这是被描述对象的个数，后面的比率才是指标", en="it counts those whose rate or total follows",
    ),
    Rule(
        id=RefusalRule.AMONG, verdict=Refusal.GROUP, right="[^，。；]{2,24}(?<![高初集])中(?:$|有[0-9])|[^，。；、]{0,20}之一(?:$|[，。；、])",
        like=("|50家|企业中", "全国|5个|试点城市之一"), unlike=("|50家|企业", "|3所|示范性普通高中"),
        zh="“……中”说明这是统计的范围", en="中 after it makes it the group that is looked at",
    ),
    Rule(
        id=RefusalRule.DRAWN_ON, verdict=Refusal.MEANS, left=f"(?:聚焦|围绕|依托|面向|立足|瞄准|紧盯|锚定|巩固)(?:[^，。；0-9]{{0,4}}[0-9]{{1,4}}[个条大家项][^，。；0-9]{{1,10}}[和与及])?{_ABOUT}",
        like=("依托|50个|平台", "围绕30条产业链和|50个|集群"), unlike=("建设|50个|平台", "围绕产业链建设|50个|平台"),
        zh="这是依托或面向的对象", en="it counts what a work draws on or turns to",
    ),
    Rule(
        id=RefusalRule.SPOKE, verdict=Refusal.PEOPLE, right="(?:负责人|代表|委员|专家|领导人|外长|部长|大使)[^，。；]{0,8}(?:发言|回应|出席|参加|表示|会见)|[^，。；]{0,40}(?:回答了?记者|答记者问)",
        like=("|50位|代表出席", "就发布的|5起|案例回答了记者提问"), unlike=("|50位|专家",),
        zh="这是出席或发言的人数", en="it counts who attended or spoke",
    ),
    Rule(
        id=RefusalRule.WILL_ATTEND, verdict=Refusal.PEOPLE, left="将有[^，。；]{0,40}$", right="[^，。；]{0,4}(?:运动员|志愿者|记者|嘉宾|选手)[^，。；]{0,14}(?:出席|参加|参与)",
        like=("将有|50名|运动员参赛、参加活动",), unlike=("已有|50名|嘉宾参加",),
        zh="这一类说的是活动的参加者（将有……名运动员参赛）", en="of the class of who takes part in an event: 将有 … 运动员参赛",
    ),
    Rule(
        id=RefusalRule.ACROSS_PLACES, verdict=Refusal.PLACES, left=f"(?<![将要拟])在(?:全国|全省|全市)?{_ABOUT}", right="(?:重点|地级|主要|大)?(?:以上)?(?:[省市县]|城市|国家)",
        like=("在|50个|城市", "在全国|168个|重点城市排"), unlike=("将在|50个|城市",),
        zh="这是事情发生的地点数", en="it counts the places where something is so",
    ),
    Rule(
        id=RefusalRule.PROVINCES, verdict=Refusal.PLACES, right="省（(?:自治)?区[、，]",
        like=("|31个|省（区、市）开展",), unlike=("覆盖|80%|的省（区、市）",),
        zh="“省（区、市）”是地区的合称", en="省（区、市） names provinces together",
    ),
    Rule(
        id=RefusalRule.DISTANCE, verdict=Refusal.SIZE, left="(?:半径|距离?|相距|时速|速度|海拔|(?:运行|通行|通勤|飞行)时间|(?<![脱分隔剥])离(?![境岸退校婚子线散休任职心]))[^，。；]{0,12}$"
        "|(?:车程|航程|航班时长)[^，。；]{0,4}$",
        like=("时速|50公里|", "车程约|50分钟|"), unlike=("里程|50公里|", "新增离境退税门店|50家|", "办理时间压缩到|50分钟|"),
        zh="这是距离、速度、高度或路程所需的时间", en="it is a distance, a speed, a height or how long a journey takes",
    ),
    Rule(
        id=RefusalRule.GUESTS_FROM, verdict=Refusal.PLACES, left="来自(?:全球|世界|全国)?[^，。；]{0,6}$",
        like=("来自|50个|国家",), unlike=("远销|50个|国家",),
        zh="这是来宾的来源地数", en="it counts where guests come from",
    ),
    Rule(
        id=RefusalRule.WORLD_COUNTRIES, verdict=Refusal.PLACES, left=f"^(?:全球|世界)?{_ABOUT}", right="国家(?:和(?:地区|国际组织))?(?:的|[^，。；]{0,4}(?:友人|嘉宾|客商|代表))",
        like=("全球|50个|国家和地区的企业", "|57个|国家商务友人"), unlike=("全球|50个|国家和地区参加",),
        zh="“……个国家的”修饰后面的主体", en="so many countries are told of what follows",
    ),
    Rule(
        id=RefusalRule.FUND, verdict=Refusal.ATTRIBUTE, left="用(?:好|足)[^，。；0-9]{0,6}$",
        like=("用好|50亿元|基金", "用好用足省级|50条|政策"), unlike=("投入|50亿元|基金",),
        zh="“用好”的对象已经存在", en="what is put to use (用好) is there already",
    ),
    Rule(
        id=RefusalRule.EVERY_SO_OFTEN, verdict=Refusal.ILLUSTRATION, left=f"(?:每|平均|不到|间隔)[^，。；]{{0,10}}就(?:有|能|可)[^，。；0-9]{{0,6}}{_ABOUT}",
        like=("不到半小时就有|1列|班列发车", "平均每分钟就能下线|5台|冰箱"), unlike=("去年就有|50列|班列发车",),
        zh="这是形象的说法（每……就有）", en="it illustrates: so many for each (每……就有)",
    ),
    Rule(
        id=RefusalRule.EQUAL_TO, verdict=Refusal.ILLUSTRATION, left="(?:每(?:隔)?(?:十几|几)?|相当于(?![^，。；]{2,14}的?(?:比例|比重))[^，。；]{0,12}|平均每十|每(?:增长|增加|提高|提升|上升|下降|降低|减少))$",
        like=("每隔|30分钟|一班", "相当于|50台|计算机", "总产值每增长|1个百分点|的增量"), unlike=("每年|50个|", "每年增长|1个百分点|", "研发经费相当于生产总值的比例为|4%|"),
        zh="这是打比方的数（相当于、每隔）", en="it illustrates by an equal or an interval (相当于, 每隔)",
    ),
    Rule(
        id=RefusalRule.PARTIES, verdict=Refusal.DOCUMENT, right="(?:部门|部委|单位)(?:近日|联合|共同|组织|印发|发布|开展)",
        like=("|7个|部门联合印发",), unlike=("|7个|部门获评",),
        zh="这是发文单位的个数", en="it counts the bodies that issue a document",
    ),
    Rule(
        id=RefusalRule.FIELDS, verdict=Refusal.DOCUMENT, left="(?:(?:聚焦|围绕|瞄准)[^，。；]{0,40}|[从在分]|(?:划分|细分|分)[为成]了?[^，。；]{0,30}|包含|涵盖)$", right="(?:个)?(?:重点|方面|领域|行业|方向|环节|维度|层面|部分|阶段|专题|板块|章|细分产业|产业(?=$|[，。；])|类别|片区|网格|等级|[0-9]{1,3}[项个]?(?:指标|任务|措施|内容))",
        like=("聚焦制造等|7个|重点", "从|4个|方面", "细分为材料、部件等|5个|产业"), unlike=("覆盖|7个|重点",),
        zh="这是工作方面或领域的个数", en="it counts fields or aspects of a work",
    ),
    Rule(
        id=RefusalRule.QUOTA, verdict=Refusal.CONDITION, left="(?:推荐|(?<!成功)(?<![新可])申报(?!入库|省级|国家级|高新|增发)|填报|提交(?!率|地方|[^，。；]{0,8}(?:草案|议案))|报送|限报|仅?限作为|只能申请|(?<!产教)(?<!产业化)(?<!创新)联合体|联合单位|牵头(?!或参与|[^，。；]{0,10}(?:比例|占比|比重)))[^，。；]{0,24}$",
        like=("推荐数量不超过|8个|",), unlike=("新增数量|8个|", "提交地方性法规草案|5件|", "产教联合体|4个|"),
        zh="这是申报或推荐的名额", en="it limits how many may be recommended or applied for",
    ),
    Rule(
        id=RefusalRule.FULL_TERM, verdict=Refusal.CONDITION, left="满$|连续$|(?:年龄|任期|连任)[^，。；]{0,8}$",
        like=("间隔满|1年|", "连续|6个|季度获得激励", "年龄一般不超过|60周岁|", "任期不超过|三届|"), unlike=("圆满完成|1年|任务", "平均寿命提高|1岁|"),
        zh="这一类说的是期限、任期或年龄（满一年、连续几个季度）", en="of the class of terms, terms of office and ages that are asked for: 满一年, 连续六个季度",
    ),
    Rule(
        id=RefusalRule.PERMITTED, verdict=Refusal.CONDITION, left="(?:禁止|严禁)[^，。；]{0,24}$|(?:允许|准许)[^，。；]{0,10}$",
        like=("禁止使用厚度低于|1毫米|的膜", "允许|20%|的人员担任"), unlike=("力争达到|1毫米|",),
        zh="这一类说的是允许或禁止的界限", en="of the class of bounds of what is allowed or forbidden",
    ),
    Rule(
        id=RefusalRule.RATE, verdict=Refusal.CONDITION, left="按[^，。；]{0,40}$", right="的(?:标准|比例)",
        like=("按缴费额|50%|的标准返还",), unlike=("按计划|50%|的企业",),
        zh="这一类说的是计发的标准或比例（按……的比例）", en="of the class of rates of a rule (按……的比例)",
    ),
    Rule(
        id=RefusalRule.RATE_OF_COST, verdict=Refusal.CONDITION, left="按照?[^，。；]{2,40}(?:投入|投资|金额|费用|经费|支出|到账额|利息|销售额|合同额|租金|总额|实付额|贷款额)的$",
        like=("按照实际研发投入的|30%|",), unlike=("研发投入占营业收入的|3%|", "按照计划，全年投入的|30%|"),
        zh="这一类说的是按费用的一定比例计算资助", en="of the class of what is given by the cost: so many per cent of it",
    ),
    Rule(
        id=RefusalRule.FORMULA, verdict=Refusal.ILLUSTRATION, left="[*×/=]$",
        like=("就诊人数/总数*|100%|",), unlike=("总数达|100%|",),
        zh="这是算式的一部分", en="it is part of a formula",
    ),
    Rule(
        id=RefusalRule.ENABLES, verdict=Refusal.EFFECT, left=f"(?:可以?|能够?)[让使]{_NEAR}",
        like=("可以让精度提升|30%|",), unlike=("推动精度提升|30%|",),
        zh="这一类说的是技术或工程能带来的效果（可以让）", en="of the class of what a technique or a work makes possible (可以让)",
    ),
    Rule(
        id=RefusalRule.THRESHOLD, verdict=Refusal.CONDITION, left="(?:造成|影响|泄露|中断)[^，。；]{0,30}$", right="[^，。；]{0,10}(?:损失|人口|用水|公民|个人信息|中断|以上的)",
        like=("影响|50万人|用水",), unlike=("惠及|50万|人口",),
        zh="这是事件分级的界限", en="it is a threshold of grave events",
    ),
    Rule(
        id=RefusalRule.FIRST_SO_MANY, verdict=Refusal.ORDINAL, left="(?<![提底末年月日])前$",
        like=("前|50家|",), unlike=("新增|50家|",),
        zh="“前”说明这是名次或早些时候", en="前 makes it the first so many, or so long ago",
    ),
    Rule(
        id=RefusalRule.IN_PRINCIPLE, verdict=Refusal.CONDITION, left="原则上(?:[^，。；]{0,40}的|不超过|不少于|不低于|控制在)?$",
        like=("原则上将费用的|80%|",), unlike=("原则上达到|50%|",),
        zh="“原则上”说明这是规则的限度", en="原则上 makes it a limit of a rule",
    ),
    Rule(
        id=RefusalRule.FOREIGN, verdict=Refusal.NOT_OURS, left=f"(?<!来自)(?:{_FOREIGNERS})(?![^，。；]{{0,3}}(?:企业在|在华|来华|客商|对华))[^，。；]{{0,24}}$",
        like=("美国经济增长|5%|",), unlike=("美国企业在华投资增长|5%|", "班列通达欧洲|20个|", "算法国家备案数突破|50个|"),
        zh="这是外国或国际组织的数据", en="it is a figure of another state or of a union of states",
    ),
    Rule(
        id=RefusalRule.CLASS_OF_VALUE, verdict=Refusal.ATTRIBUTE, right="规模的[一-鿿]|(?:及?以[上下])?(?:的?(?:重大|重点|产业|工业|制造业|新建)?(?:项目|企业|园区)[^，。；、0-9]{0,4}[0-9]{1,5}[个家户]|的(?:自然村|行政村|村庄|社区|小区|单位)[^，。；]{0,10}(?:覆盖|通达|联网))",
        like=("其中|30亿元|以上项目80个", "|20人|以上的自然村网络覆盖", "超过|1000人|规模的学校"), unlike=("新签|80个|项目", "投资|30亿元|以上"),
        zh="这是所数对象的门槛（30亿元以上项目80个）", en="it is the class of what is counted: 80 projects of 3 billion each",
    ),
    Rule(
        id=RefusalRule.GUESTS, verdict=Refusal.WORDING, right="[^，。；、0-9]{0,6}(?:嘉宾|院士|专家|学者|记者|媒体|选手|使节|企业家代表)[^，。；、0-9]{0,6}(?:出席|参会|参与报道|现场报道|参加(?:开幕|决赛|研讨|论坛|大会|会议)|齐聚|云集|围绕|作[^，。；]{0,4}(?:报告|发言))|家媒体的$|[^，。；、0-9]{0,6}(?:采购商|参展商|展商|客商)(?:[与同]|[^，。；0-9]{0,8}(?:洽谈|对接))",
        like=("|30余名|院士专家出席开幕式", "|500余名|选手参加决赛", "|900家|参展商进行洽谈"), unlike=("|300名|专家入库", "引进|50名|专家"),
        zh="这是到会的嘉宾、媒体，不是成果", en="guests and the press at an event are no result",
    ),
)
# fmt: on
