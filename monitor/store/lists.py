"""What people ask for: findings with their articles, articles, totals."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Select, Subquery, Table, Text, cast, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from ..domain import Article, Measure, Progress, Target
from . import codec
from .tables import (
    ALERT,
    ARTICLE,
    ARTICLE_VERSION,
    FINDING,
    LINK,
    MEASURE,
    MENTION,
    PROGRESS,
    QUARANTINE,
    TARGET,
)
from .values import Filter, FindingT_co, LinkState, RecordedArticle, RecordedFinding, Totals

_Condition = ColumnElement[bool]


def measures(connection: Connection, wanted: Filter, limit: int) -> tuple[RecordedFinding[Measure], ...]:
    """Return measures, newest first."""
    # Stored with Chinese as it is, so a part of a name is found in the JSON text.
    issuers = cast(MEASURE.c.issuers, Text)
    return _recorded(connection, _query(MEASURE, issuers, wanted, limit), codec.measure_from)


def targets(connection: Connection, wanted: Filter, limit: int) -> tuple[RecordedFinding[Target], ...]:
    """Return targets, newest first; of a span of deadlines, the nearest first."""
    query = _query(TARGET, TARGET.c.issuer, wanted, limit)
    ends = TARGET.c.deadline_end
    if wanted.deadline_from is not None:
        query = query.where(ends >= wanted.deadline_from)
    if wanted.deadline_to is not None:
        query = query.where(ends <= wanted.deadline_to).order_by(None).order_by(ends, FINDING.c.id)
    return _recorded(connection, query, codec.target_from)


def progress(connection: Connection, wanted: Filter, limit: int) -> tuple[RecordedFinding[Progress], ...]:
    """Return progress reports, newest first."""
    return _recorded(connection, _query(PROGRESS, PROGRESS.c.issuer, wanted, limit), codec.progress_from)


def articles(connection: Connection, wanted: Filter, limit: int) -> tuple[RecordedArticle, ...]:
    """Return articles, newest first; in scope are those relevant to a topic, regions are not asked."""
    versions = (
        select(func.count())
        .where(ARTICLE_VERSION.c.article_id == ARTICLE.c.id)
        .scalar_subquery()
        .label("versions")
    )
    conditions = _matching(ARTICLE.c.source_id, wanted.source_id)
    if wanted.issuer is not None:
        conditions.append(ARTICLE.c.issuer.contains(wanted.issuer, autoescape=True))
    if wanted.in_scope is not None:
        conditions.append(ARTICLE.c.relevant == wanted.in_scope)
    names = RecordedArticle.__slots__
    columns = [versions if name == "versions" else ARTICLE.c[name] for name in names]
    statement = _newest_first(select(*columns).where(*conditions), ARTICLE.c.first_seen_at, ARTICLE.c.id)
    return tuple(RecordedArticle(**row._mapping) for row in connection.execute(statement.limit(limit)))  # noqa: SLF001 -- the documented way


def article(connection: Connection, url: str) -> Article | None:
    """Return the article at an address as it was last read, None if it is not recorded."""
    statement = (
        select(ARTICLE, ARTICLE_VERSION.c.blocks, ARTICLE_VERSION.c.attachments)
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.article_id == ARTICLE.c.id)
        .where(ARTICLE.c.url == url, ARTICLE_VERSION.c.content_hash == ARTICLE.c.content_hash)
    )
    row = connection.execute(statement).first()
    return None if row is None else codec.article_from(row)


def totals(connection: Connection) -> Totals:
    """Count what is recorded."""
    tables = {
        "articles": ARTICLE,
        "versions": ARTICLE_VERSION,
        "measures": MEASURE,
        "targets": TARGET,
        "progress": PROGRESS,
        "quarantined": QUARANTINE,
        "alerts": ALERT,
    }
    counts = [_count(table).label(name) for name, table in tables.items()] + [
        _count(LINK, LINK.c.state == state).label(f"{state}_links")
        for state in (LinkState.PENDING, LinkState.GIVEN_UP)
    ]
    return Totals(**connection.execute(select(*counts)).one()._mapping)  # noqa: SLF001 -- documented


def _recorded(
    connection: Connection,
    statement: Select[tuple[object, ...]],
    finding_from: Callable[[codec.AnyRow], FindingT_co],
) -> tuple[RecordedFinding[FindingT_co], ...]:
    return tuple(
        RecordedFinding(
            finding=finding_from(row),
            fingerprint=row.fingerprint,
            first_seen_at=row.first_seen_at,
            source_id=row.source_id,
            article_title=row.article_title,
            article_url=row.article_url,
            published=row.article_published,
        )
        for row in connection.execute(statement)
    )


def _query(
    slots: Table,
    issuer: ColumnElement[str],
    wanted: Filter,
    limit: int,
) -> Select[tuple[object, ...]]:
    shown = _first_mentions(wanted)
    conditions = []
    if wanted.region is not None:
        conditions.append(slots.c.region.startswith(wanted.region, autoescape=True))
    if wanted.issuer is not None:
        # A finding that names no issuer is its article's issuer's.
        conditions.append(
            or_(
                issuer.contains(wanted.issuer, autoescape=True),
                ARTICLE.c.issuer.contains(wanted.issuer, autoescape=True),
            ),
        )
    statement = (
        select(
            slots,
            FINDING.c.fingerprint,
            FINDING.c.first_seen_at,
            *(MENTION.c[name] for name in _QUOTE),
            ARTICLE.c.source_id,
            ARTICLE.c.title.label("article_title"),
            ARTICLE.c.url.label("article_url"),
            ARTICLE.c.published.label("article_published"),
        )
        .join(FINDING, FINDING.c.id == slots.c.finding_id)
        .join(shown, shown.c.finding_id == FINDING.c.id)
        .join(MENTION, MENTION.c.id == shown.c.mention_id)
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
        .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
        .where(*conditions)
    )
    return _newest_first(statement, FINDING.c.first_seen_at, FINDING.c.id).limit(limit)


_QUOTE = ("quote", "quote_start", "quote_end", "rule", "confidence", "in_scope", "topics")


def _first_mentions(wanted: Filter) -> Subquery:
    """Choose for each finding its first mention that fits the filter."""
    conditions = _matching(ARTICLE.c.source_id, wanted.source_id)
    if wanted.in_scope is not None:
        conditions.append(MENTION.c.in_scope == wanted.in_scope)
    return (
        select(MENTION.c.finding_id, func.min(MENTION.c.id).label("mention_id"))
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
        .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
        .where(*conditions)
        .group_by(MENTION.c.finding_id)
        .subquery()
    )


def _matching(column: ColumnElement[str], value: str | None) -> list[_Condition]:
    return [] if value is None else [column == value]


def _newest_first(
    statement: Select[tuple[object, ...]],
    seen_at: ColumnElement[object],
    row_id: ColumnElement[object],
) -> Select[tuple[object, ...]]:
    published = ARTICLE.c.published
    return statement.order_by(published.is_(None), published.desc(), seen_at.desc(), row_id.desc())


def _count(table: Table, *conditions: _Condition) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
