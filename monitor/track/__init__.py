"""
What findings and checks mean for what is already known. Pure: no database, no clock.

An article that was recorded goes through these stages. Each takes what the record answers to its
query and returns a frozen value; the pipeline carries them, the store writes `Changes`:

    revise(article, said, decisions, at)                        what a page states anew, otherwise, and no longer
    Closure.of(kind, statements) … gather_measure_statements    which measures the statements make
    Closure.of(kind, statements) … gather_target_statements     which targets, and what they ask for now
    relation_query(commitment) → relate(evidence)               of which targets a target is a part
    link_query(progress) → link(evidence)                       for which targets a figure counts
    state_query(commitment) → judge(evidence)                   where a target stands

The stages rest on functions that know one subject each:

    fingerprint, compare                       when two findings are the same
    gather_measures, gather_targets            which statements mean the same; their order does not matter
    commitment_of, known_since                 what a target asks for now, and since when its deadline is known
    match, candidate_keys                      where reported progress belongs
    unnamed, named_uses                        which recorded metrics no row of metrics.toml names
    find_parts, find_same, find_successor, find_repeal      targets and other targets
    observe, attainment_of, pace                the figures of a target, and how far they fulfil it
    propose, standing, Ladder                  the steps of a target's status, and who accepts them
    owed, next_day                             reminders of deadlines
    edit, slot_text, read_deadline, …          what people write
    measure_changes, target_changes, …         rows of the audit trail
    after_check, coverage, due, ailments       the health of sources and of the service

A decision of a person names the fingerprint of a statement. Gathering takes decisions as people made them.
`match`, `commitment_of` and `standing` take them from `resolved`, which replaces each fingerprint by the key
that the target has now.
"""

from typing import TYPE_CHECKING

from .. import lazily

if TYPE_CHECKING:
    from .amounts import deadline_words, dimension, figure_words, flow, how_dated
    from .attainment import attainment_of, pace, pace_words
    from .changes import (
        NEWS,
        PAGE_EDITED,
        RULE,
        STATED_AGAIN,
        link_changes,
        measure_changes,
        standing_changes,
        target_changes,
    )
    from .evidence import about_the_same, is_baseline, observe
    from .gathering import (
        Closure,
        Gathered,
        gather_measure_statements,
        gather_target_statements,
        keyed,
        of_kind,
        repealed_plan_keys,
        target_summary,
    )
    from .identity import compare, fingerprint
    from .matching import candidate_keys, concerns, held_back, match, part_keys
    from .page_edits import Revision, gone, left_alone, misread, reidentify, revise
    from .person_decisions import (
        SCALES,
        SLOTS,
        decision_audit,
        edit,
        edited,
        read_comparator,
        read_deadline,
        read_number,
        read_per,
        resolved,
        slot_text,
    )
    from .plan import Judgement, Linked, judge, link, link_query, rematch_keys, state_query, to_match_again
    from .relating import (
        find_parts,
        find_repeal,
        find_same,
        find_successor,
        overtaken,
        plan_keys,
        plan_names,
        relate,
        relation_query,
        touched_targets,
    )
    from .source_health import (
        RHYTHM_OVER,
        Vitals,
        after_check,
        ailments,
        baseline_alert,
        coverage,
        due,
        health_alert,
        health_at,
        lifeless,
        notice_alert,
        silence,
    )
    from .status_ladder import Ladder, leads_on, next_day, owed, propose, settled, standing
    from .target_versions import series_of, target_keys
    from .tracked_measures import OWN_PAGE, gather_measures, measure_keys
    from .tracked_targets import commitment_of, gather_targets, known_since
    from .unnamed_metrics import UnnamedMetric, named_uses, unnamed
else:
    __getattr__ = lazily(__name__)

__all__ = [
    "NEWS",
    "OWN_PAGE",
    "PAGE_EDITED",
    "RHYTHM_OVER",
    "RULE",
    "SCALES",
    "SLOTS",
    "STATED_AGAIN",
    "Closure",
    "Gathered",
    "Judgement",
    "Ladder",
    "Linked",
    "Revision",
    "UnnamedMetric",
    "Vitals",
    "about_the_same",
    "after_check",
    "ailments",
    "attainment_of",
    "baseline_alert",
    "candidate_keys",
    "commitment_of",
    "compare",
    "concerns",
    "coverage",
    "deadline_words",
    "decision_audit",
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
    "gather_measure_statements",
    "gather_measures",
    "gather_target_statements",
    "gather_targets",
    "gone",
    "health_alert",
    "health_at",
    "held_back",
    "how_dated",
    "is_baseline",
    "judge",
    "keyed",
    "known_since",
    "leads_on",
    "left_alone",
    "lifeless",
    "link",
    "link_changes",
    "link_query",
    "match",
    "measure_changes",
    "measure_keys",
    "misread",
    "named_uses",
    "next_day",
    "notice_alert",
    "observe",
    "of_kind",
    "overtaken",
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
    "relate",
    "relation_query",
    "rematch_keys",
    "repealed_plan_keys",
    "resolved",
    "revise",
    "series_of",
    "settled",
    "silence",
    "slot_text",
    "standing",
    "standing_changes",
    "state_query",
    "target_changes",
    "target_keys",
    "target_summary",
    "to_match_again",
    "touched_targets",
    "unnamed",
]
