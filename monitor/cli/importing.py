"""`monitor import`: a hand-kept list of targets."""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..domain import Amount, Comparator, MetricKind, Period, Precision, Quote, Target
from ..errors import ConfigError, InputError, Problem
from . import assembly

if TYPE_CHECKING:
    from ..pipeline import ImportedTarget

#: Columns of a list, in the order of docs/import.md; the first two must be there.
COLUMNS = (
    "metric", "value", "unit", "comparator", "kind", "per", "deadline", "region", "issuer",
    "quote", "published", "title", "url",
)  # fmt: skip
REQUIRED = ("metric", "value")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
#: Rule name of what a list says.
BY_LIST = "import"
#: Numbers of a range.
RANGE = 2
#: Longest first.
SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A CSV file; docs/import.md explains its columns.")
]


def import_list(
    file: File,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check the list.")] = False,
) -> None:
    """Import targets from a CSV file: listed and followed from now on; one summary, no other alert."""
    rows = read_list(file)
    if dry_run:
        typer.echo(f"{file}: {len(rows)} targets, all rows can be imported; nothing was recorded")
        return
    from ..notify import postings
    from ..pipeline import import_targets

    settings = assembly.read_settings()
    routes = assembly.read_alerting(settings, None).routes
    now = assembly.clock()
    with assembly.open_store(settings) as store:
        done = import_targets(store, file.name, rows, assembly.rules(settings), now)
        store.post(postings([done.alert], routes, now), now)
    typer.echo(
        f"{done.new} targets imported, {done.known} known already, {done.expired} past their deadline (listed, not announced)"
    )


def read_list(path: Path) -> tuple[ImportedTarget, ...]:
    """
    Return the targets of a list.

    Raises:
        ConfigError: with every row that cannot be read, and why.
        InputError: the file cannot be read, or has no such columns.

    """
    from ..text.decoding import decode
    from .reading import read_bytes

    text = decode(read_bytes(str(path)), None).removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text))
    check_columns(path, reader.fieldnames or ())
    rows: list[ImportedTarget] = []
    problems: list[Problem] = []
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not any(cells.values()):
            continue
        wrong = [Problem(str(path), f"line {reader.line_num}", words) for words in faults(cells)]
        problems += wrong
        if not wrong:
            rows.append(target_of(cells))
    if problems:
        raise ConfigError(tuple(problems))
    if not rows:
        raise InputError(f"{path} has no rows")
    return tuple(rows)


def check_columns(path: Path, names: Sequence[str]) -> None:
    """Refuse a list whose columns are not ours: a misspelt one would be lost in silence."""
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in names]
    if missing or unknown:
        said = "; ".join(
            f"{what}: {', '.join(columns)}"
            for what, columns in (("missing", missing), ("unknown", unknown))
            if columns
        )
        raise InputError(f"{path}: columns {said}; the columns are {', '.join(COLUMNS)}")


def faults(cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is wrong with a row, in order of its columns."""
    found = []
    for name, read in READERS.items():
        try:
            read(cells[name])
        except (ValueError, InvalidOperation) as exc:
            found.append(f"{name} {cells[name]!r}: {exc if isinstance(exc, ValueError) else 'not a number'}")
    return tuple(found)


def target_of(cells: Mapping[str, str]) -> ImportedTarget:
    """Return the target of a row without faults."""
    from ..pipeline import ImportedTarget

    said: dict[str, Any] = {name: read(cells[name]) for name, read in READERS.items()}
    scale, unit = scaled(cells["unit"])
    kind = said["kind"] or (MetricKind.SHARE if unit == "%" else MetricKind.LEVEL)
    words = cells["quote"] or " ".join(
        cells[name] for name in ("deadline", "region", "metric", "comparator", "value") if cells[name]
    )
    words += "" if cells["quote"] else cells["unit"]
    target = Target(
        quote=Quote(words, 0, len(words), BY_LIST, in_scope=True),
        amount=Amount(
            metric=cells["metric"],
            kind=kind,
            comparator=said["comparator"],
            values=tuple(number * scale for number in said["value"]),
            unit=unit,
            per=cells["per"] or None,
        ),
        deadline=said["deadline"],
        region=cells["region"] or None,
        issuer=cells["issuer"] or None,
    )
    return ImportedTarget(target=target, published=said["published"], title=cells["title"], url=cells["url"])


# Cells


def metric(text: str) -> str:
    """Return the name of what is counted or measured."""
    if not text:
        raise ValueError("it cannot be empty")
    return text


def value(text: str) -> tuple[Decimal, ...]:
    """Read `70`, `2.7亿`, `3-5` or nothing (a target without a number)."""
    numbers = tuple(number(part) for part in re.split(r"[-–~]", text.replace(",", "")) if part)
    if len(numbers) > RANGE or not all(one.is_finite() and abs(one) < Decimal(10) ** 18 for one in numbers):
        raise ValueError("give one number, or a range as 3-5")
    return tuple(sorted(numbers))


def number(text: str) -> Decimal:
    """Read `70` or `2.7亿`."""
    digits, scale = text, Decimal(1)
    for word, times in SCALES.items():
        if text.endswith(word):
            digits, scale = text.removesuffix(word), times
            break
    return Decimal(digits) * scale


def scaled(unit: str) -> tuple[Decimal, str | None]:
    """Return what a unit multiplies by, and the unit itself: 亿元 is 10⁸ and 元."""
    from ..text.units import UNITS

    for word, times in SCALES.items():
        if unit.startswith(word) and unit not in UNITS:
            return times, unit.removeprefix(word) or None
    return Decimal(1), unit or None


def comparator(text: str) -> Comparator:
    """Read how the number bounds the metric; at least, if nothing is said."""
    return one_of(Comparator, text) if text else Comparator.AT_LEAST


def kind(text: str) -> MetricKind | None:
    """Read the kind of amount."""
    return one_of(MetricKind, text) if text else None


def one_of(values: Any, text: str) -> Any:
    """Return the member with this text."""
    if text not in list(values):
        raise ValueError(f"choose one of {', '.join(values)}")
    return values(text)


def per(text: str) -> str:
    """Read whether the amount recurs."""
    if text not in {"", "year", "month"}:
        raise ValueError("write year, month or nothing")
    return text


def deadline(text: str) -> Period | None:
    """Read `2027`, `2027-06` or `2027-06-30`."""
    if not text:
        return None
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError("write 2027, 2027-06 or 2027-06-30")
    year, month, day_ = (int(part) if part else None for part in found.groups())
    assert year is not None  # the pattern has it
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, text, BY_LIST)
    if day_ is None:
        first = date(year, month, 1)
        return Period(
            first, first.replace(day=calendar.monthrange(year, month)[1]), Precision.MONTH, text, BY_LIST
        )
    return Period(date(year, month, day_), date(year, month, day_), Precision.DAY, text, BY_LIST)


def published(text: str) -> date | None:
    """Read the day on which the target was published."""
    return date.fromisoformat(text) if text else None


READERS: Mapping[str, Callable[[str], object]] = {
    "metric": metric,
    "value": value,
    "comparator": comparator,
    "kind": kind,
    "per": per,
    "deadline": deadline,
    "published": published,
}
