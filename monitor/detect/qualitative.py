"""Aims without a number: a clause that says what will be the case by a stated day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..text.sentences import Span
from .context import Mood
from .document import Document, Sentence
from .inherit import Dated, Governing, deadline, governing, tense_of
from .metric import subject_of
from .tense import Genre, Tense

#: What a clause says will be so; what is made follows, or what changes stands before.
_MAKES = re.compile(
    r"(?:^|[，、]|要|将|力争|争取|基本|初步|全面|率先|努力|确保|年|末|底|内|并|能)(?P<verb>形成|建成|构建|建立(?:健全)?|打造|培育(?:壮大)?|迈入|迈进|跻身|进入|实现|启动|建设|突破|成为|完成|涌现)(?:一批|起|出|若干|了)?(?P<what>[^，。；]{4,60})$"
)
_BECOMES = re.compile(
    r"(?P<what>[^，。；]{3,60}?)(?:将|得到|实现|取得|进一步|更加|显著|明显|大幅|稳步|持续|基本|不断|全面|广泛|有效|普遍|初步|达到(?=[一-鿿])|整体)+[^，。；\d]{0,3}?"
    r"(?:提升|提高|增强|完善|改善|优化|突破|建成|形成|建立|确立|应用|普及|落地|彰显|增长|扩大|壮大|领先|水平|前列|收官|覆盖|融合|运行|改观|好转|健全|成熟|现代化|发展|跃升|加强|凸显|显现|再上新台阶|上台阶)[^，。；\d]{0,6}$"
)
_HAPPENS = re.compile(
    r"(?P<what>[^，。；]{2,40}?)(?:将|圆满|全面|如期)?(?:开通运营|投入使用|投用|建成通车|建成投产|建成投用|投产|通车|竣工|收官|落地|开园|上线运行|投入运行|投运|开通|正式运营)$"
)
_LEVEL = re.compile(
    r"(?P<what>[^，。；]{3,60}?)(?:达到|迈入|进入|处于|居于)(?:国际|世界|全国|国内|全球)[^，。；\d]{0,12}$"
)
_TURNS = re.compile(r"(?:建设|打造|培育|发展|建)成为?(?P<what>[^，。；]{4,40})$")
_FORMS = (_TURNS, _MAKES, _LEVEL, _BECOMES, _HAPPENS)
_NOT_AIM = re.compile(
    r"(?<![早业不])已(?!知)|了(?!解)|目前|当前|正在(?!建)|过去|以来|同比|会议|指出|强调|表示|认为|介绍|预测|届时|即将|意义|提供|部署|各地正|决定|作出|今年是|\d年是|第一年|开局之年|方面$|\d[多余]?[个家项]|以下|如下|的?目标$"
)
_MARGIN = "，。；：、 “”\n\t—"
#: So many aims without a number are kept per deadline; the rest is rhetoric around them.
MAX_PER_DEADLINE = 3
_MIN_CLAUSE = 6


@dataclass(frozen=True, slots=True)
class Wish:
    """A clause that states an aim without a number; offsets count in the clean text."""

    start: int
    end: int
    metric: str
    governing: Governing
    sentence: Sentence


def find_wishes(
    document: Document, sentence: Sentence, dated: Dated, mood: Mood, amounts: tuple[int, ...]
) -> Iterator[Wish]:
    """Yield the sentence's aims without a number that have a deadline ahead; `amounts`: where its amounts start."""
    if mood.genre in {Genre.RULES, Genre.ABROAD} or mood.heading is Tense.RESULT:
        return
    if not dated.mentions and not dated.inherited:
        return
    for clause in document.clauses(sentence):
        if any(clause.start <= amount < clause.end for amount in amounts):
            continue
        wish = _read(document, sentence, dated, clause, mood)
        if wish is not None:
            yield wish


def _read(document: Document, sentence: Sentence, dated: Dated, clause: Span, mood: Mood) -> Wish | None:
    words = document.text[clause.start : clause.end].strip(_MARGIN)
    if len(words) < _MIN_CLAUSE or _NOT_AIM.search(words):
        return None
    found = governing(dated, clause, clause.end, ())
    if found is None or found.basis not in _NEAR:
        return None
    if found.mention.bound not in {"by", "within", "before"} or deadline(found, document.anchor) is None:
        return None
    promised = _PROMISED.search(document.text, sentence.start, clause.end) is not None
    by_then = found.mention.bound == "by" and tense_of(found, document.anchor, mood.genre) is Tense.AIM
    if not (by_then or (promised and found.basis in {"clause", "sentence"})):
        return None
    what = _what(document, sentence, clause, found)
    return Wish(clause.start, clause.end, what, found, sentence) if what else None


_LEADING = re.compile(
    r"^(?:力争|争取|使|让|我国|全国|全市|全省|全线|预计|计划|基地|要|将|到|一批|起|的|在(?=[今明]|\d)|[今明]年(?:底|末|内)?|\d{4}年(?:底|末)?|\d{1,2}月(?:份|底)?|年[底内]前?|[上下]半年)+"
)
_OPENS_WITH_EVENT = re.compile(r"(?:将|正式|全面|全线)*(?:开通|投入使用|建成|投产|通车|竣工|投运)")
_MIN_WHAT = 3
_STARTS = frozenset({"启动", "建成", "实现", "形成", "完成"})
_NEAR = frozenset({"clause", "sentence", "paragraph", "list_head"})
_PROMISED = re.compile(r"要|将(?!近)|力争|争取|确保|拟|计划|预计")


def _what(document: Document, sentence: Sentence, clause: Span, found: Governing) -> str:
    """Return what the aim is about; empty if the clause states none."""
    start = clause.start
    if found.basis == "clause" and found.mention.end < clause.end:
        after = document.text[found.mention.end : clause.end].strip(_MARGIN)
        before = document.text[clause.start : found.mention.start]
        # `将在今年10月投入使用` keeps its verb after the date; its subject stands in the clause before.
        start = found.mention.end if len(after) >= _MIN_CLAUSE or not before.strip(_MARGIN) else clause.start
    words = document.text[start : clause.end].strip(_MARGIN).rstrip("。；")
    # `今年将打造…` tells what is worked on; `到2027年建成…` tells what will be there.
    vague_period = found.mention.bound != "by"
    for form in _FORMS:
        fits = form.search(words)
        if fits and not (form is _MAKES and vague_period and fits["verb"] not in _STARTS):
            return _tidied(fits["what"]) or _subject_before(document, clause, sentence)
    return _subject_before(document, clause, sentence) if _OPENS_WITH_EVENT.match(words) else ""


def _subject_before(document: Document, clause: Span, sentence: Sentence) -> str:
    """Return the subject of the clause before: `大楼正在装修，将在今年10月投入使用`."""
    earlier = [span for span in document.clauses(sentence) if span.end <= clause.start]
    return subject_of(document.text[earlier[-1].start : earlier[-1].end]) if earlier else ""


def _tidied(what: str) -> str:
    """Cut modals and dates off; what is left over from a bare `将在今年10月` names nothing."""
    bare = _LEADING.sub("", what).strip(_MARGIN)
    return "" if len(bare) < _MIN_WHAT else bare[-40:]
