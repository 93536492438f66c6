"""What a date that governs an amount means, and what speaks for an aim or a result."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ...domain import Period, Precision
from ...text.dates import Anchor, DateMention
from ...text.periods import Interval
from ...text.quantities import Quantity
from ..vocabulary import Rule
from ..vocabulary.modes import LIST_TITLE, Genre
from ..vocabulary.slots import BASE_YEAR, DUTY, ENDS_WITH_DEED, OPENS_WITH_DEED, OURS, URGED, WHOLE_YEAR
from ..vocabulary.tenses import (
    AIMS_AFTER,
    DRAWN_UP,
    RESULTS_AFTER,
    RESULTS_NEXT,
    TENSES,
    WEAK_RESULTS,
    AimRule,
    ResultRule,
    Tense,
    TenseRule,
)
from .context import Clause, Context, DatedTense
from .governing import ENDS, DateSource, GoverningDate, governing
from .tense import TenseEvidence, TenseReason, decide

#: News of January to March tell what 今年 is to bring.
_AHEAD_UNTIL = 3
#: Last month in which 全年 means the year before.
_REPORTED_UNTIL = 3
#: Dates that name a time by where it ends: something is over, lasts, or is so now.
_PAST_BOUNDS = frozenset({"as_of", "since", "now"})
#: Words that look ahead in a review too: 床位将达到2500张.
_AHEAD_IN_REVIEW = frozenset({AimRule.WILL, AimRule.WILL_AFTER, AimRule.HOPES, *ResultRule})
_HERE = frozenset({DateSource.CLAUSE, DateSource.SENTENCE})


def period_rule(found: GoverningDate | None, published: date, genre: Genre) -> Rule[Tense] | None:
    """Return the rule that the governing period lies ahead of the day of publication or behind it."""
    if found is None or found.source is DateSource.REPORT:
        return None
    tense = _tense_of(found, published, genre)
    if tense is None:
        return None
    return TENSES[TenseRule.PERIOD_AHEAD if tense is Tense.AIM else TenseRule.PERIOD_OVER]


def _tense_of(found: GoverningDate, published: date, genre: Genre) -> Tense | None:
    mention = found.mention
    if mention.bound in _PAST_BOUNDS:
        return Tense.RESULT if found.source in _HERE or mention.bound == "as_of" else None
    if mention.rule in {"D10", "D10.next", "D9"}:
        # 一年内 in a rule is the time in which a condition must be met.
        return None if genre is Genre.RULES and mention.rule == "D10" else Tense.AIM
    if not (mention.named("year") or mention.rule in {"D4.part", "D8"}):
        ahead = mention.bound == "by" or mention.words.endswith(("前", "内"))
        open_end = genre is Genre.PLAN or _runs(mention, published)
        return Tense.AIM if ahead else (None if open_end else Tense.RESULT)
    return _side(found, published)


def _runs(mention: DateMention, published: date) -> bool:
    """Tell whether the day of publication lies inside a period of several days: 9月至11月."""
    interval = mention.resolve(Anchor(published, forward=True))
    return interval is not None and interval.start is not None and interval.start <= published < interval.end


def _side(found: GoverningDate, published: date) -> Tense | None:
    """Return on which side of the day of publication a dated period lies; None if it is running."""
    mention = found.mention
    interval = mention.resolve(Anchor(published, forward=False, last_year=found.last_year))
    if interval is None:
        return None
    if interval.start is not None and interval.start > published:
        return Tense.AIM
    if interval.end < published:
        return Tense.RESULT
    if mention.rule == "D8" and interval.start is not None and published.year == interval.start.year:
        # In the first year of a five-year plan, “十五五”时期 speaks of what it is to bring.
        return Tense.AIM
    part = mention.named("part") or ""
    return Tense.AIM if mention.bound == "by" or part.endswith(("底", "末", "内")) else None


def has_end(found: GoverningDate) -> bool:
    """Tell whether the date says by when: 到2027年, 年底前, 三年内."""
    return found.mention.bound == "by" or found.mention.words.endswith(ENDS)


def is_running(found: GoverningDate | None, published: date) -> bool:
    """Tell whether a period that is not over governs."""
    return _ahead(found, published) is not None


def _goes_on(found: GoverningDate | None, published: date) -> bool:
    """Tell whether the clause or its sentence names years that go on beyond this one: 2026—2028年."""
    here = found is not None and found.source in _HERE and found.mention.rule in {"D11.years", "D11.both"}
    interval = _ahead(found, published) if here else None
    return interval is not None and interval.end.year > published.year


def is_year_ahead(found: GoverningDate | None, published: date) -> bool:
    """Tell whether 今年, without an end or a part, governs a text of January to March."""
    this_year = found is not None and found.mention.words == "今年" and found.mention.bound == "within"
    return this_year and published.month <= _AHEAD_UNTIL


def deadline(found: GoverningDate | None, published: date) -> Period | None:
    """Return the day a target is due; None where nothing ahead governs it."""
    interval = _ahead(found, published)
    return None if found is None or interval is None else _period(interval, found)


def _ahead(found: GoverningDate | None, published: date) -> Interval | None:
    """Return the governing period if it is not over."""
    if found is None or found.mention.bound in {*_PAST_BOUNDS, "event"}:
        return None
    interval = found.mention.resolve(Anchor(published, forward=True, last_year=found.last_year))
    return None if interval is None or interval.end < published else interval


def as_of(found: GoverningDate | None, published: date, words: str = "") -> Period:
    """
    Return the day a result holds for; a running or missing period gives the day of publication.

    `words` are the result's own: 全年 without a year is the last one as long as it is being reported.
    """
    if found is None:
        last = published.year - 1
        if published.month <= _REPORTED_UNTIL and WHOLE_YEAR.stands_in(words):
            return Period(date(last, 1, 1), date(last, 12, 31), Precision.YEAR, "全年", "D1")
        return _on(published)
    interval = found.mention.resolve(Anchor(published, forward=False, last_year=found.last_year))
    by_now = found.mention.bound == "as_of"
    if interval is None or found.mention.bound in {"since", "now"}:
        return _on(published)
    if interval.start is not None and interval.start > published and not by_now:
        return _on(published)
    if interval.end > published and not by_now:
        rule = f"{found.mention.rule}+running"
        return Period(interval.start, published, Precision.DAY, found.mention.words, rule)
    held = _period(interval, found)
    # 截至11月 names the last day; it does not say that the figure began with the month.
    return replace(held, start=None) if by_now else held


def _on(day: date) -> Period:
    return Period(None, day, Precision.DAY, "", "none")


def _period(interval: Interval, found: GoverningDate) -> Period:
    here = found.source is DateSource.CLAUSE
    rule = found.mention.rule if here else f"{found.mention.rule}+{found.source}"
    return Period(interval.start, interval.end, Precision(interval.precision), found.mention.words, rule)


#: A result is told at most so far after the number.
_REACH = 40


def dated_tense(context: Context, clause: Clause, quantity: Quantity) -> DatedTense:
    """Return the date that governs an amount, and whether it is an aim or a result."""
    found = governing(context.dates, clause.span, quantity.start, context.amounts)
    return tense_under(context, clause, quantity, found)


def tense_under(context: Context, clause: Clause, quantity: Quantity, found: GoverningDate | None) -> DatedTense:
    """Return whether an amount is an aim or a result under a given date."""
    evidence = _evidence(context, clause, quantity, found)
    return DatedTense(found, decide(evidence), evidence.period)


def _evidence(context: Context, clause: Clause, quantity: Quantity, found: GoverningDate | None) -> TenseEvidence:
    """Gather what tells the tense; what decides nothing in this place is not looked for."""
    text, published, mood = context.text, context.document.anchor, context.mood
    running = is_running(found, published)
    carried = _carried(context, clause, running=running)
    period = period_rule(found, published, mood.genre)
    own = context.cues.nearest(clause.span.start, quantity.start)
    if own is None:
        own = AIMS_AFTER.at(text, quantity.end, clause.span.end)
    if mood.heading is not None and mood.heading.id is TenseRule.PART_REVIEW:
        # 安排资金 and 实施…计划 in a review were done.
        own, carried = (rule if rule and rule.id in _AHEAD_IN_REVIEW else None for rule in (own, carried))
    if own is None and not any(rule and rule.verdict is Tense.AIM for rule in (carried, period)):
        # 2026—2028年累计培育50家 sums up what is still to come.
        lasts = _goes_on(found, published)
        own = TENSES[TenseRule.PERIOD_AHEAD] if lasts else _finished(context, clause, quantity, running=running)
    year_ahead = is_year_ahead(found, published)
    return TenseEvidence(
        clause=own,
        period=period,
        sentence=carried,
        heading=mood.heading,
        paragraph=None if own or period or carried or mood.heading else mood.paragraph,
        genre=mood.genre,
        running=running,
        year_ahead=year_ahead,
        whole=quantity.shape == "coverage",
        exact=quantity.comparator == "=",
        ours=mood.genre is Genre.ABROAD and OURS.stands_in(text[context.sentence.start : quantity.start]),
        goal_verb=(year_ahead or mood.genre is Genre.PLAN) and _has_goal_verb(text, clause, quantity),
    )


def _finished(context: Context, clause: Clause, quantity: Quantity, *, running: bool) -> TenseReason | None:
    """Return which words before the amount or after it say that it was reached."""
    text, start, at, end = context.text, clause.span.start, quantity.start, quantity.end
    # A plan measures its aims against a year: 较2020年下降13.5%.
    baseline = context.mood.genre is Genre.PLAN and BASE_YEAR.stands_in(text[start:at])
    # What a plan sums up over its period (三年累计培育60家) is still to come; rules sum up what they ask for.
    ahead = context.mood.genre is Genre.RULES or (context.mood.genre is Genre.PLAN and running)
    before = None if baseline or ahead else WEAK_RESULTS.first(text, start, at)
    if _is_drawn_up(context, text[start:at]) and quantity.comparator == "=":
        before = DRAWN_UP
    # In a plan 推动74项事项落地, 全部接入 and 80%的企业完成改造 ask for what in news is told as done.
    aimed = context.mood.heading is not None and context.mood.heading.verdict is Tense.AIM
    due = running or quantity.shape == "coverage" or URGED.stands_in(text[start:at])
    stop = min(clause.span.end, end + _REACH)
    asked = (aimed or context.mood.genre is Genre.PLAN) and due and "已" not in text[end:stop]
    after = None if asked else RESULTS_AFTER.first(text, end, stop)
    return before or after or RESULTS_NEXT.at(text, end, context.sentence.end)


def _is_drawn_up(context: Context, left: str) -> bool:
    """Tell whether a published list says how many were chosen: 认定…等65家企业."""
    listed = context.mood.genre is Genre.RULES and LIST_TITLE.stands_in(context.document.title)
    return listed and DRAWN_UP.stands_in(left)


def _has_goal_verb(text: str, clause: Clause, quantity: Quantity) -> bool:
    left = text[clause.span.start : quantity.start]
    opens, ends = OPENS_WITH_DEED.stands_in(left), ENDS_WITH_DEED.stands_in(left)
    multiplies = quantity.unit is not None and quantity.unit.dimension == "multiple"
    part = left.startswith("其中")
    return quantity.comparator != "=" or multiplies or opens or ends or part


def _carried(context: Context, clause: Clause, *, running: bool) -> TenseReason | None:
    """Return what the sentence's earlier clauses say of this one."""
    start, end = context.sentence.start, clause.span.start
    rule = context.cues.reaching_on(start, end)
    if rule is not None and rule.verdict is Tense.AIM and context.mood.genre is Genre.NEWS and not running:
        # 确保… in news tells what something is for; without a date it promises nothing further on.
        duty = DUTY.regex.match(context.text, context.cues.last_aim(start, end))
        return None if duty else rule
    return rule
