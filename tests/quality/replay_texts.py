"""Print the real texts beside the checkout as rows for `monitor replay --jsonl`: `python tests/quality/replay_texts.py > /tmp/texts.jsonl`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from places import CORPUS
from quality import texts  # noqa: E402


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
                "published": text.published.isoformat() if text.published else None,
                "issuer": text.issuer,
            }


if __name__ == "__main__":
    for one in (*whole_texts(), *passages()):
        print(json.dumps(one, ensure_ascii=False))
