"""When two findings are the same thing, and what is new."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from decimal import Decimal

from ..domain import Amount, Change, ChangeKind, Finding, Measure, Period, Progress, Reading, Stage, Target
from .measure_names import is_telling, measure_name

#: Characters that differ between copies of one name without meaning: quotes, spaces, brackets.
NOISE = re.compile(r"[\s“”\"'‘’《》〈〉（）()【】\[\]、，,．.·]")


def fingerprint(finding: Finding) -> str:
    """
    Return the identity of a finding: equal on every page that states the same thing.

    Built from what is claimed, never from where it stands: a restatement in
    another article has the same fingerprint. A measure is its document number,
    else its name and leading issuer; its stage belongs to it, since a later
    stage is news. (One notice repeals several, with one number: there the name counts.) A target is metric, region, amount and deadline; a progress
    report the same with its day. A name that is anybody's (管理办法) without an
    issuer is told apart by its quote, an amount without a place by its issuer.
    """
    return hashlib.sha256("\0".join(identity(finding)).encode()).hexdigest()[:32]


def identity(finding: Finding) -> tuple[str, ...]:
    """Return the words that `fingerprint` hashes."""
    match finding:
        case Measure():
            name = plain(finding.name) + "|" + "".join(finding.issuers[:1])
            if finding.document_number and finding.stage is not Stage.REPEALED:
                name = finding.document_number
            whose = () if _is_known(finding) else (plain(finding.quote.text),)
            return ("measure", name, finding.stage, *whose)
        case Target():
            return ("target", place(finding), *stated(finding.amount), last_day(finding.deadline))
        case _:
            return ("progress", place(finding), *stated(finding.amount), last_day(finding.as_of))


def _is_known(measure: Measure) -> bool:
    named = measure.document_number or measure.issuers
    return bool(named) or is_telling(measure_name(measure.name))


def place(finding: Target | Progress) -> str:
    """Return the region, of a site or an enterprise who speaks of it."""
    return finding.region or (f"@{finding.issuer}" if finding.issuer else "")


def stated(amount: Amount) -> tuple[str, ...]:
    """Return what an amount says, spelt one way (60 and 60.0 are the same number)."""
    return (
        plain(amount.metric),
        amount.kind,
        amount.comparator,
        ",".join(spelt(value) for value in amount.values),
        amount.unit or "",
        amount.per or "",
    )


def spelt(value: Decimal) -> str:
    """Return a number without trailing zeros or exponent."""
    return f"{value.normalize():f}"


def last_day(period: Period | None) -> str:
    """Return the ISO day a period ends on; empty without one."""
    return period.end.isoformat() if period else ""


def plain(words: str) -> str:
    """Return a name without the marks in which copies of it differ."""
    return NOISE.sub("", words)


def compare(reading: Reading, known: Collection[str]) -> tuple[Change, ...]:
    """
    Return the findings of one reading with their novelty, order kept.

    The same claim made twice in one article is one change; its first quote
    stands. `known` holds fingerprints already recorded.
    """
    changes: dict[str, Change] = {}
    for finding in reading.findings:
        mark = fingerprint(finding)
        kind = ChangeKind.KNOWN if mark in known else ChangeKind.NEW
        changes.setdefault(mark, Change(finding, mark, kind))
    return tuple(changes.values())
