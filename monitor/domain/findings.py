"""What a text says: measures, targets, progress, each with its quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a text dates something."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    PLAN = "plan"  # a five-year plan period
    CENTURY = "century"  # 本世纪中叶, 本世纪末
    DURATION = "duration"  # 三年内


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days that a text names."""

    start: date | None
    end: date
    precision: Precision
    #: The words as they stand in the text.
    text: str
    #: Which date rule read them, and from where it was inherited if it was.
    rule: str


class Comparator(StrEnum):
    """How a stated number bounds the metric; 以上 includes the number (Civil Code, art. 1259)."""

    AT_LEAST = ">="
    ABOVE = ">"
    AT_MOST = "<="
    BELOW = "<"
    ABOUT = "approx"
    RANGE = "range"
    EQUAL = "="


class MetricKind(StrEnum):
    """What kind of amount a target or progress report states."""

    LEVEL = "level"
    INCREMENT = "increment"
    CHANGE_PCT = "change_pct"
    CHANGE_PP = "change_pp"
    MULTIPLE = "multiple"
    SHARE = "share"
    COUNT = "count"
    RANK = "rank"
    COVERAGE = "coverage"
    QUALITATIVE = "qualitative"


class Strength(StrEnum):
    """How firmly a target is promised."""

    BINDING = "binding"
    STATED = "stated"
    PLANNED = "planned"
    ASPIRATIONAL = "aspirational"
    EXPECTED = "expected"


class Stage(StrEnum):
    """How far a measure has come."""

    DRAFTING = "drafting"
    CONSULTATION = "consultation"
    ISSUED = "issued"
    LAUNCHED = "launched"
    IN_FORCE = "in_force"
    REVISED = "revised"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Quote:
    """Why a finding is believed: the words, where they stand, and the rule that read them."""

    text: str
    #: Offsets in `Article.text` (for `extract --jsonl`: in the row's text): `[start, end)`.
    start: int
    end: int
    rule: str
    #: 0–1; calibrated on the labelled set.
    confidence: float = 1.0
    in_scope: bool = False
    #: Topics (from the configuration) that the finding speaks of.
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A metric and the number stated for it; shared by targets and progress."""

    metric: str
    kind: MetricKind
    comparator: Comparator = Comparator.EQUAL
    #: 万 and 亿 multiplied out, percent as 0–100; two (low, high) for a range, none if qualitative.
    values: tuple[Decimal, ...] = ()
    unit: str | None = None
    #: `year` or `month` when the amount recurs.
    per: str | None = None


@dataclass(frozen=True, slots=True)
class MetricUse:
    """How often a metric is recorded, under one name and in one form."""

    metric: str
    kind: MetricKind
    unit: str | None
    region: str | None
    #: Targets and reported figures of it.
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A stated aim: planned or required amount, with its deadline."""

    quote: Quote
    amount: Amount
    deadline: Period | None = None
    #: `全国`, a full administrative name, or None for one enterprise or site.
    region: str | None = None
    issuer: str | None = None
    strength: Strength = Strength.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A reported result with its number and the day it holds for."""

    quote: Quote
    amount: Amount
    as_of: Period | None = None
    region: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A document or action that is drafted, consulted on, issued, launched, revised or repealed."""

    quote: Quote
    name: str
    #: 意见, 方案, 行动计划, 措施, 通知, 标准, …; empty when the name does not show it.
    kind: str
    stage: Stage
    document_number: str | None = None
    #: First the leading one.
    issuers: tuple[str, ...] = ()
    region: str | None = None
    themes: tuple[str, ...] = ()


Finding = Measure | Target | Progress


@dataclass(frozen=True, slots=True)
class Quarantine:
    """A passage whose bytes or words are damaged: no figure is taken from it."""

    text: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject to watch: terms with weights, and terms that speak against it."""

    id: str
    name: str
    #: (term, weight); a term fires once however often it stands in the text.
    terms: tuple[tuple[str, float], ...]
    #: Phrases that are masked before terms are looked for.
    exclusions: tuple[str, ...] = ()
    #: Sum of weights from which an article is relevant.
    threshold: float = 1.0

    def __hash__(self) -> int:
        """Topics are looked up for every clause: not all their terms are hashed each time."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Relevance:
    """How much an article speaks of a topic, and which terms said so."""

    topic: str
    score: float
    relevant: bool
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that detection takes from one text; findings in the order of their quotes."""

    findings: tuple[Finding, ...]
    quarantined: tuple[Quarantine, ...] = ()
    relevance: tuple[Relevance, ...] = ()
