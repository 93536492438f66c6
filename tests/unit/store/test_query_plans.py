"""What every round and every list asks is found through indexes, however much is recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import event

import make
import recordings
from monitor.domain import Change, ChangeKind, Link, Reading, Validators
from monitor.store import Fold, Store

NOW = make.NOW
LEASE = timedelta(minutes=10)
FOLD = Fold(lambda _route, _alerts: {})
TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return a store with some of everything; without statistics SQLite plans as for large tables."""
    file = tmp_path_factory.mktemp("plans") / "monitor.db"
    with Store.open(f"sqlite:///{file}") as store:
        links = [Link(f"http://127.0.0.1/{number}.html", "题", TODAY) for number in range(400)]
        for source in range(5):
            store.links.note(f"s{source}", "list", links[source * 80 :][:80], Validators(), NOW)
        for number in range(60):
            target = make.target(region=f"第{number}区")
            recordings.record(
                store,
                f"s{number % 5}",
                make.article(f"http://127.0.0.1/{number}.html"),
                [Change(target, f"{number:032x}", ChangeKind.NEW)],
                make.postings(make.alert(f"{number}", subject=f"{number}"), channels=("mail", "digest:daily")),
                NOW,
                reading=Reading((target,)),
                validators=Validators(),
            )
        yield store


CALLS: dict[str, Callable[[Store], object]] = {
    "pending links": lambda store: store.links.pending("s1", 60, NOW),
    "their number": lambda store: store.links.count_pending("s1"),
    "silent links": lambda store: store.links.silent("s1"),
    "a failed try": lambda store: store.links.failed("s1", "http://127.0.0.1/99.html", "HTTP 503", NOW),
    "an unchanged article": lambda store: store.articles.unchanged("s1", "http://127.0.0.1/1.html", Validators(), NOW),
    "an article": lambda store: store.articles.at("http://127.0.0.1/1.html"),
    "its validators": lambda store: store.articles.validators("http://127.0.0.1/1.html"),
    "sources of articles": lambda store: store.articles.sources_of(["http://127.0.0.1/1.html"]),
    "known findings": lambda store: store.findings.known(["0" * 32]),
    "due deadlines": lambda store: store.outbox.channels_with_due(NOW),
    "the next message": lambda store: store.outbox.claim("mail", NOW, LEASE, FOLD),
    "nothing to send": lambda store: store.outbox.claim("nobody", NOW, LEASE, FOLD),
    "a queue": lambda store: store.alerts.waiting("digest:daily"),
    "an alert again": lambda store: store.alerts.post(make.postings(make.alert("1", subject="1")), NOW),
    "the last digest": lambda store: store.digests.last_period("daily"),
    "what was given up": lambda store: store.digests.dead_since_last("daily"),
    "a lease": lambda store: store.checks.acquire_leases(["scheduler"], "me", NOW, LEASE),
    "leases of hosts": lambda store: store.checks.acquire_leases(["host:a", "host:b"], "me", NOW, LEASE),
    "old checks": lambda store: store.checks.prune(NOW),
}

#: These tables have a row for each article, link, finding or alert, and grow for ever.
GROWING = "alert|article|article_version|delivery|finding|link|measure|mention|message|progress|quarantine|target"


def plans(store: Store, call: Callable[[Store], object]) -> list[str]:
    """Return the steps of SQLite's plans for what a call asks, without those of small tables."""
    statements: list[tuple[str, object]] = []
    engine = store._database._engine

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        call(store)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    steps: list[str] = []
    with store._database.read() as connection:
        for statement, parameters in statements:
            one = parameters[0] if isinstance(parameters, list) else parameters
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
            steps += [row.detail for row in rows]
    return steps


@pytest.mark.parametrize("name", CALLS)
def test_no_growing_table_is_read_as_a_whole(big, name):
    steps = plans(big, CALLS[name])
    scans = [step for step in steps if re.match(rf"SCAN ({GROWING})\b(?!.*USING)", step)]
    assert scans == []


def test_a_scan_would_be_seen(big):
    steps = plans(big, lambda store: store.articles.totals())
    assert [step for step in steps if step.startswith("SCAN")]
