"""How rules are found: by words in running text, by both sides of an amount, by name."""

from enum import StrEnum

import pytest

from monitor.detect.vocabulary import CodeTable, Rule, SideTable, WordTable


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"


class Id(StrEnum):
    ONE = "test.one"
    TWO = "test.two"
    THREE = "test.three"


def rule(rule_id: Id, verdict: Verdict = Verdict.YES, **patterns: object) -> Rule[Verdict]:
    given = {"like": ("一",), "unlike": ("二",), "zh": "一", "en": "one"} | patterns
    return Rule(id=rule_id, verdict=verdict, **given)  # type: ignore[arg-type] # rows of a test


WILL = rule(Id.ONE, pattern="将", before=("即",), after=("近", "军"))


@pytest.mark.parametrize(
    ("text", "stands"), [("将建设", True), ("即将开学", False), ("将近五成", False), ("将军", False), ("将", True)]
)
def test_words_count_only_without_what_must_not_stand_beside_them(text: str, stands: bool) -> None:  # noqa: FBT001 - what the rows say
    assert WILL.stands_in(text) is stands


def test_the_source_of_a_rule_holds_its_neighbours() -> None:
    assert WILL.source == "(?<!即)(?:将)(?!近|军)"


def test_of_several_rules_at_one_place_the_first_of_the_table_counts() -> None:
    first, second = rule(Id.ONE, pattern="计划"), rule(Id.TWO, Verdict.NO, pattern="计")
    table = WordTable(first, second)

    assert table.first("今年计划") is first
    assert WordTable(second, first).first("今年计划") is second


def test_the_rule_that_stands_first_in_the_text_counts() -> None:
    table = WordTable(rule(Id.ONE, pattern="已"), rule(Id.TWO, Verdict.NO, pattern="将"))

    found = table.first("将建，已建")
    assert found is not None
    assert found.id is Id.TWO
    assert table.first("建设") is None


def test_a_table_is_asked_in_a_span_of_the_text() -> None:
    table = WordTable(rule(Id.ONE, pattern="已"))

    assert table.first("已建，已建", 1) is not None
    assert table.first("已建，未建", 1) is None
    assert table.first("未建，已建", 0, 3) is None
    assert table.at("未建，已建", 3, 5) is not None
    assert table.at("未建，已建", 2, 5) is None


def test_both_sides_must_fit() -> None:
    both = rule(Id.ONE, left="投资$", right="的项目")
    table = SideTable(both)

    assert table.first("总投资", "的项目") is both
    assert table.first("总投资", "，") is None
    assert table.first("总产值", "的项目") is None


def test_a_side_that_a_rule_does_not_ask_for_always_fits() -> None:
    left, right = rule(Id.ONE, left="罚款$"), rule(Id.TWO, Verdict.NO, right="罚款")
    table = SideTable(left, right)

    assert table.first("处以罚款", "。") is left
    assert table.first("处以", "罚款") is right
    assert table.first("处以罚款", "罚款") is left
    assert table.first("给予", "奖励") is None


def test_a_table_of_code_gives_its_rules_by_name() -> None:
    code = rule(Id.THREE)
    table = CodeTable(code)

    assert table[Id.THREE] is code
    assert list(table) == [code]
    with pytest.raises(KeyError):
        table[Id.ONE]


def test_only_a_rule_without_patterns_is_decided_by_code() -> None:
    assert rule(Id.ONE).is_code
    assert not any(rule(Id.ONE, **{kind: "一"}).is_code for kind in ("pattern", "left", "right"))
