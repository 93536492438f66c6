"""What changed between two states of lives: the audit trail of rules, and the news in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from ..domain import Audit, Match, MeasureLife, Standing, Statement, TargetLife, Version
from .amounts import same_figure
from .figures import figure_words
from .timing import day_of, figure_of

#: Who changed what no person did.
RULE = "rule"
#: Aspects that people are told of; the others only explain.
NEWS = frozenset({"measure", "stage", "target", "value", "deadline", "status"})


class _Life(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


LifeT = TypeVar("LifeT", bound=_Life)


def measure_changes(
    before: Iterable[MeasureLife], after: Iterable[MeasureLife], at: datetime
) -> tuple[Audit, ...]:
    """Return new measures, stages reached, numbers learnt, and measures found to be one; order kept."""
    return tuple(change for old, life in _pairs(before, after) for change in _of_measure(old, life, at))


def target_changes(
    before: Iterable[TargetLife], after: Iterable[TargetLife], at: datetime
) -> tuple[Audit, ...]:
    """Return new targets, revised figures and deadlines, and targets found to be one; order kept."""
    return tuple(change for old, life in _pairs(before, after) for change in _of_target(old, life, at))


def standing_changes(
    subject: str, before: Standing | None, after: Standing, at: datetime
) -> tuple[Audit, ...]:
    """Return the change of a target's status, if there is one; `subject` is its key."""
    old = before.status if before else ""
    if old == after.status:
        return ()
    why = f"since {after.since.isoformat()}" if after.since else ""
    return (Audit(at, after.by, subject, "status", old, after.status, why, after.evidence),)


def link_changes(
    progress: Statement, found: Match, touched: Iterable[str], at: datetime
) -> tuple[Audit, ...]:
    """Return that a figure came to count for targets, or counts no more; `touched` are their keys."""
    counts = {found.target, *found.also, *found.begins}
    said, score = _figure(progress), next((one.score for one in found.candidates), 0.0)
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


def _pairs(before: Iterable[LifeT], after: Iterable[LifeT]) -> Iterator[tuple[tuple[LifeT, ...], LifeT]]:
    """Yield each life with those that its statements were in before, the oldest first."""
    home = {_mark(one): life for life in before for one in life.statements}
    for life in after:
        held = {home[_mark(one)].key: home[_mark(one)] for one in life.statements if _mark(one) in home}
        yield tuple(held.values()), life


def _mark(statement: Statement) -> tuple[str, str]:
    return (statement.fingerprint, statement.url)


def _joined(old: Sequence[_Life], life: _Life, at: datetime) -> Iterator[Audit]:
    for other in old[1:]:
        yield Audit(at, RULE, life.key, "joined", other.key, old[0].key, "found to be one")


def _of_measure(old: Sequence[MeasureLife], life: MeasureLife, at: datetime) -> Iterator[Audit]:
    canonical_page = life.canonical.fingerprint
    if not old:
        yield Audit(at, RULE, life.key, "measure", "", life.name, "first stated", canonical_page)
        return
    yield from _joined(old, life, at)
    was = max(old, key=lambda one: len(one.steps)).stage
    if life.stage is not was and life.stage not in {one.stage for one in old}:
        yield Audit(at, RULE, life.key, "stage", was, life.stage, "", life.steps[-1].statement.fingerprint)
    known = next((one.document_number for one in old if one.document_number), None)
    if life.document_number and life.document_number != known:
        yield Audit(at, RULE, life.key, "document_number", known or "", life.document_number)


def _of_target(old: Sequence[TargetLife], life: TargetLife, at: datetime) -> Iterator[Audit]:
    now = life.versions[-1]
    if not old:
        mark = now.statement.fingerprint
        yield Audit(at, RULE, life.key, "target", "", _words(now), "first stated", mark)
        return
    yield from _joined(old, life, at)
    yield from _revised(old[0].versions[-1], now, life.key, at)


def _revised(was: Version, now: Version, key: str, at: datetime) -> Iterator[Audit]:
    mark = now.statement.fingerprint
    if not same_figure(was.amount, now.amount):
        yield Audit(at, RULE, key, "value", _words(was), _words(now), "stated anew", mark)
    old, new = (version.deadline.end.isoformat() if version.deadline else "" for version in (was, now))
    if old != new:
        yield Audit(at, RULE, key, "deadline", old, new, "stated anew", mark)


def _words(version: Version) -> str:
    return figure_words(version.amount, version.statement.finding.quote.text)
