"""Which day a claim is due or holds for: numeric dates, plan periods, base years, reviews, festivals, running years."""

import pytest

from unit.detect.sentences import NOTICE, PLAN, PLAN_WITH_TERM, REPORT_2026, REPORT_REVIEW, records_in


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("2027-06-30前，建成示范工厂12家。", ["target | 示范工厂 | count | = 12 家 | 2027-06-30 | 青岛市 | stated"]),
        (
            "2027.9.30前，完成老旧管网改造80公里。",
            ["target | 老旧管网改造 | level | = 80 公里 | 2027-09-30 | 青岛市 | stated"],
        ),
        ("2026/12/31前，上线便民应用40个。", ["target | 便民应用 | count | = 40 个 | 2026-12-31 | 青岛市 | stated"]),
        (
            "到2027底，新增专精特新企业150家。",
            ["target | 专精特新企业 | increment | = 150 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "于2026年10月31日前完成20个路口改造。",
            ["target | 路口改造 | count | = 20 个 | 2026-10-31 | 青岛市 | stated"],
        ),
        (
            "到2027-12-31，高速公路通车里程达到900公里。",
            ["target | 高速公路通车里程 | level | >= 900 公里 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "2026年底，建成农村养老驿站60个。",
            ["target | 农村养老驿站 | count | = 60 个 | 2026-12-31 | 青岛市 | stated"],
        ),
        ("2028年6月末前，建成开放实验室8个。", ["target | 实验室 | count | = 8 个 | 2028-06-30 | 青岛市 | stated"]),
        (
            "到二〇二八年，全市数字经济规模达到5000亿元。",
            ["target | 数字经济规模 | level | >= 500000000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("到二0二七年，新建口袋公园90个。", ["target | 口袋公园 | increment | = 90 个 | 2027-12-31 | 青岛市 | stated"]),
        ("2027年一季度末，完成30个站点布设。", ["target | 站点布设 | count | = 30 个 | 2027-03-31 | 青岛市 | stated"]),
        (
            "2026年11月底前，组织5场专项招聘活动。",
            ["target | 专项招聘活动 | count | = 5 场 | 2026-11-30 | 青岛市 | stated"],
        ),
        (
            "2026-09-30前，发布首批场景清单50项。",
            ["target | 场景清单 | count | = 50 项 | 2026-09-30 | 青岛市 | stated"],
        ),
        (
            "到2027.6.30，完成200个村的网络升级。",
            ["target | 村的网络升级 | count | = 200 个 | 2027-06-30 | 青岛市 | stated"],
        ),
        (
            "2028/3/31前，建成新型储能电站5座。",
            ["target | 新型储能电站 | count | = 5 座 | 2028-03-31 | 青岛市 | stated"],
        ),
        (
            "到2026底前，培训一线职工8万人次。",
            ["target | 一线职工 | count | = 80000 人次 | 2026-12-31 | 青岛市 | stated"],
        ),
        ("到2028年末，累计建成未来工厂25家。", ["target | 未来工厂 | count | = 25 家 | 2028-12-31 | 青岛市 | stated"]),
    ],
)
def test_a_day_in_digits_is_a_deadline(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "“十五五”前两年，建成智慧港口泊位6个。",
            ["target | 智慧港口泊位 | count | = 6 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("“十五五”头三年，引进头部企业20家。", ["target | 头部企业 | count | = 20 家 | 2028-12-31 | 青岛市 | stated"]),
        (
            "“十五五”时期，全市新增高新技术企业3000家。",
            ["target | 高新技术企业 | increment | = 3000 家 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到“十五五”末，海洋生产总值突破7000亿元。",
            ["target | 海洋生产总值 | level | > 700000000000 元 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到“十五五”中期，数字化车间达到800个。",
            ["target | 数字化车间 | count | >= 800 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "“十五五”开局之年，力争新开工重点项目200个。",
            ["target | 重点项目 | increment | = 200 个 | 2026-12-31 | 青岛市 | aspirational"],
        ),
        (
            "“十五五”期间，森林覆盖率提高2个百分点。",
            ["target | 森林覆盖率 | change_pp | = 2 个百分点 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到“十五五”规划期末，人均预期寿命达到82岁。",
            ["target | 人均预期寿命 | level | >= 82 岁 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "“十四五”以来，全市累计新增轨道交通运营里程120公里。",
            ["progress | 轨道交通运营里程 | increment | = 120 公里 | 2026-03-10 | 青岛市"],
        ),
        ("“十四五”末，全市城镇化率达到78%。", ["progress | 城镇化率 | share | >= 78 % | 2025-12-31 | 青岛市"]),
        ("“十四五”期间，全市建成中小学120所。", ["progress | 中小学 | count | = 120 所 | 2025-12-31 | 青岛市"]),
        (
            "“十五五”后两年，新建海绵城市示范片区10个。",
            ["target | 海绵城市示范片区 | increment | = 10 个 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "“十五五”前三年，新增科技领军企业30家。",
            ["target | 科技领军企业 | increment | = 30 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("“十五五”头两年，改造提升开发区8个。", ["target | 开发区 | count | = 8 个 | 2027-12-31 | 青岛市 | stated"]),
        (
            "到“十五五”规划期末，绿色建筑占比达到95%。",
            ["target | 绿色建筑占比 | share | >= 95 % | 2030-12-31 | 青岛市 | stated"],
        ),
        ("“十五五”规划期内，建成跨海通道2条。", ["target | 跨海通道 | count | = 2 条 | 2030-12-31 | 青岛市 | stated"]),
        (
            "“十四五”前四年，全市累计新增市场主体60万户。",
            ["progress | 市场主体 | increment | = 600000 户 | 2024-12-31 | 青岛市"],
        ),
    ],
)
def test_a_part_of_a_five_year_plan_ends_in_its_own_year(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "今明两年，新增公办幼儿园学位2万个。",
            ["target | 公办幼儿园学位 | increment | = 20000 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "今后三年，培训技能人才15万人次。",
            ["target | 技能人才 | count | = 150000 人次 | 2029-03-10 | 青岛市 | stated"],
        ),
        (
            "用两年时间，建成城市大脑应用场景100个。",
            ["target | 城市大脑应用场景 | count | = 100 个 | 2028-03-10 | 青岛市 | stated"],
        ),
        (
            "未来五年，全市财政投入60亿元支持科技创新。",
            ["target | 财政投入 | level | = 6000000000 元 | 2031-03-10 | 青岛市 | stated"],
        ),
        (
            "三年内，引进海外高层次人才500名。",
            ["target | 海外高层次人才 | count | = 500 名 | 2029-03-10 | 青岛市 | stated"],
        ),
        ("年内，新增停车泊位3万个。", ["target | 停车泊位 | increment | = 30000 个 | 2026-12-31 | 青岛市 | stated"]),
        (
            "今年上半年，完成120个小区雨污分流改造。",
            ["target | 小区雨污分流改造 | count | = 120 个 | 2026-06-30 | 青岛市 | stated"],
        ),
        ("明年底前，建成社区食堂200家。", ["target | 社区食堂 | count | = 200 家 | 2027-12-31 | 青岛市 | stated"]),
        (
            "力争用三至五年时间，培育10家百亿级企业。",
            ["target | 百亿级企业 | count | = 10 家 | 2031-03-10 | 青岛市 | aspirational"],
        ),
        ("下半年，开通夜间公交线路12条。", ["target | 夜间公交线路 | count | = 12 条 | 2026-12-31 | 青岛市 | stated"]),
        ("6月底前，完成防汛工程25处。", ["target | 防汛工程 | count | = 25 处 | 2026-06-30 | 青岛市 | stated"]),
        (
            "今明两年，培育数据要素型企业80家。",
            ["target | 数据要素型企业 | count | = 80 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("明后两年，新建中小学校30所。", ["target | 中小学校 | increment | = 30 所 | 2028-12-31 | 青岛市 | stated"]),
        (
            "力争到明年底，新增上市公司6家。",
            ["target | 上市公司 | increment | = 6 家 | 2027-12-31 | 青岛市 | aspirational"],
        ),
        (
            "一年内，完成2000家企业数字化诊断。",
            ["target | 企业数字化诊断 | count | = 2000 家 | 2027-03-10 | 青岛市 | stated"],
        ),
        (
            "今年三季度末，上线城市大模型应用12个。",
            ["target | 城市大模型应用 | count | = 12 个 | 2026-09-30 | 青岛市 | stated"],
        ),
    ],
)
def test_years_counted_from_the_day_of_publication(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, NOTICE) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "国庆节前，完成景区智能导览改造30处。",
            ["target | 景区智能导览改造 | count | = 30 处 | 2026-09-30 | 青岛市 | stated"],
        ),
        (
            "2027年春节前，清退拖欠工资5000万元。",
            ["target | 清退拖欠工资 | level | = 50000000 元 | 2027-02-05 | 青岛市 | stated"],
        ),
        ("中秋节前，投放平价肉2000吨。", ["target | 平价肉 | level | = 2000 吨 | 2026-09-24 | 青岛市 | stated"]),
        (
            "2027年元旦前，建成智慧停车场15座。",
            ["target | 智慧停车场 | count | = 15 座 | 2026-12-31 | 青岛市 | stated"],
        ),
        ("端午节前，开展食品抽检800批次。", ["target | 食品抽检 | count | = 800 批次 | 2026-06-18 | 青岛市 | stated"]),
        ("五一前，新增文化市集10个。", ["target | 文化市集 | increment | = 10 个 | 2026-04-30 | 青岛市 | stated"]),
        ("劳动节前，组织20场高校招聘会。", ["target | 高校招聘会 | count | = 20 场 | 2026-04-30 | 青岛市 | stated"]),
        (
            "2027年劳动节前，上线导游智能体5个。",
            ["target | 导游智能体 | count | = 5 个 | 2027-04-30 | 青岛市 | stated"],
        ),
        (
            "今年国庆节前，建成开放城市书房20座。",
            ["target | 城市书房 | count | = 20 座 | 2026-09-30 | 青岛市 | stated"],
        ),
        (
            "2027年清明节前，改造公益性公墓8处。",
            ["target | 公益性公墓 | count | = 8 处 | 2027-04-04 | 青岛市 | stated"],
        ),
        (
            "2027年春节前，完成1000户困难家庭供暖改造。",
            ["target | 困难家庭供暖改造 | count | = 1000 户 | 2027-02-05 | 青岛市 | stated"],
        ),
        ("今年中秋节前，改造提升夜市街区6条。", ["target | 夜市街区 | count | = 6 条 | 2026-09-24 | 青岛市 | stated"]),
        (
            "2026年端午节前，更新消防设施3000套。",
            ["target | 消防设施 | count | = 3000 套 | 2026-06-18 | 青岛市 | stated"],
        ),
        (
            "“五一”前，新增旅游直通车线路8条。",
            ["target | 旅游直通车线路 | increment | = 8 条 | 2026-04-30 | 青岛市 | stated"],
        ),
        ("明年元旦前，整治积水点20处。", ["target | 积水点 | count | = 20 处 | 2026-12-31 | 青岛市 | stated"]),
        (
            "国庆节前，开放自动驾驶测试路段100公里。",
            ["target | 自动驾驶测试路段 | level | = 100 公里 | 2026-09-30 | 青岛市 | stated"],
        ),
    ],
)
def test_a_festival_is_a_day_of_the_calendar(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, NOTICE) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "全年新建改建农村公路300公里。",
            ["target | 农村公路 | increment | = 300 公里 | 2026-12-31 | 青岛市 | stated"],
        ),
        (
            "今年计划新增省级以上创新平台40家。",
            ["target | 省级以上创新平台 | increment | = 40 家 | 2026-12-31 | 青岛市 | planned"],
        ),
        (
            "全年计划完成水利投资45亿元。",
            ["target | 水利投资 | level | = 4500000000 元 | 2026-12-31 | 青岛市 | planned"],
        ),
        ("今年安排市级重点项目420个。", ["target | 市级重点项目 | count | = 420 个 | 2026-12-31 | 青岛市 | planned"]),
        (
            "今年，力争全年工业投资增长8%以上。",
            ["target | 工业投资 | change_pct | >= 8 % | 2026-12-31 | 青岛市 | aspirational"],
        ),
        (
            "今年要新增城镇就业35万人以上。",
            ["target | 城镇就业 | increment | >= 350000 人 | 2026-12-31 | 青岛市 | stated"],
        ),
        (
            "今年预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长3%。",
            [
                "target | 地区生产总值 | change_pct | approx 5.5 % | 2026-12-31 | 青岛市 | expected",
                "target | 一般公共预算收入 | change_pct | = 3 % | 2026-12-31 | 青岛市 | expected",
            ],
        ),
        (
            "全年改造老旧小区380个，加装电梯500部。",
            [
                "target | 老旧小区 | count | = 380 个 | 2026-12-31 | 青岛市 | stated",
                "target | 电梯 | count | = 500 部 | 2026-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "今年确保建成保障性租赁住房2万套。",
            ["target | 保障性租赁住房 | count | = 20000 套 | 2026-12-31 | 青岛市 | binding"],
        ),
        (
            "年内再培育制造业单项冠军10家。",
            ["target | 制造业单项冠军 | increment | = 10 家 | 2026-12-31 | 青岛市 | stated"],
        ),
        (
            "全年粮食产量稳定在310万吨以上。",
            ["target | 粮食产量 | level | >= 3100000 吨 | 2026-12-31 | 青岛市 | stated"],
        ),
        (
            "全年计划新增发电装机120万千瓦。",
            ["target | 发电装机 | increment | = 1200000 千瓦 | 2026-12-31 | 青岛市 | planned"],
        ),
        (
            "今年，新建改造供热管网150公里。",
            ["target | 供热管网 | increment | = 150 公里 | 2026-12-31 | 青岛市 | stated"],
        ),
        ("全年引进各类人才10万名以上。", ["target | 各类人才 | count | >= 100000 名 | 2026-12-31 | 青岛市 | stated"]),
        ("今年计划整治提升背街小巷260条。", ["target | 背街小巷 | count | = 260 条 | 2026-12-31 | 青岛市 | planned"]),
        (
            "全年固定资产投资增长5%左右，社会消费品零售总额增长6%。",
            [
                "target | 固定资产投资 | change_pct | approx 5 % | 2026-12-31 | 青岛市 | stated",
                "target | 社会消费品零售总额 | change_pct | = 6 % | 2026-12-31 | 青岛市 | stated",
            ],
        ),
    ],
)
def test_the_whole_year_and_what_is_planned_to_be_added_take_the_year(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, REPORT_2026) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "地区生产总值增长5.9%，一般公共预算收入增长4.2%。",
            [
                "progress | 地区生产总值 | change_pct | = 5.9 % | 2025-12-31 | 青岛市",
                "progress | 一般公共预算收入 | change_pct | = 4.2 % | 2025-12-31 | 青岛市",
            ],
        ),
        (
            "新增国家级专精特新“小巨人”企业36家。",
            ["progress | 国家级专精特新“小巨人”企业 | increment | = 36 家 | 2025-12-31 | 青岛市"],
        ),
        ("建成5G基站4.2万个。", ["progress | 5G基站 | count | = 42000 个 | 2025-12-31 | 青岛市"]),
        ("技术合同成交额突破500亿元。", ["progress | 技术合同成交额 | level | > 50000000000 元 | 2025-12-31 | 青岛市"]),
        ("城镇新增就业38.6万人。", ["progress | 城镇新增就业 | increment | = 386000 人 | 2025-12-31 | 青岛市"]),
        (
            "空气质量优良天数比例达到86.3%。",
            ["progress | 空气质量优良天数比例 | share | >= 86.3 % | 2025-12-31 | 青岛市"],
        ),
        (
            "改造棚户区1.2万套，惠及群众4万人。",
            [
                "progress | 棚户区 | count | = 12000 套 | 2025-12-31 | 青岛市",
                "progress | 群众 | count | = 40000 人 | 2025-12-31 | 青岛市",
            ],
        ),
        (
            "新建改扩建中小学32所，新增学位3.6万个。",
            [
                "progress | 中小学 | increment | = 32 所 | 2025-12-31 | 青岛市",
                "progress | 学位 | increment | = 36000 个 | 2025-12-31 | 青岛市",
            ],
        ),
        (
            "外贸进出口总额达到9800亿元，增长6.1%。",
            [
                "progress | 外贸进出口总额 | level | >= 980000000000 元 | 2025-12-31 | 青岛市",
                "progress | 外贸进出口总额 | change_pct | = 6.1 % | 2025-12-31 | 青岛市",
            ],
        ),
        ("高新技术企业总量突破1万家。", ["progress | 高新技术企业总量 | count | > 10000 家 | 2025-12-31 | 青岛市"]),
        (
            "单位地区生产总值能耗下降3.4%。",
            ["progress | 单位地区生产总值能耗 | change_pct | = -3.4 % | 2025-12-31 | 青岛市"],
        ),
        (
            "海铁联运箱量连续9年居全国沿海港口首位。",
            ["progress | 海铁联运箱量连续9年居全国沿海港口 | rank | = 1 位 | 2025-12-31 | 青岛市"],
        ),
        (
            "引进世界500强投资项目25个，到账外资32亿美元。",
            [
                "progress | 世界500强投资项目 | count | = 25 个 | 2025-12-31 | 青岛市",
                "progress | 到账外资 | level | = 3200000000 美元 | 2025-12-31 | 青岛市",
            ],
        ),
        ("全年新开工保障性住房1.8万套。", ["progress | 保障性住房 | increment | = 18000 套 | 2025-12-31 | 青岛市"]),
        ("港口货物吞吐量居全国第4位。", ["progress | 港口货物吞吐量 | rank | = 4 位 | 2025-12-31 | 青岛市"]),
        (
            "实现行政村双向四车道公路全覆盖。",
            ["progress | 行政村双向四车道公路 | coverage | = 100 % | 2025-12-31 | 青岛市"],
        ),
        (
            "新能源汽车产量增长46%，达到38万辆。",
            [
                "progress | 新能源汽车产量 | change_pct | = 46 % | 2025-12-31 | 青岛市",
                "progress | 新能源汽车产量 | count | >= 380000 辆 | 2025-12-31 | 青岛市",
            ],
        ),
    ],
)
def test_results_in_a_review_are_of_the_past_year(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, REPORT_REVIEW) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("建成虚拟电厂3座。", ["target | 电厂 | count | = 3 座 | 2028-12-31 | 青岛市 | stated"]),
        ("推广智能农机1500台（套）。", ["target | 智能农机 | count | = 1500 台（套） | 2028-12-31 | 青岛市 | stated"]),
        ("发布机会清单不少于6批次。", ["target | 机会清单 | count | >= 6 批次 | 2028-12-31 | 青岛市 | stated"]),
        ("打造具身智能训练场2处以上。", ["target | 具身智能训练场 | count | >= 2 处 | 2028-12-31 | 青岛市 | stated"]),
        (
            "数字经济核心产业增加值占比提高到15%。",
            ["target | 数字经济核心产业增加值占比 | share | >= 15 % | 2028-12-31 | 青岛市 | stated"],
        ),
        ("每年遴选揭榜挂帅项目20个。", ["target | 揭榜挂帅项目 | count | = 20 个 | 2028-12-31 | 青岛市 | stated"]),
        (
            "支持高校院所建设概念验证中心10家。",
            ["target | 高校院所建设概念验证中心 | count | = 10 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "累计培育数字经济领军企业60家。",
            ["target | 数字经济领军企业 | count | = 60 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("2026—2028年累计新建加氢站12座。", ["target | 加氢站 | increment | = 12 座 | 2028-12-31 | 青岛市 | stated"]),
        (
            "2026年至2028年，累计培训企业家3000人次。",
            ["target | 企业家 | count | = 3000 人次 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2026年底，首批开放道路测试里程达到500公里。",
            ["target | 道路测试里程 | level | >= 500 公里 | 2026-12-31 | 青岛市 | stated"],
        ),
        (
            "引导社会资本投入不低于100亿元。",
            ["target | 社会资本投入 | level | >= 10000000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到规划期末，数字人才总量达到30万人。",
            ["target | 数字人才总量 | count | >= 300000 人 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "2026—2028年，累计投放消费券5亿元。",
            ["target | 消费券 | level | = 500000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("建设智慧菜市场60处以上。", ["target | 智慧菜市场 | count | >= 60 处 | 2028-12-31 | 青岛市 | stated"]),
        ("组织对接活动不少于30场次。", ["target | 对接活动 | count | >= 30 场次 | 2028-12-31 | 青岛市 | stated"]),
        (
            "三年累计新增数字经济领域投资2000亿元。",
            ["target | 数字经济领域投资 | increment | = 200000000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_tasks_without_a_date_take_the_period_of_the_title(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("建设零碳园区10个。", ["target | 零碳园区 | count | = 10 个 | 2029-12-31 | 青岛市 | stated"]),
        ("推广节能电机2万台。", ["target | 节能电机 | count | = 20000 台 | 2029-12-31 | 青岛市 | stated"]),
        (
            "新增储能装机容量80万千瓦。",
            ["target | 储能装机容量 | increment | = 800000 千瓦 | 2029-12-31 | 青岛市 | stated"],
        ),
        (
            "培育绿色供应链管理企业30家。",
            ["target | 绿色供应链管理企业 | count | = 30 家 | 2029-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，单位产品能耗降低5%。",
            ["target | 单位产品能耗 | change_pct | = -5 % | 2027-12-31 | 青岛市 | stated"],
        ),
        ("改造工业锅炉400台以上。", ["target | 工业锅炉 | count | >= 400 台 | 2029-12-31 | 青岛市 | stated"]),
        ("力争绿色工厂达到200家。", ["target | 绿色工厂 | count | >= 200 家 | 2029-12-31 | 青岛市 | aspirational"]),
        ("再生水利用率提高到35%以上。", ["target | 再生水利用率 | share | >= 35 % | 2029-12-31 | 青岛市 | stated"]),
        (
            "建立能耗监测平台1个，接入企业2000家。",
            [
                "target | 能耗监测平台 | count | = 1 个 | 2029-12-31 | 青岛市 | stated",
                "target | 企业 | count | = 2000 家 | 2029-12-31 | 青岛市 | stated",
            ],
        ),
        ("每年完成清洁生产审核100家。", ["target | 清洁生产审核 | count | = 100 家 | 2029-12-31 | 青岛市 | stated"]),
        ("打造节能诊断服务机构20家。", ["target | 节能诊断服务机构 | count | = 20 家 | 2029-12-31 | 青岛市 | stated"]),
        ("新能源消纳率保持在97%以上。", ["target | 新能源消纳率 | share | >= 97 % | 2029-12-31 | 青岛市 | stated"]),
        (
            "完成余热利用项目45个，年节约标准煤12万吨。",
            [
                "target | 余热利用项目 | count | = 45 个 | 2029-12-31 | 青岛市 | stated",
                "target | 年节约标准煤 | level | = 120000 吨 | 2029-12-31 | 青岛市 | stated",
            ],
        ),
        ("累计淘汰落后产能300万吨。", ["target | 落后产能 | level | = 3000000 吨 | 2029-12-31 | 青岛市 | stated"]),
        (
            "确保规模以上企业单位增加值能耗下降13%。",
            ["target | 规模以上企业单位增加值能耗 | change_pct | = -13 % | 2029-12-31 | 青岛市 | binding"],
        ),
    ],
)
def test_tasks_take_the_term_that_the_plan_states(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN_WITH_TERM) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2030年，工业机器人密度比2025年提高一倍。",
            ["target | 工业机器人密度 | multiple | = 2 倍 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，单位工业增加值用水量较2025年下降16%。",
            ["target | 单位工业增加值用水量 | change_pct | = -16 % | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，文旅产业增加值在2025年基础上翻一番。",
            ["target | 文旅产业增加值 | multiple | = 2 倍 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2029年，数据要素市场规模提升至2025年的4倍。",
            ["target | 数据要素市场规模 | multiple | >= 4 倍 | 2029-12-31 | 青岛市 | stated"],
        ),
        (
            "与2025年相比，到2028年新增高端仪器企业50家。",
            ["target | 高端仪器企业 | increment | = 50 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，远洋捕捞量较2024年减少10%以上。",
            ["target | 远洋捕捞量 | change_pct | >= -10 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "以2025年为基期，到2030年碳排放强度下降20%。",
            ["target | 碳排放强度 | change_pct | = -20 % | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，绿氢产能从2025年的1万吨提高到10万吨。",
            ["target | 绿氢产能 | level | >= 100000 吨 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，人均公园绿地面积比2025年增加2平方米。",
            ["target | 人均公园绿地面积 | increment | = 2 平方米 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，智能网联汽车销量为2025年的3倍以上。",
            ["target | 智能网联汽车销量 | multiple | >= 3 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，海水淡化日产能在2025年基础上增长80%。",
            ["target | 海水淡化日产能 | change_pct | = 80 % | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，企业技术改造投资较2025年增长30%以上。",
            ["target | 企业技术改造投资 | change_pct | >= 30 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2030年，低空经济产值提升至2025年的6倍。",
            ["target | 低空经济产值 | multiple | >= 6 倍 | 2030-12-31 | 青岛市 | stated"],
        ),
        (
            "相比2024年，到2027年行政事业单位能耗降低8%。",
            ["target | 行政事业单位能耗 | change_pct | = -8 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2029年，规上企业研发人员数量是2025年的1.5倍。",
            ["target | 规上企业研发人员数量 | multiple | = 1.5 倍 | 2029-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_a_base_year_dates_nothing(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, NOTICE) == records
