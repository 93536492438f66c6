"""`monitor target` and `review`: ids as people type them, decisions, and answers to questions."""

import io
import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from following import Desk, article
from monitor.cli import app, target_commands
from monitor.errors import InputError
from monitor.store import Store

SET = date(2025, 3, 1)
REPORTED = date(2025, 9, 1)
TARGET = "到2035年底，上海市智能算力规模突破100EFLOPS。"
MET = "截至2025年8月底，上海市智能算力规模达到120EFLOPS。"


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A database that the commands open, too."""
    address = f"sqlite:///{tmp_path}/monitor.db"
    monkeypatch.setenv("DATABASE_URL", address)
    with Store.open(address) as opened:
        yield opened


@pytest.fixture
def met(store):
    """A target for which rules propose that it is met."""
    desk = Desk(store)
    desk.read(article(1, SET, TARGET))
    desk.read(article(2, REPORTED, MET))
    return store


def run(*arguments):
    done = CliRunner().invoke(app, list(arguments))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def listed(kind="targets"):
    return json.loads(run(kind, "--all", "--json"))


def only_target():
    (row,) = listed()
    return row


def test_an_id_that_nothing_has_says_where_ids_are_shown(store):
    for beginning in ("abc", ""):
        with pytest.raises(InputError, match=f"no target has the id '{beginning}'; `monitor targets` shows them"):
            target_commands.find_target(store, beginning)
        with pytest.raises(InputError, match=f"no finding has the id '{beginning}'; `monitor progress` shows them"):
            target_commands.find_finding(store, beginning)


@pytest.mark.usefixtures("met")
def test_the_beginning_of_an_id_is_enough_in_any_case():
    target = only_target()
    shown = run("target", "show", target["key"][:6].upper(), "--json")
    assert json.loads(shown)["record"]["key"] == target["key"]


def test_a_beginning_that_several_ids_have_is_refused(store):
    lines = [f"到2035年底，上海市建成{number}个人工智能第{number}示范区。" for number in range(100, 120)]
    Desk(store).read(article(1, SET, *lines))
    keys = [row["key"] for row in listed()]
    assert len(keys) > 16, "two of them begin with one digit"
    common = next(key[0] for key in keys if sum(other[0] == key[0] for other in keys) > 1)
    with pytest.raises(InputError, match=rf"'{common}' begins several ids \(.*\); give more of it"):
        run("target", "show", common)


@pytest.mark.usefixtures("met")
def test_everything_about_a_target_is_shown_with_quotes_and_links():
    shown = run("target", "show", only_target()["id"])
    for words in (
        "上海市智能算力规模突破100EFLOPS",
        "http://127.0.0.1/1.html",
        "\nstated\n",
        "\nfigures\n",
        "120EFLOPS",
        "\nproposed\n  met since 2025-",
    ):
        assert words in shown


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize(("verb", "status"), [("accept", "met"), ("reject", "open")])
def test_what_is_proposed_is_accepted_or_rejected_and_then_waits_no_more(verb, status):
    key = only_target()["id"]
    assert run("target", verb, key, "--by", "analyst", "--reason", "read it").strip().endswith(f": {status}")
    with pytest.raises(InputError, match="nothing is proposed of"):
        run("target", verb, key)
    changes = listed_changes()
    assert "analyst" in {change["audit"]["by"] for change in changes}


def listed_changes():
    return json.loads(run("changes", "--json"))


@pytest.mark.usefixtures("met")
def test_a_proposal_of_another_kind_does_not_wait():
    with pytest.raises(InputError, match="`monitor review` shows what waits"):
        run("target", "accept", only_target()["id"], "--proposal", "missed")


@pytest.mark.usefixtures("met")
def test_a_figure_is_taken_from_its_target_and_given_back():
    target, (figure,) = only_target()["id"], listed("progress")
    run("target", "link", target, figure["id"], "--undo", "--by", "analyst")
    assert listed("progress")[0]["target"] is None
    run("target", "link", target, figure["id"], "--by", "analyst")
    assert listed("progress")[0]["target"] == target


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize(
    ("slot", "value", "shown"),
    [
        ("values", "90", ("amount", "values", ["90"])),
        ("comparator", ">=", ("amount", "comparator", ">=")),
        ("region", "广东", ("region", None, "广东省")),
        ("issuer", "示例部", ("issuer", None, "示例部")),
    ],
)
def test_a_slot_is_corrected(slot, value, shown):
    run("target", "edit", only_target()["id"], slot, value, "--by", "analyst")
    name, inner, expected = shown
    found = only_target()["finding"][name]
    assert (found if inner is None else found[inner]) == expected


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        ("region", "亚特兰蒂斯", "no place of that name is known; write 全国 or 上海市"),
        ("values", "viel", "viel"),
        ("colour", "red", "colour"),
    ],
)
def test_a_value_that_does_not_fit_its_slot_is_refused(slot, value, words):
    with pytest.raises(InputError, match=words):
        run("target", "edit", only_target()["id"], slot, value)


@pytest.mark.usefixtures("met")
def test_a_target_is_closed_by_hand_and_reopened():
    key = only_target()["id"]
    assert run("target", "close", key, "withdrawn", "--by", "analyst").strip().endswith("withdrawn")
    run("target", "reopen", key, "--by", "analyst")
    assert only_target()["status"] == "open"
    with pytest.raises(InputError, match="due_soon is no end"):
        run("target", "close", key, "due_soon")


@pytest.mark.usefixtures("met")
@pytest.mark.parametrize(
    ("answer", "status", "waiting"), [("a", "met", 0), ("r", "open", 0), ("s", "open", 1), ("q", "open", 1)]
)
def test_a_question_is_answered_by_a_letter(monkeypatch, answer, status, waiting):
    monkeypatch.setattr(typer, "prompt", lambda *_args, **_kwargs: answer)
    shown = run("review", "--all", "--by", "analyst")
    assert "1 of 1" in shown
    assert "evidence " in shown
    assert shown.strip().endswith(f"{waiting} question(s) wait")
    assert only_target()["status"] == status


@pytest.mark.parametrize(("typed", "meant"), [(["a"], "a"), ([" R "], "r"), (["x", "", "s"], "s")])
def test_a_question_is_asked_until_its_answer_is_one_of_the_letters(monkeypatch, typed, meant):
    answers = iter(typed)
    monkeypatch.setattr(typer, "prompt", lambda *_args, **_kwargs: next(answers))
    assert target_commands.prompt_letter("a accept · r reject · s skip", "ars") == meant


def test_the_end_of_the_input_means_quit(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert target_commands.prompt_letter("a accept", "a") == "q"
