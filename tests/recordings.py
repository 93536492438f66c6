"""Articles recorded for tests of the store: everything in one transaction, nothing follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.domain import Article, Change, KeyedStatement, Posting, Reading, Validators
from monitor.store import ArticleReading, Recorded, Store


def record(  # noqa: PLR0913 -- what recording an article takes
    store: Store,
    source_id: str,
    article: Article,
    changes: Sequence[Change],
    postings: Sequence[Posting],
    now: datetime,
    *,
    reading: Reading,
    validators: Validators,
    link_url: str | None = None,
    stated: Sequence[KeyedStatement] = (),
) -> Recorded:
    """Record an article and what is to be told of it in one transaction; nothing follows from it."""
    record = ArticleReading(
        source_id=source_id,
        link_url=link_url or article.url,
        article=article,
        reading=reading,
        changes=changes,
        validators=validators,
        now=now,
    )
    with store.recording(now) as unit:
        recorded, _ = unit.record(record)
        unit.file(article.url, stated)
        return replace(recorded, new_alerts=unit.post(postings))
