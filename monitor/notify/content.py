"""
What a message says, before any channel gives it a shape.

One `Content` is one message to one series of readers: some alerts that go out
at once, or a digest. It is frozen when it is made and kept in the ledger, so
that a retry days later says the same, part by part.

Every string here is plain text, parts of it taken from web pages: whoever
renders it escapes all of it for his dialect, and trusts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..domain import Coverage


class Language(StrEnum):
    """What readers of a route read."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Severity(IntEnum):
    """How much an alert matters; quiet hours may let the higher ones through."""

    LOW = 1
    NORMAL = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Words:
    """The same said in Chinese and English; scraped text is equal in both."""

    zh: str
    en: str
    #: For readers of both; empty: the two joined, or one of them where they are equal.
    both: str = ""

    def said(self, language: Language) -> str:
        """Return the words for readers of a language."""
        match language:
            case Language.ZH:
                return self.zh
            case Language.EN:
                return self.en
        return self.both or (self.zh if self.zh == self.en else f"{self.zh} {self.en}".strip())


def same(text: str) -> Words:
    """Return words that are not translated: names, quotes, numbers."""
    return Words(text, text)


class SectionKind(StrEnum):
    """Parts of a message, in the order in which they stand."""

    MEASURES = "measures"
    ADVANCED = "advanced"
    TARGETS = "targets"
    REVISED = "revised"
    PROGRESS = "progress"
    OVERDUE = "overdue"
    DUE = "due"
    PROPOSALS = "proposals"
    SOURCES = "sources"
    BASELINES = "baselines"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Reference:
    """A page or file by title and address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing told: headline, then details, the quote, the page, the notes."""

    #: What kind of news it is: 新目标 / New target.
    label: Words
    #: Who, what, how much, by when; to be joined by ` · `. Never empty.
    headline: tuple[Words, ...]
    #: Names the target in all messages, for calendars; empty: it has no entry there.
    key: str = ""
    #: Last day of the target's deadline; None where it has none, or nothing is asked for by a day.
    due: date | None = None
    details: tuple[Words, ...] = ()
    #: How much of the target is reached, in percent, for a bar; None: unknown. May exceed 100.
    attainment: Decimal | None = None
    #: The words it was read from; empty where nothing was read from a page.
    quote: str = ""
    #: The official page.
    link: str = ""
    #: Title of that page, and the source that carries it.
    title: str = ""
    source: str = ""
    published: date | None = None
    #: Warnings.
    notes: tuple[Words, ...] = ()
    #: What the notes speak of: attachments that were not read.
    references: tuple[Reference, ...] = ()
    severity: Severity = Severity.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items of one kind under one heading."""

    kind: SectionKind
    #: 新措施 / New measures.
    heading: Words
    items: tuple[Item, ...]
    #: Items of this kind that exist besides those shown.
    left_out: int = 0

    @property
    def total(self) -> int:
        """How many there are, shown or not: the number that stands in titles and counts."""
        return len(self.items) + self.left_out


class ContentKind(StrEnum):
    """What sort of message it is."""

    ALERTS = "alerts"
    DIGEST = "digest"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """
    One message.

    An order for renderers: title (the subject, with the counts of `sections`),
    notices, coverage (in digests first, else last), sections.
    """

    kind: ContentKind
    #: Id of the route: messages with one `series` belong to one thread.
    series: str
    #: 人工智能+ 日报 2025-04-02 / AI+ daily 2025-04-02; without counts.
    title: Words
    sections: tuple[Section, ...]
    coverage: Coverage
    created_at: datetime
    #: What readers must know of the message itself: late, folded, what could not be delivered.
    notices: tuple[Words, ...] = ()
    late: bool = False

    @property
    def counts(self) -> tuple[tuple[Words, int], ...]:
        """How many of each kind, in order."""
        return tuple((section.heading, section.total) for section in self.sections)


@cache
def _adapter() -> TypeAdapter[Content]:
    return TypeAdapter(Content)


def to_document(content: Content) -> dict[str, Any]:
    """Return a content as JSON values, for the ledger."""
    document: dict[str, Any] = _adapter().dump_python(content, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Content:
    """Read what `to_document` made."""
    return _adapter().validate_python(document)
