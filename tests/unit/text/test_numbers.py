from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.text.normalise import clean
from monitor.text.units import parse_number, plain

DIGITS = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")


def in_han(number: int) -> str:
    """Write a number below 10^16 in Han numerals, as a person would."""
    if number == 0:
        return "零"
    words, low = "", number
    for scale, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part, low = divmod(low, scale)
        if part:
            gap = "零" if words and part < 1_000 else ""
            words += gap + group(part) + name
        elif words and low and not words.endswith("零") and low < scale:
            words += "" if low >= scale // 10 else "零"
    return words.replace("零零", "零")


def group(number: int) -> str:
    words = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += DIGITS[digit] + PLACES[place]
        elif words and number % 10**place:
            words += "" if words.endswith("零") else "零"
    return words


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        *(("1.5万亿", "1500000000000"), ("三万五千亿", "3500000000000"), ("1,200万", "12000000")),
        *(("2万5千", "25000"), ("5万4千6百", "54600"), ("1亿2千万", "120000000"), ("一点五", "1.5")),
        *(("二〇二五", "2025"), ("十五", "15"), ("两万五", "25000"), ("一百五", "150"), ("一百零五", "105")),
        *(("百亿", "10000000000"), ("亿亿", "10000000000000000"), ("一亿零五百万", "105000000"), ("0.80", "0.8")),
        *(("壹佰贰拾", "120"), ("点五", "0.5"), ("七", "7")),
    ],
)
def test_numerals_are_read_exactly(numeral: str, value: str) -> None:
    assert parse_number(numeral) == Decimal(value)


@pytest.mark.parametrize("words", ["", "五个", "1.2.3", ".", "abc", "点", ","])
def test_what_is_no_numeral_is_none(words: str) -> None:
    assert parse_number(words) is None


@given(st.integers(0, 10**16 - 1))
def test_a_number_survives_han_and_full_width(number: int) -> None:
    assert parse_number(in_han(number)) == number
    assert parse_number(clean("".join(chr(ord(c) + 0xFEE0) for c in str(number))).text) == number
    assert parse_number(f"{number:,}") == number or number >= 10**18


@given(st.decimals(0, 10**6, places=4), st.sampled_from([("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_a_number_survives_being_scaled(value: Decimal, scale: tuple[str, int]) -> None:
    assert parse_number(f"{value:f}{scale[0]}") == value * scale[1]


def test_plain_values_have_no_exponent() -> None:
    assert str(plain(Decimal("1E+5"))) == "100000"
    assert str(plain(Decimal("2.500"))) == "2.5"


@given(st.text(st.sampled_from("0123456789.,一二三十百千万亿点零个 "), max_size=70))
def test_no_words_raise(words: str) -> None:
    value = parse_number(words)

    assert value is None or value >= 0
