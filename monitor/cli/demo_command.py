"""`monitor demo`: the whole job on replicas of official sites, without a network."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, streams

if TYPE_CHECKING:
    from ..demo import Replica
    from ..domain import CheckResult, Measure, Progress, Source, Target
    from ..scheduler import Watch
    from ..store import RecordedFinding

    FindingRow = RecordedFinding[Measure] | RecordedFinding[Target] | RecordedFinding[Progress]

#: Time between two steps on the demo's clock: more than a day, so that every source is due again.
STEP = timedelta(hours=25)
#: Seconds between two looks of the service that `--keep` leaves running.
KEPT_TICK = timedelta(seconds=5)


class FastClock:
    """The demonstration's clock: real time plus one step for each round of new pages."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the present moment of the demo."""
        return assembly.clock() + self._ahead

    def forward(self) -> None:
        """Move on to the next step."""
        self._ahead += STEP


def demo(
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave the replica and the service running until Ctrl-C.")
    ] = False,
) -> None:
    """Run the real service on bundled replica sites with a fresh database, and show what arrives."""
    from ..demo import Replica
    from ..domain import day_in_china

    clock = FastClock()
    with (
        tempfile.TemporaryDirectory(prefix="monitor-demo-") as folder,
        Replica(day_in_china(clock())) as replica,
        watching(replica, clock, Path(folder)) as watch,
    ):
        typer.echo(f"{len(replica.origins)} replica sites on loopback; database {folder}/demo.db")
        print_headline("first reading: what stands on the sites already is recorded, not announced")
        watch.tick()
        while replica.steps_left:
            clock.forward()
            day = day_in_china(clock())
            print_headline(f"{day}: " + ("; ".join(replica.step(on=day)) or "nothing new on the sites"))
            watch.tick()
        print_summary(watch, replica)
        if keep:
            keep_running(watch, replica, Path(folder))


def print_headline(words: str) -> None:
    """Print a headline of the demonstration."""
    streams.echo(f"\n── {words}", color=typer.colors.CYAN)


@contextmanager
def watching(replica: Replica, clock: FastClock, folder: Path) -> Iterator[Watch]:
    """Yield the real service; it watches the replica's sites and alerts on the terminal."""
    from .. import settings
    from ..fetch import Fetcher
    from ..notify import TerminalChannel, default_alerting
    from ..pipeline import Service
    from ..reader import PageReader
    from ..scheduler import Watch
    from ..sources import load
    from ..store import Store
    from .streams import set_up_log

    set_up_log("ERROR", "text")  # the sites fail on purpose, and the demonstration reports that itself
    (folder / "sources.toml").write_text(replica.sources_toml(), encoding="utf-8")
    registry = load(folder / "sources.toml")
    channel = TerminalChannel(assembly.print_message)
    enabled = assembly.choose_sources(registry, ())
    agent = settings.Settings().user_agent
    stop = Event()
    with (
        Store.open(f"sqlite:///{folder}/demo.db") as store,
        Fetcher(agent, stop=stop) as fetcher,
        PageReader(stop=stop) as reader,
    ):
        service = Service(
            fetcher=fetcher,
            reader=reader,
            stop=stop,
            store=store,
            topics=registry.topics,
            routes=default_alerting(()).routes,
            clock=clock,
        )
        yield Watch(
            sources=enabled,
            service=service,
            channels=(channel,),
            gap=2 * STEP,  # a step of the clock is no outage
            every=KEPT_TICK,
            on_round=lambda results: print_round(enabled, results),
        )


def print_round(sources: Sequence[Source], results: Sequence[CheckResult]) -> None:
    """Print a round in one line, and why sources failed."""
    from ..domain import Outcome
    from ..notify import brief

    names = {source.id: source.name for source in sources}
    new = sum(result.new_articles for result in results)
    edited = sum(result.new_versions for result in results)
    unchanged = sum(result.outcome is Outcome.UNCHANGED for result in results)
    streams.echo(f"\nchecked {len(results)} sources: {new} new article(s), {edited} edited, {unchanged} unchanged")
    for result in results:
        for failure in result.failures[:1]:
            streams.echo(f"  {names[result.source_id]}: {brief(failure.message)}")


def print_summary(watch: Watch, replica: Replica) -> None:
    """Print what the demo recorded: targets with their quotes, progress, totals, coverage."""
    from ..notify import coverage_line
    from ..store import RecordFilter
    from ..track import coverage

    store = watch.service.store
    for heading, rows in (
        ("measures recorded", store.findings.measures(RecordFilter(in_scope=True))),
        ("targets recorded", store.findings.targets(RecordFilter(in_scope=True))),
        ("progress recorded", store.findings.progress(RecordFilter(in_scope=True))),
    ):
        print_headline(heading)
        print_findings(rows)
    totals, answers = store.articles.totals(), replica.requests
    print_headline("summary")
    typer.echo(
        f"{totals.articles} articles in {totals.versions} versions: {totals.measures} measures, "
        f"{totals.targets} targets, {totals.progress} progress reports; "
        f"{sum(answers.values())} requests, {answers[304]} answered “not modified”"
    )
    typer.echo("alerts: " + ", ".join(f"{row.count} {row.state}" for row in store.outbox.counts()))
    streams.echo(coverage_line(coverage(watch.sources, store.checks.states(), watch.service.clock())))


def print_findings(rows: Sequence[FindingRow]) -> None:
    """Print each finding as its claim, its quote and its source; every figure stands beside its quote."""
    from ..notify import claim

    for row in rows:
        streams.echo(claim(row.finding), bold=True)
        streams.echo(f"  “{row.finding.quote.text}”")
        published = f" · {row.published.isoformat()}" if row.published else ""
        streams.echo(f"  {row.article_title}{published}\n  {row.article_url}")


def keep_running(watch: Watch, replica: Replica, folder: Path) -> None:
    """Let the service run on the replica until Ctrl-C or SIGTERM."""
    stop = assembly.stop_at_signals()
    print_headline("still running; Ctrl-C ends")
    for name, origin in replica.origins.items():
        typer.echo(f"  {name}: {origin}")
    typer.echo(
        f"  look inside: DATABASE_URL=sqlite:///{folder}/demo.db MONITOR_SOURCES={folder}/sources.toml monitor status"
    )
    assembly.serve(watch, stop)
