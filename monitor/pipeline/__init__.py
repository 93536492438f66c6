"""
The flow, from the first verb to the last; decisions live in the rooms below.

    source → fetch → listing → article → detect → compare → record → notify
"""

from .check import Service, check_all
from .deciding import decide
from .delivery import deliver
from .following import Rules, follow_again
from .history import backfill
from .importing import Imported, ImportedTarget, import_targets
from .recording import ReadArticle, Recorder, record_article
from .reminding import remind
from .replaying import Account, replay

__all__ = [
    "Account",
    "Imported",
    "ImportedTarget",
    "ReadArticle",
    "Recorder",
    "Rules",
    "Service",
    "backfill",
    "check_all",
    "decide",
    "deliver",
    "follow_again",
    "import_targets",
    "record_article",
    "remind",
    "replay",
]
