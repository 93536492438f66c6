"""For which place an amount holds, or that it holds for none."""

import pytest

from monitor.detect.targets import find_targets
from unit.detect.articles import document


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("浙江加快建设。在宁波，已建成平台50个。", "宁波市"),
        ("浙江加快建设。已建成平台50个。", "浙江省"),
        ("浙江宁波、江苏无锡、广东深圳都在加快。已建成平台50个。", "全国"),
        ("在南京，全国重点实验室已达到50家。", "南京市"),
        ("在上海，规模占全国总量的50%。", "上海市"),
        ("在北京、上海等10个城市，已建成平台50个。", "全国"),
        ("雄安新区承接北京非首都功能。已建成平台50个。", "雄安新区"),
        ("中方将在未来5年设立平台50个。", "全国"),
    ],
)
def test_the_nearest_place_holds(text: str, region: str) -> None:
    assert find_targets(document(text))[-1].region == region


@pytest.mark.parametrize(
    "text",
    [
        "在深圳，工厂很忙，这家企业的生产线达到50条。",
        "某集团宣布，将投入50亿元。",
        "江苏的项目开工。该项目总投资50亿元。",
        "博览会今天在天津开幕。50家企业参加。",
        "截至目前，黄河流域新增治理面积50平方公里。",
        "中国技术在非洲建成平台50个。",
        "全市已建成平台50个。",
    ],
)
def test_what_is_of_one_enterprise_or_fair_or_of_an_unknown_place_has_none(text: str) -> None:
    assert find_targets(document(text))[-1].region is None


def test_in_a_document_a_place_holds_for_its_own_sentence() -> None:
    text = "在上海设立试验区。新增平台50个。"

    assert find_targets(document(text, title="2025年政府工作报告"))[-1].region == "全国"
    assert find_targets(document(text))[-1].region == "上海市"
