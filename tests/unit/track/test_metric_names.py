"""When two metrics are the same figure."""

import pytest

from monitor.track.metric_names import bigrams, is_nameless, metric_key, plain_metric, similarity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("智能算力规模", "智能算力总规模"),
        ("全市智能算力规模", "智能算力"),
        ("单位GDP能耗", "单位国内生产总值能耗"),
        ("全社会研发经费投入强度", "研发经费投入占GDP比重"),
        ("规上制造业企业人工智能技术应用普及率", "规模以上制造业企业人工智能应用普及率"),
        ("数据中心平均电能利用效率（PUE）", "数据中心平均PUE"),
        ("常住人口的城镇化率", "城镇化率"),
        ("智能算力在算力总规模中的比重", "智能算力占比"),
        ("专精特新“小巨人”企业数量", "专精特新小巨人企业"),
        ("国家标准和行业标准", "国家标准、行业标准"),
        ("先进级以上智能工厂", "先进级智能工厂"),
        ("全国地级及以上城市空气质量优良天数比率", "地级及以上城市平均空气质量优良天数比例"),
        ("地区生产总值", "GDP"),
        ("经济增长预期目标", "国内生产总值"),
        ("全社会研发经费投入占GDP比重", "研发经费投入强度"),
        ("科技进步对经济增长的贡献率", "科技进步贡献率"),
        ("高铁营业里程", "高速铁路运营里程"),
        ("智算规模", "智能算力"),
        ("集成电路、生物医药、人工智能三大先导产业规模", "三大先导产业规模"),
    ],
)
def test_spellings_of_one_figure_become_one(one, other):
    assert plain_metric(one) == plain_metric(other)
    assert similarity(plain_metric(one), plain_metric(other)) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规上制造业企业人工智能应用普及率", "智能终端、智能体应用普及率"),
        ("智能算力规模", "算力规模"),
        ("智能算力规模", "通用算力规模"),
        ("备案大模型", "行业大模型"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("新增算力占比", "算力占比"),
        ("5G-A基站", "5G基站"),
        ("每万人拥有5G基站数", "5G基站数"),
        ("人工智能核心产业规模", "人工智能核心产业营收"),
        ("新建大型数据中心PUE", "数据中心PUE"),
        ("国内生产总值", "国内生产总值能耗"),
        ("国内生产总值", "海洋生产总值"),
        ("智算中心", "智能算力"),
        ("高速公路通车里程", "高速铁路运营里程"),
        ("科技进步贡献率", "消费对经济增长贡献率"),
        ("三大先导产业规模", "四大先导产业规模"),
    ],
)
def test_other_figures_stay_far_below_what_links(one, other):
    assert similarity(plain_metric(one), plain_metric(other)) <= 0.6
    assert similarity(plain_metric(other), plain_metric(one)) <= 0.6


def test_the_order_of_words_is_no_difference():
    assert metric_key("备案大模型") == metric_key("大模型备案")
    assert similarity("行业高质量数据集", "高质量行业数据集") == 1.0


def test_a_word_more_that_says_little_is_near_but_not_enough():
    assert 0.6 < similarity("人工智能特色课程体系", "人工智能特色课程") < 0.7


def test_what_the_metric_leaves_out_may_stand_beside_the_figure():
    beside = "累计有439款生成式人工智能服务完成备案"
    assert similarity("生成式人工智能服务备案", "生成式人工智能服务", beside) == 0.85
    assert similarity("生成式人工智能服务备案", "生成式人工智能服务") < 0.5


def test_a_kind_of_computing_power_is_never_taken_from_beside():
    assert similarity("智能算力", "算力", "算力280EFLOPS，其中智能算力占三成") < 0.5


def test_the_name_of_its_own_region_says_nothing():
    assert plain_metric("上海市智能算力规模", "上海市") == "智能算力"
    assert plain_metric("北京地区技术合同成交额", "北京市") == "技术合同成交额"
    assert plain_metric("上海市智能算力规模", "北京市") == "上海市智能算力"


def test_new_is_part_of_a_name_but_not_of_an_increment():
    assert plain_metric("新增算力占比") == "新增算力占比"
    assert plain_metric("新增高新技术企业", increment=True) == "高新技术企业"
    assert plain_metric("城镇新增就业", increment=True) == "城镇就业"


@pytest.mark.parametrize("metric", ["新增", "规模", "总量", "，", "人数"])
def test_a_metric_of_empty_words_stays_as_it_is(metric):
    assert plain_metric(metric, increment=True) == metric


def test_a_part_of_another_kind_keeps_its_whole():
    assert plain_metric("数字经济核心产业增加值占国内生产总值比重") == "数字经济核心产业增加值占国内生产总值占比"


@pytest.mark.parametrize(("plain", "pairs"), [("算力", ("算力",)), ("高算力", ("算力", "高算")), ("亩", ("亩",))])
def test_keys_are_made_of_neighbouring_characters(plain, pairs):
    assert bigrams(plain) == pairs


@pytest.mark.parametrize(
    "metric",
    ["活动", "同期", "分论坛", "新品发布活动", "应用场景", "为比利时建造的第", "财政部", "", "规模以上制造业企业基本"],
)
def test_some_metrics_name_nothing(metric):
    assert is_nameless(metric)


@pytest.mark.parametrize("metric", ["互联网医院", "央企总部", "算力规模", "新职业", "粮食产量"])
def test_others_name_what_they_count(metric):
    assert not is_nameless(metric)


def test_one_of_several_things_before_one_number_names_nothing_either():
    assert is_nameless("中央预算内投资", "超过4250亿元中央预算内投资、增发国债等资金")
    assert not is_nameless("中央预算内投资", "中央预算内投资安排7000亿元")
