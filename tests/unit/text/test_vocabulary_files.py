from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.text.lexicon import Row, read_vocabulary


class Word(Row, frozen=True):
    name: str
    count: int = 0


class Words(Row, frozen=True):
    words: tuple[Word, ...]


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_value_of_the_shape(tmp_path: Path) -> None:
    path = file(tmp_path, 'words = [{ name = "一", count = 1 }, { name = "二" }]')

    assert read_vocabulary(path, Words) == Words(words=(Word(name="一", count=1), Word(name="二")))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('words = [{ name = "一" }, { name = 2 }]', r"words.toml: words\[1\].name: Expected `str`, got `int`"),
        ('words = [{ name = "一", cuont = 1 }]', r"words.toml: words\[0\]: Object contains unknown field `cuont`"),
        ("", "words.toml: top level: Object missing required field `words`"),
        ("words = [", "words.toml: TOML: Invalid value"),
    ],
)
def test_an_error_names_file_and_key(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(ConfigError, match=problem):
        read_vocabulary(file(tmp_path, text), Words)
