"""Pages that are no listing and no article: shells that lead elsewhere, block pages, soft 404s."""

from __future__ import annotations

import html
import re

from ..errors import BlockedError
from .addresses import Base
from .whitespace import one_line

#: What block pages and soft 404s say with status 200.
_NOTICES = re.compile(
    "访问频繁|访问过于频繁|安全验证|验证码|请求被拒绝|访问被拒绝|访问被拦截|系统繁忙|页面不存在|页面找不到|"
    "您访问的(?:页面|网页|内容|文章)(?:不存在|已删除|找不到|出错|已下线)|网站防火墙|开启\\s?JavaScript|启用\\s?JavaScript|"
    "enable JavaScript|Access Denied|Request Rejected|404 Not Found|403 Forbidden|405 Not Allowed"
)
#: Scripts of known challenges; their pages have hardly any text.
_CHALLENGES = re.compile(r"__jsl_clearance|__jsluid|wzws_|\$_ts\s?=|HMF_CI|C3VK=|acw_sc__v2|WAF_VISIT")
#: Characters of visible text up to which a page with such words is not an article about them.
_NOTICE_LENGTH = 600
_HIDDEN = re.compile(r"<(script|style|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: How far into the page these are looked for: shells and challenges are short.
_REACH = 60_000
_SHELLS = (
    # <script>window.location.href = './index.html'</script>, location.replace("…")
    re.compile(
        r"""location(?:\.href)?\s{0,8}(?:=|\.(?:replace|assign)\s{0,8}\()\s{0,8}["']([^"'\s<>]{1,400})["']"""
    ),
    # <meta http-equiv="refresh" content="0; url=./index.html">
    re.compile(
        r"""<meta\b[^>]{0,200}?refresh[^>]{0,100}?url\s{0,8}=\s{0,8}["']?\s{0,8}([^"'>\s]{1,400})""",
        re.IGNORECASE,
    ),
    re.compile(r"""<i?frame\b[^>]{0,400}?\bsrc\s{0,8}=\s{0,8}["']?([^"'>\s]{1,400})""", re.IGNORECASE),
)


def shell_target(text: str, url: str) -> str | None:
    """Return the address to which a page without content sends its reader; None when to none."""
    base = Base(url)
    for pattern in _SHELLS:
        for match in pattern.finditer(text[:_REACH]):
            target = base.join(html.unescape(match[1]))
            if target and target != url:
                return target
    return None


def refuse_notices(text: str, url: str) -> None:
    """Raise BlockedError when the page is a challenge, a block page or a soft 404."""
    if found := notice(text):
        raise BlockedError(url, f"the site answered with a block or error page that says “{found}”")


def notice(text: str) -> str | None:
    """Return the words by which a short page shows itself as a challenge or soft 404; else None."""
    shown = visible_text(text[:_REACH])
    if len(shown) > _NOTICE_LENGTH:
        return None
    found = _NOTICES.search(shown) or _CHALLENGES.search(text[:_REACH])
    return found[0] if found else None


def visible_text(text: str) -> str:
    """Return the text between tags, roughly and quickly, on one line."""
    parts: list[str] = []
    position, lower = 0, text.lower()
    while hidden := _HIDDEN.search(text, position):
        parts.append(text[position : hidden.start()])
        end = lower.find(f"</{hidden[1].lower()}", hidden.end())
        position = len(text) if end < 0 else end
    parts.append(text[position:])
    return one_line(html.unescape(_TAG.sub(" ", " ".join(parts))))
