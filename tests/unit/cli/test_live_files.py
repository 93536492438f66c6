"""Files of settings that change while the service runs."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr

import world as worlds
from monitor.cli.live_files import LiveFiles
from monitor.scheduler import Watch
from monitor.settings import Settings
from recipients import Recipient

SOURCE = """
[[source]]
id = "{id}"
name = "示例部"
issuer = "示例部"
region = "全国"
level = "national"
kind = "policy"
family = "trs_static"
url = "http://{id}.example/zcfb/"
jitter = "0s"
"""
ALERTS = """
[[channel]]
id = "{id}"
url = "${{MONITOR_NOTIFY}}"

[[route]]
id = "now"
channels = ["{id}"]
"""


@pytest.fixture
def world(tmp_path):
    with worlds.world(f"sqlite:///{tmp_path}/monitor.db") as made:
        yield made


@pytest.fixture
def files(tmp_path):
    (tmp_path / "sources.toml").write_text(SOURCE.format(id="first"), encoding="utf-8")
    return LiveFiles(Settings(sources=tmp_path / "sources.toml", notify=SecretStr("json://127.0.0.1/")))


@pytest.fixture
def watch(world, files):
    return Watch(
        sources=(), service=world.service, channels=(Recipient(),), on_round=lambda *_: None, refresh=files.refresh
    )


def ids(watch):
    return [source.id for source in watch.sources]


def test_a_changed_file_counts_from_the_next_round(watch, files, tmp_path):
    changes = []
    files.on_change = changes.append
    watch.tick()
    assert ids(watch) == [], "nothing changed since the start"
    text = SOURCE.format(id="first") + SOURCE.format(id="second")
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    watch.tick()
    assert ids(watch) == ["first", "second"]
    assert [len(sources) for sources in changes] == [2]


def test_a_broken_file_changes_nothing_and_is_told_once_with_the_error(watch, tmp_path, caplog):
    (tmp_path / "sources.toml").write_text(SOURCE.format(id="first") + 'evry = "1h"', encoding="utf-8")
    before = watch.sources
    for _ in range(3):
        watch.tick()
    assert watch.sources is before
    (refused,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "source[first].evry" in refused.reason
    (told,) = watch.channels[0].parts_seen
    assert "source[first].evry" in told.body
    (tmp_path / "sources.toml").write_text(SOURCE.format(id="mended"), encoding="utf-8")
    watch.tick()
    assert ids(watch) == ["mended"]


def test_a_file_that_is_gone_changes_nothing(watch, tmp_path, caplog):
    (tmp_path / "sources.toml").unlink()
    watch.tick()
    watch.tick()
    assert ids(watch) == []
    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 1


def test_recipients_and_routes_are_taken_up_too(watch, tmp_path):
    (tmp_path / "alerts.toml").write_text(ALERTS.format(id="screen"), encoding="utf-8")
    watch.tick()
    assert [channel.id for channel in watch.channels] == ["screen"]
    assert [route.id for route in watch.service.routes] == ["now"]


def test_a_file_that_others_fell_back_from_is_still_the_old_one(watch, tmp_path):
    (tmp_path / "alerts.toml").write_text(ALERTS.format(id="screen"), encoding="utf-8")
    watch.tick()
    (tmp_path / "alerts.toml").unlink()
    watch.tick()
    assert [channel.id for channel in watch.channels] == ["screen"]


def test_a_year_whose_holidays_nobody_knows_is_told_once(world, watch, tmp_path):
    text = SOURCE.format(id="first") + "working_days = true\n"
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    world.clock.now = datetime(2103, 10, 1, tzinfo=UTC)
    watch.gap = timedelta(days=1)
    watch.tick()
    watch.tick()
    told = world.store.outbox.counts()
    assert sum(row.count for row in told if row.state == "queued") <= 1
