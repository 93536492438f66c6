"""Results as work reports tell them: what was obtained, ranks, totals, lists with a number each, sizes that name."""

from __future__ import annotations

from datetime import date

import pytest

from monitor.detect import refusals
from monitor.domain import Progress
from unit.detect.articles import amounts_in, article

TITLE = "2025年云江市政府工作报告"
PUBLISHED = date(2025, 1, 20)
REVIEW = "过去一年，全市稳中有进。" + "各项事业稳步发展。" * 20


def results(text: str) -> list[str]:
    """Write the results of a review: metric, kind, value, unit."""
    found = amounts_in(f"{REVIEW}\n{text}", title=TITLE, published=PUBLISHED)
    assert all(isinstance(finding, Progress) for finding in found)
    return [
        " ".join(map(str, (amount.metric, amount.kind.value, *amount.values, amount.unit or "")))
        for amount in (finding.amount for finding in found)
    ]


def refused(text: str) -> list[tuple[str, str]]:
    page = article(f"{REVIEW}\n{text}", title=TITLE, published=PUBLISHED)
    return [(amount.text, amount.rule) for amount in refusals(page, today=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("争取上级资金8亿元。", ["上级资金 level 800000000 元"]),
        ("成功争取专项债券资金12亿元。", ["专项债券资金 level 1200000000 元"]),
        ("获评省级绿色工厂6家。", ["省级绿色工厂 count 6 家"]),
        ("获批国家级创新平台2个。", ["国家级创新平台 count 2 个"]),
        ("净增高新技术企业80家。", ["高新技术企业 increment 80 家"]),
        ("入库科技型中小企业300家。", ["科技型中小企业 count 300 家"]),
        ("新（改）建农村厕所2万户。", ["农村厕所 count 20000 户"]),
        ("新建（改）燃气管网80公里。", ["燃气管网 increment 80 公里"]),
        ("化解矛盾纠纷1200件。", ["矛盾纠纷 count 1200 件"]),
        ("3个村获评全国示范村。", ["村 count 3 个"]),
        ("发放租赁补贴2万户。", ["租赁补贴 count 20000 户"]),
        ("建立信用账户5万户、授信70亿元。", ["信用账户 count 50000 户", "授信 level 7000000000 元"]),
        ("生产安全事故死亡人数下降12%。", ["生产安全事故死亡人数 change_pct -12 %"]),
        ("向市人大提交地方性法规草案5件。", ["地方性法规草案 count 5 件"]),
        ("贷存比突破80%。", ["贷存比 share 80 %"]),
        ("集装箱吞吐量达2万标箱。", ["集装箱吞吐量 level 20000 标箱"]),
        ("贷款余额过万亿元。", ["贷款余额 level 1000000000000 元"]),
        ("10个品质提升工程开工。", ["品质提升工程 count 10 个"]),
        ("98个相对薄弱村达标。", ["相对薄弱村 count 98 个"]),
        ("产值达200亿元，占工业总产值比重突破30%。", ["产值 level 20000000000 元", "产值占工业总产值比重 share 30 %"]),
        ("引进重大项目30个，12个当年开工。", ["重大项目 count 30 个", "重大项目 count 12 个"]),
        ("进出口总额五年累计达到18万亿元。", ["进出口总额 level 18000000000000 元"]),
        ("五年新增养老床位2万张。", ["养老床位 increment 20000 张"]),
        ("1700名监测对象消除返贫风险。", ["监测对象消除返贫风险 count 1700 名"]),
        ("对上争取有新突破，全年争取政策性资金9亿元。", ["政策性资金 level 900000000 元"]),
        ("通过预算安排、债务置换，化解债务50亿元。", ["债务 level 5000000000 元"]),
        ("下拨补助资金6亿元。", ["补助资金 level 600000000 元"]),
        ("算法将良品率提升至99%。", ["良品率 share 99 %"]),
        ("安排奖补资金8000万元。", ["奖补资金 level 80000000 元"]),
        ("PM2.5平均浓度降至36微克/立方米。", ["PM2.5平均浓度 level 36 微克/立方米"]),
        ("断面优良比例连续5年保持100%。", ["断面优良比例 share 100 %"]),
        ("规模以上万元工业增加值能耗下降4%。", ["规模以上万元工业增加值能耗 change_pct -4 %"]),
        ("新增2家上市公司、3家挂牌企业。", ["上市公司 increment 2 家", "挂牌企业 increment 3 家"]),
        ("示例基地等16个亿元以上制造业项目开工。", ["亿元以上制造业项目 count 16 个"]),
    ],
)
def test_what_a_report_says_was_obtained_is_a_result(text: str, said: list[str]) -> None:
    assert results(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("进出口总额排全省第3。", ["进出口总额 rank 3 "]),
        ("综合考评居全省第四。", ["综合考评 rank 4 "]),
        ("外贸总量增长8%，增幅全省第一。", ["外贸总量 change_pct 8 %", "外贸总量 rank 1 "]),
        ("固定资产投资规模位列全区第二。", ["固定资产投资规模 rank 2 "]),
        ("猪肉、牛肉产量均排全省第2。", ["猪肉产量 rank 2 ", "牛肉产量 rank 2 "]),
        ("园区全国排名升至第三十四位。", ["园区 rank 34 位"]),
        ("城市全球排名升至第6位。", ["城市 rank 6 位"]),
        ("考评分别居第6、第2、第3位。", ["考评 rank 6 位", "考评 rank 2 位", "考评 rank 3 位"]),
        ("利润率、营收增速分别居全省第2、第4位。", ["利润率 rank 2 位", "营收增速 rank 4 位"]),
        (
            "工业投资增长8%、消费增长9%，增速分别居第4、第2位。",
            ["工业投资 change_pct 8 %", "消费 change_pct 9 %", "工业投资 rank 4 位", "消费 rank 2 位"],
        ),
        ("公共服务水平连续6年居全省第一。", ["公共服务水平 rank 1 "]),
        ("优良率97%，在全国168个重点城市排第6位。", ["优良率 share 97 %", "优良率 rank 6 位"]),
    ],
)
def test_a_rank_is_of_what_stands_before_the_place(text: str, said: list[str]) -> None:
    assert results(text) == said


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("一、二、三产增加值分别增长4%、7%和5%。", ["一产增加值", "二产增加值", "三产增加值"]),
        ("其中二三产分别增长3%、5%。", ["二产", "三产"]),
        ("电力、水利、交通分别完成投资20亿元、30亿元、40亿元。", ["电力投资", "水利投资", "交通投资"]),
        ("游客人次、旅游收入分别恢复到2019年的108%、114%。", ["游客人次", "旅游收入"]),
        ("国有企业、民营企业分别从2017年的7000家、1000家增加到2万家、4000家。", ["国有企业", "民营企业"]),
        ("工业用水量、用电量分别增长4%、5%。", ["工业用水量", "用电量"]),
    ],
)
def test_each_of_a_list_has_its_number(text: str, metrics: list[str]) -> None:
    assert [said.split(" ")[0] for said in results(text)] == metrics


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("新增规上企业80家，总数达1000家。", ["规上企业", "规上企业总数"]),
        ("新增大棚面积8000亩，总面积达4万亩。", ["大棚面积", "大棚面积"]),
        ("新增绿色工厂7家，数量居全省第一。", ["绿色工厂", "绿色工厂数量"]),
        ("签约10亿元以上项目9个。", ["10亿元以上项目"]),
        ("实施74项国家级、94项省级改革试点。", ["国家级改革试点", "省级改革试点"]),
        ("现有国家级龙头企业3家、省级74家。", ["国家级龙头企业", "省级龙头企业"]),
        ("新增各级园区，市级7家。", ["市级"]),
        ("引进项目60个，其中50亿元以上项目8个。", ["项目", "50亿元以上项目"]),
    ],
)
def test_a_total_and_a_size_belong_to_the_metric(text: str, metrics: list[str]) -> None:
    assert [said.split(" ")[0] for said in results(text)] == metrics


@pytest.mark.parametrize(
    ("text", "amount", "rule"),
    [
        ("连续6个季度获省激励。", "6个", "refusal.full_term"),
        ("完成投资超时序进度5个百分点。", "5个百分点", "refusal.comparison"),
        ("空气质量在全国168个重点城市排名靠前。", "168个", "refusal.across_places"),
        ("签约10亿元以上项目9个。", "10亿元以上", "refusal.class_of_value"),
        ("示例公司10万吨颗粒硅项目建成投产。", "10万吨", "refusal.size_of_each"),
        ("签约亿元以上产业项目总投资额达50亿元。", "亿元以上", "refusal.size_of_each"),
        ("30个国家商务友人前来考察。", "30个", "refusal.world_countries"),
        ("获评全国5个试点城市之一。", "5个", "refusal.among"),
        ("42个断面优良比例连续5年保持100%。", "42个", "refusal.group_with_share"),
    ],
)
def test_what_only_compares_or_delimits_is_no_result(text: str, amount: str, rule: str) -> None:
    assert (amount, rule) in refused(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("上半年工业投资增长7%。", date(2024, 6, 30)),
        ("年末存款余额800亿元。", date(2024, 12, 31)),
        ("1—11月工业投资增长7%。", date(2024, 11, 30)),
        ("10月底，在建项目40个。", date(2024, 10, 31)),
        ("年初确定的93项重点工作全部完成，建成学校6所。", date(2024, 12, 31)),
        ("2023年，建成学校6所。", date(2023, 12, 31)),
        ("五年来，建成学校60所。", date(2024, 12, 31)),
        ("项目签约后一年内建成，新增产能5万吨。", date(2024, 12, 31)),
        ("一批项目当年开工，建成厂房2万平方米。", date(2024, 12, 31)),
        ("今年，已建成学校2所。", PUBLISHED),
        ("目前，在建学校3所。", PUBLISHED),
    ],
)
def test_a_part_of_the_year_in_a_review_is_the_past_years(text: str, day: date) -> None:
    found = amounts_in(f"{REVIEW}\n{text}", title=TITLE, published=PUBLISHED)

    assert {finding.as_of.end for finding in found if isinstance(finding, Progress)} == {day}
