"""`monitor run`, `monitor status` and `monitor health`."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Sequence
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, lines

if TYPE_CHECKING:
    from ..domain import CheckResult, Source
    from ..store import Store


def run() -> None:
    """Run the service: check what is due, send alerts, until SIGTERM or Ctrl-C."""
    from ..scheduler import Watch, serve

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with (
        assembly.open_store(settings) as store,
        assembly.open_service(settings, registry, store, alerting) as service,
    ):
        assembly.note_lost(store, alerting)
        enabled = assembly.choose(registry, ())
        typer.echo(f"watching {len(enabled)} sources; {next_round(enabled, store)}; Ctrl-C ends", err=True)
        watch = Watch(
            sources=enabled,
            service=service,
            channels=assembly.open_channels(alerting),
            gap=max(timedelta(minutes=15), 10 * timedelta(seconds=settings.tick)),
            owner=f"{socket.gethostname()}:{os.getpid()}",
            on_result=lambda _source, _result: None,
            on_round=lambda results: report_round(enabled, results, store),
        )
        serve(watch, timedelta(seconds=settings.tick), stop)
    typer.echo("stopped; nothing is lost", err=True)


def next_round(sources: Sequence[Source], store: Store) -> str:
    """Say how many sources are due now, or when the next one is."""
    from ..domain import SHANGHAI
    from ..track import due

    states = store.states()
    if waiting := due(sources, states, assembly.clock()):
        return f"{len(waiting)} of them due now"
    coming = [
        state.next_due_at for source in sources if (state := states.get(source.id)) and state.next_due_at
    ]
    return f"none due before {min(coming).astimezone(SHANGHAI):%m-%d %H:%M}" if coming else "none enabled"


def report_round(sources: Sequence[Source], results: Sequence[CheckResult], store: Store) -> None:
    """Print a finished round as `check` does."""
    from ..track import coverage
    from .check import print_results

    print_results(sources, results, coverage(sources, store.states(), assembly.clock()))


def status() -> None:
    """Show what is recorded, how each source is, and what waits to be sent."""
    from rich.console import Console
    from rich.table import Table

    from ..domain import SHANGHAI
    from ..notify import coverage_line
    from ..track import coverage

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    with assembly.open_store(settings) as store:
        states, totals, beat = store.states(), store.totals(), store.last_tick()
        deliveries = store.delivery_counts()
    table = Table(expand=True)
    table.add_column("source", no_wrap=True, ratio=1)
    for name, width in (("health", 8), ("last success", 12), ("next check", 11)):
        table.add_column(name, no_wrap=True, min_width=width)
    checked = [
        (source, states[source.id]) for source in registry.sources if source.enabled and source.id in states
    ]
    for source, state in checked:
        moments = (state.last_success_at, state.next_due_at)
        shown = (f"{m.astimezone(SHANGHAI):%m-%d %H:%M}" if m else "—" for m in moments)
        table.add_row(f"{source.id} {source.name}", str(state.health), *shown)
    Console().print(table)
    for source, state in checked:
        if state.reason:
            typer.echo(f"{source.id}: {state.reason}")
    typer.echo(
        f"recorded: {totals.articles} articles ({totals.versions} versions), {totals.measures} measures, "
        f"{totals.targets} targets, {totals.progress} progress reports; "
        f"{totals.pending_links} links waiting, {totals.given_up_links} given up"
    )
    typer.echo(
        "alerts: "
        + (", ".join(f"{row.count} {row.state} ({row.channel})" for row in deliveries) or "none yet")
    )
    typer.echo(
        f"service: last sign of life {beat.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"
        if beat
        else "service: never ran"
    )
    lines.echo(coverage_line(coverage(registry.sources, states, assembly.clock())))


def health(
    max_age: Annotated[int, typer.Option(min=1, help="Seconds since the last sign of life.")] = 300,
) -> None:
    """Exit 0 if the service gave a sign of life lately, else 1; made for a container's HEALTHCHECK."""
    settings = assembly.read_settings()
    with assembly.open_store(settings) as store:
        beat = store.last_tick()
    if beat is None:
        typer.echo("unhealthy: the service never finished a tick")
        raise typer.Exit(1)
    age = int((assembly.clock() - beat).total_seconds())
    healthy = age <= max_age
    typer.echo(f"{'healthy' if healthy else 'unhealthy'}: last sign of life {age} s ago")
    raise typer.Exit(int(not healthy))
