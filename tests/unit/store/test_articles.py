"""Articles, versions, findings and their mentions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from sqlalchemy import select

import make
import recordings
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
from monitor.store import Novelty, Recorded, RecordFilter, Store
from monitor.store.article_rows import ARTICLE_VERSION, EDITION, QUARANTINE
from monitor.store.finding_rows import MENTION

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
    return recordings.record(
        store,
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
    assert recorded == Recorded(outcome=Novelty.NEW, new_measures=1, new_targets=1, new_progress=1, new_alerts=2)
    assert [row.finding for row in store.findings.measures()] == [FINDINGS["m"]]
    assert [row.finding for row in store.findings.targets()] == [FINDINGS["t"]]
    assert [row.finding for row in store.findings.progress()] == [FINDINGS["p"]]


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
    assert store.articles.at(article.url) == article
    assert store.articles.at("http://127.0.0.1/other.html") is None


def test_recording_twice_changes_nothing(store):
    alerts = (make.alert("1"),)
    record(store, findings=FINDINGS, alerts=alerts)
    before = store.articles.totals(), store.findings.targets(), store.outbox.counts()
    assert record(store, findings=FINDINGS, alerts=alerts) == Recorded(outcome=Novelty.UNCHANGED)
    assert (store.articles.totals(), store.findings.targets(), store.outbox.counts()) == before
    assert len(rows(store, select(MENTION))) == 3


def test_an_edited_article_becomes_a_new_version_and_the_old_one_stays(store):
    record(store)
    edited = make.article(title="示例市印发行动方案（修订）", blocks=(Block("新的正文。"),))
    assert record(store, edited).outcome is Novelty.NEW_VERSION
    assert store.articles.at(edited.url) == edited
    assert (store.articles.totals().articles, store.articles.totals().versions) == (1, 2)


def test_an_edit_taken_back_makes_a_third_edition_of_two_versions(store):
    edited = make.article(blocks=(Block("新的正文。"),))
    record(store)
    record(store, edited, now=NOW + timedelta(days=1))
    assert record(store, now=NOW + timedelta(days=2)).outcome is Novelty.NEW_VERSION
    assert record(store, now=NOW + timedelta(days=2)).outcome is Novelty.UNCHANGED
    assert store.articles.at(edited.url) == make.article()
    assert store.articles.totals().versions == 2
    assert len(rows(store, select(EDITION))) == 3


def test_a_known_finding_keeps_its_first_slots_and_gains_a_mention(store):
    record(store, findings={"t": make.target()})
    other = make.article("http://127.0.0.1/list/t20250402_2.html")
    restated = make.target(region="别处", quote=make.quote("重申一遍"))
    recorded = record(store, other, {"t": restated})
    assert (recorded.outcome, recorded.new_targets) == (Novelty.NEW, 0)
    assert [row.finding for row in store.findings.targets()] == [make.target()]
    assert [row.quote for row in rows(store, select(MENTION.c.quote).order_by(MENTION.c.id))] == [
        make.target().quote.text,
        "重申一遍",
    ]


def test_a_finding_stated_twice_in_an_article_is_one_finding_with_two_mentions(store):
    first, second = make.target(), make.target(quote=make.quote("再说一遍", start=50, end=54))
    both = (Change(first, "t", ChangeKind.NEW), Change(second, "t", ChangeKind.NEW))
    recordings.record(
        store, "a", make.article(), both, (), NOW, reading=Reading((first, second)), validators=Validators()
    )
    (row,) = store.findings.targets()
    assert (row.finding, row.fingerprint) == (first, "t")
    assert len(rows(store, select(MENTION))) == 2


def test_a_new_version_repeats_the_mentions_of_what_it_still_says(store):
    record(store, findings=FINDINGS)
    record(store, make.article(title="改"), FINDINGS)
    assert len(rows(store, select(MENTION))) == 6


def test_known_returns_the_recorded_fingerprints_only(store):
    record(store, findings=FINDINGS)
    assert store.findings.known(["m", "x", "p"]) == {"m", "p"}
    assert store.findings.known([]) == set()
    assert store.findings.known({str(number) for number in range(1500)} | {"t"}) == {"t"}


def test_damaged_passages_are_kept_with_their_reason_once(store):
    passage = Quarantine("�%以上", 3, 7, "lost bytes")
    for _ in range(2):
        record(store, reading=Reading((), (passage,)))
    (row,) = rows(store, select(QUARANTINE))
    assert (row.quote, row.quote_start, row.quote_end, row.reason) == ("�%以上", 3, 7, "lost bytes")
    assert store.articles.totals().quarantined == 1


def test_an_article_is_in_scope_when_a_topic_was_found_relevant(store):
    scores = (Relevance("energy", 0.2, relevant=False, terms=()), Relevance("ai", 3.0, relevant=True, terms=("算力",)))
    record(store, reading=Reading((), (), scores))
    record(store, make.article("http://127.0.0.1/2.html"), reading=Reading((), (), scores[:1]))
    assert [row.url for row in store.articles.newest(RecordFilter(in_scope=True))] == [make.article().url]
    kept = rows(store, select(ARTICLE_VERSION.c.relevance).order_by(ARTICLE_VERSION.c.id))
    assert kept[0].relevance == [["energy", 0.2, False, []], ["ai", 3.0, True, ["算力"]]]


def test_decimals_keep_every_digit(store):
    exact = make.target(amount=make.amount(values=(Decimal("0.1000000000000000000001"), Decimal("1E+30"))))
    record(store, findings={"t": exact})
    (row,) = store.findings.targets()
    assert [str(value) for value in row.finding.amount.values] == ["0.1000000000000000000001", "1E+30"]


def test_broken_characters_are_replaced_one_for_one_so_that_offsets_stay(store):
    broken = make.target(quote=make.quote("坏\x00字\ud83d符"))
    article = make.article(blocks=(Block("坏\x00字\ud83d符"),))
    record(store, article, {"t": broken}, (make.alert("1", finding=broken),))
    (row,) = store.findings.targets()
    assert row.finding.quote.text == "坏\ufffd字\ufffd符"
    assert store.articles.at(article.url).text == "坏\ufffd字\ufffd符"
    (alert,) = store.alerts.waiting("terminal")
    assert alert.finding == row.finding


def test_nothing_is_kept_of_an_article_whose_findings_are_refused(store):
    broken = make.target(strength=None)
    with pytest.raises(Exception, match="refused"):
        record(store, findings={"t": broken}, alerts=(make.alert("1"),))
    totals = store.articles.totals()
    assert (totals.articles, totals.targets, totals.alerts) == (0, 0, 0)


def test_a_naive_moment_is_refused(store):
    with pytest.raises(Exception, match="timezone"):
        record(store, now=NOW.replace(tzinfo=None))


def test_an_article_keeps_the_source_that_brought_it(store):
    record(store)
    record(store, source_id="b", now=NOW + HOUR)
    (row,) = store.articles.newest()
    assert (row.source_id, row.first_seen_at, row.versions) == ("a", NOW, 1)


def test_a_later_reading_may_correct_the_dates_of_an_article(store):
    record(store)
    record(store, make.article(published=date(2025, 4, 2)), now=NOW + HOUR)
    (row,) = store.articles.newest()
    assert row.published == date(2025, 4, 2)


# The slots of a finding that several pages state


def page(number: int, day: int, region: str) -> tuple[Article, dict[str, Finding]]:
    """Return a page of a day in April that states the one target for a region, in words of its own."""
    article = make.article(f"http://127.0.0.1/{number}.html", published=date(2025, 4, day))
    return article, {"t": make.target(region=region, quote=make.quote(f"第{number}页"))}


PAGES = (page(1, 3, "甲市"), page(2, 1, "乙市"), page(3, 2, "丙市"))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_earliest_page_gives_the_slots_whatever_the_order_of_recording(store, order):
    for number in order:
        record(store, *PAGES[number])
    (row,) = store.findings.targets()
    assert row.finding.region == "乙市"
    assert len(rows(store, select(MENTION))) == 3


def test_of_two_pages_of_one_day_the_address_decides(store):
    for number in (2, 1):
        article, said = page(number, 1, f"{number}市")
        record(store, article, said)
    (row,) = store.findings.targets()
    assert row.finding.region == "1市"


def test_an_undated_page_counts_from_when_it_was_first_seen(store):
    article, said = page(1, 1, "甲市")
    record(store, make.article(article.url, published=None), said, now=NOW)
    record(store, *page(2, 1, "乙市"))
    (row,) = store.findings.targets()
    assert row.finding.region == "乙市", "published on the 1st, seen on the 2nd"


def test_new_rules_renew_the_slots_of_what_the_earliest_page_says(store):
    article, said = page(1, 1, "甲市")
    assert record(store, article, said).renewed == frozenset()
    assert record(store, article, said).renewed == frozenset()
    better = {"t": make.target(region="乙市", quote=said["t"].quote)}
    again = record(store, article, better)
    assert (again.outcome, again.renewed) == (Novelty.UNCHANGED, {"t"})
    assert [row.finding.region for row in store.findings.targets()] == ["乙市"]


def test_a_later_page_renews_nothing(store):
    record(store, *PAGES[1])
    assert record(store, *PAGES[0]).renewed == frozenset()


def test_a_page_that_states_it_no_longer_still_gave_the_slots_if_it_was_first(store):
    article, said = PAGES[1]
    record(store, article, said)
    record(store, *PAGES[0])
    record(store, make.article(article.url, published=article.published, title="改"), {})
    record(store, *PAGES[0])
    (row,) = store.findings.targets()
    assert row.finding.region == "乙市"


# Articles by their addresses and numbers


def test_the_validators_of_an_article_are_those_of_its_last_reading(store):
    address = make.article().url
    assert store.articles.validators(address) == Validators()
    record(store)
    store.articles.unchanged("a", address, Validators('"1"', "today", "ff"), NOW)
    assert store.articles.validators(address) == Validators('"1"', "today", "ff")
    record(store)
    assert store.articles.validators(address) == Validators()


def test_sources_of_articles_are_found_by_their_addresses(store):
    for number in range(3):
        record(store, make.article(f"http://127.0.0.1/{number}.html"), source_id=f"s{number}")
    addresses = [f"http://127.0.0.1/{number}.html" for number in (0, 2, 9)]
    assert store.articles.sources_of(addresses) == {addresses[0]: "s0", addresses[1]: "s2"}
    assert store.articles.sources_of([]) == {}
    many = [f"http://127.0.0.1/{number}.html" for number in range(1200)]
    assert len(store.articles.sources_of(many)) == 3


def test_articles_come_in_the_order_of_recording_batch_by_batch(store):
    for number in range(5):
        record(store, make.article(f"http://127.0.0.1/{number}.html", title=f"{number}"))
    seen, after = [], 0
    while batch := store.articles.after(after, limit=2):
        seen += [article.title for _, article in batch]
        after = batch[-1][0]
    assert seen == ["0", "1", "2", "3", "4"]
    assert store.articles.after(after) == ()


def test_an_edit_keeps_what_was_read_of_the_old_version(store):
    record(store, findings={"t": make.target()})
    record(store, make.article(title="改"), {"p": make.progress()})
    assert [row.fingerprint for row in store.findings.targets()] == ["t"]
    assert [row.fingerprint for row in store.findings.progress()] == ["p"]
    assert store.articles.totals().versions == 2


@pytest.mark.parametrize("count", [0, 1, 400])
def test_an_article_of_any_length_comes_back_block_by_block(store, count):
    blocks = tuple(Block(f"第{number}段。", BlockKind.PARAGRAPH) for number in range(count))
    record(store, make.article(blocks=blocks))
    assert store.articles.at(make.article().url).blocks == blocks


def test_several_attachments_and_passages_are_kept_in_their_order(store):
    attachments = tuple(Attachment(f"http://127.0.0.1/{n}.pdf", f"附件{n}") for n in range(3))
    passages = tuple(Quarantine(f"�{n}", n, n + 2, "lost bytes") for n in range(3))
    record(store, make.article(attachments=attachments), reading=Reading((), passages))
    assert store.articles.at(make.article().url).attachments == attachments
    kept = rows(store, select(QUARANTINE).order_by(QUARANTINE.c.id))
    assert [(row.quote, row.quote_start) for row in kept] == [("�0", 0), ("�1", 1), ("�2", 2)]


def test_many_findings_of_one_article_are_all_recorded(store):
    said = {
        f"{number:032x}": make.target(region=f"第{number}区", quote=make.quote(f"第{number}句", start=number))
        for number in range(700)
    }
    assert record(store, findings=said).new_targets == 700
    assert record(store, findings=said) == Recorded(outcome=Novelty.UNCHANGED)
    assert store.findings.known(said) == set(said)
