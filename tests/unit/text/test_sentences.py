import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.sentences import MAX_SENTENCE, clauses, is_heading, lines, marker_length, rank_of, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("第一句。第二句！第三句", ["第一句。", "第二句！", "第三句"]),
        ("他说：“完成了。”然后离开。", ["他说：“完成了。”", "然后离开。"]),
        ("目标是什么？建成平台。", ["目标是什么？", "建成平台。"]),
        ("关键一环?；推动发展。", ["关键一环?；推动发展。"]),
        ("471495亿元！这是去年的总额。", ["471495亿元！这是去年的总额。"]),
        ("   ", []),
    ],
)
def test_sentences_end_at_stops_and_questions_only(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_an_endless_sentence_is_cut_at_a_comma_or_anywhere() -> None:
    commas = cut("推进建设，" * 1_000)
    solid = cut("建" * 3_000)

    assert max(map(len, commas)) <= MAX_SENTENCE
    assert all(piece.endswith("，") for piece in commas)
    assert [len(piece) for piece in solid[:-1]] == [MAX_SENTENCE] * (len(solid) - 1)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("到2027年，建成平台，培育企业", ["到2027年", "建成平台", "培育企业"]),
        ("目标：增长5%；就业稳定", ["目标", "增长5%", "就业稳定"]),
        ("推动“算力，数据”融合（含甲，乙），落地", ["推动“算力，数据”融合（含甲，乙）", "落地"]),
        ("一——二", ["一", "二"]),
        ("，，甲", ["甲"]),
        ("甲）乙，丙", ["甲）乙", "丙"]),
        ("（甲“乙）丙，丁", ["（甲“乙）丙", "丁"]),
        ("甲，", ["甲"]),
    ],
)
def test_clauses_part_outside_brackets(text: str, pieces: list[str]) -> None:
    assert [text[c.start : c.end] for c in clauses(text, 0, len(text))] == pieces


@pytest.mark.parametrize(
    ("line", "rank"),
    [
        *(("第一章 总则", 1), ("二、重点任务", 2), ("（三）做强平台", 3), ("4.开展试点", 4), ("（5）验收", 5)),
        *(("⑥资金", 6), ("一是加快建设", 7), ("——提升能力", 8), ("加快建设", 0), ("4.5%的增长", 0)),
    ],
)
def test_a_list_marker_shows_the_rank(line: str, rank: int) -> None:
    assert rank_of(line) == rank


def test_a_marker_has_its_length_and_plain_text_none() -> None:
    assert marker_length("（三）做强平台") == 3
    assert marker_length("做强平台") == 0


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("推进高质量数据供给", True),
        ("（一）做强一批平台。", True),
        ("完成全部工作。", False),
        ("（一）建设平台10个。", False),
        ("指标\t2025年\t2027年", False),
        ("到2027年，建成平台", False),
        ("建" * 41, False),
    ],
)
def test_a_heading_shows_by_its_shape(line: str, *, heading: bool) -> None:
    assert is_heading(line) is heading


def test_lines_are_trimmed_and_never_empty() -> None:
    found = list(lines("  一、目标  \n\n 建成平台。\n"))

    assert [(line.rank, line.heading) for line in found] == [(2, True), (0, False)]
    assert found[0].start == 2


@given(st.text(st.sampled_from("甲乙，。；？?！（）“”《》\n——0"), max_size=80))
def test_clauses_never_overlap_and_stay_inside(text: str) -> None:
    for start, end in sentences(text, 0, len(text)):
        at = start
        for clause in clauses(text, start, end):
            assert at <= clause.start < clause.end <= end
            at = clause.end
