"""Amounts as plans write them: vague pairs, tenths, nouns before Han numerals, computing power, sizes in names."""

import pytest

from unit.detect.sentences import PLAN, records_in


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，引进行业领军团队三五个。",
            ["target | 行业领军团队 | count | range 3~5 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "力争每年新增上市公司五六家。",
            ["target | 上市公司 | increment | range 5~6 家 | 2028-12-31 | 青岛市 | aspirational"],
        ),
        (
            "到2028年，建成国家级中试平台一两个。",
            ["target | 国家级中试平台 | count | range 1~2 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "培育七八家在全国叫得响的软件企业。",
            ["target | 软件企业 | count | range 7~8 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "建设两三座综合能源站，新增公共充电站四五十座。",
            [
                "target | 综合能源站 | count | range 2~3 座 | 2028-12-31 | 青岛市 | stated",
                "target | 公共充电站 | increment | range 40~50 座 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "到2028年，引进三四百名高层次人才。",
            ["target | 高层次人才 | count | range 300~400 名 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "打造六七条数字化生产示范线。",
            ["target | 数字化生产示范线 | count | range 6~7 条 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，形成八九个百亿级产业集群。",
            ["target | 百亿级产业集群 | count | range 8~9 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "开放二三十个公共应用场景。",
            ["target | 公共应用场景 | count | range 20~30 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "推动五六千家中小企业开展数字化改造。",
            ["target | 中小企业 | count | range 5000~6000 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，软件业务收入达到三四百亿元。",
            ["target | 软件业务收入 | level | range 30000000000~40000000000 元 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，孵化科技型企业七八十家。",
            ["target | 科技型企业 | count | range 70~80 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "每年选派三四名首席数据官赴外交流。",
            ["target | 首席数据官赴外交流 | count | range 3~4 名 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，全市无人车投放规模达到五六百辆。",
            ["target | 无人车投放规模 | count | range 500~600 辆 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "争取引进一两家世界级研发机构。",
            ["target | 世界级研发机构 | count | range 1~2 家 | 2028-12-31 | 青岛市 | aspirational"],
        ),
        (
            "到2027年，开发两三百个工业APP。",
            ["target | 工业APP | count | range 200~300 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "带动社会投资七八亿元。",
            ["target | 社会投资 | level | range 700000000~800000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_two_numerals_side_by_side_are_a_range(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        ("到2027年，培育链主企业十几家。", ["target | 链主企业 | count | > 10 家 | 2027-12-31 | 青岛市 | stated"]),
        ("建成二十多个特色产业园区。", ["target | 特色产业园区 | count | > 20 个 | 2028-12-31 | 青岛市 | stated"]),
        ("引育三十余名领军人才。", ["target | 领军人才 | count | > 30 名 | 2028-12-31 | 青岛市 | stated"]),
        ("建设数十个典型应用场景。", ["target | 典型应用场景 | count | range 10~99 个 | 2028-12-31 | 青岛市 | stated"]),
        ("到2028年，培训上千名数字工匠。", ["target | 数字工匠 | count | >= 1000 名 | 2028-12-31 | 青岛市 | stated"]),
        ("推动上百家企业上云用数。", ["target | 企业上云 | count | >= 100 家 | 2028-12-31 | 青岛市 | stated"]),
        ("新建智能工厂五十余座。", ["target | 智能工厂 | increment | > 50 座 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年底前，汇聚百余个行业数据集。",
            ["target | 行业数据集 | count | > 100 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("去年全市新开通公交线路十余条。", ["progress | 公交线路 | increment | > 10 条 | 2025-12-31 | 青岛市"]),
        ("到2028年，建成换电站四十座以上。", ["target | 换电站 | count | >= 40 座 | 2028-12-31 | 青岛市 | stated"]),
        ("组织不少于二十场供需对接会。", ["target | 供需对接会 | count | >= 20 场 | 2028-12-31 | 青岛市 | stated"]),
        ("目前，全市共有国家级孵化器十五家。", ["progress | 国家级孵化器 | count | = 15 家 | 2026-03-10 | 青岛市"]),
        (
            "到2028年，认定数字化转型服务商百余家。",
            ["target | 数字化转型服务商 | count | > 100 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，开通无人机配送航线十几条。",
            ["target | 无人机配送航线 | count | > 10 条 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("建成各类众创空间六十余个。", ["target | 各类众创空间 | count | > 60 个 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2028年，建设不少于三十个智慧工地。",
            ["target | 智慧工地 | count | >= 30 个 | 2028-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_a_numeral_with_an_open_end_is_a_lower_bound(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，重点企业设备联网率提升到七成五。",
            ["target | 重点企业设备联网率 | share | >= 75 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，政务服务事项掌上可办比例达到九成以上。",
            ["target | 政务服务事项掌上可办比例 | share | >= 90 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，社区养老服务覆盖率超过八成。",
            ["target | 社区养老服务覆盖率 | share | > 80 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，骨干企业数字化普及率达到五分之四。",
            ["target | 骨干企业数字化普及率 | share | >= 80 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，绿色建材应用比例达到四分之三以上。",
            ["target | 绿色建材应用比例 | share | >= 75 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，可再生能源电力消费占比达到百分之三十五。",
            ["target | 可再生能源电力消费占比 | share | >= 35 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，新能源公交车占比达到百分之九十八以上。",
            ["target | 新能源公交车占比 | share | >= 98 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "去年，全市近八成的规上工业企业开展了智能化改造。",
            ["progress | 规上工业企业 | share | approx 80 % | 2025-12-31 | 青岛市"],
        ),
        (
            "到2028年，快递包装回收率不低于六成。",
            ["target | 快递包装回收率 | share | >= 60 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "截至2月末，全市九成二的行政村通了5G网络。",
            ["progress | 行政村通了5G网络 | share | = 92 % | 2026-02-28 | 青岛市"],
        ),
        (
            "到2027年，城市生活垃圾资源化利用率提高到百分之六十五左右。",
            ["target | 城市生活垃圾资源化利用率 | share | >= 65 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，高新技术产业产值占规上工业产值的比重过半。",
            ["target | 高新技术产业产值占规上工业产值的比重 | share | > 50 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，规上工业企业设备更新率达到六成五以上。",
            ["target | 规上工业企业设备更新率 | share | >= 65 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，行政审批网上办理率提高到九成八。",
            ["target | 行政审批网上办理率 | share | >= 98 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，老旧车辆淘汰比例达到十分之七。",
            ["target | 老旧车辆淘汰比例 | share | >= 70 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，五分之三的规上企业建立数据管理制度。",
            ["target | 规上企业建立数据管理制度 | share | = 60 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，三成以上的农业园区应用智能灌溉。",
            ["target | 农业园区应用智能灌溉 | share | >= 30 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，单位产值能耗下降百分之十二。",
            ["target | 单位产值能耗 | change_pct | = -12 % | 2028-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_tenths_and_fractions_are_percentages(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，建成人工智能训练基地六个。",
            ["target | 人工智能训练基地 | count | = 6 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("到2028年，培育瞪羚企业一百二十家。", ["target | 瞪羚企业 | count | = 120 家 | 2028-12-31 | 青岛市 | stated"]),
        ("新建海底数据舱二十四座。", ["target | 海底数据舱 | increment | = 24 座 | 2028-12-31 | 青岛市 | stated"]),
        ("制定地方标准十八项。", ["target | 地方标准 | count | = 18 项 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年，改造老旧泵站三十一座，新建雨水管网五十公里。",
            [
                "target | 老旧泵站 | count | = 31 座 | 2027-12-31 | 青岛市 | stated",
                "target | 雨水管网 | increment | = 50 公里 | 2027-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "到2028年，打造未来社区三十个、智慧商圈八个、数字街区五条。",
            [
                "target | 未来社区 | count | = 30 个 | 2028-12-31 | 青岛市 | stated",
                "target | 智慧商圈 | count | = 8 个 | 2028-12-31 | 青岛市 | stated",
                "target | 数字街区 | count | = 5 条 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        ("截至去年底，全市建成院士工作站七十五家。", ["progress | 院士工作站 | count | = 75 家 | 2025-12-31 | 青岛市"]),
        ("开设人工智能微专业十二个。", ["target | 人工智能微专业 | count | = 12 个 | 2028-12-31 | 青岛市 | stated"]),
        ("培养博士后研究人员二百名。", ["target | 博士后研究人员 | count | = 200 名 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年，建成省级重点实验室十家以上。",
            ["target | 省级重点实验室 | count | >= 10 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("组建创新联合体不少于十五个。", ["target | 创新联合体 | count | >= 15 个 | 2028-12-31 | 青岛市 | stated"]),
        ("到2027年，引进外资研发中心八家。", ["target | 外资研发中心 | count | = 8 家 | 2027-12-31 | 青岛市 | stated"]),
        ("到2028年，打造示范镇街二十四个。", ["target | 示范镇街 | count | = 24 个 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年，新增省级技术创新中心三家、产业研究院五家。",
            [
                "target | 省级技术创新中心 | increment | = 3 家 | 2027-12-31 | 青岛市 | stated",
                "target | 产业研究院 | count | = 5 家 | 2027-12-31 | 青岛市 | stated",
            ],
        ),
        ("培养卓越工程师一千名。", ["target | 卓越工程师 | count | = 1000 名 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2028年，建成智慧养老社区四十五个以上。",
            ["target | 智慧养老社区 | count | >= 45 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("去年，全市创建省级开发区十二个。", ["progress | 省级开发区 | count | = 12 个 | 2025-12-31 | 青岛市"]),
    ],
)
def test_a_count_in_han_numerals_follows_its_noun(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，全市智能算力达到30E。",
            ["target | 智能算力 | level | >= 30 EFLOPS | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，可调度算力规模突破12EFLOPS。",
            ["target | 调度算力规模 | level | > 12 EFLOPS | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，公共算力供给不低于2000P。",
            ["target | 公共算力供给 | level | >= 2000 P | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，新增智能算力3万PFLOPS。",
            ["target | 智能算力 | increment | = 30000 PFLOPS | 2028-12-31 | 青岛市 | stated"],
        ),
        ("到2027年，存力总规模超过8EB。", ["target | 存力总规模 | level | > 8 EB | 2027-12-31 | 青岛市 | stated"]),
        (
            "到2028年，先进存储容量占比达到30%以上。",
            ["target | 先进存储容量占比 | share | >= 30 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，枢纽间网络时延降至5毫秒以内。",
            ["target | 枢纽间网络时延 | level | <= 5 毫秒 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，城域出口带宽达到40Tbps。",
            ["target | 城域出口带宽 | level | >= 40 Tbps | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，数据中心标准机架达到6万架。",
            ["target | 数据中心标准机架 | count | >= 60000 架 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "新建大型数据中心电能利用效率（PUE）不高于1.2。",
            ["target | 大型数据中心电能利用效率（PUE） | level | <= 1.2 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "截至2月底，全市在用算力规模已达18.5EFLOPS。",
            ["progress | 在用算力规模 | level | >= 18.5 EFLOPS | 2026-02-28 | 青岛市"],
        ),
        (
            "到2028年，国产算力卡装机量达到5万卡。",
            ["target | 国产算力卡装机量 | level | >= 50000 卡 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，全市算力总规模达到15E以上。",
            ["target | 算力总规模 | level | >= 15 EFLOPS | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，建成万卡集群，智能算力突破8000P。",
            ["target | 智能算力 | level | > 8000 P | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，数据存储总量超过20EB。",
            ["target | 数据存储总量 | level | > 20 EB | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，市域内网络时延控制在2毫秒以内。",
            ["target | 市域内网络时延 | level | <= 2 毫秒 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，机架总量达到10万标准机架。",
            ["target | 机架总量 | level | >= 100000 标准机架 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，骨干直联点总带宽达到2400Gbps。",
            ["target | 骨干直联点总带宽 | level | >= 2400 Gbps | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，新建数据中心PUE值降到1.25以下。",
            ["target | 数据中心PUE值 | level | <= 1.25 | 2027-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_computing_power_storage_and_networks_have_units_of_their_own(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，打造三个千亿级产业集群、六个百亿级特色园区。",
            [
                "target | 千亿级产业集群 | count | = 3 个 | 2027-12-31 | 青岛市 | stated",
                "target | 百亿级特色园区 | count | = 6 个 | 2027-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "培育2家百亿级链主企业和20家十亿级骨干企业。",
            [
                "target | 百亿级链主企业 | count | = 2 家 | 2028-12-31 | 青岛市 | stated",
                "target | 十亿级骨干企业 | count | = 20 家 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "训练五个千亿参数行业大模型。",
            ["target | 千亿参数行业大模型 | count | = 5 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，形成4个五百亿级产业链。",
            ["target | 五百亿级产业链 | count | = 4 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        ("建设10个万吨级泊位。", ["target | 万吨级泊位 | count | = 10 个 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2028年，培育1个万亿级产业生态。",
            ["target | 万亿级产业生态 | count | = 1 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "布局3个兆瓦级绿色算力基地。",
            ["target | 兆瓦级绿色算力基地 | count | = 3 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("推进20个亿元级技改项目落地。", ["target | 亿元级技改项目 | count | = 20 个 | 2028-12-31 | 青岛市 | stated"]),
        ("到2027年，引进15个投资超10亿元的项目。", ["target | 项目 | count | = 15 个 | 2027-12-31 | 青岛市 | stated"]),
        (
            "建设5个百万千瓦级海上风电基地。",
            ["target | 百万千瓦级海上风电基地 | count | = 5 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，形成两个五千亿级产业集群、四个千亿级产业链。",
            [
                "target | 五千亿级产业集群、四个千亿级产业链 | count | = 2 个 | 2028-12-31 | 青岛市 | stated",
                "target | 千亿级产业链 | count | = 4 个 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "到2027年，培育10家五十亿级领航企业。",
            ["target | 五十亿级领航企业 | count | = 10 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，建设3个万头级生态牧场。",
            ["target | 万头级生态牧场 | count | = 3 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("发布6个百亿参数以上的垂直模型。", ["target | 垂直模型 | count | = 6 个 | 2028-12-31 | 青岛市 | stated"]),
        (
            "到2027年，落地30个投资额超5亿元的先进制造项目。",
            ["target | 先进制造项目 | count | = 30 个 | 2027-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_a_size_inside_a_name_is_no_count(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，研发投入强度由2.6%提高到3.1%。",
            ["target | 研发投入强度 | share | >= 3.1 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，全市绿化覆盖率从42%提升至45%。",
            ["target | 覆盖率 | share | >= 45 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，企业开办时间由1天压缩至半天。",
            ["target | 企业开办时间 | level | <= 0.5 天 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，机器人产业营收从80亿元增长到300亿元。",
            ["target | 机器人产业营收 | level | >= 30000000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，高标准农田占比从55%提高到70%以上。",
            ["target | 高标准农田占比 | share | >= 70 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "去年，全市PM2.5平均浓度从每立方米30微克降至27微克。",
            ["progress | PM2.5平均浓度 | level | <= 27 微克 | 2025-12-31 | 青岛市"],
        ),
        (
            "到2028年，每万人发明专利拥有量由32件增加到45件。",
            ["target | 每万人发明专利拥有量 | count | >= 45 件 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("截至去年底，全市充电桩由5万个增至9万个。", ["progress | 充电桩 | count | >= 90000 个 | 2025-12-31 | 青岛市"]),
        (
            "到2027年，审批环节由12个减少到5个以内。",
            ["target | 审批环节 | count | <= 5 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，规上软件企业从260家增加至400家。",
            ["target | 规上软件企业 | count | >= 400 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，公交电子站牌由800座增加到1500座。",
            ["target | 公交电子站牌 | count | >= 1500 座 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，不动产登记时限从5个工作日压缩到2个工作日。",
            ["target | 不动产登记时限 | level | <= 2 个工作日 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "去年，全市出口额由下降3.4%转为增长6.2%。",
            ["progress | 出口额 | change_pct | = 6.2 % | 2025-12-31 | 青岛市"],
        ),
        (
            "到2027年，城镇污水处理率由96%提升到98.5%。",
            ["target | 城镇污水处理率 | share | >= 98.5 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，规上工业企业数量从5200家增长到6500家。",
            ["target | 规上工业企业数量 | count | >= 6500 家 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，高校毕业生留青率从45%提高到55%以上。",
            ["target | 高校毕业生留青率 | share | >= 55 % | 2027-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_of_two_values_the_end_counts(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2028年，软件产业规模较2025年翻一番。",
            ["target | 软件产业规模 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，数据交易额在2025年基础上翻两番。",
            ["target | 数据交易额 | multiple | = 4 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，智能终端产量比2025年翻一番以上。",
            ["target | 智能终端产量 | multiple | >= 2 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，技术合同成交额实现翻番。",
            ["target | 技术合同成交额 | multiple | = 2 倍 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，机器人产量达到2025年的3倍。",
            ["target | 机器人产量 | multiple | >= 3 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，低空经济规模提升至2025年的2.5倍。",
            ["target | 低空经济规模 | multiple | >= 2.5 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "力争到2028年，海洋生物医药产值翻一番。",
            ["target | 海洋生物医药产值 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | aspirational"],
        ),
        (
            "五年来，全市高新技术企业数量翻了一番。",
            ["progress | 高新技术企业数量 | multiple | = 2 倍 | 2026-03-10 | 青岛市"],
        ),
        (
            "到2028年，公共数据开放量和调用量分别增长1倍和2倍。",
            [
                "target | 公共数据开放量 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated",
                "target | 调用量 | multiple | = 3 倍 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "去年，全市跨境电商进出口额是2020年的4倍。",
            ["progress | 跨境电商进出口额 | multiple | = 4 倍 | 2025-12-31 | 青岛市"],
        ),
        (
            "到2028年，研发人员规模、研发机构数量均翻一番。",
            [
                "target | 研发人员规模 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated",
                "target | 研发机构数量 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated",
            ],
        ),
        (
            "到2028年，人工智能企业数量在2025年的基础上翻一番。",
            ["target | 人工智能企业数量 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，绿电交易量提高至2024年的5倍。",
            ["target | 绿电交易量 | multiple | >= 5 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，会展业收入比2025年增长1倍。",
            ["target | 会展业收入 | multiple | = 2 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，数字文化产业增加值较2025年增长一倍以上。",
            ["target | 数字文化产业增加值 | multiple | >= 2 倍 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，公共充电桩数量翻番。",
            ["target | 公共充电桩数量 | multiple | = 2 倍 | 2027-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_doubling_is_a_multiple(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, PLAN) == records
