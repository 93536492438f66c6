"""
What another reading of a page changes in what the page states.

- What the page says otherwise takes the place of what it said: the same target, with another version.
- What the page says no more is dropped: its target is withdrawn where no other page states it.
- What is gone although the text is the same was misread: it is forgotten, unless a person decided about it.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from ..domain import (
    ArticleStatements,
    Companions,
    Decision,
    KeyedStatement,
    Mark,
    Measure,
    Progress,
    Statement,
    StoredStatement,
    Target,
    Wording,
)
from .amounts import canonical, plain, same_figure, stated
from .gathering import keyed
from .identity import measure_name, same_issuer
from .metric_names import similarity
from .target_versions import last_day, series_of
from .tracked_targets import ALIKE

#: How alike two quotes must be at least to be the same place of a text.
_SAME_PLACE: Final = 0.5
_NUMBERS: Final = re.compile(r"[\d.,，%％]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an article states anew, and what it states no more."""

    #: What it states, to be filed.
    stated: tuple[KeyedStatement, ...]
    #: Statements that it dropped, marked so.
    vanished: tuple[StoredStatement, ...] = ()
    #: Statements that are forgotten.
    retired: tuple[StoredStatement, ...] = ()
    #: Fingerprints of replaced findings and of those that took their place: decisions go over.
    heirs: Mapping[str, str] = field(default_factory=dict)
    #: What statements that are new or changed were before, by what they are now; None: not known at all.
    before: Mapping[Mark, Statement | None] = field(default_factory=dict)
    #: What was known before this reading.
    known: Mapping[Mark, Statement] = field(default_factory=dict)
    #: Fingerprints of findings that have other slots now.
    renewed: frozenset[str] = frozenset()

    def changed(self, filed: Iterable[StoredStatement]) -> tuple[StoredStatement, ...]:
        """Return what is to be followed: what is new, read otherwise, or dropped; `filed` is what is stated."""
        stated = (
            row
            for row in filed
            if self.known.get(row.mark) != row.statement or row.statement.fingerprint in self.renewed
        )
        return (*stated, *self.vanished)


def misread(article: ArticleStatements, said: Iterable[Statement]) -> tuple[StoredStatement, ...]:
    """Return what was stated before and is not now although the text is the same: rules had misread it."""
    return tuple(old for old in gone(article, said) if old.number in article.in_present_text)


def gone(article: ArticleStatements, said: Iterable[Statement]) -> tuple[StoredStatement, ...]:
    """Return what the article stated before and does not state now."""
    marks = {statement.mark for statement in said}
    return tuple(old for old in article.before if old.mark not in marks)


def revise(
    article: ArticleStatements,
    said: Sequence[Statement],
    decisions: Iterable[Decision],
    at: datetime,
    *,
    whole: bool = True,
) -> Revision:
    """
    Return what an article changes that now says `said`: what replaces what, and what it does not state any more.

    `decisions` are those about what is `gone`: what a person decided about is kept. Of an article that was not read
    `whole`, nothing is dropped: it may stand in what could not be read.
    """
    known = {old.mark: old for old in article.before}
    lost = gone(article, said)
    successors = _successors(lost, said, article)
    decided = {name for decision in decisions for name in (decision.target, decision.finding)}
    stated, before = [], {}
    for statement in said:
        old, heir_of = known.get(statement.mark), successors.get(statement.mark)
        past = old.statement.past if old else _past(heir_of, article, at) if heir_of else ()
        stated.append(replace(keyed(replace(statement, past=past)), home=heir_of.home if heir_of else None))
        if old is None:
            # A figure is news whichever figure stood there before.
            was = heir_of.statement if heir_of and not isinstance(statement.finding, Progress) else None
            before[statement.mark] = was
        elif old.statement.vanished_at:
            before[statement.mark] = old.statement
    heirs = {old.statement.fingerprint: mark[0] for mark, old in successors.items()}
    left = [old for old in lost if old.statement.fingerprint not in heirs]
    fate = {old.number: _fate(old, article, decided, whole=whole) for old in left}
    vanished = tuple(
        replace(old, statement=replace(old.statement, vanished_at=at)) for old in left if fate[old.number] == "vanished"
    )
    return Revision(
        stated=tuple(stated),
        vanished=vanished,
        retired=tuple(old for old in lost if fate.get(old.number, "retired") == "retired"),
        heirs=heirs,
        before=before | {old.mark: known[old.mark].statement for old in vanished},
        known={mark: old.statement for mark, old in known.items()},
        renewed=article.renewed,
    )


def _fate(old: StoredStatement, article: ArticleStatements, decided: Collection[str], *, whole: bool) -> str:
    """Return what becomes of a statement that is gone: `kept` as it is, `vanished`, or `retired`."""
    same_text = old.number in article.in_present_text
    if old.statement.fingerprint in decided and (same_text or not isinstance(old.finding, Target)):
        return "kept"
    if same_text:
        return "retired"
    if not whole:
        return "kept"
    if isinstance(old.finding, Target):
        return "kept" if old.statement.vanished_at else "vanished"
    return "retired"


def _past(old: StoredStatement, article: ArticleStatements, at: datetime) -> tuple[Wording, ...]:
    """Return what a page said where it says something else now; what rules only read otherwise it never said."""
    was = old.statement
    if old.number in article.in_present_text:
        return was.past
    return (*was.past, Wording(was.fingerprint, was.finding, was.published, at))


# Which statement takes which one's place


def reidentify(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, str]:
    """
    Return for fingerprints of findings those that took their place when rules read the same text otherwise.

    A finding takes another's place if it is of the same kind, says the same number (a measure: the
    same name or number) and is read from the same words or nearly so. Fingerprints that did not
    change, and findings without an heir, are left out; so decisions about the latter wait.
    """
    article = ArticleStatements(
        before=tuple(StoredStatement(number, None, statement) for number, statement in enumerate(old)),
        in_present_text=frozenset(range(len(old))),
    )
    known = {statement.fingerprint for statement in new}
    lost = [row for row in article.before if row.statement.fingerprint not in known]
    return {row.statement.fingerprint: mark[0] for mark, row in _successors(lost, new, article).items()}


def _successors(
    lost: Sequence[StoredStatement], said: Sequence[Statement], article: ArticleStatements
) -> dict[Mark, StoredStatement]:
    """Return which statement of the page took the place of which that is gone, one for one, the nearest first."""
    stood = {old.mark: old for old in article.before}
    found = [statement for statement in said if statement.mark not in stood]
    kept = [statement for statement in said if statement.mark in stood]
    then = sorted(_start(stood[statement.mark].statement) for statement in kept)
    now = sorted(_start(statement) for statement in kept)
    pairs = []
    for row, old in enumerate(sorted(lost, key=lambda gone_row: _start(gone_row.statement))):
        for place, new in enumerate(sorted(found, key=_start)):
            gap = abs(bisect(then, _start(old.statement)) - bisect(now, _start(new)))
            rank = _rank(old.statement, new, gap, same_text=old.number in article.in_present_text)
            if rank is not None:
                pairs.append(((*rank, gap, abs(row - place), old.statement.fingerprint, new.fingerprint), old, new))
    taken: dict[Mark, StoredStatement] = {}
    for _, old, new in sorted(pairs, key=lambda pair: pair[0]):
        if new.mark not in taken and old not in taken.values():
            taken[new.mark] = old
    return taken


def _start(statement: Statement) -> int:
    return statement.finding.quote.start


def _rank(old: Statement, new: Statement, gap: int, *, same_text: bool) -> tuple[int, float] | None:
    """
    Return how far a statement is from another whose place it may have taken, least first; None if it has not.

    `gap` is how many statements that stayed stand between the places of the two.
    """
    if type(old.finding) is not type(new.finding):
        return None
    likeness = _likeness(old.finding.quote.text, new.finding.quote.text)
    if _said(old) == _said(new) and likeness >= _SAME_PLACE:
        return (0, -likeness)
    if not same_text and isinstance(old.finding, Target) and isinstance(new.finding, Target):
        return _edit_rank(old, new, gap)
    return None


def _edit_rank(old: Statement, new: Statement, gap: int) -> tuple[int, float] | None:
    """
    Return how far an edited target is from what stood there before; None if it is another target.

    Both speak of one metric. If figure and deadline both differ, it could be another step of the series: so it
    must stand at the same place, in the same words but for the numbers.
    """
    ours, theirs = old.finding, new.finding
    assert isinstance(ours, Target)
    assert isinstance(theirs, Target)
    issuers = (ours.issuer or old.page_issuer, theirs.issuer or new.page_issuer)
    if issuers[0] != issuers[1] and not same_issuer(*issuers):
        return None
    same_series = series_of(ours) == series_of(theirs)
    if not same_series and not _is_renamed(ours, theirs):
        return None
    same_number = same_figure(stated(ours), stated(theirs))
    same_day = last_day(ours.deadline) == last_day(theirs.deadline)
    likeness = _likeness(_NUMBERS.sub("0", ours.quote.text), _NUMBERS.sub("0", theirs.quote.text))
    differing = 2 - same_number - same_day
    if (differing > 1 or not same_series) and (gap or likeness < _SAME_PLACE):
        return None
    return (differing + (not same_series), -likeness)


def _is_renamed(ours: Target, theirs: Target) -> bool:
    """Tell whether two targets speak of one metric in other words."""
    first, second = stated(ours), stated(theirs)
    if ours.region != theirs.region or series_of(ours).split("|")[:3] != series_of(theirs).split("|")[:3]:
        return False
    return similarity(plain(first, ours.region), plain(second, theirs.region), ours.quote.text) >= ALIKE


def _likeness(ours: str, theirs: str) -> float:
    """Return how alike two quotes are, 0–1."""
    if ours in theirs or theirs in ours:
        return 1.0
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- 40 ms that a check without news need not spend

    return Indel.normalized_similarity(ours, theirs)


def _said(statement: Statement) -> object:
    finding = statement.finding
    if isinstance(finding, Measure):
        return finding.document_number or measure_name(finding.name)
    return canonical(finding.amount)


# What goes with what is retired


def left_alone(
    companions: Companions, retired: Iterable[StoredStatement]
) -> tuple[tuple[StoredStatement, ...], frozenset[int]]:
    """Return the members that stay when statements are retired, and the rows that lose all of their members."""
    gone = {statement.number for statement in retired}
    left = tuple(member for member in companions.members if member.number not in gone)
    return left, companions.homes - {statement.home for statement in left}
