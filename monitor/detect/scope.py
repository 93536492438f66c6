"""Which topics one finding speaks of: a work report that names AI once also sets a target for grain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain import Topic
from .document import Document
from .topic_terms import find_hits, weight_of

#: Terms that count less (数智, 智能制造) make an article relevant together, but no single finding.
_ENOUGH = 0.5
_CLAUSE_ENDS = "，。；：！？\n"
_REACH = 240


def scope(document: Document, start: int, end: int, words: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """
    Return the ids of the topics that a finding speaks of, in the order of the topics.

    `[start, end)` is the finding's claim in the clean text, `words` its metric
    or the name of its measure. A topic counts when the claim's clause, those
    words, the head of the list, a heading above or the title names it, not
    merely in passing.
    """
    return spoken_of(_context(document, start, end, words), topics)


def spoken_of(texts: Iterable[str], topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Return the ids of the topics that one of the clean texts names, in the order of the topics."""
    given = tuple(texts)
    return tuple(topic.id for topic in topics if any(_names(text, topic) for text in given))


def _names(text: str, topic: Topic) -> bool:
    return any(not hit.passing and weight_of(topic, hit.term) >= _ENOUGH for hit in find_hits(text, topic))


def _context(document: Document, start: int, end: int, words: str) -> Iterator[str]:
    yield words
    yield _clause(document.text, start, end)
    line = document.line_at(start)
    yield document.title
    if document.lines:
        head = document.lines[line].list_head
        yield from () if head is None else (document.words(document.lines[head]),)
        yield from document.heading_words(line)


def _clause(text: str, start: int, end: int) -> str:
    """Return the claim with the rest of the clauses that it stands in."""
    first, last = start, end
    while first > max(0, start - _REACH) and text[first - 1] not in _CLAUSE_ENDS:
        first -= 1
    while last < min(len(text), end + _REACH) and text[last] not in _CLAUSE_ENDS:
        last += 1
    return text[first:last]
