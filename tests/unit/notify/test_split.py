"""Cutting: within the limit, at the best place, nothing lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.notify.channels.channel import json_bytes, utf8_bytes, utf16_units
from monitor.notify.channels.chat_layout import numbered, pack, split

SIZES = st.sampled_from([len, utf8_bytes, utf16_units, json_bytes])
LIMITS = st.integers(200, 5000)
#: Long texts of few characters: lines, sentences, wide characters, marks, emoji in several pieces.
TEXTS = st.one_of(
    st.text(max_size=3000),
    st.text('ab \n。；目标算力é\u0301😀👨\u200d👩\ufe0f"\\', max_size=6000),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=20), st.integers(1, 400)),
)


@given(TEXTS, LIMITS, SIZES)
def test_parts_are_within_the_limit_valid_and_together_the_text(text, limit, size):
    parts = split(text, limit, size)
    assert "".join(parts) == text
    assert all(0 < size(part) <= limit for part in parts)
    for part in parts:
        assert part.encode().decode() == part


@given(
    st.lists(TEXTS.filter(lambda text: "|" not in text), min_size=1, max_size=8), LIMITS, SIZES, st.text(max_size=15)
)
def test_numbered_parts_are_within_the_limit_and_count_right(blocks, limit, size, title):
    made = numbered(blocks, limit, size, lambda number: f"{title}{number}\n", "|")
    assert all(size(head + text) <= limit for head, text in made)
    count = len(made)
    heads = [f"{title} ({n}/{count})\n" if count > 1 else f"{title}\n" for n in range(1, count + 1)]
    assert [head for head, _ in made] == heads
    assert "".join(text for _, text in made).replace("|", "") == "".join(blocks)


@given(st.lists(st.text("目标ab\n", min_size=1, max_size=150), min_size=1, max_size=30), LIMITS)
def test_blocks_that_fit_are_never_cut(blocks, limit):
    parts = pack(blocks, 1000 + limit, utf8_bytes)
    assert "\n\n".join(parts) == "\n\n".join(blocks)
    left = list(blocks)
    for part in parts:
        whole = left.pop(0)
        while part != whole:
            whole += "\n\n" + left.pop(0)


#: Characters as people see them, some of several code points.
CHARACTERS = [
    *("a", "汉", "e\u0301", "a\u0323\u0302", "👨\u200d👩\u200d👧", "☺\ufe0f", "😀"),
    # Flags of two letters and of tags, a colour of skin, a key, a vowel sign, a conjunct, a syllable of three letters.
    *("🇨🇳", "🏴\U000e0067\U000e0062\U000e007f", "👍🏽", "1\ufe0f\u20e3", "नि", "क्ष", "\u1100\u1161\u11a8"),
]


@given(st.lists(st.sampled_from(CHARACTERS), min_size=150, max_size=600), SIZES)
def test_a_cut_never_falls_inside_a_character(characters, size):
    ends = {0}
    for character in characters:
        ends.add(max(ends) + len(character))
    at = 0
    for part in split("".join(characters), 200, size):
        at += len(part)
        assert at in ends


def test_the_best_place_is_taken():
    assert split("一。二。\n三四五六", 8) == ("一。二。\n", "三四五六")
    assert split("一二三。四五六七八", 6) == ("一二三。", "四五六七八")
    assert split("ab cd efgh", 7) == ("ab cd ", "efgh")
    assert split("一二三四五六", 4) == ("一二三四", "五六")
    assert split("e\u0301" * 3, 3) == ("e\u0301", "e\u0301", "e\u0301")
    assert split("", 10) == ()


def test_an_endless_character_is_cut_all_the_same():
    assert [len(part) for part in split("e" + "\u0301" * 500, 200)] == [200, 200, 101]


def test_more_than_nine_parts_leave_room_for_two_digits():
    made = numbered(["一二三四五六七八九十" * 20] * 12, 210, len, lambda number: f"标题{number}")
    assert made[0][0] == "标题 (1/12)"
    assert made[-1][0] == "标题 (12/12)"
    assert all(len(head + text) <= 210 for head, text in made)


@pytest.mark.parametrize("text", ["", "汉", '"\\\n\x00\t', "😀", "a\u2028"])
def test_a_text_takes_as_many_bytes_in_json_as_json_writes(text):
    assert json_bytes(text) == len(json.dumps(text, ensure_ascii=False).encode()) - 2


def test_sizes_are_the_services_own():
    assert (utf8_bytes("汉😀"), utf16_units("汉😀")) == (7, 3)
    assert utf8_bytes("\ud800") == 1
