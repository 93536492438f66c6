"""Findings as they were read, each as its claim, its quote and its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from . import lines

if TYPE_CHECKING:
    from ..domain import Finding, Measure, Progress, Target
    from ..store import RecordedFinding

    Row = RecordedFinding[Measure] | RecordedFinding[Target] | RecordedFinding[Progress]


def print_rows(rows: Sequence[Row]) -> None:
    """Print each finding as its claim, its quote and its source; every figure stands beside its quote."""
    if not rows:
        typer.echo(
            "nothing recorded yet; `monitor check` reads the sources, `monitor demo` shows how it looks"
        )
    for row in rows:
        lines.echo(claim_of(row.finding), bold=True)
        lines.echo(f"  “{row.finding.quote.text}”")
        published = f" · {row.published.isoformat()}" if row.published else ""
        lines.echo(f"  {row.article_title}{published}\n  {row.article_url}")


def claim_of(finding: Finding) -> str:
    """Return the line of who, what, how much, by when."""
    from ..notify import claim

    return claim(finding)
