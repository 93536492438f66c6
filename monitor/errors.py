"""
Every error that this program raises on purpose.

    MonitorError
    ├── ConfigError            settings or sources are wrong; all problems at once
    ├── InputError             a file, page or flag that a person gave is unusable
    ├── SourceError            one source or article could not be read; the rest goes on
    │   ├── FetchError         no usable answer from the site
    │   │   ├── BlockedError   the site answered with a challenge or a block page
    │   │   └── RobotsError    robots.txt forbids the address, or could not be read
    │   └── ParseError         the page came but does not have the expected shape
    │       ├── EmptyListingError   a listing without a single link
    │       └── ShapeError          links are there, none is an article of this family
    ├── StoreError             the database refused
    │   ├── StoreUnusableError      unwritable, corrupted, locked or not a database
    │   └── StoreTooNewError        written by a newer version of this program
    └── NotifyError            a channel address is unusable, or a message was refused

A library's own exception never leaves the room that called the library; it is
chained (`raise … from exc`). Messages are for the person who can mend the
cause: they name the file, key or address and say what to do.
"""

from __future__ import annotations

from dataclasses import dataclass


class MonitorError(Exception):
    """Root of the tree; its text is fit to be shown to a person."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration: where it stands and how to mend it."""

    #: File name or, for settings, "environment".
    file: str
    #: Dotted place inside the file: `source[ndrc_tz].link_pattern`, or a variable's name.
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}"


class ConfigError(MonitorError):
    """The configuration cannot be used; carries every problem found, not just the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class InputError(MonitorError):
    """A file, page or option given by a person is missing, empty, too large or not text."""


class SourceError(MonitorError):
    """One address could not be read. Carries it, so that reports can name it."""

    def __init__(self, url: str, message: str) -> None:
        self.url = url
        self.message = message
        super().__init__(f"{message} ({url})")


class FetchError(SourceError):
    """No usable answer: transport error, status, time or size limit."""


class BlockedError(FetchError):
    """The site answered with a challenge or a block page instead of the content."""


class RobotsError(FetchError):
    """robots.txt forbids this address, or did not answer (RFC 9309, section 2.3.1.4)."""


class ParseError(SourceError):
    """The page was fetched but cannot be read as what it should be."""


class EmptyListingError(ParseError):
    """A listing has no link at all: the layout changed, or the site failed silently."""


class ShapeError(ParseError):
    """A listing has links, but none has the shape of an article of its family."""


class StoreError(MonitorError):
    """The database refused an operation."""


class StoreUnusableError(StoreError):
    """The database cannot be opened: unwritable, corrupted, locked, unreachable."""


class StoreTooNewError(StoreError):
    """The database was written by a newer version; nothing is changed in it."""


class NotifyError(MonitorError):
    """A channel address is unusable, or a message was not accepted."""
