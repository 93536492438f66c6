"""Concrete objects from settings; what every command needs before it can work."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..errors import ConfigError, InputError, Problem
from . import lines

if TYPE_CHECKING:
    from ..domain import MilestonePlan, Source
    from ..notify import Alerting, Channel, Part
    from ..pipeline import Recorder, Rules, Service
    from ..settings import Settings
    from ..sources import Registry
    from ..store import Store

#: Longer than anything is held back.
FOR_EVER = timedelta(days=3660)


def clock() -> datetime:
    """Return the present moment; the one place where the program reads the clock."""
    return datetime.now(UTC)


def read_settings() -> Settings:
    """Read the settings and set up the log."""
    from .. import logs, settings

    found = settings.load()
    logs.set_up(found.log_level, found.log_format)
    return found


def registry_path(settings: Settings) -> Path:
    """Return the file of sources: the setting, else `sources.toml` here, else the bundled one."""
    from ..sources import default_path

    if settings.sources is not None:
        return settings.sources
    here = Path("sources.toml")
    return here if here.is_file() else default_path()


def read_registry(settings: Settings) -> Registry:
    """Load the registry of sources and topics."""
    from ..sources import load

    return load(registry_path(settings))


def open_store(settings: Settings) -> Store:
    """Open the database; created and upgraded if need be."""
    from ..store import Store

    return Store.open(settings.database_url.get_secret_value())


def read_both(settings: Settings) -> tuple[Registry, Alerting]:
    """Load the registry, channels and routes, and test the addresses: all problems are told at once."""
    problems: list[Problem] = []
    registry = None
    try:
        registry = read_registry(settings)
    except ConfigError as exc:
        problems += exc.problems
    try:
        alerting = read_alerting(settings, registry)
        open_channels(alerting)
    except ConfigError as exc:
        problems += exc.problems
    if problems or registry is None:
        raise ConfigError(tuple(problems))
    return registry, alerting


def alerts_path(settings: Settings) -> Path | None:
    """Return the file of channels and routes: the setting, else `alerts.toml` beside the sources, if it is there."""
    if settings.alerts is not None:
        return settings.alerts
    beside = (settings.sources or Path("sources.toml")).parent / "alerts.toml"
    return beside if beside.is_file() else None


def read_alerting(settings: Settings, registry: Registry | None) -> Alerting:
    """Return channels and routes; without a file everything goes to MONITOR_NOTIFY, or to the terminal."""
    from ..notify import default_alerting, load_alerting, split_addresses

    notify = settings.notify.get_secret_value()
    path = alerts_path(settings)
    if path is None:
        return default_alerting(split_addresses(notify))
    environment = dict(os.environ) | {"MONITOR_NOTIFY": notify}
    sources = None if registry is None else [source.id for source in registry.sources]
    return load_alerting(path, environment, settings.secrets_folder, sources)


def print_message(message: Part, *, err: bool = False) -> None:
    """Write a message as people read it: to stdout, or to stderr where stdout is for a program."""
    lines.echo(f"\n{message.title}", bold=True, err=err)
    lines.echo(message.body, err=err)


def open_channels(alerting: Alerting, write: Callable[[Part], None] = print_message) -> tuple[Channel, ...]:
    """
    Return a channel for each recipient; the terminal is written to with `write`.

    Raises:
        ConfigError: with every address that no service accepts.

    """
    from ..notify import open_channel

    channels: list[Channel] = []
    problems: list[Problem] = []
    for recipient in alerting.recipients:
        try:
            channels.append(open_channel(recipient, write))
        except ConfigError as exc:
            problems += exc.problems
    if problems:
        raise ConfigError(tuple(problems))
    return tuple(channels)


def open_channel_to(alerting: Alerting, recipient_id: str) -> Channel:
    """
    Return the channel of one recipient.

    Raises:
        InputError: nobody has that id; those there are are named.
        ConfigError: no service accepts the address.

    """
    from ..notify import open_channel

    for recipient in alerting.recipients:
        if recipient.id == recipient_id:
            return open_channel(recipient, print_message)
    known = ", ".join(recipient.id for recipient in alerting.recipients)
    raise InputError(f"no recipient has the id {recipient_id!r}; there are: {known}")


def note_lost(store: Store, alerting: Alerting) -> None:
    """Say on stderr for whom alerts wait whom nothing names any more: nobody else would ever get them."""
    lost = store.channels_with_due(clock() + FOR_EVER)
    for one in sorted(set(lost) - queues(alerting)):
        typer.echo(
            f"note: alerts wait for {one}, which nothing names any more;"
            f" `monitor alerts move {one} RECIPIENT` gives them to another one",
            err=True,
        )


def queues(alerting: Alerting) -> set[str]:
    """Return the ids of recipients, and those of digests: `digest:ROUTE`."""
    from ..notify import DIGEST_QUEUE

    recipients = {recipient.id for recipient in alerting.recipients}
    return recipients | {DIGEST_QUEUE + route.id for route in alerting.routes if route.is_digest}


@contextmanager
def open_service(
    settings: Settings, registry: Registry, store: Store, alerting: Alerting
) -> Iterator[Service]:
    """Yield what checks work with; connections are closed at the end."""
    from ..fetch import Fetcher
    from ..pipeline import Service

    if settings.contact_is_default:
        typer.echo(
            "note: sites see the project's page as contact; set MONITOR_CONTACT to your own address", err=True
        )
    with Fetcher(settings.user_agent, robots=store.robots()) as fetcher:
        yield Service(
            fetcher=fetcher,
            store=store,
            topics=registry.topics,
            routes=alerting.routes,
            dead_after=alerting.dead_after,
            rules=rules(settings),
            milestones=milestone_plan(settings),
            clock=clock,
            threads=settings.threads,
        )


def choose(registry: Registry, ids: Sequence[str]) -> tuple[Source, ...]:
    """
    Return the sources named, or all enabled ones if none is named.

    Raises:
        InputError: an id is unknown; the nearest one is named.

    """
    if not ids:
        return tuple(source for source in registry.sources if source.enabled)
    by_id = {source.id: source for source in registry.sources}
    for wanted in ids:
        if wanted not in by_id:
            close = difflib.get_close_matches(wanted, by_id, n=1)
            hint = f"did you mean {close[0]}?" if close else "`monitor sources list` shows them"
            raise InputError(f"no source has the id {wanted!r}; {hint}")
    return tuple(by_id[wanted] for wanted in dict.fromkeys(ids))


def rules(settings: Settings) -> Rules:
    """Return what the settings say of following targets."""
    from ..domain import Acceptance
    from ..pipeline import Rules

    return Rules(Acceptance(settings.accepted))


def milestone_plan(settings: Settings) -> MilestonePlan:
    """Return when people are reminded of deadlines."""
    from ..domain import MilestonePlan

    return MilestonePlan(settings.milestone_days, settings.overdue_every)


def recorder(settings: Settings, registry: Registry, store: Store) -> Recorder:
    """Return what records articles that were not fetched; nobody is told of them."""
    from ..pipeline import Recorder

    return Recorder(store=store, topics=registry.topics, routes=(), rules=rules(settings))
