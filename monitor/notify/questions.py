"""What waits for a person, in words: which target is meant, what is proposed, how it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ..domain import AlertKind, Finding, Goal, Match, Proposal, ProposalKind
from .claims import claims, visible, what
from .compose import both
from .content import Item, Reference, Words
from .kinds import LABELS

PROPOSED = {
    ProposalKind.LINK: Words("该进展属于此目标", "the figure counts for the target"),
    ProposalKind.PART: Words("此目标是另一目标的一部分", "the target is a part of another one"),
    ProposalKind.SAME: Words("两个目标是同一个", "two targets are one"),
    ProposalKind.MET: Words("已完成", "met"),
    ProposalKind.MET_LATE: Words("逾期完成", "met late"),
    ProposalKind.MISSED: Words("未完成", "missed"),
    ProposalKind.REVERSED: Words("完成后又回落", "met once, short of it again"),
    ProposalKind.SUPERSEDED: Words("已被新目标取代", "superseded"),
    ProposalKind.WITHDRAWN: Words("已撤回", "withdrawn"),
}
#: Characters of a target's key that commands need.
KEY_SHOWN = 10


def target_words(goal: Goal) -> tuple[str, str]:
    """Return the target that a figure or proposal is about: what, how much, where, by when."""
    asked = what(goal.amount)
    about = "，".join(part for part in (goal.region, goal.deadline and goal.deadline.end.isoformat()) if part)
    place = f"（{about}）" if about else ""
    return (f"目标：{asked.zh}{place}", f"target {goal.key[:KEY_SHOWN]}: {asked.en}{place}")


def proposal_words(proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Return what is proposed and how sure the rule is; then how it is decided, the same in both languages."""
    meant, key = PROPOSED[proposal.kind], proposal.target[:KEY_SHOWN]
    command = f"monitor target accept {key} · monitor target reject {key}"
    said = (
        f"建议：{meant.zh}（把握 {proposal.score:.0%}）",
        f"proposed: {meant.en} ({proposal.score:.0%} sure)",
    )
    return (said, (command, command))


def match_words(match: Match) -> tuple[str, str]:
    """Return that a figure may count for several targets, and how it is decided."""
    count = len(match.candidates)
    return (
        f"可能属于 {count} 个目标之一，请用 monitor review 选择",
        f"may count for one of {count} targets: choose with monitor review",
    )


def question_words(question: Proposal | Match, goal: Goal | None) -> tuple[tuple[str, str], ...]:
    """Return which target a question is about, if one, and what is asked."""
    asked = proposal_words(question) if isinstance(question, Proposal) else (match_words(question),)
    return asked if goal is None else (target_words(goal), *asked)


def question_item(
    words: Sequence[tuple[str, str]], evidence: Finding, page: Reference, published: date | None
) -> Item:
    """Return a question as an item of a digest, with the finding that speaks for it and the page that says so."""
    return Item(
        label=LABELS[AlertKind.STATUS_PROPOSAL],
        headline=claims(evidence),
        details=tuple(both(visible(zh), visible(en)) for zh, en in words),
        quote=visible(evidence.quote.text),
        link=page.url,
        title=visible(page.title),
        published=published,
    )
