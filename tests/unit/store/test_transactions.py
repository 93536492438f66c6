"""Aggregates: a call is a transaction of its own, or a part of the one that is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import event

import make
from monitor.domain import Health, Link, RobotsFile, SourceState, Validators
from monitor.errors import StoreError, StoreUnusableError
from monitor.store import Fold, Store
from monitor.store.engine import Aggregate, Database, parse_url, reads, writes
from recipients import SENT

NOW = make.NOW
LEASE = timedelta(minutes=10)
LINKS = (Link("http://127.0.0.1/1.html", "题一"), Link("http://127.0.0.1/2.html", "题二"))
STATE = SourceState(source_id="a", health=Health.OK, baseline_done=True)


class BrokenError(Exception):
    """What a test raises in the middle of its work."""


@pytest.fixture
def ends(store: Store) -> list[str]:
    """Return the ends of transactions, in order, as they happen."""
    happened: list[str] = []
    engine = store._database._engine
    for name in ("commit", "rollback"):
        event.listen(engine, name, lambda _connection, name=name: happened.append(name))
    return happened


def test_a_call_is_a_transaction_of_its_own(store, ends):
    store.links.note("a", "list", LINKS, Validators(), NOW)
    store.links.pending("a", 10, NOW)
    assert ends == ["commit", "commit"]


def test_calls_inside_a_unit_are_one_transaction_that_sees_its_own_work(store, ends):
    with store.write() as unit:
        assert unit.links.note("a", "list", LINKS, Validators(), NOW) == 2
        assert unit.links.count_pending("a") == 2
        unit.checks.finish([(make.result(source_id="a"), STATE)])
        assert unit.checks.states() == {"a": STATE}
        unit.alerts.post(make.postings(make.alert("1")), NOW)
        assert unit.outbox.channels_with_due(NOW) == ("terminal",)
        assert ends == []
    assert ends == ["commit"]
    assert store.links.count_pending("a") == 2


def test_nothing_of_a_unit_is_kept_when_it_fails_in_the_middle(store, ends):
    def work() -> None:
        with store.write() as unit:
            unit.links.note("a", "list", LINKS, Validators(), NOW)
            unit.checks.finish([(make.result(source_id="a"), STATE)])
            unit.alerts.post(make.postings(make.alert("1")), NOW)
            raise BrokenError

    with pytest.raises(BrokenError):
        work()
    assert ends == ["rollback"]
    assert store.links.count_pending("a") == 0
    assert store.checks.listings() == {}
    assert store.checks.states() == {}
    assert store.alerts.waiting("terminal") == ()


def test_a_refused_statement_undoes_the_calls_before_it_and_leaves_the_store_usable(store):
    def work() -> None:
        with store.write() as unit:
            unit.checks.tick(NOW)
            unit.links.note(None, "list", LINKS, Validators(), NOW)

    with pytest.raises(StoreError, match="refused"):
        work()
    assert store.checks.last_tick() is None
    store.checks.tick(NOW)
    assert store.checks.last_tick() == NOW


def test_a_unit_claims_and_settles_messages_too(store):
    store.alerts.post(make.postings(make.alert("1")), NOW)
    with store.write() as unit:
        message = unit.outbox.claim("terminal", NOW, LEASE, Fold(lambda _route, _alerts: {}))
        assert message is not None
        unit.outbox.settle(message, SENT, NOW)
    assert [row.state for row in store.outbox.log()] == ["sent"]


def test_a_digest_made_in_a_unit_that_fails_is_owed_again(store):
    def work() -> None:
        with store.write() as unit:
            unit.digests.make("daily", NOW, NOW, ("mail",), lambda _route, _alerts: {"text": ""})
            raise BrokenError

    store.alerts.post(make.postings(make.alert("1"), channels=("digest:daily",)), NOW)
    with pytest.raises(BrokenError):
        work()
    assert store.digests.last_period("daily") is None
    assert [alert.key for alert in store.alerts.waiting("digest:daily")] == ["1"]


def test_another_store_sees_a_unit_only_once_it_is_committed(url):
    with Store.open(url) as store, Store.open(url) as other:
        with store.write() as unit:
            unit.checks.tick(NOW)
            assert other.checks.last_tick() is None
        assert other.checks.last_tick() == NOW


def test_a_later_call_of_a_finished_unit_does_not_write_outside_of_it(store):
    with store.write() as unit:
        unit.checks.tick(NOW)
    with pytest.raises(Exception, match="closed"):
        unit.checks.tick(NOW + LEASE)
    assert store.checks.last_tick() == NOW


class Marked(Aggregate):
    """Two methods that show in which transaction they run."""

    @reads
    def look(self) -> int:
        return id(self._connection)

    @writes
    def look_twice(self) -> tuple[int, int, int]:
        return id(self._connection), self.look(), self.look()

    def unmarked(self) -> object:
        return self._connection


@pytest.fixture
def marked(sqlite_file) -> Iterator[Marked]:
    database = Database(parse_url(f"sqlite:///{sqlite_file}"))
    yield Marked(database)
    database.close()


def test_a_method_that_calls_another_stays_in_its_transaction(marked):
    assert len(set(marked.look_twice())) == 1


def test_a_method_that_is_not_marked_has_no_transaction(marked):
    with pytest.raises(AssertionError, match="@reads or @writes"):
        marked.unmarked()


def test_marked_methods_keep_their_names_and_words(store):
    assert store.links.pending.__name__ == "pending"
    assert "oldest first" in store.links.pending.__doc__


def test_a_method_that_only_reads_does_not_wait_for_a_writer(sqlite_file):
    url = f"sqlite:///{sqlite_file}"
    with Store.open(url) as writer, Store.open(url, timeout_s=0.05) as reader, writer.write() as unit:
        unit.checks.tick(NOW)
        assert reader.checks.last_tick() is None
        with pytest.raises(StoreUnusableError, match="another program holds it"):
            reader.checks.tick(NOW)


def test_robots_files_and_ticks_of_two_units_are_both_kept(store):
    for number in range(2):
        with store.write() as unit:
            unit.checks.save_robots([RobotsFile(f"http://127.0.0.{number}", 200, "", NOW)])
            unit.checks.tick(NOW + number * LEASE)
    assert [file.origin for file in store.checks.robots()] == ["http://127.0.0.0", "http://127.0.0.1"]
    assert store.checks.last_tick() == NOW + LEASE
