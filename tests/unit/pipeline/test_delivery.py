"""Sending what is queued, to someone who answers as services do."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from threading import Event

import pytest

import make
import world as worlds
from databases import sqlite_database
from fakesite import A_WHILE, until
from monitor.domain import Coverage
from monitor.notify import Language, Route
from monitor.notify.routes import QuietHours
from monitor.pipeline import RecipientPool, deliver
from monitor.pipeline.delivery import LEASE
from monitor.store import MessageState
from recipients import FAILED, REFUSED, SENT, UNKNOWN, Recipient, after

COVERAGE = Coverage(1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        yield made


def post(world, *keys, channels=("terminal",), route="default"):
    alerts = [make.alert(key, article_title=key, created_at=world.clock.now) for key in keys]
    world.store.alerts.post(
        make.postings(*alerts, channels=channels, due=world.clock.now, route=route), world.clock.now
    )


def send(world, *channels, **changes):
    return deliver(replace(world.service, **changes), channels, COVERAGE)


def states(world):
    return [row.state for row in world.store.outbox.log()]


def test_what_waits_goes_out_once_with_the_coverage_line(world):
    channel = Recipient()
    post(world, "a", "b")
    assert send(world, channel).messages == 1
    assert send(world, channel).messages == 0
    (part,) = channel.parts_seen
    assert part.body.splitlines()[-1].startswith("覆盖 Coverage: 1/1")
    assert channel.repeats == [False]
    assert states(world) == [MessageState.SENT]


def test_readers_get_their_routes_language_and_both_when_the_route_is_gone(world):
    english = Route(id="english", channels=("terminal",), language=Language.EN)
    channel = Recipient()
    post(world, "a", route="english")
    send(world, channel, routes=(english,))
    post(world, "b", route="gone")
    send(world, channel, routes=(english,))
    assert [part.title for part in channel.parts_seen] == ["AI+: 1 new target", "人工智能+：1 新目标"]


@pytest.mark.parametrize("answer", [FAILED, UNKNOWN])
def test_a_channel_that_is_down_is_left_alone_until_its_next_try_and_others_are_not(world, answer):
    down, well = Recipient("mail"), Recipient("chat")
    down.answer = answer
    post(world, "a", channels=("mail", "chat"))
    assert send(world, down, well).refusals == (answer.reason,)
    assert len(well.parts_seen) == 1
    post(world, "b", channels=("mail",))
    down.answer = SENT
    assert send(world, down).messages == 0
    world.clock.forward(minutes=1)
    assert send(world, down).messages == 2
    assert [content.sections[0].items[0].title for content in down.contents[-2:]] == ["a", "b"]
    assert down.repeats == [answer is UNKNOWN, False]


def test_a_message_that_is_refused_does_not_hold_up_the_next(world):
    channel = Recipient()
    channel.answer = REFUSED
    post(world, "a")
    send(world, channel)
    channel.answer = SENT
    post(world, "b")
    assert send(world, channel).messages == 1
    world.clock.forward(minutes=1)
    assert send(world, channel).messages == 1
    assert [content.sections[0].items[0].title for content in channel.contents] == ["a", "b", "a"]
    assert channel.repeats == [False, False]


@pytest.mark.parametrize(
    ("attempts", "answer", "minutes"),
    [
        *((1, FAILED, 1), (2, FAILED, 5), (3, FAILED, 30), (4, FAILED, 120), (5, FAILED, 360), (6, FAILED, 360)),
        *((1, after(600), 10), (1, after(1), 1), (1, after(10_000_000), 24 * 60)),
    ],
)
def test_tries_come_ever_later_and_as_late_as_the_service_asks(world, attempts, answer, minutes):
    channel = Recipient()
    post(world, "a")
    for _ in range(attempts - 1):
        channel.answer = FAILED
        send(world, channel)
        world.clock.forward(hours=6)
    channel.answer = answer
    send(world, channel)
    (row,) = world.store.outbox.log()
    assert (row.attempts, row.next_try_at) == (attempts, world.clock.now + timedelta(minutes=minutes))


def test_what_nobody_accepts_for_too_long_is_given_up(world, caplog):
    channel = Recipient()
    channel.answer = FAILED
    post(world, "a")
    send(world, channel, dead_after=DAY)
    world.clock.forward(hours=23)
    send(world, channel, dead_after=DAY)
    assert states(world) == [MessageState.FAILED]
    world.clock.forward(hours=6)
    send(world, channel, dead_after=DAY)
    assert states(world) == [MessageState.DEAD]
    assert "message given up" in caplog.text


def test_parts_that_arrived_are_not_sent_again(world):
    channel = Recipient(cut=2)
    post(world, "a", "b")

    def fail_at_third(_part):
        channel.answer = UNKNOWN if len(channel.parts_seen) == 2 else SENT

    channel.before_answer = fail_at_third
    send(world, channel)
    assert len(channel.parts_seen) == 2
    channel.before_answer = lambda _part: None
    channel.answer = SENT
    world.clock.forward(minutes=1)
    send(world, channel)
    assert channel.repeats == [False, False, True] + [False] * (len(channel.repeats) - 3)
    whole = channel.parts(channel.contents[0], Language.BOTH, "")
    assert channel.parts_seen == list(whole)


def test_a_message_that_is_cut_otherwise_meanwhile_goes_out_whole_and_says_that_it_may_repeat(world):
    channel = Recipient(cut=2)
    post(world, "a")
    channel.before_answer = lambda _part: setattr(channel, "answer", FAILED if channel.parts_seen else SENT)
    send(world, channel)
    assert len(channel.parts_seen) == 1
    channel.before_answer, channel.answer, channel.cut = (lambda _part: None), SENT, 3
    world.clock.forward(minutes=1)
    send(world, channel)
    total = len(channel.parts(channel.contents[0], Language.BOTH, ""))
    assert len(channel.parts_seen) == 1 + total
    assert channel.repeats[1:] == [True] + [False] * (total - 1)


def test_as_many_parts_that_say_it_otherwise_are_not_taken_for_the_same(world):
    channel = Recipient(cut=2)
    post(world, "a")
    channel.before_answer = lambda _part: setattr(channel, "answer", FAILED if channel.parts_seen else SENT)
    send(world, channel)
    first = list(channel.parts_seen)
    channel.before_answer, channel.answer = (lambda _part: None), SENT
    world.clock.forward(minutes=1)
    english = Route(id="default", channels=("terminal",), language=Language.EN)
    send(world, channel, routes=(english,))
    whole = list(channel.parts(channel.contents[0], Language.EN, ""))
    assert len(whole) == len(channel.parts(channel.contents[0], Language.BOTH, ""))
    assert channel.parts_seen == [*first, *whole]
    assert channel.repeats[1:] == [True] + [False] * (len(whole) - 1)


def test_what_goes_out_long_after_its_time_is_marked_late_in_all_its_parts(world):
    channel = Recipient(cut=2)
    channel.answer = FAILED
    post(world, "a")
    send(world, channel)
    world.clock.forward(hours=7)
    channel.answer = SENT
    channel.before_answer = lambda _part: setattr(channel, "answer", FAILED if len(channel.parts_seen) == 1 else SENT)
    send(world, channel)
    channel.before_answer, channel.answer = (lambda _part: None), SENT
    world.clock.forward(hours=1)
    send(world, channel)
    assert channel.parts_seen
    assert all("（补发）" in part.title for part in channel.parts_seen)


def test_news_that_waited_long_is_marked_late_but_not_what_quiet_hours_held_back(world):
    silent = Route(id="silent", channels=("terminal",), quiet=QuietHours(time(12), time(21)))
    channel = Recipient()
    post(world, "a", route="default")
    post(world, "b", route="silent")
    post(world, "c", route="gone")
    world.clock.forward(hours=9)  # 21:00
    assert send(world, channel, routes=(*world.service.routes, silent)).messages == 3
    assert [
        ("补发" in part.title, content.series)
        for part, content in zip(channel.parts_seen, channel.contents, strict=True)
    ] == [(True, "default"), (False, "silent"), (True, "gone")]


def test_a_sender_whose_claim_another_took_over_stops(world):
    slow, quick = Recipient(cut=2), Recipient(cut=2)
    post(world, "a")

    def lapse(_part):
        slow.before_answer = lambda _part: None
        world.clock.forward(seconds=LEASE.total_seconds() + 1)
        assert send(world, quick).messages == 1

    slow.before_answer = lapse
    (refusal,) = send(world, slow).refusals
    assert "another process went on" in refusal
    assert len(slow.parts_seen) == 1
    assert quick.repeats[0]
    assert states(world) == [MessageState.SENT]


def test_no_further_message_is_begun_when_the_service_is_told_to_stop(world):
    channel = Recipient()
    post(world, "a")
    world.service.stop.set()
    assert send(world, channel).messages == 0


def test_a_channel_that_was_down_for_three_days_gets_everything_once_and_in_order(world):
    channel = Recipient()
    channel.answer = FAILED
    for number in range(72):
        post(world, f"{number:02}")
        send(world, channel)
        world.clock.forward(hours=1)
    assert channel.parts_seen == []
    channel.answer = SENT
    while world.store.outbox.channels_with_due(world.clock.now + DAY):
        send(world, channel)
        world.clock.forward(hours=1)
    arrived = dict(zip(channel.keys, channel.contents, strict=True))
    told = [item.title for content in arrived.values() for item in content.sections[0].items]
    assert told == [f"{number:02}" for number in range(72)]
    assert len(channel.parts_seen) == len(arrived)


def test_one_recipient_has_one_sender_at_a_time(world):
    slow, quick = Recipient("slow"), Recipient("quick")
    let_go, arrived = Event(), Event()
    slow.before_answer = lambda _part: let_go.wait(A_WHILE)
    with RecipientPool(world.service, [slow, quick]) as pool:
        post(world, "a", channels=("slow", "quick"))
        quick.before_answer = lambda _part: arrived.set()
        pool.begin(lambda: COVERAGE)
        assert arrived.wait(A_WHILE), "nobody waits for the slow one"
        arrived.clear()
        post(world, "b", channels=("slow", "quick"))
        until(lambda: (pool.begin(lambda: COVERAGE), arrived.is_set())[1])
        assert slow.parts_seen == []
        let_go.set()
    assert len(slow.parts_seen) == 2, "its one thread went on with what came meanwhile"


def test_a_channel_that_breaks_ends_no_thread_and_its_message_is_tried_again(world, caplog):
    def fail(_part):
        raise RuntimeError("a defect")

    broken = Recipient()
    broken.before_answer = fail
    post(world, "a")
    with RecipientPool(world.service, [broken]) as pool:
        pool.begin(lambda: COVERAGE)
    assert "sending failed unexpectedly" in caplog.text
    assert "RuntimeError: a defect" in caplog.text
    world.clock.forward(seconds=LEASE.total_seconds())
    broken.before_answer = lambda _part: None
    with RecipientPool(world.service, [broken]) as pool:
        pool.begin(lambda: COVERAGE)
    assert broken.repeats == [True]


def test_no_further_part_is_sent_once_the_service_is_told_to_stop_and_the_rest_is_sent_later(world):
    channel = Recipient(cut=1)
    post(world, "a")
    channel.before_answer = lambda _part: world.service.stop.set()
    report = send(world, channel)
    assert report.refusals == ("the service was told to stop before it was sent",)
    assert len(channel.parts_seen) == 1
    world.service.stop.clear()
    world.clock.forward(minutes=1)
    channel.before_answer = lambda _part: None
    assert send(world, channel).messages == 1
    assert len(channel.parts_seen) > 1
    assert not any(channel.repeats), "nothing is in doubt"
