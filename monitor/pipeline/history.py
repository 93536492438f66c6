"""Reading back: older pages of a source's listings, on demand and without alerts."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain import CheckResult, Page, Request, Source, SourceState
from ..errors import SourceError
from .check import FAILURES_IN_A_ROW, Service, Tally, pending, read_articles, result_of
from .reading import next_request, parse_listing


def backfill(source: Source, service: Service, pages: int) -> CheckResult:
    """
    Read the first `pages` pages of a source's listings and every article on them, silently.

    What was already recorded is left alone; articles that a first check left as
    too old are read now. No alert is made: this is history.
    """
    started = service.clock()
    tally = Tally(links=0)
    for listing in source.listings:
        try:
            for page, request in listing_pages(source, listing, service, pages):
                links = parse_listing(page, source)
                tally.links = (tally.links or 0) + len(links)
                tally.new_links += service.store.note_links(
                    source.id, request.key, links, page.validators, service.clock()
                )
                service.store.reopen(source.id, [link.url for link in links])
        except SourceError as exc:
            tally.listing_failures.append(exc)
    while batch := list(pending(source, service)):
        before = len(tally.article_failures)
        read_articles(source, iter(batch), service, tally, silent=True)
        if service.stop.is_set() or len(tally.article_failures) - before >= FAILURES_IN_A_ROW:
            break
    tally.pending = service.store.count_pending(source.id)
    service.store.save_robots(service.fetcher.learned())
    return result_of(source, SourceState(source_id=source.id), tally, started, service.clock())


def listing_pages(
    source: Source, listing: Request, service: Service, pages: int
) -> Iterator[tuple[Page, Request]]:
    """Yield a listing's pages from the newest on, until the number asked for or the last there is."""
    request: Request | None = listing
    first: Page | None = None
    for number in range(2, pages + 2):
        if request is None or service.stop.is_set():
            return
        page = service.fetcher.fetch(request, source, service.clock())
        assert page is not None  # unconditional requests are never "not modified"
        first = first or page
        yield page, request
        request = next_request(first, source, listing, number)
