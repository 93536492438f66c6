"""
The alerts of one article, and the reminders of deadlines.

An article's alerts are what following it changed, each change once, whichever page repeats it. Reminders are looked for
once a day and after every outage.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .. import notify, track
from ..domain import (
    LONGEST_ADDRESS,
    Alert,
    AlertKind,
    Article,
    Audit,
    Finding,
    Link,
    MilestonePlan,
    Notice,
    ProposalKind,
    Reminder,
    Source,
    Stage,
    Statement,
    TrackedMeasure,
    TrackedTarget,
    day_in_china,
)
from ..notify import Route, postings
from ..store import OwedTarget, Store

if TYPE_CHECKING:
    from .following import FollowResult

#: Chinese names of what an audit row changes.
_ASPECTS = {"value": "数值", "deadline": "期限", "stage": "阶段", "page": "原文"}


@dataclass(frozen=True, slots=True)
class News:
    """What one alert says of the article."""

    #: The alert's key without its prefix.
    key: str
    kind: AlertKind
    finding: Finding
    #: Lines in Chinese and English.
    details: tuple[tuple[str, str], ...] = ()
    #: Percent of the target that the finding reaches.
    attainment: Decimal | None = None
    prefix: str = "finding"


def alerts_of(result: FollowResult, source: Source, article: Article) -> tuple[Alert, ...]:
    """
    Return the alerts of an article.

    A measure or target is news if all its statements are new. A known one is news only if it advanced or was
    revised, whichever page states it again.
    """
    base = Alert(
        key="",
        kind=AlertKind.NEW_MEASURE,
        created_at=result.now,
        source_id=source.id,
        source_name=source.name,
        article_title=article.title,
        article_url=article.url,
        published=article.published,
        unread=article.attachments,
    )
    found = (*new_tracked(result), *changed_tracked(result), *new_figures(result), *proposals(result))
    return tuple(
        replace(
            base,
            key=f"{news.prefix}:{news.key}",
            kind=news.kind,
            finding=news.finding,
            details=news.details,
            attainment=news.attainment,
            subject=f"{news.kind}:{news.key}",
        )
        for news in found
    )


def new_tracked(result: FollowResult) -> Iterator[News]:
    """Yield the measures and targets in scope that no earlier page states."""
    for kind, things in ((AlertKind.NEW_MEASURE, result.measures), (AlertKind.NEW_TARGET, result.targets)):
        for tracked in things:
            is_new = all(statement.mark in result.new for statement in tracked.statements)
            if is_new and in_scope(tracked.statements):
                yield News(tracked.key, kind, tracked.statements[0].finding)


def changed_tracked(result: FollowResult) -> Iterator[News]:
    """Yield the measures that reached a higher stage and the targets that were revised, or withdrawn by an edit."""
    things: dict[str, TrackedMeasure | TrackedTarget] = {tracked.key: tracked for tracked in result.measures}
    things |= {tracked.key: tracked for tracked in result.targets}
    for audit in result.audits:
        tracked = things.get(audit.subject)
        if tracked is None or audit.aspect not in _ASPECTS or not in_scope(tracked.statements):
            continue
        kind = AlertKind.MEASURE_ADVANCED if isinstance(tracked, TrackedMeasure) else kind_of_change(audit)
        finding = finding_of(audit.evidence, tracked.statements) or tracked.statements[-1].finding
        key = f"{audit.subject}:{audit.aspect}:{audit.evidence or audit.new}"
        if page_words(audit):
            # What a page was edited to once, it can be edited to again.
            key = f"{key}:{audit.at.isoformat()}"
        yield News(key, kind, finding, (change_words(audit), *page_words(audit)), prefix="changed")


def kind_of_change(audit: Audit) -> AlertKind:
    """Return what a change of a target is to readers."""
    withdrawn = audit.aspect == "page" and not audit.new
    return AlertKind.TARGET_WITHDRAWN if withdrawn else AlertKind.TARGET_REVISED


def page_words(audit: Audit) -> tuple[tuple[str, str], ...]:
    """Return what a page did that changed a target without a new document; nothing where none did."""
    words = {track.PAGE_EDITED: "网页已修改", track.STATED_AGAIN: "网页重新载明"}
    return ((words[audit.why], audit.why),) if audit.why in words else ()


def new_figures(result: FollowResult) -> Iterator[News]:
    """Yield new progress in scope, each figure with the target for which it counts."""
    repeated = {mark for judgement in result.judgements for mark in judgement.repeated}
    for linked in result.links:
        figure = linked.link.progress
        if figure.mark not in result.new or figure.mark in repeated or not figure.finding.quote.in_scope:
            continue
        found = [judgement for judgement in result.judgements if figure.mark in judgement.reached]
        yield News(
            figure.statement.fingerprint,
            AlertKind.NEW_PROGRESS,
            figure.finding,
            target_details(found[0]) if found else (),
            found[0].reached[figure.mark] if found else None,
        )


def target_details(judgement: track.Judgement) -> tuple[tuple[str, str], ...]:
    """Return the target for which a figure counts, and its pace where that is known."""
    pace = judgement.state.pace
    return (notify.target_words(judgement.commitment), *(() if pace is None else (track.pace_words(pace),)))


def proposals(result: FollowResult) -> Iterator[News]:
    """Yield the statuses that rules propose and a person decides."""
    for commitment, proposal, evidence in result.proposals:
        details = (notify.target_words(commitment), *notify.proposal_words(proposal))
        yield News(proposal.key, AlertKind.STATUS_PROPOSAL, evidence, details, prefix="proposal")


def in_scope(statements: Iterable[Statement]) -> bool:
    """Tell whether a statement speaks of a topic that we watch."""
    return any(statement.finding.quote.in_scope for statement in statements)


def finding_of(fingerprint: str, statements: Iterable[Statement]) -> Finding | None:
    """Return the finding of the statement with a fingerprint."""
    found = (statement.finding for statement in statements if statement.fingerprint == fingerprint)
    return next(found, None)


def change_words(audit: Audit) -> tuple[str, str]:
    """Return what changed, from what to what, in Chinese and English."""
    old, new = value_words(audit.old), value_words(audit.new)
    return (f"{_ASPECTS[audit.aspect]}：{old[0]} → {new[0]}", f"{audit.aspect}: {old[1]} → {new[1]}")


def value_words(value: str) -> tuple[str, str]:
    """Return a value of an audit row in Chinese and English; stages have names in both."""
    if value in set(Stage):
        words = notify.STAGES[Stage(value)]
        return (words.zh, words.en)
    return (value or "–", value or "–")


#: Characters of a title in a notice.
TITLE_SHOWN = 60


def denied_notice(url: str, links: int, now: datetime, doubt: timedelta) -> Notice:
    """Return the notice that a site said “not modified” of a listing that had new links."""
    return Notice(
        f"denied:{url}:{day_in_china(now)}",
        f"the site answered “not modified” although its listing had {links} new links: "
        f"for {doubt.days} days it is read in full at every check ({url})",
    )


def left_out_notice(link: Link) -> Notice:
    """Return the notice that a listing has a link whose address is too long to be recorded."""
    mark = hashlib.sha256(link.url.encode("utf-8", "replace")).hexdigest()[:16]
    return Notice(
        f"left_out:{mark}",
        f"the address of “{link.title[:TITLE_SHOWN]}” is longer than {LONGEST_ADDRESS} bytes: "
        "the article is not read, look at it on the site",
    )


def elsewhere_notices(rows: Iterable[Link], listing: str) -> list[Notice]:
    """Return a notice for each host that unread rows of a listing lead to; it is told once."""
    own = urlsplit(listing).hostname
    hosts: dict[str | None, list[Link]] = {}
    for row in rows:
        hosts.setdefault(urlsplit(row.url).hostname, []).append(row)
    return [
        Notice(f"elsewhere:{host}", elsewhere_message(None if host == own else host, found))
        for host, found in hosts.items()
    ]


def elsewhere_message(host: str | None, rows: Sequence[Link]) -> str:
    """Return what is said of rows that lead to a host which the source does not name; None: to another shape of address."""
    example = f"“{rows[0].title[:TITLE_SHOWN]}” {rows[0].url[: TITLE_SHOWN * 4]}"
    if host is None:
        return f"{len(rows)} of the listing's rows have addresses of another shape and are not read, as {example}: to read them, widen link_pattern"
    return f"{len(rows)} of the listing's rows lead to {host} and are not read, as {example}: to read them, name it in hosts"


#: The source id of reminders, which come from no source.
DEADLINES = "deadlines"


def remind(store: Store, routes: Sequence[Route], now: datetime, plan: MilestonePlan) -> tuple[Alert, ...]:
    """
    Queue the reminders that are due now; return their alerts.

    A reminder that an outage missed stays due until it is queued; the transaction that queues it also marks
    it. One run a day is enough, since a deadline that is learnt today calls for no reminder before tomorrow.
    """
    today = day_in_china(now)
    before = store.reminders.last_day()
    if before == today:
        return ()
    # A target whose last reminder fell into an outage still needs it.
    first = (before or today) - timedelta(days=plan.after_every * (plan.after_times + 1))
    last = today + timedelta(days=max(plan.before, default=0))
    marks: list[tuple[str, Sequence[str]]] = []
    alerts: list[Alert] = []
    for tracked in store.reminders.owing(first, last):
        for reminder in track.owed(
            tracked.commitment, tracked.known_since, tracked.sent, now, plan, settled_until=before or date.min
        ):
            marks.append((reminder.target, reminder.keys))
            alerts.append(reminder_alert(tracked, reminder, now))
    store.reminders.send(marks, postings(alerts, routes, now), now)
    store.reminders.done(now)
    return tuple(alerts)


def reminder_alert(tracked: OwedTarget, reminder: Reminder, now: datetime) -> Alert:
    """Return the alert of a reminder, with the target's quote and how its date was derived."""
    statement, overdue = tracked.statement, reminder.days < 0
    return Alert(
        key=f"milestone:{reminder.target}:{reminder.key}",
        kind=AlertKind.OVERDUE if overdue else AlertKind.MILESTONE,
        created_at=now,
        source_id=DEADLINES,
        source_name=statement.page_issuer or tracked.commitment.issuer or "",
        finding=statement.finding,
        article_title=statement.title,
        article_url=statement.url,
        published=statement.published,
        details=(
            when(reminder, overdue=overdue, is_met=bool(_MET.intersection(tracked.proposed))),
            *late_words(reminder),
            (track.how_dated(reminder.deadline), track.deadline_words(reminder.deadline)),
        ),
    )


#: Proposals by which evidence of fulfilment waits for a decision.
_MET = frozenset({ProposalKind.MET, ProposalKind.MET_LATE})


def when(reminder: Reminder, *, overdue: bool, is_met: bool = False) -> tuple[str, str]:
    """Return the days to the deadline, or since it, counted from the milestone's day."""
    days = abs(reminder.days)
    if overdue and is_met:
        return (
            f"期限已过{days}天，完成证据待人工确认",
            f"{days} days past the deadline, evidence that it is met waits for a person",
        )
    if overdue:
        return (f"期限已过{days}天，未见完成证据", f"{days} days past the deadline, no evidence")
    if days == 0:
        return ("今日到期", "due today")
    return (f"距期限{days}天", f"{days} days to the deadline")


def late_words(reminder: Reminder) -> tuple[tuple[str, str], ...]:
    """Return that a reminder is late and which milestones it replaces; nothing for a reminder in time."""
    if not reminder.late:
        return ()
    missed = "、".join(f"{days:+d}" for days in reminder.missed)
    zh, en = f"迟发（应于{reminder.day}）", f"late (was due on {reminder.day})"
    return ((f"{zh}；一并代替：{missed}", f"{en}; stands also for {missed}") if missed else (zh, en),)
