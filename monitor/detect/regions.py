"""Names of places in a text: find them, complete them, say which lies in which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .divisions import AMBIGUOUS, BLOCS, CITY_CODES, NO_PLACES, PROVINCES
from .lexicon import Lexicon, Mention

#: Region of the central government and its ministries.
NATIONAL: Final = "全国"
#: A place's name with such a tail names an organisation: 北京邮电大学, 上海浦东发展银行.
_ORGANISATION = re.compile(r"[一-鿿]{0,6}?(?:大学|学院|证券|银行|交易所|日报|晚报|卫视|电视台)")
#: What a prefecture's short form leaves out: 恩施土家族苗族自治州 → 恩施州.
_PEOPLES = re.compile(
    r"(?:朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|[苗藏羌彝侗壮傣白回]族|族){1,6}自治州$"
)
#: Endings that already say what a place is.
_SUFFIXES = ("市", "盟", "自治州", "地区", "新区", "园区", "区", "自由贸易港", "兵团", "新片区")


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    province: str


def _table() -> Iterator[tuple[str, _Place]]:
    """Yield each spelling with its place; of a spelling given twice the first holds."""
    for line in PROVINCES.split("\n")[1:-1]:
        province, short, _, *parts = line.split()
        yield province, _Place(province, province)
        yield short, _Place(province, province)
        for part in parts:
            full = part if part.endswith(_SUFFIXES) else f"{part}市"
            yield full, _Place(full, province)
            if part not in AMBIGUOUS:
                yield part, _Place(full, province)
            if full.endswith("自治州"):
                yield _PEOPLES.sub("州", full), _Place(full, province)


def _codes() -> Iterator[tuple[str, str]]:
    for line in PROVINCES.split("\n")[1:-1]:
        province, _, codes, *_ = line.split()
        yield from ((code, province) for code in codes.split(","))


_PLACES: Final = dict(reversed(tuple(_table())))
_WORDS: Final = Lexicon((*_PLACES, *BLOCS, *NO_PLACES))
#: A city whose short name is also a word is meant after 在, and set off: `在日照，`.
_SET_OFF = re.compile(rf"在(?P<city>{'|'.join(sorted(AMBIGUOUS))})(?=[，、])")
#: First character of a document number's code to the place; provinces win over cities.
CODES: Final = CITY_CODES | dict(_codes())


def full_name(name: str) -> str | None:
    """Return the place's whole official name (上海 → 上海市); blocs stay; None if it is no place."""
    if name in BLOCS:
        return name
    place = _PLACES.get(name)
    return place.name if place else None


def province_of(name: str) -> str | None:
    """Return the province that a place lies in, the province itself for one; None if unknown."""
    place = _PLACES.get(name)
    return place.province if place else None


def members(bloc: str) -> tuple[str, ...]:
    """Return the provinces of a regional bloc; empty if it is none."""
    return BLOCS.get(bloc, ())


#: Several rules ask for the places in the same words, one after the other.
@lru_cache(maxsize=32)
def find_regions(text: str) -> tuple[Mention, ...]:
    """
    Return the places that the text names, in order, with full names.

    A province directly before its own city makes one mention of the city
    (广东省深圳市). Names inside names of organisations do not count.
    """
    found: list[Mention] = []
    for word in _WORDS.find_all(text):
        if word.name in NO_PLACES or _ORGANISATION.match(text, word.end):
            continue
        mention = Mention(full_name(word.name) or word.name, word.start, word.end)
        if found and found[-1].end == mention.start and found[-1].name == province_of(mention.name):
            mention = Mention(mention.name, found.pop().start, mention.end)
        found.append(mention)
    if "在" in text:
        found += [Mention(f"{city['city']}市", *city.span("city")) for city in _SET_OFF.finditer(text)]
        found.sort(key=lambda mention: mention.start)
    return tuple(found)


def place_at_start(text: str) -> Mention | None:
    """Return the place that the text begins with; None when it begins with none."""
    # Most words begin none, and are told so by one look.
    if _WORDS.at(text, 0) is None:
        return None
    first = next(iter(find_regions(text)), None)
    return first if first and first.start == 0 else None


def find_region(text: str) -> str | None:
    """Return the full name of the first place that the text names; None when it names none."""
    found = find_regions(text)
    return found[0].name if found else None
