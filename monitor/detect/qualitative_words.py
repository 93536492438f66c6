"""How a clause says without a number what will be so, and what shows that it says something else. Tables only."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ..text.openings import quickly
from .wording import Cue, any_of, listed


class Form(NamedTuple):
    """A shape of clause; `what` in the pattern is what the aim is about. Examples put it between bars."""

    name: str
    pattern: re.Pattern[str]
    like: str
    #: What a clause of this shape holds at its end: looked for first, as the pattern tries each beginning.
    holds: re.Pattern[str] = re.compile("")


#: What may stand right before a verb that makes something.
_BEFORE_VERB: Final = listed("""
bounds      ^ [，、]
modals      要 将 力争 争取 努力 确保 能
manners     基本 初步 全面 率先
times       年 末 底 内
links       并
""")
_MAKES: Final = listed("""
builds      形成 建成 构建 建立(?:健全)? 打造 培育(?:壮大)? 建设 组建 开通 出台 制定
reaches     步入 迈入 迈进 跻身 进入 实现 突破 完成 涌现
starts      启动
""")
#: One or some of something, promised: 启动一批项目, 取得一批成果.
_BEGINS: Final = "启动|实施|推出|取得|突破|转化|建成|落地|打造|培育|建设"
_CHANGES: Final = listed("""
modals      将 得到 实现 取得 再(?=上)
more        进一步 更加 显著 明显 大幅 继续(?=下降|减少|降低)
steadily    稳步 持续 不断
widely      基本 全面 深度 广泛 有效 普遍 初步 整体 达到(?=[一-鿿])
""")
_RESULTS: Final = listed("""
better      提升 提高 增强 加强 完善 改善 优化 改观 好转 健全 成熟 现代化
more        增长 扩大 壮大 发展 跃升 上新台阶 上台阶
less        下降 减少 降低 缩小 缓解
made        解决 齐全 合理 突破 建成 形成 建立 确立 应用 普及 落地 覆盖 融合 运行 收官 成效 进展 保障
seen        彰显 凸显 显现 领先 水平 前列
""")
_STATES: Final = listed("""
even        同步 平衡 协调 稳定 衔接
turning     向好 提质 增效 有升 有进
""")
_OPENS: Final = listed("""
opens       开通运营 开通 通车 投入使用 投用 投运 投入运行 上线运行 上线 正式运营 开园 (?<!扎实)落地
finished    建成通车 建成投产 建成投用 建成 投产 竣工 收官
""")
_RANKS: Final = "国际|世界|全国|国内|全球"

TURNS: Final = Form(
    "turns", re.compile(r"(?:建设|打造|培育|发展|建)成为?(?P<what>[^，。；]{4,40})$"), "将本市建设成为|智能制造高地|"
)  # fmt: skip
GOAL: Final = Form("goal", re.compile(r"实现(?P<what>[^，。；]{4,40}?)的目标$"), "实现|村村通快递|的目标")
SOME: Final = Form(
    "some",
    re.compile(rf"(?:^|[，、要将力争年]|领域|方面)(?:{_BEGINS})(?:了)?一批(?P<what>[^，。；]{{4,60}})$"),
    "力争取得一批|原创性成果|",
)
MAKES: Final = Form(
    "makes",
    re.compile(rf"(?:{_BEFORE_VERB})(?P<verb>{_MAKES})(?:一批|起|出|若干|了)?(?P<what>[^，。；]{{4,60}})$"),
    "将建立|先进的标准体系|",
)
LEVEL: Final = Form(
    "level",
    re.compile(
        rf"(?P<what>[^，。；]{{3,60}}?)(?:达到|迈入|进入|处于|居于|稳居|位居|跻身|走在)(?:{_RANKS})[^，。；0-9]{{0,12}}$"
    ),
    "|整机产品性能|达到国际先进水平",
    re.compile(f"(?:达到|迈入|进入|处于|居于|稳居|位居|跻身|走在)(?:{_RANKS})"),
)
#: What a place is made into.
_STANDING: Final = "高地|中心|枢纽|基地|[区省市国都]|地区|典范|样板|名片|标杆|集聚地|策源地|力量"
STANDS: Final = Form(
    "stands",
    re.compile(rf"(?:{_BEFORE_VERB})成为(?P<what>[^，。；]{{3,40}}(?:{_STANDING}))$"),
    "成为|全国人工智能创新高地|",
    re.compile("成为"),
)
PART: Final = Form(
    "part",
    re.compile(r"^(?P<what>[^，。；]{3,20}?)(?:逐步|真正)?成为[^，。；0-9]{0,40}(?:引擎|支柱|增长极|动能)$"),
    "|智能经济|成为重要增长极",
    re.compile("成为"),
)
NEEDS: Final = Form(
    "needs",
    re.compile(
        r"(?P<what>[^，。；]{3,40}?)(?:基本|更好|有效|充分|能够|可){0,4}满足[^，。；]{2,30}(?:需求|需要)$"
    ),
    "|算力供给能力|满足产业发展需求",
    re.compile("满足"),
)
BECOMES: Final = Form(
    "becomes",
    re.compile(
        rf"(?:^|，)(?P<what>(?!推动|推进|促进|谋划|引导|支持)[^，。；]{{3,60}}?)(?:{_CHANGES}){{1,8}}[^，。；0-9]{{0,3}}?(?:{_RESULTS})[^，。；0-9]{{0,6}}$"
    ),
    "|产业结构|持续优化",
    re.compile(quickly(_RESULTS) + r"[^，。；0-9]{0,6}$"),
)
STAYS: Final = Form(
    "stays",
    re.compile(
        rf"(?:^|[，、])(?P<what>(?!保持|推进|推动|进一步)[^，。；]{{2,30}}?)"
        rf"(?:(?:保持|总体|基本|稳中|回稳|保稳){{1,8}}(?:{_STATES})|同步)$"
    ),
    "|国际收支|保持基本平衡",
    re.compile(rf"(?:{quickly(_STATES)}|同步)$"),
)
HAPPENS: Final = Form(
    "happens",
    re.compile(rf"(?P<what>[^，。；]{{2,40}}?)(?:将|圆满|全面|如期)?(?:{_OPENS})$"),
    "|环城高速|建成通车",
    re.compile(quickly(_OPENS) + "$"),
)
#: Tried in this order.
FORMS: Final = (TURNS, GOAL, SOME, MAKES, STANDS, LEVEL, PART, NEEDS, BECOMES, STAYS, HAPPENS)
#: Verbs of `MAKES` that promise something even by a period without an end: 今年启动.
STARTING: Final = frozenset({"启动", "建成", "实现", "形成", "完成", "开通", "出台", "组建"})
OPENS_WITH_EVENT: Final = re.compile(r"(?:将|正式|全面|全线){0,8}(?:开通|投入使用|建成|投产|通车|竣工|投运)")

PROMISE_CUES: Final = (
    Cue("要", "要形成合力", "[主重需首摘纪次简必扼政]", "[素求点么是义闻件地塞领道害约]", "主要形成"),
    Cue("拟|计划|预计", "计划形成合力"),
    Cue("将", "将形成合力", "", "近", "将近"),
    Cue("力争|争取|确保", "力争形成合力"),
    Cue("预期目标|目标[是为：]", "主要预期目标是"),
)
#: What a clause with such words says is no aim, or none of a deadline's.
NO_AIM_CUES: Final = (
    Cue("已", "已形成合力", "[早业不]", "知", "不已"),
    Cue("了", "形成了合力", "", "解", "了解情况"),
    Cue("目前|当前|正在(?!建)|过去|以来|同比|预测|届时|即将", "目前形成合力"),
    Cue("会议|指出|强调|表示|认为|介绍|意义|提供|部署|各地正|决定|作出", "会议强调"),
    Cue(r"今年是|[0-9]年是|第一年|开局之年", "2026年是开局之年"),
    Cue("(?:方面|以下|如下)$|以下|如下", "如下措施"),
    Cue("(?:放大|带动|溢出|拉动)(?:效应|作用)", "放大效应将持续显现"),
    Cue("的?目标$", "提出如下的目标", "", "", "目标明确"),
    Cue(r"[0-9][多余]?[个家项]", "50个平台"),
)
#: Cut off the left end of what an aim is about, again and again.
LEADING: Final = re.compile(
    "^(?:"
    + listed(r"""
modals      力争 争取 使 让 预计 计划 要 将
who, where  我国 全国 全市 全省 全线 基地 在(?=[今明]|[0-9])
times       到 [今明]年(?:底|末|内)? [0-9]{4}年(?:底|末)? [0-9]{1,2}月(?:份|底)? 年[底内]前? [上下]半年
particles   一批 起 的 “
""")
    + "){1,24}"
)

PROMISED: Final = any_of(PROMISE_CUES)
NO_AIM: Final = any_of(NO_AIM_CUES)
