"""Whatever order senders claim, fail, die and retry in: no alert is lost, and none repeats without saying so."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import make
from monitor.store import Fold, Message, MessageState, Store, upgrade
from recipients import FAILED, REFUSED, SENT, UNKNOWN

LEASE = timedelta(minutes=10)
RECIPIENTS = ("mail", "chat")
FOLD = Fold(lambda route, alerts: {"route": route, "alerts": [alert.key for alert in alerts]}, limit=3)

recipients = st.sampled_from(RECIPIENTS)


@dataclass
class Inbox:
    """What arrived at a recipient: each alert, and whether its message was marked as a possible repeat."""

    arrived: Counter[str] = field(default_factory=Counter)
    unmarked: Counter[str] = field(default_factory=Counter)

    def take(self, message: Message) -> None:
        for key in message.content["alerts"]:
            self.arrived[key] += 1
            self.unmarked[key] += not message.repeat


class Outboxes(RuleBasedStateMachine):
    """Senders that work, fail, get no answer or die, on a clock that only goes forward."""

    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.template, self.folder / "monitor.db")
        self.store = Store.open(f"sqlite:///{self.folder}/monitor.db")
        self.now = make.NOW
        self.posted: list[str] = []
        self.inboxes = {name: Inbox() for name in RECIPIENTS}
        self.held: dict[str, Message] = {}

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        self.post(2)

    @rule(count=st.integers(1, 4))
    def post(self, count: int) -> None:
        keys = [f"alert {len(self.posted) + number}" for number in range(count)]
        alerts = [make.alert(key, created_at=self.now) for key in keys]
        assert self.store.alerts.post(make.postings(*alerts, channels=RECIPIENTS, due=self.now), self.now) == count
        self.posted += keys

    @rule()
    def post_again(self) -> None:
        alerts = [make.alert(key) for key in self.posted]
        assert self.store.alerts.post(make.postings(*alerts, channels=RECIPIENTS), self.now) == 0

    @rule(minutes=st.integers(1, 30))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(name=recipients)
    def claim(self, name: str) -> None:
        message = self.store.outbox.claim(name, self.now, LEASE, FOLD)
        if message is not None:
            # Whoever held it is dead, or took longer than the lease.
            self.held[name] = message

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def succeed(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        message = self.held.pop(name)
        self.inboxes[name].take(message)
        self.store.outbox.settle(message, SENT, self.now)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), result=st.sampled_from([FAILED, REFUSED]))
    def fail(self, data: st.DataObject, result: object) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        self.store.outbox.settle(self.held.pop(name), result, self.now, self.now + LEASE)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), arrives=st.booleans())
    def hear_nothing(self, *, data: st.DataObject, arrives: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        message = self.held.pop(name)
        if arrives:
            self.inboxes[name].take(message)
        self.store.outbox.settle(message, UNKNOWN, self.now, self.now + LEASE)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), arrives=st.booleans())
    def die(self, *, data: st.DataObject, arrives: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        message = self.held.pop(name)
        if arrives:
            self.inboxes[name].take(message)

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.held)))
        self.store.outbox.settle(self.held.pop(name), FAILED, self.now)
        assert self.store.outbox.retry(self.now, [name]) >= 1

    @invariant()
    def one_message_is_claimed_for_a_recipient_at_a_time(self) -> None:
        claimed = Counter(row.channel for row in self.store.outbox.log(1000) if row.state is MessageState.CLAIMED)
        assert all(count == 1 for count in claimed.values())

    @invariant()
    def nothing_arrives_twice_without_a_mark(self) -> None:
        for inbox in self.inboxes.values():
            assert all(count <= 1 for count in inbox.unmarked.values())

    @rule()
    def everything_arrives_once_all_works_again(self) -> None:
        self.held.clear()
        for _ in range(100):
            self.now += LEASE
            for name in RECIPIENTS:
                while message := self.store.outbox.claim(name, self.now, LEASE, FOLD):
                    self.inboxes[name].take(message)
                    self.store.outbox.settle(message, SENT, self.now)
            if not self.store.outbox.channels_with_due(self.now + timedelta(days=1)):
                break
        for inbox in self.inboxes.values():
            assert set(inbox.arrived) == set(self.posted)


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Make the empty database that each run copies."""
    file = tmp_path_factory.mktemp("outbox") / "monitor.db"
    upgrade(f"sqlite:///{file}")
    Outboxes.template = file


TestOutboxes = Outboxes.TestCase
TestOutboxes.settings = settings(
    max_examples=8, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
