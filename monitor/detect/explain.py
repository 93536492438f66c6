"""Findings and rules for people and programs: a rule in words, a finding as a row of plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from ..domain import Article, Block, Finding, Measure, Period, Progress, Target, Topic
from . import read
from .vocabulary import RULES

Language = Literal["zh", "en"]

_KINDS: Final[dict[Language, dict[type, str]]] = {"zh": {Target: "目标"}, "en": {Target: "a target"}}
_OTHERWISE: Final[dict[Language, str]] = {"zh": "进展", "en": "progress"}


#: Of findings that an earlier version recorded, by a rule that has gone or has another id now.
_OF_OLD: Final[dict[Language, str]] = {
    "zh": "由早先版本的规则“{}”读出，现行规则中已无此条",
    "en": "an earlier version read it by its rule {}, which is no longer among the rules",
}


def words(rule_id: str, lang: Language = "en") -> str:
    """Return the reason that a rule gives; that the rule is gone, for an id that only earlier versions knew."""
    rule = RULES.get(rule_id)
    if rule is None:
        return _OF_OLD[lang].format(rule_id)
    return rule.zh if lang == "zh" else rule.en


def reason_of(finding: Finding, lang: Language = "en") -> str:
    """Return why a finding was read as what it is. How its date was worked out, `track.how_dated` says."""
    why = words(finding.quote.rule, lang)
    if isinstance(finding, Measure):
        return why
    kind = _KINDS[lang].get(type(finding), _OTHERWISE[lang])
    return f"{kind}：{why}" if lang == "zh" else f"{kind}: {why}"


Row = dict[str, object]


def read_row(row: Mapping[str, object], topics: tuple[Topic, ...], *, today: date | None = None) -> Row:
    """
    Return `{"id", "findings"}` for `{"id", "text", "title"?, "published"?, "issuer"?}`.

    Offsets count in the row's text. Without `published`, `today` anchors relative dates.
    """
    published = date.fromisoformat(str(row["published"])) if row.get("published") else None
    article = Article(
        url="",
        title=str(row.get("title") or ""),
        blocks=(Block(str(row["text"])),),
        published=published,
        issuer=str(row["issuer"]) if row.get("issuer") else None,
    )
    reading = read(article, topics, today=today or published or date.min)
    return {"id": row.get("id"), "findings": [finding_row(finding) for finding in reading.findings]}


def finding_row(finding: Finding) -> Row:
    """Return a finding as plain values that JSON can carry."""
    quote = finding.quote
    shared: Row = {
        "quote": quote.text,
        "start": quote.start,
        "end": quote.end,
        "confidence": quote.confidence,
        "rule": quote.rule,
        "in_scope": quote.in_scope,
        "topics": list(quote.topics),
        "region": finding.region,
    }
    if isinstance(finding, Measure):
        return {"type": "measure"} | shared | _measure(finding)
    return {"type": "target" if isinstance(finding, Target) else "progress"} | shared | _amount(finding)


def _measure(finding: Measure) -> Row:
    return {
        "name": finding.name,
        "kind": finding.kind,
        "stage": finding.stage.value,
        "document_number": finding.document_number,
        "issuers": list(finding.issuers),
        "themes": list(finding.themes),
    }


def _amount(finding: Target | Progress) -> Row:
    amount = finding.amount
    row: Row = {
        "metric": amount.metric,
        "kind": amount.kind.value,
        "comparator": amount.comparator.value if amount.values else None,
        "values": [plain_text(value) for value in amount.values],
        "unit": amount.unit,
        "per": amount.per,
        "issuer": finding.issuer,
    }
    if isinstance(finding, Target):
        return row | {"deadline": _period(finding.deadline), "strength": finding.strength.value}
    return row | {"as_of": _period(finding.as_of)}


def plain_text(value: Decimal) -> str:
    """Return a value without exponent or trailing zeros."""
    return format(value, "f")


def _period(period: Period | None) -> Row | None:
    if period is None:
        return None
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat(),
        "precision": period.precision.value,
        "text": period.text,
        "rule": period.rule,
    }
