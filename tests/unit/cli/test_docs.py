"""The documents name everything that the program has."""

import re

import pytest
import typer

from monitor import errors, settings
from monitor.cli import app
from places import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


def commands(group=None, prefix="monitor"):
    """Return every command with its long options."""
    command = typer.main.get_command(app) if group is None else group
    if hasattr(command, "commands"):
        return {k: v for n, c in command.commands.items() for k, v in commands(c, f"{prefix} {n}").items()}
    options = [o for p in command.params for o in p.opts if o.startswith("--") and o != "--help"]
    return {prefix: options}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_and_option_stands_in_the_readme(readme):
    text = readme.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (`monitor [^|]*(?:\\\|[^|]*)*)\| (.*) \|$", text, flags=re.MULTILINE))
    for command, options in commands().items():
        (row,) = [what + does for what, does in rows.items() if f"`{command}" in what] or [""]
        assert row, f"{command} is not in {readme.name}"
        for option in options:
            assert option in row, f"{command} {option} is not in {readme.name}"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_setting_stands_in_the_readme_with_its_default(readme):
    text = readme.read_text(encoding="utf-8")
    for name, field in settings.Settings.model_fields.items():
        (row,) = [line for line in text.splitlines() if line.startswith("| `") and settings.variable(name) in line]
        if isinstance(field.default, int):
            assert f"`{field.default}`" in row


def test_both_readmes_show_the_same_start():
    starts = [
        re.findall(r"^(make \w+|docker compose.*?|export \w+)", path.read_text(), re.MULTILINE) for path in READMES
    ]
    assert starts[0][:4] == starts[1][:4]


def test_the_error_tree_drawn_in_the_docstring_is_the_tree():
    drawn = re.findall(r"(\w+Error)\b", errors.__doc__.split("A library's own")[0])
    classes = [
        value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, errors.MonitorError)
    ]
    assert sorted(set(drawn)) == sorted(cls.__name__ for cls in classes)
