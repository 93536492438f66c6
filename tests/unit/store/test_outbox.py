"""Messages: made of what waits, claimed, settled, tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

import make
from monitor.domain import SendResult, Verdict
from monitor.store import DeadChannel, DeliveryState, Fold, Message, MessageState, Store
from recipients import FAILED, REFUSED, SENT, UNKNOWN

NOW = make.NOW
LEASE = timedelta(minutes=10)
DAY = timedelta(days=1)


def compose(route, alerts):
    return {"route": route, "told": [alert.key for alert in alerts]}


def post(store: Store, *keys: str, now=NOW, **options) -> None:
    store.alerts.post(make.postings(*(make.alert(key, created_at=now) for key in keys), due=now, **options), now)


def take(store: Store, channel: str = "terminal", now=NOW, **options) -> Message | None:
    return store.outbox.claim(channel, now, LEASE, Fold(compose, **options))


def told(message: Message | None) -> list[str]:
    return [] if message is None else message.content["told"]


def counts(store: Store) -> dict[str, int]:
    return {row.state: row.count for row in store.outbox.counts()}


def test_what_waits_goes_out_as_one_message_oldest_first(store):
    post(store, "b", "a")
    post(store, "c", now=NOW + LEASE)
    message = take(store, now=NOW + LEASE)
    assert told(message) == ["a", "b", "c"]
    assert message.key.startswith("alerts:terminal:")
    assert (message.route, message.attempts) == ("default", 1)
    assert (message.parts_sent, message.repeat, message.late) == (0, False, False)
    assert take(store, now=NOW + LEASE) is None


def test_a_message_has_no_more_alerts_than_fit_and_the_rest_comes_next(store):
    post(store, "a", "b", "c")
    first = take(store, limit=2)
    assert told(first) == ["a", "b"]
    assert take(store, limit=2) is None, "one message at a time to one recipient"
    store.outbox.settle(first, SENT, NOW)
    assert told(take(store, limit=2)) == ["c"]


def test_alerts_of_two_routes_go_out_apart(store):
    post(store, "a", route="one")
    post(store, "b", route="two")
    first = take(store)
    store.outbox.settle(first, SENT, NOW)
    second = take(store)
    assert [(first.route, told(first)), (second.route, told(second))] == [("one", ["a"]), ("two", ["b"])]


def test_nothing_waits_for_others_and_nothing_leaves_before_its_time(store):
    post(store, "a", channels=("mail",), now=NOW + LEASE)
    assert take(store, "chat") is None
    assert take(store, "mail") is None
    assert told(take(store, "mail", NOW + LEASE)) == ["a"]


def test_what_was_sent_is_over(store):
    post(store, "a")
    store.outbox.settle(take(store), SENT, NOW)
    assert counts(store) == {MessageState.SENT: 1}
    assert store.outbox.channels_with_due(NOW + 99 * DAY) == ()
    assert take(store, now=NOW + 99 * DAY) is None


def test_a_message_that_failed_holds_back_those_behind_it_until_its_next_try(store):
    post(store, "a")
    store.outbox.settle(take(store), FAILED, NOW, NOW + LEASE)
    post(store, "b")
    assert take(store) is None
    assert counts(store) == {MessageState.FAILED: 1, DeliveryState.PENDING: 1}
    again = take(store, now=NOW + LEASE)
    assert (told(again), again.attempts, again.repeat) == (["a"], 2, False)
    store.outbox.settle(again, SENT, NOW + LEASE)
    assert told(take(store, now=NOW + LEASE)) == ["b"]


def test_a_message_that_was_refused_lets_others_pass_and_is_tried_again_behind_them(store):
    post(store, "a")
    store.outbox.settle(take(store), REFUSED, NOW, NOW + LEASE)
    assert counts(store) == {MessageState.REFUSED: 1}
    post(store, "b", now=NOW + LEASE)
    again = take(store, now=NOW + LEASE)
    assert told(again) == ["a"]
    store.outbox.settle(again, REFUSED, NOW + LEASE, NOW + DAY)
    other = take(store, now=NOW + LEASE)
    assert told(other) == ["b"]


def test_without_an_answer_the_next_try_may_be_a_repeat(store):
    post(store, "a")
    store.outbox.settle(take(store), UNKNOWN, NOW, NOW + LEASE)
    again = take(store, now=NOW + LEASE)
    assert again.repeat
    store.outbox.settle(again, FAILED, NOW + LEASE, NOW + 2 * LEASE)
    assert take(store, now=NOW + 2 * LEASE).repeat, "it may still have arrived the first time"


def test_a_message_whose_sender_died_may_be_a_repeat_once_its_lease_is_over(store):
    post(store, "a")
    first = take(store)
    assert take(store, now=NOW + LEASE - timedelta(seconds=1)) is None
    assert store.outbox.channels_with_due(NOW + LEASE) == ("terminal",)
    again = take(store, now=NOW + LEASE)
    assert (again.id, again.attempts, again.repeat) == (first.id, 2, True)


def test_parts_that_arrived_are_remembered_and_prolong_the_claim(store):
    post(store, "a")
    message = take(store)
    assert store.outbox.arrived(message, (2, 3), NOW + 2 * LEASE, late=True, cut="c")
    assert take(store, now=NOW + LEASE) is None
    store.outbox.settle(message, FAILED, NOW + LEASE, NOW + 2 * LEASE)
    again = take(store, now=NOW + 2 * LEASE)
    assert (again.parts_sent, again.parts_total, again.late, again.repeat) == (2, 3, True, False)
    assert again.cut == "c"


def test_a_sender_that_was_too_slow_is_told_so_and_its_failure_undoes_nothing(store):
    post(store, "a")
    slow = take(store)
    quick = take(store, now=NOW + LEASE)
    assert not store.outbox.arrived(slow, (1, 2), NOW + 3 * LEASE, late=False)
    store.outbox.settle(quick, SENT, NOW + LEASE)
    store.outbox.settle(slow, FAILED, NOW + LEASE, NOW + LEASE)
    assert counts(store) == {MessageState.SENT: 1}


def test_a_late_success_counts(store):
    post(store, "a")
    slow = take(store)
    store.outbox.settle(take(store, now=NOW + LEASE), FAILED, NOW + LEASE, NOW + DAY)
    store.outbox.settle(slow, SENT, NOW + LEASE)
    assert counts(store) == {MessageState.SENT: 1}


def test_a_message_without_a_next_try_is_dead_until_a_person_has_it_sent_again(store):
    post(store, "a", channels=("mail", "chat"))
    for channel in ("mail", "chat"):
        store.outbox.settle(take(store, channel), FAILED, NOW)
    assert counts(store) == {MessageState.DEAD: 1}
    assert take(store, "mail", NOW + DAY) is None
    assert store.outbox.retry(NOW + DAY, ["mail"]) == 1
    assert told(take(store, "mail", NOW + DAY)) == ["a"]
    assert store.outbox.retry(NOW + DAY) == 1
    assert told(take(store, "chat", NOW + DAY)) == ["a"]


def test_what_waited_for_one_whom_nothing_names_any_more_goes_to_another(store):
    post(store, "dead", channels=("old",))
    first = take(store, "old")
    store.outbox.settle(first, FAILED, NOW)
    post(store, "half", channels=("old",))
    half = take(store, "old")
    store.outbox.arrived(half, (1, 3), NOW + LEASE, late=False)
    store.outbox.settle(half, FAILED, NOW, NOW + DAY)
    post(store, "both", channels=("old", "new"))
    post(store, "waits", channels=("old",))
    assert store.outbox.move("old", "new", NOW) == 3
    again, rest = take(store, "new"), None
    assert (told(again), again.repeat, again.parts_sent) == (["dead"], False, 0)
    store.outbox.settle(again, SENT, NOW)
    again = take(store, "new")
    assert (told(again), again.repeat, again.parts_sent) == (["half"], True, 0)
    store.outbox.settle(again, SENT, NOW)
    rest = take(store, "new")
    assert told(rest) == ["both", "waits"], "what he had already, once"
    store.outbox.settle(rest, SENT, NOW)
    assert store.outbox.channels_with_due(NOW + DAY) == ()


def test_a_message_on_its_way_is_not_moved_until_its_sender_is_dead(store):
    post(store, "a", channels=("old",))
    take(store, "old")
    assert store.outbox.move("old", "new", NOW) == 0
    assert store.outbox.move("old", "new", NOW + LEASE) == 1
    assert take(store, "new", NOW + LEASE).repeat


def test_beyond_so_many_messages_an_hour_alerts_wait_and_fold_into_one(store):
    for number in range(6):
        post(store, f"{number}", now=NOW + number * timedelta(minutes=10))
        message = take(store, now=NOW + number * timedelta(minutes=10), per_hour={"default": 2})
        assert told(message) == ([f"{number}"] if number < 2 else [])
        if message:
            store.outbox.settle(message, SENT, NOW)
    folded = take(store, now=NOW + timedelta(hours=1), per_hour={"default": 2})
    assert told(folded) == ["2", "3", "4", "5"]


def test_a_route_that_has_said_enough_does_not_silence_another(store):
    post(store, "a")
    store.outbox.settle(take(store, per_hour={"default": 1}), SENT, NOW)
    post(store, "b")
    post(store, "c", route="other")
    assert told(take(store, per_hour={"default": 1, "other": 1})) == ["c"]


def test_a_digest_takes_up_what_waited_when_its_period_ended_and_is_made_once(store):
    post(store, "a", channels=("digest:daily",))
    post(store, "b", channels=("digest:daily",), now=NOW + DAY)
    later = NOW + 2 * DAY
    assert store.digests.last_period("daily") is None
    assert store.digests.make("daily", NOW, later, ("mail", "chat"), compose)
    assert not store.digests.make("daily", NOW, later, ("mail",), compose)
    assert store.digests.last_period("daily") == NOW
    assert told(take(store, "mail", later)) == told(take(store, "chat", later)) == ["a"]
    assert store.digests.make("daily", NOW + DAY, later, ("mail",), compose)
    assert [alert.key for alert in store.alerts.waiting("digest:daily")] == []


def test_a_digest_that_says_nothing_is_done_all_the_same(store):
    assert not store.digests.make("daily", NOW, NOW, ("mail",), lambda _route, _alerts: None)
    assert store.digests.last_period("daily") == NOW
    assert store.outbox.channels_with_due(NOW) == ()
    store.digests.begin("weekly", NOW, NOW)
    store.digests.begin("weekly", NOW, NOW)
    assert store.digests.last_period("weekly") == NOW


def test_what_was_given_up_is_said_until_a_digest_made_later_has_arrived(store):
    def digest(number: int, answer: SendResult) -> None:
        moment = NOW + number * DAY
        store.digests.make("daily", moment, moment, ("mail",), compose)
        message = take(store, "mail", moment)
        store.outbox.settle(message, answer, moment, moment if answer.verdict is Verdict.FAILED else None)

    digest(1, SENT)
    post(store, "a", channels=("chat",))
    store.outbox.settle(take(store, "chat"), FAILED, NOW + DAY)
    lost = (DeadChannel("chat", 1, "not now"),)
    assert store.digests.dead_since_last("daily") == lost
    digest(2, FAILED)
    assert store.digests.dead_since_last("daily") == lost
    store.outbox.settle(take(store, "mail", NOW + 3 * DAY), SENT, NOW + 3 * DAY)
    assert store.digests.dead_since_last("daily") == ()
    assert store.digests.dead_since_last("weekly") == lost


def test_the_log_shows_messages_newest_first(store):
    post(store, "a", "b")
    post(store, "c", channels=("digest:daily",))
    store.outbox.settle(take(store), REFUSED, NOW, NOW + LEASE)
    store.digests.make("daily", NOW, NOW, ("mail",), compose)
    digest, alerts = store.outbox.log()
    assert (digest.is_digest, digest.alerts, digest.state) == (True, 1, MessageState.PENDING)
    assert (alerts.is_digest, alerts.alerts, alerts.error) == (False, 2, "too rude")
    assert alerts.next_try_at == NOW + LEASE
    assert store.outbox.log(1) == (digest,)


# Limits of an hour


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_route_says_no_more_than_its_messages_an_hour(store, limit):
    sent = 0
    for minute in range(60):
        moment = NOW + timedelta(minutes=minute)
        post(store, f"{minute}", now=moment)
        if message := take(store, now=moment, per_hour={"default": limit}):
            store.outbox.settle(message, SENT, moment)
            sent += 1
    assert sent == limit
    rest = take(store, now=NOW + timedelta(hours=2), per_hour={"default": limit})
    assert len(told(rest)) == 60 - limit


def test_digests_do_not_count_against_the_messages_of_an_hour(store):
    store.digests.make("default", NOW, NOW, ("terminal",), compose)
    store.outbox.settle(take(store), SENT, NOW)
    post(store, "a")
    assert told(take(store, per_hour={"default": 1})) == ["a"]


def test_a_message_that_failed_goes_out_though_its_hour_is_full(store):
    post(store, "a")
    store.outbox.settle(take(store, per_hour={"default": 1}), FAILED, NOW, NOW)
    assert told(take(store, per_hour={"default": 1})) == ["a"]


# Orders


def test_messages_of_one_recipient_keep_their_order_through_failures(store):
    order = []
    post(store, "0")
    for number in range(1, 6):
        moment = NOW + number * DAY
        message = take(store, now=moment)
        order += told(message)
        store.outbox.settle(message, SENT if number % 2 else FAILED, moment, moment + LEASE)
        post(store, f"{number}", now=moment)
    kept = [key for position, key in enumerate(order) if key not in order[:position]]
    assert kept == sorted(kept)


def test_a_recipient_that_is_down_delays_no_other(store):
    post(store, "a", channels=("mail", "chat"))
    store.outbox.settle(take(store, "mail"), FAILED, NOW, NOW + DAY)
    assert told(take(store, "chat")) == ["a"]


def test_refused_messages_come_back_oldest_first(store):
    for key in "ab":
        post(store, key)
        store.outbox.settle(take(store), REFUSED, NOW, NOW + LEASE)
    first = take(store, now=NOW + LEASE)
    store.outbox.settle(first, SENT, NOW + LEASE)
    assert (told(first), told(take(store, now=NOW + LEASE))) == (["a"], ["b"])


# What a person does


@pytest.mark.parametrize("result", [FAILED, REFUSED, UNKNOWN])
def test_a_retry_makes_anything_that_was_not_sent_due_at_once(store, result):
    post(store, "a")
    store.outbox.settle(take(store), result, NOW, NOW + DAY)
    assert store.outbox.retry(NOW + LEASE) == 1
    assert told(take(store, now=NOW + LEASE)) == ["a"]


def test_a_retry_leaves_what_was_sent_and_what_is_being_sent(store):
    post(store, "a")
    store.outbox.settle(take(store), SENT, NOW)
    post(store, "b")
    take(store)
    assert store.outbox.retry(NOW) == 0


def test_a_retry_of_named_recipients_leaves_the_others(store):
    post(store, "a", channels=("mail", "chat"))
    for channel in ("mail", "chat"):
        store.outbox.settle(take(store, channel), FAILED, NOW)
    assert store.outbox.retry(NOW, []) == 0
    assert store.outbox.retry(NOW, ["mail", "nobody"]) == 1
    assert take(store, "chat") is None


def test_moving_an_empty_queue_is_nothing(store):
    assert store.outbox.move("old", "new", NOW) == 0
    assert store.outbox.channels_with_due(NOW) == ()


def test_what_was_sent_is_not_moved(store):
    post(store, "a", channels=("old",))
    store.outbox.settle(take(store, "old"), SENT, NOW)
    assert store.outbox.move("old", "new", NOW) == 0
    assert take(store, "new") is None


def test_a_digests_queue_can_be_given_to_another_route(store):
    post(store, "a", channels=("digest:daily",))
    assert store.outbox.move("digest:daily", "digest:weekly", NOW) == 1
    assert not store.alerts.waiting("digest:daily")
    assert [alert.key for alert in store.alerts.waiting("digest:weekly")] == ["a"]


# The log


def test_the_log_keeps_why_and_how_often(store):
    post(store, "a")
    for attempt in range(1, 4):
        moment = NOW + attempt * LEASE
        store.outbox.settle(take(store, now=moment), FAILED, moment, moment + LEASE)
    (line,) = store.outbox.log()
    assert (line.attempts, line.error, line.state) == (3, "not now", MessageState.FAILED)
    assert line.ended_at is None
    store.outbox.settle(take(store, now=NOW + DAY), SENT, NOW + DAY)
    (line,) = store.outbox.log()
    assert (line.attempts, line.error, line.state) == (4, "", MessageState.SENT)
    assert (line.ended_at, line.next_try_at) == (NOW + DAY, None)


@pytest.mark.parametrize(("limit", "expected"), [(0, 0), (2, 2), (50, 3)])
def test_the_log_has_no_more_lines_than_asked_for(store, limit, expected):
    for key in "abc":
        post(store, key)
        store.outbox.settle(take(store), SENT, NOW)
    assert len(store.outbox.log(limit)) == expected
