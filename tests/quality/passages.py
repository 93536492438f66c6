"""
Our own labelled passages: references under labels/, rows in the shared labels' format from here.

Five sets: passages.jsonl, whose errors were studied while the rules were
written; passages_fresh.jsonl, drawn and labelled when the rules stood, then
studied; passages_last.jsonl, drawn and labelled after that; passages_pages.jsonl
of saved pages of documents, and passages_later.jsonl of texts that no other set
uses, both labelled before any rule was run on them, then studied. All but the
first say by their first scores (README) what is read of passages that nobody
had studied.

A label holds file, row and hash of the text, the passage as offsets in its
body, and per record offsets in the passage (quote, value, metric) and values.
They were read and labelled before any rule was run on them, after the page
that describes the shared labels, with these habits where it leaves a choice:

- 预计 for what the state itself builds or finishes is an expected target; for
  traffic, markets, harvests and effects of a project it is a forecast: none.
- Lengths, speeds and effects of a single project are left out, its total
  investment is kept.
- At most three targets without a number per passage, the first ones.
- 愿 and offers of the state to other states are planned targets of the whole
  country, 推动…达到 is aspirational.

- In documents, ages, thresholds, quotas of admission, rates of subsidies and
  how often a service is due are terms of a rule: none.
- A number of school leavers or of travellers expected this year is a forecast.

Run `python tests/quality/passages.py [passages_last.jsonl]` to print the rows, as `score.py` reads them.
"""

import json
import sys
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.texts import Page, labels, referred

FIRST, FRESH, LAST = "passages.jsonl", "passages_fresh.jsonl", "passages_last.jsonl"
PAGES, LATER = "passages_pages.jsonl", "passages_later.jsonl"
_PREFIX = {FIRST: "own", FRESH: "fresh", LAST: "last", PAGES: "page", LATER: "later"}


def rows(name: str = FIRST) -> list[dict[str, Any]]:
    """Return the passages with their records; an error if a text is not the one that was labelled."""
    return [_row(f"{_PREFIX[name]}-{number:03}", label) for number, label in enumerate(labels(name))]


def _row(name: str, label: dict[str, Any]) -> dict[str, Any]:
    source = referred(label)
    words = source.body[label["start"] : label["end"]]
    return {
        "id": name,
        "title": source.title,
        "published": source.published.isoformat() if source.published else label.get("published"),
        "issuer": source.issuer or (None if isinstance(source, Page) else "中央广播电视总台新闻联播"),
        "source": source.file,
        "text": words,
        "records": [_record(words, record) for record in label["records"]],
    }


def _record(words: str, record: dict[str, Any]) -> dict[str, Any]:
    value = record["value"]
    cut = {
        "quote": words[slice(*record["quote"])],
        "value_text": words[slice(*value)] if value else None,
        "metric": "".join(words[slice(*span)] for span in record["metric"]),
    }
    return {**record, **cut, "start": record["quote"][0], "end": record["quote"][1]}


if __name__ == "__main__":
    for row in rows(*sys.argv[1:]):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
