"""Which figures are evidence for a target: those from its time, one for each day."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from ..domain import Amount, Commitment, Decision, Flow, Observation, Period, Precision, Progress, Statement
from .amounts import adds_up, canonical, dimension, flow, is_ceiling, same_figure, stated
from .person_decisions import in_order

#: A figure that begins so much later than the target's period is a part of it.
PART_OF_PERIOD: Final = timedelta(days=31)
#: No year's plan is outdone by so much.
OUT_OF_PROPORTION: Final = 3
#: Nor a stock's target by so much: 1700万 charging points in the country are not the 24万 of a programme.
STOCK_OUT_OF_PROPORTION: Final = 10
_A_YEAR: Final = timedelta(days=366)
_LAST_OF_YEAR: Final = (12, 31)
#: A sum over a time that began long ago.
_OVER_YEARS = re.compile(r"累计|以来|年来|[五十]年间|“?十[三四五]五”?(?:时期|期间)")
#: A stock reported so long after the deadline still tells that the target was met, if only late.
LATE: Final = timedelta(days=731)
#: After a year's own aim so long: the report on the year comes in spring, and what stood later belongs to the next aim.
LATE_OF_YEAR: Final = timedelta(days=120)
#: A stock reported so long before the target was set shows where the way began.
EARLY: Final = timedelta(days=731)


def figure_of(progress: Statement) -> Progress:
    """Return the reported figure of a statement."""
    assert isinstance(progress.finding, Progress)
    return progress.finding


def day_of(progress: Statement) -> date:
    """Return the day a figure holds for: its last day, the day of publication if the text names none."""
    finding = figure_of(progress)
    return finding.as_of.end if finding.as_of else progress.published


def belongs(progress: Statement, commitment: Commitment) -> bool:
    """
    Tell whether the figure can be evidence for the target.

    A stock: from the day the target was set to some time after the deadline. What adds up: over the
    target's own period or a part of it (a quarter, a year of five), not over a longer time; of output
    and of growth over years only what can be compared with the whole. Where the text names no time at all, a plan beside it and a plan for years say nothing of when it was.
    """
    day = day_of(progress)
    if not adds_up(commitment.amount):
        in_time = commitment.published <= day and (commitment.deadline is None or day <= _latest(progress, commitment))
        return in_time and not _is_another_stock(progress, commitment)
    if commitment.deadline and day > commitment.deadline.end:
        return False
    if is_undated(progress) and not _is_of_this_year(progress, commitment):
        return False
    if _is_less_than_comparable(progress, commitment):
        return False
    return since(progress) >= period_start(commitment) and not _is_out_of_proportion(progress, commitment)


def _is_less_than_comparable(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether a part of the time tells nothing of the whole: a quarter's output, a year of growth over many years."""
    began, begins, deadline = since(progress), period_start(commitment), commitment.deadline
    if began == day_of(progress) or not is_part(began, begins, commitment):
        return False
    if flow(commitment.amount) is Flow.STOCK:
        return True
    is_yearly = commitment.amount.per is not None or "年均" in commitment.amount.metric
    over_years = deadline is not None and deadline.end - begins > _A_YEAR
    return flow(commitment.amount) is Flow.CHANGE and over_years and not is_yearly


def _latest(progress: Statement, commitment: Commitment) -> date:
    """Return the last day on which a stock still tells of the target."""
    assert commitment.deadline is not None
    end = commitment.deadline.end
    if end.year != commitment.published.year or dimension(commitment.amount) != "ratio":
        return end + LATE
    return end + LATE_OF_YEAR if is_undated(progress) else end


def is_part(began: date, begins: date, commitment: Commitment) -> bool:
    """Tell whether a figure covers only a part of what the target speaks of; of output each year is whole."""
    whole = begins if flow(commitment.amount) is not Flow.STOCK else began.replace(month=1, day=1)
    return began > whole + PART_OF_PERIOD


def is_undated(progress: Statement) -> bool:
    """Tell whether the text names no day or period for the figure."""
    as_of = progress.finding.as_of if isinstance(progress.finding, Progress) else None
    return as_of is None or not (as_of.text or as_of.start)


def _is_of_this_year(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether a figure without a time is of the target's time by its publication alone."""
    if flow(commitment.amount) is Flow.CHANGE or progress.published <= commitment.published:
        return False
    return commitment.deadline is None or commitment.deadline.end.year == commitment.published.year


def _is_out_of_proportion(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether a sum is so large that it must be one over years, though it names no beginning or a late one."""
    finding, began = figure_of(progress), since(progress)
    ours, theirs = canonical(commitment.amount), canonical(finding.amount)
    if not ours or not theirs or flow(commitment.amount) is Flow.CHANGE:
        return False
    if began == day_of(progress):
        return theirs[0] > OUT_OF_PROPORTION * ours[-1] > 0
    # A part of the time in which more was done than in all of it is one whose beginning was misread.
    return is_part(began, period_start(commitment), commitment) and theirs[0] > ours[-1] > 0


def _is_another_stock(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether a stock is so much larger than the target that it must be of something wider."""
    ours, theirs = canonical(commitment.amount), canonical(figure_of(progress).amount)
    if not ours or not theirs or is_ceiling(commitment.amount):
        return False
    return theirs[0] > STOCK_OUT_OF_PROPORTION * ours[-1] > 0


def is_baseline(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether the figure shows where the way to the target began: a stock shortly before it was set."""
    return not adds_up(commitment.amount) and commitment.published - EARLY <= day_of(progress) < commitment.published


def period_start(commitment: Commitment) -> date:
    """Return the day from which amounts that add up count for the target."""
    deadline, set_in = commitment.deadline, commitment.published.replace(month=1, day=1)
    if deadline and deadline.precision is Precision.DAY and not _ends_a_year(deadline):
        return commitment.published  # an event: what came before was another one
    if deadline is None or deadline.start is None or deadline.start >= deadline.end:
        return set_in
    if deadline.precision is not Precision.YEAR:
        return deadline.start
    # 年内 begins on the day it was said, but what it speaks of is the year.
    named = deadline.start.replace(month=1, day=1)
    # 到2027年新增100家, said in 2025, counts from then on; growth in 2027 is growth in 2027.
    return named if flow(commitment.amount) is Flow.CHANGE else min(named, set_in)


def _ends_a_year(deadline: Period) -> bool:
    """Tell whether the day is the last of a year: 12月31日前 means the year, no event."""
    return (deadline.end.month, deadline.end.day) == _LAST_OF_YEAR


def since(progress: Statement) -> date:
    """
    Return the day from which the figure was added up: its own day if the text does not say.

    Of what is reported 十年来 or 累计 without a beginning, the beginning of all days.
    """
    as_of = figure_of(progress).as_of
    if as_of and as_of.start:
        # 年均增长7.1% is of several years, and the text around it may name the last of them alone.
        amount = figure_of(progress).amount
        over_years = amount.per == "year" and flow(amount) is Flow.CHANGE
        return date.min if over_years and timedelta() < as_of.end - as_of.start <= _A_YEAR else as_of.start
    return date.min if _OVER_YEARS.search(progress.finding.quote.text) else day_of(progress)


def observe(statements: Iterable[Statement]) -> tuple[Observation, ...]:
    """
    Return the figures by the day they hold for, the newest last; whatever the order they are given in.

    Another figure for the same day, published later, corrects the first; one that was stated before
    is a mention, even after its correction. Of amounts that add up, the one over the longest time
    comes last among those of a day.
    """
    series: dict[tuple[date, int], list[Statement]] = defaultdict(list)
    for statement in in_order(statements):
        covers = -since(statement).toordinal() if adds_up(_amount(statement)) else 0
        series[day_of(statement), covers].append(statement)
    return tuple(_observation(key[0], series[key]) for key in sorted(series))


def about_the_same(decisions: Iterable[Decision], observations: Iterable[Observation]) -> tuple[Decision, ...]:
    """Return decisions with the statement that now stands for a figure, where they name another of the same figure."""
    stands = {
        same.fingerprint: observation.statement.fingerprint
        for observation in observations
        for same in observation.mentions
    }
    return tuple(
        replace(decision, finding=stands[decision.finding])
        if decision.proposal and decision.finding in stands
        else decision
        for decision in decisions
    )


def _observation(day: date, stated: Sequence[Statement]) -> Observation:
    figures: list[list[Statement]] = []
    for statement in stated:
        same = [group for group in figures if same_figure(_amount(group[0]), _amount(statement))]
        if same:
            same[0].append(statement)
        else:
            figures.append([statement])
    *wrong, (holds, *mentions) = figures
    return Observation(holds, day, tuple(statement for group in wrong for statement in group), tuple(mentions))


def _amount(statement: Statement) -> Amount:
    assert isinstance(statement.finding, Progress)
    return stated(statement.finding)
