"""Articles as they stood, edition after edition, and which of them were edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select

from ..domain import Article
from .article_rows import ARTICLE, ARTICLE_VERSION, EDITION, article_from
from .articles import RecordedArticle, article_lines
from .engine import Aggregate, reads
from .recorded_findings import newest_first
from .table_base import value_from

#: A longer number is no article's.
_DIGITS = 19
#: What belongs to a version, not to its article.
_CONTENT = ("title", "document_number", "blocks", "attachments")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEdition:
    """An article as it stood at its address from a moment on."""

    read_at: datetime
    article: Article


class Editions(Aggregate):
    """The turns in which versions of articles stood at their addresses."""

    @reads
    def find(self, words: str, limit: int = 10) -> tuple[tuple[int, RecordedArticle], ...]:
        """Return articles with their numbers: that of this number, else those whose address or title has the words."""
        is_meant = or_(ARTICLE.c.url.contains(words, autoescape=True), ARTICLE.c.title.contains(words, autoescape=True))
        if words.isdecimal() and len(words) < _DIGITS:
            is_meant = ARTICLE.c.id == int(words)
        statement = newest_first(article_lines().where(is_meant), ARTICLE.c.first_seen_at, ARTICLE.c.id).limit(limit)
        return tuple((row.id, value_from(RecordedArticle, row)) for row in self._connection.execute(statement))

    @reads
    def edited(self, limit: int = 50) -> tuple[tuple[int, RecordedArticle], ...]:
        """Return articles that were found edited, with their numbers, the latest edit first."""
        edits = (
            select(EDITION.c.article_id, func.max(EDITION.c.read_at).label("at"))
            .group_by(EDITION.c.article_id)
            .having(func.count() > 1)
            .subquery()
        )
        statement = article_lines().join(edits, edits.c.article_id == ARTICLE.c.id)
        rows = self._connection.execute(statement.order_by(edits.c.at.desc(), ARTICLE.c.id.desc()).limit(limit))
        return tuple((row.id, value_from(RecordedArticle, row)) for row in rows)

    @reads
    def of(self, url: str) -> tuple[ArticleEdition, ...]:
        """Return an article as it stood, edition after edition, in the order in which they were read."""
        statement: Select[Any] = (
            select(
                *(column for column in ARTICLE.c if column.name not in {*_CONTENT, "read_at"}),
                *(ARTICLE_VERSION.c[name] for name in _CONTENT),
                EDITION.c.read_at,
            )
            .join(EDITION, EDITION.c.article_id == ARTICLE.c.id)
            .join(ARTICLE_VERSION, ARTICLE_VERSION.c.id == EDITION.c.version_id)
            .where(ARTICLE.c.url == url)
            .order_by(EDITION.c.read_at, EDITION.c.id)
        )
        rows = self._connection.execute(statement)
        return tuple(ArticleEdition(read_at=row.read_at, article=article_from(row)) for row in rows)
