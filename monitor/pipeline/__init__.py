"""
The flow, from the first verb to the last; decisions live in the rooms below.

    source → fetch → listing → article → detect → compare → record → notify
"""

from typing import TYPE_CHECKING

from .. import lazily

if TYPE_CHECKING:
    from .check import Service
    from .delivery import audit, audit_daily, deliver, differences_in
    from .following import Rules, decide, follow_again
    from .pools import HostPool, RecipientPool, check_all
    from .recorder import ReadArticle, Recorder, record_article
    from .replaying import Account, Imported, ImportedTarget, import_targets, replay
    from .rounds import LEASE, RENEW_S, backfill, log_check, note_quiet
    from .telling import remind
else:
    __getattr__ = lazily(__name__)

__all__ = [
    "LEASE",
    "RENEW_S",
    "Account",
    "HostPool",
    "Imported",
    "ImportedTarget",
    "ReadArticle",
    "RecipientPool",
    "Recorder",
    "Rules",
    "Service",
    "audit",
    "audit_daily",
    "backfill",
    "check_all",
    "decide",
    "deliver",
    "differences_in",
    "follow_again",
    "import_targets",
    "log_check",
    "note_quiet",
    "record_article",
    "remind",
    "replay",
]
