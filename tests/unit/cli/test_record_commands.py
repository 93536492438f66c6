"""`monitor import`, `replay` and `db`: what they read, keep and print."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from monitor.cli import app, record_commands
from monitor.errors import InputError
from monitor.sources import default_path, load

ROWS = [
    {"id": "a", "published": "2025-03-01", "issuer": "上海市人民政府", "text": "到2035年底，上海市智能算力规模突破100EFLOPS。"},
    {"id": "b", "published": "2025-09-01", "title": "月报", "text": "截至2025年8月底，上海市智能算力规模达到120EFLOPS。\n\n另有通知。"},
    {"id": "c", "url": "https://www.ndrc.gov.cn/xxgk/zcfb/tz/202508/t20250826_1400079.html", "text": "无"},
]  # fmt: skip
LIST = "metric,value,unit,deadline,region\n智能算力规模,50,EFLOPS,2035,上海市\n企业数量,500,家,2020,上海市\n"


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/monitor.db")
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")

    def run(*arguments):
        done = CliRunner().invoke(app, list(arguments))
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


def test_rows_become_articles_with_their_lines_day_and_issuer(run, tmp_path):
    assert run
    registry = load(default_path())
    (_, first), (_, second), (source, third) = record_commands.read_rows(str(tmp_path / "rows.jsonl"), registry)
    assert (first.url, first.published, first.issuer) == ("http://replay.invalid/a", date(2025, 3, 1), "上海市人民政府")
    assert (second.title, [block.text for block in second.blocks]) == (
        "月报",
        ["截至2025年8月底，上海市智能算力规模达到120EFLOPS。", "另有通知。"],
    )
    assert (source.id, third.published, third.title) == ("ndrc_tz", None, "")


def test_a_replay_prints_a_table_by_month_with_a_sum(run):
    shown = run("replay", "--jsonl", "rows.jsonl").output
    rows = {line.split("│")[1].strip(): line for line in shown.splitlines() if line.startswith("│")}
    assert {"2025-03", "2025-09", "all"} <= set(rows)
    assert shown.rstrip().splitlines()[-1].startswith("measures ")


def test_a_replay_keeps_its_result_only_in_a_database_that_is_named(run, tmp_path):
    run("replay", "--jsonl", "rows.jsonl")
    assert json.loads(run("targets", "--json").output) == []
    run("replay", "--jsonl", "rows.jsonl", "--database", f"sqlite:///{tmp_path}/monitor.db")
    assert len(json.loads(run("targets", "--json").output)) == 1


def test_an_account_as_json_has_months_and_totals(run):
    shown = json.loads(run("replay", "--jsonl", "rows.jsonl", "--json").output)
    assert set(shown) == {"months", "totals"}
    assert shown["months"]["2025-03"]["targets"] == 1
    assert (shown["totals"]["targets"], shown["totals"]["linked"]) == (1, 1)


def test_reading_again_changes_nothing_while_the_rules_are_the_same(run, tmp_path):
    run("replay", "--jsonl", "rows.jsonl", "--database", f"sqlite:///{tmp_path}/monitor.db")
    before = run("targets", "--json").output
    assert run("replay", "--again").output == "3 articles read again\n"
    assert run("targets", "--json").output == before


def test_a_row_of_a_list_is_no_article_to_be_read_again(run):
    run("import", "list.csv")
    assert run("replay", "--again").output == "0 articles read again\n"
    assert len(json.loads(run("targets", "--all", "--json").output)) == 2


def test_an_import_says_how_many_are_new_known_and_past(run):
    assert run("import", "list.csv").output == (
        "2 targets imported, 0 known already, 1 past their deadline (listed, not announced)\n"
    )
    assert run("import", "list.csv").output.startswith("0 targets imported, 2 known already")


def test_a_dry_run_records_nothing(run):
    assert run("import", "list.csv", "--dry-run").output == (
        "list.csv: 2 targets, all rows can be imported; nothing was recorded\n"
    )
    assert json.loads(run("targets", "--all", "--json").output) == []


def test_doubts_are_noted_on_stderr(run, tmp_path):
    (tmp_path / "list.csv").write_text("metric,value,region\n算力,5,亚特兰蒂斯\n", encoding="utf-8")
    done = run("import", "list.csv", "--dry-run")
    assert "note: list.csv: line 2: region '亚特兰蒂斯'" in done.stderr
    assert "note" not in done.stdout


def test_a_list_with_problems_imports_nothing(run, tmp_path):
    (tmp_path / "list.csv").write_text("metric,value\n算力,5\n算力,viel\n", encoding="utf-8")
    with pytest.raises(InputError, match="1 problem"):
        run("import", "list.csv")
    assert json.loads(run("targets", "--all", "--json").output) == []


def test_an_upgrade_says_what_it_did(run):
    assert run("db", "upgrade").output.startswith("schema new → ")
    assert run("db", "upgrade").output.endswith(": up to date\n")
