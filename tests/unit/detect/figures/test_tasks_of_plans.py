"""What plans set as tasks, how they are named, and what in them is no target, in sentences of our own wording."""

from datetime import date

import pytest

from monitor.detect import refusals
from monitor.domain import Target
from unit.detect.articles import aims_in, amounts_in, article

PLAN = "示例市教育发展行动方案（2026—2028年）"
EARLY = date(2026, 3, 5)


def told(text: str, title: str = PLAN) -> list[str]:
    return aims_in(text, title=title, published=EARLY)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("建立分学段、全覆盖的标准体系。", "refusal.whole_as_modifier"),
        ("构建全覆盖、可追溯的监管体系。", "refusal.whole_as_modifier"),
        ("（列第一位者为牵头部门，下同）", "refusal.ordinal"),
        ("超过800人规模的学校必须配备专职教师。", "refusal.class_of_value"),
        ("按实际投入的20%给予补助，最高不超过300万元。", "refusal.given_at_most"),
        ("按设备投资额的10%予以补贴，单个企业累计不超过600万元。", "refusal.given_at_most"),
        ("对通过评审的给予支持，每个项目最高80万元。", "refusal.grant_before"),
        ("划分为4个片区、8个网格。", "refusal.fields"),
        ("包含5个等级。", "refusal.fields"),
        ("每所学校仅限作为2个项目的牵头学校。", "refusal.quota"),
        ("增速由下降1.4%转为增长3.6%。", "refusal.baseline"),
    ],
)
def test_an_amount_that_only_describes_is_refused_with_its_rule(text: str, rule: str) -> None:
    assert rule in [found.rule for found in refusals(article(text, title=PLAN, published=EARLY), today=EARLY)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("实现校园网络全覆盖的目标。", "校园网络 = 100 %"),
        ("各中小学至少配备1名教师。", "教师 >= 1 名"),
        ("力争40%的县（市、区）达到优质均衡标准。", "县（市、区） = 40 %"),
        ("重点建设6个基础雄厚、引领未来发展方向的学科。", "基础雄厚、引领未来发展方向的学科 = 6 个"),
        ("做到在线课堂接入全覆盖。", "在线课堂接入 = 100 %"),
        ("培育7家年产值过亿元的信息化供应商。", "信息化供应商 = 7 家"),
        ("发布3个百亿参数以上的垂直模型。", "垂直模型 = 3 个"),
        ("累计培育领军企业60家。", "领军企业 = 60 家"),
        ("三年累计新增投资2000亿元。", "投资 = 200000000000 元"),
        ("三年建成实训基地30个。", "实训基地 = 30 个"),
        ("支持20家具备条件的医院建设互联网医院。", "具备条件的医院 = 20 家"),
        ("培育9家具有竞争力的企业。", "具有竞争力的企业 = 9 家"),
        ("推广平台，服务不少于500万用户。", "用户 >= 5000000 用户"),
    ],
)
def test_a_task_is_named_and_due_when_the_plan_ends(text: str, said: str) -> None:
    assert told(text) == [f"{said} 2028-12-31"]


def test_levels_share_the_noun_of_the_last() -> None:
    assert told("新增省级、市级示范基地5个、20个。") == [
        "省级示范基地 = 5 个 2028-12-31",
        "市级示范基地 = 20 个 2028-12-31",
    ]


def test_a_level_in_brackets_is_one_of_what_is_counted_before() -> None:
    assert told("建设实训基地60个，其中省级15个。") == [
        "实训基地 = 60 个 2028-12-31",
        "省级实训基地 = 15 个 2028-12-31",
    ]


def test_an_amount_after_a_day_before_which_it_is_due_is_no_ordinal() -> None:
    assert told("2026年底前标准机架达到30万个，2027年底前超过40万个。") == [
        "标准机架 >= 300000 个 2026-12-31",
        "标准机架 > 400000 个 2027-12-31",
    ]


def test_what_is_striven_for_over_three_years_is_due_after_them() -> None:
    assert told("通过三年的努力，建成平台10个。", title="") == ["平台 = 10 个 2029-03-05"]


def test_help_that_many_enjoy_is_no_limit_of_a_grant() -> None:
    assert [found.amount.metric for found in amounts_in("去年给予补助，300多万学生受益。", published=EARLY)] == ["学生"]


GOALS_BY_YEAR = """一、总体要求
（二）主要目标
到2027年，产业生态基本形成。
算力规模达到20EFLOPS，培育企业100家。
到2029年，产业规模突破500亿元。
建成平台10个。
1.建设基地5个。
二、重点任务
建设基地6个。"""


def test_a_year_that_opens_a_paragraph_of_goals_holds_until_the_next_year_or_heading() -> None:
    assert told(GOALS_BY_YEAR, title="关于加快发展产业的若干意见") == [
        "算力规模 >= 20 EFLOPS 2027-12-31",
        "企业 = 100 家 2027-12-31",
        "产业规模 > 50000000000 元 2029-12-31",
        "平台 = 10 个 2029-12-31",
        "基地 = 5 个 -",
        "基地 = 6 个 -",
    ]


STEPS = """（三）战略目标
分两步走：
第一步，到2027年，产业成为增长点。
--产业规模超过1500亿元。
第二步，到2030年，产业成为支柱。
——产业规模超过4000亿元。"""


def test_a_step_dates_the_items_below_it_however_their_dash_is_written() -> None:
    assert told(STEPS, title="示例市产业发展规划") == [
        "产业规模 > 150000000000 元 2027-12-31",
        "产业规模 > 400000000000 元 2030-12-31",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("促进不少于10项新技术首用首试。", "新技术首用首试 >= 10 项"),
        ("产品市场占有率超过40%。", "产品市场占有率 > 40 %"),
        ("引入影视剧组60个以上。", "影视剧组 >= 60 个"),
        ("争创国家联合实验室5家。", "国家联合实验室 = 5 家"),
        ("企业牵头重大项目比例达到80%以上。", "企业牵头重大项目比例 >= 80 %"),
        ("培育2至3家领军企业和一批中小企业。", "领军企业 range 2~3 家"),
    ],
)
def test_a_metric_is_neither_cut_nor_carries_its_verb(text: str, said: str) -> None:
    assert told(text) == [f"{said} 2028-12-31"]


@pytest.mark.parametrize("text", ["突破人机物三元协同理论。", "发达国家60%以上的人员从事信息工作。"])
def test_names_and_figures_of_others_are_no_tasks(text: str) -> None:
    assert told(text) == []


def test_what_rules_sum_up_is_what_they_ask_for() -> None:
    assert amounts_in("累计建设基站4600个。", title="示例市考评办法") == []


def test_a_society_as_a_whole_is_that_of_the_issuers_place() -> None:
    (found,) = amounts_in(
        "到2027年，全社会研发经费投入强度达到2.8%。", title="创新发展实施方案", issuer="山东省人民政府"
    )
    assert found.region == "山东省"


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("将物流成本占比降低到13%。", "stated"),
        ("将新建平台20个。", "planned"),
        ("力争将办理时限压缩到5天。", "aspirational"),
    ],
)
def test_an_object_that_is_moved_before_its_verb_promises_no_plan(text: str, strength: str) -> None:
    (found,) = amounts_in(text, title=PLAN, published=EARLY)
    assert isinstance(found, Target)
    assert found.strength.value == strength
