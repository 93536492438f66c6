"""
Goals: aims without a number, such as `到2027年，产业结构持续优化`.

Takes what `figures` read of a document (sentences with their dates and moods); gives targets of kind QUALITATIVE. The
words that decide are in `vocabulary.goal_signs`, the forms of clause in `vocabulary.goals`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TypeGuard

from ..domain import Amount, BlockKind, MetricKind, Target
from ..text.sentences import Span
from .document import Document
from .figures import (
    Figures,
    GoverningDate,
    Mood,
    SentenceFigures,
    Slots,
    deadline,
    governing,
    has_end,
    is_running,
    is_year_ahead,
    period_rule,
    strength_of,
)
from .goal_clauses import MARGIN, MIN_CLAUSE, DatedClause, QualitativeAim, aim_of
from .vocabulary.goal_signs import ENUMERATION, GOAL_SECTIONS, NO_GOALS, PROMISES, SectionRule
from .vocabulary.goals import FORMS, GoalRule
from .vocabulary.modes import Genre
from .vocabulary.tenses import Tense

#: So many aims without a number are kept per deadline; the rest is rhetoric around them.
MAX_PER_DEADLINE = 3
#: So many are kept of a document's section of goals.
MAX_PER_SECTION = 5
#: How likely an aim without a number is right: a reader names fewer of them than the rules find.
_CONFIDENCE = 0.75
#: Rules and news from abroad state no aims of ours without a number.
_WITHOUT_AIMS = frozenset({Genre.RULES, Genre.ABROAD})
#: News have headlines and no section of goals.
_WITHOUT_SECTION = frozenset({Genre.NEWS, Genre.ABROAD, Genre.REPORT})
#: The words that open a section stand in so many first characters of its line.
_OPENING = 40
_YEAR = re.compile("[0-9]{4}|[一二两三四五六七八九十]五")
_TOLD = re.compile("[了已]")
_BOUNDS = frozenset({"by", "within", "before"})
_HERE = frozenset({"clause", "sentence"})
_NEAR = frozenset({"clause", "sentence", "paragraph", "list_head"})


def goal_findings(figures: Figures, slots: Slots) -> Iterator[Target]:
    """
    Yield the targets without a number that a reader would name.

    Of a document with aims in a section of goals these are the first `MAX_PER_SECTION`
    there; of other texts the first `MAX_PER_DEADLINE` of each deadline.
    """
    document = figures.document
    section = goal_lines(document, figures.genre)
    goals = [sentence for sentence in figures.sentences if sentence.sentence.line in section]
    aims = list(islice(_goals(document, goals), MAX_PER_SECTION))
    if aims:
        yield from (_target(slots, aim) for aim in aims)
        return
    seen: Counter[int] = Counter()
    for sentence in figures.sentences:
        for aim in _aims(document, sentence, is_goal=False):
            mention = aim.clause.date.mention.start
            seen[mention] += 1
            if seen[mention] <= MAX_PER_DEADLINE:
                yield _target(slots, aim)


def _goals(document: Document, sentences: list[SentenceFigures]) -> Iterator[QualitativeAim]:
    """Yield the aims of the section of goals; the title's period counts where the section says by no other day."""
    is_dated = any(mention.bound == "by" for figures in sentences for mention in figures.dates.mentions)
    for figures in sentences:
        for aim in _aims(document, figures, is_goal=True):
            if not (is_dated and aim.clause.date.source == "title"):
                yield aim


def _target(slots: Slots, aim: QualitativeAim) -> Target:
    document, clause, sentence = slots.document, aim.clause.span, aim.clause.sentence
    start, end = document.clean.span(clause.start, clause.end)
    span = start, start + len(document.clean.source[start:end].rstrip("。；，"))
    return Target(
        quote=slots.quote((clause.start, clause.end), aim.metric, span, aim.rule.value, _CONFIDENCE),
        amount=Amount(metric=aim.metric, kind=MetricKind.QUALITATIVE),
        deadline=deadline(aim.clause.date, document.anchor),
        region=slots.places.region_at(sentence, clause.start, clause.end),
        issuer=slots.places.issuer_at(sentence, clause.end),
        strength=strength_of(aim.clause.words, document.text[sentence.start : clause.start]),
    )


def _aims(document: Document, figures: SentenceFigures, *, is_goal: bool) -> Iterator[QualitativeAim]:
    """Yield the sentence's aims without a number that have a deadline ahead."""
    dates, mood = figures.dates, figures.mood
    if (mood.genre in _WITHOUT_AIMS and not is_goal) or (
        mood.heading is not None and mood.heading.verdict is Tense.RESULT
    ):
        return
    # A sentence without a date of its own is governed as a whole by the date above it.
    inherited = dates.inherited[0] if dates.inherited else None
    if not (dates.mentions or _is_ahead(inherited, document, mood.genre, is_goal=is_goal)):
        return
    for span in document.clauses(figures.sentence):
        if any(span.start <= claim.quantity.start < span.end for claim in figures.claims):
            continue
        date = governing(dates, span, span.end, ())
        if _is_ahead(date, document, mood.genre, is_goal=is_goal):
            stated = Span(span.start + enumerator_length(document.text, span), span.end)
            aim = _read(DatedClause(document, figures.sentence, stated, date, is_goal), mood)
            if aim is not None:
                yield aim


def _is_ahead(
    date: GoverningDate | None, document: Document, genre: Genre, *, is_goal: bool
) -> TypeGuard[GoverningDate]:
    """
    Tell whether a date governs that is not over: one near by, or for the section of goals any above it.

    In a document 年底前 dates its own sentence; only 到2027年 dates the sentences after it.
    """
    if date is None or not is_running(date, document.anchor):
        return False
    if is_goal:
        return True
    carried = date.source not in _HERE and genre is not Genre.NEWS
    return (
        date.source in _NEAR
        and date.mention.bound in _BOUNDS
        and (not carried or _YEAR.search(date.mention.words) is not None)
    )


def _read(clause: DatedClause, mood: Mood) -> QualitativeAim | None:
    """Return the aim that a clause states; None if it states none."""
    words = clause.words.strip(MARGIN)
    if len(words) < MIN_CLAUSE or _is_ruled_out(words):
        return None
    by_then = clause.is_goal or (has_end(clause.date) and _lies_ahead(clause, mood))
    if not by_then and not (clause.date.source in _HERE and _is_promised(clause)):
        return None
    return aim_of(clause)


def _is_ruled_out(words: str) -> bool:
    """Tell whether the words show that the clause states no aim; 实现…的目标 states an aim all the same."""
    names_goal = any(rule.id is GoalRule.NAMED_GOAL and rule.regex.search(words) for rule in FORMS)
    return not names_goal and NO_GOALS.first(words) is not None


def _lies_ahead(clause: DatedClause, mood: Mood) -> bool:
    rule = period_rule(clause.date, clause.document.anchor, mood.genre)
    return rule is not None and rule.verdict is Tense.AIM


def _is_promised(clause: DatedClause) -> bool:
    """Tell whether words up to the clause's end promise; early in a year, news say what the year is to bring."""
    text, start, end = clause.document.text, clause.sentence.start, clause.span.end
    if PROMISES.first(text, start, end):
        return True
    return is_year_ahead(clause.date, clause.document.anchor) and _TOLD.search(text, start, end) is None


def goal_lines(document: Document, genre: Genre) -> frozenset[int]:
    """Return the indexes of the lines of the section of goals; empty for news, and where the document has none."""
    if genre in _WITHOUT_SECTION:
        return frozenset()
    openers = {index: rule for index in range(len(document.lines)) if (rule := _opener(document, index))}
    return frozenset(
        index
        for index, line in enumerate(document.lines)
        if openers.get(index) is SectionRule.INLINE or any(above in openers for above in line.headings)
    )


def _opener(document: Document, index: int) -> SectionRule | None:
    """Return the rule by which a line opens the section; None if it does not."""
    line = document.lines[index]
    words = document.text[line.start : min(line.end, line.start + _OPENING)]
    found = GOAL_SECTIONS.first(words)
    if found is None or (found.id is SectionRule.HEADING and line.kind is not BlockKind.HEADING):
        return None
    return SectionRule(found.id)


def enumerator_length(text: str, span: Span) -> int:
    """Return the length of the number that a clause begins with: 一是, （二）."""
    found = ENUMERATION.match(text, span.start, span.end)
    return found.end() - span.start if found else 0
