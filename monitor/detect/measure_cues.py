"""Words that say what happened to a named measure, and those that say it is only mentioned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..domain import Stage
from ..text.openings import quickly

_ISSUE = (
    r"(?:联合|正式|对外|集中|同步|先后|陆续|修订)?(?:印发|发布|出台|公布|下发|颁布|颁发|转发|推出)(?:实施)?|制定(?:并)?(?:印发|发布|出台|公布)|"
    r"(?:审议|表决|全票|原则)通过|原则同意|批准(?:发布)?|制定了|制订了|编制了|制定完成"
)
_SOON = r"(?:正在|正|抓紧|加紧|加快|着手|牵头|拟|将|即将|尽快|适时|准备|筹备|酝酿)"
_MAKE = r"(?:研究制定|组织制定|研究起草|制定|制订|编制|起草|研制|谋划|出台|发布|印发|推出|公布|修订)"
#: What may stand between the verb and the name.
_LABEL = (
    r"(?:了|一[份部项个]|新版的|首[部个份项]|国内首[部个份项]|全国首[部个份项]|我国首[部个份项]|新版|国家标准|行业标准|地方标准|团体标准|强制性|推荐性|"
    r"部门规章|行政法规|地方性法规|由其制定的){0,3}"
)
#: (stage, what stands directly before the name), tried in order.
_BEFORE = tuple(
    (stage, re.compile(f"{quickly(pattern)}{_LABEL}$"))
    for stage, pattern in (
        (Stage.REPEALED, "废止|停止执行"),
        (Stage.CONSULTATION, "(?:征求|征集|听取)(?:社会)?(?:各界)?对"),
        (Stage.DRAFTING, rf"{_SOON}[^，。；：]{{0,14}}?{_MAKE}|起草"),
        (
            Stage.REVISED,
            "(?:修订|修改|修正)(?:印发|发布|形成|通过)?|(?:通过|印发|发布|公布|颁布|出台)了?(?:新修[订改正]|修[订改正]后)的",
        ),
        (Stage.ISSUED, _ISSUE),
        (Stage.LAUNCHED, "(?:全面|正式|部署)?启动(?:实施)?"),
    )
)
#: 商务部发布的《…》提出: news when a recent day stands with it, else a mention.
_NOMINAL = re.compile(quickly(f"{_ISSUE}|制定|编制") + "的$")
#: 公开征求《…》意见: the name stands inside what is asked for.
_ASKING = re.compile(r"(?:征求|征集|征询|听取)(?:社会(?:各界|公众)?|公众|各方|有关方面)?对?(?:关于)?$")
_ASKED = re.compile(r"[^，。；《》]{0,8}(?:意见|建议)")
_BILL = re.compile(r"(?:审议|讨论|提交|提请)(?:了)?$")

_ADVERBS = (
    r"(?:（[^（）]{1,60}）)?(?:等[^，。；]{0,16}?)?(?:[已将于并现]|已经|近日|日前|[今昨]天|[今昨]日|（[^（）]{1,12}）|今起|正式|全文|同步|同日|联合|"
    r"对外|面?向社会|20[0-9][0-9]年|[0-9]{1,2}月|[0-9]{1,2}日|会上|现场|由[^，。；《》]{2,30}?|在[^，。；《》]{2,14}?){0,6}"
)
#: 发布以来, 实施后, 印发之日: not what happened but when something else did.
_NOT_AFTER = r"(?!以来|以后|之?后|前|的(?!通知)|背景|情况|之日|会|效果|意义|过程|方案|细则|期间|[0-9]{0,3}周年|[一二三四五六七八九十0-9]{1,12}年)"
#: (stage, what follows the name), tried in order.
_AFTER = tuple(
    (stage, re.compile(_ADVERBS + pattern))
    for stage, pattern in (
        (
            Stage.CONSULTATION,
            "(?:征求意见稿|(?:公开|面向|向|再次)?[^，。；]{0,12}?(?:征求|征集|征询)[^，。；]{0,10}?意见)",
        ),
        (Stage.REPEALED, "(?:同时|即行|予以|自[^，。；]{2,16}起){0,2}废止"),
        (Stage.ISSUED, ".{0,80}?现予(?:以)?(?:公布|发布|印发)"),
        (Stage.IN_FORCE, f"(?:[自从]?[^，。；：《》]{{0,16}}起)?(?:正式)?(?:施行|实施|生效){_NOT_AFTER}"),
        (Stage.DRAFTING, "正在(?:抓紧)?(?:研究|制定|起草|编制|制订|修订)"),
        (Stage.LAUNCHED, "(?:全面)?启动(?:实施)?(?=[，。；、]|$)"),
        (Stage.ISSUED, f"(?:印发|发布|出台|公布|颁布){_NOT_AFTER}"),
    )
)
#: 根据《…》, 落实《…》: the document is only mentioned, whatever follows it.
_MENTION = re.compile(
    quickly(
        "根据|按照|依据|依照|遵照|参照|对照|落实|贯彻|执行|结合|围绕|遵循|符合|违反|纳入|列入|衔接|学习|宣传|解读|"
        "关于印发|关于发布|关于公布|关于修订|制定实施|[为以在是有与及继自从据按如见和]"
    )
    + "$"
)
_CITED = re.compile("关于[印发公布修订转]{2}$")
#: The sentence looks back: what it names is not new.
_PAST = re.compile(
    r"此前|早在|早已|曾经|去年|前年|近年来|近几年|过去|[一二三四五六七八九十0-9]年来|(?<!今年)(?<!月)(?<!春节)以来|先后|期间|当年|历年|多年|后不久|[月年]后，|(?<!年)从[^，。]{0,4}$"
)
_PAST_PROGRAMME = re.compile(
    r"此前|早在|曾经|去年|前年|近年来|近几年|[一二三四五六七八九十0-9]年来|期间|当年|历年"
)
_FRESH = re.compile(r"近日|日前|近期|最近|刚刚|随后|今天|今日|昨[天日]|本周|本月|上周|当[天日]")
_DAY = re.compile(
    r"(20[0-9][0-9]|今|去)年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?|(?<![0-9])(?<!年)([0-9]{1,2})月(?:([0-9]{1,2})日)?"
)
#: A document issued longer ago than this is no news.
NEWS_SPAN = timedelta(days=120)
_DECEMBER = 12

_LAUNCH = re.compile(
    quickly(
        r"(?:(?:全面|正式|部署|组织|大力|深入|联合|集中){0,2}(?:启动|实施|开展|发起)(?:实施)?|部署)(?:了|为期[^，。；]{2,8}的)?"
    )
)
_WILL = re.compile(r"(?:将|拟|即将|计划|准备)[^，。；：]{0,10}$")
_WISH = re.compile(
    r"(?:要|应|需|推动|加快|持续|继续|推进|支持|鼓励|关于|通过|坚持|不断|可|能|者|的)[^，。；：]{0,6}$"
)
_MEETING = re.compile(r"(?:召开|举行)(?:了)?(?:全国)?")
MEETING_END = re.compile(
    r"(?:工作)?(?:深化|动员|全面)?(?:部署|启动|动员|推进)(?:部署)?(?:电视电话|视频)?(?:会|仪式)"
)
_ABOUT_TO_ISSUE = rf"{_SOON}[^，。；：]{{0,10}}?{_MAKE}"
_IS_SOON = re.compile(_ABOUT_TO_ISSUE)
_ISSUE_PLAIN = re.compile(quickly(rf"{_ABOUT_TO_ISSUE}|(?:{_ISSUE})了?"))
#: “数据要素×”行动正式启动.
STARTED = re.compile(
    r"(?P<name>“[^“”]{2,20}”[^，。；：“”]{0,8}?(?:专项行动|行动|工程|试点|计划))"
    rf"(?:[今昨]天|[今昨]日|近日|日前|（[^（）]{{1,12}}）|[0-9]{{1,2}}[月日]|在[^，。；]{{2,10}}|正式|全面){{0,4}}启动{_NOT_AFTER}"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a sentence says of a measure, and where the words that say it stand in the sentence."""

    stage: Stage
    start: int
    end: int
    #: Which table read it.
    rule: str


def read_cue(words: str, start: int, end: int, *, bill: bool) -> Cue | None:
    """Return what the sentence says of the name at `[start, end)`; None when it only mentions it."""
    left = words[:start]
    reach = max(0, start - 60)
    if (found := _ASKING.search(left, reach)) and _ASKED.match(words, end):
        return Cue(Stage.CONSULTATION, found.start(), start, "before:consultation")
    if not _CITED.search(left):
        for stage, pattern in _BEFORE:
            if found := pattern.search(left, reach):
                return Cue(stage, found.start(), start, f"before:{stage}")
        if bill and (found := _BILL.search(left, reach)):
            return Cue(Stage.DRAFTING, found.start(), start, "before:bill")
    if not _MENTION.search(left, reach):
        for stage, pattern in _AFTER:
            if found := pattern.match(words, end):
                return Cue(stage, start, found.end(), f"after:{stage}")
    if found := _NOMINAL.search(left, reach):
        return Cue(Stage.ISSUED, found.start(), start, "nominal")
    return None


def is_past(left: str, published: date) -> bool:
    """Tell whether the words before the verb date what it says too far back to be news."""
    return bool(_PAST.search(left)) or _is_old(left, published)


def is_past_programme(left: str, published: date) -> bool:
    """Tell the same of an action or project, which goes on longer than a document is news."""
    return bool(_PAST_PROGRAMME.search(left)) or _is_old(left, published)


def is_fresh(left: str, published: date) -> bool:
    """Tell whether the words before the verb say that it happened lately."""
    return bool(_FRESH.search(left)) or (_DAY.search(left) is not None and not _is_old(left, published))


def launches(words: str) -> list[tuple[int, int, Stage]]:
    """Return `(start, end, stage)` of verbs that start an action; wishes and orders to start one are left out."""
    found = []
    for verb in _LAUNCH.finditer(words):
        left = words[max(0, verb.start() - 16) : verb.start()]
        if _WILL.search(left):
            found.append((verb.start(), verb.end(), Stage.DRAFTING))
        elif not _WISH.search(left):
            found.append((verb.start(), verb.end(), Stage.LAUNCHED))
    return found


def meetings(words: str) -> list[tuple[int, int]]:
    """Return the spans of `召开` and `举行`; a meeting that starts an action is named after it."""
    return [verb.span() for verb in _MEETING.finditer(words)]


def issues(words: str) -> list[tuple[int, int, Stage]]:
    """Return `(start, end, stage)` of verbs that issue what follows unquoted, or are about to."""
    found = []
    for verb in _ISSUE_PLAIN.finditer(words):
        stage = Stage.DRAFTING if _IS_SOON.match(words, verb.start()) else Stage.ISSUED
        found.append((verb.start(), verb.end(), stage))
    return found


def _is_old(left: str, published: date) -> bool:
    days = list(_DAY.finditer(left))
    if not days:
        return False
    latest = _latest_day(days[-1], published)
    return latest is not None and published - latest > NEWS_SPAN


def _latest_day(match: re.Match[str], published: date) -> date | None:
    """Return the last day that a date without year or day can mean; None for no real day."""
    year_word, month, day, lone_month, lone_day = match.groups()
    month, day = month or lone_month, day or lone_day
    years = {None: published.year, "今": published.year, "去": published.year - 1}
    year = years[year_word] if year_word in years else int(year_word)
    if month is None:
        return date(year, _DECEMBER, 31)
    number = int(month)
    if not 1 <= number <= _DECEMBER:
        return None
    if year_word is None and number > published.month:
        year -= 1
    return date(year, number, min(int(day or 28), 28))
