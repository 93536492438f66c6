"""What a check asks a site for: a listing if it changed, an article with its further pages."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..domain import Article, KnownListing, Link, Page, Reading, Request, Source, Validators
from ..errors import EmptyListingError, SourceError
from ..reader import FurtherPages

if TYPE_CHECKING:
    from .check import Service

logger = logging.getLogger(__name__)

#: A listing whose site says “not modified” all day is read in full once in this time.
FULL_READ_EVERY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Look:
    """What a listing's site answered."""

    request: Request
    #: None: the listing has not changed.
    page: Page | None
    #: The site said that the listing had not changed, and it had.
    denied: bool = False


def requests_of(listing: Request, source: Source, service: Service) -> tuple[Request, ...]:
    """
    Return what to ask for the entries of a listing: the listing itself, or what its page says.

    Raises:
        SourceError: the page could not be had, or does not say it.
        StoppedError: the service was told to stop while the page was fetched or read.

    """
    if listing.then is None:
        return (listing,)
    page = service.fetcher.fetch(listing, source, service.clock())
    assert page is not None  # an unconditional request is never answered "not modified"
    return service.reader.follow_ups(page, source, listing)


def failures_of(found: Sequence[tuple[Request, SourceError | None]]) -> list[tuple[Request, SourceError]]:
    """Return what failed of the requests of a listing; categories without an entry yet count if none has any."""
    failed = [(request, error) for request, error in found if error]
    counting = [(request, error) for request, error in failed if not isinstance(error, EmptyListingError)]
    return counting if counting or len(failed) < len(found) else failed


def look_at(request: Request, source: Source, service: Service, before: KnownListing | None) -> Look:
    """Ask for a listing, conditionally; where its site says “not modified” for a day, compare the whole body."""
    now = service.clock()
    if before is None:
        return Look(request, service.fetcher.fetch(request, source, now))
    by_body = Validators(body_hash=before.validators.body_hash)
    doubted = before.doubted_until is not None and now < before.doubted_until
    page = service.fetcher.fetch(request, source, now, by_body if doubted else before.validators)
    if doubted or page is not None or now - before.read_at < FULL_READ_EVERY:
        return Look(request, page)
    page = service.fetcher.fetch(request, source, now, by_body)
    if page is None:
        service.store.checks.compared(source.id, request.key, now)
    return Look(request, page, denied=page is not None)


def read_whole(
    page: Page, source: Source, link: Link, service: Service, today: date
) -> tuple[Article, Reading, Validators]:
    """
    Return the article of a page and its further pages, what it says, and by what it is asked for again.

    A further page that cannot be had is named among the attachments that were not read. An article of several pages has
    no validators: the site would answer for the first page only, so all of them are asked for again.

    Raises:
        SourceError: the first page could not be read.
        StoppedError: the service was told to stop while a page was fetched or read.

    """
    article, reading = service.reader.article(page, source, link, service.topics, today)
    if not article.continues:
        return article, reading, page.validators
    further, unread = [], []
    for url in article.continues:
        try:
            found = service.fetcher.fetch(Request(url), source, service.clock())
            assert found is not None  # an unconditional request is never answered "not modified"
            further.append(found)
        except SourceError as exc:
            unread.append(url)
            extra = {"action": "further_page_unread", "source": source.id, "url": url, "reason": exc.message}
            logger.warning("a further page of an article could not be read", extra=extra)
    pages = FurtherPages(tuple(further), tuple(unread))
    article, reading = service.reader.article(page, source, link, service.topics, today, pages)
    return article, reading, Validators()
