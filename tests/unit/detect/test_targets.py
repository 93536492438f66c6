"""Targets and progress, sentence by sentence. Each case: the text, then what a reader takes from it."""

from datetime import date
from typing import Any

import pytest

from monitor.detect import read
from monitor.detect.targets import find_targets
from monitor.domain import MetricKind, Progress, Strength, Target
from unit.detect.articles import AI, GRAIN, article, document

PLAN = "关于印发《某市人工智能产业行动方案》的通知"
REPORT = "2025年某市政府工作报告"


def told(found: Target | Progress) -> str:
    """`t metric >= 60 % 2025-12-31`; qualitative targets have no number."""
    amount = found.amount
    period = found.deadline if isinstance(found, Target) else found.as_of
    words = [
        "t" if isinstance(found, Target) else "p",
        amount.metric,
        amount.comparator.value if amount.values else "",
        "~".join(str(value) for value in amount.values),
        amount.unit or "",
        period.end.isoformat() if period else "-",
    ]
    return " ".join(word for word in words if word)


def all_of(text: str, **given: Any) -> list[str]:
    return [told(found) for found in find_targets(document(text, **given))]


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("到2027年，力争智能算力规模突破100EFLOPS。", ["t 智能算力规模 > 100 EFLOPS 2027-12-31"]),
        ("今年底，要实现60%以上新增算力在枢纽集聚。", ["t 新增算力 >= 60 % 2025-12-31"]),
        (
            "计划培育100个示范场景与500个示范案例。",
            ["t 示范场景 = 100 个 -", "t 示范案例 = 500 个 -"],
        ),
        (
            "到2027年，建设平台10个、实验室3家，企业研发投入增长10%以上。",
            ["t 平台 = 10 个 2027-12-31", "t 实验室 = 3 家 2027-12-31", "t 企业研发投入 >= 10 % 2027-12-31"],
        ),
        (
            "到2027年，算力、存力分别达到50EFLOPS和20EB。",
            ["t 算力 >= 50 EFLOPS 2027-12-31", "t 存力 >= 20 EB 2027-12-31"],
        ),
        (
            "到2027年，风电、光伏发电量分别增长5%和8%。",
            ["t 风电发电量 = 5 % 2027-12-31", "t 光伏发电量 = 8 % 2027-12-31"],
        ),
        (
            "到2027年，算力规模和数据总量均增长20%以上。",
            ["t 算力规模 >= 20 % 2027-12-31", "t 数据总量 >= 20 % 2027-12-31"],
        ),
        (
            "到2027年，算力规模2026年达到50EFLOPS，2027年达到80EFLOPS。",
            ["t 算力规模 >= 50 EFLOPS 2026-12-31", "t 算力规模 >= 80 EFLOPS 2027-12-31"],
        ),
        (
            "力争到2027年，物流费用与产值的比率由目前的14.1%降至13.5%。",
            ["t 物流费用与产值的比率 <= 13.5 % 2027-12-31"],
        ),
        (
            "今年拟安排财政赤字2万亿元，比去年增加5600亿元。",
            ["t 财政赤字 = 2000000000000 元 2025-12-31", "t 财政赤字 = 560000000000 元 2025-12-31"],
        ),
        ("将在“十五五”规划中培育平台50个。", ["t 平台 = 50 个 -"]),
        ("6所高校将开设新专业。", ["t 高校 = 6 所 -"]),
        ("年内培育三至五家龙头企业。", ["t 龙头企业 range 3~5 家 2025-12-31"]),
        ("今年将培育三个平台。", []),
        ("到2027年，实现规模以上企业数字化全覆盖。", ["t 规模以上企业数字化 = 100 % 2027-12-31"]),
        ("未来三年，每年新增算力10EFLOPS以上。", ["t 算力 >= 10 EFLOPS 2028-09-12"]),
        ("到2030年，产业规模翻一番。", ["t 产业规模 = 2 倍 2030-12-31"]),
        ("到2030年，产业规模增长2倍。", ["t 产业规模 = 3 倍 2030-12-31"]),
        ("2026年，将新建改建农村公路12.2万公里。", ["t 农村公路 = 122000 公里 2026-12-31"]),
        ("将在2026年6月底前建成20个站点。", ["t 站点 = 20 个 2026-06-30"]),
        ("综合实力到2030年进入全国前五名。", ["t 综合实力 <= 5 名 2030-12-31"]),
        ("年底前，预计举办12场活动，以及110多项展览。", ["t 活动 = 12 场 2025-12-31", "t 展览 > 110 项 2025-12-31"]),
        ("预计客流量50万人次，计划加开列车600列。", ["t 列车 = 600 列 -"]),
        ("一季度，工程加快推进；贵州今年计划公路里程突破9500公里，铁路里程突破1900公里。",
         ["t 公路里程 > 9500 公里 2025-12-31", "t 铁路里程 > 1900 公里 2025-12-31"]),
        ("着力打造6个产业集群。", ["t 产业集群 = 6 个 -"]),
        ("今年底，布局覆盖80%的省（区、市）。", ["t 省（区、市） = 80 % 2025-12-31"]),
        ("将再培育10个规模超千亿元的产业集群。", ["t 产业集群 = 10 个 -"]),
        ("未来三年，企业将投入超过3800亿元。", ["t 投入 > 380000000000 元 2028-09-12"]),
        ("国家发展改革委、财政部将安排投资6000万元。", ["t 投资 = 60000000 元 -"]),
        ("10月份将按计划下达第四批50亿元消费资金。", ["t 消费资金 = 5000000000 元 2025-10-31"]),
        ("到2026年，全市机器人产量达到10万台，产值突破500亿元。",
         ["t 机器人产量 >= 100000 台 2026-12-31", "t 产值 > 50000000000 元 2026-12-31"]),
    ],
)  # fmt: skip
def test_aims_are_targets_with_their_deadline(text: str, records: list[str]) -> None:
    assert [record for record in all_of(text) if record] == records


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("截至8月底，全市算力规模达82EFLOPS。", ["p 算力规模 >= 82 EFLOPS 2025-08-31"]),
        ("到2027年，全市备案大模型达到120个。", ["t 备案大模型 >= 120 个 2027-12-31"]),
        ("上半年，机器人产量同比增长35.5%。", ["p 机器人产量 = 35.5 % 2025-06-30"]),
        (
            "截至去年底，平台覆盖1490个区县。试点企业超过200家。",
            ["p 区县 = 1490 个 2024-12-31", "p 试点企业 > 200 家 2024-12-31"],
        ),
        (
            "前8个月，集成电路、机器人产量分别增长8.9%和24%。",
            ["p 集成电路产量 = 8.9 % 2025-08-31", "p 机器人产量 = 24 % 2025-08-31"],
        ),
        (
            "上半年，工业、服务业增加值同比增长6.5%、5.3%，比上年全年分别加快0.7、0.3个百分点。",
            [
                "p 工业增加值 = 6.5 % 2025-06-30",
                "p 服务业增加值 = 5.3 % 2025-06-30",
                "p 工业增加值 = 0.7 个百分点 2025-06-30",
                "p 服务业增加值 = 0.3 个百分点 2025-06-30",
            ],
        ),
        (
            "我国已建成绿色园区371家、绿色企业605家，今年我国还将新培育绿色工厂1000家。",
            ["p 绿色园区 = 371 家 2025-09-12", "p 绿色企业 = 605 家 2025-09-12", "t 绿色工厂 = 1000 家 2025-12-31"],
        ),
        ("全市已有上万家企业参与改造，覆盖超90%的规模以上企业。",
         ["p 企业 >= 10000 家 2025-09-12", "p 规模以上企业 > 90 % 2025-09-12"]),
        ("专项资金同比减少三分之一。", ["p 专项资金 = -33.33 % 2025-09-12"]),
        ("全国智能工厂企业去年平均投入超3000万元，超六成处于制造业领域。",
         ["p 平均投入 > 30000000 元 2024-12-31", "p 智能工厂企业 > 60 % 2025-09-12"]),
        ("核心企业超过2400家，核心产业规模近3500亿元，这两项指标都占到全国总量的一半以上。",
         ["p 核心企业 > 2400 家 2025-09-12", "p 核心产业规模 approx 350000000000 元 2025-09-12",
          "p 核心企业 >= 50 % 2025-09-12", "p 核心产业规模 >= 50 % 2025-09-12"]),
        ("进境车辆超254万辆次，进境人员超2380万人次，同比增长均超过30%。",
         ["p 进境车辆 > 2540000 辆次 2025-09-12", "p 进境人员 > 23800000 人次 2025-09-12",
          "p 进境车辆 > 30 % 2025-09-12", "p 进境人员 > 30 % 2025-09-12"]),
        ("机器人在8月份迎来高峰，产量同比上涨51.5%。", ["p 机器人产量 = 51.5 % 2025-08-31"]),
        ("471495亿元！这是2024年我国零售总额，同比增长7.2%。",
         ["p 零售总额 = 47149500000000 元 2024-12-31", "p 零售总额 = 7.2 % 2024-12-31"]),
        ("预计客流量增长5%，目前已有50万名旅客。", ["p 旅客 = 500000 名 2025-09-12"]),
        ("截至去年底，经济规模进入5万亿元以上的新阶段。", ["p 经济规模 >= 5000000000000 元 2024-12-31"]),
        ("建成50个平台，预计市场规模将达10亿元。", ["p 平台 = 50 个 2025-09-12"]),
        ("算力总规模居全球第二位。", ["p 算力总规模 = 2 位 2025-09-12"]),
        ("今年以来，江苏已部署40项攻关项目。", ["p 攻关项目 = 40 项 2025-09-12"]),
        ("里程从9.6万公里增加到13.6万公里。", ["p 里程 >= 136000 公里 2025-09-12"]),
        ("截至2025年底，共建成近4万个空间。", ["p 空间 approx 40000 个 2025-12-31"]),
        ("当年产值突破百亿元。", []),
        ("像这样的生产线，这家企业已经改造完成8条。", ["p 生产线 = 8 条 2025-09-12"]),
        ("人均寿命提高1岁，平均办理时间为41分钟。", ["p 人均寿命 = 1 岁 2025-09-12", "p 平均办理时间 = 41 分钟 2025-09-12"]),
        ("我国已形成完整产业体系。", []),
        ("2027年至2025年，平台增加50个。", ["p 平台 = 50 个 2025-09-12"]),
        ("到2027年，已建设平台50个。", ["p 平台 = 50 个 2025-09-12"]),
        ("智能“平台项目达50个。", ["p 智能平台项目 >= 50 个 2025-09-12"]),
        ("产值同比增长一倍。", ["p 产值 = 2 倍 2025-09-12"]),
        ("较2020年全年的50个多，平台已达80个。", ["p 平台 >= 80 个 2025-09-12"]),
        ("增加值从2020年的31万亿元增长到2024年的40万亿元。", ["p 增加值 = 40000000000000 元 2024-12-31"]),
        ("各方确保运行平稳，充电站8594座。", ["p 充电站 = 8594 座 2025-09-12"]),
        ("规模是2020年的2倍。", ["p 规模 = 2 倍 2025-09-12"]),
        (
            "4月份，新能源汽车、太阳能电池等“新三样”产品产量分别增长38.9%和33.4%。",
            ["p 新能源汽车产量 = 38.9 % 2025-04-30", "p 太阳能电池产量 = 33.4 % 2025-04-30"],
        ),
        ("上海、江苏等10个分平台已接入。", ["p 分平台 = 10 个 2025-09-12"]),
        ("民营经济组织1.85亿户，占经营主体总量的96.76%。",
         ["p 民营经济组织 = 185000000 户 2025-09-12", "p 民营经济组织 = 96.76 % 2025-09-12"]),
        ("2024年，城镇化稳步推进，年末常住人口城镇化率达到67%。", ["p 常住人口城镇化率 >= 67 % 2024-12-31"]),
        ("现有平台近200个。", ["p 平台 approx 200 个 2025-09-12"]),
        ("102项重大工程中，超过96%已开工。", ["p 重大工程 > 96 % 2025-09-12"]),
        ("经费突破3万亿元，比上一年增长8.1%。", ["p 经费 > 3000000000000 元 2025-09-12", "p 经费 = 8.1 % 2025-09-12"]),
        ("已有2000家企业拟参展。", ["p 企业 = 2000 家 2025-09-12"]),
        ("世界500强企业达50家。", ["p 世界500强企业 >= 50 家 2025-09-12"]),
        ("预计客流增长5%，我国的贡献率一直保持在30%左右。", ["p 贡献率 approx 30 % 2025-09-12"]),
        ("去年底，平台超过50个。今天，平台有80个。", ["p 平台 > 50 个 2024-12-31", "p 平台 = 80 个 2025-09-12"]),
        ("全国铁路共发送旅客50万人次。", ["p 旅客 = 500000 人次 2025-09-12"]),
        ("财政部、应急管理部紧急预拨2亿元救灾资金。", ["p 救灾资金 = 200000000 元 2025-09-12"]),
        ("今年已安排超2300亿元特别国债支持建设。", ["p 特别国债 > 230000000000 元 2025-09-12"]),
        ("设备投资同比增长17%，增速比全部投资高13个百分点。",
         ["p 设备投资 = 17 % 2025-09-12", "p 设备投资 = 13 个百分点 2025-09-12"]),
        ("全年完成投资50亿元。", ["p 投资 = 5000000000 元 2025-09-12"]),
        ("今年，100多家机构日前共同启动改革。", ["p 机构 > 100 家 2025-09-12"]),
        ("“万村通项目覆盖50个村庄（含新建。", ["p 村庄 = 50 个 2025-09-12"]),
        ("产业规模（不含农业达50亿元。", ["p 产业规模 >= 5000000000 元 2025-09-12"]),
        ("数字企业加快发展，在各地，已有50家上市。", ["p 数字企业 = 50 家 2025-09-12"]),
        ("今年前10个月，贡献率提升，占比达55.1%。", ["p 贡献率 >= 55.1 % 2025-09-12"]),
        ("实时监测着超过1000家运营商的8594座充电站。",
         ["p 运营商 > 1000 家 2025-09-12", "p 充电站 = 8594 座 2025-09-12"]),
    ],
)  # fmt: skip
def test_results_are_progress_with_their_day(text: str, records: list[str]) -> None:
    assert all_of(text) == records


@pytest.mark.parametrize(
    "text",
    [
        "给予最高500万元奖励，按30%补助。",
        "预计客流量50万人次，其中铁路客流量超过30万人次。",
        "线路建成后，办理时间将缩短50%。",
        "由此，当地货运成本将下降30%。",
        "增速快于全部工业3.8个百分点。",
        "可能创造千亿级、万亿级产业。",
        "在北京、深圳等8个城市，测试正在进行。",
        "来自49个国家的嘉宾出席。",
        "有关部门提出7个方面22项具体举措。",
        "高盛研报预计，到2030年市场规模将达1万亿元。",
        "欧盟已投入200亿欧元。",
        "如果产量超过100万台，价格会下降。",
        "半径50公里内设站，时速350公里。",
        "项目实施6个月以上。",
        "2025国庆期间安排活动。",
        "研发投入前1000家企业稳中有升。",
        "共有9个数字，" + "1个、" * 50,
        "用好1800亿元引导基金。",
        "项目建成后，年产值将达到50亿元。",
        "打造5000亿级产业。",
        "形成三条建议。",
        "隧道长50米长。",
        "50米长的隧道通车。",
        "给出数字50。",
        "应用了数十项新技术。",
        "每隔30分钟一班。",
        "今年高校毕业生将达765万人。",
        "预计游客增多，旅游收入将从2022年4万亿元增长到6万亿元。",
        "它将深入11000米。",
        "输水启动，用时16天。",
        "第3艘货船将交付。",
        "新系统发布，可以让精度提升30%，效率也将提升5%。",
        "今天，全国铁路预计发送旅客1200万人次。",
        "中方和外方是全球第二、第三大经济体。",
    ],
)
def test_what_is_neither_aim_nor_result_yields_nothing(text: str) -> None:
    assert all_of(text) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于组织开展典型案例征集工作的通知", "各单位推荐数量不超过8个。"),
        ("产业平台管理办法", "（五）从业人员不少于50人，专业人员比例不低于50%。"),
        ("通知", "第一条 为了规范管理。\n第二条 处5万元以上50万元以下罚款。\n第三条 专家不得少于11人。"),
    ],
)
def test_conditions_of_rules_are_no_targets(title: str, text: str) -> None:
    assert all_of(text, title=title) == []


def test_abroad_the_states_own_promise_is_an_aim() -> None:
    title = "领导人会见来访总统"

    assert all_of("中方将每年邀请200名青年代表来访。", title=title) == ["t 青年代表 = 200 名 -"]
    assert all_of("对方将邀请200名青年代表来访。", title=title) == []


def test_a_list_drawn_up_under_a_rule_is_a_result() -> None:
    assert all_of("经评审，确定了104家优胜单位，现予公布。", title="关于公布名单的通知") == [
        "p 优胜单位 = 104 家 2025-09-12"
    ]


def test_a_plans_title_dates_aims_that_have_no_date_of_their_own() -> None:
    title = "关于印发《某市人工智能产业行动方案（2025—2027年）》的通知"

    assert all_of("培育龙头企业20家以上。", title=title) == ["t 龙头企业 >= 20 家 2027-12-31"]
    assert all_of("三年内培育龙头企业20家以上。", title=title) == ["t 龙头企业 >= 20 家 2027-12-31"]


def test_a_plan_states_aims_only_where_something_is_to_be_done() -> None:
    assert all_of("产业规模100亿元。", title=PLAN) == []
    assert all_of("培育龙头企业20家。", title=PLAN) == ["t 龙头企业 = 20 家 -"]


def test_deadlines_come_down_from_headings_and_list_heads() -> None:
    text = """
    一、到2027年的主要目标
    算力规模达到50EFLOPS。
    二、重点工作
    主要目标：
    1.建设基地10个。
    到2026年，完成以下任务：
    （一）建设平台10个。
    （二）培育企业20家。
    三、2024年工作回顾
    新建基站300个。
    """

    assert all_of(text, title=PLAN) == [
        "t 算力规模 >= 50 EFLOPS 2027-12-31",
        "t 基地 = 10 个 -",
        "t 平台 = 10 个 2026-12-31",
        "t 企业 = 20 家 2026-12-31",
        "p 基站 = 300 个 2024-12-31",
    ]


def test_a_list_heads_words_make_its_items_aims() -> None:
    assert all_of("主要目标：\n1.培育基地10个，做好服务。") == ["t 基地 = 10 个 -"]


def test_a_report_tells_results_and_aims_by_section_and_mood() -> None:
    text = """
    一、2024年工作回顾
    城镇新增就业12万人。居民收入增长7%。
    二、2025年工作安排
    今年发展主要预期目标是：生产总值增长5%左右；城镇新增就业12万人以上。
    要切实改善民生，务必做好实事。人均补助标准分别提高5%和8%。
    """

    assert all_of(text, title=REPORT) == [
        "p 城镇新增就业 = 120000 人 2024-12-31",
        "p 居民收入 = 7 % 2024-12-31",
        "t 生产总值 approx 5 % 2025-12-31",
        "t 城镇新增就业 >= 120000 人 2025-12-31",
        "t 人均补助标准 = 5 % 2025-12-31",
        "t 人均补助标准 = 8 % 2025-12-31",
    ]


def test_a_reports_background_among_its_aims_is_none() -> None:
    text = "一、2025年工作安排\n9亿多劳动力、1亿多有技能的人才，是我们最大的优势。"

    assert all_of(text, title=REPORT) == [
        "p 劳动力 > 900000000 2025-09-12",
        "p 有技能的人才 > 100000000 2025-09-12",
    ]


def test_a_headline_is_read_in_the_body() -> None:
    text = "全市算力规模增长18%\n截至7月底，全市算力规模增长18%，企业达50家。"
    records = find_targets(document(text))

    assert [told(record) for record in records] == [
        "p 算力规模 = 18 % 2025-07-31",
        "p 企业 >= 50 家 2025-07-31",
    ]
    assert records[0].quote.start == 0


def test_relative_days_count_from_the_day_of_signing() -> None:
    found = all_of("今年底，建成平台10个。", title=PLAN, made_on=date(2023, 5, 4))

    assert found == ["t 平台 = 10 个 2023-12-31"]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("到2027年，确保算力规模达到50EFLOPS。", Strength.BINDING),
        ("到2027年，力争算力规模达到50EFLOPS。", Strength.ASPIRATIONAL),
        ("今年预期目标是：算力规模达到50EFLOPS。", Strength.EXPECTED),
        ("今年计划培育平台50个。", Strength.PLANNED),
        ("力争创新引领，到2027年，算力规模达到50EFLOPS。", Strength.ASPIRATIONAL),
        ("到2027年，算力规模达到50EFLOPS。", Strength.STATED),
        ("6所高校将开设新专业。", Strength.PLANNED),
    ],
)
def test_the_nearest_modal_tells_how_firm_an_aim_is(text: str, strength: Strength) -> None:
    [target] = find_targets(document(text))

    assert isinstance(target, Target)
    assert target.strength is strength


@pytest.mark.parametrize(
    ("text", "region", "issuer"),
    [
        ("上海市发布方案，提出到2027年，算力规模突破100EFLOPS。", "上海市", "上海市"),
        ("广东将培育平台20个。", "广东省", "广东省"),
        ("全国将培育平台20个。", "全国", "国家数据局"),
        ("国家数据局部署工作。今年将培育平台20个。", "全国", "国家数据局"),
        ("将培育平台20个。", "全国", "国家数据局"),
        ("在浙江，改革加快推进。将培育平台20个。", "浙江省", "国家数据局"),
    ],
)
def test_an_aim_belongs_to_a_place_and_a_body(text: str, region: str, issuer: str) -> None:
    [target] = find_targets(document(text, issuer="国家数据局"))

    assert (target.region, target.issuer) == (region, issuer)


def test_an_unknown_home_is_the_whole_country() -> None:
    [target] = find_targets(document("将培育平台20个。"))

    assert (target.region, target.issuer) == ("全国", None)


@pytest.mark.parametrize(
    ("issuer", "region"), [(None, None), ("新华社", None), ("国家数据局", None), ("上海市人民政府", "上海市")]
)
def test_the_whole_city_is_the_issuers_or_no_one_knows_whose(issuer: str | None, region: str | None) -> None:
    [target] = find_targets(document("全市将培育平台20个。", issuer=issuer))

    assert target.region == region


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("截至目前，绿电占比达80%。", MetricKind.SHARE),
        ("上半年，产量同比增长5%。", MetricKind.CHANGE_PCT),
        ("上半年，产量增速达到5%。", MetricKind.CHANGE_PCT),
        ("上半年，企业收入实现两位数增长。", MetricKind.CHANGE_PCT),
        ("已覆盖80%的企业。", MetricKind.COVERAGE),
        ("增速同比加快0.7个百分点。", MetricKind.CHANGE_PP),
        ("今年以来，新增企业50家。", MetricKind.INCREMENT),
        ("将再培育企业50家。", MetricKind.INCREMENT),
        ("目前共有企业50家。", MetricKind.COUNT),
        ("目前里程达50公里。", MetricKind.LEVEL),
        ("上半年，产量降幅为5%。", MetricKind.CHANGE_PCT),
    ],
)
def test_the_kind_follows_from_unit_and_verb(text: str, kind: MetricKind) -> None:
    [found] = find_targets(document(text))

    assert found.amount.kind is kind


@pytest.mark.parametrize(
    ("text", "per"), [("每年新增企业50家。", "year"), ("每月培训50人次。", "month"), ("新增企业50家。", None)]
)
def test_what_recurs_says_so(text: str, per: str | None) -> None:
    [found] = find_targets(document(text))

    assert found.amount.per == per


def test_each_finding_tells_its_topics() -> None:
    text = "到2027年，智能算力规模突破100EFLOPS。到2027年，粮食产量达到500万吨。"
    found = find_targets(document(text), (AI, GRAIN))

    assert [(f.quote.in_scope, f.quote.topics) for f in found] == [(True, ("ai_plus",)), (True, ("grain",))]
    assert not any(f.quote.in_scope for f in find_targets(document(text)))


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "国家数据局印发《人工智能行动计划》，提出到2027年，智能算力规模突破100EFLOPS，建成完备的产业体系。"
    reading = read(article(text), (AI,), today=date(2025, 9, 12))
    starts = [finding.quote.start for finding in reading.findings]

    assert len(starts) == 3
    assert starts == sorted(starts)
    assert reading.relevance[0].relevant


def test_the_less_is_known_the_lower_the_confidence() -> None:
    [sure] = find_targets(document("到2027年，力争算力规模突破100EFLOPS。"))
    [vague] = find_targets(document("上万学生受益。"))

    assert 0 < vague.quote.confidence < sure.quote.confidence <= 1


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("全年规模以上工业增加值增长5.8%。", date(2025, 1, 17), "2024-01-01", "2024-12-31"),
        ("全年规模以上工业增加值增长5.8%。", date(2025, 3, 31), "2024-01-01", "2024-12-31"),
        ("全年规模以上工业增加值增长5.8%。", date(2025, 12, 29), None, "2025-12-29"),
        ("工业增加值增长5.9%，比上年全年加快0.1个百分点。", date(2025, 3, 17), None, "2025-03-17"),
        ("截至11月，全省技术合同成交额317亿元。", date(2025, 12, 8), None, "2025-11-30"),
        ("11月，全省技术合同成交额317亿元。", date(2025, 12, 8), "2025-11-01", "2025-11-30"),
    ],
)
def test_a_result_holds_for_the_time_that_its_words_mean(text, published, start, end):
    first = find_targets(document(text, published=published))[0]
    assert isinstance(first, Progress)
    assert first.as_of is not None
    assert (first.as_of.start and first.as_of.start.isoformat(), first.as_of.end.isoformat()) == (start, end)
