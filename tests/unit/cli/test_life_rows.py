"""How changes, reminders and proposals read."""

from datetime import UTC, date, datetime

import pytest

from monitor.cli.life_rows import change_words, moment, short, titled
from monitor.cli.target import proposal_line, reminder_day, reminder_line
from monitor.domain import Audit, Proposal, ProposalKind

MARK = "0123456789abcdef0123456789abcdef"
AT = datetime(2025, 4, 2, 16, 30, tzinfo=UTC)


def test_ids_are_short_and_moments_are_those_of_china():
    assert short(MARK) == "0123456789"
    assert short("2.7亿元") == "2.7亿元"
    assert moment(AT) == "2025-04-03 00:30"
    audit = Audit(AT, "rule", MARK, "part of", "", MARK, "narrower region")
    assert change_words(audit) == "part of: – → 0123456789 (narrower region)"
    assert change_words(Audit(AT, "rule", MARK, "figure", "82", "")) == "figure: 82 → –"


def test_a_page_without_a_title_shows_its_day():
    assert titled("", date(2025, 4, 2)) == "2025-04-02"
    assert titled("通知", date(2025, 4, 2)) == "通知 · 2025-04-02"


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("2025-12-31-30", "2025-12-01: 30 days before the deadline 2025-12-31"),
        ("2025-12-31+0", "2025-12-31: on the deadline 2025-12-31"),
        ("2025-12-31+7", "2026-01-07: 7 days after the deadline 2025-12-31"),
    ],
)
def test_a_reminder_tells_its_day_and_how_far_it_was(mark, words):
    assert reminder_line(mark) == words
    assert reminder_day(mark).isoformat() == words[:10]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ProposalKind.PART, "part of 0123456789 (narrower metric, score 0.60)"),
        (ProposalKind.SAME, "same as 0123456789 (narrower metric, score 0.60)"),
        (ProposalKind.MET, "met since 2025-04-02 (narrower metric, score 0.60, evidence 0123456789)"),
    ],
)
def test_a_proposal_tells_what_would_be_so_and_why(kind, words):
    proposal = Proposal(kind, "t", MARK, 0.6, "narrower metric", date(2025, 4, 2))
    assert proposal_line(proposal) == words
