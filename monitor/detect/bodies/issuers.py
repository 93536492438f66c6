"""Bodies that issue measures, read from `bodies.toml`: find them in a text, name them alike, read them off numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from ...text.lexicon import Lexicon, Mention, Row, read_vocabulary
from .regions import CODES, NATIONAL, SHARED_CODES, find_regions, full_name, place_at_start


class BodyRow(Row, frozen=True):
    """A body with its other names and the codes of its document numbers."""

    name: str
    also: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All names."""
        return (self.name, *self.also)


class BodyTable(Row, frozen=True):
    """The whole file."""

    central: tuple[BodyRow, ...]
    offices: tuple[str, ...]
    local: tuple[BodyRow, ...]


TABLE: Final = read_vocabulary(Path(__file__).with_name("bodies.toml"), BodyTable)
_WRITTEN_OUT = re.compile(r"[*\[]")


def _code_pattern(code: str) -> re.Pattern[str]:
    """Return what a document number's code must be: all that is written out, or what it starts with."""
    return re.compile(code.replace("*", ".{0,4}") if _WRITTEN_OUT.search(code) else f"{code}.{{0,40}}")


#: Every spelling to the name used here, of central bodies and of the ends of local bodies' names.
_CENTRAL: Final = {word: row.name for row in TABLE.central for word in row.spellings}
_LOCAL: Final = {word: row.name for row in TABLE.local for word in row.spellings}
#: Codes of central bodies, longest first.
_CENTRAL_CODES: Final = sorted(
    ((_code_pattern(code), code, row.name) for row in TABLE.central for code in row.codes),
    key=lambda row: (-len(row[1]), row[1]),
)
#: What follows the place in a local number's code, longest first.
_LOCAL_CODES: Final = sorted(
    ((code, row.name) for row in TABLE.local for code in row.codes), key=lambda row: -len(row[0])
)
_CENTRAL_WORDS: Final = Lexicon(_CENTRAL)
_LOCAL_WORDS: Final = Lexicon(word for word in _LOCAL if len(word) > 1)
_OFFICE = re.compile("|".join(TABLE.offices))
#: 财政部门, 教育部署 and 公安部队 name no ministry; 商务部门户网站 does.
_NOT_A_MINISTRY = re.compile(r"(?<=部)(?:门(?!户)|署(?!名)|队|分)")
#: 上海市委 is a body, 上海市委托 is not.
_PARTY_COMMITTEE = re.compile(r"委(?![托员派任内外]|书记|常委)")
#: 国家数据局等四部门 names one body, 某市有关部门 none.
_AND_OTHERS = re.compile(r"等(?:[一二两三四五六七八九十0-9]{1,3}个?)?(?:部门|单位|部委)?$")
_VAGUE = re.compile("相关|有关")
#: 某市第十四届人民代表大会: the number of its term stands inside a congress's name.
_TERM = re.compile("第?[一二三四五六七八九十0-9]{1,4}届(?=人民代表大会|人大)")
_PARTED = re.compile(r"[\s、,，;；]")
_FOREIGN = re.compile(r"(?:美国|日本|韩国|英国|法国|德国|印度|越南|俄罗斯|加拿大|澳大利亚|欧盟|外国)$")
#: 国务院部门, 民政部门 are not the body itself.
_NO_BODY_AFTER = re.compile(r"(?:部)?门|各|直属|(?<=部)(?:署|队|分)|提请")
_JOINT = re.compile(r"[、和与 ]|会同|联合")
#: A name of two characters also stands inside other words (全国办理, 中央行政): it needs a border on both sides.
_SHORT = 2
_BORDER_BEFORE = re.compile(r"(?:^|[^一-鿿]|[由经与和及日])$")
_BORDER_AFTER = re.compile(r"$|[^一-鿿]|印发|发布|联合|等|日前|近日|发文|就")
#: A body of the text's own province or city: 省政府, 我省工信厅.
_RELATIVE = re.compile(r"(?<![一-鿿])[我全本]?(?:自治区|省|市)")
#: A government of a place that no table knows, where its name begins after a sign.
_UNKNOWN = re.compile(r"(?<![一-鿿])([一-鿿]{1,6}?[市区县州盟旗])(?:人民政府(?:办公[厅室])?|管理委员会|管委会)")


def find_issuers(text: str, home: str | None = None) -> tuple[Mention, ...]:
    """
    Return the bodies that the text names, in order, with the names used here.

    `home` is the place that 省政府 or 市工信局 belong to when the text alone does not say it.
    """
    local = list(_local_bodies(text))
    local += _relative_bodies(text, home, {mention.end: mention.name for mention in local})
    taken = {position for mention in local for position in range(mention.start, mention.end)}
    central = [mention for mention in _central_bodies(text) if mention.start not in taken]
    taken.update(position for mention in central for position in range(mention.start, mention.end))
    unknown = [
        Mention(match[0].replace("管委会", "管理委员会"), match.start(), match.end())
        for match in _UNKNOWN.finditer(text)
        if taken.isdisjoint(range(match.start(), match.end()))
    ]
    return tuple(sorted((*local, *central, *unknown), key=lambda mention: mention.start))


def find_issuer(text: str, home: str | None = None) -> str | None:
    """Return the first body that the text names; None when it names none."""
    found = find_issuers(text, home)
    return found[0].name if found else None


def end_of_body(text: str) -> int:
    """Return the end of the leading list of central bodies (财政部、教育部); 0 if the text begins with none."""
    end = at = 0
    while (body := _CENTRAL_WORDS.at(text, at)) and not _NO_BODY_AFTER.match(text, at + len(body)):
        end = at + len(body)
        joint = _JOINT.match(text, end)
        at = joint.end() if joint else end
    return end


def canonical(name: str) -> str:
    """
    Return the one form of a body's or place's name: 国家发改委 → 国家发展改革委, 深圳 → 深圳市.

    A name that no table knows comes back without blanks.
    """
    compact = "".join(name.split())
    found = find_issuers(compact)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(compact):
        return found[0].name
    return full_name(compact) or compact


def split_issuers(names: str) -> tuple[str, ...]:
    """Return the bodies of a heading such as `工业和信息化部 财政部` or `国务院办公厅、中央军委办公厅`, in order."""
    parts = (part for part in _PARTED.split(names) if part)
    return tuple(dict.fromkeys(canonical(part) for part in parts))


#: Every rule asks for the issuers of the same page.
@lru_cache(maxsize=8)
def known_issuers(names: str | None) -> tuple[str, ...]:
    """Return the known bodies that a page's metadata names as issuer; empty for newspapers and unknown departments."""
    known = (name for name in split_issuers(_AND_OTHERS.sub("", names or "")) if not _VAGUE.search(name))
    return tuple(name for name in known if find_issuers(name) or find_regions(name))


def from_document_number(number: str) -> tuple[str, ...]:
    """
    Return the body that the code of a normalised document number stands for; empty when unknown.

    One body only: of joint documents (联) the code names the leading one.
    """
    code = number.partition("〔")[0]
    named = _CENTRAL_WORDS.at(code, 0)
    if named and not code.startswith(f"{named}联"):
        rest = code[len(named) :]
        if not rest or rest.startswith(("令", "公告", "通告")):
            return (_CENTRAL[named],)
    return _from_local_code(code) or _from_central_code(code)


def region_of(issuer: str) -> str | None:
    """Return the place that a body governs: 全国 for a central body; None if the name does not say it."""
    if _CENTRAL_WORDS.at(issuer, 0):
        return NATIONAL
    place = place_at_start(issuer)
    if place:
        return place.name
    unknown = _UNKNOWN.match(issuer)
    return unknown[1] if unknown else None


def _local_bodies(text: str) -> Iterator[Mention]:
    for place in find_regions(text):
        term = _TERM.match(text, place.end)
        start = term.end() if term else place.end
        if end := _local_end(text, start):
            yield Mention(place.name + _LOCAL[text[start:end]], place.start, end)


def _relative_bodies(text: str, home: str | None, ends: dict[int, str]) -> Iterator[Mention]:
    """Yield 省政府 and the like, of the place of the body listed directly before (上海市委、市政府) or of home."""
    for match in _RELATIVE.finditer(text):
        end = _local_end(text, match.end())
        neighbour = ends.get(match.start() - 1)
        place = find_regions(neighbour)[0].name if neighbour else home
        if end and place:
            yield Mention(place + _LOCAL[text[match.end() : end]], match.start(), end)


def _local_end(text: str, position: int) -> int:
    """Return the end of the local body whose place ends at the position; 0 if there is none."""
    word = _LOCAL_WORDS.at(text, position)
    if word:
        return position + len(word)
    return position + 1 if _PARTY_COMMITTEE.match(text, position) else 0


def _central_bodies(text: str) -> Iterator[Mention]:
    for word in _CENTRAL_WORDS.find_all(text):
        if _NOT_A_MINISTRY.match(text, word.end) or _FOREIGN.search(text, max(0, word.start - 4), word.start):
            continue
        if word.end - word.start == _SHORT and not _is_bordered(text, word):
            continue
        office = _OFFICE.match(text, word.end)
        end = office.end() if office else word.end
        yield Mention(_CENTRAL[word.name] + text[word.end : end], word.start, end)


def _is_bordered(text: str, word: Mention) -> bool:
    before = text[max(0, word.start - 1) : word.start]
    return bool(_BORDER_BEFORE.search(before) and _BORDER_AFTER.match(text, word.end))


def _from_local_code(code: str) -> tuple[str, ...]:
    place = CODES.get(code[:1])
    body = next((name for start, name in _LOCAL_CODES if code.startswith(start, 1)), None)
    if place is None or body is None or code[0] in SHARED_CODES:
        return ()
    return (place + body,)


def _from_central_code(code: str) -> tuple[str, ...]:
    if code[1:2] in {"政", "府"}:
        return ()
    for pattern, start, name in _CENTRAL_CODES:
        if pattern.fullmatch(code):
            rest = code[1 if _WRITTEN_OUT.search(start) else len(start) :]
            is_office = not name.endswith(("办公厅", "司")) and ("厅" in rest or rest.startswith("办"))
            return (f"{name}办公厅" if is_office else name,)
    return ()
