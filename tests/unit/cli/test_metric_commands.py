"""`monitor metrics`: what is listed, and what is printed to paste."""

import json

import pytest
import tomli
from typer.testing import CliRunner

import make
import recordings
from monitor import metrics
from monitor.cli import app, main
from monitor.domain import Change, ChangeKind, Reading, Validators
from monitor.metrics import bundled_metrics, read_metrics
from monitor.store import Store


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run the command on a fresh database."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/monitor.db")
    yield lambda *arguments: CliRunner().invoke(app, ["metrics", *arguments])
    metrics.use(None)


@pytest.fixture
def recorded(run, tmp_path):
    """Record figures of a named metric and of one that no row names."""
    names = ["智能算力规模", "量子计算机", "量子计算机数量", "脑机接口产品"]
    findings = [make.target(quote=make.quote(name), amount=make.amount(metric=name)) for name in names]
    findings += [make.progress(quote=make.quote("量子"), amount=make.amount(metric="量子计算机"))]
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store:
        changes = [Change(finding, str(number), ChangeKind.NEW) for number, finding in enumerate(findings)]
        article = make.article("http://127.0.0.1/1.html")
        reading = Reading(tuple(findings), ())
        recordings.record(store, "a", article, changes, (), make.NOW, reading=reading, validators=Validators())
    return run


def test_every_metric_is_listed_with_its_names(run):
    shown = run().output
    assert "gdp  国内生产总值 / gross domestic product (flow, CNY, better: more)\n" in shown
    assert "parts: wind_capacity, solar_capacity" in shown
    assert "also: 新增城镇就业" in shown
    assert "no row" not in shown


def test_a_word_or_a_topic_narrows_the_list(run):
    shown = json.loads(run("失业率", "--json").output)
    assert [row["id"] for row in shown] == ["urban_unemployment", "registered_unemployment"]
    topics = [row["topics"] for row in json.loads(run("--topic", "ai", "--json").output)]
    assert topics
    assert all("ai" in each_topics for each_topics in topics)


def test_an_unknown_topic_is_answered_with_those_there_are(run):
    assert "no metric has the topic 'tea'; choose one of agriculture, ai" in str(run("--topic", "tea").exception)


def test_recorded_metrics_are_counted_and_those_without_a_row_follow(recorded):
    shown = recorded().output
    assert "智能算力 / intelligent computing power (stock, compute, better: more) · recorded 1 times" in shown
    assert (
        shown.index("2 recorded metrics have no row") < shown.index("3 × 量子计算机") < shown.index("1 × 脑机接口产品")
    )


def test_the_rows_of_unmatched_metrics_can_be_pasted(recorded, tmp_path):
    shown = recorded("--unmatched", "--limit", "1").output
    assert "# recorded 3 times" in shown
    path = tmp_path / "own.toml"
    path.write_text(shown, encoding="utf-8")
    assert tomli.loads(shown)["metric"][0]["aliases"] == ["量子计算机数量"]
    assert read_metrics(path, bundled_metrics()).find("量子计算机数量")


def test_with_its_row_pasted_a_metric_is_named(recorded, monkeypatch, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(recorded("--unmatched").output, encoding="utf-8")
    monkeypatch.setenv("MONITOR_METRICS", str(path))
    assert "every recorded metric has a row" in recorded("--unmatched").output


def test_nothing_recorded_is_said(run):
    assert "nothing is recorded yet" in run("--unmatched").output
    assert json.loads(run("--unmatched", "--json").output) == []


def test_a_broken_file_ends_any_command_with_all_its_problems(monkeypatch, tmp_path, capsys):
    path = tmp_path / "own.toml"
    path.write_text('[[metric]]\nid = "A"\n', encoding="utf-8")
    monkeypatch.setenv("MONITOR_METRICS", str(path))
    monkeypatch.setattr("sys.argv", ["monitor", "metrics"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "5 problem(s)" in said
    assert f"{path}: metric[A].id" in said
