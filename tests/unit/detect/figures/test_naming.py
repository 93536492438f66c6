"""Which metric each amount of a sentence belongs to: its own, one of a list, or one named before."""

import pytest

from monitor.detect.figures.naming import items
from unit.detect.articles import amounts_in


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("产量、销量分别达到50万辆和60万辆。", ["产量 500000", "销量 600000"]),
        ("产值和利润分别增长6.5%、5.3%。", ["产值 6.5", "利润 5.3"]),
        ("产值、利润增长6.5%、5.3%，分别加快0.7、0.3个百分点。", ["产值 6.5", "利润 5.3", "产值 0.7", "利润 0.3"]),
        ("普及率、覆盖率均达到50%。", ["普及率 50", "覆盖率 50"]),
        (
            "普及率达到50%，覆盖率也达到50%，这两项指标都提高5个百分点。",
            ["普及率 50", "覆盖率 50", "普及率 5", "覆盖率 5"],
        ),
        ("风电、太阳能发电量分别增长5%和6%。", ["风电发电量 5", "太阳能发电量 6"]),
        ("数控化率、普及率均达到50%。", ["数控化率 50", "普及率 50"]),
        ("工业机器人快速发展，产量达50万台。", ["工业机器人产量 500000"]),
        ("医生队伍壮大，每万人口达到4名。", ["每万人口医生队伍壮大 4"]),
        ("增加值持续扩大，占国内生产总值的比重为5%。", ["增加值占国内生产总值的比重 5"]),
        ("102项重大工程中，超过96%已开工。", ["重大工程 96"]),
        ("建设10个规模超千亿元的集群。", ["集群 10"]),
        ("比率由14%降至13%。", ["比率 13"]),
        ("建成10个平台、3家实验室。", ["平台 10", "实验室 3"]),
        ("1000家运营商的8594座充电站上线。", ["运营商 1000", "充电站 8594"]),
        ("销量今年达到50万辆。", ["销量 500000"]),
        ("企业平均投入超3000万元，超六成处于领先水平。", ["企业平均投入 30000000", "企业平均投入 60"]),
        ("471495亿元！这是2023年社会消费品零售总额。", ["社会消费品零售总额 47149500000000"]),
        ("总额达到50亿元，同比增长5%。", ["总额 5000000000", "总额 5"]),
        ("总额达到50亿元，按不变价格计算，比上年增长5%。", ["总额 5000000000", "总额 5"]),
        ("总额达到50亿元，扣除价格因素，实际增长5%。", ["总额 5000000000", "总额 5"]),
        ("总额达到50亿元，按可比价格计算增长5%。", ["总额 5000000000", "总额 5"]),
        ("去年一季度总额大幅下降7%的困难局面已经扭转。", ["总额 -7"]),
        ("去年，研发经费支出相当于生产总值的比例提高到4%。", ["研发经费支出相当于生产总值的比例 4"]),
        ("重点实验室方阵加快建设，达到50家。", ["重点实验室方阵 50"]),
    ],
)
def test_each_amount_gets_its_metric(text: str, metrics: list[str]) -> None:
    assert [f"{found.amount.metric} {found.amount.values[0]}" for found in amounts_in(text)] == metrics


@pytest.mark.parametrize(
    ("phrase", "names"),
    [
        ("算力", ["算力"]),
        ("风电、太阳能发电量", ["风电发电量", "太阳能发电量"]),
        ("机床、船舶等“新三样”产品产量", ["机床产量", "船舶产量"]),
        ("机床、船舶等", ["机床", "船舶"]),
        ("销量和产量", ["销量", "产量"]),
        ("普及率以及覆盖率", ["普及率", "覆盖率"]),
        ("县级及以上医院", ["县级及以上医院"]),
        ("和平", ["和平"]),
        ("平台等", ["平台等"]),
    ],
)
def test_a_list_is_parted_and_shares_its_head(phrase: str, names: list[str]) -> None:
    assert items(phrase) == names


def test_amounts_side_by_side_share_unit_and_bound() -> None:
    first, second = (found.amount for found in amounts_in("产值、利润分别达到50和20亿元。"))

    assert first.unit == second.unit == "元"
    assert first.comparator == second.comparator


def test_a_date_for_each_amount_is_given_in_order() -> None:
    found = amounts_in("2026年、2027年分别新增平台5个、10个。")
    ends = [finding.deadline.end.year for finding in found if hasattr(finding, "deadline") and finding.deadline]

    assert ends == [2026, 2027]
