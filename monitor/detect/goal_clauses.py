"""
Clauses that state an aim without a number, and what the aim is about.

Takes a clause with the date that governs it; gives the aim of the first form that fits. The forms are in
`vocabulary.goals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from ..text.sentences import MAX_SENTENCE, Span
from ..text.sentences import sentences as split_sentences
from .document import Document, Sentence
from .figures import GoverningDate, has_end, subject_of
from .vocabulary.goals import FORMS, LEADING, OPENS_WITH_EVENT, STARTING, GoalRule

#: The sentence before stands within so many characters.
_REACH = 2 * MAX_SENTENCE
#: A shorter clause says nothing; a shorter subject names nothing; a longer one is cut to its end.
MIN_CLAUSE = 6
_MIN_SUBJECT = 3
_MAX_SUBJECT = 40
#: Cut off both ends of a clause.
MARGIN = "，。；：、 “”\n\t—"
#: What opens a clause and names no work: 作为又一工程, 线路长39公里.
_NO_NAME = re.compile(r"^(?:作为|随着|在|对|记者|[今明]年)|[0-9]")
#: 工程将在年底前: the date stands after what it dates.
_DATED = re.compile(r"(?<=[一-鿿]{2})(?:将|预计|计划|拟)(?=[在于到]|[今明]年|[0-9]|年)")
#: 在缩小差距方面取得进展 is about what stands between.
_IN_FIELD = re.compile("^在(?P<field>[^，。；]{3,40}?)(?:等?方面|上|中)$")
_MODALS = re.compile("(?:计划|预计|力争|争取|还|将|拟){1,8}$")
#: Words that point back to a work that was named before.
_POINTING = ("该", "这", "项目", "工程", "全线")


class DatedClause(Struct, frozen=True, gc=False):
    """A clause with the date that governs it."""

    document: Document
    sentence: Sentence
    span: Span
    date: GoverningDate
    #: Whether it stands in the section of goals, where whatever will be so is an aim.
    is_goal: bool = False

    @property
    def words(self) -> str:
        """The clean words of the clause."""
        return self.document.words(self.span)

    @property
    def before_date(self) -> str:
        """The words of the clause before its date; empty where the date stands elsewhere."""
        return self.document.text[self.span.start : self.date.mention.start]

    @property
    def after_date(self) -> str:
        """The words of the clause after its date."""
        return self.document.text[self.date.mention.end : self.span.end]


class QualitativeAim(Struct, frozen=True, gc=False):
    """An aim without a number: what it is about, and the form that reads it."""

    clause: DatedClause
    metric: str
    rule: StrEnum


def aim_of(clause: DatedClause) -> QualitativeAim | None:
    """Return the aim of the first form that fits the clause; None if none does, or if it is about nothing."""
    words = _stated(clause)
    for rule in FORMS:
        found = rule.regex.search(words)
        if found is None or (rule.id is GoalRule.MAKES and _is_work_in_progress(found[1], clause)):
            continue
        metric = _tidied(found[found.re.groups])
        if not metric and rule.id is GoalRule.HAPPENS:
            metric = _subject(clause)
        return QualitativeAim(clause, metric, rule.id) if metric else None
    event = OPENS_WITH_EVENT.first(words)
    metric = _subject(clause) if event else ""
    return QualitativeAim(clause, metric, event.id) if event and metric else None


def _is_work_in_progress(verb: str, clause: DatedClause) -> bool:
    """Tell whether the clause says what is worked on (今年将打造…), not what will be there (到2027年建成…)."""
    return not (clause.is_goal or has_end(clause.date)) and verb not in STARTING


def _stated(clause: DatedClause) -> str:
    """Return the words of the clause that state the aim: those after a date that opens it, else all."""
    words = clause.words
    if clause.date.source == "clause" and clause.date.mention.end < clause.span.end:
        after = clause.after_date
        # `将在今年10月投入使用` keeps its verb after the date; the clause before names its subject.
        if len(after.strip(MARGIN)) >= MIN_CLAUSE or not clause.before_date.strip(MARGIN):
            words = after
    return words.strip(MARGIN).rstrip("。；")


def _subject(clause: DatedClause) -> str:
    """Return what the clause says of its subject before the date, else the subject before the clause."""
    own = _tidied(_MODALS.sub("", clause.before_date.rstrip("在于到")))
    return own or _subject_before(clause)


def _subject_before(clause: DatedClause) -> str:
    """
    Return the subject of the clause before: `大楼正在装修，将在今年10月投入使用`.

    Where there is none, or it only points back (该项目), the paragraph's sentence before names it.
    """
    document = clause.document
    earlier = [span for span in document.clauses(clause.sentence) if span.end <= clause.span.start]
    subject = subject_of(document.words(earlier[-1])) if earlier else ""
    if subject and not (subject.startswith(_POINTING) or _NO_NAME.search(subject)):
        return subject
    return next(_named_before(document, clause.sentence), subject)


def _named_before(document: Document, sentence: Sentence) -> Iterator[str]:
    """Yield the subjects of the clauses of the paragraph's sentence before."""
    line = document.lines[sentence.line]
    before = list(split_sentences(document.text, max(line.start, sentence.start - _REACH), sentence.start))[-1:]
    for start, end in before:
        for clause in document.clauses(Sentence(start, end, sentence.line)):
            name = subject_of(document.words(clause).rstrip("。；"))
            if len(name) >= _MIN_SUBJECT and not (_NO_NAME.search(name) or name.startswith(_POINTING)):
                yield name


def _tidied(words: str) -> str:
    """Cut modals and dates off; empty if too little is left, as of a bare `将在今年10月`."""
    bare = LEADING.sub("", _DATED.split(words)[0]).strip(MARGIN).rstrip("也均都还")
    bare = _IN_FIELD.sub(r"\g<field>", bare)
    if bare.count("“") != bare.count("”"):
        bare = bare.replace("“", "").replace("”", "")
    return "" if len(bare) < _MIN_SUBJECT else bare[-_MAX_SUBJECT:]
