"""What a stated amount measures: the noun phrase before it or after it, without date, place, modal and verb."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct

from ...text.sentences import marker_length
from ..bodies import end_of_body, place_at_start
from ..vocabulary.noun_phrases import AFTER_SUBJECT, CLOSING, CLOSING_DATE, OPENING, STARTS_VERB, STOPS
from ..vocabulary.rule import ACTION, OPENING_VERB

#: Nouns that begin with a verb and are no deeds: 服务中心, 种植面积, 建设规模.
_COMPOUND = (
    "(?:服务|培训|监测|治理|储备|展示|孵化|转化|开发|采购|登记|办理|安装|供应|保障|种植|播种|引导|支撑|推广|引育|接待|处置|改造|招聘|招募)"
    "(?:面积|基地|机构|中心|平台|网点|站|点|区|者|商|员|器|业|体系|链|系统|能力|水平|时间|时限|周期|成本|设备|设施|基金|工程师|师|公司|库|林|人次|会(?!议))"
    "|(?:发行|建设|投资|生产|应用|存储|覆盖|服务|培养|培训|招生|运营|监测|签约|使用|管理)"
    "(?:规模|范围|总量|数量|能力|覆盖率|人数|满意度|质量|金额|总额)|建安"
)
#: A verb that opens a phrase: 培育 of 培育企业; not the one of 服务中心数量 or of 使用率.
_FIRST_VERB = re.compile(
    rf"^(?!{_COMPOUND}|占[^，。；]{{1,20}}(?:比重|比例)$){OPENING_VERB}(?:和{ACTION})?(?:了|着|起)?(?=[^率量额值比数度，。的]|数[字据智控值码]|$)"
)
#: `100个场景、服务1000家企业`: the next verb ends what is counted.
_NEXT_VERB = re.compile(rf"{ACTION}$")
#: A verb right before the amount: 建成了, 培育超.
_LAST_VERB = re.compile(rf"{OPENING_VERB}(?:了|着|起|出|有|成|超|近|约|共)?$")
#: Dates that open a clause: 2027年底 names nothing.
_DATE_START = re.compile(
    r"^(?:[0-9]{4}年|[今明后去前]年|本年度?|“?十[一二三四五六七八九]五”?|前?[一二三四首]季度|[上下]半年|[0-9]{1,2}月份?|[0-9]{1,2}日"
    r"|(?:未来|今后)?[一二三四五六七八九十两0-9]{1,3}年(?=内|$)|年(?=[底末内初])|(?:本|21|二十一)世纪(?=中叶|末))"
    r"(?:度|底|末|初|内|中叶|期间|时期|以前|之前|前|以后|后|起|开始){0,4}"
)
#: The whole that an amount is a share of, at the end of a phrase: 占全国的, 占比达全球.
_SHARE_OF_WHOLE = re.compile(r"占(?!有率)(?:到)?了?(?:[^，。；占]{0,14}?)(?:的)?$|占比(?:为|达)?(?:全国|全球|世界)?$")
#: An adverb between the subject and its verb: 已 in `我国已培育企业`, 将 in `全市将建设`; not 早已, 将近.
_ADVERB = re.compile(
    rf"(?<!公)共(?!建|享|同)(?={ACTION})|"
    r"已经|(?<![早业])已|先后|累计|(?<=[一-鿿]{2})(?:将|还将|拟)(?!近)"
)
#: A comparison names no metric: 比去年预算低0.4个百分点.
_COMPARISON = re.compile(
    r"[^一-鿿]{0,8}(?:比|较)(?:[上前]一?[年月季周届]|去年|同期|20[0-9][0-9]年|[0-9]{1,2}(?:[—~-][0-9]{1,2})?月|[一二三四]季度)[^，。；]{0,14}"
)
#: A phrase that only points back: 这家, 该座.
_POINTS = re.compile(r"(?:这|该)(?:家|个|座|所|些|里|条)")
#: A place at the start of a phrase: 在河北省; not 新区域.
_PLACE = re.compile(
    r"^(?:在)?(?!占)(?:[一-鿿]{2,4}?(?:省|(?<![城都门上超夜股])市|自治区|新区|示范区|合作区))(?!场|级|内|民|值|集|政|区域)"
)
#: What those counted became: 示范企业 of `65家企业为2022年示范企业`.
_NAMED_AS = re.compile(
    r"(?:企业|单位|机构|项目|产品|园区|基地|城市|[市县区]{1,2}|个人)为(?:[0-9]{4}年度?)?(?:[一-鿿]{2,8}?(?=第))?(?:第[一二三四五六七八九十0-9]{1,3}批)?"
    r"(?P<title>[^，。；（、]{3,40})"
)
#: An exclamation that gives the amount before its noun: `471495亿元！这是2023年…总额`.
_THIS_IS = re.compile(r"^！这(?:就)?是(?:[0-9]{4}年|去年|今年)?")
#: What bounds a number, between the verb and the number: 超过 in 培育超过.
_BOUNDS = re.compile(
    r"(?:超过|超|近|约|达到|达|突破|了|至少|不少于|不低于|首批|共|第[一二三四五六七八九十0-9]{1,2}批|\s){1,16}$"
)
_CLAUSE_MARK = re.compile("[，。；！？]")
#: A conjunction at the end: 算力和.
_OPEN_AND = re.compile(r"(?<=[一-鿿]{2})[与和及]$")
#: A bracket without its other half: 算力（含.
_HALF_BRACKET = re.compile("（[^）]{0,700}$|^[^（]{0,700}）")
#: What ties an amount to the noun after it: 50%以上的 before 企业.
_OF = re.compile(r"^(?:的|左右的|以上的|以内的|多的)")
#: How an amount is reckoned is no subject: 按不变价格计算, 扣除价格因素.
_BASIS = re.compile(r"(?:按|以)[^，。；]{1,10}(?:计算|计价|折算|口径)$|扣除价格因素")
#: What a change brings about is not what changes: 下降6.7%的困难局面.
_CIRCUMSTANCE = re.compile(r"^的(?:[不困严复被][利难峻杂动])?(?:局面|情况|形势|背景|态势|压力|冲击)")
#: A clause without any of the words that end a subject is a subject itself if it is so short.
_MAX_SUBJECT = 14
#: What tells which things are counted, before their noun: 在全国有影响力的 of `3家在全国有影响力的平台`.
_RELATIVE = re.compile(
    r"(?:在|面向|由|从|以|能够?|可|对|用|具有|具备|拥有|处于|进入|纳入|达到|来自|支撑|适应|符合|服务|[0-9百千万亿]{1,6}[一-鿿]{0,4}(?:以上|级))[^，。；：]{0,40}?的(?=[一-鿿“]{2})"
)
#: Verbs that name what they spend: 将投入10亿元.
SPENDING = frozenset({"投入", "支出"})
#: Nouns that name it better: 资金 of 资金已投入10亿元.
_SPENT = ("资金", "基金", "经费", "财政")
#: 一、二、三产 opens with no list marker.
_NUMBERED = re.compile("[一二]、[二三]、?")
#: Prepositions that open no subject: 在各地, 对企业.
_NO_SUBJECT = frozenset("在对从为")
#: The longest metric that is kept.
_MAX_METRIC = 40


class MetricSurroundings(Struct, frozen=True, gc=False):
    """The words of a clause around one amount, dates removed from the ends."""

    #: From the clause's start, or the amount before, to the words that bound the number.
    left: str
    #: After the amount to the clause's end or the next amount.
    right: str
    #: Whether what is measured may follow the unit: 50个语料库, 4000亿元资金, not 50%.
    countable: bool
    #: Whether the unit is a classifier: what follows it is what is counted.
    classifier: bool = False


def find_metric(around: MetricSurroundings) -> str:
    """Return what is measured; empty if the clause does not name it."""
    named_as = _NAMED_AS.match(around.right)
    if named_as is not None:
        return _trimmed(named_as["title"])
    right = "" if _CIRCUMSTANCE.match(around.right) else _right_phrase(around.right)
    bound = around.classifier or (_OF.match(around.right) and not STARTS_VERB.match(around.right))
    if right and bound:
        return right
    left = left_phrase(around.left, countable=around.countable)
    return right if right and _follows(around, left) else left


def _follows(around: MetricSurroundings, left: str) -> bool:
    """Tell whether what is measured stands after the amount although words stand before it too."""
    if around.countable:
        verb_before = _LAST_VERB.search(_without_filler(around.left))
        return not left or verb_before is not None or around.left.endswith("的")
    return not left and not STARTS_VERB.match(around.right)


def _without_filler(left: str) -> str:
    return _BOUNDS.sub("", left)


def left_phrase(left: str, *, countable: bool) -> str:
    """Return the noun phrase that ends right before the amount; empty if there is none."""
    phrase = left if _NUMBERED.match(left) else left[marker_length(left) :]
    if phrase.endswith("等") or _COMPARISON.fullmatch(phrase):
        return ""
    whole = _SHARE_OF_WHOLE.search(phrase)
    named = _until_stable(_without_end, phrase).endswith(("比重", "比例")) or phrase.endswith("比")
    if whole and not named:
        phrase = phrase[: whole.start()]
    phrase = _after_adverb(_until_stable(_without_end, phrase))
    if _POINTS.match(phrase):
        return ""
    phrase = _until_stable(partial(_without_start, countable=countable), phrase)
    if phrase.endswith("等"):
        return ""
    if _LAST_VERB.fullmatch(phrase):
        return phrase if phrase in SPENDING and countable else ""
    return _trimmed(phrase)


def _until_stable(cut: Callable[[str], str], phrase: str) -> str:
    """Cut a phrase again and again until nothing more comes off."""
    shorter = cut(phrase)
    while shorter != phrase:
        phrase, shorter = shorter, cut(shorter)
    return phrase


def _without_end(phrase: str) -> str:
    return CLOSING_DATE.sub("", CLOSING.sub("", phrase.rstrip("，、； ")))


def _without_start(phrase: str, *, countable: bool) -> str:
    phrase = OPENING.sub("", phrase)
    verb = _FIRST_VERB.match(phrase)
    # 新建大型数据中心绿电占比 is a share of the new ones, 新建民航机场46个 counts airports.
    if verb and len(phrase) > verb.end() and (countable or not phrase.startswith("新")):
        phrase = phrase[verb.end() :]
    return _without_place(phrase)


def _after_adverb(phrase: str) -> str:
    """`我国已累计培育中小企业` is about 中小企业, `中心建设已覆盖` about 中心建设."""
    adverbs = list(_ADVERB.finditer(phrase))
    if not adverbs:
        return phrase
    found = adverbs[-1]
    tail = phrase[found.end() :]
    if len(tail) == 1:
        # 小麦已收: a bare verb of one character names nothing.
        return phrase[: found.start()]
    action = _FIRST_VERB.match(tail)
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
    end = _end_of_noun(words)
    relative = _RELATIVE.match(words)
    if relative and end < relative.end():
        words = words[relative.end() :]
        end = _end_of_noun(words)
    if end == 0:
        return ""
    first_comma = _CLAUSE_MARK.search(words, 0, end)
    return _trimmed(words[: first_comma.start() if first_comma else end])


def _end_of_noun(words: str) -> int:
    """Return where the noun phrase that opens the words ends; 0 if none does."""
    if STARTS_VERB.match(words):
        return 0
    return next(
        (
            stop.start()
            for stop in STOPS.pattern.finditer(words)
            if stop.start() > 0 and (stop.group() != "、" or _NEXT_VERB.match(words, stop.end()))
        ),
        len(words),
    )


def _trimmed(phrase: str) -> str:
    phrase = _OPEN_AND.sub("", phrase.strip(" ，、；：的“\n\t—"))
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    if phrase.count("（") != phrase.count("）"):
        phrase = _HALF_BRACKET.sub("", phrase)
    return phrase[-_MAX_METRIC:]


def subject_of(clause: str) -> str:
    """Return the subject that opens a clause: `重点实验室方阵加快建设` gives 重点实验室方阵."""
    if _COMPARISON.match(clause) or _BASIS.match(clause):
        return ""
    phrase = _until_stable(lambda words: _without_place(_DATE_START.sub("", OPENING.sub("", words))), clause)
    end = AFTER_SUBJECT.search(phrase, 1)
    if end is None:
        return _trimmed(phrase) if len(phrase) <= _MAX_SUBJECT and phrase[:1] not in _NO_SUBJECT else ""
    return _trimmed(phrase[: end.start()])
