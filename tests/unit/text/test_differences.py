"""Differences of two texts: by words, short, and complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text import differences as module
from monitor.text.differences import Passage, Side, differences

texts = st.text("甲乙丙12.%ab \n", max_size=30)


def shown(old: str, new: str) -> str:
    marks = {Side.BOTH: "{}", Side.OLD: "[-{}-]", Side.NEW: "{{+{}+}}"}
    return "".join(marks[passage.side].format(passage.text) for passage in differences(old, new))


@given(texts, texts)
def test_the_passages_are_both_texts(old, new):
    passages = differences(old, new)
    assert "".join(passage.text for passage in passages if passage.side is not Side.NEW) == old
    assert "".join(passage.text for passage in passages if passage.side is not Side.OLD) == new
    assert all(passage.text for passage in passages)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("不变。", "不变。", "不变。"),
        ("突破100EFLOPS。", "突破120EFLOPS。", "突破[-100-]{+120+}EFLOPS。"),
        ("达到1,000.5亿元", "达到1,200.5亿元", "达到[-1,000.5-]{+1,200.5+}亿元"),
        ("到2026年底", "到2027年6月底", "到[-2026年-]{+2027年6月+}底"),
        ("培育示范场景", "建设示范场景", "[-培育-]{+建设+}示范场景"),
        ("甲。\n乙。\n丙。", "甲。\n丙。", "甲。\n[-乙。\n-]丙。"),
        ("甲。", "甲。\n乙。", "甲。{+\n乙。+}"),
        ("open data", "open dates", "open [-data-]{+dates+}"),
    ],
)
def test_words_and_numbers_are_whole_and_changes_are_in_one_piece(old, new, expected):
    assert shown(old, new) == expected


def test_passages_too_long_to_be_compared_are_replaced(monkeypatch):
    monkeypatch.setattr(module, "_TOO_MUCH", 3)
    assert differences("甲乙\n丙", "甲丁\n丙") == (
        Passage(Side.OLD, "甲乙\n"),
        Passage(Side.NEW, "甲丁\n"),
        Passage(Side.BOTH, "丙"),
    )
