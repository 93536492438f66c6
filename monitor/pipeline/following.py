"""
Following: statements are gathered into lives, progress finds its target, targets are judged.

Everything is a function of what the store holds of the neighbourhood, so the
order in which articles come does not matter, and following the same article
again changes nothing. What runs here runs inside the transaction that records
the article, or the decision, that caused it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ..domain import (
    Acceptance,
    Audit,
    Decision,
    DecisionKind,
    Finding,
    Goal,
    Match,
    Measure,
    MeasureLife,
    Observation,
    Pace,
    Progress,
    Proposal,
    ProposalKind,
    Standing,
    Statement,
    Target,
    TargetLife,
    day_in_china,
)
from ..store import Following, Judged, Shown, Store
from ..track import (
    Ladder,
    about_the_same,
    attainment,
    candidate_keys,
    concerns,
    find_successor,
    gather_measures,
    gather_targets,
    goal_of,
    held_back,
    is_baseline,
    known_since,
    link_changes,
    match,
    measure_changes,
    observe,
    pace,
    part_keys,
    propose,
    reidentify,
    resolved,
    settled,
    standing,
    standing_changes,
    target_changes,
)
from .relating import decided_of, fallen, relate, repeal_of, touching
from .statements import keyed, keys_of, of_kind, progress_keys, wider

#: Identity of a statement: the same claim on another page is another statement.
Mark = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What settings say of following."""

    acceptance: Acceptance = field(default_factory=Acceptance)
    ladder: Ladder = field(default_factory=Ladder)


@dataclass(slots=True)
class Followed:
    """What following one article or decision changed; lives for one transaction."""

    following: Following
    rules: Rules
    now: datetime
    #: Statements that were not known before.
    new: frozenset[Mark] = frozenset()
    measures: list[MeasureLife] = field(default_factory=list)
    targets: list[TargetLife] = field(default_factory=list)
    #: Progress that says again what another page said.
    known: set[Mark] = field(default_factory=set)
    #: Progress that was new or found another target, with where it belongs.
    matches: dict[Mark, tuple[Statement, Match]] = field(default_factory=dict)
    #: The target that progress counts for, and what share of it is reached.
    reached: dict[Mark, tuple[Goal, Decimal | None]] = field(default_factory=dict)
    #: How fast targets are approached, by their keys.
    paces: dict[str, Pace] = field(default_factory=dict)
    #: Proposals that nobody has decided and that were not there before, with what speaks for them.
    proposals: list[tuple[Goal, Proposal, Finding]] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)


def follow_article(followed: Followed, url: str, statements: Sequence[Statement]) -> None:
    """Take what an article states into lives; what it stated before, and now states otherwise, stands no more."""
    following = followed.following
    before = {mark(one): one for one in following.of_article(url)}
    noted = following.note(url, [keyed(one) for one in statements])
    followed.new = frozenset(mark(one) for one in noted if mark(one) not in before)
    changed = [one for one in noted if before.get(mark(one)) != one or one.fingerprint in following.renewed]
    gone = [one for key, one in before.items() if key not in {mark(same) for same in noted}]
    heirs = reidentify(gone, [one for one in noted if mark(one) in followed.new])
    misread = following.misread(gone)
    decided = {
        name
        for one in following.decisions({one.fingerprint for one in misread})
        for name in (one.target, one.finding)
    }
    replaced = [
        one for one in gone if one.fingerprint in heirs or (one in misread and one.fingerprint not in decided)
    ]
    loose = following.relatives(replaced) if replaced else ()
    left = following.retire(replaced, heirs) if replaced else ()
    follow(followed, [*changed, *left], loose)


def follow(followed: Followed, statements: Sequence[Statement], loose: Collection[str] = ()) -> None:
    """
    Gather statements with those near them, link progress, relate and judge the targets that this concerns.

    `loose` are further targets to be related: what they were a part of may be gone.
    """
    follow_measures(followed, of_kind(statements, Measure))
    moved, again = follow_targets(followed, of_kind(statements, Target), loose)
    moved |= follow_progress(followed, [*of_kind(statements, Progress), *again])
    judge(followed, moved | fallen(followed.following, followed.measures))
    followed.following.audit(followed.audits)


def follow_again(store: Store, urls: Sequence[str], rules: Rules, now: datetime) -> None:
    """
    Gather, link and judge by the present rules what articles state, though they state what they stated.

    All are filed first: statements find each other by keys, and rules make the keys.
    """
    for url in urls:
        with store.following(now) as following:
            following.note(url, [keyed(one) for one in following.of_article(url)])
    for url in urls:
        with store.following(now) as following:
            follow(Followed(following, rules, now), following.of_article(url))


def mark(statement: Statement) -> Mark:
    """Return the identity of a statement."""
    return (statement.fingerprint, statement.url)


def neighbourhood(
    followed: Followed, statements: Sequence[Statement]
) -> tuple[tuple[Statement, ...], tuple[Decision, ...]]:
    """
    Return statements with all of their kind that they may be one with, and what people decided of them.

    Those are all that share a key with one of them, or were named together by a
    person, and so on until none is added.
    """
    following, kind = followed.following, type(statements[0].finding)
    near: dict[Mark, Statement] = {}
    decisions: dict[Decision, None] = {}
    wave = {mark(one): one for one in statements}
    while wave:
        near |= wave
        made = following.decisions({one.fingerprint for one in wave.values()})
        decisions |= dict.fromkeys(made)
        names = {name for one in made for name in (one.target, one.finding) if name}
        keys = {key for one in wave.values() for key in keys_of(one)}
        found = (*following.near(keys), *(of_kind(following.named(names), kind) if names else ()))
        wave = {mark(one): one for one in found if mark(one) not in near}
    return tuple(sorted(near.values(), key=lambda one: one.order)), tuple(decisions)


def follow_measures(followed: Followed, statements: Sequence[Statement]) -> None:
    """Gather measures, keep their lives, and note which advanced."""
    if not statements:
        return
    near, decisions = neighbourhood(followed, statements)
    before = gather_measures([one for one in near if mark(one) not in followed.new], decisions)
    after = gather_measures(near, decisions)
    followed.following.save([shown_measure(life) for life in after])
    followed.audits += measure_changes(before, after, followed.now)
    followed.measures += after


def shown_measure(life: MeasureLife) -> Shown:
    """Return what lists show of a measure."""
    findings = [one.finding for one in life.statements if isinstance(one.finding, Measure)]
    return Shown(
        statements=life.statements,
        shown=life.canonical,
        name=life.name,
        issuer="、".join(life.issuers) or None,
        region=life.measure.region,
        themes=tuple(dict.fromkeys(theme for one in findings for theme in (*one.themes, *one.quote.topics))),
        in_scope=any(one.quote.in_scope for one in findings),
        stage=life.stage,
        known_since=min(one.seen_at for one in life.statements),
    )


def follow_targets(
    followed: Followed, statements: Sequence[Statement], loose: Collection[str]
) -> tuple[set[str], tuple[Statement, ...]]:
    """Gather targets and keep their lives; return the keys of those to judge, and progress to match again."""
    following = followed.following
    if not statements:
        followed.audits += relate(following, loose, followed.rules.acceptance, followed.now)
        return set(), ()
    near, decisions = neighbourhood(followed, statements)
    relatives = following.relatives(one for one in near if mark(one) not in followed.new)
    before = gather_targets([one for one in near if mark(one) not in followed.new], decisions)
    after = gather_targets(near, decisions)
    shown = [shown_target(life, decisions) for life in after]
    were = following.goals_named({life.key for life in before})
    changed, orphans = following.save(shown)
    followed.audits += target_changes(before, after, followed.now)
    followed.targets += after
    by_key = {life.statements[0].fingerprint: life for life in shown}
    goals = [goal for name in changed if (goal := by_key[name].goal)]
    again = again_matched(following, [*were, *goals]) if goals else ()
    others = {key for goal in goals for key in touching(following, goal)}
    related = {*loose, *others, *changed, *(relatives if changed else ())}
    followed.audits += relate(following, related, followed.rules.acceptance, followed.now)
    series = following.series({by_key[name].series for name in changed})
    return {life.key for life in after} | {goal.key for goal in series}, (*orphans, *again)


def again_matched(following: Following, goals: Sequence[Goal]) -> tuple[Statement, ...]:
    """Return the progress that goals, as they are or were, may concern: what they cannot be found for stays."""
    keys = [candidate_keys(goal) for goal in goals]
    # The first two are the whole metric and reports of what is done of it: one of them is enough.
    halves = [half for several in keys for half in (several[:2], several[2:])]
    near = [one for half in halves for one in following.progress_near(progress_keys(half))]
    counted = [one for goal in goals for one in following.observed(goal.key)]
    return (*counted, *(one for one in near if concerns(one, goals)))


def shown_target(life: TargetLife, decisions: Sequence[Decision]) -> Shown:
    """Return what lists show of a target, as people edited it."""
    goal = goal_of(life, resolved(decisions, dict.fromkeys(life.members, life.key)))
    statement = life.versions[-1].statement
    topics = [topic for one in life.statements for topic in one.finding.quote.topics]
    return Shown(
        statements=life.statements,
        shown=statement,
        name=goal.amount.metric,
        issuer=goal.issuer,
        region=goal.region,
        themes=tuple(dict.fromkeys(topics)),
        in_scope=any(one.finding.quote.in_scope for one in life.statements),
        series=life.series,
        known_since=known_since(life, decisions),
        goal=goal,
        goal_keys=(*candidate_keys(goal), *part_keys(goal, wider(goal.region))),
    )


def follow_progress(followed: Followed, statements: Sequence[Statement]) -> set[str]:
    """Match progress with the targets near it; return the keys of targets whose figures change."""
    moved: set[str] = set()
    for one in {mark(one): one for one in statements}.values():
        found = held_back(match_one(followed.following, one), followed.rules.acceptance)
        touched = followed.following.link(one, found)
        moved |= set(touched)
        followed.audits += link_changes(one, found, touched, followed.now)
        if touched or mark(one) in followed.new:
            followed.matches[mark(one)] = (one, found)
    return moved


def match_one(following: Following, progress: Statement) -> Match:
    """Return where progress belongs among the targets that share a key with it, or that a person named."""
    goals = {goal.key: goal for goal in following.goals(candidate_keys(figure(progress), progress.wider))}
    decisions = [one for one in following.decisions({progress.fingerprint}) if is_about_links(one)]
    lives = following.keys({one.target for one in decisions})
    goals |= {goal.key: goal for goal in following.goals_named(lives)}
    return match(progress, tuple(goals.values()), resolved(decisions, lives))


def figure(statement: Statement) -> Progress:
    """Return the reported figure of a statement."""
    assert isinstance(statement.finding, Progress)
    return statement.finding


def is_about_links(decision: Decision) -> bool:
    """Tell whether a person decided where a finding belongs; rejecting a status says nothing of that."""
    return decision.kind in {DecisionKind.LINK, DecisionKind.UNLINK} or decision.proposal is ProposalKind.LINK


def judge(followed: Followed, keys: Collection[str]) -> None:
    """Work out where targets stand now, and keep it."""
    for goal in followed.following.goals_named(keys):
        judge_one(followed, goal)


def judge_one(followed: Followed, goal: Goal) -> None:
    """Work out where one target stands, from its figures, the rules' proposals and people's decisions."""
    following, rules = followed.following, followed.rules
    observations = observe(following.observed(goal.key))
    made, members = decided_of(following, goal)
    decisions = about_the_same(resolved(made, dict.fromkeys(members, goal.key)), observations)
    before = following.standing(goal.key)
    series = following.series([goal.series])
    counted = [one for one in observations if not is_baseline(one.statement, goal)]
    ends = (*find_successor(goal, series), *repeal_of(following, goal))
    proposals = (*propose(goal, counted), *ends)
    today = day_in_china(followed.now)
    after = standing(goal, proposals, decisions, rules.acceptance, today, rules.ladder)
    after = replace(after, status=settled(after.status))
    newest = counted[-1] if counted else None
    reached = attainment(goal, newest.progress).percent if newest else None
    speed = pace(goal, observations) if newest else None
    if speed is not None:
        followed.paces[goal.key] = speed
    following.judge(
        goal.key,
        Judged(
            standing=after,
            due_from=rules.ladder.due_from(goal),
            overdue_from=rules.ladder.overdue_from(goal),
            observed=newest.statement if newest else None,
            attainment=reached,
            pace=speed,
        ),
    )
    note_judged(followed, goal, (before, after), counted)


def note_judged(
    followed: Followed, goal: Goal, change: tuple[Standing, Standing], observations: Sequence[Observation]
) -> None:
    """Note what a judgement changed, for the audit trail and for alerts."""
    before, after = change
    followed.audits += standing_changes(goal.key, before, after, followed.now)
    said = {one.statement.fingerprint: one.statement for one in observations}
    for one in observations:
        for same in (one.statement, *one.mentions):
            reached = attainment(goal, figure(same)).percent
            followed.reached.setdefault(mark(same), (goal, reached))
        followed.known.update(mark(same) for same in one.mentions)
    for proposal in after.waiting:
        if proposal.key not in {one.key for one in before.waiting}:
            evidence = said.get(proposal.evidence) or followed.following.named({proposal.evidence})[-1]
            followed.proposals.append((goal, proposal, evidence.finding))
