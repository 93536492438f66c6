"""The contents of messages: alerts, digests and questions become items under headings. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from ...domain import SHANGHAI, Alert, AlertKind, Coverage, Finding, Target
from .message import (
    HEADINGS,
    LABELS,
    SECTIONS,
    SEVERITIES,
    Bilingual,
    Content,
    ContentKind,
    Item,
    Reference,
    Section,
    SectionKind,
    in_both,
    same,
)
from .phrases import reason_words
from .wording import headline, visible

#: How many unread attachments an item names; it counts the rest.
ATTACHMENTS_SHOWN = 5
TITLE = Bilingual("人工智能+", "AI+")
#: Kinds of alerts about the target that is their finding; the second part of such an alert's key is the target's.
OF_TARGETS = frozenset(
    {
        AlertKind.NEW_TARGET,
        AlertKind.TARGET_REVISED,
        AlertKind.TARGET_WITHDRAWN,
        AlertKind.MILESTONE,
        AlertKind.OVERDUE,
    }
)
#: How many deadlines a digest lists; it counts the rest.
DEADLINES_SHOWN = 10
ALL_WELL = Bilingual("无新内容，所有来源正常。", "Nothing new, all sources healthy.")
NOT_ALL_WELL = Bilingual(
    "未发现新内容，但并非所有来源正常，见覆盖情况。",
    "Nothing new was found, but not all sources are healthy: see the coverage line.",
)
DEADLINE_LABELS = {
    SectionKind.DUE: Bilingual("期限临近", "Due soon"),
    SectionKind.OVERDUE: Bilingual("期限已过", "Deadline passed"),
}


def alerts_content(alerts: Sequence[Alert], series: str, coverage: Coverage, now: datetime) -> Content:
    """Return one message with the alerts that go to a recipient together."""
    return Content(
        kind=ContentKind.ALERTS,
        series=series,
        title=TITLE,
        sections=sections(alerts),
        coverage=coverage,
        created_at=now,
    )


def sections(alerts: Iterable[Alert]) -> tuple[Section, ...]:
    """Return alerts under headings, in the order of `SectionKind`; only the first of an article warns of attachments."""
    items: dict[SectionKind, list[Item]] = {}
    warned: set[str] = set()
    for alert in alerts:
        item = item_of(alert)
        if alert.article_url in warned:
            item = replace(item, notes=(), references=())
        warned.add(alert.article_url)
        items.setdefault(SECTIONS[alert.kind], []).append(item)
    return tuple(
        Section(kind=kind, heading=HEADINGS[kind], items=tuple(items[kind])) for kind in SectionKind if kind in items
    )


def item_of(alert: Alert) -> Item:
    """Return an alert as an item."""
    about = alert.finding
    source = visible(alert.source_name)
    message = (reason_words(alert.message),) if alert.message else ()
    target = about if isinstance(about, Target) and alert.kind in OF_TARGETS else None
    return Item(
        label=LABELS[alert.kind],
        headline=(same(source), *since(alert)) if about is None else headline(about),
        key=alert.key.split(":")[1] if target and ":" in alert.key else "",
        due=target.deadline.end if target and target.deadline else None,
        details=(*message, *(in_both(visible(zh), visible(en)) for zh, en in alert.details)),
        attainment=alert.attainment,
        quote=visible(about.quote.text) if about else "",
        link=alert.article_url,
        title=visible(alert.article_title),
        source=source if about else "",
        published=alert.published,
        notes=unread(alert),
        references=tuple(
            Reference(visible(attachment.title) or attachment.url.rpartition("/")[2], attachment.url)
            for attachment in alert.unread[:ATTACHMENTS_SHOWN]
        ),
        severity=SEVERITIES[alert.kind],
    )


def since(alert: Alert) -> tuple[Bilingual, ...]:
    """Return since when a source has failed or the service was away; nothing where that is not known."""
    if alert.since is None:
        return ()
    moment = f"{alert.since.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return (Bilingual(f"自 {moment}", f"since {moment}", f"自 since {moment}"),)


def unread(alert: Alert) -> tuple[Bilingual, ...]:
    """Return the warning about attachments that were not read; nothing where there are none."""
    count = len(alert.unread)
    if not count:
        return ()
    plural = "s" if count > 1 else ""
    zh = f"注意：{count} 个附件未读，目标可能在其中"
    en = f"{count} attachment{plural} not read, targets may be there"
    notes = [Bilingual(zh, en[0].upper() + en[1:], f"{zh} ({en})")]
    if count > ATTACHMENTS_SHOWN:
        notes.append(same(f"… +{count - ATTACHMENTS_SHOWN}"))
    return tuple(notes)


def restarted(last: datetime, now: datetime) -> Alert:
    """Return the alert that the service was away since a moment and checked nothing."""
    hours = round((now - last).total_seconds() / 3600, 1)
    return Alert(
        key=f"restarted:{last.isoformat()}",
        kind=AlertKind.SERVICE_RESTARTED,
        created_at=now,
        source_id="",
        source_name="aiplus-monitor",
        since=last,
        details=(
            (
                f"服务中断 {hours} 小时，期间未检查任何来源；现已恢复，逐一补查。",
                f"The service was away for {hours} hours and checked nothing; it runs again and catches up.",
            ),
        ),
    )


def service_notice(key: str, words: Bilingual, now: datetime) -> Alert:
    """Return the alert of a fault that the service found in itself; `key` names the fault."""
    return Alert(
        key=f"service:{key}",
        kind=AlertKind.SERVICE_NOTICE,
        created_at=now,
        source_id="",
        source_name="aiplus-monitor",
        details=((words.zh, words.en),),
    )


@dataclass(frozen=True, slots=True)
class Edition:
    """Which digest it is: of which route, and when it was due and made."""

    #: Id of the route.
    series: str
    #: 人工智能+ 日报 2025-04-02 / AI+ daily 2025-04-02.
    title: Bilingual
    made_at: datetime
    #: Whether it is made so long after its time that it covers only what waited for it.
    late: bool = False


class DigestTarget(Protocol):
    """A tracked target with the article that states it, as a digest shows it."""

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


def edition_title(name: Bilingual, day: date) -> Bilingual:
    """Return the title of a digest of a day: 人工智能+ 日报 2025-04-02."""
    return Bilingual(f"{TITLE.zh} {name.zh} {day}", f"{TITLE.en} {name.en} {day}")


def digest_content(
    edition: Edition,
    alerts: Sequence[Alert],
    lists: Sequence[Section],
    coverage: Coverage,
    notices: Sequence[Bilingual] = (),
) -> Content:
    """Return a digest: the alerts that waited for it, and lists of deadlines and questions beside them."""
    return Content(
        kind=ContentKind.DIGEST,
        series=edition.series,
        title=edition.title,
        sections=merge(sections(alerts), lists),
        coverage=coverage,
        created_at=edition.made_at,
        notices=(*no_news(alerts, coverage), *notices),
        late=edition.late,
    )


def no_news(alerts: Sequence[Alert], coverage: Coverage) -> tuple[Bilingual, ...]:
    """Return what tells readers of a digest without alerts from silence; nothing where there are alerts."""
    if alerts:
        return ()
    return (ALL_WELL if coverage.fresh == coverage.total and not coverage.quiet else NOT_ALL_WELL,)


def merge(news: Sequence[Section], lists: Sequence[Section]) -> tuple[Section, ...]:
    """Return news and lists in the order of `SectionKind`; a list leaves out what the news of its kind say."""
    by_kind = {section.kind: section for section in news}
    for section in lists:
        before = by_kind.get(section.kind)
        known = {item.headline for item in before.items} if before else set()
        items = tuple(item for item in section.items if item.headline not in known)
        if items or section.left_out:
            first = before.items if before else ()
            by_kind[section.kind] = replace(section, items=(*first, *items))
    return tuple(by_kind[kind] for kind in SectionKind if kind in by_kind)


def list_section(kind: SectionKind, items: Sequence[Item], total: int) -> Section:
    """Return a list of a digest that shows some items of `total`."""
    return Section(kind=kind, heading=HEADINGS[kind], items=tuple(items), left_out=total - len(items))


def deadline_section(kind: SectionKind, targets: Sequence[DigestTarget], today: date) -> Section:
    """Return the list of targets that are due or past their deadline, nearest to today first."""
    nearest = targets if kind is SectionKind.DUE else tuple(reversed(targets))
    items = [deadline_item(kind, target, today) for target in nearest[:DEADLINES_SHOWN]]
    return list_section(kind, items, len(targets))


def deadline_item(kind: SectionKind, tracked: DigestTarget, today: date) -> Item:
    """Return a target as an item of a digest, with the days to its deadline and how much of it is reached."""
    target = tracked.in_force
    return Item(
        label=DEADLINE_LABELS[kind],
        headline=headline(target),
        key=tracked.key,
        due=target.deadline.end if target.deadline else None,
        details=days_left(target, today),
        attainment=tracked.attainment,
        quote=visible(target.quote.text),
        link=tracked.article_url,
        title=visible(tracked.article_title),
        published=tracked.published,
    )


def days_left(target: Target, today: date) -> tuple[Bilingual, ...]:
    """Return in how many days a target is due or how long ago it was; nothing where it has no deadline."""
    if target.deadline is None:
        return ()
    days = (target.deadline.end - today).days
    if days < 0:
        return (Bilingual(f"已过 {-days} 天", f"{-days} days ago"),)
    return (Bilingual(f"还有 {days} 天", f"{days} days left") if days else Bilingual("今日到期", "due today"),)


def question_item(words: Sequence[tuple[str, str]], evidence: Finding, page: Reference, published: date | None) -> Item:
    """Return a question to a person as an item of a digest, with the finding and the page that raise it."""
    return Item(
        label=LABELS[AlertKind.STATUS_PROPOSAL],
        headline=headline(evidence),
        details=tuple(in_both(visible(zh), visible(en)) for zh, en in words),
        quote=visible(evidence.quote.text),
        link=page.url,
        title=visible(page.title),
        published=published,
    )
