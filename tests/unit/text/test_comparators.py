import re

import pytest

from monitor.text.quantities import TABLE, Bound, read_bound

_NUMBER = re.compile("[0-9]+[个项天件秒%亿万毫元]{0,3}")


def bound(text: str, tail: str = "") -> Bound:
    number = _NUMBER.search(text)
    assert number is not None
    return read_bound(text, 0, number.start(), number.end(), len(text), tail)


ROWS = [*TABLE.before, *TABLE.after]


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in ROWS for text in row.like])
def test_a_number_is_bounded_in_what_a_row_says_is_like_it(row, text: str) -> None:
    found = bound(text)

    assert (found.comparator or "=") == row.comparator
    # The words that bound it belong to it.
    assert re.search(row.words, text[found.start : found.end])


@pytest.mark.parametrize(("row", "text"), [(row, text) for row in ROWS for text in row.unlike])
def test_words_that_look_alike_bound_nothing(row, text: str) -> None:
    assert bound(text).comparator != row.comparator or row.comparator == "="


@pytest.mark.parametrize("text", ["50个以上", "50万元（含）以下", "50项及以上"])
def test_what_stands_before_the_words_after_is_passed_over(text: str) -> None:
    assert bound(text).end == len(text)


@pytest.mark.parametrize(
    ("text", "comparator", "start"),
    [
        ("至少降低30%", ">=", 0),
        ("不超过每万人40个", "<=", 0),
        ("提高到不低于80%", ">=", 0),
        ("达到近50个", "approx", 0),
        ("不低于3%左右", ">=", 0),
        ("约50个以上", ">=", 0),
        ("规模达50亿元", ">=", 2),
        ("共再建50个", "", 3),
        ("平均共再50个", "", 4),
    ],
)
def test_the_words_next_to_the_number_decide(text: str, comparator: str, start: int) -> None:
    found = bound(text)

    assert (found.comparator, found.start) == (comparator, start)


@pytest.mark.parametrize(("tail", "comparator"), [("+", ">="), ("余", ">"), ("多", ">")])
def test_a_tail_says_more_than_the_number(tail: str, comparator: str) -> None:
    assert bound("约50个", tail).comparator == comparator


def test_words_of_another_sentence_do_not_bound() -> None:
    text = "不超过。50个"

    assert read_bound(text, 4, 4, 7, len(text), "").comparator == ""
    assert read_bound("50个以上", 0, 0, 3, 4, "").comparator == ""
