"""`monitor health`, as a container's health check runs it, and the probes of a running service."""

import http.client
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

import make
from databases import sqlite_database
from monitor.cli import app, assembly, probes
from monitor.domain import Destination, Health, Posting, SendResult, SourceState, Verdict
from monitor.errors import StoreUnusableError
from monitor.notify import plain
from monitor.settings import Settings
from monitor.store import Store
from servers import running

NOW = make.NOW
SOURCES = """
[[source]]
id = "example"
name = "Example"
issuer = "示例部"
region = "全国"
level = "national"
kind = "policy"
family = "trs_static"
url = "http://127.0.0.1:9/"
"""


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Return the database of a service that lives and reached its source a minute ago."""
    monkeypatch.setattr(assembly, "clock", lambda: NOW)
    file = tmp_path / "sources.toml"
    file.write_text(SOURCES, encoding="utf-8")
    monkeypatch.setenv("MONITOR_SOURCES", str(file))
    monkeypatch.setenv("MONITOR_DATABASE_URL", f"sqlite:///{tmp_path}/monitor.db")
    with Store.open(sqlite_database(tmp_path)) as opened:
        opened.checks.tick(NOW - make.MINUTE)
        reached = SourceState(
            source_id="example", health=Health.OK, last_success_at=NOW - make.MINUTE, baseline_done=True
        )
        opened.checks.finish([(make.result(), reached)])
        yield opened


def health(*arguments):
    shown = CliRunner().invoke(app, ["health", *arguments])
    return shown.exit_code, shown.stdout


@pytest.mark.usefixtures("store")
def test_a_service_that_works_is_healthy_and_says_why():
    assert health() == (0, "healthy: last sign of life 60 s ago; 1 of 1 sources checked\n")


@pytest.mark.usefixtures("store")
def test_the_limits_are_options():
    assert health("--max-age", "59") == (1, "unhealthy: the last sign of life is 60 s old\n")


def test_every_reason_is_told(store):
    store.checks.tick(NOW + timedelta(hours=8))
    store.checks.finish([(make.result(), replace(SourceState(source_id="example"), failures=1))])
    waits = Destination("team", "all", NOW - timedelta(hours=7))
    store.alerts.post([Posting(make.alert(), (waits,))], NOW)
    code, said = health()
    assert code == 1
    assert said.splitlines() == [
        "unhealthy: the last sign of life is 8 h ahead: the clock was set back",
        "unhealthy: no source of 1 was reached lately, none ever was",
        "unhealthy: a message to team has waited for 7 h",
    ]
    assert health("--max-wait", "30000")[1].count("unhealthy") == 2


def test_a_deleted_database_is_unhealthy_and_not_made_anew(store, tmp_path):
    store.close()
    (tmp_path / "monitor.db").unlink()
    code, said = health()
    assert (code, "does not exist" in said) == (1, True)
    assert not (tmp_path / "monitor.db").exists()


@pytest.mark.usefixtures("store")
def test_a_registry_that_cannot_be_read_is_unhealthy(tmp_path):
    (tmp_path / "sources.toml").write_text("[[source]\n", encoding="utf-8")
    code, said = health()
    assert code == 1
    assert said.startswith("unhealthy: ")


class Recipient:
    """A channel that keeps what it is given."""

    id, label, gap_s = "team", "team", 0.0

    def __init__(self):
        self.sent = []

    def parts(self, content, language, _key):
        return (plain(content, language),)

    def send(self, part, **_):
        self.sent.append(part.body)
        return SendResult(Verdict.SENT)


@pytest.fixture
def made(store):
    """Return the probes of the service."""
    return probes.Probes(store, [make.source()], lambda: NOW)


@pytest.fixture
def get(made):
    """Ask the served probes over HTTP; return status and body."""
    server = probes.open_server("127.0.0.1:0", made)
    with running(server):

        def get(path, method="GET"):
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
            with closing(connection):
                connection.request(method, path)
                answer = connection.getresponse()
                return answer.status, answer.read().decode()

        yield get


def test_a_service_that_works_is_alive_and_ready(get):
    assert get("/healthz") == (200, "alive\n")
    assert get("/readyz") == (200, "healthy: last sign of life 60 s ago; 1 of 1 sources checked\n")


def test_a_service_whose_messages_wait_is_alive_and_not_ready(get, store):
    waits = Destination("team", "all", NOW - timedelta(hours=7))
    store.alerts.post([Posting(make.alert(), (waits,))], NOW)
    assert get("/healthz")[0] == 200
    assert get("/readyz") == (503, "unhealthy: a message to team has waited for 7 h\n")


def test_a_service_that_stopped_beating_is_not_alive(get, store):
    store.checks.tick(NOW - timedelta(minutes=6))
    assert get("/healthz") == (503, "the last sign of life is 360 s old\n")


def test_a_service_whose_database_is_gone_is_neither(get, tmp_path):
    (tmp_path / "monitor.db").unlink()
    for path in ("/healthz", "/readyz"):
        status, said = get(path)
        assert status == 503
        assert "was deleted while it was open" in said


def test_other_addresses_and_methods_lead_nowhere(get):
    assert get("/")[0] == 404
    assert get("/readyz", "POST")[0] == 404


def test_a_port_that_is_taken_is_told_and_stops_nothing(made, caplog):
    with running(probes.open_server("127.0.0.1:0", made)) as server:
        assert probes.open_server(f"127.0.0.1:{server.server_port}", made) is None
    assert "set MONITOR_PROBES to a free address" in caplog.text
    assert probes.open_server("", made) is None


class Dog(BaseHTTPRequestHandler):
    """An outside watchdog."""

    def do_GET(self):
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def dog():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dog)
    server.asked, server.status = [], 200
    with running(server):
        yield server


def settings_of(dog):
    return Settings(watchdog=SecretStr(f"http://127.0.0.1:{dog.server_port}/secret-token\n"))


def test_the_watchdog_is_asked_while_the_service_is_healthy(made, dog, store):
    assert probes.look(settings_of(dog), made, ()) is False
    assert dog.asked == ["/secret-token"]
    store.checks.tick(NOW - timedelta(hours=1))
    probes.look(settings_of(dog), made, ())
    assert dog.asked == ["/secret-token"], "silence tells the watchdog"
    assert probes.look(Settings(), made, ()) is False


def test_a_watchdog_that_fails_is_logged_without_its_address(made, dog, caplog):
    dog.status = 500
    probes.look(settings_of(dog), made, ())
    probes.ping_watchdog("http://127.0.0.1:9/secret-token")
    assert [record.reason for record in caplog.records] == ["status 500", "ConnectError"]
    assert "secret-token" not in caplog.text


def test_people_are_told_directly_when_the_database_is_gone(made, tmp_path):
    recipient = Recipient()
    (tmp_path / "monitor.db").unlink()
    assert probes.look(Settings(), made, [recipient]) is True
    (said,) = recipient.sent
    assert "数据库文件丢失，监测已停止，请恢复后重启。" in said
    assert "The database file is gone: nothing is watched; restore it and restart." in said


def test_a_database_that_is_locked_is_not_gone(store, made, monkeypatch, caplog):
    def refuse():
        raise StoreUnusableError("locked")

    monkeypatch.setattr(store.checks, "last_tick", refuse)
    recipient = Recipient()
    assert probes.look(Settings(), made, [recipient]) is False
    assert recipient.sent == []
    assert "health is unknown" in caplog.text


def test_a_service_serves_and_looks_after_itself_until_it_ends(made, monkeypatch):
    monkeypatch.setattr(probes, "LOOK_S", 0.01)
    looked = Event()
    monkeypatch.setattr(probes, "look", lambda *_: looked.set() or True)
    with probes.watching_itself(Settings(probes="127.0.0.1:0"), made, ()):
        assert looked.wait(10)
    with probes.watching_itself(Settings(probes=""), made, ()):
        pass
    assert {"health", "probes"}.isdisjoint(thread.name for thread in enumerate_threads() if not thread.daemon)
