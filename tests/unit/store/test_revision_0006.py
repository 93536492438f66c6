"""A database of revision 0006 with data is upgraded: every list shows what it showed before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from databases import postgres_database
from monitor.domain import Amount
from monitor.store import Dossier, Sort, Store, TrackedRecord, upgrade
from monitor.store.engine import Database, parse_url
from monitor.store.schema import configuration, migrations_folder

#: Rows that the program of revision 0006 wrote, and the lists that it made of them.
ROWS = Path(__file__).parents[2] / "data" / "revision_0006.sql"
LISTS = Path(__file__).parents[2] / "data" / "revision_0006.json"
TODAY = date(2026, 12, 1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/monitor.db"
        return
    with postgres_database() as address:
        yield address


def load(url: str) -> None:
    """Fill an empty database with the rows of revision 0006."""
    database = Database(parse_url(url), foreign_keys=False)
    with database.write() as connection:
        command.upgrade(configuration(migrations_folder(), connection), "0006")
        if not database.is_sqlite:
            connection.exec_driver_sql("SET TIME ZONE 'UTC'")
        for statement in ROWS.read_text("utf-8").split(");\n"):
            if "INSERT" in statement:
                connection.exec_driver_sql(f"{statement})".replace("%", "%%" if "postgres" in url else "%"))
    database.close()


def words(value: object) -> str | None:
    return None if value is None else str(value)


def amount(stated: Amount) -> str:
    values = ",".join(str(value) for value in stated.values)
    return f"{stated.metric} {stated.comparator} {values}{stated.unit or ''}"


def line(row: TrackedRecord[Any]) -> dict[str, object]:
    """Return everything that a list shows of a target or measure."""
    asks = row.commitment
    return {
        "key": row.key,
        "name": row.name,
        "status": words(row.status),
        "since": words(row.status_since),
        "by": row.status_by,
        "stage": words(row.stage),
        "issuer": row.issuer,
        "region": row.region,
        "themes": list(row.themes),
        "published": words(row.published),
        "known_since": words(row.known_since),
        "updated_at": words(row.updated_at),
        "attainment": words(row.attainment),
        "pace": [words(row.pace.way), words(row.pace.time)] if row.pace else None,
        "article": [row.article_title, row.article_url],
        "proposed": [str(kind) for kind in row.proposed],
        "quote": row.finding.quote.text,
        "asks": asks
        and [amount(asks.amount), words(asks.deadline and asks.deadline.end), asks.series, list(asks.plans)],
    }


def everything(dossier: Dossier) -> list[object]:
    return [
        [statement.fingerprint for statement in dossier.statements],
        [statement.fingerprint for statement in dossier.observed],
        [str(decision.kind) for decision in dossier.decisions],
        len(dossier.audits),
        sorted(dossier.sent),
        [list(whole) for whole in dossier.wholes],
        [list(part) for part in dossier.parts],
    ]


def lists(store: Store) -> dict[str, object]:
    """Return all lists, as the program of revision 0006 gave them."""
    targets, measures = (store.tracked.records(kind, today=TODAY) for kind in ("target", "measure"))
    by_deadline = store.tracked.records("target", today=TODAY, sort=Sort.DEADLINE)
    return {
        "targets": [line(row) for row in targets],
        "measures": [line(row) for row in measures],
        "deadlines": [row.key for row in by_deadline],
        "progress": [
            [
                row.statement.finding.quote.text,
                row.statement.url,
                row.target,
                row.target_name,
                row.why,
                [candidate.target for candidate in row.candidates],
            ]
            for row in store.tracked.progress()
        ],
        "changes": [
            [
                *(words(row.audit.at), row.audit.by, row.audit.subject, row.audit.aspect),
                *(row.audit.old, row.audit.new, row.audit.why, row.audit.evidence),
                *(row.kind, row.name),
            ]
            for row in store.tracked.changes(today=TODAY)
        ],
        "review": [
            [
                words(item.proposal and item.proposal.key),
                item.target and item.target.key,
                item.evidence and item.evidence.fingerprint,
            ]
            for item in store.reviews.waiting(TODAY)
        ],
        "dossiers": [everything(store.tracked.dossier(row)) for row in (*targets, *measures)],
    }


def test_every_list_shows_after_the_upgrade_what_it_showed_before(url):
    load(url)
    assert upgrade(url)[0] == "0006"
    expected = json.loads(LISTS.read_text("utf-8"))
    alerts = expected.pop("alerts")
    with Store.open(url) as store:
        assert lists(store) == expected
        with store._database.read() as connection:
            rows = connection.exec_driver_sql("SELECT key, kind FROM alert ORDER BY key").all()
            assert sorted(map(list, rows)) == sorted(alerts)


def test_each_version_recorded_before_is_an_edition_with_its_moment(url):
    load(url)
    upgrade(url)
    with Store.open(url) as store:
        rows = [row for _, row in store.articles.after()]
        editions = [store.editions.of(row.url) for row in rows]
        assert rows
        assert [len(found) for found in editions] == [row.versions for row in rows]
        assert [found[0].read_at for found in editions] == [row.first_seen_at for row in rows]
        assert [found[-1].article for found in editions] == [store.articles.at(row.url) for row in rows]


def test_the_way_back_keeps_the_rows_too(url):
    load(url)
    upgrade(url)
    database = Database(parse_url(url), foreign_keys=False)
    with database.write() as connection:
        config = configuration(migrations_folder(), connection)
        command.downgrade(config, "0006")
        assert connection.exec_driver_sql("SELECT count(*), count(goal) FROM life").one() == (5, 4)
        assert connection.exec_driver_sql("SELECT count(life_id) FROM goal_key").scalar_one() == 31
        command.upgrade(config, "head")
        command.check(config)
    database.close()
