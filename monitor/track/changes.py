"""What changed between two states of a target or measure, as rows of the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from ..domain import Audit, Match, Standing, Statement, TargetVersion, TrackedMeasure, TrackedTarget
from .amounts import figure_words, same_figure
from .evidence import day_of, figure_of

#: Who changed what no person did.
RULE = "rule"
#: Aspects that people are told of; the others only explain.
NEWS = frozenset({"measure", "stage", "target", "value", "deadline", "page", "status"})
#: Why something changed that no new document changes.
PAGE_EDITED = "page edited"
STATED_AGAIN = "stated again"


class _Tracked(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


TrackedT = TypeVar("TrackedT", bound=_Tracked)


def measure_changes(
    before: Iterable[TrackedMeasure], after: Iterable[TrackedMeasure], at: datetime
) -> tuple[Audit, ...]:
    """Return new measures, stages reached, numbers learnt, and measures found to be one; order kept."""
    return tuple(change for old, tracked in _pairs(before, after) for change in _of_measure(old, tracked, at))


def target_changes(before: Iterable[TrackedTarget], after: Iterable[TrackedTarget], at: datetime) -> tuple[Audit, ...]:
    """Return new targets, revised figures and deadlines, and targets found to be one; order kept."""
    return tuple(change for old, tracked in _pairs(before, after) for change in _of_target(old, tracked, at))


def standing_changes(subject: str, before: Standing | None, after: Standing, at: datetime) -> tuple[Audit, ...]:
    """Return the change of a target's status, if there is one; `subject` is its key."""
    old = before.status if before else ""
    if old == after.status:
        return ()
    why = f"since {after.since.isoformat()}" if after.since else ""
    return (Audit(at, after.by, subject, "status", old, after.status, why, after.evidence),)


def link_changes(progress: Statement, found: Match, touched: Iterable[str], at: datetime) -> tuple[Audit, ...]:
    """Return that a figure came to count for targets, or counts no more; `touched` are their keys."""
    counts = {found.target, *found.also, *found.begins}
    said, score = _figure(progress), next((candidate.score for candidate in found.candidates), 0.0)
    linked = found.why or f"score {score:.2f}"
    return tuple(
        Audit(
            at=at,
            by=RULE,
            subject=key,
            aspect="figure",
            old="" if key in counts else said,
            new=said if key in counts else "",
            why="where the way begins" if key in found.begins else linked,
            evidence=progress.fingerprint,
        )
        for key in sorted(touched)
    )


def _figure(progress: Statement) -> str:
    finding = figure_of(progress)
    return f"{figure_words(finding.amount, finding.quote.text)} ({day_of(progress).isoformat()})"


def _pairs(before: Iterable[TrackedT], after: Iterable[TrackedT]) -> Iterator[tuple[tuple[TrackedT, ...], TrackedT]]:
    """Yield each target or measure with those to which its statements belonged before, the oldest first."""
    home = {statement.mark: tracked for tracked in before for statement in tracked.statements}
    for tracked in after:
        known = (next((mark for mark in statement.line if mark in home), None) for statement in tracked.statements)
        held = {home[mark].key: home[mark] for mark in known if mark is not None}
        yield tuple(held.values()), tracked


def _joined(old: Sequence[_Tracked], tracked: _Tracked, at: datetime) -> Iterator[Audit]:
    for other in old[1:]:
        yield Audit(at, RULE, tracked.key, "joined", other.key, old[0].key, "found to be one")


def _of_measure(old: Sequence[TrackedMeasure], tracked: TrackedMeasure, at: datetime) -> Iterator[Audit]:
    canonical_page = tracked.canonical.fingerprint
    if not old:
        yield Audit(at, RULE, tracked.key, "measure", "", tracked.name, "first stated", canonical_page)
        return
    yield from _joined(old, tracked, at)
    was = max(old, key=lambda statement: len(statement.steps)).stage
    if tracked.stage is not was and tracked.stage not in {measure.stage for measure in old}:
        yield Audit(at, RULE, tracked.key, "stage", was, tracked.stage, "", tracked.steps[-1].statement.fingerprint)
    known = next((measure.document_number for measure in old if measure.document_number), None)
    if tracked.document_number and tracked.document_number != known:
        yield Audit(at, RULE, tracked.key, "document_number", known or "", tracked.document_number)


def _of_target(old: Sequence[TrackedTarget], tracked: TrackedTarget, at: datetime) -> Iterator[Audit]:
    now = tracked.versions[-1]
    if not old:
        mark = now.statement.fingerprint
        yield Audit(at, RULE, tracked.key, "target", "", _words(now), "first stated", mark)
        return
    yield from _joined(old, tracked, at)
    yield from _revised(old[0].versions[-1], now, tracked.key, at)
    yield from _kept_on_a_page(old[0], tracked, at)


def _revised(was: TargetVersion, now: TargetVersion, key: str, at: datetime) -> Iterator[Audit]:
    mark, why = now.statement.fingerprint, PAGE_EDITED if now.by_edit else "stated anew"
    rebound = now.by_edit and was.amount.comparator != now.amount.comparator
    if rebound or not same_figure(was.amount, now.amount):
        yield Audit(at, RULE, key, "value", _words(was), _words(now), why, mark)
    old, new = (version.deadline.end.isoformat() if version.deadline else "" for version in (was, now))
    if old != new:
        yield Audit(at, RULE, key, "deadline", old, new, why, mark)


def _kept_on_a_page(was: TrackedTarget, now: TrackedTarget, at: datetime) -> Iterator[Audit]:
    """Yield that no page states a target any more, or that one does again."""
    mark = now.versions[-1].statement.fingerprint
    if now.withdrawn and not was.withdrawn:
        yield Audit(at, RULE, now.key, "page", _words(was.versions[-1]), "", PAGE_EDITED, mark)
    elif was.withdrawn and not now.withdrawn:
        yield Audit(at, RULE, now.key, "page", "", _words(now.versions[-1]), STATED_AGAIN, mark)


def _words(version: TargetVersion) -> str:
    return figure_words(version.amount, version.statement.finding.quote.text)
