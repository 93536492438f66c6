"""Which claims are of the topic: aims of AI in plans are, rules and grants about it are no targets."""

import pytest

from unit.detect.sentences import AI_PLAN, AI_RULES, records_in


@pytest.mark.parametrize(
    ("sentence", "records"),
    [
        (
            "到2027年，人工智能企业达到600家。",
            ["target | 人工智能企业 | count | >= 600 家 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，智能算力规模达到20EFLOPS。",
            ["target | 智能算力规模 | level | >= 20 EFLOPS | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，部署工业机器人1万台。",
            ["target | 工业机器人 | count | = 10000 台 | 2027-12-31 | 青岛市 | planned"],
        ),
        ("到2027年，上线政务智能体100个。", ["target | 政务智能体 | count | = 100 个 | 2027-12-31 | 青岛市 | stated"]),
        (
            "到2028年，建成行业高质量数据集80个。",
            ["target | 行业高质量数据集 | count | = 80 个 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，打造人工智能应用场景200个。",
            ["target | 人工智能应用场景 | count | = 200 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，培养人工智能人才2万名。",
            ["target | 人工智能人才 | count | = 20000 名 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，人工智能核心产业规模突破300亿元。",
            ["target | 人工智能核心产业规模 | level | > 30000000000 元 | 2028-12-31 | 青岛市 | stated"],
        ),
        ("到2027年，备案大模型达到15个。", ["target | 备案大模型 | count | >= 15 个 | 2027-12-31 | 青岛市 | stated"]),
        (
            "到2028年，新一代智能终端普及率超过70%。",
            ["target | 新一代智能终端普及率 | share | > 70 % | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，打造机器人应用标杆场景60个。",
            ["target | 机器人应用标杆场景 | count | = 60 个 | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，大模型日均调用量突破100亿次。",
            ["target | 大模型日均调用量 | count | > 10000000000 次 | 2028-12-31 | 青岛市 | stated"],
        ),
        (
            "到2027年，规上企业人工智能应用普及率达到65%。",
            ["target | 规上企业人工智能应用普及率 | share | >= 65 % | 2027-12-31 | 青岛市 | stated"],
        ),
        (
            "到2028年，引进人工智能领军团队20个。",
            ["target | 人工智能领军团队 | count | = 20 个 | 2028-12-31 | 青岛市 | stated"],
        ),
    ],
)
def test_an_aim_of_the_topic_is_in_scope(sentence: str, records: list[str]) -> None:
    assert records_in(sentence, AI_PLAN) == records


@pytest.mark.parametrize(
    "sentence",
    [
        "提供者训练数据中违法内容超过5%的，不得用于训练。",
        "对使用人工智能算力的企业，按费用的30%给予补贴。",
        "人工智能服务提供者应当每12个月开展一次评估。",
        "对通过备案的大模型，一次性奖励100万元。",
        "申请算力券的企业，年营业收入不低于1000万元。",
        "用户规模在100万以上的智能体，应当设置投诉渠道。",
        "标注人员上岗前培训不少于16小时。",
        "人工智能训练日志保存期限不少于6个月。",
        "对入选的应用场景，最高给予50万元支持。",
        "机器人首台套产品按售价的20%给予保险补偿。",
        "未履行标识义务的，处1万元以上10万元以下罚款。",
        "抽样数量不少于4000条的，方可出具评估结论。",
        "违法内容占比超过2%的语料，不得进入训练库。",
        "模型上线前应当完成不少于3轮安全测试。",
        "算法备案编号有效期5年。",
        "对人工智能伦理委员会，委员人数不少于7人。",
        "发生安全事件的，应当在24小时内报告。",
        "生成内容标识字体高度不低于画面最短边的5%。",
    ],
)
def test_rules_and_grants_about_the_topic_set_no_target(sentence: str) -> None:
    assert records_in(sentence, AI_RULES) == []
