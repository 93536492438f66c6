"""What is read in a thousand random sentences of real texts: every target has a reader's verdict."""

import sys

import pytest

from quality.sentences import SEED, SENTENCES, STUDIED_SEEDS, reference, sentences, targets, verdicts

pytestmark = pytest.mark.corpus

#: Wanted: at most so many false targets in a thousand sentences.
MOST_FALSE = 6


def test_the_draw_that_counts_is_none_that_was_studied() -> None:
    assert SEED not in STUDIED_SEEDS
    drawn = sentences(SEED)
    assert len({(one.text.file, one.text.row, one.start) for one in drawn}) == SENTENCES


def test_hardly_any_target_in_random_sentences_is_false(capsys: pytest.CaptureFixture[str]) -> None:
    known = verdicts()
    found = dict.fromkeys(reference(*one) for one in targets(sentences(SEED)))

    assert [key for key in found if key not in known] == [], "targets without a verdict: read them first"
    false = [key for key in found if not known[key]["true"]]
    with capsys.disabled():
        sys.stdout.write(f"\n{SENTENCES} sentences: {len(found)} targets, {len(false)} false\n")
    assert len(false) <= MOST_FALSE, false


def test_every_verdict_says_why_and_keeps_no_sentence() -> None:
    for label in verdicts().values():
        assert set(label) == {"file", "row", "sha256", "start", "end", "values", "rule", "true", "reason"}
        assert label["true"] in {True, False}
        assert str(label["reason"]).isascii()
        assert label["reason"]
