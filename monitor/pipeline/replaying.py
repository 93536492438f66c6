"""
What is recorded without being fetched: replays of recorded articles, and a person's list of targets.

A replay runs articles through the whole pipeline on a virtual clock, in order of publication. Each target of a list is
recorded like an article, listed, and never announced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from ..domain import (
    SHANGHAI,
    Alert,
    AlertKind,
    Article,
    Block,
    Change,
    ChangeKind,
    MilestonePlan,
    Reading,
    Source,
    Target,
    Validators,
    day_in_china,
)
from ..store import ArticleReading, Store
from ..track import fingerprint
from .following import FollowSession, Rules
from .recorder import ReadArticle, Recorder, record_and_follow, record_article, statements_of
from .telling import remind

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
    ordered = sorted(came, key=lambda pair: (pair[1].published or date.max, pair[1].url))
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


#: Source of what was imported, among the ids of sources.
IMPORTED = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTarget:
    """One row of a list."""

    target: Target
    published: date | None
    title: str
    #: Where the list says that the target stands.
    url: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    #: Targets that no list and no source had stated so before.
    new: int
    known: int
    #: Rows whose deadline has passed.
    expired: int
    #: The one alert of the import.
    alert: Alert


def import_targets(store: Store, name: str, rows: Sequence[ImportedTarget], rules: Rules, now: datetime) -> Imported:
    """Record the rows of a list named `name`; importing it again changes nothing."""
    marks = {fingerprint(row.target) for row in rows}
    new = len(marks) - len(store.findings.known(marks))
    for row in rows:
        import_one(store, name, row, rules, now)
    today = day_in_china(now)
    expired = sum(bool(row.target.deadline and row.target.deadline.end < today) for row in rows)
    known = len(rows) - new
    return Imported(new, known, expired, import_alert(name, (new, known, expired), now))


def import_one(store: Store, name: str, row: ImportedTarget, rules: Rules, now: datetime) -> None:
    """Record one row."""
    mark = fingerprint(row.target)
    article = Article(
        url=f"import:{name}#{mark[:16]}",
        title=row.title or name,
        blocks=(Block(row.target.quote.text),),
        published=row.published,
        issuer=row.target.issuer,
        source=row.url or None,
    )
    change = Change(row.target, mark, ChangeKind.NEW)
    statements = statements_of(article, [change], None, now)

    record = ArticleReading(
        source_id=IMPORTED,
        link_url=article.url,
        article=article,
        reading=Reading((row.target,)),
        changes=[change],
        validators=Validators(),
        now=now,
    )
    with store.recording(now) as unit:
        record_and_follow(FollowSession(unit=unit, rules=rules, now=now), record, statements)


def import_alert(name: str, counts: tuple[int, int, int], now: datetime) -> Alert:
    """Return the one alert of an import: rows new, known and expired."""
    new, known, expired = counts
    return Alert(
        key=f"import:{name}:{now.isoformat()}",
        kind=AlertKind.BASELINE,
        created_at=now,
        source_id=IMPORTED,
        source_name=name,
        message=(
            f"导入 {new} 个目标 targets imported, {known} 个已有 known already, "
            f"{expired} 个已过期限 past their deadline"
        ),
    )
