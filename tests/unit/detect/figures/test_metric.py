"""What an amount is said to measure: whole words, however a modal or verb is spelled inside them."""

import pytest

from unit.detect.articles import amounts_in


def metric_of(text: str) -> list[str]:
    found = amounts_in(text)
    return [one.amount.metric for one in found if one.amount.values]


@pytest.mark.parametrize(
    "metric",
    [
        "应用普及率", "应急物资储备", "就业人数", "并网容量", "再生水利用率", "再贷款规模", "要素市场规模",
        "需求响应能力", "使用率", "可再生能源装机规模", "能耗强度", "能源自给率", "都市农业产值", "让利规模",
        "预期寿命", "提前还款率", "共享设备数量", "各类平台数量", "均衡指数", "有效发明专利数", "有色金属产量",
        "重点实验室数量", "重点企业上云率", "基本医疗保险参保率", "全面数字化改造率", "数字化改造率",
        "达标率", "到位率", "占地面积", "种植面积", "服务中心数量", "供应链协同率", "产能", "新型储能", "动能",
        "行业协会", "理事会", "展会", "行政许可", "规划纲要", "公约", "民居", "违法行为", "先进存储容量占比",
    ],
)  # fmt: skip
def test_a_metric_is_not_cut_inside_a_word(metric: str) -> None:
    assert metric_of(f"到2027年，{metric}达到50%。") == [metric]


@pytest.mark.parametrize(
    "metric",
    [
        "应用场景", "重点实验室", "能源站", "就业岗位", "要素市场", "可再生能源项目", "再制造企业", "都市圈",
        "应急平台", "需求清单", "基本单元", "并购项目", "共享实验室", "超级工厂", "为老服务中心", "从业者",
        "可复制推广的应用场景", "先进可用的开源模型", "数字化转型标杆企业", "智能体", "人工智能应用中试基地",
    ],
)  # fmt: skip
def test_what_is_counted_is_named_before_and_after_the_number(metric: str) -> None:
    assert metric_of(f"到2027年，建设{metric}50个。") == [metric]
    assert metric_of(f"到2027年，建设50个{metric}。") == [metric]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        # To support so many is not to have so many: what they are supported in stays with them.
        ("到2027年，支持5000家企业高质量发展。", "企业高质量发展"),
        ("到2027年，推动15个集群加快壮大。", "集群"),
        ("国有企业稳步发展，去年利润增长5%。", "国有企业利润"),
        ("到2027年，产值翻一番。", "产值"),
        ("在年内，实施数智化改造项目50个。", "数智化改造项目"),
        ("2027年，投运后每年可输送清洁电能超50亿千瓦时。", "输送清洁电能"),
    ],
)
def test_verbs_and_dates_around_it_are_cut_off(text: str, metric: str) -> None:
    assert metric_of(text) == [metric]
