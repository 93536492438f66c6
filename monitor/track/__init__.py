"""
What findings and checks mean for what is already known. Pure.

Sources: `after_check`, `coverage`, `due`. One article's news: `compare`, `fingerprint`.

Lives: a finding with its article is a `Statement`; statements of one thing are
gathered into a life. Gathering is a function of the set of statements (and of
people's decisions), so the order in which articles come does not matter. For a
new statement it is enough to gather those it is connected with by keys:

    measure_keys(measure) -> tuple[str, ...]
    gather_measures(statements, decisions=()) -> tuple[MeasureLife, ...]
    target_keys(target) -> tuple[str, ...]
    gather_targets(statements, decisions=()) -> tuple[TargetLife, ...]
    goal_of(life, decisions=()) -> Goal                  # what it asks for now, edits applied

Progress finds its target among the goals that share a key with it:

    candidate_keys(finding, wider=()) -> tuple[str, ...]  # most telling first
    match(progress, goals, decisions=()) -> Match
    find_parts(goal, goals, wider=()) -> tuple[Proposal, ...]
    observe(statements) -> tuple[Observation, ...]        # the last is the newest

Where a target stands, and what is owed:

    attainment(goal, observed) -> Attainment
    pace(goal, observations, today) -> Pace | None
    propose(goal, observations) -> tuple[Proposal, ...]
    standing(goal, proposals, decisions, acceptance, today, ladder=Ladder()) -> Standing
    owed(goal, known_since, sent, now, plan=MilestonePlan()) -> tuple[Reminder, ...]
    deadline_words(period), how_dated(period) -> str

What changed, for the audit trail and for alerts:

    measure_changes(before, after, at), target_changes(before, after, at), standing_changes(...) -> tuple[Audit, ...]
    reidentify(old, new) -> dict[str, str]                # fingerprints of an article read again by other rules
"""

from .health import after_check, coverage, due
from .identity import compare, fingerprint
from .news import article_alerts, baseline_alert, health_alert

__all__ = [
    "after_check",
    "article_alerts",
    "baseline_alert",
    "compare",
    "coverage",
    "due",
    "fingerprint",
    "health_alert",
]
