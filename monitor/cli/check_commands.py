"""Commands that read the sources: `monitor check`, `backfill`, `run`, and their state: `status`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, live_files, probes, streams

if TYPE_CHECKING:
    from ..domain import CheckResult, Coverage, Source, SourceState
    from ..store import Store


def check(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Sources; all enabled if none.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Check sources once, now: read listings, record what is new, send alerts."""
    from ..digest import make_owed
    from ..pipeline import audit_daily, check_all, deliver, note_quiet, remind
    from ..track import coverage

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    chosen = assembly.choose_sources(registry, ids or ())
    with assembly.open_store(settings) as store, assembly.open_service(settings, registry, store, alerting) as service:
        assembly.warn_of_orphans(store, alerting)
        with progress_bar(len(chosen), quiet=json) as advance:
            results = check_all(chosen, service, advance)
        note_quiet(registry.sources, service)
        audit_daily(registry.sources, service)
        shown = coverage(registry.sources, store.checks.states(), assembly.clock())
        if not json:
            print_results(chosen, results, shown)
        write = partial(assembly.print_message, err=json)
        remind(store, alerting.routes, assembly.clock(), service.milestones)
        make_owed(store, alerting.routes, shown, assembly.clock())
        delivered = deliver(service, assembly.open_channels(alerting, write), shown)
    if json:
        print_json(results, shown, delivered.messages, list(delivered.refusals))
    for refusal in delivered.refusals:
        typer.echo(f"alert not delivered, will be tried again: {refusal}", err=True)
    if len(results) < len(chosen):
        typer.echo("not all sources were checked; the service checks them, or try again later", err=True)
        raise typer.Exit(1)
    raise typer.Exit(exit_code(results))


def exit_code(results: Sequence[CheckResult]) -> int:
    """Return 1 if some source failed, else 0."""
    from ..domain import Outcome

    return int(any(result.outcome in {Outcome.FAILED, Outcome.BLOCKED} for result in results))


@contextmanager
def progress_bar(total: int, *, quiet: bool) -> Iterator[Callable[[Source, CheckResult], None]]:
    """Show a progress bar if stderr is a terminal; yield the callback that advances it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _source, _result: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)
        yield lambda source, _result: bar.update(task, advance=1, description=source.id)


def print_results(sources: Sequence[Source], results: Sequence[CheckResult], shown: Coverage | None = None) -> None:
    """Print a table of the results, a count of the unchanged sources, then the reasons of failures."""
    from ..domain import Outcome
    from ..notify import coverage_line

    results = sorted(results, key=lambda result: result.source_id)
    changed = [result for result in results if result.outcome is not Outcome.UNCHANGED]
    if changed:
        print_table({source.id: source.name for source in sources}, changed)
    if len(changed) < len(results):
        typer.echo(f"{len(results) - len(changed)} source(s) unchanged")
    for result in results:
        if result.failures:
            others = f" (+{len(result.failures) - 1} more)" if len(result.failures) > 1 else ""
            typer.echo(f"{result.source_id}: {result.failures[0].message}{others}")
        for notice in result.notices:
            streams.echo(f"{result.source_id}: {notice.message}")
    if results and all(result.outcome is Outcome.FAILED for result in results):
        typer.echo("No source could be reached. Without a network, `monitor demo` (make demo) shows the whole job.")
    if shown:
        streams.echo(coverage_line(shown))


def print_table(names: Mapping[str, str], results: Sequence[CheckResult]) -> None:
    """Print a table with a row for each result."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    # Without frames, heads and numbers are whole in 80 columns and leave 21 of them for the source.
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=0)
    table.add_column("source", overflow="fold")
    table.add_column("outcome", no_wrap=True, min_width=len("outcome"))
    for name in ("links", "new", "edited", "measures", "targets", "progress", "pending"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for result in results:
        shown = (f"{result.source_id} {names[result.source_id]}", str(result.outcome))
        table.add_row(*shown, *(str(number) for number in counts(result)))
    Console(soft_wrap=False).print(table)


def counts(result: CheckResult) -> tuple[int, ...]:
    """Return the numbers of a result in the order of the table's columns."""
    return (
        result.links,
        result.new_articles,
        result.new_versions,
        result.new_measures,
        result.new_targets,
        result.new_progress,
        result.pending,
    )


def print_json(results: Sequence[CheckResult], shown: Coverage, sent: int, refused: list[str]) -> None:
    """Print results, coverage and deliveries as one JSON object."""
    typer.echo(streams.as_json({"results": results, "coverage": shown, "alerts": {"sent": sent, "refused": refused}}))


def backfill(
    source_id: Annotated[str, typer.Argument(metavar="SOURCE", help="Id of the source.")],
    pages: Annotated[int, typer.Option(min=1, max=1000, help="Listing pages to read, newest first.")] = 1,
) -> None:
    """Read older pages of one source's listings and record their articles, without alerts."""
    from .. import pipeline

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    alerting = assembly.read_alerting(settings, registry)
    (source,) = assembly.choose_sources(registry, [source_id])
    with assembly.open_store(settings) as store, assembly.open_service(settings, registry, store, alerting) as service:
        result = pipeline.backfill(source, service, pages)
    print_results([source], [result])
    raise typer.Exit(exit_code([result]))


def run() -> None:
    """Run the service: check what is due, send alerts, until SIGTERM or Ctrl-C."""
    from ..scheduler import Watch

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    stop = assembly.stop_at_signals()
    with assembly.open_store(settings) as store, assembly.open_service(settings, registry, store, alerting) as service:
        assembly.warn_of_orphans(store, alerting)
        enabled = assembly.choose_sources(registry, ())
        typer.echo(f"watching {len(enabled)} sources; {next_round(enabled, store)}; Ctrl-C ends", err=True)
        itself = probes.Probes(store, enabled, assembly.clock)
        files = live_files.LiveFiles(settings, partial(setattr, itself, "sources"))
        watch = Watch(
            sources=enabled,
            service=service,
            channels=assembly.open_channels(alerting),
            every=timedelta(seconds=settings.tick),
            on_round=lambda results: report_round(watch.sources, results, store),
            refresh=files.refresh,
        )
        live_files.look_at_hangup(watch)
        with probes.watching_itself(settings, itself, watch.channels):
            assembly.serve(watch, stop)
    typer.echo("stopped; nothing is lost", err=True)


def next_round(sources: Sequence[Source], store: Store) -> str:
    """Say how many sources are due now, or when the next one is."""
    from ..domain import SHANGHAI
    from ..track import due

    states = store.checks.states()
    if waiting := due(sources, states, assembly.clock()):
        return f"{len(waiting)} of them due now"
    coming = [state.next_due_at for source in sources if (state := states.get(source.id)) and state.next_due_at]
    return f"none due before {min(coming).astimezone(SHANGHAI):%m-%d %H:%M}" if coming else "none enabled"


def report_round(sources: Sequence[Source], results: Sequence[CheckResult], store: Store) -> None:
    """Print a finished round as `check` does."""
    from ..track import coverage

    # What is no longer watched may have been under way.
    known = {source.id for source in sources}
    results = [result for result in results if result.source_id in known]
    print_results(sources, results, coverage(sources, store.checks.states(), assembly.clock()))


def status() -> None:
    """Show what is recorded, how each source is, and what waits to be sent."""
    from ..domain import SHANGHAI
    from ..notify import coverage_line
    from ..track import coverage

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    with assembly.open_store(settings) as store:
        states, totals, beat = store.checks.states(), store.articles.totals(), store.checks.last_tick()
        deliveries = store.outbox.counts()
    checked = [(source, states[source.id]) for source in registry.sources if source.enabled and source.id in states]
    print_health(checked)
    for source, state in checked:
        for reason in filter(None, (state.reason, state.quiet)):
            typer.echo(f"{source.id}: {reason}")
    typer.echo(
        f"recorded: {totals.articles} articles ({totals.versions} versions), {totals.measures} measures, "
        f"{totals.targets} targets, {totals.progress} progress reports; "
        f"{totals.pending_links} links waiting, {totals.given_up_links} given up"
    )
    typer.echo("alerts: " + (", ".join(f"{row.count} {row.state} ({row.channel})" for row in deliveries) or "none yet"))
    typer.echo(
        f"service: last sign of life {beat.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if beat else "service: never ran"
    )
    streams.echo(coverage_line(coverage(registry.sources, states, assembly.clock())))


def print_health(checked: Sequence[tuple[Source, SourceState]]) -> None:
    """Print a table with a line for each source: its health, last success and next check (China time)."""
    from rich.console import Console
    from rich.table import Table

    from ..domain import SHANGHAI
    from ..track import health_at

    now = assembly.clock()
    table = Table(expand=True)
    table.add_column("source", no_wrap=True, ratio=1)
    for name, width in (("health", 8), ("last success", 12), ("next check", 11)):
        table.add_column(name, no_wrap=True, min_width=width)
    for source, state in checked:
        moments = (state.last_success_at, state.next_due_at)
        shown = (f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}" if moment else "—" for moment in moments)
        table.add_row(f"{source.id} {source.name}", str(health_at(source, state, now)), *shown)
    Console().print(table)
