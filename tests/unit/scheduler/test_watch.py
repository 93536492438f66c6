"""One tick of the service."""

import logging
from dataclasses import replace
from datetime import time, timedelta

import pytest

import world as worlds
from databases import sqlite_database
from monitor.domain import Outcome
from monitor.notify import Route
from monitor.notify.routes import Cadence, Frequency
from monitor.pipeline import LEASE
from monitor.scheduler import LEASE_NAME, Watch
from recipients import FAILED, Recipient


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made


@pytest.fixture
def watch(world):
    return Watch(sources=world.sources, service=world.service, channels=(Recipient(),), on_round=lambda *_: None)


def test_a_tick_checks_what_is_due_sends_and_leaves_a_sign_of_life(world, watch):
    (result,) = watch.tick()
    assert result.outcome is Outcome.OK
    assert len(watch.channels[0].parts_seen) == 1
    assert world.store.checks.last_tick() == world.clock.now


def test_nothing_is_checked_before_it_is_due_again(world, watch):
    watch.tick()
    world.clock.forward(hours=3)
    assert watch.tick() == ()
    world.clock.forward(hours=2)
    assert len(watch.tick()) == 1


def test_a_tick_does_nothing_while_another_process_holds_the_lease(world, watch):
    world.store.checks.acquire_leases([LEASE_NAME], "other", world.clock.now, LEASE)
    assert watch.tick() == ()
    assert world.store.checks.last_tick() is None
    world.clock.forward(seconds=LEASE.total_seconds())
    assert len(watch.tick()) == 1


def test_a_refused_message_is_logged_and_kept(world, watch, caplog):
    watch.channels[0].answer = FAILED
    watch.tick()
    assert "message refused" in caplog.text
    assert world.store.outbox.channels_with_due(world.clock.now + timedelta(minutes=2)) == ("terminal",)


def test_a_failing_source_is_a_warning_once_then_debug_and_info_when_it_is_well_again(world, watch, caplog):
    caplog.set_level(logging.DEBUG, "monitor")
    watch.sources = (replace(worlds.SOURCE, every=timedelta(hours=24)),)
    world.site.failing["/zcfb/"] = 503
    for _ in range(3):
        watch.tick()
        world.clock.forward(hours=25)
    del world.site.failing["/zcfb/"]
    watch.tick()
    levels = [record.levelname for record in caplog.records if record.message == "source checked"]
    assert levels == ["WARNING", "DEBUG", "DEBUG", "INFO"]


def test_a_service_that_was_away_says_so_once(world, watch):
    watch.tick()
    world.clock.forward(hours=3)
    watch.tick()
    watch.tick()
    told = [part for part in watch.channels[0].parts_seen if "服务恢复 Service restarted" in part.body]
    assert len(told) == 1
    assert "服务中断 3.0 小时" in told[0].body
    world.clock.forward(minutes=10)
    watch.tick()
    assert len(watch.channels[0].parts_seen) == 2


def test_a_digest_is_made_and_sent_by_the_tick_after_it_is_due(world, watch):
    daily = Route(id="daily", channels=("terminal",), cadence=Cadence(Frequency.DAILY, time(13)))
    watch.service, watch.gap = replace(watch.service, routes=(daily,)), timedelta(days=1)
    watch.tick()
    assert watch.channels[0].parts_seen == []
    world.clock.forward(hours=1)
    watch.tick()
    (digest,) = watch.channels[0].parts_seen
    assert digest.title == "人工智能+ 日报 2025-04-02：1 首次读取"
