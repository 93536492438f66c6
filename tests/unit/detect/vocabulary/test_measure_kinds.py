from collections import Counter

import pytest

from monitor.detect.vocabulary.measure_kinds import TABLE, is_bill, is_consulted, kind_of, themes_of, without_draft


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("关于加快推进某事的实施意见", "意见"),
        ("某产业三年行动计划（2025—2027年）", "行动计划"),
        ("某行业管理办法（试行）（征求意见稿）", "办法"),
        ("某安全治理框架2.0版", "框架"),
        ("某某部公告2025年第12号", "公告"),
        ("中华人民共和国某某促进法（草案）", "法律"),
        ("某技术规范GB123", "标准"),
        ("推荐算法", ""),
        ("一种新方法", ""),
        ("民法", ""),
        ("政府工作报告", ""),
        ("某某日报", ""),
        ("", ""),
    ],
)
def test_the_end_of_a_name_shows_its_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_the_state_of_a_draft_is_not_part_of_its_name() -> None:
    assert without_draft("某办法（公开征求意见稿）") == "某办法"
    assert without_draft("某法（修订草案）") == "某法"
    assert is_consulted("某办法（征求意见稿）")
    assert not is_consulted("某办法（试行）")
    assert is_bill("某条例（草案）")
    assert not is_bill("某条例")


@pytest.mark.parametrize(("kind", "end"), [(row.kind, end) for row in TABLE.kinds if not row.only for end in row.ends])
def test_each_end_of_a_table_row_shows_its_kind(kind: str, end: str) -> None:
    assert kind_of(f"某行业{end}") == kind
    assert kind_of(f"某行业{end}（试行）") == kind


@pytest.mark.parametrize("row", [row for row in TABLE.kinds if row.only], ids=lambda row: row.kind)
def test_an_end_that_many_words_have_counts_in_some_names_only(row) -> None:
    assert {kind_of(name) for name in row.like} == {row.kind}
    assert {kind_of(name) for name in row.unlike} == {""}


@pytest.mark.parametrize("end", TABLE.no_kind)
def test_what_only_looks_like_a_kind_is_none(end: str) -> None:
    assert kind_of(f"某行业{end}") == ""


def test_no_end_and_no_word_of_a_theme_has_two_rows() -> None:
    ends = Counter(end for row in TABLE.kinds for end in row.ends)
    words = Counter(word for row in TABLE.themes for word in row.words)

    assert [word for word, times in (*ends.items(), *words.items()) if times > 1] == []


@pytest.mark.parametrize("row", TABLE.themes, ids=lambda row: row.theme)
def test_each_word_of_a_theme_shows_it(row) -> None:
    assert all(row.theme in themes_of(word) for word in row.words)


def test_the_name_shows_the_themes_in_the_order_of_the_table() -> None:
    assert themes_of("机器人与算力产业发展行动计划", "消费") == ("compute", "robots", "industry")


def test_the_sentence_speaks_when_the_name_does_not() -> None:
    assert themes_of("若干措施", "促进消费，发展算力") == ("compute", "consumption")
    assert themes_of("若干措施") == ()
