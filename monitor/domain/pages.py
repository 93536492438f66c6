"""What comes from the web: fetched pages, links of listings, articles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Validators:
    """What lets the next request for the same address say "only if changed"."""

    etag: str | None = None
    last_modified: str | None = None
    #: Hex digest of the body, for sites that ignore conditional requests.
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched body, not yet decoded."""

    #: Address after redirects: relative links are joined to it.
    url: str
    body: bytes
    #: Charset named by the Content-Type header.
    charset: str | None = None
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What a host's robots.txt said, and when it was asked."""

    #: `scheme://host[:port]`.
    origin: str
    #: HTTP status; 0 when there was no answer.
    status: int
    body: str
    fetched_at: datetime


class LinkKind(StrEnum):
    """What a listing's link leads to."""

    ARTICLE = "article"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a listing."""

    #: Absolute and canonical (twins resolved).
    url: str
    title: str
    #: Shown date, else the address's own.
    published: date | None = None
    kind: LinkKind = LinkKind.ARTICLE
    document_number: str | None = None
    issuer: str | None = None
    #: `published` is the address's own: the listing shows no date.
    dated_by_address: bool = False


class BlockKind(StrEnum):
    """What a block of an article's body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"  # cells joined by a tab


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, whitespace trimmed, never empty."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    #: Headings: 1 is the highest. List items: nesting depth from 1. Others: 0.
    level: int = 0


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to, not read."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What one article page says, as read; offsets of findings count in `text`."""

    url: str
    title: str
    blocks: tuple[Block, ...]
    #: Day of publication (发布日期).
    published: date | None = None
    #: Day the document was signed (成文日期); days or weeks before `published`.
    made_on: date | None = None
    #: 发文机关 of the document, when the page names one.
    issuer: str | None = None
    document_number: str | None = None
    #: Outlet the page names as 来源; on a reprint not the issuer.
    source: str | None = None
    attachments: tuple[Attachment, ...] = ()
    kind: LinkKind = LinkKind.ARTICLE

    @property
    def text(self) -> str:
        """The body: one block a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def content_hash(self) -> str:
        """Hex digest of what a reader would call the content: title, number, body, attachments."""
        parts = (self.title, self.document_number or "", self.text, *(a.url for a in self.attachments))
        # Broken JSON brings lone surrogates; they are content too.
        return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()
