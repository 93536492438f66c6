"""
Topics: how much an article speaks of each, and which topics a single finding speaks of.

Takes a document and the configured topics; gives a `Relevance` for each topic, and the ids of topics for a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from ..domain import Relevance, Topic
from ..text.lexicon import Lexicon, Mention
from ..text.normalise import clean
from .document import Document
from .vocabulary.measure_kinds import kind_of

#: What a term counts that is only named in passing.
_PASSING = 0.3
#: Scores are sums of configured weights; further digits are errors of binary fractions.
_SCORE_DIGITS = 3
_CAPITALS = re.compile("[A-Z][A-Z]{0,63}")
_CLAUSE_ENDS = "，。；：！？\n"
_CLAUSE_END = re.compile(f"[{_CLAUSE_ENDS}]")
#: Between the parts of an enumeration: `A、B`, `“A”“B”`.
_PART_END = re.compile(r"、|(?<=”)(?=“)|(?<=》)(?=《)")
#: `人工智能和机器人` at the end of an enumeration is two parts.
_AND = re.compile(r"以及|[和及]")
#: A part that begins so is a proposal of its own (推进人工智能应用), not the name of a field.
_VERB = re.compile(
    r"推进|推动|加强|加快|促进|建立|发展|深化|提升|强化|实施|开展|构建|培育|打造|用好|做强|壮大|探索|支持"
)
#: The name of a field has at most so many characters besides the term (人工智能赋能大健康); in the first part, where
#: a sentence may begin, so many after the term (人工智能应用、健康养生).
_ROOM = 6
_FIRST_ROOM = 3
#: Longest clause; a longer text without a stop is no prose.
_REACH = 240
_ENUMERATED = 2
#: So many terms before and after one are compared with it.
_NEAR = 32


class Hit(Struct, frozen=True, gc=False):
    """A term of a topic in a text, `[start, end)`."""

    term: str
    start: int
    end: int
    #: Only named as one of several fields: 拓展新能源、人工智能等领域合作.
    passing: bool
    #: What the term counts, as configured.
    weight: float


@dataclass(frozen=True)
class _CompiledTopic:
    words: Lexicon
    exclusions: Lexicon
    #: Folded spelling to the term as configured, and what it counts.
    terms: dict[str, tuple[str, float]]


def relevance(document: Document, topics: tuple[Topic, ...]) -> tuple[Relevance, ...]:
    """Return a judgement per topic, in the order of the topics; terms in the order of the text."""
    return tuple(_judge(document, topic) for topic in topics)


def _judge(document: Document, topic: Topic) -> Relevance:
    counts: dict[str, float] = {}
    weights: dict[str, float] = {}
    for text in (document.title, document.text):
        for hit in find_hits(text, topic):
            counts[hit.term] = max(counts.get(hit.term, 0.0), _PASSING if hit.passing else 1.0)
            weights[hit.term] = hit.weight
    score = round(sum(weights[term] * count for term, count in counts.items()), _SCORE_DIGITS)
    return Relevance(topic.id, score, score >= topic.threshold, tuple(counts))


def fold(text: str) -> str:
    """Return a clean text with Latin letters in lower case, length kept."""
    lowered = text.lower()
    # İ becomes two characters.
    return lowered if len(lowered) == len(text) else _CAPITALS.sub(lambda letter: letter.group().lower(), text)


def find_hits(text: str, topic: Topic) -> Iterator[Hit]:
    """Yield the topic's terms in a clean text, in order."""
    compiled = _compiled(topic)
    folded = fold(text)
    words = compiled.words.find_all(folded)
    if not words:
        return
    excluded = {place for phrase in compiled.exclusions.find_all(folded) for place in range(phrase.start, phrase.end)}
    if excluded:
        words = [word for word in words if excluded.isdisjoint(range(word.start, word.end))]
    for at, word in enumerate(words):
        term, weight = compiled.terms[word.name]
        clause = clause_start(folded, word.start), clause_end(folded, word.end)
        passing = _is_passing(folded, word, clause, words[max(0, at - _NEAR) : at + _NEAR])
        yield Hit(term, word.start, word.end, passing, weight)


def clause_start(text: str, position: int) -> int:
    """Return where the clause begins that a position stands in, `_REACH` characters before it at most."""
    least = max(0, position - _REACH)
    # Each sign is looked for only after the last one found.
    for sign in _CLAUSE_ENDS:
        least = text.rfind(sign, least, position) + 1 or least
    return least


def clause_end(text: str, position: int) -> int:
    """Return where the clause ends that a position stands in, `_REACH` characters after it at most."""
    most = min(len(text), position + _REACH)
    found = _CLAUSE_END.search(text, position, most)
    return found.start() if found else most


@lru_cache(maxsize=64)
def _compiled(topic: Topic) -> _CompiledTopic:
    terms = {_spelling(term): (term, weight) for term, weight in topic.terms}
    exclusions = [_spelling(phrase) for phrase in topic.exclusions]
    return _CompiledTopic(Lexicon(terms), Lexicon(exclusions), terms)


def _spelling(term: str) -> str:
    return fold(clean(term).text)


def _is_passing(text: str, word: Mention, clause: tuple[int, int], mentions: list[Mention]) -> bool:
    """
    Tell whether a term is named only as one of several fields.

    That is so in an enumeration that is open (等) or has at least three parts, if at
    most half of the parts belong to the topic and the term is the whole of its part.
    """
    start, end = clause
    if not _PART_END.search(text, start, end):
        return False
    parts = _parts(text, start, end)
    own = next(part for part in parts if part[0] <= word.start and word.end <= part[1])
    if not _is_name(text, (word.start, _last_end(text, word, mentions)), parts.index(own), parts):
        return False
    topical = sum(any(part[0] <= mention.start < part[1] for mention in mentions) for part in parts)
    total = len(parts) + (1 if _AND.search(text, *parts[-1]) else 0)
    is_open = "等" in text[word.end : end] or total > _ENUMERATED
    return is_open and topical * 2 <= total


def _last_end(text: str, word: Mention, mentions: list[Mention]) -> int:
    """Return the end of the term, or of another term that 和 joins to it: 人工智能和机器学习."""
    joined = [mention.end for mention in mentions if mention.start == word.end + 1 and text[word.end] in "和与及"]
    return joined[0] if joined else word.end


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    edges = [start, *(stop.end() for stop in _PART_END.finditer(text, start, end)), end]
    return [(first, after - 1 if text[after - 1] == "、" else after) for first, after in pairwise(edges)]


def _is_name(text: str, term: tuple[int, int], number: int, parts: list[tuple[int, int]]) -> bool:
    """Tell whether the term is what its part names; head and tail of the whole enumeration do not count."""
    start, end = parts[number]
    before, after = text[start : term[0]], text[term[1] : end]
    is_last = number == len(parts) - 1
    if after.endswith(("”", "》")) or (is_last and number and before.startswith(("“", "《"))):
        return True
    if number == 0:
        proposals = [part for part in parts[1:] if _VERB.match(text, *part)]
        return len(after) <= _FIRST_ROOM and not proposals
    return not _VERB.match(before) and len(before) + (0 if is_last else len(after)) <= _ROOM


#: A term that counts less (数智, 智能制造) makes an article relevant beside others, but no finding by itself.
_ENOUGH = 0.5
_NAMED = re.compile("《(?P<name>[^《》]{2,120})》")
#: A clause that begins so continues the clause before it: …大模型，已入驻企业100余家.
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
    #: Topics by line, and by the text of a title or heading, which stands around many lines.
    _of_lines: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False)
    _of_texts: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    def of(self, start: int, end: int, words: str) -> tuple[str, ...]:
        """
        Return the ids of the topics that a finding speaks of, in the order of the topics.

        `[start, end)` is the finding's claim in the clean text, `words` its metric.
        A topic counts if one of these names it, and not only in passing: the metric,
        the claim's clause, a clause beside it that it continues or that says what it
        is about, the document that its sentence names before it, the head of its
        list, a heading above it, the title.
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
        if text not in self._of_texts:
            self._of_texts[text] = spoken_of((text,), self.topics)
        return self._of_texts[text]


def spoken_of(texts: Iterable[str], topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """Return the ids of the topics that one of the clean texts names, in the order of the topics."""
    # A clause ends with its line, so one search over the joined texts is enough. Each text is folded alone, because
    # a text with İ is folded differently.
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
