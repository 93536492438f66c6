"""Links of listings: addresses joined and made canonical, rows of one article merged, kind and day decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum
from urllib.parse import urljoin, urlsplit

from ..domain import Layout, Link, LinkKind, Source, SourceKind
from ..text.periods import find_date

_ABSOLUTE = re.compile(r"https?://[^/?#\s]", re.IGNORECASE)
#: Characters of an address that is looked at. The check tells of one that is too long to be recorded.
_LONGEST_ADDRESS = 20_000
#: Days in addresses of any shape: `/202607/t20260731_1.html`, `/2026080610153012345/index.shtml`, `/2026-03/25/`,
#: `/art/2026/7/4/`, `/n1/2026/0731/`, `/202607/30/`.
_DAY_IN_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)|/(20\d\d)(\d\d)(\d\d)\d{4,12}/index\."
    r"|/(20\d\d)[-/](\d{1,2})[-/](\d{1,2})/|/(20\d\d)/(\d\d)(\d\d)/|/(20\d\d)(\d\d)/(\d\d)/"
)
_COMPACT_DAY = 8
_DAY_PARTS = 3
#: Titles that announce an interpretation of a policy rather than the policy.
_INTERPRETATION = re.compile(r"解读|答记者问|一图(?:读|看)懂|图解")


# ------------------------------------------------------------------- addresses


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The address of a page, to which the page's links are joined."""

    url: str
    #: Lower case, without port and `www.`.
    host: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", bare_host(self.url))

    def join(self, href: str) -> str | None:
        """
        Return the absolute http(s) address without fragment; None if the link leads nowhere.

        Scripts, mail links, anchors in the page, broken and endless addresses lead nowhere.
        """
        href = href.strip()
        if not href or href[0] == "#" or len(href) > _LONGEST_ADDRESS:
            return None
        try:
            url = urljoin(self.url, href.replace("\\", "/")).partition("#")[0]
        except ValueError:
            return None
        return url if _ABSOLUTE.match(url) and bare_host(url) else None


def bare_host(url: str) -> str:
    """Return the lower-case host without port and `www.`; empty if the text is not an address."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def article_url(href: str, page: PageAddress, layout: Layout, *, any_host: bool) -> str | None:
    """
    Return the main address of the article that a link leads to; None if it leads to no article of the family.

    With `any_host`, articles on every host count unless the layout names hosts:
    the publisher of a feed or of a JSON list has chosen its entries. Without
    it, the host must be that of the page or one that the layout names.
    """
    url = page.join(href)
    if url is None:
        return None
    url = canonical(url, layout)
    if not layout.link_pattern.search(url):
        return None
    is_foreign = not (any_host and not layout.hosts) and not is_host_of(url, page, layout.hosts)
    return None if is_foreign else url


def is_host_of(url: str, page: PageAddress, hosts: tuple[str, ...]) -> bool:
    """Say whether the address is on the page's host or on one of `hosts` (`.sh.gov.cn`: any host below it)."""
    host = bare_host(url)
    return host == page.host or any(
        host == known.removeprefix("www.") or (known[:1] == "." and host.endswith(known)) for known in hosts
    )


def canonical(url: str, layout: Layout) -> str:
    """Return the article's main address, twins resolved. Idempotent for sane patterns."""
    for pattern, replacement in layout.twins:
        url = pattern.sub(replacement, url)
    return url


def date_in_address(url: str, pattern: re.Pattern[str]) -> date | None:
    """Return the day that the groups of the link pattern find in the address; None if they find none."""
    match = pattern.search(url)
    groups = [group for group in match.groups() if group] if match else []
    if len(groups) == _DAY_PARTS:
        return find_date("-".join(groups))
    digits = "".join(character for group in groups for character in group if character.isdigit())
    return find_date(digits) if len(digits) == _COMPACT_DAY else None


def any_date_in_address(url: str) -> date | None:
    """Return the day that an address of any shape seems to tell; None if it tells none."""
    found = _DAY_IN_ADDRESS.search(urlsplit(url).path)
    return find_date("-".join(group for group in found.groups() if group)) if found else None


# ------------------------------------------------------------------- links


class TitleQuality(IntEnum):
    """How much of an article's title a row shows."""

    NOTHING = 0
    PICTURE = 1  # the text that replaces a picture
    CUT = 2  # ends in an ellipsis
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """What one row of a listing shows of an article; several rows may show the same article."""

    url: str
    title: str
    quality: TitleQuality = TitleQuality.WHOLE
    #: The day that the row shows; None if it shows none.
    published: date | None = None
    document_number: str | None = None
    issuer: str | None = None
    #: The row leads to a host that the source does not name, or to an address of another shape.
    is_elsewhere: bool = False


def title_quality(title: str) -> TitleQuality:
    """Return NOTHING, CUT or WHOLE for the text of a title."""
    if not title:
        return TitleQuality.NOTHING
    return TitleQuality.CUT if title.endswith(("…", "...")) else TitleQuality.WHOLE


def finished_links(drafts: Iterable[LinkDraft], source: Source) -> tuple[Link, ...]:
    """Return a link for each address, in the order of first sight, with the best title of its rows."""
    merged: dict[str, LinkDraft] = {}
    for draft in drafts:
        earlier = merged.get(draft.url)
        merged[draft.url] = _merged(earlier, draft) if earlier else draft
    return tuple(_link(draft, source) for draft in merged.values())


def _merged(first: LinkDraft, second: LinkDraft) -> LinkDraft:
    best = second if second.quality > first.quality else first
    return replace(
        best,
        published=first.published or second.published,
        document_number=first.document_number or second.document_number,
        issuer=first.issuer or second.issuer,
    )


def _link(draft: LinkDraft, source: Source) -> Link:
    layout = source.layout
    told = any_date_in_address(draft.url) if layout.is_general else date_in_address(draft.url, layout.link_pattern)
    published = draft.published or told
    return Link(
        url=draft.url,
        title=draft.title,
        published=published,
        dated_by_address=published is not None and draft.published is None,
        kind=kind_of(draft.url, draft.title, source),
        document_number=draft.document_number,
        issuer=draft.issuer,
    )


def kind_of(url: str, title: str, source: Source) -> LinkKind:
    """Return INTERPRETATION if the address, the title or the source announces an interpretation, else ARTICLE."""
    pattern = source.layout.interpretation_pattern
    is_interpretation = (
        source.kind is SourceKind.INTERPRETATION
        or (pattern is not None and pattern.search(url))
        or _INTERPRETATION.search(title)
    )
    return LinkKind.INTERPRETATION if is_interpretation else LinkKind.ARTICLE
