"""
Aim or result: Chinese verbs have no tense, so the kind of text, its headings and the words around an amount must tell.

`Mood` is what holds for a whole line, `SentenceCues` finds the words of a sentence, `decide` weighs all evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from msgspec import Struct

from ..document import Document
from ..vocabulary import Rule, WordTable
from ..vocabulary.modes import (
    ABROAD,
    ARTICLES,
    HEADINGS_OF_AIMS,
    HEADINGS_OF_RESULTS,
    LOOKS_BACK,
    PLAN,
    PLAN_NAME,
    PLANNING,
    REPORT,
    REPORTING,
    RULES_OR_CALL,
    TASK,
    TITLE,
    Genre,
)
from ..vocabulary.refusal_decisions import DECISIONS, DecisionRule
from ..vocabulary.refusals import Refusal
from ..vocabulary.slots import PARTS_OF_REPORTS, ReportPart
from ..vocabulary.tenses import AIMS, COUNTED_BY_NOW, REPORTS, RESULTS, TENSES, Tense, TenseRule

TenseReason = Rule[Tense]

#: A paragraph of so many tasks, and of so many for each amount in it, is about what is to be done.
_MIN_TASKS = 4
_TASKS_FOR_AMOUNT = 2
_DIGITS = re.compile("[0-9][0-9.,]{0,20}")
#: Words may be looked for so far beyond the sentence: 将…纳入.
_BEYOND = 20
#: A work report has at least so many sentences; fewer are a passage out of one.
_MIN_REPORT = 20
#: A text divided into so many articles (第一条, 第二条) is one of rules.
_MIN_ARTICLES = 2


@dataclass(frozen=True)
class Mood:
    """What holds for all sentences of a line."""

    genre: Genre
    #: The words of a heading above that put all below it under one tense.
    heading: TenseReason | None
    #: The line's words.
    words: str

    @cached_property
    def paragraph(self) -> TenseReason | None:
        """The rule that the paragraph as a whole speaks of aims; None where it reports as much."""
        planning, reporting = (len(table.pattern.findall(self.words)) for table in (PLANNING, REPORTING))
        tasks = self.genre is Genre.REPORT and not reporting and self._sets_tasks
        return TENSES[TenseRule.PARAGRAPH] if planning > reporting or tasks else None

    @cached_property
    def _sets_tasks(self) -> bool:
        """Whether nearly all clauses open with a verb, few hold an amount and none looks back."""
        if LOOKS_BACK.stands_in(self.words):
            return False
        tasks, amounts = len(TASK.regex.findall(self.words)), len(_DIGITS.findall(self.words))
        return tasks >= max(_MIN_TASKS, _TASKS_FOR_AMOUNT * amounts)


def genre_of(document: Document) -> Genre:
    """Return the kind of text; a news headline with a verb counts as news."""
    title = document.title
    if REPORT.stands_in(title):
        return Genre.REPORT
    if ABROAD.stands_in(title):
        return Genre.ABROAD
    if len(ARTICLES.regex.findall(document.text)) >= _MIN_ARTICLES:
        return Genre.RULES
    if RULES_OR_CALL.stands_in(title) and not PLAN_NAME.stands_in(title):
        return Genre.RULES
    if PLAN.stands_in(title) and TITLE.stands_in(title):
        return Genre.PLAN
    return Genre.NEWS


def parts_of(document: Document, genre: Genre) -> tuple[ReportPart, ...]:
    """
    Return the part of each sentence of a work report; empty for other texts, and for a passage out of one.

    A report opens with its review, so what stands before the first words that tell is of the review too. A look
    back in the part ahead ends with its line.
    """
    sentences = document.sentences
    if genre is not Genre.REPORT or len(sentences) < _MIN_REPORT:
        return ()
    rules = [PARTS_OF_REPORTS.first(document.words(sentence)) for sentence in sentences]
    part = home = ReportPart.REVIEW if any(rules) else ReportPart.OPEN
    parts: list[ReportPart] = []
    line = 0
    for sentence, rule in zip(sentences, rules, strict=True):
        if sentence.line != line:
            part, line = home, sentence.line
        part = rule.verdict if rule else part
        home = home if home is ReportPart.AHEAD else part
        parts.append(part)
    return tuple(parts)


def mood_of(document: Document, line: int, genre: Genre, part: ReportPart | None = None) -> Mood:
    """Return the mood of a line; `genre`: the document's, `part`: the line's in a work report."""
    heading = _heading(document, line)
    if part is ReportPart.REVIEW:
        heading = TENSES[TenseRule.PART_REVIEW]
    elif part is ReportPart.AHEAD:
        heading = heading or TENSES[TenseRule.PART_AHEAD]
    return Mood(genre, heading, document.words(document.lines[line]))


def _heading(document: Document, line: int) -> TenseReason | None:
    """Return what the nearest telling heading says, else the line that introduces the list."""
    for words in document.heading_words(line):
        rule = HEADINGS_OF_RESULTS.first(words) or HEADINGS_OF_AIMS.first(words)
        if rule is not None:
            return rule
    head = document.lines[line].list_head
    return None if head is None else HEADINGS_OF_AIMS.first(document.words(document.lines[head]))


class Basis(StrEnum):
    """Which evidence decided; nearer evidence is surer."""

    CLAUSE = "clause"
    PERIOD = "period"
    SENTENCE = "sentence"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    YEAR = "year"
    PLAN = "plan"
    NEWS = "news"
    #: Nothing decided, and the kind of text forbids to guess.
    RULES = "rules"
    ABROAD = "abroad"


#: TenseEvidence that says nothing of the clause itself.
UNTOLD = frozenset({Basis.NEWS, Basis.PLAN, Basis.PARAGRAPH})


class TenseEvidence(Struct, frozen=True, gc=False):
    """What the words around an amount say; None: nothing."""

    #: Nearest word to the left inside the clause, or what is told right after the number.
    clause: TenseReason | None
    #: The period that governs the clause lies wholly after or before the day of publication.
    period: TenseReason | None
    #: Nearest word to the left in the sentence's earlier clauses.
    sentence: TenseReason | None
    #: Mode of the headings above.
    heading: TenseReason | None
    #: Mode of the paragraph as a whole.
    paragraph: TenseReason | None
    genre: Genre
    #: The clause opens with a verb that makes or raises something: 建设, 培育, 提高.
    goal_verb: bool = False
    #: A period that is not over governs the clause.
    running: bool = False
    #: 今年 governs a text of January to March, when news tell what the year is to bring.
    year_ahead: bool = False
    #: The amount is all there is: 全覆盖.
    whole: bool = False
    #: No words bound the amount; a bound in rules is a condition.
    exact: bool = True
    #: The state itself speaks of what it will do: 中方将.
    ours: bool = False


class TenseDecision(Struct, frozen=True, gc=False):
    """Whether an amount is aimed at or reached, which rule says so, and what kind of evidence it is."""

    rule: Rule[Tense] | Rule[Refusal]
    basis: Basis

    @property
    def tense(self) -> Tense | None:
        """Aim or result; None where nothing speaks for either, or a rule states a condition."""
        verdict = self.rule.verdict
        return verdict if isinstance(verdict, Tense) else None


def decide(evidence: TenseEvidence) -> TenseDecision:
    """Weigh the evidence: the nearest counts, and where none speaks the kind of text does."""
    if evidence.genre is Genre.RULES and not _is_aim(evidence.period):
        return _in_rules(evidence)
    if evidence.genre is Genre.ABROAD:
        return _in_news_from_abroad(evidence)
    paragraph = evidence.paragraph
    in_plan = evidence.genre is Genre.PLAN and evidence.whole
    if not evidence.running and (evidence.genre is Genre.NEWS or in_plan):
        # News put plans and facts side by side; 全部纳入 in a plan is how a task is done. Only a date proves more.
        paragraph = None
    told = (
        (evidence.clause, Basis.CLAUSE),
        (evidence.period, Basis.PERIOD),
        (evidence.sentence, Basis.SENTENCE),
        (evidence.heading, Basis.HEADING),
        (paragraph, Basis.PARAGRAPH),
    )
    for rule, basis in told:
        if rule is not None:
            return TenseDecision(rule, basis)
    return _by_kind_of_text(evidence)


def _in_rules(evidence: TenseEvidence) -> TenseDecision:
    """A limit in a rule (不少于3人) is neither; an exact number, or one that was counted by now, may be a result."""
    for rule in (evidence.clause, evidence.period, evidence.sentence):
        told = rule is not None and (evidence.exact or rule.id in COUNTED_BY_NOW)
        if rule is not None and told and rule.verdict is Tense.RESULT:
            return TenseDecision(rule, Basis.CLAUSE)
    return TenseDecision(DECISIONS[DecisionRule.LIMIT_OF_RULES], Basis.RULES)


def _in_news_from_abroad(evidence: TenseEvidence) -> TenseDecision:
    """Take a promise with a date or of our own, or a result told as one; nothing else there is ours to record."""
    rule = evidence.clause or evidence.period
    if rule is not None and (not _is_aim(rule) or evidence.running or evidence.ours):
        return TenseDecision(rule, Basis.CLAUSE)
    return TenseDecision(DECISIONS[DecisionRule.ABROAD], Basis.ABROAD)


def _by_kind_of_text(evidence: TenseEvidence) -> TenseDecision:
    if (evidence.year_ahead and evidence.goal_verb) or (evidence.running and evidence.whole):
        return TenseDecision(TENSES[TenseRule.YEAR_AHEAD], Basis.YEAR)
    if evidence.genre is not Genre.PLAN:
        return TenseDecision(TENSES[TenseRule.NEWS], Basis.NEWS)
    if evidence.goal_verb and not evidence.whole:
        return TenseDecision(TENSES[TenseRule.PLAN], Basis.PLAN)
    return TenseDecision(DECISIONS[DecisionRule.PLAN_WITHOUT_DEED], Basis.PLAN)


def _is_aim(rule: TenseReason | None) -> bool:
    return rule is not None and rule.verdict is Tense.AIM


class SentenceCues:
    """Where the words of a sentence stand that tell a tense; each table is looked for once, every amount asks."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._end = min(len(text), end + _BEYOND)
        self._aims, self._results, self._reports = (
            [found.start() for found in table.pattern.finditer(text, start, self._end)]
            for table in (AIMS, RESULTS, REPORTS)
        )

    def nearest(self, start: int, end: int) -> TenseReason | None:
        """Return the word nearest to the end of a span that tells an aim or a result."""
        return self._nearer((AIMS, self._aims), (RESULTS, self._results), start, end)

    def reaching_on(self, start: int, end: int) -> TenseReason | None:
        """Return the same where results count only if they open a report that goes on: 截至, 数据显示."""
        return self._nearer((AIMS, self._aims), (REPORTS, self._reports), start, end)

    def last_aim(self, start: int, end: int) -> int:
        """Return where the last word in a span that tells an aim begins; -1 if there is none."""
        return _last(self._aims, start, end)

    def _nearer(
        self,
        aims: tuple[WordTable[Tense], list[int]],
        results: tuple[WordTable[Tense], list[int]],
        start: int,
        end: int,
    ) -> TenseReason | None:
        aim, result = (_last(places, start, end) for _, places in (aims, results))
        if aim == result:
            return None
        table, at = (aims[0], aim) if aim > result else (results[0], result)
        return table.at(self._text, at, self._end)


def _last(places: list[int], start: int, end: int) -> int:
    number = bisect_left(places, end)
    return places[number - 1] if number and places[number - 1] >= start else -1
