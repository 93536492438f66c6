"""When two findings are the same thing: fingerprints, names of documents, names of bodies."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..domain import Amount, Change, ChangeKind, Finding, Measure, Period, Progress, Reading, Stage, Target

#: One body under two name-plates.
_PLATES: Final = {
    "国家网信办": "中央网信办",
    "国家互联网信息办公室": "中央网信办",
    "中央网络安全和信息化委员会办公室": "中央网信办",
    "国家标准委": "市场监管总局",
    "国家标准化管理委员会": "市场监管总局",
    "国家新闻出版署": "中央宣传部",
    "国家电影局": "中央宣传部",
}
#: 国务院办公厅 speaks for 国务院, 广东省 is 广东省人民政府.
_OFFICE = re.compile(r"(?:人民)?政府$|办公[厅室]$|秘书局$|综合司$")
#: 市场监管总局 and 社区 are no places.
_PLACE = re.compile(r"^[一-鿿]{2,9}?(?:特别行政区|自治[区州县]|省|市(?!场)|(?<=[一-鿿]{2})[州盟县区])")

#: The press, and what it broadcasts: whose figure it is, it tells beside it or not at all.
_PRESS = re.compile(r"电视台|总台|新闻联播|日报|晚报|报社|通讯社|新华社|新闻网|杂志社|记者")

#: How near two issuers are.
SAME: Final = 1.0
#: 江苏省通信管理局 and 江苏省人民政府; two central bodies.
SAME_PLACE: Final = 0.8
#: News mostly leaves out who reported the figure.
UNKNOWN: Final = 0.7


def body(name: str) -> str:
    """Return the one name of a body: offices stand for whom they serve."""
    short = name
    while (shorter := _OFFICE.sub("", short)) not in {short, ""}:
        short = shorter
    return _PLATES.get(name, _PLATES.get(short, short))


def place(name: str) -> str:
    """Return the place whose body it is; empty for central bodies."""
    found = _PLACE.match(name)
    return found.group() if found else ""


def same_issuer(issuer: str | None, other: str | None) -> bool:
    """Tell whether both are known and one body."""
    return bool(issuer and other) and body(issuer or "") == body(other or "")


def closeness(issuer: str | None, other: str | None) -> float:
    """
    Return how near two issuers are, 0–1: the same, of one place, unknown, of different places.

    The press says nothing of who reported a figure. Nor does a central body that speaks of a place.
    """
    if issuer and other and body(issuer) == body(other):
        return SAME
    if not issuer or not other or _PRESS.search(issuer) or _PRESS.search(other):
        return UNKNOWN
    ours, theirs = place(issuer), place(other)
    if ours == theirs:
        return SAME_PLACE
    return 0.0 if ours and theirs else UNKNOWN


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


#: Characters that differ between copies of one name without meaning: quotes, spaces, brackets.
NOISE = re.compile(r"[\s“”\"'‘’《》〈〉（）()【】\[\]、，,．.·]")


def fingerprint(finding: Finding) -> str:
    """
    Return the identity of a finding: equal on every page that states the same thing.

    Built from what is claimed, never from where it stands: a restatement in
    another article has the same fingerprint. A measure is its document number,
    else its name and leading issuer; its stage belongs to it, since a later
    stage is news. (One notice repeals several, with one number: there the name counts.) A target is metric, region, amount and deadline; a progress
    report the same with its day. A name that is anybody's (管理办法) without an
    issuer is told apart by its quote, an amount without a place by its issuer.
    """
    return hashlib.sha256("\0".join(identity(finding)).encode()).hexdigest()[:32]


def identity(finding: Finding) -> tuple[str, ...]:
    """Return the words that `fingerprint` hashes."""
    match finding:
        case Measure():
            name = plain(finding.name) + "|" + "".join(finding.issuers[:1])
            if finding.document_number and finding.stage is not Stage.REPEALED:
                name = finding.document_number
            whose = () if _is_known(finding) else (plain(finding.quote.text),)
            return ("measure", name, finding.stage, *whose)
        case Target():
            return ("target", region_or_issuer(finding), *stated(finding.amount), last_day(finding.deadline))
        case _:
            return ("progress", region_or_issuer(finding), *stated(finding.amount), last_day(finding.as_of))


def _is_known(measure: Measure) -> bool:
    named = measure.document_number or measure.issuers
    return bool(named) or is_telling(measure_name(measure.name))


def region_or_issuer(finding: Target | Progress) -> str:
    """Return the region, of a site or an enterprise who speaks of it."""
    return finding.region or (f"@{finding.issuer}" if finding.issuer else "")


def stated(amount: Amount) -> tuple[str, ...]:
    """Return what an amount says, spelt one way (60 and 60.0 are the same number)."""
    return (
        plain(amount.metric),
        amount.kind,
        amount.comparator,
        ",".join(spelt(value) for value in amount.values),
        amount.unit or "",
        amount.per or "",
    )


def spelt(value: Decimal) -> str:
    """Return a number without trailing zeros or exponent."""
    return f"{value.normalize():f}"


def last_day(period: Period | None) -> str:
    """Return the ISO day a period ends on; empty without one."""
    return period.end.isoformat() if period else ""


def plain(words: str) -> str:
    """Return a name without the marks in which copies of it differ."""
    return NOISE.sub("", words)


def compare(reading: Reading, known: Collection[str]) -> tuple[Change, ...]:
    """
    Return the findings of one reading with their novelty, order kept.

    The same claim made twice in one article is one change; its first quote
    stands. `known` holds fingerprints already recorded.
    """
    changes: dict[str, Change] = {}
    for finding in reading.findings:
        mark = fingerprint(finding)
        kind = ChangeKind.KNOWN if mark in known else ChangeKind.NEW
        changes.setdefault(mark, Change(finding, mark, kind))
    return tuple(changes.values())
