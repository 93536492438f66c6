"""When two metrics are the same figure: one spelling for both, and how alike they are otherwise."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .metric_words import EMPTY, EMPTY_HERE, INCREMENT, NAMELESS, QUALIFIERS, SYNONYMS

#: How alike two metrics can be at most when they are not the same.
SAME: Final = 1.0
SAID_BESIDE: Final = 0.85
ONE_SAYS_MORE: Final = 0.7
OTHER_WORDS: Final = 0.6
NARROWER: Final = 0.4

#: What stands beside a figure of computing power never tells of which kind it is: 算力280EFLOPS，其中智能算力90.
_COMPUTE: Final = "算力"
#: Names shorter than this are anybody's.
_SHORTEST: Final = 3
#: What is left of a name that was cut in the wrong place; a body is no figure.
_CUT_OFF = re.compile(r"^[为比占把将被由]|(?:第|基本|(?<![总干乐])部|部委|(?<![布格])局|国务院|日前|今天)$")
#: Marks in which copies of one name differ.
_MARKS = re.compile(r"[^\w&]|_")
#: `智能算力在算力总规模中的比重`: the part names its whole, so that the whole need not be said.
_OF_ITS_KIND = re.compile(
    r"^(?P<part>[^占]{2,16}?)(?:在|占)(?P<whole>.{2,8}?)(?:总规模|总量|总额)?中?的?(?:占比|比重|比例)$"
)
#: 集成电路、生物医药、人工智能三大先导产业: what is counted needs no naming one by one.
_NAMED = re.compile(r"^[^、]{2,12}(?:、[^、]{2,12})+?(?=[两二三四五六七八九十]大[^、]{2})")
_PLACE_END = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市)$")


def _longest_first(words: tuple[str, ...] | set[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_CANONICAL: Final = {
    other: name
    for name, others in (line.split("|") for line in SYNONYMS.strip().splitlines())
    for other in others.split()
}
#: Counted at one fair or forum, and anew at the next.
_EVENT = re.compile(r"(?:论坛|活动|展览|展会|发布会|赛事|比赛|演出|展商|展品|采购商|展位|展区|嘉宾|观众)$")
#: Canonical names are found too, so that a synonym inside a longer name is left alone.
_NAMES = re.compile(_longest_first({re.escape(word) for word in {*_CANONICAL, *_CANONICAL.values()}}))
_EMPTY = re.compile(f"{_longest_first(EMPTY)}|{'|'.join(EMPTY_HERE)}")
_INCREMENT = re.compile(rf"^(?:{_longest_first(INCREMENT)})|新增")


@lru_cache(maxsize=20_000)
def plain_metric(metric: str, region: str = "", *, increment: bool = False) -> str:
    """
    Return a metric in one spelling: marks, synonyms, empty words and its own region's name levelled.

    Of an increment 新增 and the like go too. What consists of empty words only comes back as it is.
    """
    words = _MARKS.sub("", _NAMED.sub("", metric))
    words = _of_its_kind(_without_place(words, region)).replace("的", "")
    for _ in range(2):  # taking out an empty word can bring a synonym to light
        words = _NAMES.sub(_canonical, words)
        words = _EMPTY.sub("", words) or words
    if increment:
        words = _INCREMENT.sub("", words) or words
    return words or metric


def is_nameless(metric: str, quote: str = "") -> bool:
    """
    Tell whether a metric says too little to find it elsewhere: 活动, 同期, 为比利时建造的第.

    So does one thing of an enumeration before one number: 4250亿元中央预算内投资、国债等资金.
    """
    words = _MARKS.sub("", metric)
    if len(words) < _SHORTEST or words in NAMELESS or _CUT_OFF.search(words) or _EVENT.search(words):
        return True
    return bool(re.search(re.escape(metric) + r"、[^，。；]{1,40}等", quote))


def is_narrowed(metric: str, quote: str, wanted: str) -> bool:
    """Tell whether words before a metric narrow it beyond what is wanted: 高速公路服务区累计建成充电桩."""
    before = quote.partition(metric)[0]
    return any(word in before and word not in wanted for word in QUALIFIERS)


def metric_key(plain: str) -> str:
    """Return a plain metric's identity: its characters in any order, 备案大模型 being 大模型备案."""
    return "".join(sorted(plain))


def bigrams(plain: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters, sorted, each once; of one character itself."""
    return tuple(sorted({plain[at : at + 2] for at in range(len(plain) - 1)})) or (plain,)


def similarity(ours: str, theirs: str, beside: str = "") -> float:
    """
    Return how surely two plain metrics are one figure, 0–1.

    A word more makes a part of the whole at best, another word in its place another figure. Fuzzy
    measures alone take 城镇登记失业率 for 城镇调查失业率 (0.83) and 智能算力 for 算力 (token set: 1.0).
    `beside` are the plain words around `theirs`: what only `ours` names may stand there
    (`生成式人工智能服务备案`, `439款生成式人工智能服务完成备案`).
    """
    if metric_key(ours) == metric_key(theirs):
        return SAME
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- 40 ms that a check without news need not spend

    likeness = Indel.normalized_similarity(ours, theirs)
    more, other = _differences(ours, theirs)
    if more and other:
        return OTHER_WORDS * likeness
    if more and _COMPUTE not in ours and all(piece in beside for piece in more):
        return SAID_BESIDE
    if any((word in ours) is not (word in theirs) for word in QUALIFIERS):
        return NARROWER * likeness
    return ONE_SAYS_MORE * likeness


def _differences(ours: str, theirs: str) -> tuple[list[str], list[str]]:
    """Return the pieces that only one of two metrics has."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 -- see above

    steps = Indel.opcodes(ours, theirs)
    more = [ours[step.src_start : step.src_end] for step in steps if step.tag == "delete"]
    return more, [theirs[step.dest_start : step.dest_end] for step in steps if step.tag == "insert"]


def _canonical(found: re.Match[str]) -> str:
    return _CANONICAL.get(found.group(), found.group())


def _without_place(words: str, region: str) -> str:
    short = _PLACE_END.sub("", region)
    for name in (region, short):
        if name and words.startswith(name):
            return words.removeprefix(name).removeprefix("地区")
    return words


def _of_its_kind(words: str) -> str:
    found = _OF_ITS_KIND.match(words)
    if found and found["part"].endswith(found["whole"].removesuffix("总")):
        return f"{found['part']}占比"
    return words
