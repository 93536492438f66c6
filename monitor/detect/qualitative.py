"""Aims without a number: a clause that says what will be the case by a stated day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeGuard

from msgspec import Struct

from ..text.sentences import MAX_SENTENCE, Span, sentences
from .context import Claim
from .document import Document, Sentence
from .inherit import NEW_YEAR, Dated, Governing, governing, is_running, is_this_year, tense_of
from .metric import subject_of
from .mood import Mood
from .qualitative_words import (
    FORMS,
    GOAL,
    HAPPENS,
    LEADING,
    MAKES,
    NO_AIM,
    OPENS_WITH_EVENT,
    PROMISED,
    STARTING,
)
from .tense import Genre, Tense

_MARGIN = "，。；：、 “”\n\t—"
#: So many aims without a number are kept per deadline; the rest is rhetoric around them.
MAX_PER_DEADLINE = 3
_MIN_CLAUSE = 6
#: What they say without a number is no aim of ours.
_NO_AIMS = frozenset({Genre.RULES, Genre.ABROAD})
#: So far back the sentence before is looked for.
_REACH = 2 * MAX_SENTENCE


class Wish(Struct, frozen=True, gc=False):
    """A clause that states an aim without a number; offsets count in the clean text."""

    start: int
    end: int
    metric: str
    governing: Governing
    sentence: Sentence


def find_wishes(
    document: Document, sentence: Sentence, dated: Dated, mood: Mood, claims: list[Claim]
) -> list[Wish]:
    """Return the sentence's aims without a number that have a deadline ahead; `claims`: what has one in it."""
    if mood.genre in _NO_AIMS or mood.heading is Tense.RESULT:
        return []
    # Without a date of its own one from above governs the whole sentence.
    if not (dated.mentions or (dated.inherited and _is_ahead(dated.inherited[0], document))):
        return []
    wishes: list[Wish] = []
    for clause in document.clauses(sentence):
        if claims and any(clause.start <= claim.quantity.start < clause.end for claim in claims):
            continue
        wish = _read(document, sentence, dated, clause, mood)
        if wish is not None:
            wishes.append(wish)
    return wishes


def _is_ahead(found: Governing | None, document: Document) -> TypeGuard[Governing]:
    """Tell whether a date near by governs that is not over."""
    return (
        found is not None
        and found.basis in _NEAR
        and found.mention.bound in _BOUNDS
        and is_running(found, document.anchor)
    )


def _read(document: Document, sentence: Sentence, dated: Dated, clause: Span, mood: Mood) -> Wish | None:
    words = document.text[clause.start : clause.end].strip(_MARGIN)
    if len(words) < _MIN_CLAUSE:
        return None
    found = governing(dated, clause, clause.end, ())
    if not _is_ahead(found, document) or _is_no_aim(words):
        return None
    by_then = _has_end(found) and tense_of(found, document.anchor, mood.genre) is Tense.AIM
    if not by_then and not (found.basis in _HERE and _is_promised(document, sentence, clause, found)):
        return None
    what = _what(document, sentence, clause, found)
    return Wish(clause.start, clause.end, what, found, sentence) if what else None


def _is_promised(document: Document, sentence: Sentence, clause: Span, found: Governing) -> bool:
    """Tell whether a word up to the clause's end promises; early in a year its news tell what it is to bring."""
    text, start, end = document.text, sentence.start, clause.end
    if PROMISED.search(text, start, end):
        return True
    young = is_this_year(found) and document.anchor.month <= NEW_YEAR
    return young and _TOLD.search(text, start, end) is None


_MIN_WHAT = 3
_TOLD = re.compile("[了已]")
#: What opens a clause and names no work: 作为又一工程, 线路长39公里.
_NO_NAME = re.compile(r"^(?:作为|随着|在|对|记者|[今明]年)|[0-9]")
#: 工程将在年底前: the date stands after what it dates.
_DATED = re.compile(r"(?<=[一-鿿]{2})(?:将|预计|计划|拟)(?=[在于到]|[今明]年|[0-9]|年)")
_MODALS = re.compile("(?:计划|预计|力争|争取|还|将|拟){1,8}$")
_POINTING = ("该", "这", "项目", "工程", "全线")
_BOUNDS = frozenset({"by", "within", "before"})
_HERE = frozenset({"clause", "sentence"})
_NEAR = frozenset({"clause", "sentence", "paragraph", "list_head"})


def _is_no_aim(words: str) -> bool:
    return NO_AIM.search(words) is not None and GOAL.pattern.search(words) is None


def _has_end(found: Governing) -> bool:
    """Tell whether the date says by when: 到2027年, 年底前, 三年内."""
    return found.mention.bound == "by" or found.mention.words.endswith(("底", "末", "前", "内"))


def _what(document: Document, sentence: Sentence, clause: Span, found: Governing) -> str:
    """Return what the aim is about; empty if the clause states none."""
    start = clause.start
    if found.basis == "clause" and found.mention.end < clause.end:
        after = document.text[found.mention.end : clause.end].strip(_MARGIN)
        before = document.text[clause.start : found.mention.start]
        # `将在今年10月投入使用` keeps its verb after the date; its subject stands in the clause before.
        start = found.mention.end if len(after) >= _MIN_CLAUSE or not before.strip(_MARGIN) else clause.start
    words = document.text[start : clause.end].strip(_MARGIN).rstrip("。；")
    # `今年将打造…` tells what is worked on; `到2027年建成…` tells what will be there.
    vague_period = not _has_end(found)
    for form in FORMS:
        fits = form.holds.search(words) and form.pattern.search(words)
        if fits and not (form is MAKES and vague_period and fits["verb"] not in STARTING):
            what = _tidied(fits["what"])
            return what or (_subject(document, clause, sentence, found) if form is HAPPENS else "")
    return _subject(document, clause, sentence, found) if OPENS_WITH_EVENT.match(words) else ""


def _subject(document: Document, clause: Span, sentence: Sentence, found: Governing) -> str:
    """Return what the clause says of its subject before the date, else the subject before the clause."""
    own = _tidied(_MODALS.sub("", document.text[clause.start : found.mention.start].rstrip("在于到")))
    return own or _subject_before(document, clause, sentence)


def _subject_before(document: Document, clause: Span, sentence: Sentence) -> str:
    """
    Return the subject of the clause before: `大楼正在装修，将在今年10月投入使用`.

    Where there is none, or it only points back (该项目), the paragraph's sentence before names it.
    """
    earlier = [span for span in document.clauses(sentence) if span.end <= clause.start]
    subject = subject_of(document.text[earlier[-1].start : earlier[-1].end]) if earlier else ""
    if subject and not (subject.startswith(_POINTING) or _NO_NAME.search(subject)):
        return subject
    return next(_named_before(document, sentence), subject)


def _named_before(document: Document, sentence: Sentence) -> Iterator[str]:
    """Yield the subjects of the clauses of the paragraph's sentence before."""
    line = document.lines[sentence.line]
    before = list(sentences(document.text, max(line.start, sentence.start - _REACH), sentence.start))[-1:]
    for start, end in before:
        for clause in document.clauses(Sentence(start, end, sentence.line)):
            name = subject_of(document.text[clause.start : clause.end].rstrip("。；"))
            if len(name) >= _MIN_WHAT and not (_NO_NAME.search(name) or name.startswith(_POINTING)):
                yield name


def _tidied(what: str) -> str:
    """Cut modals and dates off; what is left over from a bare `将在今年10月` names nothing."""
    bare = LEADING.sub("", _DATED.split(what)[0]).strip(_MARGIN).rstrip("也均都还")
    if bare.count("“") != bare.count("”"):
        bare = bare.replace("“", "").replace("”", "")
    return "" if len(bare) < _MIN_WHAT else bare[-40:]
