"""The measure that an article itself is: a document published whole, or the notice that issues it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ...domain import BlockKind, LinkKind, Measure, Quote, Stage, Topic
from ...text.lexicon import find_own_number
from ..bodies import find_issuers, known_issuers, place_at_start, region_of
from ..document import Document, Sentence
from ..topics import relevance, spoken_of
from ..vocabulary.measure_kinds import (
    CHANGES,
    CONSULTS,
    DRAFT_KIND,
    LETTERS,
    is_bill,
    is_consulted,
    is_loose,
    kind_of,
    themes_of,
    without_draft,
)
from ..vocabulary.measure_rules import MeasureRule
from ..vocabulary.news_rules import HEADLINES, ISSUES_HERE, OPENS_AS_NEWS, PAGE_REPORTS, WINNERS
from .document_names import quoted_names
from .signatures import is_revised_law, is_statute, signing_bodies

#: `国务院办公厅关于印发《…》的通知`, `关于公开征求《…》意见的公告`.
_ABOUT = re.compile(
    r"(?P<who>[^《》，。：！？“”]{0,160}?)(?:关于|(?=(?:公开|再次|面向社会){0,3}(?:征求|征集)[^《]{0,6}《))(?P<what>.{2,200})$"
)
_ISSUING = re.compile(r"(?:印发|发布|公布|转发|下达|批准|颁布)")
_PLAIN_ISSUING = re.compile(
    r"(?:印发|转发|下达|发布|公布)(?P<name>[^《》]{4,100})的(?:通知|函|公告|通告)(?:（[^（）]{1,20}）)?$"
)
#: What joins two documents that one notice issues.
_JOINT = re.compile("、|以及|[和及与]")
#: A shorter part is no name of its own: 实施方案 of 管理办法和实施方案.
_LONG_NAME = 8
#: `_中国政府网` at the end of a title.
_SITE = re.compile(r"[_|][^_|]{2,40}$")
#: `【政策文件】` at its start; `（附全文）`, the document number or a file's ending at its end.
_FRAME = re.compile(
    r"^(?:（转载）|【(?![^【】]{0,12}(?:图|解读|评论|观点))[^【】]{1,12}】|(?:政策文件|最新政策|文件|法规)[｜|丨：])|"
    r"（(?:附?全文|附[^（）]{0,12}件|全文[^（）]{0,6}|[^（）〔〕]{1,16}〔20[0-9]{2}〕[0-9]{1,5}号)）$|"
    r"(?<=》)[ ]?20[0-9]{2}年第[0-9]{1,4}号(?:令|公告|通告)?$|(?<=》)全文$|（[^（）]{2,20}(?:令|公告)(?:20[0-9]{2}年)?第[0-9]{1,4}号）$|(?<=稿）)(?:公开|再次|面向社会){0,2}征求意见$|\.(?:pdf|docx?|wps|ofd)$"
)
#: A name of any kind is a document's if it ends so.
_TRIAL = re.compile("（(?:试行|暂行)）$")
_ANNOUNCEMENT = "公告"
#: 《某条例》已由…通过，现予公布; 批准《某规范》等88项标准，现予公布 names no document of its own.
_PROMULGATED = re.compile("《[^《》]{2,100}》(?!等)[^《》]{0,160}现予(?:公布|发布|公告)")
_FIRST_SENTENCES = 6
#: `公告（2025年第18号）`: a title that says nothing of what the announcement is about.
_NAMELESS = re.compile("^[^《》关于]{0,40}公告(?:（[^（）]{0,12}第[0-9]{1,4}号）)?$")
#: What such an announcement decides, at the head of its text: 批准《…》等486项行业标准, 决定成立某委员会.
_DECIDES = re.compile(
    "(?P<approves>批准《[^《》]{2,100}》(?:等[0-9]{1,4}项[^，。；（）]{0,20})?)|决定(?P<does>(?:成立|设立|废止|修改|调整|暂停|恢复|取消|撤销)[^，。；：]{2,60})"
)
_HEAD = 1500
#: Kind of a notice without a kind of its own, which is a letter.
_LETTER = "函"
#: 某办法（2026年修订）.
_REVISED = re.compile("（(?:20[0-9]{2}年)?(?:修订|修正)）")
_HAN = re.compile("[一-鿿]")
#: The rest of a signature without its known bodies: 等八部门, or the name of an unknown body.
_OTHERS = r"(?:等?[一二两三四五六七八九十多0-9]{0,4}个?(?:部门|单位|部委))?"
_SIGNED = re.compile(
    rf"[、和与及\s（）转发批]{{0,12}}{_OTHERS}|.{{2,30}}(?:局|厅|委|部|办|院|会|政府|室|司|处|组|中心|党组){_OTHERS}"
)
_NUMBER_REACH = 400
#: Prose has so many Han characters in a row; a line with a date or a number has fewer.
_PROSE = re.compile("[一-鿿，、《》“”]{8}")
_CONFIDENCE = 0.98
#: So sure where only the title's form shows that the page is the document.
_BY_FORM = 0.9
#: News show in so many first characters of the text that they are news.
_OPENING = 40
#: A document speaks of a topic at length if its relevance is so many times that of a relevant article.
_AT_LENGTH = 2


class _Titled(NamedTuple):
    """A document as the title of its page names it."""

    name: str
    kind: str
    stage: Stage


def own_measures(document: Document, topics: tuple[Topic, ...] = ()) -> tuple[Measure, ...]:
    """
    Return the document that the article is, or those that it issues; none for news, interpretations and other pages.

    They are in scope if their name or a heading speaks of a topic, or the text does so at length.
    """
    title = _unframed(document.title)
    if document.article.kind is LinkKind.INTERPRETATION or not title or WINNERS.first(title):
        return ()
    notice = _from_notice(title)
    named = notice or _from_decision(document, title) or _from_bare_title(title, is_statute=is_statute(document))
    if not named or (named[0].kind == _ANNOUNCEMENT and not notice and _promulgates(document)):
        return ()
    number = document.article.document_number or find_own_number(document.article.text[:_NUMBER_REACH])
    shown = notice or number or document.article.made_on or known_issuers(document.article.issuer)
    if not shown and not _is_worded_as_document(document, title):
        return ()
    issuers = _issuers(document, title, number)
    return tuple(
        Measure(
            quote=_quote(document, own.name, topics, _CONFIDENCE if shown else _BY_FORM),
            name=without_draft(own.name),
            kind=own.kind,
            stage=_stage(document, own),
            document_number=number,
            issuers=issuers,
            region=region_of(issuers[0]) if issuers else _place_in(own.name),
            themes=themes_of(own.name, title),
        )
        for own in named
    )


def _stage(document: Document, own: _Titled) -> Stage:
    """Return the stage that the name of a draft or of a revised document gives, else what the title says."""
    if is_consulted(own.name):
        return Stage.CONSULTATION
    if own.stage is Stage.ISSUED and (_REVISED.search(own.name) or is_revised_law(document)):
        return Stage.REVISED
    return Stage.DRAFTING if is_bill(own.name) and own.stage is Stage.ISSUED else own.stage


def _promulgates(document: Document) -> bool:
    """Tell whether an announcement without a name of its own makes one document public, which is the measure."""
    return any(
        _PROMULGATED.search(document.text, sentence.start, sentence.end)
        for sentence in document.sentences[:_FIRST_SENTENCES]
    )


def _unframed(title: str) -> str:
    """Return the title without what sites put around it, and without the 《》 around all of it."""
    bare = _SITE.sub("", _FRAME.sub("", title)).strip()
    return bare[1:-1] if bare.startswith("《") and bare.find("》") == len(bare) - 1 else bare


def _from_notice(title: str) -> tuple[_Titled, ...]:
    """Read `…关于…的通知` and its kin."""
    about = _ABOUT.match(title)
    if about is None or not (kind_of(title) or LETTERS.first(title)) or not _is_signature(about["who"]):
        return ()
    what = about["what"]
    if "转发" in about["who"] and kind_of(what.removesuffix("的通知")):
        what = what.removesuffix("的通知")
    head = what.partition("《")[0]
    rule = CONSULTS.first(what) or CHANGES.at(what, 0, len(what))
    if not rule and "《" in what and not _ISSUING.search(head):
        return (_Titled(f"关于{what}", kind_of(what), Stage.ISSUED),)
    return tuple(_Titled(name, kind, rule.verdict if rule else Stage.ISSUED) for name, kind in _named_in(what))


def _named_in(what: str) -> list[tuple[str, str]]:
    """Return name and kind of each document that a notice passes on; else those of the notice itself."""
    quoted = quoted_names(what)
    names = [(name.text, name.kind) for name in quoted if name.kind]
    if names:
        return names
    if quoted and CONSULTS.first(what):
        return [(quoted[0].text, DRAFT_KIND)]
    plain = _PLAIN_ISSUING.match(what)
    if plain and (kind_of(plain["name"]) or _TRIAL.search(plain["name"])):
        return [(name, kind_of(name) or DRAFT_KIND) for name in _parted(plain["name"])]
    return [(f"关于{what}", kind_of(what) or _LETTER)]


def _parted(name: str) -> list[str]:
    """Return the two documents of `若干政策和某市行动计划`; the name as it is where one part is no name."""
    for joint in _JOINT.finditer(name):
        parts = [name[: joint.start()], name[joint.end() :]]
        if all(len(part) >= _LONG_NAME and kind_of(part) and not is_loose(part) for part in parts):
            return parts
    return [name]


def _is_signature(who: str) -> bool:
    rest = who
    for body in reversed(find_issuers(who)):
        rest = rest[: body.start] + rest[body.end :]
    return _SIGNED.fullmatch(rest) is not None


def _from_bare_title(title: str, *, is_statute: bool) -> tuple[_Titled, ...]:
    """Read a title that is the document's name alone; a draft, a trial and a statute may have a name of any kind."""
    any_kind = (is_statute and _HAN.search(title)) or is_consulted(title) or _TRIAL.search(title)
    if PAGE_REPORTS.first(title) or (is_loose(title) and not any_kind):
        return ()
    return (_Titled(title, kind_of(title) or DRAFT_KIND, Stage.ISSUED),)


def _from_decision(document: Document, title: str) -> tuple[_Titled, ...]:
    """Name an announcement whose title tells nothing by what it decides."""
    decided = _DECIDES.search(document.text, 0, _HEAD) if _NAMELESS.match(title) else None
    if decided is None or _promulgates(document):
        return ()
    return (_Titled(decided["approves"] or decided["does"], _ANNOUNCEMENT, Stage.ISSUED),)


def _place_in(name: str) -> str | None:
    """Return the place that a document's name begins with; 关于支持某市… names whom it is for."""
    place = place_at_start(name)
    return place.name if place else None


def _is_worded_as_document(document: Document, title: str) -> bool:
    """Tell whether neither the title nor the head of the text is worded as news."""
    return not (HEADLINES.first(title) or OPENS_AS_NEWS.first(document.text, 0, _OPENING))


def _issuers(document: Document, title: str, number: str | None) -> tuple[str, ...]:
    """Return who signs: the title's head first, then what the page says."""
    head = title.partition("关于")[0] if "关于" in title else title
    signed = [body for body in find_issuers(head) if "关于" in title or body.start == 0]
    if signed:
        return tuple(dict.fromkeys(body.name for body in signed))
    return signing_bodies(document, head if "关于" in title else "", number)


def _topics(document: Document, name: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    headings = (document.words(line) for line in document.lines if line.kind is BlockKind.HEADING)
    spoken = spoken_of((name, document.title, *headings), topics)
    if len(spoken) == len(topics):
        return spoken
    thresholds = {topic.id: topic.threshold * _AT_LENGTH for topic in topics}
    at_length = [judged.topic for judged in relevance(document, topics) if judged.score >= thresholds[judged.topic]]
    return tuple(topic.id for topic in topics if topic.id in (*spoken, *at_length))


def _quote(document: Document, name: str, topics: tuple[Topic, ...], confidence: float) -> Quote:
    """Return the sentence that issues the document: 现将…印发给你们; else the first of its prose."""
    chosen = next(_issuing(document), None) or next(_prose(document), None) or next(iter(document.sentences), None)
    start, end = document.clean.span(chosen.start, chosen.end) if chosen else (0, 0)
    spoken = _topics(document, name, topics)
    return Quote(document.article.text[start:end], start, end, MeasureRule.OWN.value, confidence, bool(spoken), spoken)


def _prose(document: Document) -> Iterator[Sentence]:
    return (sentence for sentence in document.sentences if _PROSE.search(document.text, sentence.start, sentence.end))


def _issuing(document: Document) -> Iterator[Sentence]:
    return (sentence for sentence in _prose(document) if ISSUES_HERE.first(document.text, sentence.start, sentence.end))
