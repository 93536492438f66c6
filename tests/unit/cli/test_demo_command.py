"""The demonstration's clock, headlines and rounds; the whole of it runs in the acceptance tests."""

from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

import make
from monitor.cli import assembly, demo_command
from monitor.domain import Failure, Outcome
from monitor.store import RecordedFinding, Store

SOURCES = [make.source("a"), make.source("b")]


def test_the_clock_goes_on_by_itself_and_leaps_with_each_step():
    clock = demo_command.FastClock()
    first = clock()
    assert abs(first - assembly.clock()) < timedelta(minutes=1)
    clock.forward()
    clock.forward()
    assert timedelta(0) <= clock() - first - 2 * demo_command.STEP < timedelta(minutes=1)


def test_a_step_is_longer_than_a_day_so_that_every_source_is_due_again():
    assert timedelta(days=1) < demo_command.STEP


def test_headlines_stand_apart(capsys):
    demo_command.print_headline("summary")
    assert capsys.readouterr().out == "\n── summary\n"


def test_a_round_is_one_line_and_the_first_reason_of_each_failure(capsys):
    failures = (Failure("http://127.0.0.1/", "no answer in 30 s"), Failure("http://127.0.0.1/x", "second"))
    results = [
        make.result(Outcome.OK, "a", new_articles=3, new_versions=1),
        make.result(Outcome.UNCHANGED, "a"),
        make.result(Outcome.FAILED, "b", failures=failures),
    ]
    demo_command.print_round(SOURCES, results)
    shown = capsys.readouterr().out
    assert "checked 3 sources: 3 new article(s), 1 edited, 1 unchanged" in shown
    assert "  来源 b: " in shown
    assert "second" not in shown


@pytest.mark.parametrize(("published", "day"), [(date(2025, 4, 1), " · 2025-04-01"), (None, "")])
def test_a_finding_stands_beside_its_quote_and_its_source(capsys, published, day):
    finding = make.target()
    row = RecordedFinding(
        finding=finding,
        fingerprint="0" * 32,
        source_id="a",
        article_url="http://127.0.0.1/1.html",
        article_title="行动方案",
        published=published,
        first_seen_at=make.NOW,
    )
    demo_command.print_findings([row])
    claim, quote, title, address = capsys.readouterr().out.splitlines()
    assert "智能算力规模 > 100EFLOPS" in claim
    assert quote == f"  “{finding.quote.text}”"
    assert title == f"  行动方案{day}"
    assert address == "  http://127.0.0.1/1.html"


def test_the_summary_counts_articles_requests_and_alerts(capsys, tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/demo.db") as store:
        watch = SimpleNamespace(service=SimpleNamespace(store=store, clock=assembly.clock), sources=SOURCES)
        replica = SimpleNamespace(requests=Counter({200: 7, 304: 5}))
        demo_command.print_summary(watch, replica)
    shown = capsys.readouterr().out
    for heading in ("measures recorded", "targets recorded", "progress recorded", "summary"):
        assert f"── {heading}" in shown
    assert "0 articles in 0 versions: 0 measures, 0 targets, 0 progress reports; 12 requests" in shown
    assert "5 answered “not modified”" in shown
    assert shown.rstrip().splitlines()[-1].startswith("覆盖 Coverage: 0/2")
