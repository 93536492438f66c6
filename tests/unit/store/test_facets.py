"""Facets: the issuers, regions and themes by which tracked things are found."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from monitor.store import Store, tracked_rows
from monitor.store.table_base import index_text
from monitor.store.tracked_tables import FACET

ISSUER, REGION, THEME = ("issuer", "国家发展改革委"), ("region", "上海市"), ("theme", "算力")


def stored(store: Store) -> set[tuple[str, int, str, str]]:
    with store._database.read() as connection:
        rows = connection.execute(select(FACET)).all()
    return {(row.kind, row.owner_id, row.name, row.value) for row in rows}


def write(store: Store, kind: str, owned: dict[int, set[tuple[str, str]]]) -> None:
    with store._database.write() as connection:
        tracked_rows.write_facets(connection, kind, {number: frozenset(found) for number, found in owned.items()})


def found(store: Store, condition) -> set[int]:
    with store._database.read() as connection:
        return set(connection.scalars(select(FACET.c.owner_id).where(condition)))


@pytest.mark.parametrize(
    ("issuers", "region", "themes", "expected"),
    [
        ((), None, (), set()),
        ((None, ""), "", (), set()),
        (("国家发展改革委",), None, (), {ISSUER}),
        (("国家发展改革委", None), "上海市", ("算力",), {ISSUER, REGION, THEME}),
        ((), None, ("算力", "算力"), {THEME}),
        (("甲", "乙"), None, ("丙", "丁"), {("issuer", "甲"), ("issuer", "乙"), ("theme", "丙"), ("theme", "丁")}),
    ],
)
def test_facets_are_the_words_that_are_there(issuers, region, themes, expected):
    assert tracked_rows.facets_of(issuers, region, themes) == expected


def test_a_long_word_is_cut_as_its_index_holds_it():
    long = "甲" * 3000
    assert tracked_rows.facets_of((long,), None, ()) == {("issuer", index_text(long))}


def test_facets_are_written_for_each_owner_and_kind(store):
    write(store, "target", {1: {ISSUER, REGION}, 2: set()})
    write(store, "measure", {1: {THEME}})
    assert stored(store) == {("target", 1, *ISSUER), ("target", 1, *REGION), ("measure", 1, *THEME)}


def test_writing_puts_new_facets_in_the_place_of_the_old_ones(store):
    write(store, "target", {1: {ISSUER, REGION}, 2: {REGION}})
    write(store, "target", {1: {REGION, THEME}})
    assert stored(store) == {("target", 1, *REGION), ("target", 1, *THEME), ("target", 2, *REGION)}


def test_writing_the_same_again_changes_nothing(store):
    for _ in range(2):
        write(store, "target", {1: {ISSUER, THEME}})
    assert stored(store) == {("target", 1, *ISSUER), ("target", 1, *THEME)}


def test_many_owners_are_written_at_once(store):
    write(store, "progress", {number: {ISSUER} for number in range(1200)})
    assert len(stored(store)) == 1200


def test_facets_of_what_is_no_more_are_dropped_of_the_kinds_named(store):
    write(store, "target", {1: {ISSUER}, 2: {ISSUER}})
    write(store, "measure", {1: {ISSUER}})
    with store._database.write() as connection:
        tracked_rows.drop_facets(connection, ("target",), [1])
        tracked_rows.drop_facets(connection, ("target", "measure"), [])
    assert stored(store) == {("target", 2, *ISSUER), ("measure", 1, *ISSUER)}


@pytest.mark.parametrize(
    ("condition", "words", "expected"),
    [
        (tracked_rows.with_theme, "算力", {1}),
        (tracked_rows.with_theme, "算", set()),
        (tracked_rows.with_issuer, "发展改革", {1}),
        (tracked_rows.with_issuer, "%", set()),
        (tracked_rows.with_issuer, "部", {2}),
        (tracked_rows.with_region, "上海", {1, 2}),
        (tracked_rows.with_region, "上海市浦东", {2}),
        (tracked_rows.with_region, "海市", set()),
    ],
)
def test_owners_are_found_by_a_theme_a_part_of_an_issuer_or_the_beginning_of_a_region(
    store, condition, words, expected
):
    write(store, "target", {1: {ISSUER, REGION, THEME}, 2: {("issuer", "财政部"), ("region", "上海市浦东新区")}})
    assert found(store, condition(FACET.c.owner_id, ("target",), words)) == expected
    assert found(store, condition(FACET.c.owner_id, ("measure",), words)) == set()
