"""A replay's account, and what an article that holds a whole tracked thing tells."""

from datetime import date

import pytest

import following
from databases import sqlite_database
from following import MINISTRY, Desk, article
from monitor.domain import AlertKind, MilestonePlan
from monitor.pipeline import Recorder, Rules, replay
from monitor.store import Store
from world import TARGET, TOPIC


@pytest.fixture
def store(tmp_path):
    with Store.open(sqlite_database(tmp_path)) as opened:
        yield opened


def test_a_replay_goes_on_sending_reminders_until_its_last_day(store):
    recorder = Recorder(store=store, topics=(TOPIC,), routes=(), rules=Rules())
    came = [(MINISTRY, article(1, date(2026, 11, 25), TARGET))]
    account = replay(recorder, came, MilestonePlan(), until=date(2026, 12, 5))
    assert account.counts["2026-11", "targets"] == 1
    assert account.counts["2026-12", AlertKind.MILESTONE] == 1
    assert account.months == ["2026-11", "2026-12"]


def test_a_replay_ends_with_its_last_article_when_no_day_is_named(store):
    recorder = Recorder(store=store, topics=(TOPIC,), routes=(), rules=Rules())
    account = replay(recorder, [(MINISTRY, article(1, date(2026, 11, 25), TARGET))], MilestonePlan())
    assert account.months == ["2026-11"]


def test_reminders_between_two_articles_are_counted_in_their_month(store):
    recorder = Recorder(store=store, topics=(TOPIC,), routes=(), rules=Rules())
    came = [
        (MINISTRY, article(1, date(2026, 11, 25), TARGET)),
        (MINISTRY, article(2, date(2026, 12, 28), "人工智能产业运行平稳。")),
    ]
    account = replay(recorder, came, MilestonePlan())
    assert account.counts["2026-12", AlertKind.MILESTONE] == 2


def test_two_stages_of_a_measure_in_one_article_are_one_new_measure_and_no_advance(store):
    came = article(
        1,
        date(2026, 11, 25),
        "上海市人民政府此前就《上海市人工智能产业发展若干措施（征求意见稿）》公开征求意见。",
        "近日，上海市人民政府印发《上海市人工智能产业发展若干措施》。",
    )
    told = Desk(store).read(came)
    assert following.kinds(told) == ["new_measure"]
