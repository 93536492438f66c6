"""Fixtures for the whole pipeline on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from databases import postgres_database, sqlite_database


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def address(request, tmp_path) -> Iterator[str]:
    """Return the address of an empty database at the newest revision."""
    if request.param == "sqlite":
        yield sqlite_database(tmp_path)
        return
    with postgres_database(ready=True) as made:
        yield made
