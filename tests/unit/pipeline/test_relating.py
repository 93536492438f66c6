"""Targets and others: parts, doubles, plans that fell; whatever the order, and what people say of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from databases import sqlite_database
from following import PRESS, Desk, article, kinds, noon
from monitor.domain import AlertKind, Decision, DecisionKind, ProposalKind, Stage, Status
from monitor.pipeline import decide
from monitor.store import Store

CITY = "上海市人民政府"
SET = date(2025, 3, 1)
TODAY = date(2026, 4, 1)
PLAN = "《上海市人工智能产业发展行动方案》"
COMMITMENT = "到2026年底，上海市智能算力规模突破100EFLOPS。"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(sqlite_database(tmp_path)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def said(kind: DecisionKind, target: str, **slots: Any) -> Decision:
    return Decision(kind=kind, target=target, by="张三", at=noon(date(2026, 3, 20)), **slots)


def target(desk: Desk, words: str):
    (row,) = [
        row for row in desk.store.tracked.records("target", today=TODAY) if words in row.name + (row.region or "")
    ]
    return row


def whole(desk: Desk, words: str):
    return desk.store.tracked.dossier(target(desk, words))


# Repeals


def plan_of(*lines: str):
    return article(
        1, SET, "沪府发〔2025〕3号", f"现将{PLAN}印发给你们，请认真贯彻执行。", *lines,
        title=f"上海市人民政府关于印发{PLAN}的通知", issuer=CITY,
    )  # fmt: skip


def repeal(*lines: str):
    return article(2, date(2026, 3, 1), *lines, title=f"上海市人民政府关于废止{PLAN}的通知", issuer=CITY)


REPEALS = (
    repeal(f"上海市人民政府决定废止{PLAN}。"),
    repeal("沪府发〔2026〕9号", f"经研究，决定废止{PLAN}（沪府发〔2025〕3号），自即日起停止执行。"),
)


@pytest.mark.parametrize("notice", REPEALS, ids=["without a number", "with a number of its own"])
def test_a_repeal_notice_moves_the_measure_and_is_news(desk, notice):
    desk.read(plan_of())
    (alert,) = desk.read(notice)
    assert alert.kind is AlertKind.MEASURE_ADVANCED
    assert alert.details[0][1].endswith("repealed")
    (row,) = desk.store.tracked.records("measure", today=TODAY)
    assert (row.stage, row.finding.document_number) == (Stage.REPEALED, "沪府发〔2025〕3号")


@pytest.mark.parametrize("notice", REPEALS, ids=["without a number", "with a number of its own"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_target_is_proposed_to_fall_with_its_plan(desk, notice, order):
    came = (plan_of(COMMITMENT), notice)
    for number in order:
        desk.read(came[number], on=date(2026, 3, 2))
    (question,) = [one for one in desk.store.reviews.waiting(TODAY) if one.proposal]
    assert question.proposal.kind is ProposalKind.WITHDRAWN
    assert "废止" in question.evidence.finding.quote.text
    assert target(desk, "智能算力").status is not Status.WITHDRAWN, "a person decides"
    decide(
        desk.store,
        said(
            DecisionKind.ACCEPT,
            question.proposal.target,
            proposal=question.proposal.kind,
            finding=question.proposal.evidence,
        ),
        desk.rules,
    )
    assert target(desk, "智能算力").status is Status.WITHDRAWN


def test_the_proposal_goes_when_the_repeal_was_of_another_measure(desk):
    desk.read(plan_of(COMMITMENT))
    desk.read(REPEALS[0])
    assert desk.store.reviews.count() == 1
    repealed = next(row for row in desk.store.tracked.records("measure", today=TODAY))
    tracked = desk.store.tracked.dossier(repealed)
    notice = next(one for one in tracked.statements if one.finding.stage is Stage.REPEALED)
    decide(desk.store, said(DecisionKind.UNLINK, tracked.record.key, finding=notice.fingerprint), desk.rules)
    assert len(desk.store.tracked.records("measure", today=TODAY)) == 2


def test_one_notice_may_repeal_several(desk):
    other = "《上海市智能算力基础设施建设管理暂行规定》"
    desk.read(plan_of())
    desk.read(
        article(3, SET, f"上海市人民政府印发{other}。", title=f"上海市人民政府关于印发{other}的通知", issuer=CITY)
    )
    desk.read(
        article(4, date(2026, 3, 1), "沪府发〔2026〕9号", f"上海市人民政府决定废止{PLAN}。", f"上海市人民政府决定废止{other}。",
                title="上海市人民政府关于废止部分文件的决定", issuer=CITY)
    )  # fmt: skip
    stages = {row.name: row.stage for row in desk.store.tracked.records("measure", today=TODAY)}
    assert stages[PLAN.strip("《》")] is Stage.REPEALED
    assert stages[other.strip("《》")] is Stage.REPEALED


# Parts


NATION = article(10, SET, "到2026年底，全国智能算力规模突破300EFLOPS。", issuer="国务院")
INSIDE = article(11, date(2025, 4, 1), COMMITMENT, issuer=CITY)
WIDE = article(12, date(2025, 4, 2), "到2026年底，上海市人工智能企业达到500家以上。", issuer=CITY)
NARROW = article(13, date(2025, 4, 3), "到2026年底，上海市规模以上人工智能企业达到100家以上。", issuer=CITY)


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_region_inside_is_a_part_whichever_comes_first(desk, order):
    for number in order:
        desk.read((NATION, INSIDE)[number], on=date(2025, 5, 1))
    assert [name for _, name in whole(desk, "上海").wholes] == ["智能算力规模"]
    assert [key for key, _ in whole(desk, "全国").parts] == [target(desk, "上海").key]
    told = [one.audit for one in desk.store.tracked.changes(today=TODAY) if one.audit.aspect == "part of"]
    assert [(one.by, one.old, one.new) for one in told] == [("rule", "", target(desk, "全国").key)]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_narrower_metric_is_proposed_as_a_part_whichever_comes_first(desk, order):
    for number in order:
        desk.read((WIDE, NARROW)[number], on=date(2025, 5, 1))
    (question,) = desk.store.reviews.waiting(TODAY)
    assert (question.proposal.kind, question.proposal.rule) == (ProposalKind.PART, "narrower metric")
    assert whole(desk, "规模以上").wholes == ()


def answered(desk: Desk, kind: DecisionKind) -> None:
    (question,) = desk.store.reviews.waiting(TODAY)
    proposal = question.proposal
    decide(desk.store, said(kind, proposal.target, proposal=proposal.kind, finding=proposal.evidence), desk.rules)
    assert desk.store.reviews.waiting(TODAY) == ()


def test_a_part_that_a_person_accepts_stays_one_and_the_trail_names_who(desk):
    desk.read(WIDE)
    desk.read(NARROW)
    answered(desk, DecisionKind.ACCEPT)
    assert len(whole(desk, "规模以上").wholes) == 1
    for one in (NARROW, WIDE):
        desk.read(one, on=date(2026, 3, 25))
    assert len(whole(desk, "规模以上").wholes) == 1
    (change,) = [one.audit for one in desk.store.tracked.changes(today=TODAY) if one.audit.aspect == "part of"]
    assert (change.by, change.new) == ("张三", whole(desk, "规模以上").wholes[0][0])


def test_a_part_that_a_person_rejects_is_not_proposed_again(desk):
    desk.read(WIDE)
    desk.read(NARROW)
    answered(desk, DecisionKind.REJECT)
    desk.read(article(14, date(2025, 6, 1), "到2026年底，上海市规模以上人工智能企业将达到100家以上。", issuer=CITY))
    assert desk.store.reviews.waiting(TODAY) == ()
    assert whole(desk, "规模以上").wholes == ()


def test_a_part_ends_when_a_person_says_it_is_none(desk):
    desk.read(NATION)
    desk.read(INSIDE)
    part, nation = target(desk, "上海"), target(desk, "全国")
    decide(desk.store, said(DecisionKind.REJECT, part.key, proposal=ProposalKind.PART, finding=nation.key), desk.rules)
    assert whole(desk, "上海").wholes == ()
    changes = [one.audit for one in desk.store.tracked.changes(today=TODAY) if one.audit.aspect == "part of"]
    assert [(one.old, one.new) for one in changes] == [(nation.key, ""), ("", nation.key)]


def test_a_part_finds_its_whole_again_when_that_becomes_one_with_another(desk):
    desk.read(NATION)
    desk.read(INSIDE)
    other = article(15, date(2025, 1, 5), "到2030年底，全国算力总规模超过900EFLOPS。", issuer="国务院")
    desk.read(other, on=date(2025, 5, 2))
    one, two = (row for row in desk.store.tracked.records("target", today=TODAY) if row.region == "全国")
    decide(desk.store, said(DecisionKind.LINK, one.key, finding=two.key), desk.rules)
    (nation,) = [row for row in desk.store.tracked.records("target", today=TODAY) if row.region == "全国"]
    wholes = whole(desk, "上海").wholes
    assert wholes in ((), ((nation.key, nation.name),)), "never a target that is no more"


def test_a_part_is_related_anew_when_its_whole_is_read_otherwise(desk):
    desk.read(NATION)
    desk.read(INSIDE)
    changed = article(10, SET, "到2026年底，全国城镇新增就业1200万人。", issuer="国务院")
    desk.read(changed, on=date(2025, 6, 1))
    names = {row.key for row in desk.store.tracked.records("target", today=TODAY)}
    assert {key for key, _ in whole(desk, "上海").wholes} <= names


# Doubles


def test_another_figure_from_the_press_is_asked_about_and_may_be_refused_for_good(desk):
    desk.read(INSIDE)
    press = article(22, date(2025, 9, 1), "到2026年底，上海市智能算力规模将突破120EFLOPS。")
    desk.read(press, PRESS)
    assert [one.proposal.kind for one in desk.store.reviews.waiting(TODAY)] == [ProposalKind.SAME]
    answered(desk, DecisionKind.REJECT)
    desk.read(press, PRESS, on=date(2026, 3, 25))
    assert desk.store.reviews.waiting(TODAY) == ()
    assert len(desk.store.tracked.records("target", today=TODAY)) == 2


# Where the way begins


def test_a_stock_reported_before_the_target_was_set_shows_where_its_way_began(desk):
    early = article(30, date(2025, 1, 20), "截至2024年底，上海市智能算力规模达到40EFLOPS。", issuer=CITY)
    half = article(31, date(2025, 12, 10), "截至2025年11月底，上海市智能算力规模达到70EFLOPS。", issuer=CITY)
    desk.read(early)
    desk.read(article(32, SET, COMMITMENT, issuer=CITY))
    row = target(desk, "智能算力")
    assert (row.attainment, row.pace) == (None, None), "what was before is no evidence"
    (alert,) = desk.read(half)
    row = target(desk, "智能算力")
    assert row.attainment == 70
    assert (row.pace.way, row.pace.time) == (50, Decimal("45.8"))
    assert not row.pace.behind
    assert any("50.0% of the way" in en for _, en in alert.details)


def test_another_figure_from_the_press_is_one_with_the_first_when_a_person_says_so(desk):
    desk.read(INSIDE)
    desk.read(article(22, date(2025, 9, 1), "到2026年底，上海市智能算力规模将突破120EFLOPS。"), PRESS)
    answered(desk, DecisionKind.ACCEPT)
    assert len(desk.store.tracked.records("target", today=TODAY)) == 1


def test_a_beginning_that_fulfils_the_target_already_is_none(desk):
    desk.read(article(32, SET, COMMITMENT, issuer=CITY))
    for number, month, value in ((33, 8, 120), (34, 9, 130)):
        words = f"截至2025年{month}月底，上海市智能算力规模达到{value}EFLOPS。"
        desk.read(article(number, date(2025, month + 1, 10), words, issuer=CITY))
    row = target(desk, "智能算力")
    assert (row.attainment, row.pace) == (130, None)
    assert row.proposed == (ProposalKind.MET,)


def test_without_a_beginning_there_is_no_pace(desk):
    desk.read(article(32, SET, COMMITMENT, issuer=CITY))
    half = article(31, date(2025, 12, 10), "截至2025年11月底，上海市智能算力规模达到70EFLOPS。", issuer=CITY)
    assert kinds(desk.read(half)) == ["new_progress"]
    assert target(desk, "智能算力").pace is None
