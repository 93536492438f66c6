"""
The tree of all errors that this program raises on purpose.

    MonitorError
    ├── ConfigError            settings or sources are wrong; all problems at once
    ├── InputError             a file, page or flag that a person gave is unusable
    ├── SourceError            one source or article could not be read; the rest goes on
    │   ├── FetchError         no usable answer from the site
    │   │   ├── BlockedError   the site answered with a challenge or a block page
    │   │   └── RobotsError    robots.txt forbids the address, or could not be read
    │   └── ParseError         the page came but does not have the expected shape
    │       ├── BrokenFeedError     a feed of which some entries cannot be read
    │       ├── EmptyListingError   a listing without a single link
    │       ├── ShapeError          links are there, none is an article of this family
    │       └── UnreadableError     reading the page takes too much memory or time
    ├── AttachmentError        an attachment is not read; never leaves `parse`
    ├── StoppedError           the service is told to stop, in the middle of a request or pause
    ├── BusyError              another process does the same work now
    ├── StoreError             the database refused
    │   ├── StoreUnusableError      unwritable, corrupted, locked or not a database
    │   │   └── StoreReplacedError  its file was deleted or replaced while it was open
    │   └── StoreTooNewError        written by a newer version of this program
    └── NotifyError            a channel address is unusable, or a message was refused

A library's own exception never leaves the room that called the library; it is
chained (`raise … from exc`). A message is for the person who can mend the
cause: it names the file, key or address and says what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class MonitorError(Exception):
    """Root of the tree; its text can be shown to a person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a configuration: where it is and how to mend it."""

    #: File name or, for settings, "environment".
    file: str
    #: Dotted place inside the file: `source[ndrc_tz].link_pattern`, or a variable's name.
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}"


class ConfigError(MonitorError):
    """The configuration cannot be used; carries all problems, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class InputError(MonitorError):
    """A file, page or option given by a person is missing, empty, too large or not text."""


class SourceError(MonitorError):
    """One address could not be read; carries the address for reports."""

    #: The network gave no answer at all, which often passes within minutes.
    unreachable = False

    def __init__(self, url: str, message: str) -> None:
        self.url = url
        self.message = message
        super().__init__(f"{message} ({url})")

    def __reduce__(self) -> tuple[type[SourceError], tuple[Any, ...]]:
        """Errors travel from the process that reads a page."""
        return type(self), (self.url, self.message)


class FetchError(SourceError):
    """No usable answer: transport error, status, time or size limit."""


class BlockedError(FetchError):
    """The site answered with a challenge or a block page instead of the content."""


class RobotsError(FetchError):
    """robots.txt forbids this address, or did not answer (RFC 9309, section 2.3.1.4)."""


class ParseError(SourceError):
    """The page was fetched but does not have the expected shape."""


class BrokenFeedError(ParseError):
    """A feed is broken; carries what was read of it, `LinkDraft`s within `parse` and `Link`s outside."""

    def __init__(self, url: str, message: str, entries: tuple[Any, ...] = ()) -> None:
        self.entries = entries
        super().__init__(url, message)

    def __reduce__(self) -> tuple[type[BrokenFeedError], tuple[Any, ...]]:
        """Errors travel from the process that reads a page."""
        return type(self), (self.url, self.message, self.entries)


class EmptyListingError(ParseError):
    """A listing has no link: the layout changed, or the site failed silently."""


class ShapeError(ParseError):
    """A listing has links, but none has the shape of an article of its family."""


class UnreadableError(ParseError):
    """Reading the page takes more memory or time than it may, or ends the process that reads it."""


class AttachmentError(MonitorError):
    """An attachment is not read, or not wholly; `parse` turns it into the outcome that it carries."""

    def __init__(self, outcome: str, reason: str) -> None:
        self.outcome = outcome
        self.reason = reason
        super().__init__(reason)


class StoppedError(MonitorError):
    """The service is told to stop; what was begun is left as it was, and done after the next start."""


class BusyError(MonitorError):
    """Another process reads the same host now, and no host is asked twice at once."""


class StoreError(MonitorError):
    """The database refused an operation."""


class StoreUnusableError(StoreError):
    """The database cannot be opened: unwritable, corrupted, locked, unreachable."""


class StoreReplacedError(StoreUnusableError):
    """The database file was deleted, or another one put in its place, while it was open."""


class StoreTooNewError(StoreError):
    """The database was written by a newer version; nothing is changed in it."""


class NotifyError(MonitorError):
    """A channel address is unusable, or a message was not accepted."""
