"""
A thousand random sentences of real texts, and the targets that are read in them.

Each text is read whole, as the service reads it; what is found is counted to
the drawn sentence that its quote overlaps. labels/sentences.jsonl holds a
person's verdict on every target found, by reference; no sentence of it is kept.

Run `python tests/quality/sentences.py [SEED]` to print each target with its sentence.
"""

import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.detect import read
from monitor.domain import Article, Block, Target
from quality.texts import Text, files, rows, text

#: The first draw whose every target was read; rules were mended after it, so another one counts.
STUDIED_SEED = 20261125
SEED = 20261126
SENTENCES = 1000

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_SHORTEST = 8


@dataclass(frozen=True)
class Drawn:
    """A sentence of a text's body, `[start, end)`."""

    text: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text.body[self.start : self.end]


def sentences(seed: int) -> list[Drawn]:
    """Return a random choice of the sentences of all texts, in the order of the texts."""
    everything = [
        Drawn(one, *found.span())
        for one in _texts()
        for found in _SENTENCE.finditer(one.body)
        if len(found.group().strip()) >= _SHORTEST
    ]
    chosen = random.Random(seed).sample(range(len(everything)), SENTENCES)
    return [everything[number] for number in sorted(chosen)]


def targets(drawn: list[Drawn]) -> Iterator[tuple[Drawn, Target]]:
    """Yield the targets read in drawn sentences."""
    for sentence in drawn:
        for target in _targets_of(sentence.text):
            if target.quote.start < sentence.end and sentence.start < target.quote.end:
                yield sentence, target


@cache
def _texts() -> tuple[Text, ...]:
    return tuple(text(file, row) for file in files() for row in range(len(rows(file))))


@cache
def _targets_of(one: Text) -> tuple[Target, ...]:
    article = Article(
        url="",
        title=one.title,
        blocks=tuple(Block(line) for line in one.body.split("\n")),
        published=one.published,
        issuer=one.issuer,
    )
    findings = read(article, (), today=one.published or date(int(one.title[:4]), 3, 5)).findings
    return tuple(finding for finding in findings if isinstance(finding, Target))


if __name__ == "__main__":
    for sentence, target in targets(sentences(int(sys.argv[1]) if len(sys.argv) > 1 else SEED)):
        amount, due = target.amount, target.deadline.end if target.deadline else None
        values = "~".join(map(str, amount.values))
        said = f"{amount.metric} {amount.comparator} {values}{amount.unit or ''} {due} {target.region}"
        where = f"{sentence.text.file[:4]} {sentence.text.row} {sentence.text.published}"
        sys.stdout.write(
            f"{where} {target.quote.rule}\n  {target.quote.text}\n  {said}\n  {sentence.words}\n"
        )
