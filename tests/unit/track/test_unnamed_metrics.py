"""Recorded metrics without a row, and the rows that would name them."""

import pytest

from monitor.domain import MetricKind, MetricUse
from monitor.metrics import Nature
from monitor.track import named_uses, unnamed


def use(metric, count=1, kind=MetricKind.COUNT, unit="家", region=None):
    return MetricUse(metric, kind, unit, region, count)


def test_recorded_metrics_with_a_name_are_counted_by_it():
    counted = named_uses([use("高企", 2), use("全市高新技术企业总数", 3), use("无名的东西", 9)])
    assert counted == {"hightech_enterprises": 5}


def test_the_most_frequent_metric_without_a_name_comes_first_in_all_its_forms():
    found = unnamed(
        [use("上海市量子企业", 2, region="上海市"), use("量子企业数量", 3), use("脑机接口企业", 4), use("高企", 9)]
    )
    assert [(metric.names, metric.count) for metric in found] == [
        (("量子企业数量", "上海市量子企业"), 5),
        (("脑机接口企业",), 4),
    ]
    row = found[0].row
    assert (row.zh, row.aliases, row.dimension, row.kind) == (
        "量子企业数量",
        ("上海市量子企业",),
        ("count",),
        Nature.STOCK,
    )
    assert row.id.startswith("m_")


def test_what_names_nothing_is_left_out():
    assert unnamed([use("活动", 50), use("企业", 50)]) == ()


@pytest.mark.parametrize(
    ("written", "kind", "dimension"),
    [
        (use("量子企业营业收入", kind=MetricKind.LEVEL, unit="元"), Nature.FLOW, "CNY"),
        (use("量子企业估值", kind=MetricKind.LEVEL, unit="元"), Nature.STOCK, "CNY"),
        (use("量子企业覆盖率", kind=MetricKind.COVERAGE, unit="%"), Nature.SHARE, "ratio"),
        (use("量子企业产值", kind=MetricKind.CHANGE_PCT, unit="%"), Nature.FLOW, "ratio"),
        (use("量子实验室", kind=MetricKind.INCREMENT, unit="个"), Nature.FLOW, "count"),
        (use("量子能耗", kind=MetricKind.LEVEL, unit="吨标准煤/万元"), Nature.STOCK, "count"),
    ],
)
def test_a_row_takes_over_how_the_metric_was_recorded(written, kind, dimension):
    (found,) = unnamed([written])
    assert (found.row.kind, found.row.dimension) == (kind, (dimension,))
