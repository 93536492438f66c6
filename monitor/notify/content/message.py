"""
The parts of a message, before a channel gives it a shape.

A `Content` is one message to the readers of one route: alerts that go out at once, or a digest. It is
frozen when it is made and stored with the message, so that a retry days later sends the same parts.

Every string here is plain text, and some of it comes from web pages: each channel escapes all of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ...domain import AlertKind, Coverage


class Language(StrEnum):
    """The language in which the readers of a route get messages."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Severity(IntEnum):
    """How much an alert matters; a route may let high severities through its quiet hours."""

    LOW = 1
    NORMAL = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in Chinese and English; text from a page is equal in both."""

    zh: str
    en: str
    #: For readers of both languages; empty: `zh` and `en` joined, or one of them where they are equal.
    both: str = ""

    def text(self, language: Language) -> str:
        """Return the text for readers of a language."""
        match language:
            case Language.ZH:
                return self.zh
            case Language.EN:
                return self.en
        return self.both or (self.zh if self.zh == self.en else f"{self.zh} {self.en}".strip())


def same(text: str) -> Bilingual:
    """Return a text that is not translated: a name, a quote, a number."""
    return Bilingual(text, text)


def in_both(zh: str, en: str) -> Bilingual:
    """Return a text in two languages; readers of both see once what follows the colon if it is equal."""
    label_zh, _, rest_zh = zh.partition("：")
    label_en, _, rest_en = en.partition(": ")
    return Bilingual(zh, en, f"{label_zh} {label_en}：{rest_zh}" if rest_zh and rest_zh == rest_en else "")


class SectionKind(StrEnum):
    """The sections of a message, in their order."""

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


#: What readers call each kind of alert.
LABELS = {
    AlertKind.NEW_MEASURE: Bilingual("新措施", "New measure"),
    AlertKind.MEASURE_ADVANCED: Bilingual("措施进展", "Measure advanced"),
    AlertKind.NEW_TARGET: Bilingual("新目标", "New target"),
    AlertKind.TARGET_REVISED: Bilingual("目标调整", "Target revised"),
    AlertKind.TARGET_WITHDRAWN: Bilingual("目标撤下", "Target withdrawn"),
    AlertKind.NEW_PROGRESS: Bilingual("新进展", "Progress"),
    AlertKind.STATUS_PROPOSAL: Bilingual("待审建议", "Proposal to review"),
    AlertKind.MILESTONE: Bilingual("期限临近", "Deadline near"),
    AlertKind.OVERDUE: Bilingual("已过期限", "Past its deadline"),
    AlertKind.BASELINE: Bilingual("首次读取", "First reading"),
    AlertKind.SOURCE_BROKEN: Bilingual("来源故障", "Source broken"),
    AlertKind.SOURCE_RECOVERED: Bilingual("来源恢复", "Source recovered"),
    AlertKind.SOURCE_NOTICE: Bilingual("来源提示", "Source notice"),
    AlertKind.SERVICE_NOTICE: Bilingual("服务提示", "Service notice"),
    AlertKind.SERVICE_RESTARTED: Bilingual("服务恢复", "Service restarted"),
}

#: How much each kind of alert matters.
SEVERITIES = {
    AlertKind.NEW_MEASURE: Severity.NORMAL,
    AlertKind.MEASURE_ADVANCED: Severity.NORMAL,
    AlertKind.NEW_TARGET: Severity.NORMAL,
    AlertKind.TARGET_REVISED: Severity.HIGH,
    AlertKind.TARGET_WITHDRAWN: Severity.HIGH,
    AlertKind.NEW_PROGRESS: Severity.NORMAL,
    AlertKind.STATUS_PROPOSAL: Severity.NORMAL,
    AlertKind.MILESTONE: Severity.NORMAL,
    AlertKind.OVERDUE: Severity.HIGH,
    AlertKind.BASELINE: Severity.LOW,
    AlertKind.SOURCE_BROKEN: Severity.HIGH,
    AlertKind.SOURCE_RECOVERED: Severity.LOW,
    AlertKind.SOURCE_NOTICE: Severity.NORMAL,
    AlertKind.SERVICE_NOTICE: Severity.HIGH,
    AlertKind.SERVICE_RESTARTED: Severity.HIGH,
}

#: The section in which each kind of alert stands.
SECTIONS = {
    AlertKind.NEW_MEASURE: SectionKind.MEASURES,
    AlertKind.MEASURE_ADVANCED: SectionKind.ADVANCED,
    AlertKind.NEW_TARGET: SectionKind.TARGETS,
    AlertKind.TARGET_REVISED: SectionKind.REVISED,
    AlertKind.TARGET_WITHDRAWN: SectionKind.REVISED,
    AlertKind.NEW_PROGRESS: SectionKind.PROGRESS,
    AlertKind.STATUS_PROPOSAL: SectionKind.PROPOSALS,
    AlertKind.MILESTONE: SectionKind.DUE,
    AlertKind.OVERDUE: SectionKind.OVERDUE,
    AlertKind.BASELINE: SectionKind.BASELINES,
    AlertKind.SOURCE_BROKEN: SectionKind.SOURCES,
    AlertKind.SOURCE_RECOVERED: SectionKind.SOURCES,
    AlertKind.SOURCE_NOTICE: SectionKind.SOURCES,
    AlertKind.SERVICE_NOTICE: SectionKind.SERVICE,
    AlertKind.SERVICE_RESTARTED: SectionKind.SERVICE,
}

#: Headings of sections, and the nouns of their counts: `3 新目标`, `3 new targets`.
HEADINGS = {
    SectionKind.MEASURES: Bilingual("新措施", "new measures"),
    SectionKind.ADVANCED: Bilingual("措施进展", "measures advanced"),
    SectionKind.TARGETS: Bilingual("新目标", "new targets"),
    SectionKind.REVISED: Bilingual("目标调整", "targets revised"),
    SectionKind.PROGRESS: Bilingual("新进展", "progress reports"),
    SectionKind.OVERDUE: Bilingual("已过期限", "past their deadline"),
    SectionKind.DUE: Bilingual("期限临近", "deadlines near"),
    SectionKind.PROPOSALS: Bilingual("待审建议", "proposals to review"),
    SectionKind.SOURCES: Bilingual("来源状态", "source changes"),
    SectionKind.BASELINES: Bilingual("首次读取", "first readings"),
    SectionKind.SERVICE: Bilingual("服务", "service notices"),
}
#: The English noun for a count of 1, where it is more than the plural without its last letter.
SINGULARS = {
    SectionKind.ADVANCED: "measure advanced",
    SectionKind.REVISED: "target revised",
    SectionKind.OVERDUE: "past its deadline",
    SectionKind.DUE: "deadline near",
    SectionKind.PROPOSALS: "proposal to review",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """The title and address of a page or file."""

    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of news: headline, details, quote, page, notes."""

    #: The kind of news: 新目标 / New target.
    label: Bilingual
    #: Who, what, how much, by when; channels join them with ` · `. Never empty.
    headline: tuple[Bilingual, ...]
    #: The target's key, equal in all messages, so that calendars update one entry; empty: no entry.
    key: str = ""
    #: Last day of the target's deadline; None where the item asks for nothing by a day.
    due: date | None = None
    details: tuple[Bilingual, ...] = ()
    #: Percent of the target that is reached; may exceed 100. None: unknown.
    attainment: Decimal | None = None
    #: The quoted words of the page; empty for news that no page states.
    quote: str = ""
    #: Address of the official page.
    link: str = ""
    #: Title of that page, and the name of its source.
    title: str = ""
    source: str = ""
    published: date | None = None
    #: Warnings.
    notes: tuple[Bilingual, ...] = ()
    #: Attachments that were not read, of which the notes warn.
    references: tuple[Reference, ...] = ()
    severity: Severity = Severity.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items of one kind under one heading."""

    kind: SectionKind
    #: 新措施 / New measures.
    heading: Bilingual
    items: tuple[Item, ...]
    #: How many further items of this kind exist.
    left_out: int = 0

    @property
    def total(self) -> int:
        """The number of items, shown or left out; titles and counts give it."""
        return len(self.items) + self.left_out


class ContentKind(StrEnum):
    """Whether a message carries alerts, is a digest, or tests a channel."""

    ALERTS = "alerts"
    DIGEST = "digest"
    TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """
    One message.

    Channels show title (with the counts of `sections`), notices, sections; coverage comes first in
    digests and last in other messages.
    """

    kind: ContentKind
    #: Id of the route; mail programs show the messages of a series as one thread.
    series: str
    #: 人工智能+ 日报 2025-04-02 / AI+ daily 2025-04-02; without counts.
    title: Bilingual
    sections: tuple[Section, ...]
    coverage: Coverage
    created_at: datetime
    #: Remarks on the message itself, such as messages that could not be delivered.
    notices: tuple[Bilingual, ...] = ()
    late: bool = False


@cache
def _adapter() -> TypeAdapter[Content]:
    return TypeAdapter(Content)


def to_document(content: Content) -> dict[str, Any]:
    """Return a content as JSON values, for the database."""
    document: dict[str, Any] = _adapter().dump_python(content, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Content:
    """Return the content that `to_document` was given."""
    return _adapter().validate_python(document)
