"""What `check`, `run` and `status` print of results and states."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

import make
from databases import sqlite_database
from monitor.cli import check_commands
from monitor.domain import SHANGHAI, Coverage, Failure, Health, Outcome, SourceState
from monitor.store import Store

SOURCES = [make.source("a"), make.source("b"), make.source("c")]


def failed(source_id, *messages, outcome=Outcome.FAILED):
    failures = tuple(Failure("http://127.0.0.1/", message) for message in messages)
    return make.result(outcome, source_id, failures=failures)


@pytest.fixture(autouse=True)
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def store(tmp_path):
    with Store.open(sqlite_database(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [
        ((), 0),
        ((Outcome.OK, Outcome.UNCHANGED), 0),
        ((Outcome.OK, Outcome.PARTIAL), 0),
        ((Outcome.OK, Outcome.FAILED), 1),
        ((Outcome.BLOCKED,), 1),
    ],
)
def test_a_failed_or_blocked_source_makes_the_exit_code_1(outcomes, code):
    assert check_commands.exit_code([make.result(outcome) for outcome in outcomes]) == code


def test_changed_sources_are_rows_and_unchanged_ones_a_count(capsys):
    results = [
        make.result(Outcome.UNCHANGED, "c"),
        make.result(Outcome.OK, "b", links=7, new_articles=3, new_targets=2),
        make.result(Outcome.UNCHANGED, "a"),
    ]
    check_commands.print_results(SOURCES, results)
    shown = capsys.readouterr().out
    (row,) = [line for line in shown.splitlines() if "来源 b" in line]
    assert row.split()[-8:] == ["ok", "7", "3", "0", "0", "2", "0", "0"]
    assert "2 source(s) unchanged" in shown
    assert "来源 a" not in shown


def test_heads_and_names_are_whole_in_80_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    name = "国家发展和改革委员会通知公告栏目"
    check_commands.print_table({"ndrc_tz": name}, [make.result(Outcome.BLOCKED, "ndrc_tz", links=1200)])
    head, _line, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == [
        *("source", "outcome", "links", "new", "edited", "measures", "targets", "progress", "pending")
    ]
    assert "".join(row[:21].strip() for row in rows).replace(" ", "").startswith("ndrc_tz国家发展")
    assert "…" not in "".join(rows)


def test_a_round_without_changes_prints_no_table(capsys):
    check_commands.print_results(SOURCES, [make.result(Outcome.UNCHANGED, "a")])
    assert capsys.readouterr().out == "1 source(s) unchanged\n"


def test_reasons_of_failures_follow_the_table_in_order_of_ids(capsys):
    results = [failed("b", "one", "two", "three", outcome=Outcome.PARTIAL), failed("a", "no answer")]
    check_commands.print_results(SOURCES, results)
    shown = capsys.readouterr().out
    assert shown.index("a: no answer\n") < shown.index("b: one (+2 more)\n")
    assert "No source could be reached" not in shown


def test_without_any_answer_the_demonstration_is_named(capsys):
    check_commands.print_results(SOURCES, [failed("a", "no answer"), failed("b", "no answer")])
    assert "No source could be reached. Without a network, `monitor demo`" in capsys.readouterr().out


def test_the_coverage_stands_last(capsys):
    check_commands.print_results(SOURCES, [make.result(source_id="a")], Coverage(3, 2))
    assert capsys.readouterr().out.rstrip().splitlines()[-1].startswith("覆盖 Coverage: 2/3")


def test_json_holds_results_coverage_and_deliveries(capsys):
    check_commands.print_json([failed("a", "no answer")], Coverage(1, 0), 2, ["hook: 500"])
    shown = json.loads(capsys.readouterr().out)
    assert shown["results"][0]["failures"][0]["message"] == "no answer"
    assert shown["coverage"]["total"] == 1
    assert shown["alerts"] == {"sent": 2, "refused": ["hook: 500"]}


def test_no_bar_is_drawn_where_no_terminal_is(capsys):
    for quiet in (True, False):
        with check_commands.progress_bar(3, quiet=quiet) as advance:
            advance(SOURCES[0], make.result())
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_a_bar_that_is_gone_at_the_end(monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with check_commands.progress_bar(1, quiet=False) as advance:
        advance(SOURCES[0], make.result())
    assert capsys.readouterr().out == ""


def test_the_next_round_is_now_for_sources_never_checked_and_never_without_sources(store):
    assert check_commands.next_round(SOURCES, store) == "3 of them due now"
    assert check_commands.next_round([], store) == "none enabled"


def test_the_next_round_is_told_by_its_moment_in_china(store):
    due = check_commands.assembly.clock() + timedelta(hours=2)
    done = make.result(source_id="a")
    state = SourceState(source_id="a", next_due_at=due, baseline_done=True, fingerprint=SOURCES[0].fingerprint)
    store.checks.finish([(done, state)])
    assert check_commands.next_round(SOURCES[:1], store) == f"none due before {due.astimezone(SHANGHAI):%m-%d %H:%M}"


def test_health_is_a_line_for_each_source(capsys):
    state = SourceState(source_id="a", health=Health.OK, last_success_at=make.NOW)
    check_commands.print_health([(SOURCES[0], state), (SOURCES[1], replace(state, last_success_at=None))])
    rows = [line for line in capsys.readouterr().out.splitlines() if "来源" in line]
    assert "a 来源 a" in rows[0]
    assert "04-02 12:00" in rows[0]
    assert "—" in rows[1]
