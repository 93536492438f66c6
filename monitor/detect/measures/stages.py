"""What a sentence says happened to a named measure, and whether that is news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from ...domain import Stage
from ..vocabulary import Rule
from ..vocabulary.measure_kinds import ISSUES_PLAIN, LAUNCHES, MEETINGS, NOT_YET_LAUNCHED, STARTED
from ..vocabulary.measure_rules import (
    AFTER_NAME,
    ASKED_ABOUT,
    BEFORE_NAME,
    BILL_BEFORE,
    CITED,
    NOMINAL,
    REFERRED_TO,
    MeasureRule,
)
from ..vocabulary.news_rules import EARLIER, LATELY, LONG_AGO, THIS_YEAR
from .document_names import Name, plain_programme

#: How sure a reading is, by where the words stand; calibrated on labelled texts.
_BEFORE: Final = 0.95
_AFTER: Final = 0.9
_NOMINAL: Final = 0.85
_PLAIN: Final = 0.85
_PROGRAMME: Final = 0.75
#: Words further before a name than this say nothing of it.
_NEAR: Final = 60
#: Words that decide whether a verb starts an action stand within so many characters before it.
_NEAR_VERB: Final = 16
_OF_PROGRAMMES: Final = frozenset(
    {
        MeasureRule.PROGRAMME_LAUNCHED,
        MeasureRule.PROGRAMME_PLANNED,
        MeasureRule.PROGRAMME_MEETING,
        MeasureRule.PROGRAMME_STARTED,
    }
)
#: By these rules the name follows the verb without 《》, so that it may hold a year of its own.
PLAIN: Final = _OF_PROGRAMMES | {MeasureRule.PLAIN_ISSUED, MeasureRule.PLAIN_DRAFTED}
#: A document issued longer ago than this is no news.
NEWS_SPAN: Final = timedelta(days=120)
#: How the name of a meeting that starts an action ends.
_MEETING_END: Final = re.compile(
    r"(?:工作)?(?:深化|动员|全面)?(?:部署|启动|动员|推进)(?:部署)?(?:电视电话|视频)?(?:会|仪式)"
)
_OTHERS: Final = re.compile(
    "(?:公司|企业|集团|车企|厂商|(?:美国|英国|法国|德国|日本|韩国|俄罗斯|印度|欧盟|欧洲|联合国|国际)[^，。；：《》]{0,12}?)"
    "(?:[今昨]天|[今昨]日|近日|日前|[0-9]{1,2}[月日]|正式|联合|[也还已又将]){0,4}$"
)
#: 大力实施“东数西算”工程，加快推进全国一体化算力网建设 names two programmes.
_SECOND = re.compile(
    r"，(?:加快|加力|深入|持续|同步|统筹)?(?:推进|推动)(?P<name>[^，。；：《》“”]{4,20}?)建设(?=[，。；]|$)"
)
_DECEMBER: Final = 12
_DAY = re.compile(
    r"(20[0-9][0-9]|今|去)年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?|(?<![0-9])(?<!年)([0-9]{1,2})月(?:([0-9]{1,2})日)?"
)


@dataclass(frozen=True, slots=True)
class StageCue:
    """What a sentence says of a measure; offsets of the words that say it count in the sentence."""

    stage: Stage
    start: int
    end: int
    rule: MeasureRule
    confidence: float


def read_cue(words: str, start: int, end: int, *, bill: bool) -> StageCue | None:
    """
    Return what the sentence says of the name at `[start, end)`; None when it only mentions the name.

    `bill`: whether the name is that of a draft before a legislature.
    """
    left, right = words[max(0, start - _NEAR) : start], words[end:]
    rule = ASKED_ABOUT.first(left, right)
    if rule is None and not CITED.first(left, right):
        rule = BEFORE_NAME.first(left, right) or (BILL_BEFORE.first(left, right) if bill else None)
    if rule:
        return _cue(rule, start - _length_before(rule, left), start, _BEFORE)
    rule = None if REFERRED_TO.first(left, right) else AFTER_NAME.first(left, right)
    if rule:
        return _cue(rule, start, end + _length_after(rule, right), _AFTER)
    rule = NOMINAL.first(left, right)
    return _cue(rule, start - _length_before(rule, left), start, _NOMINAL) if rule else None


def _cue(rule: Rule[Stage], start: int, end: int, confidence: float) -> StageCue:
    return StageCue(rule.verdict, start, end, MeasureRule(rule.id), confidence)


def _length_before(rule: Rule[Stage], left: str) -> int:
    found = rule.sides[0].search(left)
    assert found is not None
    return len(left) - found.start()


def _length_after(rule: Rule[Stage], right: str) -> int:
    found = rule.sides[1].match(right)
    assert found is not None
    return found.end()


def issues(words: str) -> Iterator[StageCue]:
    """Yield the verbs that issue what follows unquoted, or that are about to."""
    for verb in ISSUES_PLAIN.pattern.finditer(words):
        rule = ISSUES_PLAIN.at(words, verb.start(), len(words))
        assert rule is not None
        yield _cue(rule, *verb.span(), _PLAIN)


def starts(words: str) -> Iterator[tuple[Name, StageCue]]:
    """Yield the actions that are started: named after a verb, by a meeting that is named after it, or named in quotes."""
    for cue in _launches(words):
        if name := plain_programme(words, cue.end):
            second = _SECOND.match(words, name.end)
            text = f"{name.text}、{second['name']}" if second else name.text
            yield replace(name, text=text), replace(cue, end=name.end)
    for cue in _meetings(words):
        name = plain_programme(words, cue.end)
        if name and _MEETING_END.match(words, name.end):
            yield name, replace(cue, end=name.end)
    for cue, (start, end) in _started(words):
        yield Name(words[start:end], "行动", start, end), cue


def _launches(words: str) -> Iterator[StageCue]:
    """Yield the verbs that start an action or are about to; a wish or an order to start an action is left out."""
    for verb in LAUNCHES.pattern.finditer(words):
        kept = NOT_YET_LAUNCHED.first(words[max(0, verb.start() - _NEAR_VERB) : verb.start()], "")
        if kept is None:
            yield StageCue(Stage.LAUNCHED, *verb.span(), MeasureRule.PROGRAMME_LAUNCHED, _PROGRAMME)
        elif kept.id is MeasureRule.PROGRAMME_PLANNED:
            yield StageCue(Stage.DRAFTING, *verb.span(), MeasureRule.PROGRAMME_PLANNED, _PROGRAMME)


def _meetings(words: str) -> Iterator[StageCue]:
    """Yield 召开 and 举行; a meeting that starts an action is named after it."""
    for verb in MEETINGS.pattern.finditer(words):
        yield StageCue(Stage.LAUNCHED, *verb.span(), MeasureRule.PROGRAMME_MEETING, _PROGRAMME)


def _started(words: str) -> Iterator[tuple[StageCue, tuple[int, int]]]:
    """Yield each start of an action named in quotes, with the span of the name."""
    for found in STARTED.pattern.finditer(words):
        cue = StageCue(Stage.LAUNCHED, *found.span(), MeasureRule.PROGRAMME_STARTED, _PROGRAMME)
        yield cue, found.span("name")


#: Of what is still going on or lies ahead the sentence need not say when.
_NOT_YET_DONE: Final = frozenset({Stage.CONSULTATION, Stage.DRAFTING, Stage.IN_FORCE})


def is_news(cue: StageCue, left: str, published: date, *, leads: bool, looks_back: bool = False) -> bool:
    """
    Tell whether what the cue says is news of the day; `left` are the words before it.

    `leads`: whether the sentence stands where news are told, so that it need not say
    when. Elsewhere what names no recent day is background. A page that looks back
    tells what is still going on, too, as a part of what was done.
    """
    if cue.stage is Stage.REPEALED:
        return True
    programme = cue.rule in _OF_PROGRAMMES
    if is_past_programme(left, published) if programme else is_past(left, published):
        return False
    if is_fresh(left, published) or (cue.stage in _NOT_YET_DONE and not looks_back):
        return True
    return leads and cue.rule is not MeasureRule.NOMINAL and THIS_YEAR.first(left) is None


def is_by_others(left: str) -> bool:
    """Tell whether a firm or a foreign body does what the verb after the words says; their documents are no measures."""
    return _OTHERS.search(left) is not None


def is_past(left: str, published: date) -> bool:
    """Tell whether the words before the verb date a document too far back to be news."""
    return EARLIER.first(left) is not None or is_past_programme(left, published)


def is_past_programme(left: str, published: date) -> bool:
    """Tell the same of an action or project, which goes on longer than a document is news."""
    return LONG_AGO.first(left) is not None or _is_old(left, published)


def is_fresh(left: str, published: date) -> bool:
    """Tell whether the words before the verb say that it happened lately."""
    if LATELY.first(left):
        return True
    return any(day[2] or day[4] for day in _DAY.finditer(left)) and not _is_old(left, published)


def _is_old(left: str, published: date) -> bool:
    days = list(_DAY.finditer(left))
    latest = _latest_day(days[-1], published) if days else None
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
