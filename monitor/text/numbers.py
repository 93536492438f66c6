"""Numerals, Arabic and Han, to exact decimals; nothing here knows units or meaning."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final

_DIGITS = {sign: value for value, signs in enumerate(("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for sign in signs}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_TEN_THOUSAND = Decimal(10_000)
_HUNDRED_MILLION = Decimal(100_000_000)
#: Han digits of every spelling.
HAN_DIGIT: Final = "".join(_DIGITS)
#: Arabic digits with grouping commas and a fraction; bounded, as every pattern here.
ARABIC = r"(?>[0-9]{1,18}(?:,[0-9]{3}(?![0-9])){0,6}(?:\.[0-9]{1,12})?)"
#: Han digits and places, with a spoken fraction: 三千五百, 一点五.
HAN = rf"(?>[{HAN_DIGIT}十拾百佰千仟]{{1,24}}(?:点[{HAN_DIGIT}]{{1,12}})?)"
#: What may follow digits: 万, 亿, 万亿, 千万, 百亿; not the unit 百亿亿次.
SCALE = r"(?:(?!百亿亿次|千万亿次|亿亿次)(?:[十百千]?[万亿]{1,3}|[百千](?![瓦米克万亿分帕伏])))"
#: A numeral inside a text: digits and scale, then lower places (2万5千, 5万4千6百).
NUMERAL = rf"(?:{ARABIC}|{HAN}){SCALE}?(?:零?(?:[0-9]{{1,4}}|[{HAN_DIGIT}])(?!百亿亿次|千万亿次|亿亿次)(?:[十百千][万亿]?|[万亿])){{0,5}}[{HAN_DIGIT}]?"
_SIGNS = re.compile(rf"[0-9.,{HAN_DIGIT}十拾百佰千仟万亿点]{{1,60}}")
_TOKEN = re.compile(rf"(?P<arabic>{ARABIC})|点[{HAN_DIGIT}]{{1,12}}|.")


#: Numerals recur: years, round amounts, the parts of dates.
@lru_cache(maxsize=4096)
def parse_number(numeral: str) -> Decimal | None:
    """
    Return the value of a whole numeral: `1.5万亿`, `三万五千亿`, `1,200万`, `2万5千`, `一点五`, `二〇二五`.

    None if the words are no numeral.
    """
    if not _SIGNS.fullmatch(numeral):
        return None
    whole, _, fraction = numeral.partition("点")
    if len(whole) > 1 and all(sign in _DIGITS for sign in whole + fraction):
        return plain(Decimal("".join(str(_DIGITS[sign]) for sign in whole)) + _fraction(fraction or "零"))
    tokens = [match.group() for match in _TOKEN.finditer(numeral)]
    broken = any(part in {".", ",", "点"} for part in tokens)
    if broken or any(one[-1].isdigit() and other[0].isdigit() for one, other in pairwise(tokens)):
        return None
    return plain(_evaluate(tokens))


def plain(value: Decimal) -> Decimal:
    """Return the value without trailing zeros and without an exponent."""
    digits = format(value, "f")
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _evaluate(tokens: list[str]) -> Decimal:
    """Add up places; 万 and 亿 multiply what stands before them, so 万亿 is their product."""
    high = low = section = Decimal(0)
    pending: Decimal | None = None
    place = Decimal(1)
    previous = ""
    for part in tokens:
        if part in _SMALL:
            place = Decimal(_SMALL[part])
            # 十五 is 15: a place without a digit counts once.
            section += (Decimal(1) if pending is None else pending) * place
            pending = None
        elif part in "万亿":
            factor = _TEN_THOUSAND if part == "万" else _HUNDRED_MILLION
            # 万 and 亿 alone count once: 万亿; 亿亿 is their product.
            nothing = previous in {"", "亿"}
            before = low + section + (pending or 0)
            if part == "万":
                low = (1 if nothing else before) * factor
            elif nothing:
                high = (high if previous else 1) * factor
            else:
                high, low = high + before * factor, Decimal(0)
            section, pending, place = Decimal(0), None, factor
        elif part in "零〇○":
            place, pending = Decimal(10), None
        elif part in _DIGITS:
            pending = Decimal(_DIGITS[part])
        elif part[0] == "点":
            pending = (pending or 0) + _fraction(part[1:])
            place = Decimal(1)
        else:
            pending, place = Decimal(part.replace(",", "")), Decimal(1)
        previous = part
    # 两万五 is 25,000: a last Han digit right after a place counts in the next lower place.
    if pending is not None and tokens[-1] in _DIGITS and place > 10:  # noqa: PLR2004 - ten has no lower place
        pending *= place / 10
    return high + low + section + (pending or 0)


def _fraction(digits: str) -> Decimal:
    return Decimal("0." + "".join(str(_DIGITS[digit]) for digit in digits))
