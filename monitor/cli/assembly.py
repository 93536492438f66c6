"""Concrete objects from settings; what every command needs before it can work."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..errors import ConfigError, InputError, Problem

if TYPE_CHECKING:
    from ..domain import Source
    from ..notify import Channel, Message
    from ..pipeline import Service
    from ..settings import Settings
    from ..sources import Registry
    from ..store import Store


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


def read_both(settings: Settings) -> Registry:
    """Load the registry and test the channel addresses, so that all problems are told at once."""
    problems: list[Problem] = []
    try:
        registry = read_registry(settings)
    except ConfigError as exc:
        problems += exc.problems
    try:
        open_channels(settings)
    except ConfigError as exc:
        problems += exc.problems
    if problems:
        raise ConfigError(tuple(problems))
    return registry


def print_message(message: Message, *, err: bool = False) -> None:
    """Write a message as people read it: to stdout, or to stderr where stdout is for a program."""
    typer.secho(f"\n{message.title}", bold=True, err=err)
    typer.echo(message.body, err=err)


def open_channels(
    settings: Settings, write: Callable[[Message], None] = print_message
) -> tuple[Channel, ...]:
    """Return the channels of MONITOR_NOTIFY, or the terminal, written to with `write`, if there are none."""
    from ..notify import AppriseChannel, TerminalChannel, split_addresses

    addresses = split_addresses(settings.notify.get_secret_value())
    if not addresses:
        return (TerminalChannel(write),)
    return tuple(AppriseChannel(address) for address in addresses)


def channel_ids(settings: Settings) -> tuple[str, ...]:
    """Return the ids of the channels without opening them: Apprise is slow to import."""
    from ..notify import TerminalChannel, channel_id, split_addresses

    addresses = split_addresses(settings.notify.get_secret_value())
    return tuple(channel_id(address) for address in addresses) or (TerminalChannel.id,)


@contextmanager
def open_service(settings: Settings, registry: Registry, store: Store) -> Iterator[Service]:
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
            channels=channel_ids(settings),
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
