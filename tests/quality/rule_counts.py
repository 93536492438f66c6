"""
Print in how many real texts beside the checkout each rule fires: `python tests/quality/rule_counts.py [BEGINNING]`.

A rule of words fires where its words stand, next to an amount or not; any other where it refuses an amount or makes a
finding. A rule earns its place by a class of the language that it stands for, or by firing in three texts.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.detect import read, refusals
from monitor.detect.vocabulary import RULES
from monitor.domain import Article, Block
from places import CORPUS
from quality import texts

#: Whole documents that no labels refer to.
UNLABELLED = CORPUS / "text" / "documents.jsonl"
GOLD = ("targets_progress.jsonl", "targets_progress_2.jsonl", "documents.jsonl")
#: Dates relative expressions where a text has no day of its own.
TODAY = date(2026, 1, 1)


def articles() -> Iterator[Article]:
    """Yield whole texts, then the labelled passages and documents."""
    for file in texts.files():
        for row in range(len(texts.rows(file))):
            text = texts.text(file, row)
            yield Article(
                url="", title=text.title or "", blocks=(Block(text.body),), published=text.published, issuer=text.issuer
            )
    for path in (UNLABELLED, *(CORPUS / "gold" / name for name in GOLD)):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("text"):
                yield Article(
                    url="",
                    title=row.get("title") or "",
                    blocks=(Block(row["text"]),),
                    published=_day(row.get("published")),
                )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


#: The words of each rule of words, wherever they stand.
WORDS = {
    rule_id: re.compile(rule.pattern.removesuffix("$").removeprefix("^"))
    for rule_id, rule in RULES.items()
    if rule.pattern
}


def rules_in(article: Article) -> set[str]:
    """Return the ids of the rules that fire in a text."""
    words = {rule_id for rule_id, pattern in WORDS.items() if pattern.search(article.text)}
    found = {finding.quote.rule for finding in read(article, (), today=TODAY).findings}
    return words | found | {amount.rule for amount in refusals(article, today=TODAY)}


if __name__ == "__main__":
    beginning = sys.argv[1] if len(sys.argv) > 1 else ""
    counts: Counter[str] = Counter()
    for article in articles():
        counts.update(rules_in(article))
    for rule_id in sorted(RULES, key=lambda rule_id: (counts[rule_id], rule_id)):
        if rule_id.startswith(beginning):
            sys.stdout.write(f"{counts[rule_id]:6} {rule_id}\n")
