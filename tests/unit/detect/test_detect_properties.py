"""What holds for every text: exact quotes, no exception, the same bytes twice, linear cost."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.detect import read
from monitor.detect.explain import read_row
from monitor.domain import Article, Block
from unit.detect.articles import AI, PUBLISHED

PIECES = st.sampled_from(
    [
        *(
            "到2027年",
            "力争",
            "截至8月底",
            "今年",
            "，",
            "。",
            "；",
            "：",
            "、",
            "\n",
            "分别",
            "均",
            "其中",
            "由",
            "从",
        ),
        *("算力规模", "企业", "達到", "突破", "增长", "提高到", "建设", "培育", "50", "５％", "3～5个", "万亿元", "家"),
        *("（一）", "一、", "“", "”", "《", "》", "(guó)", "??", "\t", "2027年", "全覆盖", "百亿亿次", "的", "同比"),
    ]
)
#: Account and serial numbers: runs of digits of every length, of any script's digits too.
DIGITS = st.one_of(
    st.text("0123456789", min_size=1, max_size=60),
    st.text("一二三〇零十百千万亿点", min_size=1, max_size=40),
    st.text(st.characters(categories=["Nd", "No"]), min_size=1, max_size=30),
    st.sampled_from([".", ",", "—", "%", "万元", "亿", "年", "月", "日", "位", "分之", "第", "账号"]),
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.text(max_size=120),
    st.lists(DIGITS | PIECES, max_size=12).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["", "某市行动方案（2025—2027年）", "政府工作报告", "管理办法"]))
def test_no_text_raises_and_quotes_are_exact(text: str, title: str) -> None:
    article = Article(url="", title=title, blocks=(Block(text),), published=PUBLISHED)
    reading = read(article, (AI,), today=PUBLISHED)

    for finding in reading.findings:
        quote = finding.quote
        assert article.text[quote.start : quote.end] == quote.text
        assert 0 <= quote.confidence <= 1
    for passage in reading.quarantined:
        assert article.text[passage.start : passage.end] == passage.text


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    row = {"id": 1, "text": text, "published": "2025-09-12"}

    assert json.dumps(read_row(row, (AI,))) == json.dumps(read_row(row, (AI,)))


#: Steps that one full sentence more may cost at the end of the longer text.
ONE_SENTENCE = 40_000


@contextmanager
def counted_calls() -> Iterator[list[int]]:
    """Count Python calls: steps that do not depend on the machine."""
    calls = [0]

    def count(_frame: object, event: str, _arg: object) -> None:
        calls[0] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def steps(text: str) -> int:
    row = {"id": 1, "text": text, "published": "2025-09-12", "title": "某市行动方案"}
    with counted_calls() as calls:
        read_row(row, (AI,), today=date(2025, 9, 12))
    return calls[0]


@pytest.mark.parametrize(
    "piece",
    [
        *("1234567890", "三五千百万亿", "（“《（", "增长5%、", "，", "\n", "到2027年，建成50个示范项目。", "一"),
        *("“1”", "2025年", "3—5", "由5%提高到6%", "（guó）", "??", "\t50", "５ ", "培育壮大人工智能产业", "。，"),
    ],
)
def test_steps_grow_no_faster_than_the_text(piece: str) -> None:
    short, long = piece * (7_000 // len(piece)), piece * (28_000 // len(piece))
    steps(short)

    assert steps(long) <= 4.4 * steps(short) + ONE_SENTENCE
