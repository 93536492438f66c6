"""Who issues or starts a measure, as its sentence says it."""

from __future__ import annotations

import re

from .issuers import canonical, find_issuers
from .lexicon import Mention
from .regions import find_regions

#: What joins several issuers: 国家发展改革委、国家数据局会同财政部.
_JOIN = re.compile(r"(?:[、和及与，\s/]|会同|联合|以及|等[^，。；、]{0,8}?){0,40}")
#: What may stand between a place and its verb: 深圳日前发布, 安徽省还印发.
_GAP = re.compile(
    r"(?:省|市|（[^（）]{1,12}）|[也还则又已近今昨日前天起来率先正式将拟计划全面联合着手在就今年0-9月底初，]|地区|陆续|明确|通过){0,14}"
)
#: A body in a joint list that no table knows.
_UNKNOWN = re.compile(
    r"[、和及与，\s]{0,12}(?P<name>[一-鿿]{3,16}?(?:部|局|委|署|会|办|厅|院|海关|办公室))[、和及与，\s]{0,12}(?:会同|联合)?"
)
#: 提请全国人大常委会审议: the body is not who acts.
_OBJECT = frozenset("请向对受给报被让与为")
_QUOTED = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,60})?》|“[^“”]{0,40}”")


def masked(words: str) -> str:
    """Return the words with what stands in quotes and brackets blanked, length kept."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), words)


def agents(words: str, verb: int, home: str | None) -> tuple[str, ...]:
    """
    Return who does what the verb at the position says, first the leading one.

    The last group of bodies before the verb counts, or a place that stands
    directly before it (深圳发布). `home` resolves 省政府 and the like.
    """
    left = masked(words[:verb])
    place = _place_before(left)
    bodies = find_issuers(left, home)
    if place and (not bodies or bodies[-1].end <= place.start):
        return (place.name,)
    group = _last_group(left, bodies)
    if not group or left[: group[0].start][-1:] in _OBJECT:
        return ()
    return tuple(dict.fromkeys(mention.name for mention in group))


def _place_before(left: str) -> Mention | None:
    places = find_regions(left)
    if not places or not _GAP.fullmatch(left, places[-1].end):
        return None
    if left[: places[-1].start].endswith(("在", "于", "赴")):
        # 两部门在宁夏启动: where, not who.
        return None
    return Mention(canonical(places[-1].name), places[-1].start, places[-1].end)


def _last_group(left: str, bodies: tuple[Mention, ...]) -> list[Mention]:
    """Return the last list of bodies, those in it that no table knows included."""
    group: list[Mention] = []
    for body in reversed(bodies):
        if group and not _JOIN.fullmatch(left, body.end, group[0].start):
            unknown = _UNKNOWN.fullmatch(left, body.end, group[0].start)
            if unknown is None:
                break
            group.insert(0, Mention(unknown["name"], *unknown.span("name")))
        group.insert(0, body)
    return group
