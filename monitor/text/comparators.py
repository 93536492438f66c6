"""
How words around a number bound it.

以上, 以下, 以内 include the number, 超过, 不满 do not (Civil Code, art. 1259).
"""

from __future__ import annotations

import re

from msgspec import Struct

from .openings import quickly

#: Longest words before a number are some 12 characters: 力争提高到不低于.
_WINDOW = 14
#: (comparator, words right before the number); the first row that fits wins.
_WORDS = (
    (">=", "不低于|不少于|不小于|不得低于|不得少于|至少|起码|保底|≥|大于等于|大于或者?等于|最低|不止"),
    ("<=", "不超过|不高于|不大于|不多于|不得超过|不得高于|小于等于|小于或者?等于|至多|最多|上限为?|≤|最高不超过|不突破|最快|最长|不超"),
    ("<", "低于|少于|小于|不足|不满|不到|未到|跌破|＜|<"),
    (">", "超过|突破|高于|大于|多于|逾|跨越|(?<![赶反高])超|超出|首破|站上|迈过|跨过|越过|突破了|(?<=[一-鿿])(?<!突)破|>|冲破"),
    ("approx", "大约|约为|约占|(?<![公节集条契违制])约|大概|将近|接近|(?<![最附])近|近乎|左右"),
    ("<=", "降至|降到|降低到|降低至|下降到|下降至|减少到|减少至|压减到|压减至|压缩至|压缩到|缩短至|缩短到|控制在|减至|减到|缩减至|缩减到|回落至|回落到|降为|限制在|下降为"),
    (">=", "达到|达成|(?<![到直表抵])达|高达|多达|提高到|提高至|提升到|提升至|提升为|增加到|增加至|增长到|增长至|扩大到|扩大至|上升到|上升至|上升为|增至|升至|升到|增到|扩展到|扩展至|拓展至|拓展到|扩至|提至|发展到|壮大到|壮大至|攀升至|占到|覆盖到|回升至|推广至|推广到|延长至|延长到|翻到"),
)  # fmt: skip
_BEFORE = tuple(
    (comparator, re.compile(rf"{quickly(words)}(?:了|到了|到|至|有|为|是)?[：:]? ?$"))
    for comparator, words in _WORDS
)
#: What such words can end in: before most numbers stands another character, and no row is tried.
_ENDS = frozenset(
    word[-1] for _, words in _WORDS for word in words.replace("为?", "").split("|")
) | frozenset("了到至有为是：: ")
#: What stands between such a word and the number without changing it.
#: A change between the bound and the number: 至少降低30%.
_FILLER = re.compile(
    r"(?:每[百千万]?[名个户家]?[一-鿿]{0,3}|降低|下降|减少|压减|增长|提高|提升|新增|增加|培育|建设|打造|完成|全国|世界|全球|每秒|人民币|平均|的|了|总计|共|也|均|都|亿|再|在)$"
)
_HEDGES_BEFORE = {"大约", "约为", "约占", "约", "大概"}
_AFTER = re.compile(
    r"(?:（含(?:本数)?）)?(?:及|或)?(?P<least>以上|之上)|(?:及|或)?(?P<most>以下|以内|之内|之下|封顶)|(?P<around>左右|上下|前后)|(?P<great>大关)"
)
_TAIL_HEDGE = "more_than_tail"


class Bound(Struct, frozen=True, gc=False):
    """How a number is bounded; empty strings where words say nothing."""

    comparator: str
    hedge: str
    #: Where the bounding words before the number begin.
    start: int
    #: Where the bounding words after the unit end.
    end: int


def read_bound(text: str, floor: int, start: int, end: int, stop: int, tail: str) -> Bound:
    """Return how `text[start:end]` is bounded; `tail`: 余, 多 or + inside it; `floor`, `stop`: the sentence."""
    after = _AFTER.match(text, end, stop)
    before, begin = _read_before(text, floor, start)
    hedge = _TAIL_HEDGE if tail in {"余", "多", "来"} else ""
    finish = after.end() if after else end
    if after and after["around"]:
        return Bound(before if before not in {"", "approx"} else "approx", "around", begin, finish)
    if after and after["least"]:
        return Bound(">=", hedge, begin, finish)
    if after and after["most"]:
        return Bound("<=", hedge, begin, finish)
    if tail:
        return Bound(">=" if tail == "+" else ">", hedge, begin, finish)
    if before == "approx":
        return Bound(
            "approx", "around" if text[begin:start].strip() in _HEDGES_BEFORE else "below_near", begin, finish
        )
    return Bound(before, hedge, begin, finish)


def _read_before(text: str, floor: int, start: int) -> tuple[str, int]:
    """Return the comparator of the words before a number and where they begin."""
    left = text[max(floor, start - _WINDOW) : start]
    base = start - len(left)
    for _ in range(2):
        found = _bounding(left)
        if found is not None:
            comparator, begin = found
            # 达到近50: the word next to the number decides; 提高到不低于50 as well.
            outer = _bounding(left[:begin])
            return comparator, base + (outer[1] if outer else begin)
        filler = _FILLER.search(left)
        if filler is None:
            break
        left = left[: filler.start()]
    return "", start


def _bounding(left: str) -> tuple[str, int] | None:
    """Return the comparator of the words that end a text and where they begin; None if none does."""
    if left[-1:] not in _ENDS:
        return None
    matches = ((comparator, words.search(left)) for comparator, words in _BEFORE)
    return next(((comparator, match.start()) for comparator, match in matches if match), None)
