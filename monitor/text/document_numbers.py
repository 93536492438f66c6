"""Numbers of official documents (发文字号): issuer's code, year, running number."""

from __future__ import annotations

import re
import unicodedata

_SPACE = r"[^\S\n]{0,4}"
#: From the bracket on, a number may be broken over lines.
_ANY = r"\s{0,4}"
_HAN = "[一-鿿]"
_OPEN, _CLOSE = r"[〔\[(【﹝〈<{]", r"[〕\])】﹞〉>}]"
#: `〔2018〕71号`, `[2018] 第1号`; not `2018年71号`. Width is folded before.
_YEAR_IN_BRACKETS = rf"{_OPEN}{_ANY}((?:19|20)\d\d){_ANY}(?:年{_ANY})?{_CLOSE}{_ANY}第?{_ANY}(\d{{1,5}}){_ANY}号"
#: `国办发〔2018〕71号`, `国 办 发[2018] 第1号`; not `〔2018〕71号`.
_BRACKETED = re.compile(rf"({_HAN}{{2,16}}|{_HAN}(?:[^\S\n]{{1,4}}{_HAN}){{1,15}}){_SPACE}{_YEAR_IN_BRACKETS}")
_RUNNING = rf"第{_SPACE}(\d{{1,5}}){_SPACE}号"
#: `国务院令第763号`, `工业和信息化部公告2025年第12号`; not `第763号`.
_ORDERED = re.compile(rf"({_HAN}{{2,20}}{_SPACE}(?:令|公告|通告)){_SPACE}((?:19|20)\d\d年{_SPACE})?{_RUNNING}")
#: Each form with how it ends. The end is rare and quickly found; only around it is the whole form searched.
_FORMS = ((re.compile(_YEAR_IN_BRACKETS), _BRACKETED), (re.compile(_RUNNING), _ORDERED))
#: Longest beginning before that end: 16 Han characters, four blanks after each.
_BEFORE_END = 80
#: Words of a sentence that stand right before a number: 根据国办发〔2018〕71号.
_LEAD = re.compile(
    r".{0,20}(?:根据|依据|按照|依照|遵照|参照|落实|执行|印发|文号|字号|编号|文件|通知|意见|关于|以及|简称|转发|废止)"
)


def find_document_number(text: str) -> str | None:
    """Return the first document number in the text, normalised; None when there is none."""
    return next(iter(_numbers(text, cited=True)), None)


def find_own_number(text: str) -> str | None:
    """Return the first number of the text that is not in brackets; numbers in brackets are of cited documents."""
    return next(iter(_numbers(text, cited=False)), None)


def normalise_document_number(number: str) -> str:
    """
    Return the number as `国办发〔2018〕71号`: one kind of brackets and digits, no blanks.

    What does not look like a document number comes back without blanks. Idempotent.
    """
    # Without blanks a letter and its accent can meet, so the text is folded again.
    compact = _fold("".join(_fold(number).split()))
    return find_document_number(compact) or compact


def _numbers(text: str, *, cited: bool) -> list[str]:
    # 号 ends each number, and folding neither makes nor changes it.
    folded = _fold(text[: text.rfind("号") + 1])
    matches: list[re.Match[str]] = []
    for ending, pattern in _FORMS:
        ends = [found.span() for found in ending.finditer(folded)]
        if ends:
            matches += pattern.finditer(folded, max(0, ends[0][0] - _BEFORE_END), ends[-1][1])
    return [
        _canonical(match)
        for match in sorted(matches, key=re.Match.start)
        if cited or folded[: match.start()].rstrip()[-1:] not in {"(", "》"}
    ]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _canonical(match: re.Match[str]) -> str:
    code = _without_lead("".join(match[1].split()))
    year, running = match[2], int(match[3])
    if match.re is _BRACKETED:
        return f"{code}〔{year}〕{running}号"
    return f"{code}{''.join((year or '').split())}第{running}号"


def _without_lead(code: str) -> str:
    """Return the issuer's code without the words before it: `根据国办发` → `国办发`."""
    lead = _LEAD.match(code)
    rest = code[lead.end() :] if lead else code
    return rest if len(rest) > 1 else code
