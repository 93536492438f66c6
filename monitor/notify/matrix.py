"""
Matrix: one room, by a token or by a name and a password.

Apprise parses the address. Its own sending looks for servers, registers guests,
waits in the middle and repeats by itself; what arrived it does not say.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from apprise.plugins.matrix import NotifyMatrix
from apprise.plugins.matrix.base import MatrixWebhookMode

from ..domain import Answer, Verdict
from .answers import SENT, failed, unknown
from .letters import Part
from .plugins import Judging
from .posting import json_body

API = "/_matrix/client/v3"
_LINK = re.compile(r'<a href="([^"<>]{0,3000})">([^<>]{0,500})</a>')
_TAG = re.compile(r"<[^<>]{0,2000}>")


class Matrix(Judging, NotifyMatrix):
    """A room of Matrix: `matrix(s)://TOKEN@host/%23room:server` or `user:password@`."""

    parameters = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        #: Token and the room's own id, once the server has given them.
        self._joined: tuple[str, str] | None = None

    def __del__(self) -> None:
        """Apprise's logs out, over the network."""

    @property
    def lacking(self) -> str:
        """What of the address we do not do."""
        if self.mode != MatrixWebhookMode.DISABLED:
            return "is a webhook; use a room with a token, or with a name and a password"
        if len(self.rooms) != 1 or self.users:
            return "must name its recipient: one room, as %23room:server"
        return "" if self.password else "must hold a token, or a name and a password"

    def deliver(self, part: Part) -> Answer:
        """Send HTML with its plain twin; a document with `event_id` is success. Rooms with encryption get it in the clear."""
        joined = self._join()
        if isinstance(joined, Answer):
            return joined
        token, room = joined
        body = {
            "msgtype": "m.text",
            "format": "org.matrix.custom.html",
            "formatted_body": part.body,
            "body": bare(part.body),
            "m.mentions": {},
        }
        path = f"/rooms/{quote(room, safe='')}/send/m.room.message/{uuid4().hex}"
        said = self._ask("PUT", path, body, token)
        if isinstance(said, Answer):
            if said.verdict is Verdict.REFUSED:
                self._joined = None  # the token may have ended, or the room been left
            return said
        return SENT if said.get("event_id") else unknown("an answer without event_id")

    def _join(self) -> tuple[str, str] | Answer:
        """Return token and room, asked for once; what fails here has sent no message."""
        if self._joined is None:
            token = self._login() if self.user else self.password
            if isinstance(token, Answer):
                return token
            room = self.rooms[0] if ":" in self.rooms[0] else f"{self.rooms[0]}:{self.host}"
            said = self._ask("POST", f"/join/{quote(room, safe='')}", {}, token)
            if isinstance(said, Answer):
                return _not_sent(said)
            self._joined = (token, str(said.get("room_id") or room))
        return self._joined

    def _login(self) -> str | Answer:
        """Return the token that name and password give."""
        body = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self.user},
            "password": self.password,
            "initial_device_display_name": "aiplus-monitor",
        }
        said = self._ask("POST", "/login", body)
        if isinstance(said, Answer):
            return _not_sent(said)
        return str(said["access_token"]) if "access_token" in said else failed("an answer without a token")

    def _ask(self, method: str, path: str, body: object, token: str = "") -> dict[str, Any] | Answer:
        port = f":{self.port}" if self.port else ""
        url = f"{'https' if self.secure else 'http'}://{self.host}{port}{API}{path}"
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        reply = self._post(url, json_body(body), method=method, headers=headers)
        return reply if isinstance(reply, Answer) else reply.json()


def bare(html: str) -> str:
    """Return our own HTML as plain text, for programs that show no other; addresses stand behind their words."""
    return unescape(_TAG.sub("", _LINK.sub(r"\2 \1", html)))


def _not_sent(said: Answer) -> Answer:
    """Return an answer to a request that carried no message: it never arrived."""
    return failed(said.reason) if said.verdict is Verdict.UNKNOWN else said
