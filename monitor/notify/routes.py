"""
Which alerts a route takes, and when it sends them.

Pure: takes routes, alerts and moments, gives destinations and moments; reads cadences and quiet hours. Which days are worked in China the
State Council announces each autumn for the next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..domain import SHANGHAI, Alert, AlertKind, Destination, Finding, Measure, Posting, is_worked
from ..toml import BadValueError
from .content import SEVERITIES, Bilingual, Language, SectionKind, Severity

#: Prefix of the queue in which alerts wait for a route's digest; ids of channels have no colon.
DIGEST_QUEUE = "digest:"
#: A digest that is later than this is not made up.
MADE_UP = timedelta(days=7)
#: How many days to search for a working day; China's longest holiday has nine days.
LONGEST_HOLIDAY = 30
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")  # 08:30, 22:00; not 8:30, 24:00
#: Lists of a digest, each with the kind of alert by which a route takes or refuses it.
LISTS = {
    SectionKind.OVERDUE: AlertKind.OVERDUE,
    SectionKind.DUE: AlertKind.MILESTONE,
    SectionKind.PROPOSALS: AlertKind.STATUS_PROPOSAL,
}


class Frequency(StrEnum):
    """How often a route sends."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a route sends."""

    frequency: Frequency = Frequency.IMMEDIATE
    #: Time of day in the route's zone, for digests.
    at: time = time(0)
    #: 0 is Monday, as in `date.weekday`, for weekly digests.
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours `[start, end)` in which a route sends nothing; they may span midnight."""

    start: time
    end: time


def cadence(value: object) -> Cadence:
    """Read `immediate`, `daily HH:MM` or `weekly DAY HH:MM`."""
    match value.split() if isinstance(value, str) else []:
        case ["immediate"]:
            return Cadence()
        case ["daily", at] if _TIME.fullmatch(at):
            return Cadence(Frequency.DAILY, time.fromisoformat(at))
        case ["weekly", day, at] if day.lower() in WEEKDAYS and _TIME.fullmatch(at):
            return Cadence(Frequency.WEEKLY, time.fromisoformat(at), WEEKDAYS.index(day.lower()))
    raise BadValueError(
        f'{value!r} is no cadence; write "immediate", "daily 08:30" or "weekly mon 08:30" ({", ".join(WEEKDAYS)})'
    )


def quiet_hours(value: object) -> QuietHours:
    """Read `HH:MM-HH:MM`, which may span midnight."""
    start, _, end = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not _TIME.fullmatch(start) or not _TIME.fullmatch(end) or start == end:
        raise BadValueError(f'{value!r} are no hours; write "22:00-07:00"')
    return QuietHours(time.fromisoformat(start), time.fromisoformat(end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Which alerts go to which recipients, when and how. An empty filter lets every alert through."""

    id: str
    #: Ids of recipients.
    channels: tuple[str, ...]
    kinds: frozenset[AlertKind] = frozenset()
    #: Parts of the names of issuers.
    issuers: tuple[str, ...] = ()
    #: Beginnings of the names of regions.
    regions: tuple[str, ...] = ()
    #: Themes of measures, or topics.
    themes: tuple[str, ...] = ()
    #: Ids of sources.
    sources: tuple[str, ...] = ()
    min_confidence: float = 0.0
    cadence: Cadence = Cadence()
    zone: ZoneInfo = SHANGHAI
    quiet: QuietHours | None = None
    #: Alerts of this severity or a higher one ignore quiet hours and days off.
    break_through: Severity | None = None
    language: Language = Language.BOTH
    #: Whether it sends on working days of China only.
    working_days: bool = False
    #: Whether a digest without news is sent.
    nothing_new: bool = True
    #: Immediate messages to one recipient in any hour; further alerts wait and go out as one message.
    max_per_hour: int = 20

    @property
    def is_digest(self) -> bool:
        """Whether alerts wait for a digest."""
        return self.cadence.frequency is not Frequency.IMMEDIATE


def wants(route: Route, alert: Alert) -> bool:
    """Tell whether a route takes an alert."""
    if route.kinds and alert.kind not in route.kinds:
        return False
    if route.sources and alert.source_id and alert.source_id not in route.sources:
        return False
    return alert.finding is None or wants_finding(route, alert.finding)


def wants_list(route: Route, kind: SectionKind) -> bool:
    """Tell whether the digest of a route shows a list."""
    return not route.kinds or LISTS[kind] in route.kinds


def wants_finding(route: Route, finding: Finding) -> bool:
    """Tell whether a finding passes a route's filters of issuers, regions, themes and confidence."""
    issuers = finding.issuers if isinstance(finding, Measure) else (finding.issuer or "",)
    themes = {*finding.quote.topics, *(finding.themes if isinstance(finding, Measure) else ())}
    return (
        finding.quote.confidence >= route.min_confidence
        and (not route.issuers or any(part in issuer for part in route.issuers for issuer in issuers))
        and (not route.regions or (finding.region or "").startswith(route.regions))
        and (not route.themes or not themes.isdisjoint(route.themes))
    )


def postings(alerts: Sequence[Alert], routes: Sequence[Route], now: datetime) -> tuple[Posting, ...]:
    """Return each alert with its destinations: one for a recipient, however many routes lead to him."""
    return tuple(Posting(alert, destinations(alert, routes, now)) for alert in alerts)


def destinations(alert: Alert, routes: Sequence[Route], now: datetime) -> tuple[Destination, ...]:
    """Return where an alert waits; the first of several immediate routes to a recipient counts."""
    found: dict[str, Destination] = {}
    for route in routes:
        if wants(route, alert):
            due = due_at(route, now, SEVERITIES[alert.kind])
            queues = (DIGEST_QUEUE + route.id,) if route.is_digest else route.channels
            for queue in queues:
                found.setdefault(queue, Destination(queue, route.id, due))
    return tuple(found.values())


def meant_for(route: Route, alert: Alert) -> datetime:
    """Return when a route should have sent an alert: at once, or after quiet hours and days off."""
    return due_at(route, alert.created_at, SEVERITIES[alert.kind])


def due_at(route: Route, now: datetime, severity: Severity = Severity.NORMAL) -> datetime:
    """Return when a route may send: now, or after quiet hours and days off."""
    if route.is_digest or (route.break_through is not None and severity >= route.break_through):
        return now
    moment = now
    for _ in range(LONGEST_HOLIDAY):
        later = after_quiet(route, after_days_off(route, moment))
        if later == moment:
            break
        moment = later
    return moment


def after_days_off(route: Route, moment: datetime) -> datetime:
    """Return the moment, or the midnight that begins the next working day."""
    local = moment.astimezone(route.zone)
    if not route.working_days or is_worked(local.date()):
        return moment
    return utc(route, next_worked(local.date()), time(0), moment)


def after_quiet(route: Route, moment: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours in which it falls."""
    if route.quiet is None:
        return moment
    local = moment.astimezone(route.zone)
    today, start, end, at = local.date(), route.quiet.start, route.quiet.end, local.time()
    if start < end:
        return quiet_until(route, today, moment) if start <= at < end else moment
    if at >= start:
        return quiet_until(route, today + ONE_DAY, moment)
    return quiet_until(route, today, moment) if at < end else moment


def next_worked(day: date) -> date:
    """Return the first working day after a day."""
    days = (day + number * ONE_DAY for number in range(1, LONGEST_HOLIDAY))
    return next((later for later in days if is_worked(later)), day + ONE_DAY)


def utc(route: Route, day: date, at: time, like: datetime) -> datetime:
    """
    Return a wall-clock time of a route's zone, in the zone of the moment `like`.

    A time that the clocks skip in spring is as much later as they jump; of a time that comes twice in
    autumn it is the first.
    """
    return datetime.combine(day, at, route.zone).astimezone(like.tzinfo)


def quiet_until(route: Route, day: date, moment: datetime) -> datetime:
    """Return the end of the quiet hours of a day; if it comes twice in autumn, the first after the moment."""
    assert route.quiet is not None  # callers have checked
    first = utc(route, day, route.quiet.end, moment)
    return first if first > moment else utc(route, day, route.quiet.end.replace(fold=1), moment)


def periods(route: Route, after: datetime, now: datetime) -> tuple[datetime, ...]:
    """Return the moments in `(after, now]` at which digests were due, of the last week at most."""
    earliest = max(after, now - MADE_UP)
    return tuple(moment for moment in moments(route, earliest, now) if earliest < moment <= now)


def last_period(route: Route, now: datetime) -> datetime:
    """Return the newest moment at which a digest was due, also before the route existed."""
    past = list(moments(route, now - 2 * MADE_UP, now))
    return max((moment for moment in past if moment <= now), default=now - 2 * MADE_UP)


def next_period(route: Route, now: datetime) -> datetime:
    """Return when the next digest is due."""
    ahead = moments(route, now, now + LONGEST_HOLIDAY * ONE_DAY)
    return next((moment for moment in ahead if moment > now), now + LONGEST_HOLIDAY * ONE_DAY)


def moments(route: Route, first: datetime, last: datetime) -> Iterator[datetime]:
    """
    Yield the moments at which digests are due, from the day of `first` to the day of `last`.

    Where only working days count, a daily digest skips days off, and a weekly digest moves to the next
    working day.
    """
    day = (first - LONGEST_HOLIDAY * ONE_DAY).astimezone(route.zone).date()
    end = last.astimezone(route.zone).date()
    begin = first.astimezone(route.zone).date() - ONE_DAY
    seen: set[date] = set()
    while day <= end:
        due = on_day(route, day)
        if due is not None and begin <= due <= end and due not in seen:
            seen.add(due)
            yield utc(route, due, route.cadence.at, first)
        day += ONE_DAY


def on_day(route: Route, day: date) -> date | None:
    """Return the day on which the digest of a day goes out; None if the day has no digest."""
    weekly = route.cadence.frequency is Frequency.WEEKLY
    if weekly and day.weekday() != route.cadence.weekday:
        return None
    if not route.working_days or is_worked(day):
        return day
    return next_worked(day) if weekly else None


def unannounced(day: date) -> Bilingual:
    """Return the remark for readers that a year's holidays are not known."""
    return Bilingual(
        f"{day.year} 年的节假日安排尚未收录，工作日按周一至周五计。",
        f"The holidays of {day.year} are not known to this version: Monday to Friday count as working days.",
    )
