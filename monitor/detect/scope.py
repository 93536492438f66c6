"""Which topics one finding speaks of: a work report that names AI once also sets a target for grain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..domain import Topic
from .document import Document
from .kinds import kind_of
from .topic_terms import clause_end, clause_start, find_hits, fold

#: Terms that count less (数智, 智能制造) make an article relevant together, but no single finding.
_ENOUGH = 0.5
_NAMED = re.compile("《(?P<name>[^《》]{2,120})》")
_REACH = 240
#: A clause that begins so carries on the one before it: …大模型，已入驻企业100余家.
_CARRIES_ON = re.compile(
    r"(?:目前|现)?(?:已|将|可|能|年内|累计|共|还|并|也|计划|预计|力争|其中|今年将)|(?!20[0-9][0-9]年)(?:近|超|逾)?[0-9]"
)
#: A clause that begins so says what those around it are about: 聚焦人工智能…，建设…; …，用于建设算力.
_FOCUS = re.compile(r".{0,14}?(?:聚焦|围绕|面向|瞄准|依托|针对)")
_PURPOSE = re.compile(r"(?:重点|主要)?(?:用于|投向|支持|涵盖|涉及|面向)")


@dataclass(frozen=True)
class Scope:
    """Which topics the findings of a document speak of."""

    document: Document
    topics: tuple[Topic, ...]
    #: The topics around each line, and of each title and heading, that were asked for.
    _of_lines: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False)
    _of_texts: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    def of(self, start: int, end: int, words: str) -> tuple[str, ...]:
        """
        Return the ids of the topics that a finding speaks of, in the order of the topics.

        `[start, end)` is the finding's claim in the clean text, `words` its metric.
        A topic counts when the claim's clause, those words, the document that its
        sentence names before it, the head of the list, a heading above or the title
        names it, not merely in passing; of the clauses beside it those count that it
        carries on or that say what it is about.
        """
        line = self.document.line_at(start)
        around = self._around(line)
        if len(around) == len(self.topics):
            return around
        text = self.document.text
        begin = max(self.document.lines[line].start if self.document.lines else 0, start - _REACH)
        own = spoken_of((words, *_clauses(text, start, end), *_measure(text, begin, start)), self.topics)
        if not own:
            return around
        return tuple(topic.id for topic in self.topics if topic.id in around or topic.id in own)

    def _around(self, line: int) -> tuple[str, ...]:
        """Return the topics of what stands around a line."""
        if line not in self._of_lines:
            spoken = {topic for text in _texts_around(self.document, line) for topic in self._of_text(text)}
            self._of_lines[line] = tuple(topic.id for topic in self.topics if topic.id in spoken)
        return self._of_lines[line]

    def _of_text(self, text: str) -> tuple[str, ...]:
        # The title and the headings stand around many lines.
        if text not in self._of_texts:
            self._of_texts[text] = spoken_of((text,), self.topics)
        return self._of_texts[text]


def spoken_of(texts: Iterable[str], topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Return the ids of the topics that one of the clean texts names, in the order of the topics."""
    # Looked through as one: no clause goes on over the end of a line. Each text is folded for itself, since
    # one with İ is folded in another way.
    together = "\n".join(map(fold, texts))
    return tuple(topic.id for topic in topics if _names(together, topic))


def _names(text: str, topic: Topic) -> bool:
    return any(not hit.passing and hit.weight >= _ENOUGH for hit in find_hits(text, topic))


def _texts_around(document: Document, line: int) -> Iterator[str]:
    yield document.title
    if document.lines:
        head = document.lines[line].list_head
        yield from () if head is None else (document.words(document.lines[head]),)
        yield from document.heading_words(line)


def _clauses(text: str, start: int, end: int) -> list[str]:
    """Return the clauses that the claim stands in, and those beside it that belong to it."""
    first, last = clause_start(text, start), clause_end(text, end)
    found = [text[first:last]]
    if text[first - 1 : first] == "，":
        before = text[clause_start(text, first - 1) : first]
        if _CARRIES_ON.match(text, first) or _FOCUS.match(before):
            found.append(before)
    if text[last : last + 1] == "，" and _PURPOSE.match(text, last + 1):
        found.append(text[last + 1 : clause_end(text, last + 1)])
    return found


def _measure(text: str, begin: int, start: int) -> list[str]:
    """Return the name of the document that the claim's sentence names before it: …《…行动方案》，计划培育…."""
    if text.find("《", begin, start) < 0:
        return []
    stop = max(text.rfind("。", begin, start), text.rfind("；", begin, start), begin - 1)
    named = [name["name"] for name in _NAMED.finditer(text, stop + 1, start) if kind_of(name["name"])]
    return named[-1:]
