"""
The reader: pages are parsed and read in processes of their own, with limits of memory and time.

A page can be made to exhaust the process that reads it. Then it costs that process, which is replaced, and one failed
article; the service goes on. No process starts before the first page is read: a round without news pays nothing.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from threading import Event, Semaphore
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from ..domain import (
    Article,
    AttachmentFormat,
    AttachmentLimits,
    AttachmentOutcome,
    AttachmentText,
    Link,
    Listing,
    Page,
    Reading,
    Request,
    Source,
    Topic,
)
from ..errors import MonitorError, ParseError, StoppedError, UnreadableError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

logger = logging.getLogger(__name__)

#: Seconds between two looks at the stop flag while a page is read.
LOOK_EVERY = 0.2
#: Exit status of a process that was refused memory.
OUT_OF_MEMORY = 70
#: Seconds for a process without a page to end.
FAREWELL = 2.0
#: Variables with passwords: the process that reads strangers' pages does not get them.
SECRET_VARIABLES = ("MONITOR_", "DATABASE_URL")


class PageRole(StrEnum):
    """What a page is read as; `work.READERS` names the function of each."""

    COLUMN = "column"  # a listing's page that says how to ask for its entries
    LISTING = "listing"
    OLDER = "older"  # a listing's request for an older page
    ARTICLE = "article"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What reading one page may take."""

    #: MB of memory of the process that reads it; 60 of them are the program itself.
    memory: int = 320
    #: Seconds of CPU.
    seconds: int = 20
    #: By the clock it may take so many times the CPU seconds: the machine has other work.
    patience: int = 5

    @property
    def wait(self) -> int:
        """Seconds by the clock."""
        return self.patience * self.seconds


class FurtherPages(NamedTuple):
    """The pages of an article after its first, in order."""

    pages: tuple[Page, ...]
    #: Addresses of those that could not be had.
    unread: tuple[str, ...]


class PageAnswer(NamedTuple):
    """What a reading process returns for a page."""

    value: object = None
    #: One of our errors, which is raised in the service.
    error: MonitorError | None = None
    #: A defect of our own: its name and words, and its traceback.
    defect: str = ""
    traceback: str = ""
    #: The process has ended, or holds so much memory that it is to be replaced.
    is_worn: bool = False
    #: A fresh process may succeed: this one had spent memory on other pages before.
    again: bool = False


class PageReader:
    """
    Reads pages for any number of threads, in a few processes that start when they are needed.

    Every method raises ParseError or BlockedError as `parse` does; UnreadableError for a page over the limits; and
    StoppedError once `stop` is set.
    """

    def __init__(self, limits: PageLimits | None = None, processes: int = 2, stop: Event | None = None) -> None:
        self._limits = limits or PageLimits()
        self._stop = stop or Event()
        self._places = Semaphore(processes)
        self._idle: deque[ReadingProcess] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that wait for pages; a later page starts a new process."""
        while self._idle:
            self._idle.pop().end()

    def links(self, page: Page, source: Source) -> tuple[Link, ...]:
        """Return the links of a listing, as `parse.parse_listing` does."""
        return self.listing(page, source).links

    def listing(self, page: Page, source: Source) -> Listing:
        """Return the links of a listing and its rows that lead elsewhere, as `parse.read_listing` does."""
        listing: Listing = self._read(PageRole.LISTING, page, source)
        return listing

    def follow_ups(self, page: Page, source: Source, listing: Request) -> tuple[Request, ...]:
        """Return what the page of a listing says to ask, as `parse.follow_ups` does."""
        requests: tuple[Request, ...] = self._read(PageRole.COLUMN, page, source, listing)
        return requests

    def next_request(self, page: Page, source: Source, listing: Request, number: int) -> Request | None:
        """Return what leads to an older listing page, as `parse.next_request` does."""
        request: Request | None = self._read(PageRole.OLDER, page, source, listing, number)
        return request

    def article(
        self,
        page: Page,
        source: Source,
        link: Link,
        topics: tuple[Topic, ...],
        today: date,
        further: FurtherPages | None = None,
    ) -> tuple[Article, Reading]:
        """Return the article of a page, as `parse.parse_article` does, and what it says, as `detect.read` does."""
        found: tuple[Article, Reading] = self._read(PageRole.ARTICLE, page, source, link, topics, today, further)
        return found

    def attachment(self, page: Page, name: str, limits: AttachmentLimits | None = None) -> AttachmentText:
        """
        Return what a fetched file says, as `parse.read_attachment` does.

        What is over the limits is an outcome too: no file raises anything but StoppedError.
        """
        limits = limits or AttachmentLimits()
        if len(page.body) > limits.size:  # would cost the process that is to refuse it
            reason = f"the file has more than {limits.size // 1_000_000} MB"
            return AttachmentText(AttachmentFormat.UNKNOWN, AttachmentOutcome.TOO_LARGE, reason)
        try:
            text: AttachmentText = self._read(PageRole.ATTACHMENT, page, name, limits)
        except ParseError as error:
            is_costly = isinstance(error, UnreadableError)
            outcome = AttachmentOutcome.TOO_COSTLY if is_costly else AttachmentOutcome.DAMAGED
            return AttachmentText(AttachmentFormat.UNKNOWN, outcome, error.message)
        return text

    def _read(self, kind: PageRole, page: Page, *more: object) -> Any:
        # Sources and topics are pickled apart: they are the same for many pages, and `work` unpickles them once.
        job = pickle.dumps((kind, page, *map(pickle.dumps, more)))
        with self._place():
            answer = self._answer(page.url, job)
        if answer.error is not None:
            raise answer.error
        if answer.defect:
            extra = {"action": "reading_crashed", "url": page.url, "exception": answer.traceback}
            logger.error("reading failed unexpectedly", extra=extra)
            raise ParseError(page.url, f"internal error: {answer.defect}")
        return answer.value

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Wait until fewer pages are read than there may be processes."""
        while not self._places.acquire(timeout=LOOK_EVERY):
            self._go_on()
        try:
            yield
        finally:
            self._places.release()

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise StoppedError("the service is told to stop")

    def _answer(self, url: str, job: bytes) -> PageAnswer:
        answer = self._answer_of(self._take(), url, job)
        return self._answer_of(ReadingProcess(self._limits), url, job) if answer.again else answer

    def _take(self) -> ReadingProcess:
        try:
            return self._idle.pop()
        except IndexError:
            return ReadingProcess(self._limits)

    def _answer_of(self, process: ReadingProcess, url: str, job: bytes) -> PageAnswer:
        answer = None
        try:
            answer = process.read(url, job, self._go_on)
        finally:
            if answer is None or answer.is_worn:
                process.end()
            else:
                self._idle.append(process)
        return answer


class ReadingProcess:
    """One process that reads pages, one at a time, until it is ended."""

    def __init__(self, limits: PageLimits) -> None:
        # Loaded late: a round without news reads no page.
        from multiprocessing.connection import Connection  # noqa: PLC0415 -- see above

        self._limits = limits
        self._used = False
        #: It has a page that it has not answered.
        self._reads = False
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module
                (
                    *(sys.executable, "-P", "-m", "monitor.reader.work"),
                    *map(str, (theirs.fileno(), limits.memory, limits.seconds)),
                ),
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(os.environ),
            )
        self._connection: Connection = Connection(ours.detach())

    def read(self, url: str, job: bytes, go_on: Callable[[], None]) -> PageAnswer:
        """Return what the process answers for a page; `go_on` raises to interrupt it."""
        was_used, self._used, self._reads = self._used, True, True
        deadline = time.monotonic() + self._limits.wait
        try:
            self._connection.send_bytes(job)
            while not self._connection.poll(LOOK_EVERY):
                go_on()
                if time.monotonic() > deadline:
                    return self._failed(url, f"takes more than {self._limits.wait} s")
            answer: PageAnswer = pickle.loads(self._connection.recv_bytes())  # noqa: S301 -- our own process wrote it
        except (EOFError, OSError):
            return self._ended(url, was_used=was_used)
        self._reads = False
        return answer

    def _ended(self, url: str, *, was_used: bool) -> PageAnswer:
        """Return why the process ended while it read a page."""
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            return self._failed(url, f"needs more than {self._limits.seconds} s of CPU (MONITOR_PAGE_SECONDS)")
        if status == OUT_OF_MEMORY:
            reason = f"needs more than {self._limits.memory} MB of memory (MONITOR_PAGE_MEMORY)"
        else:
            cause = signal.Signals(-status).name if status < 0 else f"status {status}"
            reason = f"ended the process that read it ({cause})"
        return self._failed(url, reason)._replace(again=was_used)

    def _failed(self, url: str, reason: str) -> PageAnswer:
        return PageAnswer(error=UnreadableError(url, f"the page {reason}"), is_worn=True)

    def end(self) -> None:
        """End the process: at once where it reads, else when it sees that nobody asks any more."""
        self._connection.close()
        if self._reads:
            self._process.kill()
        try:
            self._process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return what the process may know: no passwords, and where this process imports modules from."""
    known = {name: value for name, value in variables.items() if not name.startswith(SECRET_VARIABLES)}
    return known | {"PYTHONPATH": os.pathsep.join(sys.path)}
