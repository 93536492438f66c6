"""The replica's whole story through the real pipeline: what each step makes people hear of."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.demo import Replica
from monitor.domain import Alert, AlertKind, Measure, Outcome, Progress, Stage, Target
from monitor.fetch import Fetcher
from monitor.notify import default_alerting
from monitor.pipeline import Service, check_all
from monitor.sources import load
from monitor.store import Store
from world import READER

pytestmark = pytest.mark.slow

START = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
#: More than a day, so that every young article is read again at each step.
STEP = timedelta(hours=25)
CHANNEL = "terminal"


@dataclass
class Telling:
    """What a step of the story led to."""

    alerts: list[Alert]
    outcomes: dict[str, Outcome]

    def of(self, kind: AlertKind) -> list[Alert]:
        return [alert for alert in self.alerts if alert.kind is kind]

    def findings(self, kind: type) -> list[object]:
        return [alert.finding for alert in self.alerts if isinstance(alert.finding, kind)]

    def targets(self) -> dict[tuple[str, ...], date | None]:
        """Return deadlines by values and unit of the targets told."""
        return {
            (*map(str, target.amount.values), target.amount.unit or ""): target.deadline and target.deadline.end
            for target in self.findings(Target)
            if isinstance(target, Target)
        }


class Story:
    def __init__(self, replica: Replica, store: Store, fetcher: Fetcher, folder: Path) -> None:
        self._replica = replica
        self._now = START
        self._store = store
        self._told: set[str] = set()
        (folder / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
        registry = load(folder / "sources.toml")
        self._sources = registry.sources
        self._service = Service(
            fetcher=fetcher,
            reader=READER,
            store=store,
            topics=registry.topics,
            routes=default_alerting(()).routes,
            clock=lambda: self._now,
        )

    def tell(self) -> list[Telling]:
        """Check, step by step, to the end; item n is what step n led to."""
        told = [self._check()]
        while self._replica.steps_left:
            self._now += STEP
            self._replica.step(self._now.date())
            told.append(self._check())
        return told

    def again(self) -> Telling:
        self._now += STEP
        return self._check()

    def _check(self) -> Telling:
        results = check_all(self._sources, self._service)
        alerts = [alert for alert in self._store.alerts.waiting(CHANNEL) if alert.key not in self._told]
        self._told |= {alert.key for alert in alerts}
        outcomes = {result.source_id: result.outcome for result in results}
        return Telling(alerts, outcomes)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    with ExitStack() as stack:
        replica = stack.enter_context(Replica(START.date()))
        store = stack.enter_context(Store.open(f"sqlite:///{tmp_path}/demo.db"))
        fetcher = stack.enter_context(Fetcher("demo/1.0", sleep=lambda _seconds: None))
        yield Story(replica, store, fetcher, tmp_path)


def test_the_demonstration_tells_everything_once(story: Story) -> None:
    told = story.tell()

    baseline = told[0]
    assert {alert.kind for alert in baseline.alerts} == {AlertKind.BASELINE}
    assert len(baseline.alerts) == 8

    plan = told[1]
    assert plan.targets() == {
        ("20", "EFLOPS"): date(2026, 12, 31),
        ("60", "%"): date(2027, 12, 31),
        ("30", "50", "个"): date(2027, 12, 31),
        ("500", "个"): date(2027, 12, 31),
    }
    assert [(m.document_number, m.stage) for m in plan.findings(Measure)] == [("智产发〔2026〕15号", Stage.ISSUED)]

    assert [len(alert.unread) for alert in told[2].of(AlertKind.NEW_MEASURE)] == [2]

    progress = [p.amount.values[0] for p in told[3].findings(Progress)]
    assert sorted(map(int, progress)) == [26, 41, 82]
    assert {alert.source_id for alert in told[3].alerts} == {"demo_agency"}

    assert [measure.stage for measure in told[4].findings(Measure)] == [Stage.CONSULTATION]
    assert told[4].of(AlertKind.SOURCE_BROKEN)[0].source_id == "demo_lanjiang"

    assert told[5].alerts == []
    assert told[6].targets() == {("50", "80", "个"): date(2027, 12, 31)}

    assert [alert.source_id for alert in told[7].of(AlertKind.SOURCE_RECOVERED)] == ["demo_lanjiang"]
    assert {*told[7].targets()} == {("80000000000", "元"), ("150", "个")}

    assert [measure.stage for measure in told[8].findings(Measure)] == [Stage.LAUNCHED]
    assert story.again().alerts == []


def test_each_outage_is_told_once_at_its_third_failure(story: Story) -> None:
    told = story.tell()
    broken = [(step, a.source_id) for step, t in enumerate(told) for a in t.of(AlertKind.SOURCE_BROKEN)]
    recovered = [(step, a.source_id) for step, t in enumerate(told) for a in t.of(AlertKind.SOURCE_RECOVERED)]
    assert broken == [(2, "demo_gated"), (4, "demo_lanjiang")]
    assert recovered == [(7, "demo_lanjiang")]
    assert {t.outcomes["demo_gated"] for t in told} == {Outcome.BLOCKED}
    assert [t.outcomes["demo_lanjiang"] for t in told[1:8]].count(Outcome.FAILED) == 5
