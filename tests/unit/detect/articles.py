"""Articles and topics for the tests of this room, written in the shape of real ones."""

from datetime import date
from typing import Any

from monitor.detect.document import Document, read_document
from monitor.domain import Article, Block, Topic

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
