"""Alerts survive kills at random moments, and two senders never tell anyone twice."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import make
from databases import postgres_database
from monitor.store import Store
from places import ROOT

pytestmark = pytest.mark.slow

TORTURE = ROOT / "tests" / "torture"
#: Recipients, and messages for each of them: as many digests as alerts, each alert on its own.
RECIPIENTS, MESSAGES = 100, 100

#: A sender: takes what is due, notes what it sent, until nothing is left.
SENDER = """
import sys
from datetime import UTC, datetime, timedelta
from monitor.domain import SendResult, Verdict
from monitor.store import Fold, Store

now = datetime(2025, 4, 2, 4, tzinfo=UTC)
fold = Fold(lambda _route, alerts: {}, limit=1)
sent = []
with Store.open(sys.argv[1]) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    while channels := store.outbox.channels_with_due(now):
        for channel in channels[:: int(sys.argv[2])]:
            while message := store.outbox.claim(channel, now, timedelta(minutes=10), fold):
                sent.append(f"{channel} {message.key}")
                store.outbox.settle(message, SendResult(Verdict.SENT), now)
print(*sent, sep=chr(10))
"""


def campaign() -> object:
    """Return the campaign as a module."""
    spec = importlib.util.spec_from_file_location("campaign", TORTURE / "campaign.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["campaign"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/monitor.db"
        return
    with postgres_database() as address:
        yield address


@pytest.mark.timeout(600)
def test_alerts_survive_kills_at_random_moments(tmp_path, url):
    result = campaign().run(tmp_path, url, kills=20, seed=20261124)
    assert result.kept, "\n".join(result.lines())
    assert result.messages > result.kills / 2


@pytest.mark.timeout(600)
def test_two_senders_tell_ten_thousand_times_and_nobody_twice(url):
    recipients = tuple(f"mail{number:03}" for number in range(RECIPIENTS))
    with Store.open(url) as store:
        for number in range(MESSAGES // 2):
            period = make.NOW - number * make.MINUTE
            store.digests.make("daily", period, make.NOW, recipients, lambda _route, _alerts: {})
        alerts = [make.alert(f"finding:{number}") for number in range(MESSAGES // 2)]
        store.alerts.post(make.postings(*alerts, channels=recipients), make.NOW)
    # One goes up the recipients, the other down: they meet in the middle, and again on what is left.
    senders = [
        subprocess.Popen(
            [sys.executable, "-c", SENDER, url, direction],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for direction in ("1", "-1")
    ]
    for sender in senders:
        assert sender.stdout.readline() == "ready\n"
    for sender in senders:
        sender.stdin.write("\n")
        sender.stdin.flush()
    told = [sender.communicate(timeout=500)[0].split("\n")[:-1] for sender in senders]
    assert [sender.returncode for sender in senders] == [0, 0]
    assert min(len(mine) for mine in told) > RECIPIENTS * MESSAGES // 10, "both took part"
    counts = Counter(one for mine in told for one in mine)
    assert max(counts.values()) == 1
    assert len(counts) == RECIPIENTS * MESSAGES
