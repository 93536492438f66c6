"""Articles of several pages, read whole; articles that a listing shows anew, read again."""

import pytest

import world as worlds
from databases import sqlite_database
from fakesite import HOST
from monitor.domain import Outcome

SECOND = "到2029年，人工智能核心产业规模达到2000亿元。"


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        made.check()
        made.clock.forward(hours=5)
        yield made


def publish(world, *, second):
    """Publish an article of two pages; the second is there or not."""
    path = world.site.publish(2, "示例市人工智能行动计划", worlds.TARGET)
    name = path.rpartition("/")[2].removesuffix(".html")
    under = f"<a href='{name}_1.html'>下一页</a></body>"
    world.site.pages[path] = world.site.pages[path].replace("</body>", under)
    further = path.replace(".html", "_1.html")
    if second:
        add(world, path, further)
    return path, further


def add(world, path, further):
    world.site.pages[further] = world.site.pages[path].replace(worlds.TARGET, SECOND)


def waiting(world):
    return [alert for alert in world.store.alerts.waiting("terminal") if str(alert.kind) == "new_target"]


def test_both_pages_of_an_article_are_read(world):
    publish(world, second=True)
    assert world.check().new_targets == 2
    assert all(alert.unread == () for alert in waiting(world))


def test_a_page_that_cannot_be_had_is_told_and_read_the_next_day(world):
    path, further = publish(world, second=False)
    result = world.check()
    assert (result.outcome, result.new_targets) == (Outcome.OK, 1)
    (alert,) = waiting(world)
    assert [file.url for file in alert.unread] == [f"{HOST}{further}"]
    add(world, path, further)
    world.clock.forward(hours=25)
    assert world.check().new_targets == 1
    assert waiting(world)[-1].unread == ()


def test_a_page_that_cannot_be_read_is_told_too(world):
    _path, further = publish(world, second=True)
    world.site.pages[further] = "<p></p>"
    assert world.check().new_targets == 1
    (alert,) = waiting(world)
    assert [file.url for file in alert.unread] == [f"{HOST}{further}"]


def test_a_change_of_the_second_page_alone_is_seen(world):
    _path, further = publish(world, second=True)
    world.check()
    world.site.pages[further] = world.site.pages[further].replace("2000亿元", "3000亿元")
    world.clock.forward(hours=25)
    assert world.check().new_versions == 1


def listed(world, path, *, title, day):
    """Show a known article on the listing with a title and a day."""
    row = f"<li><a href='{path}' title='{title}'>…</a><span>{day}</span></li>"
    world.site.pages["/zcfb/"] = f"<ul class='u-list'>{row}</ul>"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("示例市应用场景清单", "2025-07-30"),
        ("示例市应用场景清单", "2025-03-30"),
        ("示例市应用场景清单（7月30日更新）", "2025-04-01"),
    ],
    ids=["a later day", "an earlier day", "another title"],
)
def test_an_old_article_that_comes_back_in_a_listing_is_read_again(world, title, day):
    path = world.site.publish(2, "示例市应用场景清单", worlds.FILLER)
    world.check()
    world.clock.forward(days=120)
    world.site.pages[path] = world.site.pages[path].replace(worlds.FILLER, worlds.TARGET)
    listed(world, path, title=title, day=day)
    assert world.check().new_targets == 1
    assert len(waiting(world)) == 1


def test_an_article_that_a_second_listing_shows_with_its_own_day_is_not_read_again(world):
    path = world.site.publish(2, "示例市应用场景清单", worlds.FILLER)
    world.check()
    world.clock.forward(days=120)
    listed(world, path, title="示例市应用场景清单", day="2025-04-03")
    world.check()
    asked = world.site.asked[path]
    listed(world, path, title="示例市应用场景清单", day="2025-04-01")
    world.clock.forward(hours=5)
    world.check()
    assert world.site.asked[path] == asked


def test_an_article_whose_title_is_only_shortened_is_not_read_again(world):
    path = world.site.publish(2, "示例市应用场景清单", worlds.FILLER)
    world.check()
    world.clock.forward(days=120)
    asked = world.site.asked[path]
    listed(world, path, title="示例市应用场…", day="2025-04-01")
    world.check()
    assert world.site.asked[path] == asked


def test_an_article_that_comes_back_unchanged_makes_no_version(world):
    path = world.site.publish(2, "示例市应用场景清单", worlds.TARGET)
    world.check()
    world.clock.forward(days=120)
    listed(world, path, title="示例市应用场景清单", day="2025-07-30")
    result = world.check()
    assert (result.new_versions, result.new_targets, result.pending) == (0, 0, 0)
