"""Reading costs time linear in the text, up to a megabyte of anything: by bounded patterns and counted steps."""

import inspect
import re._constants as kinds
import re._parser as parser
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from monitor.detect.explain import read_row
from monitor.text.sentences import MAX_SENTENCE
from unit.detect.articles import AI
from unit.detect.patterns import Steps, inline_calls, modules, named

pytestmark = pytest.mark.slow

REPEATS = {kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT}


def repeats(parsed: Any, outer: int = 1) -> Iterator[int]:
    """Yield how often each repeated part of a pattern may stand in it, repeats of repeats multiplied."""
    for kind, what in parsed:
        if kind in REPEATS:
            _, most, body = what
            yield outer * most
            yield from repeats(body, outer * most)
        elif kind is kinds.BRANCH:
            for branch in what[1]:
                yield from repeats(branch, outer)
        elif kind is kinds.SUBPATTERN:
            yield from repeats(what[3], outer)
        elif kind in {kinds.ASSERT, kinds.ASSERT_NOT}:
            yield from repeats(what[1], outer)
        elif kind is kinds.ATOMIC_GROUP:
            yield from repeats(what, outer)


@pytest.mark.parametrize(
    ("pattern", "most"),
    [
        ("一二", 0),
        ("一{2,5}二?", 5),
        ("(?:一{1,3}二){0,4}", 12),
        ("(?:一|(?=二{9}))", 9),
        ("(?>一{7})", 7),
        ("(?P<a>一{1,6}?)", 6),
    ],
)
def test_the_longest_repeat_of_a_pattern_is_found(pattern: str, most: int) -> None:
    assert max(repeats(parser.parse(pattern)), default=0) == most


@pytest.mark.parametrize("pattern", ["一*", "(?:一+二){0,2}", ".{3,}", "(?<!一)(?:二|三+?)"])
def test_a_repeat_without_bound_is_longer_than_any_bound(pattern: str) -> None:
    assert max(repeats(parser.parse(pattern))) > MAX_SENTENCE


def test_no_pattern_repeats_anything_more_often_than_a_sentence_is_long() -> None:
    longest = {name: max(repeats(parser.parse(one.pattern, one.flags)), default=0) for name, one in named()}

    assert len(longest) > 150
    assert {name: most for name, most in longest.items() if most > MAX_SENTENCE} == {}


def test_every_pattern_has_a_name_by_which_it_is_tested() -> None:
    found = {module.__name__: inline_calls(inspect.getsource(module)) for module in modules()}

    assert inline_calls('re.search("一+", text)') == ["re.search("]
    assert {name: calls for name, calls in found.items() if calls} == {}


POLICY = "推进人工智能产业发展，加强组织领导。"
GOAL = "到2027年，建成50个示范项目。"
#: A megabyte of characters, and an eighth of it.
LONG, SHORT = 1_000_000, 125_000
#: What a sentence more may cost, and windows that a short text does not fill.
ONE_SENTENCE = 600_000


def steps(text: str, title: str, monkeypatch: pytest.MonkeyPatch) -> int:
    with monkeypatch.context() as patch:
        counted = Steps(patch)
        row = {"id": 1, "text": text, "published": "2025-09-12", "title": title}
        read_row(row, (AI,), today=date(2025, 9, 12))
    return counted.count


def test_counting_changes_nothing_that_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"id": 1, "text": f"{POLICY}{GOAL}展厅正在装修。该项目，将在2027年底投入使用。"}
    plain = read_row(row, (AI,), today=date(2025, 9, 12))
    counted = Steps(monkeypatch)

    assert read_row(row, (AI,), today=date(2025, 9, 12)) == plain
    assert counted.count > len(str(row["text"]))


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("三五千百万亿", id="Han digits"),
        pytest.param("1234567890", id="digits"),
        pytest.param("培育壮大人工智能产业", id="one sentence"),
        pytest.param("（“《（", id="brackets that open"),
        pytest.param("力争将要", id="cues"),
        pytest.param(POLICY * 19 + GOAL, id="sentences of a policy"),
        pytest.param("\n", id="empty lines"),
    ],
)
def test_a_megabyte_takes_as_many_steps_per_character_as_an_eighth_of_it(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = steps(piece * (SHORT // len(piece)), "某市行动方案", monkeypatch)
    long = steps(piece * (LONG // len(piece)), "某市行动方案", monkeypatch)

    assert short > SHORT
    assert long <= LONG / SHORT * 1.05 * short + ONE_SENTENCE


@pytest.mark.parametrize(
    "piece",
    [
        GOAL,
        "全市已建成50个示范项目。",
        "该项目，将在2027年底投入使用。",
        "增长5%、",
        "上海市发布《算力方案》，",
        "（一）算力：\n",
        "指标\t2027年\n算力\t50\n",
    ],
)
def test_what_holds_findings_takes_as_many_steps_per_character_in_a_longer_text(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short, long = (piece * (size // len(piece)) for size in (5_000, 40_000))

    assert steps(long, "某市通报", monkeypatch) <= 8.4 * steps(short, "某市通报", monkeypatch) + ONE_SENTENCE


@pytest.mark.parametrize("piece", ["印发《人工智能方案》", "关于", "一", "（", "国务院办公厅", "，"])
def test_a_title_is_read_as_far_as_a_sentence_goes(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    short, long = (piece * (size // len(piece)) for size in (4_000, 64_000))

    assert steps("一", long, monkeypatch) <= 17 * steps("一", short, monkeypatch)
