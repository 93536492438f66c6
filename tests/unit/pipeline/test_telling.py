"""Which changes of an article are news, and in which words."""

from dataclasses import replace
from decimal import Decimal

import pytest

import make
import statements
from monitor.domain import (
    AlertKind,
    Audit,
    Match,
    ProgressLink,
    Proposal,
    ProposalKind,
    Stage,
    Standing,
    Status,
    StoredStatement,
    TargetState,
)
from monitor.pipeline.following import FollowResult
from monitor.pipeline.telling import alerts_of, change_words
from monitor.track import Judgement, Linked, gather_measures, gather_targets

SOURCE, ARTICLE = make.source(), make.article()
FIRST = statements.target("2025-01-10")
AGAIN = statements.target("2025-02-10", url="http://127.0.0.1/again")
OUT_OF_SCOPE = statements.target("2025-01-10", quote=make.quote(in_scope=False))
FIGURE = statements.figure("2025-07-01")
PROPOSAL = Proposal(ProposalKind.MET, "key", "evidence", 0.8, "met", statements.day("2025-07-01"))


def told(**changes):
    return alerts_of(FollowResult(now=make.NOW, **changes), SOURCE, ARTICLE)


def audit(subject, aspect, old, new, evidence="e"):
    return Audit(at=make.NOW, by="rule", subject=subject, aspect=aspect, old=old, new=new, why="", evidence=evidence)


def link_of(statement):
    stored = StoredStatement(1, None, statement)
    return Linked(ProgressLink(stored, Match(progress=statement.fingerprint, target=None)))


def judgement_of(reached, repeated=frozenset()):
    commitment = statements.commitment()
    state = TargetState(
        target=commitment.key,
        standing=Standing(status=Status.OPEN),
        due_from=None,
        overdue_from=None,
        observed=None,
        attainment=None,
    )
    return Judgement(commitment=commitment, state=state, reached=reached, repeated=repeated)


def test_a_target_whose_statements_are_all_new_is_news():
    (tracked,) = gather_targets([FIRST])
    (alert,) = told(targets=(tracked,), new=frozenset({FIRST.mark}))
    assert (alert.kind, alert.key) == (AlertKind.NEW_TARGET, f"finding:{tracked.key}")
    assert alert.subject == f"new_target:{tracked.key}"
    assert (alert.source_id, alert.article_url) == (SOURCE.id, ARTICLE.url)
    assert alert.finding == FIRST.finding


def test_a_known_target_that_another_page_states_again_is_no_news():
    (tracked,) = gather_targets([FIRST, AGAIN])
    assert told(targets=(tracked,), new=frozenset({AGAIN.mark})) == ()


def test_a_target_out_of_scope_is_no_news():
    (tracked,) = gather_targets([OUT_OF_SCOPE])
    assert told(targets=(tracked,), new=frozenset({OUT_OF_SCOPE.mark})) == ()


def test_a_new_measure_and_its_next_stage_are_news():
    draft = statements.measure("2025-01-10", stage=Stage.CONSULTATION)
    issued = statements.measure("2025-03-10")
    (tracked,) = gather_measures([draft])
    (alert,) = told(measures=(tracked,), new=frozenset({draft.mark}))
    assert alert.kind is AlertKind.NEW_MEASURE
    (tracked,) = gather_measures([draft, issued])
    change = audit(tracked.key, "stage", "consultation", "issued", issued.fingerprint)
    (alert,) = told(measures=(tracked,), new=frozenset({issued.mark}), audits=(change,))
    assert (alert.kind, alert.finding) == (AlertKind.MEASURE_ADVANCED, issued.finding)
    assert alert.key == f"changed:{tracked.key}:stage:{issued.fingerprint}"
    assert alert.details == (("阶段：征求意见 → 印发", "stage: in consultation → issued"),)


def test_a_revised_target_is_news_by_the_statement_that_revised_it():
    (tracked,) = gather_targets([FIRST, AGAIN])
    change = audit(tracked.key, "value", "≥ 80", "≥ 100", AGAIN.fingerprint)
    (alert,) = told(targets=(tracked,), audits=(change,))
    assert (alert.kind, alert.finding) == (AlertKind.TARGET_REVISED, AGAIN.finding)


def test_a_revision_without_a_statement_of_its_own_shows_the_last_one():
    (tracked,) = gather_targets([FIRST])
    (alert,) = told(targets=(tracked,), audits=(audit(tracked.key, "deadline", "", "2026-12-31", ""),))
    assert alert.finding == FIRST.finding
    assert alert.key == f"changed:{tracked.key}:deadline:2026-12-31"


@pytest.mark.parametrize(("subject", "aspect"), [("another", "value"), (None, "status")])
def test_changes_of_other_things_and_other_aspects_are_no_news(subject, aspect):
    (tracked,) = gather_targets([FIRST])
    assert told(targets=(tracked,), audits=(audit(subject or tracked.key, aspect, "a", "b"),)) == ()


def test_a_new_figure_is_news_with_the_target_for_which_it_counts():
    judged = judgement_of({FIGURE.mark: Decimal(82)})
    (alert,) = told(links=(link_of(FIGURE),), judgements=(judged,), new=frozenset({FIGURE.mark}))
    assert (alert.kind, alert.attainment) == (AlertKind.NEW_PROGRESS, Decimal(82))
    assert alert.details[0][0].startswith("目标：智能算力规模")


def test_a_new_figure_without_a_target_is_news_all_the_same():
    (alert,) = told(links=(link_of(FIGURE),), new=frozenset({FIGURE.mark}))
    assert (alert.details, alert.attainment) == ((), None)


def test_a_figure_that_is_known_repeated_or_out_of_scope_is_no_news():
    other = replace(FIGURE, finding=replace(FIGURE.finding, quote=make.quote(in_scope=False)))
    assert told(links=(link_of(FIGURE),)) == ()
    assert told(links=(link_of(other),), new=frozenset({other.mark})) == ()
    repeated = judgement_of({}, frozenset({FIGURE.mark}))
    assert told(links=(link_of(FIGURE),), judgements=(repeated,), new=frozenset({FIGURE.mark})) == ()


def test_a_proposal_is_news_with_the_commands_that_decide_it():
    (alert,) = told(proposals=((statements.commitment(), PROPOSAL, FIGURE.finding),))
    assert (alert.kind, alert.key) == (AlertKind.STATUS_PROPOSAL, "proposal:met:key:evidence")
    assert alert.details[1][0] == "建议：已完成（把握 80%）"
    assert alert.details[2] == ("monitor target accept key · monitor target reject key",) * 2


@pytest.mark.parametrize(
    ("aspect", "old", "new", "zh", "en"),
    [
        ("stage", "consultation", "issued", "阶段：征求意见 → 印发", "stage: in consultation → issued"),
        ("value", "> 100EFLOPS", "> 120EFLOPS", "数值：> 100EFLOPS → > 120EFLOPS", None),
        ("deadline", "", "2026-12-31", "期限：– → 2026-12-31", "deadline: – → 2026-12-31"),
    ],
)
def test_a_change_is_told_from_what_to_what(aspect, old, new, zh, en):
    assert change_words(audit("k", aspect, old, new)) == (zh, en or zh.replace("数值：", "value: "))
