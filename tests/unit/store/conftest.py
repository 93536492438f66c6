"""The store's tests run on both databases, each test on an empty one with its schema in place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from databases import postgres_database
from monitor.store import Store, upgrade
from monitor.store.tables import METADATA

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


def fresh_sqlite(request: pytest.FixtureRequest) -> str:
    file = request.getfixturevalue("tmp_path") / "monitor.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"


def fresh_postgres(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres_url")
    tables = ", ".join(f'"{name}"' for name in METADATA.tables)
    with psycopg.connect(url) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    return url


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest) -> str:
    return fresh_sqlite(request) if request.param == "sqlite" else fresh_postgres(request)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened
