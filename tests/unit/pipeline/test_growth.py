"""What an article costs does not grow with the targets that its issuer has set: statements of SQL are counted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import event

from databases import sqlite_database
from following import Desk, article
from monitor.store import Store

FIRST = date(2025, 1, 1)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Yield the statements of SQL that are run meanwhile."""
    run: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        run.append(statement)

    engine = store._database._engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cost_beside(store: Store, count: int) -> int:
    """Return how many statements an article takes beside so many targets of its issuer and metric."""
    desk = Desk(store)
    for at in range(count):
        line = f"到{2026 + at}年底，上海市智能算力规模突破{100 + at}EFLOPS。"
        desk.read(article(at, FIRST + timedelta(days=at), line), silent=True)
    with counted(store) as run:
        desk.read(article(count, FIRST + timedelta(days=count), "到2025年底，上海市智能算力规模突破90EFLOPS。"))
    assert len(store.tracked.records("target", today=FIRST, limit=1000)) == count + 1
    return len(run)


def test_an_article_takes_as_many_statements_beside_many_targets_as_beside_few(tmp_path: Path) -> None:
    with (
        Store.open(sqlite_database(tmp_path, "few.db")) as few,
        Store.open(sqlite_database(tmp_path, "many.db")) as many,
    ):
        assert cost_beside(many, 40) <= cost_beside(few, 10) + 5
