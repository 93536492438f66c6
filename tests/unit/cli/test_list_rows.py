"""How tracked things, figures, changes, reminders and proposals read in lists."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

import make
import statements
from monitor.cli import list_rows
from monitor.cli.streams import as_json
from monitor.domain import Audit, Candidate, Pace, Proposal, ProposalKind, Stage, Status, Wording
from monitor.store import Dossier, ProgressRecord, TrackedChange, TrackedRecord

MARK = "0123456789abcdef0123456789abcdef"
OTHER = "fedcba9876543210fedcba9876543210"
AT = datetime(2025, 4, 2, 16, 30, tzinfo=UTC)
PAGE = "http://127.0.0.1/2025-03-01"


def record(**changes):
    """Return a tracked target as a line of a list."""
    stated = statements.target("2025-03-01")
    made = TrackedRecord(
        key=MARK,
        finding=stated.finding,
        commitment=statements.commitment(stated),
        status=Status.OPEN,
        status_since=None,
        status_by="rule",
        stage=None,
        name="智能算力规模",
        issuer="上海市人民政府",
        region="上海市",
        themes=("ai_plus",),
        published=date(2025, 3, 1),
        known_since=AT,
        updated_at=AT,
        attainment=None,
        pace=None,
        article_title="行动方案",
        article_url=PAGE,
    )
    return replace(made, **changes)


def measure_record():
    """Return a tracked measure as a line of a list."""
    return record(finding=make.measure(), commitment=None, status=Status.OPEN, stage=Stage.ISSUED, name="行动方案")


def figure(**changes):
    """Return a reported figure that counts for a target."""
    made = ProgressRecord(
        statement=statements.figure("2025-09-01", title="月报"),
        target=OTHER,
        target_name="智能算力规模",
        why="best match",
        candidates=(),
    )
    return replace(made, **changes)


def candidate(key):
    return Candidate(key, 0.8, metric=0.8, issuer=1.0, region=1.0, plan=0.0)


def test_ids_are_short_and_moments_are_those_of_china():
    assert list_rows.short(MARK) == "0123456789"
    assert list_rows.short("2.7亿元") == "2.7亿元"
    assert list_rows.moment(AT) == "2025-04-03 00:30"
    audit = Audit(AT, "rule", MARK, "part of", "", MARK, "narrower region")
    assert list_rows.change_words(audit) == "part of: – → 0123456789 (narrower region)"
    assert list_rows.change_words(Audit(AT, "rule", MARK, "figure", "82", "")) == "figure: 82 → –"
    assert list_rows.audit_line(audit).startswith("2025-04-03 00:30 rule part of: ")


def test_a_page_without_a_title_shows_its_day():
    assert list_rows.titled("", date(2025, 4, 2)) == "2025-04-02"
    assert list_rows.titled("通知", date(2025, 4, 2)) == "通知 · 2025-04-02"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (None, ""),
        ("普通", "普通"),
        ("=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("@me", "'@me"),
        ("\tx", "'\tx"),
        ("-5", "-5"),
        ("+0.5", "+0.5"),
        ("-", "-"),
        ("-5个", "'-5个"),
        (Decimal("-3.2"), "-3.2"),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell, shown):
    assert list_rows.harmless(cell) == shown


def test_a_target_is_a_row_with_its_figure_deadline_and_standing():
    row = list_rows.tracked_row(
        record(attainment=Decimal("82.5"), pace=Pace(Decimal("0.8"), Decimal("0.4")), proposed=(ProposalKind.MET,))
    )
    assert (row["id"], row["value"], row["unit"]) == (MARK[:10], "100", "EFLOPS")
    assert (row["deadline"], row["status"], row["proposed"]) == (date(2027, 12, 31), "open", "met")
    assert (row["attainment"], row["pace_way"], row["pace_time"]) == (Decimal("82.5"), Decimal("0.8"), Decimal("0.4"))
    assert (row["themes"], row["title"], row["url"]) == ("ai_plus", "行动方案", PAGE)
    assert "stage" not in row


def test_a_target_without_a_deadline_leaves_its_cells_empty():
    stated = statements.target("2025-03-01", end=None)
    row = list_rows.tracked_row(record(commitment=statements.commitment(stated)))
    assert (row["deadline"], row["precision"], row["pace_way"]) == (None, None, None)


def test_a_measure_is_a_row_with_its_stage_and_no_figure():
    row = list_rows.tracked_row(measure_record())
    assert row["stage"] == "issued"
    assert row["document_number"] == "示府发〔2025〕3号"
    assert not {"value", "deadline", "status"} & set(row)


def test_json_says_of_a_target_its_standing_and_of_a_measure_its_stage():
    target = json.loads(as_json(list_rows.tracked_json(record())))
    assert (target["id"], target["key"], target["status"]) == (MARK[:10], MARK, "open")
    assert target["finding"]["amount"]["metric"] == "智能算力规模"
    assert "stage" not in target
    measure = json.loads(as_json(list_rows.tracked_json(measure_record())))
    assert measure["stage"] == "issued"
    assert not {"status", "attainment", "pace", "proposed"} & set(measure)


def test_a_list_shows_claim_standing_quote_and_source(capsys):
    list_rows.print_tracked([record(attainment=Decimal("82.46"), proposed=(ProposalKind.MET,)), measure_record()])
    shown = capsys.readouterr().out
    assert shown.startswith(f"{MARK[:10]}  ")
    assert "status: open · 82.5% reached · proposed: met (`monitor review`)" in shown
    assert "“智能算力规模达到100EFLOPS”" in shown
    assert f"行动方案 · 2025-03-01\n  {PAGE}" in shown
    assert "stage: issued" in shown


@pytest.mark.parametrize(
    ("status", "proposed", "words"),
    [
        (Status.OVERDUE, (), "overdue_no_evidence"),
        (Status.OVERDUE, (ProposalKind.PART,), "overdue_no_evidence"),
        (Status.OVERDUE, (ProposalKind.MET_LATE,), "past its deadline, evidence waits"),
        (Status.OPEN, (ProposalKind.MET,), "open"),
    ],
)
def test_past_its_deadline_a_target_is_without_evidence_only_if_none_waits(status, proposed, words):
    assert list_rows.status_words(record(status=status, proposed=proposed)) == words


def test_a_figure_is_a_row_and_an_object_with_its_target():
    row = list_rows.progress_row(figure())
    assert (row["value"], row["unit"], row["as_of"]) == ("82", "EFLOPS", date(2025, 9, 1))
    assert (row["target"], row["target_name"], row["why"]) == (OTHER[:10], "智能算力规模", "best match")
    shown = json.loads(as_json(list_rows.progress_json(figure())))
    assert shown["metric"] == {"id": "intelligent_compute", "zh": "智能算力", "en": "intelligent computing power"}
    assert set(shown) == {
        "id", "target", "target_name", "why", "published", "title", "url", "finding", "metric", "candidates",
    }  # fmt: skip


def test_a_figure_without_a_date_or_an_issuer_takes_what_the_page_says():
    undated = statements.undated(statements.figure("2025-09-01", issuer=None))
    row = list_rows.progress_row(figure(statement=replace(undated, page_issuer="示例部")))
    assert (row["as_of"], row["issuer"]) == (None, "示例部")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, f"target: {OTHER[:10]} 智能算力规模"),
        (
            {"target": None, "why": "two are as near", "candidates": (candidate(OTHER), candidate(MARK))},
            "no target chosen among 2: two are as near",
        ),
    ],
)
def test_a_figure_says_which_target_it_counts_for_or_why_none(capsys, changes, words):
    list_rows.print_progress([figure(**changes)])
    shown = capsys.readouterr().out
    assert words in shown
    assert "月报 · 2025-09-01\n  http://127.0.0.1/2025-09-01" in shown


def test_a_figure_without_any_candidate_says_nothing_of_targets(capsys):
    list_rows.print_progress([figure(target=None)])
    assert "target" not in capsys.readouterr().out


def test_a_change_is_a_row_and_a_line():
    audit = Audit(AT, "analyst", MARK, "status", "open", "met", "read it", OTHER)
    change = TrackedChange(audit=audit, kind="target", name="智能算力规模", issuer="示例部", region=None)
    row = list_rows.change_row(change)
    assert (row["at"], row["by"], row["id"]) == ("2025-04-02T16:30:00+00:00", "analyst", MARK[:10])
    assert (row["from"], row["to"], row["why"], row["evidence"]) == ("open", "met", "read it", OTHER[:10])
    assert list_rows.change_line(change) == (
        f"2025-04-03 00:30  analyst  {MARK[:10]} 智能算力规模  status: open → met (read it)"
    )


def test_a_statement_shows_what_its_page_said_before_and_that_it_says_it_no_more():
    said = statements.target("2025-01-10", "120", title="方案")
    was = statements.target("2025-01-10", "100")
    edited = replace(
        said,
        past=(Wording(was.fingerprint, was.finding, was.published, make.NOW),),
        vanished_at=make.NOW + timedelta(days=1),
    )
    assert list_rows.statement_lines(edited).split("\n    ") == [
        "2025-01-10 “智能算力规模达到120EFLOPS”",
        "not stated since 2025-04-03 12:00",
        "until 2025-04-02 12:00 “智能算力规模达到100EFLOPS”",
        "方案",
        said.url,
    ]


def test_a_dossier_shows_every_section_that_holds_something(capsys):
    stated = statements.target("2025-03-01")
    dossier = Dossier(
        record=record(),
        statements=(stated,),
        observed=(statements.figure("2025-09-01"),),
        decisions=(),
        waiting=(Proposal(ProposalKind.MET, MARK, OTHER, 0.9, "met: 120 > 100", date(2025, 9, 1)),),
        audits=(Audit(AT, "rule", MARK, "status", "", "open"),),
        sent=frozenset({"2027-12-31-30", "2027-12-31-180"}),
        wholes=((OTHER, "全国算力"),),
    )
    list_rows.print_dossier(dossier)
    shown = capsys.readouterr().out
    titles = ("stated", "figures", "part of", "proposed", "changes", "reminders sent")
    assert [title for title in titles if f"\n{title}\n" in shown] == list(titles)
    assert "\nparts\n" not in shown
    assert f"  {OTHER[:10]} 全国算力" in shown
    assert shown.index("180 days before") < shown.index("30 days before")


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("2025-12-31-30", "2025-12-01: 30 days before the deadline 2025-12-31"),
        ("2025-12-31+0", "2025-12-31: on the deadline 2025-12-31"),
        ("2025-12-31+7", "2026-01-07: 7 days after the deadline 2025-12-31"),
    ],
)
def test_a_reminder_tells_its_day_and_how_far_it_was(mark, words):
    assert list_rows.reminder_line(mark) == words
    assert list_rows.reminder_day(mark).isoformat() == words[:10]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ProposalKind.PART, "part of 0123456789 (narrower metric, score 0.60)"),
        (ProposalKind.SAME, "same as 0123456789 (narrower metric, score 0.60)"),
        (ProposalKind.MET, "met since 2025-04-02 (narrower metric, score 0.60, evidence 0123456789)"),
    ],
)
def test_a_proposal_tells_what_would_be_so_and_why(kind, words):
    proposal = Proposal(kind, "t", MARK, 0.6, "narrower metric", date(2025, 4, 2))
    assert list_rows.proposal_line(proposal) == words
