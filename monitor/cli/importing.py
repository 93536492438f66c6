"""`monitor import`: a hand-kept list of targets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..domain import Amount, MetricKind, Quote, Target
from ..errors import InputError
from . import assembly

if TYPE_CHECKING:
    from ..pipeline import ImportedTarget

#: Columns of a list, in the order of docs/import.md; the first two must be there.
COLUMNS = (
    "metric", "value", "unit", "comparator", "kind", "per", "deadline", "region", "issuer",
    "quote", "published", "title", "url",
)  # fmt: skip
REQUIRED = ("metric", "value")
#: What spreadsheets put between cells, by country and by way of saving.
DELIMITERS = ",;\t"
WANTED = "a CSV file (in a spreadsheet: save as CSV, best as “CSV UTF-8”)"

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV file; docs/import.md explains its columns.")
]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list that can be imported."""

    rows: tuple[ImportedTarget, ...]
    #: What will hardly be found in any text, as `line 3: …`.
    doubts: tuple[str, ...]


def import_list(
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the list.")] = False,
) -> None:
    """Import targets from a CSV file: listed and followed from now on; one summary, no other alert."""
    read = read_list(file)
    for words in read.doubts:
        typer.echo(f"note: {file}: {words}", err=True)
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
        store.post(postings([done.alert], routes, now), now)
    typer.echo(
        f"{done.new} targets imported, {done.known} known already, {done.expired} past their deadline (listed, not announced)"
    )


def read_list(path: Path) -> ReadList:
    """
    Return the targets of a list.

    Raises:
        InputError: the file cannot be read, has no such columns, or rows cannot be read: all are named.

    """
    from ..text.decoding import decode
    from .list_cells import doubts, faults, tidied
    from .reading import read_bytes

    text = decode(read_bytes(str(path), WANTED), None).removeprefix("\ufeff")
    rows: list[ImportedTarget] = []
    problems: list[str] = []
    unsure: list[str] = []
    for line, found in lines(path, text):
        wrong = (found,) if isinstance(found, str) else faults(tidied(found))
        problems += [f"line {line}: {words}" for words in wrong]
        if not isinstance(found, str) and not wrong:
            rows.append(target_of(found))
            unsure += [f"line {line}: {words}" for words in doubts(tidied(found))]
    if problems:
        several = "\n  ".join(problems)
        raise InputError(f"{path}: {len(problems)} problem(s), nothing was imported\n  {several}")
    if not rows:
        raise InputError(f"{path} has no rows")
    return ReadList(tuple(rows), tuple(unsure))


def lines(path: Path, text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    """Yield each row that is not empty with the line it begins on, as its cells or as what is wrong with it."""
    head = text.lstrip().partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if columns is None:
                columns = [name.strip().lower() for name in cells]
                check_columns(path, columns)
                continue
            yield begins, row_of(columns, cells)
    except csv.Error as exc:
        raise InputError(f"{path}: line {line}: {exc}; is a quotation mark missing?") from exc


def row_of(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str] | str:
    """Return a row's cells by column, or that it has more than the first line names."""
    given = {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}
    if any(cell.strip() for cell in cells[len(columns) :]) or given.get(""):
        return f"more cells than columns: {cells[-1].strip()!r}; put quotation marks around text with a comma"
    return {name: given.get(name, "") for name in COLUMNS}


def check_columns(path: Path, names: Sequence[str]) -> None:
    """Refuse a list whose columns are not ours: a misspelt one would be lost in silence."""
    wrong = {
        "missing": [name for name in REQUIRED if name not in names],
        "unknown": [name for name in names if name and name not in COLUMNS],
        "twice": sorted({name for name in names if name and names.count(name) > 1}),
    }
    said = "; ".join(f"{what}: {', '.join(columns)}" for what, columns in wrong.items() if columns)
    if said:
        raise InputError(f"{path}: columns {said}; the columns are {', '.join(COLUMNS)}")


def target_of(written: Mapping[str, str]) -> ImportedTarget:
    """Return the target of a row without faults."""
    from ..pipeline import ImportedTarget
    from .list_cells import BY_LIST, READERS, region, scaled, tidied

    cells = tidied(written)
    said: dict[str, Any] = {name: read(cells[name]) for name, read in READERS.items()}
    scale, unit = scaled(cells["unit"])
    kind = said["kind"] or (MetricKind.SHARE if unit == "%" else MetricKind.LEVEL)
    words = written["quote"] or " ".join(
        written[name] for name in ("deadline", "region", "metric", "comparator", "value") if written[name]
    )
    words += "" if written["quote"] else written["unit"]
    target = Target(
        quote=Quote(words, 0, len(words), BY_LIST, in_scope=True),
        amount=Amount(
            metric=cells["metric"],
            kind=kind,
            comparator=said["comparator"],
            values=tuple(number * scale for number in said["value"]),
            unit=unit,
            per=said["per"],
        ),
        deadline=said["deadline"],
        region=region(cells["region"]) or cells["region"] or None,
        issuer=cells["issuer"] or None,
    )
    return ImportedTarget(target=target, published=said["published"], title=cells["title"], url=cells["url"])
