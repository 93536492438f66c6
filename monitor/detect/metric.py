"""What a stated amount measures: the noun phrase before it or after it, without date, place, modal and verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.sentences import marker_length
from .regions import find_regions
from .verbs import ACTION

#: Stripped from the left end of a phrase, again and again.
_OPENING = re.compile(
    r"^(?:[，、；：\s“]|——|—|[一二三四五六七八九十]是|本阶段|本期|其中|同时|此外|另外|因此|从而|并且|并|而且|而|且|也|还|又|再|就|仅|约|共计|共|均|都|各|该|这|像这样的|"
    r"在此期间|截至|截止|目前|当前|眼下|如今|现在|至今|迄今|数据显示|到|至|于|以来|期间|前后|中(?=培育|建设|打造|形成|实现|建成)|每年|每月|"
    r"力争|争取|努力|确保|预计|预期|计划|拟|将|要|应|应当|必须|务必|需|须|坚决|有望|可|能|能够|使|让|"
    r"全国|我国|中国|全省|全市|全区|全县|本市|本省|我省|我市|全州|全球|国家(?=[建组推提将])|各地|全社会(?=用电)|我们|他们|有关部门|"
    r"(?:更加|进一步|加快|加速|着力|大力|积极|持续|继续|不断|稳步|全面|深入|扎实|重点|逐步|基本|初步|陆续|先后|率先|有序|统筹|总共|合计|平均(?=每)|已经?|曾|新近|累计|总计|正式|顺利|成功|一次性|超额|如期|提前|首批|首次))"
)
_ACTION_START = re.compile(rf"^{ACTION}(?:和{ACTION})?(?:了|着|起)?(?=[^率量额值比数度，。的]|$)")
_ACTION_END = re.compile(rf"{ACTION}(?:了|着|起|出|有|成|超|近|约|共)?$")
#: Stripped from the right end of the phrase before a number.
_CLOSING = re.compile(
    r"(?:同比|环比|比去年同期|较上年|比上年(?:同期|末|全年)?|较[^，]{1,10}|比[^，。]{1,14}?(?=增|提|上|下|减|加|扩)|年均|平均|逐年|每年|月均|人均(?=$)|年产|日产|分别|均|都|各|仅|只|约|共|累计|总计|合计|总共|一直|稳定|稳步|实际|名义|首次|已经|已|就|将|会|要|应|可|能|再|又|也|还|全部|大幅|快速|进一步|有所|预计|预期|力争|争取|大约|接近|近|"
    r"新增|净增|多增|增长|增加|增多|增|提高|提升|上升|上涨|上浮|涨|扩大|加快|加大|回升|攀升|攀至|改善|下降|降低|减少|压减|压缩|缩减|削减|缩短|回落|下滑|下跌|减轻|减|降|收窄|放缓|"
    r"达到|达成|达|突破|超过|超出|超|高达|多达|为|是|有|占到|占|控制在|保持在|稳定在|维持在|处于|(?:保持|稳居|位居|位列|跃居|居|排名|占)?(?:全球|世界|全国|亚洲)|进入|跻身|迈入|位居|位列|居|保持|实现|完成|安排|继续|一直|覆盖(?:全国|全球|全省|全市)?|到|至|由|从|了|按|在|的|(?<!占)比|："
    r"|快于|慢于|高于|低于|优于|不低于|不高于|不少于|不超过|至少)$"
)
_TRAIL_OF_TOTAL = re.compile(r"占(?:到)?了?(?:[^，。；占]{0,14}?)(?:的)?$|占比(?:为|达)?(?:全国|全球|世界)?$")
_DATE_END = re.compile(
    r"(?:[今明去]年(?:底|末|内)?|年内|年底前?|全年|上年度?|每年|年均|期间|以来|\d{1,2}月(?:份|底)?|\d{4}年(?:底|末)?)$"
)
_ADVERB = re.compile(r"已经|(?<![早业])已|先后|累计|(?<=[一-鿿]{2})(?:将|还将|拟)(?!近)")
_THIS_ONE = re.compile(r"(?:这|该)(?:家|个|座|所|些|里|条)")
_PLACE = re.compile(r"^(?:在)?(?:[一-鿿]{2,4}?(?:省|市|自治区|新区|示范区|合作区))(?!场|级|内|民|值|区域)")
#: Where the noun phrase after a number ends.
_STOP = re.compile(
    r"[，。；：！？、（）\n\t]|——|在(?!用|线|研|建|校|岗|册|职)|已|将|均|都(?!市)|也|还|正在|正|曾|成为|完成|接入|落地|落户|入驻|参赛|获奖|参展|获评|揭牌|签约|启用|组成|共建|荣获|入围|参与|参加|来自|受益|获|进行|上线|投入|纳入|实现|得到|达到|达|超(?!级|高|算|大|低)|占(?!比)|为(?!民|主)|是|(?<!规模)(?<!及)以上|以下|左右|可(?!再|持|信|控|靠|视|穿)|能够|(?<![智功性产节职效动核可潜赋新氢储热机万])能(?!源|力|量|耗|效)|"
    r"开展|陆续|相继|先后|全部|共同|同步|成功|顺利|处于|进入|深耕|集聚|汇聚|(?<=[一-鿿]{3})覆盖|(?<=[一-鿿]{2})(?:增长|下降|提升|提高|突破|超过|同比|迎来|使用|赋能(?=[一-鿿]{0,2}$))|的(?=支撑|支持|推动|带动)|取消|赴华|就业|开机|做|并|从|用于|用来|达标|对|向|按|集中|(?<![应使利专通共实公作费采信])用(?!户|电|水|地|能|品|车|工|途|于)"
)
_STARTS_VERB = re.compile(
    r"(?:中(?!小|国|央|试|心|医|学|药|型|等|华|低|高|文|外|欧)|在(?!校|线|用|岗|建|研|册)|已|将|均|都|也|还|正|曾|成为|完成|成功|接入|落户|入驻|上市|在建|获评|投产|开工|落地|揭牌|签约|取消|参与|参加|来自|处于|进入|深耕|纳入|实现|达|超|占|为|是|以上|以下|左右|可|能|大关|同比|环比|，|。|；|、|、|：|！|？|用于|并|从|到|时|期|增长|增速|提高|提升|的(?:增长|年增长|速度|增速|目标|提振|预期|水平|新?(?:阶段|台阶|关口)))"
)
#: An amount cried out before what it is: `471495亿元！这是2023年…总额`.
_THIS_IS = re.compile(r"^！这(?:就)?是(?:\d{4}年|去年|今年)?")
_OF = re.compile(r"^(?:的|左右的|以上的|以内的|多的)")
_MAX_SUBJECT = 14
#: 在各地, 对企业: no subject.
_NO_SUBJECT = frozenset("在对从为")
_SUBJECT_END = re.compile(
    r"(?:已|将|正|稳步|持续|不断|明显|显著|大幅|加快|加速|快速|全面|取得|实现|达到|突破|增长|提升|提高|上升|下降|完成|进入|保持|继续|较快|[上去今]年|迎来|迈上|迈入|处于|位居|累计|新增|共|有|了|为|是|在|，|同比|占|比|超|达|，)"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
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
    left = _left_phrase(around.left, countable=around.countable)
    right = _right_phrase(around.right)
    if right and around.classifier:
        return right
    verb_before = _ACTION_END.search(_without_filler(around.left)) is not None
    if right and _OF.match(around.right) and not _STARTS_VERB.match(around.right):
        return right
    if right and around.countable and (verb_before or not left or around.left.endswith("的")):
        return right
    if right and not left and not _STARTS_VERB.match(around.right):
        return right
    if left:
        return left
    return right if around.countable else ""


def _without_filler(left: str) -> str:
    return re.sub(r"(?:超过|超|近|约|达到|达|突破|了|至少|不少于|不低于|首批|共|第一批|\s)+$", "", left)


def _left_phrase(left: str, *, countable: bool) -> str:
    """Return the noun phrase that ends right before the amount."""
    phrase = left[marker_length(left) :]
    if phrase.endswith("等"):
        return ""
    whole = _TRAIL_OF_TOTAL.search(phrase)
    if whole and not re.search(r"(?:比重|比例|比)$", phrase):
        phrase = phrase[: whole.start()]
    before = None
    while before != phrase:
        before = phrase
        phrase = _DATE_END.sub("", _CLOSING.sub("", phrase.rstrip("，、； ")))
    phrase = _after_adverb(phrase)
    if _THIS_ONE.match(phrase):
        return ""
    before = None
    while before != phrase:
        before = phrase
        phrase = _OPENING.sub("", phrase)
        action = _ACTION_START.match(phrase)
        # 新建大型数据中心绿电占比 is a share of the new ones, 新建民航机场46个 counts airports.
        if action and len(phrase) > action.end() and (countable or not phrase.startswith("新")):
            phrase = phrase[action.end() :]
        phrase = _without_place(phrase)
    if _ACTION_END.fullmatch(phrase):
        return ""
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
    return tail if rest.strip("了着过 ，的") else phrase[: found.start()]


def _without_place(phrase: str) -> str:
    """Cut a place off the start: `深圳49家` counts nothing called 深圳, `杭州的供电可靠性` is 供电可靠性."""
    cut = _PLACE.sub("", phrase)
    first = next(iter(find_regions(cut[:14])), None)
    if first is not None and first.start == 0:
        cut = cut[first.end :]
    return cut


def _right_phrase(right: str) -> str:
    """Return the noun phrase right after the amount."""
    words = _OPENING.sub("", _THIS_IS.sub("", right)) if right.startswith("！") else _OF.sub("", right)
    if _STARTS_VERB.match(words):
        return ""
    end = next(
        (stop.start() for stop in _STOP.finditer(words) if stop.start() > 0 and stop.group() != "、"),
        len(words),
    )
    first_comma = re.search(r"[，。；！？]", words[:end])
    return _trimmed(words[: first_comma.start() if first_comma else end])


def _trimmed(phrase: str) -> str:
    phrase = re.sub(r"(?<=[一-鿿]{2})[与和及]$", "", phrase.strip(" ，、；：的“\n\t—"))
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    if phrase.count("（") != phrase.count("）"):
        phrase = re.sub(r"（[^）]*$|^[^（]*）", "", phrase)
    return phrase[-40:]


def subject_of(clause: str) -> str:
    """Return the subject that opens a clause: `重点实验室方阵加快建设` gives 重点实验室方阵."""
    before, phrase = None, clause
    while before != phrase:
        before = phrase
        phrase = _without_place(_OPENING.sub("", phrase))
    end = _SUBJECT_END.search(phrase, 1)
    if end is None:
        return _trimmed(phrase) if len(phrase) <= _MAX_SUBJECT and phrase[:1] not in _NO_SUBJECT else ""
    return _trimmed(phrase[: end.start()])
