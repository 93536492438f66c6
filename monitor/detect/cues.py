"""Words that tell an aim from a result, and how firmly an aim is promised. Tables only."""

from __future__ import annotations

from typing import Final

from ..domain import Strength
from .verbs import ACTION
from .wording import Cue, any_of

#: 要 as a verb, not in 主要, 要素, 要求.
_WANT: Final = Cue(
    "要", "要建设50个平台", "[主重需首摘纪次简必扼政]", "[素求点么是义闻件地塞领道害约]", "主要平台50个"
)
#: 将 of the future; not 即将, 将近, 将军, and not the 将 that moves an object before its verb.
_WILL: Final = Cue(
    "将", "将新建50个平台", "即",
    r"[近军士领0-9] [^，。；从由]{2,24}(?:[纳列引融]入|[作列化级]为|化作|[变制做]成|用于) [^，。；从由]{1,16}[0-9][0-9.]{0,6}[%万亿元]{0,3}投入",
    "将50个平台纳入名单",
)  # fmt: skip
#: What a plan is for or how long it lasts: right after such words 计划 is a noun.
_KINDS_OF_PLAN: Final = (
    "行动 攻坚 发展 建设 改善 培育 培养 保障 提升 支持 人才 年度 专项 面积 产量 任务 [三五]年 [的》”]"
)
#: 计划 as a verb; verbs are too many to be listed, so what shows the noun is.
_PLANS: Final = Cue(
    r"计划(?=[一-鿿0-9])", "今年计划培育50家",
    _KINDS_OF_PLAN, "[的内外书表和与] 面积 产量 进度 单列 生育 经济 指标 目标 提出 明确 实施以来", "行动计划培育50家",
)  # fmt: skip
_MEANS: Final = Cue("拟", "拟建设50个平台", "[虚模比草]", "[人合真态]", "虚拟电厂50个")
_PROJECTS: Final = Cue(f"规划(?={ACTION})", "规划建设50个平台")
_DONE: Final = Cue("已", "已建成50个", "[早业不]", "[知婚然] [一-鿿]{1,4}的", "已建平台的50个站点")
_FINISHED: Final = Cue("了", "建成了50个", "规划", "[解结望然得却]", "了解50家企业")

AIM_CUES: Final = (
    _WANT, _WILL, _PLANS, _MEANS, _PROJECTS,
    Cue("力争|争取|争创|努力(?=实现|达到|使)", "力争达到50家"),
    Cue("确保|务必|必须|须(?=达)", "确保建成50个"),
    Cue("预期目标|目标(?=[是为：])", "预期目标为增长5%"),
    Cue(r"安排(?=[^，。；]{0,8}[0-9])", "安排资金50亿元", "统筹 紧急 已 已经 共 累计", "", "紧急安排50亿元"),
    Cue("有望|预计到", "有望达到50家"),
    Cue("预算(?=[达为是安])", "经费预算达50亿元"),
    Cue("下一步|(?:再|继续)(?=开工|新[建增])", "下一步建设50个平台"),
    Cue("着力(?=打造|培育|构建|建设)", "着力打造50个平台"),
)  # fmt: skip

RESULT_CUES: Final = (
    _DONE, _FINISHED,
    Cue(
        "安排(?:(?<=已[一-鿿]{2}安排)|(?<=已[一-鿿]{3}安排)|(?<=已[一-鿿]{4}安排)|(?<=已[一-鿿]{5}安排))",
        "已在国债中安排",
    ),
    Cue("批准", "批准50项标准", "", "的", "批准的50项标准"),
    Cue("截至|截止", "截至6月底达50家"),
    Cue("目前|当前|眼下", "目前有50家", "[由从]", "", "由目前50家"),
    Cue(r"以来|[近多几来0-9十五]年来(?!华)", "今年以来建成50家"),
    Cue("不久前|前不久", "不久前建成50个"),
    Cue("首次|新高|先后|成功(?!率)|仍", "先后建成50家"),
    Cue("(?:位|稳|跃|排)居|位列|居[一-鿿]{0,4}(?=第|前)", "稳居全国第5位"),
    Cue("如期|圆满|超额|提前完成|完成率", "如期完成50个"),
    Cue("受益|惠及", "惠及50万人"),
    Cue("数据显示|统计显示", "数据显示，增长5%"),
    Cue(r"有(?=[0-9超近约上])|现有", "有50家企业", "拥", "", "拥有50家企业"),
    Cue(r"去年|上年|过去[一二三四五0-9]年", "去年新增50家", "[比较]", "", "比去年增加50家"),
)  # fmt: skip
#: Results unless an aim governs: comparisons (今年安排…，比去年增加…) and verbs of finishing.
WEAK_RESULT_CUES: Final = (
    Cue("累计", "累计培育50家"),
    Cue(r"建成(?=[^，。；]{0,6}[0-9个家座])", "建成50家"),
    Cue("同比|环比", "同比增长5%"),
    Cue("签署了?$", "双方签署"),
    Cue(r"[比较](?=上年|去年|上月|上季|上届|同期|前年|20[0-9][0-9]|“|改革开放|[五十]年前)", "比上年增长5%"),
)
#: Results said after the number.
RESULT_AFTER_CUES: Final = (
    Cue("完成|成功|已", "93款完成备案"),
    Cue("落户|落地|接入|上线|投产|投运|开工", "50个项目落地"),
    Cue("参加|参与|入选|获批|受益", "50家企业参加"),
    Cue("来自|处于|进入|成为|正在", "六成处于领先水平"),
    Cue("不久前|日前|近日", "50家机构日前启动合作"),
)
#: What the next clause says of what was counted.
RESULT_NEXT_CUES: Final = (Cue("[^。；，]{0,40}，是(?:我们|我国|全国|全球|世界)", "名人才，是我们的优势"),)
#: Results that reach on to later clauses: those that open a report.
REPORTED_CUES: Final = (
    Cue("已", "平台已建成", "[早业不]", "[知婚然]", "不已"),
    Cue("累计|截至|以来|先后|实现了", "截至6月底"),
    Cue("数据显示|报告显示|公布", "数据显示"),
)
#: An aim told after the number: `6所高校将开设…`.
AIM_AFTER_CUES: Final = (
    Cue(
        "[^，。；将]{0,20}(?<!即)将(?:在[^，。；]{1,8}?)?(?=[开建新举展发推设达]|完成)",
        "所高校将开设",
        "",
        "",
        "所高校即将开学",
    ),
)
#: Modes of a paragraph as a whole.
PLANNING_CUES: Final = (
    _WANT,
    Cue("力争|务必|必须|努力(?=实现)|年内|下一步", "必须达到50%"),
    Cue("确保", "确保增长", "", "了", "确保了增长"),
    Cue("今年(?=[要将拟再]|重点|安排|计划)", "今年拟新建"),
    Cue("继续(?=提高|实施|推进|加强)", "继续提高标准"),
    Cue("将(?=[^，。；]{0,8}(?:加快|推动|实施|继续|进一步|持续))", "将进一步加快建设"),
)
REPORTING_CUES: Final = (
    Cue("了", "建成了", "", "[解结望然得却]", "了解"),
    Cue("已", "已建成", "[早业不]", "", "不已"),
    Cue("累计|截至|目前|同比|过去|以来", "截至6月底"),
    Cue("取得|成效|进展|成功|超额", "取得成效"),
)
BINDING_CUES: Final = (
    Cue("约束性|必须|务必|坚决|确保|红线|严格控制在|考核", "必须达到50%"),
    Cue("不得(?=低于|高于|少于|超过)", "不得低于50%"),
)
ASPIRATIONAL_CUES: Final = (Cue("力争|争取|争创|努力|力求|有望|鼓励|探索", "力争达到50%"),)
EXPECTED_CUES: Final = (Cue("预期|预计", "预期增长5%"),)
PLANNED_CUES: Final = (
    Cue("计划", "计划培育50家", "", "单列 经济 生育", "计划单列市"),
    _MEANS, _PROJECTS,
    Cue("将", "将新建50个", "即", r"[近军士领0-9]", "将近50个"),
    Cue("安排|部署|启动|预算", "安排资金50亿元"),
)  # fmt: skip
AIM_HEADING_CUES: Final = (
    Cue("目标|愿景", "主要目标"),
    Cue("总体(?:要求|思路)|工作(?:任务|重点|安排|计划)|重点(?:任务|工作)", "重点任务"),
)
RESULT_HEADING_CUES: Final = (Cue("回顾|成就|成效|现状|完成情况|进展情况|工作总结|取得的", "2024年工作回顾"),)

AIM: Final = any_of(AIM_CUES)
RESULT: Final = any_of(RESULT_CUES)
WEAK_RESULT: Final = any_of(WEAK_RESULT_CUES)
RESULT_AFTER: Final = any_of(RESULT_AFTER_CUES)
RESULT_NEXT: Final = any_of(RESULT_NEXT_CUES)
REPORTED: Final = any_of(REPORTED_CUES)
AIM_AFTER: Final = any_of(AIM_AFTER_CUES)
PLANNING: Final = any_of(PLANNING_CUES)
REPORTING: Final = any_of(REPORTING_CUES)
#: Headings that put all below them under one mode.
AIM_HEADING: Final = any_of(AIM_HEADING_CUES)
RESULT_HEADING: Final = any_of(RESULT_HEADING_CUES)
ANY_STRENGTH: Final = any_of((*BINDING_CUES, *ASPIRATIONAL_CUES, *EXPECTED_CUES, *PLANNED_CUES))
#: First table that fits the nearest words to the left decides.
STRENGTH: Final = (
    (Strength.BINDING, any_of(BINDING_CUES)),
    (Strength.ASPIRATIONAL, any_of(ASPIRATIONAL_CUES)),
    (Strength.EXPECTED, any_of(EXPECTED_CUES)),
    (Strength.PLANNED, any_of(PLANNED_CUES)),
)
