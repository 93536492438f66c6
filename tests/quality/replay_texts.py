"""Print the real texts beside the checkout as rows for `monitor replay --jsonl`: `python tests/quality/replay_texts.py > /tmp/texts.jsonl`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from places import CORPUS
from quality import texts

#: Reports to the congress that the file gives no day for: each year's is read on 5 March.
DAYS = {
    ("government_work_reports.jsonl", 0): "2024-03-05",
    ("government_work_reports.jsonl", 1): "2022-03-05",
    ("government_work_reports.jsonl", 2): "2018-03-05",
    ("government_work_reports.jsonl", 3): "2016-03-05",
}
#: Who tells the news of a file that does not say it.
PRESS = {"xinwen_lianbo_ai_items.jsonl": "中央广播电视总台新闻联播"}


def passages():
    """Yield the labelled passages, each an article of its own."""
    for line in (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield {name: row.get(name) for name in ("id", "text", "title", "published", "issuer")}


def whole_texts():
    for file in texts.files():
        for row in range(len(texts.rows(file))):
            text = texts.text(file, row)
            yield {
                "id": f"{Path(file).stem}/{row}",
                "text": text.body,
                "title": text.title,
                "published": text.published.isoformat() if text.published else DAYS.get((file, row)),
                "issuer": text.issuer or PRESS.get(file),
            }


if __name__ == "__main__":
    for one in (*whole_texts(), *passages()):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")
