"""Why a finding was read, in words."""

import inspect
import re

import pytest

from monitor.detect import measures, tense
from monitor.detect.measures import find_measures
from monitor.detect.reasons import MEASURE, TENSE, reason_of
from monitor.detect.targets import find_targets
from unit.detect.articles import document


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "到2027年，算力规模达到50EFLOPS。",
            "a target: the date that governs it lies after the day of publication",
        ),
        (
            "今年以来，平台已达50个。",
            "progress: words of its own clause say so (力争, 将, 已, 累计)",
        ),
        (
            "一季度，平台增长5%。",
            "progress: the date that governs it lies before the day of publication",
        ),
        (
            "今年，平台新增50个。",
            "progress: nothing near it speaks of the future, and news report what is",
        ),
        (
            "计划培育平台50个。",
            "a target: words of its own clause say so (力争, 将, 已, 累计)",
        ),
        (
            "到2027年，产业结构持续优化。",
            "a target without a number: what will be so by a stated day",
        ),
        (
            "指标\t2027年\n算力\t50EFLOPS",
            "a target: a cell under a year to come",
        ),
    ],
)
def test_a_target_or_progress_says_why(text: str, why: str) -> None:
    (found,) = find_targets(document(text))

    assert reason_of(found) == why


def test_a_measure_says_why() -> None:
    (found,) = find_measures(document("国务院日前印发《机器人发展规划》。"))

    assert reason_of(found) == "the words right before the name say what happened to it"


def test_every_part_of_a_rules_name_has_words() -> None:
    named = set(re.findall(r'Tense\.[A-Z]+, "([a-z]+)"\)', inspect.getsource(tense)))
    looped = set(
        re.findall(r'"([a-z]+)"', inspect.getsource(tense).partition("for name in (")[2].partition(")")[0])
    )

    assert named | looped <= set(TENSE)
    assert looped
    assert set(measures._CONFIDENCE) | {"own"} == set(MEASURE)
