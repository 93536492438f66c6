"""Several threads and several processes on one database."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

import make
import recordings
from monitor.domain import Change, ChangeKind, Link, Reading, Validators
from monitor.store import Fold, Novelty, Store
from monitor.store.links import RETRY_AFTER
from places import ROOT
from recipients import SENT

NOW = make.NOW
LEASE = timedelta(minutes=10)
THREADS = 4


def together(work: Callable[[int], object]) -> list:
    """Run the work in several threads that begin at the same moment; return what each returned."""
    barrier = Barrier(THREADS)

    def run(number: int) -> object:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def record(store: Store, number: int) -> Novelty:
    """Record article `number` with a target that every article states."""
    target = make.target()
    changes = [
        Change(target, "the same target", ChangeKind.NEW),
        Change(make.progress(), f"progress {number}", ChangeKind.NEW),
    ]
    recorded = recordings.record(
        store,
        f"source {number}",
        make.article(f"http://127.0.0.1/{number}.html"),
        changes,
        make.postings(*(make.alert(change.fingerprint) for change in changes), channels=("mail",)),
        NOW,
        reading=Reading((target,)),
        validators=Validators(),
    )
    return recorded.outcome


@pytest.mark.parametrize("apart", [False, True], ids=["one store", "a store each"])
def test_threads_that_record_the_same_articles_record_each_once(url, apart):
    articles = 25
    with Store.open(url) as shared:

        def work(number: int) -> Counter[Novelty]:
            store = Store.open(url) if apart else shared
            order = range(articles) if number % 2 else reversed(range(articles))
            outcomes = Counter(record(store, article) for article in order)
            if apart:
                store.close()
            return outcomes

        outcomes = sum(together(work), Counter())
        assert outcomes == {Novelty.NEW: articles, Novelty.UNCHANGED: (THREADS - 1) * articles}
        totals = shared.articles.totals()
        assert (totals.articles, totals.versions, totals.targets) == (articles, articles, 1)
        assert (totals.progress, totals.alerts) == (articles, articles + 1)


def test_stores_that_note_the_same_links_count_each_once(url):
    links = [Link(f"http://127.0.0.1/{number}.html", "题") for number in range(200)]

    def work(number: int) -> int:
        order = links if number % 2 else links[::-1]
        with Store.open(url) as store:
            growing = (order[:length] for length in range(10, 201, 10))
            return sum(store.links.note("a", "list", some, Validators(), NOW) for some in growing)

    assert sum(together(work)) == 200
    with Store.open(url) as store:
        assert store.links.count_pending("a") == 200


def test_no_message_is_claimed_by_two_senders(store):
    channels = [f"mail{number}" for number in range(10)]
    alerts = [make.alert(str(number)) for number in range(20)]
    store.alerts.post(make.postings(*alerts, channels=tuple(channels)), NOW)
    fold = Fold(lambda _route, told: {"keys": [alert.key for alert in told]}, limit=3)

    def work(number: int) -> list[tuple[str, str]]:
        mine: list[tuple[str, str]] = []
        for channel in channels if number % 2 else channels[::-1]:
            while message := store.outbox.claim(channel, NOW, LEASE, fold):
                mine += [(channel, key) for key in message.content["keys"]]
                store.outbox.settle(message, SENT, NOW)
        return mine

    told = [one for mine in together(work) for one in mine]
    while store.outbox.channels_with_due(NOW):  # what two senders left to each other
        told += work(0)
    assert sorted(told) == sorted((channel, alert.key) for channel in channels for alert in alerts)


def test_no_failed_try_is_lost_between_threads(store):
    url = "http://127.0.0.1/1.html"
    store.links.note("a", "list", [Link(url, "题")], Validators(), NOW)
    tries = (len(RETRY_AFTER) + 1) // THREADS
    together(lambda _number: [store.links.begin("a", url, NOW) for _ in range(tries)])
    given_up = together(lambda _number: [store.links.failed("a", url, "HTTP 503", NOW)])
    assert sum(map(sum, given_up)) == 1, "the eighth failure, and no other, gives the link up"


def test_one_of_many_gets_the_lease(store):
    won = together(lambda number: store.checks.acquire_leases(["scheduler"], f"owner {number}", NOW, LEASE))
    assert sum(map(bool, won)) == 1


#: What a process does that starts on an empty database beside others: create it, record, tell what was new.
PROCESS = """
import sys
from datetime import UTC, datetime
from monitor.domain import Article, Block, Reading, Validators
from monitor.store import ArticleReading, Store

print("ready", flush=True)
sys.stdin.readline()
now = datetime(2025, 4, 2, tzinfo=UTC)
with Store.open(sys.argv[1]) as store:
    for number in range(20):
        article = Article(url=f"http://127.0.0.1/{number}.html", title="t", blocks=(Block("b"),))
        reading = ArticleReading(
            source_id="a", link_url=article.url, article=article, reading=Reading(()), changes=(),
            validators=Validators(), now=now
        )
        with store.recording(now) as unit:
            recorded, _ = unit.record(reading)
        print(recorded.outcome)
"""


@pytest.mark.slow
def test_processes_that_start_at_once_on_an_empty_database_all_succeed(empty_url):
    processes = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", PROCESS, empty_url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in processes]
    assert [(process.returncode, errors) for process, (_, errors) in zip(processes, said, strict=True)] == [(0, "")] * 3
    outcomes = Counter(line for lines, _ in said for line in lines.split())
    assert outcomes == {"new": 20, "unchanged": 40}
