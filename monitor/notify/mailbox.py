"""Apprise's `mailto` and `mailtos` addresses, with our own way of sending."""

from __future__ import annotations

from functools import cache
from typing import Any

from apprise.manager_plugins import NotificationManager
from apprise.plugins.email import NotifyEmail

from ..domain import Answer
from .letters import Part
from .mail import NAME, message
from .matrix import Matrix
from .plugins import CHATS, Judging
from .smtp import Server, deliver


class Mailbox(Judging, NotifyEmail):
    """
    One recipient of email.

    Apprise parses the address and knows the servers of large providers. Its own sending makes
    the MIME itself: one body, no Message-ID or References of ours, no inline calendar.
    """

    parameters = ()
    socket_read_timeout = 30.0

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        name, self.sender = self.from_addr[0], str(self.from_addr[1])
        self.sender_name = NAME if not name or name == self.app_id else str(name)

    @property
    def domain(self) -> str:
        """The sender's domain, for the ids of messages."""
        return self.sender.rpartition("@")[2]

    @property
    def lacking(self) -> str:
        """What of the address we do not do."""
        if not self.targets:
            return "must name its recipient: ?to=name@example.org"
        return "" if self.pgp_mode == "no" else "asks for pgp, which is not supported"

    def deliver(self, part: Part) -> Answer:
        """Send one message to the one recipient."""
        name, recipient = self.targets[0]
        server = Server(
            self.smtp_host,
            int(self.port),
            str(self.secure_mode),
            self.user or "",
            self.password or "",
            self.socket_read_timeout,
            self.verify_certificate,
        )
        reply_to = ", ".join(sorted(self.reply_to))
        body = message(part, (self.sender_name, self.sender), (name or "", recipient), reply_to)
        return deliver(server, self.sender, recipient, body)


@cache
def register() -> None:
    """Put our plugins in the place of Apprise's own, for their schemes; once a process."""
    manager = NotificationManager()
    for plugin in (*CHATS, Matrix, Mailbox):
        manager.add(plugin, force=True)
