"""How far a reported figure fulfils a target, and how far the way is done when so much time has passed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, getcontext
from typing import Final

from ..domain import Amount, Attainment, Commitment, Comparator, Flow, Observation, Pace, Progress, Target
from ..metrics import Better
from .amounts import adds_up, canonical, dimension, flow, is_ceiling, number_words
from .evidence import is_part, period_start
from .metric_names import known_metric, metric_key, plain_metric

_DONE = re.compile(
    r"完成率|(?:完成|占|达到?)了?(?:全年|年度|今年|总)?(?:投资)?(?:目标任务|任务目标|任务|目标|计划)量?(?:总数|总量)?的?"
)


def is_completion(progress: Progress) -> bool:
    """Tell whether a share of the target itself is reported: `完成全年目标任务的85%`, not `普及率达85%`."""
    return dimension(progress.amount) == "ratio" and bool(_DONE.search(progress.quote.text))


def completion_key(finding: Target | Progress | Commitment, region: str) -> str:
    """Return the key that such a report shares with its target."""
    return f"done|{region}|={metric_key(completed(finding.amount.metric, finding.region))}"


def completed(metric: str, region: str | None) -> str:
    """Return what was to be done, in plain words."""
    return plain_metric(_DONE.sub("", metric), region or "", increment=True)


def is_of_year(commitment: Commitment, day: date) -> bool:
    """Tell whether the target falls due at the end of the day's year: the one that 全年 and 年度 mean."""
    return commitment.deadline is not None and commitment.deadline.end == date(day.year, 12, 31)


#: 左右 and 约 leave a twentieth: `satisfied_if` of an approximate target.
_ABOUT: Final = Decimal("0.95")
#: Metrics of which less is better, where the comparator does not say so: 失业率5.5%左右.
_LESS_IS_BETTER = re.compile(
    r"失业率|消费价格|涨幅|能耗|水耗|电耗|用水量|排放|浓度|PUE|电能利用效率|时延|时间|赤字|成本|费用|负债|"
    r"死亡|事故|次品率|投诉|流失率|等待"
)
_PERCENT: Final = Decimal(100)
#: Shares are rounded to this.
_PLACES: Final = Decimal("0.1")
#: Bounds in words are rounded to this.
_WORD_PLACES: Final = Decimal("0.0001")
_ABOVE: Final = frozenset({Comparator.AT_LEAST, Comparator.ABOVE})
_TURNED: Final = {Comparator.ABOVE: Comparator.BELOW, Comparator.BELOW: Comparator.ABOVE}


@dataclass(frozen=True, slots=True)
class _Test:
    """What fulfils a target: a figure on one side of a bound, in the dimension's own unit."""

    bound: Decimal
    #: Whether figures below the bound fulfil it.
    down: bool
    strict: bool
    words: str

    def holds(self, value: Decimal, *, more: bool = False) -> bool:
        """Tell whether a figure fulfils it; `more`: the true value lies beyond the figure."""
        if value == self.bound:
            return not self.strict or more
        return value < self.bound if self.down else value > self.bound


def attainment_of(commitment: Commitment, observed: Progress) -> Attainment:
    """
    Return how far a figure fulfils a target; of amounts that add up, as if the period ended on its day.

    `=`, 达到 and 以上 ask for at least the number, 约 and 左右 for 0.95 of it, a range for its lower
    end. A decline of 3% asks for 3% or more of it. Of what is better the less (失业率, PUE) and under
    不超过 the number is a ceiling.
    """
    if is_completion(observed):
        done = observed.amount.values[0]
        return Attainment(done, done >= _PERCENT, "share of the target reported done")
    amount = commitment.amount
    figures = canonical(observed.amount)
    if not amount.values or not figures or dimension(amount) != dimension(observed.amount):
        return Attainment(None, None, "no number to compare")
    test = _test(amount)
    value = figures[-1] if test.down else figures[0]
    met = _met(test, observed.amount, value)
    if _is_part(commitment, observed):
        # What adds up to enough in a part of the period is enough; growth in a quarter is not the year's.
        enough = met if flow(amount) is not Flow.CHANGE else None
        return Attainment(None, enough or None, f"{test.words}; covers only a part of the period")
    return Attainment(_percent(test, value), met, test.words)


def _test(amount: Amount) -> _Test:
    values = canonical(amount)
    about = amount.comparator is Comparator.ABOUT
    if values[0] < 0 and flow(amount) is Flow.CHANGE:
        strict, share = amount.comparator is Comparator.ABOVE, _ABOUT if about else Decimal(1)
        words = _words("<=", amount.values[-1] * share, amount)
        return _Test(values[-1] * share, down=True, strict=strict, words=words)
    if is_ceiling(amount) or _is_burden(amount):
        share = 1 / _ABOUT if about else Decimal(1)
        strict = amount.comparator is Comparator.BELOW
        words = _words("<" if strict else "<=", amount.values[-1] * share, amount)
        return _Test(values[-1] * share, down=True, strict=strict, words=words)
    share = _ABOUT if about else Decimal(1)
    strict = amount.comparator is Comparator.ABOVE
    words = _words(">" if strict else ">=", amount.values[0] * share, amount)
    return _Test(values[0] * share, down=False, strict=strict, words=words)


def _is_burden(amount: Amount) -> bool:
    """Tell whether less is better: of a rank always, else by the metric where the words leave it open."""
    if dimension(amount) == "rank":
        return True
    if amount.comparator in _ABOVE:
        return False
    known = known_metric(amount.metric)
    return known.better is Better.LESS if known else bool(_LESS_IS_BETTER.search(amount.metric))


def _met(test: _Test, observed: Amount, value: Decimal) -> bool | None:
    """Tell whether the figure fulfils the test; None where its own words leave it open."""
    kind = observed.comparator
    if value < 0:  # 下降3%以上: comparators bound the size of a decline
        kind = _TURNED.get(kind, kind)
    if kind is Comparator.ABOUT:
        low, high = sorted((value * _ABOUT, value / _ABOUT))
        verdicts = {test.holds(low), test.holds(high)}
        return verdicts.pop() if len(verdicts) == 1 else None
    beyond = kind in {Comparator.ABOVE, Comparator.BELOW}
    open_ended = kind is Comparator.ABOVE if test.down else kind is Comparator.BELOW
    if open_ended:
        # 不到50 of at least 40, 超过1.2 of at most 1.3: it may be either.
        return None if test.holds(value) else False
    return test.holds(value, more=beyond)


def _percent(test: _Test, value: Decimal) -> Decimal | None:
    """Return the share of the target that is reached; below a ceiling all of it."""
    if test.bound == 0:
        return _PERCENT if test.holds(value) else None
    if test.down and test.bound > 0:
        share = _PERCENT if value <= test.bound else test.bound / value * _PERCENT
    else:
        share = max(value / test.bound, Decimal(0)) * _PERCENT
    return _rounded(share, _PLACES)


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    """
    Return the value rounded to places.

    A value that would then have more digits than decimals are calculated with stays as it is:
    a page may state any number, and an error would end the following of all honest reports.
    """
    digits = value.adjusted() - places.adjusted() + 1
    return value if digits > getcontext().prec else value.quantize(places)


def _is_part(commitment: Commitment, observed: Progress) -> bool:
    begins = observed.as_of.start if observed.as_of else None
    if begins is None or observed.as_of is None or begins >= observed.as_of.end or not adds_up(commitment.amount):
        return False
    return is_part(begins, period_start(commitment), commitment)


def _words(sign: str, bound: Decimal, amount: Amount) -> str:
    """Return what fulfils a target, in its own unit: people look for what they can read there."""
    return f"{sign} {number_words(_rounded(bound, _WORD_PLACES).normalize())}{amount.unit or ''}"


def pace(commitment: Commitment, observations: Sequence[Observation]) -> Pace | None:
    """
    Return the shares of the way and of the time that lay behind a target at its newest figure.

    The way of what adds up begins at nothing with its period; that of a stock with its first figure,
    if there is a later one. None without such a beginning or a deadline, where the beginning fulfils the
    target already, and for growth and rates: they are no way to go.
    """
    observations = [seen for seen in observations if not _is_part(commitment, seen.progress)]
    if commitment.deadline is None or not commitment.amount.values or not observations or _is_rate(commitment.amount):
        return None
    newest = observations[-1]
    figures, begin = canonical(newest.progress.amount), _beginning(commitment, observations)
    if begin is None or not figures:
        return None
    start, base = begin
    test = _test(commitment.amount)
    length, way = (commitment.deadline.end - start).days, test.bound - base
    if length <= 0 or way == 0 or test.holds(base):
        return None
    time = min(Decimal((newest.as_of - start).days) / length, Decimal(1))
    return Pace(way=_rounded((figures[0] - base) / way * _PERCENT, _PLACES), time=_rounded(time * _PERCENT, _PLACES))


def _is_rate(amount: Amount) -> bool:
    """Tell whether the amount begins anew without adding up: growth, unemployment."""
    return flow(amount) is Flow.CHANGE or (adds_up(amount) and dimension(amount) == "ratio")


def _beginning(commitment: Commitment, observations: Sequence[Observation]) -> tuple[date, Decimal] | None:
    if adds_up(commitment.amount):
        return period_start(commitment), Decimal(0)
    first = observations[0]
    figures = canonical(first.progress.amount)
    return (first.as_of, figures[0]) if figures and len(observations) > 1 else None


def pace_words(pace: Pace) -> tuple[str, str]:
    """Return how fast a target is approached, in Chinese and English."""
    zh, en = ("落后", "behind") if pace.behind else ("不落后", "on pace")
    return (
        f"进度：完成{pace.way}%，时间过去{pace.time}%（{zh}）",
        f"pace: {pace.way}% of the way in {pace.time}% of the time ({en})",
    )
