"""Our own labelled passages are whole: enough of them, the drawn ones, none of the shared ones."""

import json
import re
from collections.abc import Callable

import pytest

from places import CORPUS
from quality.draw import (
    FRESH_SEED,
    LAST_SEED,
    PASSAGES_SEED,
    Passage,
    fresh_passages,
    last_passages,
    passages,
)
from quality.passages import FIRST, FRESH, LAST, rows
from quality.texts import labels

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize(
    ("name", "passages_wanted", "targets_wanted"), [(FIRST, 80, 40), (FRESH, 40, 20), (LAST, 30, 20)]
)
def test_there_are_enough_passages_and_targets(name: str, passages_wanted: int, targets_wanted: int) -> None:
    records = [record for row in rows(name) for record in row["records"]]
    assert len(rows(name)) >= passages_wanted
    assert sum(record["type"] == "target" and bool(record["values"]) for record in records) >= targets_wanted


@pytest.mark.parametrize(
    ("name", "draw", "seed"),
    [(FIRST, passages, PASSAGES_SEED), (FRESH, fresh_passages, FRESH_SEED), (LAST, last_passages, LAST_SEED)],
)
def test_the_labelled_passages_are_the_drawn_ones(
    name: str, draw: Callable[[int], list[Passage]], seed: int
) -> None:
    references = [(piece.text.file, piece.text.row, piece.start, piece.end) for piece in draw(seed)]
    assert [(one["file"], one["row"], one["start"], one["end"]) for one in labels(name)] == references


@pytest.mark.parametrize("name", [FIRST, FRESH, LAST])
def test_no_passage_stands_in_the_shared_labels(name: str) -> None:
    lines = (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines()
    shared = [re.sub(r"\s", "", json.loads(line)["text"]) for line in lines]
    found = [re.sub(r"\s", "", row["text"]) for row in rows(name)]
    assert not [words for words in found if any(words in text for text in shared)]


@pytest.mark.parametrize("name", [FIRST, FRESH, LAST])
def test_every_quote_and_metric_is_cut_from_its_passage(name: str) -> None:
    for row in rows(name):
        for record in row["records"]:
            assert row["text"][record["start"] : record["end"]] == record["quote"]
            assert record["metric"]
            assert record["value_text"] is None or record["value_text"] in record["quote"]
