"""When two names of bodies are one issuer, and how near two issuers are."""

from __future__ import annotations

import re
from typing import Final

#: One body under two name-plates.
_PLATES: Final = {
    "国家网信办": "中央网信办",
    "国家互联网信息办公室": "中央网信办",
    "中央网络安全和信息化委员会办公室": "中央网信办",
    "国家标准委": "市场监管总局",
    "国家标准化管理委员会": "市场监管总局",
    "国家新闻出版署": "中央宣传部",
    "国家电影局": "中央宣传部",
}
#: 国务院办公厅 speaks for 国务院, 广东省 is 广东省人民政府.
_OFFICE = re.compile(r"(?:人民)?政府$|办公[厅室]$|秘书局$|综合司$")
#: 市场监管总局 and 社区 are no places.
_PLACE = re.compile(r"^[一-鿿]{2,9}?(?:特别行政区|自治[区州县]|省|市(?!场)|(?<=[一-鿿]{2})[州盟县区])")

#: How near two issuers are.
SAME: Final = 1.0
#: 江苏省通信管理局 and 江苏省人民政府; two central bodies.
SAME_PLACE: Final = 0.8
#: News mostly leaves out who reported the figure.
UNKNOWN: Final = 0.7


def body(name: str) -> str:
    """Return the one name of a body: offices stand for whom they serve."""
    short = name
    while (shorter := _OFFICE.sub("", short)) not in {short, ""}:
        short = shorter
    return _PLATES.get(name, _PLATES.get(short, short))


def place(name: str) -> str:
    """Return the place whose body it is; empty for central bodies."""
    found = _PLACE.match(name)
    return found.group() if found else ""


def same_issuer(one: str | None, other: str | None) -> bool:
    """Tell whether both are known and one body."""
    return bool(one and other) and body(one or "") == body(other or "")


def closeness(one: str | None, other: str | None) -> float:
    """Return how near two issuers are, 0–1: the same, of one place, unknown, of different places."""
    if not one or not other:
        return UNKNOWN
    if body(one) == body(other):
        return SAME
    return SAME_PLACE if place(one) == place(other) else 0.0
