"""Dimensions, flows and numbers of amounts; issuers."""

from decimal import Decimal

import pytest

import make
import statements
from monitor.domain import Comparator, Flow, MetricKind
from monitor.track import dimension, flow
from monitor.track.amounts import adds_up, canonical, same_figure, stated
from monitor.track.identity import body, closeness, place, same_issuer


def of(metric="智能算力规模", value="100", unit="EFLOPS", kind=MetricKind.LEVEL, **changes):
    return statements.amount(metric, value, unit, kind=kind, **changes)


@pytest.mark.parametrize(
    ("amount", "measures"),
    [
        (of(), "compute"),
        (of(unit="P"), "compute"),
        (of(unit="元/千瓦时"), "CNY/千瓦时"),
        (of(unit="条鱼"), "raw:条鱼"),
        (of(kind=MetricKind.RANK, unit="位"), "rank"),
        (of("普及率", unit=None, kind=MetricKind.SHARE), "ratio"),
        (of("在用标准机架数量", unit=None), "racks"),
        (of("农村贫困人口", unit=None, kind=MetricKind.COUNT), "count"),
        (of("参观人次", unit=None, kind=MetricKind.COUNT), "visits"),
        (of("指数", unit=None), "number"),
        (of("高质量发展", "", None, MetricKind.QUALITATIVE), "words"),
    ],
)
def test_amounts_have_a_dimension(amount, measures):
    assert dimension(amount) == measures


@pytest.mark.parametrize(
    ("amount", "counts"),
    [
        (of("高新技术企业", unit="家", kind=MetricKind.COUNT), Flow.STOCK),
        (of("高新技术企业", unit="家", kind=MetricKind.INCREMENT), Flow.INCREMENT),
        (of("新增高新技术企业", unit="家", kind=MetricKind.COUNT), Flow.INCREMENT),
        (of("新增算力", unit="EFLOPS"), Flow.INCREMENT),
        (of("新建数据中心PUE", unit=None), Flow.STOCK),
        (of("新增算力占比", unit="%", kind=MetricKind.SHARE), Flow.STOCK),
        (of("产值", unit="%", kind=MetricKind.CHANGE_PCT), Flow.CHANGE),
        (of("产值", unit="倍", kind=MetricKind.MULTIPLE), Flow.CHANGE),
    ],
)
def test_stock_increment_and_change_are_kept_apart(amount, counts):
    assert flow(amount) is counts


@pytest.mark.parametrize(
    ("quote", "kind", "counts"),
    [
        ("再培育100个国家级集群", MetricKind.COUNT, MetricKind.INCREMENT),
        ("淘汰黄标车380万辆", MetricKind.COUNT, MetricKind.INCREMENT),
        ("累计培育100个国家级集群", MetricKind.COUNT, MetricKind.COUNT),
        ("新型储能装机达到100万千瓦", MetricKind.LEVEL, MetricKind.LEVEL),
        ("新增算力占比60%", MetricKind.SHARE, MetricKind.SHARE),
    ],
)
def test_the_verb_before_the_number_tells_an_increment(quote, kind, counts):
    finding = make.target(quote=make.quote(quote), amount=of(kind=kind))
    assert stated(finding).kind is counts


@pytest.mark.parametrize(
    ("quote", "value", "kind", "counts"),
    [
        ("新增公园162座、累计达到832座", "832", MetricKind.INCREMENT, MetricKind.COUNT),
        ("新增公园162座、累计达到832座", "832", MetricKind.COUNT, MetricKind.COUNT),
        ("新增公园162座、累计达到832座", "162", MetricKind.COUNT, MetricKind.INCREMENT),
        ("1—11月累计新增就业1210万人", "12100000", MetricKind.INCREMENT, MetricKind.INCREMENT),
        ("新增各类总部机构126家、大企业开放创新中心25家", "25", MetricKind.COUNT, MetricKind.INCREMENT),
        ("新增各类总部机构126家，大企业开放创新中心25家", "25", MetricKind.COUNT, MetricKind.COUNT),
        ("52座调蓄池开工建设", "52", MetricKind.COUNT, MetricKind.INCREMENT),
        ("1.2万家企业完成改造", "12000", MetricKind.COUNT, MetricKind.INCREMENT),
        ("新增医院三座", "3", MetricKind.COUNT, MetricKind.INCREMENT),
    ],
)
def test_the_words_around_its_own_number_tell_what_an_amount_counts(quote, value, kind, counts):
    finding = make.target(quote=make.quote(quote), amount=of(kind=kind, values=(Decimal(value),)))
    assert stated(finding).kind is counts


@pytest.mark.parametrize(
    ("amount", "does"),
    [
        (of(), False),
        (of(kind=MetricKind.INCREMENT), True),
        (of(per="year"), True),
        (of("粮食产量", unit="斤"), True),
        (of("城镇调查失业率", unit="%", kind=MetricKind.SHARE), True),
        (of("增加值占国内生产总值比重", unit="%", kind=MetricKind.SHARE), False),
    ],
)
def test_some_amounts_add_up_over_a_period(amount, does):
    assert adds_up(amount) is does


def test_numbers_compare_in_the_unit_of_their_dimension():
    assert canonical(of(value="0.1")) == (Decimal(100),)
    assert canonical(of(value="3~5", unit=None)) == (Decimal(3), Decimal(5))
    assert canonical(of(value="3", unit="条鱼")) == (Decimal(3),)
    assert same_figure(of(value="0.1"), of(value="100", unit="P", comparator=Comparator.ABOVE))


@pytest.mark.parametrize("other", [of(value="101"), of(unit="TB"), of(comparator=Comparator.AT_MOST), of(per="year")])
def test_another_number_unit_side_or_period_is_another_figure(other):
    assert not same_figure(of(), other)


@pytest.mark.parametrize(
    ("name", "is_body"),
    [
        ("国务院办公厅", "国务院"),
        ("广东省人民政府办公厅", "广东省"),
        ("国家网信办", "中央网信办"),
        ("工业和信息化部", "工业和信息化部"),
        ("办公厅", "办公厅"),
        ("国家互联网信息办公室", "中央网信办"),
    ],
)
def test_offices_speak_for_their_bodies(name, is_body):
    assert body(name) == is_body


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("江苏省通信管理局", "江苏省"),
        ("上海市人民政府", "上海市"),
        ("广西壮族自治区人民政府", "广西壮族自治区"),
        ("市场监管总局", ""),
        ("国家市场监管总局", ""),
        ("工业和信息化部", ""),
    ],
)
def test_local_bodies_have_a_place(name, where):
    assert place(name) == where


def test_issuers_are_near_by_body_and_place():
    assert closeness("国务院", "国务院办公厅") == 1.0
    assert closeness("江苏省通信管理局", "江苏省人民政府") == 0.8
    assert closeness("国务院", "工业和信息化部") == 0.8
    assert closeness("国务院", None) == closeness(None, None) == 0.7
    assert closeness("上海市人民政府", "江苏省人民政府") == 0.0


def test_the_press_and_central_bodies_do_not_say_whose_figure_of_a_place_it_is():
    assert closeness("上海市人民政府", "中央广播电视总台（新闻联播）") == 0.7
    assert closeness("新华社", "国务院") == 0.7
    assert closeness("国务院", "江苏省人民政府") == 0.7


def test_only_known_bodies_are_the_same_issuer():
    assert same_issuer("国务院", "国务院办公厅")
    assert not same_issuer("国务院", "财政部")
    assert not same_issuer(None, None)
