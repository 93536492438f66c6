"""
The only SQL, by aggregate: links and checks, articles and findings, tracked things, alerts and deliveries.

    with Store.open("sqlite:///data/monitor.db") as store:
        store.links.note("ndrc_tz", listing.key, links, page.validators, now)
        for link in store.links.pending("ndrc_tz", 60, now):
            ...
            with store.recording(now) as unit:
                recorded, article = unit.record(reading)
                unit.file(url, statements)
                unit.apply(changes)

`Store` is the door, and each aggregate is an attribute of it. Tables and the
forms of their rows are in `*_rows` modules where two aggregates share them,
else beside their queries. What comes out are values of the domain, or frozen
values that the aggregates define; SQLAlchemy stays inside.

SQLModel declares each table once, as a class whose annotations are the typed
columns, with moments that are aware and in UTC. It does nothing else here: rows
are no instances of these classes, and there are no sessions. Statements are
written on the tables (`LINK.c.url`), so that one call is one visible
transaction, and no row is loaded later than it was asked for.
"""

from typing import TYPE_CHECKING

from .. import lazily

if TYPE_CHECKING:
    from .alert_rows import DeadChannel, DeliveryCount, DeliveryState, Fold, LoggedMessage, Message, MessageState
    from .articles import ArticleReading, Novelty, Recorded, RecordedArticle, Totals
    from .editions import ArticleEdition
    from .links import Backlog, LinkState, LostLink
    from .recorded_findings import RecordedFinding, RecordFilter
    from .schema import DatabaseReport, back_up, check, restore, upgrade
    from .store import Store, UnitOfWork
    from .tracked_values import (
        Dossier,
        OwedTarget,
        ProgressRecord,
        ReviewItem,
        Sort,
        TrackedChange,
        TrackedFilter,
        TrackedRecord,
    )
    from .untold import LostDelivery, PostedAlert, UntoldFinding
else:
    __getattr__ = lazily(__name__)

__all__ = [
    "ArticleEdition",
    "ArticleReading",
    "Backlog",
    "DatabaseReport",
    "DeadChannel",
    "DeliveryCount",
    "DeliveryState",
    "Dossier",
    "Fold",
    "LinkState",
    "LoggedMessage",
    "LostDelivery",
    "LostLink",
    "Message",
    "MessageState",
    "Novelty",
    "OwedTarget",
    "PostedAlert",
    "ProgressRecord",
    "RecordFilter",
    "Recorded",
    "RecordedArticle",
    "RecordedFinding",
    "ReviewItem",
    "Sort",
    "Store",
    "Totals",
    "TrackedChange",
    "TrackedFilter",
    "TrackedRecord",
    "UnitOfWork",
    "UntoldFinding",
    "back_up",
    "check",
    "restore",
    "upgrade",
]
