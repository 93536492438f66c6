"""Figures in words that people find again in the text they were read from."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from ..domain import Amount

#: Where the text's own words are not to be had (a table, a list, an edit), numbers are written so.
_SCALES: Final = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
#: Numbers with more digits are left as they are: 1.2345678亿 is no easier to read.
_DIGITS: Final = 5


def figure_words(amount: Amount, quote: str = "") -> str:
    """
    Return an amount as its quote writes it: `>= 2.7亿元`, `>= 50%以上`; empty without a number.

    Amounts are kept multiplied out (270000000元), which nobody finds in the source.
    """
    if not amount.values:
        return ""
    return f"{amount.comparator} {_as_stated(amount, quote) or _written(amount)}"


def _as_stated(amount: Amount, quote: str) -> str:
    """Return the quote's words for the amount; empty where they are not found."""
    from ..text.normalise import clean  # noqa: PLC0415 -- a check without news reads no text
    from ..text.quantities import find_quantities  # noqa: PLC0415 -- the same

    words = clean(quote)
    said = tuple(abs(value) for value in amount.values)
    for found in find_quantities(words.text, 0, len(words.text)):
        unit = found.unit.name if found.unit else None
        if tuple(abs(value) for value in found.values) == said and unit == amount.unit:
            return words.quote(found.start, found.end).strip()
    return ""


def _written(amount: Amount) -> str:
    return "–".join(number_words(value) for value in amount.values) + (amount.unit or "")


def number_words(value: Decimal) -> str:
    """Return a number in 万 and 亿, if that makes it short."""
    for scale, word in _SCALES:
        short = f"{(value / scale).normalize():f}"
        if abs(value) >= scale and len(short.lstrip("-").replace(".", "")) <= _DIGITS:
            return f"{short}{word}"
    return f"{value.normalize():f}"
