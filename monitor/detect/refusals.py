"""
Amounts that are neither aims nor results: conditions, fees, durations, comparisons, places, forecasts.

Each row is a reason with the words that show it. `left` ends at the number's
bounds, `right` begins after its unit; a row fits if all its patterns do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.quantities import Quantity

#: What documents are made of: 7个方面, 22项举措; no one aims at having so many.
_PARTS = re.compile(
    r"[^，。；、\d]{0,8}?(?:方面|领域|举措|措施|方向|环节|大类|层面|维度|阶段|任务|要求|步骤|红线|原则)(?![一-鿿]{0,6}(?:标准|企业|项目|平台|技术|人才|产品|场景))"
)
_RANKS = re.compile(r"居|列|排|进入|跻身|迈入|全球|世界|全国|占比|总量|规模")
_YEARS = range(1900, 2100)
_TIME_DIMENSIONS = frozenset({"years", "months", "days", "hours", "minutes", "seconds", "age"})
_TIME_METRIC = re.compile(
    r"时间|年限|寿命|时长|时延|周期|时限|用时|耗时|天数|工期|响应|年龄|延迟|间隔|缩短|压缩|减少"
)
_LENGTH_DIMENSIONS = frozenset({"length"})

_ROWS: tuple[tuple[str, str | None, str | None], ...] = (
    ("penalty or grant", r"(?:处以?|罚款|给予|奖励(?!标准)|补助(?!标准|水平)|补贴(?!标准)|资助(?!标准)|奖补|授信|贴息|最高(?:可|给予|奖励|补助|支持|不超过)|一次性(?:给予|奖励)|每[户人家个项][^，。]{0,6}(?:奖|补))[^，。；]{0,16}$", None),
    ("penalty or grant", None, r"[^，。；]{0,4}(?:罚款|奖励|补助|补贴|资助|的资金支持|奖补)"),
    ("comparison", r"(?:快于|慢于|高于|低于|优于|好于|高出|领先)[^，。；]{1,20}$", None),
    ("size of a place", None, r"(?:范围|半径|以外|开外|长的|高的|深的|宽的|之遥)"),
    ("distance", r"(?:半径|距离?|相距|时速|速度|海拔|离)[^，。；]{0,12}$", None),
    ("origin of guests", r"来自(?:全球|世界|全国)?[^，。；]{0,6}$", None),
    ("places summed up", r"(?:^|，)?在[^，。；]{1,40}等$", r"(?:城市|省|市|地|国家|地区|县|区)[^，。；]{0,8}(?:，|$)"),
    ("attribute of a fund", r"用好$", None),
    ("illustration", r"每(?:隔)?(?:十几|几)?$|相当于[^，。；]{0,12}$|平均每十", None),
    ("number of parties", None, r"(?:部门|部委|单位)(?:联合|近日|印发|发布)"),
    ("fields of work", r"聚焦[^，。；]{0,40}$|围绕[^，。；]{0,40}$|瞄准[^，。；]{0,30}$|(?:从|在|分)$", r"(?:个)?(?:重点|方面|领域|行业|方向|环节|维度|层面|部分|阶段|专题|板块|章)"),
    ("parts of a document", r"(?:部署|提出|明确|包括|包含|细化|推出|围绕|聚焦|共)[^，。；]{0,24}$", r"(?:方面|具体)?(?:内容|条|章|工程|行动)(?:，|。|；|$)"),
    ("quota of applications", r"(?:推荐|申报|提交|报送|限报|联合体|联合单位|牵头)[^，。；]{0,24}$", None),
    ("condition", r"(?:具有|具备|注册|从业|不少于|应(?:当)?(?:有|达到)|须(?:有|达到)|持有)[^，。；]{0,30}$", r"[^，。；]{0,12}(?:人员|经历|经验|资质|条件|的企业可|以上学历|的单位)"),
    ("threshold", r"(?:造成|影响|泄露|中断)[^，。；]{0,30}$", r"[^，。；]{0,10}(?:损失|人口|用水|公民|个人信息|中断|以上的)"),
    ("first so many", r"前$", r""),
    ("limit of a rule", r"原则上(?:不超过|不少于|不低于|控制在)?$", None),
    ("copies of papers", r"一式$", None),
    ("edition", None, r"(?:年|届|周年|批次)?(?:庆典|纪念日|华诞)"),
    ("share of seats", None, r"分(?:钟|会场|论坛)"),
)  # fmt: skip
_COMPILED = tuple(
    (reason, re.compile(left) if left else None, re.compile(right) if right else None)
    for reason, left, right in _ROWS
)
_BASELINE = re.compile(r"(?:由|从)(?:[^，。；]{0,12}的|[^，。；\d]{0,4})?(?:约|近|超过|不足|不到)?$")
_BASELINE_AFTER = re.compile(
    r"(?:左右|以上|以下)?(?:，)?(?:大幅|稳步|进一步|快速|逐步|持续|首次)?(?:提高|提升|上升|增加|增长|增至|升至|扩大|降|下降|减少|减至|压减|压缩|缩短|回落|发展|跃升|攀升|跃居|拓展|扩展|延长|上调|下调|调整|提至|增|减|到|变|收窄)"
)
_FORECAST = re.compile(
    r"研报|机构(?:预计|预测|认为)|分析师|高盛|摩根|汇丰|花旗|瑞银|经济学家|专家(?:预计|预测|认为)|券商|(?:公司|集团|企业)预计|业内(?:人士)?预计|预计(?:全球|将(?:超过|达|突破))|市场规模(?:将|有望|预计)|据预测|据测算"
)
_FOREIGN = re.compile(
    r"(?<!来自)(?:美国|欧盟|欧洲|日本|韩国|英国|法国|德国|印度|俄罗斯|国际上|国外|全球平均|联合国|世贸组织|国际货币基金组织|世界银行)(?![^，。；]{0,3}(?:企业在|在华|对华|来华|客商))[^，。；]{0,24}$"
)
_CONDITIONAL = re.compile(r"(?:若|如果|一旦|假如|倘若)[^，。；]{0,40}$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: the words of its clause on both sides, and the whole sentence."""

    left: str
    right: str
    sentence: str


def refused(quantity: Quantity, place: Place, *, written: str, aim: bool) -> str | None:
    """
    Return why an amount is no record, None if it may be one.

    `written`: the number as it stands in the text; `aim`: whether an aim governs the clause.
    """
    return (
        _by_shape(quantity, place, written, aim=aim) or _by_unit(quantity, place, written) or _by_words(place)
    )


def _by_shape(quantity: Quantity, place: Place, written: str, *, aim: bool) -> str | None:
    if quantity.shape == "class":
        return "size class"
    if quantity.small_han and not _is_meant(quantity, aim=aim):
        return "small Han number"
    if quantity.hedge == "vague" and len(quantity.values) > 1 and not aim and written[0] in "数几":
        return "vague"
    return "ordinal" if quantity.shape == "rank" and not _RANKS.search(place.left) else None


def _by_words(place: Place) -> str | None:
    if is_baseline(place.left, place.right):
        return "baseline"
    for row, left, right in _COMPILED:
        if (left is None or left.search(place.left)) and (right is None or right.match(place.right)):
            return row
    if _FOREIGN.search(place.left) or _CONDITIONAL.search(place.left):
        return "not ours"
    return "forecast" if _FORECAST.search(place.sentence) else None


def is_baseline(left: str, right: str) -> bool:
    """Tell whether an amount is where a change began: 由14.1%降至13.5%."""
    return bool(_BASELINE.search(left) and _BASELINE_AFTER.match(right))


def _is_meant(quantity: Quantity, *, aim: bool) -> bool:
    """A small Han number (三个) is part of a name or phrase unless it is aimed at or has a real unit."""
    assert quantity.unit is not None
    if quantity.unit.dimension in {"multiple", "ratio", "points", "CNY"}:
        return True
    return aim and (len(quantity.values) > 1 or quantity.unit.name == "家")


def _by_unit(quantity: Quantity, place: Place, written: str) -> str | None:
    unit = quantity.unit
    if unit is None:
        scaled = "万" in written or "亿" in written
        return None if quantity.shape == "rank" or scaled else "no unit"
    if unit.dimension in _TIME_DIMENSIONS and not _TIME_METRIC.search(place.left):
        # 人均预期寿命提高1岁 and 平均时间为41分钟 are metrics, 实施6个月以上 is a span of time.
        return "span of time"
    if unit.dimension == "count" and _PARTS.match(place.right):
        return "parts of a document"
    if unit.name in "国省市县届" and quantity.values[0] in _YEARS:
        return "a year"
    if unit.dimension in _LENGTH_DIMENSIONS and re.search(
        r"[^，。；]{0,2}(?:范围|长|高|深|宽|外)", place.right[:3]
    ):
        return "size of a place"
    return None
