"""What an article says: relevance, measures, targets, progress. Pure; rules are tables."""

from __future__ import annotations

from datetime import date

from ..domain import Article, Finding, Reading, Topic
from .document import Document, read_document
from .measures import find_measures
from .relevance import relevance
from .targets import find_targets

__all__ = ["Document", "read", "read_document"]


def read(article: Article, topics: tuple[Topic, ...], *, today: date) -> Reading:
    """Return everything that the article says; `today` stands in for a missing day of publication."""
    document = read_document(article, today=today)
    findings: list[Finding] = [*find_measures(document, topics), *find_targets(document, topics)]
    findings.sort(key=lambda finding: (finding.quote.start, finding.quote.end))
    return Reading(tuple(findings), document.quarantined, relevance(document, topics))
