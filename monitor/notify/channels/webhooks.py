"""
Services that take JSON at one address: bots in a group of WeCom, DingTalk, Feishu and Lark; ntfy; plain webhooks.

The bots answer 200 also when they refuse: a code in the body says what became of the message.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

from ...domain import SendResult
from .channel import (
    ENVELOPE,
    MARKDOWN_LINK,
    PLAIN,
    REASON_SHOWN,
    SENT,
    ChatForm,
    Dialect,
    Part,
    TitlePlace,
    entities,
    failed,
    json_bytes,
    refused,
    twins,
    unknown,
    utf8_bytes,
)
from .http_service import HttpReply, HttpService, json_body

#: The title where a message has none.
NAME = "aiplus-monitor"
#: WeCom: "api freq out of limit" (20 a minute and bot); busy.
WECOM_BUSY = {45009: 60.0, 45033: 10.0, -1: 10.0}
#: DingTalk: too fast (more than 20 a minute block a bot for ten minutes); throttled; busy.
DINGTALK_BUSY = {130101: 600.0, 410100: 600.0, 90018: 60.0, 90002: 60.0, -1: 10.0}
#: Feishu and Lark: frequency limits (100 a minute, 5 a second); internal errors.
FEISHU_BUSY = {11232: 60.0, 11233: 60.0, 11247: 60.0}
#: Feishu says "too many request" under the code of a bad request.
FEISHU_BAD_REQUEST = 9499
FEISHU_WAIT_S = 60.0

WECOM_DIALECT = Dialect(
    "wecom", twins("@<>[]*`\\#"), heading="### {}", strong="**{}**", quoted="> {}", linked=MARKDOWN_LINK
)
DINGTALK_DIALECT = Dialect(
    "dingtalk",
    twins("@<>[]*`\\_~#"),
    heading="### {}",
    strong="**{}**",
    linked=MARKDOWN_LINK,
    newline="  \n",  # a single line end joins lines
)
FEISHU_DIALECT = Dialect(
    "feishu", entities("&<>*~[]()#`_\\!$") | twins("@"), heading="**{}**", strong="**{}**", linked=MARKDOWN_LINK
)
#: Bytes of a request to DingTalk, Feishu or Lark.
REQUEST_LIMIT = 20_000


def judge(reply: HttpReply | SendResult, fields: tuple[str, str], busy: Mapping[int, float]) -> SendResult:
    """Return what a body with a code and words means: code 0 is success, any other code is not."""
    if isinstance(reply, SendResult):
        return reply
    document = reply.json()
    code = document.get(fields[0])
    if not isinstance(code, int):
        return unknown(f"an answer without {fields[0]}: {reply.text}")
    reason = f"{fields[0]} {code}: {str(document.get(fields[1], ''))[:REASON_SHOWN]}"
    if code == 0:
        return SENT
    return failed(reason, busy[code]) if code in busy else refused(reason)


class WeCom(HttpService):
    """A WeCom group bot: `wecombot://KEY`; 4,096 bytes of Markdown, 20 messages a minute."""

    form = ChatForm(WECOM_DIALECT, 4096, utf8_bytes, TitlePlace.IN_BODY)
    gap_s = 3.1

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send Markdown; `errcode` 0 is success (developer.work.weixin.qq.com/document/path/91770)."""
        body = {"msgtype": "markdown", "markdown": {"content": part.body}}
        return judge(self.post(self.plugin.api_url, json_body(body), now), ("errcode", "errmsg"), WECOM_BUSY)


class DingTalk(HttpService):
    """A DingTalk group robot: `dingtalk://SECRET@TOKEN`, signed with the secret; 20 messages a minute."""

    form = ChatForm(DINGTALK_DIALECT, REQUEST_LIMIT - ENVELOPE, json_bytes, TitlePlace.BOTH)
    gap_s = 3.1

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send Markdown; `errcode` 0 is success. It calls only the telephone numbers in the address."""
        body = {
            "msgtype": "markdown",
            "markdown": {"title": part.title or NAME, "text": part.body},
            "at": {"atMobiles": self.plugin.targets, "isAtAll": False},
        }
        url = self.plugin.notify_url.format(token=self.plugin.token)
        reply = self.post(url, json_body(body), now, params=self._signature(now))
        return judge(reply, ("errcode", "errmsg"), DINGTALK_BUSY)

    def _signature(self, now: datetime) -> dict[str, str]:
        secret = self.plugin.secret
        if not secret:
            return {}
        milliseconds = str(round(now.timestamp() * 1000))
        sign = hmac.digest(secret.encode(), f"{milliseconds}\n{secret}".encode(), "sha256")
        return {"timestamp": milliseconds, "sign": base64.b64encode(sign).decode()}


class Feishu(HttpService):
    """A Feishu group bot: `feishu://TOKEN?secret=…`; 100 messages a minute."""

    form = ChatForm(FEISHU_DIALECT, REQUEST_LIMIT - ENVELOPE, json_bytes)
    gap_s = 0.7
    hook = "https://open.feishu.cn/open-apis/bot/v2/hook/"

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send a card of Markdown; `code` 0 is success, or `StatusCode` 0 in old answers."""
        card = {
            "config": {"wide_screen_mode": True},
            "header": {"title": {"tag": "plain_text", "content": part.title or NAME}},
            "elements": [{"tag": "markdown", "content": part.body}],
        }
        body = {**self._signature(now), "msg_type": "interactive", "card": card}
        reply = self.post(self.hook + self.plugin.token, json_body(body), now)
        if isinstance(reply, HttpReply):
            document = reply.json()
            if document.get("code") == FEISHU_BAD_REQUEST and "too many" in str(document.get("msg")).lower():
                return failed(f"code {FEISHU_BAD_REQUEST}: {document['msg']}", FEISHU_WAIT_S)
            if "code" not in document and "StatusCode" in document:
                return judge(reply, ("StatusCode", "StatusMessage"), FEISHU_BUSY)
        return judge(reply, ("code", "msg"), FEISHU_BUSY)

    def _signature(self, now: datetime) -> dict[str, str]:
        """Return time and signature; its key is the time and the secret, its message is empty."""
        secret = self.options.get("secret", "")
        if not secret:
            return {}
        seconds = str(int(now.timestamp()))
        sign = hmac.new(f"{seconds}\n{secret}".encode(), digestmod=hashlib.sha256).digest()
        return {"timestamp": seconds, "sign": base64.b64encode(sign).decode()}


class Lark(Feishu):
    """A Lark group bot: `lark://TOKEN?secret=…`."""

    hook = "https://open.larksuite.com/open-apis/bot/v2/hook/"


class Ntfy(HttpService):
    """One topic of ntfy.sh or of a server of one's own: `ntfy://topic`, `ntfy(s)://host/topic`."""

    #: ntfy makes a file of more than 4,096 bytes, and takes a message in five seconds after a burst of 60.
    form = ChatForm(PLAIN, 4096, utf8_bytes)
    gap_s = 1.0

    @property
    def problem(self) -> str:
        """An address must name its topic."""
        if self.plugin.topics:
            return ""
        return "must name its recipient: a topic of letters, digits, _ and -"

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Publish JSON; the answer repeats the message with its id."""
        plugin = self.plugin
        body: dict[str, object] = {"topic": plugin.topics[0], "message": part.body, "title": part.title}
        headers = {"X-Priority": str(plugin.priority)}
        if tags := self.options.get("xtags") or self.options.get("tags"):
            headers["X-Tags"] = tags
        if plugin.click:
            body["click"] = plugin.click
        if plugin.auth == "token" and plugin.token:
            headers["Authorization"] = f"Bearer {plugin.token}"
        basic = (plugin.user, plugin.password or "") if plugin.auth == "basic" and plugin.user else None
        reply = self.post(self.server, json_body(body), now, headers=headers, auth=basic)
        if isinstance(reply, SendResult):
            return reply
        return SENT if reply.json().get("id") else unknown(f"an answer without id: {reply.text}")

    @property
    def server(self) -> str:
        """The address to which messages are published."""
        return f"{self.plugin.cloud_notify_url if self.plugin.mode == 'cloud' else self.base}/"


class Webhook(HttpService):
    """A service that takes Apprise's JSON: `json(s)://host/path`."""

    form = ChatForm(PLAIN, 30_000, len)

    def deliver(self, part: Part, now: datetime) -> SendResult:
        """Send title and message; any 2xx is success."""
        plugin = self.plugin
        body: dict[str, object] = {
            "version": plugin.json_version,
            "title": part.title,
            "message": part.body,
            "attachments": [],
            "type": "info",
        }
        # `?:message=text` renames a field, `?:version=` drops it, `?:team=policy` adds a field.
        for name, value in plugin.payload_extras.items():
            if name not in body:
                body[name] = value
                continue
            ours = body.pop(name)
            if value:
                body[value] = ours
        reply = self.post(
            f"{self.base}{plugin.fullpath}",
            json_body(body),
            now,
            method=plugin.method,
            headers=plugin.headers,
            params=plugin.params,
            auth=(plugin.user, plugin.password or "") if plugin.user else None,
        )
        return reply if isinstance(reply, SendResult) else SENT
