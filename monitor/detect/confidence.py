"""
How likely a record is right in type, number, unit and date.

Shares of right records among those that each kind of evidence produced, on the
labelled passages, rounded down for text that nobody has seen.
"""

from __future__ import annotations

from .context import Claim

#: By the evidence that decided between aim and result.
_BY_BASIS = {
    "clause": 0.93,
    "period": 0.93,
    "sentence": 0.88,
    "heading": 0.85,
    "paragraph": 0.75,
    "news": 0.85,
    "plan": 0.6,
    "year": 0.75,
    "table": 0.9,
}
_METRIC_FROM_BEFORE = 0.95
_NO_UNIT = 0.85
_VAGUE = 0.9
_FAR_DATE = {"paragraph": 0.95, "list_head": 0.95, "section": 0.9, "title": 0.85}
#: Aims without a number: a reader names fewer of them than the rules find.
QUALITATIVE = 0.75
TABLE = _BY_BASIS["table"]


def confidence_of(claim: Claim) -> float:
    """Return a share between 0 and 1, two digits."""
    share = _BY_BASIS[claim.basis]
    if not claim.named:
        share *= _METRIC_FROM_BEFORE
    if claim.quantity.unit is None:
        share *= _NO_UNIT
    if claim.quantity.hedge == "vague":
        share *= _VAGUE
    if claim.governing is not None:
        share *= _FAR_DATE.get(claim.governing.basis, 1.0)
    return round(share, 2)
