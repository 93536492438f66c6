"""
Channels over services: Apprise parses each address and sends to the services that only it knows.

Services whose answers need judging have a service of our own, found here by their scheme. The database, the logs
and people see the id or the label of an address, since addresses hold passwords and tokens.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote

from ...domain import SendResult
from ...errors import ConfigError, NotifyError, Problem
from ..content import Content, Language, visible
from . import chat_layout, letter
from .channel import (
    PLAIN,
    REASON_SHOWN,
    SENT,
    TERMINAL,
    Channel,
    ChatForm,
    Part,
    Recipient,
    TitlePlace,
    failed,
    refused,
    unknown,
)
from .chat_layout import TerminalChannel
from .http_service import HttpService
from .messengers import Matrix, Slack, Telegram
from .smtp import Mailbox
from .webhooks import DingTalk, Feishu, Lark, Ntfy, Webhook, WeCom

#: A word of an address with so many characters may be a secret.
SECRET_LENGTH = 6
#: Schemes whose addresses hold a host, which is no secret; the login before it may be.
WITH_HOST = {"mailto", "ntfy", "json", "xml", "form", "matrix", "gotify"}
#: Schemes of webhooks; the path of such an address is its secret.
WEBHOOKS = {"json", "xml", "form"}
MAIL = ("mailto:", "mailtos:")
#: Recipients of an email address, in its query.
_TO = re.compile(r"(?<=[?&])to=([^&#]{1,4000})")
#: `Basic dXNlcjpwYXNz`, `Bearer abc`, `sign=abc`, `"secret": "abc"`.
_LOGIN = re.compile(
    r"""(?i)\b((?:basic|bearer|(?:sign|signature|secret|token|password)["']?\s?[=:]\s?["']?)\s*)"""
    r"""[^\s&"',;]{1,1000}"""
)
#: `//user:password@` of a proxy or gateway.
_USER_INFO = re.compile(r"//[^/\s@]{1,1000}@")
_WORD = re.compile(rf"[^/?&=:@]{{{SECRET_LENGTH},1000}}")


def scheme_of(address: str) -> str:
    """Return the scheme of an address without the `s` of an encrypted connection."""
    scheme = address.partition("://")[0].lower()
    return scheme[:-1] if scheme[-1:] == "s" and scheme[:-1] in WITH_HOST else scheme


def channel_id(address: str) -> str:
    """Return the scheme and a hash of an address."""
    return f"{address.partition('://')[0]}-{short_hash(address)}"


def short_hash(text: str) -> str:
    """Return a short hash, for ids."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def recipients_of(name: str, address: str) -> tuple[Recipient, ...]:
    """Return a recipient for each reader of an email address; an address of another service has one reader."""
    readers = readers_of(address)
    if len(readers) < 2:  # noqa: PLR2004 -- a single reader needs no splitting
        return (Recipient(name, address),)
    before, after = _TO.split(address, maxsplit=1)[:: _TO.groups + 1]
    return tuple(
        Recipient(f"{name}-{short_hash(reader)}", f"{before}to={quote(reader, safe='@')}{after}") for reader in readers
    )


def readers_of(address: str) -> tuple[str, ...]:
    """Return the readers that an email address names in its query, each once."""
    to = _TO.search(address) if address.startswith(MAIL) else None
    names = unquote(to[1]).split(",") if to else []
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def default_id(address: str) -> str:
    """Return the id of an unnamed channel; an email's depends on its reader alone and so survives a new password."""
    readers = readers_of(address)
    if len(readers) == 1:
        return f"mail-{short_hash(readers[0])}"
    return "mail" if readers else channel_id(address)


def secrets_of(address: str, plugin: Any) -> frozenset[str]:
    """Return the parts of an address that may be secret, also as headers encode them: words, path, login."""
    rest = address.partition("://")[2]
    scheme = scheme_of(address)
    path = rest.partition("?")[0].partition("/")[2].rstrip("/")
    if scheme in WITH_HOST:
        login = rest.partition("/")[0].rpartition("@")[0]
        rest = f"{login}/{rest.partition('/')[2] if scheme != 'mailto' else ''}"
    words = {word for found in _WORD.findall(rest) for word in (found.strip(), unquote(found.strip()))}
    if scheme in WEBHOOKS and path:
        words |= {path, unquote(path), *(part for part in path.split("/") if len(part) > 1)}
    user, password = str(getattr(plugin, "user", "") or ""), str(getattr(plugin, "password", "") or "")
    if password:
        logins = (f"{user}:{password}", f"\0{user}\0{password}", password)  # Basic, AUTH PLAIN, AUTH LOGIN
        words |= {password, *(base64.b64encode(login.encode()).decode() for login in logins)}
    return frozenset(words)


def masked(reason: str, secrets: Iterable[str]) -> str:
    """Return a reason on one line, with the secrets of the address and all logins and signatures masked."""
    reason = visible(reason)
    for word in sorted(secrets, key=len, reverse=True):
        reason = reason.replace(word, "***")
    return _LOGIN.sub(r"\1***", _USER_INFO.sub("//***@", reason))


def label_of(address: str, plugin: Any) -> str:
    """Return an address for people, its secrets masked; also the path of a webhook, which Apprise shows."""
    label = str(plugin.url(privacy=True)).partition("?")[0].rstrip("/")
    if scheme_of(address) not in WEBHOOKS:
        return label
    scheme, host, *path = re.split("://|/", label, maxsplit=2)
    return f"{scheme}://{host}/***" if path else label


#: Our own services, by scheme.
SERVICES: Mapping[str, type[HttpService]] = {
    "wecombot": WeCom,
    "dingtalk": DingTalk,
    "feishu": Feishu,
    "lark": Lark,
    "slack": Slack,
    "tgram": Telegram,
    "ntfy": Ntfy,
    "json": Webhook,
    "matrix": Matrix,
}
#: Apprise may join the title to the body of its other services: characters of the body that are left to it.
TITLE_ROOM = 100
_STATUS = re.compile(r"error=([1-5][0-9]{2})\b")
#: Where people find every address explained.
SEE = "see docs/alerts.md, Channels"


class StockService:
    """A service that only Apprise knows; its log has to tell what became of a message."""

    problem = ""

    def __init__(self, apprise: Any) -> None:
        self._apprise = apprise
        plugin = apprise[0]
        self.gap_s = float(plugin.request_rate_per_sec)
        plugin.request_rate_per_sec = 0.0  # the sender keeps the gap
        apart = plugin.title_maxlen >= TITLE_ROOM
        joined = apart and plugin.overflow_amalgamate_title
        limit = int(plugin.body_maxlen) - (TITLE_ROOM if joined else 0)
        self.form = ChatForm(PLAIN, limit, len, TitlePlace.APART if apart else TitlePlace.IN_BODY)

    def deliver(self, part: Part) -> SendResult:
        """Send plain text, and judge it by Apprise's result."""
        return stock_result(self._apprise.notify(title=part.title, body=part.body, body_format="text"))


Service = HttpService | Mailbox | StockService


class AppriseChannel:
    """One Apprise address, one recipient; `clock` gives the moment at which a part is sent."""

    def __init__(self, address: str, clock: Callable[[], datetime], name: str | None = None) -> None:
        self._clock = clock
        self.id = name or channel_id(address)
        plugin, self.service = parse_address(address)
        self.label = label_of(address, plugin)
        self.gap_s = 0.0 if isinstance(self.service, Mailbox) else self.service.gap_s
        self._secrets = secrets_of(address, plugin)

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content as an email, or in the service's dialect, cut to its limit."""
        if isinstance(self.service, Mailbox):
            return (letter.letter(content, language, key, self.service.domain),)
        return chat_layout.parts(content, language, self.service.form)

    def send(self, part: Part, *, repeat: bool = False) -> SendResult:
        """Send one part once; the reason of the result holds no secret and steers no terminal."""
        service = self.service
        if repeat:
            part = letter.as_repeat(part) if isinstance(service, Mailbox) else chat_layout.as_repeat(part, service.form)
        result = service.deliver(part, self._clock()) if isinstance(service, HttpService) else service.deliver(part)
        return replace(result, reason=masked(result.reason, self._secrets))


def open_channel(recipient: Recipient, write: Callable[[Part], None], clock: Callable[[], datetime]) -> Channel:
    """
    Return the channel that reaches a recipient; `write` writes to the terminal.

    Raises:
        ConfigError: no service accepts the address of MONITOR_NOTIFY, or it has several readers.

    """
    if recipient.address == TERMINAL:
        return TerminalChannel(write, recipient.id)
    try:
        return AppriseChannel(recipient.address, clock, recipient.id)
    except NotifyError as exc:
        raise ConfigError((Problem("environment", "MONITOR_NOTIFY", str(exc)),)) from exc


def parse_address(address: str) -> tuple[Any, Service]:
    """
    Return Apprise's plugin for an address that has one reader, and the service that sends to it.

    Raises:
        NotifyError: no service accepts the address, or it has several readers: one of them could get a
            message twice because another did not get it. The error names the scheme alone.

    """
    import apprise  # noqa: PLC0415 -- a check without new alerts does not need it

    # Its log quotes malformed tokens; what it says of a message comes with the result.
    apprise.logger.propagate = False
    found = apprise.Apprise()
    scheme = address.partition("://")[0]
    if not found.add(address):
        if scheme.lower() not in apprise.NotificationManager():
            raise NotifyError(f"no service has addresses of the form {scheme}://; {SEE}")
        sender = ", with from=name@example.org where its user and host are no address"
        raise NotifyError(
            f"the {scheme}:// address is not complete, or has a part too many; write it as in docs/alerts.md"
            f" (Channels){sender if scheme_of(address) == 'mailto' else ''}"
        )
    plugin = found[0]
    if len(plugin) > 1 or getattr(plugin, "cc", None) or getattr(plugin, "bcc", None):
        raise NotifyError(f"the {scheme}:// address has several recipients; give each a channel of its own; {SEE}")
    service = service_for(found, address)
    if service.problem:
        raise NotifyError(f"the {scheme}:// address {service.problem}; {SEE}")
    return plugin, service


def service_for(apprise: Any, address: str) -> Service:
    """Return the service of our own for the scheme of an address, else Apprise's."""
    plugin = apprise[0]
    # The plugin's own address, since Apprise also accepts those that a service shows: https://hooks.slack.com/….
    scheme = scheme_of(str(plugin.url(privacy=True)))
    parsed = type(plugin).parse_url(address) or {}
    options = {str(name): str(value) for name, value in parsed.get("qsd", {}).items()}
    if scheme == "mailto":
        return Mailbox(plugin, options)
    ours = SERVICES.get(scheme)
    return ours(plugin, options) if ours else StockService(apprise)


def stock_result(result: Any) -> SendResult:
    """
    Return what the result of one of Apprise's own plugins means: success, or its log.

    The log gives an HTTP status, but does not say whether a connection broke before or after the message.
    Then the message may have arrived.
    """
    if result:
        return SENT
    words = visible(" ".join(entry.message for outcome in result for entry in outcome.logs())) or str(result.status)
    reason = words[:REASON_SHOWN]
    if status := _STATUS.search(words):
        code = int(status[1])
        if code in {408, 429, 500, 501, 503}:
            return failed(reason)
        return unknown(reason) if code >= 500 else refused(reason)  # noqa: PLR2004  # 502, 504: a gateway
    return unknown(reason)
