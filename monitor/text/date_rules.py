"""
The rules of date expressions: a name, a pattern, and the closed interval that a match stands for.

Names, which `detect` puts into words: D1 years, D2 ends of periods, D3 “before”, D4 parts of years, D6 quarters,
halves and months without a year, D8 five-year plans, D9 the century, D10 durations, D11 ranges, D16 open periods.
A period without a year is the next one for targets and the last one for progress.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct

from . import periods
from .periods import Interval
from .units import parse_number

_D = r"[0-9一二三四五六七八九十两]"
_RELATIVE = {"今": 0, "本": 0, "明": 1, "后": 2, "去": -1, "上": -1, "前": -2}
_YEAR = r"(?:(?:19|20)[0-9]{2}(?=年|[—~至到-])|二[〇零○0O][〇零○0O一二三四五六七八九]{2}(?=年)|[今明后去前](?=年)|[本上](?=年(?!限|龄|轻|级))|[当次同](?=年(?!龄|级)))"
_OF_YEAR = rf"(?:(?P<year>{_YEAR})年)?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12][0-9]|3[01]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"[—~至到-]{1,2}"
_ZERO = str.maketrans("0O", "〇〇")
_FESTIVAL = '(?P<festival>元旦|春节|清明|端午|中秋|国庆|五一|劳动|(?<=[“"])十一)(?:国际)?(?:劳动)?节?(?:假期)?[”"]?'
_PLAN_NO = r"(?:二十[一二三]?|十[一二三四五六七八九]?|[三四五六七八九])"


class Anchor(Struct, frozen=True, gc=False):
    """What an expression is resolved against."""

    published: date
    #: Targets look ahead of the day of publication, progress looks back.
    forward: bool
    #: Year that the text named last, for 当年 and 次年.
    last_year: int | None = None


Groups = dict[str, str]


class DateRule(NamedTuple):
    """A way to write a date; `resolve` takes what the named groups matched, None where they state no real period."""

    name: str
    example: str
    pattern: str
    resolve: Callable[[Groups, Anchor], Interval | None]


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
    # 二0二七 and 二O二七 are misprints of 二〇二七.
    return _number(words if words[0].isdecimal() else words.translate(_ZERO))


def _nearest(make: Callable[[int], Interval], anchor: Anchor) -> Interval:
    """Resolve a period without a year: for targets the next, else the last that has begun."""
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
        # 去年内 is over: only a year that still runs is counted from publication.
        runs = date(number, 1, 1) <= anchor.published <= whole.end
        return Interval(anchor.published, whole.end, "year") if runs else whole
    return periods.last_day(whole)


def _two_years(groups: Groups, anchor: Anchor) -> Interval:
    first = anchor.published.year + _RELATIVE[groups["year"]]
    return Interval(date(first, 1, 1), date(first + 1, 12, 31), "year")


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


def _past_day(groups: Groups, anchor: Anchor) -> Interval | None:
    """截至15日: the last day of that number that is not after the day of publication."""
    day, published = _number(groups["day"]), anchor.published
    months = (published.month, 12 if published.month == 1 else published.month - 1)
    years = (published.year, published.year - (published.month == 1))
    for year, month in zip(years, months, strict=True):
        if day <= periods.month(year, month).end.day and date(year, month, day) <= published:
            return Interval(date(year, month, day), date(year, month, day), "day")
    return None


def _day_range(groups: Groups, anchor: Anchor) -> Interval | None:
    """`3月1日至5日`: from the first day to the last, both in it; what has begun is no range of the year before."""
    last = {"month": groups.get("last_month", groups["month"]), "day": groups["last"]}
    if anchor.forward or groups.get("last_year"):
        year = groups.get("last_year") or groups.get("year")
        end = _day(last | ({"year": year} if year else {}), anchor)
        start = _day({**groups, "year": groups.get("year") or str(end.end.year)}, anchor)
    else:
        start = _day(groups, anchor)
        end = _day({**last, "year": str(start.end.year)}, anchor)
    return Interval(start.end, end.end, "day") if start.end <= end.end else None


def _told_day(groups: Groups, anchor: Anchor) -> Interval:
    """`昨天（9月2日）`: the day in brackets, else the one before the day of publication."""
    if groups.get("month"):
        return _day(groups, Anchor(anchor.published, forward=False))
    day = anchor.published - timedelta(2 if groups["told"].startswith("前") else 1)
    return Interval(day, day, "day")


def _before_festival(groups: Groups, anchor: Anchor) -> Interval | None:
    """Return the day before a festival; without a year, of the next or the last one, and of one just over."""
    name, here = groups["festival"], anchor.published.year
    stated = _year_of(groups.get("year"), anchor)
    years = (stated,) if stated else (here, here + 1) if anchor.forward else (here, here - 1)
    days = [day - timedelta(1) for year in years if (day := periods.festival(year, name))]
    if not stated and anchor.forward:
        days = [day for day in days if day >= anchor.published - _JUST_OVER]
    elif not stated:
        days = [day for day in days if day < anchor.published]
    return Interval(days[0], days[0], "day") if days else None


def _quarter(groups: Groups, anchor: Anchor) -> Interval | None:
    which = {"首": 1}.get(groups["quarter"], 0) or _number(groups["quarter"])
    if not 1 <= which <= 4:  # noqa: PLR2004 - a year has four
        return None
    found = _in_year(
        groups,
        anchor,
        lambda number: (
            periods.months(number, 1, which * 3, "quarter") if groups.get("first") else periods.quarter(number, which)
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
    whole = periods.plan(_number(groups["plan"]))
    part = groups.get("part") or ""
    if part.startswith(("前", "头")):
        return Interval(whole.start, date(whole.end.year - 5 + _number(part[1]), 12, 31), "plan")
    if part.startswith("后"):
        return Interval(date(whole.end.year + 1 - _number(part[1]), 1, 1), whole.end, "plan")
    if "末" in part or part.startswith("收"):
        return periods.last_day(whole)
    if part == "中期":
        return periods.year(whole.end.year - 2)
    if part.startswith(("初", "开")):
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


def _first_years(groups: Groups, anchor: Anchor) -> Interval:
    """头三年 of no plan that is named: counted from the year of publication."""
    last = anchor.published.year + _number(groups["count"]) - 1
    return Interval(anchor.published, date(last, 12, 31), "year")


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

#: A festival so long past is still the one that a text means: 春节前 a week after it.
_JUST_OVER = timedelta(45)

_BEFORE = r"(?:以前|之前|前(?!后|[一-十0-9])|之内|以内)"
#: The first that fits at the leftmost place counts.
RULES: Final = (
    DateRule("D11.years", "2025—2027年", rf"(?P<year>{_YEAR})年?(?:{_TO}|[与和](?=(?:19|20)[0-9]{{2}}年之?间))(?P<last>(?:19|20)[0-9]{{2}})年?(?:底|末)?(?![0-9])", _year_range),
    DateRule("D11.months", "1—6月", rf"{_OF_YEAR}(?P<month>{_MONTH})月?(?:份)?{_TO}(?:(?P<last_year>{_YEAR})年)?(?P<last>{_MONTH})月(?:份)?(?![0-9]{{1,2}}日)", _month_range),
    DateRule("D11.days", "3月1日至5日", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]?{_TO}(?:(?:(?P<last_year>{_YEAR})年)?(?P<last_month>{_MONTH})月)?(?P<last>{_DAY})[日号]", _day_range),
    DateRule("D2.told", "昨天（9月2日）", rf"(?P<told>昨[天日晚]|前天|今[天日](?=（{_MONTH}月))(?:（(?P<month>{_MONTH})月(?P<day>{_DAY})日）)?", _told_day),
    DateRule("D2.day", "9月30日前", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?P<day>{_DAY})[日号]{_BEFORE}?", _day),
    DateRule("D2.numeric", "2027-12-31前", rf"(?<![0-9.])(?P<year>20[0-9]{{2}})(?:-(?P<month>{_MONTH})-(?P<day>{_DAY})|/(?P<month2>{_MONTH})/(?P<day2>{_DAY})|[.](?P<month3>{_MONTH})[.](?P<day3>{_DAY}))(?![0-9]){_BEFORE}?", _day),
    DateRule("D2.festival", "春节前", rf'{_OF_YEAR}[“"]?{_FESTIVAL}{_BEFORE}(?!夕|往|来|发放|走访|慰问)', _before_festival),
    DateRule("D2.last_day", "截至15日", rf"截[至止](?P<day>{_DAY})[日号]", _past_day),
    DateRule("D2.month", "6月底前", rf"{_OF_YEAR}(?P<month>{_MONTH})月(?![市集圩])(?:份)?(?P<part>底|末)?{_BEFORE}?(?![0-9])", _month_part),
    DateRule("D6.quarter", "前三季度", rf"{_OF_YEAR}(?P<first>前)?(?:[一二三四1-4]、)?第?(?P<quarter>[一二两三四首1-4])个?季度(?P<part>底|末)?{_BEFORE}?", _quarter),
    DateRule("D6.half", "上半年", rf"{_OF_YEAR}(?P<half>[上下])半年(?P<part>底|末)?{_BEFORE}?", _half),
    DateRule("D6.months", "前五个月", rf"{_OF_YEAR}(?:前|头)(?P<count>{_D}{{1,2}})个?月(?:份)?", _first_months),
    DateRule("D4.part", "今年底", rf"(?:(?P<year3>20[0-9]{{2}})(?P<part3>[底末])|(?P<year>{_YEAR})年(?P<part>[底末]|初(?!步|期|级)|内(?!蒙|地|部|容|需|在|外)|中(?!国|央|期|小|等|心|东|西|部|共|华|非|欧|美|俄|越|日|韩|法|德|英|澳|新|老|柬|泰|印|巴|哈|意|塞|匈|阿|拉|高|职|医|药|试|标|考)|年[底末初中]|之内)|(?P<year2>)(?<![0-9一二三四五六七八九十两几数全今明去前后当百千多余])(?P<part2>年[底末初内]|岁末)){_BEFORE}?", _year_part),
    DateRule("D3", "2030年前", rf"(?P<year>(?:19|20)[0-9]{{2}})年{_BEFORE}", _before_year),
    DateRule("D1.two", "今明两年", r"(?P<year>[去今明])(?:(?<=去)今|(?<=今)明|(?<=明)后)[两二]?年", _two_years),
    DateRule("D1", "2027年", rf"(?P<year>{_YEAR})年(?:全年|度)?(?!版|第?[一二三四五六七八九十0-9]{{1,3}}[届次期])|(?P<year2>20[0-9]{{2}})(?=[、和与及](?:20[0-9]{{2}}[、和与及]){{0,3}}20[0-9]{{2}}年)", _whole_year),
    DateRule("D8", "“十五五”末", rf"[“\"](?P<plan>{_PLAN_NO})五[”\"](?P<part>(?:规划)?(?:期间|期内|时期末|时期|期?末期?)|中后期|中期|初期|开局之年|收官之年|[前头][一两二三四]年|后[一两二三四]年|以来)?|(?P<plan2>二?十[一二三四五六七八九]?)五(?P<part3>期间|时期末|时期|期?末期?|中后期|中期|初期|开局之年|收官之年|[前头][一两二三四]年|后[一两二三四]年)", _plan),
    DateRule("D9", "本世纪中叶", r"(?P<milestone>(?:本|二十一|21)世纪(?:中叶|末)|建军(?:一百|100)(?:周)?年|新中国成立(?:一百|100)(?:周)?年)", _fixed),
    DateRule("D10", "三年内", rf"(?:未来|今后|利?用|再用|接下来的?|力争用?)?(?:{_D}{{1,3}}{_TO})?(?P<count>{_D}{{1,3}})(?P<unit>个月|年)(?:左右)?(?:内|以内|之内|左右的?时间|的?时间)|通过(?P<count2>{_D}{{1,3}})(?P<unit2>年)(?:左右)?的?努力", _ahead),
    DateRule("D10.next", "未来五年", rf"(?:未来|今后|接下来的?)(?P<count>{_D}{{1,3}})(?P<unit>个月|年)", _ahead),
    DateRule("D10.first", "头三年", "[头前](?P<count>[一两二三四])年(?![前来])", _first_years),
    DateRule("D16.since", "从2022年至今", rf"(?:自|从)(?:{_YEAR})年(?:{_MONTH}月)?(?:{_DAY}日)?至今", _open),
    DateRule("D16.since", "五年来", rf"(?:近|过去|最近|这|[一-十]|[0-9])?(?:{_D}{{1,3}})(?:多|余)?年(?:多)?来|近年来|(?:近|过去)[一两二三四五六七八九十0-9]{{1,2}}(?:个月|年)", _open),
    DateRule("D16.now", "目前", r"(?<!项)目前|当前|眼下|如今|现在|截至目前|截至今[天日]|(?<!的)今[天日](?=，|的[一-鿿])|迄今|(?<!截)至今(?!年)|到目前为止|现阶段|现已", _open),
)  # fmt: skip
_RESOLVE = {rule.name: rule.resolve for rule in RULES}


#: Every amount of a sentence resolves the same expression, and most texts name the same years.
@lru_cache(maxsize=1024)
def resolve(rule: str, groups: tuple[tuple[str, str], ...], anchor: Anchor) -> Interval | None:
    """Return the interval that the groups of a rule's match stand for; None if they state no real period."""
    return _RESOLVE[rule](dict(groups), anchor)
