"""One article that was read: recorded with what is new in it, and followed, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..domain import Alert, Article, Posting, Source, SourceKind, Topic, Validators, day_in_china
from ..notify import Route, postings
from ..store import Following, Recorded, Store
from ..track import compare, fingerprint
from .following import Followed, Rules, follow_article
from .reading import read
from .statements import statements_of
from .telling import alerts_of


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


def record_article(
    recorder: Recorder, came: ReadArticle, now: datetime
) -> tuple[Recorded, tuple[Alert, ...]]:
    """Read what an article says, record it, follow it, and queue what is to be told; return that too."""
    source, article = came.source, came.article
    reading = read(article, recorder.topics, today=article.published or day_in_china(now))
    changes = compare(reading, recorder.store.known([fingerprint(one) for one in reading.findings]))
    statements = statements_of(article, changes, site_issuer(source), now)
    alerts: list[Alert] = []

    def follow(following: Following) -> Sequence[Posting]:
        followed = Followed(following, recorder.rules, now)
        follow_article(followed, article.url, statements)
        alerts[:] = () if came.silent else alerts_of(followed, source, article)
        return postings(alerts, recorder.routes, now)

    recorded = recorder.store.record(
        source.id,
        article,
        changes,
        (),
        now,
        reading=reading,
        validators=came.validators,
        link_url=came.link_url,
        follow=follow,
    )
    return recorded, tuple(alerts)


def site_issuer(source: Source) -> str | None:
    """Return the body whose site it is; the press issues nothing of what it reports."""
    return None if source.kind is SourceKind.NEWS else source.issuer
