"""
Dates and periods as policy texts name them, to closed intervals.

Rule names, put into words by `detect.reasons`: D1 years, D2 ends of periods,
D3 “before”, D4–D5 relative years, D6–D7 periods without a year, D8 five-year
plans, D9 the century, D10 durations, D11 ranges. A period without a year is
resolved forward for targets and backward for progress, so finding and
resolving are two steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from . import periods
from .numbers import parse_number
from .openings import places_of
from .periods import Interval

_D = r"[0-9一二三四五六七八九十两]"
_RELATIVE = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "上": -1, "前": -2}
_YEAR = r"(?:(?:19|20)[0-9]{2}(?=年|[—~至到-])|二[〇零○][〇零○一二三四五六七八九]{2}(?=年)|[今明后去前](?=年)|[本上](?=年(?!限|龄|轻|级))|[当次同](?=年(?!龄|级)))"
_OF_YEAR = rf"(?:(?P<year>{_YEAR})年)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[—~至到-]{1,2}"
_PLAN_NO = r"(?:二十[一二三]?|十[一二三四五六七八九]?|[三四五六七八九])"


class Anchor(Struct, frozen=True, gc=False):
    """What an expression is resolved against."""

    published: date
    #: Targets look ahead of the day of publication, progress looks back.
    forward: bool
    #: Year that the text named last, for 当年 and 次年.
    last_year: int | None = None


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
        return _resolved(self.rule, self.groups, anchor)


Groups = dict[str, str]


#: Every amount of a sentence asks what the same expression means, and most texts name the same years.
@lru_cache(maxsize=1024)
def _resolved(rule: str, groups: tuple[tuple[str, str], ...], anchor: Anchor) -> Interval | None:
    return _RESOLVE[rule](dict(groups), anchor)


def _number(words: str) -> int:
    value = parse_number(words)
    return int(value) if value is not None else 0


def _year_of(words: str | None, anchor: Anchor) -> int | None:
    if not words:
        return None
    if words in _RELATIVE:
        return anchor.published.year + _RELATIVE[words]
    if words in "当次同":
        last = anchor.last_year or anchor.published.year
        return last + (words == "次")
    return _number(words)


def _nearest(make: Callable[[int], Interval], anchor: Anchor) -> Interval:
    """Resolve a period without a year: the next one for targets, the last ended or running one else."""
    here = anchor.published.year
    if anchor.forward:
        return make(here if make(here).end >= anchor.published else here + 1)
    now = make(here)
    begins = now.start or now.end
    return now if begins <= anchor.published else make(here - 1)


def _in_year(groups: Groups, anchor: Anchor, make: Callable[[int], Interval]) -> Interval:
    number = _year_of(groups.get("year"), anchor)
    return make(number) if number else _nearest(make, anchor)


def _whole_year(groups: Groups, anchor: Anchor) -> Interval | None:
    number = _year_of(groups["year"], anchor)
    return periods.year(number) if number else None


def _year_part(groups: Groups, anchor: Anchor) -> Interval | None:
    """底, 末 are the last day; 初 is the first month, 中 the first half; 内 runs from publication."""
    number = _year_of(groups.get("year"), anchor) or anchor.published.year
    whole = periods.year(number)
    part = groups["part"][-1]
    if part == "初":
        return periods.month(number, 1)
    if part == "中":
        return periods.half(number, 1)
    if part == "内":
        return Interval(max(anchor.published, date(number, 1, 1)), whole.end, "year")
    return periods.last_day(whole)


def _before_year(groups: Groups, anchor: Anchor) -> Interval:
    number = _number(groups["year"])
    return Interval(min(anchor.published, date(number, 12, 31)), date(number, 12, 31), "year")


def _month_part(groups: Groups, anchor: Anchor) -> Interval | None:
    at = _number(groups["month"])
    found = _in_year(groups, anchor, lambda number: periods.month(number, at))
    return periods.last_day(found) if groups.get("part") else found


def _day(groups: Groups, anchor: Anchor) -> Interval:
    at, day = _number(groups["month"]), _number(groups["day"])

    def make(number: int) -> Interval:
        whole = periods.month(number, at)
        exact = date(number, at, min(day, whole.end.day))
        return Interval(exact, exact, "day")

    return _in_year(groups, anchor, make)


def _day_range(groups: Groups, anchor: Anchor) -> Interval | None:
    """`3月1日至5日`: from the first day to the last, both in it."""
    last = {"month": groups.get("last_month", groups["month"]), "day": groups["last"]}
    year = groups.get("last_year") or groups.get("year")
    end = _day(last | ({"year": year} if year else {}), anchor)
    start = _day({**groups, "year": groups.get("year") or str(end.end.year)}, anchor)
    return Interval(start.end, end.end, "day") if start.end <= end.end else None


def _quarter(groups: Groups, anchor: Anchor) -> Interval | None:
    which = {"首": 1}.get(groups["quarter"], 0) or _number(groups["quarter"])
    if not 1 <= which <= 4:  # noqa: PLR2004 - a year has four
        return None
    found = _in_year(
        groups,
        anchor,
        lambda number: (
            periods.months(number, 1, which * 3, "quarter")
            if groups.get("first")
            else periods.quarter(number, which)
        ),
    )
    return periods.last_day(found) if groups.get("part") else found


def _half(groups: Groups, anchor: Anchor) -> Interval | None:
    which = 1 if groups["half"] == "上" else 2
    found = _in_year(groups, anchor, lambda number: periods.half(number, which))
    return periods.last_day(found) if groups.get("part") else found


def _first_months(groups: Groups, anchor: Anchor) -> Interval | None:
    count = _number(groups["count"])
    if not 1 <= count <= 12:  # noqa: PLR2004 - a year has twelve
        return None
    return _in_year(groups, anchor, lambda number: periods.months(number, 1, count, "month"))


def _month_range(groups: Groups, anchor: Anchor) -> Interval | None:
    first, last = _number(groups["month"]), _number(groups["last"])
    if groups.get("last_year"):
        until = _year_of(groups["last_year"], anchor) or anchor.published.year
        since = _year_of(groups.get("year"), anchor) or until
        return Interval(date(since, first, 1), periods.month(until, last).end, "month")
    if first > last:
        return None
    return _in_year(groups, anchor, lambda number: periods.months(number, first, last, "month"))


def _year_range(groups: Groups, anchor: Anchor) -> Interval | None:
    first, last = _year_of(groups["year"], anchor), _year_of(groups["last"], anchor)
    if not first or not last or first > last:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "year")


def _plan(groups: Groups, _: Anchor) -> Interval | None:
    number = _number(groups["plan"])
    whole = periods.plan(number)
    part = (groups.get("part") or "")[:1]
    if part in {"末", "收"}:
        return periods.last_day(whole)
    if part == "中":
        return periods.year(whole.end.year - 2)
    if part in {"初", "开"}:
        return periods.year(whole.end.year - 4)
    return whole


def _fixed(groups: Groups, _: Anchor) -> Interval | None:
    return next(found for words, found in _MILESTONES if words in groups["milestone"])


def _ahead(groups: Groups, anchor: Anchor) -> Interval | None:
    count = _number(groups["count"])
    if not 1 <= count <= 60:  # noqa: PLR2004 - longer spans are no plans
        return None
    by_month = groups["unit"].endswith("月")
    end = periods.later(anchor.published, **({"months": count} if by_month else {"years": count}))
    return Interval(anchor.published, end, "duration")


def _open(_groups: Groups, anchor: Anchor) -> Interval | None:
    return Interval(None, anchor.published, "day")


_MILESTONES = (
    ("世纪中叶", Interval(None, date(2050, 12, 31), "century")),
    ("世纪末", Interval(None, date(2100, 12, 31), "century")),
    ("建军一百", Interval(None, date(2027, 8, 1), "day")),
    ("建军100", Interval(None, date(2027, 8, 1), "day")),
    ("新中国成立一百", Interval(None, date(2049, 10, 1), "day")),
    ("新中国成立100", Interval(None, date(2049, 10, 1), "day")),
)

_BEFORE = r"(?:以前|之前|前(?!后|[一-十0-9])|之内|以内)"
#: (rule, pattern, resolver): the first pattern that fits at the leftmost place wins.
_RULES: tuple[tuple[str, str, Callable[[Groups, Anchor], Interval | None]], ...] = (
    ("D11.years", rf"(?P<year>{_YEAR})年?(?:{_TO}|[与和](?=(?:19|20)[0-9]{{2}}年之?间))(?P<last>(?:19|20)[0-9]{{2}})年?(?:底|末)?(?![0-9])", _year_range),
    ("D11.months", rf"{_OF_YEAR}(?P<month>{_MONTH})月?(?:份)?{_TO}(?:(?P<last_year>{_YEAR})年)?(?P<last>{_MONTH})月(?:份)?(?![0-9]{{1,2}}日)", _month_range),
    ("D11.days", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]?{_TO}(?:(?:(?P<last_year>{_YEAR})年)?(?P<last_month>{_MONTH})月)?(?P<last>{_DAY})[日号]", _day_range),
    ("D2.day", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]{_BEFORE}?", _day),
    ("D2.month", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?:份)?(?P<part>底|末)?{_BEFORE}?(?![0-9])", _month_part),
    ("D6.quarter", rf"{_OF_YEAR}(?P<first>前)?(?:[一二三四1-4]、)?第?(?P<quarter>[一二两三四首1-4])个?季度(?P<part>底|末)?{_BEFORE}?", _quarter),
    ("D6.half", rf"{_OF_YEAR}(?P<half>[上下])半年(?P<part>底|末)?{_BEFORE}?", _half),
    ("D6.months", rf"{_OF_YEAR}(?:前|头)(?P<count>{_D}{{1,2}})个?月(?:份)?", _first_months),
    ("D4.part", rf"(?:(?P<year>{_YEAR})年(?P<part>[底末]|初(?!步|期|级)|内(?!蒙|地|部|容|需|在|外)|中(?!国|央|期|小|等|心|东|西|部|共|华|非|欧|美|俄)|年[底末初中]|之内)|(?P<year2>)(?<![0-9一二三四五六七八九十两几数全今明去前后当百千多余])(?P<part2>年[底末初内]|岁末)){_BEFORE}?", _year_part),
    ("D3", rf"(?P<year>(?:19|20)[0-9]{{2}})年{_BEFORE}", _before_year),
    ("D1", rf"(?P<year>{_YEAR})年(?:全年|度)?(?!版|第?[一二三四五六七八九十0-9]{{1,3}}[届次期])", _whole_year),
    ("D8", rf"[“\"](?P<plan>{_PLAN_NO})五[”\"](?P<part>期间|时期|末|中期|初期|开局之年|收官之年|以来)?|(?P<plan2>二?十[一二三四五六七八九]?)五(?P<part3>期间|时期|末|中期|初期|开局之年|收官之年)", _plan),
    ("D9", r"(?P<milestone>(?:本|二十一|21)世纪(?:中叶|末)|建军(?:一百|100)(?:周)?年|新中国成立(?:一百|100)(?:周)?年)", _fixed),
    ("D10", rf"(?:未来|今后|利?用|再用|接下来的?|力争用?)?(?:{_D}{{1,3}}{_TO})?(?P<count>{_D}{{1,3}})(?P<unit>个月|年)(?:左右)?(?:内|以内|之内|左右的?时间|的?时间)", _ahead),
    ("D10.next", rf"(?:未来|今后|接下来的?)(?P<count>{_D}{{1,3}})(?P<unit>个月|年)", _ahead),
    ("D16.since", rf"(?:近|过去|最近|这|[一-十]|[0-9])?(?:{_D}{{1,3}})(?:多|余)?年(?:多)?来|近年来|(?:近|过去)[一两二三四五六七八九十0-9]{{1,2}}(?:个月|年)", _open),
    ("D16.now", r"目前|当前|眼下|如今|现在|截至目前|截至今[天日]|(?<!的)今[天日](?=，|的[一-鿿])|迄今|(?<!截)至今(?!年)|到目前为止|现阶段|现已", _open),
)  # fmt: skip
_RESOLVE = {rule: resolver for rule, _, resolver in _RULES}
#: By rule: its name, its pattern, what its groups name.
_READERS = tuple(
    (rule, pattern, tuple(name.rstrip("0123456789") for name in pattern.groupindex))
    for rule, pattern in ((rule, re.compile(pattern)) for rule, pattern, _ in _RULES)
)
_NAMED_GROUP = re.compile(r"\(\?P<[a-z_0-9]{1,20}>")
#: What every expression holds; two sentences of three hold none of it.
DATE_SIGNS = re.compile(
    places_of(
        '[年月季]|世纪|五[”"期时末中初开收]|岁末|今[天日]|目前|当前|眼下|如今|现[在阶已]|迄今|至今'
        "|(?:19|20)[0-9][0-9][—~至到-]{1,2}(?:19|20)[0-9][0-9]"
    )
)
#: What an expression can begin with; most characters of a text are passed over by this alone.
_FIRST = (
    r"[0-9一二三四五六七八九十两〇零○]{1,4}[年月个季—~至到、多余期时末中初开收-]"
    r"|[今明后去前本上下当次同年岁“\"首头新建未用再接力利近过最这目眼如现迄至到截几]"
    r"[0-9一二三四五六七八九十两〇零○第年半世首季个来后去近天日前下今在阶已至目底末初内中军用争]"
)


def _any() -> str:
    """
    Return a group for each rule, in their order.

    Rules in a row that may name a year look for it together: what they find without one begins with no year.
    """
    parts = []
    for of_year, rules in groupby(_RULES, lambda rule: rule[1].startswith(_OF_YEAR)):
        rests = "|".join(f"({pattern.removeprefix(_OF_YEAR)})" for _, pattern, _ in rules)
        parts.append(f"{_OF_YEAR}(?:{rests})" if of_year else rests)
    return _NAMED_GROUP.sub("(?:", "|".join(parts))


#: Covers the first character of an expression alone; the number of its group is that of the rule, from 1.
_CALENDAR = re.compile(f"{places_of(_FIRST)}(?<=(?={_any()}).)")

#: What the words right before a date make of it.
_PREFIX = re.compile(
    r"(?P<as_of>截至|截止到?|截止至)$|(?P<since>自从?|从)$|(?P<by>到|至|争取|力争|确保)$"
    r"|(?P<event>(?:今天|昨天|今日|日前|当天|近日)（$|进入\Z)"
)
#: A bare day counts only where something is done on it.
_ON = re.compile(r"[到至在于自从止]$|自从$|争取$|力争$|确保$")
_SINCE = re.compile(r"(?:[^，。；]{0,24})以来|起(?!步|点|草)|开始|年来")
_SAID = re.compile(
    r"(?:[^，。；：]{0,2})(?:发布|印发|召开|举行|出台|公布|表示|介绍|了解到|获悉|报道|消息|开幕|闭幕|签署|审议|通过|下午|上午|晚|在[^，。]{1,14}(?:举行|召开|开幕|表示|会见))|电[，）]|讯"
)


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
    return "by" if prefix or rule == "D2.day" else "within"


def _is_event(rule: str, words: str, before: str, after: str) -> bool:
    """Tell whether a month or a day is of something said, issued or entered, and governs no amount."""
    if before.endswith("（"):
        return True
    plain = words[-1] in "日号月份"
    if rule == "D2.day":
        return plain and (_SAID.match(after) is not None or not _ON.search(before))
    return plain and _SAID.match(after) is not None
