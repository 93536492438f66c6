"""Replay: recorded articles run through the whole pipeline on a virtual clock, in order of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from ..domain import SHANGHAI, AlertKind, Article, MilestonePlan, Source
from .recording import ReadArticle, Recorder, record_article
from .reminding import remind

#: When the virtual clock stands while a day's articles are read.
NOON = time(12)


@dataclass(slots=True)
class Account:
    """What a replay brought, by month (`2025-03`)."""

    #: (month, what) → how many: articles, measures, targets, progress, and each kind of alert.
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, day: date, what: str, count: int = 1) -> None:
        """Count something on a day."""
        if count:
            self.counts[f"{day:%Y-%m}", what] += count

    @property
    def months(self) -> list[str]:
        """The months in which something happened, in order."""
        return sorted({month for month, _ in self.counts})

    @property
    def columns(self) -> list[str]:
        """What was counted: articles and findings first, then alerts."""
        first = ["articles", "measures", "targets", "progress"]
        others = {what for _, what in self.counts} - set(first)
        return [*first, *(kind for kind in AlertKind if kind in others)]


def replay(
    recorder: Recorder, came: Iterable[tuple[Source, Article]], plan: MilestonePlan, until: date | None = None
) -> Account:
    """
    Read articles in order of publication, each on its day, and send reminders on every day between.

    Nothing is fetched. Articles without a day of publication are read last, on the last day.
    """
    account = Account()
    ordered = sorted(came, key=lambda one: (one[1].published or date.max, one[1].url))
    dated = [article.published for _, article in ordered if article.published]
    today = min(dated, default=None)
    for source, article in ordered:
        for day in days_between(today, article.published):
            reminded(recorder, account, day, plan)
            today = day
        now = noon(today or date(2000, 1, 1))
        recorded, alerts = record_article(recorder, ReadArticle(source=source, article=article), now)
        day = day_of(now)
        account.add(day, "articles")
        account.add(day, "measures", recorded.new_measures)
        account.add(day, "targets", recorded.new_targets)
        account.add(day, "progress", recorded.new_progress)
        for alert in alerts:
            account.add(day, alert.kind)
    for day in days_between(today, until):
        reminded(recorder, account, day, plan)
    return account


def days_between(last: date | None, day: date | None) -> Iterator[date]:
    """Yield the days after one up to another."""
    if last is not None and day is not None:
        yield from (last + timedelta(days=number) for number in range(1, (day - last).days + 1))


def reminded(recorder: Recorder, account: Account, day: date, plan: MilestonePlan) -> None:
    """Send the reminders of a day and count them."""
    for alert in remind(recorder.store, recorder.routes, noon(day), plan):
        account.add(day, alert.kind)


def noon(day: date) -> datetime:
    """Return noon in China."""
    return datetime.combine(day, NOON, SHANGHAI).astimezone(UTC)


def day_of(now: datetime) -> date:
    """Return the virtual day."""
    return now.astimezone(SHANGHAI).date()
