"""What an aim without a number is about, by the form of its clause, and by which rule it is read."""

import pytest

from monitor.detect.vocabulary.goal_signs import NO_GOALS, PROMISES
from monitor.detect.vocabulary.goals import FORMS, LEADING, GoalRule
from unit.detect.articles import amounts_in

RULES = {rule.id: rule for rule in FORMS}


@pytest.mark.parametrize(
    ("form", "words", "what"),
    [
        (GoalRule.TURNS_INTO, "将本市建设成为智能制造高地", "智能制造高地"),
        (GoalRule.NAMED_GOAL, "实现村村通快递的目标", "村村通快递"),
        (GoalRule.MAKES_SOME, "力争取得一批原创性成果", "原创性成果"),
        (GoalRule.MAKES, "将建立先进的标准体系", "先进的标准体系"),
        (GoalRule.MAKES, "年底前，出台数据登记办法", "数据登记办法"),
        (GoalRule.STANDS, "努力成为全国人工智能创新高地", "全国人工智能创新高地"),
        (GoalRule.LEVEL, "整机产品性能达到国际先进水平", "整机产品性能"),
        (GoalRule.BECOMES_ENGINE, "智能经济成为重要增长极", "智能经济"),
        (GoalRule.MEETS_NEEDS, "算力供给能力满足产业发展需求", "算力供给能力"),
        (GoalRule.BECOMES, "产业结构持续优化", "产业结构"),
        (GoalRule.STAYS, "国际收支保持基本平衡", "国际收支"),
        (GoalRule.HAPPENS, "环城高速建成通车", "环城高速"),
    ],
)
def test_each_form_tells_what_its_clause_is_about(form: GoalRule, words: str, what: str) -> None:
    pattern = RULES[form].regex
    found = pattern.search(words)

    assert found
    assert found[pattern.groups] == what


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("到2027年，产业结构持续优化。", GoalRule.BECOMES),
        ("到2027年，形成世界级产业生态。", GoalRule.MAKES),
        ("到2030年，智能经济成为重要增长极。", GoalRule.BECOMES_ENGINE),
        ("环城高铁计划明年全线建成通车。", GoalRule.HAPPENS),
        ("示范项目正加紧建设，将在10月投产并向全市供电。", GoalRule.OPENS),
    ],
)
def test_an_aim_carries_the_rule_that_read_it(text: str, rule: GoalRule) -> None:
    assert [found.quote.rule for found in amounts_in(text)] == [rule.value]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("力争到2027年底使产业结构", "产业结构"),
        ("我国将在今年年底前一批项目", "项目"),
        ("产业结构", "产业结构"),
        ("在册企业", "在册企业"),
    ],
)
def test_modals_dates_and_places_are_cut_off_the_front(words: str, rest: str) -> None:
    assert LEADING.sub("", words) == rest


@pytest.mark.parametrize("words", ["要建成体系", "计划建成体系", "将建成体系", "确保建成体系"])
def test_words_of_promise_are_told_from_their_look_alikes(words: str) -> None:
    assert PROMISES.first(words)
    assert not PROMISES.first(f"主{words}".replace("将", "将近").replace("计划", "").replace("确保", ""))


@pytest.mark.parametrize("words", ["已建成体系", "建成了体系", "目前建成体系", "会议强调", "50个体系"])
def test_words_of_report_rule_an_aim_out(words: str) -> None:
    assert NO_GOALS.first(words)


@pytest.mark.parametrize(
    ("clause", "metric"),
    [
        ("推动创新平台体系初步建成", "创新平台体系"),
        ("在缩小区域差距上取得积极进展", "缩小区域差距"),
        ("在公共服务供给方面取得明显成效", "公共服务供给"),
        ("平台载体发展壮大", "平台载体"),
        ("数字基础设施布局更加普惠均衡", "数字基础设施布局"),
        ("跨部门治理机制更加高效", "跨部门治理机制"),
        ("数据流通规则更加规范", "数据流通规则"),
        ("培育形成一批特色创新型企业", "特色创新型企业"),
        ("搭建普惠便捷的公共服务平台", "普惠便捷的公共服务平台"),
        ("催生新模式新业态新职业", "新模式新业态新职业"),
    ],
)
def test_an_aim_is_about_what_becomes_so(clause: str, metric: str) -> None:
    text = f"一、主要目标\n到2027年，{clause}。"
    found = amounts_in(text, title="示例市数字产业发展行动方案（2025—2027年）")
    assert [aim.amount.metric for aim in found] == [metric]


def test_what_is_built_and_perfected_is_no_aim_about_perfecting() -> None:
    text = "一、主要目标\n到2027年，标准体系将建成并逐步完善。"
    found = amounts_in(text, title="示例市数字产业发展行动方案（2025—2027年）")
    assert "并逐步完善" not in [aim.amount.metric for aim in found]
