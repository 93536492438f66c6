"""The audit: what was recorded as news was told to everyone whose route takes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

import world as worlds
from monitor.domain import AlertKind
from monitor.notify import Cadence, Frequency, Route
from monitor.pipeline import audit, audit_daily, backfill, differences_in
from monitor.store.engine import Database, parse_url

PROGRESS = "截至2025年3月底，全市智能算力规模达到82EFLOPS。"
NOW_ROUTE = Route(id="now", channels=("team", "boss"))
DAILY = Route(id="daily", channels=("team",), cadence=Cadence(Frequency.DAILY))


@pytest.fixture
def world(address):
    """Return a world whose first reading is over and told of a target."""
    with worlds.world(address) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.TARGET)
        made.first_reading()
        audited(made)
        yield made


@pytest.fixture
def damage(address):
    """Run a statement on the database behind the service's back."""
    database = Database(parse_url(address))

    def run(statement):
        with database.write() as connection:
            assert connection.execute(text(statement)).rowcount > 0

    yield run
    database.close()


def audited(world, routes=worlds.ROUTES, *, repair=False):
    return audit(world.store, world.sources, routes, world.clock(), repair=repair)


def news(world):
    """Publish and read a new target."""
    world.site.publish(2, "示例市人工智能新目标", worlds.TARGET.replace("全市", "全区").replace("100", "200"))
    world.clock.forward(hours=5)
    assert world.check().new_targets == 1


def waiting(world, channel="terminal"):
    return [str(alert.kind) for alert in world.store.alerts.waiting(channel)]


def test_a_first_reading_and_what_it_told_later_differ_in_nothing(world):
    news(world)
    assert audited(world).count == 0


def test_restated_revised_repeated_and_silent_findings_need_no_alert(world):
    news(world)
    world.site.publish(3, "示例市重申人工智能目标", worlds.TARGET)
    world.site.publish(4, "示例市人工智能进展", PROGRESS)
    world.clock.forward(hours=5)
    world.check()
    world.site.publish(5, "示例市人工智能进展综述", PROGRESS)
    path = world.site.publish(2, "示例市人工智能新目标", worlds.TARGET.replace("全市", "全区").replace("100", "300"))
    world.clock.forward(hours=30)
    assert world.site.asked[path] == 1
    world.check()
    assert world.site.asked[path] == 2
    backfill(worlds.SOURCE, world.service, 1)
    assert differences_in(audited(world)) == ()


def test_a_finding_without_an_alert_is_found_and_told_once(world, damage):
    news(world)
    damage("delete from delivery where alert_id in (select id from alert where key like 'finding:%')")
    damage("delete from alert where key like 'finding:%'")
    found = audited(world, repair=True)
    (alert,) = found.findings
    assert (alert.kind, alert.source_name) == (AlertKind.NEW_TARGET, worlds.SOURCE.name)
    assert alert.finding.quote.text in worlds.TARGET.replace("全市", "全区").replace("100", "200")
    assert "no alert of: " in differences_in(found)[0]
    assert waiting(world) == ["baseline", "new_target"]
    assert audited(world).count == 0


def test_a_figure_without_an_alert_is_found_too(world, damage):
    world.site.publish(4, "示例市人工智能进展", PROGRESS)
    world.check()
    damage("delete from delivery where alert_id in (select id from alert where kind = 'new_progress')")
    damage("delete from alert where kind = 'new_progress'")
    assert [alert.kind for alert in audited(world).findings] == [AlertKind.NEW_PROGRESS]


def test_without_repair_nothing_is_changed(world, damage):
    news(world)
    damage("delete from delivery where alert_id in (select id from alert where key like 'finding:%')")
    assert audited(world).count == audited(world).count == 1


def test_an_alert_without_a_place_in_a_recipients_queue_gets_it(world, damage):
    news(world)
    damage("delete from delivery where alert_id in (select id from alert where key like 'finding:%')")
    found = audited(world, repair=True)
    assert [channel for _, channel in found.recipients] == ["terminal"]
    assert waiting(world) == ["baseline", "new_target"]
    assert audited(world).count == 0


def test_a_recipient_who_came_later_is_not_told_of_older_alerts(world):
    news(world)
    world.clock.forward(hours=1)
    assert audited(world, (*worlds.ROUTES, NOW_ROUTE)).count == 0
    assert audited(world, (*worlds.ROUTES, replace(NOW_ROUTE, quiet=None, zone=DAILY.zone))).count == 0
    world.clock.forward(hours=1)
    assert audited(world).count == 0, "the old routes begin anew when they come back"


def test_an_alert_that_a_digest_took_and_sent_to_nobody_waits_again(world, damage):
    world.service = replace(world.service, routes=(DAILY,))
    news(world)
    now = world.clock()
    assert world.store.digests.make("daily", now, now, ["team"], lambda _route, alerts: {"alerts": len(alerts)})
    assert audited(world, (DAILY,)).count == 0
    damage("delete from message")
    found = audited(world, (DAILY,), repair=True)
    assert [channel for _, channel in found.lost] == ["digest:daily"]
    assert waiting(world, "digest:daily") == ["new_target"]
    assert audited(world, (DAILY,)).lost == ()


def test_the_daily_audit_mends_and_says_so_once_a_day(world, damage):
    assert audit_daily(world.sources, world.service).count == 0
    news(world)
    damage("delete from delivery where alert_id in (select id from alert where key like 'finding:%')")
    world.clock.forward(hours=1)
    assert audit_daily(world.sources, world.service).count == 0, "a day has one audit"
    world.clock.forward(days=1)
    assert audit_daily(world.sources, world.service).count == 1
    assert sorted(waiting(world)) == ["baseline", "new_target", "service_notice"]
    world.clock.forward(days=1)
    assert audit_daily(world.sources, world.service).count == 0


def test_what_is_older_than_a_month_is_left_alone(world, damage):
    news(world)
    damage("delete from delivery")
    world.clock.forward(days=31)
    assert audited(world).count == 0
