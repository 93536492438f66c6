"""Rows of `extract --jsonl`: one passage in, its findings out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ..domain import Article, Block, Finding, Measure, Period, Progress, Target, Topic
from . import read

Row = dict[str, object]


def read_row(row: Mapping[str, object], topics: tuple[Topic, ...], *, today: date | None = None) -> Row:
    """
    Return `{"id", "findings"}` for `{"id", "text", "title"?, "published"?, "issuer"?}`.

    Offsets count in the row's text. Without `published`, `today` anchors relative dates.
    """
    published = date.fromisoformat(str(row["published"])) if row.get("published") else None
    article = Article(
        url="",
        title=str(row.get("title") or ""),
        blocks=(Block(str(row["text"])),),
        published=published,
        issuer=str(row["issuer"]) if row.get("issuer") else None,
    )
    reading = read(article, topics, today=today or published or date.min)
    return {"id": row.get("id"), "findings": [finding_row(finding) for finding in reading.findings]}


def finding_row(finding: Finding) -> Row:
    """Return a finding as plain values that JSON can carry."""
    quote = finding.quote
    shared: Row = {
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "in_scope": quote.in_scope,
        "topics": list(quote.topics),
        "region": finding.region,
    }
    if isinstance(finding, Measure):
        return {"type": "measure"} | shared | _measure(finding)
    return {"type": "target" if isinstance(finding, Target) else "progress"} | shared | _amount(finding)


def _measure(finding: Measure) -> Row:
    return {
        "name": finding.name,
        "kind": finding.kind,
        "stage": finding.stage.value,
        "document_number": finding.document_number,
        "issuers": list(finding.issuers),
        "themes": list(finding.themes),
    }


def _amount(finding: Target | Progress) -> Row:
    amount = finding.amount
    row: Row = {
        "metric": amount.metric,
        "kind": amount.kind.value,
        "comparator": amount.comparator.value if amount.values else None,
        "values": [plain_text(value) for value in amount.values],
        "unit": amount.unit,
        "per": amount.per,
        "issuer": finding.issuer,
    }
    if isinstance(finding, Target):
        return row | {"deadline": _period(finding.deadline), "strength": finding.strength.value}
    return row | {"as_of": _period(finding.as_of)}


def plain_text(value: Decimal) -> str:
    """Return a value without exponent or trailing zeros."""
    return format(value, "f")


def _period(period: Period | None) -> Row | None:
    if period is None:
        return None
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat(),
        "precision": period.precision.value,
        "text": period.text,
        "rule": period.rule,
    }
