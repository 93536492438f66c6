"""Who is told what, and when. Pure: routes, alerts and moments in, places and moments out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..domain import SHANGHAI, Alert, AlertKind, Finding, Measure, Place, Posting
from .content import Language, Severity
from .kinds import SEVERITIES
from .working_days import is_worked

#: Queue of a route's next digest; channel ids have no colon.
DIGEST_QUEUE = "digest:"
#: Digests of periods longer ago are not made up.
MADE_UP = timedelta(days=7)
#: Longest series of days without a working one that is looked for; China's longest holiday has nine.
LONGEST_HOLIDAY = 30
ONE_DAY = timedelta(days=1)


class Pace(StrEnum):
    """How often a route speaks."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a route speaks; `at` is the time of day in the route's zone."""

    pace: Pace = Pace.IMMEDIATE
    at: time = time(0)
    #: 0 is Monday, as `date.weekday` counts; for weekly ones.
    weekday: int = 0


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is disturbed, `[start, end)`; they may span midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Who gets which alerts, when and how. An empty filter lets everything through."""

    id: str
    #: Ids of recipients.
    channels: tuple[str, ...]
    kinds: frozenset[AlertKind] = frozenset()
    #: Parts of issuers' names.
    issuers: tuple[str, ...] = ()
    #: Beginnings of regions' names.
    regions: tuple[str, ...] = ()
    #: Themes of measures, or topics.
    themes: tuple[str, ...] = ()
    #: Ids of sources.
    sources: tuple[str, ...] = ()
    min_confidence: float = 0.0
    cadence: Cadence = Cadence()
    zone: ZoneInfo = SHANGHAI
    quiet: Quiet | None = None
    #: From this severity on, quiet hours and days off do not hold an alert back.
    break_through: Severity | None = None
    language: Language = Language.BOTH
    working_days: bool = False
    #: Whether a digest is sent when there is nothing to tell.
    nothing_new: bool = True
    #: Immediate messages to one recipient in any hour; what comes beyond waits and goes out as one.
    max_per_hour: int = 20

    @property
    def is_digest(self) -> bool:
        """Whether the route collects for a digest."""
        return self.cadence.pace is not Pace.IMMEDIATE


def wants(route: Route, alert: Alert) -> bool:
    """Tell whether an alert belongs on a route."""
    if route.kinds and alert.kind not in route.kinds:
        return False
    if route.sources and alert.source_id and alert.source_id not in route.sources:
        return False
    return alert.finding is None or wants_finding(route, alert.finding)


def wants_finding(route: Route, finding: Finding) -> bool:
    """Tell whether a finding passes the filters on what findings say."""
    issuers = finding.issuers if isinstance(finding, Measure) else (finding.issuer or "",)
    themes = {*finding.quote.topics, *(finding.themes if isinstance(finding, Measure) else ())}
    return (
        finding.quote.confidence >= route.min_confidence
        and (not route.issuers or any(part in issuer for part in route.issuers for issuer in issuers))
        and (not route.regions or (finding.region or "").startswith(route.regions))
        and (not route.themes or not themes.isdisjoint(route.themes))
    )


def postings(alerts: Sequence[Alert], routes: Sequence[Route], now: datetime) -> tuple[Posting, ...]:
    """Return each alert with the places where it waits: one for a recipient, whatever the routes to him."""
    return tuple(Posting(alert, places(alert, routes, now)) for alert in alerts)


def places(alert: Alert, routes: Sequence[Route], now: datetime) -> tuple[Place, ...]:
    """Return where an alert waits; of several immediate routes to one recipient the first counts."""
    found: dict[str, Place] = {}
    for route in routes:
        if wants(route, alert):
            due = due_at(route, now, SEVERITIES[alert.kind])
            queues = (DIGEST_QUEUE + route.id,) if route.is_digest else route.channels
            for queue in queues:
                found.setdefault(queue, Place(queue, route.id, due))
    return tuple(found.values())


def meant_for(route: Route, alert: Alert) -> datetime:
    """Return when a route was to tell an alert: at once, or when quiet hours and days off were over."""
    return due_at(route, alert.created_at, SEVERITIES[alert.kind])


def due_at(route: Route, now: datetime, severity: Severity = Severity.NORMAL) -> datetime:
    """Return when a route may speak: now, or when quiet hours and days off are over."""
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
    """Return the moment, or midnight before the next working day."""
    local = moment.astimezone(route.zone)
    if not route.working_days or is_worked(local.date()):
        return moment
    return utc(route, next_worked(local.date()), time(0), moment)


def after_quiet(route: Route, moment: datetime) -> datetime:
    """Return the moment, or the end of the quiet hours that it falls into."""
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
    return next((one for one in days if is_worked(one)), day + ONE_DAY)


def utc(route: Route, day: date, at: time, like: datetime) -> datetime:
    """
    Return a wall-clock time of a route's zone in the zone of another moment.

    A time that the clocks skip in spring comes as much later as they jump; of one
    that comes twice in autumn, the first.
    """
    return datetime.combine(day, at, route.zone).astimezone(like.tzinfo)


def quiet_until(route: Route, day: date, moment: datetime) -> datetime:
    """Return the end of the quiet hours of a day; of one that comes twice in autumn, the first after the moment."""
    assert route.quiet is not None  # who asks has looked
    first = utc(route, day, route.quiet.end, moment)
    return first if first > moment else utc(route, day, route.quiet.end.replace(fold=1), moment)


def periods(route: Route, after: datetime, now: datetime) -> tuple[datetime, ...]:
    """Return the moments in `(after, now]` at which digests were due, none longer ago than a week."""
    earliest = max(after, now - MADE_UP)
    return tuple(moment for moment in moments(route, earliest, now) if earliest < moment <= now)


def last_period(route: Route, now: datetime) -> datetime:
    """Return the newest moment at which a digest was due, as if the route had always been."""
    past = list(moments(route, now - 2 * MADE_UP, now))
    return max((moment for moment in past if moment <= now), default=now - 2 * MADE_UP)


def next_period(route: Route, now: datetime) -> datetime:
    """Return when the next digest is due."""
    ahead = moments(route, now, now + LONGEST_HOLIDAY * ONE_DAY)
    return next((moment for moment in ahead if moment > now), now + LONGEST_HOLIDAY * ONE_DAY)


def moments(route: Route, first: datetime, last: datetime) -> Iterator[datetime]:
    """
    Yield the moments at which digests are due, from the day of one moment to the day of another.

    On working days only, a daily one leaves days off out; a weekly one moves to
    the next working day.
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
    """Return the day on which the digest of a day goes out; None if that day has none."""
    weekly = route.cadence.pace is Pace.WEEKLY
    if weekly and day.weekday() != route.cadence.weekday:
        return None
    if not route.working_days or is_worked(day):
        return day
    return next_worked(day) if weekly else None
