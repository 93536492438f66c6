"""Listings and their links: what is still to be read, and when to try again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, union, update
from sqlalchemy.sql.elements import ColumnElement

from ..domain import Link, Validators, day_in_china
from . import codec
from .tables import ARTICLE, LINK, LISTING
from .values import Backlog, LinkState, LostLink
from .writing import add_new, replace

#: How long to wait after each failed try of an article; after one more it is given up.
RETRY_AFTER = (timedelta(hours=1), timedelta(hours=4), *(timedelta(days=1),) * 5)
#: Names in one IN list: below every database's limit of parameters.
_CHUNK = 500

_T = TypeVar("_T")


def all_validators(connection: Connection) -> dict[tuple[str, str], Validators]:
    """Return the validators of all listings by source and `Request.key`."""
    return {
        (row.source_id, row.key): codec.validators_from(row) for row in connection.execute(select(LISTING))
    }


def save_validators(
    connection: Connection,
    source_id: str,
    listing_key: str,
    validators: Validators,
    now: datetime,
) -> None:
    """Remember what the next request for a listing will send."""
    row = {"source_id": source_id, "key": listing_key, "read_at": now, **codec.validators_row(validators)}
    replace(connection, LISTING, [row])


def note(
    connection: Connection,
    source_id: str,
    links: Sequence[Link],
    now: datetime,
    old_before: date | None,
) -> int:
    """Record links not seen before, refresh the others, and return how many became pending."""
    known = _known(connection, source_id, links)
    _refresh(connection, source_id, [link for link in links if _says_more(link, known.get(link.url))])
    unknown = {link.url: (place, link) for place, link in enumerate(links) if link.url not in known}
    articles = _articles_at(connection, unknown)
    rows = [
        codec.link_row(link)
        | _first_state(link, articles.get(url), old_before)
        | {"source_id": source_id, "position": place, "found_at": now}
        for url, (place, link) in sorted(unknown.items())
    ]
    return sum(row.state == LinkState.PENDING for row in add_new(connection, LINK, rows, "state"))


def pending(connection: Connection, source_id: str, limit: int, now: datetime) -> tuple[Link, ...]:
    """Return links to read now: oldest first, undated ones last, then in the listing's order."""
    statement = (
        select(LINK)
        .where(LINK.c.source_id == source_id, LINK.c.state == LinkState.PENDING, _is_due(now))
        .order_by(LINK.c.published.is_(None), LINK.c.published, LINK.c.found_at, LINK.c.position)
        .limit(limit)
    )
    return tuple(codec.link_from(row) for row in connection.execute(statement))


def count_pending(connection: Connection, source_id: str) -> int:
    """Return how many links of a source are not recorded yet, whether due or not."""
    statement = select(func.count()).where(LINK.c.source_id == source_id, LINK.c.state == LinkState.PENDING)
    return connection.execute(statement).scalar_one()


def backlog(connection: Connection, now: datetime) -> dict[str, Backlog]:
    """Return what is pending per source; sources without any are absent."""
    due = func.count().filter(_is_due(now))
    statement = (
        select(LINK.c.source_id, func.count(), due)
        .where(LINK.c.state == LinkState.PENDING)
        .group_by(LINK.c.source_id)
    )
    return {source_id: Backlog(*counts) for source_id, *counts in connection.execute(statement)}


def failed(connection: Connection, source_id: str, url: str, message: str, now: datetime) -> bool:
    """
    Count a failed try of a pending link; return whether it was the last.

    A recorded article that could not be read again goes to the end of the queue.
    """
    mine = (LINK.c.source_id == source_id, LINK.c.url == url, LINK.c.state == LinkState.PENDING)
    counted = update(LINK).where(*mine).values(tries=LINK.c.tries + 1, error=message)
    tries = connection.scalar(counted.returning(LINK.c.tries))
    if tries is None:
        unread = select(LINK.c.article_id).where(LINK.c.source_id == source_id, LINK.c.url == url)
        connection.execute(update(ARTICLE).where(ARTICLE.c.id.in_(unread)).values(read_at=now))
        return False
    is_last: bool = tries > len(RETRY_AFTER)
    fate = {"state": LinkState.GIVEN_UP} if is_last else {"next_try_at": now + RETRY_AFTER[tries - 1]}
    connection.execute(update(LINK).where(*mine).values(fate))
    return is_last


def reopen(connection: Connection, source_id: str, urls: Collection[str]) -> int:
    """Make links pending again that were too old or given up; return how many."""
    count = 0
    for chunk in chunks(sorted(urls)):
        statement = (
            update(LINK)
            .where(
                LINK.c.source_id == source_id,
                LINK.c.url.in_(chunk),
                LINK.c.state.in_((LinkState.OLD, LinkState.GIVEN_UP)),
            )
            .values(state=LinkState.PENDING, tries=0, next_try_at=None, error="")
        )
        count += connection.execute(statement).rowcount
    return count


def lost(connection: Connection, limit: int) -> tuple[LostLink, ...]:
    """Return links that were given up, newest first."""
    statement = (
        select(LINK.c.source_id, LINK.c.url, LINK.c.title, LINK.c.error)
        .where(LINK.c.state == LinkState.GIVEN_UP)
        .order_by(LINK.c.found_at.desc(), LINK.c.id.desc())
        .limit(limit)
    )
    return tuple(LostLink(*row) for row in connection.execute(statement))


def rechecks(
    connection: Connection,
    source_id: str,
    since: datetime,
    before: datetime,
    limit: int,
) -> tuple[tuple[Link, Validators], ...]:
    """Return a source's recorded articles that may still be edited, longest unread first."""
    statement = (
        select(LINK, ARTICLE.c.etag, ARTICLE.c.last_modified, ARTICLE.c.body_hash)
        .join(ARTICLE, ARTICLE.c.id == LINK.c.article_id)
        .where(LINK.c.source_id == source_id, *_editable(since, before))
        .order_by(ARTICLE.c.read_at, ARTICLE.c.id)
        .limit(limit)
    )
    return tuple((codec.link_from(row), codec.validators_from(row)) for row in connection.execute(statement))


def recheck_sources(connection: Connection, since: datetime, before: datetime) -> frozenset[str]:
    """Return the sources for which `rechecks` finds something."""
    statement = (
        select(LINK.c.source_id)
        .join(ARTICLE, ARTICLE.c.id == LINK.c.article_id)
        .where(*_editable(since, before))
        .distinct()
    )
    return frozenset(connection.scalars(statement))


def _editable(since: datetime, before: datetime) -> tuple[ColumnElement[bool], ...]:
    published = ARTICLE.c.published
    young = or_(
        published >= day_in_china(since),
        published.is_(None) & (ARTICLE.c.first_seen_at >= since),
    )
    return young, ARTICLE.c.read_at < before


#: A chunk, in a statement that is built once: building one costs more than running it.
CHUNK: BindParameter[Any] = bindparam("chunk", expanding=True)


def chunks(names: Iterable[_T]) -> Iterator[list[_T]]:
    """Cut a collection into lists that fit into one statement."""
    rest = list(names)
    for start in range(0, len(rest), _CHUNK):
        yield rest[start : start + _CHUNK]


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(LINK.c.next_try_at.is_(None), LINK.c.next_try_at <= now)


def _known(connection: Connection, source_id: str, links: Sequence[Link]) -> dict[str, Link]:
    known: dict[str, Link] = {}
    for chunk in chunks([link.url for link in links]):
        statement = select(LINK).where(LINK.c.source_id == source_id, LINK.c.url.in_(chunk))
        known |= {row.url: codec.link_from(row) for row in connection.execute(statement)}
    return known


def _says_more(link: Link, known: Link | None) -> bool:
    """Tell whether a listing's title or date differs from what is known; a missing date says nothing."""
    if known is None:
        return False
    return link.title != known.title or link.published not in {None, known.published}


def _refresh(connection: Connection, source_id: str, links: Sequence[Link]) -> None:
    for link in sorted(links, key=lambda link: link.url):
        said: codec.Values = {"title": link.title}
        if link.published is not None:
            said |= {"published": link.published, "dated_by_address": link.dated_by_address}
        connection.execute(
            update(LINK).where(LINK.c.source_id == source_id, LINK.c.url == link.url).values(said),
        )


def _articles_at(connection: Connection, urls: Collection[str]) -> dict[str, int]:
    """Return the articles recorded at these addresses, or reached through them."""
    found: dict[str, int] = {}
    for chunk in chunks(urls):
        statement = union(
            select(ARTICLE.c.url, ARTICLE.c.id).where(ARTICLE.c.url.in_(chunk)),
            select(LINK.c.url, LINK.c.article_id).where(
                LINK.c.url.in_(chunk), LINK.c.article_id.is_not(None)
            ),
        )
        found |= {row.url: row.id for row in connection.execute(statement)}
    return found


def _first_state(link: Link, article_id: int | None, old_before: date | None) -> codec.Values:
    state = LinkState.PENDING
    if article_id is not None:
        state = LinkState.RECORDED
    elif old_before is not None and link.published is not None and link.published < old_before:
        state = LinkState.OLD
    return {"state": state, "article_id": article_id}
