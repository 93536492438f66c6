"""From alerts to contents: what a message says, in which order. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ..domain import SHANGHAI, Alert, AlertKind, Coverage, Target
from .claims import claims, visible
from .content import Content, ContentKind, Item, Reference, Section, SectionKind, Words, same
from .kinds import HEADINGS, LABELS, SECTIONS, SEVERITIES
from .reasons import reason_words

#: Unread attachments named with one item at most; the rest is counted.
ATTACHMENTS_SHOWN = 5
TITLE = Words("人工智能+", "AI+")
#: Kinds whose finding is the target that they tell of; the second part of their alerts' keys is the target's.
OF_TARGETS = frozenset(
    {AlertKind.NEW_TARGET, AlertKind.TARGET_REVISED, AlertKind.MILESTONE, AlertKind.OVERDUE}
)


def alerts_content(alerts: Sequence[Alert], series: str, coverage: Coverage, now: datetime) -> Content:
    """Return one message for alerts that go to a recipient together."""
    return Content(
        kind=ContentKind.ALERTS,
        series=series,
        title=TITLE,
        sections=sections(alerts),
        coverage=coverage,
        created_at=now,
    )


def sections(alerts: Iterable[Alert]) -> tuple[Section, ...]:
    """Return alerts under their headings, in the order of `SectionKind`; unread attachments once an article."""
    items: dict[SectionKind, list[Item]] = {}
    warned: set[str] = set()
    for alert in alerts:
        item = item_of(alert)
        if alert.article_url in warned:
            item = replace(item, notes=(), references=())
        warned.add(alert.article_url)
        items.setdefault(SECTIONS[alert.kind], []).append(item)
    return tuple(
        Section(kind=kind, heading=HEADINGS[kind], items=tuple(items[kind]))
        for kind in SectionKind
        if kind in items
    )


def item_of(alert: Alert) -> Item:
    """Return an alert as an item: headline, what stands behind it, where it is from."""
    headline = (
        (same(visible(alert.source_name)), *since(alert)) if alert.finding is None else claims(alert.finding)
    )
    message = (reason_words(alert.message),) if alert.message else ()
    target = alert.finding if isinstance(alert.finding, Target) and alert.kind in OF_TARGETS else None
    return Item(
        label=LABELS[alert.kind],
        headline=headline,
        key=alert.key.split(":")[1] if target and ":" in alert.key else "",
        due=target.deadline.end if target and target.deadline else None,
        details=(*message, *(both(visible(zh), visible(en)) for zh, en in alert.details)),
        attainment=alert.attainment,
        quote=visible(alert.finding.quote.text) if alert.finding else "",
        link=alert.article_url,
        title=visible(alert.article_title),
        source=visible(alert.source_name) if alert.finding else "",
        published=alert.published,
        notes=unread(alert),
        references=tuple(
            Reference(visible(a.title) or a.url.rpartition("/")[2], a.url)
            for a in alert.unread[:ATTACHMENTS_SHOWN]
        ),
        severity=SEVERITIES[alert.kind],
    )


def both(zh: str, en: str) -> Words:
    """Return words in two languages; what both of them say the same is said once to readers of both."""
    head_zh, _, rest_zh = zh.partition("：")
    head_en, _, rest_en = en.partition(": ")
    return Words(zh, en, f"{head_zh} {head_en}：{rest_zh}" if rest_zh and rest_zh == rest_en else "")


def since(alert: Alert) -> tuple[Words, ...]:
    """Return since when it has been so; nothing where that is not known."""
    if alert.since is None:
        return ()
    moment = f"{alert.since.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return (Words(f"自 {moment}", f"since {moment}", f"自 since {moment}"),)


def unread(alert: Alert) -> tuple[Words, ...]:
    """Return the warning about attachments that were not read; nothing when there are none."""
    count = len(alert.unread)
    if not count:
        return ()
    plural = "s" if count > 1 else ""
    zh = f"注意：{count} 个附件未读，目标可能在其中"
    en = f"{count} attachment{plural} not read, targets may be there"
    notes = [Words(zh, en[0].upper() + en[1:], f"{zh} ({en})")]
    if count > ATTACHMENTS_SHOWN:
        notes.append(same(f"… +{count - ATTACHMENTS_SHOWN}"))
    return tuple(notes)


def restarted(last: datetime, now: datetime) -> Alert:
    """Return the alert that the service was away, since when, and so what was not looked at."""
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
