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
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from ..domain import (
    Acceptance,
    Amount,
    Candidate,
    Commitment,
    Decision,
    DecisionKind,
    Flow,
    Match,
    Progress,
    ProposalKind,
    Statement,
    Target,
)
from .amounts import canonical, dimension, flow, plain, stated
from .attainment import attainment_of, completed, completion_key, is_completion, is_of_year
from .evidence import belongs, day_of, figure_of, is_baseline
from .identity import closeness, same_issuer
from .metric_names import (
    SAID_BESIDE,
    bigrams,
    extends,
    is_nameless,
    is_narrowed,
    is_short,
    metric_key,
    plain_metric,
    similarity,
)
from .restating import compared_growth, restates

LINK_FROM: Final = 0.75
MARGIN: Final = 0.1
#: Candidates below can neither be linked nor come near enough to one that is; nor are they worth a person's time.
KEEP_FROM: Final = round(LINK_FROM - MARGIN, 4)
KEPT: Final = 5
#: Why a figure is linked that no rule linked.
BY_PERSON: Final = "decided by a person"
_METRIC, _ISSUER, _REGION, _PLAN = 0.55, 0.2, 0.15, 0.1
#: A year's result comes to so much of its plan.
_LEAST_DONE, _MOST_DONE = Decimal("0.9"), Decimal("1.6")
#: Exactness of a target's region that contains the figure's.
_CONTAINS: Final = 0.3


@dataclass(frozen=True, slots=True)
class FigureKeys:
    """Keys under which targets and progress of one figure meet."""

    #: Of the whole metric, and of reports of what is done of it: sharing one of them is enough.
    exact: tuple[str, ...]
    #: Of the metric's pairs of characters: alike metrics share most of them.
    pairs: tuple[str, ...] = ()


def candidate_keys(finding: Target | Progress | Commitment, wider: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the keys of a figure, those of the whole metric first; see `figure_keys`."""
    keys = figure_keys(finding, wider)
    return (*keys.exact, *keys.pairs)


def figure_keys(finding: Target | Progress | Commitment, wider: Sequence[str] = ()) -> FigureKeys:
    """
    Return the keys under which a target is filed, or a figure looked up.

    A figure is looked up in its own region and in those that contain it (`Statement.wider`); for a
    target `wider` is left out.
    """
    amount = finding.amount if isinstance(finding, Commitment) else stated(finding)
    regions = (finding.region or "", *wider)
    if isinstance(finding, Progress) and is_completion(finding):
        return FigureKeys(tuple(completion_key(finding, region) for region in regions))
    measured = _measured(amount, finding.region)
    words, kind = measured.metric, f"{measured.dimension}|{measured.flow}"
    done = () if isinstance(finding, Progress) else (completion_key(finding, finding.region or ""),)
    whole = (f"{kind}|{region}|={metric_key(words)}" for region in regions)
    pairs = (f"{kind}|{region}|{pair}" for region in regions for pair in bigrams(words))
    return FigureKeys((*whole, *done), tuple(pairs))


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a number measures, in words and kinds that can be compared."""

    metric: str
    dimension: str
    flow: Flow
    #: Growth is by its nature of a year: 年均增长6% and 增长6% are alike.
    per: str | None


def _measured(amount: Amount, region: str | None) -> _Measured:
    """Return what an amount measures; an aim to grow in step with something is one of growth."""
    if compared := compared_growth(amount):
        return _Measured(plain_metric(compared, region or ""), "ratio", Flow.CHANGE, None)
    counted = flow(amount)
    return _Measured(plain(amount, region), dimension(amount), counted, None if counted is Flow.CHANGE else amount.per)


def part_keys(commitment: Commitment, regions: Iterable[str | None]) -> tuple[str, ...]:
    """
    Return the keys under which a target is filed as a possible part of one in each of these regions.

    A target finds its parts under the key of its own region, a part gives those around its own.
    """
    amount = commitment.amount
    kind = f"part|{dimension(amount)}|{flow(amount)}"
    return tuple(f"{kind}|{region or ''}|={metric_key(plain(amount, commitment.region))}" for region in regions)


def match(progress: Statement, commitments: Iterable[Commitment], decisions: Iterable[Decision] = ()) -> Match:
    """
    Return the target that a figure belongs to, or why none was chosen; a person's word comes first.

    `commitments` may hold more than fit, in any order. `decisions` are those about this figure, their
    `target` being a `Commitment.key` (see `resolved`).
    """
    known = {commitment.key: commitment for commitment in commitments}
    linked, refused = _decided(progress.fingerprint, decisions)
    allowed = [
        commitment
        for commitment in known.values()
        if commitment.key not in refused and _may_be_meant(progress, commitment) and not restates(progress, commitment)
    ]
    scored = _scored(progress, [commitment for commitment in allowed if belongs(progress, commitment)])
    begins = _begun(
        progress, _scored(progress, [commitment for commitment in allowed if _may_begin(progress, commitment)]), known
    )
    if linked:
        return Match(progress.fingerprint, linked, scored[:KEPT], why=BY_PERSON, begins=begins)
    return replace(_chosen(progress, scored, known), begins=begins)


def concerns(progress: Statement, commitments: Iterable[Commitment]) -> bool:
    """Tell whether one of the commitments is a candidate for a figure, or its way may begin there; decisions apart."""
    return any(
        _may_be_meant(progress, commitment)
        and not restates(progress, commitment)
        and (belongs(progress, commitment) or _may_begin(progress, commitment))
        and _candidate(progress, commitment).score >= KEEP_FROM
        for commitment in commitments
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


def _scored(progress: Statement, commitments: Sequence[Commitment]) -> tuple[Candidate, ...]:
    """Return the candidates worth keeping, best first."""
    scored = (_candidate(progress, commitment) for commitment in commitments)
    kept = [candidate for candidate in scored if candidate.score >= KEEP_FROM]
    return tuple(sorted(kept, key=lambda candidate: (-candidate.score, candidate.target)))


def _may_be_meant(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether region, dimension and flow let a commitment be a candidate at all."""
    return _nearness(progress, commitment) > 0 and _is_comparable(figure_of(progress), commitment)


def _candidate(progress: Statement, commitment: Commitment) -> Candidate:
    finding, near = figure_of(progress), _nearness(progress, commitment)
    if is_completion(finding):
        ours, theirs = (completed(said.amount.metric, said.region) for said in (commitment, finding))
    else:
        ours = _measured(commitment.amount, commitment.region).metric
        theirs = _measured(stated(finding), finding.region).metric
    metric = similarity(ours, theirs, plain_metric(finding.quote.text))
    if metric < SAID_BESIDE and extends(ours, theirs) and _is_own_result(progress, commitment):
        metric = SAID_BESIDE
    issuer = closeness(commitment.issuer, finding.issuer or progress.page_issuer)
    plan = 0.0 if set(commitment.plans).isdisjoint(progress.plans) else 1.0
    score = _METRIC * metric + _ISSUER * issuer + _REGION * near + _PLAN * plan
    return Candidate(commitment.key, round(score, 4), round(metric, 4), issuer, near, plan)


def _may_begin(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether the way to a target can begin at a figure: it is from before, and short of it."""
    return is_baseline(progress, commitment) and not attainment_of(commitment, figure_of(progress)).met


def _begun(progress: Statement, early: Sequence[Candidate], known: dict[str, Commitment]) -> tuple[str, ...]:
    """Return the targets set later whose way begins at the figure: all of one series, and of that one surely."""
    found = [candidate for candidate in early if candidate.region == 1.0 and candidate.score >= LINK_FROM]
    if not found or _is_nameless(progress, known[found[0].target]):
        return ()
    words = figure_of(progress)
    if is_narrowed(words.amount.metric, words.quote.text, known[found[0].target].amount.metric):
        return ()
    series = known[found[0].target].series
    rivals = [candidate for candidate in early if candidate.region == 1.0 and known[candidate.target].series != series]
    if rivals and found[0].score - rivals[0].score < MARGIN:
        return ()
    return tuple(candidate.target for candidate in found if known[candidate.target].series == series)


def held_back(found: Match, acceptance: Acceptance) -> Match:
    """Return the match without its link if settings leave a link of its score to a person."""
    chosen = [candidate for candidate in found.candidates if candidate.target == found.target]
    if found.why == BY_PERSON or not chosen or acceptance.accepts_link(chosen[0].score):
        return found
    return replace(found, target=None, also=(), begins=(), why="settings leave the link to a person")


def _is_nameless(progress: Statement, commitment: Commitment) -> bool:
    words = figure_of(progress)
    if is_short(words.amount.metric) and is_short(commitment.amount.metric) and _is_own_result(progress, commitment):
        return False
    return is_nameless(commitment.amount.metric) or is_nameless(words.amount.metric, words.quote.text)


def _nearness(progress: Statement, commitment: Commitment) -> float:
    """Return how exactly the regions agree; 0 where neither the same nor around the figure's."""
    finding = figure_of(progress)
    if commitment.region == finding.region:
        issuer = finding.issuer or progress.page_issuer
        return 1.0 if finding.region or same_issuer(issuer, commitment.issuer) else 0.0
    region = finding.region
    return _CONTAINS if region and commitment.region in progress.wider else 0.0


def _is_comparable(finding: Progress, commitment: Commitment) -> bool:
    if is_completion(finding):
        return is_of_year(commitment, finding.as_of.end) if finding.as_of else False
    ours, theirs = _measured(commitment.amount, commitment.region), _measured(stated(finding), finding.region)
    return (ours.dimension, ours.flow, ours.per) == (theirs.dimension, theirs.flow, theirs.per)


def _is_own_result(progress: Statement, commitment: Commitment) -> bool:
    """Tell whether a body reports about as much as it planned to add in the year: then a word more or less is no other thing."""
    finding = figure_of(progress)
    issuer = finding.issuer or progress.page_issuer
    if not same_issuer(issuer, commitment.issuer) or flow(commitment.amount) is not Flow.INCREMENT:
        return False
    planned, done = canonical(commitment.amount), canonical(finding.amount)
    about = bool(planned and done) and _LEAST_DONE * planned[0] <= done[0] <= _MOST_DONE * planned[-1]
    return about and is_of_year(commitment, day_of(progress))


def _chosen(progress: Statement, scored: tuple[Candidate, ...], known: dict[str, Commitment]) -> Match:
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
    steps = [
        each_candidate
        for each_candidate in exact
        if known[each_candidate.target].series == series and each_candidate.score >= LINK_FROM
    ]
    first, *others = sorted(steps, key=lambda step: _due(progress, known[step.target], step))
    later = tuple(other.target for other in others if not _is_over(progress, known[other.target]))
    return Match(progress.fingerprint, first.target, (first, *(c for c in scored if c != first))[:KEPT], later)


def _due(progress: Statement, commitment: Commitment, candidate: Candidate) -> tuple[bool, int, float, str]:
    """Sort steps: the next one due, then later ones, then those already due, the last due first."""
    end = commitment.deadline.end if commitment.deadline else date.max
    distance = abs((end - day_of(progress)).days)
    return (_is_over(progress, commitment), distance, -candidate.score, commitment.key)


def _is_over(progress: Statement, commitment: Commitment) -> bool:
    return commitment.deadline is not None and commitment.deadline.end < day_of(progress)
