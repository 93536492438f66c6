"""Opening a database, and what a person is told when that cannot be."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, exc

import make
from databases import SERVER
from monitor.domain import RobotsFile, Validators
from monitor.errors import StoreError, StoreReplacedError, StoreTooNewError, StoreUnusableError
from monitor.store import Store, upgrade
from monitor.store.engine import Database, parse_url, translated
from monitor.store.schema import HEAD, upgrade_to_head
from places import ROOT

NOW = make.NOW
SHORT_S = 0.05


def execute(url: str, *statements: str) -> list[tuple]:
    """Run statements outside the store, and return the rows of the last."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    else:
        connection = psycopg.connect(url, autocommit=True)
    try:
        for statement in statements:
            cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def refusal(url: str, **options) -> str:
    """Return what a person is told who opens an unusable database."""
    with pytest.raises(StoreUnusableError) as caught:
        Store.open(url, **options)
    return str(caught.value)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def is_in_wal_mode(file: Path) -> bool:
    """Look into the file's header: a connection would answer from memory."""
    return file.read_bytes()[18:20] == b"\2\2"  # https://www.sqlite.org/fileformat.html, section 1.3


# It works


def test_opening_creates_folder_database_and_schema(empty_url):
    with Store.open(empty_url) as store:
        store.checks.tick(NOW)
    assert execute(empty_url, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    with Store.open(empty_url, create=False) as store:
        assert store.checks.last_tick() == NOW


def test_upgrading_tells_the_revisions_before_and_after(empty_url):
    assert upgrade(empty_url) == (None, HEAD)
    assert upgrade(empty_url) == (HEAD, HEAD)


def test_a_store_may_be_used_again_after_closing(store):
    store.checks.tick(NOW)
    store.close()
    assert store.checks.last_tick() == NOW


def test_opening_a_database_whose_schema_is_in_place_does_not_load_alembic(url):
    script = (
        "import sys\nfrom monitor.store import Store\n"
        "with Store.open(sys.argv[1]) as store: store.checks.states()\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, url], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_an_sqlite_file_is_in_wal_mode_with_foreign_keys(sqlite_file):
    with Store.open(f"sqlite:///{sqlite_file}") as store, store._database.write() as connection:
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_readers_do_not_wait_for_a_writer(sqlite_file):
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    with Store.open(f"sqlite:///{sqlite_file}", timeout_s=SHORT_S) as store:
        other.execute("BEGIN IMMEDIATE")
        assert store.checks.states() == {}
    other.close()


def test_entering_wal_mode_waits_for_another_process_that_writes(sqlite_file):
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN IMMEDIATE")
    database = Database(parse_url(f"sqlite:///{sqlite_file}"))

    def end_when_waited_for(statement: str) -> None:
        if statement == "BEGIN IMMEDIATE" and other.in_transaction:
            other.execute("COMMIT")

    event.listen(database._engine, "connect", lambda driver, _: driver.set_trace_callback(end_when_waited_for))
    database.enter_wal()
    database.close()
    other.close()
    assert is_in_wal_mode(sqlite_file)


def test_a_file_that_others_read_all_the_time_works_outside_wal_mode_too(sqlite_file):
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN")
    other.execute("SELECT * FROM alembic_version").fetchall()
    with Store.open(f"sqlite:///{sqlite_file}", timeout_s=SHORT_S) as store:
        assert store.checks.states() == {}
    other.close()
    assert not is_in_wal_mode(sqlite_file)


@pytest.mark.postgres
def test_a_connection_that_the_server_ended_is_replaced(postgres_url):
    with Store.open(postgres_url) as store:
        store.checks.tick(NOW)
        name = postgres_url.rpartition("/")[2]
        execute(SERVER, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        assert store.checks.last_tick() == NOW


# The address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "cannot be read"),
        ("monitor.db", "cannot be read"),
        ("postgresql://user:secret@host:port/name", "cannot be read"),
        ("mysql://user:secret@host/name", "'mysql'"),
        ("sqlite://", "names no SQLite file"),
        ("sqlite:///:memory:", "names no SQLite file"),
        ("sqlite:///file:monitor.db?uri=true", "names no SQLite file"),
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_its_password(url, words):
    told = refusal(url)
    assert words in told
    assert "sqlite:///data/monitor.db" in told, "an example helps"
    assert "secret" not in told


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_server_that_does_not_answer_is_named_without_its_password(scheme):
    told = refusal(f"{scheme}://user:secret@127.0.0.1:1/news?application_name=hidden")
    assert "postgresql://user:***@127.0.0.1:1/news" in told
    assert "check that the server runs" in told
    assert "secret" not in told
    assert "hidden" not in told


@pytest.mark.postgres
def test_a_database_that_the_server_does_not_have_is_to_be_created_first(postgres_url):
    assert "create the database" in refusal(postgres_url + "_absent")


# The file


def test_without_create_a_missing_file_is_an_error_and_stays_missing(tmp_path):
    file = tmp_path / "data" / "monitor.db"
    assert "monitor db upgrade" in refusal(f"sqlite:///{file}", create=False)
    assert not file.parent.exists()


def test_without_create_an_old_schema_is_an_error(empty_url, tmp_path):
    (tmp_path / "data" / "new").mkdir(parents=True)
    execute(empty_url, "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)")
    assert "monitor db upgrade" in refusal(empty_url, create=False)
    assert execute(empty_url, "SELECT * FROM alembic_version") == []


@pytest.mark.parametrize("folder", ["file/data", "file", "/proc/monitor"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path, folder):
    (tmp_path / "file").write_text("a regular file")
    told = refusal(f"sqlite:///{tmp_path / folder}/monitor.db")
    assert str(tmp_path / folder) in told
    assert "folder" in told


def test_a_folder_in_place_of_the_file_is_an_error(tmp_path):
    assert "unable to open database file" in refusal(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path):
    file = tmp_path / "monitor.db"
    file.write_bytes(b"not a database at all, but long enough to be looked at " * 100)
    before = digest(file)
    told = refusal(f"sqlite:///{file}")
    assert str(file) in told
    assert "move this one away" in told
    assert digest(file) == before


def test_a_damaged_database_is_an_error(sqlite_file):
    whole = sqlite_file.read_bytes()
    sqlite_file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "damaged" in refusal(f"sqlite:///{sqlite_file}")


def test_a_database_of_another_program_is_left_alone(empty_url, tmp_path):
    (tmp_path / "data" / "new").mkdir(parents=True)
    execute(empty_url, "CREATE TABLE article (name text)")
    assert "another program (article)" in refusal(empty_url)
    assert execute(empty_url, "SELECT * FROM article") == []


@pytest.mark.postgres
def test_other_tables_in_a_postgresql_database_do_not_disturb(empty_url, tmp_path):
    if empty_url.startswith("sqlite"):
        (tmp_path / "data" / "new").mkdir(parents=True)
        execute(empty_url, "CREATE TABLE other (name text)")
        assert "another program (other)" in refusal(empty_url)
        return
    execute(empty_url, "CREATE TABLE other (name text)")
    with Store.open(empty_url) as store:
        assert store.checks.states() == {}


def test_a_newer_schema_is_refused_and_nothing_is_changed(url):
    execute(url, "UPDATE alembic_version SET version_num = '9999'")
    file = Path(url.removeprefix("sqlite:///"))
    before = digest(file) if file.exists() else ""
    try:
        with pytest.raises(StoreTooNewError, match="schema 9999, known up to"):
            Store.open(url)
        with pytest.raises(StoreTooNewError):
            upgrade(url)
        assert execute(url, "SELECT version_num FROM alembic_version") == [("9999",)]
        assert (digest(file) if file.exists() else "") == before
    finally:
        execute(url, f"UPDATE alembic_version SET version_num = '{HEAD}'")


def test_a_database_whose_rows_point_nowhere_is_not_upgraded(tmp_path):
    url = f"sqlite:///{tmp_path}/monitor.db"
    execute(
        url,
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL)",
        "CREATE TABLE parent (id integer primary key)",
        "CREATE TABLE child (parent_id integer references parent (id))",
        "INSERT INTO child VALUES (1)",
    )
    assert "a row of child points to none of parent" in refusal(url)
    assert execute(url, "SELECT count(*) FROM sqlite_master WHERE name = 'article'") == [(0,)]


def test_migrations_that_are_missing_are_named(sqlite_file, tmp_path):
    database = Database(parse_url(f"sqlite:///{sqlite_file}"))
    with database.read() as connection, pytest.raises(StoreError, match="cannot be run"):
        upgrade_to_head(tmp_path / "no%where", connection)
    database.close()


# Locks


def test_a_locked_database_is_an_error_after_the_timeout_when_creating(tmp_path):
    file = tmp_path / "monitor.db"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told = refusal(f"sqlite:///{file}", timeout_s=SHORT_S)
    assert "another program holds it" in told
    other.close()


def test_a_locked_database_is_an_error_after_the_timeout_when_writing(sqlite_file):
    with Store.open(f"sqlite:///{sqlite_file}", timeout_s=SHORT_S) as store:
        other = sqlite3.connect(sqlite_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnusableError, match="another program holds it"):
            store.checks.tick(NOW)
        other.execute("ROLLBACK")
        store.checks.tick(NOW)
        other.close()


def test_a_lock_that_outlasts_the_timeout_while_entering_wal_mode_is_an_error(sqlite_file):
    other = sqlite3.connect(sqlite_file, isolation_level=None)
    other.execute("PRAGMA journal_mode=DELETE")
    other.execute("BEGIN IMMEDIATE")
    assert "another program holds it" in refusal(f"sqlite:///{sqlite_file}", timeout_s=SHORT_S)
    other.close()


@pytest.mark.postgres
def test_a_locked_table_is_an_error_after_the_timeout(postgres_url):
    with Store.open(postgres_url, timeout_s=SHORT_S) as store, psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE heartbeat IN EXCLUSIVE MODE")
        with pytest.raises(StoreUnusableError, match="another program holds it"):
            store.checks.tick(NOW)
        other.rollback()
        store.checks.tick(NOW)


# What is told


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("attempt to write a readonly database", "write permission"),
        ("database or disk is full", "free some disk space"),
        ("disk I/O error", "check the disk"),
        ('FATAL:  password authentication failed for user "u"', "check the user and the password"),
        ("fe_sendauth: no password supplied", "check the user and the password"),
        ("FATAL:  sorry, too many clients already", "close other connections"),
        ("could not translate host name", "check that the server runs"),
    ],
)
def test_each_trouble_comes_with_its_remedy(words, remedy):
    with pytest.raises(StoreUnusableError, match=remedy) as caught, translated("/data/monitor.db"):
        raise exc.OperationalError("SELECT secret", {}, Exception(f"{words}\nfurther lines"))
    assert "/data/monitor.db" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "further" not in str(caught.value)


def test_a_pool_that_stays_empty_is_an_unusable_database():
    with pytest.raises(StoreUnusableError, match="QueuePool"), translated("/data/monitor.db"):
        raise exc.TimeoutError("QueuePool limit reached")


def test_a_value_that_the_schema_refuses_is_an_error_of_the_statement_alone(store):
    with pytest.raises(StoreError, match="refused") as caught:
        store.links.note(None, "list", (), Validators(), NOW)
    assert not isinstance(caught.value, StoreUnusableError)
    assert caught.value.__cause__ is not None


@pytest.mark.postgres
def test_a_value_too_large_for_an_index_is_an_error_of_the_statement_alone(postgres_url):
    address = "http://127.0.0.1/" + hashlib.sha512().hexdigest() + "".join(map(chr, range(0x4E00, 0x7000)))
    with Store.open(postgres_url) as store, pytest.raises(StoreError, match="refused: index row") as caught:
        store.checks.save_robots([RobotsFile(address, 200, "", NOW)])
    assert not isinstance(caught.value, StoreUnusableError)


def test_a_database_deleted_while_it_is_open_takes_no_more(sqlite_file):
    with Store.open(f"sqlite:///{sqlite_file}") as store:
        store.checks.tick(NOW)
        sqlite_file.unlink()
        with pytest.raises(StoreReplacedError, match=r"was deleted while it was open: stop the program"):
            store.checks.tick(NOW)
    assert not sqlite_file.exists()


def test_a_database_replaced_while_it_is_open_takes_no_more_until_it_is_back(sqlite_file):
    with Store.open(f"sqlite:///{sqlite_file}") as store:
        store.checks.tick(NOW)
        kept = sqlite_file.rename(sqlite_file.with_name("kept.db"))
        shutil.copy(kept, sqlite_file)
        with pytest.raises(StoreReplacedError, match="was replaced while it was open"):
            store.checks.tick(NOW)
        kept.replace(sqlite_file)
        store.checks.tick(NOW)
