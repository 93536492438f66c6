"""
One article: recorded with what is new in it, followed, and told, in one transaction.

What a fetched article says comes from the reader. A recorded article is read here, by rules that take 0.3 s of CPU and
15 MB to load: they are loaded when the first one comes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from ..domain import (
    Alert,
    Article,
    Change,
    Measure,
    Reading,
    Source,
    SourceKind,
    Statement,
    Topic,
    Validators,
    day_in_china,
)
from ..notify import Route, postings
from ..store import ArticleReading, Novelty, Recorded, Store
from ..track import OWN_PAGE, compare, fingerprint, gone, revise
from .following import FollowResult, FollowSession, Rules, follow_revision, wider
from .telling import alerts_of

#: A document's name in its marks, as a passage or a title gives it.
_PLAN = re.compile(r"《([^《》\n]{2,80})》")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorder:
    """What recording works with."""

    store: Store
    topics: tuple[Topic, ...]
    #: Who is told of new alerts.
    routes: tuple[Route, ...]
    rules: Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article as it came."""

    source: Source
    article: Article
    validators: Validators = field(default_factory=Validators)
    #: The address the listing gave, where the page lies at another one.
    link_url: str | None = None
    #: History: recorded and followed, not announced.
    silent: bool = False
    #: What it says, as the reader found it; None: it is read while it is recorded.
    reading: Reading | None = None


def record_article(recorder: Recorder, came: ReadArticle, now: datetime) -> tuple[Recorded, tuple[Alert, ...]]:
    """Record what an article says, follow it, and queue what is to be told; return that too."""
    source, article = came.source, came.article
    reading = came.reading or read(
        article, recorder.topics, today=article.published or day_in_china(now), source_region=source.region
    )
    changes = compare(reading, recorder.store.findings.known([fingerprint(finding) for finding in reading.findings]))
    record = ArticleReading(
        source_id=source.id,
        link_url=came.link_url or article.url,
        article=article,
        reading=reading,
        changes=changes,
        validators=came.validators,
        now=now,
        told=not came.silent,
    )
    statements = statements_of(article, changes, site_issuer(source), now)
    with recorder.store.recording(now) as unit:
        recorded, result = record_and_follow(
            FollowSession(unit=unit, rules=recorder.rules, now=now), record, statements
        )
        alerts = () if came.silent else alerts_of(result, source, article)
        posted = unit.post(postings(alerts, recorder.routes, now))
    return replace(recorded, new_alerts=posted), tuple(alerts)


def record_and_follow(
    session: FollowSession, record: ArticleReading, statements: Sequence[Statement]
) -> tuple[Recorded, FollowResult]:
    """Record an article with what it states, and follow what that changes."""
    recorded, article = session.unit.record(record)
    if recorded.is_overtaken:
        return recorded, FollowResult(now=session.now)
    lost = {statement.statement.fingerprint for statement in gone(article, statements)}
    decisions = session.unit.decisions(lost) if lost else ()
    is_same = recorded.outcome is Novelty.UNCHANGED
    whole = not (is_same or record.article.continues or record.reading.quarantined)
    revision = revise(article, statements, decisions, session.now, whole=whole)
    return recorded, follow_revision(session, record.article.url, revision)


def site_issuer(source: Source) -> str | None:
    """Return the body whose site it is; the press issues nothing of what it reports."""
    return None if source.kind is SourceKind.NEWS else source.issuer


def statements_of(
    article: Article, changes: Sequence[Change], issuer: str | None, now: datetime
) -> tuple[Statement, ...]:
    """Return the article's findings as statements; `issuer` is the body whose site it is, None for the press."""
    own = (change.finding for change in changes if isinstance(change.finding, Measure))
    carried = [measure.name for measure in own if measure.quote.rule == OWN_PAGE]
    return tuple(
        Statement(
            fingerprint=change.fingerprint,
            finding=change.finding,
            url=article.url,
            published=article.published or day_in_china(now),
            seen_at=now,
            title=article.title,
            page_issuer=article.issuer or issuer,
            kind=article.kind,
            wider=wider(change.finding.region),
            plans=tuple(dict.fromkeys((*carried, *plans(article, change)))),
        )
        for change in changes
    )


def plans(article: Article, change: Change) -> tuple[str, ...]:
    """Return the names of documents that the title and the paragraph of a finding give."""
    quote, text = change.finding.quote, article.text
    paragraph = text[text.rfind("\n", 0, quote.start) + 1 : quote.start] + text[quote.start :].partition("\n")[0]
    return tuple(dict.fromkeys(_PLAN.findall(f"{article.title}\n{paragraph}")))


def read(article: Article, topics: tuple[Topic, ...], *, today: date, source_region: str | None = None) -> Reading:
    """Return what an article says, as `detect.read` does."""
    from .. import detect  # noqa: PLC0415 -- loaded late on purpose, see the top

    return detect.read(article, topics, today=today, source_region=source_region)
