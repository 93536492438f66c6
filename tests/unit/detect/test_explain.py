"""Why a finding was read and why an amount was not, in words."""

import pytest

from monitor.detect.explain import reason_of, words
from monitor.detect.measures import find_measures
from monitor.detect.vocabulary import RULES
from unit.detect.articles import amounts_in, document


@pytest.mark.parametrize(
    ("text", "rule", "why"),
    [
        (
            "到2027年，算力规模达到50EFLOPS。",
            "tense.period_ahead",
            "a target: the date that governs it lies after the day of publication",
        ),
        ("今年以来，平台已达50个。", "result.already", "progress: 已 says that it was done"),
        (
            "一季度，平台增长5%。",
            "tense.period_over",
            "progress: the date that governs it lies before the day of publication",
        ),
        (
            "今年，平台新增50个。",
            "tense.news",
            "progress: nothing near it speaks of the future, and news report what is",
        ),
        ("计划培育平台50个。", "aim.plans", "a target: 计划 as a verb says what is planned"),
        ("目标任务\n平台50个。", "heading.goals", "a target: the heading above it announces goals"),
        ("到2027年，产业结构持续优化。", "goal.becomes", "a target: the clause says how something is to become better"),
        ("指标\t2027年\n算力\t50EFLOPS", "tense.cell", "a target: a cell of a table under a year to come"),
    ],
)
def test_a_target_or_progress_says_why(text: str, rule: str, why: str) -> None:
    (found,) = amounts_in(text)

    assert found.quote.rule == rule
    assert reason_of(found) == why


def test_reasons_are_told_in_chinese_too() -> None:
    target, progress = amounts_in("计划培育平台50个。\n平台已达60个。")

    assert reason_of(target, "zh") == "目标：“计划”作动词，表示准备做"
    assert reason_of(progress, "zh") == "进展：“已”表示已经实现"


def test_a_measure_says_why() -> None:
    (found,) = find_measures(document("国务院日前印发《机器人发展规划》。"))

    assert reason_of(found) == "the words before the name say that it is issued or adopted"


def test_a_rule_that_only_earlier_versions_had_is_said_to_be_gone() -> None:
    assert (
        words("aim.of_old") == "an earlier version read it by its rule aim.of_old, which is no longer among the rules"
    )
    assert words("aim.of_old", "zh") == "由早先版本的规则“aim.of_old”读出，现行规则中已无此条"


def test_every_rule_has_words_in_both_languages() -> None:
    assert all(words(rule, "zh") != words(rule, "en") for rule in RULES)
