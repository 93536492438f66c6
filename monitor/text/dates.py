"""
Find the dates and periods that policy texts name, and tell how the words around them bound what is said.

To find and to resolve are two steps: a period without a year depends on whether it is aimed at or looked back on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from .date_rules import RULES, Anchor, resolve
from .periods import Interval

__all__ = ["DATE_SIGNS", "Anchor", "DateMention", "find_dates"]

_NAMED_GROUP = re.compile(r"\(\?P<[a-z_0-9]{1,20}>")
_READERS = tuple(
    (name, pattern, tuple(group.rstrip("0123456789") for group in pattern.groupindex))
    for name, pattern in ((rule.name, re.compile(rule.pattern)) for rule in RULES)
)
#: A sentence without any of these words has no date.
DATE_SIGNS = re.compile(
    '[年月季]|世纪|五[”"期时末中初开收]|岁末|截[至止]|[今昨][天日晚]|前天|目前|当前|眼下|如今|现[在阶已]|迄今|至今'
    "|(?:19|20)[0-9][0-9](?:[—~至到-]{1,2}(?:19|20)[0-9][0-9]|[底末]|[-./][01]?[0-9][-./])"
    '|元旦|春节|清明|端午|中秋|国庆|五一|劳动节|[“"]十一'
)
#: Every rule as one group: the number of the group that fits is that of the rule, from 1.
_ANY_RULE = "|".join(f"({_NAMED_GROUP.sub('(?:', rule.pattern)})" for rule in RULES)
_CALENDAR = re.compile(_ANY_RULE)
#: What the words right before a date make of it.
_PREFIX = re.compile(
    r"(?P<as_of>截至|截止到?|截止至)$|(?P<since>自从?|从)$|(?P<by>到|至|争取|力争|确保)$"
    r"|(?P<event>(?:今天|昨天|今日|日前|当天|近日)（$|进入\Z)"
)
#: What some rules make of it whatever stands before.
_BOUNDS = {"D2.last_day": "as_of", "D2.told": "event"}
#: A bare day counts only where something is done on it.
_ON = re.compile(r"[到至在于自从止]$|自从$|争取$|力争$|确保$")
_SINCE = re.compile(r"(?:[^，。；]{0,24})以来|起(?!步|点|草)|开始|年来")
_SAID = re.compile(
    r"(?:[^，。；：]{0,2})(?:发布|印发|召开|举行|出台|公布|表示|介绍|了解到|获悉|报道|消息|开幕|闭幕|签署|审议|通过|下午|上午|晚|在[^，。]{1,14}(?:举行|召开|开幕|表示|会见))|电[，）]|讯"
)


class DateMention(Struct, frozen=True, gc=False):
    """A date expression in a text."""

    start: int
    end: int
    rule: str
    words: str
    #: `by`, `within`, `before`, `since`, `as_of`, `now`, `event` (a day something was said or issued).
    bound: str
    groups: tuple[tuple[str, str], ...]

    def named(self, group: str) -> str | None:
        """Return what a part of the expression says; None if it is absent."""
        for name, words in self.groups:
            if name == group:
                return words
        return None

    def resolve(self, anchor: Anchor) -> Interval | None:
        """Return the interval; None where the expression has none by itself."""
        return resolve(self.rule, self.groups, anchor)


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Yield the date expressions of a sentence, from left to right."""
    stop = len(text) if end is None else end
    at = start
    while found := _CALENDAR.search(text, at, stop):
        assert found.lastindex is not None
        rule, pattern, names = _READERS[found.lastindex - 1]
        exact = pattern.match(text, found.start(), stop)
        assert exact is not None
        first, at = exact.span()
        words = exact.group()
        yield DateMention(
            first,
            at,
            rule,
            words,
            _bound(rule, words, text[max(start, first - 4) : first], text[at : at + 26]),
            tuple([(name, part) for name, part in zip(names, exact.groups(), strict=True) if part]),
        )


def _bound(rule: str, words: str, before: str, after: str) -> str:
    """Tell how the expression bounds what is said, by the words around it."""
    if rule in _BOUNDS:
        return _BOUNDS[rule]
    if rule.startswith("D16"):
        return rule.removeprefix("D16.")
    found = _PREFIX.search(before)
    prefix = found and found.lastgroup
    if prefix == "as_of":
        return prefix
    if _SINCE.match(after) or words.endswith("以来"):
        return "since"
    if prefix == "event" or (rule.startswith("D2") and _is_event(rule, words, before, after)):
        return "event"
    return "by" if prefix or rule in {"D2.day", "D2.numeric", "D2.festival"} else "within"


def _is_event(rule: str, words: str, before: str, after: str) -> bool:
    """Tell whether a month or a day is of something said, issued or entered, and governs no amount."""
    if before.endswith("（"):
        return True
    plain = words[-1] in "日号月份"
    if rule == "D2.numeric":
        return not (words.endswith(("前", "内")) or _ON.search(before))
    if rule == "D2.day":
        return plain and (_SAID.match(after) is not None or not _ON.search(before))
    return plain and _SAID.match(after) is not None
