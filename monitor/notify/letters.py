"""
What a channel is: something that cuts a content into parts and sends them one by one.

The ledger counts the parts that arrived, so that a retry begins with the first
that did not. For that, `parts` must be a pure function of the content and the
language: the same parts, cut at the same places, however often it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..domain import Answer
from .content import Content, Language, Words

#: Put before a part that may have arrived already, because no answer came the first time.
MAY_BE_A_REPEAT = Words("（可能重复）", "(may be a repeat)")


@dataclass(frozen=True, slots=True)
class Part:
    """One request to a service; fits its limits, `MAY_BE_A_REPEAT` included."""

    #: Subject, or first line; may be empty where the body says it.
    title: str
    body: str
    #: A second form of the body, for email.
    html: str = ""
    #: Header fields for email: Message-ID, References, List-Id.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Deadlines as iCalendar, for email.
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is told: an id for records, an address for sending."""

    id: str
    address: str = field(repr=False)


class Channel(Protocol):
    """One way to reach one recipient."""

    @property
    def id(self) -> str:
        """Stable over restarts, unique, free of secrets: what the ledger and the logs see."""
        ...

    @property
    def label(self) -> str:
        """What a person is shown; secrets masked."""
        ...

    @property
    def gap_s(self) -> float:
        """Least number of seconds between two parts, as the service demands."""
        ...

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content in this channel's form, at least one part; `key` is unique to the message."""
        ...

    def send(self, part: Part, *, repeat: bool = False) -> Answer:
        """
        Send one part once, without retries; never raises for what the service does.

        With `repeat`, `MAY_BE_A_REPEAT` stands before the part.
        """
        ...
