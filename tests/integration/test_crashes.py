"""A crash at any write, and two processes at once, leave the database as an undisturbed run does."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

import world as worlds
from databases import sqlite_database
from fakesite import Site
from monitor.pipeline import check_all

pytestmark = pytest.mark.slow


class Crash(BaseException):
    """As abrupt as a kill: nothing of ours catches it."""


def new_site() -> Site:
    """Return a site on which a first reading and later news find articles with and without targets."""
    site = Site()
    site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
    site.publish(2, "示例市行动方案", worlds.TARGET)
    return site


def news(site: Site) -> None:
    site.publish(3, "示例市算力规划", "到2027年，全市算力规模达到300EFLOPS。")
    site.publish(4, "示例市又一通知", worlds.FILLER)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the database says was read, without ids, moments of reading, or how often was tried."""
    with sqlite3.connect(path) as connection:
        article = connection.execute("select url, title, published, content_hash from article order by url")
        rows = {"article": article.fetchall()}
        for table, columns in {
            "article_version": "content_hash",
            "link": "url, state",
            "finding": "fingerprint, kind",
            "target": "metric, numbers",
            "alert": "key",
            "delivery": "channel, state",
            "mention": "quote, quote_start",
        }.items():
            rows[table] = sorted(connection.execute(f"select {columns} from {table}").fetchall())
    connection.close()
    return rows


def run(folder: Path, crash_at: int | None) -> int:
    """Do a first reading and a check with news; crash at the n-th write, then start again. Return the writes."""
    url = sqlite_database(folder)
    site, clock = new_site(), worlds.Clock()
    writes = 0

    def count(_conn, _cursor, statement, *_rest):
        nonlocal writes
        if statement.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"}:
            writes += 1
            if writes == crash_at:
                raise Crash

    event.listen(Engine, "before_cursor_execute", count)
    try:
        while True:
            try:
                with worlds.world(url, site, clock) as world:
                    world.check()
                    if len(site.pages) == 3:
                        news(site)
                    clock.forward(hours=5)
                    world.check()
                break
            except Crash:
                clock.forward(hours=5)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return writes


def test_a_crash_at_any_write_leaves_the_database_of_an_uninterrupted_run(tmp_path):
    (tmp_path / "whole").mkdir()
    writes = run(tmp_path / "whole", None)
    expected = content(tmp_path / "whole" / "monitor.db")
    assert len(expected["article"]) == 4
    assert len(expected["target"]) == 2
    assert writes > 20
    for crash_at in range(1, writes + 1):
        folder = tmp_path / f"crash{crash_at}"
        folder.mkdir()
        run(folder, crash_at)
        assert content(folder / "monitor.db") == expected, f"after a crash at write {crash_at}"


def check_in_process(url: str, ready, failures) -> None:
    with worlds.world(url, new_site()) as world:
        ready.wait()
        results = check_all(world.sources, world.service)
        failures.put([str(failure) for result in results for failure in result.failures])


@pytest.mark.parametrize("fresh", [True, False])
def test_two_processes_checking_at_once_record_each_article_once_without_error(tmp_path, fresh):
    url = f"sqlite:///{tmp_path}/monitor.db"
    if not fresh:
        with worlds.world(url, new_site()):
            pass
    context = multiprocessing.get_context("spawn")
    ready, failures = context.Barrier(2), context.Queue()
    processes = [context.Process(target=check_in_process, args=(url, ready, failures)) for _ in range(2)]
    for process in processes:
        process.start()
    told = [failures.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert told == [[], []]
    found = content(tmp_path / "monitor.db")
    assert len(found["article"]) == len({row[0] for row in found["article"]}) == 2
    assert len(found["article_version"]) == 2
