"""Articles with their versions: recorded once, however often they are read, and listed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from ..domain import Article, Change, Link, Reading, Validators, day_in_china
from .alert_rows import ALERT
from .article_rows import (
    ARTICLE,
    ARTICLE_VERSION,
    EDITION,
    QUARANTINE,
    article_from,
    article_row,
    quarantine_row,
    version_row,
)
from .engine import Aggregate, reads, writes
from .finding_rows import MEASURE, PROGRESS, TARGET
from .links import LINK, UNREAD, LinkState
from .recorded_findings import RecordFilter, newest_first, record_findings
from .table_base import CHUNK, add_new, chunks, row_of, value_from

_EVERYTHING = RecordFilter()
_EDITION = ("article_id", "version_id", "read_at")
_REFRESH_ARTICLE = update(ARTICLE).where(ARTICLE.c.url == bindparam("at")).returning(ARTICLE.c.id)
_NUMBER = select(ARTICLE.c.id).where(ARTICLE.c.url == bindparam("at"))
_SAME_VERSION = select(ARTICLE_VERSION.c.id).where(
    ARTICLE_VERSION.c.article_id == bindparam("article_id"), ARTICLE_VERSION.c.content_hash == bindparam("content_hash")
)
_LATE = (
    select(ARTICLE.c.content_hash)
    .join(EDITION, EDITION.c.article_id == ARTICLE.c.id)
    .where(ARTICLE.c.url == bindparam("at"), EDITION.c.read_at > bindparam("now"))
    .limit(1)
)
_LAST_EDITION = (
    select(EDITION.c.version_id)
    .where(EDITION.c.article_id == bindparam("article_id"), EDITION.c.read_at <= bindparam("now"))
    .order_by(EDITION.c.read_at.desc(), EDITION.c.id.desc())
    .limit(1)
)
_SAME_EDITION = select(EDITION.c.id).where(*(EDITION.c[name] == bindparam(name) for name in _EDITION))
_SETTLE_LINKS = update(LINK).where(LINK.c.url.in_(CHUNK)).returning(LINK.c.source_id, LINK.c.url)


class Novelty(StrEnum):
    """What recording an article changed."""

    NEW = "new"
    NEW_VERSION = "new_version"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleReading:
    """One reading of one article, as it is to be recorded."""

    source_id: str
    #: The address the listing gave, where the page lies at another one.
    link_url: str
    article: Article
    reading: Reading
    changes: Sequence[Change]
    validators: Validators
    now: datetime
    #: Whether people are told what is new in it.
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording an article changed."""

    outcome: Novelty
    #: Findings that no article stated before.
    new_measures: int = 0
    new_targets: int = 0
    new_progress: int = 0
    #: As posted in the same transaction.
    new_alerts: int = 0
    #: Fingerprints of findings known before that have other slots now.
    renewed: frozenset[str] = frozenset()
    #: A newer reading of other content was recorded before: what this one says is history.
    is_overtaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedArticle:
    """An article as a line of a list."""

    url: str
    title: str
    source_id: str
    published: date | None
    issuer: str | None
    document_number: str | None
    relevant: bool
    first_seen_at: datetime
    versions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much is recorded."""

    articles: int
    versions: int
    measures: int
    targets: int
    progress: int
    quarantined: int
    alerts: int
    pending_links: int
    given_up_links: int


class Articles(Aggregate):
    """Articles, their versions and what was read in them."""

    @writes
    def record(self, read: ArticleReading) -> Recorded:
        """
        Record an article with everything read in it.

        A version is added when the content is new, an edition when it is not what stood there last, a finding when its
        fingerprint is. Both the article's address and the listed one count as recorded afterwards, for all sources.
        A reading that is older than an edition of other content (another worker was quicker) is kept in its place,
        and the article stays as the newest one says. Idempotent.
        """
        newer = self._connection.execute(_LATE, {"at": read.article.url, "now": read.now}).scalar()
        is_overtaken = newer not in {None, read.article.content_hash}
        article_id, is_new = _record_article(self._connection, read, is_overtaken=is_overtaken)
        version_id = _record_version(self._connection, article_id, read)
        is_edited = _record_edition(self._connection, (article_id, version_id), read.now)
        new, renewed = record_findings(self._connection, (article_id, version_id), read.changes, read.now)
        passages = [quarantine_row(passage) | {"version_id": version_id} for passage in read.reading.quarantined]
        add_new(self._connection, QUARANTINE, passages)
        _settle_links(self._connection, article_id, read)
        changed = Novelty.NEW_VERSION if is_edited else Novelty.UNCHANGED
        return Recorded(
            outcome=Novelty.NEW if is_new else changed,
            new_measures=new["measure"],
            new_targets=new["target"],
            new_progress=new["progress"],
            renewed=renewed,
            is_overtaken=is_overtaken,
        )

    @writes
    def unchanged(self, source_id: str, url: str, validators: Validators, now: datetime) -> None:
        """Note that a recorded article was read again and was the same."""
        linked = select(LINK.c.article_id).where(LINK.c.source_id == source_id, LINK.c.url == url)
        statement = update(ARTICLE).where(or_(ARTICLE.c.url == url, ARTICLE.c.id.in_(linked)))
        self._connection.execute(statement.values(read_at=now, **row_of(validators)))

    @reads
    def rechecks(
        self, source_id: str, *, since: datetime, before: datetime, limit: int
    ) -> tuple[tuple[Link, Validators], ...]:
        """Return a source's articles published since `since` and last read before `before`, longest unread first."""
        statement = (
            select(LINK, ARTICLE.c.etag, ARTICLE.c.last_modified, ARTICLE.c.body_hash)
            .join(ARTICLE, ARTICLE.c.id == LINK.c.article_id)
            .where(LINK.c.source_id == source_id, *_editable(since, before))
            .order_by(ARTICLE.c.read_at, ARTICLE.c.id)
            .limit(limit)
        )
        rows = self._connection.execute(statement)
        return tuple((value_from(Link, row), value_from(Validators, row)) for row in rows)

    @reads
    def recheck_sources(self, *, since: datetime, before: datetime) -> frozenset[str]:
        """Return the sources for which `rechecks` finds something, in one query."""
        statement = (
            select(LINK.c.source_id)
            .join(ARTICLE, ARTICLE.c.id == LINK.c.article_id)
            .where(*_editable(since, before))
            .distinct()
        )
        return frozenset(self._connection.scalars(statement))

    @reads
    def at(self, url: str) -> Article | None:
        """Return the article at an address as it was last read, None if it is not recorded."""
        statement = (
            select(ARTICLE, ARTICLE_VERSION.c.blocks, ARTICLE_VERSION.c.attachments)
            .join(ARTICLE_VERSION, ARTICLE_VERSION.c.article_id == ARTICLE.c.id)
            .where(ARTICLE.c.url == url, ARTICLE_VERSION.c.content_hash == ARTICLE.c.content_hash)
        )
        row = self._connection.execute(statement).first()
        return None if row is None else article_from(row)

    @reads
    def validators(self, url: str) -> Validators:
        """Return the validators of a recorded article; empty ones if it is not recorded."""
        row = self._connection.execute(select(ARTICLE).where(ARTICLE.c.url == url)).first()
        return Validators() if row is None else value_from(Validators, row)

    @reads
    def newest(self, wanted: RecordFilter = _EVERYTHING, limit: int = 50) -> tuple[RecordedArticle, ...]:
        """Return articles, newest first; in scope are those relevant to a topic, regions are not asked."""
        conditions: list[ColumnElement[bool]] = []
        if wanted.source_id is not None:
            conditions.append(ARTICLE.c.source_id == wanted.source_id)
        if wanted.issuer is not None:
            conditions.append(ARTICLE.c.issuer.contains(wanted.issuer, autoescape=True))
        if wanted.in_scope is not None:
            conditions.append(ARTICLE.c.relevant == wanted.in_scope)
        statement = newest_first(article_lines().where(*conditions), ARTICLE.c.first_seen_at, ARTICLE.c.id)
        rows = self._connection.execute(statement.limit(limit))
        return tuple(value_from(RecordedArticle, row) for row in rows)

    @reads
    def after(self, number: int = 0, limit: int = 200) -> tuple[tuple[int, RecordedArticle], ...]:
        """Return articles with their numbers in order of recording, after a number; to read them all again."""
        statement = article_lines().where(ARTICLE.c.id > number).order_by(ARTICLE.c.id).limit(limit)
        return tuple((row.id, value_from(RecordedArticle, row)) for row in self._connection.execute(statement))

    @reads
    def sources_of(self, urls: Collection[str]) -> dict[str, str]:
        """Return the sources of recorded articles by their addresses."""
        found: dict[str, str] = {}
        for chunk in chunks(urls):
            statement = select(ARTICLE.c.url, ARTICLE.c.source_id).where(ARTICLE.c.url.in_(chunk))
            found |= {row.url: row.source_id for row in self._connection.execute(statement)}
        return found

    @reads
    def totals(self) -> Totals:
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
        counts = {name: _count(table) for name, table in tables.items()} | {
            "pending_links": _count(LINK, LINK.c.state.in_(UNREAD)),
            "given_up_links": _count(LINK, LINK.c.state == LinkState.GIVEN_UP),
        }
        columns: list[ColumnElement[Any]] = [count.label(name) for name, count in counts.items()]
        return value_from(Totals, self._connection.execute(select(*columns)).one())


def _record_article(connection: Connection, read: ArticleReading, *, is_overtaken: bool) -> tuple[int, bool]:
    """Write what the newest reading says; return the article's number and whether it is new."""
    if is_overtaken:
        return connection.execute(_NUMBER, {"at": read.article.url}).scalar_one(), False
    said = {
        **article_row(read.article),
        **row_of(read.validators),
        "relevant": any(verdict.relevant for verdict in read.reading.relevance),
        "read_at": read.now,
    }
    first = {"url": read.article.url, "source_id": read.source_id, "first_seen_at": read.now}
    for row in add_new(connection, ARTICLE, [first | said], "id"):
        return row.id, True
    return connection.execute(_REFRESH_ARTICLE, {"at": read.article.url, **said}).scalar_one(), False


def _record_version(connection: Connection, article_id: int, read: ArticleReading) -> int:
    """Write the content if it is new; return the version's number."""
    key = {"article_id": article_id, "content_hash": read.article.content_hash}
    content = version_row(read.article, read.reading.relevance)
    moment = {"recorded_at": read.now, "told": read.told}
    for row in add_new(connection, ARTICLE_VERSION, [content | key | moment], "id"):
        return int(row.id)
    return int(connection.execute(_SAME_VERSION, key).scalar_one())


def _record_edition(connection: Connection, numbers: tuple[int, int], now: datetime) -> bool:
    """Write that an article's version stands at its address now; tell whether another one, or none, stood there."""
    article_id, version_id = numbers
    row = {"article_id": article_id, "version_id": version_id, "read_at": now}
    if connection.execute(_LAST_EDITION, {"article_id": article_id, "now": now}).scalar() == version_id:
        return False
    if connection.execute(_SAME_EDITION, row).scalar():
        return False  # the same reading, recorded again
    add_new(connection, EDITION, [row])
    return True


def _settle_links(connection: Connection, article_id: int, read: ArticleReading) -> None:
    """Mark the article's link recorded, whichever source listed it; add it if this one did not."""
    article = read.article
    done = {"state": LinkState.RECORDED, "article_id": article_id, "next_try_at": None, "error": ""}
    settled = connection.execute(_SETTLE_LINKS, {"chunk": [read.link_url, article.url], **done}).all()
    if (read.source_id, read.link_url) in {(row.source_id, row.url) for row in settled}:
        return
    link = Link(
        url=read.link_url,
        title=article.title,
        published=article.published,
        kind=article.kind,
        document_number=article.document_number,
        issuer=article.issuer,
    )
    place = {"source_id": read.source_id, "position": 0, "found_at": read.now, "tries": 0}
    add_new(connection, LINK, [row_of(link) | place | done])


def _editable(since: datetime, before: datetime) -> tuple[ColumnElement[bool], ...]:
    published = ARTICLE.c.published
    young = or_(published >= day_in_china(since), published.is_(None) & (ARTICLE.c.first_seen_at >= since))
    return young, ARTICLE.c.read_at < before


def article_lines() -> Select[tuple[object, ...]]:
    """Select articles as lines of a list."""
    versions = select(func.count()).where(ARTICLE_VERSION.c.article_id == ARTICLE.c.id).scalar_subquery()
    return select(ARTICLE, versions.label("versions"))


def _count(table: Table, *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(*conditions).scalar_subquery()
