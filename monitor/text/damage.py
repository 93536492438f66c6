"""
Signs that a text's bytes or words are damaged beyond repair.

A damaged sentence yields no figures: the neighbours of a lost byte turn into
other characters, so a number there may have lost its context.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .openings import places_of
from .sentences import is_question

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

#: (reason, what a text must hold to be looked at, pattern) on the clean text; each row is one kind of damage.
_SIGNS = tuple(
    (reason, re.compile(needs) if needs else None, re.compile(pattern))
    for reason, needs, pattern in (
        ("lost bytes", "", r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f]"),
        ("lost bytes", r"\?", rf"(?<=[{_HAN}])\?{{2,8}}|\?{{2,8}}(?=[{_HAN}])|\?[；，：、（]|(?<=[A-Za-z0-9]) \? (?=[A-Za-z0-9])"),
        ("wrong charset", "", "锟斤|斤拷|烫烫烫|屯屯屯"),
        ("wrong charset", "", r"[À-ÖØ-ÞĀ-ſ][\u0080-\u00bf‚-„†-‰‹›“”•™€]"),
        ("wrong charset", "", r"[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00ff][\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00ff]{2,63}"),
        ("masked words", "", r"关键词[0-9]|某某"),
        ("masked words", "", rf"[xX]{{2,6}}(?=[个家项亿万元省市县%])|[×*]{{2,9}}(?=[{_HAN}])|(?<=[{_HAN}0-9])[*]{{2,9}}|[□■＿_]{{2,9}}(?=[{_HAN}%])"),
        ("replaced words", "", r"人为智能|野生智能|天生式|局限高出|范围高出|年夜(?:数据|模|力|型|幅)|事情陈述|当局事情|财产集群(?=.{0,9}智)"),
        ("foreign words put in", r"\.(?:com|net|cc|top|xyz|vip)", rf"(?<=[{_HAN}])(?:www\.)?[a-z0-9-]{{2,24}}\.(?:com|net|cc|top|xyz|vip)(?=[{_HAN}])"),
    )
)  # fmt: skip
#: What one of the rows that need nothing else finds; most texts hold none of it.
_ANY_OTHER = re.compile(places_of("|".join(pattern.pattern for _, needs, pattern in _SIGNS if not needs)))
#: `30兆元`, and any `30兆` in a text written in Traditional characters: 万亿 in Taiwan, a million here.
_TAIWAN_MONEY = re.compile(r"[0-9]兆(?=[多余]?(?:元|美元|斤|台币))")
_TAIWAN_NUMBER = re.compile(r"[0-9]兆(?![瓦赫比字帕伏欧周位宽焦])")
_LONE_MARK = re.compile(rf"(?<=[{_HAN}）])\?(?=[{_HAN}A-Za-z\u00c0-\u024f])|(?<=[A-Za-zà-ǜ])\?(?=[{_HAN}])")
#: Share of rare characters, and so many different ones, from which a sentence is a misread one.
_RARE_SHARE = 0.35
_RARE_MIN = 5
#: GB 2312 level 1: rows 16 to 55 of 94 characters.
_COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
_RARE = re.compile(f"[^\\0-\u4dff\ua000-\U0010ffff{_COMMON}]")


@dataclass(frozen=True, slots=True)
class Damage:
    """One sign of damage, `[start, end)` in the clean text."""

    start: int
    end: int
    reason: str


def find_damage(text: str, *, traditional: bool = False) -> tuple[Damage, ...]:
    """Return the signs of damage in a clean text, in order; `traditional`: how its source was written."""
    any_other = _ANY_OTHER.search(text)
    found = [
        Damage(match.start(), match.end(), reason)
        for reason, needs, pattern in _SIGNS
        if (needs.search(text) if needs else any_other)
        for match in pattern.finditer(text)
    ]
    taiwan = _TAIWAN_NUMBER if traditional else _TAIWAN_MONEY
    found += [
        Damage(match.start(), match.end(), "兆 of unclear size")
        for match in (taiwan.finditer(text) if "兆" in text else ())
    ]
    found += [
        Damage(match.start(), match.end(), "lost bytes")
        for match in (_LONE_MARK.finditer(text) if "?" in text else ())
        if not is_question(text[max(0, match.start() - 40) : match.start()])
    ]
    return tuple(sorted(found, key=lambda damage: (damage.start, damage.end)))


def may_be_misread(text: str) -> bool:
    """Tell whether a text has rare characters enough for one sentence to look misread; most have not."""
    return len(set(_RARE.findall(text))) >= _RARE_MIN


def is_misread(sentence: str) -> bool:
    """Tell whether a sentence looks decoded with the wrong charset: too many rare characters."""
    rare = len(set(_RARE.findall(sentence)))
    if rare < _RARE_MIN:
        return False
    han = {character for character in sentence if "\u4e00" <= character <= "\u9fff"}
    return rare >= _RARE_SHARE * len(han)
