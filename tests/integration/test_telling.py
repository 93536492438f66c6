"""Services as they behave, over real sockets, and the ledger as it must stand after each of their answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import time, timedelta
from itertools import count
from typing import Any

import pytest

import chats
import contents
import make
import servers
import world as worlds
from monitor.digest import make_owed
from monitor.domain import AlertKind, Coverage
from monitor.notify import Language, Recipient, Route, Throttle, open_channel, postings
from monitor.notify.channels.chat_layout import as_repeat
from monitor.notify.routes import Cadence, Frequency
from monitor.pipeline import deliver
from monitor.store import LoggedMessage, MessageState
from servers import Manner

pytestmark = pytest.mark.slow

COVERAGE = Coverage(41, 38)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
REPEAT = "may be a repeat"
LIMITED = timedelta(seconds=servers.RETRY_AFTER_S)
NUMBERS = count()

SERVICES = (*chats.CHATS, servers.Post)

#: What the ledger says after the first try.
STATES = {
    Manner.REFUSE: MessageState.REFUSED,
    Manner.LIMIT: MessageState.FAILED,
    Manner.TOO_MANY: MessageState.FAILED,
    Manner.TOO_MANY_UNTIL: MessageState.FAILED,
    Manner.BROKEN: MessageState.FAILED,
    Manner.BUSY: MessageState.FAILED,
    Manner.GATEWAY: MessageState.UNKNOWN,
    Manner.HANG: MessageState.UNKNOWN,
    Manner.RESET: MessageState.UNKNOWN,
    Manner.BREAK: MessageState.UNKNOWN,
    Manner.LOSE: MessageState.UNKNOWN,
}
#: What a mail server does of it.
BY_MAIL = (Manner.REFUSE, Manner.BUSY, Manner.HANG, Manner.RESET, Manner.LOSE)
CASES = [
    pytest.param(service, manner, id=f"{service.__name__}-{manner.name}")
    for service in SERVICES
    for manner in STATES
    if service is not servers.Post or manner in BY_MAIL
]


@contextmanager
def running(service: Any) -> Iterator[Any]:
    with servers.post() if service is servers.Post else servers.chat(service) as server:
        yield server


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with worlds.world(f"sqlite:///{tmp_path_factory.mktemp('telling')}/monitor.db") as made:
        made.service = replace(made.service, throttle=Throttle(sleep=lambda _seconds: None))
        yield made


def channel_to(server: Any, name: str, more: str = "rto=0.5") -> Any:
    joint = "&" if "?" in server.address else "?"
    # Dates in answers count from the present moment of the servers.
    return open_channel(Recipient(name, f"{server.address}{joint}{more}"), print, lambda: servers.NOW)


def post(world, route, *keys, **changes):
    alerts = [make.alert(key, article_title=key, created_at=world.clock.now, **changes) for key in keys]
    world.store.alerts.post(postings(alerts, [route], world.clock.now), world.clock.now)


def send(world, *channels, **changes):
    return deliver(replace(world.service, **changes), channels, COVERAGE)


def row_of(world, name: str) -> LoggedMessage:
    """Return the recipient's one message."""
    (row,) = (row for row in world.store.outbox.log(10_000) if row.channel == name)
    return row


def whole(server: Any) -> list[str]:
    """Return what a service accepted, with titles."""
    return server.bodies() if isinstance(server, servers.Post) else [str(one.body) for one in server.accepted]


@pytest.mark.parametrize(("service", "manner"), CASES)
def test_the_ledger_knows_what_became_of_a_message_and_sends_it_until_it_is_accepted(world, service, manner):
    name = f"one-{next(NUMBERS)}"
    with running(service) as server:
        channel = channel_to(server, name)
        post(world, Route(id=name, channels=(name,)), f"alert {name}")
        server.manners = [manner]
        send(world, channel)
        row = row_of(world, name)
        assert (row.state, row.attempts) == (STATES[manner], 1)
        assert row.error
        assert row.next_try_at >= world.clock.now + MINUTE
        if manner in {Manner.TOO_MANY, Manner.TOO_MANY_UNTIL}:
            assert row.next_try_at == world.clock.now + LIMITED
        accepted = 1 if manner is Manner.LOSE else 0
        assert len(server.bodies()) == accepted
        send(world, channel)
        assert row_of(world, name).attempts == 1, "not before its time"
        world.clock.now = row.next_try_at
        send(world, channel)
        row = row_of(world, name)
        arrived = whole(server)
        if service is not servers.Post:
            server.released.set()
    assert (row.state, row.attempts, row.error, row.next_try_at) == (MessageState.SENT, 2, "", None)
    assert len(arrived) == accepted + 1
    assert (REPEAT in arrived[-1]) is (STATES[manner] is MessageState.UNKNOWN)


@pytest.mark.parametrize("manner", STATES)
@pytest.mark.parametrize("service", chats.CHATS)
def test_of_a_batch_that_was_half_accepted_only_the_rest_is_sent_again(world, service, manner):
    name = f"half-{next(NUMBERS)}"
    route = Route(id=name, channels=(name,), language=Language.ZH)
    with running(service) as server:
        channel = channel_to(server, name)
        finding = make.target(quote=make.quote("算力" * 299))
        post(world, route, *(f"{name}:{number:02}" for number in range(60)), finding=finding)
        server.manners = [Manner.ACCEPT, manner]
        send(world, channel, routes=(route,))
        row = row_of(world, name)
        assert (row.state, row.attempts) == (STATES[manner], 1)
        assert len(server.bodies()) == (2 if manner is Manner.LOSE else 1)
        world.clock.now = row_of(world, name).next_try_at
        send(world, channel, routes=(route,))
        bodies, messages = server.bodies(), whole(server)
        server.released.set()
    row = row_of(world, name)
    assert (row.state, row.alerts, row.attempts) == (MessageState.SENT, 60, 2)
    marked = [number for number, message in enumerate(messages) if REPEAT in message]
    in_doubt = [2 if manner is Manner.LOSE else 1]
    assert marked == (in_doubt if STATES[manner] is MessageState.UNKNOWN else [])
    if manner is Manner.LOSE:  # it arrived, and again as what may be a repeat
        assert bodies.pop(1) in bodies[1]
    told = [f"{name}:{number:02}" for number in range(60)]
    text = "\n".join(bodies)
    assert [text.count(key) for key in told] == [1] * 60
    assert sorted(told, key=text.index) == told
    assert len(bodies) > 1


def test_a_part_that_may_be_a_repeat_is_the_part_itself_with_the_mark():
    for service in chats.CHATS:
        with running(service) as server:
            channel = channel_to(server, "marked")
            (part, *_) = channel.parts(contents.content(), Language.ZH, "key")
            assert part.body in as_repeat(part, channel.service.form).body


def test_of_three_readers_of_one_digest_each_has_an_outcome_of_his_own(world):
    names = [f"{who}-{next(NUMBERS)}" for who in ("reader", "nobody", "grey")]
    daily = Route(id=names[0], channels=tuple(names), cadence=Cadence(Frequency.DAILY, time(8)))
    make_owed(world.store, [daily], COVERAGE, world.clock.now)
    post(world, daily, f"for {names[0]}")
    world.clock.forward(days=1)
    make_owed(world.store, [daily], COVERAGE, world.clock.now)
    with servers.post() as server:
        channels = [
            open_channel(
                Recipient(name, server.address.replace("reader@", name.partition("-")[0] + "@")),
                print,
                lambda: servers.NOW,
            )
            for name in names
        ]
        send(world, *channels, routes=(daily,))
    assert [row_of(world, name).state for name in names] == [
        MessageState.SENT,
        MessageState.REFUSED,
        MessageState.FAILED,
    ]
    assert row_of(world, names[2]).next_try_at == world.clock.now + 5 * MINUTE, "it greylists"
    assert [to for _, (to,) in server.envelopes] == ["reader@office.example"]


def test_services_that_were_down_for_three_days_get_everything_once_in_order_and_marked_late(world):
    with ExitStack() as stack:
        running_now = {f"down-{next(NUMBERS)}": stack.enter_context(running(one)) for one in SERVICES}
        channels = [channel_to(server, name) for name, server in running_now.items()]
        now = Route(id="down-now", channels=tuple(running_now), kinds=frozenset({AlertKind.NEW_TARGET}))
        daily = Route(
            id="down-daily",
            channels=tuple(running_now),
            kinds=frozenset({AlertKind.BASELINE}),
            cadence=Cadence(Frequency.DAILY, time(8, 30)),
        )
        service = replace(world.service, routes=(now, daily))
        for server in running_now.values():
            server.usual = Manner.BUSY
        make_owed(world.store, service.routes, COVERAGE, world.clock.now)
        told = [f"down {number:02}" for number in range(12)]
        for hour in range(72):
            if hour % 6 == 0:
                post(world, now, told[hour // 6])
            make_owed(world.store, service.routes, COVERAGE, world.clock.now)
            deliver(service, channels, COVERAGE)
            world.clock.forward(hours=1)
        assert not any(server.bodies() for server in running_now.values())
        for server in running_now.values():
            server.usual = Manner.ACCEPT
        for _ in range(24):
            deliver(service, channels, COVERAGE)
            world.clock.forward(hours=1)
        arrived = [(server.bodies(), whole(server)) for server in running_now.values()]
    for bodies, messages in arrived:
        text = "\n".join(bodies)
        assert [text.count(key) for key in told] == [1] * 12
        assert sorted(told, key=text.index) == told
        digests = [message for message in messages if "日报" in message]
        days = [message[message.index("日报") + 3 :][:10] for message in digests]
        assert len(days) == 3
        assert days == sorted(set(days))
        assert all("补发" in message for message in messages)
        assert not any(REPEAT in message for message in messages)
    assert {row.state for row in world.store.outbox.log(10_000) if row.channel in running_now} == {MessageState.SENT}


def test_what_a_dead_service_never_got_is_said_in_the_next_digest_that_goes_out_elsewhere(world):
    mail, hook = f"dead-{next(NUMBERS)}", f"well-{next(NUMBERS)}"
    now = Route(id=mail, channels=(mail,))
    daily = Route(id=hook, channels=(hook,), cadence=Cadence(Frequency.DAILY, time(8, 30)), sources=("other",))
    with servers.post() as dead, servers.chat(chats.Hook) as well:
        dead.usual = Manner.BUSY
        channels = [channel_to(dead, mail), channel_to(well, hook)]
        post(world, now, "never told")
        service = replace(world.service, routes=(now, daily))
        for _ in range(8 * 24):
            make_owed(world.store, service.routes, COVERAGE, world.clock.now)
            deliver(service, channels, COVERAGE)
            world.clock.forward(hours=1)
    assert row_of(world, mail).state == MessageState.DEAD
    lost = f"1 message(s) could not be delivered to {mail}: SMTP 452: 4.3.1 out of storage"
    assert [lost in body for body in well.bodies()] == [False] * 7 + [True]


def test_a_storm_becomes_one_message_when_the_hour_is_over(world):
    name = f"storm-{next(NUMBERS)}"
    route = Route(id=name, channels=(name,), max_per_hour=5)
    told = [f"storm {number:02}" for number in range(30)]
    with servers.chat(chats.Hook) as server:
        channel = channel_to(server, name)
        service = replace(world.service, routes=(route,))
        for key in told:
            post(world, route, key)
            deliver(service, [channel], COVERAGE)
            world.clock.forward(minutes=1)
        assert len(server.bodies()) == 5
        world.clock.forward(minutes=30)
        deliver(service, [channel], COVERAGE)
        *single, folded = server.bodies()
    assert [key in body for key, body in zip(told, single, strict=False)] == [True] * 5
    assert len(single) == 5
    assert [key in folded for key in told] == [False] * 5 + [True] * 25
