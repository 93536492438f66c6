"""The flow of a check on a site in memory."""

from dataclasses import replace
from threading import Event

import httpx
import pytest

import world as worlds
from databases import sqlite_database
from fakesite import HOST
from monitor import pipeline
from monitor.domain import Health, Outcome, Paging, PagingKind, Request
from monitor.fetch import Fetcher
from monitor.pipeline.check import Known
from monitor.pipeline.rounds import check_safely
from monitor.store import RecordFilter


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made


def alerts(world):
    """Return the alerts waiting for the terminal, by kind."""
    return [str(alert.kind) for alert in world.store.alerts.waiting("terminal")]


def test_a_first_check_records_what_stands_and_makes_one_alert(world):
    world.site.publish(2, "示例市行动方案", worlds.TARGET)
    result = world.check()
    assert (result.outcome, result.links, result.new_articles) == (Outcome.OK, 2, 2)
    assert result.baseline
    assert result.new_targets == 1
    assert alerts(world) == ["baseline"]


def test_a_new_article_after_the_first_reading_makes_an_alert_for_its_target(world):
    world.first_reading()
    path = world.site.publish(2, "示例市行动方案", worlds.TARGET)
    assert world.check().new_targets == 1
    (row,) = world.store.findings.targets(RecordFilter(in_scope=True))
    assert row.article_url == f"{HOST}{path}"
    assert row.finding.quote.text in worlds.TARGET
    assert alerts(world) == ["baseline", "new_target"]


def test_checking_again_asks_for_the_listing_only_and_changes_nothing(world):
    world.first_reading()
    before = world.store.articles.totals()
    world.site.asked.clear()
    assert world.check().outcome is Outcome.UNCHANGED
    assert world.store.articles.totals() == before
    assert dict(world.site.asked) == {"/zcfb/": 1}


def test_an_old_link_is_left_to_a_backfill_at_the_first_check(world):
    world.site.publish(2, "去年的通知", worlds.TARGET, day="20240105")
    assert world.check().new_articles == 1
    history = pipeline.backfill(worlds.SOURCE, world.service, 1)
    assert (history.new_articles, history.new_targets) == (1, 1)
    assert alerts(world) == ["baseline"]


def test_a_back_dated_article_is_read_after_the_first_check(world):
    world.first_reading()
    world.site.publish(2, "补发的通知", worlds.FILLER, day="20240105")
    assert world.check().new_articles == 1


def test_a_304_never_hides_an_unrecorded_article(world):
    path = world.site.publish(2, "示例市行动方案", worlds.TARGET)
    world.site.failing[path] = 503
    result = world.check()
    assert (result.outcome, result.new_articles, result.pending) == (Outcome.PARTIAL, 1, 1)
    del world.site.failing[path]
    world.clock.forward(hours=5)
    world.site.statuses.clear()
    assert world.check().new_articles == 1
    assert world.site.statuses[304] == 1


def test_an_edited_article_becomes_a_new_version_when_it_is_read_again(world):
    path = world.site.publish(2, "示例市行动方案", worlds.FILLER)
    world.first_reading()
    world.site.pages[path] = world.site.pages[path].replace("健康发展", "高质量发展")
    assert world.check().new_versions == 0
    world.clock.forward(hours=24)
    result = world.check()
    assert (result.new_versions, result.new_articles) == (1, 0)
    assert world.store.articles.totals().versions == world.store.articles.totals().articles + 1


def test_an_article_that_vanished_is_asked_for_once_a_day_and_stays_recorded(world):
    path = world.site.publish(2, "示例市行动方案", worlds.FILLER)
    world.first_reading()
    world.site.failing[path] = 404
    world.clock.forward(hours=24)
    assert world.check().outcome is Outcome.PARTIAL
    world.clock.forward(hours=5)
    assert world.check().outcome is Outcome.UNCHANGED
    assert world.store.articles.totals().articles == 2


def test_a_listing_without_links_is_a_failure_and_not_no_news(world):
    world.first_reading()
    world.site.pages["/zcfb/"] = "<html><body><p>网站维护</p></body></html>"
    result = world.check()
    assert result.outcome is Outcome.FAILED
    assert world.store.checks.states()["ministry"].health is Health.DEGRADED


def test_one_failed_listing_fails_the_check_but_the_other_is_read(world):
    both = replace(worlds.SOURCE, listings=(Request(f"{HOST}/gone/"), *worlds.SOURCE.listings))
    world.sources = (both,)
    result = world.check()
    assert (result.outcome, result.new_articles) == (Outcome.FAILED, 1)


def test_the_third_failure_in_a_row_and_the_recovery_make_an_alert_each(world):
    world.first_reading()
    world.site.failing["/zcfb/"] = 503
    for _ in range(4):
        world.check()
        world.clock.forward(hours=25)
    del world.site.failing["/zcfb/"]
    world.check()
    assert alerts(world) == ["baseline", "source_broken", "source_recovered"]


def test_a_challenge_page_blocks_the_source_and_stops_reading_articles(world):
    world.first_reading()
    paths = [world.site.publish(number, f"通知{number}", worlds.FILLER) for number in range(2, 6)]
    world.site.failing |= dict.fromkeys(paths, 521)
    result = world.check()
    assert result.outcome is Outcome.PARTIAL
    assert len(result.failures) == 1
    world.site.failing["/zcfb/"] = 521
    world.clock.forward(hours=5)
    assert world.check().outcome is Outcome.BLOCKED


def test_three_articles_in_a_row_that_fail_fail_the_check(world):
    world.first_reading()
    paths = [world.site.publish(number, f"通知{number}", worlds.FILLER) for number in range(2, 7)]
    world.site.failing |= dict.fromkeys(paths, 404)
    result = world.check()
    assert (result.outcome, len(result.failures), result.pending) == (Outcome.FAILED, 3, 5)


def test_a_changed_layout_makes_old_validators_worthless(world):
    world.first_reading()
    world.sources = (replace(worlds.SOURCE, layout=replace(worlds.SOURCE.layout, title="a")),)
    world.site.statuses.clear()
    world.check()
    assert world.site.statuses[304] == 0


def test_an_article_that_never_answers_is_given_up_and_named_in_the_log(world, caplog):
    world.first_reading()
    path = world.site.publish(2, "示例市行动方案", worlds.FILLER)
    world.site.failing[path] = 404
    for _ in range(9):
        world.check()
        world.clock.forward(hours=25)
    assert world.site.asked[path] == 8
    (told,) = [record for record in caplog.records if record.message.startswith("article given up")]
    assert told.url == f"{HOST}{path}"
    assert world.store.articles.totals().given_up_links == 1


def test_a_stopped_service_begins_no_further_article_and_loses_none(world):
    world.service.stop.set()
    result = world.check()
    assert (result.new_articles, result.pending) == (0, 1)
    world.service.stop.clear()
    world.clock.forward(hours=5)
    assert world.check().new_articles == 1


def test_a_stopped_service_leaves_the_other_sources_of_a_host_for_later(world):
    world.sources = (worlds.SOURCE, replace(worlds.SOURCE, id="other"))
    world.service.stop.set()
    results = pipeline.check_all(world.sources, world.service)
    assert [result.source_id for result in results] == ["ministry"]


def stopping_at(world, path):
    """Return a service whose fetcher is told to stop when the site is asked for the path, and goes on at once after."""
    stop = Event()

    def answer(request):
        if request.url.path == path:
            stop.set()
            return httpx.Response(503)
        return world.site.answer(request)

    transport = httpx.MockTransport(answer)
    fetcher = Fetcher("test", transport=transport, resolve=lambda *_: ["8.8.8.8"], stop=stop)
    return replace(world.service, fetcher=fetcher, stop=stop)


def test_a_check_that_is_stopped_at_its_listing_says_nothing_of_the_source(world):
    stopped = stopping_at(world, "/zcfb/")
    assert pipeline.check_all(world.sources, stopped) == ()
    assert world.store.checks.states() == {}
    assert world.check().new_articles == 1


def test_an_article_that_is_stopped_midway_stays_pending_and_counts_no_try(world):
    path = world.site.publish(2, "示例市行动方案", worlds.TARGET, day="20250331")
    (result,) = pipeline.check_all(world.sources, stopping_at(world, path))
    assert (result.new_articles, result.pending, result.failures) == (0, 2, ())
    assert list(world.store.links.silent("ministry").values()) == [0, 0]
    world.clock.forward(hours=5)
    assert world.check().new_articles == 2


def test_a_backfill_that_is_stopped_at_its_listing_tells_what_it_did(world):
    result = pipeline.backfill(worlds.SOURCE, stopping_at(world, "/zcfb/"), 3)
    assert (result.new_articles, result.failures) == (0, ())


def test_an_article_that_another_source_brought_is_not_fetched_again(world):
    world.sources = (worlds.SOURCE, replace(worlds.SOURCE, id="other"))
    results = pipeline.check_all(world.sources, world.service)
    assert sorted(result.new_articles for result in results) == [0, 1]
    assert world.store.articles.totals().articles == 1


def test_a_defect_of_ours_fails_one_source_and_is_logged(world, caplog):
    result = check_safely(worlds.SOURCE, world.service, Known(None, {}, frozenset()))
    assert result.outcome is Outcome.FAILED
    assert "internal error" in result.failures[0].message
    assert "check failed unexpectedly" in caplog.text


def test_many_unchanged_sources_are_saved_in_groups(world, monkeypatch):
    monkeypatch.setattr("monitor.pipeline.pools.SAVE_AT_ONCE", 2)
    world.sources = tuple(replace(worlds.SOURCE, id=f"s{n}") for n in range(5))
    pipeline.check_all(world.sources, world.service)
    world.clock.forward(hours=5)
    results = pipeline.check_all(world.sources, world.service)
    assert {result.outcome for result in results} == {Outcome.UNCHANGED}
    assert {state.last_success_at for state in world.store.checks.states().values()} == {world.clock.now}


def test_a_backfill_reads_older_listing_pages_until_there_are_none(world):
    paging = Paging(PagingKind.PATH, "index_{page0}.html")
    paged = replace(worlds.SOURCE, layout=replace(worlds.SOURCE.layout, paging=paging))
    older = world.site.publish(9, "旧通知", worlds.FILLER, day="20230105")
    world.site.pages["/zcfb/index_1.html"] = world.site.pages["/zcfb/"]
    kept = world.site.pages.pop(older)
    world.site.list_articles()
    world.site.pages[older] = kept
    result = pipeline.backfill(paged, world.service, 2)
    assert (result.outcome, result.new_articles, result.links) == (Outcome.OK, 2, 3)
    beyond = pipeline.backfill(paged, world.service, 3)
    assert [failure.url for failure in beyond.failures] == [f"{HOST}/zcfb/index_2.html"]


def test_a_backfill_of_a_listing_without_paging_reads_its_one_page(world):
    result = pipeline.backfill(worlds.SOURCE, world.service, 5)
    assert (result.outcome, result.new_articles) == (Outcome.OK, 1)


def test_a_backfill_stops_when_articles_fail_one_after_another(world):
    paths = [world.site.publish(number, f"通知{number}", worlds.FILLER) for number in range(2, 9)]
    world.site.failing |= dict.fromkeys(paths, 404)
    result = pipeline.backfill(worlds.SOURCE, world.service, 1)
    assert len(result.failures) == 3
    world.service.stop.set()
    assert pipeline.backfill(worlds.SOURCE, world.service, 2).new_articles == 0
