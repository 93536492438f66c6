"""
Words that say what happened to a named document or programme, and words that show it is only mentioned.

The rules of the first tables stand around a name: an example puts the name between bars.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ...domain import Stage
from .rule import CodeTable, Rule, SideTable


class MeasureRule(StrEnum):
    """Ids of the rules by which a measure is read; stored with it."""

    ASKED_ABOUT = "measure.asked_about"
    REPEALED_BEFORE = "measure.before.repealed"
    DRAFTED_BEFORE = "measure.before.drafted"
    REVISED_BEFORE = "measure.before.revised"
    ISSUED_BEFORE = "measure.before.issued"
    LAUNCHED_BEFORE = "measure.before.launched"
    BILL_BEFORE = "measure.before.bill"
    CONSULTED_AFTER = "measure.after.consulted"
    REPEALED_AFTER = "measure.after.repealed"
    HEREBY_ISSUED = "measure.after.hereby_issued"
    IN_FORCE_AFTER = "measure.after.in_force"
    DRAFTED_AFTER = "measure.after.drafted"
    LAUNCHED_AFTER = "measure.after.launched"
    ISSUED_AFTER = "measure.after.issued"
    NOMINAL = "measure.nominal"
    PLAIN_DRAFTED = "measure.plain.drafted"
    PLAIN_ISSUED = "measure.plain.issued"
    PROGRAMME_LAUNCHED = "measure.programme.launched"
    PROGRAMME_PLANNED = "measure.programme.planned"
    PROGRAMME_MEETING = "measure.programme.meeting"
    PROGRAMME_STARTED = "measure.programme.started"
    TITLE = "measure.title"
    EXPLAINED = "measure.explained"
    OWN = "measure.own"


class MentionRule(StrEnum):
    """Ids of the rules by which a name or a verb states no measure."""

    CITED = "mention.cited"
    TASKED = "mention.tasked"
    REFERRED_TO = "mention.referred_to"
    WISHED = "mention.wished"


class NameUse(StrEnum):
    """What a name or a verb is where nothing happens to a measure."""

    ONLY_NAMED = "only named"


ISSUE: Final = (
    r"(?:联合|正式|对外|集中|同步|先后|陆续|修订)?(?:印发|发布|出台|公布|下发|颁布|颁发|转发|推出)(?:实施)?|制定(?:并)?(?:印发|发布|出台|公布)|"
    r"(?:审议|表决|全票|原则)通过|通过了|原则同意|批准(?:发布)?|制定了|制订了|编制了|制定完成"
)
SOON: Final = r"(?:正在|正(?!式)|着手|拟|将|即将|准备|筹备|酝酿)"
MAKE: Final = r"(?:研究制定|组织制定|研究起草|制定|制订|编制|起草|研制|谋划|出台|发布|印发|推出|公布|修订)"
#: What may stand between the verb and the name.
_LABEL: Final = (
    r"(?:了|一[份部项个]|新版的|首[部个份项]|国内首[部个份项]|全国首[部个份项]|我国首[部个份项]|新版|国家标准|行业标准|地方标准|团体标准|强制性|推荐性|"
    r"部门规章|行政法规|地方性法规|由其制定的){0,3}"
)
#: What may stand between the name and the verb.
_ADVERBS: Final = (
    r"(?:（[^（）]{1,60}）)?(?:等[^，。；]{0,16}?)?(?:[已将于并现]|已经|近日|日前|[今昨]天|[今昨]日|（[^（）]{1,12}）|今起|正式|全文|同步|同日|联合|"
    r"对外|面?向社会|20[0-9][0-9]年|[0-9]{1,2}月|[0-9]{1,2}日|会上|现场|由[^，。；《》]{2,30}?|在[^，。；《》]{2,14}?){0,6}"
)
#: 发布以来, 实施后, 印发之日: not what happened, but when something else did.
NOT_AFTER: Final = r"(?!以来|以后|之?后|前|的(?!通知)|背景|情况|之日|会|效果|意义|过程|方案|细则|期间|[0-9]{0,3}周年|[一二三四五六七八九十0-9]{1,12}年)"


def _before(verbs: str) -> str:
    """Return the pattern of verbs that end right before a name."""
    return f"(?:{verbs}){_LABEL}$"


#: Comments are asked for on the name: it stands inside what is asked for.
ASKED_ABOUT: Final = SideTable(
    Rule(
        id=MeasureRule.ASKED_ABOUT,
        verdict=Stage.CONSULTATION,
        left=r"(?:征求|征集|征询|听取)(?:社会(?:各界|公众)?|公众|各方|有关方面)?对?(?:关于)?$",
        right=r"[^，。；《》]{0,20}(?:意见|建议)",
        like=("公开征求|《算力办法》|意见", "听取社会公众对|《算力办法》|的意见"),
        unlike=("公开征求|《算力办法》|，要求", "印发|《算力办法》|意见"),
        zh="公开征求对它的意见",
        en="comments on it are asked for",
    )
)
#: What the words right before the name say happened to it.
BEFORE_NAME: Final = SideTable(
    Rule(
        id=MeasureRule.REPEALED_BEFORE,
        verdict=Stage.REPEALED,
        left=_before("废止|停止执行"),
        like=("决定废止|《算力办法》|",),
        unlike=("废止前的|《算力办法》|",),
        zh="名称前说废止",
        en="the words before the name say that it is repealed",
    ),
    Rule(
        id=MeasureRule.DRAFTED_BEFORE,
        verdict=Stage.DRAFTING,
        left=_before(rf"{SOON}[^，。；：]{{0,14}}?{MAKE}|起草"),
        like=("正在研究制定|《算力办法》|", "将于年内出台|《算力办法》|", "起草|《算力办法》|"),
        unlike=("已经印发|《算力办法》|",),
        zh="名称前说正在或将要制定",
        en="the words before the name say that it is being drawn up or will be issued",
    ),
    Rule(
        id=MeasureRule.REVISED_BEFORE,
        verdict=Stage.REVISED,
        left=_before(
            "(?:修订|修改|修正)(?:印发|发布|形成|通过)?|(?:通过|印发|发布|公布|颁布|出台)了?(?:新修[订改正]|修[订改正]后)的"
        ),
        like=("修订发布|《算力办法》|", "公布修订后的|《算力办法》|"),
        unlike=("修订稿说明|《算力办法》|",),
        zh="名称前说修订",
        en="the words before the name say that it is revised",
    ),
    Rule(
        id=MeasureRule.ISSUED_BEFORE,
        verdict=Stage.ISSUED,
        left=_before(ISSUE),
        like=("近日印发|《算力办法》|", "审议通过了|《算力办法》|", "发布国家标准|《算力要求》|"),
        unlike=("根据|《算力办法》|", "印发实施的|《算力办法》|"),
        zh="名称前说印发或通过",
        en="the words before the name say that it is issued or adopted",
    ),
    Rule(
        id=MeasureRule.LAUNCHED_BEFORE,
        verdict=Stage.LAUNCHED,
        left=_before("(?:全面|正式|部署)?启动(?:实施)?"),
        like=("正式启动|《算力行动计划》|",),
        unlike=("启动前的|《算力行动计划》|",),
        zh="名称前说启动",
        en="the words before the name say that it is started",
    ),
)
#: The same of a bill: what is only deliberated on.
BILL_BEFORE: Final = SideTable(
    Rule(
        id=MeasureRule.BILL_BEFORE,
        verdict=Stage.DRAFTING,
        left=r"(?:审议|讨论|提交|提请)(?:了)?$",
        like=("会议审议了|《数据法（草案）》|",),
        unlike=("审议通过了|《数据法》|",),
        zh="草案提请审议",
        en="a bill is submitted or deliberated on",
    )
)
#: What the words right after the name say happened to it.
AFTER_NAME: Final = SideTable(
    Rule(
        id=MeasureRule.CONSULTED_AFTER,
        verdict=Stage.CONSULTATION,
        right=rf"{_ADVERBS}(?:征求意见稿|(?:公开|面向|向|再次)?[^，。；]{{0,12}}?(?:征求|征集|征询)[^，。；]{{0,10}}?意见)",
        like=("|《算力办法》|公开征求意见", "|《算力办法》|（征求意见稿）面向社会征求意见"),
        unlike=("|《算力办法》|意见不一",),
        zh="名称后说征求意见",
        en="the words after the name ask for comments",
    ),
    Rule(
        id=MeasureRule.REPEALED_AFTER,
        verdict=Stage.REPEALED,
        right=rf"{_ADVERBS}(?:同时|即行|予以|自[^，。；]{{2,16}}起){{0,2}}废止",
        like=("|《算力办法》|同时废止", "|《算力办法》|自2026年1月1日起废止"),
        unlike=("|《算力办法》|有废止条款",),
        zh="名称后说废止",
        en="the words after the name say that it is repealed",
    ),
    Rule(
        id=MeasureRule.HEREBY_ISSUED,
        verdict=Stage.ISSUED,
        right=rf"{_ADVERBS}.{{0,80}}?现(?:予以?)?(?:公布|发布|印发)",
        like=("|《算力办法》|已经审议通过，现予公布", "|《算力办法》|已经同意，现印发给你们"),
        unlike=("|《算力办法》|现予修改",),
        zh="名称后说现予公布",
        en="it is hereby made public",
    ),
    Rule(
        id=MeasureRule.IN_FORCE_AFTER,
        verdict=Stage.IN_FORCE,
        right=rf"{_ADVERBS}(?:[自从]?[^，。；：《》]{{0,16}}起)?(?:正式)?(?:施行|实施|生效){NOT_AFTER}",
        like=("|《算力办法》|自2026年1月1日起施行", "|《算力办法》|今起正式实施"),
        unlike=("|《算力办法》|实施以来", "|《算力办法》|实施细则"),
        zh="名称后说施行",
        en="the words after the name say that it comes into force",
    ),
    Rule(
        id=MeasureRule.DRAFTED_AFTER,
        verdict=Stage.DRAFTING,
        right=rf"{_ADVERBS}正在(?:抓紧)?(?:研究|制定|起草|编制|制订|修订)",
        like=("|《算力办法》|正在抓紧制定",),
        unlike=("|《算力办法》|正在落实",),
        zh="名称后说正在制定",
        en="the words after the name say that it is being drawn up",
    ),
    Rule(
        id=MeasureRule.LAUNCHED_AFTER,
        verdict=Stage.LAUNCHED,
        right=rf"{_ADVERBS}(?:全面)?启动(?:实施)?(?=[，。；、]|$)",
        like=("|《算力行动》|正式启动。",),
        unlike=("|《算力行动》|启动仪式",),
        zh="名称后说启动",
        en="the words after the name say that it is started",
    ),
    Rule(
        id=MeasureRule.ISSUED_AFTER,
        verdict=Stage.ISSUED,
        right=rf"{_ADVERBS}(?:印发|发布|出台|公布|颁布){NOT_AFTER}",
        like=("|《算力办法》|近日印发", "|《算力办法》|今天正式对外发布"),
        unlike=("|《算力办法》|印发以来", "|《算力办法》|发布会"),
        zh="名称后说印发",
        en="the words after the name say that it is issued",
    ),
)
#: 商务部发布的《…》提出: news if a recent day stands with it, else a mention.
NOMINAL: Final = SideTable(
    Rule(
        id=MeasureRule.NOMINAL,
        verdict=Stage.ISSUED,
        left=f"(?:{ISSUE}|制定|编制)的$",
        like=("商务部近日发布的|《算力方案》|提出",),
        unlike=("商务部近日发布|《算力方案》|",),
        zh="近日发布的文件被引述",
        en="it is quoted as a document issued lately",
    )
)
#: 关于印发《…》的通知: the notice is what is issued, not the name in it.
CITED: Final = SideTable(
    Rule(
        id=MentionRule.CITED,
        verdict=NameUse.ONLY_NAMED,
        left="关于[印发公布修订转]{2}$",
        like=("关于印发|《算力方案》|的通知",),
        unlike=("印发|《算力方案》|",),
        zh="名称在另一文件的标题里",
        en="the name stands in the title of a notice",
    ),
    Rule(
        id=MentionRule.TASKED,
        verdict=NameUse.ONLY_NAMED,
        left=rf"(?<!正在)(?<!正)(?:加快|抓紧|尽快|适时|滚动|定期|推动|推进|鼓励|支持|建议|(?<![重主])要(?!求)|应当|需)[^，。；：《》]{{0,6}}{MAKE}{_LABEL}$",
        like=("加快修订|《算力办法》|", "各地要抓紧制定|《算力方案》|"),
        unlike=("正在抓紧制定|《算力办法》|", "主要修订|《算力办法》|"),
        zh="只是要求或建议制定该文件",
        en="it is only asked for or wished",
    ),
)
#: 根据《…》, 落实《…》: whatever follows such a name.
REFERRED_TO: Final = SideTable(
    Rule(
        id=MentionRule.REFERRED_TO,
        verdict=NameUse.ONLY_NAMED,
        left=(
            "(?:根据|按照|依据|依照|遵照|参照|对照|落实|贯彻|执行|结合|围绕|遵循|符合|违反|纳入|列入|衔接|学习|宣传|解读|"
            "关于印发|关于发布|关于公布|关于修订|制定实施|[为以在是有与及继自从据按如见和])$"
        ),
        like=("根据|《算力方案》|印发", "深入落实|《算力方案》|"),
        unlike=("印发|《算力方案》|",),
        zh="只是引用该文件",
        en="the document is only referred to",
    )
)
#: What decides by more than words.
MEASURE_DECISIONS: Final = CodeTable(
    Rule(
        id=MeasureRule.TITLE,
        verdict=Stage.ISSUED,
        like=("工信部印发《算力发展方案》\n|记者获悉，该方案已经公开。|",),
        unlike=("工信部解读《算力发展方案》\n|记者获悉，该方案已经公开。|",),
        zh="网页标题报道了它，正文没有重复名称",
        en="the page's title reports it; the text does not repeat the name",
    ),
    Rule(
        id=MeasureRule.EXPLAINED,
        verdict=Stage.ISSUED,
        like=("一图读懂《算力发展方案》\n|点击查看大图。|",),
        unlike=("专家解读｜《算力发展方案》的意义\n|算力是新的生产力。|",),
        zh="随新文件公布的解读或图解",
        en="the page is the explanation that was published with it",
    ),
    Rule(
        id=MeasureRule.OWN,
        verdict=Stage.ISSUED,
        like=("工信部关于印发《算力方案》的通知\n|现将《算力方案》印发给你们。|",),
        unlike=("工信部就《算力方案》答记者问\n|为什么制定《算力方案》？|",),
        zh="网页就是该文件，或印发它的通知",
        en="the page is the document itself, or the notice that issues it",
    ),
)
