"""
The only SQL: tables, engines, writes, queries. `Store` is the door.

    with Store.open("sqlite:///data/monitor.db") as store:
        store.note_links("ndrc_tz", listing.key, links, page.validators, now)
        for link in store.pending("ndrc_tz", 60, now):
            ...
            store.record("ndrc_tz", article, changes, alerts, channels, now,
                         reading=reading, validators=page.validators, link_url=link.url)

Nothing of SQLAlchemy comes out: values of the domain do, and those of `values`.
"""

from __future__ import annotations

from .schema import upgrade
from .store import Store
from .values import (
    Backlog,
    DeliveryCount,
    DeliveryState,
    Filter,
    LinkState,
    LostLink,
    Novelty,
    Recorded,
    RecordedArticle,
    RecordedFinding,
    Settlement,
    Totals,
)

__all__ = [
    "Backlog",
    "DeliveryCount",
    "DeliveryState",
    "Filter",
    "LinkState",
    "LostLink",
    "Novelty",
    "Recorded",
    "RecordedArticle",
    "RecordedFinding",
    "Settlement",
    "Store",
    "Totals",
    "upgrade",
]
