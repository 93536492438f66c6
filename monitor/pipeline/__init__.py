"""
The flow, from the first verb to the last; decisions live in the rooms below.

    source → fetch → listing → article → detect → compare → record → notify
"""

from .check import Service, check_all
from .delivery import deliver
from .history import backfill

__all__ = ["Service", "backfill", "check_all", "deliver"]
