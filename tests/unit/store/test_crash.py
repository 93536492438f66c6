"""A crash anywhere changes nothing: whatever write fails, the rest of the work makes up for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select

import make
import recordings
from monitor.domain import (
    Alert,
    Change,
    ChangeKind,
    Finding,
    Health,
    Link,
    Posting,
    Quarantine,
    Reading,
    RobotsFile,
    SourceState,
    Validators,
)
from monitor.store import Fold, Message, Store
from monitor.store.alert_rows import ALERT, DIGEST, MESSAGE
from monitor.store.article_rows import ARTICLE, ARTICLE_VERSION
from monitor.store.finding_rows import FINDING
from monitor.store.table_base import METADATA
from recipients import SENT, UNKNOWN

pytestmark = pytest.mark.slow

NOW = make.NOW
HOUR = timedelta(hours=1)
LINKS = tuple(Link(f"http://127.0.0.1/{n}.html", f"通知{n}", date(2025, 4, n)) for n in (1, 2, 3))
ETAG = Validators(etag='"a"')
Step = Callable[[Store], object]
Contents = dict[str, list[dict[str, object]]]


class CrashError(Exception):
    """What befalls the program."""


def record(number: int, *findings: Finding, source_id: str = "a", title: str = "题") -> Step:
    article = make.article(LINKS[number].url, title=title)
    changes = [Change(finding, repr(replace(finding, quote=None)), ChangeKind.NEW) for finding in findings]  # type: ignore[arg-type] # what no column takes
    alerts = [make.alert(change.fingerprint, finding=change.finding) for change in changes]
    reading = Reading(findings, (Quarantine("�", 0, 1, "lost bytes"),))
    return lambda store: recordings.record(
        store, source_id, article, changes, posted(*alerts), NOW, reading=reading, validators=ETAG
    )


def posted(*alerts: Alert) -> Sequence[Posting]:
    return make.postings(*alerts, channels=("mail", "chat", "digest:daily"))


def compose(route: str, alerts: Sequence[Alert]) -> dict[str, Any]:
    return {"route": route, "told": [alert.key for alert in alerts]}


def claimed(store: Store, attempts: int) -> Message:
    """Return the claim that a sender holds on the first message."""
    number = min(row.id for row in store.outbox.log())
    return Message(
        id=number,
        key="",
        route="",
        channel="mail",
        content={},
        due_at=NOW,
        attempts=attempts,
        parts_sent=0,
        parts_total=0,
        cut="",
        repeat=False,
        late=False,
    )


def finish(outcome: Health) -> Step:
    state = SourceState(source_id="example", health=outcome, baseline_done=True)

    def step(store: Store) -> None:
        with store.write() as unit:
            unit.checks.finish([(make.result(), state)])
            unit.alerts.post(posted(make.alert("s")), NOW)

    return step


#: What two checks do; each step may be taken again at any time.
CHECKS: tuple[Step, ...] = (
    lambda store: store.checks.save_robots([RobotsFile("https://a.example", 200, "", NOW)]),
    lambda store: store.links.note("a", "list", LINKS, ETAG, NOW, old_before=date(2025, 4, 2)),
    lambda store: store.links.note("b", "list", LINKS[1:], ETAG, NOW),
    record(1, make.target(), make.progress(), make.measure()),
    record(2, make.target(region="别处"), make.target(), source_id="b"),
    record(1, make.target(), title="改"),
    lambda store: store.articles.unchanged("a", LINKS[2].url, Validators(etag='"b"'), NOW + HOUR),
    finish(Health.OK),
)

#: What happens besides; after a crash the step itself is taken again.
BESIDES: tuple[Step, ...] = (
    lambda store: store.links.reopen("a", [LINKS[0].url]),
    lambda store: store.links.failed("a", LINKS[0].url, "HTTP 503", NOW),
    lambda store: store.outbox.claim("mail", NOW, HOUR, Fold(compose)),
    lambda store: store.outbox.arrived(claimed(store, 1), (1, 2), NOW + HOUR, late=False),
    lambda store: store.outbox.settle(claimed(store, 1), UNKNOWN, NOW, NOW + HOUR),
    lambda store: store.outbox.retry(NOW),
    lambda store: store.outbox.claim("mail", NOW, HOUR, Fold(compose)),
    lambda store: store.outbox.settle(claimed(store, 2), SENT, NOW),
    lambda store: store.digests.make("daily", NOW, NOW, ("mail", "chat"), compose),
    lambda store: store.digests.begin("weekly", NOW, NOW),
    lambda store: store.checks.acquire_leases(["scheduler"], "me", NOW, HOUR),
    lambda store: store.checks.tick(NOW),
    lambda store: store.checks.release_leases("me", ["scheduler"]),
    lambda store: store.checks.prune(NOW + HOUR),
)


def contents(store: Store) -> Contents:
    """Return every row of every table, with natural keys in place of numbers."""
    with store._database.read() as connection:
        rows = {
            name: [dict(row._mapping) for row in connection.execute(select(table))]
            for name, table in METADATA.tables.items()
        }
        names: dict[str, dict[object, object]] = {
            "article_id": dict(connection.execute(select(ARTICLE.c.id, ARTICLE.c.url)).all()),
            "finding_id": dict(connection.execute(select(FINDING.c.id, FINDING.c.fingerprint)).all()),
            "message_id": dict(connection.execute(select(MESSAGE.c.id, MESSAGE.c.key)).all()),
            "digest_id": dict(connection.execute(select(DIGEST.c.id, DIGEST.c.route)).all()),
            "alert_id": dict(connection.execute(select(ALERT.c.id, ALERT.c.key)).all()),
            "version_id": {
                row.id: (row.url, row.content_hash)
                for row in connection.execute(
                    select(ARTICLE_VERSION.c.id, ARTICLE.c.url, ARTICLE_VERSION.c.content_hash).join(ARTICLE)
                )
            },
        }
    return {name: sorted((natural(row, names) for row in found), key=repr) for name, found in rows.items()}


def natural(row: dict[str, object], names: dict[str, dict[object, object]]) -> dict[str, object]:
    return {
        column: names[column].get(value) if column in names else value
        for column, value in row.items()
        if column != "id"
    }


@contextmanager
def crash_at(store: Store, write: int) -> Iterator[list[str]]:
    """Let the n-th writing statement fail, counted from 1, and yield those that were begun."""
    begun: list[str] = []

    def count(_connection, _cursor, statement: str, *_rest: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE", "WITH")):
            begun.append(statement)
            if len(begun) == write:
                raise CrashError

    engine = store._database._engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        yield begun
    finally:
        event.remove(engine, "before_cursor_execute", count)


def take(steps: tuple[Step, ...], store: Store) -> None:
    for step in steps:
        step(store)


def clear(store: Store) -> None:
    """Empty every table, and count its rows from 1 again."""
    with store._database.write() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
            if "id" in table.c and not store._database.is_sqlite:
                connection.exec_driver_sql(f"SELECT setval('{table.name}_id_seq', 1, false)")


def uninterrupted(store: Store, steps: tuple[Step, ...]) -> tuple[int, list[Contents]]:
    """Return how many writing statements the steps take, and what is in the database before and after each."""
    clear(store)
    stages = [contents(store)]
    with crash_at(store, 0) as begun:
        for step in steps:
            step(store)
            stages.append(contents(store))
    return len(begun), stages


def test_every_check_rerun_after_a_crash_at_any_write_ends_as_if_nothing_had_happened(store):
    writes, stages = uninterrupted(store, CHECKS)
    assert writes > 30
    for write in range(1, writes + 1):
        clear(store)
        with crash_at(store, write), pytest.raises(CrashError):
            take(CHECKS, store)
        take(CHECKS, store)
        assert contents(store) == stages[-1], f"crash at write {write}"


def test_a_crash_at_any_write_leaves_nothing_of_its_step(store):
    steps = CHECKS + BESIDES
    writes, stages = uninterrupted(store, steps)
    for write in range(1, writes + 1):
        clear(store)
        crashes = 0
        with crash_at(store, write):
            for step, before in zip(steps, stages, strict=False):
                try:
                    step(store)
                except CrashError:
                    crashes += 1
                    assert contents(store) == before, f"crash at write {write}"
                    step(store)
        assert crashes == 1
        assert contents(store) == stages[-1], f"crash at write {write}"


def test_checking_twice_changes_nothing(store):
    take(CHECKS, store)
    once = contents(store)
    take(CHECKS, store)
    assert contents(store) == once
