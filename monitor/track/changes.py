"""What changed: between two readings of an article, and between two states of a target or measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol, TypeVar

from ..domain import (
    ArticleStatements,
    Audit,
    Companions,
    Decision,
    Mark,
    Match,
    Measure,
    Standing,
    Statement,
    StoredStatement,
    TargetVersion,
    TrackedMeasure,
    TrackedTarget,
)
from .amounts import canonical, figure_words, same_figure
from .evidence import day_of, figure_of
from .identity import measure_name

#: Who changed what no person did.
RULE = "rule"
#: Aspects that people are told of; the others only explain.
NEWS = frozenset({"measure", "stage", "target", "value", "deadline", "status"})


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
        held = {
            home[statement.mark].key: home[statement.mark] for statement in tracked.statements if statement.mark in home
        }
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


def _revised(was: TargetVersion, now: TargetVersion, key: str, at: datetime) -> Iterator[Audit]:
    mark = now.statement.fingerprint
    if not same_figure(was.amount, now.amount):
        yield Audit(at, RULE, key, "value", _words(was), _words(now), "stated anew", mark)
    old, new = (version.deadline.end.isoformat() if version.deadline else "" for version in (was, now))
    if old != new:
        yield Audit(at, RULE, key, "deadline", old, new, "stated anew", mark)


def _words(version: TargetVersion) -> str:
    return figure_words(version.amount, version.statement.finding.quote.text)


#: How alike two quotes must be at least to be the same place of a text.
_SAME_PLACE: Final = 0.5


def reidentify(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, str]:
    """
    Return for fingerprints of an article's old findings those that took their place, one for one.

    A finding takes another's place if it is of the same kind, says the same number (a measure: the
    same name or number) and is read from the same words or nearly so. Fingerprints that did not
    change, and findings without an heir, are left out; so decisions about the latter wait.
    """
    known = {statement.fingerprint for statement in new}
    lost = [statement for statement in old if statement.fingerprint not in known]
    kept = {statement.fingerprint for statement in old}
    found = [statement for statement in new if statement.fingerprint not in kept]
    pairs = [
        (-likeness, statement.fingerprint, other.fingerprint)
        for statement in lost
        for other in found
        if (likeness := _likeness(statement, other)) >= _SAME_PLACE
    ]
    heirs: dict[str, str] = {}
    for _, gone, heir in sorted(pairs):
        if gone not in heirs and heir not in heirs.values():
            heirs[gone] = heir
    return heirs


def _likeness(old: Statement, new: Statement) -> float:
    """Return how alike the quotes are of two findings that say the same; 0 if they do not."""
    if type(old.finding) is not type(new.finding) or _said(old) != _said(new):
        return 0.0
    ours, theirs = old.finding.quote.text, new.finding.quote.text
    if ours in theirs or theirs in ours:
        return 1.0
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- 40 ms that a check without news need not spend

    return Indel.normalized_similarity(ours, theirs)


def _said(statement: Statement) -> object:
    finding = statement.finding
    if isinstance(finding, Measure):
        return finding.document_number or measure_name(finding.name)
    return canonical(finding.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an article states anew, and what it states no more."""

    #: Statements that were not known before.
    new: frozenset[Mark]
    #: New or read otherwise than before: to be followed.
    changed: tuple[StoredStatement, ...]
    #: Statements that count no more.
    retired: tuple[StoredStatement, ...]
    #: Fingerprints of replaced findings and of those that took their place: decisions go over.
    heirs: Mapping[str, str]


def misread(article: ArticleStatements) -> tuple[StoredStatement, ...]:
    """Return what was stated before and is not now although the text is the same: rules had misread it."""
    return tuple(statement for statement in gone(article) if statement.number in article.in_present_text)


def gone(article: ArticleStatements) -> tuple[StoredStatement, ...]:
    """Return what the article stated before and does not state now."""
    stated = {statement.mark for statement in article.now}
    return tuple(old for old in article.before if old.mark not in stated)


def revise(article: ArticleStatements, decisions: Iterable[Decision]) -> Revision:
    """
    Return what an article changes: what replaces what, and what it does not state any more.

    A statement that the page dropped stays, since the target was announced once; what was
    misread goes, unless a person decided about it. `decisions` are those about `misread`.
    """
    before = {old.mark: old.statement for old in article.before}
    new = frozenset(statement.mark for statement in article.now if statement.mark not in before)
    lost = gone(article)
    heirs = reidentify(
        [statement.statement for statement in lost],
        [statement.statement for statement in article.now if statement.mark in new],
    )
    decided = {name for decision in decisions for name in (decision.target, decision.finding)}
    wrong = {statement.number for statement in misread(article) if statement.statement.fingerprint not in decided}
    return Revision(
        new=new,
        changed=tuple(
            statement
            for statement in article.now
            if before.get(statement.mark) != statement.statement or statement.statement.fingerprint in article.renewed
        ),
        retired=tuple(
            statement for statement in lost if statement.number in wrong or statement.statement.fingerprint in heirs
        ),
        heirs=heirs,
    )


def left_alone(
    companions: Companions, retired: Iterable[StoredStatement]
) -> tuple[tuple[StoredStatement, ...], frozenset[int]]:
    """Return the members that stay when statements are retired, and the rows that lose all of their members."""
    gone = {statement.number for statement in retired}
    left = tuple(member for member in companions.members if member.number not in gone)
    return left, companions.homes - {statement.home for statement in left}
