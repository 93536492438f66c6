"""
What reads pages and articles, loaded when the first page has changed.

Parsers and rules take 0.3 s of CPU and 15 MB to load: as much as 500 unchanged
sources cost, and in most rounds nothing has changed.
"""

from __future__ import annotations

from datetime import date

from ..domain import Article, Link, Page, Reading, Request, Source, Topic


def parse_listing(page: Page, source: Source) -> tuple[Link, ...]:
    """Return the links of a listing, as `parse.parse_listing` does."""
    from .. import parse  # noqa: PLC0415 -- loaded late on purpose, see above

    return parse.parse_listing(page, source)


def parse_article(page: Page, source: Source, link: Link) -> Article:
    """Return the article of a page, as `parse.parse_article` does."""
    from .. import parse  # noqa: PLC0415 -- loaded late on purpose, see above

    return parse.parse_article(page, source, link)


def next_request(page: Page, source: Source, listing: Request, number: int) -> Request | None:
    """Return what leads to an older listing page, as `parse.next_request` does."""
    from .. import parse  # noqa: PLC0415 -- loaded late on purpose, see above

    return parse.next_request(page, source, listing, number)


def read(article: Article, topics: tuple[Topic, ...], *, today: date) -> Reading:
    """Return what an article says, as `detect.read` does."""
    from .. import detect  # noqa: PLC0415 -- loaded late on purpose, see above

    return detect.read(article, topics, today=today)
