"""Alerts and their deliveries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import make
from monitor.domain import AlertKind, Attachment, Reading, Validators
from monitor.store import DeliveryCount, DeliveryState, Settlement, Store

NOW = make.NOW
LEASE = timedelta(minutes=10)


def post(store: Store, *keys: str, channels: tuple[str, ...] = ("terminal",), now=NOW) -> int:
    return store.finish_checks((), [make.alert(key) for key in keys], channels, now)


def claim(store: Store, channel: str = "terminal", now=NOW, limit: int = 10):
    return store.claim(channel, now, LEASE, limit)


def keys(deliveries) -> list[str]:
    return [delivery.alert.key for delivery in deliveries]


def counts(store: Store) -> dict[str, int]:
    return {row.state: row.count for row in store.delivery_counts()}


def test_every_kind_of_alert_comes_back_as_it_was_posted(store):
    alerts = [
        make.alert("1"),
        make.alert("2", kind=AlertKind.NEW_MEASURE, finding=make.measure(), published=None),
        make.alert("3", finding=make.progress(), unread=(Attachment("http://127.0.0.1/a.pdf", "附件"),)),
        make.alert("4", kind=AlertKind.SOURCE_BROKEN, finding=None, message="HTTP 503", since=NOW),
        make.alert("5", finding=make.target(deadline=None, amount=make.amount(values=(), unit=None))),
    ]
    assert store.finish_checks((), alerts, ("terminal",), NOW) == 5
    assert [delivery.alert for delivery in claim(store)] == alerts


def test_the_same_news_never_makes_a_second_alert(store):
    assert post(store, "1") == 1
    assert post(store, "1", "2") == 1
    assert post(store) == 0
    assert counts(store) == {DeliveryState.PENDING: 2}


def test_a_new_alert_gets_one_delivery_per_channel(store):
    post(store, "1", channels=("mail", "chat", "mail"))
    assert store.channels_with_due(NOW) == ("chat", "mail")
    assert store.delivery_counts() == (
        DeliveryCount("chat", DeliveryState.PENDING, 1),
        DeliveryCount("mail", DeliveryState.PENDING, 1),
    )


def test_an_alert_without_channels_is_kept_all_the_same(store):
    assert post(store, "1", channels=()) == 1
    assert store.channels_with_due(NOW) == ()
    assert store.totals().alerts == 1


def test_deliveries_are_claimed_oldest_first_up_to_the_limit_and_only_once(store):
    post(store, "b", "a")
    post(store, "c", now=NOW + timedelta(seconds=1))
    later = NOW + timedelta(seconds=2)
    assert keys(claim(store, now=later, limit=2)) == ["a", "b"]
    assert keys(claim(store, now=later)) == ["c"]
    assert claim(store, now=later) == ()
    assert store.channels_with_due(later) == ()


def test_a_claim_is_for_one_channel(store):
    post(store, "1", channels=("mail", "chat"))
    (claimed,) = claim(store, "mail")
    assert (claimed.channel, claimed.attempts) == ("mail", 1)
    assert keys(claim(store, "chat")) == ["1"]


def test_nothing_is_claimed_before_its_time(store):
    post(store, "1", now=NOW + LEASE)
    assert claim(store) == ()


def test_a_lapsed_lease_frees_the_delivery_of_a_dead_sender(store):
    post(store, "1")
    claim(store)
    assert claim(store, now=NOW + LEASE - timedelta(seconds=1)) == ()
    assert store.channels_with_due(NOW + LEASE) == ("terminal",)
    (again,) = claim(store, now=NOW + LEASE)
    assert again.attempts == 2


def settle(store: Store, deliveries, outcome: Settlement, retry_at=None, now=NOW) -> None:
    store.settle([delivery.id for delivery in deliveries], outcome, "refused", now, retry_at)


def test_what_was_sent_is_never_claimed_again(store):
    post(store, "1", "2")
    settle(store, claim(store), Settlement.SENT)
    assert counts(store) == {DeliveryState.SENT: 2}
    assert claim(store, now=NOW + 99 * LEASE) == ()


def test_what_failed_waits_for_its_next_try(store):
    post(store, "1")
    settle(store, claim(store), Settlement.FAILED, NOW + LEASE)
    assert counts(store) == {DeliveryState.FAILED: 1}
    assert claim(store, now=NOW + LEASE - timedelta(seconds=1)) == ()
    (again,) = claim(store, now=NOW + LEASE)
    assert again.attempts == 2


def test_what_failed_without_a_next_try_is_given_up(store):
    post(store, "1")
    settle(store, claim(store), Settlement.FAILED)
    assert counts(store) == {DeliveryState.GIVEN_UP: 1}
    assert claim(store, now=NOW + 99 * LEASE) == ()


def test_a_late_failure_does_not_undo_what_another_sender_sent(store):
    post(store, "1")
    slow = claim(store)
    settle(store, claim(store, now=NOW + LEASE), Settlement.SENT)
    settle(store, slow, Settlement.FAILED, NOW)
    assert counts(store) == {DeliveryState.SENT: 1}


def test_a_late_success_counts(store):
    post(store, "1")
    slow = claim(store)
    settle(store, claim(store, now=NOW + LEASE), Settlement.FAILED, NOW + 2 * LEASE)
    settle(store, slow, Settlement.SENT)
    assert counts(store) == {DeliveryState.SENT: 1}


def test_settling_nothing_is_nothing(store):
    post(store, "1")
    settle(store, (), Settlement.SENT)
    settle(store, (), Settlement.FAILED)
    assert counts(store) == {DeliveryState.PENDING: 1}


def test_an_alert_is_posted_in_the_transaction_of_its_article(store):
    article = make.article()
    alert = replace(make.alert("1"), article_url=article.url)
    recorded = store.record(
        "a", article, (), (alert,), ("terminal",), NOW, reading=Reading(()), validators=Validators()
    )
    assert recorded.new_alerts == 1
    assert keys(claim(store)) == ["1"]
