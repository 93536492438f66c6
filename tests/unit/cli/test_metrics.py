"""`/metrics`: numbers of the running service for Prometheus."""

from __future__ import annotations

from datetime import timedelta

import pytest

import make
from databases import sqlite_database
from monitor.cli import probes
from monitor.domain import Destination, Health, Posting, SourceState
from monitor.store import Store

NOW = make.NOW


@pytest.fixture
def store(tmp_path):
    with Store.open(sqlite_database(tmp_path)) as opened:
        yield opened


@pytest.fixture
def ask(store):
    """Ask for the metrics; return status and samples."""
    made = probes.Probes(store, [make.source("a"), make.source("b")], lambda: NOW)

    def ask():
        told = []
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/metrics"}
        body = b"".join(made.answer(environ, lambda status, _headers: told.append(status)))
        return told[0], [line for line in body.decode().splitlines() if not line.startswith("#")]

    return ask


def test_an_empty_database_has_metrics_too(ask):
    status, samples = ask()
    assert status == "200 OK"
    assert "monitor_healthy 0.0" in samples
    assert 'monitor_recorded{kind="targets"} 0.0' in samples
    assert 'monitor_source_health{health="new",source="a"} 1.0' in samples
    assert not any(line.startswith("monitor_heartbeat") for line in samples)


def test_metrics_say_how_the_service_its_sources_and_its_messages_are(ask, store):
    reached = SourceState(source_id="a", health=Health.OK, last_success_at=NOW)
    store.checks.finish([(make.result(source_id="a"), reached)])
    store.checks.tick(NOW - make.MINUTE)
    waits = Destination("team", "all", NOW - timedelta(hours=1))
    store.alerts.post([Posting(make.alert(), (waits,))], NOW)
    _status, samples = ask()
    assert {
        "monitor_healthy 1.0",
        "monitor_heartbeat_age_seconds 60.0",
        "monitor_longest_wait_seconds 3600.0",
        'monitor_source_health{health="ok",source="a"} 1.0',
        'monitor_source_health{health="new",source="b"} 1.0',
        'monitor_source_success_timestamp_seconds{source="a"} 1.7435664e+09',
        'monitor_deliveries{channel="team",state="pending"} 1.0',
    } <= set(samples)


def test_a_database_that_is_gone_is_an_error_and_no_page_of_zeros(ask, tmp_path, store):
    store.checks.tick(NOW)
    (tmp_path / "monitor.db").unlink()
    assert ask()[0] == "503 Service Unavailable"
