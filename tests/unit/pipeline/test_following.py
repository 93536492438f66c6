"""Following: restatements, revisions, progress, status, decisions; whatever the order, however often."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import statements
from databases import sqlite_database
from following import PRESS, Desk, article, kinds, noon
from monitor.domain import (
    Acceptance,
    AlertKind,
    Article,
    Block,
    Decision,
    DecisionKind,
    MilestonePlan,
    Proposal,
    ProposalKind,
    Status,
)
from monitor.pipeline import ImportedTarget, Rules, decide, follow_again, import_targets
from monitor.store import Store

CITY = "上海市人民政府"
SET = date(2025, 3, 1)
COMMITMENT = "到2026年底，上海市智能算力规模突破100EFLOPS。"
RESTATED = "上海市提出，到2026年底，上海市智能算力规模将超过100EFLOPS。"
REVISED = "到2026年底，上海市智能算力规模突破120EFLOPS。"
HALF = "截至2025年8月底，上海市智能算力规模达到60EFLOPS。"
ENOUGH = "截至2026年10月底，上海市智能算力规模达到125EFLOPS。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(sqlite_database(tmp_path)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def targets(desk: Desk, today: date = SET):
    return desk.store.tracked.records("target", today=today)


def said(by: str, kind: DecisionKind, target: str, **slots: Any) -> Decision:
    return Decision(kind=kind, target=target, by=by, at=noon(date(2026, 11, 10)), **slots)


def answer(desk, kind: DecisionKind, by: str = "张三") -> Proposal:
    """Answer the one question that waits; return what was proposed."""
    (question,) = desk.store.reviews.waiting(SET)
    asked = question.proposal
    decide(desk.store, said(by, kind, asked.target, proposal=asked.kind, finding=asked.evidence), desk.rules)
    return asked


def test_a_target_is_announced_once_whoever_states_it_again(desk):
    first = desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    assert kinds(first) == ["new_target"]
    assert desk.read(article(2, date(2025, 3, 3), RESTATED), PRESS) == ()
    (row,) = targets(desk)
    assert row.article_url == "http://127.0.0.1/1.html"


def test_a_baseline_is_not_announced_and_neither_is_what_repeats_it(desk):
    assert desk.read(article(1, SET, COMMITMENT, issuer=CITY), silent=True) == ()
    assert desk.read(article(2, date(2025, 3, 3), RESTATED), PRESS) == ()
    assert len(targets(desk)) == 1


def test_another_figure_from_the_same_issuer_revises_and_shows_both(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    (alert,) = desk.read(article(2, date(2025, 10, 1), REVISED, issuer=CITY))
    assert alert.kind is AlertKind.TARGET_REVISED
    assert alert.details == (("数值：> 100EFLOPS → > 120EFLOPS", "value: > 100EFLOPS → > 120EFLOPS"),)
    assert len(targets(desk)) == 1


def test_progress_finds_its_target_and_says_so(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    (alert,) = desk.read(article(2, date(2025, 9, 1), HALF, issuer=CITY))
    assert alert.kind is AlertKind.NEW_PROGRESS
    assert alert.attainment == 60
    (row,) = targets(desk)
    assert (row.attainment, row.status) == (60, Status.OPEN)
    assert [one.target for one in desk.store.tracked.progress()] == [row.key]


def test_progress_known_before_its_target_is_linked_when_the_target_comes(desk):
    desk.read(article(2, date(2025, 9, 1), HALF, issuer=CITY))
    assert desk.store.tracked.progress()[0].target is None
    desk.read(article(1, SET, COMMITMENT, issuer=CITY), on=date(2025, 9, 2))
    assert desk.store.tracked.progress()[0].target == targets(desk)[0].key


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_report_of_what_is_done_finds_its_target_whichever_comes_first(desk, order):
    came = (
        article(1, SET, "到2025年底，上海市新增人工智能企业1000家以上。", issuer=CITY),
        article(2, date(2025, 10, 9), "截至2025年9月底，上海市新增人工智能企业完成全年目标任务的85%。", issuer=CITY),
    )
    for number in order:
        desk.read(came[number], on=date(2025, 10, 10))
    assert targets(desk)[0].attainment == 85


def test_a_figure_that_reaches_the_target_proposes_and_a_person_accepts(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    alerts = desk.read(article(2, date(2026, 11, 1), ENOUGH, issuer=CITY))
    assert kinds(alerts) == ["new_progress", "status_proposal"]
    (question,) = desk.store.reviews.waiting(SET)
    assert question.proposal.kind is ProposalKind.MET
    proposal = question.proposal
    decide(
        desk.store,
        said("张三", DecisionKind.ACCEPT, proposal.target, proposal=proposal.kind, finding=proposal.evidence),
        desk.rules,
    )
    (row,) = targets(desk)
    assert (row.status, row.status_by) == (Status.MET, "张三")
    assert desk.store.reviews.waiting(SET) == ()
    told = {(change.audit.aspect, change.audit.by) for change in desk.store.tracked.changes(today=SET)}
    assert {("accept", "张三"), ("status", "张三")} <= told


def test_settings_may_accept_without_a_person(store):
    desk = Desk(store, Rules(Acceptance(((ProposalKind.LINK, 0.75), (ProposalKind.MET, 0.5)))))
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    assert kinds(desk.read(article(2, date(2026, 11, 1), ENOUGH, issuer=CITY))) == ["new_progress"]
    assert targets(desk)[0].status is Status.MET


def test_settings_may_leave_every_link_to_a_person(store):
    desk = Desk(store, Rules(Acceptance(())))
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.read(article(2, date(2025, 9, 1), HALF, issuer=CITY))
    (question,) = desk.store.reviews.waiting(SET)
    assert question.match.why == "settings leave the link to a person"
    assert targets(desk)[0].attainment is None
    key, figure = targets(desk)[0].key, question.match.progress
    decide(desk.store, said("张三", DecisionKind.LINK, key, finding=figure), desk.rules)
    assert targets(desk)[0].attainment == 60
    assert desk.store.reviews.waiting(SET) == ()


def test_a_measure_that_advances_is_news_and_a_mention_is_not(desk):
    name = "《上海市人工智能产业发展行动方案》"
    draft = article(1, SET, f"现就{name}公开征求意见。", title=f"关于{name}公开征求意见的公告", issuer=CITY)
    issued = article(2, date(2025, 6, 1), f"上海市人民政府印发{name}。", title=f"上海市人民政府印发{name}", issuer=CITY)
    assert kinds(desk.read(draft)) == ["new_measure"]
    assert "measure_advanced" in kinds(desk.read(issued))
    again = article(3, date(2025, 6, 2), f"上海市人民政府日前印发{name}。")
    assert kinds(desk.read(again, PRESS)) == []
    (row,) = desk.store.tracked.records("measure", today=SET)
    assert row.stage == "issued"


def state(store: Store) -> object:
    """Return everything that is followed, without what tells when it came to be known."""
    rows = [
        (row.key, row.name, row.commitment, row.status, row.stage, row.attainment, row.pace, row.published)
        for kind in ("measure", "target")
        for row in store.tracked.records(kind, today=date(2027, 6, 1), limit=1000)
    ]
    wholes = [
        (row.key, row.article_url, store.tracked.dossier(row).wholes)
        for row in store.tracked.records("target", today=date(2027, 6, 1), limit=1000)
    ]
    asked = [one.proposal for one in store.reviews.waiting(date(2027, 6, 1), 1000) if one.proposal]
    linked = [(one.statement.fingerprint, one.statement.url, one.target) for one in store.tracked.progress(limit=1000)]
    return [sorted(several, key=str) for several in (rows, wholes, asked, linked)]


STORY = (
    article(1, SET, COMMITMENT, issuer=CITY),
    article(2, date(2025, 3, 3), RESTATED, issuer="上海市"),
    article(3, date(2025, 9, 1), HALF, issuer=CITY),
    article(4, date(2025, 10, 1), REVISED, issuer=CITY),
    article(5, date(2026, 11, 1), ENOUGH, issuer=CITY),
    article(6, date(2025, 5, 1), "到2025年底，上海市人工智能企业达到500家以上。", issuer=CITY),
    article(7, date(2025, 12, 1), "截至2025年11月底，上海市人工智能企业达到480家。", issuer=CITY),
    article(8, date(2025, 6, 1), "上海市人民政府印发《上海市人工智能产业发展行动方案》。", issuer=CITY),
    article(9, date(2025, 6, 2), "到2026年底，全国智能算力规模突破300EFLOPS。", issuer="国务院"),
    article(10, date(2025, 6, 3), "到2025年底，上海市规模以上人工智能企业达到100家以上。", issuer=CITY),
    article(11, date(2025, 1, 20), "截至2024年底，上海市智能算力规模达到40EFLOPS。", issuer=CITY),
    article(
        12,
        date(2026, 3, 1),
        "上海市人民政府决定废止《上海市人工智能产业发展行动方案》。",
        title="上海市人民政府关于废止《上海市人工智能产业发展行动方案》的通知",
        issuer=CITY,
    ),
)


def test_reading_the_same_articles_again_changes_nothing(desk):
    for one in STORY:
        desk.read(one)
    before, audits = state(desk.store), desk.store.tracked.changes(today=SET, limit=1000)
    rows = targets(desk)
    for one in STORY:
        assert desk.read(one, on=date(2026, 12, 1)) == ()
    assert state(desk.store) == before
    assert desk.store.tracked.changes(today=SET, limit=1000) == audits
    assert targets(desk) == rows


def test_what_other_rules_filed_and_linked_is_filed_and_linked_anew(desk, tmp_path):
    for one in STORY:
        desk.read(one)
    before, rows = state(desk.store), targets(desk)
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as database:
        # As rules would leave it that have other names for every metric.
        database.execute("UPDATE statement_key SET key = 'old ' || key")
        database.execute("UPDATE commitment_key SET key = 'old ' || key")
        database.execute("UPDATE progress_link SET tracked_id = NULL, candidates = '[]'")
        database.execute("DELETE FROM observation")
    assert state(desk.store) != before
    follow_again(desk.store, [one.url for one in STORY], desk.rules, noon(date(2026, 12, 2)))
    assert state(desk.store) == before
    assert [(row.key, row.status, row.attainment) for row in targets(desk)] == [
        (row.key, row.status, row.attainment) for row in rows
    ]
    audits = desk.store.tracked.changes(today=SET, limit=1000)
    follow_again(desk.store, [one.url for one in STORY], desk.rules, noon(date(2026, 12, 3)))
    assert desk.store.tracked.changes(today=SET, limit=1000) == audits


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(STORY))
def test_the_order_of_articles_does_not_change_where_it_ends(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order")
    ends = []
    for number, articles in enumerate((STORY, order)):
        with Store.open(sqlite_database(folder, f"{number}.db")) as store:
            desk = Desk(store)
            for one in articles:
                desk.read(one, on=date(2026, 12, 1))
            ends.append(state(store))
    assert ends[0] == ends[1]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_earliest_page_says_whose_target_it_is_whichever_was_read_first(desk, order):
    pages = (
        article(1, SET, COMMITMENT, issuer=CITY),
        article(2, SET + timedelta(1), COMMITMENT, issuer="上海市经济和信息化委员会"),
    )
    for number in order:
        desk.read(pages[number], on=date(2025, 4, 1))
    (row,) = targets(desk)
    assert (row.issuer, row.commitment.issuer) == (CITY, CITY)
    desk.read(replace(pages[0], issuer="上海市发展和改革委员会"), on=date(2025, 4, 2))
    assert targets(desk)[0].issuer == "上海市发展和改革委员会"


# Decisions and new rules


def reread(came: Article, *lines: str) -> Article:
    """Return the article as other rules read it: the same address, other words around the same figures."""
    return replace(came, blocks=tuple(Block(line) for line in lines))


def test_what_a_person_decided_outlasts_new_readings(desk):
    first = article(1, SET, COMMITMENT, "到2026年底，上海市人工智能企业达到500家以上。", issuer=CITY)
    desk.read(first)
    compute, firms = sorted(targets(desk), key=lambda row: row.name != "智能算力规模")
    decide(desk.store, said("张三", DecisionKind.EDIT, compute.key, slot="values", value="90"), desk.rules)
    decide(desk.store, said("张三", DecisionKind.CLOSE, firms.key, status=Status.WITHDRAWN), desk.rules)
    changed = reread(
        first, "到2026年底，上海市智能算力总规模突破100EFLOPS。", "到2026年底，上海市人工智能核心企业达到500家以上。"
    )
    desk.read(changed, on=date(2026, 11, 12))
    rows = {row.name: row for row in targets(desk)}
    assert len(rows) == 2
    edited = next(row for name, row in rows.items() if "算力" in name)
    closed = next(row for name, row in rows.items() if "企业" in name)
    assert edited.commitment.amount.values == (90,)
    assert (closed.status, closed.status_by) == (Status.WITHDRAWN, "张三")
    story = [
        (change.audit.by, change.audit.old, change.audit.new)
        for change in desk.store.tracked.changes(today=SET)
        if change.audit.aspect in {"edit values", "close"}
    ]
    assert sorted(story) == [("张三", "", "withdrawn"), ("张三", "100", "90")]


def test_what_was_accepted_rejected_and_linked_outlasts_new_readings(desk):
    inside = "截至2025年10月底，浦东新区智能算力规模达到30EFLOPS。"
    plan = article(1, SET, COMMITMENT, "到2026年底，上海市人工智能企业达到500家以上。", issuer=CITY)
    figures = article(2, date(2026, 11, 1), ENOUGH, "截至2026年10月底，上海市人工智能企业达到520家。", issuer=CITY)
    district = article(3, date(2025, 11, 1), inside)
    for one in (plan, figures, district):
        desk.read(one)
    compute, firms = sorted(targets(desk), key=lambda row: row.name != "智能算力规模")
    asked = {one.proposal.target: one.proposal for one in desk.store.reviews.waiting(SET) if one.proposal}
    for key, kind in ((compute.key, DecisionKind.ACCEPT), (firms.key, DecisionKind.REJECT)):
        slots = {"proposal": asked[key].kind, "finding": asked[key].evidence}
        decide(desk.store, said("张三", kind, key, **slots), desk.rules)
    (waiting,) = [one for one in desk.store.tracked.progress() if "浦东" in one.statement.finding.quote.text]
    link = said("张三", DecisionKind.LINK, compute.key, finding=waiting.statement.fingerprint)
    decide(desk.store, link, desk.rules)

    # Other rules: other metrics, hence other fingerprints, read from nearly the same words.
    changed = (
        reread(
            plan, "到2026年底，上海市智能算力总规模突破100EFLOPS。", "到2026年底，上海市人工智能核心企业达到500家以上。"
        ),
        reread(
            figures,
            "截至2026年10月底，上海市智能算力总规模达到125EFLOPS。",
            "截至2026年10月底，上海市人工智能核心企业达到520家。",
        ),
        reread(district, "截至2025年10月底，浦东新区智能算力总规模达到30EFLOPS。"),
    )
    for one in changed:
        desk.read(one, on=date(2026, 11, 20))
    rows = {("算力" in row.name): row for row in targets(desk)}
    assert len(targets(desk)) == 2
    assert (rows[True].status, rows[True].status_by) == (Status.MET, "张三")
    assert rows[False].status is Status.OPEN
    assert desk.store.reviews.waiting(SET) == (), "what was rejected is not asked again"
    linked = {one.statement.finding.quote.text[:4]: one.target for one in desk.store.tracked.progress()}
    assert linked["浦东新区"] == rows[True].key
    story = [one.audit for one in desk.store.tracked.changes(today=SET) if one.audit.by == "张三"]
    assert {one.aspect for one in story} >= {"accept", "reject", "link", "status"}


@pytest.mark.parametrize(
    "later",
    [
        # An earlier page turns up that says the same figure in other words.
        article(3, date(2026, 10, 31), "截至2026年10月底，上海市智能算力规模突破125EFLOPS。", issuer=CITY),
        # The figure is corrected: it fulfils the target no more.
        article(3, date(2026, 11, 15), "截至2026年10月底，上海市智能算力规模达到82EFLOPS。", issuer=CITY),
        # New rules read the target's metric otherwise: the figure is of another one now.
        article(1, SET, "到2026年底，上海市通用算力规模突破100EFLOPS。", issuer=CITY),
    ],
    ids=["the same elsewhere", "corrected", "another metric"],
)
def test_a_status_that_a_person_accepted_outlasts_its_proof(desk, later):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.read(article(2, date(2026, 11, 1), ENOUGH, issuer=CITY))
    answer(desk, DecisionKind.ACCEPT)
    desk.read(later, on=date(2026, 11, 20))
    (row,) = targets(desk)
    assert (row.status, row.status_by) == (Status.MET, "张三")
    assert {one.proposal.kind for one in desk.store.reviews.waiting(SET) if one.proposal} <= {ProposalKind.REVERSED}
    decide(desk.store, replace(said("张三", DecisionKind.REOPEN, row.key), at=noon(SET) + timedelta(900)), desk.rules)  # fmt: skip
    assert targets(desk)[0].status is Status.OPEN


def test_a_status_that_a_person_refused_is_not_proposed_for_the_same_figure_elsewhere(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.read(article(2, date(2026, 11, 1), ENOUGH, issuer=CITY))
    answer(desk, DecisionKind.REJECT)
    earlier = "截至2026年10月底，上海市智能算力规模突破125EFLOPS。"
    desk.read(article(3, date(2026, 10, 31), earlier, issuer=CITY), on=date(2026, 11, 20))
    assert desk.store.reviews.waiting(SET) == ()


def test_a_rejected_proposal_is_not_made_again_and_a_link_by_hand_stays(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    figure = article(2, date(2026, 11, 1), ENOUGH, issuer=CITY)
    desk.read(figure)
    no = answer(desk, DecisionKind.REJECT, by="李四")
    assert desk.store.reviews.waiting(SET) == ()
    assert desk.store.tracked.progress()[0].target == no.target, "only the status was rejected"
    desk.read(figure, on=date(2026, 11, 20))
    assert desk.store.reviews.waiting(SET) == ()
    decide(desk.store, said("李四", DecisionKind.UNLINK, no.target, finding=no.evidence), desk.rules)
    assert desk.store.tracked.progress()[0].target is None
    assert targets(desk)[0].attainment is None


def test_two_targets_that_a_person_links_are_one_and_stay_so(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.read(article(2, SET + timedelta(1), "到2028年底，上海市算力规模达到300EFLOPS。", issuer=CITY))
    one, other = targets(desk)
    decide(desk.store, said("张三", DecisionKind.LINK, one.key, finding=other.key), desk.rules)
    assert len(targets(desk)) == 1
    desk.read(article(3, SET + timedelta(2), RESTATED), PRESS)
    assert len(targets(desk)) == 1


# Reminders


def test_a_target_past_its_deadline_when_first_recorded_is_never_announced(desk):
    old = article(1, date(2023, 3, 1), "到2024年底，上海市智能算力规模突破10EFLOPS。", issuer=CITY)
    desk.read(old, on=date(2025, 4, 1), silent=True)
    assert desk.remind_daily(date(2025, 4, 1), date(2025, 8, 1)) == []
    (row,) = desk.store.tracked.records("target", today=date(2025, 8, 1))
    assert row.status is Status.OVERDUE


def test_a_reminder_after_the_deadline_says_that_evidence_waits(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.read(article(2, date(2026, 11, 1), ENOUGH, issuer=CITY))
    desk.remind(date(2026, 12, 31))
    (alert,) = desk.remind(date(2027, 1, 7))
    assert alert.details[0][1] == "7 days past the deadline, evidence that it is met waits for a person"
    answer(desk, DecisionKind.REJECT)
    (alert,) = desk.remind(date(2027, 1, 14))
    assert alert.details[0][1] == "14 days past the deadline, no evidence"


def test_a_settled_target_owes_no_reminder(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    decide(desk.store, said("张三", DecisionKind.CLOSE, targets(desk)[0].key, status=Status.MET), desk.rules)
    assert desk.remind_daily(date(2026, 12, 1), date(2027, 1, 31)) == []


def test_a_late_reminder_says_so_and_names_those_it_stands_for(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.remind(date(2026, 6, 1))
    (alert,) = desk.remind(date(2026, 12, 25))
    words = " ".join(en for _, en in alert.details)
    assert "7 days to the deadline" in words
    assert "late" in words
    assert "180" in words
    assert "by the end of 2026" in words
    assert desk.remind(date(2026, 12, 25)) == ()


@pytest.mark.parametrize(
    ("moved", "days"), [("2026-12-20", [7, 1]), ("2026-12-01", []), ("2027-03-31", [90, 30, 7, 1])]
)
def test_a_deadline_that_a_person_moves_owes_no_milestone_from_before(desk, moved, days):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.remind_daily(SET, date(2026, 12, 9))
    (row,) = targets(desk)
    edit = said("张三", DecisionKind.EDIT, row.key, slot="deadline", value=moved)
    decide(desk.store, replace(edit, at=noon(date(2026, 12, 9))), desk.rules)
    before = len(desk.told)
    desk.remind_daily(date(2026, 12, 9), date.fromisoformat(moved) - timedelta(1))
    told = [alert.details[0][1] for alert in desk.told[before:]]
    assert told == [f"{number} days to the deadline" for number in days]


def test_a_new_plan_reminds_of_nothing_that_is_past(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.remind_daily(SET, date(2026, 11, 10))
    desk.plan = MilestonePlan(before=(365, 180, 60, 30, 7, 1, 0))
    told = desk.remind_daily(date(2026, 11, 11), date(2026, 12, 1))
    assert [alert.details[0][1] for alert in told] == ["30 days to the deadline"]


def test_a_target_that_was_withdrawn_and_reopened_owes_what_is_to_come(desk):
    desk.read(article(1, SET, COMMITMENT, issuer=CITY))
    desk.remind_daily(SET, date(2026, 11, 20))
    (row,) = targets(desk)
    for kind, day, slots in (
        (DecisionKind.CLOSE, date(2026, 11, 20), {"status": Status.WITHDRAWN}),
        (DecisionKind.REOPEN, date(2026, 12, 5), {}),
    ):
        decide(desk.store, replace(said("张三", kind, row.key, **slots), at=noon(day)), desk.rules)
        told = desk.remind_daily(day, date(2026, 12, 5) if kind is DecisionKind.CLOSE else date(2027, 1, 7))
        words = [alert.details[0][1] for alert in told]
        assert (kind is DecisionKind.CLOSE and words == []) or words == [
            "7 days to the deadline",
            "1 days to the deadline",
            "due today",
            "7 days past the deadline, no evidence",
        ]


@pytest.mark.parametrize(
    ("line", "first", "words"),
    [
        ("到2026年6月，上海市智能算力规模突破100EFLOPS。", date(2026, 5, 31), "by the end of 2026-06"),
        ("到2026年6月底，上海市智能算力规模突破100EFLOPS。", date(2026, 5, 31), "2026-06"),
        ("到2026年二季度末，上海市智能算力规模突破100EFLOPS。", date(2026, 5, 31), "quarter 2 of 2026"),
        ("到2026年，上海市智能算力规模突破100EFLOPS。", date(2026, 12, 1), "by the end of 2026"),
    ],
)
def test_a_month_a_quarter_and_a_year_are_due_on_their_last_day(desk, line, first, words):
    desk.plan = MilestonePlan(before=(30,), after_every=0)
    desk.read(article(1, SET, line, issuer=CITY))
    assert desk.remind_daily(SET, first - timedelta(1)) == []
    (alert,) = desk.remind(first)
    assert words in " ".join(en for _, en in alert.details)


def test_of_an_imported_list_only_what_is_to_come_is_ever_announced(desk):
    begin = date(2026, 3, 1)
    ends = {f"指标{number}": begin + timedelta(days=40 if number % 2 else -40) for number in range(20)}
    wanted = [
        ImportedTarget(
            target=statements.target("2025-01-10", metric=name, deadline=statements.until(end.isoformat())).finding,
            published=date(2025, 1, 10),
            title="",
            url="",
        )
        for name, end in ends.items()
    ]
    done = import_targets(desk.store, "list.csv", wanted, desk.rules, noon(begin))
    assert (done.new, done.known, done.expired) == (20, 0, 10)
    told = desk.remind_daily(begin, begin + timedelta(days=60))
    days = [alert.details[0][1] for alert in told]
    assert len({alert.key for alert in told}) == len(told) == 10 * len({*days})
    assert {alert.finding.amount.metric for alert in told} == {n for n, end in ends.items() if end > begin}
    assert {*days} == {
        *("30 days to the deadline", "7 days to the deadline", "1 days to the deadline", "due today"),
        *(f"{number} days past the deadline, no evidence" for number in (7, 14)),
    }


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(
    away=st.sets(st.integers(0, 420), max_size=120),
    crashes=st.sets(st.integers(0, 420), max_size=20),
    due=st.lists(st.integers(30, 380), min_size=1, max_size=4, unique=True),
)
def test_a_year_with_outages_and_restarts_sends_each_milestone_once_and_loses_none(
    tmp_path_factory, away, crashes, due
):
    """Every milestone day is covered by one reminder, its own or a later one that names it."""
    begin = date(2025, 1, 10)
    address = sqlite_database(tmp_path_factory.mktemp("year"))
    store = Store.open(address)
    desk = Desk(store)
    for number, days in enumerate(due):
        end = begin + timedelta(days=days)
        line = f"到{end.year}年{end.month}月{end.day}日，上海市新建人工智能企业{number + 3}00家。"
        desk.read(article(number, begin, line, issuer=CITY), silent=True)
    ends = {row.key: row.commitment.deadline.end for row in targets(desk)}
    assert sorted(ends.values()) == sorted(begin + timedelta(days=days) for days in due)
    for number in range(1, 421):
        day = begin + timedelta(days=number)
        if number in crashes:
            store.close()
            store = Store.open(address)
            desk = Desk(store, told=desk.told)
        if number not in away or number == 420:
            desk.remind(day)
    store.close()
    reminders = Counter(alert.key for alert in desk.told)
    assert max(reminders.values(), default=1) == 1
    with Store.open(address) as again:
        for key, end in ends.items():
            (row,) = again.tracked.find("target", key, begin)
            marks = again.tracked.dossier(row).sent
            wanted = {
                days
                for days in (180, 90, 30, 7, 1, 0, *(-7 * week for week in range(1, 13)))
                if begin < end - timedelta(days=days) <= begin + timedelta(days=420)
            }
            assert marks == {f"{end.isoformat()}{-days:+d}" for days in wanted}
