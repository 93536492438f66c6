"""Which days are worked in China: announced by the State Council each autumn for the next year."""

from __future__ import annotations

from datetime import date

from .content import Words


def is_announced(day: date) -> bool:
    """Tell whether the holidays of the day's year are known to the library that we use."""
    # 20 ms that routes without working days never need.
    from chinese_calendar.constants import holidays  # noqa: PLC0415 -- see above

    known = {holiday.year for holiday in holidays}
    return day.year in known


def is_worked(day: date) -> bool:
    """Tell whether a day is worked; Monday to Friday where the year's holidays are not known."""
    if not is_announced(day):
        return day.weekday() < 5  # noqa: PLR2004 -- Saturday
    import chinese_calendar  # noqa: PLC0415 -- see above

    return bool(chinese_calendar.is_workday(day))


def unannounced(day: date) -> Words:
    """Return what readers are told when a year's holidays are not known."""
    return Words(
        f"{day.year} 年的节假日安排尚未收录，工作日按周一至周五计。",
        f"The holidays of {day.year} are not known to this version: Monday to Friday count as working days.",
    )
