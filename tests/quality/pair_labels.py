"""Pairs of a target and a reported figure that other readers labelled: as they read them, and as detection does."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal

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
from quality.texts import Text

#: Fields of a file's rows that hold the text.
_TEXTS = ("text", "content")
Kind = Literal["target", "progress"]
Side = dict[str, Any]


@dataclass(frozen=True)
class LabelledPair:
    """A target and a figure, whether the figure belongs to it, and what makes it look so if it does not."""

    id: str
    target: Side
    progress: Side
    belongs: bool
    trap: str
    reworded: bool

    @property
    def unread(self) -> bool:
        """Whether it is of the third of the documents, by the target's, that nobody read while rules were written."""
        document = f"{self.target['file']}#{self.target['row']}"
        return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 3 == 0


@cache
def labelled_pairs() -> tuple[LabelledPair, ...]:
    lines = (CORPUS / "gold" / "links.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(
        LabelledPair(
            id=row["id"],
            target=row["target"],
            progress=row["progress"],
            belongs=row["belongs"],
            trap=row["trap"] or "",
            reworded=row["reworded"],
        )
        for row in map(json.loads, lines)
    )


def as_labelled(side: Side, kind: Kind) -> Statement:
    """Return one side of a pair as the statement that a perfect reader would take from its text."""
    words = side["quote"]
    quote = Quote(words, 0, len(words), "label", 1.0, in_scope=True)
    amount = Amount(
        metric=side["metric"],
        kind=MetricKind(side["kind"]),
        comparator=Comparator(side["comparator"] or "="),
        values=tuple(Decimal(value) for value in side["values"]),
        unit=side["unit"],
        per=side["per"],
    )
    finding: Finding
    if kind == "target":
        deadline = _period(side["deadline"])
        finding = Target(quote=quote, amount=amount, deadline=deadline, region=side["region"], issuer=side["issuer"])
    else:
        as_of = _period(side["as_of"])
        finding = Progress(quote=quote, amount=amount, as_of=as_of, region=side["region"], issuer=side["issuer"])
    return _statement(side, finding)


def as_read(side: Side, kind: Kind) -> Statement | None:
    """Return one side as detection reads it in its text; None where it reads no such figure."""
    values = [abs(Decimal(value)) for value in side["values"]]
    found = [
        finding
        for finding in _read(side["file"], side["row"], side["published"], side["issuer"]).findings
        if isinstance(finding, Target if kind == "target" else Progress)
        and [abs(value) for value in finding.amount.values] == values
        and _overlap(finding.quote.text, side["quote"])
    ]
    if not found:
        return None
    return _statement(side, max(found, key=lambda finding: len(set(finding.amount.metric) & set(side["metric"]))))


def _statement(side: Side, finding: Target | Progress) -> Statement:
    published = date.fromisoformat(side["published"])
    return Statement(
        fingerprint=fingerprint(finding),
        finding=finding,
        url=f"label:{side['file']}:{side['row']}",
        published=published,
        seen_at=datetime(published.year, published.month, published.day, tzinfo=UTC),
        wider=wider(finding.region),
    )


def _period(end: str | None) -> Period | None:
    """Return a period of which the label gives the last day alone."""
    if end is None:
        return None
    day = date.fromisoformat(end)
    return Period(day, day, Precision.DAY, "as labelled", "label")


def _overlap(quote: str, words: str) -> bool:
    """Tell whether a quote is of the labelled words: it holds them, they hold it, or most characters agree."""
    return quote in words or words in quote or len(set(quote) & set(words)) > 0.7 * len(set(quote))


@cache
def _read(file: str, row: int, published: str, issuer: str | None) -> Reading:
    lines = (CORPUS.parent / file).read_text(encoding="utf-8").splitlines()
    found = json.loads(lines[row])
    raw = next(found[name] for name in _TEXTS if name in found)
    day = date.fromisoformat(published)
    body = Text(file=file, row=row, raw=raw, title=found["title"], published=day, issuer=issuer).body
    blocks = tuple(Block(line.strip()) for line in body.splitlines() if line.strip())
    article = Article(url="label:", title=found["title"], blocks=blocks, published=day, issuer=issuer)
    return read(article, (), today=day)
