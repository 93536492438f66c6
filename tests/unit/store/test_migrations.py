"""Migrations on both databases: there and back, complete, and usable by developers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

import make
from databases import postgres_database
from monitor.store import Store, upgrade
from monitor.store.engine import Database, parse_url
from monitor.store.schema import HEAD, REVISIONS, configuration, migrations_folder
from monitor.store.table_base import METADATA
from places import ROOT


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/monitor.db"
        return
    with postgres_database() as address:
        yield address


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    """Yield a transaction on an empty database."""
    database = Database(parse_url(url), foreign_keys=False)
    with database.write() as opened:
        yield opened
    database.close()


@pytest.fixture
def config(connection: Connection) -> Config:
    return configuration(migrations_folder(), connection)


def test_the_way_up_down_and_up_again_ends_with_the_tables_of_the_models(connection, config):
    command.upgrade(config, "head")
    command.check(config)
    command.downgrade(config, "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]
    command.upgrade(config, "head")
    command.check(config)


def test_the_check_sees_what_the_models_have_and_the_migrations_have_not(connection, config):
    command.upgrade(config, "head")
    connection.exec_driver_sql("DROP TABLE heartbeat")
    with pytest.raises(Exception, match="add_table"):
        command.check(config)


def test_the_program_knows_every_revision():
    scripts = ScriptDirectory(str(migrations_folder()))
    assert scripts.get_heads() == [HEAD]
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_every_constraint_has_a_name_so_that_it_can_be_dropped_later():
    unnamed = [c for table in METADATA.tables.values() for c in table.constraints if not c.name]
    assert unnamed == []
    assert max(len(str(c.name)) for table in METADATA.tables.values() for c in table.constraints) <= 63


def test_a_generated_revision_runs_as_it_is(connection, tmp_path):
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations_folder(), scripts, ignore=shutil.ignore_patterns("versions", "__pycache__"))
    (scripts / "versions").mkdir()
    config = configuration(scripts, connection)
    command.revision(config, "All tables at once", autogenerate=True)
    command.upgrade(config, "head")
    command.check(config)


def test_an_upgrade_keeps_what_is_recorded(url):
    upgrade(url)
    with Store.open(url) as store:
        store.checks.tick(make.NOW)
    assert upgrade(url) == (HEAD, HEAD)
    with Store.open(url) as store:
        assert store.checks.last_tick() == make.NOW


def alembic(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alembic", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.slow
def test_developers_may_call_alembic_themselves(url):
    upgraded = alembic("-x", f"url={url}", "upgrade", "head")
    assert upgraded.returncode == 0, upgraded.stderr
    checked = alembic("-x", f"url={url}", "check")
    assert "No new upgrade operations detected" in checked.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("upgrade", "head"), "name the database"), (("upgrade", "head", "--sql"), "SQL scripts are not made")],
)
def test_alembic_says_what_it_needs(arguments, words):
    done = alembic(*arguments)
    assert done.returncode != 0
    assert words in done.stdout + done.stderr


def test_facets_of_what_was_recorded_before_are_worked_out(connection, config):
    command.upgrade(config, "0003")
    day, moment = "'2025-04-01'", "'2025-04-02 04:00:00'"
    yes = "true" if connection.dialect.name == "postgresql" else "1"
    for words in (
        (
            "article (id, url, source_id, title, kind, relevant, content_hash, first_seen_at, read_at)"
            f" VALUES (1, 'u', 's', '', 'article', {yes}, 'h', {moment}, {moment})"
        ),
        (
            "article_version (id, article_id, content_hash, title, blocks, attachments, relevance, recorded_at)"
            f" VALUES (1, 1, 'h', '', '[]', '[]', '[]', {moment})"
        ),
        f"finding (id, fingerprint, kind, first_seen_at) VALUES (1, 'f', 'progress', {moment}), (2, 'g', 'target', {moment})",
        (
            "progress (finding_id, metric, metric_kind, comparator, numbers, region, issuer)"
            " VALUES (1, 'm', 'level', '=', '[]', '上海市', '甲部')"
        ),
        (
            "mention (id, finding_id, version_id, quote, quote_start, quote_end, rule, confidence, in_scope, topics)"
            f" VALUES (1, 1, 1, 'q', 0, 1, 'r', 1, {yes}, '[\"ai\"]'), (2, 2, 1, 'q', 0, 1, 'r', 1, {yes}, '[]')"
        ),
        (
            "statement (id, finding_id, article_id, mention_id, kind, published, seen_at, page_issuer, wider, plans, stands)"
            f" VALUES (1, 1, 1, 1, 'progress', {day}, {moment}, '甲部', '[]', '[]', {yes}),"
            f" (2, 2, 1, 2, 'target', {day}, {moment}, NULL, '[]', '[]', {yes})"
        ),
        (
            "life (id, kind, key, series, statement_id, name, issuer, region, themes, in_scope, stage, settled, status_by,"
            " evidence, published, known_since, updated_at)"
            f" VALUES (7, 'target', 'g', '', 2, 'm', '乙部', NULL, '[\"ai\", \"数据\"]', {yes}, '', 'open', 'rule', '', {day}, {moment}, {moment})"
        ),
    ):
        connection.exec_driver_sql(f"INSERT INTO {words}")
    command.upgrade(config, "head")
    rows = connection.exec_driver_sql("SELECT kind, name, value, owner_id FROM facet").all()
    assert {tuple(row) for row in rows} == {
        ("progress", "issuer", "甲部", 1),
        ("progress", "region", "上海市", 1),
        ("progress", "theme", "ai", 1),
        ("target", "issuer", "乙部", 7),
        ("target", "theme", "ai", 7),
        ("target", "theme", "数据", 7),
    }


def test_alerts_that_waited_before_messages_were_rows_wait_again(connection, config):
    command.upgrade(config, "0001")
    day = "'2025-04-02 04:00:00'"
    connection.exec_driver_sql(
        "INSERT INTO alert (id, key, kind, created_at, source_id, source_name, article_title, article_url,"
        f" unread, message) VALUES (1, 'k', 'new_target', {day}, 's', 's', '', '', '[]', '')"
    )
    for number, state in enumerate(("pending", "claimed", "failed", "sent"), 1):
        connection.exec_driver_sql(
            "INSERT INTO delivery (id, alert_id, channel, state, attempts, next_try_at, error)"
            f" VALUES ({number}, 1, 'c{number}', '{state}', 0, {day}, '')"
        )
    command.upgrade(config, "head")
    rows = connection.exec_driver_sql("SELECT state, route FROM delivery ORDER BY id").all()
    assert [tuple(row) for row in rows] == [("pending", "")] * 3 + [("sent", "")]
    assert connection.exec_driver_sql("SELECT subject, details FROM alert").one() == ("", None)
