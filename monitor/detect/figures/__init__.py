"""
Amounts: an article goes in; targets, progress and refused amounts come out.

`read_figures(document)` reads every sentence that holds an amount. `figure_findings(figures, slots)` makes targets and
progress of what it took. `refused_amounts(figures)` lists what it did not take, each amount with the rule that refused
it: nothing falls through without a rule. Aims without a number (`detect.qualitative`) take dates, moods and subjects from
here, so that both are read alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain import Progress, Target
from ...text.dates import find_dates
from ...text.quantities import Quantity, find_quantities
from ..document import Document, Sentence
from ..vocabulary.modes import Genre
from ..vocabulary.refusal_decisions import DECISIONS, DecisionRule
from ..vocabulary.slots import ReportPart
from .amount_claims import read_sentence
from .context import Claim, RefusedQuantity, SentenceFigures, strength_of
from .filling import Slots, is_headline, record_of, target_of
from .governing import GoverningDate, SentenceDates, dated_sentences, governing
from .metric import subject_of
from .resolution import deadline, has_end, is_running, is_year_ahead, period_rule
from .tables import Cell, find_cells, is_row
from .tense import Mood, genre_of, mood_of

__all__ = [
    "Figures",
    "GoverningDate",
    "Mood",
    "RefusedAmount",
    "SentenceDates",
    "SentenceFigures",
    "Slots",
    "deadline",
    "figure_findings",
    "governing",
    "has_end",
    "is_running",
    "is_year_ahead",
    "period_rule",
    "read_figures",
    "refused_amounts",
    "strength_of",
    "subject_of",
]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the amounts of a document come to."""

    document: Document
    genre: Genre
    #: The sentences that hold an amount or are governed by a date, in order; rows of tables are left out.
    sentences: tuple[SentenceFigures, ...]
    #: The targets that tables state.
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RefusedAmount:
    """An amount of the article that makes no finding, and why."""

    #: Number and unit as they stand in the article.
    text: str
    #: Offsets in `Article.text`: `[start, end)`.
    start: int
    end: int
    #: The sentence, or the row of a table, that it stands in.
    sentence: str
    #: The id of the rule in `detect.vocabulary.RULES` that refuses it; `detect.explain.words` puts it into words.
    rule: str


def read_figures(document: Document) -> Figures:
    """Return what the amounts of a document come to."""
    genre = genre_of(document)
    moods: dict[tuple[int, ReportPart | None], Mood] = {}
    read: list[SentenceFigures] = []
    has_rows = is_row(document.text)
    last: Claim | None = None
    for sentence, dates in dated_sentences(document, genre):
        if has_rows and is_row(document.words(sentence)):
            continue
        # A line that holds neither dates nor amounts is in no mood that anything asks for.
        here = sentence.line, dates.part
        if here not in moods:
            moods[here] = mood_of(document, sentence.line, genre, dates.part)
        before = last if last and last.sentence.line == sentence.line else None
        figures = read_sentence(document, sentence, dates, moods[here], before)
        last = figures.claims[-1] if figures.claims else last
        read.append(figures)
    return Figures(document, genre, tuple(read), tuple(find_cells(document)))


def figure_findings(figures: Figures, slots: Slots) -> Iterator[Target | Progress]:
    """Yield targets and progress: of the sentences, restatements in headlines left out, then of the tables."""
    for sentence in figures.sentences:
        for claim in sentence.claims:
            if not is_headline(figures.document, claim):
                yield record_of(slots, claim)
    for cell in figures.cells:
        yield target_of(slots, cell)


def refused_amounts(figures: Figures) -> tuple[RefusedAmount, ...]:
    """Return the amounts that make no finding, in the order of the text."""
    document = figures.document
    refused = [
        _refused(document, sentence.sentence, amount.quantity, amount.rule.id.value)
        for sentence in figures.sentences
        for amount in (*sentence.refused, *_in_headline(document, sentence))
    ]
    refused += _in_tables(figures)
    for sentence in document.damaged:
        for quantity in _quantities(document, sentence):
            refused.append(_refused(document, sentence, quantity, DecisionRule.DAMAGED.value))
    return tuple(sorted(refused, key=lambda amount: (amount.start, amount.end)))


def _in_headline(document: Document, sentence: SentenceFigures) -> Iterator[RefusedQuantity]:
    for claim in sentence.claims:
        if is_headline(document, claim):
            yield RefusedQuantity(claim.quantity, DECISIONS[DecisionRule.HEADLINE])


def _in_tables(figures: Figures) -> Iterator[RefusedAmount]:
    """Yield the amounts in rows of tables that no cell's target states."""
    document = figures.document
    taken = {(cell.span.start, cell.span.end) for cell in figures.cells}
    for sentence in document.sentences:
        if not is_row(document.words(sentence)):
            continue
        for quantity in _quantities(document, sentence):
            if not any(start <= quantity.start < end for start, end in taken):
                yield _refused(document, sentence, quantity, DecisionRule.CELL.value)


def _quantities(document: Document, sentence: Sentence) -> Iterator[Quantity]:
    span = sentence.start, sentence.end
    dates = tuple((mention.start, mention.end) for mention in find_dates(document.text, *span))
    return find_quantities(document.text, *span, dates)


def _refused(document: Document, sentence: Sentence, quantity: Quantity, rule: str) -> RefusedAmount:
    source = document.clean.source
    start, end = document.clean.span(quantity.start, quantity.end)
    first, last = document.clean.span(sentence.start, sentence.end)
    return RefusedAmount(source[start:end], start, end, source[first:last], rule)
