"""
What findings and checks mean for what is already known. Pure.

Sources: `after_check`, `coverage`, `due`. One article's news: `compare`, `fingerprint`.

Lives: a finding with its article is a `Statement`; statements of one thing are
gathered into a life. Gathering is a function of the set of statements (and of
people's decisions), so the order in which articles come does not matter; only
what we saw when does depend on it: `seen_at`, hence reminders, and the audit
trail. For a new statement it is enough to gather those it is connected with by keys:

    measure_keys(measure) -> tuple[str, ...]
    gather_measures(statements, decisions=()) -> tuple[MeasureLife, ...]
    target_keys(target) -> tuple[str, ...]
    gather_targets(statements, decisions=()) -> tuple[TargetLife, ...]
    goal_of(life, decisions=()) -> Goal                  # what it asks for now, edits applied

Progress finds its target among the goals that share a key with it:

    candidate_keys(finding, wider=()) -> tuple[str, ...]  # most telling first
    match(progress, goals, decisions=()) -> Match
    held_back(match, acceptance) -> Match                 # what settings leave to a person
    concerns(progress, goals) -> bool                     # whether any could be its target
    find_parts(goal, goals, wider=()), find_same(goal, goals) -> tuple[Proposal, ...]
    part_keys(goal, regions), plan_keys(goal), plan_names(plans) -> tuple[str, ...]
    observe(statements) -> tuple[Observation, ...]        # the last is the newest

Where a target stands, and what is owed:

    attainment(goal, observed: Progress) -> Attainment
    pace(goal, observations) -> Pace | None, pace_words(pace)
    propose(goal, observations) -> tuple[Proposal, ...]   # steps on the status ladder
    find_successor(goal, goals), find_repeal(goal, measures) -> tuple[Proposal, ...]   # other ends
    standing(goal, proposals, decisions, acceptance, today, ladder=Ladder()) -> Standing
    settled(status) -> Status                             # without what the calendar adds
    owed(goal, known_since, sent, now, plan=MilestonePlan()) -> tuple[Reminder, ...]
    next_day(goal, known_since, now, plan) -> date | None
    deadline_words(period), how_dated(period) -> str
    read_deadline(text, rule) -> Period                    # as people write it; so read_number, read_comparator, read_per

What people decided comes in as `Decision`s. Gathering takes them as they were made;
`match`, `goal_of` and `standing` take them resolved, `target` being the present key:

    resolved(decisions, lives: fingerprint -> key) -> tuple[Decision, ...]
    edit(goal, slot, value) -> Goal                       # raises InputError; slots are in SLOTS
    slot_text(goal, slot) -> str                          # what `edit` would read

What changed, for the audit trail and for alerts:

    measure_changes(before, after, at), target_changes(before, after, at) -> tuple[Audit, ...]
    standing_changes(key, before, after, at), link_changes(progress, match, keys, at) -> tuple[Audit, ...]
    figure_words(amount, quote) -> str        # as the quote writes it
    reidentify(old, new) -> dict[str, str]    # old to new fingerprints of an article read again
"""

from __future__ import annotations

from .amounts import dimension, flow
from .attainment import attainment, pace, pace_words
from .changes import NEWS, RULE, link_changes, measure_changes, standing_changes, target_changes
from .deadlines import deadline_words, how_dated
from .decisions import SLOTS, edit, edited, resolved, slot_text
from .figures import figure_words
from .health import after_check, coverage, due
from .identity import compare, fingerprint
from .matching import candidate_keys, concerns, held_back, match, part_keys
from .measures import OWN_PAGE, gather_measures, measure_keys
from .milestones import next_day, owed
from .news import baseline_alert, health_alert
from .observations import about_the_same, observe
from .parts import find_parts, find_repeal, find_same, find_successor, plan_keys, plan_names
from .rereading import reidentify
from .standing import Ladder, leads_on, propose, settled, standing
from .targets import gather_targets, goal_of, known_since, series_of, target_keys
from .timing import is_baseline
from .written import SCALES, read_comparator, read_deadline, read_number, read_per

__all__ = [
    "NEWS",
    "OWN_PAGE",
    "RULE",
    "SCALES",
    "SLOTS",
    "Ladder",
    "about_the_same",
    "after_check",
    "attainment",
    "baseline_alert",
    "candidate_keys",
    "compare",
    "concerns",
    "coverage",
    "deadline_words",
    "dimension",
    "due",
    "edit",
    "edited",
    "figure_words",
    "find_parts",
    "find_repeal",
    "find_same",
    "find_successor",
    "fingerprint",
    "flow",
    "gather_measures",
    "gather_targets",
    "goal_of",
    "health_alert",
    "held_back",
    "how_dated",
    "is_baseline",
    "known_since",
    "leads_on",
    "link_changes",
    "match",
    "measure_changes",
    "measure_keys",
    "next_day",
    "observe",
    "owed",
    "pace",
    "pace_words",
    "part_keys",
    "plan_keys",
    "plan_names",
    "propose",
    "read_comparator",
    "read_deadline",
    "read_number",
    "read_per",
    "reidentify",
    "resolved",
    "series_of",
    "settled",
    "slot_text",
    "standing",
    "standing_changes",
    "target_changes",
    "target_keys",
]
