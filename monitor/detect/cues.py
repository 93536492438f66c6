"""Words that tell an aim from a result, and how firmly an aim is promised. Tables only."""

from __future__ import annotations

from typing import Final

from ..domain import Strength
from .wording import Cue, any_of

#: 要 as a verb, not in 主要, 要素, 要求.
_WANT: Final = Cue("要", "要建设50个平台", "[主重需首摘纪次简必扼政]", "[素求点么是义闻件地塞领道害约]", "主要平台50个")
#: 将 of the future; not 即将, not the general, and not the 将 that moves an object before its verb.
_WILL: Final = Cue(
    "将", "将新建50个平台", "[一二三四五六七八九十即]",
    r"近 军 士 领 \d [^，。；从由]{0,24}(?:纳入|列入|作为|予以公布|公布如下|引入|推至|推到|重组为|转化为|变成|升级为|列为|融入|用于)",
    "将50个平台纳入名单",
)  # fmt: skip
#: 计划 as a verb; as a noun it follows what kind of plan it is.
_PLANS: Final = Cue(
    r"计划(?=[一-鿿\d])", "今年计划培育50家",
    "行动 攻坚 发展 改善 培育 培养 年度 保障 提升 支持 专项 人才 投资 三年 [按的原划》”]",
    "单列 生育 经济 提出 明确 [的内外书表和与] 指标 目标 实施以来 深入",
    "三年计划培育50家",
)  # fmt: skip
_MEANS: Final = Cue("拟", "拟建设50个平台", "[虚模比草]", "[人合真态] 推荐 作为", "虚拟电厂50个")
_PROJECTS: Final = Cue("规划(?:建设|布局|了|到|新|投资|治理)", "规划建设50个平台")
_DONE: Final = Cue("已", "已建成50个", "[早业不]", r"[知婚然] [一-鿿]{1,4}的", "已建平台的50个站点")

AIM_CUES: Final = (
    _WANT, _WILL, _PLANS, _MEANS, _PROJECTS,
    Cue("[二三一四]是将", "二是将新建50个平台"),
    Cue("力争|争取|争创", "力争达到50家"),
    Cue("确保|务必|必须|坚决打", "确保建成50个"),
    Cue("应保尽保", "应保尽保"),
    Cue("预期目标", "预期目标为增长5%"),
    Cue("目标(?:是|为|：)", "目标是培育50家"),
    Cue("努力(?:实现|达到|使|补|把)", "努力实现增长5%"),
    Cue(r"安排(?=[^，。；]{0,8}\d)", "安排资金50亿元"),
    Cue("有望", "有望达到50家"),
    Cue("下一步", "下一步建设50个平台"),
    Cue("预计到", "预计到2027年建成50个"),
    Cue("须(?=达|在|于)", "须达到50%"),
    Cue("(?:再|还将|继续)(?:开工|新建|新增|培育|建设)", "再开工50个"),
    Cue("(?:原则上|总体)(?:达到|实现)", "总体达到50%"),
    Cue("启动新", "启动新一轮改造50个"),
)  # fmt: skip

RESULT_CUES: Final = (
    _DONE,
    Cue("批准", "批准50项标准", "", "的", "批准的50项标准"),
    Cue("了", "建成了50个", "规划", "[解结望然得却]", "了解50家企业"),
    Cue("截至", "截至6月底达50家"),
    Cue("目前", "目前有50家", "[由从]", "", "由目前50家"),
    Cue("眼下|当前|以来|年来(?!华)", "今年以来建成50家"),
    Cue("首次|历史性", "首次突破50亿元"),
    Cue("创(?:下|造)?[一-鿿]{0,4}新高", "达50亿元，创历史新高"),
    Cue("曾|先后|成功|稳稳|不降反升|仍", "先后建成50家"),
    Cue("继续(?:超过|保持|位居)", "继续超过50亿元"),
    Cue("位居|稳居|跃居|位列|居[一-鿿]{0,4}(?:第|前)", "稳居全国第5位"),
    Cue("喜获|如期|圆满|超额|提前完成|完成率", "如期完成50个"),
    Cue("受益|惠及", "惠及50万人"),
    Cue("数据显示|统计显示", "数据显示，增长5%"),
    Cue(r"有(?=[\d超近约上])", "有50家企业"),
    Cue(r"又(?=[一-鿿]{1,2}\d)", "又增加50家"),
    Cue("实现了|达到了", "达到了50家"),
    Cue("共(?=建成|有|建设|发放|完成|培育|减)", "共培育50家"),
    Cue("去年|上年", "去年新增50家", "[比较]", "", "比去年增加50家"),
    Cue(r"过去[一二三四五\d]年|刚刚过去", "过去五年新增50家"),
    Cue("新签", "新签50个项目"),
)
#: Results unless an aim governs: comparisons (今年安排…，比去年增加…) and verbs of finishing.
WEAK_RESULT_CUES: Final = (
    Cue("累计", "累计培育50家"),
    Cue(r"建成(?=[^，。；]{0,6}[\d个家座])", "建成50家"),
    Cue("同比|环比", "同比增长5%"),
    Cue(r"(?:比|较)(?:上年|去年|上月|上季|上届|同期|前年|20\d\d|“|改革开放|五年前|十年前)", "比上年增长5%"),
)
#: Results said after the number.
RESULT_AFTER_CUES: Final = (
    Cue("完成|成功|已", "93款完成备案"),
    Cue("落户|落地|接入|上线|投产|投运|开工|开学|落成|收尾", "50个项目落地"),
    Cue("参加|参与|入选|获批|受益", "50家企业参加"),
    Cue("来自|处于|进入|成为|正在", "六成处于领先水平"),
    Cue(r"取消|有\d|纳入直达", "50项取消"),
)
#: Results that reach on to later clauses: those that open a report.
REPORTED_CUES: Final = (
    Cue("已", "平台已建成", "[早业不]", "[知婚然]", "不已"),
    Cue("累计|截至|以来|年来(?!华)|先后|实现了|稳稳", "截至6月底"),
    Cue("数据显示|报告显示|公布", "数据显示"),
)
#: An aim told after the number: `6所高校将开设…`.
AIM_AFTER_CUES: Final = (Cue("[^，。；将]{0,20}(?<!即)将(?=[开建新举展发推设达]|完成)", "所高校将开设"),)
#: Modes of a paragraph as a whole.
PLANNING_CUES: Final = (
    _WANT,
    Cue("力争|务必|坚决打|必须|应保尽保|让群众|年内|下一步", "必须达到50%"),
    Cue("努力(?:实现|补|使|让)", "努力实现增长"),
    Cue("确保", "确保增长", "", "了", "确保了增长"),
    Cue("今年(?:要|将|拟|重点|安排|再|计划)", "今年拟新建"),
    Cue("继续(?:提高|实施|推进|加强)", "继续提高标准"),
    Cue("将(?=[^，。；]{0,8}(?:加快|推动|实施|继续|进一步|持续))", "将进一步加快建设"),
)
REPORTING_CUES: Final = (
    Cue("了", "建成了", "", "[解结望然得却]", "了解"),
    Cue("已", "已建成", "[早业不]", "", "不已"),
    Cue("累计|截至|目前|同比|五年来|过去|以来", "截至6月底"),
    Cue("取得|成效|明显|进展|胜利|成功|成果|超额|得到|有力", "取得成效"),
    Cue("扎实推进|持续推进。|不断(?:深化|增强|完善|壮大)", "改革不断深化"),
    Cue("增强。|提升。|改善。|上升|回升|下降", "能力增强。"),
)
BINDING_CUES: Final = (
    Cue("约束性|必须|务必|坚决|红线|严格控制在|考核", "必须达到50%"),
    Cue("确保", "确保达到50%", "", "国家粮食 不发生", "确保不发生事故"),
    Cue("不得(?:低于|高于|少于|超过)", "不得低于50%"),
)
ASPIRATIONAL_CUES: Final = (Cue("力争|争取|努力|力求|有望|鼓励|探索", "力争达到50%"),)
EXPECTED_CUES: Final = (Cue("预期|预计", "预期增长5%"),)
PLANNED_CUES: Final = (
    Cue("计划", "计划培育50家", "", "单列 经济 生育", "计划单列市"),
    _MEANS, _PROJECTS,
    Cue("将", "将新建50个", "[一二三四五六七八九十即]", r"近 军 士 领 \d", "将近50个"),
    Cue("安排|部署|启动|预算", "安排资金50亿元"),
)  # fmt: skip
AIM_HEADING_CUES: Final = (
    Cue("(?:发展|主要|总体|工作|预期|行动|建设|具体|量化|阶段)?目标|愿景", "主要目标"),
    Cue("总体(?:要求|思路)|工作(?:任务|重点|安排|计划)|重点(?:任务|工作)", "重点任务"),
)
RESULT_HEADING_CUES: Final = (
    Cue("回顾|成就|成效|发展现状|基础和|完成情况|进展情况|工作总结|取得的", "2024年工作回顾"),
)

AIM: Final = any_of(AIM_CUES)
RESULT: Final = any_of(RESULT_CUES)
WEAK_RESULT: Final = any_of(WEAK_RESULT_CUES)
RESULT_AFTER: Final = any_of(RESULT_AFTER_CUES)
REPORTED: Final = any_of(REPORTED_CUES)
AIM_AFTER: Final = any_of(AIM_AFTER_CUES)
PLANNING: Final = any_of(PLANNING_CUES)
REPORTING: Final = any_of(REPORTING_CUES)
#: Headings that put all below them under one mode.
AIM_HEADING: Final = any_of(AIM_HEADING_CUES)
RESULT_HEADING: Final = any_of(RESULT_HEADING_CUES)
#: First table that fits the nearest words to the left decides.
STRENGTH: Final = (
    (Strength.BINDING, any_of(BINDING_CUES)),
    (Strength.ASPIRATIONAL, any_of(ASPIRATIONAL_CUES)),
    (Strength.EXPECTED, any_of(EXPECTED_CUES)),
    (Strength.PLANNED, any_of(PLANNED_CUES)),
)
