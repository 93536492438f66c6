"""Statements: noted with their keys, found again by keys, never by reading all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, func, or_, select, update

from ..domain import Decision, KeyedStatement, Progress, Statement, StoredStatement
from . import tracked_rows
from .article_rows import ARTICLE, ARTICLE_VERSION
from .finding_rows import FINDING, MEASURE, MENTION, PROGRESS, TARGET
from .table_base import CHUNK, AnyRow, add_new, chunks, rows_of
from .tracked_tables import DECISION, PROGRESS_LINK, STATEMENT, STATEMENT_KEY, SUCCESSION

_SLOTS: Mapping[str, Table] = {table.name: table for table in (MEASURE, TARGET, PROGRESS)}


_KINDS = select(STATEMENT.c.id, STATEMENT.c.kind).where(STATEMENT.c.id.in_(CHUNK))
_IN_PRESENT_TEXT = (
    select(STATEMENT.c.id)
    .join(MENTION, MENTION.c.id == STATEMENT.c.mention_id)
    .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == MENTION.c.version_id)
    .join(ARTICLE, ARTICLE.c.id == ARTICLE_VERSION.c.article_id)
    .where(STATEMENT.c.id.in_(CHUNK), ARTICLE.c.content_hash == ARTICLE_VERSION.c.content_hash)
)
_OF_TRACKED = select(STATEMENT.c.id).where(STATEMENT.c.tracked_id.in_(CHUNK), STATEMENT.c.stands)
_WITH_KEYS = select(STATEMENT_KEY.c.statement_id).where(STATEMENT_KEY.c.key.in_(CHUNK)).distinct()
_SHARING = (
    select(STATEMENT_KEY.c.statement_id, func.count().label("keys_shared"))
    .where(STATEMENT_KEY.c.key.in_(CHUNK))
    .group_by(STATEMENT_KEY.c.statement_id)
)
_WITH_MARKS = (
    select(STATEMENT.c.id)
    .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
    .where(FINDING.c.fingerprint.in_(CHUNK), STATEMENT.c.stands)
)
_STANDING = (
    select(FINDING.c.fingerprint)
    .join(STATEMENT, STATEMENT.c.finding_id == FINDING.c.id)
    .where(FINDING.c.fingerprint.in_(CHUNK), STATEMENT.c.stands)
)
_HEIRS = select(SUCCESSION).where(SUCCESSION.c.old.in_(CHUNK))
_ANCESTORS = select(SUCCESSION).where(SUCCESSION.c.new.in_(CHUNK))


def note(
    connection: Connection, url: str, noted: Sequence[KeyedStatement], now: datetime
) -> tuple[StoredStatement, ...]:
    """
    Write down what an article, just recorded, states; return it as stored, in the order given.

    What it stated before keeps the moment it was first seen.
    """
    if not noted:
        return ()
    article_id, places = _places(connection, url)
    rows = {statement.statement.fingerprint: statement for statement in noted}
    values = [
        {
            **tracked_rows.statement_row(one.statement),
            "finding_id": places[mark][0],
            "mention_id": places[mark][1],
            "article_id": article_id,
            "seen_at": now,
            "stands": True,
            "vanished_at": one.statement.vanished_at,
        }
        for mark, one in sorted(rows.items())
    ]
    add_new(connection, STATEMENT, values)
    connection.execute(_REFRESH, [{f"b_{name}": row[name] for name in _REFRESHED} for row in values])
    found = connection.execute(
        select(STATEMENT.c.id, STATEMENT.c.finding_id).where(STATEMENT.c.article_id == article_id)
    )
    ids = {row.finding_id: row.id for row in found}
    numbers = {mark: ids[places[mark][0]] for mark in rows}
    moved = [{"number": numbers[mark], "home": one.home} for mark, one in rows.items() if one.home is not None]
    if moved:
        connection.execute(_TAKE_PLACE, moved)
    _write_keys(connection, {numbers[mark]: one.keys for mark, one in rows.items()})
    tracked_rows.write_facets(
        connection,
        "progress",
        {
            numbers[mark]: _facets(one.statement, one.statement.finding)
            for mark, one in rows.items()
            if isinstance(one.statement.finding, Progress)
        },
    )
    stored = {by_id.statement.fingerprint: by_id for by_id in by_ids(connection, numbers.values())}
    return tuple(stored[mark] for mark in rows)


def _facets(statement: Statement, figure: Progress) -> frozenset[tracked_rows.Facet]:
    return tracked_rows.facets_of((figure.issuer, statement.page_issuer), figure.region, figure.quote.topics)


_REFRESHED = (
    "finding_id",
    "article_id",
    "mention_id",
    "published",
    "page_issuer",
    "wider",
    "plans",
    "past",
    "vanished_at",
)
_REFRESH = (
    update(STATEMENT)
    .where(STATEMENT.c.finding_id == bindparam("b_finding_id"), STATEMENT.c.article_id == bindparam("b_article_id"))
    .values(stands=True, **{name: bindparam(f"b_{name}") for name in _REFRESHED[2:]})
)
_TAKE_PLACE = update(STATEMENT).where(STATEMENT.c.id == bindparam("number")).values(tracked_id=bindparam("home"))


def _places(connection: Connection, url: str) -> tuple[int, dict[str, tuple[int, int]]]:
    """
    Return the article's number and, by fingerprint, finding and first mention: in its present version, else the last one.

    What could not be read this time, or is said no more, has its words in a version before.
    """
    is_present = (ARTICLE_VERSION.c.content_hash == ARTICLE.c.content_hash).label("is_present")
    rows = connection.execute(
        select(ARTICLE.c.id, FINDING.c.fingerprint, MENTION.c.finding_id, func.min(MENTION.c.id), is_present)
        .join(ARTICLE_VERSION, ARTICLE_VERSION.c.article_id == ARTICLE.c.id)
        .join(MENTION, MENTION.c.version_id == ARTICLE_VERSION.c.id)
        .join(FINDING, FINDING.c.id == MENTION.c.finding_id)
        .where(ARTICLE.c.url == url)
        .group_by(ARTICLE.c.id, FINDING.c.fingerprint, MENTION.c.finding_id, ARTICLE_VERSION.c.id, is_present)
        .order_by(is_present, ARTICLE_VERSION.c.id)
    ).all()
    return rows[0][0], {mark: (finding_id, mention_id) for _, mark, finding_id, mention_id, _ in rows}


def _write_keys(connection: Connection, keys: Mapping[int, Sequence[str]]) -> None:
    for chunk in chunks(keys):
        connection.execute(delete(STATEMENT_KEY).where(STATEMENT_KEY.c.statement_id.in_(chunk)))
    rows = [{"key": key, "statement_id": number} for number, several in keys.items() for key in sorted(set(several))]
    add_new(connection, STATEMENT_KEY, rows)


def of_article(connection: Connection, url: str) -> tuple[StoredStatement, ...]:
    """Return what an article states, as far as it stands, in order."""
    ids = connection.scalars(
        select(STATEMENT.c.id)
        .join(ARTICLE, ARTICLE.c.id == STATEMENT.c.article_id)
        .where(ARTICLE.c.url == url, STATEMENT.c.stands)
    )
    return by_ids(connection, ids.all())


def in_present_text(connection: Connection, ids: Collection[int]) -> tuple[int, ...]:
    """Return those of the statements whose mention is in the version that stands at their address now."""
    return tuple(sorted(row.id for row in rows_of(connection, _IN_PRESENT_TEXT, ids)))


def retire(connection: Connection, ids: Collection[int]) -> None:
    """Let statements stand no more; what was decided of them stays."""
    for chunk in chunks(ids):
        gone = STATEMENT.c.id.in_(chunk)
        connection.execute(update(STATEMENT).where(gone).values(stands=False, tracked_id=None))
        connection.execute(delete(STATEMENT_KEY).where(STATEMENT_KEY.c.statement_id.in_(chunk)))
        connection.execute(delete(PROGRESS_LINK).where(PROGRESS_LINK.c.statement_id.in_(chunk)))
    tracked_rows.drop_facets(connection, ("progress",), ids)


def drop(connection: Connection, ids: Collection[int], now: datetime) -> None:
    """Note that pages state these no more; they stay with their targets, as history."""
    for chunk in chunks(ids):
        connection.execute(update(STATEMENT).where(STATEMENT.c.id.in_(chunk)).values(vanished_at=now))


def succeed(connection: Connection, heirs: Mapping[str, str]) -> None:
    """Remember which finding took the place of which; one that comes back has no heir any more."""
    for chunk in chunks(heirs.values()):
        connection.execute(delete(SUCCESSION).where(SUCCESSION.c.old.in_(chunk)))
    add_new(connection, SUCCESSION, [{"old": old, "new": new} for old, new in sorted(heirs.items())])


def with_keys(connection: Connection, keys: Collection[str]) -> tuple[StoredStatement, ...]:
    """Return statements that have one of the keys."""
    return by_ids(connection, {row.statement_id for row in rows_of(connection, _WITH_KEYS, keys)})


#: Two metrics that share fewer of their pairs of characters are never one figure, nor rivals.
_QUARTER = 4


def alike(connection: Connection, keys: Collection[str], limit: int) -> tuple[StoredStatement, ...]:
    """Return the statements that share most of the keys, those with fewer than a quarter left out."""
    shared: Counter[int] = Counter()
    for row in rows_of(connection, _SHARING, keys):
        shared[row.statement_id] += row.keys_shared
    near = [number for number, count in shared.items() if count * _QUARTER >= len(keys)]
    best = sorted(near, key=lambda number: (-shared[number], number))
    return by_ids(connection, best[:limit])


def of_tracked(connection: Connection, tracked_ids: Collection[int]) -> tuple[StoredStatement, ...]:
    """Return the members of tracked things."""
    return by_ids(connection, [row.id for row in rows_of(connection, _OF_TRACKED, tracked_ids)])


def with_marks(connection: Connection, marks: Collection[str]) -> tuple[StoredStatement, ...]:
    """Return the statements with these fingerprints that stand, those that took their place included."""
    names = {*marks, *heirs(connection, marks).values()}
    return by_ids(connection, [row.id for row in rows_of(connection, _WITH_MARKS, names)])


def heirs(connection: Connection, marks: Collection[str]) -> dict[str, str]:
    """Return what took the place of these fingerprints, the last of each line; others are absent."""
    last = {mark: mark for mark in marks}
    wave = set(marks)
    while wave:
        nexts = {row.old: row.new for row in rows_of(connection, _HEIRS, wave)}
        last = {mark: nexts.get(end, end) for mark, end in last.items()}
        wave = set(nexts.values()) - wave
    return {mark: end for mark, end in last.items() if mark != end}


def ancestors(connection: Connection, marks: Collection[str]) -> dict[str, str]:
    """Return the fingerprints whose place these took, however long ago, each with its heir among them."""
    found: dict[str, str] = {}
    wave = {mark: mark for mark in marks}
    while wave:
        rows = rows_of(connection, _ANCESTORS, wave)
        wave = {row.old: wave[row.new] for row in rows if row.old not in found and row.old not in marks}
        found |= wave
    return found


def decisions(connection: Connection, marks: Collection[str]) -> tuple[Decision, ...]:
    """
    Return what people decided of findings with these fingerprints, oldest first.

    What they decided of a finding whose place another took holds for that one.
    """
    older = ancestors(connection, marks)
    rows: dict[int, AnyRow] = {}
    for chunk in chunks({*marks, *older}):
        named = or_(DECISION.c.target.in_(chunk), DECISION.c.finding.in_(chunk))
        rows |= {row.id: row for row in connection.execute(select(DECISION).where(named))}
    made = [tracked_rows.decision_from(row) for row in sorted(rows.values(), key=lambda row: (row.at, row.id))]
    others = {name for decision in made for name in (decision.target, decision.finding)} - set(marks) - {""}
    names = heirs(connection, others - _standing(connection, others)) | older
    return tuple(
        replace(
            decision,
            target=names.get(decision.target, decision.target),
            finding=names.get(decision.finding, decision.finding),
        )
        for decision in made
    )


def _standing(connection: Connection, marks: Collection[str]) -> set[str]:
    """Return those of the fingerprints that some article still states."""
    return {row.fingerprint for row in rows_of(connection, _STANDING, marks)}


def by_ids(connection: Connection, ids: Iterable[int]) -> tuple[StoredStatement, ...]:
    """Return statements by their numbers, in order of publication; those that are known are not read again."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows_of(connection, _KINDS, set(ids)):
        by_kind[row.kind].append(row.id)
    found = [statement for kind, several in by_kind.items() for statement in _read(connection, kind, several)]
    return tuple(sorted(found, key=lambda stored: stored.statement.order))


def _read(connection: Connection, kind: str, ids: Sequence[int]) -> Iterator[StoredStatement]:
    finding_from = tracked_rows.FINDING_FROM[kind]
    for row in rows_of(connection, _by_ids(kind), ids):
        yield StoredStatement(row.statement_id, row.tracked_id, tracked_rows.statement_from(row, finding_from(row)))


@cache
def _by_ids(kind: str) -> Select[Any]:
    return joined(kind).where(STATEMENT.c.id.in_(CHUNK))


@cache
def joined(kind: str) -> Select[tuple[object, ...]]:
    """Return the query of statements of a kind with finding, mention and article."""
    slots = _SLOTS[kind]
    return (
        select(
            *(column for column in slots.c if column.name != "finding_id"),
            *(MENTION.c[name] for name in _QUOTE),
            FINDING.c.fingerprint,
            STATEMENT.c.id.label("statement_id"),
            STATEMENT.c.tracked_id,
            STATEMENT.c.published.label("stated_on"),
            STATEMENT.c.seen_at,
            STATEMENT.c.page_issuer,
            STATEMENT.c.wider,
            STATEMENT.c.plans,
            STATEMENT.c.past,
            STATEMENT.c.vanished_at,
            ARTICLE.c.url.label("article_url"),
            ARTICLE.c.title.label("article_title"),
            ARTICLE.c.kind.label("article_kind"),
        )
        .select_from(STATEMENT)
        .join(FINDING, FINDING.c.id == STATEMENT.c.finding_id)
        .join(slots, slots.c.finding_id == FINDING.c.id)
        .join(MENTION, MENTION.c.id == STATEMENT.c.mention_id)
        .join(ARTICLE, ARTICLE.c.id == STATEMENT.c.article_id)
    )


_QUOTE = ("quote", "quote_start", "quote_end", "rule", "confidence", "in_scope", "topics")
