"""
Apprise plugins that judge what a service says in its answer.

Apprise parses the addresses; its own plugins call a message sent when WeCom, DingTalk, Feishu
and Lark answer 200 with an error code, and never say whether a message may have arrived.
These take their place under the same schemes. They send one part once: who calls them
keeps the pace and decides on repeats.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from apprise.plugins.custom_json import NotifyJSON
from apprise.plugins.dingtalk import NotifyDingTalk
from apprise.plugins.feishu import NotifyFeishu
from apprise.plugins.lark import NotifyLark
from apprise.plugins.ntfy import NotifyNtfy, NtfyAuth, NtfyMode
from apprise.plugins.slack import NotifySlack, SlackMode
from apprise.plugins.telegram import NotifyTelegram
from apprise.plugins.wecombot import NotifyWeComBot

from ..domain import Answer, Verdict
from .answers import SENT, failed, refused, unknown
from .letters import Part
from .posting import Post, Reply, json_body, send

#: WeCom: "api freq out of limit" (20 a minute and bot); busy.
WECOM_BUSY = {45009: 60.0, 45033: 10.0, -1: 10.0}
#: DingTalk: too fast (more than 20 a minute block a bot for ten minutes); throttled; busy.
DINGTALK_BUSY = {130101: 600.0, 410100: 600.0, 90018: 60.0, 90002: 60.0, -1: 10.0}
#: Feishu and Lark: frequency limits (100 a minute, 5 a second); internal errors.
FEISHU_BUSY = {11232: 60.0, 11233: 60.0, 11247: 60.0}
#: Feishu says "too many request" under the code of a bad request.
FEISHU_BAD_REQUEST = 9499
FEISHU_WAIT_S = 60.0
#: "It's possible some aspect of the operation succeeded before the error was raised."
SLACK_UNCERTAIN = {"fatal_error", "internal_error", "request_timeout"}
SLACK_BUSY = {"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "rollup_error"}
#: An id of a Slack channel, group, conversation or user: sent as it is.
SLACK_ID = re.compile(r"[CDGUW][A-Z0-9]{7,}")


class Judging:
    """What our plugins share: explicit timeouts, no throttle, a gateway, a judged answer."""

    #: Seconds; `?cto=` and `?rto=` in an address change them.
    socket_connect_timeout = 10.0
    socket_read_timeout = 20.0
    request_rate_per_sec = 0.0
    #: Names of our own parameters in the address.
    parameters: tuple[str, ...] = ("gateway",)
    clock: Callable[[], datetime] = staticmethod(lambda: datetime.now(UTC))

    def __init__(self, gateway: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.gateway = gateway

    @classmethod
    def parse_url(cls, url: str, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        """Parse an address as Apprise does, and take our own parameters from it."""
        found: dict[str, Any] | None = super().parse_url(url, *args, **kwargs)  # type: ignore[misc]  # Apprise's
        if found:
            found |= {name: found["qsd"][name] for name in cls.parameters if found["qsd"].get(name)}
        return found

    def url_parameters(self, privacy: bool = False, **kwargs: Any) -> dict[str, Any]:  # noqa: FBT001, FBT002  # Apprise's signature
        """Return the parameters of the address, ours among them."""
        found: dict[str, Any] = super().url_parameters(privacy=privacy, **kwargs)  # type: ignore[misc]  # Apprise's
        ours = {name: getattr(self, name, "") for name in self.parameters}
        return found | {name: "****" if privacy else given for name, given in ours.items() if given}

    @property
    def lacking(self) -> str:
        """What an address that Apprise accepts lacks for us; empty when nothing."""
        return ""

    def deliver(self, part: Part) -> Answer:
        """Send one part once and judge the answer."""
        raise NotImplementedError

    def send(self, body: str, title: str = "", **_: object) -> bool:
        """Send as Apprise asks for it: whether the service accepted."""
        return self.deliver(Part(title, body)).verdict is Verdict.SENT

    def _post(self, url: str, body: bytes, **more: Any) -> Reply | Answer:
        """Post JSON to the service, or through its gateway."""
        headers = {"Content-Type": "application/json; charset=utf-8", **more.pop("headers", {})}
        timeouts = (self.socket_connect_timeout, self.socket_read_timeout)
        post = Post(
            through(self.gateway, url),
            body,
            timeouts,
            headers=headers,
            verify=bool(getattr(self, "verify_certificate", True)),
            **more,
        )
        return send(post, self.clock())


def through(gateway: str, url: str) -> str:
    """Return a service's address moved to a gateway: a reverse proxy or a private installation."""
    if not gateway:
        return url
    parts, base = urlsplit(url), urlsplit(gateway)
    return urlunsplit((base.scheme, base.netloc, base.path.rstrip("/") + parts.path, parts.query, ""))


def _coded(reply: Reply | Answer, fields: tuple[str, str], busy: Mapping[int, float]) -> Answer:
    """Judge a 200 that carries a code: 0 is success, anything else is not."""
    if isinstance(reply, Answer):
        return reply
    document = reply.json()
    code = document.get(fields[0])
    if not isinstance(code, int):
        return unknown(f"an answer without {fields[0]}: {reply.text}")
    reason = f"{fields[0]} {code}: {str(document.get(fields[1], ''))[:300]}"
    if code == 0:
        return SENT
    return failed(reason, busy[code]) if code in busy else refused(reason)


class WeComBot(Judging, NotifyWeComBot):
    """A WeCom group bot: `wecombot://KEY`."""

    def deliver(self, part: Part) -> Answer:
        """Send Markdown; `errcode` 0 is success (developer.work.weixin.qq.com/document/path/91770)."""
        body = {"msgtype": "markdown", "markdown": {"content": part.body}}
        return _coded(self._post(self.api_url, json_body(body)), ("errcode", "errmsg"), WECOM_BUSY)


class DingTalk(Judging, NotifyDingTalk):
    """A DingTalk group robot: `dingtalk://SECRET@TOKEN`; signed when there is a secret."""

    def deliver(self, part: Part) -> Answer:
        """Send Markdown; `errcode` 0 is success. Nobody is called but the telephones in the address."""
        body = {
            "msgtype": "markdown",
            "markdown": {"title": part.title or "aiplus-monitor", "text": part.body},
            "at": {"atMobiles": self.targets, "isAtAll": False},
        }
        url = self.notify_url.format(token=self.token)
        reply = self._post(url, json_body(body), params=self._signature())
        return _coded(reply, ("errcode", "errmsg"), DINGTALK_BUSY)

    def _signature(self) -> dict[str, str]:
        if not self.secret:
            return {}
        milliseconds = str(round(self.clock().timestamp() * 1000))
        sign = hmac.digest(self.secret.encode(), f"{milliseconds}\n{self.secret}".encode(), "sha256")
        return {"timestamp": milliseconds, "sign": base64.b64encode(sign).decode()}


class FeishuCard(Judging):
    """What Feishu and Lark share: a card of Markdown, and a signature in the body."""

    parameters = ("gateway", "secret")
    hook = ""
    token: str

    def __init__(self, secret: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.secret = secret

    def deliver(self, part: Part) -> Answer:
        """Send a card; `code` 0 is success, `StatusCode` in old answers."""
        title = {"tag": "plain_text", "content": part.title or "aiplus-monitor"}
        card = {
            "config": {"wide_screen_mode": True},
            "header": {"title": title},
            "elements": [{"tag": "markdown", "content": part.body}],
        }
        body = {**self._signature(), "msg_type": "interactive", "card": card}
        reply = self._post(self.hook + self.token, json_body(body))
        if isinstance(reply, Reply):
            said = reply.json()
            if said.get("code") == FEISHU_BAD_REQUEST and "too many" in str(said.get("msg")).lower():
                return failed(f"code {FEISHU_BAD_REQUEST}: {said['msg']}", FEISHU_WAIT_S)
            if "code" not in said and "StatusCode" in said:
                return _coded(reply, ("StatusCode", "StatusMessage"), FEISHU_BUSY)
        return _coded(reply, ("code", "msg"), FEISHU_BUSY)

    def _signature(self) -> dict[str, str]:
        """Return time and signature: the key is the time and the secret, the message is empty."""
        if not self.secret:
            return {}
        seconds = str(int(self.clock().timestamp()))
        sign = hmac.new(f"{seconds}\n{self.secret}".encode(), digestmod=hashlib.sha256).digest()
        return {"timestamp": seconds, "sign": base64.b64encode(sign).decode()}


class Feishu(FeishuCard, NotifyFeishu):
    """A Feishu group bot: `feishu://TOKEN?secret=…`."""

    hook = "https://open.feishu.cn/open-apis/bot/v2/hook/"


class Lark(FeishuCard, NotifyLark):
    """A Lark group bot: `lark://TOKEN?secret=…`."""

    hook = "https://open.larksuite.com/open-apis/bot/v2/hook/"


class Slack(Judging, NotifySlack):
    """Slack, by incoming webhook or bot token."""

    @property
    def lacking(self) -> str:
        """Whether it is a workflow: what that does with a message is not ours to know."""
        known = {SlackMode.BOT, SlackMode.WEBHOOK, SlackMode.WEBHOOK_GOV}
        return "" if self.mode in known else "is a workflow; use an incoming webhook or a bot token"

    def deliver(self, part: Part) -> Answer:
        """Send mrkdwn; a webhook answers `ok`, the API a document with `ok`."""
        body: dict[str, object] = {
            "text": part.body,
            "mrkdwn": True,
            "link_names": False,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if self.mode == SlackMode.BOT:
            return self._by_bot(body)
        base = self.webhook_gov_url if self.mode == SlackMode.WEBHOOK_GOV else self.webhook_url
        reply = self._post(f"{base}/{self.token_a}/{self.token_b}/{self.token_c}", json_body(body))
        if isinstance(reply, Answer):
            return reply
        return SENT if reply.text == "ok" else refused(reply.text)

    def _by_bot(self, body: dict[str, object]) -> Answer:
        channel = self.channels[0]
        bare = channel.lstrip("+#")
        body["channel"] = bare if channel[0] == "+" or SLACK_ID.fullmatch(bare) else channel
        reply = self._post(
            self.api_url.format("chat.postMessage"),
            json_body(body),
            headers={"Authorization": f"Bearer {self.access_token}"},
        )
        if isinstance(reply, Answer):
            return reply
        said = reply.json()
        if said.get("ok") is True:
            return SENT
        error = str(said.get("error", ""))
        if not error or error in SLACK_UNCERTAIN:
            return unknown(error or f"an answer without ok: {reply.text}")
        return failed(error) if error in SLACK_BUSY else refused(error)


class Telegram(Judging, NotifyTelegram):
    """A Telegram bot and one chat."""

    @property
    def lacking(self) -> str:
        """Whether no chat is named: Apprise would take the first that ever wrote to the bot."""
        return "" if self.targets else "must name its recipient: tgram://TOKEN/CHAT_ID"

    def deliver(self, part: Part) -> Answer:
        """Send HTML; a document with `ok` true is success."""
        chat, topic = self.targets[0]
        body = {
            "chat_id": chat,
            "text": part.body,
            "parse_mode": "HTML",
            "disable_notification": self.silent,
            "link_preview_options": {"is_disabled": not self.preview},
        }
        if topic:
            body["message_thread_id"] = topic
        reply = self._post(f"{self.notify_url}{self.bot_token}/sendMessage", json_body(body))
        if isinstance(reply, Answer):
            return reply
        return SENT if reply.json().get("ok") is True else unknown(f"an answer without ok: {reply.text}")


class Ntfy(Judging, NotifyNtfy):
    """One topic of ntfy.sh or of an own server."""

    @property
    def lacking(self) -> str:
        """Whether no topic is named."""
        return "" if self.topics else "must name its recipient: a topic of letters, digits, _ and -"

    def __init__(self, xtags: str | list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(xtags=xtags, **kwargs)
        self.xtags = xtags if isinstance(xtags, str) else ",".join(xtags or ())

    def deliver(self, part: Part) -> Answer:
        """Publish as JSON; the answer repeats the message with its id."""
        body: dict[str, object] = {"topic": self.topics[0], "message": part.body, "title": part.title}
        headers = {"X-Priority": str(self.priority)}
        if self.xtags:
            headers["X-Tags"] = self.xtags
        if self.click:
            body["click"] = self.click
        if self.auth == NtfyAuth.TOKEN and self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        basic = (self.user, self.password or "") if self.auth == NtfyAuth.BASIC and self.user else None
        reply = self._post(self._server(), json_body(body), headers=headers, auth=basic)
        if isinstance(reply, Answer):
            return reply
        return SENT if reply.json().get("id") else unknown(f"an answer without id: {reply.text}")

    def _server(self) -> str:
        if self.mode == NtfyMode.CLOUD:
            return f"{self.cloud_notify_url}/"
        port = f":{self.port}" if self.port else ""
        return f"{'https' if self.secure else 'http'}://{self.host}{port}/"


class Webhook(Judging, NotifyJSON):
    """Any service that takes Apprise's JSON: `json(s)://host/path`."""

    def deliver(self, part: Part) -> Answer:
        """Send title and message; any 2xx is success."""
        body: dict[str, object] = {
            "version": self.json_version,
            "title": part.title,
            "message": part.body,
            "attachments": [],
            "type": "info",
        }
        # `?:message=text` renames a field, `?:version=` drops it, `?:team=policy` adds one.
        for name, value in self.payload_extras.items():
            if name not in body:
                body[name] = value
                continue
            ours = body.pop(name)
            if value:
                body[value] = ours
        port = f":{self.port}" if self.port else ""
        reply = self._post(
            f"{'https' if self.secure else 'http'}://{self.host}{port}{self.fullpath}",
            json_body(body),
            method=self.method,
            headers=self.headers,
            params=self.params,
            auth=(self.user, self.password or "") if self.user else None,
        )
        return reply if isinstance(reply, Answer) else SENT


CHATS = (WeComBot, DingTalk, Feishu, Lark, Slack, Telegram, Ntfy, Webhook)
