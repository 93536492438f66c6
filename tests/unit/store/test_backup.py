"""Backups: one moment of a database, tested, never half a file, never over another."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.errors import StoreTooNewError, StoreUnusableError
from monitor.store import back_up, check, restore
from monitor.store.schema import HEAD


@pytest.fixture
def live(sqlite_file: Path) -> Iterator[tuple[str, sqlite3.Connection]]:
    """Return a database's address with a connection that has written to it and keeps it open in WAL mode."""
    connection = sqlite3.connect(sqlite_file, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("INSERT INTO finding (fingerprint, kind, first_seen_at) VALUES ('a', 'target', '2026-01-01')")
    yield f"sqlite:///{sqlite_file}", connection
    connection.close()


def damage(file: Path) -> None:
    """Overwrite the middle of a database file."""
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 8] = b"\x5a" * (4096 * 7)
    file.write_bytes(content)


def test_a_backup_of_a_database_in_use_holds_what_was_written_and_needs_no_second_file(live, tmp_path):
    url, _ = live
    report = back_up(url, tmp_path / "copy.db")
    assert dict(report.rows)["finding"] == 1
    assert report.is_current
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]


def test_what_is_written_during_a_transaction_that_is_open_is_not_in_the_backup(live, tmp_path):
    url, connection = live
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO finding (fingerprint, kind, first_seen_at) VALUES ('b', 'target', '2026-01-01')")
    assert dict(back_up(url, tmp_path / "copy.db").rows)["finding"] == 1
    connection.execute("ROLLBACK")


def test_a_backup_never_overwrites_a_file(live, tmp_path):
    url, _ = live
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreUnusableError, match="exists already"):
        back_up(url, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_into_a_missing_folder_says_so_and_leaves_nothing(live, tmp_path):
    url, _ = live
    with pytest.raises(StoreUnusableError, match="folder may be written"):
        back_up(url, tmp_path / "nowhere" / "copy.db")


def test_the_rest_of_an_interrupted_backup_is_replaced(live, tmp_path):
    url, _ = live
    (tmp_path / "copy.db.unfinished").write_bytes(b"half")
    back_up(url, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db.unfinished").exists()


def test_a_backup_comes_back_as_it_was(live, tmp_path):
    url, _ = live
    back_up(url, tmp_path / "copy.db")
    report = restore(f"sqlite:///{tmp_path}/new/monitor.db", tmp_path / "copy.db")
    assert dict(report.rows)["finding"] == 1
    assert check(f"sqlite:///{tmp_path}/new/monitor.db").rows == check(url).rows
    assert (tmp_path / "copy.db").exists()


def test_restoring_refuses_where_a_database_is(live, tmp_path):
    url, _ = live
    back_up(url, tmp_path / "copy.db")
    with pytest.raises(StoreUnusableError, match="exists already"):
        restore(url, tmp_path / "copy.db")


def test_restoring_refuses_where_the_log_of_a_removed_database_is_left(tmp_path, sqlite_file):
    copy = Path(shutil.copy(sqlite_file, tmp_path / "copy.db"))
    (tmp_path / "gone.db-wal").write_bytes(b"what a database would read as its own")
    with pytest.raises(StoreUnusableError, match=r"gone\.db-wal exists already"):
        restore(f"sqlite:///{tmp_path}/gone.db", copy)


@pytest.mark.parametrize("command", [check, lambda url: restore("sqlite:////nowhere/x.db", Path(url[10:]))])
def test_a_damaged_file_is_told_and_not_restored(sqlite_file, command):
    damage(sqlite_file)
    with pytest.raises(StoreUnusableError, match=r"damaged|no usable"):
        command(f"sqlite:///{sqlite_file}")


def test_a_row_that_points_to_none_is_damage(sqlite_file):
    with sqlite3.connect(sqlite_file) as connection:
        connection.execute("INSERT INTO statement_key (key, statement_id) VALUES ('k', 99)")
    connection.close()
    with pytest.raises(StoreUnusableError, match="a row of statement_key points to none of statement"):
        check(f"sqlite:///{sqlite_file}")


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "notes.txt").write_text("notes" * 1000, encoding="utf-8")
    with pytest.raises(StoreUnusableError, match="no usable SQLite database"):
        check(f"sqlite:///{tmp_path}/notes.txt")


def test_looking_at_a_database_that_is_not_there_creates_nothing(tmp_path):
    with pytest.raises(StoreUnusableError, match="does not exist"):
        check(f"sqlite:///{tmp_path}/none.db")
    with pytest.raises(StoreUnusableError, match="does not exist"):
        back_up(f"sqlite:///{tmp_path}/none.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_a_newer_program_is_not_restored(sqlite_file, tmp_path):
    with sqlite3.connect(sqlite_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreTooNewError, match="newer version"):
        restore(f"sqlite:///{tmp_path}/new.db", sqlite_file)
    assert not (tmp_path / "new.db").exists()


@pytest.mark.postgres
def test_postgresql_is_checked_but_copied_by_its_own_tools(postgres_url, tmp_path):
    assert check(postgres_url).revision == HEAD
    with pytest.raises(StoreUnusableError, match="pg_dump"):
        back_up(postgres_url, tmp_path / "copy.db")
    with pytest.raises(StoreUnusableError, match="pg_restore"):
        restore(postgres_url, tmp_path / "copy.db")
