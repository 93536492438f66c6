"""Someone who is told things in tests, and says how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from monitor.domain import SendResult, Verdict
from monitor.notify import AppriseChannel, Content, Language, Part, plain

SENT = SendResult(Verdict.SENT)
FAILED = SendResult(Verdict.FAILED, "not now")
REFUSED = SendResult(Verdict.REFUSED, "too rude")
UNKNOWN = SendResult(Verdict.UNKNOWN, "no answer")


class Recipient:
    """Keeps what arrived; answers what it was told to, and does meanwhile what it was told to."""

    gap_s = 0.0

    def __init__(self, name: str = "terminal", cut: int = 0) -> None:
        self.id = self.label = name
        self.answer = SENT
        #: Lines in a part; 0: all in one.
        self.cut = cut
        self.parts_seen: list[Part] = []
        self.repeats: list[bool] = []
        self.contents: list[Content] = []
        self.keys: list[str] = []
        self.before_answer: Callable[[Part], None] = lambda _part: None

    def parts(self, content: Content, language: Language, key: str) -> tuple[Part, ...]:
        self.contents.append(content)
        self.keys.append(key)
        whole = plain(content, language)
        lines = whole.body.splitlines()
        size = self.cut or len(lines) or 1
        return tuple(Part(whole.title, "\n".join(lines[at : at + size])) for at in range(0, len(lines) or 1, size))

    def send(self, part: Part, *, repeat: bool = False) -> SendResult:
        self.before_answer(part)
        if self.answer.verdict is Verdict.SENT:
            self.parts_seen.append(part)
            self.repeats.append(repeat)
        return self.answer


def after(seconds: float) -> SendResult:
    """Return what a busy service answers."""
    return SendResult(Verdict.FAILED, "busy", timedelta(seconds=seconds))


def present():
    """Return the present moment, as the command line gives it to channels."""
    return datetime.now(UTC)


def channel_of(address, name=None):
    """Return the channel that sends to an address."""
    return AppriseChannel(address, present, name)
