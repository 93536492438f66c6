"""The measures of the damaged copy of the article that this project started from."""

import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from monitor.detect.document import read_document
from monitor.detect.measures import find_measures
from monitor.domain import Article, Block, Measure
from places import SHARED

pytestmark = pytest.mark.corpus

FACTS = SHARED / "seed" / "facts.json"


def measures() -> tuple[Measure, ...]:
    facts = json.loads(FACTS.read_text(encoding="utf-8"))
    lines = (SHARED / "seed" / facts["seed"]).read_text(encoding="utf-8").splitlines()
    blocks = tuple(Block(line.strip()) for line in lines if line.strip())
    published = date.fromisoformat(facts["published"])
    article = Article(url="https://example.gov.cn/1", title="", blocks=blocks, published=published)
    return find_measures(read_document(article, today=published))


def agreement(found: str, wanted: str) -> float:
    """Return the F1 of the characters that two names share."""
    common = sum((Counter(found) & Counter(wanted)).values())
    return 2 * common / (len(found) + len(wanted))


def is_found(wanted: dict[str, Any], found: tuple[Measure, ...]) -> bool:
    return any(
        agreement(measure.name, wanted["name"]) >= 0.6
        and wanted["issuer"] in "、".join(measure.issuers)
        and measure.stage == wanted["stage"]
        for measure in found
    )


def test_every_measure_is_found_in_the_damaged_text_and_no_other() -> None:
    wanted = json.loads(FACTS.read_text(encoding="utf-8"))["measures"]
    found = measures()
    assert [fact["name"] for fact in wanted if not is_found(fact, found)] == []
    assert len(found) == len(wanted)
