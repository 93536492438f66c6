"""
Gathering: which statements make one target or measure, and what of that is new.

A statement is gathered with its closure: all statements that share a key with it, or that a person named with
it, and all that share a key with those. Whatever the order in which articles come, the same things result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Generic, TypeVar

from ..domain import (
    Audit,
    Commitment,
    Decision,
    Finding,
    KeyedStatement,
    Mark,
    Measure,
    Neighbourhood,
    Progress,
    Query,
    Stage,
    Statement,
    StoredStatement,
    Target,
    TrackedMeasure,
    TrackedSummary,
    TrackedTarget,
)
from .changes import measure_changes, target_changes
from .matching import candidate_keys, part_keys
from .person_decisions import resolved
from .relating import Regions, plan_names
from .target_versions import target_keys
from .tracked_measures import gather_measures, measure_keys
from .tracked_targets import commitment_of, gather_targets, known_since

_PROGRESS: Final = "progress"
TrackedT = TypeVar("TrackedT", TrackedMeasure, TrackedTarget)
#: What statements were before the reading that is followed; None: not known. Those that are absent did not change.
Before = Mapping[Mark, Statement | None]


# Keys


def keyed(statement: Statement) -> KeyedStatement:
    """Return a statement with the keys under which it is filed; a target is filed under its plans too."""
    plans = plan_filing_keys(statement.plans) if isinstance(statement.finding, Target) else ()
    return KeyedStatement(statement, statement_keys(statement) + plans)


def statement_keys(statement: Statement) -> tuple[str, ...]:
    """Return the keys that a statement shares with those that it may be one with, or belong to, in any wording."""
    findings = (statement.finding, *(wording.finding for wording in statement.past))
    return tuple(dict.fromkeys(key for finding in findings for key in _finding_keys(finding)))


def _finding_keys(finding: Finding) -> tuple[str, ...]:
    match finding:
        case Measure() as measure:
            return tuple(f"measure:{key}" for key in measure_keys(measure))
        case Progress() as progress:
            # A target that is set later looks for progress in its own region only.
            return progress_keys(candidate_keys(progress))
        case target:
            return tuple(f"target:{key}" for key in target_keys(target))


def progress_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys under which progress is filed that may belong to a target with these keys."""
    return tuple(f"{_PROGRESS}:{key}" for key in keys)


def plan_filing_keys(plans: Iterable[str]) -> tuple[str, ...]:
    """Return the keys under which targets are filed that these plans set."""
    return tuple(f"plan:{name}" for name in plan_names(plans))


# Gathering


@dataclass(frozen=True, slots=True)
class Closure:
    """Statements with all that they may be one with, as far as it is known."""

    kind: type[Finding]
    statements: Mapping[Mark, StoredStatement]
    decisions: tuple[Decision, ...] = ()
    commitments: Mapping[int, Commitment] = field(default_factory=dict)
    #: Statements whose neighbours were not asked for yet.
    frontier: tuple[StoredStatement, ...] = ()

    @classmethod
    def of(cls, kind: type[Finding], statements: Iterable[StoredStatement]) -> Closure:
        """Return the closure of statements before anything is known of their neighbours."""
        known = {statement.mark: statement for statement in of_kind(statements, kind)}
        return cls(kind, known, frontier=tuple(known.values()))

    def query(self) -> Query | None:
        """Return what is missing; None if the closure is complete."""
        if not self.frontier:
            return None
        keys = (key for statement in self.frontier for key in statement_keys(statement.statement))
        return Query(frozenset(keys), frozenset(statement.statement.fingerprint for statement in self.frontier))

    def joined(self, found: Neighbourhood) -> Closure:
        """Return the closure with the answer to its query."""
        fresh = {
            statement.mark: statement
            for statement in of_kind(found.statements, self.kind)
            if statement.mark not in self.statements
        }
        return Closure(
            self.kind,
            {**self.statements, **fresh},
            tuple(dict.fromkeys((*self.decisions, *found.decisions))),
            {**self.commitments, **found.commitments},
            tuple(fresh.values()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered(Generic[TrackedT]):
    """Tracked targets or measures as they are now, where statements changed them."""

    tracked: tuple[TrackedT, ...] = ()
    summaries: tuple[TrackedSummary, ...] = ()
    #: Numbers of tracked things whose members all went to others.
    dropped: frozenset[int] = frozenset()
    #: What targets that are gone or different asked for before.
    were: tuple[Commitment, ...] = ()
    #: What new and different targets ask for now.
    changed: tuple[Commitment, ...] = ()
    #: Numbers of the tracked things to which the changed targets' statements belonged.
    homes: frozenset[int] = frozenset()
    audits: tuple[Audit, ...] = ()


def gather_measure_statements(
    closure: Closure, seeds: Iterable[Mark], before: Before, at: datetime
) -> Gathered[TrackedMeasure]:
    """Return the measures that the seeds belong to, with what changed in them since they were as in `before`."""
    statements = [statement.statement for statement in closure.statements.values()]
    were = gather_measures(as_before(statements, before), closure.decisions)
    after = _affected(gather_measures(statements, closure.decisions), closure, seeds)
    homes = assigned([tracked.statements for tracked in after], closure)
    summaries = tuple(
        measure_summary(tracked, closure, number) for tracked, (number, _) in zip(after, homes, strict=True)
    )
    return Gathered(
        tracked=after, summaries=summaries, dropped=_dropped(homes), audits=measure_changes(were, after, at)
    )


def gather_target_statements(
    closure: Closure, seeds: Iterable[Mark], before: Before, at: datetime, wider: Regions
) -> Gathered[TrackedTarget]:
    """Return the targets that the seeds belong to, with what changed in them since they were as in `before`."""
    statements = [statement.statement for statement in closure.statements.values()]
    stood = gather_targets(as_before(statements, before), closure.decisions)
    after = _affected(gather_targets(statements, closure.decisions), closure, seeds)
    homes = assigned([tracked.statements for tracked in after], closure)
    summaries = tuple(
        target_summary(tracked, closure, number, wider) for tracked, (number, _) in zip(after, homes, strict=True)
    )
    changed = [
        (summary.commitment, were)
        for summary, (number, were) in zip(summaries, homes, strict=True)
        if summary.commitment and _is_changed(summary.commitment, number, were, closure.commitments)
    ]
    moved = frozenset(number for _, were in changed for number in were)
    return Gathered(
        tracked=after,
        summaries=summaries,
        dropped=_dropped(homes),
        were=tuple(closure.commitments[number] for number in sorted(moved & closure.commitments.keys())),
        changed=tuple(commitment for commitment, _ in changed),
        homes=moved,
        audits=target_changes(stood, after, at),
    )


def as_before(statements: Iterable[Statement], before: Before) -> list[Statement]:
    """Return statements as they were; those that were not known are left out."""
    were = (before.get(statement.mark, statement) for statement in statements)
    return [statement for statement in were if statement is not None]


def _affected(tracked: Sequence[TrackedT], closure: Closure, seeds: Iterable[Mark]) -> tuple[TrackedT, ...]:
    """Return the targets or measures that hold a seed, and those whose members are not recorded so already."""
    wanted = set(seeds)
    sizes = Counter(statement.home for statement in closure.statements.values())

    def is_affected(statements: Sequence[Statement]) -> bool:
        marks = [statement.mark for statement in statements]
        homes = {closure.statements[mark].home for mark in marks}
        whole = len(homes) == 1 and None not in homes and sizes[min(homes)] == len(marks)  # type: ignore[type-var]  # no None among them
        return not whole or not wanted.isdisjoint(marks)

    return tuple(thing for thing in tracked if is_affected(thing.statements))


def assigned(tracked: Iterable[Sequence[Statement]], closure: Closure) -> tuple[tuple[int | None, frozenset[int]], ...]:
    """
    Return for each tracked thing its row, and the rows to which its statements belonged.

    A thing keeps the oldest of these rows that no other has taken; without one it is given a new row (None).
    """
    taken: set[int] = set()
    found: list[tuple[int | None, frozenset[int]]] = []
    for statements in tracked:
        homes = (closure.statements[statement.mark].home for statement in statements)
        were = frozenset(home for home in homes if home is not None)
        number = min(were - taken, default=None)
        if number is not None:
            taken.add(number)
        found.append((number, were))
    return tuple(found)


def _dropped(homes: Iterable[tuple[int | None, frozenset[int]]]) -> frozenset[int]:
    rows = tuple(homes)
    return frozenset(number for _, were in rows for number in were) - {number for number, _ in rows}


def _is_changed(
    commitment: Commitment, number: int | None, were: frozenset[int], known: Mapping[int, Commitment]
) -> bool:
    """Tell whether a target is new, joined of several, or asks for something else than before."""
    return number is None or len(were) > 1 or known.get(number) != commitment


def measure_summary(tracked: TrackedMeasure, closure: Closure, number: int | None) -> TrackedSummary:
    """Return what lists show of a measure."""
    findings = [statement.finding for statement in tracked.statements if isinstance(statement.finding, Measure)]
    return TrackedSummary(
        number=number,
        members=tuple(closure.statements[statement.mark] for statement in tracked.statements),
        shown=closure.statements[tracked.canonical.mark],
        name=tracked.name,
        issuer="、".join(tracked.issuers) or None,
        region=tracked.measure.region,
        themes=tuple(
            dict.fromkeys(theme for finding in findings for theme in (*finding.themes, *finding.quote.topics))
        ),
        in_scope=any(finding.quote.in_scope for finding in findings),
        stage=tracked.stage,
        known_since=min(statement.seen_at for statement in tracked.statements),
    )


def target_summary(tracked: TrackedTarget, closure: Closure, number: int | None, wider: Regions) -> TrackedSummary:
    """Return what lists show of a target, as people edited it."""
    edits = resolved(closure.decisions, dict.fromkeys(tracked.members, tracked.key))
    commitment = commitment_of(tracked, edits)
    standing = [statement for statement in tracked.statements if not statement.vanished_at] or tracked.statements
    topics = [topic for statement in standing for topic in statement.finding.quote.topics]
    return TrackedSummary(
        number=number,
        members=tuple(closure.statements[statement.mark] for statement in tracked.statements),
        shown=closure.statements[tracked.versions[-1].statement.mark],
        name=commitment.amount.metric,
        issuer=commitment.issuer,
        region=commitment.region,
        themes=tuple(dict.fromkeys(topics)),
        in_scope=any(statement.finding.quote.in_scope for statement in standing),
        series=tracked.series,
        known_since=known_since(tracked, closure.decisions),
        commitment=commitment,
        commitment_keys=(*candidate_keys(commitment), *part_keys(commitment, wider(commitment.region))),
    )


def repealed_plan_keys(measures: Iterable[TrackedMeasure]) -> tuple[str, ...]:
    """Return the keys under which the targets are filed that repealed measures may have set."""
    names = [
        statement.finding.name
        for measure in measures
        if measure.stage is Stage.REPEALED
        for statement in measure.statements
        if isinstance(statement.finding, Measure)
    ]
    return plan_filing_keys(names)


def of_kind(statements: Iterable[StoredStatement], kind: type[Finding]) -> tuple[StoredStatement, ...]:
    """Return the statements of one kind of finding."""
    return tuple(statement for statement in statements if isinstance(statement.finding, kind))
