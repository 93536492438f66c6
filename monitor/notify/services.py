"""What each service takes: its dialect, its true limit, its pace. And what Apprise's own plugins answer."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from ..domain import Answer
from .answers import REASON_SHOWN, SENT, failed, refused, unknown
from .chat import Form, Titled
from .claims import visible
from .dialects import DINGTALK, FEISHU, MATRIX, PLAIN, SLACK, TELEGRAM, WECOM
from .split import json_bytes, utf8_bytes, utf16_units

#: Room for what stands around our text in a request that is limited as a whole.
ENVELOPE = 1500
#: By scheme. WeCom: 4096 bytes of Markdown. DingTalk and Feishu: 20 KB a request. Slack: 4,000
#: characters, more is cut or split by Slack. Telegram: 4,096 UTF-16 units. ntfy: 4,096 bytes,
#: more becomes a file. Matrix: 65,536 bytes an event, in which the text stands twice.
FORMS = {
    "wecombot": Form(WECOM, 4096, utf8_bytes, Titled.IN_BODY),
    "dingtalk": Form(DINGTALK, 20_000 - ENVELOPE, json_bytes, Titled.BOTH),
    "feishu": Form(FEISHU, 20_000 - ENVELOPE, json_bytes),
    "lark": Form(FEISHU, 20_000 - ENVELOPE, json_bytes),
    "slack": Form(SLACK, 4000, len, Titled.IN_BODY),
    "tgram": Form(TELEGRAM, 4096, utf16_units, Titled.IN_BODY),
    "ntfy": Form(PLAIN, 4096, utf8_bytes),
    "json": Form(PLAIN, 30_000, len),
    "matrix": Form(MATRIX, 24_000, json_bytes, Titled.IN_BODY),
}
#: Seconds between two messages. WeCom and DingTalk allow 20 a minute, Telegram 20 a minute to a
#: group, Feishu 100 a minute, Slack one a second, ntfy one in five seconds after a burst of 60.
GAPS = {"wecombot": 3.1, "dingtalk": 3.1, "feishu": 0.7, "lark": 0.7, "slack": 1.1, "tgram": 3.1}
GAPS |= {"ntfy": 1.0, "matrix": 0.5}
#: Other services of Apprise: characters of the body that it may still join the title to.
TITLE_ROOM = 100
#: Characters of a word of an address that may be a secret.
SECRET_LENGTH = 6
#: Schemes whose addresses hold a host that is no secret, only the login before it may be.
WITH_HOST = {"mailto", "ntfy", "json", "xml", "form", "matrix", "gotify", "gotifys"}
_STATUS = re.compile(r"error=([1-5][0-9]{2})\b")
_WORD = re.compile(rf"[^/?&=:@]{{{SECRET_LENGTH},1000}}")


def scheme_of(address: str) -> str:
    """Return the scheme of an address without the `s` of an encrypted twin."""
    scheme = address.partition("://")[0].lower()
    return (
        scheme[:-1] if scheme[:-1] in {"mailto", "ntfy", "json", "matrix"} and scheme[-1] == "s" else scheme
    )


def form_of(scheme: str, plugin: Any) -> Form:
    """Return what a service takes; for one that we do not know, what Apprise says of it."""
    if known := FORMS.get(scheme):
        return known
    apart = plugin.title_maxlen >= TITLE_ROOM
    joined = apart and plugin.overflow_amalgamate_title
    limit = int(plugin.body_maxlen) - (TITLE_ROOM if joined else 0)
    return Form(PLAIN, limit, len, Titled.APART if apart else Titled.IN_BODY)


def stock_answer(result: Any) -> Answer:
    """
    Return what one of Apprise's own plugins says: success, or its log.

    Its log tells an HTTP status, but not whether a broken connection came before or after the
    message: then the answer is unknown, and a repeat says that it may be one.
    """
    if result:
        return SENT
    said = visible(" ".join(entry.message for one in result for entry in one.logs())) or str(result.status)
    reason = said[:REASON_SHOWN]
    if status := _STATUS.search(said):
        code = int(status[1])
        if code in {429, 408} or code in {500, 501, 503}:
            return failed(reason)
        return unknown(reason) if code >= 500 else refused(reason)  # noqa: PLR2004  # 502, 504: see posting
    return unknown(reason)


def without_secrets(reason: str, address: str) -> str:
    """Return a reason in which every word of the address that may be a secret is masked."""
    rest = address.partition("://")[2]
    if scheme_of(address) in WITH_HOST:
        login = rest.partition("/")[0].rpartition("@")[0]
        path = rest.partition("/")[2]
        rest = f"{login}/{path if scheme_of(address) != 'mailto' else ''}"
    words = {word for found in _WORD.findall(rest) for word in (found.strip(), unquote(found.strip()))}
    for word in sorted(words, key=len, reverse=True):
        reason = reason.replace(word, "***")
    return reason
