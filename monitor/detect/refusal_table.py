"""Words around an amount that make it neither aim nor result. A table only."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..text.openings import quickly

#: Words of bound that may stand between the words that tell and the number.
_ABOUT: Final = "(?:大?约|接?近|超过|超|达|为){0,6}$"


class Refusal(NamedTuple):
    """
    Why an amount is no record, and the words that show it.

    `left` is searched in the words up to the number's bounds, `right` matched
    after its unit; both must fit. Examples put the number between bars.
    """

    reason: str
    left: str
    right: str
    like: str
    unlike: str


_NEAR: Final = "[^，。；]{0,16}$"

REFUSALS: Final = (
    Refusal("penalty", f"(?:处以|并处|罚款){_NEAR}|(?<![^，])处$", "", "处以|50万元|", "处理垃圾|50万吨|"),
    Refusal("penalty", "", "[^，。；]{0,4}罚款", "|50万元|以下罚款", "|50万元|用于建设"),
    Refusal("grant", f"(?:给予|授信|贴息|奖补|最高(?:可|支持|不超过)){_NEAR}", "", "给予最高|50万元|", "最高产量达|50万吨|"),
    Refusal("grant", f"(?:奖励|补助|补贴|资助)(?!标准|水平|资金|从|由|人均){_NEAR}", "", "奖励企业|50万元|", "补助标准提高到|50元|"),
    Refusal("grant", "每[户人家个项][^，。]{0,6}[奖补][^，。；]{0,16}$", "", "每户奖|50万元|", "每户增收|50万元|"),
    Refusal("grant", "每[个项家户人名][^，。；]{0,8}(?:支持|资助|奖励|补助)[^，。；]{0,8}$", "", "每项支持不超过|50万元|", "每年支持|50万户|"),
    Refusal("grant", "", "[^，。；]{0,4}(?:奖励|补助(?!资金)|(?<!消费)补贴(?!资金)|资助|的资金支持|奖补(?!资金))", "|50万元|奖励", "|50家|企业参加"),
    Refusal("comparison", "(?:快于|慢于|高于|低于|优于|好于|高出|领先)[^，。；]{1,20}$", "", "高于全国平均水平|5个百分点|", "不低于|50个|"),
    Refusal("size of a place", "", "(?:范围|半径|以外|开外|[长高深宽]的|之遥|的海[面域]|处(?:的|$))", "|50公里|范围内", "|50公里|道路"),
    Refusal("size of a work", f"(?:总重|自重|全长|总长|线长|路长|桥长|长度|主跨|跨度|直径|深度|高度|海拔|深入|下潜|钻至|潜至){_ABOUT}", "", "全长|50公里|", "新建道路|50公里|"),
    Refusal("length of a journey", "(?:(?:运行|通行|通勤|飞行)时间[^，。；]{0,12}|(?:车程|航程|航班时长)[^，。；]{0,4})$", "", "车程约|50分钟|", "办理时间压缩到|50分钟|"),
    Refusal("harm", "(?:导致|造成|波及|遇难|死亡|受伤|失踪|袭击)[^，。；]{0,12}$", "", "造成|50人|", "培养|50人|"),
    Refusal("harm", "", "[^，。；]{0,6}(?:死亡|遇难|受伤|失踪|伤亡)", "|50人|死亡", "|50人|参加"),
    Refusal("attribute", f"(?:总投资|投资额|占地|总面积|建筑面积|规模){_ABOUT}", "的[一-鿿“]", "总投资|50亿元|的项目", "总投资|50亿元|，"),
    Refusal("attribute", "(?:估值|市值|营收|产值)(?:过|超过?|达|近|约){0,4}$", "(?:企业|公司|园区|集群)", "估值过|百亿|企业10家", "产值突破|百亿|大关"),
    Refusal("attribute", f"(?:投资|投入|营收|营业收入|产值|销售额|资产|注册资本){_ABOUT}", r"(?:的)?[一-鿿]{0,6}(?:项目|企业|工程|单位)", "投资|500万元|以上技改项目", "投资|500万元|支持"),
    Refusal("attribute", f"年产{_ABOUT}", r"[^，。；]{1,8}等[0-9]", "年产|50万吨|乙烯等3套装置", "年产|50万吨|乙烯"),
    Refusal("size of a group", "", r"[^，。；、的0-9]{2,20}(?:率|比例|占比|比重|水平|规模|产值|营收|收入|总额|总量|完成投资)(?:达到?|为|超过|超|均|都|近|约|平均){0,6}[0-9约近超]", "|50家|企业盈利比例达80%", "|50家|企业盈利"),
    Refusal("size of a group", "", r"[^，。；、的0-9]{2,12}新增[^，。；0-9]{2,14}[0-9]", "|50个|试点城市新增设备300台", "|50个|试点城市新增设备"),
    Refusal("size of a group", "", "[^，。；]{2,24}中$", "|50家|企业中", "|50家|企业"),
    Refusal("what is drawn on", f"(?:聚焦|围绕|依托|面向|立足|瞄准|紧盯|锚定|巩固){_ABOUT}", "", "依托|50个|平台", "建设|50个|平台"),
    Refusal("who attended", "", "(?:负责人|代表|委员|专家|领导人|外长|部长|大使)[^，。；]{0,8}(?:发言|回应|出席|参加|表示|会见)", "|50位|代表出席", "|50位|专家"),
    Refusal("who will attend", "将有[^，。；]{0,40}$", "[^，。；]{0,4}(?:运动员|志愿者|记者|嘉宾|选手)[^，。；]{0,14}(?:出席|参加|参与)", "将有|50名|运动员参赛、参加活动", "已有|50名|嘉宾参加"),
    Refusal("in how many places", f"(?<![将要拟])在(?:全国|全省|全市)?{_ABOUT}", "(?:[省市县]|城市|国家)", "在|50个|城市", "将在|50个|城市"),
    Refusal("in how many places", "", r"[0-9]{1,3}[省市县区]{1,2}的", "串联|3市|7县区的走廊", "覆盖|3市|7县区"),
    Refusal("in how many places", "", "省（(?:自治)?区[、，]", "|31个|省（区、市）开展", "覆盖|80%|的省（区、市）"),
    Refusal("distance", "(?:半径|距离?|相距|时速|速度|海拔|离)[^，。；]{0,12}$", "", "时速|50公里|", "里程|50公里|"),
    Refusal("origin of guests", "来自(?:全球|世界|全国)?[^，。；]{0,6}$", "", "来自|50个|国家", "远销|50个|国家"),
    Refusal("origin of guests", f"有{_ABOUT}", r"国家(?:和地区|和国际组织){0,2}的(?:约|近|超过|超)?[0-9][^，。；]{0,12}参[加展会]", "有|50个|国家和地区的300家企业参展", "有|50个|国家参展"),
    Refusal("origin of guests", f"^(?:全球|世界)?{_ABOUT}", "国家(?:和(?:地区|国际组织))?的", "全球|50个|国家和地区的企业", "全球|50个|国家和地区参加"),
    Refusal("places summed up", "(?:^|，)?在[^，。；]{1,40}等$", "(?:城市|国家|地区|[省市地县区])[^，。；]{0,8}(?:，|$)", "在北京、深圳等|8个|城市，", "北京、深圳等|8个|城市，"),
    Refusal("attribute of a fund", "用好$", "", "用好|50亿元|基金", "投入|50亿元|基金"),
    Refusal("illustration", f"(?:每|平均|不到|间隔)[^，。；]{{0,10}}就有{_ABOUT}", "", "不到半小时就有|1列|班列发车", "去年就有|50列|班列发车"),
    Refusal("illustration", "(?:每(?:隔)?(?:十几|几)?|相当于[^，。；]{0,12}|平均每十)$", "", "每隔|30分钟|一班", "每年|50个|"),
    Refusal("number of parties", "", "(?:部门|部委|单位)(?:联合|近日|印发|发布)", "|7个|部门联合印发", "|7个|部门获评"),
    Refusal("fields of work", "(?:(?:聚焦|围绕|瞄准)[^，。；]{0,40}|[从在分])$", "(?:个)?(?:重点|方面|领域|行业|方向|环节|维度|层面|部分|阶段|专题|板块|章)", "聚焦制造等|7个|重点", "覆盖|7个|重点"),
    Refusal("parts of a document", "(?:部署|提出|明确|包括|包含|细化|推出|围绕|聚焦|共)[^，。；]{0,24}$", "(?:方面|具体)?(?:内容|条|章|工程|行动)(?:，|。|；|$)", "部署实施|8项|行动。", "实施|8项|行动计划"),
    Refusal("quota of applications", "(?:推荐|申报|填报|提交|报送|限报|联合体|联合单位|牵头(?!或参与))[^，。；]{0,24}$", "", "推荐数量不超过|8个|", "新增数量|8个|"),
    Refusal("condition", "(?:具有|具备|注册|从业|不少于|应(?:当)?(?:有|达到)|须(?:有|达到)|持有)[^，。；]{0,30}$", "[^，。；]{0,12}(?:人员|经历|经验|资质|条件|的企业可|以上学历|的单位)", "具有|5年|工作经历", "拥有|50名|人员"),
    Refusal("condition", "年龄[^，。；]{0,8}$", "", "年龄一般不超过|60周岁|", "平均寿命提高|1岁|"),
    Refusal("condition", "满$", "", "间隔满|1年|", "圆满完成|1年|任务"),
    Refusal("condition", "", "户(?:中|及|，|。|$)", "|3人|户及以上", "|3人|参加"),
    Refusal("entitlement", f"(?:可申请|可享受|可领取|可获得){_NEAR}", "", "可申请|15万元|贷款", "可实现|15万元|收入"),
    Refusal("permission", "(?:允许|准许)[^，。；]{0,10}$", "", "允许|20%|的人员担任", "力争|20%|的人员担任"),
    Refusal("rate of a rule", "按[^，。；]{0,40}$", "的(?:标准|比例)", "按缴费额|50%|的标准返还", "按计划|50%|的企业"),
    Refusal("formula", "[*×/=]$", "", "就诊人数/总数*|100%|", "总数达|100%|"),
    Refusal("ordinal", "", "者", "列第|1位|者为牵头单位", "列第|1位|"),
    Refusal("ban", "(?:禁止|严禁)[^，。；]{0,24}$", "", "禁止使用厚度低于|1毫米|的膜", "力争达到|1毫米|"),
    Refusal("quota of applications", "招生计划[^，。；]{0,30}$", "", "招生计划总数为|50个|", "招生规模增加|50人|"),
    Refusal("groups of people", "等$", "[^，。；]{0,6}(?:群体|人群|对象)", "低保、孤儿等|6类|困难群体", "覆盖|6类|困难群体"),
    Refusal("threshold", "(?:造成|影响|泄露|中断)[^，。；]{0,30}$", "[^，。；]{0,10}(?:损失|人口|用水|公民|个人信息|中断|以上的)", "影响|50万人|用水", "惠及|50万|人口"),
    Refusal("effect", f"(?:可以?|能够?)[让使]{_NEAR}", "", "可以让精度提升|30%|", "推动精度提升|30%|"),
    Refusal("first so many", "前$", "", "前|50家|", "新增|50家|"),
    Refusal("limit of a rule", "原则上(?:[^，。；]{0,40}的|不超过|不少于|不低于|控制在)?$", "", "原则上将费用的|80%|", "原则上达到|50%|"),
    Refusal("copies of papers", "一式$", "", "一式|3份|", "报告|3份|"),
)  # fmt: skip
_COMPILED: Final = tuple((row.reason, re.compile(row.left), re.compile(row.right)) for row in REFUSALS)
_WITH_RIGHT: Final = tuple(row for row in _COMPILED if row[2].pattern)
#: What one of the rows finds; most amounts show neither, and no row is tried one by one.
_ANY_LEFT: Final = re.compile(quickly("|".join(row.left for row in REFUSALS if not row.right)))
_ANY_RIGHT: Final = re.compile("|".join(row.right for row in REFUSALS if row.right))


def reason_of(left: str, right: str) -> str | None:
    """Return the first reason that the words on both sides of an amount show."""
    rows = _COMPILED if _ANY_LEFT.search(left) else _WITH_RIGHT if _ANY_RIGHT.match(right) else ()
    for reason, before, after in rows:
        if after.match(right) and before.search(left):
            return reason
    return None
