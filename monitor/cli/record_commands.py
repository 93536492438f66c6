"""Commands that work on the record without any site: `monitor import`, `monitor replay`, `monitor db`."""

from __future__ import annotations

import json as jsonlib
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly, streams

if TYPE_CHECKING:
    from ..domain import Article, Source
    from ..pipeline import Account, Recorder
    from ..sources import Registry
    from ..store import DatabaseReport, RecordedArticle, Store

database = typer.Typer(help="The database.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file; docs/import.md explains its columns.")]
Copy = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]
Json = Annotated[bool, typer.Option("--json", help="Print the account as JSON.")]


@database.command()
def upgrade() -> None:
    """Create the database or bring its schema up to date; `run`, `check` and `demo` do it by themselves."""
    from ..store import upgrade as upgrade_schema

    settings = assembly.read_settings()
    before, after = upgrade_schema(settings.database_url.get_secret_value())
    typer.echo(f"schema {after}: up to date" if before == after else f"schema {before or 'new'} → {after}")


@database.command()
def backup(copy: Copy) -> None:
    """Copy an SQLite database to a new file while the service runs, and test the copy."""
    from ..store import back_up

    settings = assembly.read_settings()
    print_report("copied to", back_up(settings.database_url.get_secret_value(), copy))


@database.command()
def restore(copy: Copy) -> None:
    """Put a backup where the settings say that the database is; refuses where one is already."""
    from ..store import restore as put_back

    settings = assembly.read_settings()
    print_report("restored to", put_back(settings.database_url.get_secret_value(), copy))


@database.command("check")
def check_database(
    copy: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A backup; else the database.")] = None,
) -> None:
    """Look through the whole database, or a backup, for damage, and count what it holds; nothing is changed."""
    from ..store import check

    url = assembly.read_settings().database_url.get_secret_value() if copy is None else f"sqlite:///{copy}"
    print_report("no damage found in", check(url))


def print_report(what: str, report: DatabaseReport) -> None:
    """Print where a database is, its schema, and how many rows its main tables have."""
    typer.echo(f"{what} {report.place}: schema {report.revision or 'none'}")
    for table, count in report.rows:
        typer.echo(f"  {table}: {count}")
    if not report.is_current:
        typer.echo("run `monitor db upgrade` before it is used")


def import_list(
    file: File, dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the list.")] = False
) -> None:
    """Import targets from a CSV file: listed and followed from now on; one summary, no other alert."""
    from .import_list import read_list

    read = read_list(file)
    for doubt in read.doubts:
        typer.echo(f"note: {file}: {doubt}", err=True)
    if dry_run:
        typer.echo(f"{file}: {len(read.rows)} targets, all rows can be imported; nothing was recorded")
        return
    from ..notify import postings
    from ..pipeline import import_targets

    settings = assembly.read_settings()
    routes = assembly.read_alerting(settings, None).routes
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        done = import_targets(store, file.name, read.rows, assembly.rules(settings), now)
        store.alerts.post(postings([done.alert], routes, now), now)
    typer.echo(
        f"{done.new} targets imported, {done.known} known already, {done.expired} past their deadline (listed, not announced)"
    )


def replay(
    texts: Annotated[
        str | None,
        typer.Option("--jsonl", metavar="FILE", help="Texts {id, text, title?, published?, issuer?, url?} instead."),
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Keep the result in this database; else it is thrown away.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read the recorded articles again by the present rules, in place, silently.")
    ] = False,
    json: Json = False,
) -> None:
    """Run recorded articles through the whole pipeline on a virtual clock; nothing is fetched or sent."""
    from ..pipeline import replay as run
    from ..store import Store

    settings = assembly.read_settings()
    registry = assembly.read_registry(settings)
    if again:
        with assembly.open_store(settings) as store:
            count = read_again(store, registry, assembly.recorder(settings, registry, store))
        typer.echo(f"{count} articles read again")
        return
    with (
        tempfile.TemporaryDirectory(prefix="monitor-replay-") as folder,
        Store.open(database or f"sqlite:///{folder}/replay.db") as fresh,
    ):
        recorder = assembly.recorder(settings, registry, fresh)
        plan = assembly.milestone_plan(settings)
        if texts is not None:
            account = run(recorder, read_rows(texts, registry), plan)
        else:
            with assembly.open_store(settings) as store:
                account = run(recorder, recorded_articles(store, registry), plan)
        print_account(account, fresh, as_json=json)


def recorded_articles(store: Store, registry: Registry) -> Iterator[tuple[Source, Article]]:
    """Yield the latest version of each article that a source gave, with its source."""
    by_id = {source.id: source for source in registry.sources}
    for row in recorded_rows(store):
        article = store.articles.at(row.url)
        if article is not None and not row.url.startswith("import:"):
            yield by_id.get(row.source_id) or registry.for_url(row.url), article


def recorded_rows(store: Store) -> Iterator[RecordedArticle]:
    """Yield every recorded article; a row of an imported list is one, too."""
    after = 0
    while batch := store.articles.after(after):
        for number, row in batch:
            after = number
            yield row


def read_again(store: Store, registry: Registry, recorder: Recorder) -> int:
    """Read and follow every recorded article by the present rules; return the number of articles."""
    from ..pipeline import ReadArticle, follow_again, record_article

    count = 0
    for source, article in recorded_articles(store, registry):
        validators = store.articles.validators(article.url)
        read = ReadArticle(source=source, article=article, validators=validators, silent=True)
        record_article(recorder, read, assembly.clock())
        count += 1
    # Recording skips an article whose findings are unchanged, but new rules may match them to other targets.
    follow_again(store, [row.url for row in recorded_rows(store)], recorder.rules, assembly.clock())
    return count


def read_rows(target: str, registry: Registry) -> Iterator[tuple[Source, Article]]:
    """Yield the texts of JSON rows as articles; a row's issuer counts as named by the page."""
    from ..domain import Article, Block

    for row in streams.json_rows(target):
        url = str(row.get("url") or f"http://replay.invalid/{row['id']}")
        blocks = tuple(Block(part.strip()) for part in row["text"].splitlines() if part.strip())
        article = Article(
            url=url,
            title=str(row.get("title") or ""),
            blocks=blocks,
            published=date.fromisoformat(str(row["published"])) if row.get("published") else None,
            issuer=str(row["issuer"]) if row.get("issuer") else None,
        )
        yield registry.for_url(url), article


def print_account(account: Account, store: Store, *, as_json: bool) -> None:
    """Print the account of a replay by month, then the totals of tracked things."""
    totals = store.tracked.totals()
    if as_json:
        months = {month: {what: account.counts[month, what] for what in account.columns} for month in account.months}
        typer.echo(jsonlib.dumps({"months": months, "totals": totals}, ensure_ascii=False, indent=2))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table("month", *account.columns)
    for month in account.months:
        table.add_row(month, *(str(account.counts[month, what] or "") for what in account.columns))
    sums = (sum(account.counts[month, what] for month in account.months) for what in account.columns)
    table.add_row("all", *(str(number) for number in sums))
    Console(soft_wrap=True, width=200).print(table)
    typer.echo(", ".join(f"{what} {count}" for what, count in totals.items()))
