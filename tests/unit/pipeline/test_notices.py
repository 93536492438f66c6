"""What may hide news although every check goes well: false “not modified”, long addresses, unusual silence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import world as worlds
from monitor.domain import Health, Outcome, day_in_china
from monitor.pipeline import backfill, note_quiet
from monitor.track import health_at


@pytest.fixture
def world(address):
    """Return a world whose first reading is over."""
    with worlds.world(address) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        made.first_reading()
        yield made


def told(world):
    """Return kind and message of the alerts that wait for the terminal."""
    waiting = world.store.alerts.waiting("terminal")
    return [(str(alert.kind), alert.message.partition(":")[0]) for alert in waiting if alert.kind != "baseline"]


DENIED = "the site answered “not modified” although its listing had 1 new links"


def test_a_listing_that_is_always_not_modified_is_read_in_full_once_a_day_and_the_lie_is_told(world):
    world.site.denying.add("/zcfb/")
    world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    assert world.check().outcome is Outcome.UNCHANGED, "within the day its word counts"
    world.clock.forward(hours=20)
    assert world.check().new_targets == 1
    assert sorted(told(world)) == [("new_target", ""), ("source_notice", DENIED)]


def test_a_site_that_lied_is_read_in_full_at_every_check_until_it_is_trusted_again(world):
    world.site.denying.add("/zcfb/")
    world.site.publish(2, "示例市人工智能通知", worlds.FILLER)
    world.clock.forward(hours=20)
    world.check()
    world.clock.forward(hours=5)
    world.site.publish(3, "示例市人工智能有了新目标", worlds.TARGET)
    assert world.check().new_articles == 1, "not only after another day"
    world.clock.forward(hours=5)
    before = world.site.asked["/zcfb/"]
    assert world.check().outcome is Outcome.UNCHANGED
    assert world.site.asked["/zcfb/"] == before + 1
    assert [kind for kind, _ in told(world)].count("source_notice") == 1
    world.clock.forward(days=31)
    world.site.publish(4, "示例市算力通知", worlds.FILLER)
    world.check()
    assert [kind for kind, _ in told(world)].count("source_notice") == 2, "it lied again when it was trusted again"


def test_an_honest_not_modified_costs_one_more_request_a_day_and_tells_nobody(world):
    before = world.site.asked["/zcfb/"]
    for _ in range(12):
        assert world.check().outcome is Outcome.UNCHANGED
        world.clock.forward(hours=4)
    assert world.site.asked["/zcfb/"] == before + 12 + 2
    assert told(world) == []


def test_a_listing_whose_body_changed_without_new_links_tells_nobody(world):
    world.site.denying.add("/zcfb/")
    world.site.pages["/zcfb/"] += "<!-- visitors: 1002 -->"
    world.clock.forward(days=1)
    assert world.check().new_articles == 0
    assert told(world) == []


def test_a_link_with_an_endless_address_is_told_once_and_hides_no_other(world):
    world.site.publish(2, "示例市人工智能有了新目标", worlds.TARGET)
    row = (
        f'<li><a href="./{"a" * 3000}/t20250402_9.html" title="示例市算力券实施细则">…</a><span>2025-04-02</span></li>'
    )
    for number in range(2):
        world.site.pages["/zcfb/"] = world.site.pages["/zcfb/"].replace("</ul>", f"{row}</ul>{number}")
        result = world.check()
        world.clock.forward(hours=5)
        assert result.outcome is Outcome.OK
        assert len(result.notices) >= 1
    words = "the address of “示例市算力券实施细则” is longer than 2000 bytes"
    assert sorted(told(world)) == [("new_target", ""), ("source_notice", words)]
    assert backfill(worlds.SOURCE, world.service, 1).outcome is Outcome.OK, "nothing breaks there either"


def daily(world, days, newest):
    """List an article on each of some days."""
    for number in range(days):
        day = newest - timedelta(days=number)
        world.site.publish(100 + number, f"通知{number}", worlds.FILLER, day=f"{day:%Y%m%d}")


def test_a_source_that_usually_publishes_and_stops_is_quiet_and_told_once(world):
    daily(world, 10, date(2025, 4, 1))
    world.check()
    assert note_quiet(world.sources, world.service) == ()
    world.clock.forward(days=10)
    for _ in range(3):
        world.check()
        note_quiet(world.sources, world.service)
        world.clock.forward(days=1)
    world.check()
    state = world.store.checks.states()["ministry"]
    assert health_at(worlds.SOURCE, state, world.clock()) is Health.QUIET
    assert state.quiet.startswith("nothing new since 2025-04-01, for ")
    assert [said for kind, said in told(world) if kind == "source_notice"] == [
        "nothing new since 2025-04-01, for 11 days"
    ]


def test_a_quiet_source_that_publishes_again_is_quiet_no_more(world):
    daily(world, 10, date(2025, 4, 1))
    world.check()
    world.clock.forward(days=20)
    note_quiet(world.sources, world.service)
    assert world.store.checks.states()["ministry"].quiet
    today = day_in_china(world.clock())
    world.site.publish(500, "示例市算力通知", worlds.FILLER, day=f"{today:%Y%m%d}")
    world.check()
    assert world.store.checks.states()["ministry"].quiet == ""
    world.clock.forward(days=1)
    assert note_quiet(world.sources, world.service) == ()
    assert world.store.checks.states()["ministry"].quiet == ""


def test_silence_is_looked_for_once_a_day(world):
    note_quiet(world.sources, world.service)
    daily(world, 10, date(2025, 3, 1))
    world.check()
    world.clock.forward(hours=1)
    assert note_quiet(world.sources, world.service) == ()
    world.clock.forward(days=100)
    assert len(note_quiet(world.sources, world.service)) == 1


def test_rows_that_lead_to_another_host_are_told_once_for_each_host(world):
    foreign = "".join(
        f'<li><a href="https://{host}/s/{n}" title="一图读懂人工智能">…</a><span>2025-04-01</span></li>'
        for n, host in enumerate(("paper.example", "paper.example", "other.example"))
    )
    world.site.publish(2, "示例市人工智能通知", worlds.FILLER)
    world.site.pages["/zcfb/"] = world.site.pages["/zcfb/"].replace("</ul>", foreign + "</ul>")
    world.check()
    world.clock.forward(hours=5)
    world.site.publish(3, "示例市算力通知", worlds.FILLER)
    world.site.pages["/zcfb/"] = world.site.pages["/zcfb/"].replace("</ul>", foreign + "</ul>")
    world.check()
    assert sorted(message for kind, message in told(world) if kind == "source_notice") == [
        "1 of the listing's rows lead to other.example and are not read, as “一图读懂人工智能” https",
        "2 of the listing's rows lead to paper.example and are not read, as “一图读懂人工智能” https",
    ]


def test_dated_rows_of_another_shape_are_told(world):
    row = '<li><a href="/zcfb/topic/" title="人工智能专题报道">…</a><span>2025-04-01</span></li>'
    world.site.publish(2, "示例市人工智能通知", worlds.FILLER)
    world.site.pages["/zcfb/"] = world.site.pages["/zcfb/"].replace("</ul>", row + "</ul>")
    world.check()
    (said,) = (alert.message for alert in world.store.alerts.waiting("terminal") if alert.kind == "source_notice")
    assert said == (
        "1 of the listing's rows have addresses of another shape and are not read, as “人工智能专题报道”"
        " http://site.example/zcfb/topic/: to read them, widen link_pattern"
    )
