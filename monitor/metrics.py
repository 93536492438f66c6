"""
Metrics with names, from metrics.toml: one id, one name in each language, and the names that mean the same figure.

Every comparison of two metrics asks for them, deep inside pure functions. So the catalogue in force is chosen once,
when the program starts (`use`), and is the bundled one otherwise, as the words of detection are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from .text.units import TABLE
from .toml import (
    BadValueError,
    Problems,
    RawTable,
    filled_texts,
    identifier,
    note_missing,
    one_of,
    read_table,
    read_toml,
    suggestion,
    tables_of,
    text,
)

METRICS_FILE: Final = Path(__file__).with_name("metrics.toml")
#: Words around a name that do not change what is measured; `track/metric_names.py` knows more of them.
_AROUND = re.compile(r"^(?:全国|我国|全省|全市|全区|本市|本省|我省|我市)|(?:总数|总量|总额|数量|人数)$")
_MARKS = re.compile(r"[^\w&（）]|_")


class Nature(StrEnum):
    """How a metric counts."""

    STOCK = "stock"  # it stands at a day
    FLOW = "flow"  # it adds up over a period and begins anew with the next
    GROWTH = "growth"  # it is a rate of change itself: consumer prices
    SHARE = "share"  # it is a part of a whole


class Better(StrEnum):
    """In which direction a metric is to move."""

    MORE = "more"
    LESS = "less"
    STEADY = "steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric with its names."""

    id: str
    zh: str
    en: str
    #: Other names of the whole metric.
    aliases: tuple[str, ...] = ()
    #: The same, also replaced inside longer names.
    spellings: tuple[str, ...] = ()
    #: Names of dimensions of `text/units.toml` in which its amounts are measured.
    dimension: tuple[str, ...]
    kind: Nature
    better: Better = Better.MORE
    #: Ids of metrics that are a part of it.
    parts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names in Chinese, the one that is shown first."""
        return (self.zh, *self.aliases, *self.spellings)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The metrics by id; two catalogues are equal if they are the same object."""

    metrics: Mapping[str, Metric]

    @cached_property
    def _by_name(self) -> Mapping[str, Metric]:
        return {short_name(name): metric for metric in self.metrics.values() for name in metric.names}

    def find(self, name: str) -> Metric | None:
        """Return the metric of a name, whatever marks and empty words it is written with; None if no row has it."""
        return self._by_name.get(short_name(name))


@dataclass(slots=True)
class _Chosen:
    """The catalogue that `use` chose."""

    catalogue: Catalogue | None = None


_CHOSEN: Final = _Chosen()


def use(path: Path | None) -> None:
    """
    Take the rows of a file with the bundled ones from now on; None: the bundled ones alone.

    Raises:
        ConfigError: with every problem of the file.

    """
    _CHOSEN.catalogue = None if path is None else read_metrics(path, bundled_metrics())


def catalogue() -> Catalogue:
    """Return the metrics in force."""
    return _CHOSEN.catalogue or bundled_metrics()


@cache
def bundled_metrics() -> Catalogue:
    """Return the metrics that come with the program."""
    return read_metrics(METRICS_FILE)


def english_name(name: str) -> str:
    """Return the English name of a metric; empty if no row has its name."""
    found = catalogue().find(name)
    return found.en if found else ""


def short_name(name: str) -> str:
    """Return a name without marks, and without empty words around it."""
    bare = _MARKS.sub("", name)
    return _AROUND.sub("", bare) or bare


def read_metrics(path: Path, known: Catalogue | None = None) -> Catalogue:
    """
    Return the metrics of a file together with those known before; of one id the file's row counts.

    Raises:
        ConfigError: the file cannot be read, or rows in it are wrong; with every problem.

    """
    raw = read_toml(path)
    problems = Problems(str(path))
    for key in raw.keys() - {"metric"}:
        problems.add(key, "is unknown; there are [[metric]] tables alone")
    tables = tables_of(raw, "metric", problems)
    if not tables:
        problems.add("metric", 'names nothing; write a [[metric]] table with id = "…" or remove the file')
    own = [metric for number, table in enumerate(tables, 1) if (metric := _metric(number, table, problems))]
    _note_twice(own, problems)
    metrics = (dict(known.metrics) if known else {}) | {metric.id: metric for metric in own}
    _note_clashes(own, metrics.values(), problems)
    _note_parts(own, metrics, problems)
    problems.raise_any()
    return Catalogue(metrics)


def _metric(number: int, raw: RawTable, problems: Problems) -> Metric | None:
    """Return the metric of a table; None when the table has a problem, which is noted."""
    place = f"metric[{raw.get('id', f'#{number}')}]"
    before = len(problems)
    values = read_table(raw, _READERS, place, problems)
    note_missing(raw, _NEEDED, place, problems)
    return None if len(problems) > before else Metric(**values)


def _note_twice(own: Iterable[Metric], problems: Problems) -> None:
    seen: set[str] = set()
    for metric in own:
        if metric.id in seen:
            problems.add(f"metric[{metric.id}].id", "stands twice; give one of the rows another id")
        seen.add(metric.id)


def _note_clashes(own: Iterable[Metric], metrics: Iterable[Metric], problems: Problems) -> None:
    """Note names that two metrics have: a figure under such a name could be either."""
    holders: dict[str, str] = {}
    for metric in metrics:
        for name in dict.fromkeys(map(short_name, metric.names)):
            holders.setdefault(name, metric.id)
    for metric in own:
        for name in metric.names:
            other = holders.get(short_name(name), metric.id)
            if other != metric.id:
                remedy = f"take it out here, or out of that row by one of your own with id = {other!r}"
                problems.add(f"metric[{metric.id}]", f"has the name {name!r}, which metric[{other}] has too; {remedy}")


def _note_parts(own: Iterable[Metric], metrics: Mapping[str, Metric], problems: Problems) -> None:
    for metric in own:
        for part in metric.parts:
            if part == metric.id:
                problems.add(f"metric[{metric.id}].parts", "names the metric itself; name others or remove it")
            elif part not in metrics:
                problems.add(f"metric[{metric.id}].parts", f"{part!r} is no id; {suggestion(part, metrics)}")


def _dimensions(value: object) -> tuple[str, ...]:
    names = filled_texts(value)
    for name in names:
        if name not in TABLE.dimensions:
            raise BadValueError(f"{name!r} is no dimension; {suggestion(name, TABLE.dimensions)}")
    return names


_READERS: Final = {
    "id": identifier,
    "zh": text,
    "en": text,
    "aliases": filled_texts,
    "spellings": filled_texts,
    "dimension": _dimensions,
    "kind": one_of(Nature),
    "better": one_of(Better),
    "parts": filled_texts,
    "topics": filled_texts,
}
_NEEDED: Final = ("id", "zh", "en", "dimension", "kind")
_KEYS: Final = ("id", "zh", "en", "aliases", "spellings", "dimension", "kind", "better", "parts", "topics")


def toml_row(metric: Metric) -> str:
    """Return the metric as a table to paste into a file of metrics; keys with their usual value are left out."""
    lines = ["[[metric]]"]
    for key in _KEYS:
        value = getattr(metric, key)
        if key == "dimension" and len(value) == 1:
            value = value[0]
        if value and value is not Better.MORE:
            lines.append(f"{key} = {_quoted(value)}")
    return "\n".join(lines)


def _quoted(value: str | tuple[str, ...]) -> str:
    # What JSON escapes in a string, TOML escapes alike.
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
