"""Draw the texts of our own labelled sets. Run `python tests/quality/draw.py` to see the references."""

import random
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quality.texts import Text, files, rows, text

#: Seeds were chosen once, before anything was labelled.
RELEVANCE_SEED = 20250402
RELEVANCE_ARTICLES = 200


def articles(seed: int, number: int) -> list[Text]:
    """Return a random choice of all texts, without repetition."""
    everything = [(file, row) for file in files() for row in range(len(rows(file)))]
    return [text(file, row) for file, row in random.Random(seed).sample(everything, number)]


if __name__ == "__main__":
    for drawn in articles(RELEVANCE_SEED, RELEVANCE_ARTICLES):
        sys.stdout.write(f"{drawn.file}\t{drawn.row}\t{drawn.sha256[:12]}\t{drawn.title}\n")
