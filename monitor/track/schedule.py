"""
When a source is due: a pure function of the moment, the source's keys and how its checks went.

`every` is the wait between two checks, or `cron` names the moments. The wait is shorter after a hit and after a
failure of the network, longer outside active hours, for a quiet source and after failures. It is never endless.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from ..domain import SHANGHAI, Source, SourceState, is_worked

#: Waits after the first, second and third check in a row that the network failed; later the source's own wait.
QUICK_RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
#: Longest wait of a failing or a quiet source, unless its own is longer.
LONGEST_WAIT = timedelta(days=1)
#: Scheduled checks without a success after which a source counts as stale.
STALE_AFTER = 2
#: A failing source's wait doubles at most so often, which no `timedelta` overflows by.
_DOUBLINGS = 10
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """How the checks of a source went, as far as its next one depends on it."""

    #: Failed checks in a row.
    failures: int = 0
    #: The network gave no answer in the last check.
    is_unreachable: bool = False
    #: The last check found a measure, a target or progress.
    is_hit: bool = False
    #: The source publishes less than usual.
    is_quiet: bool = False
    #: Share of the source's jitter that is added, 0 to 1.
    chance: float = 0.0


def next_due(now: datetime, source: Source, history: History) -> datetime:
    """
    Return when a source checked just now is due again, later than now.

    The first rule that fits decides:

    | the last check | due |
    |---|---|
    | the network failed for the first, second, third time | in 1, 5, 15 minutes, or as after any check if that is earlier |
    | failed | as after any check, with a wait that doubles with each failure, up to a day |
    | found something | after `after_hit`, or as after any check if that is earlier |
    | nothing, and the source is quiet | as after any check, with twice the wait, up to a day |
    | any other | at the next moment of `cron`; without it after `every`, in off hours after `off_hours_every` |
    """
    late = source.jitter * history.chance
    usual = regular(now, source, timedelta(0))
    if history.is_unreachable and 0 < history.failures <= len(QUICK_RETRIES):
        # No jitter: it may be longer than the wait.
        return min(now + QUICK_RETRIES[history.failures - 1], usual)
    if history.failures:
        return regular(now, source, longer(source, 2 ** min(history.failures - 1, _DOUBLINGS))) + late
    if history.is_hit and source.after_hit is not None:
        return min(now + source.after_hit, usual + late)
    return (regular(now, source, longer(source, 2)) if history.is_quiet else usual) + late


def longer(source: Source, times: int) -> timedelta:
    """Return what is added to a source's wait to make it so many times as long, up to a day."""
    return min(source.every * times, max(LONGEST_WAIT, source.every)) - source.every


def regular(now: datetime, source: Source, delay: timedelta) -> datetime:
    """Return the first moment at which a source is to be checked once a delay is over."""
    if source.cron:
        return next_of_cron(source.cron, now + delay)
    usual = now + delay + source.every
    if is_active(source, usual):
        return usual
    return min(max(usual, now + source.off_hours_every), opening(source, usual))


def is_active(source: Source, moment: datetime) -> bool:
    """Tell whether `every` counts at a moment: in active hours, and on a working day if only these count."""
    local = moment.astimezone(SHANGHAI)
    if source.working_days and not is_working_day(local.date()):
        return False
    begin, end = source.active_hours or (time.min, time.max)
    return begin <= local.time() <= end


def opening(source: Source, moment: datetime) -> datetime:
    """Return the first moment of active hours after one that is outside of them, within `off_hours_every`."""
    begin, _ = source.active_hours or (time.min, time.max)
    day, last = moment.astimezone(SHANGHAI).date(), moment + source.off_hours_every
    while (opens := datetime.combine(day, begin, SHANGHAI)) < last:
        if opens > moment and is_active(source, opens):
            return opens.astimezone(moment.tzinfo)
        day += _ONE_DAY
    return last


@lru_cache(maxsize=1024)
def is_working_day(day: date) -> bool:
    """Tell whether people in China work on a day; each day is looked up once."""
    return is_worked(day)


def next_of_cron(cron: str, after: datetime) -> datetime:
    """Return the first moment of a crontab line after another moment."""
    # Few sources have one.
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 -- see above

    second = timedelta(seconds=1)  # the trigger may return the moment itself
    found: datetime | None = CronTrigger.from_crontab(cron, SHANGHAI).get_next_fire_time(None, after + second)
    return found.astimezone(after.tzinfo) if found else after + LONGEST_WAIT


def latest_due(source: Source, state: SourceState, now: datetime) -> datetime | None:
    """
    Return when a source is due by what is remembered; None if no moment is set.

    A source that is to be checked more often than when the moment was set is due by its present keys. It is due now
    where it was checked in the future: the clock was set back since.
    """
    set_for, checked = state.next_due_at, state.last_checked_at
    if set_for is None or set_for <= now:
        return set_for
    if checked is not None and checked > now + LONGEST_SKEW:
        return now
    history = History(failures=state.failures, is_quiet=bool(state.quiet), chance=1.0)
    latest = next_due(checked or now, source, history)
    return min(set_for, latest) if checked else (now if set_for > latest else set_for)


#: Clocks of two machines that share a database differ by less.
LONGEST_SKEW = timedelta(minutes=1)


def is_stale(source: Source, state: SourceState | None, now: datetime) -> bool:
    """Tell whether two scheduled checks passed since a source's last success, or it never had one."""
    if state is None or state.last_success_at is None:
        return True
    moment = state.last_success_at
    for _ in range(STALE_AFTER):
        moment = next_due(moment, source, History(is_quiet=bool(state.quiet)))
    return now - moment > source.jitter
