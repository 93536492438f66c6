"""Which labelled claims speak of AI+: labelled by reading, before the rule for scope was run on any of them."""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from monitor.detect.document import Document, read_document
from monitor.detect.topics import Scope
from monitor.domain import Article, Block, Topic
from monitor.sources import load
from monitor.sources.registry import default_path
from monitor.text.normalise import clean
from places import CORPUS
from quality.passages import rows
from quality.texts import labels

pytestmark = pytest.mark.corpus

#: Wanted.
PRECISION, RECALL = 0.95, 0.95


@dataclass(frozen=True)
class Claim:
    """One labelled target or progress report: where it stands, its metric, whether it is on the topic."""

    id: str
    document: Document
    quote: str
    metric: str
    wanted: bool

    def is_in_scope(self, topics: tuple[Topic, ...]) -> bool:
        start = max(0, self.document.text.find(self.quote))
        return "ai_plus" in Scope(self.document, topics).of(start, start + len(self.quote), self.metric)


def passages() -> dict[str, dict[str, Any]]:
    lines = (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in (*map(json.loads, lines), *rows())}


def claims() -> Iterator[Claim]:
    texts = passages()
    for label in labels("scope.jsonl"):
        row = texts[label["id"]]
        assert hashlib.sha256(row["text"].encode()).hexdigest() == label["sha256"]
        blocks = tuple(Block(line.strip()) for line in row["text"].split("\n") if line.strip())
        article = Article(url="https://example.gov.cn/1", title=row["title"] or "", blocks=blocks)
        document = read_document(article, today=date(2025, 9, 30))
        for index, record in enumerate(row["records"]):
            quote, metric = clean(record["quote"]).text, clean(record["metric"]).text
            yield Claim(row["id"], document, quote, metric, index in label["in_scope"])


def test_claims_on_the_topic_are_told_from_others(capsys: pytest.CaptureFixture[str]) -> None:
    topics = load(default_path()).topics
    pairs = [(claim.is_in_scope(topics), claim.wanted) for claim in claims()]
    right = sum(found and wanted for found, wanted in pairs)
    precision = right / sum(found for found, _ in pairs)
    recall = right / sum(wanted for _, wanted in pairs)
    with capsys.disabled():
        sys.stdout.write(f"\nscope of {len(pairs)} claims: P {precision:.3f}, R {recall:.3f}\n")
    assert precision >= PRECISION
    assert recall >= RECALL
