"""Articles, their versions and what they say: written once, however often they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from ..domain import Article, Change, Quarantine, Reading, Validators
from . import codec
from .engine import insert
from .links import chunks
from .tables import (
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
from .values import LinkState, Novelty

_SLOTS = {table.name: table for table in (MEASURE, TARGET, PROGRESS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One reading of one article, as it is to be recorded."""

    source_id: str
    #: The address the listing gave, where the page lies at another one.
    link_url: str
    article: Article
    reading: Reading
    changes: Sequence[Change]
    validators: Validators
    now: datetime


def known(connection: Connection, fingerprints: Collection[str]) -> set[str]:
    """Return those of the fingerprints that are recorded."""
    return set(_finding_ids(connection, fingerprints))


def record(connection: Connection, read: Read) -> tuple[Novelty, Counter[str]]:
    """Write an article and its findings; return its novelty and how many findings are new by kind."""
    article_id, is_new = _article(connection, read)
    version_id, is_new_version = _version(connection, article_id, read)
    new = _findings(connection, version_id, read)
    _quarantine(connection, version_id, read.reading.quarantined)
    _settle_links(connection, article_id, read)
    if is_new:
        return Novelty.NEW, new
    return (Novelty.NEW_VERSION if is_new_version else Novelty.UNCHANGED), new


def unchanged(
    connection: Connection, source_id: str, url: str, validators: Validators, now: datetime
) -> None:
    """Note that a recorded article was read again and was the same."""
    linked = select(LINK.c.article_id).where(LINK.c.source_id == source_id, LINK.c.url == url)
    statement = update(ARTICLE).where(or_(ARTICLE.c.url == url, ARTICLE.c.id.in_(linked)))
    connection.execute(statement.values(read_at=now, **codec.validators_row(validators)))


def _article(connection: Connection, read: Read) -> tuple[int, bool]:
    says = {
        **codec.article_row(read.article),
        **codec.validators_row(read.validators),
        "relevant": any(one.relevant for one in read.reading.relevance),
        "read_at": read.now,
    }
    statement = insert(connection, ARTICLE).values(
        url=read.article.url,
        source_id=read.source_id,
        first_seen_at=read.now,
        **says,
    )
    statement = statement.on_conflict_do_nothing(index_elements=["url"])
    article_id = connection.scalar(statement.returning(ARTICLE.c.id))
    if article_id is not None:
        return article_id, True
    refreshed = update(ARTICLE).where(ARTICLE.c.url == read.article.url).values(says)
    return connection.execute(refreshed.returning(ARTICLE.c.id)).scalar_one(), False


def _version(connection: Connection, article_id: int, read: Read) -> tuple[int, bool]:
    content = codec.version_row(read.article, read.reading.relevance)
    statement = insert(connection, ARTICLE_VERSION).values(
        article_id=article_id,
        recorded_at=read.now,
        **content,
    )
    statement = statement.on_conflict_do_nothing(index_elements=["article_id", "content_hash"])
    version_id = connection.scalar(statement.returning(ARTICLE_VERSION.c.id))
    if version_id is not None:
        return version_id, True
    same = select(ARTICLE_VERSION.c.id).where(
        ARTICLE_VERSION.c.article_id == article_id,
        ARTICLE_VERSION.c.content_hash == content["content_hash"],
    )
    return connection.execute(same).scalar_one(), False


def _findings(connection: Connection, version_id: int, read: Read) -> Counter[str]:
    first = {change.fingerprint: change.finding for change in reversed(read.changes)}
    if not first:
        return Counter()
    # Sorted, so that two processes never wait for each other crosswise.
    rows = [
        {"fingerprint": fingerprint, "kind": codec.kind_of(finding), "first_seen_at": read.now}
        for fingerprint, finding in sorted(first.items())
    ]
    statement = insert(connection, FINDING).on_conflict_do_nothing(index_elements=["fingerprint"])
    created = connection.execute(
        statement.returning(FINDING.c.id, FINDING.c.fingerprint, FINDING.c.kind),
        rows,
    ).all()
    for kind, table in _SLOTS.items():
        slots = [
            {"finding_id": row.id, **codec.slots_row(first[row.fingerprint])}
            for row in created
            if row.kind == kind
        ]
        if slots:
            connection.execute(table.insert(), slots)
    _mentions(connection, version_id, read.changes)
    return Counter(row.kind for row in created)


def _mentions(connection: Connection, version_id: int, changes: Sequence[Change]) -> None:
    ids = _finding_ids(connection, {change.fingerprint for change in changes})
    rows = [
        {
            "finding_id": ids[change.fingerprint],
            "version_id": version_id,
            **codec.mention_row(change.finding.quote),
        }
        for change in changes
    ]
    keys = ["finding_id", "version_id", "quote_start", "quote_end"]
    connection.execute(insert(connection, MENTION).on_conflict_do_nothing(index_elements=keys), rows)


def _finding_ids(connection: Connection, fingerprints: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(fingerprints):
        statement = select(FINDING.c.fingerprint, FINDING.c.id).where(FINDING.c.fingerprint.in_(chunk))
        found |= {row.fingerprint: row.id for row in connection.execute(statement)}
    return found


def _quarantine(connection: Connection, version_id: int, passages: Sequence[Quarantine]) -> None:
    if not passages:
        return
    rows = [
        {
            "version_id": version_id,
            "quote": passage.text,
            "quote_start": passage.start,
            "quote_end": passage.end,
            "reason": passage.reason,
        }
        for passage in passages
    ]
    keys = ["version_id", "quote_start", "quote_end"]
    connection.execute(insert(connection, QUARANTINE).on_conflict_do_nothing(index_elements=keys), rows)


def _settle_links(connection: Connection, article_id: int, read: Read) -> None:
    """Mark the article's link recorded, whichever source listed it; add it if none did."""
    article = read.article
    done = {"state": LinkState.RECORDED, "article_id": article_id, "next_try_at": None, "error": ""}
    statement = insert(connection, LINK).values(
        source_id=read.source_id,
        url=read.link_url,
        title=article.title,
        published=article.published,
        kind=article.kind,
        document_number=article.document_number,
        issuer=article.issuer,
        dated_by_address=False,
        position=0,
        found_at=read.now,
        tries=0,
        **done,
    )
    connection.execute(statement.on_conflict_do_nothing(index_elements=["source_id", "url"]))
    unsettled = or_(LINK.c.state != LinkState.RECORDED, LINK.c.article_id != article_id)
    twins = LINK.c.url.in_({read.link_url, article.url})
    connection.execute(update(LINK).where(twins, unsettled).values(done))
