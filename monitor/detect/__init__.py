"""
What an article says: relevance, measures, targets, progress. Pure; what decides by words is a table of rules.

`read` returns the findings, `refusals` the amounts that make none, each with the rule that refused it. Rules are in
`vocabulary.RULES`; `explain.words` puts a rule into words.
"""

from __future__ import annotations

from datetime import date

from ..domain import Article, Finding, Reading, Topic
from .bodies import Attribution
from .document import Document, read_document
from .figures import RefusedAmount, Slots, figure_findings, read_figures, refused_amounts
from .measures import find_measures
from .qualitative import goal_findings
from .topics import Scope, relevance
from .vocabulary.modes import Genre

__all__ = ["Document", "RefusedAmount", "read", "read_document", "refusals"]


def read(article: Article, topics: tuple[Topic, ...], *, today: date, source_region: str | None = None) -> Reading:
    """
    Return everything that the article says.

    `today` stands in for a missing day of publication, `source_region` for the region of an unknown issuer.
    """
    document = read_document(article, today=today)
    figures = read_figures(document)
    is_news = figures.genre in {Genre.NEWS, Genre.ABROAD}
    slots = Slots(document, Attribution(document, is_news, source_region), Scope(document, topics))
    findings: list[Finding] = [
        *find_measures(document, topics),
        *figure_findings(figures, slots),
        *goal_findings(figures, slots),
    ]
    findings.sort(key=lambda finding: (finding.quote.start, finding.quote.end))
    return Reading(tuple(findings), document.quarantined, relevance(document, topics))


def refusals(article: Article, *, today: date) -> tuple[RefusedAmount, ...]:
    """Return the amounts of the article that make no finding, in order; `today` as in `read`."""
    return refused_amounts(read_figures(read_document(article, today=today)))
