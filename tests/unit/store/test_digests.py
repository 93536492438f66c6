"""Digests: each period once, with what waited then, to everyone on the route."""

from __future__ import annotations

from datetime import timedelta

import pytest

import make
from monitor.store import DeadChannel, DeliveryState, Fold, MessageState, Store
from recipients import FAILED, SENT

NOW = make.NOW
DAY = timedelta(days=1)
LEASE = timedelta(minutes=10)
QUEUE = "digest:daily"


def post(store: Store, *keys: str, now=NOW, channels=(QUEUE,), due=None) -> None:
    alerts = [make.alert(key, created_at=now) for key in keys]
    store.alerts.post(make.postings(*alerts, channels=channels, due=due or now), now)


def compose(route, alerts):
    return {"route": route, "alerts": [alert.key for alert in alerts]}


def digest(store: Store, period=NOW, now=None, channels=("mail",), route: str = "daily") -> bool:
    return store.digests.make(route, period, now or period, channels, compose)


def arrived(store: Store, channel: str = "mail", now=NOW + 9 * DAY) -> list[list[str]]:
    """Send what waits for a recipient; return the alerts of each message."""
    contents = []
    while message := store.outbox.claim(channel, now, LEASE, Fold(compose)):
        contents.append(message.content["alerts"])
        store.outbox.settle(message, SENT, now)
    return contents


def test_the_alerts_of_a_digest_keep_the_order_in_which_they_were_queued(store):
    for key in "bac":
        post(store, key)
    assert digest(store)
    assert arrived(store) == [["b", "a", "c"]]


def test_a_digest_goes_to_each_recipient_of_its_route_once(store):
    post(store, "a")
    digest(store, channels=("mail", "chat"))
    digest(store, channels=("mail", "chat"))
    assert (arrived(store), arrived(store, "chat"), arrived(store, "other")) == ([["a"]], [["a"]], [])


def test_an_alert_is_in_one_digest_of_a_route(store):
    post(store, "a")
    digest(store, NOW)
    digest(store, NOW + DAY)
    assert arrived(store) == [["a"], []]


def test_an_alert_is_in_the_digests_of_all_routes_that_want_it(store):
    post(store, "a", channels=(QUEUE, "digest:weekly"))
    digest(store)
    digest(store, route="weekly")
    assert arrived(store) == [["a"], ["a"]]


def test_an_alert_made_after_a_period_ended_waits_for_the_next(store):
    post(store, "early")
    post(store, "late", now=NOW + LEASE)
    digest(store, NOW, now=NOW + DAY)
    assert arrived(store) == [["early"]]
    digest(store, NOW + DAY)
    assert arrived(store) == [["late"]]


def test_an_alert_that_may_not_go_yet_stays_in_the_queue(store):
    post(store, "a", due=NOW + 2 * DAY)
    digest(store, NOW)
    assert [alert.key for alert in store.alerts.waiting(QUEUE)] == ["a"]
    digest(store, NOW + 2 * DAY)
    assert arrived(store) == [[], ["a"]]


def test_digests_of_an_outage_are_made_one_for_each_period_in_order(store):
    for number in range(3):
        post(store, f"{number}", now=NOW + number * DAY)
    for number in range(3):
        assert digest(store, NOW + number * DAY, now=NOW + 5 * DAY)
    assert arrived(store) == [["0"], ["1"], ["2"]]


def test_the_content_of_a_digest_is_kept_once_for_all_its_recipients(store):
    post(store, "a")
    digest(store, channels=tuple(f"mail{number}" for number in range(5)))
    with store._database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM digest").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(content) FROM message").scalar() == 0
    assert arrived(store, "mail4") == [["a"]]


def test_a_digest_to_nobody_takes_its_alerts_all_the_same(store):
    post(store, "a")
    assert digest(store, channels=())
    assert store.alerts.waiting(QUEUE) == ()
    assert store.outbox.log() == ()


def test_periods_are_counted_for_each_route_apart(store):
    store.digests.begin("weekly", NOW - DAY, NOW)
    digest(store, NOW)
    assert store.digests.last_period("daily") == NOW
    assert store.digests.last_period("weekly") == NOW - DAY
    assert store.digests.last_period("monthly") is None


def test_the_newest_period_counts_whatever_the_order_of_making(store):
    digest(store, NOW + DAY)
    digest(store, NOW)
    assert store.digests.last_period("daily") == NOW + DAY


def test_beginning_digests_takes_no_alert(store):
    post(store, "a")
    store.digests.begin("daily", NOW, NOW)
    assert [alert.key for alert in store.alerts.waiting(QUEUE)] == ["a"]
    assert not digest(store, NOW), "the period is done"
    digest(store, NOW + DAY)
    assert arrived(store) == [["a"]]


def test_a_digest_is_counted_as_one_message_and_its_alerts_no_more(store):
    post(store, "a", "b")
    digest(store)
    counted = {(row.channel, row.state): row.count for row in store.outbox.counts()}
    assert counted == {("mail", MessageState.PENDING): 1}


def test_alerts_that_wait_for_a_digest_are_counted_in_its_queue(store):
    post(store, "a", "b")
    counted = {(row.channel, row.state): row.count for row in store.outbox.counts()}
    assert counted == {(QUEUE, DeliveryState.PENDING): 2}


@pytest.mark.parametrize("channels", [("chat",), ("chat", "mail")])
def test_recipients_that_were_given_up_are_named_once_each(store, channels):
    for number in range(2):
        post(store, f"{number}", channels=channels)
        for channel in channels:
            message = store.outbox.claim(channel, NOW, LEASE, Fold(compose))
            store.outbox.settle(message, FAILED, NOW)
    assert store.digests.dead_since_last("daily") == tuple(DeadChannel(channel, 2, "not now") for channel in channels)


def test_what_was_given_up_before_the_last_digest_that_arrived_is_said_no_more(store):
    post(store, "a", channels=("chat",))
    store.outbox.settle(store.outbox.claim("chat", NOW, LEASE, Fold(compose)), FAILED, NOW)
    digest(store, NOW + DAY)
    assert len(store.digests.dead_since_last("daily")) == 1
    arrived(store)
    assert store.digests.dead_since_last("daily") == ()
