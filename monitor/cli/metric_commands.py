"""`monitor metrics`: the metrics that have names, and the recorded ones that have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from . import assembly, streams

if TYPE_CHECKING:
    from ..domain import MetricUse
    from ..metrics import Metric
    from ..track import UnnamedMetric

#: Unnamed metrics under the list of those with names.
SHOWN_BELOW = 10


def metrics(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="Only metrics with this in an id or name.")
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Only this topic.")] = None,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Only recorded metrics without a row, as rows.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="Rows of --unmatched at most.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the metrics of metrics.toml with how often each is recorded, and the recorded ones that no row names."""
    from ..metrics import catalogue
    from ..track import named_uses, unnamed

    settings = assembly.read_settings()
    known = chosen(catalogue().metrics.values(), word, topic)
    with assembly.open_store(settings) as store:
        uses = store.findings.metric_uses()
    without = [metric for metric in unnamed(uses) if word is None or any(word in name for name in metric.names)]
    counts = {} if unmatched else named_uses(uses)
    if json:
        shown = without[:limit] if unmatched else [metric_json(metric, counts) for metric in known]
        typer.echo(streams.as_json(shown))
    elif unmatched:
        print_rows(without[:limit], uses)
    else:
        print_metrics(known, counts)
        print_below(without)


def chosen(metrics: Iterable[Metric], word: str | None, topic: str | None) -> list[Metric]:
    """
    Return the metrics that a person asks for.

    Raises:
        InputError: no metric has the topic; the message lists those there are.

    """
    known = list(metrics)
    topics = sorted({each_topic for metric in known for each_topic in metric.topics})
    if topic is not None and topic not in topics:
        raise InputError(f"no metric has the topic {topic!r}; choose one of {', '.join(topics)}")
    return [
        metric
        for metric in known
        if (topic is None or topic in metric.topics)
        and (word is None or any(word.lower() in name.lower() for name in (metric.id, metric.en, *metric.names)))
    ]


def metric_json(metric: Metric, counts: Mapping[str, int]) -> dict[str, object]:
    """Return a metric as a JSON object, with how often it is recorded."""
    return {name: getattr(metric, name) for name in metric.__slots__} | {"recorded": counts.get(metric.id, 0)}


def print_metrics(known: Sequence[Metric], counts: Mapping[str, int]) -> None:
    """Print a line for each metric, and its other names below it."""
    for metric in known:
        measured = f"{metric.kind}, {' or '.join(metric.dimension)}, better: {metric.better}"
        recorded = f" · recorded {counts[metric.id]} times" if counts.get(metric.id) else ""
        streams.echo(f"{metric.id}  {metric.zh} / {metric.en} ({measured}){recorded}")
        if others := metric.names[1:]:
            streams.echo(f"  also: {'、'.join(others)}")
        if metric.parts:
            streams.echo(f"  parts: {', '.join(metric.parts)}")


def print_below(without: Sequence[UnnamedMetric]) -> None:
    """Print the recorded metrics without a row that are most frequent."""
    if without:
        streams.echo(f"\n{len(without)} recorded metrics have no row; the most frequent:", bold=True)
    for metric in without[:SHOWN_BELOW]:
        streams.echo(f"  {metric.count} × {metric.names[0]}")
    if without:
        streams.echo(
            "`monitor metrics --unmatched` prints their rows to paste into the file that MONITOR_METRICS names."
        )


def print_rows(without: Sequence[UnnamedMetric], uses: Sequence[MetricUse]) -> None:
    """Print a row to paste for each metric, and how often it is recorded; why there is none if there is none."""
    from ..metrics import toml_row

    if not without:
        typer.echo("every recorded metric has a row" if uses else "nothing is recorded yet", err=True)
    for metric in without:
        typer.echo(f"# recorded {metric.count} times; give it an id and an English name\n{toml_row(metric.row)}\n")
