"""Draw the texts of our own labelled sets. Run `python tests/quality/draw.py` to see the references."""

import itertools
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from places import CORPUS
from quality.texts import Text, files, page, pages, rows, text

#: Seeds were chosen once, before anything was labelled.
RELEVANCE_SEED = 20250402
RELEVANCE_ARTICLES = 200
PASSAGES_SEED = 20251124
#: Passages with a number near words that look ahead, and passages with any other number. Aims are
#: rare (one passage in forty): without the first stratum a thousand passages would have to be read.
AIM_PASSAGES, OTHER_PASSAGES = 76, 24
#: A third set, drawn and labelled when the rules stood: what they read of passages nobody had looked at.
FRESH_SEED = 20261124
FRESH_AIMS, FRESH_OTHERS = 30, 10
#: A fourth set, when what the third had shown was mended.
LAST_SEED = 20261128
LAST_AIMS, LAST_OTHERS = 24, 6

#: A fifth set, of documents themselves and not of news: saved pages that no rule was written for.
PAGES_SEED = 20261130
PAGES_AIMS, PAGES_OTHERS = 16, 20

#: A sixth set, when what the fifth had shown was mended: texts that no other set uses. Hardly any
#: passage that looks ahead is left there, so words are enough that may look ahead.
LATER_SEED = 20261129
LATER_AIMS, LATER_OTHERS = 18, 12
_MAY_AIM = re.compile(r"将|[要拟]|计划|目标|力争|今年|明年|未来|下一步|预计|安排|到20[2-9]\d")

_LONGEST = 400
_CHUNK = 300
_SHORTEST = 40
_SENTENCE = re.compile(r"[^。；\n]{1,600}[。；]?")
_RUN = 16
_NUMBER = re.compile(r"\d")
_AIM = re.compile(
    r"到(?:20[2-9]\d|本世纪)年?|20(?:2[5-9]|3\d)年(?:底|末|前)|今年底|年底前|年内|力争|今年[^。]{0,40}(?:将|计划|拟)|未来[一二三四五六七八九十\d]+年|"
    r"将(?:新增|建成|培育|打造|达到|实现|新建|超过|突破)|(?:计划|预计)[^，。]{0,12}\d|预期目标"
)
_AMOUNT = re.compile(r"\d[^，。]{0,6}(?:%|个|家|万|亿|项|倍|名|套|座|元|件|种|公里|千瓦|处|台)")


@dataclass(frozen=True)
class Passage:
    """A piece of a text's body, `[start, end)`."""

    text: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text.body[self.start : self.end]


def articles(seed: int, number: int) -> list[Text]:
    """Return a random choice of all texts, without repetition."""
    return [text(file, row) for file, row in random.Random(seed).sample(_everything(), number)]


def passages(seed: int) -> list[Passage]:
    """Return a random choice of passages from texts that the shared labels do not use."""
    aims, others = _strata(_unlabelled())
    chance = random.Random(seed)
    return _in_order(chance.sample(aims, AIM_PASSAGES) + chance.sample(others, OTHER_PASSAGES))


def fresh_passages(seed: int) -> list[Passage]:
    """Return passages of texts that our first set does not use, none with words of a labelled one."""
    return _unseen(seed, passages(PASSAGES_SEED), FRESH_AIMS, FRESH_OTHERS)


def last_passages(seed: int) -> list[Passage]:
    """Return passages with no words of any other set."""
    seen = passages(PASSAGES_SEED) + fresh_passages(FRESH_SEED)
    return _unseen(seed, seen, LAST_AIMS, LAST_OTHERS)


def page_passages(seed: int) -> list[Passage]:
    """Return passages of saved pages of documents, none with words of a labelled one or with mostly those of another."""
    seen = passages(PASSAGES_SEED) + fresh_passages(FRESH_SEED) + last_passages(LAST_SEED)
    texts = [page(path) for path in pages()]
    return _chosen(seed, texts, seen, (PAGES_AIMS, PAGES_OTHERS), distinct=True)


def later_passages(seed: int, studied: Iterable[str]) -> list[Passage]:
    """Return passages of texts that no other set uses, none with words of a labelled or a studied one."""
    seen = passages(PASSAGES_SEED) + fresh_passages(FRESH_SEED) + last_passages(LAST_SEED)
    used = {(piece.text.file, piece.text.row) for piece in seen}
    known = {run for words in (*_shared(), *studied) for run in _word_runs(words)}
    known |= {run for piece in seen for run in _word_runs(piece.words)}
    texts = [text(file, row) for file, row in _everything() if (file, row) not in used]
    pieces = [piece for one in texts for piece in _pieces(one) if _is_prose(piece.words)]
    unseen = [piece for piece in pieces if known.isdisjoint(_word_runs(piece.words))]
    ahead = [piece for piece in unseen if _MAY_AIM.search(piece.words) and _AMOUNT.search(piece.words)]
    rest = [piece for piece in unseen if not _MAY_AIM.search(piece.words) and _AMOUNT.search(piece.words)]
    chance = random.Random(seed)
    return _in_order(chance.sample(ahead, LATER_AIMS) + chance.sample(rest, LATER_OTHERS))


def _unseen(seed: int, seen: list[Passage], aims: int, others: int) -> list[Passage]:
    used = {(piece.text.file, piece.text.row) for piece in passages(PASSAGES_SEED)}
    texts = [text(file, row) for file, row in _everything() if (file, row) not in used]
    return _chosen(seed, texts, seen, (aims, others))


def _chosen(
    seed: int, texts: Sequence[Text], seen: list[Passage], numbers: tuple[int, int], *, distinct: bool = False
) -> list[Passage]:
    """Return so many passages that look ahead, and so many others, with no words of a labelled one."""
    ahead, rest = _strata(texts)
    labelled = {run for words in (*_shared(), *(piece.words for piece in seen)) for run in _word_runs(words)}
    chance = random.Random(seed)
    chosen: list[Passage] = []
    for pieces, number in zip((ahead, rest), numbers, strict=True):
        shuffled = chance.sample(pieces, len(pieces))
        unseen = (piece for piece in shuffled if labelled.isdisjoint(_word_runs(piece.words)))
        chosen += itertools.islice(_distinct(unseen) if distinct else unseen, number)
    return _in_order(chosen)


def _distinct(pieces: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages that do not repeat, in more than half of their words, those before."""
    told: set[str] = set()
    for piece in pieces:
        runs = _word_runs(piece.words)
        if len(runs & told) * 2 <= len(runs):
            told |= runs
            yield piece


def _strata(texts: Sequence[Text]) -> tuple[list[Passage], list[Passage]]:
    """Return the passages that look ahead, and the others."""
    pieces = [piece for one in texts for piece in _pieces(one) if _is_prose(piece.words)]
    ahead = [piece for piece in pieces if _looks_ahead(piece.words)]
    return ahead, [piece for piece in pieces if not _looks_ahead(piece.words)]


def _in_order(pieces: list[Passage]) -> list[Passage]:
    return sorted(pieces, key=lambda piece: (piece.text.file, piece.text.row, piece.start))


def _word_runs(words: str) -> set[str]:
    """Return every run of so many characters that two texts share it only if one repeats the other."""
    plain = _squeezed(words)
    return {plain[at : at + _RUN] for at in range(len(plain) - _RUN + 1)}


def _is_prose(words: str) -> bool:
    return "。" in words and _NUMBER.search(words) is not None


def _looks_ahead(words: str) -> bool:
    return bool(_AIM.search(words) and _AMOUNT.search(words))


def _everything() -> list[tuple[str, int]]:
    return [(file, row) for file in files() for row in range(len(rows(file)))]


def _unlabelled() -> list[Text]:
    labelled = [_squeezed(words)[:_SHORTEST] for words in _shared()]
    texts = [text(file, row) for file, row in _everything()]
    bodies = [(one, _squeezed(one.body)) for one in texts]
    return [one for one, body in bodies if not any(words in body for words in labelled)]


def _shared() -> list[str]:
    lines = (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def _squeezed(words: str) -> str:
    return re.sub(r"\s|&nbsp;", "", words)


def _pieces(one: Text) -> list[Passage]:
    """Return the paragraphs; long ones in runs of sentences."""
    found = []
    for line in re.finditer(r"[^\n]+", one.body):
        spans = [line.span()] if len(line.group()) <= _LONGEST else _runs(one.body, *line.span())
        found += [Passage(one, start, end) for start, end in spans if end - start >= _SHORTEST]
    return found


def _runs(body: str, start: int, end: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(body, start, end):
        if runs and sentence.end() - runs[-1][0] <= _CHUNK:
            runs[-1] = (runs[-1][0], sentence.end())
        else:
            runs.append(sentence.span())
    return runs


if __name__ == "__main__":
    for drawn in articles(RELEVANCE_SEED, RELEVANCE_ARTICLES):
        sys.stdout.write(f"{drawn.file}\t{drawn.row}\t{drawn.sha256[:12]}\t{drawn.title}\n")
    for piece in (
        *passages(PASSAGES_SEED),
        *fresh_passages(FRESH_SEED),
        *last_passages(LAST_SEED),
        *page_passages(PAGES_SEED),
    ):
        sys.stdout.write(f"{piece.text.file}\t{piece.text.row}\t{piece.start}-{piece.end}\n")
