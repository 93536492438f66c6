"""When two names are one document's: what a title adds around a name, and which names are anybody's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

#: 工业和信息化部办公厅关于印发《X》的通知 carries X.
_CARRIED = re.compile(
    r"^[^《》]{0,60}(?:印发|发布|公布|转发|下发|批转|出台|制定|修订|废止)[^《》]{0,6}《(?P<name>[^《》]{4,120}(?:《[^《》]{1,60}》[^《》]{0,60})?)》"
    r"(?:的(?:通知|公告|通告|决定|函|命令|意见的?函?))?$"
)
#: The same without marks: 国务院关于印发个人所得税专项附加扣除暂行办法的通知.
_CARRIED_BARE = re.compile(r"^(?:关于)?(?:印发|发布|公布)(?P<name>[^《》]{6,120}?)的(?:通知|公告|通告)$")
#: 关于开展汽车行业网络乱象专项整治行动的通知 begins the 专项整治行动 that others speak of.
_BEGUN = re.compile(
    r"^(?:组织|联合|深入|集中)?(?:开展|实施)(?P<name>[^《》]{4,120}?专项(?:整治|治理)?行动)的(?:通知|公告|通告)$"
)
#: 国务院关于…的意见 is 关于…的意见; the name keeps no issuer before 关于.
_ABOUT = re.compile(r"^[^《》（(]{0,60}?关于(?=.{4})")
#: What a draft's name adds, and what a mention leaves out.
_DRAFT = re.compile(
    r"(?:[（(](?:征求意见稿|公开征求意见稿|草案|送审稿|修订草案|草案征求意见稿|征求意见|二次审议稿|试行|暂行|全文|附全文)[）)]|草案)+$"
)
_CONSULTED = re.compile(r"^公开?征求(?:对)?|^就(?=《)|(?:公开)?征求意见的?(?:通知|公告|函)?$")
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉（）()【】\[\]、，,．.·—–－~～\-:：]")
#: What kind of document it is; what stands before says which one.
_KIND = re.compile(
    r"(?:的?(?:若干|有关|具体|指导|实施|工作|行动|专项|管理|暂行|试行|总体|重点|创新|发展|建设|三年|五年|年度)*"
    r"(?:意见|方案|办法|通知|规定|计划|规划|纲要|措施|公告|通告|指南|指引|细则|条例|要点|清单|名单|标准|决定|批复|函|令|公报|政策|行动|规范|制度|框架))+$"
)
#: So many characters besides the kind make a name that no two issuers give.
_TELLING: Final = 8


@lru_cache(maxsize=20_000)
def measure_name(name: str) -> str:
    """
    Return a document's name in one spelling, without what a title adds around it.

    Years, batches and versions stay: they tell one year's notice from the next.
    """
    words = unicodedata.normalize("NFKC", name).strip().strip("。；")
    words = words.replace("(", "（").replace(")", "）")
    words = _CONSULTED.sub("", _DRAFT.sub("", words))
    carried = _CARRIED.match(words)
    if carried:
        return measure_name(carried["name"])
    words = _ABOUT.sub("", words)
    bare = _CARRIED_BARE.match(words) or _BEGUN.match(words)
    if bare:
        return measure_name(bare["name"])
    return _MARKS.sub("", _DRAFT.sub("", words)) or _MARKS.sub("", name)


def is_telling(plain: str) -> bool:
    """Tell whether a plain name says enough to be one document's whoever issued it; 管理办法 is anybody's."""
    return len(_KIND.sub("", plain)) >= _TELLING
