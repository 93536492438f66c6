"""Hosts are read at the same time, the sources of one host in turn, and no host by two processes."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

import world as worlds
from databases import lease_end, sqlite_database
from fakesite import A_WHILE, SlowSite, until
from monitor.domain import Outcome, Request
from monitor.errors import BusyError, StoreUnusableError
from monitor.pipeline import HostPool, backfill, check_all
from monitor.pipeline.rounds import LEASE, lease_of, renewing

#: Seconds for which a pool waits for what ends; tests wait again and again.
BRIEFLY = 0.02
HOSTS = ("a.example", "b.example", "c.example")


@pytest.fixture
def site():
    return SlowSite()


@pytest.fixture
def world(tmp_path, site):
    with worlds.world(sqlite_database(tmp_path), site) as made:
        made.site.publish(1, "示例市推动人工智能发展", worlds.FILLER)
        yield made
        for held in site.held.values():
            held.set()


def source_of(name, host):
    return replace(worlds.SOURCE, id=name, listings=(Request(f"http://{host}/zcfb/"),))


def sources_of(count, hosts=HOSTS):
    return tuple(source_of(f"{host[0]}{number}", host) for number in range(count) for host in hosts)


class Results(list):
    """Notes what a pool reports."""

    def __call__(self, source, _before, _result):
        self.append(source.id)


def collect_until(pool, results, *wanted):
    """Collect until these sources were reported; the waiting is the pool's own."""
    while not set(wanted) <= set(results):
        pool.collect(BRIEFLY)


@pytest.mark.parametrize("threads", [1, 2, 16])
def test_every_source_is_checked_once_and_those_of_a_host_in_turn(world, site, threads):
    sources = sources_of(4)
    checked = []
    results = check_all(
        sources, replace(world.service, threads=threads), lambda source, _result: checked.append(source.id)
    )
    assert sorted(checked) == sorted(result.source_id for result in results) == sorted(s.id for s in sources)
    for host in HOSTS:
        assert [name for name in checked if name[0] == host[0]] == [f"{host[0]}{n}" for n in range(4)]
    assert site.asked_twice == set()


def test_a_host_that_is_slow_keeps_no_other_host_waiting(world, site):
    site.held["a.example"] = threading.Event()
    results = Results()
    with HostPool(replace(world.service, threads=2), results) as pool:
        pool.begin(sources_of(2))
        collect_until(pool, results, "b0", "b1", "c0", "c1")
        assert site.asked_held.wait(A_WHILE)
        assert pool.busy
        world.clock.forward(hours=5)
        assert pool.begin(sources_of(2)) == (), "what is due again begins, but on the host that is still read"
        while len(results) < 8:
            pool.collect(BRIEFLY)
        site.held["a.example"].set()
        collect_until(pool, results, "a0", "a1")
        assert not pool.busy
    assert results.count("a0") == results.count("a1") == 1
    assert site.asked_twice == set()


def test_a_host_that_another_process_reads_is_left_out(world, caplog):
    now = world.clock()
    world.store.checks.acquire_leases([lease_of("a.example")], "another process", now, LEASE)
    results = check_all(sources_of(2), world.service)
    assert {result.source_id for result in results} == {"b0", "b1", "c0", "c1"}
    assert "another process reads its host now" in caplog.text
    world.clock.forward(seconds=LEASE.total_seconds())
    assert len(check_all(sources_of(2), world.service)) == 6, "the other process is dead"


def test_a_host_is_free_as_soon_as_its_last_source_is_recorded(world):
    check_all(sources_of(2), world.service)
    names = [lease_of(host) for host in HOSTS]
    assert world.store.checks.acquire_leases(names, "another process", world.clock(), LEASE) == set(names)


def test_while_a_host_is_read_no_command_reads_it(world, site):
    site.held["a.example"] = threading.Event()
    with HostPool(world.service, Results()) as pool:
        pool.begin(sources_of(1))
        assert site.asked_held.wait(A_WHILE)
        with pytest.raises(BusyError, match=r"another process reads a\.example now"):
            backfill(source_of("a0", "a.example"), replace(world.service, owner="a command"), 1)
        site.held["a.example"].set()
        while pool.busy:
            pool.collect(BRIEFLY)
    assert site.asked_twice == set()
    again = backfill(source_of("a0", "a.example"), replace(world.service, owner="a command"), 1)
    assert again.outcome is Outcome.OK


def test_what_stands_behind_a_source_is_left_once_we_are_told_to_stop(world):
    results = Results()
    with HostPool(world.service, results) as pool:
        world.service.stop.set()
        pool.begin(sources_of(2))
        while pool.busy:
            pool.collect(BRIEFLY)
    assert sorted(results) == ["a0", "b0", "c0"]


def test_an_error_of_the_caller_ends_what_is_under_way(world, site):
    site.held["a.example"] = threading.Event()

    def fail(_source, _result):
        site.asked_held.wait(A_WHILE)
        site.held["a.example"].set()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_all(sources_of(3), replace(world.service, threads=2), fail)
    assert world.service.stop.is_set()
    assert len(world.store.checks.states()) < 9


def test_a_database_that_fails_one_check_loses_no_other_result(world, monkeypatch):
    noted = type(world.store.links).note

    def failing(self, source_id, *more, **options):
        if source_id == "b0":
            raise StoreUnusableError("locked")
        return noted(self, source_id, *more, **options)

    monkeypatch.setattr(type(world.store.links), "note", failing)
    results = Results()
    with HostPool(world.service, results) as pool:
        pool.begin(sources_of(1))
        failures = 0
        while pool.busy:
            try:
                pool.collect(BRIEFLY)
            except StoreUnusableError:
                failures += 1
    assert (sorted(results), failures) == (["a0", "c0"], 1)
    assert set(world.store.checks.states()) == {"a0", "c0"}, "the one that failed stays due"


def test_the_leases_of_a_long_check_are_renewed(world, monkeypatch):
    monkeypatch.setattr("monitor.pipeline.rounds.RENEW_S", 0.001)
    checks = world.store.checks
    with renewing(world.service):
        checks.acquire_leases(["host:a"], world.service.owner, world.clock(), LEASE)
        world.clock.forward(seconds=30)
        until(lambda: lease_end(world.store, "host:a") == world.clock() + LEASE)
    assert checks.acquire_leases(["host:a"], "other", world.clock(), LEASE), "given back at the end"


def test_a_renewal_that_fails_is_told_and_tried_again(world, monkeypatch, caplog):
    monkeypatch.setattr("monitor.pipeline.rounds.RENEW_S", 0.001)

    def fail(*_):
        raise StoreUnusableError("locked")

    monkeypatch.setattr(type(world.store.checks), "renew_leases", fail)
    with renewing(world.service):
        until(lambda: caplog.text.count("leases not renewed") > 1)
