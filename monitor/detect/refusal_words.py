"""What the unit, the clause and the sentence say of an amount that is no record. Tables only."""

from __future__ import annotations

import re
from typing import Final

from ..text.openings import quickly
from .wording import listed

_THINGS: Final = listed("""
of work     标准 企业 项目 平台 技术 人才 产品 场景 应用 模型
""")
#: What documents are made of: 7个方面, 22项举措; no one aims at having so many.
PARTS: Final = re.compile(
    "(?![^，。；]{0,8}作为)[^，。；、0-9]{0,8}?(?:"
    + listed("""
sides       方面 领域 方向 环节 大类 层面 维度 阶段
orders      举措 措施 任务 要求 步骤 红线 原则
""")
    + f")(?![一-鿿]{{0,10}}(?:{_THINGS}))"
)
#: What a rank is of, or how it was reached; 第三 alone is an ordinal.
RANKS: Final = re.compile(
    listed("""
stands      居 列 排 进入 跻身 迈入
among       全球 世界 全国
of what     占比 总量 规模
""")
)
#: What time can be a measure of; elsewhere it is a span: 实施6个月以上.
TIME_METRIC: Final = re.compile(
    listed("""
spans       时间 年限 寿命 时长 时延 周期 时限 天数 工期 年龄 延迟 间隔 响应 (?<=[一-鿿])(?:用时|耗时)
shrinks     缩短 压缩 减少
""")
)
#: Verbs that make the things counted.
MAKER: Final = re.compile("(?:建设|建成|形成|新建|建立|打造|培育|组建|创建|引进|布局)(?:好|起|成)?$")
#: What has no unit by nature.
INDEX: Final = re.compile("(?:PUE|电能利用效率|能效比|指数|系数|得分|评分)(?:值|平均值)?[^，。；0-9]{0,8}$")
#: Where a change began: 由14.1%降至13.5%, 从2020年的31万亿元.
BASELINE: Final = re.compile(
    r"(?:由|从)(?:[^，。；]{0,12}的|(?:[0-9]{4}年|[今明去上]年)?[^，。；0-9]{0,4})?(?:约|近|超过|不足|不到)?$"
)
BASELINE_AFTER: Final = re.compile(
    "(?:左右|以上|以下)?(?:，)?(?:"
    + listed("""
how         大幅 稳步 进一步 快速 逐步 持续 首次
""")
    + ")?(?:"
    + listed("""
up          提高 提升 提至 上升 升至 上调 增加 增长 增至 增 扩大 跃升 攀升 跃居 发展 拓展 扩展 延长
down        下降 降 减少 减至 减 压减 压缩 缩短 回落 下调 收窄
other       调整 到 变
""")
    + ")"
)
#: In news a number that is merely expected is no one's promise; plans and work reports state their own.
EXPECTED: Final = re.compile("预计(?!到)|有望|或将|预测")
_WHO_EXPECTS: Final = listed("""
who         机构 专家 业内(?:人士)? 公司 集团 企业 据
""")
FORECAST: Final = re.compile(
    quickly(
        f"研报|分析师|经济学家|券商|预计全球|市场规模(?:将|有望|预计)|(?:{_WHO_EXPECTS})(?:预计|预测|认为|测算)"
    )
)
_FOREIGNERS: Final = listed("""
states      美国 日本 韩国 英国 法国 德国 印度 俄罗斯
unions      欧盟 欧洲 联合国 世贸组织 国际货币基金组织 世界银行
anywhere    国际上 国外 全球平均
""")
_WITH_US: Final = listed("""
here        企业在 在华 来华 客商
to us       对华
""")
FOREIGN: Final = re.compile(
    quickly(f"(?<!来自)(?:{_FOREIGNERS})(?![^，。；]{{0,3}}(?:{_WITH_US}))[^，。；]{{0,24}}$")
)
#: What a single work brings about is no one's aim: 建成后，运行时间将缩短50%.
EFFECT: Final = re.compile(
    "^由此|可以?[让使]|能够?[让使]|(?:"
    + listed("""
finished    建成 完成 达产 竣工
opened      通车 开通 投产 投运 投用 投入使用
""")
    + ")(?:之)?后，"
)
#: What a body does, unlike what merely comes about: its 预计 is a plan.
DEED: Final = re.compile(
    listed("""
makes       建设 建成 新增 完成 改造
gives       投入 发放 培育 推出
holds       举办 开展 实施
capacity    算力 机架 装机 产能 基站 充电桩 里程 床位 学位
""")
)
#: What ends a forecast: the next thing told or promised.
ANEW: Final = re.compile(
    listed("""
told        截至 已 目前 去年 一直 始终
promised    计划 拟 力争 确保
signs       ；
""")
)
#: What comes about whatever anyone plans: an aim for it is a forecast.
COMES_ABOUT: Final = re.compile(
    listed("""
travel      客流 客运量 旅客吞吐量 车流 人流 人员流动 出行量 出游人[次数] 发送量
other       毕业生 票房
""")
)
#: What follows when a condition is met: 达到1000人次的，给予一次性补贴.
CONSEQUENCE: Final = re.compile(
    "[^。；]{0,60}?的，[^，。；]{0,10}?(?:"
    + listed("""
money       给予 奖励 补助 补贴 资助 减免
rights      可申请 可申报 予以认定 予以支持 可享受 每满
""")
    + ")"
)
CONDITIONAL: Final = re.compile(
    "(?:^|[，：])(?:若(?![干尔])|如果|一旦|假如|倘若)[^，。；]{0,40}(?:，[^，。；]{0,20})?$"
)
