"""Digits that belong to a name, and digits beside one that do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.lexicon import masked


def names_in(text: str) -> list[str]:
    return [text[start:end] for start, end in masked(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("印发《算力2025行动方案》", ["《算力2025行动方案》"]),
        ("国办发〔2025〕11号文件", ["〔2025〕11号"]),
        ("见https://example.org/2025/1，共3家", ["https://example.org/2025/1"]),
        ("写信到office12@example.org询问", ["office12@example.org"]),
        ("部署GPT-4模型", ["GPT-4"]),
        ("进入世界500强", ["世界500强"]),
        ("建设5G基站", ["5G"]),
        ("第十四届会议第3条", ["第十四届", "第3条"]),
        ("实施“千万工程”", ["“千万工程”"]),
        ("“十五五”时期", ["“十五五”"]),
        ("建设万兆光网", ["万兆光网"]),
        ("推进东数西算和一带一路", ["东数西算", "一带一路"]),
        ("在四川、九江和双鸭山", ["四川", "九江", "双鸭山"]),
        ("生产三元锂电池", ["三元锂电池"[:2]]),
        ("学习三中全会精神", ["三中全会"]),
        ("实施五大工程", ["五大"]),
        ("一是推进", ["一是"]),
        ("19:36发布", ["19:36"]),
        ("电话010-12345678", ["010-12345678"]),
        ("3.推进建设", ["3."]),
        ("时速350公里列车", ["时速350公里"]),
        ("从三方面入手", ["三方面"]),
    ],
)
def test_digits_of_a_name_are_masked(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "建设50个平台",
        "增长5.5%",
        "达到3万亿元",
        "三个平台",
        "共40所高校",
        "投资1.5亿元",
        "达到100E，",
        "5万卡",
        "十分之九",
    ],
)
def test_digits_of_an_amount_are_not(text: str) -> None:
    assert names_in(text) == []


def test_only_the_sentence_is_searched() -> None:
    text = "建设5G基站。第3条规定。"

    assert list(masked(text, 6, len(text))) == [(7, 10)]


@given(st.text("《》“”0123456789一二三十百千万第届条号〔〕5G.-@：:，建设", max_size=60))
def test_names_come_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for start, end in masked(text, 0, len(text)):
        assert at <= start < end <= len(text)
        at = end
