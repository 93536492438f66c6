"""What people decide: written down, audited, and followed at once."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain import Audit, Decision, DecisionKind, Goal, Target
from ..store import Following, Store
from ..track import slot_text
from .following import Followed, Rules, follow
from .statements import of_kind


def decide(store: Store, decision: Decision, rules: Rules) -> None:
    """Write down a decision with its audit row, and work out anew what it concerns."""
    with store.following(decision.at) as following:
        following.decide(decision)
        before = [slot_text(goal, decision.slot) for goal in edited(following, decision)]
        following.audit([audit_of(decision, *before)])
        named = following.named({name for name in (decision.target, decision.finding) if name})
        # What was accepted or refused of parts and doubles counts though no statement changed.
        related = following.keys({one.fingerprint for one in of_kind(named, Target)})
        follow(Followed(following, rules, decision.at), named, set(related.values()))


def edited(following: Following, decision: Decision) -> Sequence[Goal]:
    """Return the target as it is before an edit; nothing for other decisions."""
    return following.goals_named({decision.target}) if decision.kind is DecisionKind.EDIT else ()


def audit_of(decision: Decision, old: str = "") -> Audit:
    """Return the audit row of a decision itself; what follows from it has rows of its own."""
    return Audit(
        at=decision.at,
        by=decision.by,
        subject=decision.target,
        aspect=decision.kind if decision.slot == "" else f"{decision.kind} {decision.slot}",
        old=old,
        new=decision.value or decision.status or decision.proposal or decision.finding,
        why=decision.reason,
        evidence=decision.finding,
    )
