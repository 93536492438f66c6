"""How a source's state follows from its checks, and when people are told."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ..domain import AlertKind, CheckResult, Coverage, Health, Outcome, Source, SourceState

#: Failed checks in a row after which people are told.
BROKEN_AFTER = 3
#: Longest time between two checks of a failing source.
LONGEST_WAIT = timedelta(days=1)
#: Intervals without a successful check after which a source counts as stale.
STALE_AFTER = 2

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
        health=Health.DEGRADED if result.outcome is Outcome.PARTIAL else Health.OK,
        last_checked_at=result.finished_at,
        last_success_at=result.finished_at,
        failures=0,
        failing_since=None,
        reason=reason_of(result),
        next_due_at=result.finished_at + source.every + jitter(source, chance),
        baseline_done=state.baseline_done or not result.baseline or result.pending == 0,
        fingerprint=source.fingerprint,
    )
    return fine, AlertKind.SOURCE_RECOVERED if recovered else None


def after_failure(
    state: SourceState, result: CheckResult, source: Source, chance: random.Random
) -> tuple[SourceState, AlertKind | None]:
    """Return the state after a failed check; the wait doubles with each failure, up to a day."""
    failures = state.failures + 1
    down = Health.BLOCKED if result.outcome is Outcome.BLOCKED else Health.BROKEN
    wait = min(source.every * 2 ** min(failures - 1, 10), max(LONGEST_WAIT, source.every))
    failed = replace(
        state,
        health=down if failures >= BROKEN_AFTER else Health.DEGRADED,
        last_checked_at=result.finished_at,
        failures=failures,
        failing_since=state.failing_since or result.started_at,
        reason=reason_of(result),
        next_due_at=result.finished_at + wait + jitter(source, chance),
        fingerprint=source.fingerprint,
    )
    return failed, AlertKind.SOURCE_BROKEN if failures == BROKEN_AFTER else None


def jitter(source: Source, chance: random.Random) -> timedelta:
    """Return a random delay up to the source's jitter, so that checks do not come in step."""
    return source.jitter * chance.random()


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
    )


def is_stale(source: Source, state: SourceState | None, now: datetime) -> bool:
    """Tell whether a source's last success is older than twice its interval, or never was."""
    if state is None or state.last_success_at is None:
        return True
    return now - state.last_success_at > STALE_AFTER * source.every + source.jitter


def due(sources: Iterable[Source], states: Mapping[str, SourceState], now: datetime) -> tuple[Source, ...]:
    """Return the enabled sources whose time has come, longest waiting first; new ones before all."""

    def waiting_since(source: Source) -> datetime:
        state = states.get(source.id)
        return state.next_due_at if state and state.next_due_at else datetime.min.replace(tzinfo=now.tzinfo)

    enabled = (source for source in sources if source.enabled)
    return tuple(sorted((s for s in enabled if waiting_since(s) <= now), key=waiting_since))
