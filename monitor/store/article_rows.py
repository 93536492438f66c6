"""
Tables of articles, and articles from and as their rows.

    article ◄── article_version ◄── quarantine, edition
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, false
from sqlmodel import Field

from ..domain import Article, Attachment, Block, BlockKind, LinkKind, Quarantine, Relevance
from .table_base import (
    KEY,
    METADATA,
    AnyRow,
    EnumText,
    NullableText,
    PlainText,
    QuoteColumns,
    TableRow,
    ValidatorColumns,
    Values,
)


class ArticleRow(TableRow, ValidatorColumns):
    """An article at one address, with what its newest reading said; the words are in the versions."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("url"), Index(None, "source_id"), Index(None, "published"))

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    url: PlainText
    #: The source that found it first.
    source_id: PlainText
    title: PlainText
    kind: LinkKind = Field(sa_type=EnumText(LinkKind))
    published: date | None
    made_on: date | None
    issuer: NullableText
    document_number: NullableText
    source: NullableText
    #: Whether any topic was found relevant.
    relevant: bool
    #: The version that stands at the address now.
    content_hash: PlainText
    first_seen_at: datetime
    #: When it was last read, or tried in vain.
    read_at: datetime


class ArticleVersionRow(TableRow):
    """The content of an article as it once stood; never changed, never dropped."""

    __tablename__ = "article_version"
    __table_args__ = (UniqueConstraint("article_id", "content_hash"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    article_id: int = Field(foreign_key="article.id", sa_type=KEY)
    content_hash: PlainText
    title: PlainText
    document_number: NullableText
    #: `[text, kind, level]` each.
    blocks: list[Any] = Field(sa_type=JSON)
    #: `[url, title]` each.
    attachments: list[Any] = Field(sa_type=JSON)
    #: `[topic, score, relevant, [term, …]]` each.
    relevance: list[Any] = Field(sa_type=JSON)
    recorded_at: datetime
    #: Whether people were to be told what was new in it: not what a first reading or history brings.
    told: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class EditionRow(TableRow):
    """A version in its turn at its address: a version that comes back is another edition."""

    __tablename__ = "edition"
    __table_args__ = (Index(None, "article_id", "read_at"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    article_id: int = Field(foreign_key="article.id", sa_type=KEY)
    version_id: int = Field(foreign_key="article_version.id", sa_type=KEY)
    #: When it was first read in this turn.
    read_at: datetime


class QuarantineRow(TableRow, QuoteColumns):
    """A damaged passage of a version: no figure is taken from it."""

    __tablename__ = "quarantine"
    __table_args__ = (UniqueConstraint("version_id", "quote_start", "quote_end"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=KEY)
    version_id: int = Field(foreign_key="article_version.id", sa_type=KEY)
    reason: PlainText


ARTICLE = METADATA.tables["article"]
ARTICLE_VERSION = METADATA.tables["article_version"]
EDITION = METADATA.tables["edition"]
QUARANTINE = METADATA.tables["quarantine"]

_SAID = ("title", "kind", "published", "made_on", "issuer", "document_number", "source", "content_hash")


def article_row(article: Article) -> Values:
    """Return what an article's newest reading says of it, besides its content."""
    return {name: getattr(article, name) for name in _SAID}


def version_row(article: Article, relevance: Iterable[Relevance]) -> Values:
    """Return the content of an article, and what it was found relevant to."""
    return {
        "content_hash": article.content_hash,
        "title": article.title,
        "document_number": article.document_number,
        "blocks": [[block.text, block.kind, block.level] for block in article.blocks],
        "attachments": attachments_column(article.attachments),
        "relevance": [[verdict.topic, verdict.score, verdict.relevant, list(verdict.terms)] for verdict in relevance],
    }


def quarantine_row(passage: Quarantine) -> Values:
    """Return the columns of a damaged passage."""
    return {"quote": passage.text, "quote_start": passage.start, "quote_end": passage.end, "reason": passage.reason}


def article_from(row: AnyRow) -> Article:
    """Read an article from its row and its version's."""
    return Article(
        url=row.url,
        title=row.title,
        blocks=tuple(Block(text, BlockKind(kind), level) for text, kind, level in row.blocks),
        published=row.published,
        made_on=row.made_on,
        issuer=row.issuer,
        document_number=row.document_number,
        source=row.source,
        attachments=attachments_from(row.attachments),
        kind=row.kind,
    )


def attachments_column(attachments: Iterable[Attachment]) -> list[list[str]]:
    """Return attachments as JSON values."""
    return [[attachment.url, attachment.title] for attachment in attachments]


def attachments_from(column: Iterable[Iterable[str]]) -> tuple[Attachment, ...]:
    """Read attachments from JSON values."""
    return tuple(Attachment(*values) for values in column)
