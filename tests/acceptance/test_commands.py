"""What a person at the command line sees."""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

import servers
from monitor.domain import SHANGHAI

PLAIN = "到2026年底，力争全市智能算力规模突破100EFLOPS，人工智能企业达到500家以上。"


def test_a_check_records_prints_and_alerts_then_finds_nothing_changed(run, replica):
    first = run("check")
    assert first.code == 1, "one replica site answers with a challenge"
    assert "首次读取 First reading" in first.out
    assert first.out.rstrip().splitlines()[-1].startswith("覆盖 Coverage: ")
    replica.step()
    second = run("check", "--json")
    told = json.loads(second.out)
    assert sum(result["new_articles"] for result in told["results"]) >= 1
    assert told["coverage"]["total"] == len(told["results"])
    third = run("check")
    assert "source(s) unchanged" in third.out


@pytest.mark.usefixtures("replica")
def test_the_record_is_listed_with_quotes_and_links(run):
    run("check")
    for kind in ("measures", "targets", "progress"):
        listed = run(kind, "--all")
        assert listed.code == 0
        assert "http://127.0.0.1:" in listed.out, kind
        rows = json.loads(run(kind, "--all", "--json", "--limit", "1").out)
        assert len(rows) == 1
        assert rows[0]["finding"]["quote"]["text"]
    assert "recorded fits" in run("targets", "--region", "不存在省").out


@pytest.mark.usefixtures("replica")
def test_a_check_reminds_of_deadlines_once(run, tmp_path):
    due = datetime.now(SHANGHAI).date() + timedelta(days=7)
    row = f"智能算力规模,50,EFLOPS,{due.isoformat()},上海市,上海市人民政府"
    (tmp_path / "list.csv").write_text(f"metric,value,unit,deadline,region,issuer\n{row}\n", encoding="utf-8")
    run("import", "list.csv")
    assert "期限临近" not in run("check").out, "what is learnt today is not due to be said before tomorrow"
    before = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d %H:%M:%S.%f}"
    with sqlite3.connect(tmp_path / "data" / "monitor.db") as connection:
        connection.execute("update tracked set known_since = ? where kind = 'target'", (before,))
        connection.execute("update heartbeat set at = ? where name = 'milestones'", (before,))
    connection.close()
    said = run("check").out
    assert "期限临近 Deadline near" in said
    assert "距期限7天 7 days to the deadline" in said
    assert "期限临近" not in run("check").out


@pytest.mark.usefixtures("replica")
def test_an_audit_after_a_check_finds_that_all_was_told(run):
    run("check")
    shown = run("alerts", "audit")
    assert (shown.code, shown.out) == (0, "0 difference(s) between what was recorded and what was told\n")
    assert json.loads(run("alerts", "audit", "--json").out) == {"findings": [], "recipients": [], "lost": []}


@pytest.mark.usefixtures("replica")
def test_status_shows_health_totals_and_deliveries(run):
    run("check")
    shown = run("status")
    assert shown.code == 0
    assert "recorded: " in shown.out
    assert "sent (terminal)" in shown.out
    assert "service: never ran" in shown.out
    assert "degraded" in shown.out
    assert "JavaScript cookie challenge" in shown.out.partition("recorded: ")[0]


def test_status_fits_a_narrow_terminal_with_one_line_a_source(run, replica, monkeypatch):
    run("check")
    monkeypatch.setenv("COLUMNS", "80")
    rows = [line for line in run("status").out.splitlines() if line.startswith("│")]
    assert len(rows) == replica.sources_toml().count("[[source]]")
    assert all(re.search(r"│ \d\d-\d\d \d\d:\d\d +│$", row) for row in rows)


@pytest.mark.usefixtures("replica")
def test_a_service_that_never_ran_is_not_healthy(run):
    shown = run("health")
    assert (shown.code, shown.out.startswith("unhealthy")) == (1, True)


@pytest.mark.usefixtures("replica")
def test_health_and_validate_create_nothing(run, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    shown = run("health")
    assert (shown.code, "does not exist" in shown.out) == (1, True)
    shown = run("alerts", "validate")
    assert (shown.code, "does not exist" in shown.err) == (0, True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_check_of_named_sources_reads_only_those(run, replica):
    ids = [line.split('"')[1] for line in replica.sources_toml().splitlines() if line.startswith("id = ")]
    shown = json.loads(run("check", ids[0], "--json").out)
    assert [result["source_id"] for result in shown["results"]] == [ids[0]]
    wrong = run("check", ids[0] + "x")
    assert wrong.code == 2
    assert f"did you mean {ids[0]}?" in wrong.err
    assert "monitor sources list" in run("check", "zzzzzzzzz").err


def test_a_backfill_reads_without_alerts(run, replica):
    ids = [line.split('"')[1] for line in replica.sources_toml().splitlines() if line.startswith("id = ")]
    shown = run("backfill", ids[0], "--pages", "1")
    assert shown.code == 0
    assert ids[0] in shown.out
    assert "none yet" in run("status").out


@pytest.mark.usefixtures("replica")
def test_alerts_go_to_the_channel_and_a_refusal_is_said_and_kept(run, monkeypatch):
    with servers.sink() as sink:
        monkeypatch.setenv("MONITOR_NOTIFY", sink.address)
        sink.status = 500
        refused = run("check")
        assert "will be tried again" in refused.err
        sink.status = 200
        assert run("alerts", "test").code == 0
        sink.status = 500
        assert run("alerts", "test").code == 1
    assert "failed (json-" in run("status").out
    assert str(sink.received[0]["title"]).startswith("人工智能+ 测试")


def test_extract_reads_a_text_and_says_which_rule_read_what(run, tmp_path):
    (tmp_path / "text.txt").write_text(PLAIN, encoding="utf-8")
    shown = run("extract", "text.txt", "--published", "2026-03-01", "--explain")
    assert shown.code == 0
    assert "100EFLOPS" in shown.out
    assert "rule " in shown.out
    assert "why: a target: " in shown.out
    assert "2026-12-31" in shown.out


def test_extract_prints_the_article_and_findings_as_json(run, tmp_path):
    page = f"<html><body><h1>示例市行动方案</h1><div class='TRS_Editor'><p>{PLAIN}</p><p><a href='a.pdf'>附件</a></p></div></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    address = ("--url", "http://www.example.gov.cn/zcfb/t20260301_1.html")
    shown = run("extract", "page.html", *address, "--json")
    told = json.loads(shown.out)
    assert set(told["article"]) == {
        "title", "published", "made_on", "issuer", "document_number", "source", "body", "attachments",
    }  # fmt: skip
    assert told["article"]["title"] == "示例市行动方案"
    assert told["article"]["attachments"][0]["url"] == "http://www.example.gov.cn/zcfb/a.pdf"
    for finding in told["findings"]:
        assert told["article"]["body"][finding["start"] : finding["end"]] == finding["quote"]
    assert "attachment not read" in run("extract", "page.html", *address).out


def test_extract_reads_and_prints_rows(run, tmp_path):
    rows = [{"id": "a", "text": PLAIN, "published": "2026-03-01"}, {"id": "b", "text": "无"}]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    shown = run("extract", "--jsonl", "rows.jsonl")
    out = [json.loads(line) for line in shown.out.splitlines()]
    assert [row["id"] for row in out] == ["a", "b"]
    assert len([f for f in out[0]["findings"] if f["type"] == "target"]) == 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.html", None, "cannot be read"),
        ("empty.html", b" \n", "is empty"),
        ("plan.pdf", b"%PDF-1.7 ...", "is a PDF"),
        ("blob.bin", b"text\0\1\2", "binary"),
        ("large.txt", b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_unusable_input_is_named_with_its_remedy(run, tmp_path, name, content, words):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    shown = run("extract", name)
    assert shown.code == 2
    assert words in shown.err
    assert name in shown.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "."), "is a folder"),
        (("extract", "x", "--published", "gestern"), "is no date"),
        (("extract", "--jsonl", "broken.jsonl"), "line 1 is not JSON"),
        (("extract", "--jsonl", "rowless.jsonl"), 'needs "id" and "text"'),
        (("extract", "x", "--source", "zzzzzzz"), "no source has the id"),
        (("sources", "try", "x", "--family", "zzzzzzz"), "zzzzzzz"),
    ],
)
def test_wrong_usage_ends_with_2_and_words(run, tmp_path, arguments, words):
    (tmp_path / "broken.jsonl").write_text("{nope\n")
    (tmp_path / "rowless.jsonl").write_text('{"id": 1}\n')
    (tmp_path / "x").write_text("正文")
    shown = run(*arguments)
    assert shown.code == 2
    assert words in shown.err


def test_configuration_errors_are_told_all_at_once(run, tmp_path, monkeypatch):
    (tmp_path / "bad.toml").write_text('[[source]]\nid = "a"\nunknown_key = 1\n', encoding="utf-8")
    monkeypatch.setenv("MONITOR_SOURCES", str(tmp_path / "bad.toml"))
    monkeypatch.setenv("MONITOR_NOTIFY", "nosuch://host")
    shown = run("check")
    assert shown.code == 2
    assert "unknown_key" in shown.err
    assert "MONITOR_NOTIFY" in shown.err
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("replica")
def test_an_unusable_channel_alone_is_told_too(run, monkeypatch):
    monkeypatch.setenv("MONITOR_NOTIFY", "nosuch://host")
    assert "MONITOR_NOTIFY: no service has addresses of the form nosuch://" in run("check").err


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////proc/monitor.db", "/proc/monitor.db"),
        ("sqlite:///corrupt.db", "corrupt.db"),
        ("nonsense", "sqlite:///data/monitor.db"),
        ("postgresql://nobody@127.0.0.1:1/none", "127.0.0.1"),
    ],
)
def test_an_unusable_database_is_named(run, tmp_path, monkeypatch, url, words):
    (tmp_path / "corrupt.db").write_bytes(b"this is not a database, but long enough to look at " * 50)
    monkeypatch.setenv("DATABASE_URL", url)
    shown = run("status")
    assert shown.code == 2
    assert words in shown.err


def test_a_database_of_a_newer_program_is_left_alone(run, tmp_path):
    run("db", "upgrade")
    with sqlite3.connect(tmp_path / "data" / "monitor.db") as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    connection.close()
    shown = run("status")
    assert shown.code == 2
    assert "newer" in shown.err


def test_db_upgrade_says_what_it_did(run):
    assert "new →" in run("db", "upgrade").out
    assert "up to date" in run("db", "upgrade").out


@pytest.mark.usefixtures("replica")
def test_the_registry_is_listed_and_validated(run):
    listed = run("sources", "list")
    assert "real-page" in listed.out or "described" in listed.out
    told = json.loads(run("sources", "list", "--json").out)
    assert {"sources", "issuers"} == set(told)
    assert "fine" in run("sources", "check").out


def test_a_listing_is_tried_from_its_address_or_a_file(run, replica, tmp_path):
    ids = {line.split('"')[1] for line in replica.sources_toml().splitlines() if line.startswith("id = ")}
    told = json.loads(run("sources", "list", "--json").out)["sources"]
    static = next(row for row in told if row["family"] == "trs_static" and row["id"] in ids)
    links = json.loads(run("sources", "try", static["listings"][0], "--json").out)
    assert links
    assert {"title", "url", "published"} <= set(links[0])
    (tmp_path / "list.html").write_text(
        '<ul><li><a href="./202603/t20260301_1.html" title="示例市行动方案">…</a><span>2026-03-01</span></li></ul>',
        encoding="utf-8",
    )
    base = "http://www.example.gov.cn/zcfb/"
    shown = run("sources", "try", "list.html", "--family", "trs_static", "--base", base)
    assert f"2026-03-01  示例市行动方案  {base}202603/t20260301_1.html" in shown.out
    named = run("sources", "try", "list.html", "--source", static["id"], "--base", base)
    assert named.code == 0


def test_the_version_is_shown(run):
    assert run("--version").out.startswith("aiplus-monitor ")
