from typing import Any

import pytest

from monitor.detect.targets import find_targets
from monitor.domain import MetricKind, Target
from unit.detect.articles import document


def aims(text: str, **given: Any) -> list[tuple[str, str | None]]:
    return [
        (found.amount.metric, found.deadline.end.isoformat() if found.deadline else None)
        for found in find_targets(document(text, **given))
        if isinstance(found, Target) and found.amount.kind is MetricKind.QUALITATIVE
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年，关键技术取得突破，建立先进的标准体系。", [("关键技术", "2027-12-31"), ("先进的标准体系", "2027-12-31")]),
        ("到2030年，整机产品性能达到国际先进水平。", [("整机产品性能", "2030-12-31")]),
        ("到2030年，建成世界级产业生态。", [("世界级产业生态", "2030-12-31")]),
        ("到2026年底，数据标准体系将基本建成。", [("数据标准体系", "2026-12-31")]),
        ("总部大楼正在装修，将在今年10月投入使用。", [("总部大楼", "2025-10-31")]),
        ("南玉铁路进入冲刺阶段，今年内将开通运营。", [("南玉铁路", "2025-12-31")]),
        ("到2027年，将本市建设成为智能制造高地。", [("智能制造高地", "2027-12-31")]),
        ("铁路进入铺轨阶段，预计年内能完成铺轨任务。", [("铺轨任务", "2025-12-31")]),
        ("今年要启动一批重大项目。", [("重大项目", "2025-12-31")]),
        ("今年主要预期目标是：进出口稳中向好，国际收支保持基本平衡，收入和经济增长同步。",
         [("进出口", "2025-12-31"), ("国际收支", "2025-12-31"), ("收入和经济增长", "2025-12-31")]),
        ("环城高铁计划明年全线建成通车。", [("环城高铁", "2026-12-31")]),
        ("环城高铁等工程将在年底前建成通车。", [("环城高铁等工程", "2025-12-31")]),
        ("环城高铁今天开工。全线预计2027年建成。", [("环城高铁", "2027-12-31")]),
        ("作为又一工程，跨海通道正在建设。该项目连接两岸，预计2028年建成通车。", [("跨海通道", "2028-12-31")]),
        ("今年某地紧盯技术清单，力争取得一批原创性成果。", [("原创性成果", "2025-12-31")]),
        ("今年计划新修公路，实现“村村通公路”的目标。", [("村村通公路", "2025-12-31")]),
        ("到2027年，农产品质量得到更好保障。", [("农产品质量", "2027-12-31")]),
        ("到2027年，产业基础夯实。水平明显提升，产业结构持续优化。", [("产业结构", "2027-12-31")]),
    ],
)  # fmt: skip
def test_an_aim_without_a_number_needs_a_deadline_and_a_change(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert aims(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "建成世界级产业生态。",
        "2024年，关键技术取得突破。",
        "到2027年，已建成产业生态。",
        "今年将打造创新平台体系。",
        "今年，产业结构持续优化。",
        "今年要保持社会稳定。",
        "预计今年财政收入继续增长。",
        "到2027年，提出如下的目标。",
        "今年还将加快建设，放大效应将持续显现。",
        "今年，国家还将大力发展。",
        "线路长3公里。全线预计2027年建成。",
        "到2027年，有序推进各项工作。",
        "到2027年，要建成以下体系：",
        "将在今年10月投入使用。",
        "目前产业结构持续优化。",
        "到2027年，建成10个平台。",
        "到2027年，面向制造等10个领域的应用全面落地。",
    ],
)
def test_without_them_there_is_none(text: str) -> None:
    assert aims(text) == []


def test_only_the_first_aims_of_a_deadline_are_kept() -> None:
    text = "到2027年，技术能力显著提升，产业结构持续优化，标准体系基本建成，人才队伍不断壮大。"

    assert [metric for metric, _ in aims(text)] == ["技术能力", "产业结构", "标准体系"]


@pytest.mark.parametrize("title", ["某产业管理办法", "领导人会见来访总统"])
def test_rules_and_diplomacy_state_none(title: str) -> None:
    assert aims("到2027年，关键技术取得突破。", title=title) == []


def test_a_review_states_none() -> None:
    assert aims("一、工作回顾\n到2027年，关键技术取得突破。") == []
