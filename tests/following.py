"""Articles read, recorded and followed without a network, on a clock that tests move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import make
from monitor.domain import SHANGHAI, Alert, Article, Block, MilestonePlan, Source, SourceKind
from monitor.pipeline import ReadArticle, Recorder, Rules, record_article, remind
from monitor.store import Store
from world import TOPIC

MINISTRY = make.source("ministry", name="示例市人民政府", issuer="上海市人民政府", region="上海市")
PRESS = make.source("press", name="示例日报", issuer="示例日报", kind=SourceKind.NEWS)


def article(number: int, day: date, *lines: str, title: str = "", issuer: str | None = None) -> Article:
    return Article(
        url=f"http://127.0.0.1/{number}.html",
        title=title or f"人工智能产业发展情况之{number}",
        blocks=tuple(Block(line) for line in lines),
        published=day,
        issuer=issuer,
    )


@dataclass
class Desk:
    """What a test acts on."""

    store: Store
    rules: Rules = field(default_factory=Rules)
    plan: MilestonePlan = field(default_factory=MilestonePlan)
    #: Everything that was to be told, in order.
    told: list[Alert] = field(default_factory=list)

    def read(
        self, came: Article, source: Source = MINISTRY, *, on: date | None = None, silent: bool = False
    ) -> tuple[Alert, ...]:
        """Read an article on its day, or another; return what is to be told."""
        recorder = Recorder(store=self.store, topics=(TOPIC,), routes=(), rules=self.rules)
        day = on or came.published
        assert day is not None
        _, alerts = record_article(recorder, ReadArticle(source=source, article=came, silent=silent), noon(day))
        self.told += alerts
        return alerts

    def remind(self, day: date) -> Sequence[Alert]:
        alerts = remind(self.store, (), noon(day), self.plan)
        self.told += alerts
        return alerts

    def remind_daily(self, first: date, last: date) -> list[Alert]:
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [alert for day in days for alert in self.remind(day)]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI).astimezone(UTC)


def kinds(alerts: Sequence[Alert]) -> list[str]:
    return sorted(str(alert.kind) for alert in alerts)
