"""Words of tables: read from their files, found in a text, and names made of numbers, which hold no amount."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import tomli
from msgspec import Struct

from ..errors import ConfigError, Problem

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


T = TypeVar("T")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A row or table of a file; a key that it does not know is an error."""


def read_vocabulary(path: Path, shape: type[T]) -> T:
    """
    Return what the file holds, as a value of the shape.

    Raises:
        ConfigError: it is no TOML, or a row has a key, a value or a pattern that does not fit.

    """
    try:
        return msgspec.convert(tomli.loads(path.read_text(encoding="utf-8")), shape)
    except tomli.TOMLDecodeError as error:
        raise ConfigError((Problem(path.name, "TOML", str(error)),)) from error
    except msgspec.ValidationError as error:
        message, _, key = str(error).partition(" - at `$.")
        raise ConfigError((Problem(path.name, key.rstrip("`") or "top level", message),)) from error


class Mention(Struct, frozen=True, gc=False):
    """A name found in a text, in its full form, with the span of what stands there."""

    name: str
    start: int
    end: int


class Lexicon:
    """A set of words; Latin words are found only whole (AI, not AIDS)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in sorted(set(words) - {""}, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(word[0], []).append(word)
        # A class of nothing is no pattern; `(?!)` never matches.
        self._firsts = re.compile(f"[{re.escape(''.join(self._by_first))}]" if self._by_first else "(?!)")

    def at(self, text: str, position: int) -> str | None:
        """Return the longest word that starts at the position; None if there is none."""
        for word in self._by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position) and _is_whole(word, text, position):
                return word
        return None

    def find_all(self, text: str) -> list[Mention]:
        """Return words from left to right; of overlapping words the first, then the longest."""
        mentions: list[Mention] = []
        after = 0
        for first in self._firsts.finditer(text):
            start = first.start()
            if start >= after and (word := self.at(text, start)):
                after = start + len(word)
                mentions.append(Mention(word, start, after))
        return mentions


def _is_whole(word: str, text: str, position: int) -> bool:
    """Tell whether no Latin letter or digit continues a Latin word on either side."""
    end = position + len(word)
    before, after = text[max(0, position - 1) : position], text[end : end + 1]
    return not ((_is_latin(word[0]) and _is_latin(before)) or (_is_latin(word[-1]) and _is_latin(after)))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


_HAN = "一二三四五六七八九十百千两"
#: (kind of name, an example, pattern); of several that fit at a place the first counts.
_NAMES = (
    ("title", "《人工智能+2025》", r"《[^《》]{1,120}》"),
    ("document number", "〔2025〕11号", r"〔[0-9]{4}〕[^，。；]{0,6}?[0-9]{1,5}号|第[0-9]{1,5}号"),
    ("address", "https://example.org/12", r"https?://[^\s一-鿿，。；）]{1,200}"),
    ("mail address", "office12@example.org", r"[A-Za-z0-9._]{1,40}@[A-Za-z0-9.]{1,40}"),
    ("Latin name", "GPT-4", r"(?:[A-Za-z]{1,12}[-/ ]?[0-9][0-9.\-]{0,12}[A-Za-z]{0,4}(?![0-9万亿]))"),
    ("ranking", "世界500强", r"(?:世界|全球|中国|全国|民企|民营企业)[0-9]{2,4}强"),
    ("name with letters", "5G", r"[0-9]{1,2}年期|[0-9](?:\.[0-9])?G(?![A-Za-z])|[0-9]{1,3}[A-DFH-OQ-SU-Z](?![A-Za-z])|[0-9]{1,3}E(?![A-Za-z，。；、以的左]|$)"),
    (
        "ordinal", "第3条",
        rf"第(?![{_HAN}]{{1,5}}[位名])(?:[0-9]{{1,4}}|[{_HAN}]{{1,6}})(?:条|届|次|批|期|章|节|款|项|个|轮|代|艘|台|架|辆|座|列|颗|枚|套|只|例|阶段|季|部|卷|版|一|二|三|产业|方|十)",
    ),
    ("slogan", "“一带一路”", rf"[“‘][^“”‘’]{{0,6}}[{_HAN}0-9][^“”‘’，。]{{0,6}}[”’]"),
    ("five-year plan", "“十五五”", r"""[“"]?十[一二三四五六]五[”"]?"""),
    ("network", "万兆光网", r"(?:双)?(?<![0-9.])[百千万](?:兆|卡)(?:光网|城市|网络|宽带|园区|集群|级)?"),
    (
        "phrase", "东数西算",
        r"东数西算|一带一路|一网通办|一网统管|千行百业|千家万户|万物互联|千方百计|万众创新|百花齐放|成千上万|三农|两新|两重|两会|四下|四上|三北|五险一金|三位一体|五位一体|十分(?!之)|统一|百年|百强|千亿斤|万里|百姓|千万(?=不要|别|要)",
    ),
    (
        "place or company", "四川",
        r"四川|三亚|三沙|九江|六安|六盘水|七台河|五指山|三明|三门峡|百色|千岛|万州|万宁|四平|双鸭山|十堰|三峡|三星堆|百度|千问|万科|五粮液|三一重工",
    ),
    ("of so many parts", "三元锂电池", rf"(?<![{_HAN}万亿零])[一二三四五六七八九]元(?=锂|材料|正极|电池|前驱|对立|结构|体系|论|化|思维|经济|协同|融合|空间|世界|互动)"),
    ("meeting", "三中全会", r"三中全会|[一二三四五六七]中全会|二十[大届]|十[一二三四五六七八九]大|三月|八部门"),
    ("the so many great", "五大工程", rf"[{_HAN}]大(?=[一-鿿])|[0-9]{{1,3}}大(?=[一-鿿]{{2}})"),
    ("list marker", "一是推进", rf"[{_HAN}][{_HAN}]{{0,2}}(?:是|要)(?=[一-鿿])|(?<![一-鿿])[{_HAN}][{_HAN}]{{0,2}}、|（[{_HAN}0-9]{{1,3}}）"),
    ("time or date", "19:36", r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{2,4}[-/][0-9]{1,2}[-/][0-9]{1,2}"),
    ("telephone or post code", "010-12345678", r"[0-9]{3,4}-[0-9]{7,8}|1[0-9]{10}(?![0-9])|(?<![0-9.])[0-9]{6}(?=[，,])"),
    ("marker in digits", "1.推进", r"(?<![第前])(?<!第[0-9])[0-9]{1,3}[.、．](?=[一-鿿“《])|（[0-9]{1,2}）|[0-9]{1,2}）|[①-⑳]"),
    (
        "feature", "时速350公里",
        r"时速(?:为|达)?[0-9]{2,4}公里|[0-9]{1,4}(?:英寸|吋|纳米|nm)|呼叫[0-9]{3}|(?<![0-9.])[0-9]{1,2}点[0-9]{0,2}分?|24小时|7×24",
    ),
    (
        "sides and kinds", "三方面",
        r"三方面|两方面|四方面|多方面|两岸|两国|双方|三方|两院|三权|三医|四季|四中|八方|五谷|百货|千伏|万能|万一|万象|亿万|千万家",
    ),
)  # fmt: skip
_NAME = re.compile("|".join(pattern for _, _, pattern in _NAMES))


def masked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a sentence whose numbers are part of a name, in order."""
    for found in _NAME.finditer(text, start, end):
        yield found.span()
