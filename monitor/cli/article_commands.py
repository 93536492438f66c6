"""`monitor article`: how recorded articles were edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..text.differences import Passage, Side, differences
from . import assembly, streams
from .list_rows import moment

if TYPE_CHECKING:
    from ..domain import Article
    from ..store import ArticleEdition, RecordedArticle, Store

app = typer.Typer(help="Articles that were edited.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ID", help="Number of the article, or a part of its address or title.")]
Number = Annotated[int | None, typer.Option("--edition", min=2, help="Which edition; the last one if not given.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="Articles at most.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

#: How a change is printed: marks, so that it can be read without colours too, and a colour.
_MARKS = {
    Side.BOTH: ("", "", None),
    Side.OLD: ("[-", "-]", typer.colors.RED),
    Side.NEW: ("{+", "+}", typer.colors.GREEN),
}


@app.command()
def edited(limit: Limit = 50, json: Json = False) -> None:
    """List articles that were found edited, with their numbers, the latest edit first."""
    with assembly.open_store(assembly.read_settings()) as store:
        found = store.editions.edited(limit)
    if json:
        typer.echo(streams.as_json([{"id": number, "article": article} for number, article in found]))
        return
    for number, article in found:
        typer.secho(f"{number}  {article.title}", bold=True)
        typer.echo(f"  {article.versions} versions  {article.url}")


@app.command()
def diff(article: Id, edition: Number = None, json: Json = False) -> None:
    """Print what an edit of an article changed, word by word: [-old-]{+new+}."""
    with assembly.open_store(assembly.read_settings()) as store:
        row = find_article(store, article)
        editions = store.editions.of(row.url)
    old, new = two_of(editions, edition, row)
    passages = differences(whole_text(old.article), whole_text(new.article))
    if json:
        typer.echo(streams.as_json({"url": row.url, "old": old, "new": new, "passages": passages}))
        return
    typer.secho(row.title, bold=True)
    typer.echo(f"{row.url}\nread {moment(old.read_at)}, and edited when read {moment(new.read_at)}\n")
    for line in changed_lines(passages):
        typer.echo(line)


def find_article(store: Store, words: str) -> RecordedArticle:
    """Return the article that is meant; InputError if none is, or several are."""
    found = store.editions.find(words) if words else ()
    exact = [article for _, article in found if article.url == words]
    if not found:
        raise InputError(f"no article {words!r}; `monitor article edited` shows those that were edited")
    if len(found) > 1 and not exact:
        several = "; ".join(f"{number} {article.title[:20]}" for number, article in found[:3])
        raise InputError(f"{words!r} is in several articles ({several}); give a number or more of the address")
    return exact[0] if exact else found[0][1]


def two_of(
    editions: Sequence[ArticleEdition], number: int | None, row: RecordedArticle
) -> tuple[ArticleEdition, ArticleEdition]:
    """Return an edition with the one before it; InputError if there is none."""
    if len(editions) < 2:  # noqa: PLR2004 -- a change lies between two
        raise InputError(f"{row.url} was not found edited since it was first read")
    if number is not None and number > len(editions):
        raise InputError(f"{row.url} has {len(editions)} editions, not {number}")
    last = len(editions) if number is None else number
    return editions[last - 2], editions[last - 1]


def whole_text(article: Article) -> str:
    """Return what an edition says: title, body, attachments."""
    files = (f"{file.title} {file.url}" for file in article.attachments)
    return "\n".join((article.title, article.text, *files))


def changed_lines(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the lines that changed, with their changes marked; how many stayed between them."""
    stayed = 0
    for line, has_changed in marked_lines(passages):
        if not has_changed:
            stayed += 1
            continue
        if stayed:
            yield f"… {stayed} unchanged"
        stayed = 0
        yield line
    if stayed:
        yield f"… {stayed} unchanged"


def marked_lines(passages: Sequence[Passage]) -> Iterator[tuple[str, bool]]:
    """Yield lines with their changes marked, and whether they have any."""
    line, has_changed = "", False
    for passage in passages:
        before, after, color = _MARKS[passage.side]
        is_change = passage.side is not Side.BOTH
        for number, part in enumerate(passage.text.split("\n")):
            if number:
                yield line, has_changed
                line, has_changed = "", False
            if part:
                line += typer.style(f"{before}{part}{after}", fg=color) if is_change else part
                has_changed = has_changed or is_change
    if line:
        yield line, has_changed
