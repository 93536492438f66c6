"""`monitor measures`, `targets`, `progress`, `deadlines` and `changes`: lists of everything that is tracked."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..domain import Stage, Status
from ..errors import InputError
from . import assembly, streams
from .list_rows import (
    change_line,
    change_row,
    harmless,
    print_progress,
    print_tracked,
    progress_json,
    progress_row,
    tracked_json,
    tracked_row,
)

if TYPE_CHECKING:
    from ..store import TrackedFilter


class SortOrder(StrEnum):
    """The order of a list: the values of `store.Sort`, repeated so that `--help` need not load the store."""

    PUBLISHED = "published"
    DEADLINE = "deadline"
    UPDATED = "updated"


#: Without this mark Excel reads the file in the computer's code page and garbles Chinese.
BYTE_ORDER_MARK = "\ufeff"

Region = Annotated[str | None, typer.Option(help="Only regions whose name begins so (上海市).")]
Issuer = Annotated[str | None, typer.Option(help="Only issuers whose name contains this.")]
Theme = Annotated[str | None, typer.Option(help="Only this theme.")]
StageIs = Annotated[Stage | None, typer.Option("--stage", help="Only measures that have reached this.")]
StatusIs = Annotated[Status | None, typer.Option("--status", help="Only targets that stand so.")]
DueWithin = Annotated[
    int | None, typer.Option(min=0, max=36_500, help="Only deadlines from today until so many days ahead.")
]
Since = Annotated[str | None, typer.Option(help="Only from this day on (YYYY-MM-DD).")]
Everything = Annotated[bool, typer.Option("--all", help="Also what is off the topics.")]
SortBy = Annotated[SortOrder, typer.Option(help="In which order.")]
Limit = Annotated[int, typer.Option(min=1, max=1_000_000, help="Rows at most.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


def measures(
    region: Region = None,
    issuer: Issuer = None,
    theme: Theme = None,
    stage: StageIs = None,
    since: Since = None,
    everything: Everything = False,
    sort: SortBy = SortOrder.PUBLISHED,
    limit: Limit = 50,
    json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List measures, each once, with the stage it has reached."""
    if sort is SortOrder.DEADLINE:
        raise InputError("measures have no deadline; sort them by published or updated")
    wanted = build_filter(
        issuer=issuer,
        region=region,
        theme=theme,
        stage=stage,
        since=streams.parse_day("--since", since),
        in_scope=scope(everything),
    )
    show_tracked("measure", wanted, sort, limit, output_format(json, as_csv))


def targets(
    region: Region = None,
    issuer: Issuer = None,
    theme: Theme = None,
    status: StatusIs = None,
    due_within: DueWithin = None,
    since: Since = None,
    everything: Everything = False,
    sort: SortBy = SortOrder.PUBLISHED,
    limit: Limit = 50,
    json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List targets, each once, with where it stands."""
    first, last = due_days(due_within)
    wanted = build_filter(
        issuer=issuer,
        region=region,
        theme=theme,
        status=status,
        due_from=first,
        due_until=last,
        since=streams.parse_day("--since", since),
        in_scope=scope(everything),
    )
    show_tracked("target", wanted, sort, limit, output_format(json, as_csv))


def deadlines(
    region: Region = None,
    issuer: Issuer = None,
    theme: Theme = None,
    status: StatusIs = None,
    due_within: DueWithin = None,
    since: Since = None,
    everything: Everything = False,
    limit: Limit = 50,
    json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List deadlines from today on, nearest first, and how each was worked out; `--status overdue_no_evidence` for past ones."""
    first, last = due_days(due_within)
    if status is None:
        first = first or today()
    wanted = build_filter(
        issuer=issuer,
        region=region,
        theme=theme,
        status=status,
        due_from=first,
        due_until=last,
        since=streams.parse_day("--since", since),
        in_scope=scope(everything),
    )
    show_tracked("target", wanted, SortOrder.DEADLINE, limit, output_format(json, as_csv))


def progress(
    region: Region = None,
    issuer: Issuer = None,
    theme: Theme = None,
    status: StatusIs = None,
    due_within: DueWithin = None,
    since: Since = None,
    everything: Everything = False,
    limit: Limit = 50,
    json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List reported figures with the targets they count for, newest first."""
    first, last = due_days(due_within)
    wanted = build_filter(
        issuer=issuer,
        region=region,
        theme=theme,
        status=status,
        due_from=first,
        due_until=last,
        since=streams.parse_day("--since", since),
        in_scope=scope(everything),
    )
    with assembly.open_store(assembly.read_settings()) as store:
        rows = store.tracked.progress(wanted, limit, today=today())
        count = 0 if rows else store.tracked.totals()["progress"]
    print_out([progress_row(row) for row in rows], [progress_json(row) for row in rows], output_format(json, as_csv))
    if output_format(json, as_csv) == "text":
        print_progress(rows)
        if not rows:
            typer.echo(why_empty(count))


def changes(
    region: Region = None,
    issuer: Issuer = None,
    theme: Theme = None,
    status: StatusIs = None,
    due_within: DueWithin = None,
    since: Since = None,
    limit: Limit = 50,
    json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List what changed in measures and targets, latest first: who, when, from, to, why."""
    first, last = due_days(due_within)
    wanted = build_filter(
        issuer=issuer,
        region=region,
        theme=theme,
        status=status,
        due_from=first,
        due_until=last,
        since=streams.parse_day("--since", since),
    )
    with assembly.open_store(assembly.read_settings()) as store:
        rows = store.tracked.changes(wanted, today=today(), limit=limit)
    print_out([change_row(row) for row in rows], rows, output_format(json, as_csv))
    if output_format(json, as_csv) == "text":
        for row in rows:
            typer.echo(change_line(row))
        if not rows:
            typer.echo("nothing changed yet")


# Options


def build_filter(**slots: Any) -> TrackedFilter:
    """Return the filter that the options mean."""
    from ..store import TrackedFilter

    return TrackedFilter(**slots)


def today() -> date:
    """Return the present day in China."""
    from ..domain import day_in_china

    return day_in_china(assembly.clock())


def due_days(days: int | None) -> tuple[date | None, date | None]:
    """Return the first and last day of `--due-within`; None for both if the option is not used."""
    return (None, None) if days is None else (today(), today() + timedelta(days=days))


def scope(everything: bool) -> bool | None:
    """Return the scope filter: None for all findings, True for those on the topics."""
    return None if everything else True


def output_format(json: bool, as_csv: bool) -> str:
    """Return `text`, `json` or `csv`; InputError if both flags are given."""
    if json and as_csv:
        raise InputError("--json and --csv are two forms of one list; give one of them")
    return "json" if json else "csv" if as_csv else "text"


def show_tracked(kind: str, wanted: TrackedFilter, sort: SortOrder, limit: int, how: str) -> None:
    """Print measures or targets."""
    from ..store import Sort

    with assembly.open_store(assembly.read_settings()) as store:
        rows = store.tracked.records(kind, wanted, today=today(), sort=Sort(sort), limit=limit)
        count = 0 if rows else store.tracked.totals()[f"{kind}s"]
    print_out([tracked_row(row) for row in rows], [tracked_json(row) for row in rows], how)
    if how == "text":
        print_tracked(rows)
        if not rows:
            typer.echo(why_empty(count))


def why_empty(recorded: int) -> str:
    """Return why a list is empty: nothing is recorded yet, or the filters exclude everything."""
    if not recorded:
        return "nothing recorded yet; `monitor check` reads the sources, `monitor demo` shows how it looks"
    return f"none of the {recorded} recorded fits; what is off the topics is listed with --all"


def print_out(rows: Sequence[dict[str, object]], values: Sequence[Any], how: str) -> None:
    """Print rows as CSV, or values as JSON; text is left to the caller."""
    if how == "json":
        typer.echo(streams.as_json(values))
    if how == "csv" and rows:
        sys.stdout.write(BYTE_ORDER_MARK)
        writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
