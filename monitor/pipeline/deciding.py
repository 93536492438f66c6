"""What people decide: written down, audited, and followed at once."""

from __future__ import annotations

from ..domain import Audit, Decision, Target
from ..store import Store
from .following import Followed, Rules, follow
from .statements import of_kind


def decide(store: Store, decision: Decision, rules: Rules) -> None:
    """Write down a decision with its audit row, and work out anew what it concerns."""
    with store.following(decision.at) as following:
        following.decide(decision)
        following.audit([audit_of(decision)])
        named = following.named({name for name in (decision.target, decision.finding) if name})
        # What was accepted or refused of parts and doubles counts though no statement changed.
        related = following.keys({one.fingerprint for one in of_kind(named, Target)})
        follow(Followed(following, rules, decision.at), named, set(related.values()))


def audit_of(decision: Decision) -> Audit:
    """Return the audit row of a decision itself; what follows from it has rows of its own."""
    return Audit(
        at=decision.at,
        by=decision.by,
        subject=decision.target,
        aspect=decision.kind if decision.slot == "" else f"{decision.kind} {decision.slot}",
        old="",
        new=decision.value or decision.status or decision.proposal or decision.finding,
        why=decision.reason,
        evidence=decision.finding,
    )
