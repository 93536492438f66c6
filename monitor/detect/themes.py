"""What a measure is about: themes by the words of its name, as a table."""

from __future__ import annotations

from .lexicon import Lexicon

#: Theme to the words that show it.
THEMES = {
    "data": "数据要素 数据集 数据标注 公共数据 数据流通 数据交易 数据资源 数据产业 数据基础设施 可信数据空间 语料 数据安全 数据市场 数据供给",
    "compute": "算力 智算 超算 数据中心 东数西算 智能计算 算网 云计算 芯片",
    "models": "大模型 基础模型 生成式 深度合成 智能体 算法 开源 语言模型 多模态",
    "consumption": "消费 以旧换新 首发经济 商圈",
    "central_enterprises": "中央企业 央企 国有企业 国资国企",
    "terminals": "智能终端 终端产业 智能手机 可穿戴 智能家居 智能眼镜 智能终端产业 人工智能终端",
    "robots": "机器人 具身智能 人形机器人 无人系统",
    "vehicles": "智能网联 自动驾驶 车联网 无人驾驶 新能源汽车 车路云",
    "low_altitude": "低空 无人机 通用航空",
    "manufacturing": "制造 工业 新型工业化 智能工厂 工业互联网 产业链 数字化转型 智改数转 机床 装备",
    "health": "医疗 医药 健康 卫生 医院 养老 药品 中医",
    "education": "教育 学校 高校 课程 教学 职业院校 中小学 学生",
    "talent": "人才 素养 培训 技能 就业",
    "finance": "金融 保险 银行 基金 资本 科创板 信贷 投融资",
    "agriculture": "农业 乡村 农村 种业 粮食 农机",
    "energy": "能源 电力 绿电 碳达峰 碳中和 绿色低碳 节能 储能 煤矿",
    "transport": "交通 运输 物流 铁路 港口 民航 公路",
    "culture": "文化 旅游 文旅 影视 动漫 游戏 体育 文物 视听",
    "government": "政务 数字政府 城市治理 智慧城市 一网通办 基层治理 社会治理 公共服务",
    "science": "科学智能 科研 基础研究 科技创新 科学技术 创新平台 实验室 脑机接口 量子",
    "safety": "安全 治理 伦理 风险 标识 个人信息 备案 合规 应急",
    "standards": "标准",
    "scenarios": "场景 示范应用 试点 典型案例 揭榜",
    "industry": "产业发展 产业集群 产业创新 产业生态 未来产业 产业培育 产业高质量 企业培育 独角兽",
}
_THEME_OF = {word: theme for theme, words in THEMES.items() for word in words.split()}
_WORDS = Lexicon(_THEME_OF)


def themes_of(name: str, sentence: str = "") -> tuple[str, ...]:
    """Return the themes that a measure's name shows, else those of its sentence; order of the table."""
    shown = {_THEME_OF[word.name] for text in (name,) for word in _WORDS.find_all(text)}
    shown = shown or {_THEME_OF[word.name] for word in _WORDS.find_all(sentence)}
    return tuple(theme for theme in THEMES if theme in shown)
