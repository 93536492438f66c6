"""What the options of lists mean, and in which forms lists are printed."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from monitor.cli import app, list_commands
from monitor.errors import InputError
from monitor.store import Sort

LISTS = ("measures", "targets", "progress", "deadlines", "changes")


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run a command on a fresh database, as it is told."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/monitor.db")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_the_orders_are_those_of_the_store():
    assert {order.value for order in list_commands.SortOrder} == {sort.value for sort in Sort}


def test_due_within_counts_from_today_in_china():
    first, last = list_commands.due_days(30)
    assert first == list_commands.today()
    assert last - first == timedelta(days=30)
    assert list_commands.due_days(0) == (first, first)
    assert list_commands.due_days(None) == (None, None)


def test_all_takes_the_filter_by_topic_away():
    assert list_commands.scope(everything=False) is True
    assert list_commands.scope(everything=True) is None


def test_options_make_a_filter():
    wanted = list_commands.build_filter(issuer="部", region="上海", since=date(2025, 1, 1))
    assert (wanted.issuer, wanted.region, wanted.since) == ("部", "上海", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("json", "as_csv", "form"), [(False, False, "text"), (True, False, "json"), (False, True, "csv")]
)
def test_a_list_has_one_form(json, as_csv, form):
    assert list_commands.output_format(json, as_csv) == form


def test_two_forms_at_once_are_refused():
    with pytest.raises(InputError, match="--json and --csv are two forms of one list"):
        list_commands.output_format(json=True, as_csv=True)


def test_an_empty_list_says_whether_nothing_is_recorded_or_nothing_fits():
    assert "`monitor check` reads the sources" in list_commands.why_empty(0)
    assert list_commands.why_empty(7) == ("none of the 7 recorded fits; what is off the topics is listed with --all")


def test_csv_begins_with_the_mark_of_excel_and_holds_no_formula(capsys):
    list_commands.print_out([{"name": "=1+1", "value": 5}, {"name": "一", "value": None}], [], "csv")
    shown = capsys.readouterr().out
    assert shown.startswith(list_commands.BYTE_ORDER_MARK)
    rows = list(csv.DictReader(io.StringIO(shown.removeprefix(list_commands.BYTE_ORDER_MARK))))
    assert rows == [{"name": "'=1+1", "value": "5"}, {"name": "一", "value": ""}]


def test_csv_of_nothing_is_nothing(capsys):
    list_commands.print_out([], [], "csv")
    assert capsys.readouterr().out == ""


def test_text_is_left_to_the_caller(capsys):
    list_commands.print_out([{"name": "一"}], ["一"], "text")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", LISTS)
def test_every_list_of_an_empty_record_is_empty_in_every_form(run, command):
    assert json.loads(run(command, "--json").output) == []
    assert run(command, "--csv").output == ""
    assert run(command).output.startswith("nothing ")


@pytest.mark.parametrize("command", LISTS)
def test_a_day_that_is_none_is_refused_by_its_option(run, command):
    failed = run(command, "--since", "gestern")
    assert isinstance(failed.exception, InputError)
    assert "--since 'gestern' is no date; write it as 2025-04-02" in str(failed.exception)


def test_measures_have_no_deadline_to_sort_by(run):
    assert "measures have no deadline" in str(run("measures", "--sort", "deadline").exception)


@pytest.mark.parametrize(
    "arguments",
    [
        ("targets", "--status", "done"),
        ("targets", "--due-within", "-1"),
        ("targets", "--limit", "0"),
        ("measures", "--stage", "begun"),
        ("targets", "--sort", "name"),
    ],
)
def test_an_option_with_another_value_is_wrong_usage(run, arguments):
    failed = run(*arguments)
    assert failed.exit_code == 2
    assert arguments[1] in failed.output
