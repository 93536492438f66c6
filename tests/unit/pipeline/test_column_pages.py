"""Listings whose address stands in a page: asked for anew at each check, category by category."""

from dataclasses import replace

import pytest

import world as worlds
from databases import sqlite_database
from fakesite import HOST
from monitor import pipeline
from monitor.domain import FollowUp, Outcome, PageValue, Request

COLUMN = "/column/"
THEN = FollowUp("/zcfb/{name}", (PageValue("name", select=("b",), every=True),))


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        made.sources = (replace(worlds.SOURCE, listings=(Request(f"{HOST}{COLUMN}", then=THEN),)),)
        made.site.pages[COLUMN] = "<b>?a=1</b>"
        yield made


def test_a_listing_is_read_where_its_page_says_that_it_is(world):
    result = world.check()
    assert (result.outcome, result.links, result.new_articles, result.baseline_ends) == (Outcome.OK, 1, 1, True)


def test_an_unchanged_listing_is_known_by_its_validators_and_its_page_is_asked_for(world):
    world.first_reading()
    world.site.asked.clear()
    assert world.check().outcome is Outcome.UNCHANGED
    assert dict(world.site.asked) == {COLUMN: 1, "/zcfb/": 1}
    assert world.site.statuses[304] == 1


def test_a_page_that_leads_elsewhere_later_is_followed_and_nothing_is_told_twice(world):
    world.first_reading()
    world.site.pages[COLUMN] = "<b>?a=2</b>"
    world.site.publish(2, "示例市行动方案", worlds.TARGET)
    assert world.check().new_articles == 1
    assert [str(alert.kind) for alert in world.store.alerts.waiting("terminal")] == ["baseline", "new_target"]


def test_a_page_that_says_nothing_fails_the_check_and_the_first_reading_goes_on_later(world):
    world.site.pages[COLUMN] = "<p>改版</p>"
    result = world.check()
    assert (result.outcome, result.baseline_ends) == (Outcome.FAILED, False)
    assert "does not say 'name'" in result.failures[0].message
    world.site.pages[COLUMN] = "<b>?a=1</b>"
    assert world.check().baseline_ends


def test_an_empty_category_is_no_failure_beside_others_and_one_if_all_are_empty(world):
    world.site.pages["/zcfb/empty"] = "<p>暂无数据</p>"
    world.site.pages[COLUMN] = "<b>?a=1</b><b>empty</b>"
    assert world.check().outcome is Outcome.OK
    world.site.pages["/zcfb/empty2"] = "<p>暂无数据</p>"
    world.site.pages[COLUMN] = "<b>empty</b><b>empty2</b>"
    assert world.check().outcome is Outcome.FAILED


def test_a_category_that_cannot_be_had_is_a_failure_and_the_others_are_read(world):
    world.site.failing["/zcfb/gone"] = 404
    world.site.pages["/zcfb/empty"] = "<p>暂无数据</p>"
    world.site.pages[COLUMN] = "<b>gone</b><b>empty</b><b>?a=1</b>"
    result = world.check()
    assert (result.outcome, result.new_articles, len(result.failures)) == (Outcome.FAILED, 1, 1)
    assert not result.baseline_ends


def test_a_backfill_reads_the_categories_too(world):
    world.site.pages["/zcfb/empty"] = "<p>暂无数据</p>"
    world.site.failing["/zcfb/gone"] = 404
    world.site.pages[COLUMN] = "<b>gone</b><b>empty</b><b>?a=1</b>"
    result = pipeline.backfill(world.sources[0], world.service, 2)
    assert (result.new_articles, [failure.url for failure in result.failures]) == (1, [f"{HOST}/zcfb/gone"])
    world.site.pages[COLUMN] = "<b>empty</b>"
    assert pipeline.backfill(world.sources[0], world.service, 1).outcome is Outcome.FAILED


def test_a_backfill_tells_that_the_page_of_a_column_could_not_be_had(world):
    world.site.failing[COLUMN] = 404
    result = pipeline.backfill(world.sources[0], world.service, 1)
    assert (result.new_articles, len(result.failures)) == (0, 1)
