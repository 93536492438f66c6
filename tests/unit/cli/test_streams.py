"""Text on a terminal: within its width, whole words, whole addresses."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from monitor.cli import streams
from monitor.cli.streams import wrap

WORDS = st.lists(st.text("ab汉字，。“”期限😀", min_size=1, max_size=90), min_size=1, max_size=12)


@given(WORDS, st.integers(30, 120), st.integers(0, 6))
def test_wrapped_text_is_within_the_width_and_loses_nothing(words, width, indent):
    line = " " * indent + " ".join(words)
    made = wrap(line, width).split("\n")
    assert all(cell_len(part) <= width for part in made)
    assert "".join("".join(made).split()) == "".join(words)
    assert all(part.startswith(" " * indent) for part in made)


def test_lines_break_at_words_and_go_on_further_in():
    assert wrap("  期限 by 2027-12-31（2027年） 一二三四五六七八九十", 32) == (
        "  期限 by 2027-12-31（2027年）\n    一二三四五六七八九十"
    )
    assert wrap("short\n\n  two", 80) == "short\n\n  two"


def test_a_word_longer_than_a_line_is_cut_between_characters_but_an_address_never():
    assert wrap("一" * 40, 30) == "一" * 15 + "\n" + "  " + "一" * 14 + "\n" + "  " + "一" * 11
    address = "http://127.0.0.1:8080/" + "a" * 60
    assert wrap(f"  原文 {address}", 40) == f"  原文\n    {address}"


def test_a_very_narrow_terminal_is_taken_for_a_wider_one():
    assert wrap("一二三四五六七八九十", 1) == "一二三四五六七八九十"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_only_a_terminal_gets_wrapped_text(monkeypatch, capsys):
    streams.echo("一二 " * 30)
    assert capsys.readouterr().out == "一二 " * 30 + "\n"
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout", out := Terminal())
    streams.echo("一二 " * 30)
    shown = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert max(cell_len(line) for line in shown.split("\n")) <= 40
    assert shown.count("一二") == 30
