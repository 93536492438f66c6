"""How much an article speaks of each topic, and by which terms."""

from __future__ import annotations

from ..domain import Relevance, Topic
from .document import Document
from .topic_terms import find_hits

#: What a term counts that is only named as one of several fields.
_PASSING = 0.3
_DIGITS = 3


def relevance(document: Document, topics: tuple[Topic, ...]) -> tuple[Relevance, ...]:
    """Return one judgement per topic, in the order of the topics; terms in the order of the text."""
    for topic in topics:
        if topic not in document.judged:
            document.judged[topic] = _judge(document, topic)
    return tuple(document.judged[topic] for topic in topics)


def _judge(document: Document, topic: Topic) -> Relevance:
    counts: dict[str, float] = {}
    weights: dict[str, float] = {}
    for text in (document.title, document.text):
        for hit in find_hits(text, topic):
            counts[hit.term] = max(counts.get(hit.term, 0.0), _PASSING if hit.passing else 1.0)
            weights[hit.term] = hit.weight
    score = round(sum(weights[term] * count for term, count in counts.items()), _DIGITS)
    return Relevance(topic.id, score, score >= topic.threshold, tuple(counts))
