"""Articles, versions, findings and their mentions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

import make
from monitor.domain import (
    Alert,
    Article,
    Attachment,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Finding,
    LinkKind,
    Quarantine,
    Reading,
    Relevance,
    Validators,
)
from monitor.store import Filter, Novelty, Recorded, Store
from monitor.store.tables import ARTICLE_VERSION, MENTION, QUARANTINE

NOW = make.NOW
HOUR = timedelta(hours=1)
FINDINGS: dict[str, Finding] = {"m": make.measure(), "t": make.target(), "p": make.progress()}


def changes(findings: dict[str, Finding]) -> tuple[Change, ...]:
    return tuple(Change(finding, key, ChangeKind.NEW) for key, finding in findings.items())


def record(
    store: Store,
    article: Article | None = None,
    findings: dict[str, Finding] | None = None,
    alerts: tuple[Alert, ...] = (),
    **options,
) -> Recorded:
    said = {} if findings is None else findings
    reading = options.pop("reading", Reading(tuple(said.values())))
    return store.record(
        options.pop("source_id", "a"),
        article or make.article(),
        changes(said),
        make.postings(*alerts),
        options.pop("now", NOW),
        reading=reading,
        validators=Validators(),
        **options,
    )


def rows(store: Store, statement) -> list:
    with store._database.read() as connection:
        return list(connection.execute(statement))


def test_a_new_article_is_recorded_with_all_its_findings_and_alerts(store):
    recorded = record(store, findings=FINDINGS, alerts=(make.alert("1"), make.alert("2")))
    assert recorded == Recorded(
        outcome=Novelty.NEW, new_measures=1, new_targets=1, new_progress=1, new_alerts=2
    )
    assert [row.finding for row in store.measures()] == [FINDINGS["m"]]
    assert [row.finding for row in store.targets()] == [FINDINGS["t"]]
    assert [row.finding for row in store.progress()] == [FINDINGS["p"]]


def test_an_article_comes_back_as_it_was_read(store):
    article = make.article(
        blocks=(
            Block("一、总体要求", BlockKind.HEADING, 2),
            Block("（一）甲\t乙", BlockKind.LIST_ITEM, 1),
            Block("指标\t数值", BlockKind.TABLE_ROW),
        ),
        made_on=date(2025, 3, 20),
        issuer="示例部",
        document_number="示发〔2025〕1号",
        source="示例日报",
        attachments=(Attachment("http://127.0.0.1/a.pdf", "附件1"),),
        kind=LinkKind.INTERPRETATION,
    )
    record(store, article)
    assert store.article(article.url) == article
    assert store.article("http://127.0.0.1/other.html") is None


def test_recording_twice_changes_nothing(store):
    alerts = (make.alert("1"),)
    record(store, findings=FINDINGS, alerts=alerts)
    before = store.totals(), store.targets(), store.delivery_counts()
    assert record(store, findings=FINDINGS, alerts=alerts) == Recorded(outcome=Novelty.UNCHANGED)
    assert (store.totals(), store.targets(), store.delivery_counts()) == before
    assert len(rows(store, select(MENTION))) == 3


def test_an_edited_article_becomes_a_new_version_and_the_old_one_stays(store):
    record(store)
    edited = make.article(title="示例市印发行动方案（修订）", blocks=(Block("新的正文。"),))
    assert record(store, edited).outcome is Novelty.NEW_VERSION
    assert store.article(edited.url) == edited
    assert (store.totals().articles, store.totals().versions) == (1, 2)


def test_an_edit_taken_back_makes_no_third_version(store):
    edited = make.article(blocks=(Block("新的正文。"),))
    record(store)
    record(store, edited)
    assert record(store).outcome is Novelty.UNCHANGED
    assert store.article(edited.url) == make.article()
    assert store.totals().versions == 2


def test_a_known_finding_keeps_its_first_slots_and_gains_a_mention(store):
    record(store, findings={"t": make.target()})
    other = make.article("http://127.0.0.1/list/t20250402_2.html")
    restated = make.target(region="别处", quote=make.quote("重申一遍"))
    recorded = record(store, other, {"t": restated})
    assert (recorded.outcome, recorded.new_targets) == (Novelty.NEW, 0)
    assert [row.finding for row in store.targets()] == [make.target()]
    assert [row.quote for row in rows(store, select(MENTION.c.quote).order_by(MENTION.c.id))] == [
        make.target().quote.text,
        "重申一遍",
    ]


def test_a_finding_stated_twice_in_an_article_is_one_finding_with_two_mentions(store):
    first, second = make.target(), make.target(quote=make.quote("再说一遍", start=50, end=54))
    both = (Change(first, "t", ChangeKind.NEW), Change(second, "t", ChangeKind.NEW))
    store.record(
        "a", make.article(), both, (), NOW, reading=Reading((first, second)), validators=Validators()
    )
    (row,) = store.targets()
    assert (row.finding, row.fingerprint) == (first, "t")
    assert len(rows(store, select(MENTION))) == 2


def test_a_new_version_repeats_the_mentions_of_what_it_still_says(store):
    record(store, findings=FINDINGS)
    record(store, make.article(title="改"), FINDINGS)
    assert len(rows(store, select(MENTION))) == 6


def test_known_returns_the_recorded_fingerprints_only(store):
    record(store, findings=FINDINGS)
    assert store.known(["m", "x", "p"]) == {"m", "p"}
    assert store.known([]) == set()
    assert store.known({str(number) for number in range(1500)} | {"t"}) == {"t"}


def test_damaged_passages_are_kept_with_their_reason_once(store):
    passage = Quarantine("�%以上", 3, 7, "lost bytes")
    for _ in range(2):
        record(store, reading=Reading((), (passage,)))
    (row,) = rows(store, select(QUARANTINE))
    assert (row.quote, row.quote_start, row.quote_end, row.reason) == ("�%以上", 3, 7, "lost bytes")
    assert store.totals().quarantined == 1


def test_an_article_is_in_scope_when_a_topic_was_found_relevant(store):
    scores = (
        Relevance("energy", 0.2, relevant=False, terms=()),
        Relevance("ai", 3.0, relevant=True, terms=("算力",)),
    )
    record(store, reading=Reading((), (), scores))
    record(store, make.article("http://127.0.0.1/2.html"), reading=Reading((), (), scores[:1]))
    assert [row.url for row in store.articles(Filter(in_scope=True))] == [make.article().url]
    kept = rows(store, select(ARTICLE_VERSION.c.relevance).order_by(ARTICLE_VERSION.c.id))
    assert kept[0].relevance == [["energy", 0.2, False, []], ["ai", 3.0, True, ["算力"]]]


def test_decimals_keep_every_digit(store):
    exact = make.target(amount=make.amount(values=(Decimal("0.1000000000000000000001"), Decimal("1E+30"))))
    record(store, findings={"t": exact})
    (row,) = store.targets()
    assert [str(value) for value in row.finding.amount.values] == ["0.1000000000000000000001", "1E+30"]


def test_broken_characters_are_replaced_one_for_one_so_that_offsets_stay(store):
    broken = make.target(quote=make.quote("坏\x00字\ud83d符"))
    article = make.article(blocks=(Block("坏\x00字\ud83d符"),))
    record(store, article, {"t": broken}, (make.alert("1", finding=broken),))
    (row,) = store.targets()
    assert row.finding.quote.text == "坏\ufffd字\ufffd符"
    assert store.article(article.url).text == "坏\ufffd字\ufffd符"
    (alert,) = store.waiting("terminal")
    assert alert.finding == row.finding


def test_nothing_is_kept_of_an_article_whose_findings_are_refused(store):
    broken = make.target(strength=None)
    with pytest.raises(Exception, match="refused"):
        record(store, findings={"t": broken}, alerts=(make.alert("1"),))
    totals = store.totals()
    assert (totals.articles, totals.targets, totals.alerts) == (0, 0, 0)


def test_a_naive_moment_is_refused(store):
    with pytest.raises(Exception, match="timezone"):
        record(store, now=NOW.replace(tzinfo=None))


def test_an_article_keeps_the_source_that_brought_it(store):
    record(store)
    record(store, source_id="b", now=NOW + HOUR)
    (row,) = store.articles()
    assert (row.source_id, row.first_seen_at, row.versions) == ("a", NOW, 1)


def test_a_later_reading_may_correct_the_dates_of_an_article(store):
    record(store)
    record(store, make.article(published=date(2025, 4, 2)), now=NOW + HOUR)
    (row,) = store.articles()
    assert row.published == date(2025, 4, 2)
