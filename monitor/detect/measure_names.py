"""Where a sentence names documents and programmes: in 《》, or unquoted after a verb that issues or starts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .kinds import kind_of

MAX_NAME = 120
_BRACKET = re.compile("[《》]")
#: 国家标准《…》: the words before say the kind that the name does not.
_STANDARDS = ("国家标准", "行业标准", "地方标准", "团体标准")
#: 《…》《…》等12项国家标准.
_STANDARDS_AFTER = re.compile(
    r"(?:[、和]?《[^《》]{1,120}》){0,5}(?:等|这)?(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})?[余多]?[项个]?(?:推荐性|强制性|重要)?"
    r"(?:国家|行业|地方|团体)标准"
)
#: An unquoted name: from four characters to the sign, without what parts clauses.
_PLAIN = r"[^，。；：！？《》（）\n\t]"
_QUANTITY = re.compile(
    r"(?:[0-9]{1,12}|[一二三四五六七八九十百两几多]{1,12})余?[项条个份部批套]|一系列|系列|多项|若干项|首批|相关|有关|配套|各项|"
    r"各类|各地|一批|这些|该|上述|新一轮|等(?!级)|的(?:具体|政策|产业)?(?:政策|措施|举措|办法|方案|计划|规划)$|文件"
)
#: Kinds that a name without brackets must end in, stricter than for names in brackets.
_PLAIN_ENDS = (
    "行动计划|行动方案|实施方案|工作方案|总体方案|试点方案|实施意见|指导意见|若干意见|若干措施|若干政策措施|政策措施|"
    "若干政策|若干举措|管理办法|暂行办法|实施办法|实施细则|条例|发展规划|专项规划|总体规划|指南|指引|三年行动|工作要点|"
    "(?<=关于).{4,60}的(?:通知|意见|决定|公告)"
)
_PLAIN_DOCUMENT = re.compile(
    rf"(?P<name>{_PLAIN}{{2,60}}?(?:{_PLAIN_ENDS}))(?=[，。；：、！（\n]|$|明确|提出|要求|等)"
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
#: What an action is for: with such a word 行动 ends the name of a programme, not of mere doing.
_PURPOSES = (
    "专项 整治 三年 促进 攻坚 提升 提质 增效 培育 赋能 推广 改造 普及 服务 扩容 领航 示范 治理 保护 更新 换新 "
    "转型 发展 建设 创新 联合 帮扶 护航 惠民 执法 培训 五年"
).replace(" ", "|")
_PROGRAMME_NAME = re.compile(
    rf"“[^“”]{{2,20}}”[^“”]{{0,12}}(?:行动|工程|试点|计划)$|.{{4,60}}(?:{_PURPOSES})(?:行动|大行动)$"
)
#: Every name that is read, bracketed or not, has one of these in it: most sentences have none.
MAY_NAME = re.compile(
    "《|行动|工程|试点|计划|方案|意见|措施|举措|办法|细则|条例|规划|指南|指引|要点|政策|通知|决定|公告|文件"
)
#: So has every name of what is started.
MAY_START = re.compile("行动|工程|试点|计划")


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
                kind = kind_of(name) or ("标准" if _is_standard(words, opened, sign.end()) else "")
                found.append(Name(name, kind, opened, sign.end()))
    return tuple(found)


def _is_standard(words: str, start: int, end: int) -> bool:
    return words.endswith(_STANDARDS, 0, start) or _STANDARDS_AFTER.match(words, end) is not None


def plain_document(words: str, start: int) -> Name | None:
    """Return the document that stands unquoted at the position (directly after its verb); None if none does."""
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
