"""Articles and topics for the tests of this room, written in the shape of real ones."""

from datetime import date
from typing import Any

from monitor.detect import read
from monitor.detect.document import Document, read_document
from monitor.detect.measures.own_page import own_measures
from monitor.domain import Article, Block, Measure, Progress, Target, Topic

PUBLISHED = date(2025, 9, 12)

AI = Topic(
    id="ai_plus",
    name="人工智能+",
    terms=(
        *(("人工智能+", 4.0), ("人工智能", 1.0), ("智能体", 1.0), ("机器人", 1.0), ("算力", 1.0)),
        *(("AI", 0.7), ("数智", 0.4)),
    ),
    exclusions=("智能体系", "算力度"),
)
GRAIN = Topic(id="grain", name="粮食", terms=(("粮食", 1.0), ("耕地", 0.5)))


def article(text: str = "", **given: Any) -> Article:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    fields: dict[str, Any] = {"title": "", "published": PUBLISHED} | given
    return Article(url="https://example.gov.cn/1", blocks=tuple(map(Block, lines)), **fields)


def document(text: str = "", **given: Any) -> Document:
    return read_document(article(text, **given), today=PUBLISHED)


def amounts_in(text: str = "", *topics: Topic, **given: Any) -> list[Target | Progress]:
    """Read the targets and the progress that a text states."""
    findings = read(article(text, **given), topics, today=PUBLISHED).findings
    return [finding for finding in findings if isinstance(finding, Target | Progress)]


def aims_in(text: str, **given: Any) -> list[str]:
    """Write the numeric targets of a text: metric, comparator, values, unit, last day."""
    return [
        " ".join(
            (
                found.amount.metric,
                found.amount.comparator.value,
                "~".join(map(str, found.amount.values)),
                found.amount.unit or "",
                str(found.deadline.end) if found.deadline else "-",
            )
        )
        for found in amounts_in(text, **given)
        if isinstance(found, Target) and found.amount.values
    ]


def own_measure(page: Document, topics: tuple[Topic, ...] = ()) -> Measure | None:
    """Return the only measure that a page is."""
    found = own_measures(page, topics)
    assert len(found) < 2
    return found[0] if found else None
