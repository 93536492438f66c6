"""Figures that only say a target again, and aims without a number that a figure tells of."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from ..domain import Amount, Commitment, Comparator, MetricKind, Progress, Statement
from .amounts import canonical

#: Words of a quote by which its number is an aim, whatever it was read as.
_AIM = re.compile(
    r"预期目标|目标(?:是|为|设定|定为)|力争|拟(?:安排|发行|投资|建设|新增)|计划(?:新增|建设|发行|安排|投资|完成|培育|开行)|"
    r"(?:还|就|即|又)?将(?!近)(?:再|新|先|继续|陆续)?(?:发行|安排|建设|新增|建成|达到?|投入|改造|培育|新改建|实现)"
)
#: Words that say something is done: then an equal number is the result.
_DONE = re.compile(r"已|完成|实现|建成|落成|达成|超额|提前|累计(?!建)|增加到|提高到|下降[到至]|降[到至]|截至|目前")
_BY_YEAR = re.compile(r"到(20\d\d)年")
#: A number equal to the aim so long before the deadline is more likely the aim again than its result.
_EARLY: Final = timedelta(days=31)
#: 居民人均可支配收入增长与经济增长基本同步: growth compared with another growth.
_IN_STEP = re.compile(
    r"^(?P<what>[^，。；]{2,30}?)(?:实际|年均)?(?:增长|增速|增幅)(?:率|速度)?(?:(?:与|和|同|跟|高于|快于|不低于|略高于)[^，。；]{2,20})?$"
)


def is_aim(quote: str) -> bool:
    """Tell whether a quote speaks of an aim and not of a result: 增长预期目标为5%, 还将发行1万亿元."""
    found = _AIM.search(quote)
    return bool(found and not re.search(r"已|完成|实现了|超额", quote[: found.start()]))


def restates(progress: Statement, commitment: Commitment) -> bool:
    """
    Tell whether a figure says the target again instead of what became of it.

    Its words are those of an aim, or it gives the target's very bound (100家以上), long before the deadline, and no
    word says that anything is done. The same plain number may as well be the result, except on the day on which the
    target is set.
    """
    finding = progress.finding
    assert isinstance(finding, Progress)
    if is_aim(finding.quote.text) or _is_ahead(progress):
        return True
    ours, theirs = commitment.amount, finding.amount
    if not ours.values or canonical(ours) != canonical(theirs) or ours.comparator is not theirs.comparator:
        return False
    if ours.comparator is Comparator.EQUAL and progress.published > commitment.published:
        return False
    day = finding.as_of.end if finding.as_of else progress.published
    early = commitment.deadline is None or day < commitment.deadline.end - _EARLY
    return early and not _DONE.search(finding.quote.text)


def _is_ahead(progress: Statement) -> bool:
    """Tell whether the quote names a year to come as the time by which it holds: 到2027年."""
    return any(int(year) > progress.published.year for year in _BY_YEAR.findall(progress.finding.quote.text))


def compared_growth(amount: Amount) -> str:
    """Return whose growth an aim without a number compares (居民收入 of 居民收入增长与经济增长同步); empty if none."""
    found = _IN_STEP.match(amount.metric) if amount.kind is MetricKind.QUALITATIVE else None
    return found["what"] if found else ""
