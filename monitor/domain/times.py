"""The one time zone of the edges: official Chinese time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

#: Chinese sites give times without a zone; they all mean this one.
SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_in_china(moment: datetime) -> date:
    """Return the calendar day that an aware moment falls on in China."""
    return moment.astimezone(SHANGHAI).date()
