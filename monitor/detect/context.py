"""The values that travel between the steps from a sentence to its claims."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from ..domain import MetricKind
from ..text.quantities import Quantity
from ..text.sentences import Span
from .document import Document, Sentence
from .inherit import Dated, Governing
from .mood import Mood
from .tense import Tense


class Cued(Struct, frozen=True, gc=False):
    """Where a sentence's cues start, in order: each kind is looked for once, and asked for by every amount."""

    aims: tuple[int, ...]
    results: tuple[int, ...]
    #: Results that reach on to later clauses.
    reported: tuple[int, ...]


class Told(Struct, frozen=True, gc=False):
    """What governs an amount and whether that makes it an aim or a result."""

    governing: Governing | None
    #: None where nothing speaks for either.
    tense: Tense | None
    #: Which evidence decided.
    basis: str
    #: What the governing period says by itself.
    period: Tense | None = None


class Clause(Struct, frozen=True, gc=False):
    """A clause with the amounts in it, and the clauses before it in its sentence."""

    span: Span
    quantities: tuple[Quantity, ...]
    earlier: tuple[Span, ...]


class Context(Struct, frozen=True, gc=False):
    """What a clause is read against."""

    document: Document
    #: The document's clean text.
    text: str
    sentence: Sentence
    dated: Dated
    mood: Mood
    #: Where the sentence's amounts start.
    amounts: tuple[int, ...]
    cued: Cued
    #: The claim read last in the sentences before of the same paragraph.
    previous: Claim | None = None


class Run(Struct, frozen=True, gc=False):
    """An amount among those that stand side by side with it: the second of `6.5%、5.3%`."""

    quantities: tuple[Quantity, ...]
    #: Which of them is read, from 0.
    number: int

    @property
    def quantity(self) -> Quantity:
        """The amount that is read."""
        return self.quantities[self.number]


class Claim(Struct, frozen=True, gc=False):
    """One amount as read; offsets count in the clean text."""

    start: int
    end: int
    quantity: Quantity
    metric: str
    kind: MetricKind
    values: tuple[Decimal, ...]
    per: str | None
    tense: Tense
    #: Which evidence decided the tense.
    basis: str
    governing: Governing | None
    sentence: Sentence
    #: False where the metric was taken from an earlier clause.
    named: bool
