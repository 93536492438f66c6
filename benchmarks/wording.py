"""Sentences and titles of the benchmark's pages: of our own writing, in the manner of official news."""

from __future__ import annotations

from random import Random

ISSUERS = (
    "示例省人民政府",
    "示例省工业和信息化厅",
    "示例省发展和改革委员会",
    "示例市数据局",
    "示例市科学技术局",
    "示例市经济和信息化委员会",
    "示例自治区通信管理局",
    "示例区人民政府办公室",
)
FIELDS = (
    "人工智能",
    "智能算力",
    "行业大模型",
    "数据要素",
    "智能制造",
    "具身智能",
    "低空经济",
    "绿色能源",
    "职业教育",
    "基层医疗",
    "现代物流",
    "城市更新",
)
DOCUMENTS = ("行动方案", "实施意见", "若干措施", "工作要点", "三年计划", "管理办法", "建设指南", "场景清单")
VERBS = ("印发", "发布", "解读", "部署推进", "公开征求意见：", "启动实施", "调度", "总结")
#: Every third states something with a number, so that reading an article is real work.
SENTENCES = (
    "到{year}年底，{issuer}所辖地区{field}规模达到{many}亿元，年均增长{few}%以上。",
    "{issuer}牵头建立{field}与{other}融合发展的会商机制，定期通报进展。",
    "鼓励园区、高校和医院开放{field}应用需求，按清单逐项对接、逐项销号。",
    "力争用{few}年时间，培育{some}家{field}骨干企业，打造一批示范应用场景。",
    "各县区要把{field}摆在突出位置，明确责任单位，防止一哄而上、重复建设。",
    "加强{field}标准、检测和安全能力建设，做到风险早发现、早提示、早处置。",
    "到{year}年，全域智能算力规模突破{some}EFLOPS，{field}服务覆盖所有县区。",
    "引导社会资本投向{field}，支持符合条件的企业依法依规融资。",
    "落实包容审慎监管要求，为{field}新产品、新模式留出试错空间。",
    "截至{month}月底，已建成{field}项目{some}个，同比增长{few}.{few}%。",
    "面向教师、医护和一线工人开展{field}技能培训，推动{other}岗位转型。",
    "发挥行业协会作用，组织{field}供需对接、经验交流和成果展示。",
    "支持中小企业上云用数，{year}年前完成{many}家企业的{field}改造诊断。",
    "健全数据分类分级保护制度，推动{field}公共数据依法有序开放。",
    "本文件自印发之日起施行，由{issuer}负责解释，国家另有规定的从其规定。",
)


def title(random: Random) -> str:
    """Return a headline of some thirty characters."""
    name = f"{random.choice(FIELDS)}{random.choice(('', '高质量发展', '赋能千行百业', '创新应用'))}"
    years = f"（{random.randint(2025, 2026)}—{random.randint(2027, 2030)}年）"
    return f"{random.choice(ISSUERS)}{random.choice(VERBS)}《{name}{random.choice(DOCUMENTS)}{years}》"


def sentence(random: Random) -> str:
    """Return a sentence; in one case of three it holds figures."""
    return random.choice(SENTENCES).format(
        year=random.randint(2026, 2030),
        month=random.randint(1, 12),
        few=random.randint(2, 9),
        some=random.randint(11, 99),
        many=random.randint(1, 99) * 100,
        issuer=random.choice(ISSUERS),
        field=random.choice(FIELDS),
        other=random.choice(FIELDS),
    )


def paragraphs(random: Random, characters: int) -> list[str]:
    """Return paragraphs of two to five sentences, together at least that long."""
    made: list[str] = []
    length = 0
    while length < characters:
        made.append("".join(sentence(random) for _ in range(random.randint(2, 5))))
        length += len(made[-1])
    return made
