"""Bytes to text, and the signs of text that was damaged on the way."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NamedTuple

from .sentences import is_question

#: `<meta charset="gb2312">`, `content="text/html; charset=gb2312"`; not `charset` without a value.
_META = re.compile(rb"""charset\s{0,8}=\s{0,8}["']?\s{0,8}([\w-]{1,40})""", re.IGNORECASE)
#: A declaration counts only near the top of the page.
_META_REACH = 4096
_UTF8 = frozenset({"utf-8", "utf8", "utf-8-sig", "unicode-1-1-utf-8"})
#: Declarations that count. The GB family is always tried, as GB18030; Latin-1 and the like are server defaults and
#: never true of a Chinese page; all other names are unknown.
_BELIEVED = {
    "big5": "big5hkscs",
    "big-5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "cp950",
    "x-windows-950": "cp950",
}
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOST = "\N{REPLACEMENT CHARACTER}"
#: In the right decoding of a page with bad bytes, there are at least so many readable characters per lost character.
#: GB text decoded as UTF-8 has about 0.1.
_READABLE_PER_LOST = 2


def decode(body: bytes, charset: str | None, fallback: str | None = None) -> str:
    """
    Return the page's text; each byte that cannot be read becomes U+FFFD.

    `charset` comes from the Content-Type header, `fallback` from the settings of
    the site; the bytes outweigh both. Valid UTF-8 wins over any declaration, because
    pages that declare gb2312 are often UTF-8. GB pages are decoded as GB18030, which
    has the rare characters of names.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    names = _declared(body, charset, fallback)
    believed = [_BELIEVED[name] for name in names if name in _BELIEVED]
    for encoding in ("utf-8-sig", *believed, "gb18030"):
        text = body.decode(encoding, "replace")
        if _is_readable(text):
            return text
    return body.decode("utf-8-sig" if _UTF8.intersection(names) else "gb18030", "replace")


def _declared(body: bytes, charset: str | None, fallback: str | None) -> list[str]:
    """Return the names that header, page and site settings give, in this order, in lower case."""
    meta = _META.search(body[:_META_REACH])
    names = (charset, meta and meta[1].decode("ascii", "replace"), fallback)
    return [name.strip().lower() for name in names if name]


def _is_readable(text: str) -> bool:
    lost = text.count(_LOST)
    if not lost:
        return True
    readable = sum(character > "\x7f" for character in text) - lost
    return readable >= _READABLE_PER_LOST * lost


_HAN = "\u3400-\u4dbf\u4e00-\u9fff"


class DamageSign(NamedTuple):
    """A pattern of damage in a clean text, with a text that shows it and a text that only looks alike."""

    reason: str
    like: str
    unlike: str
    pattern: re.Pattern[str]


_SIGNS = (
    DamageSign("lost bytes", "人工\ufffd能", "人工智能", re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f]")),
    DamageSign(
        "lost bytes", "建设平??50个", "what? why",
        re.compile(rf"(?<=[{_HAN}])\?{{2,8}}|\?{{2,8}}(?=[{_HAN}])|\?[；，：、（]|(?<=[A-Za-z0-9]) \? (?=[A-Za-z0-9])"),
    ),
    # What common wrong decodings of Chinese text are full of.
    DamageSign("wrong charset", "锟斤拷", "半斤八两", re.compile("锟斤|斤拷|烫烫烫|屯屯屯")),
    DamageSign("wrong charset", "Ã¥Â¹Â´", "Côte d’Azur", re.compile(r"[À-ÖØ-ÞĀ-ſ][\u0080-\u00bf‚-„†-‰‹›“”•™€]")),
    DamageSign(
        "wrong charset", "¡¢£¤", "50°",
        re.compile(r"[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00ff][\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00ff]{2,63}"),
    ),
    # Names and numbers that a template or a copyist left out.
    DamageSign("masked words", "关键词1", "关键词", re.compile(r"关键词[0-9]|某某")),
    DamageSign(
        "masked words", "投入XX亿元", "5×5米",
        re.compile(rf"[xX]{{2,6}}(?=[个家项亿万元省市县%])|[×*]{{2,9}}(?=[{_HAN}])|(?<=[{_HAN}0-9])[*]{{2,9}}|[□■＿_]{{2,9}}(?=[{_HAN}%])"),
    ),
    # Copies whose words a machine replaced by synonyms: 人工 by 人为, 大 by 年夜, 产业 by 财产.
    DamageSign(
        "replaced words", "发展人为智能", "发展人工智能",
        re.compile("人为智能|野生智能|天生式|局限高出|范围高出|年夜(?:数据|模|力|型|幅)|事情陈述|当局事情|财产集群(?=.{0,9}智)"),
    ),
    # Addresses that a copy put into the middle of a sentence.
    DamageSign(
        "foreign words put in", "发展example.com产业", "网址：example.com",
        re.compile(rf"(?<=[{_HAN}])(?:www\.)?[a-z0-9-]{{2,24}}\.(?:com|net|cc|top|xyz|vip)(?=[{_HAN}])"),
    ),
)  # fmt: skip
#: 兆 is 万亿 in Taiwan and a million here: `30兆元`, and any `30兆` in a text written in Traditional characters.
_TAIWAN_MONEY = re.compile(r"[0-9]兆(?=[多余]?(?:元|美元|斤|台币))")
_TAIWAN_NUMBER = re.compile(r"[0-9]兆(?![瓦赫比字帕伏欧周位宽焦])")
#: A question mark inside a sentence stands for a lost byte unless a question stands within so many characters.
_QUESTION_REACH = 40
_LONE_MARK = re.compile(rf"(?<=[{_HAN}）])\?(?=[{_HAN}A-Za-z\u00c0-\u024f])|(?<=[A-Za-zà-ǜ])\?(?=[{_HAN}])")
#: A sentence is misread from this share of rare characters, and this number of different ones.
_RARE_SHARE = 0.35
_RARE_MIN = 5
#: GB 2312 level 1: rows 16 to 55 of 94 characters.
_COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
_RARE = re.compile(f"[^\\0-\u4dff\ua000-\U0010ffff{_COMMON}]")


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged place, `[start, end)` in the clean text."""

    start: int
    end: int
    reason: str


def find_damage(text: str, *, traditional: bool = False) -> tuple[Damage, ...]:
    """Return the damaged places of a clean text, in order; `traditional`: whether its source was written so."""
    found = [
        Damage(match.start(), match.end(), sign.reason) for sign in _SIGNS for match in sign.pattern.finditer(text)
    ]
    taiwan = _TAIWAN_NUMBER if traditional else _TAIWAN_MONEY
    found += [Damage(match.start(), match.end(), "兆 of unclear size") for match in taiwan.finditer(text)]
    found += [
        Damage(match.start(), match.end(), "lost bytes")
        for match in _LONE_MARK.finditer(text)
        if not is_question(text[max(0, match.start() - _QUESTION_REACH) : match.start()])
    ]
    return tuple(sorted(found, key=lambda damage: (damage.start, damage.end)))


def is_misread(sentence: str) -> bool:
    """Tell whether a sentence looks decoded with the wrong charset: too many rare characters."""
    rare = len(set(_RARE.findall(sentence)))
    if rare < _RARE_MIN:
        return False
    han = {character for character in sentence if "\u4e00" <= character <= "\u9fff"}
    return rare >= _RARE_SHARE * len(han)
