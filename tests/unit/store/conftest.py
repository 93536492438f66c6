"""The store's tests run on both databases, each test on an empty one with its schema in place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from databases import postgres_database
from monitor.store import Store, upgrade
from monitor.store.table_base import METADATA

BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "monitor.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_database() as url:
        upgrade(url)
        yield url


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    """Return a file of an SQLite database at the newest revision."""
    return Path(shutil.copy(sqlite_template, tmp_path / "monitor.db"))


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    """Return the address of an empty database at the newest revision."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('sqlite_file')}"
    address: str = request.getfixturevalue("postgres_url")
    # Quicker by far than TRUNCATE, which makes new files.
    with psycopg.connect(address) as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(f'DELETE FROM "{table.name}"')
    return address


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database without any tables, in a folder that does not exist yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/data/new/monitor.db"
        return
    with postgres_database() as url:
        yield url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
