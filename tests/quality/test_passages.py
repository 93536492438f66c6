"""Our own labelled passages are whole: enough of them, the drawn ones, none of the shared ones."""

import json
import re
from collections.abc import Callable

import pytest

from places import CORPUS
from quality.draw import (
    FRESH_SEED,
    LAST_SEED,
    LATER_SEED,
    PAGES_SEED,
    PASSAGES_SEED,
    Passage,
    fresh_passages,
    last_passages,
    later_passages,
    page_passages,
    passages,
)
from quality.passages import FIRST, FRESH, LAST, LATER, PAGES, rows
from quality.sentences import SEED, STUDIED_SEEDS, sentences
from quality.texts import labels

pytestmark = pytest.mark.corpus

ALL = [FIRST, FRESH, LAST, PAGES, LATER]


def later(seed: int) -> list[Passage]:
    """Draw from what no sentence that was read stands in."""
    return later_passages(seed, [one.words for draw in (*STUDIED_SEEDS, SEED) for one in sentences(draw)])


@pytest.mark.parametrize(
    ("name", "passages_wanted", "targets_wanted"),
    [(FIRST, 80, 40), (FRESH, 40, 20), (LAST, 30, 20), (PAGES, 36, 20), (LATER, 30, 4)],
)
def test_there_are_enough_passages_and_targets(name: str, passages_wanted: int, targets_wanted: int) -> None:
    records = [record for row in rows(name) for record in row["records"]]
    assert len(rows(name)) >= passages_wanted
    assert sum(record["type"] == "target" and bool(record["values"]) for record in records) >= targets_wanted


@pytest.mark.parametrize(
    ("name", "draw", "seed"),
    [
        (FIRST, passages, PASSAGES_SEED),
        (FRESH, fresh_passages, FRESH_SEED),
        (LAST, last_passages, LAST_SEED),
        (PAGES, page_passages, PAGES_SEED),
        (LATER, later, LATER_SEED),
    ],
)
def test_the_labelled_passages_are_the_drawn_ones(name: str, draw: Callable[[int], list[Passage]], seed: int) -> None:
    references = [(piece.text.file, piece.text.row, piece.start, piece.end) for piece in draw(seed)]
    assert [(one["file"], one["row"], one["start"], one["end"]) for one in labels(name)] == references


@pytest.mark.parametrize("name", ALL)
def test_no_passage_stands_in_the_shared_labels(name: str) -> None:
    lines = (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines()
    shared = [re.sub(r"\s", "", json.loads(line)["text"]) for line in lines]
    found = [re.sub(r"\s", "", row["text"]) for row in rows(name)]
    assert not [words for words in found if any(words in text for text in shared)]


@pytest.mark.parametrize("name", ALL)
def test_every_quote_and_metric_is_cut_from_its_passage(name: str) -> None:
    for row in rows(name):
        for record in row["records"]:
            assert row["text"][record["start"] : record["end"]] == record["quote"]
            assert record["metric"]
            assert record["value_text"] is None or record["value_text"] in record["quote"]
