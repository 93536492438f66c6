"""
Channels: a terminal, or a service that Apprise knows.

A channel's id is what the database and the logs see; it never holds the
address, since addresses hold tokens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..domain import Answer, Verdict
from ..errors import ConfigError, NotifyError, Problem
from . import chat, mail
from .content import Content, Language
from .letters import MAY_BE_A_REPEAT, Channel, Part, Recipient
from .render import plain
from .services import GAPS, form_of, scheme_of, stock_answer, without_secrets

#: Where every address is explained.
SEE = "see docs/alerts.md, Channels"


class TerminalChannel:
    """Writes messages with a function that the command line gives it."""

    id = "terminal"
    label = "terminal"
    gap_s = 0.0

    def __init__(self, write: Callable[[Part], None], name: str = "terminal") -> None:
        self._write = write
        self.id = name

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content as one part."""
        del key
        return (plain(content, language),)

    def send(self, part: Part, *, repeat: bool = False) -> Answer:
        """Write the part; a terminal refuses nothing."""
        self._write(marked(part, repeat=repeat))
        return Answer(Verdict.SENT)


class AppriseChannel:
    """One Apprise address, one recipient."""

    def __init__(self, address: str, name: str | None = None) -> None:
        self.id = name or channel_id(address)
        self._address = address
        self._service = service(address)
        plugin = self._service[0]
        scheme = scheme_of(address)
        self.label = str(plugin.url(privacy=True)).partition("?")[0].rstrip("/")
        self.gap_s = GAPS.get(scheme, float(plugin.request_rate_per_sec))
        plugin.request_rate_per_sec = 0.0  # who sends keeps the pace
        self._plugin = plugin
        self._form = form_of(scheme, plugin)
        #: A sender's domain: it is email.
        self._domain = str(getattr(plugin, "domain", ""))

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content in the service's dialect, cut to its limit."""
        if self._domain:
            return (mail.letter(content, language, key, self._domain),)
        return chat.parts(content, language, self._form)

    def send(self, part: Part, *, repeat: bool = False) -> Answer:
        """Send one part once; the answer's reason holds no secret of the address."""
        if repeat:
            part = mail.marked(part) if self._domain else chat.repeated(part, self._form)
        answer = self._deliver(part)
        return replace(answer, reason=without_secrets(answer.reason, self._address))

    def _deliver(self, part: Part) -> Answer:
        if hasattr(self._plugin, "deliver"):
            answer: Answer = self._plugin.deliver(part)
            return answer
        body_format = "html" if self._form.dialect.html else "text"
        return stock_answer(self._service.notify(title=part.title, body=part.body, body_format=body_format))


def open_channel(recipient: Recipient, write: Callable[[Part], None]) -> Channel:
    """
    Return the channel that reaches a recipient; the terminal is written to with `write`.

    Raises:
        ConfigError: no service accepts the address, or it reaches several readers. It came from
            MONITOR_NOTIFY: those of a file are tested when the file is read.

    """
    if recipient.address == TerminalChannel.id:
        return TerminalChannel(write, recipient.id)
    try:
        return AppriseChannel(recipient.address, recipient.id)
    except NotifyError as exc:
        raise ConfigError((Problem("environment", "MONITOR_NOTIFY", str(exc)),)) from exc


def marked(part: Part, *, repeat: bool) -> Part:
    """Return a part that says of itself that it may have come before."""
    if not repeat:
        return part
    mark = MAY_BE_A_REPEAT.said(Language.BOTH)
    return replace(part, title=f"{mark} {part.title}".strip())


def service(address: str) -> Any:
    """
    Return Apprise with one address that reaches one reader.

    Raises:
        NotifyError: no service accepts the address, or it reaches several readers, of whom one
            could then get a message twice because another did not get it. Only its scheme is named.

    """
    # 140 ms of imports that a check without new alerts never needs.
    import apprise  # noqa: PLC0415 -- see above

    from .mailbox import register  # noqa: PLC0415 -- they are Apprise's

    register()
    # Its log quotes tokens that it finds malformed; what it says of messages comes with the result.
    apprise.logger.propagate = False
    made = apprise.Apprise()
    scheme = address.partition("://")[0]
    if not made.add(address):
        if scheme.lower() not in apprise.NotificationManager():
            raise NotifyError(f"no service has addresses of the form {scheme}://; {SEE}")
        sender = ", with from=name@example.org where its user and host are no address"
        raise NotifyError(
            f"the {scheme}:// address is not complete, or has a part too many; write it as in docs/alerts.md"
            f" (Channels){sender if scheme_of(address) == 'mailto' else ''}"
        )
    if len(made[0]) > 1 or getattr(made[0], "cc", None) or getattr(made[0], "bcc", None):
        raise NotifyError(
            f"the {scheme}:// address has several recipients; give each a channel of its own; {SEE}"
        )
    if why := getattr(made[0], "lacking", ""):
        raise NotifyError(f"the {scheme}:// address {why}; {SEE}")
    return made


def channel_id(address: str) -> str:
    """Return the scheme and a hash of an address."""
    return f"{address.partition('://')[0]}-{hashed(address)}"


def hashed(text: str) -> str:
    """Return a short hash, for ids."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def split_addresses(text: str) -> tuple[str, ...]:
    """Return the addresses of MONITOR_NOTIFY, order kept, each once."""
    return tuple(dict.fromkeys(text.split()))
