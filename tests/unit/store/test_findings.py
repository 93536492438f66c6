"""What people ask for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import make
import recordings
from monitor.domain import Change, ChangeKind, Finding, MetricUse, Quarantine, Reading, Validators
from monitor.store import RecordedArticle, RecordFilter, Store, Totals

NOW = make.NOW
HOUR = timedelta(hours=1)


def record(store: Store, number: int, *findings: Finding, **options) -> str:
    """Record article `number` with findings whose fingerprints are their quotes, and return its address."""
    url = f"http://127.0.0.1/{number}.html"
    article = make.article(
        url, title=f"文章{number}", published=options.get("published", date(2025, 4, 1)), issuer=options.get("issuer")
    )
    recordings.record(
        store,
        options.get("source_id", "a"),
        article,
        [Change(finding, options.get("key", finding.quote.text), ChangeKind.NEW) for finding in findings],
        (),
        options.get("now", NOW),
        reading=Reading(findings, options.get("quarantined", ())),
        validators=Validators(),
    )
    return url


def target(words: str, *, in_scope: bool = True, **changes: object):
    return make.target(quote=make.quote(words, in_scope=in_scope), **changes)


def progress(words: str, **changes: object):
    return make.progress(quote=make.quote(words), **changes)


def measure(words: str, **changes: object):
    return make.measure(quote=make.quote(words), **changes)


def quotes(rows) -> list[str]:
    return [row.finding.quote.text for row in rows]


def test_a_finding_is_listed_with_its_article(store):
    url = record(store, 1, target("甲"))
    (row,) = store.findings.targets()
    assert row.finding == target("甲")
    assert (row.fingerprint, row.first_seen_at, row.source_id) == ("甲", NOW, "a")
    assert (row.article_title, row.article_url, row.published) == ("文章1", url, date(2025, 4, 1))


def test_the_newest_articles_come_first_and_undated_ones_last(store):
    record(store, 1, target("旧"), published=date(2025, 3, 1))
    record(store, 2, target("新"), published=date(2025, 4, 1))
    record(store, 3, target("无日期"), published=None)
    record(store, 4, target("新见"), published=date(2025, 4, 1), now=NOW + HOUR)
    assert quotes(store.findings.targets()) == ["新见", "新", "旧", "无日期"]
    assert quotes(store.findings.targets(limit=1)) == ["新见"]
    assert [row.title for row in store.articles.newest()] == ["文章4", "文章2", "文章1", "文章3"]
    assert [row.title for row in store.articles.newest(limit=2)] == ["文章4", "文章2"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (RecordFilter(), {"甲", "乙", "丙"}),
        (RecordFilter(source_id="b"), {"乙"}),
        (RecordFilter(region="上海"), {"甲", "丙"}),
        (RecordFilter(region="%"), set()),
        (RecordFilter(issuer="发展改革委"), {"甲"}),
        (RecordFilter(issuer="财政"), {"丙"}),
        (RecordFilter(issuer="_"), set()),
        (RecordFilter(in_scope=True), {"甲", "丙"}),
        (RecordFilter(in_scope=False), {"乙"}),
        (RecordFilter(region="上海", issuer="财政", in_scope=True), {"丙"}),
    ],
)
def test_findings_are_filtered_by_source_region_issuer_and_scope(store, wanted, expected):
    record(store, 1, target("甲", region="上海市浦东新区", issuer="国家发展改革委"))
    record(store, 2, target("乙", region=None, issuer=None, in_scope=False), source_id="b")
    record(store, 3, target("丙", region="上海市", issuer=None), issuer="财政部")
    assert set(quotes(store.findings.targets(wanted))) == expected


def test_measures_are_found_by_any_of_their_issuers(store):
    record(store, 1, measure("甲", issuers=("工业和信息化部", "国家数据局")))
    record(store, 2, measure("乙", issuers=()))
    assert quotes(store.findings.measures(RecordFilter(issuer="数据局"))) == ["甲"]
    assert quotes(store.findings.measures()) == ["乙", "甲"]


def test_progress_is_filtered_like_targets(store):
    record(store, 1, progress("甲", issuer="国家数据局"))
    record(store, 2, progress("乙", issuer=None))
    assert quotes(store.findings.progress(RecordFilter(issuer="数据局"))) == ["甲"]


def test_a_finding_that_a_later_article_brings_into_scope_is_shown_with_that_article(store):
    record(store, 1, target("旁证", in_scope=False), key="t")
    url = record(store, 2, target("正题", in_scope=True), key="t", source_id="b")
    (row,) = store.findings.targets(RecordFilter(in_scope=True))
    assert (row.finding.quote.text, row.article_url, row.source_id) == ("正题", url, "b")
    assert quotes(store.findings.targets()) == ["旁证"]


def test_an_article_is_listed_with_the_number_of_its_versions(store):
    url = record(store, 1, issuer="示例部")
    (row,) = store.articles.newest()
    assert row == RecordedArticle(
        url=url,
        title="文章1",
        source_id="a",
        published=date(2025, 4, 1),
        issuer="示例部",
        document_number=None,
        relevant=False,
        first_seen_at=NOW,
        versions=1,
    )


def test_articles_are_filtered_by_source_and_issuer(store):
    record(store, 1, issuer="示例部")
    record(store, 2, source_id="b")
    assert [row.title for row in store.articles.newest(RecordFilter(source_id="b"))] == ["文章2"]
    assert [row.title for row in store.articles.newest(RecordFilter(issuer="示例"))] == ["文章1"]


def test_totals_count_everything(store):
    passage = Quarantine("�", 0, 1, "lost bytes")
    record(store, 1, target("甲"), progress("乙"), measure("丙"), quarantined=(passage,))
    record(store, 2, target("丁"))
    store.alerts.post(make.postings(make.alert("1"), channels=()), NOW)
    assert store.articles.totals() == Totals(
        articles=2,
        versions=2,
        measures=1,
        targets=2,
        progress=1,
        quarantined=1,
        alerts=1,
        pending_links=0,
        given_up_links=0,
    )


def test_the_uses_of_metrics_are_counted_over_targets_and_progress(store):
    amount = make.amount(metric="算力", unit=None)
    record(store, 1, target("甲"), target("乙"), progress("丙", amount=amount, region=None))
    plain = make.target().amount
    assert set(store.findings.metric_uses()) == {
        MetricUse(plain.metric, plain.kind, plain.unit, "上海市", 2),
        MetricUse("算力", amount.kind, None, None, 1),
    }
