"""
What a channel is, and how a service takes text.

A channel cuts a content into parts and sends each of them once. The database counts the parts that arrived, so
that a retry begins with the first part that did not. So `parts` must be a pure function of content and
language: it returns the same parts every time.

A dialect is how a kind of service writes bold, quotes and links, and how text of pages is kept from doing so.
Where a service documents escapes (Slack, Telegram, Matrix, Feishu), its dialect uses them. WeCom and
DingTalk document none: their dialects turn the few characters that have a meaning into full-width twins,
which read the same. `@` becomes its twin in every chat, so that `@all` calls nobody.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from html import escape as html_escape
from threading import Lock
from typing import Protocol

from ...domain import SendResult, Verdict
from ..content import Bilingual, Content, Language, visible
from ..content.wording import address, host_of

#: The address of the terminal.
TERMINAL = "terminal"
_REPEAT = Bilingual("（可能重复）", "(may be a repeat)")
#: Stands before a part that may have arrived already, because no answer to it came.
REPEAT_MARK = _REPEAT.text(Language.BOTH)
#: Characters of a service's own words that a reason keeps.
REASON_SHOWN = 300
#: A service that asks for a longer wait is asked again after this.
LONGEST_WAIT = timedelta(days=1)
SENT = SendResult(Verdict.SENT)


@dataclass(frozen=True, slots=True)
class Part:
    """What one request carries; it fits the service's limits together with `REPEAT_MARK`."""

    #: Subject, or preview; empty where the body begins with it.
    title: str
    body: str
    #: The body as HTML, for email.
    html: str = ""
    #: Message-ID, References, List-Id, for email.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Deadlines as iCalendar, for email.
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets messages: an id for records, an address for sending."""

    id: str
    address: str = field(repr=False)


class Channel(Protocol):
    """A way to reach one recipient."""

    @property
    def id(self) -> str:
        """Unique, equal after a restart, free of secrets: the database and the logs hold it."""
        ...

    @property
    def label(self) -> str:
        """The address for people, its secrets masked."""
        ...

    @property
    def gap_s(self) -> float:
        """Seconds between two parts, as the service demands."""
        ...

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        """Return the content in this channel's form, at least one part; `key` is unique to the message."""
        ...

    def send(self, part: Part, *, repeat: bool = False) -> SendResult:
        """
        Send one part once, without retries; never raises for what the service does.

        With `repeat`, the part says that it may be a repeat.
        """
        ...


class Throttle:
    """Keeps the gaps between messages to one service; threads may share it, processes may not."""

    def __init__(
        self, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], object] = time.sleep
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, channel: str, gap_s: float) -> None:
        """Wait until the gap since the channel's last message is over, and begin the next gap."""
        with self._lock:
            now = self._monotonic()
            begin = max(now, self._free.get(channel, now))
            self._free[channel] = begin + gap_s
        if begin > now:
            self._sleep(begin - now)


def words_of(body: bytes) -> str:
    """Return the words of an answer on one line, cut."""
    return visible(body[: 4 * REASON_SHOWN].decode(errors="replace"))[:REASON_SHOWN]


def failed(reason: str, wait_s: float | None = None) -> SendResult:
    """Return that nothing arrived, and how many seconds the service asks us to wait."""
    if wait_s is None or math.isnan(wait_s):
        return SendResult(Verdict.FAILED, reason)
    # Bounded before it becomes a timedelta, which cannot hold every float.
    wait = timedelta(seconds=min(max(0.0, wait_s), LONGEST_WAIT.total_seconds()))
    return SendResult(Verdict.FAILED, reason, wait)


def refused(reason: str) -> SendResult:
    """Return that the service refuses the message."""
    return SendResult(Verdict.REFUSED, reason)


def unknown(reason: str) -> SendResult:
    """Return that the message may have arrived."""
    return SendResult(Verdict.UNKNOWN, reason)


#: Returns the size of a text as a service measures it.
Size = Callable[[str], int]

#: Code points from a character to its full-width twin.
_FULL_WIDTH = 0xFEE0
_ESCAPED_IN_JSON = re.compile(r'["\\\x00-\x1f]')


def twins(characters: str) -> dict[int, str]:
    """Return a table that turns characters into their full-width twins."""
    return {ord(char): chr(ord(char) + _FULL_WIDTH) for char in characters}


def entities(characters: str) -> dict[int, str]:
    """Return a table that turns characters into numeric HTML entities."""
    return {ord(char): f"&#{ord(char)};" for char in characters}


#: The table for HTML.
HTML = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
#: How WeCom, DingTalk and Feishu write links.
MARKDOWN_LINK = "[{words} {host}]({url})"


@dataclass(frozen=True, slots=True)
class Dialect:
    """Templates with one `{}` each, and a table of escapes for text."""

    name: str
    escapes: Mapping[int, str] = field(default_factory=dict)
    heading: str = "■ {}"
    strong: str = "{}"
    quoted: str = "“{}”"
    #: Made of the words for the page, its host and its address.
    linked: str = "{words}: {url}"
    newline: str = "\n"
    #: Replaces the label of an item whose heading gives it; empty where a message may be cut between the two,
    #: so that every item needs its label.
    bullet: str = ""

    def escape(self, text: str) -> str:
        """Return text in which no character has a meaning in this dialect."""
        return text.translate(self.escapes)

    def bold(self, text: str) -> str:
        """Return escaped text in bold."""
        return self.strong.format(self.escape(text))

    def link(self, words: str, url: str) -> str:
        """Return a link whose visible words end with the host to which it leads; empty for a bad address."""
        safe = address(url)
        if not safe:
            return ""
        return self.linked.format(
            words=self.escape(words), host=self.escape(host_of(safe)), url=html_escape(safe) if self.html else safe
        )

    @property
    def html(self) -> bool:
        """Whether messages are HTML, or escape `&` as HTML does."""
        return self.escapes.get(ord("&")) == "&amp;"


class TitlePlace(StrEnum):
    """Where a service shows the title of a message."""

    IN_BODY = "in body"  # it has no titles: ours is the first line
    APART = "apart"
    BOTH = "both"  # only in previews, so that it is the first line as well


@dataclass(frozen=True, slots=True)
class ChatForm:
    """What a service takes."""

    dialect: Dialect
    #: The largest size of a body, in the unit of `size`.
    limit: int
    size: Size = len
    title: TitlePlace = TitlePlace.APART


PLAIN = Dialect("plain", twins("@"), strong="【{}】")
#: Room for the rest of a request where a service limits the whole request.
ENVELOPE = 1500


def utf8_bytes(text: str) -> int:
    """Return how many bytes a text has; a lone surrogate counts as the question mark that is sent for it."""
    return len(text.encode(errors="replace"))


def utf16_units(text: str) -> int:
    """Return how many UTF-16 code units a text has, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def json_bytes(text: str) -> int:
    """Return how many bytes a text has inside a JSON body in UTF-8, for limits on the whole request."""
    extra = sum(len(json.dumps(match[0])) - 3 for match in _ESCAPED_IN_JSON.finditer(text))
    return utf8_bytes(text) + extra
