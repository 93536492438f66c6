from decimal import Decimal
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.text.lexicon import read_vocabulary
from monitor.text.units import NOUNS, TABLE, UNITS, Trait, UnitTable, find_unit, to_canonical, units_of

ROWS = [row for _, _, row in TABLE.rows()]


def name_after_number(text: str) -> str | None:
    """Return the unit that stands after the digits of a text."""
    found = find_unit(text, len(text) - len(text.lstrip("0123456789")))
    return found[0].name if found else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_unit_is_found_after_a_number(row) -> None:
    assert name_after_number(f"5{row.name}") == row.name


@pytest.mark.parametrize(
    ("name", "text"), [(row.name, text) for row in ROWS for text in row.like], ids=lambda value: value
)
def test_a_unit_is_read_in_what_its_row_says_is_like_it(name: str, text: str) -> None:
    assert name_after_number(text) == name


@pytest.mark.parametrize(
    ("name", "text"), [(row.name, text) for row in ROWS for text in row.unlike], ids=lambda value: value
)
def test_a_unit_is_not_read_where_a_longer_word_begins_so(name: str, text: str) -> None:
    assert name_after_number(text) != name


@pytest.mark.parametrize(("dimension", "row"), [(name, row) for name, _, row in TABLE.rows()])
def test_an_amount_is_stored_in_a_unit_of_the_same_dimension(dimension: str, row) -> None:
    assert UNITS[row.recorded_as or row.name].dimension == dimension


@pytest.mark.parametrize("dimension", TABLE.dimensions)
def test_the_first_unit_of_a_dimension_is_its_canonical_one(dimension: str) -> None:
    first = UNITS[TABLE.dimensions[dimension].units[0].name]

    assert (first.canonical, first.factor) == (first.name, 1)


@pytest.mark.parametrize(
    ("name", "trait", "has"),
    [
        ("%", Trait.RELATIVE, True),
        ("倍", Trait.RELATIVE, True),
        ("个", Trait.RELATIVE, False),
        ("个", Trait.COUNTED, True),
        ("个", Trait.MADE, True),
        ("家", Trait.MADE, False),
        ("名", Trait.CLASSIFIER, True),
        ("名", Trait.COUNTED, True),
        ("省", Trait.AFTER_YEAR, True),
        ("岁", Trait.TIME, True),
        ("千瓦", Trait.SIZE, True),
        ("公里", Trait.EXTENT, True),
    ],
)
def test_a_unit_has_its_own_traits_and_those_of_its_dimension(name: str, trait: Trait, *, has: bool) -> None:
    assert (trait in UNITS[name].traits) == has


def test_a_factor_leads_to_the_canonical_unit() -> None:
    assert to_canonical(Decimal("1.5"), UNITS["EFLOPS"]) == 1500
    assert to_canonical(Decimal(20), UNITS["公顷"]) == 200000


@pytest.mark.parametrize(
    ("text", "name", "end"), [(" EFlops", "EFlops", 7), ("个PFLOPS", "PFLOPS", 7), ("个标准机架", "标准机架", 5)]
)
def test_a_blank_or_a_classifier_may_stand_before_a_latin_unit(text: str, name: str, end: int) -> None:
    assert find_unit(text, 0) == (UNITS[name], end)


def test_so_much_per_something_is_a_dimension_of_its_own() -> None:
    found = find_unit("克/千瓦时", 0)

    assert found is not None
    assert (found[0].name, found[0].dimension, found[0].canonical) == ("克/千瓦时", "mass/千瓦时", "吨/千瓦时")
    assert not found[0].traits


def test_words_that_are_no_unit_are_none() -> None:
    assert find_unit("方案", 0) is None


def test_nouns_say_what_a_number_without_unit_counts() -> None:
    assert NOUNS["机架"] == "racks"
    assert NOUNS["人次"] == "visits"


def written(tmp_path: Path, dimensions: str) -> Path:
    path = tmp_path / "units.toml"
    path.write_text(f'per = ["人"]\n{dimensions}', encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ('{ name = "元" }, { name = "元" }', r"units.toml: dimensions.CNY.元: the name is there twice"),
        ('{ name = "元", not_before = "宇" }', r"units.toml: dimensions.CNY.元: add like and unlike"),
    ],
)
def test_a_row_that_no_one_could_rely_on_is_refused(tmp_path: Path, rows: str, problem: str) -> None:
    table = read_vocabulary(written(tmp_path, f"[dimensions.CNY]\nunits = [{rows}]"), UnitTable)

    with pytest.raises(ConfigError, match=problem):
        units_of(table)


def test_a_new_unit_is_one_row(tmp_path: Path) -> None:
    rows = '{ name = "兆瓦" }, { name = "千瓦", factor = "0.001" }'
    units = units_of(read_vocabulary(written(tmp_path, f"[dimensions.power]\nunits = [{rows}]"), UnitTable))

    assert to_canonical(Decimal(500), units["千瓦"]) == Decimal("0.5")
