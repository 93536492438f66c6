"""
How each kind of service writes bold, quotes and links, and how scraped text is kept from doing so.

Where a service documents escapes (Slack, Telegram, Matrix, Feishu), they are used. WeCom and
DingTalk document none: there the few characters that mean something become their full-width
twins, which read the same. `@` does so everywhere: `@all` is never a call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape as html_escape

from .harmless import address, host_of

#: From a character to its full-width twin.
_FULL_WIDTH = 0xFEE0


def _twins(characters: str) -> dict[int, str]:
    return {ord(char): chr(ord(char) + _FULL_WIDTH) for char in characters}


def _entities(characters: str) -> dict[int, str]:
    return {ord(char): f"&#{ord(char)};" for char in characters}


_HTML = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """Templates with one `{}` each, and what becomes of single characters of a text."""

    name: str
    escapes: Mapping[int, str] = field(default_factory=dict)
    heading: str = "■ {}"
    strong: str = "{}"
    quoted: str = "“{}”"
    #: Of the words for the page, its host and its address.
    linked: str = "{words}: {url}"
    newline: str = "\n"
    #: Stands before an item whose label its heading says already; empty: the label stands there all the same,
    #: since a message may be cut between the two.
    bullet: str = ""

    def text(self, text: str) -> str:
        """Return harmless text with all that means something in this dialect escaped."""
        return text.translate(self.escapes)

    def bold(self, text: str) -> str:
        """Return escaped text in bold."""
        return self.strong.format(self.text(text))

    def link(self, words: str, url: str) -> str:
        """Return a link whose visible words end with the host it leads to; empty for a bad address."""
        safe = address(url)
        if not safe:
            return ""
        return self.linked.format(
            words=self.text(words),
            host=self.text(host_of(safe)),
            url=html_escape(safe) if self.html else safe,
        )

    @property
    def html(self) -> bool:
        """Whether messages are HTML, or escape `&` as HTML does."""
        return self.escapes.get(ord("&")) == "&amp;"


_MARKDOWN_LINK = "[{words} {host}]({url})"

PLAIN = Dialect("plain", _twins("@"), strong="【{}】")
#: The plain part of email: nobody is called by `@` there.
LETTER = Dialect("letter", strong="【{}】", bullet="● ")
WECOM = Dialect(
    "wecom",
    _twins("@<>[]*`\\#"),
    heading="### {}",
    strong="**{}**",
    quoted="> {}",
    linked=_MARKDOWN_LINK,
)
DINGTALK = Dialect(
    "dingtalk",
    _twins("@<>[]*`\\_~#"),
    heading="### {}",
    strong="**{}**",
    linked=_MARKDOWN_LINK,
    newline="  \n",  # a single line end joins lines
)
FEISHU = Dialect(
    "feishu",
    _entities("&<>*~[]()#`_\\!$") | _twins("@"),
    heading="**{}**",
    strong="**{}**",
    linked=_MARKDOWN_LINK,
)
SLACK = Dialect(
    "slack",
    _HTML | _twins("@*_~`"),
    heading="*{}*",
    strong="*{}*",
    quoted="> {}",
    linked="<{url}|{words} {host}>",
)
TELEGRAM = Dialect(
    "telegram",
    _HTML | _twins("@"),
    heading="<b>{}</b>",
    strong="<b>{}</b>",
    quoted="<blockquote>{}</blockquote>",
    linked='<a href="{url}">{words} {host}</a>',
)
MATRIX = Dialect(
    "matrix",
    _HTML | _twins("@"),
    heading="<strong>{}</strong>",
    strong="<strong>{}</strong>",
    quoted="<em>“{}”</em>",
    linked='<a href="{url}">{words} {host}</a>',
    newline="<br>\n",
)
