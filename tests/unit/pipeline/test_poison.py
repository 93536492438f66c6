"""A page that cannot be recorded fails its own article; a database that cannot be used fails no source."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import psycopg
import pytest

import world as worlds
from databases import sqlite_database
from fakesite import HOST
from monitor import pipeline
from monitor.domain import Format, Health, Outcome
from monitor.errors import StoppedError, StoreUnusableError
from monitor.reader import PageReader
from monitor.scheduler import Watch, guarded
from monitor.store import Backlog, Store
from places import ENVIRONMENT
from recipients import Recipient

#: The database refuses articles of this title: it stands for whatever we did not foresee.
POISON = "毒"


@pytest.fixture
def world(address):
    with worlds.world(address) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made


def refuse_poison(url: str) -> None:
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        connection.execute(
            f"CREATE TRIGGER refuse BEFORE INSERT ON article WHEN NEW.title = '{POISON}' "
            "BEGIN SELECT RAISE(ABORT, 'poison'); END"
        )
    else:
        connection = psycopg.connect(url)
        connection.execute(f"ALTER TABLE article ADD CONSTRAINT refuse CHECK (title <> '{POISON}')")
        connection.commit()
    connection.close()


@contextmanager
def locked(file: str) -> Iterator[None]:
    """Hold an SQLite database for writing, as another program could."""
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


# One page


def test_an_article_that_cannot_be_recorded_fails_alone_and_is_logged_whole(world, address, caplog):
    world.first_reading()
    refuse_poison(address)
    world.site.publish(2, POISON, worlds.TARGET)
    world.site.publish(3, "示例市行动方案", worlds.TARGET)
    result = world.check()
    assert (result.outcome, result.new_articles, result.new_targets) == (Outcome.PARTIAL, 1, 1)
    (failure,) = result.failures
    assert "t20250401_2.html" in failure.url
    assert failure.message.startswith("internal error: StoreError: ")
    assert "article failed unexpectedly" in caplog.text
    assert world.store.checks.states()["ministry"].health is not Health.BROKEN


def test_an_article_that_is_a_bomb_fails_alone_and_its_failure_names_the_limit(world):
    world.first_reading()
    path = world.site.publish(2, "示例市的一页", worlds.TARGET)
    world.site.publish(3, "示例市行动方案", worlds.TARGET)
    world.site.pages[path] += "<br>" * 100_001
    result = world.check()
    assert (result.outcome, result.new_articles, result.new_targets) == (Outcome.PARTIAL, 1, 1)
    (failure,) = result.failures
    assert path in failure.url
    assert "tags; at most 100,000 are read" in failure.message


def test_a_broken_feed_is_told_as_broken_and_its_readable_entries_are_news(world):
    layout = replace(worlds.SOURCE.layout, format=Format.FEED)
    world.sources = (replace(worlds.SOURCE, layout=layout),)
    pages = [world.site.publish(number, f"示例市行动方案{number}", worlds.TARGET) for number in (1, 2, 3)]
    items = [f"<item><title>方案</title><link>{HOST}{path}</link></item>" for path in pages]
    rss, broken = '<rss version="2.0"><channel>', "<item><textInput><link></item>"
    world.site.pages["/zcfb/"] = f"{rss}{items[0]}</channel></rss>"
    world.first_reading()
    world.site.pages["/zcfb/"] = f"{rss}{items[1]}{broken}{items[2]}</channel></rss>"
    result = world.check()
    assert (result.outcome, result.new_articles, result.links) == (Outcome.FAILED, 2, 2)
    assert result.failures[0].message.startswith("the feed is broken: ")
    world.clock.forward(hours=5)
    assert world.check().outcome is Outcome.FAILED, "the same feed is as broken as before"


def test_a_poison_page_is_tried_again_later_and_given_up_in_the_end(world, address):
    world.first_reading()
    refuse_poison(address)
    path = world.site.publish(2, POISON, worlds.TARGET)
    for _ in range(8):
        world.check()
        world.clock.forward(days=1)
    assert world.site.asked[path] == 8
    (lost,) = world.store.links.given_up()
    assert lost.title == POISON
    world.site.publish(3, "示例市行动方案", worlds.TARGET)
    assert world.check().new_articles == 1


#: A service that says when it begins to read an article, and reads an article for half a minute.
ENDLESS = """
import sys
import world as worlds
from monitor.reader import PageReader

class Loud(PageReader):
    def article(self, *args):
        print("reading", flush=True)
        return super().article(*args)

worlds.READER = Loud(processes=1)
with worlds.world(sys.argv[1]) as world:
    world.clock.forward(hours=float(sys.argv[2]))
    path = world.site.publish(1, "示例市行动方案", worlds.TARGET)
    world.site.pages[path] = world.site.pages[path].replace(worlds.TARGET, worlds.TARGET + f"<p>{worlds.TARGET}</p>" * 20_000)
    world.check()
"""


def kill_while_reading(url, hours):
    """Let a service read the article, so many hours later, and kill it then; its claim on the host lasts 40 s more."""
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS, url, str(hours)], stdout=subprocess.PIPE, env=ENVIRONMENT
    ) as service:
        assert service.stdout.readline() == b"reading\n"
        service.kill()


def test_a_page_that_ends_the_whole_service_is_given_up_in_the_end(world, address, caplog):
    path = world.site.publish(1, "示例市行动方案", worlds.TARGET)
    kill_while_reading(address, 0)
    assert world.store.links.backlog(world.clock()) == {"ministry": Backlog(1, 1)}, "the first may be chance"
    kill_while_reading(address, 0.1)
    assert world.store.links.backlog(world.clock()) == {"ministry": Backlog(1, 0)}
    kill_while_reading(address, 1.2)
    for _ in range(5):
        assert world.store.links.begin("ministry", HOST + path, world.clock())
    world.clock.forward(days=2)
    result = world.check()
    (failure,) = result.failures
    assert (result.outcome, failure.message) == (Outcome.PARTIAL, "the service ended each time it read this article")
    assert "article given up after many tries" in caplog.text
    assert world.site.asked[path] == 0
    assert len(world.store.links.given_up()) == 1


class StoppedReader(PageReader):
    """Is told to stop when it comes to an article."""

    def article(self, *_):
        raise StoppedError("the service is told to stop")


def test_an_article_whose_reading_is_stopped_is_due_again_and_keeps_its_tries(world):
    world.site.publish(1, "示例市行动方案", worlds.TARGET)
    with StoppedReader(processes=1) as reader:
        world.service = replace(world.service, reader=reader)
        assert world.check().failures == ()
    assert world.store.links.backlog(world.clock()) == {"ministry": Backlog(1, 1)}
    world.service = replace(world.service, reader=worlds.READER)
    assert world.check().new_targets == 1


def test_an_edited_page_that_ends_the_whole_service_is_read_again_in_a_day(world, address):
    path = world.site.publish(1, "示例市行动方案", worlds.TARGET)
    world.first_reading()
    world.clock.forward(hours=25)
    kill_while_reading(address, 30)
    world.clock.forward(hours=6)
    assert world.check().failures == ()
    assert world.site.asked[path] == 1, "not again before a day has passed"


def test_poison_pages_of_one_source_leave_another_alone(world, address):
    other = replace(worlds.SOURCE, id="other")
    world.first_reading()
    refuse_poison(address)
    for number in range(2, 6):
        world.site.publish(number, POISON, worlds.TARGET)
    world.site.publish(9, "示例市行动方案", worlds.TARGET)
    world.sources = (worlds.SOURCE, other)
    results = {result.source_id: result for result in pipeline.check_all(world.sources, world.service)}
    assert {result.outcome for result in results.values()} <= {Outcome.PARTIAL, Outcome.FAILED}
    world.clock.forward(hours=2)
    pipeline.check_all(world.sources, world.service)
    assert world.store.articles.totals().articles == 2


# One address


def test_a_link_beyond_any_index_leads_nowhere_and_hides_no_other(world):
    world.first_reading()
    world.site.publish(int("7" * 4000), "地址过长", worlds.TARGET)
    world.site.publish(3, "示例市行动方案", worlds.TARGET)
    assert world.check().new_articles == 1
    assert world.store.links.count_pending("ministry") == 0


def test_a_page_that_moves_to_an_address_beyond_any_index_stays_at_the_listed_one(world):
    world.first_reading()
    path = world.site.publish(2, "示例市行动方案", worlds.TARGET)
    far = path.replace("t2025", f"{'7' * 4000}/t2025")
    world.site.pages[far] = world.site.pages[path]
    world.site.moved[path] = far
    assert world.check().new_articles == 1
    assert path in {article.url.removeprefix(HOST) for article in world.store.articles.newest()}


# The database


@pytest.fixture
def impatient(tmp_path):
    """Return a world on SQLite that does not wait long for a lock."""
    url = sqlite_database(tmp_path)
    with worlds.world(url) as made, Store.open(url, timeout_s=0.05) as store:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        made.service = replace(made.service, store=store)
        made.file = f"{tmp_path}/monitor.db"
        yield made


def test_a_locked_database_is_no_failure_of_a_source(impatient):
    with locked(impatient.file), pytest.raises(StoreUnusableError, match="another program holds it"):
        impatient.check()
    assert impatient.store.checks.states() == {}
    assert impatient.store.alerts.waiting("terminal") == ()
    assert impatient.check().outcome is Outcome.OK


def test_a_lock_that_falls_while_an_article_is_asked_for_fails_no_article(impatient):
    impatient.first_reading()
    path = impatient.site.publish(2, "示例市行动方案", worlds.TARGET)
    lock, answer = ExitStack(), impatient.site.response

    def answer_locked(asked, seen):
        if asked == path:
            lock.enter_context(locked(impatient.file))
        return answer(asked, seen)

    impatient.site.response = answer_locked
    with lock, pytest.raises(StoreUnusableError, match="another program holds it"):
        impatient.check()
    impatient.site.response = answer
    impatient.clock.forward(hours=5)
    impatient.service.stop.clear()
    assert impatient.check().new_targets == 1


def test_a_database_locked_for_days_makes_no_alert_about_a_source(impatient, caplog):
    impatient.first_reading()
    watch = Watch(
        sources=impatient.sources, service=impatient.service, channels=(Recipient(),), on_round=lambda *_: None
    )
    with locked(impatient.file), caplog.at_level(logging.ERROR):
        for _ in range(5):
            guarded(watch.tick)()
            impatient.clock.forward(days=1)
    assert "the database cannot be used" in caplog.text
    assert "source_broken" not in {alert.kind for alert in impatient.store.alerts.waiting("terminal")}
    assert impatient.store.checks.states()["ministry"].health is Health.OK
    watch.tick()
    assert impatient.store.checks.last_tick() == impatient.clock.now
