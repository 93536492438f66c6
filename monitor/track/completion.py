"""Figures that tell how much of a target is done, without its number: 完成全年任务的85%."""

from __future__ import annotations

import re
from datetime import date

from ..domain import Goal, Progress, Target
from .amounts import dimension
from .metrics import metric_key, plain_metric

_DONE = re.compile(
    r"完成率|(?:完成|占|达到?)了?(?:全年|年度|今年|总)?(?:投资)?(?:目标任务|任务目标|任务|目标|计划)量?(?:总数|总量)?的?"
)


def is_completion(progress: Progress) -> bool:
    """Tell whether a share of the target itself is reported: `完成全年目标任务的85%`, not `普及率达85%`."""
    return dimension(progress.amount) == "ratio" and bool(_DONE.search(progress.quote.text))


def completion_key(finding: Target | Progress | Goal, region: str) -> str:
    """Return the key that such a report shares with its target."""
    return f"done|{region}|={metric_key(completed(finding.amount.metric, finding.region))}"


def completed(metric: str, region: str | None) -> str:
    """Return what was to be done, in plain words."""
    return plain_metric(_DONE.sub("", metric), region or "", increment=True)


def is_of_year(goal: Goal, day: date) -> bool:
    """Tell whether the target falls due at the end of the day's year: the one that 全年 and 年度 mean."""
    return goal.deadline is not None and goal.deadline.end == date(day.year, 12, 31)
