"""
Tables of findings, and findings from and as their rows and JSON documents.

    article_version ◄── mention ──► finding ◄── measure | target | progress

A finding's identity is one row, its slots (what it says besides its quote) are
a row of the table of its kind, and each place that states it is a mention.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from ..domain import (
    Amount,
    Comparator,
    Finding,
    Measure,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quote,
    Stage,
    Strength,
    Target,
)
from .table_base import (
    KEY,
    METADATA,
    AnyRow,
    EnumText,
    NullableText,
    PlainText,
    QuoteColumns,
    TableRow,
    Values,
    columns_of,
    row_of,
)


class FindingRow(TableRow):
    """Identity of a finding; its slots are in the table of its kind."""

    __tablename__ = "finding"
    __table_args__ = (UniqueConstraint("fingerprint"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    fingerprint: PlainText
    #: Name of the table with its slots.
    kind: PlainText
    first_seen_at: datetime


class AmountColumns(SQLModel):
    """An `Amount`, with the region and issuer that a target and a report state it for."""

    metric: PlainText
    metric_kind: MetricKind = Field(sa_type=EnumText(MetricKind))
    comparator: Comparator = Field(sa_type=EnumText(Comparator))
    #: Decimals as text: JSON numbers would lose digits.
    numbers: list[str] = Field(sa_type=JSON)
    unit: NullableText
    per: NullableText
    region: NullableText
    issuer: NullableText


class MeasureRow(TableRow):
    """Slots of a measure."""

    __tablename__ = "measure"

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    name: PlainText
    kind: PlainText
    stage: Stage = Field(sa_type=EnumText(Stage))
    document_number: NullableText
    issuers: list[str] = Field(sa_type=JSON)
    region: NullableText
    themes: list[str] = Field(sa_type=JSON)


class TargetRow(TableRow, AmountColumns):
    """Slots of a target; without a deadline all its columns are null."""

    __tablename__ = "target"
    __table_args__ = (Index(None, "deadline_end"),)

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    strength: Strength = Field(sa_type=EnumText(Strength))
    deadline_start: date | None
    deadline_end: date | None
    deadline_precision: Precision | None = Field(sa_type=EnumText(Precision))
    deadline_text: NullableText
    deadline_rule: NullableText


class ProgressRow(TableRow, AmountColumns):
    """Slots of a progress report; without a day all its columns are null."""

    __tablename__ = "progress"

    finding_id: int = Field(primary_key=True, foreign_key="finding.id", sa_type=KEY)
    as_of_start: date | None
    as_of_end: date | None
    as_of_precision: Precision | None = Field(sa_type=EnumText(Precision))
    as_of_text: NullableText
    as_of_rule: NullableText


class MentionRow(TableRow, QuoteColumns):
    """Where a version of an article states a finding, and why it is believed."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("finding_id", "version_id", "quote_start", "quote_end"),
        Index(None, "version_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    finding_id: int = Field(foreign_key="finding.id", sa_type=KEY)
    version_id: int = Field(foreign_key="article_version.id", sa_type=KEY)
    rule: PlainText
    confidence: float
    in_scope: bool
    topics: list[str] = Field(sa_type=JSON)


FINDING = METADATA.tables["finding"]
MEASURE = METADATA.tables["measure"]
TARGET = METADATA.tables["target"]
PROGRESS = METADATA.tables["progress"]
MENTION = METADATA.tables["mention"]

#: The table with a finding's slots, by `kind_of` the finding.
SLOT_TABLES = {table.name: table for table in (MEASURE, TARGET, PROGRESS)}
_KINDS: Mapping[str, type[Finding]] = {"measure": Measure, "target": Target, "progress": Progress}


def kind_of(finding: Finding) -> str:
    """Return the name of the table that holds the finding's slots."""
    return type(finding).__name__.lower()


# Findings as rows


def slots_row(finding: Finding) -> Values:
    """Return a finding's slots as the columns of the table of its kind; the quote is the mention's."""
    if isinstance(finding, Measure):
        row = row_of(finding) | {"issuers": list(finding.issuers), "themes": list(finding.themes)}
        del row["quote"]
        return row
    row = _amount_row(finding.amount) | {"region": finding.region, "issuer": finding.issuer}
    if isinstance(finding, Target):
        return row | {"strength": finding.strength} | _period_row("deadline", finding.deadline)
    return row | _period_row("as_of", finding.as_of)


def mention_row(quote: Quote) -> Values:
    """Return the columns of a mention that come from the quote."""
    return {
        "quote": quote.text,
        "quote_start": quote.start,
        "quote_end": quote.end,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "in_scope": quote.in_scope,
        "topics": list(quote.topics),
    }


def quote_from(row: AnyRow) -> Quote:
    """Read a mention's quote."""
    return Quote(
        text=row.quote,
        start=row.quote_start,
        end=row.quote_end,
        rule=row.rule,
        confidence=row.confidence,
        in_scope=row.in_scope,
        topics=tuple(row.topics),
    )


def measure_from(row: AnyRow) -> Measure:
    """Read a measure from its slots and a mention."""
    slots = columns_of(row, Measure)
    issuers, themes = tuple(row.issuers), tuple(row.themes)
    return Measure(**slots | {"quote": quote_from(row), "issuers": issuers, "themes": themes})


def target_from(row: AnyRow) -> Target:
    """Read a target from its slots and a mention."""
    return Target(
        quote=quote_from(row),
        amount=_amount_from(row),
        deadline=_period_from("deadline", row),
        region=row.region,
        issuer=row.issuer,
        strength=row.strength,
    )


def progress_from(row: AnyRow) -> Progress:
    """Read a progress report from its slots and a mention."""
    return Progress(
        quote=quote_from(row),
        amount=_amount_from(row),
        as_of=_period_from("as_of", row),
        region=row.region,
        issuer=row.issuer,
    )


def _amount_row(amount: Amount) -> Values:
    return {
        "metric": amount.metric,
        "metric_kind": amount.kind,
        "comparator": amount.comparator,
        "numbers": [str(value) for value in amount.values],
        "unit": amount.unit,
        "per": amount.per,
    }


def _amount_from(row: AnyRow) -> Amount:
    return Amount(
        metric=row.metric,
        kind=row.metric_kind,
        comparator=row.comparator,
        values=tuple(Decimal(number) for number in row.numbers),
        unit=row.unit,
        per=row.per,
    )


_PERIOD = ("start", "end", "precision", "text", "rule")


def _period_row(name: str, period: Period | None) -> Values:
    return {f"{name}_{field}": getattr(period, field, None) for field in _PERIOD}


def _period_from(name: str, row: AnyRow) -> Period | None:
    columns = row._mapping  # noqa: SLF001 -- the documented way to a row's columns by name
    if columns[f"{name}_end"] is None:
        return None
    return Period(**{field: columns[f"{name}_{field}"] for field in _PERIOD})


# Findings as documents, inside alerts


def finding_document(finding: Finding | None) -> Values | None:
    """Return a finding as JSON values, with its kind."""
    return None if finding is None else {"finding": kind_of(finding), **asdict(finding)}


def finding_from_document(document: Values | None) -> Finding | None:
    """Read what `finding_document` made."""
    if document is None:
        return None
    return _adapter(document["finding"]).validate_python(document)


@cache
def _adapter(kind: str) -> TypeAdapter[Finding]:
    return TypeAdapter(_KINDS[kind])
