"""
What a reading process does: it waits for a page, reads it within its limits, and answers.

`python -m monitor.reader.work FD MEGABYTES SECONDS`, started by `PageReader` alone, which ends it by closing the socket.
"""

from __future__ import annotations

import contextlib
import logging
import math
import pickle
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from .. import detect, parse
from ..domain import Article, AttachmentLimits, AttachmentText, Link, Page, Reading, Source, Topic
from ..errors import MonitorError
from . import OUT_OF_MEMORY, FurtherPages, PageAnswer, PageRole

MEGABYTE = 2**20
#: MB above a page's limit at which memory is refused. libxml2 answers a refusal with half a page and no error, so a page
#: that passed its limit is not believed; the margin is larger than any single piece of memory that libxml2 asks for.
MARGIN = 64
#: A process that still holds this share of its memory after a page is replaced.
WORN = 0.5


def read_article(
    page: Page, source: Source, link: Link, topics: tuple[Topic, ...], today: date, further: FurtherPages | None = None
) -> tuple[Article, Reading]:
    """Return the article of a page and what it says; `today` stands in for a missing day of publication."""
    article = parse.parse_article(page, source, link)
    if further:
        article = whole(article, source, further)
    today = article.published or today
    return article, detect.read(article, topics, today=today, source_region=source.region)


def whole(article: Article, source: Source, further: FurtherPages) -> Article:
    """Return the article with its further pages; one that cannot be read joins those that could not be had."""
    read, unread = [], list(further.unread)
    for page in further.pages:
        try:
            read.append(parse.parse_article(page, source))
        except MonitorError:
            unread.append(page.url)
    return parse.with_further_pages(article, read, unread)


def read_attachment(page: Page, name: str, limits: AttachmentLimits) -> AttachmentText:
    """Return what a fetched file says."""
    return parse.read_attachment(page.body, name, limits)


#: How a page of each kind is read; the page comes first, what else is needed after it.
READERS: dict[PageRole, Callable[..., object]] = {
    PageRole.COLUMN: parse.follow_ups,
    PageRole.LISTING: parse.read_listing,
    PageRole.OLDER: parse.next_request,
    PageRole.ARTICLE: read_article,
    PageRole.ATTACHMENT: read_attachment,
}


def read_page(kind: PageRole, page: Page, *more: Any) -> PageAnswer:
    """Return what a page says, or why it cannot be read; only a lack of memory is raised."""
    try:
        return PageAnswer(READERS[kind](page, *more))
    except MonitorError as error:
        return PageAnswer(error=error)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- a defect of ours fails this page alone; the service logs it
        return PageAnswer(defect=f"{type(error).__name__}: {error}", traceback=traceback.format_exc())


def serve(connection: Connection, memory: int, seconds: int) -> int:
    """PageAnswer page after page until the other end is closed; return the exit status."""
    limit(resource.RLIMIT_AS, (memory + MARGIN) * MEGABYTE)
    while True:
        try:
            answer = answer_to(connection.recv_bytes(), memory, seconds)
        except EOFError:
            return 0
        except MemoryError:
            return OUT_OF_MEMORY
        connection.send_bytes(answer)


def answer_to(job: bytes, memory: int, seconds: int) -> bytes:
    """Return the pickled answer for a pickled page. Raises MemoryError if the page takes more than it may."""
    limit(resource.RLIMIT_CPU, math.ceil(time.process_time()) + seconds)
    kind, page, *more = pickle.loads(job)  # noqa: S301 -- the service wrote it
    answer = read_page(kind, page, *map(unpickled, more))
    if megabytes("VmPeak") > memory:
        raise MemoryError
    return pickle.dumps(answer._replace(is_worn=megabytes("VmRSS") > WORN * memory))


@lru_cache(maxsize=256)
def unpickled(data: bytes) -> object:
    """Return a source, a link or the topics; rules keep what they compiled for the same object."""
    return pickle.loads(data)  # noqa: S301 -- the service wrote it


def limit(what: int, value: int) -> None:
    """Set a limit of this process, at most as high as it may be."""
    _, highest = resource.getrlimit(what)
    lowest = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(what, (lowest, highest))


def megabytes(name: str) -> int:
    """Return how much memory this process has: `VmPeak`, the most that it ever had, or `VmRSS`, what it holds now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split(maxsplit=1)[0]) * 1024 // MEGABYTE


def main() -> int:
    """Serve the socket that the arguments name; the signals that end the service leave this process to the service."""
    descriptor, memory, seconds = map(int, sys.argv[1:])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries say of a page helps nobody
    limit(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError):
        # When the whole machine lacks memory, the kernel ends this process and not the service.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    return serve(Connection(descriptor), memory, seconds)


if __name__ == "__main__":
    sys.exit(main())
