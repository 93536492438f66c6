"""`monitor check` and `monitor backfill`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, lines

if TYPE_CHECKING:
    from ..domain import CheckResult, Coverage, Source


def check(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID…]", help="Sources; all enabled if none.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Check sources once, now: read listings, record what is new, send alerts."""
    from ..digest import make_owed
    from ..pipeline import check_all, deliver, remind
    from ..track import coverage

    settings = assembly.read_settings()
    registry, alerting = assembly.read_both(settings)
    chosen = assembly.choose(registry, ids or ())
    with (
        assembly.open_store(settings) as store,
        assembly.open_service(settings, registry, store, alerting) as service,
    ):
        assembly.note_lost(store, alerting)
        with progress_bar(len(chosen), quiet=json) as advance:
            results = check_all(chosen, service, advance)
        shown = coverage(registry.sources, store.states(), assembly.clock())
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
    raise typer.Exit(exit_code(results))


def exit_code(results: Sequence[CheckResult]) -> int:
    """Return 1 if some source failed, else 0."""
    from ..domain import Outcome

    return int(any(result.outcome in {Outcome.FAILED, Outcome.BLOCKED} for result in results))


@contextmanager
def progress_bar(total: int, *, quiet: bool) -> Iterator[Callable[[Source, CheckResult], None]]:
    """Show a progress bar on stderr while a terminal is there to see it; yield what advances it."""
    if quiet or not sys.stderr.isatty():
        yield lambda _source, _result: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=total)
        yield lambda source, _result: bar.update(task, advance=1, description=source.id)


def print_results(
    sources: Sequence[Source], results: Sequence[CheckResult], shown: Coverage | None = None
) -> None:
    """Print a table of what happened, the unchanged sources as a count, then why sources failed."""
    from ..domain import Outcome
    from ..notify import coverage_line

    results = sorted(results, key=lambda result: result.source_id)
    told = [result for result in results if result.outcome is not Outcome.UNCHANGED]
    if told:
        print_table({source.id: source.name for source in sources}, told)
    if len(told) < len(results):
        typer.echo(f"{len(results) - len(told)} source(s) unchanged")
    for result in results:
        if result.failures:
            others = f" (+{len(result.failures) - 1} more)" if len(result.failures) > 1 else ""
            typer.echo(f"{result.source_id}: {result.failures[0].message}{others}")
    if results and all(result.outcome is Outcome.FAILED for result in results):
        typer.echo(
            "No source could be reached. Without a network, `monitor demo` (make demo) shows the whole job."
        )
    if shown:
        lines.echo(coverage_line(shown))


def print_table(names: Mapping[str, str], results: Sequence[CheckResult]) -> None:
    """Print a row for each result."""
    # Loaded only here: most rounds have nothing to put in a table.
    from rich.console import Console
    from rich.table import Table

    table = Table("source", "outcome", "links", "new", "edited", "measures", "targets", "progress", "pending")
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
    from .output import as_json

    typer.echo(as_json({"results": results, "coverage": shown, "alerts": {"sent": sent, "refused": refused}}))


def backfill(
    source_id: Annotated[str, typer.Argument(metavar="SOURCE", help="Id of the source.")],
    pages: Annotated[int, typer.Option(min=1, max=1000, help="Listing pages to read, newest first.")] = 1,
) -> None:
    """Read older pages of one source's listings and record their articles, without alerts."""
    from .. import pipeline

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    alerting = assembly.read_alerting(settings, registry)
    (source,) = assembly.choose(registry, [source_id])
    with (
        assembly.open_store(settings) as store,
        assembly.open_service(settings, registry, store, alerting) as service,
    ):
        result = pipeline.backfill(source, service, pages)
    print_results([source], [result])
    raise typer.Exit(exit_code([result]))
