"""`monitor extract`: findings with their reasons, and amounts that were not taken with theirs."""

import json

import pytest
from typer.testing import CliRunner

from monitor.cli import app
from monitor.detect.vocabulary import RULES

TEXT = """示例市人民政府印发《示例市人工智能产业发展行动方案》。
到2027年底，全市智能算力规模突破100EFLOPS。对违规企业处以50万元罚款。
"""
FINE = "refusal.fine_before"


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments):
        done = CliRunner().invoke(app, ["extract", "text.txt", "--published", "2026-03-01", *arguments])
        assert done.exit_code == 0, done.output
        return done.output

    return run


def test_without_explain_findings_stand_with_their_quotes_alone(run):
    shown = run()
    assert "智能算力规模 > 100EFLOPS · 期限 by 2027-12-31" in shown
    assert "  “全市智能算力规模突破100EFLOPS”" in shown
    assert "rule " not in shown
    assert "50万元" not in shown


def test_each_finding_says_its_rule_reason_topics_and_date(run):
    shown = run("--explain")
    assert "  rule " in shown
    assert "why: a target: " in shown
    assert "why: 目标：" in shown
    assert "  topics: ai_plus" in shown
    assert "  period: " in shown


def test_an_amount_that_was_not_taken_stands_with_its_quote_rule_and_reason(run):
    shown = run("--explain").partition("amounts that were not taken")[2]
    rule = RULES[FINE]
    assert f"50万元: {rule.zh} / {rule.en}" in shown
    assert "“对违规企业处以50万元罚款。”" in shown
    assert f"`monitor rules {FINE}`" in shown
    assert "100EFLOPS" not in shown, "it was taken"


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_reasons_are_in_the_language_asked_for(run, lang, other):
    shown = run("--explain", "--lang", lang)
    assert getattr(RULES[FINE], lang) in shown
    assert getattr(RULES[FINE], other) not in shown


def test_json_lists_what_was_not_taken_only_when_asked_to_explain(run):
    assert "not_taken" not in json.loads(run("--json"))
    shown = json.loads(run("--json", "--explain"))
    (amount,) = shown["not_taken"]
    assert set(amount) == {"text", "start", "end", "sentence", "rule", "zh", "en"}
    assert (amount["text"], amount["rule"]) == ("50万元", FINE)
    assert shown["article"]["body"][amount["start"] : amount["end"]] == "50万元"


def test_a_text_without_amounts_has_none_that_were_not_taken(run, tmp_path):
    (tmp_path / "text.txt").write_text("会议强调，要加快发展人工智能产业。", encoding="utf-8")
    shown = run("--explain")
    assert "amounts that were not taken" not in shown
    assert "no measures, targets or progress found" in shown


def test_damaged_text_is_named(run, tmp_path):
    (tmp_path / "text.txt").write_text("到2027年底，全市建成��个平台，突破100EFLOPS。", encoding="utf-8")
    assert "quarantined (" in run()


def test_an_article_shows_what_its_page_says(run, tmp_path):
    page = (
        "<html><head><meta name='PubDate' content='2026-03-02'></head><body><h1>示例市行动方案</h1>"
        "<div class='TRS_Editor'><p>示府发〔2026〕3号</p><p>到2027年建成50个平台。</p>"
        "<p><a href='a.pdf'>附件</a></p></div></body></html>"
    )
    (tmp_path / "text.txt").write_text(page, encoding="utf-8")
    shown = run("--url", "http://www.example.gov.cn/zcfb/t20260302_1.html")
    assert shown.startswith("示例市行动方案\n")
    assert "  number: 示府发〔2026〕3号" in shown
    assert "attachment not read: 附件 http://www.example.gov.cn/zcfb/a.pdf" in shown
