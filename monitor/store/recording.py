"""Articles, their versions and what they say: written once, however often they are read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from ..domain import Article, Change, Finding, Link, Quarantine, Reading, Validators, day_in_china
from . import codec
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
from .writing import add_new, replace

_REFRESH_ARTICLE = update(ARTICLE).where(ARTICLE.c.url == bindparam("at")).returning(ARTICLE.c.id)
_SAME_VERSION = select(ARTICLE_VERSION.c.id).where(
    ARTICLE_VERSION.c.article_id == bindparam("article_id"),
    ARTICLE_VERSION.c.content_hash == bindparam("content_hash"),
)
_FINDINGS = select(FINDING.c.fingerprint, FINDING.c.id).where(
    FINDING.c.fingerprint.in_(bindparam("fingerprints", expanding=True)),
)
_STATED_BY = (
    select(MENTION.c.finding_id, ARTICLE.c.id, ARTICLE.c.url, ARTICLE.c.published, ARTICLE.c.first_seen_at)
    .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
    .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
    .where(
        MENTION.c.finding_id.in_(bindparam("findings", expanding=True)),
        ARTICLE_VERSION.c.content_hash == ARTICLE.c.content_hash,
    )
)
_SETTLE_LINKS = (
    update(LINK)
    .where(LINK.c.url.in_(bindparam("urls", expanding=True)))
    .returning(LINK.c.source_id, LINK.c.url)
)

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


@dataclass(frozen=True, slots=True)
class Written:
    """What recording an article changed."""

    novelty: Novelty
    #: Findings that are new, by kind.
    new: Counter[str]
    #: Fingerprints of findings known before that have other slots now.
    renewed: frozenset[str]


def record(connection: Connection, read: Read) -> Written:
    """Write an article and its findings."""
    article_id, is_new = _article(connection, read)
    version_id, is_new_version = _version(connection, article_id, read)
    new, renewed = _findings(connection, (article_id, version_id), read)
    _quarantine(connection, version_id, read.reading.quarantined)
    _settle_links(connection, article_id, read)
    changed = Novelty.NEW_VERSION if is_new_version else Novelty.UNCHANGED
    return Written(Novelty.NEW if is_new else changed, new, renewed)


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
    first = {"url": read.article.url, "source_id": read.source_id, "first_seen_at": read.now}
    for row in add_new(connection, ARTICLE, [first | says], "id"):
        return row.id, True
    return connection.execute(_REFRESH_ARTICLE, {"at": read.article.url, **says}).scalar_one(), False


def _version(connection: Connection, article_id: int, read: Read) -> tuple[int, bool]:
    key = {"article_id": article_id, "content_hash": read.article.content_hash}
    content = codec.version_row(read.article, read.reading.relevance)
    for row in add_new(connection, ARTICLE_VERSION, [content | key | {"recorded_at": read.now}], "id"):
        return row.id, True
    return connection.execute(_SAME_VERSION, key).scalar_one(), False


def _findings(
    connection: Connection, place: tuple[int, int], read: Read
) -> tuple[Counter[str], frozenset[str]]:
    article_id, version_id = place
    first = {change.fingerprint: change.finding for change in reversed(read.changes)}
    # Sorted, so that two processes never wait for each other crosswise.
    rows = [
        {"fingerprint": fingerprint, "kind": codec.kind_of(finding), "first_seen_at": read.now}
        for fingerprint, finding in sorted(first.items())
    ]
    created = add_new(connection, FINDING, rows, "id", "fingerprint", "kind")
    for kind, table in _SLOTS.items():
        slots = [
            {"finding_id": row.id, **codec.slots_row(first[row.fingerprint])}
            for row in created
            if row.kind == kind
        ]
        add_new(connection, table, slots)
    ids = {row.fingerprint: row.id for row in created}
    known = _finding_ids(connection, first.keys() - ids.keys())
    _mentions(connection, version_id, ids | known, read.changes)
    renewed = _renew(connection, article_id, {number: first[mark] for mark, number in known.items()})
    return (
        Counter(row.kind for row in created),
        frozenset(mark for mark, number in known.items() if number in renewed),
    )


def _renew(connection: Connection, article_id: int, findings: Mapping[int, Finding]) -> set[int]:
    """
    Give findings the slots that their earliest page has, if that is this article; return which changed.

    Pages agree on what makes a fingerprint, not on the rest (all issuers, themes, the words of a date).
    Whichever page was recorded first, the same slots hold in the end; and new rules renew them.
    """
    first = _first_pages(connection, findings)
    changed: set[int] = set()
    for kind, table in _SLOTS.items():
        rows = {
            number: {"finding_id": number, **codec.slots_row(finding)}
            for number, finding in findings.items()
            if first[number] == article_id and codec.kind_of(finding) == kind
        }
        for chunk in chunks(rows):
            for row in connection.execute(select(table).where(table.c.finding_id.in_(chunk))):
                if all(row._mapping[name] == value for name, value in rows[row.finding_id].items()):  # noqa: SLF001 -- documented
                    del rows[row.finding_id]
        replace(connection, table, list(rows.values()))
        changed |= rows.keys()
    return changed


def _first_pages(connection: Connection, findings: Collection[int]) -> dict[int, int]:
    """Return for each finding the article, among those that state it now, that was published first."""
    pages: dict[int, list[tuple[date, str, int]]] = defaultdict(list)
    for chunk in chunks(findings):
        for row in connection.execute(_STATED_BY, {"findings": chunk}):
            day = row.published or day_in_china(row.first_seen_at)
            pages[row.finding_id].append((day, row.url, row.id))
    return {number: min(several)[-1] for number, several in pages.items()}


def _mentions(
    connection: Connection, version_id: int, ids: Mapping[str, int], changes: Sequence[Change]
) -> None:
    rows = [
        {
            "finding_id": ids[change.fingerprint],
            "version_id": version_id,
            **codec.mention_row(change.finding.quote),
        }
        for change in changes
    ]
    add_new(connection, MENTION, rows)


def _finding_ids(connection: Connection, fingerprints: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(fingerprints):
        rows = connection.execute(_FINDINGS, {"fingerprints": chunk})
        found |= {row.fingerprint: row.id for row in rows}
    return found


def _quarantine(connection: Connection, version_id: int, passages: Sequence[Quarantine]) -> None:
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
    add_new(connection, QUARANTINE, rows)


def _settle_links(connection: Connection, article_id: int, read: Read) -> None:
    """Mark the article's link recorded, whichever source listed it; add it if this one did not."""
    article = read.article
    done = {"state": LinkState.RECORDED, "article_id": article_id, "next_try_at": None, "error": ""}
    urls = [read.link_url, article.url]
    settled = connection.execute(_SETTLE_LINKS, {"urls": urls, **done}).all()
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
    add_new(connection, LINK, [codec.link_row(link) | place | done])
