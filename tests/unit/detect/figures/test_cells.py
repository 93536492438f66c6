from typing import Any

import pytest

from monitor.domain import Strength, Target
from unit.detect.articles import amounts_in


def cells(text: str, **given: Any) -> list[tuple[Any, ...]]:
    found = amounts_in(text, **given)
    assert all(isinstance(target, Target) for target in found)
    return [
        (
            target.amount.metric,
            target.amount.comparator.value,
            [str(value) for value in target.amount.values],
            target.amount.unit,
            target.deadline.end.isoformat() if isinstance(target, Target) and target.deadline else None,
        )
        for target in found
    ]


def test_a_table_yields_one_target_per_cell_under_a_year_to_come() -> None:
    text = (
        "主要指标\n"
        "指标\t单位\t2024年\t2026年\t2027年\t属性\n"
        "智能算力规模\tEFLOPS\t30\t60\t100\t预期性\n"
        "绿电占比（%）\t\t60\t70%\t80以上\t约束性\n"
        "标杆企业\t家\t20\t—\t3—5\t\n"
        "口号\n"
    )

    assert cells(text) == [
        ("智能算力规模", "=", ["60"], "EFLOPS", "2026-12-31"),
        ("智能算力规模", "=", ["100"], "EFLOPS", "2027-12-31"),
        ("绿电占比", "=", ["70"], "%", "2026-12-31"),
        ("绿电占比", ">=", ["80"], "%", "2027-12-31"),
        ("标杆企业", "range", ["3", "5"], "家", "2027-12-31"),
    ]


def test_the_column_of_the_indicators_nature_tells_the_strength() -> None:
    text = "指标\t2027年\t属性\n绿电占比\t80%\t约束性\n算力规模\t50EFLOPS\t预期性\n企业\t50家\t"
    found = [target for target in amounts_in(text) if isinstance(target, Target)]

    assert [target.strength for target in found] == [Strength.BINDING, Strength.EXPECTED, Strength.STATED]


@pytest.mark.parametrize(
    "text",
    [
        "指标\t2023年\t2024年\n算力\t20个\t30个",
        "算力\t20个\t30个\n存力\t1个\t2个",
        "指标\t2027年\n\t50个",
        "指标\t2027年\n算力\t有关部门另行制定",
        "月份\t6月\n算力\t50个",
        "指标\t2027年至2025年\n算力\t50个",
    ],
)
def test_a_table_without_aims_yields_nothing(text: str) -> None:
    assert cells(text) == []


def test_a_row_may_be_short() -> None:
    assert cells("序号\t指标\t单位\t2027年\n1\t算力\n2\t平台\t个\t50") == [("平台", "=", ["50"], "个", "2027-12-31")]
