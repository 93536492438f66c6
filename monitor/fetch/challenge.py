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
_LATER = (
    "the site is overloaded or refuses the request: the next check tries again; see `headers` and `prime`"
)
_GONE = "the address has changed or was removed: look up the new one on the site"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What stands in the way, and what a person can do about it."""

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
        HTTPStatus.METHOD_NOT_ALLOWED: Challenge("block page of a web firewall", _ADDRESS),
        HTTPStatus.FORBIDDEN: Challenge("access denied", _ADDRESS),
        HTTPStatus.TOO_MANY_REQUESTS: Challenge("too many requests", _SLOWER),
    }
)

#: Names in the scripts of challenge pages. They count only where hardly any text is shown.
SCRIPTS: tuple[tuple[re.Pattern[bytes], Challenge], ...] = (
    (re.compile(rb"__jsl_clearance"), Challenge("JavaScript cookie challenge (加速乐)", _BROWSER)),
    # `$_ts=window['$_ts']`; not `data_ts`.
    (re.compile(rb"\$_ts\b"), Challenge("JavaScript challenge (瑞数)", _BROWSER)),
    # `/WZWSREL3po…`, `wzws_sessionid`, `wzwschallenge`.
    (re.compile(rb"wzws(?:rel|_|chal|-waf)", re.IGNORECASE), Challenge("cookie challenge (wzws)", _BROWSER)),
    (re.compile(rb"\bC3VK\b"), Challenge("cookie challenge (C3VK)", _BROWSER)),
    (re.compile(rb"\bHMF_CI\b"), Challenge("cookie challenge (HMF_CI)", _BROWSER)),
    (re.compile(rb"\bCT6T\b"), Challenge("cookie challenge (CT6T)", _BROWSER)),
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
    ("系统繁忙", Challenge("“系统繁忙” (system busy)", _LATER)),
    ("页面不存在", Challenge("“页面不存在” (page not found, sent as if it were one)", _GONE)),
)

#: Characters of shown text. The longest block pages seen have about 120, the shortest listings over 500.
MAX_SHOWN = 240
#: A JSON answer that refuses is one sentence; a listing of one entry has a title, a link and a date.
MAX_JSON = 120

_ANY_TEXT = re.compile(
    b"|".join(re.escape(text.encode(charset)) for text, _ in TEXTS for charset in ("utf-8", "gb18030"))
)
_ANY_SCRIPT = re.compile(b"|".join(b"(?:" + pattern.pattern + b")" for pattern, _ in SCRIPTS), re.IGNORECASE)
#: What is not shown, from opening to closing mark.
_HIDDEN = (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SPACE = re.compile(r"\s+|&nbsp;")


def find_challenge(status: int, body: bytes) -> Challenge | None:
    """Return what stands in the way; None when the answer is content, or an ordinary error."""
    named = _from_body(body)
    if status in STATUSES:
        return named or STATUSES[status]
    return named


def _from_body(body: bytes) -> Challenge | None:
    # Nearly every page ends here: one search in the bytes, nothing decoded.
    if not (_ANY_SCRIPT.search(body) or _ANY_TEXT.search(body)):
        return None
    shown = shown_text(body)
    if len(shown) > (MAX_JSON if body.lstrip()[:1] in (b"{", b"[") else MAX_SHOWN):
        return None
    for pattern, challenge in SCRIPTS:
        if pattern.search(body):
            return challenge
    return next((challenge for text, challenge in TEXTS if text in shown), None)


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
    """Drop every stretch from `start` to `end`; in one pass, whatever a hostile page repeats."""
    lowered = text.lower() if text.isascii() else _ascii_lower(text)
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


def _ascii_lower(text: str) -> str:
    """Lower A to Z only: `str.lower` may change the length (`İ`)."""
    return text.translate(_LOWER)


_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
