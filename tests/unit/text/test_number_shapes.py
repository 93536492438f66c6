"""How each shape of a number is read, before its unit is known."""

from decimal import Decimal

import pytest

from monitor.text.number_shapes import ANY_SHAPE, SHAPES, StatedNumber, read_number, value_of


def read(text: str) -> StatedNumber | None:
    found = ANY_SHAPE.search(text)
    assert found is not None
    return read_number(found)


def values(text: str) -> list[str] | None:
    number = read(text)
    return [str(value) for value in number.values] if number else None


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("百分之五十", ["50"]),
        ("百分之五到百分之六", ["5", "6"]),
        ("千分之三", ["0.3"]),
        ("万分之三", ["0.03"]),
        ("两位数", ["10", "99"]),
        ("1/4", ["25"]),
        ("过半", ["50"]),
        ("翻两番", ["4"]),
        ("全覆盖", ["100"]),
        ("动态清零", ["0"]),
        ("三分之二", ["66.67"]),
        ("第5位", ["5"]),
        ("前十。", ["10"]),
        ("数十万家", ["100000", "999999"]),
        ("上百万人", ["1000000"]),
        ("百余家", ["100"]),
        ("六成半左右", ["65"]),
        ("八成五以上", ["85"]),
        ("两三家", ["2", "3"]),
        ("三四十家", ["30", "40"]),
        ("三四百亿元", ["300", "400"]),
        ("十七八个", ["17", "18"]),
        ("一百二三十家", ["120", "130"]),
        ("三千五六百家", ["3500", "3600"]),
        ("六七成", ["60", "70"]),
        ("十几家", ["10"]),
        ("压缩至半天", ["0.5"]),
        ("居全国首位。", ["1"]),
        ("十分之九", ["90"]),
        ("3~5个", ["3", "5"]),
        ("2—3万", ["20000", "30000"]),
        ("三至五百万", ["3000000", "5000000"]),
        ("三五家", ["3", "5"]),
        ("1.5万亿", ["1500000000000"]),
        ("三个", ["3"]),
        ("三万亿五千亿", ["3500000000000"]),
        ("三万五", ["35000"]),
        ("近千亿一批项目", ["100000000000"]),
        ("1亿3千5百万", ["135000000"]),
        ("五千三百二十一万零五百", ["53210500"]),
    ],
)
def test_a_number_has_the_values_of_its_shape(text: str, stated: list[str]) -> None:
    assert values(text) == stated


@pytest.mark.parametrize(
    "text",
    [
        "零分之五",
        "五分之八",
        "5至3",
        "七三个",
        "百校",
        "一体化",
        "百一二三家",
        "十五六百家",
        "千千万",
        "3亿7亿",
        "三百五百",
        "5万3千2万",
    ],
)
def test_what_only_has_the_shape_of_a_number_states_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "comparator", "vague"),
    [
        ("数十家", "range", True),
        ("上百家", ">=", True),
        ("两位数", "range", True),
        ("三五家", "range", True),
        ("3~5个", "range", False),
        ("前十。", "<=", False),
        ("过半", ">", False),
        ("50个", "", False),
    ],
)
def test_a_shape_may_bound_its_number_and_be_vague(text: str, comparator: str, *, vague: bool) -> None:
    number = read(text)

    assert number is not None
    assert (number.comparator, number.is_vague) == (comparator, vague)


@pytest.mark.parametrize(("text", "is_open"), [("翻一番", False), ("百分之五", False), ("50", True), ("数十", True)])
def test_a_unit_may_follow_only_what_has_none_yet(text: str, *, is_open: bool) -> None:
    number = read(text)

    assert number is not None
    assert number.is_open == is_open


@pytest.mark.parametrize(("text", "small"), [("三个", True), ("十个", True), ("三百个", False), ("30个", False)])
def test_a_small_number_in_han_digits_is_marked(text: str, *, small: bool) -> None:
    number = read(text)

    assert number is not None
    assert number.small_han == small


def test_each_shape_has_a_name_of_its_own() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)


def test_a_numeral_has_a_value() -> None:
    assert value_of("三万五千") == Decimal(35000)
    with pytest.raises(AssertionError, match="方案"):
        value_of("方案")
