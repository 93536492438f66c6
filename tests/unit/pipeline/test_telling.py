"""What people are told of a change, in their own words."""

import pytest

import make
from monitor.domain import Audit
from monitor.pipeline.telling import change_words


@pytest.mark.parametrize(
    ("aspect", "old", "new", "zh", "en"),
    [
        ("stage", "consultation", "issued", "阶段：征求意见 → 印发", "stage: in consultation → issued"),
        ("value", "> 100EFLOPS", "> 120EFLOPS", "数值：> 100EFLOPS → > 120EFLOPS", None),
        ("deadline", "", "2026-12-31", "期限：– → 2026-12-31", "deadline: – → 2026-12-31"),
    ],
)
def test_a_change_is_told_from_what_to_what(aspect, old, new, zh, en):
    audit = Audit(at=make.NOW, by="rule", subject="k", aspect=aspect, old=old, new=new, why="", evidence="f")
    assert change_words(audit) == (zh, en or zh.replace("数值：", "value: "))
