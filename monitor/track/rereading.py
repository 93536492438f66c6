"""Which finding of a new reading is which of the old one, when rules or the page changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..domain import Measure, Statement
from .amounts import canonical
from .measure_names import measure_name

#: How alike two quotes must be at least to be the same place of a text.
_SAME_PLACE: Final = 0.5


def reidentify(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, str]:
    """
    Return for fingerprints of an article's old findings those that took their place, one for one.

    A finding takes another's place if it is of the same kind, says the same number (a measure: the
    same name or number) and is read from the same words or nearly so. Fingerprints that did not
    change, and findings without an heir, are left out; so decisions about the latter wait.
    """
    known = {one.fingerprint for one in new}
    lost = [one for one in old if one.fingerprint not in known]
    kept = {one.fingerprint for one in old}
    found = [one for one in new if one.fingerprint not in kept]
    pairs = [
        (-likeness, one.fingerprint, other.fingerprint)
        for one in lost
        for other in found
        if (likeness := _likeness(one, other)) >= _SAME_PLACE
    ]
    heirs: dict[str, str] = {}
    for _, gone, heir in sorted(pairs):
        if gone not in heirs and heir not in heirs.values():
            heirs[gone] = heir
    return heirs


def _likeness(one: Statement, other: Statement) -> float:
    """Return how alike the quotes are of two findings that say the same; 0 if they do not."""
    if type(one.finding) is not type(other.finding) or _said(one) != _said(other):
        return 0.0
    ours, theirs = one.finding.quote.text, other.finding.quote.text
    if ours in theirs or theirs in ours:
        return 1.0
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- 40 ms that a check without news need not spend

    return Indel.normalized_similarity(ours, theirs)


def _said(statement: Statement) -> object:
    finding = statement.finding
    if isinstance(finding, Measure):
        return finding.document_number or measure_name(finding.name)
    return canonical(finding.amount)
