"""
Who signs the document that a page is, as its metadata, its head, its foot, its number or its text say.

The note below a law's title also says whether the law is a revised one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...text.lexicon import Mention
from ..bodies import find_issuers, find_regions, from_document_number, known_issuers
from ..document import Document
from .document_names import agents, masked

#: A body that no table knows, by its end; newspapers and sites end otherwise.
_BODY = re.compile(r"[一-鿿]{3,28}(?:局|厅|委|部|办|院|会|政府|办公室|司|组|中心|联盟|交易所)")
#: 市场监管总局等四部门: the text may name the others.
_AND_OTHERS = re.compile(r"等[^等]{0,6}$")
#: The note below a law's title: 某省第十三届人民代表大会常务委员会第十一次会议通过.
_ADOPTED = re.compile(
    r"第[一二三四五六七八九十0-9]{1,4}届(?P<nation>全国)?(?P<body>人民代表大会(?:常务委员会)?)第[一二三四五六七八九十0-9]{1,4}次会议"
    r"[^，。；\n]{0,60}?(?P<act>通过|修订|修正)"
)
#: The verbs by which a text says who made the document that it belongs to.
_MAKES_IT = re.compile(
    r"(?:联合|共同|研究|组织|牵头|会同有关部门){0,3}(?:制定|制订|编制|起草|印发|发布|公布)了?(?=《|本|以下|如下|若干|[，。]|\s)|"
    r"决定(?=[一-鿿])|(?:联合|共同|组织){1,2}开展|就[^，。；]{2,60}?(?=提出)|现(?=[将就印发公布面向])"
)
_FIRST_ARTICLE = "第一条"
_FIRST_NAME = re.compile("《(?P<name>[^《》（）]{2,120})")
#: The line of a signature is short; a date stands below it.
_SIGNATURE = 120
_DATE_LINE = re.compile(r"20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日?")
#: The head of a document or decree: 某部 某局 文件, 某部令 第5号, 某部、某局关于印发.
_HEAD = 200
_BETWEEN_HEADS = re.compile(r"[、和与及\s]{0,4}(?:中华人民共和国)?\s{0,4}")
_HEAD_END = re.compile(
    r"(?:等[^，。关]{0,8})?\s{0,8}(?:文件|令|公告|通告)?\s{0,8}(?:关于|第[0-9一二三四五六七八九十]{1,4}号|20[0-9]{2}年|$)"
)
_BETWEEN_BODIES = re.compile(r"[、和与及\s]{0,60}")
#: The note of adoption stands in one of so many first lines, who made the document in so many first sentences.
_FIRST_LINES = 8
_FIRST_SENTENCES = 12


def signing_bodies(document: Document, head: str, number: str | None) -> tuple[str, ...]:
    """
    Return who signs the page's document, the leading body first; empty where nothing says it.

    `head` is what its title begins with before 关于. The page's metadata comes first, then the
    text, then the code of the document number. A body that no table knows counts
    where the title begins with it or the page names it.
    """
    issuer = document.article.issuer or ""
    others = _AND_OTHERS.search(issuer)
    known = known_issuers(issuer)
    if known:
        # A page names the site that shows it, or the leading body; the text names all that sign.
        texts = (_headed(document), _signed(document), _said(document) if others else ())
        return next((bodies for bodies in texts if known[0] in bodies), known)
    signed = _adopted(document) or _headed(document) or _signed(document)
    return signed or from_document_number(number or "") or _unknown(issuer) or _said(document) or _unknown(head)


def _unknown(name: str) -> tuple[str, ...]:
    """Return a body that no table knows, by the end of its name."""
    compact = "".join(name.split())
    return (compact,) if _BODY.fullmatch(compact) and not find_issuers(compact) else ()


def _headed(document: Document) -> tuple[str, ...]:
    """Return the bodies of the first lines that hold only them, or them and what they issue."""
    found: list[str] = []
    for line in document.lines[:_FIRST_LINES]:
        bodies = _leading(document.text[line.start : min(line.end, line.start + _HEAD)])
        if not bodies:
            break
        found += bodies
    return tuple(dict.fromkeys(found))


def _leading(row: str) -> list[str]:
    """Return the bodies that a line of a document's head begins with; none if prose goes on after them."""
    names, end = [], 0
    for body in find_issuers(row):
        if not _BETWEEN_HEADS.fullmatch(row, end, body.start):
            break
        names.append(body.name)
        end = body.end
    return names if _HEAD_END.match(row, end) else []


def _last_act(document: Document) -> tuple[str, re.Match[str]] | None:
    """Return the last act in the note below a law's title, with the words before it in its line."""
    acts = [
        (words[: act.start()], act)
        for words in map(document.words, document.lines[:_FIRST_LINES])
        for act in _ADOPTED.finditer(words)
    ]
    return acts[-1] if acts else None


def is_statute(document: Document) -> bool:
    """Tell whether the text is a law's: a note of adoption stands in its head, or it begins with 第一条."""
    return _last_act(document) is not None or any(
        document.text.startswith(_FIRST_ARTICLE, line.start) for line in document.lines[:_FIRST_LINES]
    )


def is_revised_law(document: Document) -> bool:
    """Tell whether the note below the title says last that the law was revised: 第二次修订."""
    last = _last_act(document)
    return last is not None and last[1]["act"] != "通过"


def _adopted(document: Document) -> tuple[str, ...]:
    """Return the congress or its committee that adopted a law, as the note below the title says."""
    last = _last_act(document)
    if last is None:
        return ()
    words, act = last
    if act["nation"] or "全国" in words:
        return ("全国人大常委会" if "常务" in act["body"] else "全国人民代表大会",)
    places = find_regions(words)
    return (places[-1].name + act["body"],) if places else ()


def _signed(document: Document) -> tuple[str, ...]:
    """Return the bodies of the last lines that hold nothing else and stand above a date."""
    rows = [document.text[line.start : min(line.end, line.start + _SIGNATURE)] for line in document.lines]
    for index in range(len(rows) - 1, 0, -1):
        if _DATE_LINE.match("".join(rows[index].split())):
            bodies = tuple(_signature_above(rows[:index]))
            if bodies:
                return tuple(dict.fromkeys(reversed(bodies)))
    return ()


def _signature_above(rows: list[str]) -> Iterator[str]:
    """Yield the bodies of the lines right above a date, from the last one up."""
    for row in reversed(rows):
        bodies = find_issuers(row)
        if not bodies or not _holds_only(row, bodies):
            return
        yield from (body.name for body in reversed(bodies))


def _holds_only(row: str, bodies: tuple[Mention, ...]) -> bool:
    rest = row
    for body in reversed(bodies):
        rest = rest[: body.start] + rest[body.end :]
    return _BETWEEN_BODIES.fullmatch(rest) is not None


def _said(document: Document) -> tuple[str, ...]:
    """Return who makes the document, as one of its first sentences says: 国家数据局、公安部制定了《…》."""
    for sentence in document.sentences[:_FIRST_SENTENCES]:
        words = document.words(sentence)
        for verb in _MAKES_IT.finditer(masked(words)):
            named = _FIRST_NAME.match(words, verb.end())
            if named and named["name"] not in document.title and document.title not in named["name"]:
                continue
            bodies = agents(words, verb.start(), None)
            if bodies:
                return bodies
    return ()
