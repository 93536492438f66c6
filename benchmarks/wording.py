"""Sentences and titles of the benchmark's pages: of our own writing, in the manner of official news."""

from __future__ import annotations

from random import Random

#: Each changing site is of a city of its own, as in life: targets compete with those of their region only.
PLACES = (  # noqa: SIM905 -- a hundred quoted names would hide what they are
    "合肥 芜湖 蚌埠 安庆 滁州 阜阳 宣城 南京 无锡 徐州 常州 苏州 南通 盐城 扬州 镇江 "
    "泰州 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 台州 丽水 福州 厦门 莆田 泉州 漳州 龙岩 南昌 "
    "九江 赣州 上饶 济南 青岛 淄博 烟台 潍坊 济宁 临沂 郑州 开封 洛阳 许昌 南阳 信阳 武汉 "
    "宜昌 襄阳 荆州 长沙 株洲 湘潭 衡阳 岳阳 常德 广州 深圳 珠海 汕头 佛山 惠州 东莞 中山 "
    "南宁 柳州 桂林 海口 三亚 成都 绵阳 德阳 宜宾 贵阳 遵义 昆明 曲靖 大理 西安 宝鸡 咸阳 "
    "兰州 西宁 银川 太原 大同 石家庄 唐山 保定 沈阳 大连 长春 吉林 哈尔滨 大庆 呼和浩特 包头 乌鲁木齐"
).split()
BODIES = (
    "人民政府",
    "工业和信息化局",
    "发展和改革委员会",
    "数据局",
    "科学技术局",
    "商务局",
    "教育局",
    "人民政府办公室",
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
    "到{year}年，{place}智能算力规模突破{some}EFLOPS，{field}服务覆盖所有县区。",
    "引导社会资本投向{field}，支持符合条件的企业依法依规融资。",
    "落实包容审慎监管要求，为{field}新产品、新模式留出试错空间。",
    "截至{month}月底，已建成{field}项目{some}个，同比增长{few}.{few}%。",
    "面向教师、医护和一线工人开展{field}技能培训，推动{other}岗位转型。",
    "发挥行业协会作用，组织{field}供需对接、经验交流和成果展示。",
    "支持中小企业上云用数，{year}年前完成{many}家企业的{field}改造诊断。",
    "健全数据分类分级保护制度，推动{field}公共数据依法有序开放。",
    "本文件自印发之日起施行，由{issuer}负责解释，国家另有规定的从其规定。",
)


def place(site: int) -> str:
    """Return the city of a site."""
    return f"{PLACES[site % len(PLACES)]}市"


def issuer(random: Random, city: str) -> str:
    """Return a body of a city."""
    return f"{city}{random.choice(BODIES)}"


def title(random: Random, city: str) -> str:
    """Return a headline of some thirty characters."""
    name = f"{random.choice(FIELDS)}{random.choice(('', '高质量发展', '赋能千行百业', '创新应用'))}"
    years = f"（{random.randint(2025, 2026)}—{random.randint(2027, 2030)}年）"
    return f"{issuer(random, city)}{random.choice(VERBS)}《{name}{random.choice(DOCUMENTS)}{years}》"


def sentence(random: Random, city: str) -> str:
    """Return a sentence; in one case of three it holds figures."""
    return random.choice(SENTENCES).format(
        year=random.randint(2026, 2030),
        month=random.randint(1, 12),
        few=random.randint(2, 9),
        some=random.randint(11, 99),
        many=random.randint(1, 99) * 100,
        place=city,
        issuer=issuer(random, city),
        field=random.choice(FIELDS),
        other=random.choice(FIELDS),
    )


def paragraphs(random: Random, characters: int, city: str = "合肥市") -> list[str]:
    """Return paragraphs of two to five sentences, together at least that long."""
    made: list[str] = []
    length = 0
    while length < characters:
        made.append("".join(sentence(random, city) for _ in range(random.randint(2, 5))))
        length += len(made[-1])
    return made
