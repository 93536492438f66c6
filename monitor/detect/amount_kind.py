"""Which kind of amount a number states, and what its verb does to its value."""

from __future__ import annotations

import re
from decimal import Decimal

from ..domain import MetricKind
from ..text.openings import quickly
from ..text.quantities import Quantity

_FILLER = r"(?:了|约|近|超过|超|突破|逾|至少|不低于|不少于|不超过|达到|达|保持在|稳定在|控制在|大约|将近|接近|均|分别|也|再|又|幅度|率|额|人民币|平均|全年|累计|预期|目标|为|有望|：){0,12}"
_UP = r"增长|增加|提高|提升|上升|上涨|上浮|扩大|加快|增多|增收|改善|攀升|回升|多增|涨|增|多了"
_DOWN = r"下降|降低|减少|压减|缩减|削减|缩短|回落|下滑|下跌|减轻|压缩|收窄|放缓|下调|减|降|少了"
_CHANGE = re.compile(rf"(?:(?P<up>{quickly(_UP)})|(?P<down>{quickly(_DOWN)})){_FILLER}$")
_RATE = re.compile(r"(?:增速|增幅|增长率|涨幅|降幅|同比|环比)[^，。；]{0,6}$")
_DROP = re.compile("降幅[^，]{0,4}$")
_TO_LEVEL = re.compile(rf"(?:{_UP}|{_DOWN})(?:到|至|为)|[增升降减扩提](?:到|至)")
_AFTER_CHANGE = re.compile(r"(?:以上|左右)?的?(?:年均|年|高|快速|较快)?(?:增长|增幅|增速|降幅|下降)")
_NEW = re.compile(
    r"(?:再(?=建|培|改|开|新)|新增|新建|新设|新培育|新认定|新开工|再开工|净增|增加(?!值)|多增|减轻|减少|降低|新引进|新改|新签)[^，。；]{0,14}$"
)
_COVERS = re.compile(rf"覆盖(?!率|面){_FILLER}$")
_YEARLY = re.compile(r"每年|年均|逐年|年产|年新增|年处理|每人每年")
_MONTHLY = re.compile(r"每月|月均|逐月")


def kind_of(quantity: Quantity, left: str, right: str) -> MetricKind:
    """Return the kind; `left` reaches up to the number itself, bounds included."""
    unit = quantity.unit
    dimension = unit.dimension if unit else ""
    plain = _BY_SHAPE.get(quantity.shape) or _BY_DIMENSION.get(dimension)
    if plain is not None:
        return plain
    if dimension == "ratio":
        if _COVERS.search(left):
            return MetricKind.COVERAGE
        return MetricKind.CHANGE_PCT if _is_change(left, right) else MetricKind.SHARE
    if (_NEW.search(left) or _CHANGE.search(left)) and not _TO_LEVEL.search(left[-8:]):
        return MetricKind.INCREMENT
    whole = all(value == value.to_integral_value() for value in quantity.values)
    return MetricKind.COUNT if dimension in _COUNTED and (unit or whole) else MetricKind.LEVEL


_BY_SHAPE = {"rank": MetricKind.RANK, "coverage": MetricKind.COVERAGE}
_BY_DIMENSION = {"multiple": MetricKind.MULTIPLE, "points": MetricKind.CHANGE_PP}
_CHANGES = frozenset({MetricKind.CHANGE_PCT, MetricKind.CHANGE_PP})
_COUNTED = frozenset(
    {"count", "people", "visits", "household", "users", "vehicles_times", "flights", "times", ""}
)


def values_of(quantity: Quantity, kind: MetricKind, left: str) -> tuple[Decimal, ...]:
    """Return the values as recorded: decreases negative, `增长1倍` as twice."""
    if kind is MetricKind.MULTIPLE and quantity.shape != "multiple":
        change = _CHANGE.search(left)
        return tuple(value + 1 for value in quantity.values) if change and change["up"] else quantity.values
    if kind in _CHANGES and _falls(left):
        return tuple(-value for value in quantity.values)
    return quantity.values


def per_of(left: str) -> str | None:
    """Return `year` or `month` for an amount that recurs."""
    if _YEARLY.search(left):
        return "year"
    return "month" if _MONTHLY.search(left) else None


def _is_change(left: str, right: str) -> bool:
    if _TO_LEVEL.search(left[-8:]):
        return False
    return bool(_CHANGE.search(left) or _RATE.search(left) or _AFTER_CHANGE.match(right))


def _falls(left: str) -> bool:
    change = _CHANGE.search(left)
    return bool(change and change["down"]) or _DROP.search(left) is not None
