"""
One target, many statements.

A statement belongs to the target that it restates: same metric, region,
dimension, flow, figure and deadline, from no other level of government. Another
figure for the same deadline, or another deadline for the same figure, from the
same issuer in a later text revises it. Both different is a further step of the
series, and so is another year's growth or output: those belong to their year.
Two figures in one text are two targets. A figure that was stated before is a
mention, even after a revision: the press goes on quoting old ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from ..domain import Decision, DecisionKind, Goal, Period, Statement, Target, TargetLife, Version
from .amounts import adds_up, canonical, dimension, flow, is_ceiling, plain, same_figure, stated
from .bodies import place, same_issuer
from .decisions import edited
from .metrics import metric_key, similarity
from .pins import Pins, in_order, merged, pins_of

#: How alike two metrics must be at least where figure, deadline, region and dimension are one.
ALIKE: Final = 0.55


def series_of(target: Target | Goal) -> str:
    """Return what the steps of one series have in common: all of a target but figure and deadline."""
    amount = stated(target) if isinstance(target, Target) else target.amount
    key = metric_key(plain(amount, target.region))
    return f"{dimension(amount)}|{flow(amount)}|{amount.per or ''}|{target.region or ''}|{key}"


def figure_of(target: Target) -> str:
    """Return what two wordings of one target have in common: all but the metric's name."""
    amount, end = stated(target), target.deadline.end.isoformat() if target.deadline else ""
    numbers = ",".join(f"{value:f}" for value in canonical(amount))
    bound = "<" if is_ceiling(amount) else ">"
    return (
        f"{dimension(amount)}|{flow(amount)}|{amount.per or ''}|{target.region or ''}|{bound}{numbers}|{end}"
    )


def target_keys(target: Target) -> tuple[str, ...]:
    """
    Return the keys that statements of one target share at least one of.

    To gather a new statement, load all that share a key with it, then all that share a key with
    those, until none is added; there are few.
    """
    keys = (f"series:{series_of(target)}", f"figure:{figure_of(target)}")
    return keys if target.amount.values else keys[:1]


def gather_targets(
    statements: Iterable[Statement], decisions: Iterable[Decision] = ()
) -> tuple[TargetLife, ...]:
    """
    Return the targets that the statements speak of, by key; whatever the order they are given in.

    `decisions` are not resolved: they name fingerprints. LINK puts a statement to another's
    target, UNLINK keeps it apart.
    """
    pins = pins_of(decisions)
    ordered = in_order(statements)
    chains = merged(_chains(ordered, pins), pins)
    return tuple(sorted((_life(chain) for chain in chains), key=lambda life: life.key))


def goal_of(life: TargetLife, decisions: Iterable[Decision] = ()) -> Goal:
    """Return what a target asks for now: its last version, as people corrected it."""
    now = life.versions[-1]
    stating = [one.finding for one in life.statements]
    issuers = (finding.issuer for finding in (life.target, *stating) if isinstance(finding, Target))
    goal = Goal(
        key=life.key,
        series=life.series,
        amount=now.amount,
        deadline=now.deadline,
        region=life.target.region,
        issuer=next((issuer for issuer in issuers if issuer), None) or now.statement.page_issuer,
        published=life.published,
        plans=tuple(dict.fromkeys(plan for one in life.statements for plan in one.plans)),
    )
    about_it = (replace(one, target=life.key) for one in decisions if one.target in life.members)
    return edited(goal, about_it)


def known_since(life: TargetLife, decisions: Iterable[Decision] = ()) -> datetime:
    """Return when the deadline in force became known: stated first, or given by a person who moved it."""
    about_it = [one for one in decisions if one.target in life.members]
    moved = [one.at for one in about_it if one.kind is DecisionKind.EDIT and one.slot == "deadline"]
    if not moved or _ends(goal_of(life, about_it).deadline) == _ends(life.versions[-1].deadline):
        return life.known_since
    return max(life.known_since, *moved)


def _ends(deadline: Period | None) -> date | None:
    return deadline.end if deadline else None


def _target(statement: Statement) -> Target:
    assert isinstance(statement.finding, Target)
    return statement.finding


def _issuer(statement: Statement) -> str | None:
    return _target(statement).issuer or statement.page_issuer


def _chains(ordered: Sequence[Statement], pins: Pins) -> list[list[Statement]]:
    """Put each statement, oldest first, to the target that it restates or revises, else to a new one."""
    chains: list[list[Statement]] = []
    filed: dict[str, list[int]] = defaultdict(list)
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in ordered:
        said[statement.url].append(statement)
    for statement in ordered:
        keys = target_keys(_target(statement))
        near = dict.fromkeys(number for key in keys for number in filed[key])
        open_to = [number for number in near if not pins.separates(statement, chains[number])]
        number = _home(statement, {number: chains[number] for number in open_to}, said[statement.url], pins)
        if number is None:
            number = len(chains)
            chains.append([])
        chains[number].append(statement)
        for key in keys:
            filed[key].append(number)
    return chains


def _home(
    statement: Statement, near: dict[int, list[Statement]], beside: Sequence[Statement], pins: Pins
) -> int | None:
    """Return the target that a statement belongs to; None if it is the first of its own."""
    restated = [
        (_restates(statement, chain), not pins.sets_off(chain), -number, number)
        for number, chain in near.items()
    ]
    best = max(restated, default=(0.0, False, 0, 0))
    if best[0]:
        return best[-1]
    return next((number for number, chain in near.items() if _revises(statement, chain, beside)), None)


def _restates(statement: Statement, chain: Sequence[Statement]) -> float:
    """Return how surely the statement says again what some version of a target says; 0 if it does not."""
    ours = _target(statement)
    if any(one.fingerprint == statement.fingerprint for one in chain):
        return 2.0
    if not _is_of_one_level(statement, chain[0]):
        return 0.0
    alike = [
        _likeness(statement, version.statement)
        for version in _versions(chain)
        if same_figure(stated(ours), version.amount) and _may_be_one_day(ours.deadline, version.deadline)
    ]
    best = max(alike, default=0.0)
    return best if best >= ALIKE else 0.0


def _likeness(one: Statement, other: Statement) -> float:
    """Return how alike two metrics are; in one text different words are different things."""
    ours, theirs = _target(one), _target(other)
    if series_of(ours) == series_of(theirs):
        return 1.0
    # Rows of one imported list differ by what follows the #: a person told them apart.
    if (
        one.url.partition("#")[0] == other.url.partition("#")[0]
        or not ours.amount.values
        or (ours.region or "") != (theirs.region or "")
    ):
        return 0.0
    return similarity(
        plain(stated(ours), ours.region), plain(stated(theirs), theirs.region), one.finding.quote.text
    )


def _revises(statement: Statement, chain: Sequence[Statement], beside: Sequence[Statement]) -> bool:
    """Tell whether the statement changes the target's figure or its deadline, and not both."""
    ours, now = _target(statement), _versions(chain)[-1]
    if not (ours.deadline and now.deadline and ours.amount.values):
        return False
    if now.since >= statement.published or not same_issuer(_issuer(statement), _issuer(now.statement)):
        return False
    if series_of(ours) != series_of(_target(now.statement)):
        return False
    if any(_is_rival(other, statement, now) for other in beside if other is not statement):
        return False
    same_day = ours.deadline.end == now.deadline.end
    same_number = same_figure(stated(ours), now.amount)
    return not same_number if same_day else same_number and not adds_up(now.amount)


def _is_rival(other: Statement, statement: Statement, now: Version) -> bool:
    """Tell whether the same text gives the metric once more: the present figure, or yet another one."""
    theirs, ours = _target(other), _target(statement)
    if series_of(theirs) != series_of(ours):
        return False
    if same_figure(stated(theirs), now.amount) and _may_be_one_day(theirs.deadline, now.deadline):
        return True
    return _may_be_one_day(theirs.deadline, ours.deadline) and not same_figure(stated(theirs), stated(ours))


def _may_be_one_day(ours: Period | None, theirs: Period | None) -> bool:
    """Tell whether two deadlines agree; one that is not stated agrees with any."""
    return ours is None or theirs is None or ours.end == theirs.end


def _is_of_one_level(one: Statement, other: Statement) -> bool:
    ours, theirs = _issuer(one), _issuer(other)
    return not ours or not theirs or place(ours) == place(theirs)


def _versions(chain: Sequence[Statement]) -> tuple[Version, ...]:
    """Return what the target asked for, one after the other; a figure stated before is no new version."""
    versions: list[Version] = []
    for statement in chain:
        target = _target(statement)
        known = [one for one in versions if same_figure(one.amount, stated(target))]
        fits = [one for one in known if _may_be_one_day(one.deadline, target.deadline)]
        if not fits:
            versions.append(Version(stated(target), target.deadline, statement.published, statement))
        elif target.deadline and all(one.deadline is None for one in fits):
            # A text that names the day completes the one that did not.
            at = versions.index(fits[-1])
            versions[at] = Version(versions[at].amount, target.deadline, versions[at].since, statement)
    return tuple(versions)


def _life(chain: Sequence[Statement]) -> TargetLife:
    first = _target(chain[0])
    return TargetLife(
        key=chain[0].fingerprint, series=series_of(first), statements=tuple(chain), versions=_versions(chain)
    )
