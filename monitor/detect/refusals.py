"""
Amounts that are neither aims nor results: conditions, fees, durations, comparisons, places, forecasts.

What the words right before and after tell is in `refusal_table`; here is what the shape, the unit and
the whole sentence tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.quantities import Quantity
from .refusal_table import reason_of

#: What documents are made of: 7个方面, 22项举措; no one aims at having so many.
_PARTS = re.compile(
    r"[^，。；、\d]{0,8}?(?:方面|领域|举措|措施|方向|环节|大类|层面|维度|阶段|任务|要求|步骤|红线|原则)(?![一-鿿]{0,6}(?:标准|企业|项目|平台|技术|人才|产品|场景))"
)
_RANKS = re.compile(r"居|列|排|进入|跻身|迈入|全球|世界|全国|占比|总量|规模")
_YEARS = range(1900, 2100)
_TIME_DIMENSIONS = frozenset({"years", "months", "days", "hours", "minutes", "seconds", "age"})
_TIME_METRIC = re.compile(
    r"时间|年限|寿命|时长|时延|周期|时限|(?<=[一-鿿])(?:用时|耗时)|天数|工期|响应|年龄|延迟|间隔|缩短|压缩|减少"
)
_LENGTH_DIMENSIONS = frozenset({"length"})

_BASELINE = re.compile(
    r"(?:由|从)(?:[^，。；]{0,12}的|(?:\d{4}年|[今明去上]年)?[^，。；\d]{0,4})?(?:约|近|超过|不足|不到)?$"
)
_BASELINE_AFTER = re.compile(
    r"(?:左右|以上|以下)?(?:，)?(?:大幅|稳步|进一步|快速|逐步|持续|首次)?(?:提高|提升|上升|增加|增长|增至|升至|扩大|降|下降|减少|减至|压减|压缩|缩短|回落|发展|跃升|攀升|跃居|拓展|扩展|延长|上调|下调|调整|提至|增|减|到|变|收窄)"
)
#: In news a number that is merely expected is no one's promise; plans and work reports state their own.
_EXPECTED = re.compile(r"预计(?!到)|有望|或将|预测")
_FORECAST = re.compile(
    r"研报|分析师|经济学家|券商|(?:机构|专家|业内(?:人士)?|公司|集团|企业|据)(?:预计|预测|认为|测算)"
    r"|市场规模(?:将|有望|预计)|预计全球"
)
_FOREIGN = re.compile(
    r"(?<!来自)(?:美国|欧盟|欧洲|日本|韩国|英国|法国|德国|印度|俄罗斯|国际上|国外|全球平均|联合国|世贸组织|国际货币基金组织|世界银行)(?![^，。；]{0,3}(?:企业在|在华|对华|来华|客商))[^，。；]{0,24}$"
)
#: What a single work brings about is no one's aim: 建成后，运行时间将缩短50%.
_EFFECT = re.compile(r"^由此|(?:建成|完成|通车|投产|投运|投用|投入使用|开通|达产|竣工)(?:之)?后，")
#: What a body does, unlike what merely comes about: its 预计 is a plan.
_DEED = re.compile(r"举办|投入|建设|建成|新增|完成|培育|开展|实施|发放|改造|推出")
#: What ends a forecast: the next thing told or promised.
_ANEW = re.compile(r"截至|已|目前|去年|计划|拟|力争|确保|一直|始终|；")
#: What comes about whatever anyone plans: an aim for it is a forecast.
_COMES_ABOUT = re.compile(r"毕业生|客流|车流|人流|人员流动|出行量|出游人[次数]|发送量|票房")
_CONDITIONAL = re.compile(r"(?:若|如果|一旦|假如|倘若)[^，。；]{0,40}$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an amount stands: the words of its clause on both sides, and of its sentence before the clause."""

    left: str
    right: str
    earlier: str
    #: Whether 预计 may make a forecast here: in news, of no ended period.
    expected: bool = False


def refused(quantity: Quantity, place: Place, *, written: str, aim: bool) -> str | None:
    """
    Return why an amount is no record, None if it may be one.

    `written`: the number as it stands in the text; `aim`: whether an aim governs the clause.
    """
    return (
        _by_shape(quantity, place, written, aim=aim)
        or _by_unit(quantity, place, written)
        or _by_words(place)
        or ("forecast" if aim and _COMES_ABOUT.search(place.left) else None)
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
    row = reason_of(place.left, place.right)
    if row is not None:
        return row
    if _FOREIGN.search(place.left) or _CONDITIONAL.search(place.left):
        return "not ours"
    if _EFFECT.search(place.earlier):
        return "effect"
    return "forecast" if _is_forecast(place) else None


def _is_forecast(place: Place) -> bool:
    """Tell whether the amount is expected to come about, by this clause or one that it goes on from."""
    words = place.earlier + place.left
    expected = [found.end() for found in _EXPECTED.finditer(words)] if place.expected else []
    if expected and not _ANEW.search(words, expected[-1]) and not _DEED.search(words, expected[-1]):
        return True
    return _FORECAST.search(words + place.right) is not None


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
