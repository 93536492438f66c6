"""Labelled statements and pairs: which progress belongs to which target, read by a person."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from monitor.domain import (
    Amount,
    Article,
    Block,
    Comparator,
    Finding,
    MetricKind,
    Period,
    Precision,
    Progress,
    Quote,
    Reading,
    Statement,
    Target,
)
from monitor.pipeline.following import wider
from monitor.pipeline.recorder import read
from monitor.track import fingerprint
from places import CORPUS
from quality.texts import text

LABELS = Path(__file__).parent / "labels"
_GOLD = "targets_progress.jsonl"
#: Provinces of the places that the labels name.
_PROVINCES = {"庆阳市": "甘肃省", "克拉玛依市": "新疆维吾尔自治区", "深圳市": "广东省"}


@dataclass(frozen=True)
class Pair:
    """A target and a figure, and whether the figure belongs to it."""

    target: str
    progress: str
    belongs: bool
    #: Why a pair that does not belong together looks as if it did.
    trap: str
    #: Whether the two name the metric in different words.
    reworded: bool


@cache
def pairs() -> tuple[Pair, ...]:
    return tuple(
        Pair(row["target"], row["progress"], row["belongs"], row.get("trap", ""), row["reworded"])
        for row in _rows("links.jsonl")
    )


@cache
def labelled() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in _rows("link_statements.jsonl")}


@cache
def _rows(name: str) -> tuple[dict[str, Any], ...]:
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


def is_real(row: dict[str, Any]) -> bool:
    """Tell whether the sentence stands in the shared corpus; the others were written for this test."""
    return "file" in row


def quoted(row: dict[str, Any]) -> str:
    """Return the labelled words; an error if the text is not the one that was labelled."""
    if not is_real(row):
        return str(row["written"])
    whole = _whole(row["file"], row["row"])
    if hashlib.sha256(whole.encode()).hexdigest() != row["sha256"]:
        message = f"not the text that was labelled: {row['file']} row {row['row']}"
        raise AssertionError(message)
    return whole[row["start"] : row["end"]]


def _whole(file: str, row: int) -> str:
    if file == _GOLD:
        lines = (CORPUS / "gold" / file).read_text(encoding="utf-8").splitlines()
        return str(json.loads(lines[row])["text"])
    return text(file, row).raw


def statement(row: dict[str, Any]) -> Statement:
    """Return a labelled sentence as the statement that a perfect reader would take from it."""
    words = quoted(row)
    quote = Quote(words, 0, len(words), "label", 1.0, in_scope=True)
    amount = Amount(
        metric=row["metric"],
        kind=MetricKind(row["kind"]),
        comparator=Comparator(row["comparator"]),
        values=tuple(Decimal(value) for value in row["values"]),
        unit=row["unit"],
        per=row["per"],
    )
    finding: Finding
    if row["type"] == "target":
        finding = Target(
            quote=quote, amount=amount, deadline=_period(row["deadline"]), region=row["region"], issuer=row["issuer"]
        )
    else:
        finding = Progress(
            quote=quote, amount=amount, as_of=_period(row["as_of"]), region=row["region"], issuer=row["issuer"]
        )
    published = date.fromisoformat(row["published"])
    region = row["region"] or ""
    return Statement(
        fingerprint=fingerprint(finding),
        finding=finding,
        url=f"label:{row['id']}",
        published=published,
        seen_at=datetime(published.year, published.month, published.day, tzinfo=UTC),
        wider=tuple(place for place in (_PROVINCES.get(region), "全国") if place and place != region),
        plans=tuple(row["plans"]),
    )


def read_by_rules(row: dict[str, Any]) -> Statement | None:
    """Return the labelled sentence as detection reads it in its text; None where it reads no such figure."""
    words = quoted(row)
    kind = Target if row["type"] == "target" else Progress
    values = [abs(Decimal(value)) for value in row["values"]]
    found = [
        one
        for one in _readings(row).findings
        if isinstance(one, kind)
        and [abs(value) for value in one.amount.values] == values
        and _overlap(one.quote.text, words)
    ]
    if not found:
        return None
    finding = max(found, key=lambda one: len(set(one.amount.metric) & set(row["metric"])))
    labelled_one = statement(row)
    return replace(labelled_one, finding=finding, fingerprint=fingerprint(finding), wider=wider(finding.region))


def _overlap(quote: str, words: str) -> bool:
    """Tell whether a quote is of the labelled words: it holds them, they hold it, or most characters agree."""
    return quote in words or words in quote or len(set(quote) & set(words)) > 0.7 * len(set(quote))


def _readings(row: dict[str, Any]) -> Reading:
    day = row["published"]
    if not is_real(row):
        return _reading(f"{quoted(row)}。", "", day, row["issuer"])
    if row["file"] == _GOLD:
        lines = (CORPUS / "gold" / _GOLD).read_text(encoding="utf-8").splitlines()
        passage = json.loads(lines[row["row"]])
        return _reading(passage["text"], "", day, passage.get("issuer"))
    whole = text(row["file"], row["row"])
    return _reading(whole.body, whole.title, day, whole.issuer)


@cache
def _reading(body: str, title: str, published: str, issuer: str | None) -> Reading:
    day = date.fromisoformat(published)
    blocks = tuple(Block(line.strip()) for line in body.splitlines() if line.strip())
    article = Article(url="label:", title=title, blocks=blocks, published=day, issuer=issuer)
    return read(article, (), today=day)


def _period(ends: list[str | None] | None) -> Period | None:
    if ends is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in ends)
    assert end is not None
    precision = Precision.DAY if start in (None, end) else Precision.YEAR
    return Period(start, end, precision, "as labelled", "label")
