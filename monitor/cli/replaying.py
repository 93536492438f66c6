"""`monitor replay`: recorded articles once more through the whole pipeline."""

from __future__ import annotations

import json as jsonlib
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from . import assembly

if TYPE_CHECKING:
    from ..domain import Article, Source
    from ..pipeline import Account, Recorder
    from ..sources import Registry
    from ..store import RecordedArticle, Store

Json = Annotated[bool, typer.Option("--json", help="Print the account as JSON.")]


def replay(
    texts: Annotated[
        str | None,
        typer.Option(
            "--jsonl", metavar="FILE", help="Texts {id, text, title?, published?, issuer?, url?} instead."
        ),
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="Keep the result in this database; else it is thrown away.")
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Read the recorded articles again by the present rules, in place, silently."
        ),
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
            account = run(recorder, from_rows(texts, registry), plan)
        else:
            with assembly.open_store(settings) as store:
                account = run(recorder, recorded(store, registry), plan)
        print_account(account, fresh, as_json=json)


def recorded(store: Store, registry: Registry) -> Iterator[tuple[Source, Article]]:
    """Yield the recorded articles, as they were last read, with their sources."""
    by_id = {source.id: source for source in registry.sources}
    for row in rows(store):
        article = store.article(row.url)
        if article is not None and not row.url.startswith("import:"):
            yield by_id.get(row.source_id) or registry.for_url(row.url), article


def rows(store: Store) -> Iterator[RecordedArticle]:
    """Yield all that is recorded, rows of imported lists too."""
    after = 0
    while batch := store.recorded_articles(after):
        for number, row in batch:
            after = number
            yield row


def read_again(store: Store, registry: Registry, recorder: Recorder) -> int:
    """Read every recorded article by the present rules and follow what it says; return how many."""
    from ..pipeline import ReadArticle, follow_again, record_article

    count = 0
    for source, article in recorded(store, registry):
        validators = store.article_validators(article.url)
        came = ReadArticle(source=source, article=article, validators=validators, silent=True)
        record_article(recorder, came, assembly.clock())
        count += 1
    # What is read as before may be matched otherwise: an article that changes nothing was passed over.
    follow_again(store, [row.url for row in rows(store)], recorder.rules, assembly.clock())
    return count


def from_rows(target: str, registry: Registry) -> Iterator[tuple[Source, Article]]:
    """Yield the texts of JSON rows as articles; the issuer of a row is the page's."""
    from ..domain import Article, Block
    from . import reading
    from .extract import row_of

    lines = reading.read_bytes(target).decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = row_of(target, number, line)
        url = str(row.get("url") or f"http://replay.invalid/{row['id']}")
        blocks = tuple(Block(part.strip()) for part in row["text"].splitlines() if part.strip())
        yield (
            registry.for_url(url),
            Article(
                url=url,
                title=str(row.get("title") or ""),
                blocks=blocks,
                published=date.fromisoformat(str(row["published"])) if row.get("published") else None,
                issuer=str(row["issuer"]) if row.get("issuer") else None,
            ),
        )


def print_account(account: Account, store: Store, *, as_json: bool) -> None:
    """Print what happened month by month, then how much is followed."""
    totals = store.life_totals()
    if as_json:
        months = {
            month: {what: account.counts[month, what] for what in account.columns} for month in account.months
        }
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
