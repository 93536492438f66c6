"""Words around the noun phrase that names a metric: what is cut off its ends, and where it ends. Tables only."""

from __future__ import annotations

import re
from typing import Final

from .openings import quickly
from .wording import Cue, any_of, listed

#: Cut off the left end of a phrase, again and again; a sense each line.
_OPENING: Final = r"""
marks       [，、；：\s“—] [一二三四五六七八九十]是
links       其中 同时 此外 另外 因此 从而 并且 并 而且 而 且 也 还 又 再 就 仅 这 该 像这样的 数据显示
amounts     约 共计 共 均 都 各 总共 合计 平均(?=每) 累计 总计 首批
times       现有 全年 日前 近日 本阶段 本期 在此期间 截[至止] 目前 当前 眼下 如今 现在 至今 迄今 到 至 于 以来 期间 前后 每年 每月 已经? 曾 新近 首次
for whom    为[一-鿿]{2,8}?(?=减轻|提供|新增|增加|发放)
modals      力争 争取 努力 确保 按计划 预计 预期 计划 拟 将 要 应当? 必须 务必 需 须 坚决 有望 可 能够? 使 让
manners     更加 进一步 加快 加速 着力 大力 积极 持续 继续 不断 紧急 稳步 全面 深入 扎实 重点 逐步 基本 初步 陆续 先后 率先 有序 统筹 正式 顺利 成功 一次性 超额 如期 提前
who, where  [我全][国省市区县州] 中国 全球 本[市省] 各地 我们 他们 有关部门 国家(?=[建组推提将统]) 全社会(?=用电) 中(?=培育|建设|打造|形成|实现|建成)
"""
#: Cut off the right end of the phrase before a number.
_CLOSING: Final = r"""
compared    同比 环比 较[^，]{1,10} [比较](?:[上去前]一?年|20\d\d年)(?:度|同期|末|全年)? 比[^，。]{1,14}?(?=[增提上下减加扩]) (?<![同环占])比(?!重|例|率|[增减提])[^，。]{2,14}?[高低多少] (?<!占)比 [快慢高低优]于
averaged    年均 月均 逐年 每年 平均 人均(?=$) 年产 日产 实际 名义
amounts     分别 均 都 各 仅 只 约 共 大约 接近 近 累计 [总合]计 总共 全部 至少 不[低高少]于 不超过
manners     一直 稳定 稳步 首次 继续 大幅 快速 进一步 有所
modals      已经 已 就 将 会 要 应 可 能 再 又 也 还 预计 预期 力争 争取
grew        新增 净增 多增 增[长加多]? 提[高升] 上[升涨浮] 涨 扩大 加[快大] 回升 攀[升至] 改善
shrank      下[降滑跌] 降低? 减[少轻]? [压缩削]减 压缩 缩短 回落 收窄 放缓
reached     (?<!下)达[到成]? 突破 跑出 超[过出]? [高多]达 实现 完成 安排 (?:控制|保持|稳定|维持)在 保持 处于 占到? 覆盖(?:全[国球省市])? 为 是 有
ranked      进入 跻身 迈入 (?:保持|稳居|位居|位列|跃居|居|排名|占)?(?:全球|世界|全国|亚洲) 位[居列] 居
goals       (?<!增长)(?<!预期)目标
particles   第[一二三四五六七八九十\d]{1,2}批 到 至 由 从 了 按 在 的 ：
"""
#: Adverbs and verbs that say what became of what was counted.
TOLD_OF_CUES: Final = (
    Cue("在", "在全国", "", "[用线研建校岗册职]", "在建"),
    Cue("已|将|均|也|还|正|曾", "已建成"),
    Cue("不久前|日前|近日|[今昨]天", "日前建成"),
    Cue("拟", "拟参展", "[虚模比草]", "[人合真态]", "虚拟电厂"),
    Cue("都", "都建成", "", "市", "都市"),
    Cue("成为|完成|成功|实现|处于|进入|纳入|深耕|用于|取消", "完成备案"),
    Cue("接入|落户|入驻|上市|投产|开工|落地|揭牌|签约|获评", "落户园区"),
    Cue("参[与加]|来自|获", "参加活动"),
    Cue("达", "达到"),
    Cue("超", "超过", "", "[级高算大低长]", "超级工厂"),
    Cue("占", "占全国", "", "比", "占比"),
    Cue("为", "为全国", "", "[民主]", "为主"),
    Cue("是|并|从|以下|左右", "是全国"),
    Cue("以上", "以上", "规模 及", "", "规模以上企业"),
    Cue("可", "可享受", "", "[再持信控靠视穿]", "可再生能源"),
    Cue("能", "能满足", "[智功性产节职效动核可潜赋新氢储热机万技]", "[源力量耗效]", "能源"),
)
#: Where the noun phrase after a number ends.
STOP_CUES: Final = (
    *TOLD_OF_CUES,
    Cue(r"[，。；：！？、\n\t]|（(?![区市县]、)|(?<!（[区市县]、[区市县])）|——", "，"),
    Cue("参[赛展]|启用|组成|共建|荣获|入围|受益|进行|上线|投入|得到|赴华|访华|来华|来访|就业|开机", "启用"),
    Cue("开展|陆续|相继|先后|全部|共同|同步|顺利|汇聚|用来|达标", "陆续建成"),
    Cue("集聚|集中", "集聚成群", "", "[区地]", "产业集聚区"),
    Cue("[做对向按]", "对企业"),
    Cue("(?<=[一-鿿]{3})覆盖", "产业园覆盖"),
    Cue("(?<=[一-鿿]{2})(?:增长|下降|提升|提高|突破|同比|迎来|使用|赋能(?=[一-鿿]{0,2}$))", "产量增长"),
    Cue("的(?=支撑|支持|推动|带动)", "的支撑"),
    Cue("(?<=[一-鿿]{4})(?:支持|投向)(?!的|政策|体系|力度|计划)", "特别国债支持", "", "", "细分产业支持政策"),
    Cue("用", "用数据", "[应使利专通共实公作费采信]", "[户电水地能品车工途于]", "用户"),
)
#: What follows a number and is no noun phrase.
STARTS_VERB_CUES: Final = (
    *TOLD_OF_CUES,
    Cue("中", "中，", "", "[小国央试心医学药型等华低高文外欧]", "中小企业"),
    Cue("大关|同比|环比|[，。；、：！？到时期]|增长|增速|提高|提升", "大关"),
    Cue("的(?=增长|年增长|速度|增速|目标|提振|预期|水平|新?(?:阶段|台阶|关口))", "的增长"),
)


OPENING: Final = re.compile(f"^(?:{listed(_OPENING)})")
CLOSING: Final = re.compile(f"(?:{quickly(listed(_CLOSING))})$")
STOP: Final = any_of(STOP_CUES)
STARTS_VERB: Final = any_of(STARTS_VERB_CUES)
#: Dates at the end of a phrase.
DATE_END: Final = re.compile(
    "(?:"
    + listed(r"""
years       [今明去]年(?:底|末|内)? \d{4}年(?:底|末)? 全年 上年度? 每年 年均
ends        年内 年底前?
months      \d{1,2}月(?:份|底)?
spans       期间 以来
""")
    + ")$"
)
#: Where the subject that opens a clause ends: at what is told of it.
SUBJECT_END: Final = re.compile(
    quickly(
        listed("""
tense       已 将 正 继续 累计 新增
manner      稳步 持续 不断 明显 显著 大幅 加快 加速 快速 较快 全面
change      取得 实现 达到 突破 增长 提升 提高 上升 下降 完成 保持
place       进入 迎来 迈上 迈入 处于 位居 在
time        [上去今]年 [今昨]天 不久前 日前 近日 同比
verb        占 比 超 达 有 了 为 是 共 起于 位于 连接 全长
sign        ，
""")
    )
)
