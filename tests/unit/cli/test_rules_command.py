"""`monitor rules`: what is printed of the rules."""

import json

import pytest
from typer.testing import CliRunner

from monitor.cli import app
from monitor.cli.rules_command import find_rules, page_row, words_of
from monitor.detect.vocabulary import RULES, TABLES
from monitor.errors import InputError


def run(*arguments):
    return CliRunner().invoke(app, ["rules", *arguments])


def test_all_rules_are_listed_by_what_they_decide():
    shown = run().output
    for what in TABLES:
        assert f"\n{what}\n" in shown
    for rule_id in RULES:
        assert f"  {rule_id} → " in shown


def test_a_rule_is_shown_with_its_words_examples_and_reason():
    rule = RULES["strength.will"]
    shown = run("strength.will").output
    assert shown.startswith(f"strength.will → {rule.verdict}\n")
    assert f"why: {rule.zh}" in shown
    assert f"why: {rule.en}" in shown
    assert f"words: {rule.pattern}" in shown
    assert f"not after: {rule.before[0]}" in shown
    for example in rule.like:
        assert f"  fits: {example}" in shown
    for example in rule.unlike:
        assert f"  does not fit: {example}" in shown


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_reasons_are_in_the_language_asked_for(lang, other):
    rule = RULES["strength.will"]
    for shown in (run("strength.will", "--lang", lang).output, run("--lang", lang).output):
        assert getattr(rule, lang) in shown
        assert getattr(rule, other) not in shown


def test_the_beginning_of_ids_shows_all_that_begin_so():
    shown = run("strength.").output
    assert shown.count("strength.") == sum(rule_id.startswith("strength.") for rule_id in RULES)


def test_an_unknown_id_is_refused_with_the_nearest():
    with pytest.raises(InputError, match=r"did you mean strength\.will"):
        find_rules("strenght.will")
    with pytest.raises(InputError, match="`monitor rules` lists them"):
        find_rules("zzzzz")


def test_rules_are_printed_as_json():
    rows = json.loads(run("--json").output)
    assert [row["id"] for row in rows] == list(RULES)
    (row,) = json.loads(run("strength.will", "--json").output)
    assert set(row) == {"id", "decides", "verdict", "zh", "en", "words", "like", "unlike"}
    assert row["words"]["words"] == RULES["strength.will"].pattern


def test_no_rule_breaks_the_table_of_the_page():
    page = run("--markdown").output
    assert page.startswith("# Rules\n")
    for rule in RULES.values():
        row = page_row(rule)
        assert row in page
        assert len(row.replace("\\|", "").split("|")) == 7
        assert "\n" not in row


def test_each_rule_says_by_what_it_decides():
    for rule in RULES.values():
        assert dict(words_of(rule)), rule.id
