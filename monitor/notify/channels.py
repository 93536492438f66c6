"""
Where messages go: a terminal, or a service that Apprise knows.

A channel's id is what the database and the logs see; it never holds the
address, since addresses hold tokens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Protocol

from ..errors import ConfigError, NotifyError, Problem
from .render import Message


class Channel(Protocol):
    """One way to reach people."""

    @property
    def id(self) -> str:
        """Stable over restarts, unique, free of secrets."""
        ...

    @property
    def label(self) -> str:
        """What a person is shown; secrets masked."""
        ...

    def send(self, message: Message) -> None:
        """
        Send the message.

        Raises:
            NotifyError: the service did not accept it.

        """
        ...


class TerminalChannel:
    """Writes messages with a function that the command line gives it."""

    id = "terminal"
    label = "terminal"

    def __init__(self, write: Callable[[Message], None]) -> None:
        self._write = write

    def send(self, message: Message) -> None:
        """Write the message; a terminal refuses nothing."""
        self._write(message)


class AppriseChannel:
    """One Apprise address."""

    def __init__(self, address: str) -> None:
        # 140 ms of imports that a check without new alerts never needs.
        import apprise  # noqa: PLC0415

        self._service = apprise.Apprise()
        if not self._service.add(address):
            scheme = address.partition("://")[0]
            raise ConfigError(
                (
                    Problem(
                        "environment",
                        "MONITOR_NOTIFY",
                        f"no service accepts the {scheme}:// address given; "
                        "see README.md, Alerts, and try `monitor alerts test`",
                    ),
                )
            )
        self.label = str(self._service.urls(privacy=True)[0])
        self.id = channel_id(address)

    def send(self, message: Message) -> None:
        """
        Send through Apprise; its answer is judged, since a refusal is falsy but not False.

        Raises:
            NotifyError: any answer but success, with the service's own words.

        """
        result = self._service.notify(title=message.title, body=message.body)
        if not result:
            said = "; ".join(entry.message for part in result for entry in part.logs()) or str(result.status)
            raise NotifyError(f"{self.label} did not accept the message: {said}")


def channel_id(address: str) -> str:
    """Return the scheme and a hash of an address."""
    return f"{address.partition('://')[0]}-{hashlib.sha256(address.encode()).hexdigest()[:10]}"


def split_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of MONITOR_NOTIFY, order kept, each once."""
    return tuple(dict.fromkeys(text.split()))
