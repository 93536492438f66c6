"""What waits to be sent."""

from __future__ import annotations

from datetime import timedelta

import make
from monitor.domain import Destination, Posting, SendResult, Verdict
from monitor.store import Fold

NOW = make.NOW
HOUR = timedelta(hours=1)


def post(store, key, *channels, due_at=NOW):
    destinations = tuple(Destination(channel, "all", due_at) for channel in channels)
    store.alerts.post([Posting(make.alert(key), destinations)], NOW)


def claim(store, channel, now=NOW):
    return store.outbox.claim(channel, now, HOUR, Fold(lambda _route, alerts: {"alerts": len(alerts)}))


def test_nothing_waits_in_an_empty_database(store):
    assert store.untold.waiting_longest(NOW) is None


def test_the_alert_that_is_due_longest_waits_longest(store):
    post(store, "a", "team", due_at=NOW)
    post(store, "b", "boss", due_at=NOW - HOUR)
    assert store.untold.waiting_longest(NOW) == ("boss", NOW - HOUR)


def test_what_is_held_back_or_waits_for_a_digest_does_not_count(store):
    post(store, "a", "team", due_at=NOW + HOUR)
    post(store, "b", "digest:daily", due_at=NOW - HOUR)
    assert store.untold.waiting_longest(NOW) is None


def test_a_message_waits_until_it_is_accepted_or_given_up(store):
    post(store, "a", "team")
    message = claim(store, "team")
    failed = SendResult(Verdict.FAILED, "no answer")
    store.outbox.settle(message, failed, NOW, NOW + HOUR)
    assert store.untold.waiting_longest(NOW + 2 * HOUR) == ("team", NOW)
    message = claim(store, "team", NOW + HOUR)
    store.outbox.settle(message, failed, NOW + HOUR, None)
    assert store.untold.waiting_longest(NOW + 2 * HOUR) is None
    post(store, "b", "team")
    store.outbox.settle(claim(store, "team"), SendResult(Verdict.SENT), NOW)
    assert store.untold.waiting_longest(NOW + 2 * HOUR) is None
