"""Rows from values and values from rows; nothing here touches a connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Row

from ..domain import (
    Alert,
    AlertKind,
    Amount,
    Article,
    Attachment,
    Block,
    BlockKind,
    CheckResult,
    Comparator,
    Finding,
    Health,
    Link,
    LinkKind,
    Measure,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quote,
    Relevance,
    SourceState,
    Stage,
    Strength,
    Target,
    Validators,
)

#: Column name → value, as statements take them.
Values = dict[str, Any]
AnyRow = Row[Any]

_KINDS: Mapping[str, type[Finding]] = {"measure": Measure, "target": Target, "progress": Progress}


def kind_of(finding: Finding) -> str:
    """Return the name of the table that holds the finding's slots."""
    return type(finding).__name__.lower()


# Findings as rows


def slots_row(finding: Finding) -> Values:
    """Return a finding's slots as the columns of the table of its kind; the quote is the mention's."""
    if isinstance(finding, Measure):
        return _measure_row(finding)
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
    return Measure(
        quote=quote_from(row),
        name=row.name,
        kind=row.kind,
        stage=Stage(row.stage),
        document_number=row.document_number,
        issuers=tuple(row.issuers),
        region=row.region,
        themes=tuple(row.themes),
    )


def target_from(row: AnyRow) -> Target:
    """Read a target from its slots and a mention."""
    return Target(
        quote=quote_from(row),
        amount=_amount_from(row),
        deadline=_period_from("deadline", row),
        region=row.region,
        issuer=row.issuer,
        strength=Strength(row.strength),
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


def _measure_row(measure: Measure) -> Values:
    return {
        "name": measure.name,
        "kind": measure.kind,
        "stage": measure.stage,
        "document_number": measure.document_number,
        "issuers": list(measure.issuers),
        "region": measure.region,
        "themes": list(measure.themes),
    }


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
        kind=MetricKind(row.metric_kind),
        comparator=Comparator(row.comparator),
        values=tuple(Decimal(number) for number in row.numbers),
        unit=row.unit,
        per=row.per,
    )


def _period_row(name: str, period: Period | None) -> Values:
    fields = ("start", "end", "precision", "text", "rule")
    return {f"{name}_{field}": getattr(period, field, None) for field in fields}


def _period_from(name: str, row: AnyRow) -> Period | None:
    columns = row._mapping  # noqa: SLF001 -- the documented way to a row's columns by name
    end = columns[f"{name}_end"]
    if end is None:
        return None
    return Period(
        start=columns[f"{name}_start"],
        end=end,
        precision=Precision(columns[f"{name}_precision"]),
        text=columns[f"{name}_text"],
        rule=columns[f"{name}_rule"],
    )


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


# Pages


def link_row(link: Link) -> Values:
    """Return what a listing says of a link."""
    return {
        "url": link.url,
        "title": link.title,
        "published": link.published,
        "kind": link.kind,
        "document_number": link.document_number,
        "issuer": link.issuer,
        "dated_by_address": link.dated_by_address,
    }


def link_from(row: AnyRow) -> Link:
    """Read a link."""
    return Link(
        url=row.url,
        title=row.title,
        published=row.published,
        kind=LinkKind(row.kind),
        document_number=row.document_number,
        issuer=row.issuer,
        dated_by_address=row.dated_by_address,
    )


def validators_row(validators: Validators) -> Values:
    """Return the columns of validators."""
    return {
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "body_hash": validators.body_hash,
    }


def validators_from(row: AnyRow) -> Validators:
    """Read validators."""
    return Validators(etag=row.etag, last_modified=row.last_modified, body_hash=row.body_hash)


def article_row(article: Article) -> Values:
    """Return what an article's newest reading says of it, besides its content."""
    return {
        "title": article.title,
        "kind": article.kind,
        "published": article.published,
        "made_on": article.made_on,
        "issuer": article.issuer,
        "document_number": article.document_number,
        "source": article.source,
        "content_hash": article.content_hash,
    }


def version_row(article: Article, relevance: Iterable[Relevance]) -> Values:
    """Return the content of an article, and what it was found relevant to."""
    return {
        "content_hash": article.content_hash,
        "title": article.title,
        "document_number": article.document_number,
        "blocks": [[block.text, block.kind, block.level] for block in article.blocks],
        "attachments": attachments_column(article.attachments),
        "relevance": [[one.topic, one.score, one.relevant, list(one.terms)] for one in relevance],
    }


def article_from(row: AnyRow) -> Article:
    """Read an article from its row and its version's."""
    return Article(
        url=row.url,
        title=row.title,
        blocks=tuple(Block(text, BlockKind(kind), level) for text, kind, level in row.blocks),
        published=row.published,
        made_on=row.made_on,
        issuer=row.issuer,
        document_number=row.document_number,
        source=row.source,
        attachments=_attachments_from(row.attachments),
        kind=LinkKind(row.kind),
    )


def attachments_column(attachments: Iterable[Attachment]) -> list[list[str]]:
    """Return attachments as JSON values."""
    return [[attachment.url, attachment.title] for attachment in attachments]


def _attachments_from(column: Iterable[Iterable[str]]) -> tuple[Attachment, ...]:
    return tuple(Attachment(*values) for values in column)


# Checks and alerts


def state_row(state: SourceState) -> Values:
    """Return the columns of a source's state."""
    return {name: getattr(state, name) for name in SourceState.__slots__}


def state_from(row: AnyRow) -> SourceState:
    """Read a source's state."""
    columns = dict(row._mapping)  # noqa: SLF001 -- the documented way to a row's columns by name
    return SourceState(**columns | {"health": Health(row.health)})


def check_row(result: CheckResult) -> Values:
    """Return the columns of a check's result."""
    failures = [[failure.url, failure.message] for failure in result.failures]
    fields = {name: getattr(result, name) for name in CheckResult.__slots__}
    return fields | {"failures": failures}


def alert_row(alert: Alert) -> Values:
    """Return the columns of an alert."""
    return {
        "key": alert.key,
        "kind": alert.kind,
        "created_at": alert.created_at,
        "source_id": alert.source_id,
        "source_name": alert.source_name,
        "finding": finding_document(alert.finding),
        "article_title": alert.article_title,
        "article_url": alert.article_url,
        "published": alert.published,
        "unread": attachments_column(alert.unread),
        "message": alert.message,
        "since": alert.since,
        "details": [list(pair) for pair in alert.details] or None,
        "attainment": None if alert.attainment is None else str(alert.attainment),
        "subject": alert.subject,
    }


def alert_from(row: AnyRow) -> Alert:
    """Read an alert."""
    return Alert(
        key=row.key,
        kind=AlertKind(row.kind),
        created_at=row.created_at,
        source_id=row.source_id,
        source_name=row.source_name,
        finding=finding_from_document(row.finding),
        article_title=row.article_title,
        article_url=row.article_url,
        published=row.published,
        unread=_attachments_from(row.unread),
        message=row.message,
        since=row.since,
        details=tuple((zh, en) for zh, en in row.details or ()),
        attainment=None if row.attainment is None else Decimal(row.attainment),
        subject=row.subject,
    )
