"""Links as rows show them, before doubles are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from ..domain import Layout, Link, LinkKind, Source, SourceKind
from .addresses import date_in_address

#: Titles that announce an interpretation of a policy rather than the policy.
_INTERPRETATION = re.compile(r"解读|答记者问|一图(?:读|看)懂|图解")


class Wholeness(IntEnum):
    """How much of a title a row shows."""

    NOTHING = 0
    PICTURE = 1  # the text that replaces a picture
    CUT = 2  # ends in an ellipsis
    WHOLE = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """One link of one row."""

    url: str
    title: str
    wholeness: Wholeness = Wholeness.WHOLE
    #: Shown date only.
    published: date | None = None
    document_number: str | None = None
    issuer: str | None = None


def wholeness(title: str) -> Wholeness:
    """Return NOTHING, CUT or WHOLE for a title's text."""
    if not title:
        return Wholeness.NOTHING
    return Wholeness.CUT if title.endswith(("…", "...")) else Wholeness.WHOLE


def joined(drafts: Iterable[Draft]) -> list[Draft]:
    """Return one draft per address, order of first sight kept, the best title and all that is known."""
    known: dict[str, Draft] = {}
    for draft in drafts:
        before = known.get(draft.url)
        known[draft.url] = _both(before, draft) if before else draft
    return list(known.values())


def _both(first: Draft, second: Draft) -> Draft:
    best = second if second.wholeness > first.wholeness else first
    return replace(
        best,
        published=first.published or second.published,
        document_number=first.document_number or second.document_number,
        issuer=first.issuer or second.issuer,
    )


def link_of(draft: Draft, source: Source) -> Link:
    """Return the finished link: kind decided, date taken from the address when none is shown."""
    layout = source.layout
    published = draft.published or date_in_address(draft.url, layout.link_pattern)
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
    """Say whether address, title or the whole source announce an interpretation."""
    layout: Layout = source.layout
    is_interpretation = (
        source.kind is SourceKind.INTERPRETATION
        or (layout.interpretation_pattern is not None and layout.interpretation_pattern.search(url))
        or _INTERPRETATION.search(title)
    )
    return LinkKind.INTERPRETATION if is_interpretation else LinkKind.ARTICLE
