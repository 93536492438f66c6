"""Figures are shown as their source writes them."""

from decimal import Decimal

import pytest

import make
from monitor.domain import Comparator
from monitor.track import figure_words, gather_targets, target_changes
from statements import amount, at, target


@pytest.mark.parametrize(
    ("value", "unit", "quote", "words"),
    [
        ("270000000", "元", "产业规模达到2.7亿元", ">= 2.7亿元"),
        ("1200000000000", "元", "产业规模突破1.2万亿元以上", ">= 1.2万亿元以上"),
        ("150000000000~200000000000", "元", "规模达1500—2000亿元", ">= 1500—2000亿元"),
        ("-3", "%", "能耗下降3%左右，产值增长5%", ">= 3%左右"),
        ("50", "%", "比重达到五成以上", ">= 五成以上"),
        ("270000000", "元", "产业规模达到２．７亿元", ">= ２．７亿元"),
        ("50", "%", "比重提高到𝟓𝟎％左右", ">= 𝟓𝟎％左右"),
        ("270000000", "元", "表中所列", ">= 2.7亿元"),
        ("35000", "个", "", ">= 3.5万个"),
        ("123456", "个", "", ">= 123456个"),
        ("1234560", "个", "建成1234560个", ">= 1234560个"),
        ("1000000000000", None, "", ">= 1万亿"),
        ("3~5", "个", "", ">= 3–5个"),
        ("", None, "形成良好生态", ""),
    ],
)
def test_a_figure_is_written_as_its_source_writes_it(value, unit, quote, words):
    assert figure_words(amount("产业规模", value, unit), quote) == words


def test_another_number_beside_it_is_not_taken_for_it():
    stated = amount("产业规模", "270000000", "元", comparator=Comparator.ABOVE)
    assert figure_words(stated, "从1.5亿元增长到2.7亿元") == "> 2.7亿元"
    assert figure_words(stated, "达到2.7亿美元") == "> 2.7亿元"


def test_no_number_that_the_source_has_not_stands_in_the_audit_trail():
    (tracked,) = gather_targets([target("2025-01-10", "270000000", unit="元", quote=make.quote("规模达到2.7亿元"))])
    (change,) = target_changes((), [tracked], at(0))
    assert change.new == ">= 2.7亿元"
    assert Decimal(270000000) == tracked.versions[-1].amount.values[0]
