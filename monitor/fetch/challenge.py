"""Pages that a site sends instead of the content: challenges, block pages, missing pages that say 200."""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

_BROWSER = (
    "it wants a browser that runs its JavaScript; this client names itself and solves no challenges: "
    "use another source that covers the issuer, or ask the site for access"
)
_ADDRESS = (
    "the site refuses this client or its address: try a proxy in mainland China (`proxy` of the source), "
    "or use another source that covers the issuer"
)
_SLOWER = "the site wants fewer requests: raise `min_gap_s` or `every` of the source"
_HUMAN = "the site wants a person to confirm something: open the address in a browser, and check less often"
_LATER = "the site is overloaded or refuses the request: the next check tries again; see `headers` and `prime`"
_GONE = "the address has changed or was removed: look up the new one on the site"


@dataclass(frozen=True, slots=True)
class Challenge:
    """A page that the site sends instead of the content, and what a person can do about it."""

    kind: str
    advice: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.advice}"


#: Statuses that Chinese sites' firewalls answer with. 429 is tried again first.
STATUSES = MappingProxyType(
    {
        521: Challenge("JavaScript cookie challenge (加速乐)", _BROWSER),
        512: Challenge("JavaScript cookie challenge (加速乐)", _BROWSER),
        412: Challenge("JavaScript challenge (瑞数)", _BROWSER),
        HTTPStatus.IM_A_TEAPOT: Challenge("block page of a web firewall", _ADDRESS),
        HTTPStatus.METHOD_NOT_ALLOWED: Challenge("block page of a web firewall, or a wrong `method`", _ADDRESS),
        HTTPStatus.FORBIDDEN: Challenge("access denied", _ADDRESS),
        HTTPStatus.TOO_MANY_REQUESTS: Challenge("too many requests", _SLOWER),
    }
)

#: Names in the scripts and links of challenge pages. They count only where hardly any text is shown.
SCRIPTS: tuple[tuple[bytes, Challenge], ...] = (
    (b"__jsl_clearance", Challenge("JavaScript cookie challenge (加速乐)", _BROWSER)),
    (b"$_ts", Challenge("JavaScript challenge (瑞数)", _BROWSER)),
    (b"wzws", Challenge("cookie challenge (wzws)", _BROWSER)),
    (b"WZWS", Challenge("cookie challenge (wzws)", _BROWSER)),
    (b"C3VK", Challenge("cookie challenge (C3VK)", _BROWSER)),
    (b"HMF_CI", Challenge("cookie challenge (HMF_CI)", _BROWSER)),
    (b"CT6T", Challenge("cookie challenge (CT6T)", _BROWSER)),
)

#: Words of block pages. They count only where they are nearly all the text there is.
TEXTS: tuple[tuple[str, Challenge], ...] = (
    ("访问频繁", Challenge("“访问频繁” (too many requests)", _SLOWER)),
    ("访问过于频繁", Challenge("“访问过于频繁” (too many requests)", _SLOWER)),
    ("操作频繁", Challenge("“操作频繁” (too many requests)", _SLOWER)),
    ("操作过于频繁", Challenge("“操作过于频繁” (too many requests)", _SLOWER)),
    ("安全验证", Challenge("“安全验证” (security check)", _HUMAN)),
    ("验证码", Challenge("“验证码” (captcha)", _HUMAN)),
    ("请求被拒绝", Challenge("“请求被拒绝” (request refused)", _ADDRESS)),
)
#: Words of error pages that are sent with a status of success. With an error status they are ordinary errors.
SOFT_ERRORS: tuple[tuple[str, Challenge], ...] = (
    ("系统繁忙", Challenge("“系统繁忙” (system busy, sent as if it were a page)", _LATER)),
    ("页面不存在", Challenge("“页面不存在” (page not found, sent as if it were one)", _GONE)),
)

#: Characters of shown text. The longest block pages seen have about 120, the shortest listings over 500.
MAX_SHOWN = 240
#: A JSON answer that refuses is one sentence; a listing of one entry has a title, a link and a date.
MAX_JSON = 120

#: Bytes beyond ASCII anywhere in the page: 1,300 Chinese characters, scripts and comments included.
MAX_CHINESE = 4000
_ASCII = bytes(range(128))

#: All marks as bytes: plain searches through a page are faster than one regular expression.
_MARKS = (
    *(mark for mark, _ in SCRIPTS),
    *(text.encode(charset) for text, _ in TEXTS + SOFT_ERRORS for charset in ("utf-8", "gb18030")),
)
#: Parts of a page that a reader does not see: opening and closing mark.
_HIDDEN = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+|&nbsp;")


def find_challenge(status: int, body: bytes) -> Challenge | None:
    """Return the challenge that an answer is; None when it is content or an ordinary error."""
    named = _from_body(body, TEXTS if status >= HTTPStatus.BAD_REQUEST else TEXTS + SOFT_ERRORS)
    if status in STATUSES:
        return named or STATUSES[status]
    return named


def _from_body(body: bytes, texts: tuple[tuple[str, Challenge], ...]) -> Challenge | None:
    # Nearly every page is long enough to be content, and nearly every other page holds no mark.
    if len(body.translate(None, _ASCII)) > MAX_CHINESE:
        return None
    if not any(mark in body for mark in _MARKS):
        return None
    shown = shown_text(body)
    if len(shown) > (MAX_JSON if body.lstrip()[:1] in (b"{", b"[") else MAX_SHOWN):
        return None
    for mark, challenge in SCRIPTS:
        if mark in body:
            return challenge
    return next((challenge for text, challenge in texts if text in shown), None)


def shown_text(body: bytes) -> str:
    """Return roughly the text that a reader of the page would see, without white space."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("gb18030", "replace")
    for start, end in _HIDDEN:
        text = _without(text, start, end)
    return _SPACE.sub("", _TAG.sub("", text))


def _without(text: str, start: str, end: str) -> str:
    """Return the text without what stands between `start` and `end`. A single pass, so that no hostile page is slow."""
    # Not `str.lower`, which may change the length (`İ`).
    lowered = text.translate(_LOWER)
    kept: list[str] = []
    position = 0
    while (opening := lowered.find(start, position)) >= 0:
        kept.append(text[position:opening])
        closing = lowered.find(end, opening)
        position = len(text) if closing < 0 else closing
        if closing >= 0:
            position += len(end)
    kept.append(text[position:])
    return "".join(kept)
