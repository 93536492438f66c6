"""Concrete objects built from the settings: what every command needs before it can work."""

from __future__ import annotations

import difflib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import typer

from ..errors import ConfigError, InputError, Problem
from . import streams

if TYPE_CHECKING:
    from ..domain import MilestonePlan, Source
    from ..notify import Alerting, Channel, Part
    from ..pipeline import Recorder, Rules, Service
    from ..scheduler import Watch
    from ..settings import Settings
    from ..sources import Registry
    from ..store import Store

#: No route holds an alert back for as long as this, so "due until then" means all alerts.
FOR_EVER = timedelta(days=3660)


def clock() -> datetime:
    """Return the present moment; the one place where the program reads the clock."""
    return datetime.now(UTC)


def stop_at_signals() -> Event:
    """Return a flag that SIGTERM or Ctrl-C sets; a second signal ends the process at once."""
    stop = Event()

    def end(number: int, _frame: object) -> None:
        if stop.is_set():
            os._exit(128 + number)  # as a shell tells of a process that a signal ended
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    return stop


def serve(watch: Watch, stop: Event) -> None:
    """Serve until `stop` is set; end the process where a thread does not end soon after."""
    from .. import scheduler

    if not scheduler.serve(watch, stop):
        typer.echo("stopped, something was still under way; nothing is lost", err=True)
        sys.stdout.flush()
        os._exit(0)  # a return would wait for the threads


def read_settings() -> Settings:
    """Read the settings, set up the log, and take up the file of metrics that they name."""
    from .. import settings
    from .streams import set_up_log

    found = settings.load()
    set_up_log(found.log_level, found.log_format)
    if found.metrics is not None:
        from .. import metrics

        metrics.use(found.metrics)
    return found


def registry_path(settings: Settings) -> Path:
    """Return the file of sources: the setting, else `sources.toml` here, else the bundled file."""
    from ..sources import default_path

    if settings.sources is not None:
        return settings.sources
    here = Path("sources.toml")
    return here if here.is_file() else default_path()


def read_registry(settings: Settings) -> Registry:
    """Load the registry of sources and topics."""
    from ..sources import load

    return load(registry_path(settings))


def open_store(settings: Settings, *, create: bool = True) -> Store:
    """
    Open the database; create it or upgrade its schema if necessary.

    Without `create` nothing is created or changed, and StoreUnusableError says what is missing.
    """
    from ..store import Store

    return Store.open(settings.database_url.get_secret_value(), create=create)


def read_both(settings: Settings) -> tuple[Registry, Alerting]:
    """
    Load the registry, the channels and the routes, and test every address.

    Raises:
        ConfigError: with the problems of all files together.

    """
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
    """Return the file of channels and routes: the setting, else `alerts.toml` beside the sources if it exists."""
    if settings.alerts is not None:
        return settings.alerts
    beside = (settings.sources or Path("sources.toml")).parent / "alerts.toml"
    return beside if beside.is_file() else None


def read_alerting(settings: Settings, registry: Registry | None) -> Alerting:
    """
    Return the channels and routes.

    Without a file, everything goes to MONITOR_NOTIFY, and without that to the
    terminal. A registry, if given, lets the routes' source ids be checked.
    """
    from ..notify import default_alerting, load_alerting, split_addresses

    notify = settings.notify.get_secret_value()
    path = alerts_path(settings)
    if path is None:
        return default_alerting(split_addresses(notify))
    environment = dict(os.environ) | {"MONITOR_NOTIFY": notify}
    sources = None if registry is None else [source.id for source in registry.sources]
    return load_alerting(path, environment, settings.secrets_folder, sources)


def print_message(message: Part, *, err: bool = False) -> None:
    """Print a message for people, to stdout, or to stderr where a program reads stdout."""
    streams.echo(f"\n{message.title}", bold=True, err=err)
    streams.echo(message.body, err=err)


def open_channels(alerting: Alerting, write: Callable[[Part], None] = print_message) -> tuple[Channel, ...]:
    """
    Return a channel for each recipient; the terminal channel prints with `write`.

    Raises:
        ConfigError: with every address that no service accepts.

    """
    from ..notify import open_channel

    channels: list[Channel] = []
    problems: list[Problem] = []
    for recipient in alerting.recipients:
        try:
            channels.append(open_channel(recipient, write, clock))
        except ConfigError as exc:
            problems += exc.problems
    if problems:
        raise ConfigError(tuple(problems))
    return tuple(channels)


def open_channel_to(alerting: Alerting, recipient_id: str) -> Channel:
    """
    Return the channel of one recipient.

    Raises:
        InputError: no recipient has that id; the message lists the known ids.
        ConfigError: no service accepts the address.

    """
    from ..notify import open_channel

    for recipient in alerting.recipients:
        if recipient.id == recipient_id:
            return open_channel(recipient, print_message, clock)
    known = ", ".join(recipient.id for recipient in alerting.recipients)
    raise InputError(f"no recipient has the id {recipient_id!r}; there are: {known}")


def warn_of_orphans(store: Store, alerting: Alerting) -> None:
    """Warn on stderr of alerts that wait for a recipient no route names: nobody would ever get them."""
    waiting = store.outbox.channels_with_due(clock() + FOR_EVER)
    for recipient in sorted(set(waiting) - queues(alerting)):
        typer.echo(
            f"note: alerts wait for {recipient}, which nothing names any more;"
            f" `monitor alerts move {recipient} RECIPIENT` gives them to another one",
            err=True,
        )


def queues(alerting: Alerting) -> set[str]:
    """Return the ids of all recipients and digests; a digest's id is `digest:ROUTE`."""
    from ..notify import DIGEST_QUEUE

    recipients = {recipient.id for recipient in alerting.recipients}
    return recipients | {DIGEST_QUEUE + route.id for route in alerting.routes if route.is_digest}


@contextmanager
def open_service(settings: Settings, registry: Registry, store: Store, alerting: Alerting) -> Iterator[Service]:
    """Yield what checks work with; close its connections and end its processes at the end."""
    from ..domain import Acceptance
    from ..fetch import Fetcher
    from ..notify import Throttle
    from ..pipeline import Service
    from ..reader import PageLimits, PageReader

    if settings.contact_is_default:
        typer.echo("note: sites see the project's page as contact; set MONITOR_CONTACT to your own address", err=True)
    stop = Event()
    limits = PageLimits(settings.page_memory, settings.page_seconds)
    with (
        Fetcher(settings.user_agent, robots=store.checks.robots(), stop=stop) as fetcher,
        PageReader(limits, settings.readers, stop) as reader,
    ):
        yield Service(
            fetcher=fetcher,
            reader=reader,
            stop=stop,
            throttle=Throttle(sleep=stop.wait),
            store=store,
            topics=registry.topics,
            routes=alerting.routes,
            dead_after=alerting.dead_after,
            acceptance=Acceptance(settings.accepted),
            milestones=milestone_plan(settings),
            clock=clock,
            threads=settings.threads,
        )


def choose_sources(registry: Registry, ids: Sequence[str]) -> tuple[Source, ...]:
    """
    Return the sources with these ids, or all enabled sources if no id is given.

    Raises:
        InputError: an id is unknown; the message names the nearest known id.

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
    """Return the settings that govern how targets are followed."""
    from ..domain import Acceptance
    from ..pipeline import Rules

    return Rules(Acceptance(settings.accepted))


def milestone_plan(settings: Settings) -> MilestonePlan:
    """Return on which days before and after a deadline people are reminded."""
    from ..domain import MilestonePlan

    return MilestonePlan(settings.milestone_days, settings.overdue_every)


def recorder(settings: Settings, registry: Registry, store: Store) -> Recorder:
    """Return a recorder for articles that were not fetched; it alerts nobody."""
    from ..pipeline import Recorder

    return Recorder(store=store, topics=registry.topics, routes=(), rules=rules(settings))
