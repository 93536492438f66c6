"""What comes from the web: fetched pages, links of listings, articles."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

#: Chinese sites give times without a zone; they all mean this one.
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_in_china(moment: datetime) -> date:
    """Return the calendar day that an aware moment falls on in China."""
    return moment.astimezone(SHANGHAI).date()


def is_announced(day: date) -> bool:
    """Tell whether the library knows the holidays of the day's year."""
    # Only settings with working days need the import.
    from chinese_calendar.constants import holidays  # noqa: PLC0415 -- see above

    return day.year in {holiday.year for holiday in holidays}


def is_worked(day: date) -> bool:
    """Tell whether people work on a day; Monday to Friday where the year's holidays are not known."""
    if not is_announced(day):
        return day.weekday() < 5  # noqa: PLR2004 -- Saturday
    import chinese_calendar  # noqa: PLC0415 -- see above

    return bool(chinese_calendar.is_workday(day))


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
class SentPage:
    """A page exactly as a site sent it, whatever its status: what a person sends to show how a site differs."""

    page: Page
    status: int
    #: Names and values in the order of the answer; the values of cookies are left out.
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What a host's robots.txt said, and when it was asked."""

    #: `scheme://host[:port]`.
    origin: str
    #: HTTP status; 0 when there was no answer.
    status: int
    body: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class KnownListing:
    """What is remembered of a listing that was read before."""

    validators: Validators
    #: When its whole body was last compared.
    read_at: datetime
    #: Until this moment its site's “not modified” counts for nothing, since it was false once.
    doubted_until: datetime | None = None


#: Bytes of an address. Longer addresses lead nowhere on real sites, and a database cannot index them.
LONGEST_ADDRESS = 2000


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

    @property
    def is_too_long(self) -> bool:
        """Whether the address is too long to be recorded."""
        return len(self.url.encode("utf-8", "replace")) > LONGEST_ADDRESS


class BlockKind(StrEnum):
    """What a block of an article's body is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"  # cells joined by tabs, empty ones too; words that span columns or rows stand in each


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing's page holds."""

    #: In the page's order, each address once; never empty.
    links: tuple[Link, ...]
    #: Rows beside these that lead to hosts which the source does not name, or to addresses of another shape: they are
    #: told, not read.
    elsewhere: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, whitespace trimmed, never empty."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    #: Headings: 1 is the highest. List items: nesting depth from 1. Others: 0.
    level: int = 0
    #: Page of an attachment on which it begins, from 1; None where there are no pages.
    page: int | None = None
    #: Offsets in `text` at which each following page begins, for what runs over the foot of a page.
    turns: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page that holds the character at an offset of `text`."""
        return None if self.page is None else self.page + bisect_right(self.turns, offset)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to."""

    url: str
    title: str


class AttachmentFormat(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    XLS = "xls"
    OFD = "ofd"
    DOC = "doc"
    WPS = "wps"
    HTML = "html"
    TXT = "txt"
    ZIP = "zip"
    RAR = "rar"
    IMAGE = "image"
    UNKNOWN = "unknown"


class AttachmentOutcome(StrEnum):
    """What became of reading an attachment; `AttachmentText.reason` says it in words."""

    READ = "read"
    PARTIAL = "partial"  # some of it was read; the reason says what is missing
    EMPTY = "empty"
    IMAGE_ONLY = "image-only"  # scanned: pictures of text
    OUTLINED = "outlined"  # its letters are drawn as shapes
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"  # refused before it was unpacked or read
    TOO_COSTLY = "too-costly"  # took more memory or time than it may
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """What one attachment may hold; what it may take is `PageLimits`."""

    #: Bytes of the file, and of all that it unpacks to.
    size: int = 50_000_000
    unpacked: int = 100_000_000
    #: Unpacked bytes for one packed byte, above 10 MB unpacked.
    ratio: int = 100
    pages: int = 1000
    #: Characters of text.
    text: int = 5_000_000
    #: Files in an archive, and archives in each other.
    members: int = 100
    depth: int = 3


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """What an attachment says, in blocks as an article has them."""

    format: AttachmentFormat
    outcome: AttachmentOutcome
    #: Why it was not read, or not wholly, in words for a person; empty if it was.
    reason: str = ""
    blocks: tuple[Block, ...] = ()
    #: None where the format has no pages.
    page_count: int | None = None
    #: Files of an archive, in its order.
    members: tuple[AttachmentMember, ...] = ()

    @property
    def text(self) -> str:
        """One block a line, as `Article.text`."""
        return "\n".join(block.text for block in self.blocks)

    def page_at(self, offset: int) -> int | None:
        """Return the page that holds the character at an offset of `text`; None where there are no pages."""
        for block in self.blocks:
            if offset <= len(block.text):
                return block.page_at(offset)
            offset -= len(block.text) + 1
        return None


@dataclass(frozen=True, slots=True)
class AttachmentMember:
    """A file of an archive."""

    #: Path inside the archive, as the archive spells it; leads nowhere.
    name: str
    content: AttachmentText


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
    #: Addresses of the article's further pages, whose text is not here; empty for one page, and where all were read.
    continues: tuple[str, ...] = ()

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
