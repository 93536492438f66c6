"""The lists of plain words: each word once in its list, and each a pattern that finds itself."""

import re
from collections import Counter

import pytest

from monitor.detect.vocabulary import noun_phrases
from monitor.detect.vocabulary.rule import ACTION, longest_first, one_of, read_tables

LISTS = [
    pytest.param(words, id=f"{name}:{table}")
    for name in ("verbs", "noun_phrases")
    for table, words in read_tables(name).items()
]


@pytest.mark.parametrize("words", LISTS)
def test_a_list_holds_each_word_once(words: tuple[str, ...]) -> None:
    assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize("words", LISTS)
def test_each_word_is_a_pattern_that_no_longer_word_hides(words: tuple[str, ...]) -> None:
    plain = [word for word in words if not re.search(r"[\\(\[?{]", word)]
    pattern = re.compile(longest_first(words))

    assert all(pattern.fullmatch(word) for word in plain)


def test_a_longer_word_is_tried_first() -> None:
    assert longest_first(["建", "建设", "建设(?!者)"]) == "(?:建设|建设(?!者)|建)"
    assert one_of(["建", "建设"]) == "(?:建|建设)"


@pytest.mark.parametrize("words", ["培育", "建成投用", "新增", "有", "增"])
def test_a_verb_of_doing_is_found(words: str) -> None:
    assert re.fullmatch(ACTION, words)


@pytest.mark.parametrize("words", ["增速", "有效率", "规划纲要", "超级工厂"])
def test_a_noun_that_begins_like_a_verb_is_none(words: str) -> None:
    assert not re.match(ACTION, words)


@pytest.mark.parametrize(
    ("cut", "phrase", "left_over"),
    [
        (noun_phrases.OPENING, "其中企业", "企业"),
        (noun_phrases.OPENING, "力争产量", "产量"),
        (noun_phrases.OPENING, "后每年可为华北电网", "每年可为华北电网"),
        (noun_phrases.OPENING, "内需规模增长", "内需规模增长"),
        (noun_phrases.OPENING, "基本完成改造", "完成改造"),
        (noun_phrases.OPENING, "基本医疗保险", "基本医疗保险"),
        (noun_phrases.OPENING, "还款总额", "还款总额"),
        (noun_phrases.CLOSING, "产量达到", "产量"),
        (noun_phrases.CLOSING, "产量同比", "产量"),
        (noun_phrases.CLOSING, "产业目的", "产业目的"),
        (noun_phrases.CLOSING_DATE, "产量今年底", "产量"),
        (noun_phrases.CLOSING_DATE, "产量2027年", "产量"),
        (noun_phrases.SHARED_HEAD, "太阳能发电量", "太阳能"),
    ],
)
def test_what_belongs_to_no_metric_is_cut_off(cut: re.Pattern[str], phrase: str, left_over: str) -> None:
    assert cut.sub("", phrase) == left_over
