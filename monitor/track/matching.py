"""
Which target a reported figure belongs to.

Candidates share dimension and flow (stock, increment or change), the target's
region is the figure's or contains it, and the figure is from the target's time.
Score: 0.55 metric + 0.2 issuer + 0.15 region + 0.1 shared plan. Linked from
0.75 on if no target of another series comes within 0.1; else we abstain and
keep the candidates. A figure from inside the target's region (a province under
a national target) stays a candidate: it is a part, never the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from ..domain import (
    Acceptance,
    Candidate,
    Decision,
    DecisionKind,
    Goal,
    Match,
    Progress,
    ProposalKind,
    Statement,
    Target,
)
from .amounts import dimension, flow, plain, stated
from .attainment import attainment
from .bodies import closeness
from .completion import completed, completion_key, is_completion, is_of_year
from .metrics import bigrams, is_nameless, is_narrowed, metric_key, plain_metric, similarity
from .timing import belongs, day_of, figure_of, is_baseline

LINK_FROM: Final = 0.75
MARGIN: Final = 0.1
#: Candidates below can neither be linked nor come near enough to one that is; nor are they worth a person's time.
KEEP_FROM: Final = round(LINK_FROM - MARGIN, 4)
KEPT: Final = 5
#: Why a figure is linked that no rule linked.
BY_PERSON: Final = "decided by a person"
_METRIC, _ISSUER, _REGION, _PLAN = 0.55, 0.2, 0.15, 0.1
#: Exactness of a target's region that contains the figure's.
_CONTAINS: Final = 0.3


def candidate_keys(finding: Target | Progress | Goal, wider: Sequence[str] = ()) -> tuple[str, ...]:
    """
    Return the keys under which a target is filed, or a figure looked up, most telling first.

    The first are the whole metric; the others are its pairs of characters. A figure is looked up in
    its own region and in those that contain it (`Statement.wider`); for a target `wider` is left
    out. It is enough to follow the keys in order until some hundred targets are found.
    """
    amount = finding.amount if isinstance(finding, Goal) else stated(finding)
    regions = (finding.region or "", *wider)
    if isinstance(finding, Progress) and is_completion(finding):
        return tuple(completion_key(finding, region) for region in regions)
    words = plain(amount, finding.region)
    kind = f"{dimension(amount)}|{flow(amount)}"
    done = () if isinstance(finding, Progress) else (completion_key(finding, finding.region or ""),)
    whole = (f"{kind}|{region}|={metric_key(words)}" for region in regions)
    pairs = (f"{kind}|{region}|{pair}" for region in regions for pair in bigrams(words))
    return (*whole, *done, *pairs)


def part_keys(goal: Goal, regions: Iterable[str | None]) -> tuple[str, ...]:
    """
    Return the keys under which a target is filed as a possible part of one in each of these regions.

    A target finds its parts under the key of its own region, a part gives those around its own.
    """
    amount = goal.amount
    kind = f"part|{dimension(amount)}|{flow(amount)}"
    return tuple(f"{kind}|{region or ''}|={metric_key(plain(amount, goal.region))}" for region in regions)


def match(progress: Statement, goals: Iterable[Goal], decisions: Iterable[Decision] = ()) -> Match:
    """
    Return the target that a figure belongs to, or why none was chosen; a person's word comes first.

    `goals` may hold more than fit, in any order. `decisions` are those about this figure, their
    `target` being a `Goal.key` (see `resolved`).
    """
    known = {goal.key: goal for goal in goals}
    linked, refused = _decided(progress.fingerprint, decisions)
    allowed = [goal for goal in known.values() if goal.key not in refused and _may_be_meant(progress, goal)]
    scored = _scored(progress, [goal for goal in allowed if belongs(progress, goal)])
    begins = _begun(
        progress, _scored(progress, [goal for goal in allowed if _may_begin(progress, goal)]), known
    )
    if linked:
        return Match(progress.fingerprint, linked, scored[:KEPT], why=BY_PERSON, begins=begins)
    return replace(_chosen(progress, scored, known), begins=begins)


def concerns(progress: Statement, goals: Iterable[Goal]) -> bool:
    """Tell whether one of the goals is a candidate for a figure, or its way may begin there; decisions apart."""
    return any(
        _may_be_meant(progress, goal)
        and (belongs(progress, goal) or _may_begin(progress, goal))
        and _candidate(progress, goal).score >= KEEP_FROM
        for goal in goals
    )


def _decided(fingerprint: str, decisions: Iterable[Decision]) -> tuple[str | None, set[str]]:
    """Return the target a person linked the figure to last, if that stands, and those a person refused."""
    last: dict[str, tuple[datetime, bool]] = {}
    for decision in sorted(decisions, key=lambda decision: decision.at):
        yes = _says(decision)
        if decision.finding == fingerprint and yes is not None:
            last[decision.target] = (decision.at, yes)
    linked = max(((at, target) for target, (at, yes) in last.items() if yes), default=None)
    return linked[1] if linked else None, {target for target, (_, yes) in last.items() if not yes}


def _says(decision: Decision) -> bool | None:
    """Tell whether a decision links a figure or refuses to; None if it is about something else."""
    if decision.kind is DecisionKind.LINK or decision.kind is DecisionKind.UNLINK:
        return decision.kind is DecisionKind.LINK
    if decision.proposal is ProposalKind.LINK:
        return decision.kind is DecisionKind.ACCEPT
    return None


def _scored(progress: Statement, goals: Sequence[Goal]) -> tuple[Candidate, ...]:
    """Return the candidates worth keeping, best first."""
    scored = (_candidate(progress, goal) for goal in goals)
    kept = [candidate for candidate in scored if candidate.score >= KEEP_FROM]
    return tuple(sorted(kept, key=lambda candidate: (-candidate.score, candidate.target)))


def _may_be_meant(progress: Statement, goal: Goal) -> bool:
    """Tell whether region, dimension and flow let a goal be a candidate at all."""
    return _nearness(progress, goal) > 0 and _is_comparable(figure_of(progress), goal)


def _candidate(progress: Statement, goal: Goal) -> Candidate:
    finding, near = figure_of(progress), _nearness(progress, goal)
    if is_completion(finding):
        ours, theirs = (completed(one.amount.metric, one.region) for one in (goal, finding))
    else:
        ours, theirs = plain(goal.amount, goal.region), plain(stated(finding), finding.region)
    metric = similarity(ours, theirs, plain_metric(finding.quote.text))
    issuer = closeness(goal.issuer, finding.issuer or progress.page_issuer)
    plan = 0.0 if set(goal.plans).isdisjoint(progress.plans) else 1.0
    score = _METRIC * metric + _ISSUER * issuer + _REGION * near + _PLAN * plan
    return Candidate(goal.key, round(score, 4), round(metric, 4), issuer, near, plan)


def _may_begin(progress: Statement, goal: Goal) -> bool:
    """Tell whether the way to a target can begin at a figure: it is from before, and short of it."""
    return is_baseline(progress, goal) and not attainment(goal, figure_of(progress)).met


def _begun(progress: Statement, early: Sequence[Candidate], known: dict[str, Goal]) -> tuple[str, ...]:
    """Return the targets set later whose way begins at the figure: all of one series, and of that one surely."""
    found = [one for one in early if one.region == 1.0 and one.score >= LINK_FROM]
    if not found or _is_nameless(progress, known[found[0].target]):
        return ()
    words = figure_of(progress)
    if is_narrowed(words.amount.metric, words.quote.text, known[found[0].target].amount.metric):
        return ()
    series = known[found[0].target].series
    rivals = [one for one in early if one.region == 1.0 and known[one.target].series != series]
    if rivals and found[0].score - rivals[0].score < MARGIN:
        return ()
    return tuple(one.target for one in found if known[one.target].series == series)


def held_back(found: Match, acceptance: Acceptance) -> Match:
    """Return the match without its link if settings leave a link of its score to a person."""
    chosen = [one for one in found.candidates if one.target == found.target]
    if found.why == BY_PERSON or not chosen or acceptance.accepts_link(chosen[0].score):
        return found
    return replace(found, target=None, also=(), begins=(), why="settings leave the link to a person")


def _is_nameless(progress: Statement, goal: Goal) -> bool:
    words = figure_of(progress)
    return is_nameless(goal.amount.metric) or is_nameless(words.amount.metric, words.quote.text)


def _nearness(progress: Statement, goal: Goal) -> float:
    """Return how exactly the regions agree; 0 where neither the same nor around the figure's."""
    region = progress.finding.region
    if goal.region == region:
        return 1.0
    return _CONTAINS if region and goal.region in progress.wider else 0.0


def _is_comparable(finding: Progress, goal: Goal) -> bool:
    if is_completion(finding):
        return is_of_year(goal, finding.as_of.end) if finding.as_of else False
    ours, theirs = goal.amount, stated(finding)
    return (dimension(ours), flow(ours), ours.per) == (dimension(theirs), flow(theirs), theirs.per)


def _chosen(progress: Statement, scored: tuple[Candidate, ...], known: dict[str, Goal]) -> Match:
    """Choose among candidates; of one series' steps the one next due, its later steps count too."""
    exact = [candidate for candidate in scored if candidate.region == 1.0]
    best = exact[0] if exact else None
    if best is None or best.score < LINK_FROM:
        why = f"no target scores {LINK_FROM}" if scored else "no target fits"
        return Match(progress.fingerprint, None, scored[:KEPT], why=why)
    if _is_nameless(progress, known[best.target]):
        return Match(progress.fingerprint, None, scored[:KEPT], why="the metric names nothing by itself")
    series = known[best.target].series
    rival = next((candidate for candidate in exact if known[candidate.target].series != series), None)
    if rival and best.score - rival.score < MARGIN:
        return Match(progress.fingerprint, None, scored[:KEPT], why="two targets are too near each other")
    steps = [one for one in exact if known[one.target].series == series and one.score >= LINK_FROM]
    first, *others = sorted(steps, key=lambda one: _due(progress, known[one.target], one))
    later = tuple(one.target for one in others if not _is_over(progress, known[one.target]))
    return Match(
        progress.fingerprint, first.target, (first, *(c for c in scored if c != first))[:KEPT], later
    )


def _due(progress: Statement, goal: Goal, candidate: Candidate) -> tuple[bool, int, float, str]:
    """Sort steps: the next one due, then later ones, then those already due, the last due first."""
    end = goal.deadline.end if goal.deadline else date.max
    distance = abs((end - day_of(progress)).days)
    return (_is_over(progress, goal), distance, -candidate.score, goal.key)


def _is_over(progress: Statement, goal: Goal) -> bool:
    return goal.deadline is not None and goal.deadline.end < day_of(progress)
