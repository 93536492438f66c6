"""Alerts and the queues in which they wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

import make
import recordings
from monitor.domain import AlertKind, Attachment, Destination, Posting, Reading, Validators
from monitor.store import DeliveryCount, DeliveryState, Fold, Store
from recipients import SENT

NOW = make.NOW
DAY = timedelta(days=1)


def post(store: Store, *keys: str, now=NOW, **options) -> int:
    return store.alerts.post(make.postings(*(make.alert(key) for key in keys), **options), now)


def keys(alerts) -> list[str]:
    return [alert.key for alert in alerts]


def test_every_kind_of_alert_comes_back_as_it_was_posted(store):
    alerts = [
        make.alert("1"),
        make.alert("2", kind=AlertKind.NEW_MEASURE, finding=make.measure(), published=None, subject="m"),
        make.alert("3", finding=make.progress(), unread=(Attachment("http://127.0.0.1/a.pdf", "附件"),)),
        make.alert("4", kind=AlertKind.SOURCE_BROKEN, finding=None, message="HTTP 503", since=NOW),
        make.alert("5", finding=make.target(deadline=None, amount=make.amount(values=(), unit=None))),
        make.alert("6", details=(("原为 50", "was 50"),), attainment=Decimal("82.50")),
    ]
    assert store.alerts.post(make.postings(*alerts), NOW) == 6
    assert list(store.alerts.waiting("terminal")) == alerts


def test_the_same_news_never_makes_a_second_alert(store):
    assert post(store, "1") == 1
    assert post(store, "1", "2") == 1
    assert post(store) == 0
    assert keys(store.alerts.waiting("terminal")) == ["1", "2"]


def test_a_new_alert_waits_once_for_each_of_its_recipients(store):
    post(store, "1", channels=("mail", "chat", "mail"))
    assert store.outbox.channels_with_due(NOW) == ("chat", "mail")
    assert store.outbox.counts() == (
        DeliveryCount("chat", DeliveryState.PENDING, 1),
        DeliveryCount("mail", DeliveryState.PENDING, 1),
    )


def test_an_alert_for_nobody_is_kept_all_the_same(store):
    assert post(store, "1", channels=()) == 1
    assert store.outbox.channels_with_due(NOW) == ()
    assert store.articles.totals().alerts == 1


def test_an_alert_that_quiet_hours_hold_back_is_not_due_before_they_end(store):
    post(store, "1", due=NOW + DAY)
    assert store.outbox.channels_with_due(NOW) == ()
    assert store.outbox.channels_with_due(NOW + DAY) == ("terminal",)


def test_the_same_subject_on_another_page_is_written_down_but_told_once(store):
    first, second, other = (make.alert(key, subject=key[0]) for key in ("a1", "a2", "b1"))
    store.alerts.post(make.postings(first), NOW)
    assert store.alerts.post(make.postings(second, other), NOW) == 2
    assert keys(store.alerts.waiting("terminal")) == ["a1", "b1"]
    assert store.articles.totals().alerts == 3


def test_of_one_subject_in_one_article_the_first_is_told(store):
    store.alerts.post(make.postings(make.alert("1", subject="s"), make.alert("2", subject="s")), NOW)
    assert len(store.alerts.waiting("terminal")) == 1


def test_a_subject_is_told_to_everyone_who_was_not_told_yet_and_again_after_a_week(store):
    alerts = [replace(make.alert(key, subject="s"), created_at=NOW) for key in "123"]
    store.alerts.post(make.postings(alerts[0], channels=("mail",)), NOW)
    store.alerts.post(make.postings(alerts[1], channels=("mail", "chat")), NOW + DAY)
    assert (keys(store.alerts.waiting("mail")), keys(store.alerts.waiting("chat"))) == (["1"], ["2"])
    store.alerts.post(make.postings(alerts[2], channels=("mail",)), NOW + 8 * DAY)
    assert keys(store.alerts.waiting("mail")) == ["1", "3"]


def test_an_alert_is_posted_in_the_transaction_of_its_article(store):
    article = make.article()
    alert = replace(make.alert("1"), article_url=article.url)
    recorded = recordings.record(
        store, "a", article, (), make.postings(alert), NOW, reading=Reading(()), validators=Validators()
    )
    assert recorded.new_alerts == 1
    assert keys(store.alerts.waiting("terminal")) == ["1"]


@pytest.mark.parametrize("within", [timedelta(0), timedelta(hours=1), 6 * DAY])
def test_a_repeated_subject_is_kept_back_for_a_week(store, within):
    store.alerts.post(make.postings(make.alert("1", subject="s", created_at=NOW)), NOW)
    later = make.alert("2", subject="s", created_at=NOW + within)
    assert store.alerts.post(make.postings(later, due=NOW + within), NOW + within) == 1
    assert keys(store.alerts.waiting("terminal")) == ["1"]
    states = {row.state: row.count for row in store.outbox.counts()}
    assert states == {DeliveryState.PENDING: 1, DeliveryState.SUPPRESSED: 1}


def test_a_subject_that_was_kept_back_itself_keeps_nothing_back(store):
    for day in (0, 6, 8):
        moment = NOW + day * DAY
        alert = make.alert(f"{day}", subject="s", created_at=moment)
        store.alerts.post(make.postings(alert, due=moment), moment)
    assert keys(store.alerts.waiting("terminal")) == ["0", "8"]


def test_alerts_without_a_subject_are_unlike_any_other(store):
    assert post(store, *"abcde") == 5
    assert len(store.alerts.waiting("terminal")) == 5


def test_what_two_routes_tell_one_recipient_waits_for_him_once(store):
    alert = make.alert("1")
    routes = [Destination("mail", route, NOW) for route in ("one", "two")]
    store.alerts.post([Posting(alert, tuple(routes))], NOW)
    assert len(store.alerts.waiting("mail")) == 1


def test_a_queue_shows_what_is_not_due_yet(store):
    post(store, "now")
    post(store, "later", due=NOW + DAY)
    assert keys(store.alerts.waiting("terminal")) == ["now", "later"]


def test_the_same_alert_twice_in_one_call_is_one(store):
    assert post(store, "1", "1") == 1
    assert keys(store.alerts.waiting("terminal")) == ["1"]


def test_counts_are_of_alerts_until_they_are_sent(store):
    post(store, "1", "2", "3")
    message = store.outbox.claim("terminal", NOW, DAY, Fold(lambda _route, _alerts: {}, limit=2))
    assert {row.state: row.count for row in store.outbox.counts()} == {"pending": 1, "claimed": 2}
    store.outbox.settle(message, SENT, NOW)
    assert {row.state: row.count for row in store.outbox.counts()} == {"pending": 1, "sent": 2}
