"""What is a claim and what is a condition, a former state, a size or a task, in sentences of our own wording."""

from datetime import date

import pytest

from monitor.detect import read, refusals
from monitor.domain import Article, Block, Progress, Target

PUBLISHED = date(2025, 3, 5)


def article(text: str, title: str = "国内联播快讯", published: date = PUBLISHED) -> Article:
    return Article(url="", title=title, blocks=(Block(text),), published=published)


def numeric(text: str, title: str = "国内联播快讯", published: date = PUBLISHED) -> list[Target | Progress]:
    found = read(article(text, title, published), (), today=published).findings
    return [one for one in found if isinstance(one, Target | Progress) and one.amount.values]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("这里过去分布着6座采石场。", "refusal.formerly"),
        ("当时全县仅有3条公路。", "refusal.formerly"),
        ("培育4家年产值过亿元的供应商。", "refusal.counted_by_size"),
        ("城区人口超80万的城市都通了高铁。", "refusal.counted_by_size"),
        ("其中20亿元以上项目60个。", "refusal.class_of_value"),
        ("处理的个人信息达到20万人的，应当报告。", "refusal.condition_clause"),
        ("累计提供20万人以上、不满80万人信息。", "refusal.bracket_of_rule"),
        ("标准明确，材料的重量不应超过整车的6%。", "refusal.standard_limit"),
        ("这家企业获得了90万元的奖补资金。", "refusal.received"),
        ("卫星搭载各类仪器共7台。", "refusal.size_of_work"),
        ("通过开展保障行动、拓展行动等8个专项行动，电网更加可靠。", "refusal.by_means_of"),
        ("对化工、建材等7个行业320项标准开展复审。", "refusal.of_fields"),
        ("把14亿中国人的饭碗端在自己手中。", "refusal.our_people"),
        ("每个方向遴选不超过2支攻关团队。", "refusal.teams"),
    ],
)
def test_what_only_looks_like_a_claim_is_refused_with_its_rule(text: str, rule: str) -> None:
    assert rule in [found.rule for found in refusals(article(text), today=PUBLISHED)]


@pytest.mark.parametrize(
    "text", ["班列通达欧洲25个国家。", "全市新增离境退税门店80家。", "对标领先水平，建成示范项目12个。"]
)
def test_an_ordinary_claim_that_resembles_a_refused_class_is_kept(text: str) -> None:
    assert [type(found) for found in numeric(text)] == [Progress]


@pytest.mark.parametrize(
    "text",
    [
        "将有60多个国家参展。",
        "项目规划装机80万千瓦。",
        "投运后每年可为南部输送电量超70亿千瓦时。",
        "“十五五”时期经济年均增长6%。",
    ],
)
def test_what_is_still_to_come_is_an_aim(text: str) -> None:
    assert [type(found) for found in numeric(text, published=date(2026, 3, 5))] == [Target]


def test_a_fund_that_is_set_up_is_an_aim_of_its_size() -> None:
    [found] = numeric("设立总规模不少于90亿元的产业基金。", "某市行动计划（2025—2027年）")

    assert (type(found), found.amount.metric) == (Target, "产业基金")


def test_a_paragraph_of_bare_tasks_in_a_work_report_sets_aims() -> None:
    tasks = "加强水利建设，完善管护机制，推进农田改造，新增灌溉面积300万亩。深化农村改革，健全服务体系。"
    review = "农田建设取得明显进展，新增灌溉面积300万亩，增长5%。"

    assert [type(found) for found in numeric(tasks, "2025年政府工作报告")] == [Target]
    assert {type(found) for found in numeric(review, "2025年政府工作报告")} == {Progress}


@pytest.mark.parametrize(("title", "count"), [("关于公布示范企业名单的通知", 1), ("关于组织申报示范企业的通知", 0)])
def test_a_published_list_counts_whom_it_chose(title: str, count: int) -> None:
    found = numeric("经评审，认定示例公司等42家企业为2025年示范企业。", title)

    assert [one.amount.metric for one in found] == ["示范企业"] * count


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("形成5个先进可用、自主可控的大模型产品。", ["先进可用、自主可控的大模型产品"]),
        ("推广30个行业成功案例。", ["行业成功案例"]),
        ("建设20家省级以上示范园区。", ["省级以上示范园区"]),
        ("进口值增加值和出口增加值同比增长6%。", ["进口值增加值", "出口增加值"]),
        ("二氧化硫、氨氮排放量下降4%。", ["二氧化硫排放量", "氨氮排放量"]),
        ("示范区收入和利润翻一番。", ["示范区收入", "利润"]),
    ],
)
def test_a_metric_is_a_whole_noun_phrase(text: str, metrics: list[str]) -> None:
    assert [found.amount.metric for found in numeric(text)] == metrics
