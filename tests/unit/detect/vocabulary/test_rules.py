"""Every rule of every table: it fits its examples, it does not fit what looks alike, and it says why in two languages."""

import re
from collections import Counter
from enum import StrEnum

import pytest

from monitor.detect import read, refusals
from monitor.detect.vocabulary import RULES, TABLES, CodeTable, Rule, SideTable, WordTable
from monitor.domain import Article
from unit.detect.articles import PUBLISHED, article

HAN = re.compile("[一-鿿]")
LATIN = re.compile("[a-z]{2}")
EVERY = [pytest.param(rule, id=rule.id) for table in TABLES.values() for rule in table]
OF_WORDS = [
    pytest.param(table, rule, id=rule.id) for table in TABLES.values() if isinstance(table, WordTable) for rule in table
]
OF_SIDES = [
    pytest.param(table, rule, id=rule.id) for table in TABLES.values() if isinstance(table, SideTable) for rule in table
]

OF_CODE = [
    pytest.param(rule, id=rule.id) for table in TABLES.values() if isinstance(table, CodeTable) for rule in table
]


def sides(example: str) -> tuple[str, str]:
    left, _, right = example.split("|")
    return left, right


@pytest.mark.parametrize(("table", "rule"), OF_WORDS)
def test_a_rule_of_words_finds_its_examples_and_not_what_looks_alike(
    table: WordTable[StrEnum], rule: Rule[StrEnum]
) -> None:
    assert all(rule.regex.search(text) for text in rule.like)
    assert not any(rule.regex.search(text) for text in rule.unlike)
    assert all(table.first(text) for text in rule.like)


@pytest.mark.parametrize(("table", "rule"), OF_SIDES)
def test_a_rule_of_sides_fits_around_its_examples_and_not_around_what_looks_alike(
    table: SideTable[StrEnum], rule: Rule[StrEnum]
) -> None:
    verdicts = [found.verdict for text in rule.like if (found := table.first(*sides(text)))]

    assert all(rule.stands_between(*sides(text)) for text in rule.like)
    assert verdicts == [rule.verdict] * len(rule.like)
    assert not any(rule.stands_between(*sides(text)) for text in rule.unlike)


def marked(example: str) -> tuple[Article, int, int]:
    """Return the article of an example, its title in the first of several lines, and what stands between the bars."""
    title, _, body = example.rpartition("\n") if example.count("\n") == 1 else example.partition("\n")
    if "\n" not in example:
        title, body = "", example
    before, words, _ = body.split("|")
    return article(body.replace("|", ""), title=title), len(before), len(before) + len(words)


def rules_at(example: str) -> set[str]:
    """Return the ids of the rules that say something of what stands between the bars of an example."""
    page, start, end = marked(example)
    reading = read(page, (), today=PUBLISHED)
    found = [finding.quote for finding in reading.findings]
    refused = refusals(page, today=PUBLISHED)
    quoted = {quote.rule for quote in found if quote.start < end and start < quote.end}
    return quoted | {amount.rule for amount in refused if amount.start < end and start < amount.end}


@pytest.mark.parametrize("rule", OF_CODE)
def test_a_rule_of_code_decides_its_examples_and_not_what_looks_alike(rule: Rule[StrEnum]) -> None:
    assert all(rule.id.value in rules_at(text) for text in rule.like)
    assert not any(rule.id.value in rules_at(text) for text in rule.unlike)


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_has_examples_on_both_sides_and_a_reason_in_two_languages(rule: Rule[StrEnum]) -> None:
    assert rule.like
    assert rule.unlike
    assert HAN.search(rule.zh)
    assert LATIN.search(rule.en)
    assert not rule.zh.endswith("。")
    assert not rule.en.endswith(".")


def test_every_id_is_given_once_and_every_id_of_an_enum_has_its_rule() -> None:
    given = Counter(rule.id.value for table in TABLES.values() for rule in table)
    enums = {type(rule.id) for rule in RULES.values()}

    assert [rule_id for rule_id, times in given.items() if times > 1] == []
    assert {member.value for ids in enums for member in ids} == set(RULES)


def test_a_rule_without_patterns_is_one_that_code_decides() -> None:
    assert RULES["tense.news"].is_code
    assert not RULES["refusal.baseline"].is_code
    assert not RULES["aim.wants"].is_code
