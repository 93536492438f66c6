"""Databases to test on: SQLite files, and PostgreSQL databases of their own on a server if there is one."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import select

from monitor.store import Store, upgrade
from monitor.store.checks import LEASE

#: Where a server is looked for; a user that may create databases.
SERVER = os.environ.get("MONITOR_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@cache
def _sqlite_template() -> Path:
    """Return an empty file at the newest revision: copying it takes a hundredth of the time of the migrations."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    upgrade(f"sqlite:///{folder}/monitor.db")
    return folder / "monitor.db"


def sqlite_database(folder: Path, name: str = "monitor.db") -> str:
    """Make an SQLite file at the newest revision in a folder, and return its address."""
    file = folder / name
    shutil.copy(_sqlite_template(), file)
    return f"sqlite:///{file}"


@cache
def _postgres_template() -> str:
    """Return the name of an empty database at the newest revision that this process may copy."""
    made = postgres_database()
    address = made.__enter__()
    atexit.register(made.__exit__, None, None, None)
    upgrade(address)
    return address.rpartition("/")[2]


@contextmanager
def postgres_database(*, ready: bool = False) -> Iterator[str]:
    """
    Create a database, yield its address and drop it; skip the test where there is no server.

    It is empty, or with `ready` at the newest revision.
    """
    template = _postgres_template() if ready else "template1"
    name = f"monitor_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        # A newcomer need not have a server; in CI a skip is a failure (conftest.py).
        pytest.skip(f"no PostgreSQL server is reachable (MONITOR_TEST_POSTGRES): {str(error).splitlines()[0]}")
    with server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        # What tests write need not survive a power cut; waiting for the disk would take most of the time.
        server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def lease_end(store: Store, name: str) -> datetime | None:
    """Return when a lease ends; None if nobody holds it."""
    with store._database.read() as connection:
        return connection.scalar(select(LEASE.c.expires_at).where(LEASE.c.name == name))
