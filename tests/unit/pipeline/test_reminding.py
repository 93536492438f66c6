"""Reminders of deadlines: what an alert says of a milestone."""

from dataclasses import replace
from datetime import date

import pytest

import make
import statements
from monitor.domain import AlertKind, ProposalKind, Reminder
from monitor.pipeline.telling import DEADLINES, late_words, reminder_alert, when
from monitor.store import OwedTarget

STATED = statements.target("2025-01-10", title="行动方案", page_issuer="上海市经济和信息化委员会")
OWED = OwedTarget(statements.commitment(STATED), make.NOW, STATED, frozenset())
REMINDER = Reminder(
    target="abc", deadline=statements.until("2027-12-31"), days=30, day=date(2027, 12, 1), late=False, missed=()
)


@pytest.mark.parametrize(
    ("days", "overdue", "is_met", "zh", "en"),
    [
        (30, False, False, "距期限30天", "30 days to the deadline"),
        (0, False, False, "今日到期", "due today"),
        (-7, True, False, "期限已过7天，未见完成证据", "7 days past the deadline, no evidence"),
        (-7, True, True, "期限已过7天，完成证据待人工确认", None),
    ],
)
def test_a_milestone_is_told_in_days(days, overdue, is_met, zh, en):
    words = when(replace(REMINDER, days=days), overdue=overdue, is_met=is_met)
    assert words[0] == zh
    assert en is None or words[1] == en


def test_a_late_reminder_says_when_it_was_due_and_what_it_stands_for():
    assert late_words(REMINDER) == ()
    late = replace(REMINDER, late=True)
    assert late_words(late) == (("迟发（应于2027-12-01）", "late (was due on 2027-12-01)"),)
    ((zh, en),) = late_words(replace(late, missed=(90, -7)))
    assert zh.endswith("一并代替：+90、-7")
    assert en.endswith("stands also for +90、-7")


def test_a_reminder_carries_the_targets_quote_page_and_issuer():
    alert = reminder_alert(OWED, REMINDER, make.NOW)
    assert alert.kind is AlertKind.MILESTONE
    assert alert.key == "milestone:abc:2027-12-31-30"
    assert (alert.source_id, alert.source_name) == (DEADLINES, "上海市经济和信息化委员会")
    assert alert.finding == STATED.finding
    assert (alert.article_title, alert.article_url) == ("行动方案", STATED.url)
    assert alert.details[0] == ("距期限30天", "30 days to the deadline")


def test_a_page_without_an_issuer_leaves_the_targets_own():
    owed = replace(OWED, statement=replace(STATED, page_issuer=None))
    assert reminder_alert(owed, REMINDER, make.NOW).source_name == statements.SHANGHAI_GOVERNMENT


@pytest.mark.parametrize(
    ("proposed", "words"),
    [
        ((), "未见完成证据"),
        ((ProposalKind.SUPERSEDED,), "未见完成证据"),
        ((ProposalKind.MET,), "完成证据待人工确认"),
        ((ProposalKind.MET_LATE,), "完成证据待人工确认"),
    ],
)
def test_after_the_deadline_a_proposal_that_it_is_met_is_told_as_evidence_that_waits(proposed, words):
    past = replace(REMINDER, days=-7)
    alert = reminder_alert(replace(OWED, proposed=proposed), past, make.NOW)
    assert alert.kind is AlertKind.OVERDUE
    assert words in alert.details[0][0]
