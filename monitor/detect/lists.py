"""Several metrics with several numbers: zipped (分别), or sharing one number (均, 都)."""

from __future__ import annotations

import re

from ..text.quantities import Quantity

_JOIN = re.compile(r"[、，]?(?:和|与|及|以及|或)?(?:约|近|超|超过|达|达到)?$")
_ITEMS = re.compile(r"、|以及|(?<=[一-鿿]{2})(?:和|与|及)(?!以上|其|以下)(?=[一-鿿]{2})")
#: Heads that belong to every item of a list: 风电、太阳能发电量.
_HEADS = re.compile(
    r"(?:装机容量|发电量|用电量|零售额|增加值|交易额|成交额|营业收入|出口额|进口额|销售额|销售收入|产业规模|产业产值|产量|销量|产值|规模|收入|利润|数量|占比|比重|覆盖率|普及率|机械化率|利用率|使用率|处理率|达标率|参保率|入学率|转化率|自给率|出口|投资|价格|总量|总额)$"
)
#: An item that ends so has a head of its own: 数控化率、普及率.
_OWN_HEAD = re.compile(rf"{_HEADS.pattern[:-1]}$|[率比值]$")
_ALL_OF_THEM = re.compile(r"(?<![平人年月日])均|都(?!市)|各(?=增|提|降|下|上|占|新|达|有|为|$)|皆")
_AND_SO_ON = re.compile("等(?:“[^”]{1,12}”)?")
_THESE = re.compile("这(?P<count>[两二三四])(?:项|个|大|类)")


def runs(quantities: list[Quantity], text: str) -> list[list[Quantity]]:
    """Group amounts that stand side by side (`6.5%、5.3%`, `5%和8%`); others are groups of one."""
    groups: list[list[Quantity]] = []
    for quantity in quantities:
        before = groups[-1][-1] if groups else None
        if before is not None and _side_by_side(before, quantity, text):
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
    return groups


def _side_by_side(first: Quantity, second: Quantity, text: str) -> bool:
    between = text[first.end : second.start]
    respectively = "分别" in text[max(0, first.bound_start - 8) : first.start]
    same = (
        first.unit is None
        or respectively
        or (
            second.unit is not None
            and (
                first.unit == second.unit
                or first.unit.dimension in {"ratio", "multiple"}
                or (first.unit.name == "个" and second.unit.dimension == "points")
            )
        )
    )
    return bool(between) and same and _JOIN.fullmatch(between) is not None


def items(phrase: str) -> list[str]:
    """Return the metrics that a list names, a head at its end given to each: 风电发电量, 太阳能发电量."""
    phrase = _without_summary(phrase)
    parts = [part.strip() for part in _ITEMS.split(phrase) if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one item is no list
        return [phrase]
    head = _HEADS.search(parts[-1])
    if head is None or head.group() == parts[-1]:
        return parts
    return [part if _OWN_HEAD.search(part) else part + head.group() for part in parts[:-1]] + parts[-1:]


def _without_summary(phrase: str) -> str:
    """`A、B等“新三样”产品产量` is a list of A, B with the head 产量."""
    found = _AND_SO_ON.search(phrase)
    if found is None or "、" not in phrase[: found.start()]:
        return phrase
    head = _HEADS.search(phrase)
    return phrase[: found.start()] + (head.group() if head and head.start() >= found.end() else "")


def shares(left: str) -> bool:
    """Tell whether one number holds for every metric named: 均, 都."""
    return _ALL_OF_THEM.search(left[-8:]) is not None


def refers_back(left: str) -> int:
    """Return how many earlier metrics are meant by 这两项指标; 0 if none."""
    found = _THESE.search(left)
    return "零一二三四".index(found["count"].replace("两", "二")) if found else 0
