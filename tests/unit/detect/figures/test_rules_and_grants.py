"""Rules, calls, guides and grants state conditions: their numbers are neither targets nor results."""

from datetime import date

import pytest

from monitor.detect import refusals
from unit.detect.articles import amounts_in, article

PUBLISHED = date(2025, 9, 12)
RULES = "示例市数据管理办法"
PLAN = "示例市产业发展行动方案（2025—2027年）"


@pytest.mark.parametrize(
    "text",
    [
        "自当年1月1日起累计向境外提供20万人以上个人信息的，应当申报。",
        "年交易额累计超过30万元的经营者，由平台标示。",
        "最近1年内无超速40%以上的记录。",
        "申请单位现有专职人员10人以上。",
        "专家组人数一般不少于7人。",
        "首次突破3亿元的企业可以申请。",
        "建成5个以上车间的企业可以申请。",
        "较上年增长8%以上的企业优先。",
        "共有3名以上技术人员的团队优先。",
        "通过验收的项目应完成投资90%以上。",
        "2023年营业收入4000万元以上的单位可以牵头。",
    ],
)
def test_a_number_in_rules_is_a_condition(text: str) -> None:
    assert amounts_in(text, title=RULES) == []


@pytest.mark.parametrize("title", ["示例行业标准体系", "关于印发《示例标准体系建设指南》的通知", "示例软件审评要点"])
def test_a_guide_counts_no_results_by_default(title: str) -> None:
    assert amounts_in("通用标准包括术语、要求和其他3个子类标准。", title=title) == []


@pytest.mark.parametrize("title", ["示例行业标准体系", "关于印发《示例标准体系建设指南》的通知"])
def test_a_guide_states_targets_where_it_names_a_year_to_come(title: str) -> None:
    (found,) = amounts_in("到2027年，制定50项以上标准。", title=title)
    assert found.amount.metric == "标准"


@pytest.mark.parametrize(
    "text", ["截至8月底，全市已备案平台30家。", "目前全市共有平台30家。", "经评审，认定了30家平台。"]
)
def test_what_rules_report_as_counted_is_a_result(text: str) -> None:
    assert len(amounts_in(text, title=RULES)) == 1


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("按照实缴注册资本的2%给予支持。", "refusal.grant_after"),
        ("对设备投资，按8%的比例予以支持。", "refusal.rate"),
        ("对营业收入首次突破20亿元的企业，给予奖励。", "refusal.given_to"),
        ("对总投资在6亿元以上的项目进行重点扶持。", "refusal.given_to"),
        ("凡吸纳就业30人以上的基地，予以补贴。", "refusal.given_to"),
        ("每认定1家高新技术企业，奖励区县。", "refusal.grant_before"),
        ("每新增1家研发机构，区县加分。", "refusal.grant_before"),
        ("由9个部门组织实施。", "refusal.parties"),
        ("射频识别2.4GHz空中接口协议。", "refusal.size_of_place"),
        ("通用要求 GB/T 30001—2020 已发布 第5部分 6项。", "refusal.standard_number"),
    ],
)
def test_a_grant_and_its_conditions_are_refused_with_their_rule(text: str, rule: str) -> None:
    assert rule in [found.rule for found in refusals(article(text, title=PLAN), today=PUBLISHED)]


@pytest.mark.parametrize("text", ["依法依规全部纳入监管。", "建立台账，全部接入系统。"])
def test_everything_that_is_done_without_a_date_is_no_target(text: str) -> None:
    assert amounts_in(text, title="关于加强监管的若干意见") == []


def test_everything_by_a_date_is_a_target() -> None:
    (found,) = amounts_in("到2027年，重点行业数字化改造全覆盖。", title=PLAN)
    assert found.amount.metric == "重点行业数字化改造"


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("培育3家在国内具有较强影响力的跨行业平台。", "跨行业平台"),
        ("建设60家以上面向特定行业、特定区域的互联网平台。", "面向特定行业、特定区域的互联网平台"),
        ("打造5个由龙头企业牵头的创新联合体。", "由龙头企业牵头的创新联合体"),
        ("形成20项以数据为关键要素的解决方案。", "解决方案"),
        ("推出8个可复制推广的典型案例。", "可复制推广的典型案例"),
        ("引进6个用人工智能研发材料的团队。", "用人工智能研发材料的团队"),
        ("培育12家进入全球前列的整机企业。", "整机企业"),
        ("建设9个服务中小企业的中心。", "服务中小企业的中心"),
        ("组建4个支撑产业创新的实验室。", "支撑产业创新的实验室"),
        ("开发15个适应老年人需要的产品。", "适应老年人需要的产品"),
    ],
)
def test_a_metric_is_the_noun_behind_what_tells_it_from_others(text: str, metric: str) -> None:
    (found,) = amounts_in(text, title=PLAN)
    assert found.amount.metric == metric


@pytest.mark.parametrize("verb", ["带动", "引进", "服务", "组织", "推出"])
def test_at_least_bounds_a_number_across_the_verb(verb: str) -> None:
    (found,) = amounts_in(f"每年至少{verb}6家企业。", title=PLAN)
    assert found.amount.comparator.value == ">="
