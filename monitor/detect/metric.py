"""What a stated amount measures: the noun phrase before it or after it, without date, place, modal and verb."""

from __future__ import annotations

import re

from msgspec import Struct

from ..text.sentences import marker_length
from .issuers import end_of_body
from .metric_words import CLOSING, DATE_END, OPENING, STARTS_VERB, STOP, SUBJECT_END
from .regions import place_at_start
from .verbs import ACTION

#: Nouns made with a verb: 服务中心, 种植面积 are no deeds.
_COMPOUND = (
    "(?:服务|培训|监测|治理|储备|展示|孵化|转化|开发|采购|登记|办理|安装|供应|保障|种植|播种|引导|支撑|推广|引育|接待|处置|改造|招聘|招募)"
    "(?:面积|基地|机构|中心|平台|网点|站|点|区|者|商|员|器|业|体系|链|系统|能力|水平|时间|时限|周期|成本|设备|设施|基金|工程师|师|公司|库|林|人次|会(?!议))"
    "|(?:发行|建设|投资|生产|应用|存储|覆盖|服务|培养|培训|招生|运营|监测|签约|使用|管理)"
    "(?:规模|范围|总量|数量|能力|覆盖率|人数|满意度|质量|金额|总额)"
)
_ACTION_START = re.compile(
    rf"^(?!{_COMPOUND}|占[^，。；]{{1,20}}(?:比重|比例)$){ACTION}(?:和{ACTION})?(?:了|着|起)?(?=[^率量额值比数度，。的]|数[字据智控值码]|$)"
)
#: `100个场景、服务1000家企业`: the next verb ends what is counted.
_ACTION_NEXT = re.compile(rf"{ACTION}$")
_ACTION_END = re.compile(rf"{ACTION}(?:了|着|起|出|有|成|超|近|约|共)?$")
#: Dates that open a clause: 到2027年 names nothing.
_DATE_START = re.compile(
    r"^(?:[0-9]{4}年|[今明后去前]年|本年度?|“?十[一二三四五六七八九]五”?|前?[一二三四首]季度|[上下]半年|[0-9]{1,2}月份?|[0-9]{1,2}日"
    r"|(?:未来|今后)?[一二三四五六七八九十两0-9]{1,3}年(?=内|$)|年(?=[底末内初])|(?:本|21|二十一)世纪(?=中叶|末))"
    r"(?:度|底|末|初|内|中叶|期间|时期|以前|之前|前|以后|后|起|开始){0,4}"
)
_TRAIL_OF_TOTAL = re.compile(r"占(?:到)?了?(?:[^，。；占]{0,14}?)(?:的)?$|占比(?:为|达)?(?:全国|全球|世界)?$")
_ADVERB = re.compile(
    rf"共(?!建|享|同)(?={ACTION})|"
    r"已经|(?<![早业])已|先后|累计|(?<=[一-鿿]{2})(?:将|还将|拟)(?!近)"
)
#: What an amount is compared with is not what it measures: 比去年预算低0.4个百分点.
_COMPARISON = re.compile(
    r"[^一-鿿]{0,8}(?:比|较)(?:[上前]一?[年月季周届]|去年|同期|20[0-9][0-9]年|[0-9]{1,2}(?:[—~-][0-9]{1,2})?月|[一二三四]季度)[^，。；]{0,14}"
)
_THIS_ONE = re.compile(r"(?:这|该)(?:家|个|座|所|些|里|条)")
_PLACE = re.compile(r"^(?:在)?(?:[一-鿿]{2,4}?(?:省|市|自治区|新区|示范区|合作区))(?!场|级|内|民|值|区域)")
#: An amount cried out before what it is: `471495亿元！这是2023年…总额`.
_THIS_IS = re.compile(r"^！这(?:就)?是(?:[0-9]{4}年|去年|今年)?")
#: What bounds a number, between the verb and the number: 培育超过.
_BOUNDS = re.compile(
    r"(?:超过|超|近|约|达到|达|突破|了|至少|不少于|不低于|首批|共|第[一二三四五六七八九十0-9]{1,2}批|\s){1,16}$"
)
_COMMA = re.compile("[，。；！？]")
_OPEN_AND = re.compile(r"(?<=[一-鿿]{2})[与和及]$")
_HALF_BRACKET = re.compile("（[^）]{0,700}$|^[^（]{0,700}）")
_OF = re.compile(r"^(?:的|左右的|以上的|以内的|多的)")
_MAX_SUBJECT = 14
#: Verbs that name what they spend: 将投入10亿元.
SPENDING = frozenset({"投入", "支出"})
_SPENT = ("资金", "基金", "经费", "财政")
#: 在各地, 对企业: no subject.
_NO_SUBJECT = frozenset("在对从为")


class Surroundings(Struct, frozen=True, gc=False):
    """The words of a clause around one amount, dates removed from the ends."""

    #: From the clause's start, or the amount before, to the words that bound the number.
    left: str
    #: After the amount to the clause's end or the next amount.
    right: str
    #: Whether what is measured may follow the unit: 50个语料库, 4000亿元资金, not 50%.
    countable: bool
    #: Whether the unit is a classifier: what follows it is what is counted.
    classifier: bool = False


def find_metric(around: Surroundings) -> str:
    """Return what is measured; empty if the clause does not name it."""
    right = _right_phrase(around.right)
    bound = around.classifier or (_OF.match(around.right) and not STARTS_VERB.match(around.right))
    if right and bound:
        return right
    left = left_phrase(around.left, countable=around.countable)
    return right if right and _follows(around, left) else left


def _follows(around: Surroundings, left: str) -> bool:
    """Tell whether what is measured stands after the amount although words stand before it too."""
    if around.countable:
        verb_before = _ACTION_END.search(_without_filler(around.left))
        return not left or verb_before is not None or around.left.endswith("的")
    return not left and not STARTS_VERB.match(around.right)


def _without_filler(left: str) -> str:
    return _BOUNDS.sub("", left)


def left_phrase(left: str, *, countable: bool) -> str:
    """Return the noun phrase that ends right before the amount."""
    phrase = left[marker_length(left) :]
    if phrase.endswith("等") or _COMPARISON.fullmatch(phrase):
        return ""
    whole = _TRAIL_OF_TOTAL.search(phrase)
    if whole and not phrase.endswith(("比重", "比例", "比")):
        phrase = phrase[: whole.start()]
    before = None
    while before != phrase:
        before = phrase
        phrase = DATE_END.sub("", CLOSING.sub("", phrase.rstrip("，、； ")))
    phrase = _after_adverb(phrase)
    if _THIS_ONE.match(phrase):
        return ""
    before = None
    while before != phrase:
        before = phrase
        phrase = OPENING.sub("", phrase)
        action = _ACTION_START.match(phrase)
        # 新建大型数据中心绿电占比 is a share of the new ones, 新建民航机场46个 counts airports.
        if action and len(phrase) > action.end() and (countable or not phrase.startswith("新")):
            phrase = phrase[action.end() :]
        phrase = _without_place(phrase)
    if phrase.endswith("等"):
        return ""
    if _ACTION_END.fullmatch(phrase):
        return phrase if phrase in SPENDING and countable else ""
    return _trimmed(phrase)


def _after_adverb(phrase: str) -> str:
    """`我国已累计培育中小企业` is about 中小企业, `中心建设已覆盖` about 中心建设."""
    adverbs = list(_ADVERB.finditer(phrase))
    if not adverbs:
        return phrase
    found = adverbs[-1]
    tail = phrase[found.end() :]
    action = _ACTION_START.match(tail)
    rest = tail[action.end() :] if action else tail
    if tail in SPENDING and not phrase[: found.start()].endswith(_SPENT):
        return tail
    return tail if rest.strip("了着过 ，的") else phrase[: found.start()]


def _without_place(phrase: str) -> str:
    """Cut a body or a place off the start: `深圳49家` counts nothing called 深圳, `杭州的供电可靠性` is 供电可靠性."""
    cut = _PLACE.sub("", phrase[end_of_body(phrase) :])
    first = place_at_start(cut[:14])
    return cut[first.end :] if first else cut


def _right_phrase(right: str) -> str:
    """Return the noun phrase right after the amount."""
    words = OPENING.sub("", _THIS_IS.sub("", right)) if right.startswith("！") else _OF.sub("", right)
    if STARTS_VERB.match(words):
        return ""
    end = next(
        (
            stop.start()
            for stop in STOP.finditer(words)
            if stop.start() > 0 and (stop.group() != "、" or _ACTION_NEXT.match(words, stop.end()))
        ),
        len(words),
    )
    first_comma = _COMMA.search(words, 0, end)
    return _trimmed(words[: first_comma.start() if first_comma else end])


def _trimmed(phrase: str) -> str:
    phrase = _OPEN_AND.sub("", phrase.strip(" ，、；：的“\n\t—"))
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    if phrase.count("（") != phrase.count("）"):
        phrase = _HALF_BRACKET.sub("", phrase)
    return phrase[-40:]


def subject_of(clause: str) -> str:
    """Return the subject that opens a clause: `重点实验室方阵加快建设` gives 重点实验室方阵."""
    if _COMPARISON.match(clause):
        return ""
    before, phrase = None, clause
    while before != phrase:
        before = phrase
        phrase = _without_place(_DATE_START.sub("", OPENING.sub("", phrase)))
    end = SUBJECT_END.search(phrase, 1)
    if end is None:
        return _trimmed(phrase) if len(phrase) <= _MAX_SUBJECT and phrase[:1] not in _NO_SUBJECT else ""
    return _trimmed(phrase[: end.start()])
