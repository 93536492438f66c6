"""Chat services as they judge what they are sent: keys, signatures, limits, error codes in a 200."""

import base64
import hashlib
import hmac
import json
from html.parser import HTMLParser
from urllib.parse import unquote

from servers import Asked, Chat, Manner


class WeCom(Chat):
    """Group bots of WeCom: 200 whatever happens, `errcode` says what."""

    key = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
    refusal = (200, {"errcode": 93000, "errmsg": "invalid webhook url, hint: [1732...]"})
    limit = (200, {"errcode": 45009, "errmsg": "api freq out of limit"})

    @property
    def address(self) -> str:
        return f"wecombot://{self.key}?gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != "/cgi-bin/webhook/send" or asked.query.get("key") != self.key:
            return self.refusal
        if asked.body["msgtype"] != "markdown":
            return 200, {"errcode": 40008, "errmsg": "invalid message type"}
        if len(asked.body["markdown"]["content"].encode()) > 4096:
            return 200, {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"}
        self.accepted.append(asked)
        return 200, {"errcode": 0, "errmsg": "ok"}

    def bodies(self) -> list[str]:
        return [asked.body["markdown"]["content"] for asked in self.accepted]


class Ding(Chat):
    """Robots of DingTalk, signed."""

    token = "566cc69da782ec33"
    secret = "SECc0ffee0ddba11"
    refusal = (200, {"errcode": 310000, "errmsg": "keywords not in content"})
    limit = (200, {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"})

    @property
    def address(self) -> str:
        return f"dingtalk://{self.secret}@{self.token}?gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != "/robot/send" or asked.query.get("access_token") != self.token:
            return 200, {"errcode": 300001, "errmsg": "token is not exist"}
        signed = f"{asked.query.get('timestamp')}\n{self.secret}".encode()
        sign = base64.b64encode(hmac.new(self.secret.encode(), signed, hashlib.sha256).digest()).decode()
        if asked.query.get("sign") != sign:
            return 200, {"errcode": 310000, "errmsg": "sign not match"}
        if len(json.dumps(asked.body, ensure_ascii=False).encode()) > 20_000:
            return 200, {"errcode": 460101, "errmsg": "message too long, exceed 20000 bytes"}
        self.accepted.append(asked)
        return 200, {"errcode": 0, "errmsg": "ok"}

    def bodies(self) -> list[str]:
        return [asked.body["markdown"]["text"] for asked in self.accepted]


class FeishuBots(Chat):
    """Group bots of Feishu and Lark, signed."""

    token = "c2f1a3e4-0000-4bcd-9aaa-123456789abc"
    secret = "s3cr3ts1gn"
    schema = "feishu"
    refusal = (200, {"code": 19024, "msg": "Key Words Not Found"})
    limit = (200, {"code": 9499, "msg": "too many request", "data": {}})

    @property
    def address(self) -> str:
        return f"{self.schema}://{self.token}?secret={self.secret}&gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != f"/open-apis/bot/v2/hook/{self.token}":
            return 200, {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
        key = f"{asked.body.get('timestamp')}\n{self.secret}".encode()
        sign = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
        if asked.body.get("sign") != sign:
            return 200, {"code": 19021, "msg": "sign match fail or timestamp is not within one hour"}
        if len(json.dumps(asked.body, ensure_ascii=False).encode()) > 20_000:
            return 200, {"code": 9499, "msg": "Bad Request", "data": {}}
        self.accepted.append(asked)
        return 200, {"code": 0, "msg": "success", "data": {}}

    def bodies(self) -> list[str]:
        return [asked.body["card"]["elements"][0]["content"] for asked in self.accepted]


class LarkBots(FeishuBots):
    schema = "lark"


class SlackHooks(Chat):
    """Incoming webhooks of Slack."""

    tokens = "T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
    refusal = (404, "no_service")
    limit = (429, "rate_limited")

    @property
    def address(self) -> str:
        return f"slack://{self.tokens}?gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != f"/services/{self.tokens}":
            return self.refusal
        if len(asked.body["text"]) > 40_000:
            return 400, "msg_too_long"
        self.accepted.append(asked)
        return 200, "ok"

    def bodies(self) -> list[str]:
        return [asked.body["text"] for asked in self.accepted]


class SlackApi(SlackHooks):
    """Slack's API, as bots use it: 200 whatever happens, `ok` says what."""

    token = "xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d"
    refusal = (200, {"ok": False, "error": "channel_not_found"})
    limit = (200, {"ok": False, "error": "ratelimited"})

    @property
    def address(self) -> str:
        return f"slack://{self.token}/%23news?gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != "/api/chat.postMessage" or asked.headers.get("Authorization") != f"Bearer {self.token}":
            return 200, {"ok": False, "error": "invalid_auth"}
        if asked.body["channel"] != "#news":
            return self.refusal
        self.accepted.append(asked)
        return 200, {"ok": True, "ts": "1503435956.000247"}


class TelegramApi(Chat):
    """The Bot API of Telegram."""

    token = "123456789:abcdefg_hijklmnopqrstuvwxyz012345"
    refusal = (400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"})
    limit = (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 5",
            "parameters": {"retry_after": 5},
        },
    )

    @property
    def address(self) -> str:
        return f"tgram://{self.token}/12315544?gateway={self.url}"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path != f"/bot{self.token}/sendMessage":
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if asked.body["chat_id"] != 12315544:
            return self.refusal
        reader = Tags()
        reader.feed(asked.body["text"])
        if reader.open or not reader.known:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: can't parse entities"}
        if len("".join(reader.text).encode("utf-16-le")) // 2 > 4096:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: message is too long"}
        self.accepted.append(asked)
        return 200, {"ok": True, "result": {"message_id": len(self.accepted)}}

    def bodies(self) -> list[str]:
        return [asked.body["text"] for asked in self.accepted]


class Tags(HTMLParser):
    """Reads HTML as Telegram does: few tags, all of them closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.known = True
        self.text: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.known = self.known and tag in {"b", "a", "blockquote"}
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self.known = self.known and bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class NtfyServer(Chat):
    """An ntfy server: a message of more than 4,096 bytes becomes a file."""

    refusal = (403, {"code": 40301, "http": 403, "error": "forbidden"})
    limit = (429, {"code": 42901, "http": 429, "error": "limit reached: too many requests"})

    @property
    def address(self) -> str:
        return f"ntfy://127.0.0.1:{self.server_port}/news"

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.body["topic"] != "news":
            return self.refusal
        if len(asked.body["message"].encode()) > 4096:
            return 200, {"id": "x", "event": "message", "attachment": {"name": "attachment.txt"}}
        self.accepted.append(asked)
        return 200, {"id": "hwQ2YpKdmg", "event": "message", "topic": "news"}

    def bodies(self) -> list[str]:
        return [asked.body["message"] for asked in self.accepted]


class Hook(Chat):
    """Any service that takes Apprise's JSON."""

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.server_port}/hook"

    def judge(self, asked: Asked) -> tuple[int, object]:
        self.accepted.append(asked)
        return 200, {}

    def bodies(self) -> list[str]:
        return [asked.body["message"] for asked in self.accepted]


class MatrixHome(Chat):
    """A homeserver of Matrix with one room and one user."""

    token = "syt_bW9uaXRvcg_abcdefghijkl_0123"
    room = "!qporfwt:matrix.example"
    refusal = (403, {"errcode": "M_FORBIDDEN", "error": "you are not in the room"})
    limit = (429, {"errcode": "M_LIMIT_EXCEEDED", "error": "too many requests", "retry_after_ms": 2000})

    def __init__(self) -> None:
        super().__init__()
        #: Names and passwords of logins, rooms that were joined.
        self.logins: list[tuple[str, str]] = []
        self.joins: list[str] = []
        #: For requests before the message; ACCEPT when empty.
        self.earlier: list[Manner] = []
        #: What it says to a login.
        self.welcome: tuple[int, object] = (200, {"access_token": self.token, "user_id": "@monitor:x"})

    @property
    def address(self) -> str:
        return f"matrix://{self.token}@127.0.0.1:{self.server_port}/%23news:matrix.example"

    def answer(self, asked: Asked) -> tuple[int, bytes]:
        if "/send/" in asked.path:
            return super().answer(asked)
        self.manners, waiting = self.earlier, self.manners
        try:
            return super().answer(asked)
        finally:
            self.manners = waiting
            self.asked.remove(asked)

    def judge(self, asked: Asked) -> tuple[int, object]:
        if asked.path == "/_matrix/client/v3/login":
            self.logins.append((asked.body["identifier"]["user"], asked.body["password"]))
            return self.welcome
        if asked.headers.get("Authorization") != f"Bearer {self.token}":
            return 401, {"errcode": "M_UNKNOWN_TOKEN", "error": "unrecognised access token"}
        if asked.path.startswith("/_matrix/client/v3/join/"):
            self.joins.append(unquote(asked.path.rpartition("/")[2]))
            return 200, {"room_id": self.room}
        if not unquote(asked.path).startswith(f"/_matrix/client/v3/rooms/{self.room}/send/m.room.message/"):
            return self.refusal
        if len(json.dumps(asked.body, ensure_ascii=False).encode()) > 65_536:
            return 413, {"errcode": "M_TOO_LARGE", "error": "event too large"}
        self.accepted.append(asked)
        return 200, {"event_id": f"$e{len(self.accepted)}"}

    def bodies(self) -> list[str]:
        return [asked.body["formatted_body"] for asked in self.accepted]


CHATS = (WeCom, Ding, FeishuBots, LarkBots, SlackHooks, SlackApi, TelegramApi, NtfyServer, MatrixHome, Hook)
