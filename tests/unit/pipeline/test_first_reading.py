"""The first reading of a source: what stood on the site is recorded silently, what comes later is told."""

from dataclasses import replace

import pytest

import world as worlds
from fakesite import HOST
from monitor import pipeline
from monitor.domain import Health, Outcome, Request
from monitor.store import RecordFilter


@pytest.fixture
def world(address):
    with worlds.world(address) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made


def kinds(world):
    """Return the kinds of the alerts that wait for the terminal."""
    return [str(alert.kind) for alert in world.store.alerts.waiting("terminal")]


def later(world):
    """Check again when every failed article may be tried again."""
    world.clock.forward(hours=25)
    return world.check()


def test_one_dead_link_on_the_first_listing_hides_no_later_article(world):
    dead = world.site.publish(2, "示例市算力行动方案", worlds.FILLER)
    world.site.failing[dead] = 500
    assert world.check().outcome is Outcome.PARTIAL
    world.clock.forward(hours=5)
    world.site.publish(3, "示例市人工智能有了新目标", worlds.TARGET)
    assert world.check().new_targets == 1
    assert kinds(world) == ["baseline", "new_target"]


def test_an_article_of_the_first_listing_that_answers_late_is_recorded_silently(world):
    dead = world.site.publish(2, "示例市算力行动方案", worlds.TARGET)
    world.site.failing[dead] = 500
    world.check()
    del world.site.failing[dead]
    assert later(world).new_targets == 1
    assert kinds(world) == ["baseline"]


def test_the_first_reading_goes_on_until_each_of_its_links_was_tried(world):
    world.sources = (replace(worlds.SOURCE, max_articles=2),)
    for number in range(2, 6):
        world.site.publish(number, f"示例市人工智能通知{number}", worlds.FILLER)
    world.check()
    assert kinds(world) == []
    later(world)
    assert not world.store.checks.states()["ministry"].baseline_done
    later(world)
    assert kinds(world) == ["baseline"]


def test_an_article_published_during_a_long_first_reading_is_told(world):
    world.sources = (replace(worlds.SOURCE, max_articles=1),)
    world.site.publish(2, "示例市人工智能通知", worlds.FILLER)
    world.check()
    world.site.publish(3, "示例市人工智能产业有了目标", worlds.TARGET, day="20250331")
    assert later(world).new_targets == 1
    assert kinds(world) == ["new_target"]


def test_articles_that_all_fail_end_the_first_reading_too(world):
    paths = [world.site.publish(number, f"通知{number}", worlds.FILLER) for number in (2, 3)]
    world.site.failing |= dict.fromkeys([*paths, "/zcfb/202504/t20250401_1.html"], 404)
    assert world.check().outcome is Outcome.FAILED
    world.clock.forward(minutes=30)
    world.site.publish(4, "示例市人工智能有了新目标", worlds.TARGET)
    assert world.check().new_targets == 1
    assert kinds(world) == ["baseline", "new_target"]


def test_a_listing_that_cannot_be_read_hides_no_article_of_the_other(world):
    world.sources = (replace(worlds.SOURCE, listings=(*worlds.SOURCE.listings, Request(f"{HOST}/other/"))),)
    world.check()
    world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    assert later(world).new_targets == 1
    assert kinds(world) == ["new_target"]
    assert world.store.checks.states()["ministry"].health is Health.DEGRADED


def test_a_listing_that_is_first_read_late_is_recorded_silently(world):
    world.sources = (replace(worlds.SOURCE, listings=(*worlds.SOURCE.listings, Request(f"{HOST}/other/"))),)
    world.check()
    path = world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    world.site.pages["/other/"] = world.site.pages["/zcfb/"].replace('href=".', 'href="../zcfb')
    kept = world.site.pages.pop(path)
    world.site.list_articles()
    world.site.pages[path] = kept
    assert later(world).new_targets == 1
    assert kinds(world) == ["baseline"]


def test_an_interrupted_first_reading_goes_on_silently(world):
    world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    world.service.stop.set()
    world.check()
    assert not world.store.checks.states()["ministry"].baseline_done
    world.service.stop.clear()
    assert later(world).new_targets == 1
    assert kinds(world) == ["baseline"]


def test_a_listing_added_to_a_source_that_was_read_is_told(world):
    world.first_reading()
    path = world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    world.site.pages["/other/"] = world.site.pages["/zcfb/"].replace('href=".', 'href="../zcfb')
    kept = world.site.pages.pop(path)
    world.site.list_articles()
    world.site.pages[path] = kept
    world.sources = (replace(worlds.SOURCE, listings=(*worlds.SOURCE.listings, Request(f"{HOST}/other/"))),)
    world.check()
    assert kinds(world) == ["baseline", "new_target"]


def test_what_an_interrupted_backfill_left_is_read_silently_by_the_next_check(world):
    world.site.publish(2, "去年的人工智能行动方案", worlds.TARGET, day="20240105")
    world.first_reading()
    world.service.stop.set()
    # The listing is read before the signal comes, the articles are not.
    world.store.links.reopen("ministry", [f"{HOST}/zcfb/202504/t20240105_2.html"])
    assert pipeline.backfill(worlds.SOURCE, world.service, 1).new_articles == 0
    world.service.stop.clear()
    assert later(world).new_articles == 1
    assert world.store.findings.targets(RecordFilter(in_scope=True))
    assert kinds(world) == ["baseline"]
