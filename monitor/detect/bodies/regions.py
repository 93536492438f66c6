"""Names of places in a text, read from `divisions.toml`: find them, complete them, say in which province they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from ...text.lexicon import Lexicon, Mention, Row, read_vocabulary


class PartRow(Row, frozen=True):
    """A prefecture, city or zone with more to say than its name."""

    name: str
    is_word: bool = False
    code: str = ""
    districts: str = ""


class ProvinceRow(Row, frozen=True):
    """A province with its parts."""

    name: str
    short: str
    codes: tuple[str, ...]
    shares_code: bool = False
    districts: str = ""
    parts: tuple[str | PartRow, ...] = ()

    def all_parts(self) -> Iterator[PartRow]:
        """Yield the parts in the order of the file."""
        return (PartRow(name=part) if isinstance(part, str) else part for part in self.parts)


class DivisionTable(Row, frozen=True):
    """The whole file."""

    no_places: frozenset[str]
    blocs: frozenset[str]
    provinces: tuple[ProvinceRow, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division or zone with its official name."""

    name: str
    province: str


#: Region of the central government and its ministries.
NATIONAL: Final = "全国"
TABLE: Final = read_vocabulary(Path(__file__).with_name("divisions.toml"), DivisionTable)
#: What a prefecture's short form leaves out: 恩施土家族苗族自治州 → 恩施州.
_PEOPLES = re.compile(r"(?:朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|[苗藏羌彝侗壮傣白回]族|族){1,6}自治州$")
#: Endings that already say what a place is; other names are cities.
_SUFFIXES = ("市", "盟", "自治州", "地区", "新区", "园区", "区", "自由贸易港", "兵团", "新片区")


def _official(name: str) -> str:
    return name if name.endswith(_SUFFIXES) else f"{name}市"


def _districts(parent: Division, names: str) -> Iterator[tuple[str, Division]]:
    """Yield the districts whose name no other place has, alone and after the place that they lie in."""
    for name in names.split():
        district = Division(f"{parent.name}{name}", parent.province)
        yield name, district
        yield district.name, district


def _spellings() -> Iterator[tuple[str, Division]]:
    """Yield each spelling with its division; of a spelling that is there twice the first counts."""
    for row in TABLE.provinces:
        province = Division(row.name, row.name)
        yield row.name, province
        yield row.short, province
        yield from _districts(province, row.districts)
        for part in row.all_parts():
            division = Division(_official(part.name), row.name)
            yield division.name, division
            yield from _districts(division, part.districts)
            if not part.is_word:
                yield part.name, division
            if division.name.endswith("自治州"):
                yield _PEOPLES.sub("州", division.name), division


_DIVISIONS: Final = dict(reversed(tuple(_spellings())))
_WORDS: Final = Lexicon((*_DIVISIONS, *TABLE.blocs, *TABLE.no_places))
#: A city whose short name is also a word is meant after 在 where a comma follows: `在日照，`, not `在日照下`.
_AFTER_IN = re.compile(
    rf"在(?P<city>{'|'.join(part.name for row in TABLE.provinces for part in row.all_parts() if part.is_word)})(?=[，、])"
)
#: A river or road that is named after a city lies elsewhere: 苏州河, 南京路; not 苏州河长制, 杭州路网.
_NAMED_AFTER = re.compile(r"河(?![长流湖道北南西源池])|路(?![网径面桥灯演线政段况])")
#: A place's name with such a tail names an organisation: 北京邮电大学, 上海浦东发展银行.
_ORGANISATION = re.compile(r"[一-鿿]{0,6}?(?:大学|学院|证券|银行|交易所|日报|晚报|卫视|电视台)")
#: A county-level place after the full name of what it lies in; a city of a county is known by its own name.
_COUNTY = re.compile(r"[一-鿿]{1,4}?(?:自治县|(?<=[一-鿿]{2})县|[一-鿿]区|旗|(?<=[一-鿿]{2})市)(?![域划位级场县])")
_COUNTY_ENDS = ("区", "县", "旗")
#: Other words that end so: 示范区, 各区, 全市.
_NO_COUNTY = re.compile(
    r"[园范验导辖发新社片景能聚管委厂校]区$|[核中]心区$|^(?:[主老中]?城|山|牧|库|灾|郊|街|营|专|特|大|湾|港|军|禁|分|小|地|矿)区$|"
    r"^[各全本我该两三几多与和及等的已将在]|[各全本我该城地]市$|[各全本我该与和及等的、]"
)
#: First character of a document number's code to the place; a province wins over a city.
CODES: Final = {part.code: _official(part.name) for row in TABLE.provinces for part in row.all_parts() if part.code} | {
    code: row.name for row in TABLE.provinces for code in row.codes
}
#: Characters that two governments' numbers start with.
SHARED_CODES: Final = frozenset(code for row in TABLE.provinces if row.shares_code for code in row.codes)


def full_name(name: str) -> str | None:
    """Return the place's official name (上海 → 上海市); a bloc's name stays; None if it is no place."""
    if name in TABLE.blocs:
        return name
    division = _DIVISIONS.get(name)
    return division.name if division else None


def province_of(name: str) -> str | None:
    """Return the province that a place lies in, the province itself for a province; None if unknown."""
    division = _DIVISIONS.get(name)
    if division is None and name.endswith(_COUNTY_ENDS):
        # A county that the table lacks is named after its city or province.
        place = next(iter(_WORDS.find_all(name)), None)
        division = _DIVISIONS.get(place.name) if place and place.start == 0 else None
    return division.province if division else None


def lies_in(place: str, whole: str) -> bool:
    """Tell whether a place is the other or a part of it: 某市某区 of 某市, a city of its province."""
    return place.startswith(whole) or province_of(place) == whole


#: Several rules ask for the places in the same words, one after the other.
@lru_cache(maxsize=32)
def find_regions(text: str) -> tuple[Mention, ...]:
    """
    Return the places that the text names, in order, with official names.

    A province directly before its own city makes one mention of the city
    (广东省深圳市). Names inside names of organisations do not count.
    """
    found: list[Mention] = []
    for word in _WORDS.find_all(text):
        if word.name in TABLE.no_places or _ORGANISATION.match(text, word.end):
            continue
        if not word.name.endswith(_SUFFIXES) and _NAMED_AFTER.match(text, word.end):
            continue
        mention = _with_county(text, Mention(full_name(word.name) or word.name, word.start, word.end))
        if found and found[-1].end == mention.start and _contains(found[-1].name, mention.name):
            mention = Mention(mention.name, found.pop().start, mention.end)
        found.append(mention)
    found += [Mention(_official(city["city"]), *city.span("city")) for city in _AFTER_IN.finditer(text)]
    return tuple(sorted(found, key=lambda mention: mention.start))


def _contains(place: str, other: str) -> bool:
    """Tell whether a place is the province of another, or the city that its name begins with."""
    return place == province_of(other) or (other != place and other.startswith(place))


def _with_county(text: str, place: Mention) -> Mention:
    """Return the county or district that stands right after its city's or province's full name: 甲市乙区."""
    full = text.endswith(("省", "市", "州", "自治区"), place.start, place.end)
    county = _COUNTY.match(text, place.end) if full and _WORDS.at(text, place.end) is None else None
    if county is None or _NO_COUNTY.search(county[0]):
        return place
    name = county[0] if county[0].endswith("市") else place.name + county[0]
    return Mention(name, place.start, county.end())


def place_at_start(text: str) -> Mention | None:
    """Return the place that the text begins with; None when it begins with none."""
    if _WORDS.at(text, 0) is None:
        return None
    first = next(iter(find_regions(text)), None)
    return first if first and first.start == 0 else None
