"""How a digest is put together: title, notices, sections. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from ..domain import Alert, AlertKind, Coverage, Target
from .claims import claims, visible
from .compose import TITLE, sections
from .content import Content, ContentKind, Item, Section, SectionKind, Words
from .kinds import HEADINGS
from .routing import Pace, Route
from .working_days import is_announced, unannounced

#: Deadlines listed in one digest; the rest is counted.
DEADLINES_SHOWN = 10
#: Lists of a digest, and the kind of alert that a route must take for it to be shown.
LISTS = {
    SectionKind.OVERDUE: AlertKind.OVERDUE,
    SectionKind.DUE: AlertKind.MILESTONE,
    SectionKind.PROPOSALS: AlertKind.STATUS_PROPOSAL,
}
NAMES = {Pace.DAILY: Words("日报", "daily"), Pace.WEEKLY: Words("周报", "weekly")}
ALL_WELL = Words("无新内容，所有来源正常。", "Nothing new, all sources healthy.")
NOT_ALL_WELL = Words(
    "未发现新内容，但并非所有来源正常，见覆盖情况。",
    "Nothing new was found, but not all sources are healthy: see the coverage line.",
)
DEADLINE_LABELS = {
    SectionKind.DUE: Words("期限临近", "Due soon"),
    SectionKind.OVERDUE: Words("期限已过", "Deadline passed"),
}


class Followed(Protocol):
    """A target that is followed, with the article that states it."""

    @property
    def key(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def in_force(self) -> Target: ...  # noqa: D102 -- see the class
    @property
    def attainment(self) -> Decimal | None: ...  # noqa: D102 -- see the class
    @property
    def article_title(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def article_url(self) -> str: ...  # noqa: D102 -- see the class
    @property
    def published(self) -> date | None: ...  # noqa: D102 -- see the class


def deadline_section(kind: SectionKind, targets: Sequence[Followed], today: date) -> Section:
    """Return targets by their deadlines, nearest to today first."""
    nearest = targets if kind is SectionKind.DUE else tuple(reversed(targets))
    return listed(kind, [deadline_item(kind, one, today) for one in nearest[:DEADLINES_SHOWN]], len(targets))


def listed(kind: SectionKind, items: Sequence[Item], total: int) -> Section:
    """Return a list of a digest, of whose entries the first are shown."""
    return Section(kind=kind, heading=HEADINGS[kind], items=tuple(items), left_out=total - len(items))


def deadline_item(kind: SectionKind, one: Followed, today: date) -> Item:
    """Return a target as an item of a digest, with how far its deadline is and how much of it is reached."""
    target = one.in_force
    return Item(
        label=DEADLINE_LABELS[kind],
        headline=claims(target),
        key=one.key,
        due=target.deadline.end if target.deadline else None,
        details=how_far(target, today),
        attainment=one.attainment,
        quote=visible(target.quote.text),
        link=one.article_url,
        title=visible(one.article_title),
        published=one.published,
    )


def how_far(target: Target, today: date) -> tuple[Words, ...]:
    """Return in how many days a target is due, or since when it is over."""
    if target.deadline is None:
        return ()
    days = (target.deadline.end - today).days
    if days < 0:
        return (Words(f"已过 {-days} 天", f"{-days} days ago"),)
    return (Words(f"还有 {days} 天", f"{days} days left") if days else Words("今日到期", "due today"),)


def digest_content(  # noqa: PLR0913 -- everything that one digest says
    route: Route,
    alerts: Sequence[Alert],
    lists: Sequence[Section],
    coverage: Coverage,
    moments: tuple[datetime, datetime],
    *,
    notices: Sequence[Words] = (),
    late: bool = False,
) -> Content:
    """Return the digest of a period, made at a moment (`moments`), with lists beside the alerts."""
    period, now = moments
    day = period.astimezone(route.zone).date()
    name = NAMES[route.cadence.pace]
    return Content(
        kind=ContentKind.DIGEST,
        series=route.id,
        title=Words(f"{TITLE.zh} {name.zh} {day}", f"{TITLE.en} {name.en} {day}"),
        sections=merged(sections(alerts), [one for one in lists if shows(route, one.kind)]),
        coverage=coverage,
        created_at=now,
        notices=(*state(alerts, coverage), *calendar(route, day), *notices),
        late=late,
    )


def shows(route: Route, kind: SectionKind) -> bool:
    """Tell whether readers of a route get a list."""
    return not route.kinds or LISTS[kind] in route.kinds


def state(alerts: Sequence[Alert], coverage: Coverage) -> tuple[Words, ...]:
    """Return what there is to say when there is no news, so that it differs from silence."""
    if alerts:
        return ()
    return (ALL_WELL if coverage.fresh == coverage.total else NOT_ALL_WELL,)


def calendar(route: Route, day: date) -> tuple[Words, ...]:
    """Return the warning that a year's holidays are not known, where it matters."""
    return (unannounced(day),) if route.working_days and not is_announced(day) else ()


def merged(news: Sequence[Section], lists: Sequence[Section]) -> tuple[Section, ...]:
    """Return sections in their order; what an alert of a kind says already is not listed again."""
    by_kind = {section.kind: section for section in news}
    for section in lists:
        before = by_kind.get(section.kind)
        told = {item.headline for item in before.items} if before else set()
        items = tuple(item for item in section.items if item.headline not in told)
        if items or section.left_out:
            first = before.items if before else ()
            by_kind[section.kind] = replace(section, items=(*first, *items))
    return tuple(by_kind[kind] for kind in SectionKind if kind in by_kind)
