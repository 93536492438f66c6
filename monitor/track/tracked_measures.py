"""
One measure, many pages: which statements make a measure, and which stages it has reached.

- Statements with the same document number are one measure, and a measure has one number.
- A repeal notice gives its own number beside the name of what it repeals. That number is ignored
  unless another statement has it.
- A statement without a number belongs to the measure of the same name with a common issuer, or,
  if it names no issuer, to the measure of that name, if the name is telling enough.
- If several measures have that name and issuer (each year's notice), the statement belongs to the
  one published nearest, if that is near. Otherwise it stays a measure of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from ..domain import Decision, LinkKind, Measure, Stage, StageStep, Statement, TrackedMeasure
from .identity import body, is_telling, measure_name
from .person_decisions import Pins, in_order, merged, pins_of

#: Pages of one notice appear within so many days; the next year's comes later.
NEAR: Final = timedelta(days=45)
#: How far each stage is. Started is as far as issued: an action has no other way to be.
RANK: Final = {
    Stage.DRAFTING: 0,
    Stage.CONSULTATION: 1,
    Stage.ISSUED: 2,
    Stage.LAUNCHED: 2,
    Stage.IN_FORCE: 3,
    Stage.REVISED: 4,
    Stage.REPEALED: 5,
}
#: Rule of detection for a page that is the document itself.
OWN_PAGE: Final = "measure.own"


def measure_keys(measure: Measure) -> tuple[str, ...]:
    """
    Return the keys that statements of one measure share at least one of.

    To gather a new statement, load all that share a key with it, then all that share a key with
    those, until none is added.
    """
    number = (f"number:{measure.document_number}",) if measure.document_number else ()
    name = measure_name(measure.name)
    if is_telling(name):
        return (*number, f"name:{name}")
    return (*number, *(f"name:{name}|{issuer}" for issuer in sorted(_issuers(measure))))


def gather_measures(statements: Iterable[Statement], decisions: Iterable[Decision] = ()) -> tuple[TrackedMeasure, ...]:
    """
    Return the measures that the statements speak of, by key; whatever the order they are given in.

    `decisions` are not resolved: they name fingerprints. LINK puts a statement to another's
    measure, UNLINK keeps it apart.
    """
    pins = pins_of(decisions)
    by_name: dict[str, list[Statement]] = defaultdict(list)
    by_number: dict[str, list[Statement]] = defaultdict(list)
    ordered = in_order(statements)
    carried = {_measure(each_statement).document_number for each_statement in ordered if not _is_repeal(each_statement)}
    for statement in ordered:
        measure = _measure(statement)
        number = measure.document_number
        if number and (number in carried or not _is_repeal(statement)):
            by_number[number].append(statement)
        else:
            by_name[measure_name(measure.name)].append(statement)
    # Names do not meet but in a number: each is placed beside the numbered statements alone.
    whole = {number: list(chain) for number, chain in by_number.items()}
    others: list[list[Statement]] = []
    for name, unnumbered in by_name.items():
        numbers = [
            number
            for number, chain in by_number.items()
            if any(measure_name(_measure(member).name) == name for member in chain)
        ]
        placed = _placed(unnumbered, [by_number[number] for number in numbers], pins)
        for number, chain in zip(numbers, placed, strict=False):
            whole[number] += chain[len(by_number[number]) :]
        others += placed[len(numbers) :]
    chains = [*whole.values(), *others]
    things = (_tracked(chain) for chain in merged(chains, pins))
    return tuple(sorted(things, key=lambda tracked: (tracked.key, tracked.statements[0].url)))


def _measure(statement: Statement) -> Measure:
    assert isinstance(statement.finding, Measure)
    return statement.finding


def _is_repeal(statement: Statement) -> bool:
    return _measure(statement).stage is Stage.REPEALED


def _issuers(measure: Measure) -> frozenset[str]:
    return frozenset(body(issuer) for issuer in measure.issuers)


def _issuers_of(chain: Iterable[Statement], like: Statement) -> frozenset[str]:
    """Return who is known to have issued a measure; of a name that is anybody's, who issued it by that name."""
    name = measure_name(_measure(like).name)
    counted = (_measure(member) for member in chain if is_telling(name) or measure_name(_measure(member).name) == name)
    return frozenset(issuer for measure in counted for issuer in _issuers(measure))


def _is_own_page(statement: Statement) -> bool:
    """Tell whether the page is the document itself, not one that speaks of it."""
    return statement.finding.quote.rule == OWN_PAGE and statement.kind is LinkKind.ARTICLE


def _placed(unnumbered: Sequence[Statement], numbered: Sequence[list[Statement]], pins: Pins) -> list[list[Statement]]:
    """Return the numbered measures with what belongs to them, in their order, then the others of the name."""
    chains = [list(chain) for chain in numbered]
    for statement in unnumbered:
        if _is_own_page(statement) and _issuers(_measure(statement)):
            _put(statement, [chain for chain in chains if _is_page_of(statement, chain, pins)], chains)
    mentions = [
        each_statement
        for each_statement in unnumbered
        if not _is_own_page(each_statement) and _issuers(_measure(each_statement))
    ]
    left = _attached(mentions, chains, pins)
    chains += _connected(left, pins)
    nameless = [each_statement for each_statement in unnumbered if not _issuers(_measure(each_statement))]
    telling = bool(nameless) and is_telling(measure_name(_measure(nameless[0]).name))
    if not telling:
        return [*chains, *([each_statement] for each_statement in nameless)]
    left = _attached(nameless, chains, pins, whoever=True)
    return [*chains, left] if left else chains


def _put(statement: Statement, fits: Sequence[list[Statement]], chains: list[list[Statement]]) -> None:
    """Add a statement to the one measure that fits best, or begin one."""
    if fits:
        min(fits, key=lambda chain: _distance(statement, chain)).append(statement)
    else:
        chains.append([statement])


def _is_page_of(statement: Statement, chain: Sequence[Statement], pins: Pins) -> bool:
    """Tell whether a page is another copy of the document, or its next stage; not next year's namesake."""
    if _issuers(_measure(statement)).isdisjoint(_issuers_of(chain, statement)) or _is_apart(statement, chain, pins):
        return False
    reached = max(RANK[_measure(member).stage] for member in chain)
    return _distance(statement, chain) <= NEAR or RANK[_measure(statement).stage] > reached


def _is_apart(statement: Statement, chain: Iterable[Statement], pins: Pins) -> bool:
    """Tell whether a person said that a statement does not belong to a measure."""
    return pins.separates(statement.fingerprint, {member.fingerprint for member in chain})


def _distance(statement: Statement, chain: Iterable[Statement]) -> timedelta:
    return min(abs(statement.published - member.published) for member in chain)


def _attached(
    mentions: Sequence[Statement], chains: Sequence[list[Statement]], pins: Pins, *, whoever: bool = False
) -> list[Statement]:
    """
    Add mentions to the measures they mean; return those that mean none, or nobody knows which.

    In rounds: a mention can name a second issuer, by which another one is known.
    """
    left = list(mentions)
    while True:
        issuers = [_issuers_of(chain, left[0]) for chain in chains] if left else []
        meant = {number: _meant(one, chains, issuers, pins, whoever=whoever) for number, one in enumerate(left)}
        for number, chain in meant.items():
            if chain is not None:
                chain.append(left[number])
        if all(chain is None for chain in meant.values()):
            return left
        left = [one for number, one in enumerate(left) if meant[number] is None]


def _meant(
    mention: Statement,
    chains: Sequence[list[Statement]],
    issuers: Sequence[frozenset[str]],
    pins: Pins,
    *,
    whoever: bool,
) -> list[Statement] | None:
    named = _issuers(_measure(mention))
    fits = [
        chain
        for chain, known in zip(chains, issuers, strict=True)
        if (whoever or not named.isdisjoint(known)) and not _is_apart(mention, chain, pins)
    ]
    near = [chain for chain in fits if _distance(mention, chain) <= NEAR]
    chosen = fits if len(fits) == 1 else near
    return chosen[0] if len(chosen) == 1 else None


def _connected(statements: Sequence[Statement], pins: Pins) -> list[list[Statement]]:
    """Return the statements in groups that hang together by common issuers."""
    groups: list[list[Statement]] = []
    for statement in statements:
        own = _issuers(_measure(statement))
        touching = [
            group
            for group in groups
            if not own.isdisjoint(_issuers_of(group, statement)) and not _is_apart(statement, group, pins)
        ]
        groups = [group for group in groups if group not in touching]
        groups.append([*(statement for group in touching for statement in group), statement])
    return groups


def _tracked(chain: Iterable[Statement]) -> TrackedMeasure:
    ordered = tuple(sorted(chain, key=lambda member: member.order))
    canonical = min(ordered, key=_officialness)
    # The number of a repeal notice only where nothing else has one.
    measures = [_measure(statement) for statement in sorted(ordered, key=_is_repeal)]
    return TrackedMeasure(
        key=ordered[0].fingerprint,
        statements=ordered,
        canonical=canonical,
        name=_measure(canonical).name,
        document_number=next((measure.document_number for measure in measures if measure.document_number), None),
        issuers=max((measure.issuers for measure in measures), key=len),
        steps=_steps(ordered),
    )


def _officialness(statement: Statement) -> tuple[bool, bool, bool, bool]:
    """Sort statements: the issuer's own page of the document first, explanations and the press last."""
    measure = _measure(statement)
    at_home = body(statement.page_issuer or "") in _issuers(measure)
    explains = statement.kind is LinkKind.INTERPRETATION
    return (not (at_home and not explains), not _is_own_page(statement), explains, not measure.document_number)


def _steps(ordered: Sequence[Statement]) -> tuple[StageStep, ...]:
    """Return the stages reached; a lower stage told later is a mention."""
    steps: list[StageStep] = []
    for statement in ordered:
        stage = _measure(statement).stage
        if not steps or RANK[stage] > RANK[steps[-1].stage]:
            steps.append(StageStep(stage, statement.published, statement))
    return tuple(steps)
