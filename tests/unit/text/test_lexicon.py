import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.lexicon import Lexicon, Mention


def test_the_longest_word_wins_and_words_do_not_overlap() -> None:
    words = Lexicon(["算力", "算力网", "网络", "络安"])
    assert list(words.find_all("算力网络安全算力")) == [
        Mention("算力网", 0, 3),
        Mention("络安", 3, 5),
        Mention("算力", 6, 8),
    ]


def test_a_prefix_alone_is_no_word() -> None:
    words = Lexicon(["算力网"])
    assert list(words.find_all("算力")) == []
    assert words.at("建算力网", 1) == "算力网"
    assert words.at("建算力网", 0) is None


def test_a_word_of_one_character_is_found_after_the_longer_ones() -> None:
    words = Lexicon(["网", "算力", ""])
    assert [mention.name for mention in words.find_all("算力网算")] == ["算力", "网"]


@pytest.mark.parametrize(("text", "found"), [("AI眼镜", 1), ("用AI", 1), ("AIDS", 0), ("MAI", 0), ("AI+", 1)])
def test_latin_words_are_found_whole(text: str, found: int) -> None:
    assert len(list(Lexicon(["AI"]).find_all(text))) == found


#: Many first characters, and words that begin alike: 一中国, 一中, 一中一中, 丁中国, …
MANY = {f"{chr(0x4E00 + at)}中{more}" for at in range(100) for more in ("", "国", "一中")}
LARGE = Lexicon(MANY)
ALONE = re.compile("|".join(sorted(MANY, key=len, reverse=True)))


@given(st.text("一丁丂中国，", max_size=30))
def test_a_table_finds_what_an_alternation_of_its_words_finds(text: str) -> None:
    assert LARGE.find_all(text) == [Mention(found.group(), *found.span()) for found in ALONE.finditer(text)]


@given(st.text("算力网络安"), st.lists(st.text("算力网络安", max_size=4), max_size=5))
def test_each_mention_cuts_its_word_out_of_the_text(text: str, words: list[str]) -> None:
    end = 0
    for mention in Lexicon(words).find_all(text):
        assert text[mention.start : mention.end] == mention.name
        assert mention.start >= end
        end = mention.end
