"""Whole sentences, and the rule that refuses an amount in each."""

import pytest

from monitor.detect import refusals
from monitor.detect.vocabulary import RULES
from unit.detect.articles import PUBLISHED, amounts_in, article


@pytest.mark.parametrize(
    ("title", "text", "amount", "rule"),
    [
        ("", "对违规企业处以罚款50万元。", "50万元", "refusal.fine_before"),
        ("", "处50万元以下罚款。", "50万元以下", "refusal.fine_before"),
        ("", "对企业给予最高50万元。", "50万元", "refusal.grant_before"),
        ("", "向企业发放补贴50万元。", "50万元", "refusal.grant_before"),
        ("", "每户奖补50万元。", "50万元", "refusal.grant_before"),
        ("", "企业可得50万元奖励。", "50万元", "refusal.grant_after"),
        ("", "企业可申请贷款50万元。", "50万元", "refusal.grant_before"),
        ("", "增速高于全国平均水平5个百分点。", "5个百分点", "refusal.comparison"),
        ("", "已覆盖50公里范围。", "50公里", "refusal.length_of_place"),
        ("", "管道全长50公里。", "50公里", "refusal.size_of_work"),
        ("", "车程约50分钟。", "50分钟", "refusal.span_of_time"),
        ("", "事故造成50人受困。", "50人", "refusal.harm_before"),
        ("", "事故导致50人死亡。", "50人", "refusal.harm_before"),
        ("", "建成总投资50亿元的项目。", "50亿元", "refusal.invested_in"),
        ("", "新增产值过50亿元企业3家。", "50亿元", "refusal.invested_in"),
        ("", "推进投资500万元以上技改项目50个。", "500万元以上", "refusal.invested_in"),
        ("", "新建年产50万吨乙烯等3套装置。", "50万吨", "refusal.output_of_plant"),
        ("", "用好50亿元基金。", "50亿元", "refusal.fund"),
        ("", "50家企业盈利比例达80%。", "50家", "refusal.group_with_share"),
        ("", "50家企业中，多数盈利。", "50家", "refusal.among"),
        ("", "依托50个平台。", "50个", "refusal.drawn_on"),
        ("", "50位代表发言。", "50位", "refusal.spoke"),
        ("", "运动会将有4000名记者参与报道。", "4000名", "refusal.will_attend"),
        ("", "在50个城市试运行。", "50个", "refusal.across_places"),
        ("", "31个省（区、市）参与。", "31个", "refusal.provinces"),
        ("", "来自50个国家的嘉宾参会。", "50个", "refusal.guests_from"),
        ("", "50个国家的企业参展。", "50个", "refusal.world_countries"),
        ("", "平均不到半小时就有1列班列发车。", "1列", "refusal.every_so_often"),
        ("", "规模相当于50台计算机。", "50台", "refusal.equal_to"),
        ("", "7个部门联合印发文件。", "7个", "refusal.parties"),
        ("", "从7个方面推进工作。", "7个", "refusal.parts"),
        ("", "推荐数量不超过8个。", "8个", "refusal.quota"),
        ("", "年龄不超过60人。", "60人", "refusal.full_term"),
        ("", "间隔满12次。", "12次", "refusal.full_term"),
        ("", "允许50%的人员兼任。", "50%", "refusal.permitted"),
        ("", "按缴费额50%的标准返还。", "50%", "refusal.rate"),
        ("", "总数为2×50个。", "50个", "refusal.formula"),
        ("", "可以让精度提升30%。", "30%", "refusal.enables"),
        ("", "影响50万人用水。", "50万人", "refusal.threshold"),
        ("", "前50家企业入围。", "50家", "refusal.first_so_many"),
        ("", "原则上不超过50个。", "50个", "refusal.in_principle"),
        ("", "占比由14%降至13%。", "14%", "refusal.baseline"),
        ("", "美国经济增长5%。", "5%", "refusal.foreign"),
        ("", "如果企业达到50家。", "50家", "refusal.if"),
        ("", "达到1000人次的，给予补贴。", "1000人次", "refusal.entitled_when"),
        ("", "铁路建成后，每年运送旅客50万人次。", "50万人次", "refusal.after_completion"),
        ("", "机构预测市场规模达50亿元。", "50亿元", "refusal.analysts"),
        ("", "预计游客达50万人次。", "50万人次", "refusal.expected"),
        ("", "今年客运量将达50万人次。", "50万人次", "refusal.comes_about"),
        ("", "培育企业50多。", "50多", "refusal.no_unit"),
        ("", "政策已实施6个月。", "6个月", "refusal.span_of_time"),
        ("", "方案提出22项举措。", "22项", "refusal.parts"),
        ("", "已关停30万千瓦以下煤电机组。", "30万千瓦以下", "refusal.size_class_below"),
        ("", "已完成2024省重点项目。", "2024省", "refusal.year"),
        ("", "已建成50公里长的管廊。", "50公里", "refusal.length_of_place"),
        ("", "已形成1000亿级产业集群。", "1000亿级", "refusal.size_class"),
        ("", "已依托三个平台。", "三个", "refusal.small_han_number"),
        ("", "已服务数千家企业。", "数千家", "refusal.vague"),
        ("", "第5位，是浙江。", "第5位", "refusal.ordinal"),
        ("", "已达50%。", "50%", "refusal.no_metric"),
        ("", "建成??平台50个。", "50个", "refusal.damaged"),
        ("", "指标\t数量\n平台\t50个", "50个", "refusal.cell"),
        ("某市专项资金管理办法", "团队人数不少于50人。", "50人", "refusal.limit_of_rules"),
        ("关于印发《某市行动方案》的通知", "产业规模50亿元。", "50亿元", "refusal.plan_without_deed"),
        ("国家元首会谈", "双方愿意把贸易额提高到50亿元。", "50亿元", "refusal.abroad"),
    ],
)
def test_a_rule_refuses_in_a_sentence(title: str, text: str, amount: str, rule: str) -> None:
    refused = refusals(article(text, title=title), today=PUBLISHED)

    assert (amount, rule) in [(found.text, found.rule) for found in refused]
    assert rule in RULES


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("补助标准提高到50元。", "50 元"),
        ("最高产量达50万吨。", "500000 吨"),
        ("数据中心PUE降至1.2。", "1.2 None"),
        ("人均预期寿命提高1岁。", "1 岁"),
        ("办理时间压缩至6个月。", "6 个月"),
        ("总量居全国第5位。", "5 位"),
        ("美国企业在华投资增长5%。", "5 %"),
        ("力争建设三个中心。", "3 个"),
        ("力争形成百项成果。", "100 项"),
        ("已服务上千家企业。", "1000 家"),
        ("预计新增平台50个。", "50 个"),
        ("已建成装机30万千瓦。", "300000 千瓦"),
        ("力争建成24省分中心。", "24 省"),
        ("新建道路50公里。", "50 公里"),
        ("覆盖三成企业。", "30 %"),
        ("平台达50、60个。", "50 个"),
    ],
)
def test_what_looks_alike_is_taken(text: str, record: str) -> None:
    found = amounts_in(text)[0].amount

    assert f"{found.values[0]} {found.unit}" == record


def test_an_expectation_of_news_is_a_forecast_unless_its_period_is_over() -> None:
    assert amounts_in("预计游客达50万人次。") == []
    assert amounts_in("预计上半年游客达50万人次。")


def test_what_comes_about_is_no_aim_and_may_be_a_result() -> None:
    assert amounts_in("今年客运量将达50万人次。") == []
    assert [found.amount.metric for found in amounts_in("去年客运量达50万人次。")] == ["客运量"]
