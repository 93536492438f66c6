"""Databases to test on: SQLite files, and PostgreSQL databases of their own on a server if there is one."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

#: Where a server is looked for; a user that may create databases.
SERVER = os.environ.get("MONITOR_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@contextmanager
def postgres_database() -> Iterator[str]:
    """Create an empty database, yield its address and drop it; skip the test where there is no server."""
    name = f"monitor_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        # A newcomer need not have a server; in CI a skip is a failure (conftest.py).
        pytest.skip(
            f"no PostgreSQL server is reachable (MONITOR_TEST_POSTGRES): {str(error).splitlines()[0]}"
        )
    with server:
        server.execute(f'CREATE DATABASE "{name}"')
        # What tests write need not survive a power cut; waiting for the disk would take most of the time.
        server.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
