"""Links of listings: what is still to be read, and when to try again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Index, UniqueConstraint, exists, func, or_, select, union, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from ..domain import Link, LinkKind, Validators
from .article_rows import ARTICLE
from .checks import LISTING
from .engine import Aggregate, reads, writes
from .table_base import (
    KEY,
    METADATA,
    EnumText,
    NullableText,
    PlainText,
    TableRow,
    Values,
    add_new,
    chunks,
    replace,
    row_of,
    value_from,
)

#: How long to wait after each failed try of an article; after one more it is given up.
RETRY_AFTER = (timedelta(hours=1), timedelta(hours=4), *(timedelta(days=1),) * 5)
#: The reason that stands at a link while its page is read; it stays where reading ends the service.
INTERRUPTED = "the service ended while it read this article"


class LinkState(StrEnum):
    """What became of a link."""

    PENDING = "pending"  # its article is still to be read
    SILENT = "silent"  # as pending, but its article is recorded without alerts: it belongs to a first reading
    OLD = "old"  # older than the first check reads back
    RECORDED = "recorded"
    GIVEN_UP = "given_up"  # its article could not be read in any of the tries


#: States of links whose articles are still to be read.
UNREAD = (LinkState.PENDING, LinkState.SILENT)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What a source has left to do besides its listings."""

    #: Links whose article is not recorded.
    pending: int = 0
    #: Those of them whose next try has come.
    due: int = 0


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link that was given up."""

    source_id: str
    url: str
    title: str
    error: str


class LinkRow(TableRow):
    """A link of a source's listings, and what became of it."""

    __tablename__ = "link"
    __table_args__ = (
        UniqueConstraint("source_id", "url"),
        Index(None, "state", "source_id"),
        Index(None, "url"),
        Index(None, "article_id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    source_id: PlainText
    url: PlainText
    title: PlainText
    published: date | None
    kind: LinkKind = Field(sa_type=EnumText(LinkKind))
    document_number: NullableText
    issuer: NullableText
    dated_by_address: bool
    state: LinkState = Field(sa_type=EnumText(LinkState))
    #: Place in the listing when first seen, from 0.
    position: int
    found_at: datetime
    tries: int = 0
    next_try_at: datetime | None = None
    error: PlainText = ""
    article_id: int | None = Field(default=None, foreign_key="article.id", sa_type=KEY)


LINK = METADATA.tables["link"]


class Links(Aggregate):
    """Links of listings."""

    @reads
    def days(self, since: date) -> dict[str, set[date]]:
        """Return the days of publication from one on, by source: those that listings show, else the articles'."""
        day = func.coalesce(LINK.c.published, ARTICLE.c.published)
        both = LINK.outerjoin(ARTICLE, ARTICLE.c.id == LINK.c.article_id)
        statement = select(LINK.c.source_id, day.label("day")).select_from(both).where(day >= since)
        found: dict[str, set[date]] = {}
        for row in self._connection.execute(statement.distinct()):
            found.setdefault(row.source_id, set()).add(row.day)
        return found

    @writes
    def note(  # noqa: PLR0913 -- everything that one transaction writes
        self,
        source_id: str,
        listing_key: str,
        found: Sequence[Link],
        validators: Validators,
        now: datetime,
        *,
        old_before: date | None = None,
        silent: bool = False,
        doubted_until: datetime | None = None,
    ) -> int:
        """
        Record a listing's links together with its validators; return how many became pending.

        The articles of new links that are noted as `silent` are to be recorded without alerts.

        So a later 304 hides nothing: what is not recorded yet is pending here.
        Known links get the newest title and date; one that comes back with another
        date or another title becomes pending again, whatever its age. A
        link whose article another source has brought is recorded at once; one
        dated before `old_before` (for a first check) is set aside as old. Idempotent.
        """
        known = _known(self._connection, source_id, found)
        _refresh(self._connection, source_id, [link for link in found if _says_more(link, known)])
        listed_again = 0 if silent else _ask_again(self._connection, source_id, found, known)
        unknown = {link.url: (place, link) for place, link in enumerate(found) if link.url not in known}
        articles = _articles_at(self._connection, unknown)
        rows = [
            row_of(link)
            | _first_state(link, articles.get(url), old_before, silent=silent)
            | {"source_id": source_id, "position": place, "found_at": now}
            for url, (place, link) in sorted(unknown.items())
        ]
        created = add_new(self._connection, LINK, rows, "state")
        listing = {"source_id": source_id, "key": listing_key, "read_at": now, "doubted_until": doubted_until}
        replace(self._connection, LISTING, [listing | row_of(validators)])
        return sum(row.state in UNREAD for row in created) + listed_again

    @reads
    def pending(self, source_id: str, limit: int, now: datetime) -> tuple[Link, ...]:
        """Return links to read now: oldest first, undated ones last, then in the listing's order."""
        statement = (
            select(LINK)
            .where(LINK.c.source_id == source_id, LINK.c.state.in_(UNREAD), _is_due(now))
            .order_by(LINK.c.published.is_(None), LINK.c.published, LINK.c.found_at, LINK.c.position)
            .limit(limit)
        )
        return tuple(value_from(Link, row) for row in self._connection.execute(statement))

    @reads
    def count_pending(self, source_id: str) -> int:
        """Return how many links of a source are not recorded yet, whether due or not."""
        mine = (LINK.c.source_id == source_id, LINK.c.state.in_(UNREAD))
        return self._connection.execute(select(func.count()).where(*mine)).scalar_one()

    @reads
    def silent(self, source_id: str) -> dict[str, int]:
        """Return a source's links to read without alerts, by address, with how often each was tried."""
        mine = (LINK.c.source_id == source_id, LINK.c.state == LinkState.SILENT)
        rows = self._connection.execute(select(LINK.c.url, LINK.c.tries).where(*mine))
        return {row.url: row.tries for row in rows}

    @reads
    def backlog(self, now: datetime) -> dict[str, Backlog]:
        """Return what all sources have pending, in one query; sources without any are absent."""
        due = func.count().filter(_is_due(now))
        statement = (
            select(LINK.c.source_id, func.count(), due).where(LINK.c.state.in_(UNREAD)).group_by(LINK.c.source_id)
        )
        return {source_id: Backlog(*counts) for source_id, *counts in self._connection.execute(statement)}

    @writes
    def begin(self, source_id: str, url: str, now: datetime) -> bool:
        """
        Count a try of a link before its page is asked for; False if no try is left.

        So a try that ends the whole service counts, too. The first such end may be chance: the link stays due. After
        the next ones it waits, as after failures.
        """
        mine = (LINK.c.source_id == source_id, LINK.c.url == url)
        counted = update(LINK).where(*mine, LINK.c.tries <= len(RETRY_AFTER))
        counted = counted.values(tries=LINK.c.tries + 1, error=INTERRUPTED)
        tries = self._connection.scalar(counted.returning(LINK.c.tries))
        if tries is not None and tries > 1:
            self._connection.execute(update(LINK).where(*mine).values(next_try_at=now + RETRY_AFTER[tries - 2]))
        return tries is not None

    @writes
    def give_back(self, source_id: str, url: str) -> None:
        """Take back a try that was begun and that we interrupted ourselves; the link is due again at once."""
        mine = (LINK.c.source_id == source_id, LINK.c.url == url, LINK.c.state.in_(UNREAD), LINK.c.tries > 0)
        before = {"tries": LINK.c.tries - 1, "next_try_at": None, "error": ""}
        self._connection.execute(update(LINK).where(*mine).values(before))

    @writes
    def failed(self, source_id: str, url: str, message: str, now: datetime) -> bool:
        """
        Note why a begun try of a link failed, and set its next; return whether it is now given up.

        Waits grow from an hour to a day (`RETRY_AFTER`); the eighth failure is the last.
        """
        mine = (LINK.c.source_id == source_id, LINK.c.url == url, LINK.c.state.in_(UNREAD))
        noted = update(LINK).where(*mine).values(error=message)
        tries = self._connection.scalar(noted.returning(LINK.c.tries))
        if tries is None:
            return False
        is_last: bool = tries > len(RETRY_AFTER)
        next_step = {"state": LinkState.GIVEN_UP} if is_last else {"next_try_at": now + RETRY_AFTER[tries - 1]}
        self._connection.execute(update(LINK).where(*mine).values(next_step))
        return is_last

    @writes
    def reopen(self, source_id: str, urls: Collection[str]) -> int:
        """Make links that were set aside as old or given up be read silently; return how many."""
        count = 0
        for chunk in chunks(sorted(urls)):
            statement = (
                update(LINK)
                .where(
                    LINK.c.source_id == source_id,
                    LINK.c.url.in_(chunk),
                    LINK.c.state.in_((LinkState.OLD, LinkState.GIVEN_UP)),
                )
                .values(state=LinkState.SILENT, tries=0, next_try_at=None, error="")
            )
            count += self._connection.execute(statement).rowcount
        return count

    @reads
    def given_up(self, limit: int = 50) -> tuple[LostLink, ...]:
        """Return links that were given up, newest first."""
        statement = (
            select(LINK)
            .where(LINK.c.state == LinkState.GIVEN_UP)
            .order_by(LINK.c.found_at.desc(), LINK.c.id.desc())
            .limit(limit)
        )
        return tuple(value_from(LostLink, row) for row in self._connection.execute(statement))


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(LINK.c.next_try_at.is_(None), LINK.c.next_try_at <= now)


def _known(connection: Connection, source_id: str, links: Sequence[Link]) -> dict[str, Link]:
    known: dict[str, Link] = {}
    for chunk in chunks([link.url for link in links]):
        statement = select(LINK).where(LINK.c.source_id == source_id, LINK.c.url.in_(chunk))
        known |= {row.url: value_from(Link, row) for row in connection.execute(statement)}
    return known


def _says_more(link: Link, known: dict[str, Link]) -> bool:
    """Tell whether a listing's title or date differs from what is known; a missing date says nothing."""
    before = known.get(link.url)
    if before is None:
        return False
    return link.title != before.title or link.published not in {None, before.published}


def _is_later(link: Link, before: Link) -> bool:
    return bool(link.published and before.published and link.published > before.published)


def _is_retitled(link: Link, before: Link) -> bool:
    """Tell whether a title is another one, not the same broken off with dots."""
    shown, known = link.title.rstrip("…."), before.title.rstrip("….")
    if (shown, known) == (link.title, before.title):
        return shown != known
    return not (shown.startswith(known) or known.startswith(shown))


def _ask_again(connection: Connection, source_id: str, found: Sequence[Link], known: dict[str, Link]) -> int:
    """
    Make known links pending whose articles a listing shows anew; return how many.

    A later date counts for recorded articles and for those that were too old, another title for recorded ones alone:
    a second listing may always have called an old article otherwise. An earlier date counts for recorded articles if
    it is not their own: two listings may always have shown two days.
    """
    listed = [(link, known[link.url]) for link in found if link.url in known]
    later = [link.url for link, before in listed if _is_later(link, before)]
    retitled = [link.url for link, before in listed if _is_retitled(link, before)]
    fresh = {"state": LinkState.PENDING, "tries": 0, "next_try_at": None, "error": ""}
    count = 0
    for urls, states in ((later, (LinkState.RECORDED, LinkState.OLD)), (retitled, (LinkState.RECORDED,))):
        for chunk in chunks(urls):
            settled = (LINK.c.source_id == source_id, LINK.c.url.in_(chunk), LINK.c.state.in_(states))
            count += connection.execute(update(LINK).where(*settled).values(fresh)).rowcount
    for link, before in listed:
        if _is_later(before, link):
            own = exists().where(ARTICLE.c.id == LINK.c.article_id, ARTICLE.c.published == link.published)
            mine = (LINK.c.source_id == source_id, LINK.c.url == link.url, LINK.c.state == LinkState.RECORDED)
            count += connection.execute(update(LINK).where(*mine, ~own).values(fresh)).rowcount
    return count


def _refresh(connection: Connection, source_id: str, links: Sequence[Link]) -> None:
    for link in sorted(links, key=lambda link: link.url):
        values: Values = {"title": link.title}
        if link.published is not None:
            values |= {"published": link.published, "dated_by_address": link.dated_by_address}
        mine = (LINK.c.source_id == source_id, LINK.c.url == link.url)
        connection.execute(update(LINK).where(*mine).values(values))


def _articles_at(connection: Connection, urls: Collection[str]) -> dict[str, int]:
    """Return the articles recorded at these addresses, or reached through them."""
    found: dict[str, int] = {}
    for chunk in chunks(urls):
        statement = union(
            select(ARTICLE.c.url, ARTICLE.c.id).where(ARTICLE.c.url.in_(chunk)),
            select(LINK.c.url, LINK.c.article_id).where(LINK.c.url.in_(chunk), LINK.c.article_id.is_not(None)),
        )
        found |= {row.url: row.id for row in connection.execute(statement)}
    return found


def _first_state(link: Link, article_id: int | None, old_before: date | None, *, silent: bool) -> Values:
    state = LinkState.SILENT if silent else LinkState.PENDING
    if article_id is not None:
        state = LinkState.RECORDED
    elif old_before is not None and link.published is not None and link.published < old_before:
        state = LinkState.OLD
    return {"state": state, "article_id": article_id}
