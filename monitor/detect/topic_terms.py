"""Where a text speaks of a topic: its terms, longest first, outside excluded phrases, named in passing or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from ..domain import Topic
from ..text.normalise import clean
from .lexicon import Lexicon, Mention

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
#: Besides the term, the name of a field has at most so many characters: 人工智能赋能大健康; in the
#: first part, where a sentence may begin, so many after the term: 人工智能应用、健康养生.
_ROOM = 6
_FIRST_ROOM = 3
#: Longest clause that is looked at; longer ones are not prose.
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
class _Compiled:
    words: Lexicon
    exclusions: Lexicon
    #: Folded spelling to the term as configured, and what it counts.
    terms: dict[str, tuple[str, float]]


def fold(text: str) -> str:
    """Return a clean text with Latin letters in lower case, length kept."""
    lowered = text.lower()
    # İ becomes two characters.
    return (
        lowered if len(lowered) == len(text) else _CAPITALS.sub(lambda letter: letter.group().lower(), text)
    )


def find_hits(text: str, topic: Topic) -> Iterator[Hit]:
    """Yield the topic's terms in a clean text, in order."""
    compiled = _compiled(topic)
    folded = fold(text)
    words = compiled.words.find_all(folded)
    if not words:
        return
    excluded = {
        place for phrase in compiled.exclusions.find_all(folded) for place in range(phrase.start, phrase.end)
    }
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
    # Commas come first: each sign is looked for only after the one found last.
    for sign in _CLAUSE_ENDS:
        least = text.rfind(sign, least, position) + 1 or least
    return least


def clause_end(text: str, position: int) -> int:
    """Return where the clause ends that a position stands in, `_REACH` characters after it at most."""
    most = min(len(text), position + _REACH)
    found = _CLAUSE_END.search(text, position, most)
    return found.start() if found else most


@lru_cache(maxsize=64)
def _compiled(topic: Topic) -> _Compiled:
    terms = {_spelling(term): (term, weight) for term, weight in topic.terms}
    exclusions = [_spelling(phrase) for phrase in topic.exclusions]
    return _Compiled(Lexicon(terms), Lexicon(exclusions), terms)


def _spelling(term: str) -> str:
    return fold(clean(term).text)


def _is_passing(text: str, word: Mention, clause: tuple[int, int], mentions: list[Mention]) -> bool:
    """
    Tell whether a term is named only as one of several fields.

    It is so in an enumeration that is open (等) or has three parts or more,
    where at most half of the parts belong to the topic and the term is the
    whole of its part.
    """
    start, end = clause
    if not _PART_END.search(text, start, end):
        return False
    parts = _parts(text, start, end)
    own = next(part for part in parts if part[0] <= word.start and word.end <= part[1])
    if not _is_name(text, (word.start, _last_end(text, word, mentions)), parts.index(own), parts):
        return False
    topical = sum(any(part[0] <= one.start < part[1] for one in mentions) for part in parts)
    total = len(parts) + (1 if _AND.search(text, *parts[-1]) else 0)
    is_open = "等" in text[word.end : end] or total > _ENUMERATED
    return is_open and topical * 2 <= total


def _last_end(text: str, word: Mention, mentions: list[Mention]) -> int:
    """Return the end of the term, or of another term that 和 joins to it: 人工智能和机器学习."""
    joined = [one.end for one in mentions if one.start == word.end + 1 and text[word.end] in "和与及"]
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
