"""Where a target stands: proposals, what settings accept, and what people decide."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain import Acceptance, Comparator, DecisionKind, MetricKind, ProposalKind, Status
from monitor.track import Ladder, leads_on, observe, propose, settled, standing
from statements import at, commitment, decision, figure, target, until

COMMITMENT = commitment(target("2025-01-10"))
MET, LATE, MISSED, REVERSED = (ProposalKind.MET, ProposalKind.MET_LATE, ProposalKind.MISSED, ProposalKind.REVERSED)
ALL = Acceptance(tuple((kind, 0.0) for kind in ProposalKind))
NONE = Acceptance(())
LONG_AFTER = date(2030, 1, 1)


def steps(*figures, of=COMMITMENT):
    return propose(of, observe(figures))


def stand(*figures, decisions=(), acceptance=ALL, today=LONG_AFTER, of=COMMITMENT):
    return standing(of, steps(*figures, of=of), decisions, acceptance, today)


EARLY = figure("2026-01-10", "120", as_of="2025-12-31")
SHORT = figure("2026-07-10", "90", as_of="2026-06-30")
AT_THE_END = figure("2028-01-10", "105", as_of="2027-12-31")
SHORT_AT_THE_END = figure("2028-01-10", "95", as_of="2027-12-31")
LONG_LATE = figure("2028-07-10", "101", as_of="2028-06-30")


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        ((SHORT,), Status.OVERDUE),
        ((EARLY,), Status.MET),
        ((AT_THE_END,), Status.MET),
        ((LONG_LATE,), Status.MET_LATE),
        ((SHORT_AT_THE_END,), Status.MISSED),
        ((SHORT_AT_THE_END, LONG_LATE), Status.MET_LATE),
        ((EARLY, SHORT), Status.REVERSED),
        ((EARLY, SHORT, AT_THE_END), Status.MET),
        ((EARLY, SHORT, LONG_LATE), Status.MET_LATE),
        ((), Status.OVERDUE),
    ],
)
def test_figures_lead_along_the_ladder_in_the_order_of_their_days(figures, status):
    assert stand(*figures).status is status
    assert stand(*reversed(figures)).status is status


def test_missed_is_never_said_before_the_deadline_nor_from_silence():
    assert [step.kind for step in steps(SHORT)] == [REVERSED]
    assert stand(SHORT).waiting == ()
    assert steps() == ()


def test_a_step_names_its_proof_its_rule_its_day_and_how_sure_it_is():
    (met,) = steps(EARLY)
    assert (met.kind, met.evidence, met.since) == (MET, EARLY.fingerprint, date(2025, 12, 31))
    assert (met.rule, met.score) == (">= 100EFLOPS", 0.9)
    assert steps(LONG_LATE)[0].score == 0.765
    assert steps(SHORT)[0].score == 0.72
    assert met.key == f"met:{COMMITMENT.key}:{EARLY.fingerprint}"


def test_a_standing_names_its_proof():
    found = stand(EARLY)
    assert (found.since, found.by, found.evidence) == (date(2025, 12, 31), "rule", EARLY.fingerprint)


def test_figures_from_before_the_target_and_open_words_prove_nothing():
    before = figure("2025-01-05", "120")
    vague = figure("2026-01-10", "100", comparator=Comparator.ABOUT)
    assert steps(before, vague) == ()


def test_growth_rates_and_ceilings_of_sums_are_judged_when_the_period_is_over():
    growth = {"metric": "工业增加值", "unit": "%", "kind": MetricKind.CHANGE_PCT}
    rate = {"metric": "城镇调查失业率", "unit": "%", "kind": MetricKind.SHARE}
    ceiling = {"metric": "新增债务", "unit": "元", "kind": MetricKind.INCREMENT, "comparator": Comparator.AT_MOST}
    for changes in (growth, rate, ceiling):
        year = replace(commitment(target("2025-01-10", "5", **changes)), deadline=until("2025-12-31", "2025-01-01"))
        reported = {**changes, "start": "2025-01-01"}
        assert steps(figure("2025-07-10", "5", as_of="2025-06-30", **reported), of=year) == ()
        assert steps(figure("2026-01-10", "5", as_of="2025-12-31", **reported), of=year)[0].kind is MET
        timeless = replace(year, deadline=None)
        assert steps(figure("2025-07-10", "5", as_of="2025-06-30", **reported), of=timeless)


def test_an_increment_can_be_met_early_and_is_never_reversed():
    firms = {"metric": "高新技术企业", "unit": "家", "kind": MetricKind.INCREMENT}
    year = replace(commitment(target("2025-01-10", "100", **firms)), deadline=until("2025-12-31", "2025-01-01"))
    enough = figure("2025-07-10", "110", as_of="2025-06-30", start="2025-01-01", **firms)
    fewer = figure("2025-08-10", "90", as_of="2025-07-31", start="2025-01-01", **firms)
    assert [step.kind for step in steps(enough, fewer, of=year)] == [MET]


def test_settings_accept_only_what_they_name_and_only_from_their_score_on():
    assert stand(EARLY, acceptance=NONE).waiting == steps(EARLY)
    assert stand(EARLY, acceptance=NONE).status is Status.OVERDUE
    high = Acceptance(((MET, 0.95),))
    assert stand(EARLY, acceptance=high).status is Status.OVERDUE
    assert stand(EARLY, acceptance=Acceptance(((MET, 0.9),))).status is Status.MET


def test_what_waits_is_what_leads_on_from_what_waits_before_it():
    waiting = stand(EARLY, SHORT, AT_THE_END, acceptance=NONE).waiting
    assert [step.kind for step in waiting] == [MET, REVERSED, MET]
    assert [step.kind for step in stand(EARLY, AT_THE_END, acceptance=NONE).waiting] == [MET]


def verdict(kind, step, minute=1):
    return decision(kind, COMMITMENT.key, minute, proposal=step.kind, finding=step.evidence)


def test_a_person_accepts_and_rules_do_nothing_more_by_themselves():
    (met,) = steps(EARLY)
    found = stand(EARLY, SHORT, decisions=[verdict(DecisionKind.ACCEPT, met)])
    assert (found.status, found.by) == (Status.MET, "analyst")
    assert [step.kind for step in found.waiting] == [REVERSED]


def test_what_a_person_accepted_holds_when_its_proof_counts_no_more():
    (met,) = steps(EARLY)
    accepted = verdict(DecisionKind.ACCEPT, met)
    found = stand(decisions=[accepted])
    assert (found.status, found.by, found.evidence) == (Status.MET, "analyst", met.evidence)
    assert found.since == accepted.at.date()
    assert [step.kind for step in stand(SHORT, decisions=[accepted]).waiting] == [REVERSED]
    assert stand(decisions=[verdict(DecisionKind.REJECT, met)]).status is Status.OVERDUE
    linked = decision(DecisionKind.ACCEPT, COMMITMENT.key, proposal=ProposalKind.LINK, finding="f")
    assert stand(decisions=[linked]).status is Status.OVERDUE
    reopened = decision(DecisionKind.REOPEN, COMMITMENT.key, 5)
    assert stand(decisions=[accepted, reopened]).status is Status.OVERDUE


def test_a_rejected_step_never_comes_back_but_other_proof_is_proposed():
    (met,) = steps(EARLY)
    found = stand(EARLY, AT_THE_END, decisions=[verdict(DecisionKind.REJECT, met)], acceptance=NONE)
    assert found.status is Status.OVERDUE
    assert [step.evidence for step in found.waiting] == [AT_THE_END.fingerprint]


def test_the_last_verdict_on_a_step_counts():
    (met,) = steps(EARLY)
    both = [verdict(DecisionKind.ACCEPT, met, 2), verdict(DecisionKind.REJECT, met, 1)]
    assert stand(EARLY, decisions=both, acceptance=NONE).status is Status.MET


def test_a_person_closes_for_ever_whatever_rules_find():
    closed = decision(DecisionKind.CLOSE, COMMITMENT.key, status=Status.SUPERSEDED, finding="the new plan")
    found = stand(EARLY, decisions=[closed])
    assert (found.status, found.by, found.evidence) == (Status.SUPERSEDED, "analyst", "the new plan")
    assert found.since == at(0).date()
    assert [step.kind for step in found.waiting] == [MET]
    assert stand(decisions=[decision(DecisionKind.CLOSE, COMMITMENT.key)]).status is Status.WITHDRAWN


def test_reopening_takes_back_what_was_accepted_but_not_what_was_rejected():
    met, late = steps(EARLY, AT_THE_END)
    decisions = [
        verdict(DecisionKind.ACCEPT, met, 1),
        verdict(DecisionKind.REJECT, late, 1),
        decision(DecisionKind.CLOSE, COMMITMENT.key, 2, status=Status.MET),
        decision(DecisionKind.REOPEN, COMMITMENT.key, 3),
    ]
    found = stand(EARLY, AT_THE_END, decisions=decisions)
    assert found.status is Status.OVERDUE
    assert [step.evidence for step in found.waiting] == [EARLY.fingerprint]
    again = [*decisions, verdict(DecisionKind.ACCEPT, met, 4)]
    assert stand(EARLY, AT_THE_END, decisions=again).status is Status.MET


def test_decisions_about_other_targets_change_nothing():
    assert stand(EARLY, decisions=[decision(DecisionKind.CLOSE, "other")]).status is Status.MET


def test_a_link_is_no_step():
    link = replace(steps(EARLY)[0], kind=ProposalKind.LINK)
    assert standing(COMMITMENT, [link], (), ALL, LONG_AFTER).waiting == ()


def test_superseded_and_withdrawn_can_follow_any_status_and_end_it():
    ended = replace(steps(EARLY)[0], kind=ProposalKind.SUPERSEDED, since=date(2027, 1, 1))
    found = standing(COMMITMENT, [ended, *steps(EARLY, AT_THE_END)], (), ALL, LONG_AFTER)
    assert found.status is Status.SUPERSEDED
    assert not leads_on(Status.SUPERSEDED, ProposalKind.WITHDRAWN)
    assert leads_on(Status.MISSED, ProposalKind.WITHDRAWN)


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2027, 10, 1), Status.OPEN),
        (date(2027, 10, 2), Status.DUE_SOON),
        (date(2028, 3, 30), Status.DUE_SOON),
        (date(2028, 3, 31), Status.OVERDUE),
    ],
)
def test_due_soon_and_overdue_come_by_the_calendar_alone(today, status):
    found = standing(COMMITMENT, (), (), ALL, today)
    assert (found.status, found.since, settled(found.status)) == (status, None, Status.OPEN)


def test_without_a_deadline_a_target_is_never_due():
    timeless = replace(COMMITMENT, deadline=None)
    assert standing(timeless, (), (), ALL, LONG_AFTER).status is Status.OPEN
    assert (Ladder().due_from(timeless), Ladder().overdue_from(timeless)) == (None, None)


def test_the_calendar_says_nothing_of_what_is_settled():
    assert settled(stand(EARLY).status) is Status.MET
