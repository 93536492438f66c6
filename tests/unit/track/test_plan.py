"""Planning without a database: what an article retires, what is gathered, related, linked and judged."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor.domain import (
    Acceptance,
    Companions,
    DecisionKind,
    LinkEvidence,
    Measure,
    MetricKind,
    Neighbourhood,
    Period,
    Precision,
    Progress,
    Proposal,
    ProposalKind,
    RelationEvidence,
    Stage,
    Standing,
    StateEvidence,
    Statement,
    Status,
    StoredStatement,
    Target,
)
from monitor.track import (
    Closure,
    Ladder,
    candidate_keys,
    decision_audit,
    gather_measure_statements,
    gather_target_statements,
    judge,
    keyed,
    left_alone,
    link,
    link_query,
    of_kind,
    overtaken,
    relate,
    relation_query,
    rematch_keys,
    repealed_plan_keys,
    state_query,
    to_match_again,
    touched_targets,
)
from statements import SHANGHAI_GOVERNMENT, at, commitment, decision, figure, measure, target

NOW = at(0)
EVERYTHING = Acceptance(tuple((kind, 0.0) for kind in ProposalKind))
NOTHING = Acceptance(())


def wider(region: str | None) -> tuple[str, ...]:
    return {"上海市": ("全国",), "浦东新区": ("上海市", "全国")}.get(region or "", ())


def stored(*statements: Statement, home: int | None = None, first: int = 1) -> tuple[StoredStatement, ...]:
    """Return statements as the record holds them, numbered from `first`."""
    return tuple(StoredStatement(number, home, said) for number, said in enumerate(statements, first))


def marks(rows: Iterable[StoredStatement]) -> frozenset[tuple[str, str]]:
    return frozenset(row.mark for row in rows)


def unknown(rows: Iterable[StoredStatement]) -> dict[tuple[str, str], None]:
    """Return that statements were not known before."""
    return {row.mark: None for row in rows}


def test_planning_needs_no_database():
    code = (
        "import sys\n"
        "from monitor.track import *\n"
        "assert 'monitor.track.plan' in sys.modules\n"
        "print(*(set(sys.modules) & {'monitor.store', 'sqlalchemy', 'sqlmodel'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# Members

SAID = target("2025-01-10", url="http://127.0.0.1/1")
ELSEWHERE = target("2025-01-10", "300", metric="企业数量", unit="家", url="http://127.0.0.1/1")


def test_members_that_stay_are_followed_and_what_has_none_left_is_dropped():
    retired = stored(SAID, home=7)
    fellow = StoredStatement(5, 8, ELSEWHERE)
    companions = Companions(homes=frozenset({7, 8}), members=(*retired, fellow))
    assert left_alone(companions, retired) == ((fellow,), frozenset({7}))


# Keys


def test_statements_are_filed_under_keys_of_their_kind():
    told = keyed(replace(target("2025-01-10"), plans=("示例方案",)))
    assert {key.partition(":")[0] for key in told.keys} == {"target", "plan"}
    assert {key.partition(":")[0] for key in keyed(figure("2025-06-30")).keys} == {"progress"}
    assert {key.partition(":")[0] for key in keyed(measure("2025-06-30")).keys} == {"measure"}


def test_progress_is_filed_where_its_target_looks_for_it():
    filed = set(keyed(figure("2025-06-30")).keys)
    exact, pairs = rematch_keys([commitment()])
    assert filed & set(exact)
    assert filed & set(pairs)


# Gathering


def test_a_closure_asks_for_the_neighbours_of_each_statement_once():
    first, second = target("2025-01-10"), target("2025-02-10", url="http://127.0.0.1/2")
    closure = Closure.of(Target, stored(first))
    query = closure.query()
    assert query is not None
    assert query.fingerprints == {first.fingerprint}
    assert query.keys == {key for key in keyed(first).keys if key.startswith("target:")}
    closure = closure.joined(Neighbourhood(statements=stored(first, second, figure("2025-03-01"))))
    query = closure.query()
    assert query is not None
    assert query.fingerprints == {second.fingerprint}, "progress is of another kind"
    assert closure.joined(Neighbourhood()).query() is None
    assert Closure.of(Measure, stored(first)).query() is None


def closed(*rows: StoredStatement, **known: object) -> Closure:
    return replace(Closure.of(Target, rows), frontier=(), **known)


def test_a_new_statement_alone_is_a_new_target():
    rows = stored(target("2025-01-10"))
    gathered = gather_target_statements(closed(*rows), marks(rows), unknown(rows), NOW, wider)
    (summary,) = gathered.summaries
    assert (summary.number, summary.members, summary.name) == (None, rows, "智能算力规模")
    assert [asked.key for asked in gathered.changed] == [rows[0].statement.fingerprint]
    assert (gathered.were, gathered.dropped, gathered.homes) == ((), frozenset(), frozenset())
    assert [audit.aspect for audit in gathered.audits] == ["target"]
    assert set(candidate_keys(gathered.changed[0])) < set(summary.commitment_keys)


def test_a_restatement_joins_its_target_and_is_no_news():
    old = stored(target("2025-01-10"), home=7)
    new = stored(target("2025-02-10", url="http://127.0.0.1/2"), first=2)
    asks = commitment(old[0].statement)
    closure = closed(*old, *new, commitments={7: asks})
    gathered = gather_target_statements(closure, marks(new), unknown(new), NOW, wider)
    (summary,) = gathered.summaries
    assert (summary.number, summary.members) == (7, (*old, *new))
    assert (gathered.changed, gathered.audits) == ((), ())


def test_a_revision_changes_what_its_target_asks_for_and_is_news():
    old = stored(target("2025-01-10"), home=7)
    new = stored(target("2026-01-10", "120", url="http://127.0.0.1/2"), first=2)
    asks = commitment(old[0].statement)
    closure = closed(*old, *new, commitments={7: asks})
    gathered = gather_target_statements(closure, marks(new), unknown(new), NOW, wider)
    assert gathered.were == (asks,)
    assert [asked.amount.values for asked in gathered.changed] == [(Decimal(120),)]
    assert gathered.homes == {7}
    assert [audit.aspect for audit in gathered.audits] == ["value"]


def test_an_unchanged_neighbour_is_not_written_again():
    old = stored(target("2025-01-10"), home=7)
    new = stored(target("2025-01-10", "200", end="2030-12-31", url="http://127.0.0.1/2"), first=2)
    closure = closed(*old, *new, commitments={7: commitment(old[0].statement)})
    gathered = gather_target_statements(closure, marks(new), unknown(new), NOW, wider)
    assert [summary.members for summary in gathered.summaries] == [new]


def test_two_targets_that_a_person_calls_one_share_the_older_row_and_the_other_is_dropped():
    first = stored(target("2025-01-10"), home=7)
    second = stored(target("2025-02-10", "90", end=None, url="http://127.0.0.1/2"), home=8, first=2)
    said = decision(DecisionKind.LINK, first[0].statement.fingerprint, finding=second[0].statement.fingerprint)
    asks = {7: commitment(first[0].statement), 8: commitment(second[0].statement)}
    closure = closed(*first, *second, decisions=(said,), commitments=asks)
    gathered = gather_target_statements(closure, marks(second), {}, NOW, wider)
    assert [summary.number for summary in gathered.summaries] == [7]
    assert gathered.dropped == {8}
    assert gathered.were == (asks[7], asks[8])


def test_a_target_that_a_person_takes_apart_leaves_its_row_to_the_first():
    first, second = stored(target("2025-01-10"), target("2025-02-10", "100", url="http://127.0.0.1/2"), home=7)
    second = replace(second, statement=replace(second.statement, fingerprint="b" * 32))
    apart = decision(DecisionKind.UNLINK, first.statement.fingerprint, finding="b" * 32)
    closure = closed(first, second, decisions=(apart,), commitments={7: commitment(first.statement)})
    gathered = gather_target_statements(closure, marks([second]), {}, NOW, wider)
    assert sorted((summary.number is None, len(summary.members)) for summary in gathered.summaries) == [
        (False, 1),
        (True, 1),
    ]


def test_the_order_in_which_statements_are_known_changes_nothing():
    rows = stored(
        target("2025-01-10"),
        target("2026-01-10", "120", url="http://127.0.0.1/2"),
        target("2026-02-10", url="http://127.0.0.1/3"),
    )
    outcomes = {
        gather_target_statements(closed(*order), marks(rows), unknown(rows), NOW, wider).summaries
        for order in itertools.permutations(rows)
    }
    assert len(outcomes) == 1


def test_a_measure_shows_its_own_page_and_the_stage_it_has_reached():
    draft = measure("2025-01-10", stage=Stage.CONSULTATION)
    issued = measure("2025-03-10", url="http://127.0.0.1/2")
    rows = stored(draft, issued)
    closure = replace(Closure.of(Measure, rows), frontier=())
    gathered = gather_measure_statements(closure, marks(rows), unknown(rows), NOW)
    (summary,) = gathered.summaries
    assert (summary.stage, summary.known_since) == (Stage.ISSUED, draft.seen_at)
    assert summary.commitment is None
    assert repealed_plan_keys(gathered.tracked) == ()


def test_a_repealed_plan_names_the_targets_that_it_may_have_set():
    rows = stored(measure("2025-01-10", stage=Stage.REPEALED))
    closure = replace(Closure.of(Measure, rows), frontier=())
    gathered = gather_measure_statements(closure, marks(rows), unknown(rows), NOW)
    (key,) = repealed_plan_keys(gathered.tracked)
    plan = rows[0].finding
    assert isinstance(plan, Measure)
    assert key in keyed(replace(target("2025-01-10"), plans=(plan.name,))).keys


# Linking

FIGURE = stored(figure("2025-06-30"), first=9)[0]
ASKS = commitment()


def test_a_figure_is_looked_up_in_its_region_and_those_around_it():
    query = link_query(FIGURE)
    assert query.progress is FIGURE
    assert {key.split("|")[2] for key in query.keys} == {"上海市", "全国"}


def test_a_figure_counts_for_the_target_near_it():
    linked = link(LinkEvidence(progress=FIGURE, near=(ASKS,)), Acceptance(), NOW)
    assert linked.link.match.target == ASKS.key
    assert (linked.link.added, linked.link.removed) == ({ASKS.key}, frozenset())
    assert linked.touched == {ASKS.key}
    assert [audit.subject for audit in linked.audits] == [ASKS.key]


def test_a_figure_that_counts_already_touches_nothing():
    evidence = LinkEvidence(progress=FIGURE, near=(ASKS,), counts_for=frozenset({ASKS.key}))
    linked = link(evidence, Acceptance(), NOW)
    assert (linked.touched, linked.audits) == (frozenset(), ())


def test_a_figure_whose_target_is_gone_counts_no_more():
    linked = link(LinkEvidence(progress=FIGURE, counts_for=frozenset({"old"})), Acceptance(), NOW)
    assert (linked.link.match.target, linked.link.removed) == (None, {"old"})


def test_settings_leave_a_link_to_a_person():
    linked = link(LinkEvidence(progress=FIGURE, near=(ASKS,)), NOTHING, NOW)
    assert linked.link.match.target is None
    assert linked.link.match.candidates


@pytest.mark.parametrize(("kind", "linked_to"), [(DecisionKind.LINK, "other"), (DecisionKind.UNLINK, None)])
def test_a_person_says_where_a_figure_belongs(kind, linked_to):
    other = replace(ASKS, key="other", series="another", region="北京市")
    about = "other" if kind is DecisionKind.LINK else ASKS.key
    word = decision(kind, about, finding=FIGURE.statement.fingerprint)
    evidence = LinkEvidence(
        progress=FIGURE, near=(ASKS,), named=(other,), decisions=(word,), present_keys={about: about}
    )
    assert link(evidence, Acceptance(), NOW).link.match.target == linked_to


def test_rejecting_a_status_says_nothing_of_where_its_figure_belongs():
    word = decision(DecisionKind.REJECT, "other", finding=FIGURE.statement.fingerprint, proposal=ProposalKind.MET)
    far = replace(ASKS, key="other")
    evidence = LinkEvidence(progress=FIGURE, named=(far,), decisions=(word,), present_keys={"other": "other"})
    assert link(evidence, Acceptance(), NOW).link.match.target is None


def test_a_changed_target_concerns_the_figures_near_it_only():
    elsewhere = stored(figure("2025-06-30", region="北京市"), first=10)[0]
    assert to_match_again((FIGURE, elsewhere), [ASKS]) == (FIGURE,)
    assert of_kind((FIGURE, *stored(target("2025-01-10"))), Progress) == (FIGURE,)


# Relating

WHOLE = commitment(target("2025-01-10", "1000"))
PART = replace(commitment(target("2025-02-10", region="浦东新区", issuer="浦东新区")), key="p" * 32)


def related(acceptance: Acceptance = EVERYTHING, **evidence: object):
    return relate(RelationEvidence(commitment=PART, **evidence), acceptance, NOW, wider)


def test_a_target_of_a_region_inside_is_a_part():
    query = relation_query(PART, wider)
    assert set(query.keys) & set(candidate_keys(WHOLE))
    found = related(near=(WHOLE,))
    assert [part.evidence for part in found.relations.parts] == [WHOLE.key]
    (audit,) = found.audits
    assert (audit.aspect, audit.old, audit.new, audit.by) == ("part of", "", WHOLE.key, "rule")
    assert related(near=(WHOLE,), whole=WHOLE.key).audits == ()


def test_a_part_that_settings_do_not_accept_waits_for_a_person():
    found = related(NOTHING, near=(WHOLE,))
    assert found.relations.parts == ()
    assert [proposal.kind for proposal in found.relations.waiting] == [ProposalKind.PART]


def test_a_part_ends_when_its_whole_is_gone():
    (audit,) = related(whole="gone").audits
    assert (audit.old, audit.new, audit.why) == ("gone", "", "")


@pytest.mark.parametrize(("kind", "parts", "by"), [(DecisionKind.ACCEPT, 1, "analyst"), (DecisionKind.REJECT, 0, None)])
def test_a_person_accepts_or_refuses_a_part(kind, parts, by):
    word = decision(kind, PART.key, finding="older", proposal=ProposalKind.PART)
    found = related(
        NOTHING, near=(WHOLE,), decisions=(word,), members=frozenset({PART.key}), present_keys={"older": WHOLE.key}
    )
    assert len(found.relations.parts) == parts
    assert found.relations.waiting == ()
    assert [audit.by for audit in found.audits] == ([by] if by else [])


def test_what_was_decided_of_another_target_says_nothing_of_this_one():
    word = decision(DecisionKind.REJECT, "other", finding=WHOLE.key, proposal=ProposalKind.PART)
    assert related(near=(WHOLE,), decisions=(word,)).relations.parts


def test_a_changed_target_touches_what_may_be_its_part_or_the_same():
    same = replace(WHOLE, key="s", amount=replace(WHOLE.amount, values=(Decimal(900),)), issuer=None)
    unlike = replace(WHOLE, key="u", region="北京市")
    assert touched_targets(WHOLE, [PART, WHOLE], [same, unlike]) == {PART.key, "s"}


# Judging

ENOUGH = stored(figure("2026-06-30", "125"), first=9)
OPEN = Standing(Status.OPEN)


def judged(acceptance: Acceptance = NOTHING, **evidence: object):
    made = {"commitment": ASKS, "before": OPEN} | evidence
    return judge(StateEvidence(**made), acceptance, Ladder(), NOW)


def test_a_target_without_figures_is_open():
    found = judged()
    assert (found.state.standing, found.audits, found.proposed) == (OPEN, (), ())
    assert (found.state.observed, found.state.attainment, found.state.pace) == (None, None, None)
    assert found.state.due_from is not None
    assert found.state.overdue_from is not None
    assert found.state.due_from < date(2027, 12, 31) < found.state.overdue_from


def test_a_figure_that_reaches_the_target_is_proposed_with_its_evidence():
    found = judged(observed=ENOUGH)
    ((proposal, evidence),) = found.proposed
    assert (proposal.kind, evidence) == (ProposalKind.MET, ENOUGH[0].statement)
    assert (found.state.standing.status, found.state.attainment) == (Status.OPEN, Decimal("125.0"))
    assert found.state.observed is ENOUGH[0]
    assert found.reached == {ENOUGH[0].mark: Decimal("125.0")}


def test_a_proposal_that_waited_before_is_not_asked_again():
    waiting = judged(observed=ENOUGH).state.standing.waiting
    assert judged(observed=ENOUGH, before=Standing(Status.OPEN, waiting=waiting)).proposed == ()


def test_settings_may_accept_and_the_trail_says_so():
    found = judged(EVERYTHING, observed=ENOUGH)
    assert found.state.standing.status is Status.MET
    assert [(audit.old, audit.new) for audit in found.audits] == [(Status.OPEN, Status.MET)]


def test_a_person_decides_about_the_figure_that_stands_for_its_mentions():
    again = stored(figure("2026-07-05", "125", as_of="2026-06-30", url="http://127.0.0.1/again"), first=10)
    word = decision(DecisionKind.ACCEPT, ASKS.key, finding=again[0].statement.fingerprint, proposal=ProposalKind.MET)
    found = judged(observed=(*ENOUGH, *again), decisions=(word,), members=frozenset({ASKS.key}))
    assert (found.state.standing.status, found.state.standing.by) == (Status.MET, "analyst")
    assert found.repeated == {again[0].mark}


def test_a_figure_from_before_the_target_was_set_shows_where_its_way_begins():
    early = stored(figure("2024-12-31", "50"), first=10)
    found = judged(observed=early)
    assert (found.state.observed, found.reached) == (None, {})


def test_a_later_target_that_asks_for_more_sooner_overtakes_this_one():
    later = replace(
        ASKS,
        key="later",
        published=date(2025, 6, 1),
        amount=replace(ASKS.amount, values=(Decimal(300),)),
        deadline=replace(ASKS.deadline, end=date(2026, 12, 31)),
    )
    assert overtaken([ASKS, later], [later]) == {ASKS.key}
    assert overtaken([ASKS, later], [ASKS]) == frozenset()
    ((proposal, evidence),) = judged(series=(ASKS, later)).proposed
    assert (proposal.kind, proposal.evidence, evidence) == (ProposalKind.SUPERSEDED, "later", None)


def test_a_target_falls_with_the_plan_that_set_it():
    repeal = measure("2026-01-10", stage=Stage.REPEALED, issuers=(SHANGHAI_GOVERNMENT,))
    plan = repeal.finding
    assert isinstance(plan, Measure)
    asks = replace(ASKS, plans=(plan.name,))
    assert state_query(asks).repeal_keys
    assert state_query(ASKS).repeal_keys == ()
    found = judged(commitment=asks, repealed=Neighbourhood(statements=stored(repeal)))
    ((proposal, _),) = found.proposed
    assert (proposal.kind, proposal.evidence) == (ProposalKind.WITHDRAWN, repeal.fingerprint)


# Decisions


def test_a_decision_has_an_audit_row_with_what_was_edited():
    edit = decision(DecisionKind.EDIT, ASKS.key, slot="values", value="60")
    row = decision_audit(edit, [ASKS])
    assert (row.aspect, row.old, row.new) == ("edit values", "100", "60")
    close = decision(DecisionKind.CLOSE, ASKS.key, status=Status.WITHDRAWN)
    row = decision_audit(close)
    assert (row.aspect, row.old, row.new, row.why) == ("close", "", "withdrawn", "read it")


def test_proposals_are_equal_for_the_same_reason():
    made = Proposal(ProposalKind.MET, "a", "b", 0.9, "rule", date(2026, 1, 1))
    assert made.key == replace(made, score=0.1).key


def test_a_part_of_the_time_hides_no_figure_that_tells_how_much_is_reached():
    firms = {"metric": "高新技术企业", "unit": "家", "kind": MetricKind.INCREMENT}
    plan = Period(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR, "今年", "D1")
    year = commitment(target("2025-02-01", "1000", deadline=plan, **firms))
    half = figure("2025-07-10", "600", as_of="2025-06-30", start="2025-01-01", **firms)
    quarter = figure("2025-10-10", "200", as_of="2025-09-30", start="2025-07-01", **firms)
    found = judged(commitment=year, observed=(*stored(half, first=1), *stored(quarter, first=2)))
    assert found.state.attainment == Decimal(60)
    assert found.state.observed is not None
    assert found.state.observed.statement == half
    alone = judged(commitment=year, observed=stored(quarter, first=2))
    assert alone.state.attainment is None
    assert alone.state.observed is not None
