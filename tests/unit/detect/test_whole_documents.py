"""Whole documents of our own, in the shape of real ones: every finding and every refused amount."""

from datetime import date

import pytest

from monitor.detect import refusals
from monitor.domain import Progress, Target
from unit.detect.articles import PUBLISHED, amounts_in, article

EARLY = date(2025, 1, 20)

PLAN = (
    "关于印发《云江市人工智能产业行动方案（2025—2027年）》的通知",
    PUBLISHED,
    """
各区人民政府，市有关部门：
现将《云江市人工智能产业行动方案（2025—2027年）》印发给你们，请认真组织实施。
一、总体要求
到2027年，全市智能算力规模突破100EFLOPS，核心产业规模达到500亿元，年均增长20%以上，培育领军企业50家，产业生态基本形成。
二、重点任务
（一）夯实算力底座
2025年底前，建成智算中心3个，新增标准机架2万个。数据中心PUE降至1.2以下。算力利用率由45%提高到60%。
（二）推进行业应用
每年遴选示范场景20个，对入选项目给予最高500万元补助。规模以上工业企业数字化改造率达到80%。推动7个重点领域提质增效。
（三）培育市场主体
聚焦制造、医疗等7个领域，培育“专精特新”企业100家以上，力争独角兽企业实现零的突破。推动产值百亿企业加快发展。
三、主要指标
指标	单位	2024年	2027年	属性
智能算力规模	EFLOPS	30	100	预期性
标杆场景	个	20	80以上	约束性
四、保障措施
市财政安排专项资金10亿元，连续支持3年。
""",
)
PLAN_SAYS = [
    "t 智能算力规模 > 100 EFLOPS 2027-12-31 tense.period_ahead",
    "t 核心产业规模 >= 50000000000 元 2027-12-31 tense.period_ahead",
    "t 核心产业规模 >= 20 % 2027-12-31 tense.period_ahead",
    "t 领军企业 = 50 家 2027-12-31 tense.period_ahead",
    "t 产业生态 2027-12-31 goal.becomes",
    "t 智算中心 = 3 个 2025-12-31 tense.period_ahead",
    "t 标准机架 = 20000 个 2025-12-31 tense.period_ahead",
    "t 数据中心PUE <= 1.2 2025-12-31 tense.period_ahead",
    "t 算力利用率 >= 60 % 2025-12-31 tense.period_ahead",
    "t 示范场景 = 20 个 2027-12-31 heading.tasks",
    "t 规模以上工业企业数字化改造率 >= 80 % 2027-12-31 heading.tasks",
    "t 专精特新企业 >= 100 家 2027-12-31 heading.tasks",
    "t 智能算力规模 = 100 EFLOPS 2027-12-31 tense.cell",
    "t 标杆场景 >= 80 个 2027-12-31 tense.cell",
    "t 市财政安排专项资金 = 1000000000 元 2027-12-31 aim.sets_aside",
]
PLAN_REFUSES = [
    ("45%", "refusal.baseline"),
    ("500万元", "refusal.grant_before"),
    ("7个", "refusal.parts"),
    ("7个", "refusal.parts"),
    ("30", "refusal.cell"),
    ("20", "refusal.cell"),
    ("3年", "refusal.span_of_time"),
]

WORK_REPORT = (
    "2025年云江市政府工作报告",
    EARLY,
    """
一、2024年工作回顾
全市地区生产总值增长5.8%，规模以上工业增加值增长7.2%。新增高新技术企业120家，总数达1350家。城镇新增就业8.6万人，比上年增加0.4万人。居民人均可支配收入增长5.5%，高于全省平均水平0.3个百分点。
二、2025年主要目标
地区生产总值增长5.5%左右，城镇新增就业8万人以上，粮食产量稳定在50万吨。其中，夏粮产量20万吨。
三、2025年重点工作
新建改建农村公路300公里，新增充电桩5000个。实施老旧小区改造150个，惠及居民3万户。办好10件民生实事。
""",
)
WORK_REPORT_SAYS = [
    "p 地区生产总值 = 5.8 % 2024-12-31 tense.period_over",
    "p 规模以上工业增加值 = 7.2 % 2024-12-31 tense.period_over",
    "p 高新技术企业 = 120 家 2024-12-31 tense.period_over",
    "p 高新技术企业总数 >= 1350 家 2024-12-31 tense.period_over",
    "p 城镇新增就业 = 86000 人 2024-12-31 tense.period_over",
    "p 城镇新增就业 = 4000 人 2024-12-31 tense.period_over",
    "p 居民人均可支配收入 = 5.5 % 2024-12-31 tense.period_over",
    "t 地区生产总值 approx 5.5 % 2025-12-31 heading.goals",
    "t 城镇新增就业 >= 80000 人 2025-12-31 heading.goals",
    "t 粮食产量 = 500000 吨 2025-12-31 heading.goals",
    "t 夏粮产量 = 200000 吨 2025-12-31 heading.goals",
    "t 农村公路 = 300 公里 2025-12-31 heading.tasks",
    "t 充电桩 = 5000 个 2025-12-31 heading.tasks",
    "t 老旧小区改造 = 150 个 2025-12-31 heading.tasks",
    "p 居民 = 30000 户 2025-01-20 result.benefits",
    "t 民生实事 = 10 件 2025-12-31 heading.tasks",
]
WORK_REPORT_REFUSES = [("0.3个百分点", "refusal.comparison")]

NEWS = (
    "我国新型基础设施建设加快",
    PUBLISHED,
    """
国家数据局今天发布消息，截至8月底，全国已建成5G基站460万个，5G用户普及率达81%。
上半年，全国数据产量同比增长25%，数据企业超过40万家，其中三成以上从事人工智能业务。
专家预计，到2030年，市场规模将达到1万亿元。
记者在浙江杭州看到，一座全长50公里的智慧公路即将通车，通车后，通行时间将缩短30%。
来自30个国家的500多家企业参展，将有3000名志愿者参加服务。
下一步，国家数据局将建设10个数据产业集聚区，力争到2027年可信数据空间超过100个。
""",
)
NEWS_SAYS = [
    "p 5G基站 = 4600000 个 2025-08-31 result.already",
    "p 5G用户普及率 >= 81 % 2025-08-31 tense.period_over",
    "p 数据产量 = 25 % 2025-06-30 result.year_on_year",
    "p 数据企业 > 400000 家 2025-06-30 tense.period_over",
    "p 数据企业 >= 30 % 2025-06-30 tense.period_over",
    "t 数据产业集聚区 = 10 个 - aim.will",
    "t 可信数据空间 > 100 个 2027-12-31 aim.strives",
]
NEWS_REFUSES = [
    ("1万亿元", "refusal.analysts"),
    ("50公里", "refusal.size_of_work"),
    ("30%", "refusal.distance"),
    ("30个", "refusal.guests_from"),
    ("500多家", "refusal.guests_from"),
    ("3000名", "refusal.will_attend"),
]

RULES_OF_A_FUND = (
    "云江市数据要素专项资金管理办法",
    PUBLISHED,
    """
第一条 为规范专项资金管理，制定本办法。
第二条 申报单位须注册满2年，研发人员不少于20人，上年度营业收入不低于1000万元。
第三条 对达到1000人次的培训，按30%的比例给予补助，单个项目最高不超过50万元。
第四条 经评审，2024年共支持项目56个。
第五条 弄虚作假的，处5万元以下罚款。
""",
)
RULES_OF_A_FUND_SAYS = ["p 项目 = 56 个 2024-12-31 tense.period_over"]
RULES_OF_A_FUND_REFUSES = [
    ("2年", "refusal.span_of_time"),
    ("20人", "refusal.limit_of_rules"),
    ("1000万元", "refusal.limit_of_rules"),
    ("1000人次", "refusal.limit_of_rules"),
    ("30%", "refusal.rate"),
    ("50万元", "refusal.given_at_most"),
    ("5万元以下", "refusal.fine_before"),
]


def told(found: Target | Progress) -> str:
    """Write a finding in a line: type, metric, comparator, value, unit, last day, rule."""
    amount = found.amount
    period = found.deadline if isinstance(found, Target) else found.as_of
    words = [
        "t" if isinstance(found, Target) else "p",
        amount.metric,
        amount.comparator.value if amount.values else "",
        "~".join(map(str, amount.values)),
        amount.unit or "",
        str(period.end) if period else "-",
        found.quote.rule,
    ]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        pytest.param(PLAN, PLAN_SAYS, id="plan"),
        pytest.param(WORK_REPORT, WORK_REPORT_SAYS, id="work report"),
        pytest.param(NEWS, NEWS_SAYS, id="news"),
        pytest.param(RULES_OF_A_FUND, RULES_OF_A_FUND_SAYS, id="rules"),
    ],
)
def test_a_document_states_these_targets_and_results(document: tuple[str, date, str], says: list[str]) -> None:
    title, published, text = document

    assert [told(found) for found in amounts_in(text, title=title, published=published)] == says


@pytest.mark.parametrize(
    ("document", "refuses"),
    [
        pytest.param(PLAN, PLAN_REFUSES, id="plan"),
        pytest.param(WORK_REPORT, WORK_REPORT_REFUSES, id="work report"),
        pytest.param(NEWS, NEWS_REFUSES, id="news"),
        pytest.param(RULES_OF_A_FUND, RULES_OF_A_FUND_REFUSES, id="rules"),
    ],
)
def test_a_document_holds_these_amounts_that_are_not_taken(
    document: tuple[str, date, str], refuses: list[tuple[str, str]]
) -> None:
    title, published, text = document
    refused = refusals(article(text, title=title, published=published), today=published)

    assert [(amount.text, amount.rule) for amount in refused] == refuses
