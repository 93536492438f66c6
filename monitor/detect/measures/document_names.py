"""Names of documents in running text, and the bodies that issue them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...text.lexicon import Mention
from ..bodies import canonical, find_issuers, find_regions
from ..vocabulary.measure_kinds import is_loose, kind_of
from ..vocabulary.news_rules import EXPLAINS_NEW, HEADLINES

MAX_NAME = 120
_WHITE_PAPER = "白皮书"
_BETWEEN = re.compile(r"(?:[、，和及与\s]|以及|[0-9]\.[0-9]版|（[^（）]{0,60}）){0,6}")
_BESIDE_NAME = re.compile(r"^关于|（[^（）]{1,40}）$|[^\w+]")
_BRACKET = re.compile("[《》]")
#: 国家标准《…》: the words before the name say its kind.
_STANDARDS = ("国家标准", "行业标准", "地方标准", "团体标准")
#: 《…》《…》等12项国家标准.
_STANDARDS_AFTER = re.compile(
    r"(?:[、和]?《[^《》]{1,120}》){0,5}(?:等|这)?(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})?[余多]?[项个]?(?:推荐性|强制性|重要)?"
    r"(?:国家|行业|地方|团体)标准"
)
#: A character of an unquoted name: no sign that ends a clause.
_PLAIN = r"[^，。；：！？《》（）\n\t]"
_QUANTITY = re.compile(
    r"(?:[0-9]{1,12}|[一二三四五六七八九十百两几多]{1,12})余?[项条个份部批套]|一系列|系列|多项|若干项|首批|相关|有关|配套|各项|"
    r"各类|各地|一批|这些|该|上述|新一轮|等(?!级)|的(?:具体|政策|产业)?(?:政策|措施|举措|办法|方案|计划|规划)$|文件"
)
#: A name without brackets must end so, which is stricter than for names in brackets.
_PLAIN_ENDS = (
    "行动计划|行动方案|实施方案|工作方案|总体方案|试点方案|实施意见|指导意见|若干意见|若干措施|若干政策措施|政策措施|"
    "若干政策|若干举措|管理办法|暂行办法|实施办法|实施细则|条例|发展规划|专项规划|总体规划|指南|指引|三年行动|工作要点|"
    "(?<=关于).{4,60}的(?:通知|意见|决定|公告)"
)
_PLAIN_DOCUMENT = re.compile(rf"(?P<name>{_PLAIN}{{2,60}}?(?:{_PLAIN_ENDS}))(?=[，。；：、！（\n]|$|明确|提出|要求|等)")
_ANNOUNCED = re.compile(
    rf"(?:^|[，！？：。 ])(?P<name>{_PLAIN}{{6,60}}?(?:（[^（）]{{1,12}}）)?)(?:正式|今[天日]){{0,2}}(?:发布|公布|出台|印发)(?=$|[，！？。 ])"
)
#: 表决通过了人工智能法、修订后的数据法: laws are named without 《》 where a congress adopts them.
_LAWS = re.compile(r"(?:(?!关于)[一-鿿]{2,28}?(?<![办方算])法(?:修正案)?(?:[，、和及。；]|$)){1,8}")
_LAW_NAME = re.compile(r"(?:新?修订后?的)?(?P<name>[一-鿿]{2,24}?(?<![办方算])法(?:修正案)?)(?=[，、和及。；]|$)")
LAW = "法律"
CONGRESS = re.compile("人大|人民代表大会")
#: 发布公告，对电池实施强制认证: an act is named by what it does where the document has no name.
_ACT = re.compile(
    r"(?P<kind>公告|通知|通告|决定)，(?:决定|宣布|明确|(?:自|从)[^，。；]{2,16}起，?){0,2}"
    r"(?P<name>(?:对|下达|部署|调整|取消|延长|暂停|恢复|降低|提高|将)[^，。；《》\n]{4,60}?)(?=约?[0-9.]{1,9}[万亿]?元|[，。；\n]|$)"
)
_COUNTED_KINDS = "行动计划|行动方案|实施方案|政策文件|若干措施|管理办法|实施意见|指导意见|专项规划"
_COUNTED = re.compile(
    rf"(?P<count>[一二两三四五六七八九十]{{1,2}}|[0-9]{{1,2}})(?P<unit>份|项|个)(?P<kind>{_COUNTED_KINDS})，(?:分别)?(?:涉及|包括|聚焦|涵盖|围绕|即|是)(?P<list>[^。；\n]{{4,120}})"
)
_AND_SO_ON = re.compile("等(?:领域|方面|产业)?$")
_PROGRAMME_KINDS = "专项整治行动|专项行动|三年行动|行动计划|行动|工程|试点"
_PROGRAMME = re.compile(
    rf"(?P<name>{_PLAIN}{{0,30}}?(?:{_PROGRAMME_KINDS}))"
    rf"(?=[，。；：、！（\n]|$|工作|启动|部署|深化|动员|推进|建设|暨)"
)
#: Purposes of an action: 行动 ends the name of a programme only after such a word.
_PURPOSES = (
    "专项 整治 揭榜 三年 促进 攻坚 提升 提质 增效 培育 赋能 推广 改造 普及 服务 扩容 领航 示范 治理 保护 更新 换新 "
    "转型 发展 建设 创新 联合 帮扶 护航 惠民 执法 培训 五年"
).replace(" ", "|")
_PROGRAMME_NAME = re.compile(
    rf"“[^“”]{{2,20}}”[^“”]{{0,12}}(?:行动|工程|试点|计划)$|.{{4,60}}(?:{_PURPOSES})(?:行动|大行动)$"
)
#: A sentence without any of these words names no measure.
MAY_NAME = re.compile(
    "《|通过了|普查|督查|整治|补水|行动|工程|试点|计划|方案|意见|措施|举措|办法|细则|条例|规划|指南|指引|要点|政策|通知|决定|公告|文件"
)
#: A sentence without any of these words names nothing that is started.
MAY_START = re.compile("行动|工程|试点|计划|普查|督查|整治|补水")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence: `[start, end)` are offsets in it, brackets included."""

    text: str
    kind: str
    start: int
    end: int


def quoted_names(words: str) -> tuple[Name, ...]:
    """Return the outermost names in 《》 whose end shows a kind, in order."""
    found: list[Name] = []
    depth = opened = 0
    for sign in _BRACKET.finditer(words):
        if sign.group() == "《":
            opened = sign.start() if depth == 0 else opened
            depth += 1
        elif depth:
            depth -= 1
            name = words[opened + 1 : sign.start()]
            if depth == 0 and len(name) <= MAX_NAME:
                kind = kind_of(name) or _kind_beside(words, opened, sign.end())
                found.append(Name(name, kind, opened, sign.end()))
    return tuple(found)


def name_groups(words: str) -> list[list[Name]]:
    """Return the names in 《》, with those of one list together."""
    groups: list[list[Name]] = []
    for name in quoted_names(words):
        if groups and _BETWEEN.fullmatch(words, groups[-1][-1].end, name.start):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def key_of(name: str) -> str:
    """Return a document's name without quotes, edition and period, by which it is known again on one page."""
    return _BESIDE_NAME.sub("", name)


def is_one(key: str, other: str) -> bool:
    """Tell whether two keys are of one document: a headline shortens names."""
    return key in other or other in key


def _kind_beside(words: str, start: int, end: int) -> str:
    """Return the kind that the words beside a name say: 国家标准《…》, 《…》白皮书."""
    if words.endswith(_STANDARDS, 0, start) or _STANDARDS_AFTER.match(words, end):
        return "标准"
    return _WHITE_PAPER if words.startswith(_WHITE_PAPER, end) else ""


def explained_name(title: str) -> Name | None:
    """Return the document that the title of an explanation names, in 《》 or after 图解：; None if it names none."""
    quoted = next((name for name in quoted_names(title) if name.kind), None)
    said = EXPLAINS_NEW.pattern.search(title)
    if quoted or said is None:
        return quoted
    start, end = (said.end(), len(title)) if said.start() == 0 else (0, said.start())
    name = title[start:end].strip()
    return None if is_loose(name) else Name(name, kind_of(name), start, end)


def announced_name(title: str) -> Name | None:
    """Return the document that a headline says is out: 某市算力管理办法公布; None if it says it of none."""
    out = _ANNOUNCED.search(title)
    if out is None or is_loose(out["name"]) or _QUANTITY.search(out["name"]) or HEADLINES.first(out["name"]):
        return None
    return Name(out["name"], kind_of(out["name"]), *out.span("name"))


def plain_documents(words: str, start: int) -> tuple[Name, ...]:
    """Return the documents that stand unquoted at the position, directly after their verb."""
    laws = _LAWS.match(words, start)
    if laws:
        found = _LAW_NAME.finditer(words, start, laws.end())
        return tuple(Name(law["name"], LAW, *law.span("name")) for law in found)
    act = _ACT.match(words, start)
    if act and not MAY_START.search(act["name"]):
        return (Name(act["name"], act["kind"], start, act.end()),)
    name = _plain_document(words, start)
    return (name,) if name else ()


def _plain_document(words: str, start: int) -> Name | None:
    """Return the document whose name shows its kind; None if none stands at the position."""
    counted = _COUNTED.match(words, start)
    if counted:
        parts = _AND_SO_ON.sub("", counted["list"])
        name = f"{counted['count']}{counted['unit']}{counted['kind']}（{parts}）"
        return Name(name, kind_of(counted["kind"]), start, counted.end())
    plain = _PLAIN_DOCUMENT.match(words, start)
    if plain is None or _QUANTITY.search(plain["name"]) or not kind_of(plain["name"]):
        return None
    return Name(plain["name"], kind_of(plain["name"]), start, plain.end())


def plain_programme(words: str, start: int) -> Name | None:
    """Return the action, project or trial that stands unquoted at the position; None if none with a name does."""
    plain = _PROGRAMME.match(words, start)
    if plain is None or _QUANTITY.search(plain["name"]) or not _PROGRAMME_NAME.search(plain["name"]):
        return None
    return Name(plain["name"], kind_of(plain["name"]), start, plain.end())


#: What joins several issuers: 国家发展改革委、国家数据局会同财政部.
_JOIN = re.compile(r"(?:[、和及与，（\s/]|会同|联合|以及|等[^，。；、]{0,8}?){0,40}")
#: What may stand between a place and its verb: 深圳日前发布, 安徽省还印发.
_GAP = re.compile(
    r"(?:省|市|（[^（）]{1,12}）|[也还则又已近今昨日前天起来率先正式将拟计划全面联合着手在就今年0-9月底初，]|地区|陆续|明确|通过){0,14}"
)
#: A body that no table knows, in a list of bodies.
_UNKNOWN = re.compile(
    r"[、和及与，\s]{0,12}(?P<name>[一-鿿]{3,16}?(?:部|局|委|署|会|办|厅|院|海关|办公室))[、和及与，\s]{0,12}(?:会同|联合)?"
)
#: 提请全国人大常委会审议, 落实党中央、国务院部署: the body receives or is followed, and does not act.
_OBJECT = re.compile(
    "(?:贯彻|落实|执行|按照|根据|依据|依照|遵照|遵循|围绕|[请向对受给报被让与为])(?:党中央[、和及]?)?$"
)
_QUOTED = re.compile(r"《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,60})?》|“[^“”]{0,40}”")


def masked(words: str) -> str:
    """Return the words with what stands in quotes and brackets blanked, length kept."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), words)


def agents(words: str, verb: int, home: str | None) -> tuple[str, ...]:
    """
    Return the bodies that do what the verb at the position says, the leading body first.

    The last list of bodies before the verb counts, or a place right before it
    (深圳发布). `home` is the place that 省政府 and the like belong to.
    """
    left = masked(words[:verb])
    place = _place_before(left)
    bodies = find_issuers(left, home)
    if place and (not bodies or bodies[-1].end <= place.start):
        return (place.name,)
    group = _last_group(left, bodies)
    if not group or _OBJECT.search(left, 0, group[0].start):
        return ()
    return tuple(dict.fromkeys(mention.name for mention in group))


def _place_before(left: str) -> Mention | None:
    places = find_regions(left)
    if not places or not _GAP.fullmatch(left, places[-1].end):
        return None
    if left[: places[-1].start].endswith(("在", "于", "赴")):
        # 两部门在宁夏启动 says where, not who.
        return None
    return Mention(canonical(places[-1].name), places[-1].start, places[-1].end)


def _last_group(left: str, bodies: tuple[Mention, ...]) -> list[Mention]:
    """Return the last list of bodies, with the bodies in it that no table knows."""
    group: list[Mention] = []
    for body in reversed(bodies):
        if group and not _JOIN.fullmatch(left, body.end, group[0].start):
            unknown = _UNKNOWN.fullmatch(left, body.end, group[0].start)
            if unknown is None:
                break
            group.insert(0, Mention(unknown["name"], *unknown.span("name")))
        group.insert(0, body)
    return group
