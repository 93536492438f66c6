"""How the state of a source follows from its checks and that of the service from its signs of life, and what people are told."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from ..domain import Alert, AlertKind, CheckResult, Coverage, Health, Notice, Outcome, Source, SourceState
from .schedule import QUICK_RETRIES, History, is_stale, latest_due, next_due

#: Failed checks in a row after which people are told.
BROKEN_AFTER = 3

FAILED = (Outcome.FAILED, Outcome.BLOCKED)
DOWN = (Health.BROKEN, Health.BLOCKED)


def after_check(
    state: SourceState, result: CheckResult, source: Source, chance: random.Random
) -> tuple[SourceState, AlertKind | None]:
    """
    Return the state after a check, and what people must be told, if anything.

    One alert when the third check in a row fails, one when the next succeeds:
    nothing in between, so that an outage is two messages however long it lasts.
    """
    if result.outcome in FAILED:
        return after_failure(state, result, source, chance)
    recovered = state.health in DOWN
    fine = replace(
        state,
        health=health_after(result, recovered=recovered),
        last_checked_at=result.finished_at,
        last_success_at=result.finished_at,
        failures=0,
        failing_since=None,
        reason=reason_of(result),
        next_due_at=due_after(state, result, source, chance, failures=0),
        baseline_done=state.baseline_done or result.baseline_ends,
        fingerprint=source.fingerprint,
    )
    return fine, AlertKind.SOURCE_RECOVERED if recovered else None


def health_after(result: CheckResult, *, recovered: bool) -> Health:
    """Return the health after a check that read all listings."""
    if result.outcome is Outcome.PARTIAL:
        return Health.DEGRADED
    return Health.RECOVERED if recovered else Health.OK


def after_failure(
    state: SourceState, result: CheckResult, source: Source, chance: random.Random
) -> tuple[SourceState, AlertKind | None]:
    """
    Return the state after a failed check.

    Where the network gave no answer, the quick retries are not counted: they are over within half an hour.
    """
    failures = state.failures + 1
    down = Health.BLOCKED if result.outcome is Outcome.BLOCKED else Health.BROKEN
    patience = BROKEN_AFTER + (len(QUICK_RETRIES) if is_unreachable(result) else 0)
    is_down = state.health in DOWN or failures >= patience
    failed = replace(
        state,
        health=down if is_down else Health.DEGRADED,
        last_checked_at=result.finished_at,
        failures=failures,
        failing_since=state.failing_since or result.started_at,
        reason=reason_of(result),
        next_due_at=due_after(state, result, source, chance, failures=failures),
        baseline_done=state.baseline_done or result.baseline_ends,
        fingerprint=source.fingerprint,
    )
    return failed, AlertKind.SOURCE_BROKEN if is_down and state.health not in DOWN else None


def due_after(
    state: SourceState, result: CheckResult, source: Source, chance: random.Random, *, failures: int
) -> datetime:
    """Return when a source is due after a check."""
    found = result.new_measures + result.new_targets + result.new_progress
    history = History(
        failures=failures,
        is_unreachable=is_unreachable(result),
        is_hit=found > 0 and not result.baseline,
        is_quiet=bool(state.quiet) and not result.new_articles,
        chance=chance.random(),
    )
    return next_due(result.finished_at, source, history)


def is_unreachable(result: CheckResult) -> bool:
    """Tell whether the network gave no answer to anything that failed."""
    return bool(result.failures) and all(failure.unreachable for failure in result.failures)


def reason_of(result: CheckResult) -> str:
    """Return the first failure of a check in words; empty when there was none."""
    return result.failures[0].message if result.failures else ""


def coverage(sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime) -> Coverage:
    """Return how complete the watch is: what is fresh, what is broken since when, what is stale."""
    enabled = [source for source in sources if source.enabled]
    broken = [
        (source.name, state.failing_since, state.reason)
        for source in enabled
        if (state := states.get(source.id)) and state.failing_since and state.failures
    ]
    failing = {name for name, _, _ in broken}
    stale = [s.name for s in enabled if s.name not in failing and is_stale(s, states.get(s.id), now)]
    return Coverage(
        total=len(enabled),
        fresh=len(enabled) - len(broken) - len(stale),
        broken=tuple(sorted(broken, key=lambda row: row[1])),
        stale=tuple(stale),
        quiet=tuple(s.name for s in enabled if health_at(s, states.get(s.id), now) is Health.QUIET),
    )


def health_at(source: Source, state: SourceState | None, now: datetime) -> Health:
    """Return a source's health at a moment: as its last check left it, unless it is stale or quiet."""
    if state is None:
        return Health.NEW
    if state.failures:
        return state.health
    if is_stale(source, state, now):
        return Health.STALE
    return Health.QUIET if state.quiet else state.health


#: The rhythm of a source is read from the days of this time before its newest publication.
RHYTHM_OVER = timedelta(days=365)
#: A source with fewer days of publication has no rhythm yet.
RHYTHM_DAYS = 8
#: Silence of at most this long is never unusual; China's longest holiday has nine days.
NEVER_QUIET = timedelta(days=10)


def silence(days: Collection[date], today: date) -> tuple[date, str] | None:
    """
    Return since when a source is unusually silent, and why that is unusual; None if it publishes as usual.

    `days` are those of its publications. Usual is what 19 of 20 gaps between two of them do not exceed;
    unusual is twice that, and more than `NEVER_QUIET`.
    """
    past = sorted(day for day in set(days) if day <= today)
    recent = [day for day in past if past[-1] - day <= RHYTHM_OVER]
    if len(recent) < RHYTHM_DAYS:
        return None
    gaps = sorted((later - earlier).days for earlier, later in pairwise(recent))
    usual = gaps[len(gaps) * 19 // 20]
    newest, silent = recent[-1], (today - recent[-1]).days
    if silent <= max(2 * usual, NEVER_QUIET.days):
        return None
    return newest, (
        f"nothing new since {newest}, for {silent} days: it published on {len(recent)} days of the year before, "
        f"19 of 20 times within {usual} days"
    )


def due(sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """Return the enabled sources whose time has come, longest waiting first; new ones before all."""
    never = datetime.min.replace(tzinfo=now.tzinfo)

    def waiting_since(source: Source) -> datetime:
        state = states.get(source.id)
        return (state and latest_due(source, state, now)) or never

    enabled = (source for source in sources if source.enabled)
    return tuple(sorted((s for s in enabled if waiting_since(s) <= now), key=waiting_since))


#: Clocks of two machines may differ by this much.
CLOCK_SKEW = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What tells at a moment whether the service does its work."""

    #: Last sign of life; None if it never gave one.
    beat: datetime | None
    #: Enabled sources.
    sources: tuple[Source, ...]
    states: Mapping[str, SourceState]
    #: Recipient and due time of what waits longest to be sent; None if nothing waits.
    waiting: tuple[str, datetime] | None


def ailments(vitals: Vitals, now: datetime, *, max_age: timedelta, max_wait: timedelta) -> tuple[str, ...]:
    """Return why the service is not healthy, each reason in words; nothing if it is."""
    found = [*lifeless(vitals.beat, now, max_age)]
    if all(is_stale(source, vitals.states.get(source.id), now) for source in vitals.sources):
        found.append(unreached(vitals, now))
    if vitals.waiting is not None and now - vitals.waiting[1] > max_wait:
        recipient, since = vitals.waiting
        found.append(f"a message to {recipient} has waited for {span(now - since)}")
    return tuple(found)


def lifeless(beat: datetime | None, now: datetime, max_age: timedelta) -> tuple[str, ...]:
    """Return why the last sign of life is none, in words; nothing if it is one."""
    if beat is None:
        return ("the service never gave a sign of life",)
    if now - beat < -CLOCK_SKEW:
        return (f"the last sign of life is {span(beat - now)} ahead: the clock was set back",)
    return (f"the last sign of life is {span(now - beat)} old",) if now - beat > max_age else ()


def unreached(vitals: Vitals, now: datetime) -> str:
    """Return in words that no source was reached lately, and when the last one was."""
    successes = [
        state.last_success_at
        for source in vitals.sources
        if (state := vitals.states.get(source.id)) and state.last_success_at
    ]
    last = f"the last one {span(now - max(successes))} ago" if successes else "none ever was"
    count = len(vitals.sources)
    return f"no source of {count} was reached lately, {last}" if count else "no source is enabled"


def span(time: timedelta) -> str:
    """Return a span of time in its largest unit of seconds, hours and days that makes two or more."""
    seconds = round(time.total_seconds())
    hours = seconds // 3600
    if hours < 2:  # noqa: PLR2004 -- see the docstring
        return f"{seconds} s"
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"  # noqa: PLR2004 -- see the docstring


#: What a first reading counts: in Chinese with its measure word, in English one and several.
COUNTED = (
    ("篇文章", "article", "articles"),
    ("项措施", "measure", "measures"),
    ("个目标", "target", "targets"),
    ("条进展", "progress report", "progress reports"),
)


def baseline_alert(source: Source, result: CheckResult) -> Alert:
    """Return the one alert of a source's first reading: what was found is counted, not announced."""
    counts = (result.new_articles, result.new_measures, result.new_targets, result.new_progress)
    counted = tuple(zip(counts, COUNTED, strict=True))
    return Alert(
        key=f"baseline:{source.id}",
        kind=AlertKind.BASELINE,
        created_at=result.finished_at,
        source_id=source.id,
        source_name=source.name,
        details=(
            (
                "，".join(f"{count} {words}" for count, (words, _, _) in counted),
                ", ".join(f"{count} {one if count == 1 else several}" for count, (_, one, several) in counted),
            ),
        ),
    )


def notice_alert(source: Source, notice: Notice, now: datetime) -> Alert:
    """Return the alert of what people should know of a source that is checked well."""
    return Alert(
        key=f"notice:{source.id}:{notice.key}",
        kind=AlertKind.SOURCE_NOTICE,
        created_at=now,
        source_id=source.id,
        source_name=source.name,
        message=notice.message,
    )


def health_alert(source: Source, before: SourceState, kind: AlertKind, result: CheckResult) -> Alert:
    """
    Return the alert of a source that broke or recovered.

    `before` is the state that the check found: its first failure is what makes
    the pair of alerts of one outage unique.
    """
    since = before.failing_since or result.started_at
    broken = kind is AlertKind.SOURCE_BROKEN
    return Alert(
        key=f"{kind}:{source.id}:{since.isoformat()}",
        kind=kind,
        created_at=result.finished_at,
        source_id=source.id,
        source_name=source.name,
        message=result.failures[0].message if broken else before.reason,
        since=since,
    )
