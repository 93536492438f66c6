"""A slice of the campaign over damaged pages, with a fixed seed; and that the campaign sees what it looks for."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from fuzz.campaign import chunk, fault_of, is_stated
from fuzz.mutants import HOST, Kind, Mutant, feed, mutant

#: Mutants of one test; together some 30 s of CPU.
SLICE = 500


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 6 * SLICE, SLICE))
def test_damaged_pages_bring_no_exception_no_foreign_number_and_no_endless_reading(first):
    outcome = chunk((20261201, first, first + SLICE))
    assert outcome.faults == []
    assert outcome.cases.total() == SLICE
    assert min(outcome.cases[kind] for kind in Kind) > SLICE // 20


def test_a_mutant_is_made_by_its_number_alone():
    assert [mutant(7, number) for number in (3, 1, 3)] == [mutant(7, 3), mutant(7, 1), mutant(7, 3)]
    assert len({mutant(7, number).body for number in range(50)}) > 40


def damaged(**layout: object) -> Mutant:
    source = feed("", "").source
    body = f"<a href='/{'a' * 60}!'>标题</a>".encode()
    return Mutant("x", Kind.LISTING, body, replace(source, layout=replace(source.layout, **layout)), HOST)


def test_the_campaign_sees_an_exception_and_endless_reading():
    listing = feed("", "").source.layout.format.__class__("html")
    assert fault_of(damaged(format=listing)) is None, "an error of ours is what a damaged page may bring"
    assert fault_of(damaged(format=listing, drop=5)).startswith("TypeError: ")
    endless = re.compile(r"/(a+)+\?")
    assert fault_of(damaged(format=listing, link_pattern=endless)).startswith("overlong: at ")


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        *(
            ("270000000", "突破2.7亿元"),
            ("1234", "1，234家"),
            ("35000", "三万五千家"),
            ("15", "十五个"),
            ("203", "二百零三家"),
        ),
        *(
            ("12.5", "１２．５％"),
            ("4.8", "4\u200b.8万人"),
            ("10000", "近万家"),
            ("33.33", "三分之一"),
            ("100", "应保尽保"),
        ),
    ],
)
def test_a_number_is_known_in_any_digits(value, quote):
    assert is_stated(Decimal(value), quote)


@pytest.mark.parametrize(
    ("value", "quote"),
    [("27", "突破2.8亿元"), ("10000", "问题4.8.8万多个"), ("130", "超百一二三家"), ("5", "推进发展")],
)
def test_a_number_that_is_not_in_the_quote_is_seen(value, quote):
    assert not is_stated(Decimal(value), quote)
