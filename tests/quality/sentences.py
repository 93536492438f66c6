"""
A thousand random sentences of real texts, and the targets that are read in them.

Each text is read whole, as the service reads it; what is found is counted to
the drawn sentence that its quote overlaps. labels/sentences.jsonl holds a
reader's verdict on every target found in the draw that counts, by reference:
file, row and hash of the text, offsets of the quote in its body, values, rule,
verdict and the reason in a few words; no sentence is kept. A target whose
number and day are stated and aimed at is true, also where its metric is cut
badly; the reason then says so.

Draws were read one after the other, and rules were mended for the language
where a draw showed a gap; only a draw that nobody had looked at before counts.

Run `python tests/quality/sentences.py [SEED]` to print each target with its sentence,
`python tests/quality/sentences.py --unread` to print references of targets without a verdict.
"""

import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.detect import read
from monitor.domain import Article, Block, Target
from quality.texts import Text, files, labels, referred, rows, text

#: Draws whose every target was read and whose gaps were mended.
STUDIED_SEEDS = (20261125, 20261126, 20261127, 20261201, 20261202)
#: The draw that counts: read once, when those were mended.
SEED = 20261130
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


Reference = tuple[str, int, int, int, tuple[str, ...]]


def reference(sentence: Drawn, target: Target) -> Reference:
    """Return what names a target in the verdicts: text, quote and values."""
    values = tuple(map(str, target.amount.values))
    return sentence.text.file, sentence.text.row, target.quote.start, target.quote.end, values


def verdicts() -> dict[Reference, dict[str, Any]]:
    """Return the verdicts; an error if a text is not the one that was read."""
    found = {}
    for label in labels("sentences.jsonl"):
        text = referred(label)
        found[text.file, text.row, label["start"], label["end"], tuple(label["values"])] = label
    return found


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


def _unread() -> Iterator[dict[str, object]]:
    """Yield a row without verdict and reason for each target of the draw that has none."""
    known = verdicts()
    for sentence, target in targets(sentences(SEED)):
        key = reference(sentence, target)
        if key not in known:
            names = ("file", "row", "start", "end", "values")
            row = dict(zip(names, key, strict=True)) | {"sha256": sentence.text.sha256}
            yield row | {"rule": target.quote.rule, "true": None, "reason": ""}


if __name__ == "__main__":
    if sys.argv[1:] == ["--unread"]:
        sys.stdout.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in _unread())
        sys.exit()
    for sentence, target in targets(sentences(int(sys.argv[1]) if len(sys.argv) > 1 else SEED)):
        amount, due = target.amount, target.deadline.end if target.deadline else None
        values = "~".join(map(str, amount.values))
        said = f"{amount.metric} {amount.comparator} {values}{amount.unit or ''} {due} {target.region}"
        where = f"{sentence.text.file[:4]} {sentence.text.row} {sentence.text.published}"
        sys.stdout.write(f"{where} {target.quote.rule}\n  {target.quote.text}\n  {said}\n  {sentence.words}\n")
