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

from .following import Following
from .life_store import Follow
from .life_values import (
    Judged,
    Keyed,
    LifeChange,
    LifeFilter,
    LifeRecord,
    LinkedProgress,
    OwedLife,
    Shown,
    Sort,
    Waiting,
    WholeLife,
)
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
    "Follow",
    "Following",
    "Judged",
    "Keyed",
    "LifeChange",
    "LifeFilter",
    "LifeRecord",
    "LinkState",
    "LinkedProgress",
    "LoggedMessage",
    "LostLink",
    "Message",
    "MessageState",
    "Novelty",
    "OwedLife",
    "Recorded",
    "RecordedArticle",
    "RecordedFinding",
    "Shown",
    "Sort",
    "Store",
    "Totals",
    "Waiting",
    "WholeLife",
    "upgrade",
]
