"""Whole sentences, and the rule that tells an aim from a result in each."""

import pytest

from monitor.detect.vocabulary import RULES
from monitor.domain import Target
from unit.detect.articles import amounts_in

PLAN = "关于印发《某市行动方案》的通知"


@pytest.mark.parametrize(
    ("text", "tense", "rule"),
    [
        ("全市要建设平台50个。", "aim", "aim.wants"),
        ("全市将新建平台50个。", "aim", "aim.will"),
        ("今年计划培育企业50家。", "aim", "aim.plans"),
        ("全市拟建设平台50个。", "aim", "aim.means_to"),
        ("全市规划建设平台50个。", "aim", "aim.lays_out"),
        ("力争平台达到50个。", "aim", "aim.strives"),
        ("确保建成平台50个。", "aim", "aim.ensures"),
        ("预期目标为增长5%。", "aim", "aim.goal"),
        ("财政安排资金50亿元。", "aim", "aim.sets_aside"),
        ("经费预算达50亿元。", "aim", "aim.budget"),
        ("下一步建设平台50个。", "aim", "aim.next_step"),
        ("着力打造平台50个。", "aim", "aim.exerts"),
        ("6所高校将开设相关专业。", "aim", "aim.will_after"),
        ("50所高校将开设相关专业。", "aim", "aim.will_after"),
        ("全市已建成平台50个。", "result", "result.already"),
        ("全市建成了平台50个。", "result", "result.done"),
        ("国务院批准50项标准。", "result", "result.approved"),
        ("截至6月底，平台达50个。", "result", "tense.period_over"),
        ("目前，平台达50个。", "result", "tense.period_over"),
        ("今年以来，平台达50个。", "result", "tense.period_over"),
        ("不久前，平台达50个。", "result", "tense.news"),
        ("全市先后建成平台50个。", "result", "result.first_time"),
        ("规模稳居全国第5位。", "result", "result.ranks"),
        ("全市如期完成改造50个。", "result", "result.fulfilled"),
        ("政策惠及群众50万人。", "result", "result.benefits"),
        ("数据显示，产值增长5%。", "result", "result.reported_data"),
        ("全市有企业50家。", "result", "tense.news"),
        ("去年新增企业50家。", "result", "result.last_year"),
        ("全市累计培育企业50家。", "result", "result.totals"),
        ("全市建成平台50个。", "result", "tense.news"),
        ("产值同比增长5%。", "result", "result.year_on_year"),
        ("产值比上年增长5%。", "result", "result.compared"),
        ("93款模型完成备案。", "result", "result.done_after"),
        ("50个项目落地园区。", "result", "result.settled_after"),
        ("50家企业参加测试。", "result", "result.took_part_after"),
        ("六成企业处于领先水平。", "result", "result.is_so_after"),
        ("50家机构日前启动合作。", "result", "result.lately_after"),
        ("50万名人才，是我们的优势。", "result", "result.is_ours_next"),
        ("平台已上线运行，服务企业50家。", "result", "result.reported_already"),
        ("数据显示，运行平稳，服务企业50家。", "result", "result.reported_data"),
        ("截至目前，运行平稳，服务企业50家。", "result", "tense.period_over"),
        ("要加快推进建设，服务企业50家。", "result", "tense.news"),
        ("到2027年，要加快推进建设，服务企业50家。", "aim", "tense.period_ahead"),
        ("主要目标\n平台50个。", "aim", "heading.goals"),
        ("重点任务\n平台50个。", "aim", "heading.tasks"),
        ("2024年工作回顾\n力量增强，平台50个。", "result", "tense.period_over"),
    ],
)
def test_the_rule_that_decides_is_the_findings_own(text: str, tense: str, rule: str) -> None:
    [found] = amounts_in(text)

    assert isinstance(found, Target) == (tense == "aim")
    assert found.quote.rule == rule
    assert RULES[rule].verdict == tense


def test_a_hope_is_an_aim_in_a_plan_and_a_forecast_in_news() -> None:
    [found] = amounts_in("平台有望达到50个。", title=PLAN)

    assert found.quote.rule == "aim.hopes"
    assert amounts_in("平台有望达到50个。") == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("培育企业50家。", "tense.plan"),
        ("每年培育企业50家。", "tense.plan"),
        ("企业规模不低于50亿元。", "tense.plan"),
        ("产值较2020年增长50%，规模达到50亿元。", "tense.plan"),
    ],
)
def test_a_plan_sets_what_its_clauses_do_or_bound(text: str, rule: str) -> None:
    assert amounts_in(text, title=PLAN)[-1].quote.rule == rule


def test_a_duty_in_news_reaches_no_further_than_its_clause() -> None:
    text = "务必抓好安全，平台增加50个。"
    in_news, in_a_plan = amounts_in(text), amounts_in(text, title=PLAN)

    assert [finding.quote.rule for finding in in_news] == ["tense.news"]
    assert [finding.quote.rule for finding in in_a_plan] == ["aim.ensures"]


def test_a_paragraph_of_plans_decides_only_with_a_date_in_news() -> None:
    text = "继续推进建设，下一步加快发展；平台增加50个。"

    assert [finding.quote.rule for finding in amounts_in(text)] == ["aim.next_step"]
    assert [finding.quote.rule for finding in amounts_in("继续推进建设。平台增加50个。")] == ["tense.news"]
    assert [finding.quote.rule for finding in amounts_in("继续推进建设。平台增加50个。", title="政府工作报告")] == [
        "tense.paragraph"
    ]


def test_parts_listed_under_a_figure_share_its_tense_and_date() -> None:
    whole, part = amounts_in("到2027年，建成平台50个。其中，省级平台20个。")

    assert isinstance(part, Target)
    assert isinstance(whole, Target)
    assert part.deadline is not None
    assert whole.deadline is not None
    assert part.deadline.end == whole.deadline.end
    assert part.quote.rule == whole.quote.rule


def test_an_amount_that_only_compares_is_told_with_the_one_before_it() -> None:
    spent, more = amounts_in("今年拟安排支出28.5万亿元、比上年增加1.1万亿元。")

    assert [spent.quote.rule, more.quote.rule] == ["aim.sets_aside", "aim.sets_aside"]
    assert spent.amount.metric == more.amount.metric
