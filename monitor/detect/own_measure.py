"""The measure that an article itself is: a document published whole, or the notice that issues it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain import BlockKind, LinkKind, Measure, Quote, Stage, Topic
from ..text.document_numbers import find_own_number
from .document import Document, Sentence
from .issuers import find_issuers, from_document_number, region_of
from .kinds import is_bill, is_consulted, kind_of, without_draft
from .measure_names import quoted_names
from .relevance import relevance
from .scope import spoken_of
from .themes import themes_of

#: `国务院办公厅关于印发《…》的通知`, `关于公开征求《…》意见的公告`.
_ABOUT = re.compile(r"(?P<who>[^《》，。：！？“”]{0,160}?)关于(?P<what>.{2,200})$")
_ISSUING = re.compile(r"(?:印发|发布|公布|转发|下达|批准|颁布)")
_PLAIN_ISSUING = re.compile(r"(?:印发|转发)(?P<name>[^《》]{4,100})的(?:通知|函)$")
_CONSULTING = re.compile(r"(?:征求|征集|听取).{0,80}意见|征求意见")
#: 函 passes on or asks; what it is itself about is no measure.
_LETTER = re.compile(r"关于(?:公开)?(?:印发|征求|征集|听取).{2,200}的函$")
_REPEALING = re.compile(r"(?:公布|宣布)?(?:废止|失效|停止执行)")
_REVISING = re.compile(r"(?:印发|发布|公布)?(?:新?修[改订正])")
#: A title with such words reports about a document and is none.
_REPORTING = re.compile(
    r"解读|答记者问|图解|一图|图说|发布会|印发《|出台《|发布《|通过《|召开|举行|启动|开展|部署|强调|会见|：|！|？|综述|评论|今起|明确|印发关于|发布关于|出台关于|印发$|发布$|出台$"
)
#: Kinds that a title without 关于 may show and still be that of news.
_LOOSE_KINDS = frozenset({"", "行动", "工程", "试点", "倡议", "框架", "措施", "政策", "法律"})
#: `_中国政府网` at the end of a title.
_SITE = re.compile(r"[_|][^_|]{2,40}$")
#: Who signs, after known bodies are taken out: 等八部门, or the end of an unknown body's name.
_SIGNED = re.compile(
    r"[、和与及\s（）]{0,12}(?:等?[一二三四五六七八九十0-9]{0,4}个?(?:部门|单位|部委))?|.{2,30}(?:局|厅|委|部|办|院|会|政府|室|司|处|组|中心|党组)"
)
#: The name of a body by its end; newspapers and sites end otherwise.
_BODY = re.compile(r"[一-鿿]{3,28}(?:局|厅|委|部|办|院|会|政府|办公室|司|组|中心)")
_ISSUES_HERE = re.compile(
    r"现(?:将|就|予|印发|公布|发布|公开|批准|征求)|印发(?:给)?你们|征求意见|予以(?:公布|公告|印发)|决定(?:开展|成立|废止|修改|组织|在|面向|对)"
)
_NUMBER_REACH = 400
#: A sentence of prose has so many Han characters in a row; a date or a number has not.
_PROSE = re.compile("[一-鿿，、《》“”]{8}")
_CONFIDENCE = 0.98
#: A document speaks of a topic at length from so many times the relevance of an article.
_AT_LENGTH = 2


def own_measure(document: Document, topics: tuple[Topic, ...] = ()) -> Measure | None:
    """
    Return the document that the article is; None for news, interpretations and other pages.

    It is in scope if its name or a heading speaks of a topic, or its text does so at length.
    """
    title = _SITE.sub("", document.title)
    if document.article.kind is LinkKind.INTERPRETATION or not title:
        return None
    notice = _from_notice(title)
    named = notice or _from_bare_title(title)
    if named is None:
        return None
    number = document.article.document_number or find_own_number(document.article.text[:_NUMBER_REACH])
    if notice is None and not (number or document.article.made_on or document.issuers):
        return None
    name, kind, stage = named
    if is_consulted(name):
        stage = Stage.CONSULTATION
    issuers = _issuers(document, title, number)
    return Measure(
        quote=_quote(document, name, topics),
        name=without_draft(name),
        kind=kind,
        stage=Stage.DRAFTING if is_bill(name) and stage is Stage.ISSUED else stage,
        document_number=number,
        issuers=issuers,
        region=region_of(issuers[0]) if issuers else None,
        themes=themes_of(name, title),
    )


def _from_notice(title: str) -> tuple[str, str, Stage] | None:
    """Read `…关于…的通知` and its kin: name, kind and stage."""
    about = _ABOUT.match(title)
    if about is None or not (kind_of(title) or _LETTER.search(title)) or not _is_signature(about["who"]):
        return None
    what = about["what"]
    head = what.partition("《")[0]
    name, kind = _named_in(what)
    if not kind:
        return None
    for stage, pattern in (
        (Stage.CONSULTATION, _CONSULTING),
        (Stage.REPEALED, _REPEALING),
        (Stage.REVISED, _REVISING),
    ):
        if pattern.search(what) if stage is Stage.CONSULTATION else pattern.match(what):
            return name, kind, stage
    if "《" in what and not _ISSUING.search(head):
        name, kind = f"关于{what}", kind_of(what)
    return name, kind, Stage.ISSUED


def _named_in(what: str) -> tuple[str, str]:
    """Return name and kind of the document that a notice passes on; else those of the notice itself."""
    names = [name for name in quoted_names(what) if name.kind]
    if names:
        return names[0].text, names[0].kind
    plain = _PLAIN_ISSUING.match(what)
    if plain and kind_of(plain["name"]):
        return plain["name"], kind_of(plain["name"])
    return f"关于{what}", kind_of(what)


def _is_signature(who: str) -> bool:
    rest = who
    for body in reversed(find_issuers(who)):
        rest = rest[: body.start] + rest[body.end :]
    return _SIGNED.fullmatch(rest) is not None


def _from_bare_title(title: str) -> tuple[str, str, Stage] | None:
    """Read a title that is the document's name alone: it is one if the page shows a number, a day or an issuer."""
    name = title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title
    kind = kind_of(name)
    return None if kind in _LOOSE_KINDS or _REPORTING.search(name) else (name, kind, Stage.ISSUED)


def _issuers(document: Document, title: str, number: str | None) -> tuple[str, ...]:
    """
    Return who signs: the title's head first, then the page's own words, then the number's code.

    A body that no table knows counts where the title begins with it or the page names it.
    """
    head = title.partition("关于")[0] if "关于" in title else title
    signed = [body for body in find_issuers(head) if "关于" in title or body.start == 0]
    if signed:
        return tuple(dict.fromkeys(body.name for body in signed))
    known = document.issuers or from_document_number(number or "")
    unknown = (head if "关于" in title else "", document.article.issuer or "")
    named = ("".join(name.split()) for name in unknown)
    return known or tuple(name for name in named if _BODY.fullmatch(name))[:1]


def _topics(document: Document, name: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    headings = (document.words(line) for line in document.lines if line.kind is BlockKind.HEADING)
    spoken = spoken_of((name, document.title, *headings), topics)
    if len(spoken) == len(topics):
        return spoken
    thresholds = {topic.id: topic.threshold * _AT_LENGTH for topic in topics}
    at_length = [one.topic for one in relevance(document, topics) if one.score >= thresholds[one.topic]]
    return tuple(topic.id for topic in topics if topic.id in (*spoken, *at_length))


def _quote(document: Document, name: str, topics: tuple[Topic, ...]) -> Quote:
    """Return the sentence that issues the document: 现将…印发给你们; else the first of its prose."""
    chosen = (
        next(_issuing(document), None) or next(_prose(document), None) or next(iter(document.sentences), None)
    )
    start, end = document.clean.span(chosen.start, chosen.end) if chosen else (0, 0)
    spoken = _topics(document, name, topics)
    return Quote(
        document.article.text[start:end], start, end, "measure.own", _CONFIDENCE, bool(spoken), spoken
    )


def _prose(document: Document) -> Iterator[Sentence]:
    return (one for one in document.sentences if _PROSE.search(document.text, one.start, one.end))


def _issuing(document: Document) -> Iterator[Sentence]:
    # Few documents say it, and one that does not is told so by one look at the whole text.
    if _ISSUES_HERE.search(document.text):
        yield from (one for one in _prose(document) if _ISSUES_HERE.search(document.text, one.start, one.end))
