"""Our own labelled passages are whole: enough of them, the drawn ones, none of the shared ones."""

import json
import re

import pytest

from places import CORPUS
from quality.draw import PASSAGES_SEED, passages
from quality.passages import rows
from quality.texts import labels

pytestmark = pytest.mark.corpus


def test_there_are_enough_passages_and_targets() -> None:
    records = [record for row in rows() for record in row["records"]]
    assert len(rows()) >= 80
    assert sum(record["type"] == "target" and bool(record["values"]) for record in records) >= 40


def test_the_labelled_passages_are_the_drawn_ones() -> None:
    drawn = [(piece.text.file, piece.text.row, piece.start, piece.end) for piece in passages(PASSAGES_SEED)]
    labelled = [
        (label["file"], label["row"], label["start"], label["end"]) for label in labels("passages.jsonl")
    ]
    assert labelled == drawn


def test_no_passage_stands_in_the_shared_labels() -> None:
    lines = (CORPUS / "gold" / "targets_progress.jsonl").read_text(encoding="utf-8").splitlines()
    shared = [re.sub(r"\s", "", json.loads(line)["text"]) for line in lines]
    assert not [row["id"] for row in rows() if any(re.sub(r"\s", "", row["text"]) in text for text in shared)]


def test_every_quote_and_metric_is_cut_from_its_passage() -> None:
    for row in rows():
        for record in row["records"]:
            assert row["text"][record["start"] : record["end"]] == record["quote"]
            assert record["metric"]
            assert record["value_text"] is None or record["value_text"] in record["quote"]
