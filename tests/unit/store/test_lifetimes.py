"""A store over its life: opened by many, closed, opened again, upgraded from every older revision."""

from __future__ import annotations

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command

import make
import recordings
from monitor.domain import Change, ChangeKind, Link, Reading, Validators
from monitor.errors import StoreError, StoreUnusableError
from monitor.store import Store, upgrade
from monitor.store.engine import Database, parse_url
from monitor.store.schema import HEAD, REVISIONS, configuration, migrations_folder

NOW = make.NOW
DAY = timedelta(days=1)


def record(store: Store, number: int) -> None:
    target = make.target(region=f"第{number}区")
    recordings.record(
        store,
        "a",
        make.article(f"http://127.0.0.1/{number}.html"),
        [Change(target, f"{number:032x}", ChangeKind.NEW)],
        make.postings(make.alert(f"{number}")),
        NOW,
        reading=Reading((target,)),
        validators=Validators(),
    )


def shown(store: Store) -> tuple[object, ...]:
    """Return what people see of a store."""
    return (
        store.articles.totals(),
        store.articles.newest(),
        store.findings.targets(),
        store.alerts.waiting("terminal"),
        store.checks.listings(),
        store.checks.states(),
    )


def test_a_store_shows_the_same_after_it_was_closed_and_opened(url):
    with Store.open(url) as store:
        store.links.note("a", "list", [Link("http://127.0.0.1/9.html", "题")], Validators('"e"'), NOW)
        for number in range(3):
            record(store, number)
        before = shown(store)
    with Store.open(url, create=False) as again:
        assert shown(again) == before


def test_two_stores_on_one_database_see_each_others_work(url):
    with Store.open(url) as first, Store.open(url) as second:
        record(first, 1)
        record(second, 2)
        assert shown(first) == shown(second)


def test_threads_that_read_and_write_at_once_lose_nothing(store):
    with ThreadPoolExecutor(6) as pool:
        writing = [pool.submit(record, store, number) for number in range(30)]
        reading = [pool.submit(shown, store) for _ in range(30)]
        for future in (*writing, *reading):
            future.result()
    totals = store.articles.totals()
    assert (totals.articles, totals.targets, totals.alerts) == (30, 30, 30)


def test_more_threads_than_connections_wait_for_their_turn(url):
    with Store.open(url) as store, ThreadPoolExecutor(30) as pool:
        for future in [pool.submit(store.checks.tick, NOW + number * DAY) for number in range(60)]:
            future.result()
        assert store.checks.last_tick() is not None


def test_leaving_the_block_closes_the_store_also_after_an_error(sqlite_file):
    with pytest.raises(StoreError, match="refused"), Store.open(f"sqlite:///{sqlite_file}") as store:
        store.links.note(None, "list", (), Validators(), NOW)  # what no column takes
    # Without open connections SQLite removes its helper files.
    assert [file.name for file in sqlite_file.parent.glob("monitor.db-*")] == []


def test_a_database_in_a_folder_with_a_strange_name_works(tmp_path):
    folder = tmp_path / "数据 50% & more"
    with Store.open(f"sqlite:///{folder}/monitor.db") as store:
        store.checks.tick(NOW)
    assert (folder / "monitor.db").is_file()


def test_a_copy_of_a_closed_file_is_a_whole_database(sqlite_file, tmp_path):
    with Store.open(f"sqlite:///{sqlite_file}") as store:
        record(store, 1)
        before = shown(store)
    copy = Path(shutil.copy(sqlite_file, tmp_path / "copy.db"))
    with Store.open(f"sqlite:///{copy}", create=False) as store:
        assert shown(store) == before


def test_an_empty_file_is_an_empty_database(tmp_path):
    file = tmp_path / "monitor.db"
    file.touch()
    with pytest.raises(StoreUnusableError, match="old schema"):
        Store.open(f"sqlite:///{file}", create=False)
    with Store.open(f"sqlite:///{file}") as store:
        assert store.articles.totals().articles == 0


# Older revisions


def at_revision(url: str, number: str) -> None:
    """Make a database as the program of an older revision left it."""
    database = Database(parse_url(url), foreign_keys=False)
    with database.write() as connection:
        command.upgrade(configuration(migrations_folder(), connection), number)
    database.close()


@pytest.mark.parametrize("number", REVISIONS)
def test_a_database_of_any_revision_is_upgraded_and_works(empty_url, tmp_path, number):
    (tmp_path / "data" / "new").mkdir(parents=True)
    at_revision(empty_url, number)
    assert upgrade(empty_url) == (number, HEAD)
    with Store.open(empty_url, create=False) as store:
        record(store, 1)
        assert store.articles.totals().targets == 1


@pytest.mark.parametrize("number", REVISIONS[:-1])
def test_without_leave_to_create_no_older_revision_is_touched(tmp_path, number):
    url = f"sqlite:///{tmp_path}/monitor.db"
    at_revision(url, number)
    with pytest.raises(StoreUnusableError, match=rf"old schema \({number}\)"):
        Store.open(url, create=False)
    connection = sqlite3.connect(tmp_path / "monitor.db")
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(number,)]
    connection.close()


def test_an_upgrade_that_fails_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path}/monitor.db"
    at_revision(url, "0006")
    connection = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
    connection.execute("CREATE TABLE tracked (id INTEGER)")
    before = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    with pytest.raises(StoreError):
        Store.open(url)
    assert connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before
    connection.close()
