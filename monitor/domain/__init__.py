"""
The values that travel between rooms: frozen, without behaviour that needs I/O.

Dates of documents are calendar days in Asia/Shanghai (`date`); moments of our
own work are aware UTC (`datetime`). Amounts are `Decimal`. `None` means "the
text or page does not say", unless a field says otherwise.
"""

from __future__ import annotations

from .findings import (
    Amount,
    Comparator,
    Finding,
    Measure,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quarantine,
    Quote,
    Reading,
    Relevance,
    Stage,
    Strength,
    Target,
    Topic,
)
from .pages import (
    Article,
    Attachment,
    Block,
    BlockKind,
    Link,
    LinkKind,
    Page,
    RobotsFile,
    Validators,
)
from .sources import (
    Evidence,
    Format,
    Layout,
    Level,
    Paging,
    PagingKind,
    Request,
    Source,
    SourceKind,
)
from .times import SHANGHAI, day_in_china
from .tracking import (
    Alert,
    AlertKind,
    Change,
    ChangeKind,
    CheckResult,
    Coverage,
    Delivery,
    Failure,
    Health,
    Outcome,
    SourceState,
)

__all__ = [
    "SHANGHAI",
    "Alert",
    "AlertKind",
    "Amount",
    "Article",
    "Attachment",
    "Block",
    "BlockKind",
    "Change",
    "ChangeKind",
    "CheckResult",
    "Comparator",
    "Coverage",
    "Delivery",
    "Evidence",
    "Failure",
    "Finding",
    "Format",
    "Health",
    "Layout",
    "Level",
    "Link",
    "LinkKind",
    "Measure",
    "MetricKind",
    "Outcome",
    "Page",
    "Paging",
    "PagingKind",
    "Period",
    "Precision",
    "Progress",
    "Quarantine",
    "Quote",
    "Reading",
    "Relevance",
    "Request",
    "RobotsFile",
    "Source",
    "SourceKind",
    "SourceState",
    "Stage",
    "Strength",
    "Target",
    "Topic",
    "Validators",
    "day_in_china",
]
