"""What goes into a digest, and which digests are owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

import make
import world as worlds
from databases import sqlite_database
from following import Desk
from monitor.digest import make_owed, preview, question_of, subject_of
from monitor.domain import (
    AlertKind,
    Article,
    Block,
    Candidate,
    Coverage,
    Decision,
    DecisionKind,
    Match,
    Proposal,
    ProposalKind,
    Status,
)
from monitor.notify import Language, Route, plain
from monitor.notify.content.message import Bilingual, SectionKind
from monitor.notify.routes import Cadence, Frequency
from monitor.pipeline import Rules, decide, deliver
from monitor.store import ReviewItem
from recipients import FAILED, SENT, Recipient

DAILY = Route(id="daily", channels=("mail", "chat"), cadence=Cadence(Frequency.DAILY, time(8, 30)))
WELL = Coverage(3, 3)
DAY = timedelta(days=1)
CITY = "上海市人民政府"
CANDIDATE = Candidate("a", 0.6, 1.0, 1.0, 1.0, 0.0)
DISTRICTS = ("浦东新区", "黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区")


@pytest.fixture
def world(tmp_path):
    with worlds.world(sqlite_database(tmp_path)) as made:
        yield made


def post(world, *alerts):
    world.store.alerts.post(make.postings(*alerts, channels=("digest:daily",), due=world.clock.now), world.clock.now)


def new(world, key, **changes):
    return make.alert(key, created_at=world.clock.now, **changes)


def record(world, title, deadline, place="上海市", on=date(2025, 2, 1)):
    """Read an article with a target, as a first reading does: recorded and followed, not announced."""
    by = f"到{deadline.year}年{deadline.month}月{deadline.day}日，" if deadline else ""
    read(world, title, f"{by}{place}智能算力规模突破100EFLOPS。", on)


def read(world, title, text, on):
    page = Article(url=f"http://127.0.0.1/{title}.html", title=title, blocks=(Block(text),), published=on, issuer=CITY)
    Desk(world.store).read(page, silent=True)


def owe(world, route=DAILY, coverage=WELL):
    return make_owed(world.store, (route,), coverage, world.clock.now)


def begin(world, route=DAILY):
    assert owe(world, route) == 0


def at(world, *moment):
    """Set the clock to a time in China."""
    world.clock.now = datetime(*moment, tzinfo=UTC) - timedelta(hours=8)


def arrive(world, route=DAILY):
    """Send what is due to one recipient; return the contents that arrived."""
    channel = Recipient("mail")
    deliver(replace(world.service, routes=(route,)), [channel], WELL)
    return [replace(content) for content in channel.contents]


def test_a_new_route_begins_with_its_next_time(world):
    post(world, new(world, "a"))
    begin(world)
    at(world, 2025, 4, 3, 8, 29)
    assert owe(world) == 0
    at(world, 2025, 4, 3, 8, 30)
    assert make_owed(world.store, (Route(id="now", channels=("mail",)),), WELL, world.clock.now) == 0
    assert owe(world) == 1
    assert owe(world) == 0


def test_a_digest_tells_each_recipient_what_waited_then_what_is_due_and_passed(world):
    record(world, "soon", date(2025, 6, 30))
    record(world, "sooner", date(2025, 5, 1), place="上海市徐汇区")
    record(world, "far", date(2026, 6, 30))
    record(world, "passed", date(2025, 3, 20))
    record(world, "long ago", date(2024, 3, 20))
    record(world, "undated", None, place="四川省")
    begin(world)
    post(world, new(world, "a"), new(world, "b", kind=AlertKind.NEW_MEASURE, finding=make.measure()))
    at(world, 2025, 4, 3, 8, 31)
    assert owe(world) == 1
    (content,) = arrive(world)
    listed = {s.kind: [item.title for item in s.items] for s in content.sections}
    assert listed == {
        SectionKind.MEASURES: ["示例市印发行动方案"],
        SectionKind.TARGETS: ["示例市印发行动方案"],
        SectionKind.OVERDUE: ["passed"],
        SectionKind.DUE: ["sooner", "soon"],
    }
    assert content.title.zh == "人工智能+ 日报 2025-04-03"
    assert (content.late, content.notices) == (False, ())
    assert {row.channel for row in world.store.outbox.log()} == {"mail", "chat"}


def test_every_digest_says_its_coverage_first(world):
    begin(world)
    at(world, 2025, 4, 3, 8, 31)
    owe(world)
    (content,) = arrive(world)
    assert plain(content, Language.BOTH).body.splitlines()[2].startswith("覆盖 Coverage: 3/3")


def test_nothing_new_is_said_and_whether_all_is_well(world):
    begin(world)
    at(world, 2025, 4, 3, 8, 31)
    owe(world)
    at(world, 2025, 4, 4, 8, 31)
    owe(world, coverage=Coverage(3, 2))
    first, second = arrive(world)
    assert [notice.en for notice in first.notices] == ["Nothing new, all sources healthy."]
    assert "not all sources are healthy" in second.notices[0].en


def test_nothing_new_can_be_left_unsaid(world):
    silent = replace(DAILY, nothing_new=False)
    begin(world, silent)
    at(world, 2025, 4, 3, 8, 31)
    assert owe(world, silent) == 0
    post(world, new(world, "a"))
    at(world, 2025, 4, 4, 8, 31)
    assert owe(world, silent) == 1


def test_missed_digests_that_have_something_to_tell_are_made_up_once_and_marked_late(world):
    begin(world)
    post(world, new(world, "a"))
    at(world, 2025, 4, 4, 12)
    post(world, new(world, "b"))
    at(world, 2025, 4, 7, 9)
    assert owe(world) == 3  # of the 3rd, the 5th and today
    contents = arrive(world)
    assert [content.title.zh[-10:] for content in contents] == ["2025-04-03", "2025-04-05", "2025-04-07"]
    assert [content.late for content in contents] == [True, True, False]
    assert owe(world) == 0


def test_what_was_given_up_is_said_in_the_next_digest_that_goes_out(world):
    begin(world)
    world.store.alerts.post(make.postings(new(world, "x"), channels=("chat",)), world.clock.now)
    chat = Recipient("chat")
    chat.answer = FAILED
    deliver(replace(world.service, dead_after=timedelta(0)), [chat], WELL)
    at(world, 2025, 4, 3, 8, 31)
    owe(world)
    at(world, 2025, 4, 4, 8, 31)
    owe(world)
    first, second = arrive(world)
    assert "1 message(s) could not be delivered to chat: not now" in first.notices[1].en
    assert len(second.notices) == 2, "the first had not gone out when it was made"
    at(world, 2025, 4, 5, 8, 31)
    owe(world)
    (third,) = arrive(world)
    assert len(third.notices) == 1


def test_what_was_given_up_is_said_even_where_nothing_new_is_left_unsaid(world):
    silent = replace(DAILY, nothing_new=False)
    begin(world, silent)
    world.store.alerts.post(make.postings(new(world, "x"), channels=("chat",)), world.clock.now)
    chat = Recipient("chat")
    chat.answer = FAILED
    deliver(replace(world.service, dead_after=timedelta(0)), [chat], WELL)
    at(world, 2025, 4, 3, 8, 31)
    assert owe(world, silent) == 1
    (content,) = arrive(world, silent)
    assert "could not be delivered to chat" in content.notices[1].en
    at(world, 2025, 4, 4, 8, 31)
    assert owe(world, silent) == 0


def listed(world, route=DAILY):
    """Return the titles that a route's digest would list now, by section."""
    content = preview(world.store, route, WELL, world.clock.now)
    return {str(section.kind): [item.title for item in section.items] for section in content.sections}


def test_a_digest_lists_only_what_its_readers_watch(world):
    record(world, "here", date(2025, 5, 1))
    record(world, "there", date(2025, 5, 1), place="北京市")
    assert listed(world) == {"due": ["here", "there"]}
    assert listed(world, replace(DAILY, regions=("上海市",), sources=("ministry", "press"))) == {"due": ["here"]}
    assert listed(world, replace(DAILY, sources=("other",))) == {}
    assert listed(world, replace(DAILY, kinds=frozenset({AlertKind.OVERDUE}))) == {}
    assert listed(world, replace(DAILY, kinds=frozenset({AlertKind.MILESTONE}))) == {"due": ["here", "there"]}


def test_a_target_stated_on_many_pages_is_listed_once_with_how_much_of_it_is_reached(world):
    record(world, "one", date(2025, 5, 1))
    record(world, "two", date(2025, 5, 1), on=date(2025, 3, 1))
    read(world, "far", "截至2025年3月底，上海市智能算力规模达到60EFLOPS。", date(2025, 4, 1))
    (section,) = preview(world.store, DAILY, WELL, world.clock.now).sections
    (item,) = section.items
    assert (item.title, item.due, item.attainment) == ("one", date(2025, 5, 1), Decimal(60))
    assert item.key


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (date(2025, 5, 1), ("还有 29 天", "29 days left")),
        (date(2025, 4, 2), ("今日到期", "due today")),
        (date(2025, 3, 20), ("已过 13 天", "13 days ago")),
    ],
)
def test_a_deadline_says_how_far_it_is(world, end, words):
    record(world, "one", end)
    (section,) = preview(world.store, DAILY, WELL, world.clock.now).sections
    ((said,),) = (item.details for item in section.items)
    assert (said.zh, said.en) == words


def test_a_target_that_is_settled_is_neither_due_nor_overdue(world):
    record(world, "done", date(2025, 3, 20))
    record(world, "open", date(2025, 3, 21), place="上海市徐汇区")
    met, _ = sorted(world.store.tracked.records("target", today=date(2025, 4, 2)), key=lambda row: row.article_title)
    assert listed(world) == {"overdue": ["open", "done"]}
    said = Decision(kind=DecisionKind.CLOSE, target=met.key, by="A", at=world.clock.now, status=Status.MET)
    decide(world.store, said, Rules())
    assert listed(world) == {"overdue": ["open"]}


def test_what_waits_for_a_person_is_listed_with_what_is_asked_and_how_it_is_answered(world):
    for number, place in enumerate(DISTRICTS):
        record(world, f"set {number}", date(2025, 12, 31), place=f"上海市{place}")
        reached = f"截至2025年3月底，上海市{place}智能算力规模达到120EFLOPS。"
        read(world, f"reached {number}", reached, date(2025, 4, 1))
    (section,) = preview(world.store, DAILY, WELL, world.clock.now).sections
    assert section.kind is SectionKind.PROPOSALS
    assert (len(section.items), section.left_out) == (5, 2)
    item = section.items[0]
    assert item.title == "reached 0"
    assert "120EFLOPS" in item.quote
    assert item.details[0].zh == "目标：智能算力规模 > 100EFLOPS（上海市浦东新区，2025-12-31）"
    assert item.details[1] == Bilingual("建议：已完成（把握 93%）", "proposed: met (93% sure)")
    assert item.details[2].text(Language.BOTH).startswith("monitor target accept ")


def test_a_figure_between_targets_is_a_question_too_and_a_proposal_without_words_shows_its_target(world):
    record(world, "set", date(2025, 12, 31))
    (tracked,) = world.store.tracked.records("target", today=date(2025, 4, 2))
    (figure,) = world.store.tracked.find_statements("target", tracked.key)
    between = Match(progress=figure.fingerprint, target=None, candidates=(CANDIDATE, CANDIDATE))
    waits = ReviewItem(proposal=None, match=between, target=None, evidence=figure)
    assert subject_of(waits) == figure.finding, "it is routed by what the figure says"
    asked = question_of(waits)
    assert (asked.title, asked.details[0].zh) == ("set", "可能属于 2 个目标之一，请用 monitor review 选择")
    missed = Proposal(ProposalKind.MISSED, tracked.key, "gone", 0.9, "rule", date(2026, 1, 1))
    asked = question_of(ReviewItem(proposal=missed, match=None, target=tracked, evidence=None))
    assert (asked.title, asked.link) == ("set", tracked.article_url)
    assert asked.quote == figure.finding.quote.text
    assert asked.details[1].zh.startswith("建议：未完成")


def test_an_open_question_that_was_told_as_news_is_not_listed_again(world):
    record(world, "set", date(2025, 12, 31))
    read(world, "reached", "截至2025年3月底，上海市智能算力规模达到120EFLOPS。", date(2025, 4, 1))
    (question,) = world.store.reviews.waiting(date(2025, 4, 2))
    post(world, new(world, "p", kind=AlertKind.STATUS_PROPOSAL, finding=question.evidence.finding))
    (section,) = preview(world.store, DAILY, WELL, world.clock.now).sections
    assert section.total == 1


def test_what_an_alert_says_is_not_listed_again_and_long_lists_are_counted(world):
    for number in range(13):
        record(world, f"{number}", date(2025, 5, 1 + number), place=f"上海市第{number}片区")
    begin(world)
    first = world.store.tracked.records("target", today=date(2025, 4, 2), limit=50)[-1]
    post(world, new(world, "m", kind=AlertKind.MILESTONE, finding=first.in_force))
    at(world, 2025, 4, 3, 8, 31)
    owe(world)
    (content,) = arrive(world)
    (due,) = content.sections
    assert (len(due.items), due.left_out) == (10, 3)
    assert [str(item.label.en) for item in due.items[:2]] == ["Deadline near", "Due soon"]


def test_a_year_without_announced_holidays_is_said(world):
    working = replace(DAILY, working_days=True)
    at(world, 2103, 4, 2, 9)
    begin(world, working)
    at(world, 2103, 4, 3, 9)
    assert owe(world, working) == 1
    (content,) = arrive(world, working)
    assert "2103" in content.notices[1].zh


def test_a_preview_records_nothing(world):
    begin(world)
    post(world, new(world, "a"))
    content = preview(world.store, DAILY, WELL, world.clock.now)
    assert content.sections[0].items[0].title == "示例市印发行动方案"
    assert preview(world.store, replace(DAILY, id="none", nothing_new=False), WELL, world.clock.now) is None
    at(world, 2025, 4, 3, 8, 31)
    assert owe(world) == 1


def test_digests_to_a_channel_that_was_down_for_three_days_arrive_once_in_order_marked_late(world):
    begin(world)
    channel = Recipient("mail")
    channel.answer = FAILED
    service = replace(world.service, routes=(DAILY,))
    for hour in range(73):
        world.clock.now = make.NOW + hour * timedelta(hours=1)
        if hour % 10 == 0:
            post(world, new(world, f"{hour}"))
        owe(world)
        deliver(service, [channel], WELL)
    channel.answer = SENT
    while "mail" in world.store.outbox.channels_with_due(world.clock.now + DAY):
        world.clock.forward(hours=1)
        deliver(service, [channel], WELL)
    first, second, third = (part.title for part in channel.parts_seen)
    assert first.startswith("人工智能+ 日报 2025-04-03（补发）")
    assert second.startswith("人工智能+ 日报 2025-04-04（补发）")
    assert third.startswith("人工智能+ 日报 2025-04-05")
    assert channel.repeats == [False] * 3
