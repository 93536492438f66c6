"""Configuration files: typed values, and what a person is told about the rest."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from monitor import toml
from monitor.errors import ConfigError
from monitor.toml import BadValueError, Problems, Reader


class Colour(StrEnum):
    RED = "red"
    DARK_BLUE = "dark-blue"


@pytest.mark.parametrize(
    ("reader", "raw", "read"),
    [
        (toml.text, "通知", "通知"),
        (toml.texts, "a", ("a",)),
        (toml.texts, ["a", "b"], ("a", "b")),
        (toml.texts, [], ()),
        (toml.flag, False, False),
        (toml.identifier, "ndrc_tz-2", "ndrc_tz-2"),
        (toml.identifier, "a" * 40, "a" * 40),
        (toml.whole(1), 1, 1),
        (toml.whole(1, 1000), 1000, 1000),
        (toml.number, 0, 0.0),
        (toml.number, 1.5, 1.5),
        (toml.one_of(Colour), "dark-blue", Colour.DARK_BLUE),
    ],
)
def test_a_good_value_is_read(reader: Reader, raw: object, read: object) -> None:
    assert reader(raw) == read


@pytest.mark.parametrize(
    ("reader", "raw", "told"),
    [
        (toml.text, 7, "must be a string in quotes, not 7"),
        (toml.text, " ", "is empty; write a value or remove the key"),
        (toml.texts, 7, "must be a list of strings"),
        (toml.texts, {"a": 1}, 'must be a list of strings, ["…", "…"], not a table'),
        (toml.texts, ["a", 7], "must be a string in quotes"),
        (toml.flag, "true", "must be true or false without quotes"),
        (toml.flag, 1, "must be true or false without quotes, not 1"),
        (toml.identifier, "NDRC", "is not an id"),
        (toml.identifier, "a" * 41, "is not an id"),
        (toml.identifier, "ndrc\n", "is not an id"),
        (toml.whole(1), 0, "must be 1 or more, not 0"),
        (toml.whole(1), True, "must be a whole number, not true"),
        (toml.whole(1), 1.5, "must be a whole number"),
        (toml.whole(1, 1000), 1001, "must be 1 to 1000, not 1001"),
        (toml.number, -1, "must be 0 or more, not -1"),
        (toml.number, float("nan"), "must be 0 or more"),
        (toml.number, float("inf"), "must be 0 or more"),
        (toml.number, True, "must be a number, not true"),
        (toml.number, "1", "must be a number"),
        (toml.number, [1], "must be a number, not a list"),
        (toml.one_of(Colour), "green", "'green' is unknown; choose one of 'red', 'dark-blue'"),
        (toml.one_of(Colour), 1, "must be a string in quotes"),
    ],
)
def test_a_bad_value_is_refused_with_the_remedy(reader: Reader, raw: object, told: str) -> None:
    with pytest.raises(BadValueError, match=re.escape(told)):
        reader(raw)


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(BadValueError) as caught:
        toml.number("9" * 500)
    assert len(str(caught.value)) < 100


READERS: dict[str, Reader] = {"name": toml.text, "size": toml.whole(1), "colour": toml.one_of(Colour)}


def told(problems: Problems) -> list[tuple[str, str]]:
    return [(problem.key, problem.message) for problem in problems.found]


def test_all_problems_of_a_table_are_told_at_once_and_good_keys_are_read() -> None:
    problems = Problems("a.toml")
    values = toml.read_table({"name": "x", "size": 0, "color": "red"}, READERS, "box[1]", problems)
    assert values == {"name": "x"}
    assert told(problems) == [
        ("box[1].size", "must be 1 or more, not 0"),
        ("box[1].color", "is unknown; did you mean 'colour'?"),
    ]


def test_keys_at_the_top_of_a_file_are_named_without_a_place() -> None:
    problems = Problems("a.toml")
    toml.read_table({"weight": 1}, READERS, "", problems)
    assert told(problems) == [("weight", "is unknown; known are name, size, colour")]


def test_missing_keys_are_told() -> None:
    problems = Problems("a.toml")
    toml.note_missing({"name": "x"}, ("name", "size"), "box[1]", problems)
    assert told(problems) == [("box[1].size", "is missing; add it")]


@pytest.mark.parametrize("value", [1, "x", [1], [{"a": 1}, 2], {"a": 1}])
def test_what_is_not_a_list_of_tables_is_told(value: object) -> None:
    problems = Problems("a.toml")
    assert toml.tables_of({"box": value}, "box", problems) == []
    assert told(problems) == [("box", "must be written as [[box]] tables")]


def test_a_missing_list_of_tables_is_empty_and_no_problem() -> None:
    problems = Problems("a.toml")
    assert toml.tables_of({}, "box", problems) == []
    assert len(problems) == 0
    problems.raise_any()


def test_problems_become_one_error_with_file_key_and_remedy() -> None:
    problems = Problems("a.toml")
    problems.add("box[1].size", "is missing; add it")
    problems.add("box[2].size", "is missing; add it")
    with pytest.raises(ConfigError) as caught:
        problems.raise_any()
    assert str(caught.value) == ("a.toml: box[1].size: is missing; add it\na.toml: box[2].size: is missing; add it")


def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    for name, start in (("plain.toml", b""), ("marked.toml", b"\xef\xbb\xbf")):
        path = tmp_path / name
        path.write_bytes(start + "name = '通知'".encode())
        assert toml.read_toml(path) == {"name": "通知"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"a = \n", "line 1"),
        (b"a = 1\nb = '\xff'\n", "line 2: is not UTF-8; save it as UTF-8"),
        (b"a = '\0'", "is a binary file; give a TOML file"),
        (b"#" * 2**20 + b"\n", "is larger than 1 MB; is it the right file?"),
        (b"[a", "is not TOML: "),
    ],
)
def test_an_unusable_file_is_told_with_its_name(tmp_path: Path, body: bytes, told: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(body)
    with pytest.raises(ConfigError, match=re.escape(told)) as caught:
        toml.read_toml(path, largest_bytes=2**20)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_missing_file_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConfigError, match=r"cannot be read: .*; check the name and its permissions"):
            toml.read_toml(path)
