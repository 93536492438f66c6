"""Services whose API answers a call with a document: Slack, Telegram and Matrix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from ...domain import SendResult, Verdict
from .channel import (
    HTML,
    SENT,
    ChatForm,
    Dialect,
    Part,
    TitlePlace,
    failed,
    json_bytes,
    refused,
    twins,
    unknown,
    utf16_units,
)
from .http_service import HttpService, json_body

#: Apprise's modes of the Slack addresses that we can use.
SLACK_MODES = {"bot", "hook", "gov-hook"}
#: Slack: "It's possible some aspect of the operation succeeded before the error was raised."
SLACK_UNCERTAIN = {"fatal_error", "internal_error", "request_timeout"}
SLACK_BUSY = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "rollup_error"}
#: An id of a Slack channel, group, conversation or user, which is sent as it is.
SLACK_ID = re.compile(r"[CDGUW][A-Z0-9]{7,}")

SLACK_DIALECT = Dialect(
    "slack", HTML | twins("@*_~`"), heading="*{}*", strong="*{}*", quoted="> {}", linked="<{url}|{words} {host}>"
)
TELEGRAM_DIALECT = Dialect(
    "telegram",
    HTML | twins("@"),
    heading="<b>{}</b>",
    strong="<b>{}</b>",
    quoted="<blockquote>{}</blockquote>",
    linked='<a href="{url}">{words} {host}</a>',
)


class Slack(HttpService):
    """One channel of Slack: `slack://A/B/C` (webhook), `slack://xoxb-…/%23channel` (bot); one message a second."""

    #: Slack cuts or splits a message of more than 4,000 characters.
    form = ChatForm(SLACK_DIALECT, 4000, len, TitlePlace.IN_BODY)
    gap_s = 1.1

    @property
    def problem(self) -> str:
        """A workflow cannot be used: it may do anything with a message."""
        return "" if self.plugin.mode in SLACK_MODES else "is a workflow; use an incoming webhook or a bot token"

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send mrkdwn; a webhook answers `ok`, the API a document with `ok`."""
        body: dict[str, object] = {
            "text": part.body,
            "mrkdwn": True,
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        plugin = self.plugin
        if plugin.mode == "bot":
            return self._by_bot(body, now)
        base = plugin.webhook_gov_url if plugin.mode == "gov-hook" else plugin.webhook_url
        reply = self.post(f"{base}/{plugin.token_a}/{plugin.token_b}/{plugin.token_c}", json_body(body), now)
        if isinstance(reply, SendResult):
            return reply
        return SENT if reply.text == "ok" else refused(reply.text)

    def _by_bot(self, body: dict[str, object], now: datetime) -> SendResult:
        channel = self.plugin.channels[0]
        bare = channel.lstrip("+#")
        body["channel"] = bare if channel[0] == "+" or SLACK_ID.fullmatch(bare) else channel
        reply = self.post(
            self.plugin.api_url.format("chat.postMessage"),
            json_body(body),
            now,
            headers={"Authorization": f"Bearer {self.plugin.access_token}"},
        )
        if isinstance(reply, SendResult):
            return reply
        document = reply.json()
        if document.get("ok") is True:
            return SENT
        error = str(document.get("error", ""))
        if not error or error in SLACK_UNCERTAIN:
            return unknown(error or f"an answer without ok: {reply.text}")
        return failed(error) if error in SLACK_BUSY else refused(error)


class Telegram(HttpService):
    """One chat or topic of Telegram: `tgram://TOKEN/CHAT_ID`; 20 messages a minute to a group."""

    #: Telegram takes 4,096 UTF-16 units.
    form = ChatForm(TELEGRAM_DIALECT, 4096, utf16_units, TitlePlace.IN_BODY)
    gap_s = 3.1

    @property
    def problem(self) -> str:
        """An address must name its chat: without one Apprise takes the first that ever wrote to the bot."""
        return "" if self.plugin.targets else "must name its recipient: tgram://TOKEN/CHAT_ID"

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send HTML; a document with `ok` true is success."""
        chat, topic = self.plugin.targets[0]
        body = {
            "chat_id": chat,
            "text": part.body,
            "parse_mode": "HTML",
            "disable_notification": self.plugin.silent,
            "link_preview_options": {"is_disabled": not self.plugin.preview},
        }
        if topic:
            body["message_thread_id"] = topic
        url = f"{self.plugin.notify_url}{self.plugin.bot_token}/sendMessage"
        reply = self.post(url, json_body(body), now)
        if isinstance(reply, SendResult):
            return reply
        return SENT if reply.json().get("ok") is True else unknown(f"an answer without ok: {reply.text}")


API = "/_matrix/client/v3"
_LINK = re.compile(r'<a href="([^"<>]{0,3000})">([^<>]{0,500})</a>')
_TAG = re.compile(r"<[^<>]{0,2000}>")

MATRIX_DIALECT = Dialect(
    "matrix",
    HTML | twins("@"),
    heading="<strong>{}</strong>",
    strong="<strong>{}</strong>",
    quoted="<em>“{}”</em>",
    linked='<a href="{url}">{words} {host}</a>',
    newline="<br>\n",
)


class Matrix(HttpService):
    """A room of Matrix: `matrix(s)://TOKEN@host/%23room:server` or `user:password@`."""

    #: Matrix takes 65,536 bytes an event, which holds the text twice.
    form = ChatForm(MATRIX_DIALECT, 24_000, json_bytes, TitlePlace.IN_BODY)
    gap_s = 0.5

    def __init__(self, plugin: Any, options: Mapping[str, str]) -> None:
        super().__init__(plugin, options)
        #: Token and the room's own id, once the server has given them.
        self._joined: tuple[str, str] | None = None

    @property
    def problem(self) -> str:
        """Webhooks, several rooms and addresses without a login cannot be used."""
        if self.plugin.mode != "off":
            return "is a webhook; use a room with a token, or with a name and a password"
        if len(self.plugin.rooms) != 1 or self.plugin.users:
            return "must name its recipient: one room, as %23room:server"
        return "" if self.plugin.password else "must hold a token, or a name and a password"

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send HTML with its plain text, unencrypted in every room; a document with `event_id` is success."""
        joined = self._join(now)
        if isinstance(joined, SendResult):
            return joined
        token, room = joined
        body = {
            "msgtype": "m.text",
            "format": "org.matrix.custom.html",
            "formatted_body": part.body,
            "body": without_tags(part.body),
            "m.mentions": {},
        }
        path = f"/rooms/{quote(room, safe='')}/send/m.room.message/{uuid4().hex}"
        document = self._ask(now, "PUT", path, body, token)
        if isinstance(document, SendResult):
            if document.verdict is Verdict.REFUSED:
                self._joined = None  # the token may have expired, or somebody removed us from the room
            return document
        return SENT if document.get("event_id") else unknown("an answer without event_id")

    def _join(self, now: datetime) -> tuple[str, str] | SendResult:
        """Return token and room, asked for once; a failure here has sent no message."""
        if self._joined is None:
            plugin = self.plugin
            token = self._login(now) if plugin.user else plugin.password
            if isinstance(token, SendResult):
                return token
            room = plugin.rooms[0] if ":" in plugin.rooms[0] else f"{plugin.rooms[0]}:{plugin.host}"
            document = self._ask(now, "POST", f"/join/{quote(room, safe='')}", {}, token)
            if isinstance(document, SendResult):
                return _not_sent(document)
            self._joined = (token, str(document.get("room_id") or room))
        return self._joined

    def _login(self, now: datetime) -> str | SendResult:
        """Return the token that name and password give."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self.plugin.user},
            "password": self.plugin.password,
            "initial_device_display_name": "aiplus-monitor",
        }
        document = self._ask(now, "POST", "/login", body)
        if isinstance(document, SendResult):
            return _not_sent(document)
        return str(document["access_token"]) if "access_token" in document else failed("an answer without a token")

    def _ask(self, now: datetime, method: str, path: str, body: object, token: str = "") -> dict[str, Any] | SendResult:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        reply = self.post(f"{self.base}{API}{path}", json_body(body), now, method=method, headers=headers)
        return reply if isinstance(reply, SendResult) else reply.json()


def without_tags(html: str) -> str:
    """Return our own HTML as plain text for programs that show no HTML, each address after its words."""
    return unescape(_TAG.sub("", _LINK.sub(r"\2 \1", html)))


def _not_sent(result: SendResult) -> SendResult:
    """Return the result of a request that carried no message: nothing can have arrived."""
    return failed(result.reason) if result.verdict is Verdict.UNKNOWN else result
