"""
The only SQL: tables, engines, writes, queries. `Store` is the door.

    with Store.open("sqlite:///data/monitor.db") as store:
        store.note_links("ndrc_tz", listing.key, links, page.validators, now)
        for link in store.pending("ndrc_tz", 60, now):
            ...
            store.record("ndrc_tz", article, changes, postings, now,
                         reading=reading, validators=page.validators, link_url=link.url)

Nothing of SQLAlchemy comes out: values of the domain do, and those of `values`.
"""

from __future__ import annotations

from .schema import upgrade
from .store import Store
from .values import (
    Backlog,
    DeadChannel,
    DeliveryCount,
    DeliveryState,
    Filter,
    Fold,
    LinkState,
    LoggedMessage,
    LostLink,
    Message,
    MessageState,
    Novelty,
    Recorded,
    RecordedArticle,
    RecordedFinding,
    Totals,
)

__all__ = [
    "Backlog",
    "DeadChannel",
    "DeliveryCount",
    "DeliveryState",
    "Filter",
    "Fold",
    "LinkState",
    "LoggedMessage",
    "LostLink",
    "Message",
    "MessageState",
    "Novelty",
    "Recorded",
    "RecordedArticle",
    "RecordedFinding",
    "Store",
    "Totals",
    "upgrade",
]
