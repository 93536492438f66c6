"""The command line as a whole: help, version, errors as words, exit codes."""

import gc
import sys

import pytest
import typer
from typer.testing import CliRunner

import monitor
from monitor.cli import COLLECT_AFTER, app, main


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run `monitor` as the shell would; return the exit code and what it printed."""
    monkeypatch.chdir(tmp_path)
    threshold = gc.get_threshold()

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["monitor", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code, capsys.readouterr()

    yield run
    gc.set_threshold(*threshold)
    gc.unfreeze()


def groups(command=None, path=()):
    """Yield every group of commands and every command with its path."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from groups(inner, (*path, name))


def test_every_command_and_option_says_what_it_does():
    for path, command in groups():
        assert command.help, path
        for option in command.params:
            assert option.name == "help" or getattr(option, "help", None), (path, option.name)


@pytest.mark.parametrize("path", [path for path, _command in groups()], ids=" ".join)
def test_help_is_shown(path):
    done = CliRunner().invoke(app, [*path, "--help"])
    assert done.exit_code == 0
    assert "Usage: " in done.output


def test_the_version_is_that_of_the_program():
    assert CliRunner().invoke(app, ["--version"]).output == f"aiplus-monitor {monitor.__version__}\n"


def test_without_a_command_the_commands_are_shown():
    shown = CliRunner().invoke(app, []).output
    for name in ("check", "run", "extract", "rules", "targets", "import", "alerts"):
        assert name in shown


def test_an_error_of_ours_is_one_line_of_words_and_exit_code_2(run):
    code, said = run("extract", "none.html")
    assert code == 2
    assert said.out == ""
    assert said.err.startswith("error: none.html cannot be read: ")
    assert "Traceback" not in said.err


def test_all_problems_of_a_configuration_are_listed(run, monkeypatch):
    monkeypatch.setenv("MONITOR_TICK", "0")
    monkeypatch.setenv("MONITOR_TRHEADS", "4")
    code, said = run("status")
    assert code == 2
    lines = said.err.splitlines()
    assert lines[0] == "2 problem(s) in the configuration:"
    assert lines[1].startswith("  environment: MONITOR_TRHEADS: is no setting; did you mean MONITOR_THREADS?")
    assert lines[2].startswith("  environment: MONITOR_TICK: must be ")


def test_a_wrong_setting_that_may_hold_a_password_is_not_shown(run, monkeypatch):
    monkeypatch.setenv("MONITOR_DATABASE_URL", "nonsense-with-secret")
    _code, said = run("status")
    assert "nonsense-with-secret" not in said.err or "sqlite:///data/monitor.db" in said.err


def test_an_unknown_command_is_wrong_usage(run):
    code, said = run("chekc")
    assert code == 2
    assert "chekc" in said.err


def test_a_command_collects_garbage_seldom(run):
    run("rules", "strength.")
    assert gc.get_threshold()[0] == COLLECT_AFTER
